"""Banks take money in, pay it out and take it back on days on which they are open: one rule for deposits, debits and returned cheques."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.calendar import bank_days_around, is_bank_day
from workflows.dates import short_date
from workflows.refusal import Refusal


def bank_closed(day: date, special: Mapping[date, bool], basis: str, remedy: str, field: str = "") -> Refusal | None:
    """`day` is the day in the bank's own book, on whatever day the office writes it down."""
    if is_bank_day(day, special):
        return None
    return Refusal("NOT_BANK_DAY", _("วันที่ %(day)s ธนาคารไม่เปิดทำการ") % {"day": short_date(day)}, basis, remedy, field=field)


def debit_day_wrong(
    day: date, since: date, acted_on: date, before_sentence: str, law: LawOn, *, field: str, basis_key: str = "payment.result"
) -> Iterator[Refusal]:
    """The day on the bank's advice: not before the bank was told, not in the future, and one on which banks are open.

    `before_sentence` says what stands against a day before `since`; it may name %(day)s and %(since)s.
    """
    special, basis = law.office.special_days, law.basis(basis_key).label
    facts = {"day": short_date(day), "since": short_date(since)}
    if day < since:
        remedy = _("ตรวจวันที่ในใบแจ้งหักบัญชี ซึ่งต้องไม่ก่อน %(since)s") % facts
        yield Refusal("DEBITED_TOO_EARLY", before_sentence % facts, basis, remedy, field=field)
    if day > acted_on:
        sentence = _("วันที่ %(day)s ยังมาไม่ถึง") % facts
        yield Refusal("DEBITED_IN_FUTURE", sentence, basis, _("ใส่วันที่ธนาคารหักบัญชีแล้วตามใบแจ้ง"), field=field)
    before, after = bank_days_around(day, special)
    around = {"before": short_date(before), "after": short_date(after)}
    remedy = _("ใส่วันที่ในใบแจ้งหักบัญชี วันทำการของธนาคารก่อนหน้าคือ %(before)s ถัดไปคือ %(after)s") % around
    closed = bank_closed(day, special, basis, remedy, field=field)
    if closed is not None:
        yield closed
