"""Working days of Thai government offices, banking days, fiscal years (พ.ศ., 1 October to 30 September).

Holidays that are announced late (the cabinet's special days; the ploughing ceremony, each year's date of which the court gives out)
are entered by the office: every question takes its table of special days, a day → whether it is a holiday.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import holidays
from holidays.constants import BANK, GOVERNMENT, HOLIDAY_NAME_DELIMITER, PUBLIC

from workflows.law import Value
from workflows.thai import BUDDHIST_ERA_YEARS

OCTOBER = 10
SATURDAY = 5
ONE_DAY = timedelta(days=1)
Special = Mapping[date, bool]
NONE: Special = {}

SUBSTITUTE = "ชดเชย"
ASARNHA_SUBSTITUTE = "ชดเชยวันอาสาฬหบูชา"
LENT = "วันเข้าพรรษา"
# The library counts Labour Day, a holiday of employees and banks; government offices work, on its substitute day too.
NOT_OF_OFFICES = frozenset({"วันแรงงานแห่งชาติ"})
# Banks open on the first day of the Buddhist lent. The closing of one bank's yearly accounts closes no other bank.
NOT_OF_BANKS = frozenset({LENT, "วันหยุดเพิ่มเติมสำหรับการปิดบัญชีประจำปีของธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"})


@cache
def government_holidays(year: int) -> Mapping[date, str]:
    """Days on which government offices are closed, with their Thai names; the year is of the Christian era."""
    return named(year, (PUBLIC, GOVERNMENT), NOT_OF_OFFICES)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Days on which banks are closed, with their Thai names.

    When Asarnha Bucha is a Sunday, offices rest on the lent's Monday and take the substitute on Tuesday; banks take it on that Monday.
    """
    closed = named(year, (PUBLIC, BANK), NOT_OF_BANKS)
    lents = [day for day, name in government_holidays(year).items() if name == LENT and day.weekday() < SATURDAY]
    return {day - ONE_DAY if name == ASARNHA_SUBSTITUTE and day - ONE_DAY in lents else day: name for day, name in closed.items()}


def named(year: int, categories: tuple[str, ...], but: frozenset[str]) -> dict[date, str]:
    """The library's holidays without those that are not meant; several may share a day."""
    found = holidays.country_holidays("TH", years=year, categories=categories, language="th")
    meant = {
        day: [name for name in names.split(HOLIDAY_NAME_DELIMITER) if name.removeprefix(SUBSTITUTE) not in but]
        for day, names in found.items()
    }
    return {day: HOLIDAY_NAME_DELIMITER.join(names) for day, names in meant.items() if names}


def is_working_day(day: date, special: Special = NONE) -> bool:
    """Whether government offices work."""
    if day in special:
        return not special[day]
    return day.weekday() < SATURDAY and day not in government_holidays(day.year)


def is_bank_day(day: date, special: Special = NONE) -> bool:
    """Whether banks take deposits. A working Saturday of the office opens no bank."""
    if special.get(day, False):
        return False
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def next_working_day(day: date, special: Special = NONE) -> date:
    """The first working day after a day."""
    return first_met(day, lambda later: is_working_day(later, special))


def next_deposit_day(day: date, special: Special = NONE) -> date:
    """The first day after a day on which the office works and the bank is open."""
    return first_met(day, lambda later: is_working_day(later, special) and is_bank_day(later, special))


def bank_days_around(day: date, special: Special = NONE) -> tuple[date, date]:
    """The last day before a day, and the first after it, on which banks are open."""

    def is_open(other: date) -> bool:
        return is_bank_day(other, special)

    return first_met(day, is_open, -ONE_DAY), first_met(day, is_open)


def on_working_day(day: date) -> date:
    """The day itself, or the next on which the office works."""
    return day if is_working_day(day) else next_working_day(day)


def working_days(first: date, last: date) -> Iterator[date]:
    """From the first to the last, both included where they are working days."""
    day = on_working_day(first)
    while day <= last:
        yield day
        day = next_working_day(day)


def first_met(day: date, is_open: Callable[[date], bool], onward: timedelta = ONE_DAY) -> date:
    """The first open day that is met going on from a day, or back from it."""
    day += onward
    while not is_open(day):
        day += onward
    return day


def add_working_days(start: date, days: int, special: Special = NONE) -> date:
    """The n-th working day after a day, which is itself not counted; none is the day itself. Raises ValueError below zero."""
    if days < 0:
        raise ValueError(f"{days} working days lie in the past")
    for _ in range(days):
        start = next_working_day(start, special)
    return start


def working_days_between(first: date, last: date, special: Special = NONE) -> int:
    """How many working days lie after the first day up to the last; none when it is not later."""
    return sum(is_working_day(first + timedelta(days=n), special) for n in range(1, (last - first).days + 1))


def working_day_before(day: date, special: Special = NONE) -> date:
    """The last day before a day on which government offices work."""
    return first_met(day, lambda earlier: is_working_day(earlier, special), -ONE_DAY)


def deadline(start: date, value: Value, special: Special = NONE) -> date:
    """The last day in time; the first day is not counted, and a last calendar day counts though it be a holiday.

    Raises ValueError for a value whose unit is no length in days.
    """
    if value.unit == "working_days":
        return add_working_days(start, value.value, special)
    if value.unit == "calendar_days":
        return start + timedelta(days=value.value)
    raise ValueError(f"{value.key} is measured in {value.unit}, not in days")


def fiscal_year(day: date) -> int:
    """The fiscal year (พ.ศ.) that a day lies in."""
    return day.year + BUDDHIST_ERA_YEARS + (day.month >= OCTOBER)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (พ.ศ.)."""
    began = year - BUDDHIST_ERA_YEARS - 1
    return date(began, OCTOBER, 1), date(began + 1, OCTOBER, 1) - ONE_DAY
