"""A case is found by what stands on its papers, and by nothing of another office."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from procurement.rehearsal.walk import Walk
from tests.workflows.test_pages_live import walk  # noqa: F401 - the cast
from workflows.models import JournalEntry
from workflows.papers.imprint import short_code
from workflows.practice import found_practice_office
from workflows.procedure import PROCEDURES
from workflows.searching import cases_matching, numbered, paper_numbers


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


def test_a_whole_number_finds_its_cases_and_none_of_which_it_is_a_part(walks: Callable[..., Walk]) -> None:
    first, second = (walks().to("reported") for _ in range(2))
    organization = walks().office.organization
    number = first.report_number
    assert number == "1/2570" and second.report_number == "2/2570"
    found = [case.pk for case in cases_matching(organization, number)]
    assert first.case_id in found and second.case_id not in found
    assert [case.pk for case in cases_matching(organization, "๑/๒๕๗๐")] == found
    assert {case.pk for case in cases_matching(organization, "/2570")} >= {first.case_id, second.case_id}


def test_a_whole_number_of_another_office_finds_nothing(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    other = found_practice_office(suffix="2", short_name="อบต.อื่น").organization
    assert purchase.case_id not in [case.pk for case in cases_matching(other, purchase.report_number)]
    assert not cases_matching(other, "ใบเสนอราคา")


def test_every_number_of_a_paper_has_its_index() -> None:
    """Where there are many of a kind. Days of money and shortages are one a day at most."""
    bare = {
        (procedure.code, name)
        for procedure in PROCEDURES.values()
        for name in paper_numbers(procedure.model)
        if [name] not in [index.fields for index in procedure.model._meta.indexes if index.condition == ~Q(**{name: ""})]
    }
    assert bare == {("fund_day", "difference_order_number"), ("shortage", "order_number")}


def test_a_whole_number_is_one_statement(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    with CaptureQueriesContext(connection) as asked:
        assert purchase.case_id in numbered(walk.office.organization, purchase.report_number)
    assert len(asked) == 1
