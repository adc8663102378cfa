"""From a file to the register: shown first, performed whole or not at all, the same twice, and only by those who may."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.workflows.workbooks import confirm, filled, send
from workflows import clock, engine
from workflows import office as offices
from workflows.founding import register_of
from workflows.intake import performing
from workflows.intake.planning import planned, snapshot
from workflows.intake.reading import read
from workflows.intake.sheet import NEW, SHEETS, Command, Planned, Row
from workflows.models import ActingOrder, Holding, JournalEntry, Organization, Party, PartyAccount, Position, SpecialDay, Unit, User
from workflows.office import office_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister
from workflows.roles import Role
from workflows.views import sheets

TAX_ID, OTHER_TAX_ID = "0105500000003", "0994000999909"
VENDOR = ("นิติบุคคล", "หจก.นาดีเครื่องเขียน", TAX_ID, "99 หมู่ 4", "ใช่")
WHO = {
    "units": "wilai",
    "positions": "wilai",
    "people": "wilai",
    "parties": "duangjai",
    "party_accounts": "theera",
    "special_days": "wilai",
}


def client_of(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def entries(office: PracticeOffice) -> int:
    return JournalEntry.objects.filter(organization=office.organization).count()


def taken(office: PracticeOffice, code: str, *rows: Any) -> None:
    """A file without a fault, shown and confirmed."""
    client = client_of(office, WHO[code])
    shown = send(client, code, filled(code, *rows))
    assert shown.status_code == 200, shown.context["page"].faults
    assert confirm(client, code, shown).status_code == 302


def counts(answer: Any) -> tuple[int, int, int]:
    found: tuple[int, int, int] = answer.context["page"].counts
    return found


def test_a_file_is_shown_and_nothing_is_written_until_it_is_confirmed(office: PracticeOffice) -> None:
    client, before = client_of(office, "duangjai"), entries(office)
    shown = send(client, "parties", filled("parties", VENDOR))
    assert counts(shown) == (1, 0, 0)
    assert "หจก.นาดีเครื่องเขียน" in shown.content.decode()
    assert (entries(office), Party.objects.count()) == (before, 0)
    answer = confirm(client, "parties", shown)
    assert (answer.status_code, answer["Location"]) == (302, "/registers/party_register/")
    party = Party.objects.get()
    assert (party.name, party.tax_id, party.kind, party.is_vat_registered) == ("หจก.นาดีเครื่องเขียน", TAX_ID, "juristic", True)
    assert entries(office) == before + 1


def test_each_row_is_a_step_of_its_own_by_the_person_who_confirmed(office: PracticeOffice) -> None:
    taken(office, "units", ("กองการศึกษา", "กองการศึกษา", "ไม่ใช่"), ("กองสวัสดิการ", "กองสวัสดิการสังคม", "ไม่ใช่"))
    told = JournalEntry.objects.filter(document=register_of(office.organization, PeopleRegister).pk).order_by("-sequence")[:2]
    assert all('"step":"add_unit"' in entry.body and "นางวิไล ศรีเมือง" in entry.body for entry in told)


def test_the_same_file_again_changes_nothing(office: PracticeOffice) -> None:
    taken(office, "parties", VENDOR)
    client, before = client_of(office, "duangjai"), entries(office)
    shown = send(client, "parties", filled("parties", VENDOR))
    assert counts(shown) == (0, 0, 1)
    assert shown.context["page"].token == ""
    assert entries(office) == before


def test_the_button_pressed_twice_writes_once(office: PracticeOffice) -> None:
    client = client_of(office, "duangjai")
    shown = send(client, "parties", filled("parties", VENDOR))
    assert [confirm(client, "parties", shown).status_code for _ in range(2)] == [302, 302]
    assert Party.objects.count() == 1


def test_what_differs_is_changed_and_shown_as_it_was_and_will_be(office: PracticeOffice) -> None:
    taken(office, "parties", VENDOR)
    client = client_of(office, "duangjai")
    shown = send(client, "parties", filled("parties", (*VENDOR[:3], "ที่ใหม่", "ไม่ใช่")))
    assert counts(shown) == (0, 1, 0)
    assert {(change.before, change.after) for change in shown.context["page"].changed} == {("99 หมู่ 4", "ที่ใหม่"), ("ใช่", "ไม่ใช่")}
    confirm(client, "parties", shown)
    assert Party.objects.get().address == "ที่ใหม่"


def test_one_fault_keeps_the_whole_file_out(office: PracticeOffice) -> None:
    client = client_of(office, "duangjai")
    answer = send(client, "parties", filled("parties", VENDOR, ("นิติบุคคล", "ร้านเลขผิด", "0105500000004", "", "ใช่")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "แถวที่ 4" in page and "D เลขประจำตัวผู้เสียภาษี" in page
    assert answer.context["page"].token == ""
    assert not Party.objects.exists()


def test_a_nought_that_excel_cut_off_is_put_back_and_said(office: PracticeOffice) -> None:
    shown = send(client_of(office, "duangjai"), "parties", filled("parties", (*VENDOR[:2], int(TAX_ID), "", "")))
    assert counts(shown) == (1, 0, 0)
    assert f"เติมเลขศูนย์ข้างหน้าที่ Excel ตัดออก: {TAX_ID}" in shown.content.decode()


def test_a_change_between_preview_and_confirmation_is_said_and_shown_anew(office: PracticeOffice) -> None:
    client = client_of(office, "duangjai")
    shown = send(client, "parties", filled("parties", VENDOR, ("บุคคลธรรมดา", "นายช่าง สมมติ", OTHER_TAX_ID, "", "")))
    assert counts(shown) == (2, 0, 0)
    taken(office, "parties", ("นิติบุคคล", "ชื่ออื่น", TAX_ID, "99 หมู่ 4", "ใช่"))
    answer = confirm(client, "parties", shown)
    assert answer.status_code == 409
    (change,) = answer.context["page"].overtaken
    assert "จะเพิ่ม" in change.before and "ชื่ออื่น → หจก.นาดีเครื่องเขียน" in change.after
    assert Party.objects.get().name == "ชื่ออื่น"
    assert counts(answer) == (1, 1, 0)
    assert confirm(client, "parties", answer).status_code == 302
    assert set(Party.objects.values_list("name", flat=True)) == {"หจก.นาดีเครื่องเขียน", "นายช่าง สมมติ"}


def test_what_became_wrong_after_the_preview_is_told(office: PracticeOffice) -> None:
    taken(office, "parties", VENDOR)
    client = client_of(office, "theera")
    account = (TAX_ID, "006", "0000000016", "หจก.นาดีเครื่องเขียน")
    shown = send(client, "party_accounts", filled("party_accounts", account))
    taken(office, "party_accounts", (*account[:3], "ชื่ออื่น"))
    answer = confirm(client, "party_accounts", shown)
    assert answer.status_code == 422
    assert "ชื่ออื่น" in answer.content.decode()


@pytest.mark.parametrize("code", sorted(WHO))
def test_nobody_else_sees_a_sheet_or_has_a_file_read(office: PracticeOffice, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "read", lambda *_: pytest.fail("it was read"))
    client = client_of(office, "somchai")
    for answer in (client.get(f"/import/{code}/"), client.get(f"/import/{code}/template.xlsx"), send(client, code, b"x"), client.post(f"/import/{code}/confirm/")):  # fmt: skip
        assert answer.status_code == 403
        assert "NOT_YOUR_ROLE" in answer.content.decode()
    assert Client().get(f"/import/{code}/").status_code == 302
    assert client_of(office, WHO[code]).get(f"/import/{code}/").status_code == 200
    assert client.get("/import/nothing/").status_code == 404


def test_a_preview_is_one_person_s_one_sheet_s_and_short_lived(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(office, "wilai")
    shown = send(client, "units", filled("units", ("กองใหม่", "กองใหม่", "ไม่ใช่")))
    stolen = found_practice_office(suffix="2", short_name="อบต.อื่น")
    assert confirm(client_of(stolen, "wilai"), "units", shown).status_code == 409
    assert confirm(client, "special_days", shown).status_code == 409
    assert client.post("/import/units/confirm/", {"token": shown.context["page"].token + "x"}).status_code == 409
    assert client.post("/import/units/confirm/").status_code == 409
    monkeypatch.setattr(sheets, "FRESH_FOR", timedelta(seconds=-1))
    assert confirm(client, "units", shown).status_code == 409
    assert not Unit.objects.filter(code="กองใหม่").exists()


def test_the_server_keeps_nothing_of_the_file(office: PracticeOffice) -> None:
    client = client_of(office, "duangjai")
    shown = send(client, "parties", filled("parties", VENDOR))
    assert not any("นาดี" in str(value) for value in client.session.values())
    kept = signing.loads(shown.context["page"].token, salt=sheets.SALT)
    assert kept["rows"][0][1][1] == "หจก.นาดีเครื่องเขียน"


def test_no_file_and_a_large_one_are_answered(office: PracticeOffice) -> None:
    client = client_of(office, "wilai")
    assert "ยังไม่ได้เลือกแฟ้ม" in client.post("/import/units/").content.decode()
    large = send(client, "units", bytes(10 * 2**20))
    assert (large.status_code, "เมกะไบต์" in large.content.decode()) == (413, True)
    assert send(client, "units", b"%PDF-1.7", "แฟ้ม.xlsx").status_code == 422


def test_a_file_without_the_page_s_token_is_not_read(office: PracticeOffice) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.wilai, backend="django.contrib.auth.backends.ModelBackend")
    assert send(client, "units", filled("units", ("ก", "ก", "ใช่"))).status_code == 403


UNITS = (("กองการศึกษา", "กองการศึกษา", "ไม่ใช่"),)
POSTS = (("กองการศึกษา", "ผู้อำนวยการกองการศึกษา", "หัวหน้าหน่วยงานผู้เบิก, เจ้าหน้าที่ของหน่วยงาน"), ("กองการศึกษา", "ครู", ""))
PERSON = ("นางสาวสมมติ ใจดี", "sommot", "กองการศึกษา", "ผู้อำนวยการกองการศึกษา", "1 ต.ค. 2569", "12/2569", "28/09/2569")


def test_units_posts_and_people_come_one_after_another(office: PracticeOffice) -> None:
    taken(office, "units", *UNITS)
    taken(office, "positions", *POSTS)
    taken(office, "people", PERSON, (*PERSON[:3], "ครู", *PERSON[4:]), ("นายรอ บรรจุ", "raw"))
    person = User.objects.get(username="sommot")
    held = Holding.objects.filter(person=person).values_list("position__title", flat=True)
    assert set(held) == {"ผู้อำนวยการกองการศึกษา", "ครู"}
    assert not person.has_usable_password()
    post = Position.objects.get(title="ผู้อำนวยการกองการศึกษา")
    roles = {role for role, _ in office_of(office.fresh()).roles[post.group_id]}
    assert roles == {Role.HEAD_OF_UNIT, Role.REQUESTER}
    again = send(client_of(office, "wilai"), "people", filled("people", PERSON, ("นายรอ บรรจุ", "raw")))
    assert counts(again) == (0, 0, 2)


def test_roles_of_a_post_are_changed_and_shown(office: PracticeOffice) -> None:
    client = client_of(office, "wilai")
    shown = send(client, "positions", filled("positions", ("กองคลัง", "นักวิชาการพัสดุ", "เจ้าหน้าที่พัสดุ, เจ้าพนักงานจัดเก็บรายได้")))
    (change,) = shown.context["page"].changed
    assert (change.before, change.after) == ("เจ้าหน้าที่พัสดุ", "เจ้าหน้าที่พัสดุ, เจ้าพนักงานจัดเก็บรายได้")
    confirm(client, "positions", shown)
    post = Position.objects.get(title="นักวิชาการพัสดุ")
    assert (Role.COLLECTOR, None) in office_of(office.fresh()).roles[post.group_id]


@pytest.mark.parametrize(
    ("code", "row", "column", "said"),
    [
        ("positions", ("กองอะไร", "ครู", ""), "B", "ไม่มีหน่วยงาน"),
        ("positions", ("กองคลัง", "ครู", "ครูใหญ่"), "D", "ไม่มีให้เลือก"),
        ("people", ("นาย ก", "kor", "กองคลัง", "ไม่มีตำแหน่งนี้", "1 ต.ค. 2569", "1/2569", "1 ต.ค. 2569"), "E", "ไม่มีตำแหน่ง"),
        ("people", ("นาย ก", "kor", "กองคลัง", "นักวิชาการพัสดุ", None, "1/2569", "1 ต.ค. 2569"), "F", "ไม่ครบ"),
        ("people", ("นาย ก", "rattana"), "C", "เป็นของ นางรัตนา ทองสุก"),
        ("people", ("นาย ก", "ก ข"), "C ชื่อผู้ใช้", ""),
        ("party_accounts", (OTHER_TAX_ID, "006", "0000000016", "ใคร"), "B", "ไม่มีคู่ค้า"),
        ("special_days", ("31 ธ.ค. 2569", "หยุด", "หยุดครึ่งวัน"), "D", "ไม่มีให้เลือก"),
    ],
)
def test_what_a_row_names_must_be_there(office: PracticeOffice, code: str, row: Any, column: str, said: str) -> None:
    answer = send(client_of(office, WHO[code]), code, filled(code, row))
    assert answer.status_code == 422
    fault = answer.context["page"].faults[0]
    assert fault.column.startswith(column) and said in fault.sentence, fault


def test_two_names_for_one_sign_in_name_are_a_fault_and_a_suspended_one_too(office: PracticeOffice) -> None:
    client = client_of(office, "wilai")
    answer = send(client, "people", filled("people", ("นาย ก", "kor"), ("นาย ข", "kor", *PERSON[2:])))
    assert "เป็นของ นาย ก" in answer.context["page"].faults[0].sentence
    people = register_of(office.organization, PeopleRegister)
    engine.perform(office.wilai, people, "deactivate_person", person=office.porntip, reason="ลาออก")
    answer = send(client, "people", filled("people", (office.porntip.full_name, "porntip")))
    assert "ถูกระงับ" in answer.context["page"].faults[0].sentence


def test_the_engine_s_own_refusals_come_row_by_row_and_nothing_stays(office: PracticeOffice) -> None:
    """A sign-in name is taken by somebody of another office, which no preview of this one may tell."""
    found_practice_office(suffix="2", short_name="อบต.อื่น")
    client, before = client_of(office, "wilai"), entries(office)
    shown = send(client, "people", filled("people", ("นาย ก", "kor"), ("นาย ข", "rattana2"), ("นาย ค", "wilai2")))
    assert counts(shown) == (3, 0, 0)
    answer = confirm(client, "people", shown)
    assert answer.status_code == 422
    assert [(fault.row, fault.sentence) for fault in answer.context["page"].faults] == [(4, "ชื่อผู้ใช้นี้มีแล้ว"), (5, "ชื่อผู้ใช้นี้มีแล้ว")]
    assert (entries(office), User.objects.filter(username="kor").exists()) == (before, False)


def test_grants_that_were_rolled_back_are_not_remembered(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions that a failed file had raised are given out again, to other grants."""
    sheet = SHEETS["positions"]
    rows = read(filled("positions", ("กองคลัง", "นักวิชาการพัสดุ", "นายก"), ("กองคลัง", "เจ้าพนักงานจัดเก็บรายได้", "นายก")), sheet)
    register = register_of(office.organization, PeopleRegister)
    seen = snapshot(planned(sheet, register, office.fresh(), rows))
    step_within, calls = engine.step_within, []

    def failing(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 2:
            assert office_of(Organization.objects.get(pk=office.organization.pk)).version > office.organization.grants_version
            raise RuntimeError("the machine stops")
        return step_within(*arguments, **options)

    monkeypatch.setattr(engine, "step_within", failing)
    with pytest.raises(RuntimeError):
        performing.perform(office.wilai, sheet, rows, seen, None)
    assert office.organization.pk not in offices.KEPT
    monkeypatch.setattr(engine, "step_within", step_within)
    engine.perform(office.wilai, register, "add_unit", code="ก", name="ก")
    post = Position.objects.get(title="นักวิชาการพัสดุ")
    assert office_of(office.fresh()).roles[post.group_id] == {(Role.SUPPLIES_OFFICER, None)}


def test_a_row_that_was_refused_leaves_no_grants_for_the_rows_after_it(office: PracticeOffice) -> None:
    """Its savepoint gives its version back, and nothing that was read under it is kept when the next row begins."""
    finance, remembered = office.units["กองคลัง"], []
    post = Command("add_position", {"unit": finance, "title": "นายช่างสำรวจ", "roles": [Role.REQUESTER]})

    def code() -> str:
        remembered.append(office.organization.pk in offices.KEPT)
        return "ก"

    rows = ((3, (post, post)), (4, (Command("add_unit", {"code": code, "name": "ก"}),)))
    plans = [Planned(Row(number, {}), NEW, "", commands=commands) for number, commands in rows]
    with pytest.raises(performing.RowsRefused) as caught, transaction.atomic():
        performing.performed(office.wilai, register_of(office.organization, PeopleRegister), plans, None)
    assert [(fault.row, fault.sentence) for fault in caught.value.faults] == [(3, "หน่วยงานนี้มีตำแหน่งชื่อนี้แล้ว")]
    assert remembered == [False]


def test_an_account_takes_the_place_of_the_one_in_use(office: PracticeOffice) -> None:
    taken(office, "parties", VENDOR)
    first, second = ((TAX_ID, 6, number, "หจก.นาดีเครื่องเขียน") for number in ("0000000016", "0000000024"))
    taken(office, "party_accounts", first)
    shown = send(client_of(office, "theera"), "party_accounts", filled("party_accounts", second))
    assert counts(shown) == (0, 1, 0)
    assert "006-0000000016" in shown.context["page"].changed[0].before
    taken(office, "party_accounts", second)
    assert PartyAccount.objects.get(is_current=True).number == "0000000024"


def test_special_days_come_and_are_corrected(office: PracticeOffice) -> None:
    taken(office, "special_days", ("31/12/2569", "วันหยุดพิเศษ", "วันหยุด"))
    shown = send(client_of(office, "wilai"), "special_days", filled("special_days", ("31 ธ.ค. 2569", "ให้ทำงาน", "วันทำการ")))
    assert [(change.before, change.after) for change in shown.context["page"].changed] == [("วันหยุด วันหยุดพิเศษ", "วันทำการ ให้ทำงาน")]
    confirm(client_of(office, "wilai"), "special_days", shown)
    assert not SpecialDay.objects.get().is_holiday


@pytest.mark.parametrize("code", sorted(SHEETS))
def test_the_example_of_every_template_would_be_read(office: PracticeOffice, code: str) -> None:
    """What the template shows as an example is what the reader takes."""
    sheet = SHEETS[code]
    (row,) = read(filled(code, [column.example for column in sheet.columns]), sheet)
    assert set(row.values) == {column.name for column in sheet.columns}


def test_what_the_template_says_is_never_a_formula(office: PracticeOffice) -> None:
    content = client_of(office, "wilai").get("/import/units/template.xlsx")
    assert "attachment" in content["Content-Disposition"]
    book = load_workbook(io.BytesIO(content.content))
    assert all(cell.data_type == "s" for page in book for line in page.iter_rows() for cell in line if cell.value is not None)


def test_the_register_leads_to_its_sheets_for_those_who_may(office: PracticeOffice) -> None:
    assert "/import/units/" in client_of(office, "wilai").get("/registers/people_register/").content.decode()
    assert "/import/units/" not in client_of(office, "kanda").get("/registers/people_register/").content.decode()


def test_by_an_order_another_may_import_until_its_last_day(office: PracticeOffice) -> None:
    today = clock.today(office.organization)
    order = {"starts_on": today, "ends_on": today, "order_number": "405/2569", "ordered_on": today, "capacity": "in_absence"}
    post = office.wilai.holdings.get().position
    people = register_of(office.organization, PeopleRegister)
    engine.perform(
        office.wilai,
        people,
        "order_acting",
        position=post,
        person=office.somchai,
        proof=Proof(office.wilai.pk, timezone.now()),
        **order,
    )
    client = client_of(office, "somchai")
    shown = send(client, "units", filled("units", *UNITS))
    assert confirm(client, "units", shown).status_code == 302
    engine.perform(office.wilai, people, "end_acting", order=ActingOrder.objects.get(), ends_on=today, reason="กลับมาแล้ว")
    assert client.get("/import/units/").status_code == 200, "its last day still counts"
