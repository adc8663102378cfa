"""Working days, banking days, deadlines and fiscal years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import calendar, law
from workflows.calendar import (
    add_working_days,
    bank_holidays,
    deadline,
    fiscal_year,
    fiscal_year_bounds,
    government_holidays,
    is_bank_day,
    is_working_day,
    next_deposit_day,
    next_working_day,
    working_days_between,
)

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))


# Working days.


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2026, 11, 23), date(2024, 2, 29), date(2027, 5, 3)])
def test_ordinary_weekdays_are_worked(day: date) -> None:
    assert is_working_day(day)
    assert day not in government_holidays(day.year)


@pytest.mark.parametrize(("day", "name"), [
    (date(2026, 11, 21), ""),
    (date(2026, 11, 22), ""),
    (date(2026, 4, 13), "วันสงกรานต์"),
    (date(2026, 5, 13), "วันพืชมงคล"),
    (date(2026, 7, 30), "วันเข้าพรรษา"),
    (date(2026, 12, 10), "วันรัฐธรรมนูญ"),
    (date(2024, 4, 16), "ชดเชยวันสงกรานต์"),
    (date(2024, 12, 30), "วันหยุดพิเศษ (เพิ่มเติม)"),
])  # fmt: skip
def test_weekends_and_holidays_are_not(day: date, name: str) -> None:
    assert not is_working_day(day)
    assert government_holidays(day.year).get(day, "") == name


def test_a_holiday_on_a_saturday_is_made_good_on_monday() -> None:
    fathers_day = date(2026, 12, 5)
    assert fathers_day.weekday() == calendar.SATURDAY
    assert [is_working_day(fathers_day + n * DAY) for n in range(4)] == [False, False, False, True]
    assert government_holidays(2026)[date(2026, 12, 7)].startswith("ชดเชย")


def test_government_offices_work_on_labour_day_and_on_its_substitute() -> None:
    assert is_working_day(date(2026, 5, 1))
    assert is_working_day(date(2021, 5, 3))
    assert not is_bank_day(date(2026, 5, 1))
    assert not is_bank_day(date(2021, 5, 3))
    assert bank_holidays(2021)[date(2021, 5, 3)] == "ชดเชยวันแรงงานแห่งชาติ"


# Banks.


def test_banks_open_on_the_lent_and_on_the_ploughing_day() -> None:
    assert is_bank_day(date(2026, 7, 30))
    assert is_bank_day(date(2026, 5, 13))
    assert not is_bank_day(date(2026, 7, 29))


def test_when_the_lent_is_a_monday_banks_take_the_substitute_on_it() -> None:
    monday, tuesday = date(2020, 7, 6), date(2020, 7, 7)
    assert (is_working_day(monday), is_working_day(tuesday)) == (False, False)
    assert (is_bank_day(monday), is_bank_day(tuesday)) == (False, True)


def test_when_the_lent_is_a_sunday_all_rest_on_monday() -> None:
    monday = date(2024, 7, 22)
    assert not is_working_day(monday)
    assert not is_bank_day(monday)
    assert is_bank_day(monday + DAY)


def test_a_lent_that_shares_its_day_keeps_the_other_holiday() -> None:
    birthday_made_good = date(2018, 7, 30)
    assert not is_bank_day(birthday_made_good)
    assert "เข้าพรรษา" not in bank_holidays(2018)[birthday_made_good]
    assert "เข้าพรรษา" in government_holidays(2018)[birthday_made_good]


def test_the_closing_day_of_one_bank_closes_no_other() -> None:
    assert is_bank_day(date(2020, 4, 1))


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 4, 15)])
def test_banks_close_on_weekends_and_holidays(day: date) -> None:
    assert not is_bank_day(day)


def test_money_kept_overnight_waits_for_the_bank() -> None:
    before_labour_day = date(2026, 4, 30)
    assert next_working_day(before_labour_day) == date(2026, 5, 1)
    assert next_deposit_day(before_labour_day) == date(2026, 5, 5)  # Friday Labour Day, weekend, Monday Coronation Day
    assert next_deposit_day(date(2026, 5, 12)) == date(2026, 5, 14)  # the bank opens on the 13th, the office does not


# The office's own table.

SPECIAL = {date(2026, 11, 25): True, date(2026, 12, 10): False, date(2026, 11, 28): False}


def test_an_added_holiday_closes_office_and_bank() -> None:
    assert is_working_day(date(2026, 11, 25))
    assert not is_working_day(date(2026, 11, 25), SPECIAL)
    assert not is_bank_day(date(2026, 11, 25), SPECIAL)


def test_a_removed_holiday_and_a_working_saturday_open_the_office_but_no_bank() -> None:
    assert is_working_day(date(2026, 12, 10), SPECIAL)
    assert is_working_day(date(2026, 11, 28), SPECIAL)
    assert not is_bank_day(date(2026, 12, 10), SPECIAL)
    assert not is_bank_day(date(2026, 11, 28), SPECIAL)


def test_counting_follows_the_table() -> None:
    assert add_working_days(TODAY, 1) == date(2026, 11, 25)
    assert add_working_days(TODAY, 1, SPECIAL) == date(2026, 11, 26)
    assert working_days_between(TODAY, date(2026, 11, 30)) == 4
    assert working_days_between(TODAY, date(2026, 11, 30), SPECIAL) == 4  # the 25th goes, the 28th comes
    assert next_deposit_day(TODAY, SPECIAL) == date(2026, 11, 26)


# Counting.


def test_the_first_day_is_not_counted() -> None:
    friday = date(2026, 11, 20)
    ends = [add_working_days(friday, n).day for n in (0, 1, 2, 5, 6)]
    assert ends == [20, 23, 24, 27, 30]
    assert working_days_between(friday, friday) == 0
    assert working_days_between(friday, date(2026, 11, 22)) == 0
    assert working_days_between(friday, date(2026, 11, 23)) == 1


def test_days_do_not_run_backwards() -> None:
    assert working_days_between(TODAY, TODAY - 10 * DAY) == 0
    with pytest.raises(ValueError, match="in the past"):
        add_working_days(TODAY, -1)


@given(DAYS, st.integers(1, 40))
def test_adding_and_counting_agree(start: date, days: int) -> None:
    end = add_working_days(start, days)
    assert is_working_day(end)
    assert working_days_between(start, end) == days
    assert working_days_between(start, end - DAY) == days - 1


# Deadlines.


def test_the_worked_example_of_works_inspection() -> None:
    """Delivered on the 12th; the chair acknowledges on the 13th; 14–15 are holidays; counted from the 16th; begun by the 18th."""
    for year, month in ((2026, 11), (2024, 9)):
        acknowledged = date(year, month, 13)
        assert acknowledged.strftime("%a") == "Fri"
        assert deadline(acknowledged, law.value("works.inspection_working_days", acknowledged)) == date(year, month, 18)


def test_a_notice_to_the_vendor_skips_the_new_year() -> None:
    found = date(2026, 12, 29)
    assert deadline(found, law.value("acceptance.notify_vendor_working_days", found)) == date(2027, 1, 5)


def test_calendar_days_run_through_holidays_and_may_end_on_one() -> None:
    five_days = law.value("voucher.lay_after_acceptance_calendar_days", TODAY)
    assert deadline(date(2026, 12, 31), five_days) == date(2027, 1, 5)
    sunday = date(2026, 11, 29)
    assert deadline(TODAY, five_days) == sunday


def test_the_same_day_is_a_deadline_too() -> None:
    assert deadline(TODAY, law.value("deposit.same_day_working_days", TODAY)) == TODAY


def test_a_deadline_follows_the_office_s_table() -> None:
    value = law.value("acceptance.notify_vendor_working_days", TODAY)
    assert deadline(TODAY, value) == date(2026, 11, 27)
    assert deadline(TODAY, value, SPECIAL) == date(2026, 11, 28)  # the 25th is a holiday, the working Saturday counts


def test_a_leap_day_is_a_day() -> None:
    before = date(2024, 2, 28)
    assert add_working_days(before, 1) == date(2024, 2, 29)
    assert deadline(before, law.value("voucher.lay_after_acceptance_calendar_days", before)) == date(2024, 3, 4)
    assert deadline(date(2025, 2, 28), law.value("voucher.lay_after_acceptance_calendar_days", before)) == date(2025, 3, 5)


@pytest.mark.parametrize("key", ["procurement.specific_method_ceiling_baht", "custody.members_min", "carry_over.committed_years"])
def test_what_is_no_length_in_days_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not in days"):
        deadline(TODAY, law.value(key, TODAY))


# Fiscal years.


@pytest.mark.parametrize(("day", "year"), [
    (date(2026, 9, 29), 2569), (date(2026, 9, 30), 2569), (date(2026, 10, 1), 2570), (date(2026, 10, 2), 2570),
    (date(2026, 12, 31), 2570), (date(2027, 1, 1), 2570), (date(2017, 10, 1), 2561), (date(2024, 2, 29), 2567),
])  # fmt: skip
def test_a_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year(day) == year


@given(DAYS)
def test_every_day_lies_in_its_fiscal_year_and_the_years_join(day: date) -> None:
    first, last = fiscal_year_bounds(fiscal_year(day))
    assert first <= day <= last
    assert fiscal_year(first - DAY) + 1 == fiscal_year(first) == fiscal_year(last) == fiscal_year(last + DAY) - 1
    assert (last - first).days in (364, 365)
