"""Rows of a bank file: from payments to what is stored, and from the bank's answer back to payments."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from disbursement.models import BudgetLine, TransferResult, TransferRow
from disbursement.payment import Payment
from workflows.fields import to_baht
from workflows.models import Document


def locked_payments(keys: Iterable[Any]) -> Sequence[Payment]:
    """Payments with their cases under lock, in the order of the cases, which is the order for everybody."""
    found = Payment.objects.filter(pk__in=list(keys)).select_related("case", "party", "payee_account", "voucher")
    return list(found.select_for_update(of=("case", "document", "self"), no_key=True).order_by("case_id", "pk"))


def lock_lines(lines: Iterable[Any]) -> None:
    """Budget lines under lock, in the order of their ids."""
    list(BudgetLine.objects.select_for_update(no_key=True).filter(pk__in=set(lines)).order_by("pk"))


def file_rows(payments: Sequence[Payment]) -> Iterable[dict[str, Any]]:
    """The rows of a file, in the order in which the finance unit received the vouchers."""
    for position, payment in enumerate(
        sorted(payments, key=lambda payment: (payment.voucher.received_on, payment.voucher.pk)), start=1
    ):
        account = payment.payee_account
        yield {
            "position": position, "payment": payment, "live_payment": payment.pk, "payee_name": account.name,
            "payee_officer_id": payment.party.officer_id, "bank_code": account.bank_code, "account_number": account.number,
            "amount_baht": payment.amount_baht, "reference": payment.voucher.received_number,
        }  # fmt: skip


def passed_on(transfer: Any) -> Iterable[Any]:
    """The rows of a file, their payments with them, in the order of the cases."""
    return TransferRow.objects.filter(document=transfer.pk).select_related("payment").order_by("payment__case_id", "payment_id")


def carried(transfer: Any) -> QuerySet[Document]:
    """The payments of a file with their cases, in the order of the cases; one statement for all."""
    rows = TransferRow.objects.filter(document=transfer.pk)
    return Document.objects.filter(pk__in=rows.values("payment")).select_related("case").order_by("case_id", "pk")


def with_rest(results: Sequence[Mapping[str, Any]], rest: str, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The results that were told, and the same one for all other rows that wait, where the bank's report says so."""
    told = {result["position"] for result in results}
    others = (
        [row["position"] for row in rows if row["result"] == TransferResult.WAITING and row["position"] not in told] if rest else []
    )
    return [*results, *({"position": position, "result": rest, "note": ""} for position in others)]


def total_baht(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    """The sum of rows of evidence."""
    return sum((to_baht(row["amount_baht"]) for row in rows), Decimal(0))
