"""A limit that ends on a holiday: the day stands, since no text that was read moves it, and the working day before it is told."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from workflows.calendar import working_day_before
from workflows.pages import Due
from workflows.views import presenting

SPECIAL = {date(2026, 12, 1): True, date(2026, 12, 12): False}


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a page says of a limit, on a day."""

    def told(today: date, due_on: date) -> Due:
        monkeypatch.setattr(presenting.clock, "today", lambda _office: today)
        monkeypatch.setattr(presenting, "office_of", lambda _office: SimpleNamespace(special_days=SPECIAL))
        office: Any = None
        return presenting.due(office, due_on)

    return told


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [
        (date(2026, 12, 4), ""),  # a Friday
        (date(2026, 12, 5), "ครบกำหนด 5 ธ.ค. 2569 ตรงกับวันหยุด วันทำการก่อนนั้นคือ 4 ธ.ค. 2569"),
        (date(2026, 12, 6), "ครบกำหนด 6 ธ.ค. 2569 ตรงกับวันหยุด วันทำการก่อนนั้นคือ 4 ธ.ค. 2569"),
        (date(2026, 12, 8), ""),
        (date(2026, 12, 1), "ครบกำหนด 1 ธ.ค. 2569 ตรงกับวันหยุด วันทำการก่อนนั้นคือ 30 พ.ย. 2569"),  # a special holiday of the office
        (date(2026, 12, 12), ""),  # a working Saturday
    ],
)  # fmt: skip
def test_a_limit_on_a_holiday_is_told_with_the_working_day_before(on_day: Any, due_on: date, reason: str) -> None:
    assert on_day(date(2026, 11, 30), due_on) == Due(due_on, on_day(date(2026, 11, 30), due_on).working_days_left, reason)


@pytest.mark.parametrize(
    ("today", "left", "is_told"),
    [(date(2026, 12, 3), 1, True), (date(2026, 12, 4), 0, True), (date(2026, 12, 6), 0, True), (date(2026, 12, 8), -1, False)],
)
def test_what_is_late_is_told_no_more(on_day: Any, today: date, left: int, is_told: bool) -> None:
    found = on_day(today, date(2026, 12, 6))
    assert (found.working_days_left, bool(found.reason)) == (left, is_told)


def test_the_working_day_before_passes_over_weekends_holidays_and_the_office_s_own_days() -> None:
    assert working_day_before(date(2026, 12, 2), SPECIAL) == date(2026, 11, 30)
    assert working_day_before(date(2026, 12, 13), SPECIAL) == date(2026, 12, 12)
    assert working_day_before(date(2026, 12, 8)) == date(2026, 12, 4)
