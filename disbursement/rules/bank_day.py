"""Banks take money in, pay it out and take it back on days on which they are open: one rule for deposits, debits and returned cheques."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from workflows.calendar import is_bank_day
from workflows.dates import short_date
from workflows.refusal import Refusal


def bank_closed(day: date, special: Mapping[date, bool], basis: str, remedy: str, field: str = "") -> Refusal | None:
    """`day` is the day in the bank's own book, on whatever day the office writes it down."""
    if is_bank_day(day, special):
        return None
    return Refusal("NOT_BANK_DAY", _("วันที่ %(day)s ธนาคารไม่เปิดทำการ") % {"day": short_date(day)}, basis, remedy, field=field)
