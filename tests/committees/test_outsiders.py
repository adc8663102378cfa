"""ข้อ 26 while a body sits (M2): the order that appoints others counts the newcomers as they are, and who stays as the order found him."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from committees.models import InspectionSeat
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import INSPECTOR, TODAY, Deliver, line
from tests.committees.refusing import refused
from tests.committees.test_body import DAY, replace
from workflows import engine
from workflows.founding import register_of
from workflows.models import Holding, User
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister

LEFT = date(2026, 11, 4)


def kept(office: PracticeOffice, step: str, **data: Any) -> None:
    """A step on the register of people."""
    proof = Proof(office.wilai.pk, timezone.now())
    engine.perform(office.wilai, register_of(office.organization, PeopleRegister), step, proof=proof, **data)


def leaves(office: PracticeOffice, who: str, last_day: date = LEFT) -> None:
    kept(office, "end_holding", holding=Holding.objects.get(person=office.people[who]), ends_on=last_day)


def stranger(walk: Inspection) -> None:
    """Somebody with an account and no post."""
    kept(walk.office, "add_person", full_name="นายมาใหม่ ยังไม่มีตำแหน่ง", username="newcomer")
    people = {**walk.office.people, "newcomer": User.objects.get(username="newcomer")}
    walk.office = dataclasses.replace(walk.office, people=people)


@pytest.mark.rule("M2", "kept")
def test_who_was_one_of_the_office_when_he_was_appointed_stays_so_when_he_retires(deliver: Deliver, office: PracticeOffice) -> None:
    walk = deliver()
    for who in ("porntip", "orathai"):
        leaves(office, who)
    replace(walk, "wilai", "theera")
    assert InspectionSeat.objects.filter(document=walk.acceptance.pk, person=office.theera).exists()


@pytest.mark.rule("M2", "refused")
def test_the_only_inspector_is_never_replaced_by_a_stranger(deliver: Deliver) -> None:
    walk = deliver(
        committee=INSPECTOR, order_amount_baht="100000.00", instalment_amount_baht="100000.00",
        lines=[line(ordered_quantity="1", delivered_quantity="1", unit_price_baht="100000.00")],
    )  # fmt: skip
    stranger(walk)
    caught = refused("TOO_MANY_OUTSIDERS", lambda: replace(walk, "orathai", "newcomer"))
    assert "มี 1 คน มากกว่าคนใน 0 คน" in caught.sentence


@pytest.mark.rule("M2", "kept", "refused")
def test_one_stranger_may_sit_with_two_of_the_office_and_a_second_may_not(deliver: Deliver) -> None:
    walk = deliver()
    stranger(walk)
    replace(walk, "porntip", "newcomer")
    leaves(walk.office, "theera", DAY)
    walk.day = TODAY
    refused("TOO_MANY_OUTSIDERS", lambda: replace(walk, "orathai", "theera"))
