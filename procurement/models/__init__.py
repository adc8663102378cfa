"""What procurement stores."""

from procurement.models.contract_record import ContractRecord
from procurement.models.purchase import Delivery, Instalment, PriceSource, PurchaseFacts, PurchaseKind, PurchaseLine

__all__ = ["ContractRecord", "Delivery", "Instalment", "PriceSource", "PurchaseFacts", "PurchaseKind", "PurchaseLine"]
