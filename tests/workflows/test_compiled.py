"""Rows are read by their ids with a statement that is composed once, however many are asked for."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.procurement.conftest import office  # noqa: F401 - the cast
from workflows.compiled import read_several, several_query
from workflows.models import Party, User
from workflows.practice import PracticeOffice


@pytest.mark.parametrize("count", [0, 1, 9])
def test_rows_come_by_their_ids_in_one_statement(office: PracticeOffice, count: int) -> None:  # noqa: F811
    asked = [person.pk for person in office.people.values()][:count]
    with CaptureQueriesContext(
        connection,
    ) as told:
        found = read_several(User, asked)
    assert len(told) == 1 and set(found) == set(asked)
    assert {person.full_name for person in found.values()} == {
        person.full_name for person in office.people.values() if person.pk in asked
    }


def test_an_id_that_is_not_there_gives_no_row(office: PracticeOffice) -> None:  # noqa: F811
    party = Party.objects.filter(organization=office.organization).first()
    assert party is not None
    assert read_several(Party, [party.pk, uuid.UUID(int=1)]) == {party.pk: party}
    assert read_several(Party, [uuid.UUID(int=1)]) == {}


def test_the_statement_is_composed_once_for_any_number(office: PracticeOffice) -> None:  # noqa: F811
    few, many = [next(iter(office.people.values())).pk], [person.pk for person in office.people.values()]
    first = several_query(User, "default")
    read_several(User, few)
    read_several(User, many)
    assert several_query(User, "default") is first and first.sql.count("%s") == 1
