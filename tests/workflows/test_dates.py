"""Days on the screen in the reader's language; papers and what is kept stay Thai."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from workflows import dates, thai

DAY, MOMENT = date(2026, 11, 29), datetime(2026, 11, 29, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long", "moment"),
    [
        ("th", "29 พ.ย. 2569", "29 พฤศจิกายน 2569", "29 พ.ย. 2569 เวลา 16.01 น."),
        ("en", "29 Nov 2569 BE", "29 Nov 2569 BE", "29 Nov 2569 BE, 16:01"),
    ],
)
def test_a_day_is_told_in_the_reader_s_language(language: str, short: str, long: str, moment: str) -> None:
    with translation.override(language):
        assert (dates.short_date(DAY), dates.long_date(DAY), dates.short_time(MOMENT)) == (short, long, moment)
        assert thai.short_date(DAY) == "29 พ.ย. 2569", "papers"


def test_a_moment_near_midnight_is_of_the_office_s_day() -> None:
    with translation.override("en"):
        assert dates.short_time(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == "1 Jan 2570 BE, 00:00"
        assert dates.short_time(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == "31 Dec 2569 BE, 23:59"


def test_a_moment_without_a_zone_is_refused_in_either_language() -> None:
    for language in ("th", "en"):
        with translation.override(language), pytest.raises(ValueError, match="time zone"):
            dates.short_time(datetime(2026, 11, 29, 9, 1))  # noqa: DTZ001 - the fault itself
