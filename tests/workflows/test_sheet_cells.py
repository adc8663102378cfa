"""One cell at a time: what a spreadsheet does to days, numbers and ids, read back exactly or refused with what to do."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from workflows.intake import cells
from workflows.intake.cells import Misread
from workflows.registers import parties

FIRST_OCTOBER = date(2026, 10, 1)


def kept(year: int, month: int, day: int) -> datetime:
    """A day as a spreadsheet's reader gives it: a moment without a zone."""
    return datetime.combine(date(year, month, day), time())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (kept(2026, 10, 1), FIRST_OCTOBER),
        (kept(2569, 10, 1), FIRST_OCTOBER),  # typed as 1/10/2569 where Excel knows one era only
        (date(2026, 10, 1), FIRST_OCTOBER),
        (46296, FIRST_OCTOBER),  # the bare number of that day
        (Decimal(46296), FIRST_OCTOBER),
        ("1 ต.ค. 2569", FIRST_OCTOBER),
        ("๑ ตุลาคม ๒๕๖๙", FIRST_OCTOBER),
        ("1 ต.ค. 69", FIRST_OCTOBER),
        ("1/10/2569", FIRST_OCTOBER),
        ("01-10-2569", FIRST_OCTOBER),
        ("2026-10-01", FIRST_OCTOBER),
        ("2569-10-01", FIRST_OCTOBER),
        ("29/2/2571", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_whichever_way_it_was_written(typed: Any, read: date) -> None:
    assert cells.day(typed).value == read


@pytest.mark.parametrize(
    "typed",
    ["1/10/2026", "1/10/69", "29/2/2570", "32 ต.ค. 2569", "10/2569", "เมื่อวาน", 0, -1, 2**18, Decimal("46296.5"), True, kept(1800, 2, 28), "2569"],
)  # fmt: skip
def test_what_is_no_day_or_may_be_of_either_era_is_refused(typed: Any) -> None:
    with pytest.raises(Misread) as wrong:
        cells.day(typed)
    assert wrong.value.remedy.startswith(("พิมพ์แบบ", "จัดรูปแบบ", "พิมพ์เป็นข้อความ"))


def test_the_leap_day_of_a_year_that_only_the_other_era_has_is_refused() -> None:
    """Excel takes 29/2/2572 for a day of the year 2572, which is a leap year; 2572 of the Buddhist era is none."""
    with pytest.raises(Misread):
        cells.day(kept(2572, 2, 29))


TAX_ID, SHORT = "0994000999909", 994000999909


@pytest.mark.parametrize("typed", [TAX_ID, "0-9940-00999-90-9", "๐๙๙๔๐๐๐๙๙๙๙๐๙", SHORT])
def test_a_tax_id_is_proven_by_its_last_digit(typed: Any) -> None:
    read = cells.tax_id(typed)
    assert read.value == TAX_ID
    assert bool(read.note) == isinstance(typed, int), "a nought put back is said"


@pytest.mark.parametrize("typed", [str(SHORT), SHORT + 1, "0994000999908", Decimal("994000999909.5"), "", date(2026, 1, 1)])
def test_a_tax_id_that_nothing_proves_is_refused(typed: Any) -> None:
    with pytest.raises(Misread, match=r"เลขประจำตัวผู้เสียภาษี|วันที่"):
        cells.tax_id(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [(1234, "1234.00"), (Decimal("1234.5"), "1234.50"), ("1,234.50", "1234.50"), ("๑๒๓๔.๕๐", "1234.50"), (0, "0.00"), (Decimal("0.01"), "0.01")],
)  # fmt: skip
def test_an_amount_is_exact(typed: Any, read: str) -> None:
    assert cells.baht(typed).value == Decimal(read)


@pytest.mark.parametrize(
    "typed", [Decimal("1.005"), "1.005", "-0.01", -1, "1,50", "พันบาท", True, date(2026, 1, 1), Decimal(10) ** 14]
)
def test_an_amount_finer_than_a_satang_or_below_nought_is_refused(typed: Any) -> None:
    with pytest.raises(Misread):
        cells.baht(typed)


def test_an_account_number_is_taken_as_text_alone() -> None:
    assert cells.account_number("006-1-00000-1").value == "0061000001"
    for typed in (61000001, 6100000101, "12345", "12345678901234567", date(2026, 1, 1)):
        with pytest.raises(Misread):
            cells.account_number(typed)


def test_a_bank_code_gets_its_noughts_back() -> None:
    assert [cells.bank_code(typed).value for typed in ("006", 6, "๐๐๖")] == ["006"] * 3
    for typed in ("6", 1006, "ktb"):
        with pytest.raises(Misread):
            cells.bank_code(typed)


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def test_digits_of_another_script_are_no_number_of_a_bank_or_of_the_revenue_department() -> None:
    """Ten wide digits would stand in the register as another account than the ten that they mean, and in the bank's file as letters."""
    for read, typed in ((cells.account_number, "0061000001"), (cells.bank_code, "006"), (cells.tax_id, TAX_ID)):
        assert read(typed).value == typed
        with pytest.raises(Misread):
            read(typed.translate(WIDE))
    for field, typed in ((parties.AccountDigits, "0061000001"), (parties.BankCode, "006"), (parties.TaxIdInput(), TAX_ID)):
        assert field.clean(typed) == typed
        with pytest.raises(ValidationError):
            field.clean(typed.translate(WIDE))


@pytest.mark.parametrize("typed", ["9" * 5000, "25700", "257", "-2570", "２５７０", ""])
def test_what_is_no_year_of_four_digits_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        cells.fiscal_year(typed)


def test_an_order_number_that_excel_made_a_day_is_refused() -> None:
    """1/2570 is the first of January to a spreadsheet."""
    with pytest.raises(Misread, match="วันที่"):
        cells.text(60)(kept(2570, 1, 1))
    assert cells.text(60)("1/2570").value == "1/2570"
    assert cells.text(60)("  สอง   ช่องว่าง ").value == "สอง ช่องว่าง"
    assert cells.text(60)("\u200b").value == ""
    for typed in ("ก" * 61, "ก\x07ข", True):
        with pytest.raises(Misread):
            cells.text(60)(typed)


def test_words_are_taken_as_they_are_offered_and_told_where_they_are_not() -> None:
    read = cells.choice(lambda: {"ซื้อ": 1, "จ้าง": 2})
    assert read("จ้าง").value == 2
    with pytest.raises(Misread) as wrong:
        read("เช่า")
    assert "ซื้อ, จ้าง" in wrong.value.remedy
    assert cells.several(lambda: {"ก": 1, "ข": 2})("ข, ก,ข").value == [1, 2]
    assert (cells.yes_no("ใช่").value, cells.yes_no("ไม่ใช่").value, cells.yes_no(True).value) == (True, False, True)
    with pytest.raises(Misread):
        cells.yes_no("อาจจะ")
    assert cells.fiscal_year(2570).value == cells.fiscal_year("๒๕๗๐").value == 2570
    with pytest.raises(Misread, match=r"พ\.ศ\."):
        cells.fiscal_year(2026)
