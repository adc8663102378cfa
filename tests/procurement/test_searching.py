"""A case is found by what stands on its papers, and by nothing of another office."""

import pytest

from procurement.rehearsal.walk import Walk
from tests.workflows.test_pages_live import walk  # noqa: F401 - the cast
from workflows.models import JournalEntry
from workflows.papers.imprint import short_code
from workflows.practice import found_practice_office
from workflows.searching import cases_matching


def test_a_code_of_verification_finds_the_case_by_any_content_that_it_ever_had(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    other = found_practice_office(suffix="2", short_name="อบต.อื่น").organization
    for entry in JournalEntry.objects.filter(document=purchase.pk):
        code = short_code(entry.content_hash)
        for typed in (code, code.lower().replace("-", "")):
            assert [case.pk for case in cases_matching(walk.office.organization, typed)] == [purchase.case_id]
            assert not cases_matching(other, typed)


@pytest.mark.parametrize("typed", ["ZZZZ-ZZZZ", "ZZZZ-ZZZ", "UUUU-UUUU"])
def test_what_is_no_code_of_ours_finds_nothing(walk: Walk, typed: str) -> None:  # noqa: F811
    walk.to("reported")
    assert not cases_matching(walk.office.organization, typed)


def test_the_number_of_a_paper_finds_the_case(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    assert purchase.report_number
    assert purchase.case_id in {case.pk for case in cases_matching(walk.office.organization, purchase.report_number)}
