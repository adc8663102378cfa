"""The API in its fixed shape: who may not know gets 404, who may not do 403; one command, one effect."""

import json
from typing import Any

import pytest
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.workflows.api_caller import PASSWORD, Caller
from tests.workflows.waits import Still
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice, found_practice_office

LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


@pytest.fixture
def walk(office: PracticeOffice) -> Walk:
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.open()
    return walk


def address(walk: Walk, step: str = "") -> str:
    base = f"/api/v1/purchase/{walk.purchase.pk}"
    return f"{base}/steps/{step}" if step else base


def test_wrong_sign_in_is_401_in_thai(office: PracticeOffice) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/api/v1/session").json()["csrf"]
    body = json.dumps({"username": "wilai", "password": "x"})
    answer = client.post("/api/v1/session", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 401
    assert "รหัสผ่าน" in answer.json()["refusals"][0]["sentence"]


def test_repeated_failures_lock_the_pair_of_person_and_address(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    office.wilai.set_password(PASSWORD)
    office.wilai.save(update_fields=["password"])
    client = Client()
    send = lambda password, ip="10.0.0.1": client.post(
        "/api/v1/session", json.dumps({"username": "wilai", "password": password}), content_type="application/json", REMOTE_ADDR=ip
    )
    assert Still(monkeypatch).wrong_until_locked(lambda: send("wrong")) == [401] + [429] * 4
    (refusal,) = (answer := send(PASSWORD)).json()["refusals"]
    assert (answer.status_code, refusal["code"]) == (429, "LOCKED") and "15 นาที" in refusal["sentence"]
    assert send(PASSWORD, ip="10.0.0.2").status_code == 200


def test_nobody_signed_in_sees_nothing(walk: Walk) -> None:
    assert Client().get(address(walk)).status_code == 401
    assert Client().get("/api/v1/desk").status_code == 401


def test_the_representation_says_what_may_be_done_and_why_not_the_rest(walk: Walk) -> None:
    body = Caller(walk.office, "orathai").get(address(walk)).json()
    assert {"id", "case", "number", "state", "version", "sequence", "amount_baht", "steps"} <= set(body)
    assert body["amount_baht"] == "12000.00"
    steps = {step["name"]: step for step in body["steps"]}
    assert steps["submit_request"]["allowed"] and not steps["cancel_purchase"]["allowed"]
    (refusal,) = [r for r in steps["cancel_purchase"]["refusals"] if r["code"] == "NOT_YOUR_ROLE"]
    assert refusal["sentence"] and refusal["basis"] and refusal["remedy"]
    assert "needed_by" in steps["edit_request"]["fields"]
    (line,) = body["rows"]["lines"]
    assert (line["unit_price_baht"], line["quantity"], line["agreed_unit_price_baht"]) == ("120.00", "100.000", None)


def test_a_paper_is_there_once_its_step_has_made_it_and_for_its_office_alone(walk: Walk) -> None:
    caller, paper = Caller(walk.office, "orathai"), f"{address(walk)}/papers/purchase_request.pdf"
    assert caller.get(paper).status_code == 404
    walk.to("reported")
    made = caller.get(paper)
    assert (made.status_code, made["Content-Type"], made.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert caller.get(paper.replace("purchase_request", "nothing")).status_code == 404
    assert Caller(found_practice_office(suffix="2", short_name="อบต.อื่น"), "orathai").get(paper).status_code == 404
    assert Client().get(paper).status_code == 401


def test_a_purchase_is_opened_and_moved(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    lines = [{"item": "ก", "unit_name": "ชิ้น", "quantity": "2", "unit_price_baht": "10.50"}]
    facts = {"title": "ซื้อ ก", "kind": "goods", "road": "order", "need": "จำเป็น", "needed_by": "2026-12-31", "lines": lines}
    opened = caller.post("/api/v1/purchase", unit=str(walk.office.units["กองช่าง"].pk), key="k", **facts)
    assert opened.status_code == 201, opened.content
    body = opened.json()
    assert (body["state"], body["amount_baht"], body["version"]) == ("draft", "21.00", 1)
    again = caller.post("/api/v1/purchase", unit=str(walk.office.units["กองช่าง"].pk), key="k", **facts)
    assert (again.status_code, again.json()["replayed"], again.json()["id"]) == (200, True, body["id"])
    moved = caller.post(f"/api/v1/purchase/{body['id']}/steps/submit_request", version=1)
    assert (moved.status_code, moved.json()["state"]) == (200, "requested")


def test_past_a_disabled_button_stands_the_same_refusal(walk: Walk) -> None:
    caller = Caller(walk.office, "porntip")
    before = JournalEntry.objects.count()
    answer = caller.post(address(walk, "submit_request"), version=walk.purchase.version)
    assert answer.status_code == 403
    shown = {s["name"]: s for s in caller.get(address(walk)).json()["steps"]}["submit_request"]["refusals"]
    assert answer.json()["refusals"] == shown
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"version": 99}, 409, "STALE_VERSION"),
        ({}, 422, "WRONG_INPUT"),
        ({"version": "1"}, 422, "WRONG_INPUT"),
        ({"version": True}, 422, "WRONG_INPUT"),
        ({"version": 1, "key": ""}, 422, "WRONG_INPUT"),
        ({"version": 1, "acted_on": "yesterday"}, 422, "WRONG_INPUT"),
        ({"version": 1, "acted_on": "2999-01-01"}, 422, "FUTURE_DATE"),
        ({"version": 1, "surprise": 1}, 422, "WRONG_INPUT"),
    ],
)
def test_bad_commands_are_told_apart(walk: Walk, body: dict[str, Any], status: int, code: str) -> None:
    answer = Caller(walk.office, "orathai").post(address(walk, "submit_request"), **body)
    assert answer.status_code == status, answer.content
    assert code in [refusal["code"] for refusal in answer.json()["refusals"]]


