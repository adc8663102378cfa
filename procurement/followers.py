"""What a purchase learns from the procedures below it, and they from it: an acceptance is noted and becomes a voucher; a payment closes
its instalment; works are supervised from the order to the last instalment."""

from decimal import Decimal
from typing import Any

from committees.acceptance.states import State as Accepting
from committees.goods import GoodsAcceptance
from committees.models import InspectionLine
from committees.works import WorksAcceptance
from committees.works_supervision import WorksSupervision, supervision_of
from disbursement import settling
from disbursement.payment import Payment
from disbursement.payment import State as Paying
from disbursement.voucher import Voucher
from disbursement.voucher_states import REVIEWS
from procurement import acceptances, rest_fines
from procurement.models import Delivery, Instalment, PurchaseKind
from procurement.purchase import Purchase
from procurement.purchase.states import State as Buying
from workflows import engine
from workflows.following import go_with
from workflows.models import Document
from workflows.procedure import follows


@follows(GoodsAcceptance, Accepting.ACCEPTED)
@follows(WorksAcceptance, Accepting.ACCEPTED)
def pay_for_what_was_accepted(cause: Any, acceptance: Any) -> None:
    """The accepted part of a delivery is noted, and its voucher, where it costs anything, lies on the desk of the unit (F1)."""
    purchase = purchase_of(acceptance)
    if purchase is None:
        return
    note_inspection(cause, purchase, acceptance, acceptance.accepted_amount_baht)
    if not acceptance.accepted_amount_baht:
        return
    engine.open_within(
        None, Voucher, acceptance.organization, case=acceptance.case, unit=acceptance.unit, law_date=purchase.law_date,
        acted_on=cause.act.acted_on, cause=cause.hash, data=accepted(purchase, acceptance),
    )  # fmt: skip


@follows(GoodsAcceptance, Accepting.REJECTED)
@follows(WorksAcceptance, Accepting.REJECTED)
def await_delivery_again(cause: Any, acceptance: Any) -> None:
    """Nothing of the delivery was right: all of it may come again."""
    purchase = purchase_of(acceptance)
    if purchase is not None:
        note_inspection(cause, purchase, acceptance, Decimal(0))


@follows(Payment, Paying.CONFIRMED)
def close_what_was_paid(cause: Any, payment: Any) -> None:
    """The bank has paid what was accepted of a delivery."""
    purchase = purchase_of(payment)
    delivery = Delivery.objects.filter(document=purchase, acceptance=payment.voucher.acceptance).first() if purchase else None
    if purchase and delivery:
        go_with(cause, purchase, "note_payment", note_number=delivery.note_number, paid_on=payment.paid_on)


@follows(Purchase, Buying.ORDERED)
def supervise_works(cause: Any, purchase: Any) -> None:
    """Works are supervised from the order on; a part that comes again is of the same supervision."""
    if purchase.kind != PurchaseKind.WORKS or WorksSupervision._default_manager.filter(case=purchase.case_id).exists():
        return
    engine.open_within(
        None, WorksSupervision, purchase.organization, case=purchase.case, unit=purchase.unit, law_date=purchase.law_date,
        acted_on=cause.act.acted_on, cause=cause.hash, data=acceptances.supervised(purchase, cause.act.evidence.rows),
    )  # fmt: skip


@follows(Purchase, Buying.REST_ENDED)
@follows(Purchase, Buying.CANCELLED)
@follows(Purchase, Buying.ENDED)
def supervise_no_more(cause: Any, purchase: Any) -> None:
    """What was given up is not built."""
    supervision = supervision_of(purchase.case_id) if purchase.kind == PurchaseKind.WORKS else None
    if supervision is not None:
        go_with(cause, supervision, "stop_supervision")


@follows(Purchase, Buying.REST_ENDED)
def settle_the_rest(cause: Any, purchase: Any) -> None:
    """Nothing more is delivered: the last payment still open knows that it is, and the fine of the rest is kept back of it."""
    last = rest_fines.last_payment(purchase)
    if last is not None:
        go_with(cause, last, "note_last")
    if purchase.rest_fine_voucher is not None:
        voucher = Voucher.objects.get(pk=purchase.rest_fine_voucher)
        step = "return_for_rest_fine" if voucher.state in REVIEWS else "bear_rest_fine"
        go_with(cause, voucher, step, fine_baht=purchase.rest_fine_baht, reason=cause.act.reason)


def purchase_of(document: Document) -> Any:
    """The purchase of a document's case; None where somebody else than procurement asked for the acceptance."""
    return Purchase.objects.filter(case=document.case_id).first()


def note_inspection(cause: Any, purchase: Any, acceptance: Any, accepted_baht: Decimal) -> None:
    lines = InspectionLine.objects.filter(document=acceptance.pk, accepted_quantity__gt=0)
    go_with(
        cause, purchase, "note_inspection", note_number=acceptance.delivery_note_number, acceptance=acceptance.pk, accepted_baht=accepted_baht,
        lines=[{"position": line.position, "accepted_quantity": line.accepted_quantity} for line in lines],
    )  # fmt: skip


def accepted(purchase: Any, acceptance: Any) -> dict[str, Any]:
    """What a voucher is told of the acceptance that certifies it."""
    accepted_baht = Instalment.objects.filter(document=purchase).values_list("accepted_baht", flat=True)
    return {
        "title": acceptance.title,
        "budget_line": purchase.budget_line_id,
        "party": acceptance.party_id,
        "order_kind": acceptance.kind,
        "order_number": acceptance.order_number,
        "ordered_on": acceptance.ordered_on,
        "order_total_baht": acceptance.order_amount_baht,
        "includes_vat": acceptance.party.is_vat_registered,
        "spending_approved_on": purchase.approved_on,
        "delivered_on": acceptance.delivered_on,
        "accepted_on": acceptance.accepted_on,
        "acceptance_number": acceptance.number,
        "acceptance": acceptance.pk,
        "gross_baht": acceptance.accepted_amount_baht,
        "fine_baht": acceptance.fine_baht,
        "is_last": sum(accepted_baht) == acceptance.order_amount_baht,
    }


settling.DEBTS.append((Purchase, "rest_claim_slip"))
