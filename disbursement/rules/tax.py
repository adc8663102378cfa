"""When the tax that was withheld is due at the Revenue (T4): a pure function of days and an amount."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.calendar import deadline, is_working_day, next_working_day
from workflows.dates import short_date
from workflows.law_words import doubted
from workflows.refusal import Refusal
from workflows.thai import baht

DAYS = "tax.remit_calendar_days"


def last_month(today: date) -> tuple[date, date]:
    """First and last day of the month before."""
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def due_on(month_end: date, law: LawOn) -> date:
    """The last day to remit the tax of a month; a holiday moves it to the next working day."""
    day, special = deadline(month_end, law.value(DAYS)), law.office.special_days
    return day if is_working_day(day, special) else next_working_day(day, special)


def tax_due(withheld_baht: Decimal, today: date, law: LawOn) -> Refusal | None:
    """Told from the first day of the month to the last on which it is in time; `withheld_baht` is the month before's."""
    by = due_on(last_month(today)[1], law)
    if not withheld_baht or today > by:
        return None
    basis, facts = law.basis("tax.remit"), {"amount": baht(withheld_baht), "by": short_date(by)}
    sentence = _("ภาษีหัก ณ ที่จ่ายของเดือนก่อนรวม %(amount)s บาท ต้องนำส่งภายใน %(by)s") % facts
    remedy = _("นำส่งด้วยฎีกาเงินรับฝาก ซึ่งระบบนี้ยังไม่มีทางเดิน ถ้านำส่งแล้วไม่ต้องทำอีก")
    return Refusal("TAX_DUE", doubted(sentence, basis), basis.label, remedy, only_told=True)
