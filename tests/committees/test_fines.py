"""Fines as literals: what the office would compute by hand."""

from datetime import date
from decimal import Decimal

import pytest

from committees.fines import FineTerms, accepted_baht, daily_baht, days_late, delivered_baht, fine_baht

DUE = date(2026, 11, 5)
PIECES = FineTerms(DUE, Decimal("0.20"))
FLOOR = Decimal(100)


def whole(order: str, percent: str = "0.10", **changes: object) -> FineTerms:
    return FineTerms(DUE, Decimal(percent), Decimal(order), FLOOR, **changes)  # type: ignore[arg-type]


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(("day", "late"), [(4, 0), (5, 0), (6, 1), (10, 5)])
def test_late_is_counted_from_the_day_after_the_due_day_to_the_delivery(day: int, late: int) -> None:
    assert days_late(DUE, date(2026, 11, day)) == late


@pytest.mark.rule("N8", "kept")
@pytest.mark.rule("N9", "kept")
@pytest.mark.parametrize(
    ("accepted", "day", "fine"),
    [
        ("256800.00", date(2026, 11, 10), "2568.00"),  # 12 notebooks of 21,400 with VAT, 5 days at 0.20 percent
        ("171200.00", date(2026, 11, 20), "5136.00"),  # the other 8, 15 days
        ("428000.00", date(2026, 11, 5), "0.00"),  # on the due day
        ("428000.00", date(2026, 11, 6), "856.00"),
        ("107000.00", date(2026, 11, 15), "2140.00"),  # the base is 107,000 with VAT; 100,000 without it would give 2,000
        ("333.33", date(2026, 11, 8), "2.01"),  # 0.67 a day, to the satang, three days
        ("0.00", date(2026, 11, 20), "0.00"),  # nothing accepted: it is fined when it comes right
    ],
)
def test_piece_by_piece_what_was_undelivered_is_fined(accepted: str, day: date, fine: str) -> None:
    assert fine_baht(PIECES, Decimal(accepted), day) == Decimal(fine)


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(
    ("order", "percent", "accepted", "day", "fine"),
    [
        ("400000.00", "0.10", "400000.00", date(2026, 11, 8), "1200.00"),  # 400 a day
        ("400000.00", "0.10", "100000.00", date(2026, 11, 8), "1200.00"),  # the whole, however little is accepted
        ("40000.00", "0.10", "40000.00", date(2026, 11, 8), "300.00"),  # 40 a day is below the floor of 100
        ("100000.00", "0.10", "100000.00", date(2026, 11, 6), "100.00"),  # at the floor
        ("100100.00", "0.10", "100100.00", date(2026, 11, 6), "100.10"),  # above it
        ("40000.00", "0.10", "40000.00", date(2026, 11, 5), "0.00"),  # in time there is no floor either
    ],
)
def test_work_that_must_be_complete_is_fined_on_the_whole_with_a_floor(
    order: str, percent: str, accepted: str, day: date, fine: str
) -> None:
    assert fine_baht(whole(order, percent), Decimal(accepted), day) == Decimal(fine)


@pytest.mark.rule("N8", "kept")
def test_the_whole_is_never_fined_twice_for_the_same_day() -> None:
    first = fine_baht(whole("400000.00"), Decimal(100000), date(2026, 11, 8))
    second = fine_baht(whole("400000.00", fined_until=date(2026, 11, 8)), Decimal(300000), date(2026, 11, 10))
    assert (first, second) == (Decimal("1200.00"), Decimal("800.00"))


@pytest.mark.rule("N8", "kept")
def test_there_is_no_floor_under_pieces() -> None:
    assert daily_baht(Decimal(1000), PIECES) == Decimal("2.00")


def test_a_delivery_accepted_whole_has_the_value_it_was_delivered_at() -> None:
    line = {"delivered_quantity": Decimal("0.333"), "accepted_quantity": Decimal("0.333"), "unit_price_baht": Decimal("100.00")}
    assert delivered_baht([line]) == Decimal("33.30")
    assert accepted_baht([line], Decimal("33.31")) == Decimal("33.31")
    assert accepted_baht([{**line, "accepted_quantity": Decimal("0.100")}], Decimal("33.31")) == Decimal("10.00")
