"""Crashes inside steps of the registers; each procedure's own steps are swept beside its tests."""

import pytest

from tests.crash import Crash, sweep
from workflows import engine
from workflows.models import Unit
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

STATEMENTS_OF_A_SMALL_STEP = 4


def test_a_step_of_a_register_is_all_or_nothing(office: PracticeOffice) -> None:
    people = PeopleRegister.objects.get(organization=office.organization)
    assert sweep(lambda: engine.perform(office.wilai, people, "add_unit", code="ก1", name="ก1")) >= STATEMENTS_OF_A_SMALL_STEP


def test_the_sweep_itself_finds_what_is_left_behind(office: PracticeOffice) -> None:
    """A planted fault: an action that writes outside the engine's transaction."""
    people = PeopleRegister.objects.get(organization=office.organization)

    def careless() -> None:
        engine.perform(office.wilai, people, "add_unit", code=f"ก{Unit.objects.count()}", name="ก")
        engine.perform(office.wilai, people, "add_unit", code=f"ก{Unit.objects.count()}", name="ก")

    with pytest.raises(AssertionError, match="left something behind"):
        sweep(careless)


def test_a_crash_is_not_taken_for_a_refusal(office: PracticeOffice) -> None:
    people = PeopleRegister.objects.get(organization=office.organization)
    from django.db import connection

    from tests.crash import Counter

    with pytest.raises(Crash), connection.execute_wrapper(Counter(2)):
        engine.perform(office.wilai, people, "add_unit", code="ก1", name="ก1")
