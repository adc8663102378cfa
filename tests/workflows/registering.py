"""Steps of the people register as Wilai, the permanent secretary, takes them; and their refusals."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.standing_in import enter_order
from workflows import clock, engine
from workflows.founding import register_of
from workflows.models import ActingOrder, Position, User
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister

REASON = "ตามคำสั่ง"


def act(office: PracticeOffice, step: str, who: str = "wilai", **data: Any) -> Any:
    person = office.people[who]
    acted_on = data.pop("acted_on", None)
    register = register_of(office.organization, PeopleRegister)
    return engine.perform(person, register, step, acted_on=acted_on, proof=Proof(person.pk, timezone.now()), **data).document


def refused(office: PracticeOffice, step: str, who: str = "wilai", **data: Any) -> Refused:
    with pytest.raises(Refused) as error:
        act(office, step, who, **data)
    return error.value


def today_of(office: PracticeOffice) -> date:
    return clock.today(office.fresh())


def days(office: PracticeOffice, count: int) -> date:
    return today_of(office) + timedelta(days=count)


def post_of(office: PracticeOffice, who: str) -> Position:
    return office.people[who].holdings.get().position


def order_acting(
    office: PracticeOffice, who: str, for_: str, starts: int, ends: int, number: str = "7/2570", **more: Any
) -> ActingOrder:
    """`who` acts for the post that `for_` holds, from one day to another, counted from today."""
    facts = {"capacity": "in_absence", "order_number": number, "ordered_on": min(days(office, starts), today_of(office)), **more}
    enter_order(office, who, position=post_of(office, for_), starts_on=days(office, starts), ends_on=days(office, ends), **facts)
    return ActingOrder.objects.get(order_number=number)


def browser(office: PracticeOffice, who: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=office.people[who].pk), backend="django.contrib.auth.backends.ModelBackend")
    return client
