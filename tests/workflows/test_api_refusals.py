"""Whatever the API refuses at its door looks like any other refusal: a code, a sentence in the reader's language, what to do next."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.workflows.api_caller import PASSWORD, Caller
from workflows.api.api import api
from workflows.founding import register_of
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES
from workflows.registers.people import PeopleRegister

DESK, NO_ID = "/api/v1/desk", "01a229c2-54f3-718c-8c2c-6dd8d37dfe2a"
IN_SENTENCE = {"code", "sentence", "basis", "remedy", "field"}


def refusal(answer: Any, status: int) -> dict[str, str]:
    """The only refusal of an answer, which has the shape of all."""
    assert answer.status_code == status and answer["Content-Type"].startswith("application/json"), answer.content.decode()
    assert set(answer.json()) == {"refusals"}
    (told,) = answer.json()["refusals"]
    assert set(told) == IN_SENTENCE and told["sentence"] and told["remedy"]
    found: dict[str, str] = told
    return found


def people(office: PracticeOffice) -> str:
    return f"/api/v1/people_register/{register_of(office.organization, PeopleRegister).pk}"


def post(client: Client, address: str, **body: Any) -> Any:
    return client.post(address, json.dumps(body), content_type="application/json")


def test_nobody_signed_in_is_told_how_to_come_in(office: PracticeOffice) -> None:
    client = Client(enforce_csrf_checks=True)
    command = f"{people(office)}/steps/add_unit"
    for answer in (
        client.get(DESK),
        client.get(people(office)),
        post(client, command, version=1),
        client.delete("/api/v1/session"),
    ):
        told = refusal(answer, 401)
        assert (told["code"], told["sentence"]) == ("NOT_SIGNED_IN", "ยังไม่ได้เข้าสู่ระบบ หรือหมดเวลาแล้ว")
        assert told["remedy"] == "เข้าสู่ระบบที่ POST /api/v1/session หรือส่งโทเคนของเครื่องใน Authorization: Bearer แล้วส่งคำสั่งเดิมอีกครั้ง"
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_command_without_its_token_says_where_the_token_is(office: PracticeOffice) -> None:
    caller = Caller(office, "wilai")
    for address in (f"{people(office)}/steps/add_unit", "/api/v1/question"):
        told = refusal(post(caller.client, address, version=1), 403)
        assert (told["code"], told["sentence"]) == ("CSRF_FAILED", "คำสั่งนี้ไม่มี X-CSRFToken ของการเข้าใช้ครั้งนี้ หรือไม่ตรงกัน")
        assert told["remedy"] == "ขอค่าใหม่ที่ GET /api/v1/session แล้วส่งคำสั่งเดิมพร้อม X-CSRFToken"
    assert caller.post(f"{people(office)}/steps/add_unit", version=999).status_code == 409, "with it the command itself is judged"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/api/v1/nothing", "ไม่มีกระบวนงาน “nothing”"),
        (f"/api/v1/nothing/{NO_ID}/steps/approve", "ไม่มีกระบวนงาน “nothing”"),
        (f"/api/v1/people_register/{NO_ID}/steps/nothing", "ไม่มีขั้นตอน “nothing” ในกระบวนงานนี้"),
        ("/api/v1/people_register/12", "ไม่พบสิ่งที่ขอ"),
        (f"/api/v1/people_register/{NO_ID}", "ไม่พบสิ่งที่ขอ"),
        (f"/api/v1/cases/{NO_ID}", "ไม่พบสิ่งที่ขอ"),
        ("/api/v1/cases/12/journal", "ไม่พบสิ่งที่ขอ"),
        ("/api/v1/desk/more", "ไม่พบสิ่งที่ขอ"),
        ("/api/v1/", "ไม่พบสิ่งที่ขอ"),
        ("/api/v1/people_register/%00", "ไม่พบสิ่งที่ขอ"),
    ],
)
def test_what_is_not_there_is_said_in_json(office: PracticeOffice, address: str, sentence: str) -> None:
    caller = Caller(office, "wilai")
    told = refusal(caller.get(address), 404)
    assert (told["code"], told["sentence"]) == ("NOT_FOUND", sentence)


def test_a_step_that_is_not_there_is_as_absent_to_a_command(office: PracticeOffice) -> None:
    told = refusal(Caller(office, "wilai").post(f"{people(office)}/steps/nothing", version=1), 404)
    assert told["remedy"] == "ดูชื่อที่มีใน /api/v1/schema.json หรือใน steps ของเอกสาร"


def test_an_address_that_asks_with_the_wrong_kind_is_told_which(office: PracticeOffice) -> None:
    told = refusal(Caller(office, "wilai").get("/api/v1/question?page=first"), 422)
    assert (told["code"], told["field"], told["sentence"]) == ("WRONG_INPUT", "page", "page ไม่ใช่ค่าชนิดที่ที่อยู่นี้ถามหา")


def test_a_method_that_an_address_has_not_is_told_which_it_has(office: PracticeOffice) -> None:
    client = Caller(office, "wilai").client
    for method in ("get", "put", "patch", "delete", "options"):
        answer = getattr(client, method)(f"{people(office)}/steps/add_unit")
        told = refusal(answer, 405)
        assert (told["code"], told["sentence"]) == ("METHOD_NOT_ALLOWED", f"ที่อยู่นี้ไม่รับ {method.upper()}")
        assert told["remedy"] == "ใช้ POST กับที่อยู่นี้" and answer["Allow"] == "POST"
    assert client.head(DESK).status_code == 405
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = refusal(client.put("/api/v1/session"), 405)
    assert (told["sentence"], told["remedy"]) == ("This address does not take PUT", "Use DELETE, GET, POST at this address")


def test_an_attachment_without_its_file_says_that_it_has_none(office: PracticeOffice) -> None:
    vendors, lines = furnish(office)
    need = Need("ซื้อกระดาษ", (("กระดาษ A4", "รีม", "100", "120.00"),), vendors[0], lines[1])
    purchase = Walk(office, need).open()
    caller = Caller(office, "orathai")
    address = f"/api/v1/purchase/{purchase.pk}/attachments"
    for answer in (caller.post(address, version=1), caller.upload(address, kind="ภาพถ่าย")):
        told = refusal(answer, 422)
        assert (told["code"], told["field"]) == ("WRONG_INPUT", "file")
        assert told["sentence"] == "ไม่มีไฟล์ (file) ในคำขอ ส่งเป็น multipart/form-data"


def test_a_page_asked_by_a_wrong_method_stays_a_page(office: PracticeOffice) -> None:
    answer = Caller(office, "wilai").client.get("/contrast/")
    assert answer.status_code == 405 and b"refusals" not in answer.content


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"version": 1'),
        ("application/json", "[1]"),
        ("application/xml", "<version>1</version>"),
        ("application/x-www-form-urlencoded", "version=1"),
        ("text/plain", "version"),
    ],
)
def test_a_command_that_is_no_json_object_is_said_to_be_none(office: PracticeOffice, kind: str, body: str) -> None:
    caller = Caller(office, "wilai")
    answer = caller.client.post(f"{people(office)}/steps/add_unit", body, content_type=kind, headers={"X-CSRFToken": caller.token})
    assert refusal(answer, 422)["code"] == "WRONG_INPUT"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", "version=1"),
        ("application/x-www-form-urlencoded; charset=tis-620", "version=1"),
        ("application/x-www-form-urlencoded", "&".join(f"f{n}=1" for n in range(9000))),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_in_the_same_shape(office: PracticeOffice, kind: str, body: str) -> None:
    caller = Caller(office, "wilai")
    address = f"/api/v1/purchase/{NO_ID}/steps/attach"
    told = refusal(caller.client.post(address, body, content_type=kind, headers={"X-CSRFToken": caller.token}), 400)
    assert (told["code"], told["sentence"]) == ("UNREADABLE", "อ่านสิ่งที่ส่งมาไม่ได้")


@pytest.mark.parametrize(("more", "status"), [(-1, 422), (0, 422), (1, 413)])
def test_a_command_may_be_so_large_and_no_larger(office: PracticeOffice, more: int, status: int) -> None:
    caller = Caller(office, "wilai")
    body = " " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + more)
    answer = caller.client.post(
        f"{people(office)}/steps/add_unit", body, content_type="application/json", headers={"X-CSRFToken": caller.token}
    )
    assert refusal(answer, status)["code"] == {422: "WRONG_INPUT", 413: "TOO_LARGE"}[status]


@pytest.mark.parametrize("wanted", ["text/html", "application/xml", "image/*;q=0"])
def test_whatever_a_program_would_rather_have_it_is_answered_in_json(office: PracticeOffice, wanted: str) -> None:
    """HTTP leaves it to us to answer so, or with 406; a program that reads JSON can read why."""
    caller = Caller(office, "wilai")
    assert caller.client.get(DESK, headers={"Accept": wanted})["Content-Type"].startswith("application/json")
    assert refusal(caller.client.get("/api/v1/nothing", headers={"Accept": wanted}), 404)["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(401, "Not signed in, or the session has ended"), (403, "The command carries no X-CSRFToken of this session, or another one")],
)
def test_in_english_by_the_switch(office: PracticeOffice, status: int, sentence: str) -> None:
    client = Caller(office, "wilai").client if status == 403 else Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert refusal(post(client, "/api/v1/question"), status)["sentence"] == sentence
    assert refusal(client.get("/api/v1/nothing"), 404)["sentence"] == "There is no procedure “nothing”"


def test_a_page_that_is_not_there_stays_a_page(office: PracticeOffice) -> None:
    answer = Caller(office, "wilai").get("/nothing/")
    assert answer.status_code == 404 and answer["Content-Type"].startswith("text/html")


def test_the_schema_tells_them_at_every_address() -> None:
    described: Any = api.get_openapi_schema()
    for address, methods in described["paths"].items():
        for method, told in methods.items():
            if "security" not in told:  # whoever signs in has no session yet
                continue
            statuses = {int(status) for status in told["responses"]}
            wanted = {401, 404} if method == "get" else {401, 403}
            assert wanted <= statuses, (method, address)
            shape = told["responses"][401]["content"]["application/json"]["schema"]["properties"]["refusals"]["items"]
            assert set(shape["properties"]) == IN_SENTENCE
    assert len(described["paths"]) > len(PROCEDURES)


def test_signing_in_itself_needs_no_session(office: PracticeOffice) -> None:
    office.wilai.set_password(PASSWORD)
    office.wilai.save(update_fields=["password"])
    assert post(Client(), "/api/v1/session", username="wilai", password=PASSWORD).status_code == 200


@pytest.mark.parametrize(("who", "code"), [("orathai", "UNIT_UNSAID"), ("porntip", "NOT_YOUR_ROLE")])
def test_whoever_opens_for_no_unit_is_told_so_and_not_that_he_has_no_post(office: PracticeOffice, who: str, code: str) -> None:
    """A clerk of กองช่าง may ask for กองช่าง; the collector for nobody."""
    line = {"item": "กระดาษ", "unit_name": "รีม", "quantity": "1", "unit_price_baht": "120.00"}
    need = {"title": "ซื้อกระดาษ", "kind": "goods", "road": "order", "need": "หมด", "needed_by": "2027-09-30", "lines": [line]}
    caller = Caller(office, who)
    told = refusal(caller.post("/api/v1/purchase", **need), 403)
    assert told["code"] == code
    if code == "UNIT_UNSAID":
        assert told["sentence"] == "ยังไม่บอกว่าเปิดให้หน่วยงานใด" and told["field"] == "unit" and "กองช่าง" in told["remedy"]
