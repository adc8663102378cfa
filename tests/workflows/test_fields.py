"""Baht, exact to the satang."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from workflows.fields import BAHT_MAX, BahtField, BahtInput, to_baht, to_satang


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


def test_the_column_says_what_it_holds() -> None:
    field = BahtField()
    field.set_attributes_from_name("amount_baht")
    assert (field.attname, field.column) == ("amount_baht", "amount_satang")
