"""The papers of a purchase, and of the acceptance that is paid for, that lie behind its vouchers."""

from datetime import date
from typing import Any

from committees.goods import GoodsAcceptance
from committees.letters import AcceptanceReport
from committees.papers import AcceptanceCertificate, WorksCertificate
from committees.works import WorksAcceptance
from disbursement.behind import BEHIND, Behind, Known, Printed
from disbursement.models import EvidenceKind, OrderKind
from procurement.models import Delivery
from procurement.printing import Appointed
from procurement.purchase import Purchase
from workflows.models import JournalEntry
from workflows.procedure import procedure_of


def of_purchase(voucher: Any) -> Known:
    """As the purchase of the voucher's case bears them; what has not been made yet is not there."""
    purchase = Purchase.objects.filter(case=voucher.case_id).first()
    if purchase is None:
        return {}
    acted = last_acts(purchase, "report_need", "report_result")
    found = {
        EvidenceKind.REPORT: made(purchase, "purchase_request", purchase.report_number, acted.get("report_need")),
        EvidenceKind.APPOINTMENT: made(purchase, "appointment_order", Appointed(purchase).number, purchase.approved_on),
        EvidenceKind.QUOTATION: Behind(purchase.quotation_number, purchase.quoted_on),
        EvidenceKind.RESULT: result_of(purchase, acted.get("report_result")),
        EvidenceKind.ANNOUNCEMENT: made(purchase, "winner_announcement", purchase.announcement_number, purchase.announced_on),
        EvidenceKind.ORDER: made(purchase, "purchase_order", purchase.order_number, purchase.ordered_on),
        EvidenceKind.INVOICE: note_of(purchase, voucher),
    }
    return dated(found)


def of_acceptance(voucher: Any) -> Known:
    """As the acceptance that is paid for bears them; the supervisor's report and the notice of the fine are known, and lie there on paper."""
    is_works = voucher.order_kind == OrderKind.WORKS
    acceptance: Any = (WorksAcceptance if is_works else GoodsAcceptance).objects.filter(pk=voucher.acceptance).first()
    if acceptance is None:
        return {}
    certificate = (WorksCertificate if is_works else AcceptanceCertificate).template
    reported_on = last_acts(acceptance, "take_over").get("take_over")
    found = {
        EvidenceKind.ACCEPTANCE: made(acceptance, certificate, acceptance.number, acceptance.accepted_on),
        EvidenceKind.ACCEPTANCE_REPORT: made(acceptance, AcceptanceReport.template, acceptance.number, reported_on),
        EvidenceKind.FINE: Behind(acceptance.late_notice_number, acceptance.late_noticed_on),
    }
    if is_works:
        found[EvidenceKind.SUPERVISION] = Behind(acceptance.supervisor_report_number, acceptance.supervisor_reported_on)
    return dated(found)


def last_acts(document: Any, *steps: str) -> dict[str, date]:
    """The day on which each of these steps was taken last."""
    acts = JournalEntry.objects.filter(document=document.pk, step__in=steps).order_by("sequence")
    return dict(acts.values_list("step", "acted_on"))


def dated(found: dict[EvidenceKind, Behind]) -> Known:
    """What has been made or recorded by now."""
    return {kind: paper for kind, paper in found.items() if paper.dated is not None}


def made(document: Any, paper: str, number: str, dated: date | None) -> Behind:
    """A paper that the document prints."""
    return Behind(number, dated, is_made=True, printed=Printed(procedure_of(document).code, document.pk, paper))


def result_of(purchase: Any, reported_on: date | None) -> Behind:
    """A result without a number is from before the system printed any: the office made its own report, and that one lay before นายก."""
    if not purchase.result_number:
        return Behind("", reported_on)
    return made(purchase, "result_report", purchase.result_number, reported_on)


def note_of(purchase: Any, voucher: Any) -> Behind:
    """The vendor's paper that was taken in with the goods which this voucher pays for."""
    delivery = Delivery.objects.filter(document=purchase.pk, acceptance=voucher.acceptance).first()
    return Behind(delivery.note_number, delivery.delivered_on) if delivery else Behind("", None)


BEHIND += [of_purchase, of_acceptance]