@pytest.mark.parametrize("raw", ["{", "[]", "1", '"x"'])
def test_what_is_no_command_is_422(walk: Walk, raw: str) -> None:
    caller = Caller(walk.office, "orathai")
    answer = caller.client.post(
        address(walk, "submit_request"), raw, content_type="application/json", headers={"X-CSRFToken": caller.token}
    )
    assert answer.status_code == 422


def test_a_command_without_the_token_is_refused(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    answer = caller.client.post(address(walk, "submit_request"), json.dumps({"version": 1}), content_type="application/json")
    assert answer.status_code == 403
    walk.purchase.refresh_from_db(fields=["sequence"])
    assert walk.purchase.sequence == 1


def test_the_same_key_with_other_data_is_422(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    assert caller.post(address(walk, "submit_request"), version=1, key="k").status_code == 200
    assert caller.post(address(walk, "submit_request"), version=1, key="k").json()["replayed"]
    assert caller.post(address(walk, "submit_request"), version=1, key="k", acted_on="2026-11-24").status_code == 422


def test_another_organization_s_document_is_404(walk: Walk) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    caller = Caller(other, "boonmee")
    assert caller.get(address(walk)).status_code == 404
    assert caller.post(address(walk, "cancel_purchase"), version=1, reason="x").status_code == 404
    assert caller.get(f"/api/v1/cases/{walk.purchase.case_id}").status_code == 404
    assert caller.get(f"/api/v1/cases/{walk.purchase.case_id}/journal").status_code == 404
    assert caller.get("/api/v1/purchase").json()["count"] == 0


def test_a_signature_needs_the_password_and_a_wrong_one_is_told(walk: Walk) -> None:
    walk.to("approving")
    caller = Caller(walk.office, "boonmee")
    send = lambda **body: caller.post(address(walk, "approve_report"), version=walk.purchase.version, **body)
    assert [r["code"] for r in send().json()["refusals"]] == ["PASSWORD_NEEDED"]
    assert [r["code"] for r in send(password="ผิด").json()["refusals"]] == ["WRONG_PASSWORD"]
    assert send(password=PASSWORD).json()["state"] == "negotiating"


def test_the_desk_shows_what_waits_for_me_and_for_nobody_else(walk: Walk) -> None:
    assert [row["title"] for row in Caller(walk.office, "orathai").get("/api/v1/desk").json()["rows"]] == ["ซื้อกระดาษ"]
    assert Caller(walk.office, "boonmee").get("/api/v1/desk").json()["rows"] == []


def test_the_trail_can_be_hashed_again(walk: Walk) -> None:
    from workflows.verifier import entry_hash

    walk.to("budgeting")
    entries = Caller(walk.office, "orathai").get(f"/api/v1/cases/{walk.purchase.case_id}/journal").json()["entries"]
    assert len(entries) == 3
    for entry in entries:
        assert entry_hash(entry["previous"], entry["sequence"], entry["recorded_at"], entry["body"]) == entry["hash"]


def test_a_list_can_be_searched_in_thai_digits(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    number = walk.purchase.case.number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert caller.get(f"/api/v1/purchase?q={number}").json()["count"] == 1
    assert caller.get("/api/v1/purchase?q=ไม่มีเรื่องนี้").json()["count"] == 0


def test_the_schema_names_every_step(walk: Walk) -> None:
    schema = Caller(walk.office, "orathai").get("/api/v1/schema.json").json()
    path = "/api/v1/purchase/{key}/steps/approve_report"
    body = schema["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert "password" in body["properties"] and body["required"] == ["version"]
    opening = schema["paths"]["/api/v1/purchase"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"unit", "case"} <= set(opening["properties"]) and "unit" not in body["properties"]


GARBAGE = [5, 1.5, True, ["a"], {"a": 1}, [5], None, "9999-99-99", "\u200b" * 5]


@pytest.mark.parametrize("value", GARBAGE)
def test_whatever_json_holds_is_refused_or_taken_but_never_breaks_a_step(walk: Walk, value: Any) -> None:
    caller = Caller(walk.office, "orathai")
    fields = ("title", "kind", "road", "need", "needed_by", "lines")
    answer = caller.post(address(walk, "edit_request"), version=1, **dict.fromkeys(fields, value))
    assert answer.status_code == 422 and "WRONG_INPUT" in answer.content.decode()


@pytest.mark.parametrize("value", [5, {"a": 1}, True])
def test_a_row_with_whatever_json_holds_is_refused(walk: Walk, value: Any) -> None:
    walk.to("ordering")
    row = {"amount_baht": value, "due_on": value}
    body = {"instalments": [row], "fine_percent_per_day": "0.20", "fine_on_whole": False, "hinders_traffic": False}
    answer = Caller(walk.office, "duangjai").post(address(walk, "prepare_order"), version=walk.purchase.version, **body)
    assert answer.status_code == 422


@pytest.mark.parametrize("text", ["\ud800", "ก\x00"])
def test_what_is_no_text_is_422_wherever_it_stands(walk: Walk, text: str) -> None:
    head, caller = Caller(walk.office, "somchai"), Caller(walk.office, "orathai")
    assert head.post(address(walk, "withdraw_request"), version=1, reason=text).status_code == 422
    assert caller.post(address(walk, "submit_request"), version=1, key=text).status_code == 422


def test_lists_in_lists_without_end_are_no_command(walk: Walk) -> None:
    client = Client()
    client.force_login(walk.office.orathai, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/api/v1/purchase", '{"lines":' + "[" * 100_000 + "]" * 100_000 + "}", content_type="application/json")
    assert (answer.status_code, answer.json()["refusals"][0]["code"]) == (422, "WRONG_INPUT")


@pytest.mark.parametrize(("password", "status"), [("\x00", 422), ("\\u0000", 401)])
def test_a_sign_in_with_a_letter_that_no_text_holds_is_no_command(office: PracticeOffice, password: str, status: int) -> None:
    client = Client()
    body = json.dumps({"username": "orathai", "password": password})
    assert client.post("/api/v1/session", body, content_type="application/json").status_code == status
