"""One cell to one value: each reader raises Misread with the reason, in Thai, and never guesses."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from procurement.contracts_file.kinds import KIND_BY_SOURCE_WORD
from procurement.contracts_file.refusals import Fault
from procurement.contracts_file.sorts import NEVER_TEXT, Sort, label, sort_of
from workflows.fields import BAHT_MAX, DECIMALS_OF_BAHT
from workflows.thai import arabic_digits, parse_short_date

SHOWN_CHARACTERS_MAX = 60
SATANG = Decimal(1).scaleb(-DECIMALS_OF_BAHT)
FISCAL_YEARS = range(2500, 2700)

ABSENT = {"", "-", "–", "—"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_AMOUNT = re.compile(r"(?P<minus>[-−(])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<fraction>\d+))?\)?")


class Misread(Exception):
    """A cell that is not what its header says."""

    def __init__(self, fault: Fault, sentence: str) -> None:
        self.fault = fault
        self.sentence = sentence
        super().__init__(sentence)


def tidy(cell: str) -> str | None:
    """The cell with every run of spaces, tabs and line breaks made one space; None where it holds nothing or a dash.

    Raises Misread for control characters, which no database column of text can be trusted with.
    """
    if _CONTROL.search(cell):
        raise Misread(Fault.CONTROL_CHARACTER, _("มีอักขระควบคุมที่มองไม่เห็น ให้ลบออกก่อน"))
    text = " ".join(cell.split())
    return None if text in ABSENT else text


def wrong_sort(wanted: Sort, cell: str) -> Misread:
    words = {"wanted": label(wanted), "found": label(sort_of(cell)), "value": shown(cell)}
    return Misread(Fault.WRONG_SORT, _("ต้องเป็น%(wanted)s แต่พบ%(found)s “%(value)s”") % words)


def shown(cell: str) -> str:
    return cell if len(cell) <= SHOWN_CHARACTERS_MAX else cell[:SHOWN_CHARACTERS_MAX] + "…"


def text_reader(wanted: Sort, characters_max: int) -> Callable[[str], str]:
    """A reader of text of one sort: any text will do that is no number, date or project id."""

    def read(cell: str) -> str:
        if sort_of(cell) in NEVER_TEXT:
            raise wrong_sort(wanted, cell)
        if len(cell) > characters_max:
            raise Misread(Fault.TOO_LONG, _("ยาวเกิน %(max)s ตัวอักษร") % {"max": characters_max})
        return cell

    return read


def code_reader(wanted: Sort) -> Callable[[str], str]:
    """A reader of codes that only their own sort may stand for."""

    def read(cell: str) -> str:
        if sort_of(cell) is not wanted:
            raise wrong_sort(wanted, cell)
        return arabic_digits(cell)

    return read


def read_kind(cell: str) -> str:
    if cell not in KIND_BY_SOURCE_WORD:
        raise wrong_sort(Sort.KIND, cell)
    return cell


def read_serial(cell: str) -> int:
    text = arabic_digits(cell)
    if not (text.isascii() and text.isdigit()):
        raise wrong_sort(Sort.NUMBER, cell)
    return int(text)


def read_flag(cell: str) -> bool:
    text = arabic_digits(cell)
    if text not in {"0", "1"}:
        raise wrong_sort(Sort.FLAG, cell)
    return text == "1"


def read_fiscal_year(cell: str) -> int:
    text = arabic_digits(cell)
    if not (text.isascii() and text.isdigit()) or int(text) not in FISCAL_YEARS:
        raise wrong_sort(Sort.FISCAL_YEAR, cell)
    return int(text)


@lru_cache(maxsize=1_024)
def read_amount(cell: str) -> Decimal:
    """Baht with two decimals, from Arabic or Thai digits, with or without thousands commas.

    A minus or the accountant's brackets are negative, and refused like a third decimal or more than a column can hold.
    """
    written = _AMOUNT.fullmatch(arabic_digits(cell))
    if not written:
        raise wrong_sort(Sort.NUMBER, cell)
    if written["minus"]:
        raise Misread(Fault.NEGATIVE, _("จำนวนเงิน “%(value)s” ติดลบ") % {"value": shown(cell)})
    if len(written["fraction"] or "") > DECIMALS_OF_BAHT:
        raise Misread(Fault.FINER_THAN_SATANG, _("จำนวนเงิน “%(value)s” มีทศนิยมเกินสองตำแหน่ง") % {"value": shown(cell)})
    amount = Decimal(written[0].replace(",", ""))
    if amount > BAHT_MAX:
        words = {"value": shown(cell), "max": f"{BAHT_MAX:,}"}
        raise Misread(Fault.TOO_LARGE, _("จำนวนเงิน “%(value)s” เกิน %(max)s บาท") % words)
    return amount.quantize(SATANG)


@lru_cache(maxsize=1_024)
def read_date(cell: str) -> date:
    """A Thai short date, as `29 พ.ย. 67` or with Thai digits."""
    if sort_of(cell) is not Sort.DATE:
        raise wrong_sort(Sort.DATE, cell)
    try:
        return parse_short_date(cell)
    except ValueError as error:
        raise Misread(
            Fault.NO_SUCH_DAY, _("“%(value)s” ไม่ใช่วันที่ที่มีอยู่จริง หรือไม่ได้เขียนแบบ “29 พ.ย. 67”") % {"value": shown(cell)}
        ) from error
