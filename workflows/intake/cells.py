"""One cell to one value: each reader raises Misread with what is wrong and what to do, and never guesses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel
from stdnum.th import tin

from workflows.fields import BahtInput
from workflows.letters import is_seen, tidied
from workflows.thai import BUDDHIST_ERA_YEARS, YEARS, arabic_digits, parse_short_date

SHOWN_LETTERS_MAX = 60
TAX_ID_DIGITS, BANK_CODE_DIGITS = 13, 3
ACCOUNT = re.compile(r"[0-9]{10,15}")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SERIALS = range(1, 2**18)  # a spreadsheet's days, to the year 2617
YEAR = re.compile(r"[0-9]{4}")
FISCAL_YEARS = range(2500, 2700)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Misread(Exception):
    """A cell that is not what its heading says."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(sentence)


@dataclass(frozen=True)
class Read:
    """A value, and what was done to the cell to get it, where anything was."""

    value: Any
    note: str = ""


Reader = Callable[[Any], Read]


def shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN_LETTERS_MAX else text[:SHOWN_LETTERS_MAX] + "…"


def not_a(wanted: str, value: Any, remedy: str) -> Misread:
    return Misread(_("“%(value)s” ไม่ใช่%(wanted)s") % {"value": shown(value), "wanted": wanted}, remedy)


def words_of(value: Any) -> str:
    """A text with every run of spaces made one; a whole number as its digits. Raises Misread for what is neither."""
    if isinstance(value, date):
        raise Misread(_("Excel เปลี่ยนช่องนี้เป็นวันที่"), _("จัดรูปแบบเซลล์เป็นข้อความ แล้วพิมพ์ใหม่"))
    if isinstance(value, bool):
        raise not_a(_("ข้อความ"), value, _("พิมพ์เป็นข้อความ"))
    if isinstance(value, (int, Decimal)):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if CONTROL.search(value):
        raise Misread(_("มีอักขระควบคุมที่มองไม่เห็น"), _("ลบแล้วพิมพ์ช่องนี้ใหม่"))
    words = tidied(value)
    return words if any(map(is_seen, words)) else ""


def text(letters_max: int) -> Reader:
    def read(value: Any) -> Read:
        words = words_of(value)
        if len(words) > letters_max:
            raise Misread(_("ยาวเกิน %(max)s ตัวอักษร") % {"max": letters_max}, _("ย่อให้สั้นลง"))
        return Read(words)

    return read


def choice(offered: Callable[[], Mapping[str, Any]]) -> Reader:
    """One of some words, for the value behind it."""

    def read(value: Any) -> Read:
        words, known = words_of(value), offered()
        if words not in known:
            sentence = _("“%(value)s” ไม่มีให้เลือก") % {"value": shown(words)}
            raise Misread(sentence, _("ใช้คำใดคำหนึ่ง: %(choices)s") % {"choices": ", ".join(known)})
        return Read(known[words])

    return read


def several(offered: Callable[[], Mapping[str, Any]]) -> Reader:
    """Some of these words, set apart by commas or new lines."""
    one = choice(offered)

    def read(value: Any) -> Read:
        words = [part.strip() for part in re.split(r"[,;\n]", str(value)) if part.strip()]
        return Read(sorted({one(part).value for part in words}))

    return read


def yes_no(value: Any) -> Read:
    if isinstance(value, bool):
        return Read(value)
    words = words_of(value)
    if words not in ("ใช่", "ไม่ใช่"):
        raise Misread(_("“%(value)s” ไม่มีให้เลือก") % {"value": shown(words)}, _("ใช้คำใดคำหนึ่ง: %(choices)s") % {"choices": "ใช่, ไม่ใช่"})
    return Read(words == "ใช่")


def tax_id(value: Any) -> Read:
    """Thirteen digits whose last proves the others. Of a number, the noughts that Excel cut off are put back where that proves it."""
    digits = arabic_digits(words_of(value)).replace("-", "").replace(" ", "")
    whole = digits.zfill(TAX_ID_DIGITS) if isinstance(value, int) else digits
    if not (whole.isascii() and tin.is_valid(whole)):
        remedy = _("ต้องมี 13 หลักและหลักสุดท้ายถูกต้อง จัดรูปแบบเซลล์เป็นข้อความแล้วพิมพ์ใหม่")
        raise not_a(_("เลขประจำตัวผู้เสียภาษี"), value, remedy)
    note = _("เติมเลขศูนย์ข้างหน้าที่ Excel ตัดออก: %(number)s") % {"number": whole} if whole != digits else ""
    return Read(whole, note)


