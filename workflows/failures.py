"""What fails inside a step though nobody forbade it, as a refusal that explains itself."""

import sqlite3
from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _

from workflows.dates import long_date
from workflows.law import NoLawInForce
from workflows.refusal import Kind, Refusal, Refused

FAILURES = (IntegrityError, NoLawInForce, OperationalError)
# PostgreSQL: a circle of waiting that it broke up, transactions that cannot stand one after the other; and a lock that was not to be had.
BROKEN_UP_STATES, LOCKED_STATE = frozenset({"40P01", "40001"}), "55P03"
BUSY_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
PRIMARY_CODE = 0xFF  # SQLite says more in the bits above


def named(error: Exception) -> Exception:
    """A constraint that two people met at the same moment, a database that they kept from each other, or a day before the law, as a refusal; anything else as it is."""
    if isinstance(error, NoLawInForce):
        return Refused([before_the_law(error.on)])
    if is_busy(error):
        return Refused([busy()])
    text = str(error)
    for constraint, refusal in CONSTRAINT_REFUSALS.items():
        if constraint in text:
            return Refused([refusal()])
    return error


def is_busy(error: BaseException | None) -> bool:
    """Whether the database took nothing because somebody else was writing: the same may be done again as it stands."""
    if not isinstance(error, OperationalError):
        return False
    said = error.__cause__
    code = getattr(said, "sqlite_errorcode", None)
    is_locked = getattr(said, "sqlstate", None) == LOCKED_STATE or (code is not None and code & PRIMARY_CODE in BUSY_CODES)
    return is_locked or is_broken_up(error)


def is_broken_up(error: BaseException | None) -> bool:
    """Whether the database sent this transaction away so that the others may end: tried again at once, it comes after them.

    Whoever has waited for a lock in vain has waited long already.
    """
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) in BROKEN_UP_STATES


def busy() -> Refusal:
    """It cites no clause: nothing is forbidden."""
    sentence = _("มีผู้อื่นกำลังบันทึกอยู่ในเวลาเดียวกัน รายการนี้จึงยังไม่ได้บันทึก")
    return Refusal("BUSY", sentence, remedy=_("สิ่งที่พิมพ์ไว้ยังอยู่ครบในแบบฟอร์มเดิม กดปุ่มเดิมอีกครั้ง"), kind=Kind.CONFLICT)


def before_the_law(day: date) -> Refusal:
    """It cites no clause, because none was in force."""
    sentence = _("ณ วันที่ %(day)s ยังไม่มีระเบียบที่ใช้บังคับกับขั้นตอนนี้") % {"day": long_date(day)}
    return Refusal("NO_LAW_IN_FORCE", sentence, remedy=_("ตรวจวันที่ทำ"), field="acted_on")


CONSTRAINT_REFUSALS: dict[str, Callable[[], Refusal]] = {
    "journal_key_once": lambda: Refusal("KEY_USED", _("รหัสคำสั่งนี้ใช้ไปแล้วกับข้อมูลอื่น"), remedy=_("เปิดหน้านี้ใหม่ แล้วส่งอีกครั้ง")),
}
