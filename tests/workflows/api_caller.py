"""A person with a signed-in session of the API."""

import json
from typing import Any

from django.test import Client

from workflows.models import JournalEntry
from workflows.practice import PracticeOffice

PASSWORD = "ข้าวเหนียวมะม่วง 9"


class Caller:
    def __init__(self, office: PracticeOffice, who: str) -> None:
        person = office.people[who]
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        self.client = Client(enforce_csrf_checks=True)
        token = self.client.get("/api/v1/session").json()["csrf"]
        answer = self.post("/api/v1/session", token=token, username=person.username, password=PASSWORD)
        assert answer.status_code == 200, answer.content
        self.token = answer.json()["csrf"]

    def post(self, address: str, token: str = "", **body: Any) -> Any:
        return self.client.post(
            address, json.dumps(body), content_type="application/json", headers={"X-CSRFToken": token or self.token}
        )

    def upload(self, address: str, **fields: Any) -> Any:
        return self.client.post(address, fields, headers={"X-CSRFToken": self.token})

    def get(self, address: str) -> Any:
        return self.client.get(address)


class Callers:
    """The nine officers at the API, and one document that goes from hand to hand."""

    def __init__(self, office: PracticeOffice) -> None:
        self.all = {who: Caller(office, who) for who in office.people}

    def __getitem__(self, who: str) -> Caller:
        return self.all[who]

    def may(self, address: str, step: str) -> set[str]:
        """Who of the nine is told that he may take a step now."""
        told = {who: {s["name"]: s["allowed"] for s in caller.get(address).json()["steps"]} for who, caller in self.all.items()}
        return {who for who, steps in told.items() if steps[step]}

    def step(self, who: str, address: str, step: str, *, beside: tuple[str, ...] = (), **body: Any) -> dict[str, Any]:
        """One step by whom it belongs to, and, `beside` him, by nobody else; the representation after it."""
        assert self.may(address, step) == {who, *beside}
        document = self[who].get(address).json()
        proof = {"password": PASSWORD} if {s["name"]: s["signs"] for s in document["steps"]}[step] else {}
        before = JournalEntry.objects.count()
        for other in set(self.all) - {who, *beside}:
            answer = self[other].post(f"{address}/steps/{step}", version=document["version"], **proof, **body)
            assert answer.status_code == 403, (other, step, answer.content)
        assert JournalEntry.objects.count() == before, "whoever may not do it changes nothing"
        answer = self[who].post(f"{address}/steps/{step}", version=document["version"], **proof, **body)
        assert answer.status_code == 200, answer.content.decode()
        told: dict[str, Any] = answer.json()
        return told
