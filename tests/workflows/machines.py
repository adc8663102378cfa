"""A program at the API with a person's token, and the steps by which people give and end such tokens."""

import json
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from workflows import clock, engine
from workflows.founding import register_of
from workflows.models import User
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister

NAME = "โปรแกรมพัสดุของกองช่าง"


def act(by: User, step: str, **data: Any) -> Any:
    register = register_of(by.organization, PeopleRegister)  # type: ignore[arg-type]
    return engine.perform(by, register, step, proof=Proof(by.pk, timezone.now()), **data).document


def today_of(office: PracticeOffice) -> date:
    return clock.today(office.fresh())


def token_of(office: PracticeOffice, who: str, days: int = 30, name: str = NAME) -> str:
    """The secret of a new token of a person, good for so many days after today."""
    given = act(office.people[who], "give_token", name=name, ends_on=today_of(office) + timedelta(days=days))
    return str(given.told_once.code)


class Machine:
    """A program: no cookie, no session, no word of a form."""

    def __init__(self, secret: str, ip: str = "10.0.0.1") -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=ip)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, address: str) -> Any:
        return self.client.get(address, headers=self.headers)

    def post(self, address: str, **body: Any) -> Any:
        return self.client.post(address, json.dumps(body), content_type="application/json", headers=self.headers)

    def upload(self, address: str, **fields: Any) -> Any:
        return self.client.post(address, fields, headers=self.headers)


def codes(answer: Any) -> list[str]:
    return [refusal["code"] for refusal in answer.json()["refusals"]]
