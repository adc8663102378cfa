"""What a debt to the office is settled by: a receipt whose money the finance officer holds, of one debt alone, that nobody cancels afterwards."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import Receipt
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows import engine
from workflows.act import Act
from workflows.dates import short_date
from workflows.procedure import blocks
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

IN_BOOKS = (Remitting.RECEIVED, Remitting.SUMMARIZED)
# (procedure, its unique reference to a receipt) of each kind of debt.
DEBTS: list[tuple[Any, str]] = []


def with_payer(receipt: Receipt) -> str:
    """A receipt as the clerk knows it: its book and number, its day, who paid, for what."""
    return f"{receipt} {short_date(receipt.received_on)} {receipt.payer} {receipt.income}"


def held(receipt: Receipt) -> tuple[Receipt, Remittance | None]:
    """The receipt and its slip as they stand under the slip's lock: nobody sends the slip back or cancels the receipt until the step is done.

    What the form read of the receipt may have changed while the step waited for that lock.
    """
    slip = Remittance.objects.filter(pk=receipt.document_id).first()
    locked = None if slip is None else engine.locked_document(slip)
    return Receipt.objects.select_related("book").get(pk=receipt.pk), locked


def unfit(act: Act, debt: Any, receipt: Receipt, slip: Remittance | None) -> list[Refusal]:
    """Why a receipt does not settle a debt, whatever the debt is; both are `held`."""
    is_in_books = slip is not None and slip.state in IN_BOOKS
    faults = (
        None if is_in_books else not_in_books(receipt, act),
        settled_already(receipt, other, act) if (other := settles(receipt.pk, but=debt.pk)) else None,
    )
    return [fault for fault in faults if fault is not None]


def other_copy(receipt: Receipt, dated: date, amount_baht: Decimal, basis: str, mended_by: str) -> Refusal | None:
    """Two persons have read one slip: the one chose it, and the other says of the copy in his hand what the page does not tell him."""
    if (dated, amount_baht) == (receipt.received_on, receipt.amount_baht):
        return None
    facts = {"receipt": receipt, "day": short_date(dated), "amount": baht(amount_baht)}
    sentence = _("ใบเสร็จ %(receipt)s ที่บันทึกว่ารับชำระ ไม่ได้ลงวันที่ %(day)s จำนวน %(amount)s บาท") % facts
    remedy = _("ดูสำเนาใบเสร็จเล่มและเลขที่นั้น ถ้าบันทึกผิดใบให้ส่งคืนพร้อมเหตุผล")
    return Refusal("OTHER_COPY", sentence, basis, remedy, field="copy_dated", mended_by=mended_by)


def settles(receipt: Any, but: Any = None) -> str:
    """The title of the debt that a receipt has settled; empty where there is none."""
    for model, field in DEBTS:
        found = model.objects.filter(**{field: receipt}).exclude(pk=but).first()
        if found is not None:
            return str(found.title)
    return ""


@blocks(Remittance, "go_back")
def keep_what_settled(remittance: Any, act: Act) -> Refusal | None:
    """A slip whose receipt has settled a debt does not go back to its collector, who could cancel that receipt."""
    for receipt in Receipt.objects.filter(document=remittance.pk).select_related("book"):
        if debt := settles(receipt.pk):
            sentence = _("ใบเสร็จ %(receipt)s ในใบนำส่งเงินนี้ใช้รับชำระ “%(debt)s” แล้ว") % {"receipt": receipt, "debt": debt}
            basis = act.law.basis("receipt.correction").label
            return Refusal("RECEIPT_SETTLED", sentence, basis, _("ให้ใบนี้เข้าใบสำคัญสรุปตามที่รับไว้"), Kind.CONFLICT)
    return None


def not_in_books(receipt: Receipt, act: Act) -> Refusal:
    """Its money counts like any other of its day: handed over, received, and in the books."""
    sentence = _("เงินของใบเสร็จ %(receipt)s ยังไม่ได้นำส่ง หรือเจ้าหน้าที่การเงินยังไม่ได้รับ") % {"receipt": receipt}
    remedy = _("นำส่งและรับเงินตามใบนำส่งเงินของใบเสร็จนี้ก่อน")
    return Refusal("RECEIPT_NOT_IN_BOOKS", sentence, act.law.basis("remittance.slip").label, remedy, Kind.CONFLICT, "receipt")


def settled_already(receipt: Receipt, debt: str, act: Act) -> Refusal:
    """A receipt settles one debt."""
    sentence = _("ใบเสร็จ %(receipt)s ใช้รับชำระ “%(debt)s” แล้ว") % {"receipt": receipt, "debt": debt}
    return Refusal(
        "RECEIPT_SETTLED", sentence, act.law.basis("receipt.issue").label, _("เลือกใบเสร็จฉบับอื่น"), Kind.CONFLICT, "receipt"
    )
