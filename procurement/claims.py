"""Whose claim a receipt settles: a fine that no payment could bear is paid into the office's hands, and counted there like any other money."""

from typing import Any

from disbursement.models import Receipt
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows import engine

IN_BOOKS = (Remitting.RECEIVED, Remitting.SUMMARIZED)


def locked_slip(receipt: Receipt) -> Any:
    """The slip that a receipt was handed over with, under lock, so that it cannot go back meanwhile; None where it was issued elsewhere."""
    slip = Remittance.objects.filter(pk=receipt.document_id).first()
    return engine.locked_document(slip) if slip else None


def is_in_books(slip: Any) -> bool:
    return slip is not None and slip.state in IN_BOOKS


def other_claim(receipt: Receipt, purchase: Any) -> str:
    """The title of the other purchase whose claim the receipt has settled; empty where there is none."""
    other = type(purchase).objects.filter(rest_claim_slip=receipt.pk).exclude(pk=purchase.pk).first()
    return other.title if other else ""
