"""The papers of a purchase that lie behind its vouchers."""

from typing import Any

from disbursement.behind import BEHIND, Behind, Known
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
        EvidenceKind.REPORT: Behind(purchase.report_number, acted.get("report_need"), is_made=True),
        EvidenceKind.APPOINTMENT: Behind(Appointed(purchase).number, purchase.approved_on, is_made=True),
        EvidenceKind.QUOTATION: Behind(purchase.quotation_number, purchase.quoted_on),
        EvidenceKind.RESULT: Behind("", acted.get("report_result")),
        EvidenceKind.ANNOUNCEMENT: Behind(purchase.announcement_number, purchase.announced_on, is_made=True),
        EvidenceKind.ORDER: Behind(purchase.order_number, purchase.ordered_on, is_made=True),
        EvidenceKind.INVOICE: note_of(purchase, voucher),
    }
    return {kind: paper for kind, paper in found.items() if paper.dated is not None}


def note_of(purchase: Any, voucher: Any) -> Behind:
    """The vendor's paper that was taken in with the goods which this voucher pays for."""
    delivery = Delivery.objects.filter(document=purchase.pk, acceptance=voucher.acceptance).first()
    return Behind(delivery.note_number, delivery.delivered_on) if delivery else Behind("", None)


BEHIND.append(of_purchase)
