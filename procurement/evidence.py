"""The papers of a purchase that lie behind its vouchers."""

from datetime import date
from typing import Any

from disbursement.behind import BEHIND, Behind, Known, Printed
from disbursement.models import EvidenceKind
from procurement.models import Delivery
from procurement.printing import Appointed
from procurement.purchase import Purchase
from workflows.models import JournalEntry


def of_purchase(voucher: Any) -> Known:
    """As the purchase of the voucher's case bears them; what has not been made yet is not there. Its result is decided, but on no paper."""
    purchase = Purchase.objects.filter(case=voucher.case_id).first()
    if purchase is None:
        return {}
    acts = JournalEntry.objects.filter(document=purchase.pk, step__in=("report_need", "report_result")).order_by("sequence")
    acted = dict(acts.values_list("step", "acted_on"))
    found = {
        EvidenceKind.REPORT: made(purchase, "purchase_request", purchase.report_number, acted.get("report_need")),
        EvidenceKind.APPOINTMENT: made(purchase, "appointment_order", Appointed(purchase).number, purchase.approved_on),
        EvidenceKind.QUOTATION: Behind(purchase.quotation_number, purchase.quoted_on),
        EvidenceKind.RESULT: Behind("", acted.get("report_result")),
        EvidenceKind.ANNOUNCEMENT: made(purchase, "winner_announcement", purchase.announcement_number, purchase.announced_on),
        EvidenceKind.ORDER: made(purchase, "purchase_order", purchase.order_number, purchase.ordered_on),
        EvidenceKind.INVOICE: note_of(purchase, voucher),
    }
    return {kind: paper for kind, paper in found.items() if paper.dated is not None}


def made(purchase: Any, paper: str, number: str, dated: date | None) -> Behind:
    """A paper that the purchase prints."""
    return Behind(number, dated, is_made=True, printed=Printed("purchase", purchase.pk, paper))


def note_of(purchase: Any, voucher: Any) -> Behind:
    """The vendor's paper that was taken in with the goods which this voucher pays for."""
    delivery = Delivery.objects.filter(document=purchase.pk, acceptance=voucher.acceptance).first()
    return Behind(delivery.note_number, delivery.delivered_on) if delivery else Behind("", None)


BEHIND.append(of_purchase)
