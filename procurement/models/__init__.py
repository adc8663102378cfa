"""What procurement stores."""

from procurement.models.contract_record import ContractRecord
from procurement.models.delivery import Delivery, DeliveryLine, Instalment
from procurement.models.purchase import PriceSource, PurchaseFacts, PurchaseKind, PurchaseLine
from procurement.models.standing_order import StandingSpecifier

__all__ = [
    "ContractRecord",
    "Delivery",
    "DeliveryLine",
    "Instalment",
    "PriceSource",
    "PurchaseFacts",
    "PurchaseKind",
    "PurchaseLine",
    "StandingSpecifier",
]