def account_number(value: Any) -> Read:
    """Only as a text: no check digit proves how many noughts a number has lost."""
    if not isinstance(value, str):
        sentence = _("เลขที่บัญชีเป็นตัวเลขของ Excel เลขศูนย์ข้างหน้าอาจหายไป")
        raise Misread(sentence, _("จัดรูปแบบเซลล์เป็นข้อความ แล้วพิมพ์เลขที่บัญชีใหม่ให้ครบ"))
    digits = arabic_digits(words_of(value)).replace("-", "").replace(" ", "")
    if not ACCOUNT.fullmatch(digits):
        raise not_a(_("เลขที่บัญชี"), value, _("พิมพ์เป็นตัวเลข 10 ถึง 15 หลัก"))
    return Read(digits)


def bank_code(value: Any) -> Read:
    """Three digits; a code never has more, so a number's noughts are known."""
    digits = arabic_digits(words_of(value))
    whole = digits.zfill(BANK_CODE_DIGITS) if isinstance(value, int) else digits
    if not (whole.isascii() and whole.isdecimal() and len(whole) == BANK_CODE_DIGITS):
        raise not_a(_("รหัสธนาคาร"), value, _("พิมพ์เป็นตัวเลข 3 หลัก เช่น 006"))
    return Read(whole)


def baht(value: Any) -> Read:
    """Exact to the satang, as a form takes it."""
    if isinstance(value, (date, bool)):
        raise not_a(_("จำนวนเงิน"), value, _("จัดรูปแบบเซลล์เป็นตัวเลข แล้วพิมพ์ใหม่"))
    try:
        return Read(BahtInput().clean(arabic_digits(words_of(value))))
    except ValidationError as error:
        raise Misread(f"“{shown(value)}” {' '.join(error.messages)}", _("พิมพ์จำนวนเงินเป็นบาท ทศนิยมไม่เกินสองตำแหน่ง")) from error


def fiscal_year(value: Any) -> Read:
    year = arabic_digits(words_of(value))
    if not (YEAR.fullmatch(year) and int(year) in FISCAL_YEARS):
        raise not_a(_("ปีงบประมาณ พ.ศ."), value, _("พิมพ์ปี พ.ศ. สี่หลัก เช่น 2570"))
    return Read(int(year))


def day(value: Any) -> Read:
    """A day as a spreadsheet keeps it (its year of either era), its bare number, or as Thais write it: 1 ต.ค. 2569, 1/10/2569."""
    try:
        return Read(as_day(value))
    except (ValueError, OverflowError, InvalidOperation) as error:
        raise not_a(_("วันที่"), value, _("พิมพ์แบบ 1 ต.ค. 2569 หรือ 1/10/2569 ปีเป็น พ.ศ. สี่หลัก")) from error


def as_day(value: Any) -> date:
    """Raises ValueError for what is no day, is not in the calendar, or may be of either era."""
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if value not in SERIALS:
            raise ValueError
        value = from_excel(int(value))
    if isinstance(value, date):
        found = value.date() if isinstance(value, datetime) else value
        # Who types 1/10/2569 where Excel knows no Buddhist era gets the year 2569 of the other one.
        return in_either_era(found.year, found.month, found.day)
    written = arabic_digits(words_of(value))
    if found_iso := ISO.fullmatch(written):
        return in_either_era(*map(int, found_iso.groups()))
    if slashed := SLASHED.fullmatch(written):
        day_of_month, month, year = map(int, slashed.groups())
        if year not in YEARS:
            raise ValueError
        return date(year - BUDDHIST_ERA_YEARS, month, day_of_month)
    return parse_short_date(written)


def in_either_era(year: int, month: int, day_of_month: int) -> date:
    """The eras lie too far apart to be taken for each other. Raises ValueError for a year of neither."""
    if year in YEARS:
        return date(year - BUDDHIST_ERA_YEARS, month, day_of_month)
    if year + BUDDHIST_ERA_YEARS in YEARS:
        return date(year, month, day_of_month)
    raise ValueError
