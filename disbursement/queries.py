"""Facts that rules need from other documents."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from disbursement.models import Receipt, TransferRow
from workflows.procedure import PROCEDURES


def same_invoice(voucher: Any, live_invoice: str) -> Any:
    """The other living voucher that bears this invoice of this vendor; None where there is none."""
    others = type(voucher).objects.filter(party=voucher.party_id, live_invoice=live_invoice)
    return others.exclude(pk=voucher.pk).first()


def asked_in_case(voucher: Any) -> Decimal:
    """What all living vouchers of the case ask of this line in baht, this one included."""
    living = type(voucher).objects.filter(case=voucher.case_id, budget_line=voucher.budget_line_id, live_acceptance__isnull=False)
    asked: Decimal = living.aggregate(asked=Sum("gross_baht"))["asked"]
    return asked


def withheld_between(organization: Any, first: date, last: date) -> Decimal:
    """The tax withheld of what the bank paid within these days, in baht."""
    payments: Any = PROCEDURES["payment"].model
    paid = payments.objects.filter(organization=organization, paid_on__range=(first, last))
    return paid.aggregate(tax=Sum("withheld_baht"))["tax"] or Decimal(0)


def is_paid_by(transfer: Any, person: Any) -> bool:
    """Whether an officer stands behind a payee of a bank file, by what the register says now."""
    return TransferRow.objects.filter(document=transfer.pk, payment__party__officer=person).exists()


def unremitted(remittance: Any) -> Any:
    """The other day of this collector on which money is still being collected; None where there is none."""
    return (
        type(remittance).objects.filter(collector=remittance.collector_id, open_on__isnull=False).exclude(pk=remittance.pk).first()
    )


def reported_until(remittance: Any) -> date | None:
    """The last day that was reported, where the day of this slip is not after it; None while its own report is still to be made."""
    reported: date | None = PROCEDURES["fund_day"].model.reported_until(remittance.organization_id, remittance.collected_on)  # type: ignore[attr-defined]
    return reported


def held_surplus(remittance: Any) -> Any:
    """The day, not before this slip's, whose surplus is worth as much as the slip's cash and cheques; None where there is none."""
    since, amount_baht = remittance.collected_on, remittance.cash_baht + remittance.cheque_baht
    return PROCEDURES["fund_day"].model.surplus_worth(remittance.organization_id, since, amount_baht)  # type: ignore[attr-defined]


def surplus_above(remittance: Any) -> Any:
    """The day, not before this slip's, whose surplus is worth more than the slip's cash and cheques; None where there is none."""
    since, amount_baht = remittance.collected_on, remittance.cash_baht + remittance.cheque_baht
    return PROCEDURES["fund_day"].model.surplus_above(remittance.organization_id, since, amount_baht)  # type: ignore[attr-defined]


def waiting_safe(remittance: Any) -> Any:
    """Where the money of the slips lies that no summary has taken in; None where none waits."""
    waiting = type(remittance).objects.filter(organization=remittance.organization_id, state=type(remittance).State.RECEIVED)
    slip = waiting.filter(cash_account__isnull=False).exclude(pk=remittance.pk).select_related("cash_account").first()
    return slip.cash_account if slip else None


def collected(remittance: Any) -> dict[str, Decimal]:
    """The valid receipts of a document in baht, by how the money came; a cancelled slip is never in the count (R9)."""
    valid = Receipt.objects.filter(document=remittance.pk, is_cancelled=False).order_by().values_list("received_by")
    return dict(valid.annotate(total=Sum("amount_baht")))
