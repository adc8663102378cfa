"""In what qualities somebody may act: what pages keep in memory is what the gate asks the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from workflows import engine, offers, queries
from workflows.founding import register_of
from workflows.models import CapacityKind
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office: PracticeOffice) -> PeopleRegister:
    found: PeopleRegister = register_of(office.organization, PeopleRegister)
    return found


def titles(office: PracticeOffice, who: str, days: int = 0) -> list[str]:
    on = timezone.localdate() + timedelta(days)
    return [capacity.title for capacity in queries.capacities_of(office.people[who], office.fresh(), on)]


def order_acting(office: PracticeOffice, people: PeopleRegister, **order: Any) -> None:
    today = timezone.localdate()
    facts = {
        "position": office.wilai.holdings.get().position, "person": office.somchai, "capacity": CapacityKind.DELEGATED, "starts_on": today,
        "ends_on": today, "order_number": "405/2569", "ordered_on": today, "matters": ["purchase"], "ceiling_baht": "500000.00", **order,
    }  # fmt: skip
    engine.perform(office.wilai, people, "order_acting", **facts)


def test_what_is_kept_in_memory_is_what_the_gate_reads(office: PracticeOffice, people: PeopleRegister) -> None:
    order_acting(office, people)
    people.refresh_from_db()
    organization, today = office.fresh(), timezone.localdate()
    for person in office.people.values():
        assert queries.capacities_of(person, organization, today) == offers.seen_by(people, person).capacities
    own, acting = queries.capacities_of(office.somchai, organization, today)
    assert (own.kind, own.stands_for, acting.kind, acting.stands_for) == (
        "holding", "", "delegated", "ปลัดองค์การบริหารส่วนตำบล",
    )  # fmt: skip
    assert (acting.order_number, acting.matters, acting.ceiling_baht) == ("405/2569", ("purchase",), 500000)


def test_an_order_counts_on_its_days_alone_and_from_the_moment_it_is_entered(
    office: PracticeOffice, people: PeopleRegister
) -> None:
    assert titles(office, "somchai") == ["ผู้อำนวยการกองช่าง"]
    order_acting(office, people)
    assert [len(titles(office, "somchai", days)) for days in (-1, 0, 1)] == [1, 2, 1]


def test_whoever_was_appointed_or_has_left_is_known_at_once(office: PracticeOffice, people: PeopleRegister) -> None:
    today = timezone.localdate()
    holding = office.somchai.holdings.get()
    assert titles(office, "somchai", 1) == ["ผู้อำนวยการกองช่าง"]
    engine.perform(office.wilai, people, "end_holding", holding=holding, ends_on=today)
    assert [len(titles(office, "somchai", days)) for days in (0, 1)] == [1, 0]
    tomorrow = today + timedelta(1)
    order = {"starts_on": tomorrow, "order_number": "406/2569", "ordered_on": today}
    engine.perform(office.wilai, people, "appoint", position=holding.position, person=office.orathai, **order)
    assert [titles(office, "orathai", days)[1:] for days in (0, 1)] == [[], ["ผู้อำนวยการกองช่าง"]]


def test_an_order_that_ended_early_is_forgotten_the_day_after(office: PracticeOffice, people: PeopleRegister) -> None:
    today = timezone.localdate()
    order_acting(office, people, ends_on=today + timedelta(5))
    assert len(titles(office, "somchai", 3)) == 2
    order = office.somchai.acting_orders.get()
    engine.perform(office.wilai, people, "end_acting", order=order, ends_on=today, reason="กลับมาแล้ว")
    assert [len(titles(office, "somchai", days)) for days in (0, 1)] == [2, 1]
