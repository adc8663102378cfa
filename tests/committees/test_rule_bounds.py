"""Bounds of the rules on inspecting and supervising, each at the last that fits and the first that does not; no case is walked for them."""

from datetime import date, timedelta

import pytest

from committees.rules import inspection, supervision
from tests.committees.test_appointment import LAW

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 13)
FOUR = ("a", "b", "c", "d")


@pytest.mark.rule("M4", "kept", "refused")
@pytest.mark.parametrize(("away", "codes"), [(("b",), set()), (("b", "c"), set()), (("b", "c", "d"), {"NO_QUORUM"})])
def test_exactly_half_of_an_even_committee_is_a_quorum(away: tuple[str, ...], codes: set[str]) -> None:
    refused = inspection.attendance_refused(FOUR, ("a",), away, LAW, may_lack=True)
    assert {refusal.code for refusal in refused} == codes


def test_whoever_is_named_twice_as_away_is_away_once() -> None:
    assert list(inspection.attendance_refused(FOUR, ("a",), ("b", "b", "c"), LAW, may_lack=True)) == []


@pytest.mark.parametrize(
    ("day", "fits"), [(FIRST - DAY, False), (FIRST, True), (FIRST + DAY, True), (LAST, True), (LAST + DAY, False)]
)
def test_a_day_of_paper_lies_between_what_it_rests_on_and_today(day: date, *, fits: bool) -> None:
    refusal = inspection.outside(day, FIRST, LAST, "noticed_on")
    assert (refusal is None) is fits
    assert fits or (refusal.code, refusal.field) == ("DATES_OUT_OF_ORDER", "noticed_on")


@pytest.mark.rule("§2.7(2)", "kept", "refused")
@pytest.mark.parametrize(
    ("from_on", "until_on", "codes"),
    [
        (FIRST, FIRST, []),
        (FIRST + DAY, FIRST, ["DATES_OUT_OF_ORDER"]),
        (FIRST - DAY, FIRST, ["DATES_OUT_OF_ORDER"]),
        (FIRST, FIRST + 6 * DAY, []),
        (FIRST, FIRST + 7 * DAY, ["LOG_TOO_LONG"]),
    ],
)
def test_a_week_of_the_log_ends_no_earlier_than_it_begins_and_has_seven_days(
    from_on: date, until_on: date, codes: list[str]
) -> None:
    refused = supervision.log_refused((), from_on, until_on, 2, FIRST, FIRST + 30 * DAY, LAW)
    assert [refusal.code for refusal in refused] == codes


@pytest.mark.rule("W1", "kept")
@pytest.mark.parametrize(
    ("reported_on", "code"), [(None, "START_UNREPORTED"), ("2026-11-09", "")], ids=["nobody reported", "reported"]
)
def test_a_start_that_nobody_reported_is_told_with_the_delivery(reported_on: str | None, code: str) -> None:
    days = [{"instalment": 1, "reported_on": None}, {"instalment": None, "reported_on": reported_on}]
    told = supervision.start_unreported(days, LAW)
    assert (told.code if told else "") == code and (told is None or told.only_told)


def test_works_of_an_earlier_version_have_no_start_to_be_reported() -> None:
    assert supervision.start_unreported([{"instalment": 1, "reported_on": None}], LAW) is None
