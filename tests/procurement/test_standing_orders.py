"""ทะเบียนคำสั่งประจำ: with a standing order nobody needs to be appointed for the case (ข้อ 21)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from procurement.models import StandingSpecifier
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from procurement.standing_orders import StandingOrders
from tests.procurement.refusals import refused
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.proof import Proof


def do(walk: Walk, who: str, step: str, **data: Any) -> Any:
    person = walk.office.people[who]
    register = register_of(walk.office.organization, StandingOrders)
    return engine.perform(person, register, step, proof=Proof(person.pk, timezone.now()), **data).document


def appoint(
    walk: Walk, who: str = "boonmee", unit: str = "กองช่าง", person: str = "somchai", first: int = 0, last: int | None = None
) -> Any:
    """A standing order from `first` days from now to `last`."""
    today: date = timezone.localdate()
    return do(
        walk, who, "appoint_standing_specifier", unit=walk.office.units[unit], person=walk.office.people[person], order_number="7/2570",
        ordered_on=today, starts_on=today + timedelta(days=first), ends_on="" if last is None else today + timedelta(days=last),
    )  # fmt: skip


@pytest.mark.rule("B5", "kept")
def test_with_a_standing_order_the_request_goes_to_its_person_by_itself(walk: Walk) -> None:
    appoint(walk)
    walk.to(State.BUDGETING)
    purchase = walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line)
    assert (purchase.state, purchase.specifier, purchase.specifier_order) == (State.SPECIFYING, walk.office.somchai, "7/2570")
    entry = JournalEntry.objects.get(document=purchase.pk, step="take_standing_specifier")
    assert entry.person is None and '"person_name":"ระบบ"' in entry.body
    assert walk.to(State.REPORTING).state == State.REPORTING


@pytest.mark.rule("B5", "kept")
@pytest.mark.parametrize(
    ("first", "last", "holds"), [(-2, -1, False), (-1, 0, True), (0, 0, True), (0, None, True), (1, None, False)]
)
def test_a_standing_order_holds_from_its_first_day_to_its_last(walk: Walk, first: int, last: int | None, holds: bool) -> None:
    appoint(walk, first=first, last=last)
    walk.to(State.BUDGETING)
    walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line)
    assert walk.purchase.state == (State.SPECIFYING if holds else State.SPECIFIER_NEEDED)


@pytest.mark.rule("B5", "kept")
def test_another_unit_s_standing_order_says_nothing_here(walk: Walk) -> None:
    appoint(walk, unit="กองคลัง", person="kanda")
    walk.to(State.BUDGETING)
    assert walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line).state == State.SPECIFIER_NEEDED


@pytest.mark.rule("B5", "refused")
def test_only_the_chief_executive_gives_a_standing_order(walk: Walk) -> None:
    refused("NOT_YOUR_ROLE", lambda: appoint(walk, who="wilai"))
    assert not StandingSpecifier.objects.exists()


def test_two_persons_for_one_unit_on_one_day_are_refused_until_the_first_order_ends(walk: Walk) -> None:
    appoint(walk)
    refused("STANDING_ORDER_OVERLAPS", lambda: appoint(walk, person="orathai", first=10))
    order = StandingSpecifier.objects.get()
    today = timezone.localdate()
    refused(
        "DATES_OUT_OF_ORDER",
        lambda: do(walk, "boonmee", "end_standing_specifier", order=order, ends_on=today - timedelta(days=1), reason="ย้าย"),
    )
    do(walk, "boonmee", "end_standing_specifier", order=order, ends_on=today, reason="ย้าย")
    appoint(walk, person="orathai", first=1)
    refused("DATES_OUT_OF_ORDER", lambda: appoint(walk, unit="กองคลัง", first=5, last=4))


def test_whoever_has_left_is_not_appointed_by_an_old_order(walk: Walk) -> None:
    from workflows.registers.people import PeopleRegister

    appoint(walk, person="porntip")
    people = register_of(walk.office.organization, PeopleRegister)
    engine.perform(walk.office.wilai, people, "deactivate_person", person=walk.office.porntip, reason="ลาออก")
    walk.to(State.BUDGETING)
    assert walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line).state == State.SPECIFIER_NEEDED
