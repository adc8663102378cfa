"""e-GP and e-LAAS through the API: what waits, what to type, and the number, typed by whose it is and by nobody else."""

from typing import Any

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.workflows.api_caller import Caller, Callers
from workflows import clock
from workflows.practice import found_practice_office

NUMBER = "691114000001"


@pytest.fixture
def address(walk: Walk) -> str:
    return f"/api/v1/purchase/{walk.to(State.ORDERED).pk}"


def told(caller: Caller, address: str, entry: str) -> Any:
    return next(one for one in caller.get(address).json()["central"] if one["entry"] == entry)


def test_a_number_is_typed_through_the_same_gate(walk: Walk, address: str) -> None:
    callers, today = Callers(walk.office), clock.today(walk.office.fresh()).isoformat()
    due = told(callers["duangjai"], address, "egp_contract")
    assert (due["system"], due["number"], due["due_since"], due["fields_standing"]) == ("egp", None, today, "unconfirmed")
    assert {"label": "ราคาที่ตกลง", "value": "37000.00"} in due["fields"]
    callers.step("duangjai", address, "enter_egp_contract", system_number=NUMBER, entered_on=today)
    after = told(callers["boonmee"], address, "egp_contract")
    assert (after["number"], after["entered_on"], after["due_since"]) == (NUMBER, today, None)
    read = {"number_before": after["number"], "entered_on_before": after["entered_on"]}
    put_right = {"system_number": f"{NUMBER}2", "entered_on": today, "reason": "ขาดหนึ่งหลัก", **read}
    version = callers["duangjai"].get(address).json()["version"]
    callers.step("duangjai", address, "correct_egp_contract", **put_right)
    late = callers["duangjai"].post(f"{address}/steps/correct_egp_contract", version=version, **put_right)
    assert late.status_code == 409 and [one["code"] for one in late.json()["refusals"]] == ["STALE_NUMBER"]
    assert told(callers["duangjai"], address, "egp_contract")["number"] == f"{NUMBER}2"


def test_a_number_that_cannot_be_is_422_with_every_reason(walk: Walk, address: str) -> None:
    caller = Caller(walk.office, "duangjai")
    body = {"version": caller.get(address).json()["version"], "entered_on": "2020-01-01"}
    answer = caller.post(f"{address}/steps/enter_egp_contract", system_number=NUMBER, **body)
    assert answer.status_code == 422 and [one["code"] for one in answer.json()["refusals"]] == ["ENTERED_BEFORE_ACT"]
    assert caller.post(f"{address}/steps/enter_egp_contract", system_number={"a": 1}, **body).status_code == 422
    assert caller.post(f"{address}/steps/correct_egp_contract", system_number=NUMBER, reason="ผิด", **body).status_code == 422


def test_what_waits_is_listed_by_system_and_stands_on_the_desk(walk: Walk, address: str) -> None:
    caller = Caller(walk.office, "duangjai")
    everything, egp = caller.get("/api/v1/central").json(), caller.get("/api/v1/central?system=egp&page=0").json()
    assert (everything["count"], egp["count"], egp["page"]) == (3, 2, 1)
    assert {row["entry"] for row in egp["rows"]} == {"egp_project", "egp_contract"} and address.endswith(egp["rows"][0]["id"])
    assert caller.get("/api/v1/central?system=fax").status_code == 404
    (row,) = caller.get("/api/v1/desk").json()["rows"]
    assert {one["entry"] for one in row["central"]} == {"egp_project", "egp_contract", "elaas_reservation"}


def test_another_office_and_nobody_at_all_are_told_nothing(walk: Walk, address: str) -> None:
    other = Caller(found_practice_office(suffix="2", short_name="อบต.อื่น"), "duangjai")
    assert other.get("/api/v1/central").json() == {"rows": [], "page": 1, "count": 0}
    assert (
        other.post(f"{address}/steps/enter_egp_project", version=1, system_number=NUMBER, entered_on="2026-11-29").status_code
        == 404
    )
    other.client.logout()
    assert other.get("/api/v1/central").status_code == 401
