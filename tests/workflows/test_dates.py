"""Days on the screen in the reader's language; papers and what is kept stay Thai."""

import ast
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

from committees.rules.inspection import outside
from disbursement.treasury import before_opening
from tests.shape.files import fail_with, python, tree
from workflows import dates, thai
from workflows.failures import before_the_law
from workflows.refusal import Refusal

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


def test_a_month_is_told_in_the_reader_s_language() -> None:
    assert dates.month_of(DAY) == "พฤศจิกายน 2569"
    with translation.override("en"):
        assert dates.month_of(DAY) == "Nov 2569 BE"


REFUSALS: list[tuple[Callable[[], Refusal | None], str, str]] = [
    (lambda: before_the_law(DAY), "29 พฤศจิกายน 2569", "29 Nov 2569 BE"),
    (lambda: before_opening("…", DAY), "29 พ.ย. 2569", "29 Nov 2569 BE"),
    (lambda: outside(DAY, date(2026, 11, 30), DAY, "day"), "29 พ.ย. 2569", "30 Nov 2569 BE"),
]


@pytest.mark.parametrize(("refusal", "thai_day", "english_day"), REFUSALS)
def test_a_day_in_a_refusal_is_told_in_the_reader_s_language(
    refusal: Callable[[], Refusal | None], thai_day: str, english_day: str
) -> None:
    for language, day, other in (("th", thai_day, "Nov"), ("en", english_day, "พ.ย.")):
        with translation.override(language):
            told: Any = refusal()
        assert day in told.sentence and other not in told.sentence + told.remedy


# Papers, a bank's file, and titles that are kept: each speaks Thai, whoever made it.
SPEAK_THAI = {
    "workflows/dates.py", "workflows/law.py", "workflows/fields.py", "workflows/templatetags/thai.py",
    "committees/printing.py", "committees/letter_printing.py", "disbursement/printing.py", "disbursement/summary_printing.py", "disbursement/report_printing.py",
    "disbursement/bank_file.py", "disbursement/shortage.py", "disbursement/fund_day/opening.py", "disbursement/remittance.py",
    "procurement/printing.py", "committees/outcome.py",
}  # fmt: skip


def test_only_what_is_kept_or_printed_tells_days_in_thai_alone() -> None:
    words = {"short_date", "long_date", "short_time", "order_date", "MONTHS", "MONTHS_SHORT"}
    found = {
        str(path): names
        for path in python(tests=False)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "workflows.thai"
        if (names := words & {name.name for name in node.names})
    }
    rest = {path: names for path, names in found.items() if path not in SPEAK_THAI and not path.startswith("workflows/papers/")}
    fail_with(
        [f"{path}: {sorted(names)}" for path, names in rest.items()], "take it from workflows.dates, or say why it is kept in Thai"
    )
