"""The schema says what is asked and what is answered; and what may be chosen can be asked for."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.workflows.api_caller import Caller
from tests.workflows.machines import Machine, token_of
from workflows.api.api import api
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import PROCEDURES

pytestmark = pytest.mark.django_db
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)


@pytest.fixture
def walk(office: PracticeOffice) -> Walk:
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.open()
    return walk


@pytest.fixture
def schema() -> Any:
    return api.get_openapi_schema()


def test_each_operation_has_a_name_of_its_own(schema: Any) -> None:
    names = Counter(told["operationId"] for methods in schema["paths"].values() for told in methods.values())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_command_tells_its_answers(schema: Any) -> None:
    told = 0
    for procedure in PROCEDURES.values():
        for step in procedure.steps.values():
            if step.is_automatic:
                continue
            where = f"/api/v1/{procedure.code}" if step.opens else f"/api/v1/{procedure.code}/{{key}}/steps/{step.name}"
            answers = schema["paths"][where]["post"]["responses"]
            done = {200, 201} if step.opens else {200}
            assert {int(status) for status in answers} == done | {400, 401, 403, 404, 409, 413, 422, 429}, where
            refusals = answers[409]["content"]["application/json"]["schema"]["properties"]["refusals"]["items"]["properties"]
            assert set(refusals) == {"code", "sentence", "basis", "remedy", "field"}
            told += 1
    assert told > 100


def test_an_attachment_tells_its_form(schema: Any) -> None:
    told = schema["paths"]["/api/v1/purchase/{key}/attachments"]["post"]
    form = told["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form["properties"]["file"]["format"] == "binary"
    assert set(form["required"]) == {"kind", "file"} and 201 in told["responses"]


def test_a_token_is_one_of_the_ways_in(schema: Any) -> None:
    assert schema["components"]["securitySchemes"]["Bearer"] == {"type": "http", "scheme": "bearer"}
    assert {"Bearer": []} in schema["paths"]["/api/v1/desk"]["get"]["security"]
    assert {"Bearer": []} not in schema["paths"]["/api/v1/session"]["delete"]["security"]


def test_a_machine_finds_the_budget_lines_by_name(walk: Walk) -> None:
    walk.to("budgeting")
    machine = Machine(token_of(walk.office, "orathai"))
    base = f"/api/v1/purchase/{walk.purchase.pk}"
    told = {step["name"]: step for step in machine.get(base).json()["steps"]}["confirm_budget"]["fields"]["budget_line"]
    assert told["choices"] == f"{base}/steps/confirm_budget/choices/budget_line"
    answer = machine.get(told["choices"]).json()
    assert answer["count"] == len(answer["rows"]) > 0
    assert str(walk.need.budget_line.pk) in {row["value"] for row in answer["rows"]}
    assert all(row["label"] for row in answer["rows"])


def test_the_choices_are_those_of_the_own_office_alone(walk: Walk) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    stranger = Caller(other, "orathai")
    assert stranger.get(f"/api/v1/purchase/{walk.purchase.pk}/steps/confirm_budget/choices/budget_line").status_code == 404
    where = "/api/v1/people_register/{}/steps/deactivate_person/choices/person"
    own = stranger.get("/api/v1/people_register").json()["rows"][0]["id"]
    offered = {row["value"] for row in stranger.get(where.format(own)).json()["rows"]}
    assert offered == {str(person.pk) for person in other.people.values()}


@pytest.mark.parametrize(
    "rest", ["confirm_budget/choices/nothing", "nothing/choices/x", "edit_request/choices/title", "edit_request/choices/lines.nothing",
             "edit_request/choices/kind.x"],
)  # fmt: skip
def test_what_is_no_choice_is_not_there(walk: Walk, rest: str) -> None:
    assert Caller(walk.office, "orathai").get(f"/api/v1/purchase/{walk.purchase.pk}/steps/{rest}").status_code == 404


def test_words_are_choices_too_and_so_is_what_an_opening_asks(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    kinds = caller.get("/api/v1/purchase/steps/open_request/choices/kind").json()["rows"]
    assert [row["value"] for row in kinds] == ["goods", "services", "works"] and all(row["label"] for row in kinds)
    assert caller.get("/api/v1/purchase/steps/open_request/choices/kind?unit=x").status_code == 404
    assert caller.get("/api/v1/purchase/steps/submit_request/choices/kind").status_code == 404, "no opening"


def test_every_choice_of_every_step_can_be_listed(walk: Walk) -> None:
    """On the documents that there are, and at the opening of all others."""
    caller, listed = Caller(walk.office, "wilai"), 0
    for procedure in PROCEDURES.values():
        found = procedure.model._default_manager.filter(organization=walk.office.organization).first()
        body = caller.get(f"/api/v1/{procedure.code}/{found.pk}").json() if found else {"steps": []}
        for step in body["steps"]:
            for field in step["fields"].values():
                for where in filter(None, [field.get("choices"), *field.get("choices_of_columns", {}).values()]):
                    assert caller.get(where).status_code == 200, where
                    listed += 1
    assert listed > 10


def test_the_page_tells_what_an_attachment_asks(walk: Walk) -> None:
    page = Client(SERVER_NAME="localhost")
    page.force_login(walk.office.orathai, backend="django.contrib.auth.backends.ModelBackend")
    shown = page.get("/api/?q=/api/v1/purchase/{key}/attachments").content.decode()
    assert "kind*, file*, version" in shown and "Bearer" in shown
