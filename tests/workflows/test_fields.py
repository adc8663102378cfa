"""Baht, exact to the satang; days, as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from workflows.fields import BAHT_MAX, BahtField, BahtInput, DayInput, FigureInput, to_baht, to_satang


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
