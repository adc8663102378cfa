"""What of an order has not come, and what it costs the vendor that it never does (ข้อ 162, 183): from rows of evidence, no queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from committees.fines import ZERO, FineTerms, fine_baht
from disbursement.models import ReceivedBy
from workflows.act import LawOn
from workflows.dates import short_date
from workflows.fields import to_baht
from workflows.refusal import Refusal
from workflows.thai import baht, same_number

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
BASIS = "procurement.end_rest"


def unaccepted_baht(instalment: Row) -> Decimal:
    """What of an instalment was not accepted, in baht with VAT."""
    return to_baht(instalment["amount_baht"]) - to_baht(instalment["accepted_baht"])


def owed_baht(instalments: Sequence[Row]) -> Decimal:
    """What was accepted and is not paid yet."""
    return sum((to_baht(row["accepted_baht"]) - to_baht(row["paid_baht"]) for row in instalments), ZERO)


def due_first(instalments: Sequence[Row]) -> date:
    """The first due day on which something was missing; of goods that cost nothing, the last due day of the order."""
    due = [row["due_on"] for row in instalments if unaccepted_baht(row)] or [max(row["due_on"] for row in instalments)]
    return date.fromisoformat(min(due))


def not_overdue(instalments: Sequence[Row], acted_on: date, law: LawOn) -> Refusal | None:
    """A vendor has his time up to and with the due day."""
    due_on = due_first(instalments)
    if acted_on > due_on:
        return None
    sentence = _("ยังไม่เลยกำหนดส่งมอบ ซึ่งคือวันที่ %(day)s") % {"day": short_date(due_on)}
    return Refusal("NOT_OVERDUE", sentence, law.basis(BASIS).label, _("รอให้เลยกำหนดส่งมอบก่อน"))


def fined_until(rows: Rows) -> date | None:
    """The last day for which an accepted late delivery has fined the whole order."""
    due = {row["number"]: row["due_on"] for row in rows["instalments"]}
    late = [
        row["delivered_on"] for row in rows["deliveries"] if row["accepted_baht"] and row["delivered_on"] > due[row["instalment"]]
    ]
    return date.fromisoformat(max(late)) if late else None


def rest_fine_baht(rows: Rows, ended_on: date, percent: Decimal, whole_baht: Decimal | None, floor_baht: Decimal) -> Decimal:
    """The fine up to and with the day on which the rest was ended: of each instalment's rest, or once of the whole order.

    percent  a day; whole_baht  the price of an order whose work must be complete at once, otherwise None
    """
    missing = [row for row in rows["instalments"] if unaccepted_baht(row)]
    if whole_baht is None:
        terms = [(FineTerms(date.fromisoformat(row["due_on"]), percent), unaccepted_baht(row)) for row in missing]
        return sum((fine_baht(term, rest_baht, ended_on) for term, rest_baht in terms), ZERO)
    whole = FineTerms(due_first(rows["instalments"]), percent, whole_baht, floor_baht, fined_until(rows))
    return fine_baht(whole, sum(map(unaccepted_baht, missing), ZERO), ended_on)


def receipt_not_of_claim(receipt: Any, claim_baht: Decimal, vendor: str, law: LawOn) -> Refusal | None:
    """The whole claim, to the satang, paid by the vendor into the office's hands or account, on a receipt that is valid."""
    facts = {
        "receipt": receipt,
        "amount": baht(receipt.amount_baht),
        "claim": baht(claim_baht),
        "payer": receipt.payer,
        "vendor": vendor,
    }
    basis, remedy = law.basis("receipt.issue").label, _("เลือกใบเสร็จของผู้ขายรายนี้ จำนวน %(claim)s บาท") % facts
    if receipt.is_cancelled:
        return Refusal("RECEIPT_NOT_OF_CLAIM", _("ใบเสร็จ %(receipt)s ยกเลิกแล้ว") % facts, basis, remedy, field="receipt")
    if receipt.received_by == ReceivedBy.NON_CASH:
        sentence = _("ใบเสร็จ %(receipt)s เป็นเงินที่หักไว้ มิใช่เงินที่ผู้ขายชำระ") % facts
        return Refusal("RECEIPT_NOT_OF_CLAIM", sentence, basis, remedy, field="receipt")
    if receipt.amount_baht != claim_baht:
        sentence = _("ใบเสร็จ %(receipt)s จำนวน %(amount)s บาท แต่ต้องเรียกค่าปรับ %(claim)s บาท") % facts
        return Refusal("RECEIPT_NOT_OF_CLAIM", sentence, basis, remedy, field="receipt")
    if same_number(receipt.payer) != same_number(vendor):
        sentence = _("ใบเสร็จ %(receipt)s ออกให้ “%(payer)s” ไม่ใช่ผู้ขาย “%(vendor)s”") % facts
        return Refusal("RECEIPT_NOT_OF_CLAIM", sentence, basis, remedy, field="receipt")
    return None


def paid_out_of_time(paid_on: date, ended_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """The fine of the rest is paid on or after the day on which it was fixed, and recorded no earlier than it came."""
    if ended_on <= paid_on <= acted_on:
        return None
    days = {"ended": short_date(ended_on), "today": short_date(acted_on)}
    sentence = _("วันที่ชำระค่าปรับต้องตั้งแต่ %(ended)s ถึง %(today)s") % days
    return Refusal("DATES_OUT_OF_ORDER", sentence, law.basis("procurement.fine").label, _("ตรวจวันที่ในใบเสร็จรับเงิน"), field="receipt")
