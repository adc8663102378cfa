"""Thai dates, digits, amounts in words, and the filters of the templates."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from workflows import thai

SATANG = st.integers(0, 10**17 - 1)


# Dates.


def test_a_day_in_three_forms() -> None:
    day = date(2026, 11, 24)
    assert thai.long_date(day) == "24 พฤศจิกายน 2569"
    assert thai.order_date(day) == "24 พฤศจิกายน พ.ศ. 2569"
    assert thai.short_date(day) == "24 พ.ย. 2569"


@pytest.mark.parametrize(("text", "day"), [
    ("29 พ.ย. 67", date(2024, 11, 29)),
    ("1 ต.ค. 2567", date(2024, 10, 1)),
    (" ๑ ต.ค. ๖๗ ", date(2024, 10, 1)),
    ("29 ก.พ. 67", date(2024, 2, 29)),
    ("30 กันยายน 2561", date(2018, 9, 30)),
    ("5มี.ค.69", date(2026, 3, 5)),
])  # fmt: skip
def test_thai_dates_are_read(text: str, day: date) -> None:
    assert thai.parse_short_date(text) == day


@pytest.mark.parametrize("text", [
    "", "-", "29/11/2567", "2024-11-29", "29 Nov 67", "29 พ.ย.", "พ.ย. 67", "29 พย 67", "29 พ.ย. 067", "29 พ.ย. 67 น.", "290 พ.ย. 67", "²9 พ.ย. 67",
])  # fmt: skip
def test_what_is_no_thai_date_is_refused_in_thai(text: str) -> None:
    with pytest.raises(ValueError, match="ไม่ใช่วันที่แบบ"):
        thai.parse_short_date(text)


@pytest.mark.parametrize("text", ["29 ก.พ. 68", "31 พ.ย. 67", "0 ม.ค. 67", "32 ม.ค. 2567"])
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ในปฏิทิน"):
        thai.parse_short_date(text)


@pytest.mark.parametrize("text", ["1 ต.ค. 2024", "1 ต.ค. 1999", "1 ต.ค. 3110"])
def test_a_christian_year_is_no_thai_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"ไม่ใช่ปี พ\.ศ\."):
        thai.parse_short_date(text)


@given(st.dates(date(1958, 1, 1), date(2056, 12, 31)))
def test_written_and_read_again(day: date) -> None:
    assert thai.parse_short_date(thai.short_date(day)) == day
    assert thai.parse_short_date(thai.thai_digits(thai.long_date(day))) == day


def test_a_moment_is_shown_on_the_office_s_clock() -> None:
    assert thai.short_time(datetime(2026, 11, 23, 18, 5, tzinfo=UTC)) == "24 พ.ย. 2569 เวลา 01.05 น."
    assert thai.short_time(datetime(2026, 11, 24, 9, 5, tzinfo=thai.BANGKOK)) == "24 พ.ย. 2569 เวลา 09.05 น."


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        thai.short_time(datetime(2026, 11, 24, 9, 5))  # noqa: DTZ001


# Digits.


@given(st.text(alphabet="0123456789 กขค/.-"))
def test_digits_go_and_come_back(text: str) -> None:
    assert thai.arabic_digits(thai.thai_digits(text)) == text
    assert not set(thai.thai_digits(text)) & set("0123456789")


# Amounts.


@pytest.mark.parametrize(("amount", "text"), [
    (Decimal("1234567.5"), "1,234,567.50"), (0, "0.00"), ("0.01", "0.01"), (Decimal("-1500.05"), "-1,500.05"), (Decimal("-0.01"), "-0.01"),
    (Decimal("1E+3"), "1,000.00"), (Decimal("100.000"), "100.00"), (10**15, "1,000,000,000,000,000.00"),
])  # fmt: skip
def test_baht(amount: Any, text: str) -> None:
    assert thai.baht(amount) == text


@pytest.mark.parametrize("amount", [Decimal("0.005"), "1.001", "abc", "", "NaN", "Infinity", 0.1, 2.5, None])
@pytest.mark.parametrize("write", [thai.baht, thai.words, thai.in_satang])
def test_nothing_is_rounded_on_the_way(write: Any, amount: Any) -> None:
    with pytest.raises(ValueError, match="ละเอียดถึงสตางค์"):
        write(amount)


@pytest.mark.parametrize(("amount", "text"), [
    ("0", "ศูนย์บาทถ้วน"),
    ("0.01", "หนึ่งสตางค์"),
    ("0.25", "ยี่สิบห้าสตางค์"),
    ("0.99", "เก้าสิบเก้าสตางค์"),
    ("1", "หนึ่งบาทถ้วน"),
    ("1.01", "หนึ่งบาทหนึ่งสตางค์"),
    ("10.10", "สิบบาทสิบสตางค์"),
    ("11", "สิบเอ็ดบาทถ้วน"),
    ("21.21", "ยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
    ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
    ("499999.99", "สี่แสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าบาทเก้าสิบเก้าสตางค์"),
    ("500000", "ห้าแสนบาทถ้วน"),
    ("500000.01", "ห้าแสนบาทหนึ่งสตางค์"),
    ("251832.25", "สองแสนห้าหมื่นหนึ่งพันแปดร้อยสามสิบสองบาทยี่สิบห้าสตางค์"),
    ("1000000", "หนึ่งล้านบาทถ้วน"),
    ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
    ("11000011", "สิบเอ็ดล้านสิบเอ็ดบาทถ้วน"),
    ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
])  # fmt: skip
def test_amounts_in_words(amount: str, text: str) -> None:
    assert thai.words(amount) == thai.words(Decimal(amount)) == text


def test_less_than_nothing_has_no_words() -> None:
    with pytest.raises(ValueError, match="ติดลบ"):
        thai.words("-0.01")


@given(SATANG)
@example(100_000_100)
@example(100)
@example(1)
def test_words_agree_with_num2words(satang: int) -> None:
    amount = Decimal(satang).scaleb(-2)
    assert thai.words(amount) == num2words(amount, lang="th", to="currency", currency="THB")


@given(SATANG, SATANG)
def test_different_amounts_have_different_words(one: int, other: int) -> None:
    assert (thai.words(Decimal(one).scaleb(-2)) == thai.words(Decimal(other).scaleb(-2))) == (one == other)


# Filters.


def rendered(text: str, value: Any) -> str:
    return Template("{% load thai %}{{ value|" + text + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(("text", "value", "shown"), [
    ("baht", Decimal("1234.5"), "1,234.50"),
    ("baht", "1234.50", "1,234.50"),
    ("words", Decimal("0.01"), "หนึ่งสตางค์"),
    ("long_date", date(2026, 11, 24), "24 พฤศจิกายน 2569"),
    ("long_date", "2026-11-24", "24 พฤศจิกายน 2569"),
    ("long_date", "2026-11-24T09:05", "24 พฤศจิกายน 2569"),
    ("order_date", "2026-11-24", "24 พฤศจิกายน พ.ศ. 2569"),
    ("short_date", "2024-02-29", "29 ก.พ. 2567"),
    ("short_date", datetime(2026, 9, 30, 17, 0, tzinfo=UTC), "1 ต.ค. 2569"),
    ("short_time", datetime(2026, 9, 30, 17, 0, tzinfo=UTC), "1 ต.ค. 2569 เวลา 00.00 น."),
    ("short_time", "2026-11-24T09:05", "24 พ.ย. 2569 เวลา 09.05 น."),
    ("short_time", "2026-11-24T02:05+00:00", "24 พ.ย. 2569 เวลา 09.05 น."),
])  # fmt: skip
def test_filters(text: str, value: Any, shown: str) -> None:
    assert rendered(text, value) == shown


@pytest.mark.parametrize("text", ["baht", "words", "long_date", "order_date", "short_date", "short_time"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_shown_as_nothing(text: str, nothing: str | None) -> None:
    assert rendered(text, nothing) == ""


def test_zero_is_an_amount() -> None:
    assert rendered("baht", Decimal(0)) == "0.00"
    assert rendered("words", 0) == "ศูนย์บาทถ้วน"


@pytest.mark.parametrize(("text", "value"), [
    ("baht", Decimal("0.001")), ("baht", 0.1), ("words", "1.005"), ("short_date", "24/11/2569"), ("long_date", 20261124),
    ("short_time", "เมื่อวาน"), ("short_time", datetime(2026, 11, 24, 9, 5)),  # noqa: DTZ001
])  # fmt: skip
def test_filters_do_not_guess(text: str, value: Any) -> None:
    with pytest.raises(ValueError):
        rendered(text, value)
