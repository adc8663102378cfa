"""Baht, exact to the satang; days, as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from workflows.fields import BAHT_MAX, BahtField, BahtInput, DayInput, FigureInput, to_baht, to_satang
from workflows.registers.parties import AccountDigits, BankCode, TaxIdInput


@pytest.mark.parametrize(
    ("typed", "satang"),
    [("0", 0), ("0.01", 1), ("499999.99", 49999999), ("500000", 50000000), ("500000.01", 50000001), (str(BAHT_MAX), 10**15 - 1)],
)
def test_baht_is_kept_as_whole_satang(typed: str, satang: int) -> None:
    assert to_satang(Decimal(typed)) == satang
    assert to_baht(satang) == Decimal(typed)


@pytest.mark.parametrize("typed", ["0.001", "1.005", "abc", "NaN", "Infinity", ""])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        to_satang(typed)


@pytest.mark.parametrize("typed", ["-0.01", "0.001", "1000000000000000", "สิบบาท", "1,50", "1,0,0", "12,34,567", ",5", "1,000,"])
def test_input_refuses_negative_fine_grained_and_huge_amounts(typed: str) -> None:
    with pytest.raises(ValidationError):
        BahtInput().clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1,234,567.89", "1234567.89"), ("๑,๒๓๔.๕๐", "1234.50"), ("0", "0"), ("9999999999999.99", "9999999999999.99")],
)
def test_input_takes_thousands_separators(typed: str, amount: str) -> None:
    assert BahtInput().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        (" 450.50 บาท", "450.50"),
        ("450.50บาทถ้วน", "450.50"),
        ("฿1,250.50", "1250.50"),
        ("฿ 1,250.50\u00a0", "1250.50"),
        ("450.-", "450"),
        ("1,450.- บาท", "1450"),
        ("๔๕๐ บาท", "450"),
    ],
)
def test_an_amount_is_read_with_what_papers_write_around_it(typed: str, amount: str) -> None:
    assert BahtInput().clean(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["450 ดอลลาร์", "บาท", "฿", ".-", "450-", "-450.-", "บาท 450", "450.-50", "4 50", "450 บาท 50 สตางค์"]
)
def test_what_only_looks_like_it_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError) as error:
        BahtInput().clean(typed)
    assert error.value.messages == (["จำนวนเงินต้องไม่น้อยกว่า 0 บาท"] if typed == "-450.-" else ["กรอกเป็นตัวเลข เช่น 1,250.50"])


def test_a_quantity_is_of_no_currency() -> None:
    with pytest.raises(ValidationError):
        FigureInput(max_digits=12, decimal_places=3).clean("10 บาท")


@pytest.mark.parametrize(
    "typed", ["1234567890", "123-4-56789-0", " 123 4 56789 0 ", "๑๒๓-๔-๕๖๗๘๙-๐", "123\u20114\u201156789\u20110"]
)
def test_an_account_number_is_read_as_a_bankbook_prints_it(typed: str) -> None:
    assert AccountDigits.clean(typed) == "1234567890"


@pytest.mark.parametrize(
    "typed", ["123-4-5678-9", "1234567890123456", "123-4-56789-X", "１２３４５６７８９０", "ธ.ก.ส. 1234567890"]
)
def test_what_is_no_account_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as error:
        AccountDigits.clean(typed)
    assert error.value.messages == ["เลขที่บัญชีเป็นตัวเลข 10 ถึง 15 หลัก"]


@pytest.mark.parametrize(("typed", "code"), [("006", "006"), (" ๐๐๖ ", "006"), ("6", None), ("กรุงไทย", None), ("0066", None)])
def test_a_bank_code_has_three_digits(typed: str, code: str | None) -> None:
    if code:
        assert BankCode.clean(typed) == code
        return
    with pytest.raises(ValidationError) as error:
        BankCode.clean(typed)
    assert error.value.messages == ["รหัสธนาคารเป็นตัวเลข 3 หลัก เช่น 006 กรุงไทย 030 ออมสิน 034 ธ.ก.ส."]


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [("0994000999909", True), ("0-9940-00999-90-9", True), ("๐๙๙๔๐๐๐๙๙๙๙๐๙", True), ("０994000999909", False)],
)
def test_a_tax_id_is_read_in_thai_digits_and_never_in_wide_ones(typed: str, is_taken: bool) -> None:
    if is_taken:
        assert TaxIdInput().clean(typed) == "0994000999909"
        return
    with pytest.raises(ValidationError):
        TaxIdInput().clean(typed)


@pytest.mark.parametrize(("typed", "figure"), [("1,000", "1000"), ("12,500.125", "12500.125"), ("1000", "1000"), ("๑,๐๐๐", "1000")])
def test_a_quantity_takes_thousands_separators_too(typed: str, figure: str) -> None:
    assert FigureInput(max_digits=12, decimal_places=3).clean(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["1,50", "1,0,0", "1,000,", "พันใบ"])
def test_a_comma_elsewhere_is_a_slip_in_a_quantity_too(typed: str) -> None:
    with pytest.raises(ValidationError):
        FigureInput(max_digits=12, decimal_places=3).clean(typed)


def test_the_column_says_what_it_holds() -> None:
    field = BahtField()
    field.set_attributes_from_name("amount_baht")
    assert (field.attname, field.column) == ("amount_baht", "amount_satang")


@pytest.mark.parametrize(
    "typed",
    ["2026-11-29", "2569-11-29", "29/11/2569", "29/11/2026", "29 พ.ย. 2569", "29 พฤศจิกายน 2569", "๒๙ พ.ย. ๖๙", " ๒๙/๑๑/๒๕๖๙ "],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert DayInput().clean(typed) == date(2026, 11, 29)


def test_a_leap_day_is_one_in_either_era() -> None:
    assert DayInput().clean("2567-02-29") == DayInput().clean("29/2/2024") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed", ["2569-02-29", "31/11/2569", "11/29/2569", "2569", "พรุ่งนี้", "29/11/69", "0000-01-01", "29/11/0000"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayInput().clean(typed)


@pytest.mark.parametrize(("typed", "year"), [("2399-12-31", 2399), ("2400-01-01", 1857), ("2799-12-31", 2256)])
def test_a_year_is_of_the_buddhist_era_from_2400_on(typed: str, year: int) -> None:
    read = DayInput().clean(typed)
    assert read is not None and read.year == year
