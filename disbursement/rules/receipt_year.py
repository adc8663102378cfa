"""What the books of a year that has ended ask (R4, R5): pure, from what is left of each."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.calendar import deadline, fiscal_year, fiscal_year_bounds
from workflows.dates import short_date
from workflows.law_words import doubted
from workflows.refusal import Refusal
from workflows.registers.closing import listed

DAYS = "receipt.yearly_report_calendar_days"


def year_to_be_reported(books: int, left: Sequence[tuple[str, int, int]], today: date, law: LawOn) -> Refusal | None:
    """Told from the first day of the new year to the last on which the report is in time.

    books  how many the year that has ended had; left  of each printed book that was not used up: its name, first and last unused slip
    """
    year = fiscal_year(today) - 1
    by = deadline(fiscal_year_bounds(year)[1], law.value(DAYS))
    if not books or today > by:
        return None
    basis, named = law.basis("receipt.yearly_report"), [f"{book} ({first}–{last})" for book, first, last in left]
    facts = {"year": year, "by": short_date(by), "left": listed(named) or _("ไม่มี")}
    sentence = _("ต้องรายงานการใช้ใบเสร็จของปีงบประมาณ %(year)s ต่อผู้บริหารท้องถิ่นภายใน %(by)s เล่มที่ยังมีฉบับไม่ใช้: %(left)s") % facts
    remedy = _("ฉบับที่ไม่ใช้ให้ติดไว้กับเล่ม ปรุ เจาะรู หรือประทับตราเลิกใช้ แล้วรายงานเป็นหนังสือ")
    return Refusal("RECEIPTS_TO_BE_REPORTED", doubted(sentence, basis), basis.label, remedy, only_told=True)
