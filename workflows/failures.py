"""What fails inside a step though nobody forbade it, as a refusal that explains itself."""

from collections.abc import Callable
from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext as _

from workflows.dates import long_date
from workflows.law import NoLawInForce
from workflows.refusal import Refusal, Refused

FAILURES = (IntegrityError, NoLawInForce)


def named(error: Exception) -> Exception:
    """A constraint that two people met at the same moment, or a day before the law, as a refusal; anything else as it is."""
    if isinstance(error, NoLawInForce):
        return Refused([before_the_law(error.on)])
    text = str(error)
    for constraint, refusal in CONSTRAINT_REFUSALS.items():
        if constraint in text:
            return Refused([refusal()])
    return error


def before_the_law(day: date) -> Refusal:
    """It cites no clause, because none was in force."""
    sentence = _("ณ วันที่ %(day)s ยังไม่มีระเบียบที่ใช้บังคับกับขั้นตอนนี้") % {"day": long_date(day)}
    return Refusal("NO_LAW_IN_FORCE", sentence, remedy=_("ตรวจวันที่ทำ"), field="acted_on")


CONSTRAINT_REFUSALS: dict[str, Callable[[], Refusal]] = {
    "journal_key_once": lambda: Refusal("KEY_USED", _("รหัสคำสั่งนี้ใช้ไปแล้วกับข้อมูลอื่น"), remedy=_("เปิดหน้านี้ใหม่ แล้วส่งอีกครั้ง")),
}
