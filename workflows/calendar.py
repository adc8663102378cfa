"""Working days of Thai government offices, banking days, fiscal years (พ.ศ., 1 October to 30 September)."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays
from holidays.constants import BANK, GOVERNMENT, PUBLIC

if TYPE_CHECKING:
    from workflows.law import Value

BUDDHIST_ERA_YEARS = 543
OCTOBER = 10
SATURDAY = 5
ONE_DAY = timedelta(days=1)
Special = Mapping[date, bool]
NONE: Special = {}
LABOUR_DAY = "วันแรงงานแห่งชาติ"
LENT = "วันเข้าพรรษา"


@cache
def government_holidays(year: int) -> dict[date, str]:
    """Days on which government offices are closed, with their Thai names. The library counts Labour Day, on which they work."""
    return named(year, (PUBLIC, GOVERNMENT), but=LABOUR_DAY)


@cache
def bank_holidays(year: int) -> dict[date, str]:
    """Days on which banks are closed, with their Thai names; they open on the first day of the Buddhist lent."""
    return named(year, (PUBLIC, BANK), but=LENT)


def named(year: int, categories: tuple[str, ...], but: str) -> dict[date, str]:
    found = holidays.country_holidays("TH", years=year, categories=categories, language="th")
    return {day: name for day, name in found.items() if name != but}


def is_working_day(day: date, special: Special = NONE) -> bool:
    """Whether government offices work. `special` is the office's own table: a day → whether it is a holiday."""
    if day in special:
        return not special[day]
    return day.weekday() < SATURDAY and day not in government_holidays(day.year)


def is_bank_day(day: date, special: Special = NONE) -> bool:
    """Whether banks take deposits."""
    if day in special:
        return not special[day]
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def holiday_name(day: date) -> str:
    return government_holidays(day.year).get(day, "")


def next_working_day(day: date, special: Special = NONE) -> date:
    """The first working day after a day."""
    day += ONE_DAY
    while not is_working_day(day, special):
        day += ONE_DAY
    return day


def add_working_days(start: date, days: int, special: Special = NONE) -> date:
    """The n-th working day after a day, which is itself not counted."""
    for _ in range(days):
        start = next_working_day(start, special)
    return start


def working_days_between(first: date, last: date, special: Special = NONE) -> int:
    """How many working days lie after the first day up to the last; none when it is not later."""
    return sum(is_working_day(first + timedelta(days=n), special) for n in range(1, (last - first).days + 1))


def deadline(start: date, value: "Value", special: Special = NONE) -> date:
    """The last day in time. Raises ValueError for a value whose unit is no length of time."""
    if value.unit == "working_days":
        return add_working_days(start, int(value.value), special)
    if value.unit == "calendar_days":
        return start + timedelta(days=int(value.value))
    raise ValueError(f"{value.key} is measured in {value.unit}, not in days")


def fiscal_year(day: date) -> int:
    """The fiscal year (พ.ศ.) that a day lies in."""
    return day.year + BUDDHIST_ERA_YEARS + (day.month >= OCTOBER)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (พ.ศ.)."""
    began = year - BUDDHIST_ERA_YEARS - 1
    return date(began, OCTOBER, 1), date(began + 1, OCTOBER, 1) - ONE_DAY
