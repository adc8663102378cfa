"""What tests begin with: each finds the office as it was arranged, whatever those before it did with theirs."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.beginnings import BEGUN, beginning
from workflows import engine
from workflows.founding import register_of
from workflows.models import Organization, SpecialDay
from workflows.office import KEPT, office_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.office import OfficeRegister

TURNS = pytest.mark.parametrize("turn", [1, 2])
DAY, OTHER_DAY = date(2027, 1, 4), date(2027, 1, 5)
ARRANGED: list[str] = []


@beginning
def office() -> PracticeOffice:
    ARRANGED.append("office")
    return found_practice_office()


@beginning
def neighbour() -> PracticeOffice:
    return found_practice_office(suffix="2", short_name="อบต.อื่น")


def give_holiday(office: PracticeOffice, day: date) -> Organization:
    facts: dict[str, Any] = {"day": day, "is_holiday": True, "name": "วันหยุดพิเศษ"}
    engine.perform(office.wilai, register_of(office.organization, OfficeRegister), "set_special_day", **facts)
    return office.fresh()


@pytest.mark.django_db
@pytest.mark.parametrize("day", [DAY, OTHER_DAY])
def test_nobody_finds_what_another_wrote_or_what_the_process_remembers_of_it(office: PracticeOffice, day: date) -> None:
    """Both turns give their office the same version: what was kept of the first must not answer for the second."""
    assert connection.in_atomic_block and not SpecialDay.objects.exists()
    assert office_of(give_holiday(office, day)).special_days == {day: True}


@pytest.mark.own_database
@TURNS
def test_a_database_of_one_s_own_begins_as_arranged_too(office: PracticeOffice, turn: int) -> None:
    assert not connection.in_atomic_block and not SpecialDay.objects.exists()
    give_holiday(office, DAY)


@pytest.mark.django_db
@TURNS
def test_nobody_changes_the_objects_of_another(office: PracticeOffice, turn: int) -> None:
    assert office.wilai.full_name == "นางวิไล ศรีเมือง"
    office.wilai.full_name = "เปลี่ยน"


@pytest.mark.django_db
def test_it_is_arranged_once(office: PracticeOffice) -> None:
    assert ARRANGED == ["office"]


@pytest.mark.django_db
def test_what_is_kept_of_it_is_what_the_database_says(office: PracticeOffice) -> None:
    kept = dict(KEPT)
    KEPT.clear()
    assert kept == {office.organization.pk: office_of(office.fresh())}


@pytest.mark.django_db
def test_the_first_is_found_ready_and_the_second_is_arranged_on_the_spot(
    request: pytest.FixtureRequest, office: PracticeOffice, neighbour: PracticeOffice
) -> None:
    assert request.node.stash[BEGUN].value.organization == office.organization
    assert Organization.objects.count() == 2 and neighbour.fresh().short_name == "อบต.อื่น"


@pytest.mark.django_db
def test_without_a_beginning_the_database_is_empty(request: pytest.FixtureRequest) -> None:
    assert not Organization.objects.exists() and not KEPT
    assert request.node.stash[BEGUN] is None
