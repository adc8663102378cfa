"""The register of official files: its rows are seen and found, and a purchase is opened from one, once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from procurement.contracts_file import read_contracts
from procurement.contracts_register import ContractsRegister
from procurement.models import ContractRecord, PurchaseLine
from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.contracts_files import write_egp, write_egp_lines, write_lao_lines
from tests.procurement.refusals import refused
from tests.workflows.api_caller import Caller
from tests.workflows.page_reader import Reader
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry, Organization
from workflows.practice import PracticeOffice, found_practice_office
from workflows.views.differences import of_entries
from workflows.views.trail import entry_of

REGISTER = "/registers/contracts_register/"
OPENING = "/open/purchase/"
PAPER = {"รหัสโครงการ": "67119000001", "ชื่อโครงการ": "ซื้อวัสดุสำนักงาน จำนวน ๒ รายการ", "ปีงบประมาณ": "2568"}
PHOTO = {
    "รหัสโครงการ": "68019000002", "ชื่อโครงการ": "จ้างถ่ายเอกสาร", "ชื่อประเภทโครงการ": "จ้างเหมาบริการ", "ปีงบประมาณ": "2569",
    "ราคาตกลงซื้อ/จ้าง": "2500.50",
}  # fmt: skip
DRAIN = {
    "รหัสโครงการ": "68019000003", "ชื่อโครงการ": "จ้างก่อสร้างรางระบายน้ำ", "ชื่อประเภทโครงการ": "จ้างก่อสร้าง", "ปีงบประมาณ": "2569",
    "ราคาตกลงซื้อ/จ้าง": "500000.01",
}  # fmt: skip


def take(organization: Organization, path: Path) -> list[ContractRecord]:
    file = read_contracts(path)
    engine.perform(None, register_of(organization, ContractsRegister), "take_file", file=file)
    return list(ContractRecord.objects.filter(organization=organization, file_digest=file.digest).order_by("row_number"))


@pytest.fixture
def records(office: PracticeOffice, tmp_path: Path) -> list[ContractRecord]:
    return take(office.organization, write_egp_lines(tmp_path, PAPER, PHOTO, DRAIN))


def client_of(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(office: PracticeOffice, address: str, who: str = "orathai", status: int = 200) -> str:
    answer = client_of(office, who).get(address)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode().partition('id="h-trail"')[0]


def opening(record: ContractRecord) -> str:
    return f"{OPENING}?record={record.pk}"


def test_the_rows_of_a_file_are_seen_with_their_money_and_kind(office: PracticeOffice, records: list[ContractRecord]) -> None:
    page = read(office, REGISTER)
    Reader(client_of(office, "orathai").get(REGISTER).content.decode())
    for words in (
        "ซื้อวัสดุสำนักงาน จำนวน ๒ รายการ",
        "67119000001",
        "1,480.00",
        "2,500.50",
        "จ้างเหมาบริการ",
        "เฉพาะเจาะจง\u00a0· ปีงบประมาณ 2569",
        "แถวที่ 3",
    ):
        assert words in page
    assert opening(records[0]) in page and opening(records[1]) in page


def test_whoever_may_open_no_purchase_sees_the_rows_without_the_way(office: PracticeOffice, records: list[ContractRecord]) -> None:
    page = read(office, REGISTER, "rattana")
    assert "67119000001" in page and "ยังไม่เปิดเรื่อง" in page and OPENING not in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("วัสดุ", [0]), ("จำนวน 2", [0]), ("๖๗๑๑๙๐๐๐๐๐๑", [0]), ("68019", [1, 2]), ("2569", [1, 2]), ("๒๕๖๘", [0]), ("2569 ถ่าย", [1]),
        ("ทุ่งสมมติ", [0, 1, 2]), ("ไม่มีเลย", []), ("", [0, 1, 2]), ("%", []), ("x" * 400, []),
    ],
)  # fmt: skip
def test_rows_are_found_by_name_number_agency_and_year(
    office: PracticeOffice, records: list[ContractRecord], text: str, found: list[int]
) -> None:
    page = read(office, f"{REGISTER}?q={text.replace('%', '%25')}")
    assert [at for at, record in enumerate(records) if record.project_id in page] == found
    assert ("ไม่พบรายการที่ตรงกัน" in page) is (not found)


def test_a_vendor_is_found_by_the_code_of_the_file(office: PracticeOffice, tmp_path: Path) -> None:
    first, second = {"winner_code": "W001"}, {"project_id": "61017000002", "winner_code": "W002"}
    take(office.organization, write_lao_lines(tmp_path, first, second))
    page = read(office, f"{REGISTER}?q=w๐๐๒")
    assert "61017000002" in page and "61017000001" not in page and "ผู้ขาย W002" in page


def test_a_long_file_comes_by_parts_and_keeps_what_is_looked_for(
    office: PracticeOffice, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    records = take(office.organization, write_egp(tmp_path / "long.csv", 120))
    for number, shown in ((1, records[:50]), (3, records[100:])):
        page = read(office, f"{REGISTER}?page0={number}")
        assert [record.project_id for record in records if record.project_id in page] == [record.project_id for record in shown]
    assert "q=2568&amp;page0=2" in read(office, f"{REGISTER}?q=2568")
    with django_assert_max_num_queries(30):
        client_of(office, "orathai").get(f"{REGISTER}?page0=2")


def test_the_form_begins_with_what_the_row_knows(office: PracticeOffice, records: list[ContractRecord]) -> None:
    page = Reader(read(office, opening(records[1])))
    assert page.all("input", name="title")[0]["value"] == "จ้างถ่ายเอกสาร"
    assert page.all("input", name="lines-0-item")[0]["value"] == "จ้างถ่ายเอกสาร"
    assert page.all("input", name="lines-0-unit_price_baht")[0]["value"] == "2500.50"
    assert "selected" in page.all("option", value="services")[0] and "selected" not in page.all("option", value="goods")[0]
    assert page.all("input", type="hidden", name="record")[0]["value"] == str(records[1].pk)
    assert "รายการในแฟ้มที่เปิดเรื่องนี้" in page.told["h-facts"] and "เทศบาลตำบลทุ่งสมมติ" in read(office, opening(records[1]))


def typed(record: ContractRecord | None, **changes: str) -> dict[str, str]:
    return {
        "title": "จ้างถ่ายเอกสารไตรมาสแรก", "kind": "services", "road": "order", "need": "ของเดิมหมด",
        "needed_by": (timezone.localdate() + timedelta(days=60)).isoformat(), "lines-0-item": "ถ่ายเอกสาร", "lines-0-unit_name": "งาน",
        "lines-0-quantity": "1", "lines-0-unit_price_baht": "2600.00", "record": str(record.pk) if record else "", **changes,
    }  # fmt: skip


def test_a_purchase_keeps_its_row_and_the_trail_says_it(office: PracticeOffice, records: list[ContractRecord]) -> None:
    answer = client_of(office, "orathai").post(OPENING, typed(records[1]))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    purchase = Purchase.objects.get()
    assert (purchase.record_id, purchase.title, f"{purchase.amount_baht}") == (records[1].pk, "จ้างถ่ายเอกสารไตรมาสแรก", "2600.00")
    source = f"โครงการ 68019000002 แฟ้ม {records[1].file_digest[:8]} แถวที่ 3"
    assert source in read(office, f"/case/{purchase.case_id}/")
    born = JournalEntry.objects.get(document=purchase.pk)
    (change,) = entry_of(born, of_entries([born]).get(born.pk, ())).changes
    assert (change.label, change.before, change.after) == ("เปิดจากทะเบียนสัญญาจากแฟ้มทางการ", "–", source)
    page = read(office, REGISTER)
    assert opening(records[1]) not in page and f"/case/{purchase.case_id}/" in page and opening(records[0]) in page


def from_record(walk: Walk, record: ContractRecord) -> Walk:
    return Walk(walk.office, walk.need, record=record)


def test_a_row_has_one_purchase_until_it_is_called_off(walk: Walk, records: list[ContractRecord]) -> None:
    first, second = from_record(walk, records[0]), from_record(walk, records[0])
    first.open()
    error = refused("RECORD_TAKEN", second.open)
    assert first.purchase.case.number in error.refusals[0].sentence and error.status == 409
    page = read(walk.office, opening(records[0]), status=409)
    assert (
        first.purchase.case.number in page
        and f'href="/case/{first.purchase.case_id}/"' in page
        and "<form" not in page.partition("<main")[2]
    )
    first.perform("orathai", "submit_request")
    first.perform("somchai", "return_request", reason="แก้ราคา")
    refused("RECORD_TAKEN", second.open)
    first.perform("somchai", "withdraw_request", reason="ไม่ใช้แล้ว")
    assert second.open().record_id == records[0].pk == Purchase.objects.get(pk=first.purchase.pk).record_id


@pytest.mark.parametrize(
    ("who", "step", "state"), [("boonmee", "cancel_purchase", State.BUDGETING), ("boonmee", "refuse_purchase", State.APPROVING)]
)
def test_a_purchase_that_the_head_ends_frees_its_row(
    walk: Walk, records: list[ContractRecord], who: str, step: str, state: str
) -> None:
    first = from_record(walk, records[0])
    first.to(state)
    first.perform(who, step, reason="ไม่อนุมัติ")
    assert from_record(walk, records[0]).open().state == State.DRAFT


def test_two_who_open_from_one_row_are_kept_apart_by_the_database(
    walk: Walk, records: list[ContractRecord], monkeypatch: Any
) -> None:
    from_record(walk, records[0]).open()
    monkeypatch.setattr("procurement.queries.living_of", lambda *of: {})
    assert "มีผู้เปิดเรื่องจากรายการนี้ไว้แล้ว" in refused("RECORD_TAKEN", from_record(walk, records[0]).open).refusals[0].sentence


@pytest.mark.parametrize(
    ("changes", "code", "clause"),
    [
        ({"กลุ่มวิธีจัดซื้อฯ": "คัดเลือก"}, "NO_ROAD", "มาตรา 56 (1)"),
        ({"กลุ่มวิธีจัดซื้อฯ": "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"}, "NO_ROAD", "ข้อ 43–59"),
        ({"กลุ่มวิธีจัดซื้อฯ": "ตลาดอิเล็กทรอนิกส์ (e-market)"}, "NO_ROAD", "ข้อ 29–42"),
        ({"กลุ่มวิธีจัดซื้อฯ": "สอบราคา"}, "NO_ROAD", "ข้อ 61–73"),
        ({"กลุ่มวิธีจัดซื้อฯ": "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง"}, "NO_ROAD", "กฎกระทรวง"),
        ({"ชื่อโครงการ": "จ้างออกแบบอาคารเรียน", "ชื่อประเภทโครงการ": "จ้างออกแบบ"}, "NO_ROAD", "กฎกระทรวง"),
        ({"กลุ่มวิธีจัดซื้อฯ": "ตกลงราคา"}, "NO_ROAD", "แนวปฏิบัติ"),
        ({"กลุ่มวิธีจัดซื้อฯ": "วิธีที่ไม่มีใครรู้จัก"}, "NO_ROAD", "แนวปฏิบัติ"),
        ({"ราคาตกลงซื้อ/จ้าง": "500000.01"}, "OVER_SPECIFIC_METHOD_LIMIT", "กฎกระทรวง"),
        ({"ราคาตกลงซื้อ/จ้าง": "-", "ราคากลาง(บาท)": "500001"}, "OVER_SPECIFIC_METHOD_LIMIT", "กฎกระทรวง"),
        ({"ราคาตกลงซื้อ/จ้าง": "500000"}, "", ""),
        ({"ราคาตกลงซื้อ/จ้าง": "-", "ราคากลาง(บาท)": "-", "งบประมาณ(บาท)": "-"}, "", ""),
    ],
)  # fmt: skip
def test_what_has_no_road_here_is_said_by_its_name_in_the_table_and_at_the_door(
    walk: Walk, tmp_path: Path, changes: dict[str, str], code: str, clause: str
) -> None:
    (record,) = take(walk.office.organization, write_egp_lines(tmp_path, changes))
    page = read(walk.office, REGISTER)
    assert ("เปิดเรื่องที่นี่ไม่ได้" in page) is bool(code) and (opening(record) in page) is (not code) and clause in page
    if not code:
        assert from_record(walk, record).open().state == State.DRAFT
        return
    assert clause in refused(code, from_record(walk, record).open).refusals[0].basis
    assert f'data-code="{code}"' in read(walk.office, opening(record), status=422)


def test_an_english_page_says_in_english_why_a_row_has_no_road_here(office: PracticeOffice, tmp_path: Path) -> None:
    take(office.organization, write_egp_lines(tmp_path, {"กลุ่มวิธีจัดซื้อฯ": "คัดเลือก"}))
    client = client_of(office, "orathai")
    client.cookies.load({"django_language": "en"})
    page = client.get(REGISTER).content.decode()
    assert "This system has no steps yet for the selection method" in page and "ระบบนี้ยังไม่มีขั้นตอน" not in page


def test_a_row_of_another_office_is_not_there(walk: Walk, records: list[ContractRecord], tmp_path: Path) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    (strange,) = take(other.organization, write_egp_lines(tmp_path, {"รหัสโครงการ": "68029000009"}))
    assert "68029000009" not in read(walk.office, REGISTER) and "68029000009" in read(other, REGISTER, "orathai")
    for key in (strange.pk, "nothing", "00000000-0000-0000-0000-000000000000"):
        assert client_of(walk.office, "orathai").get(f"{OPENING}?record={key}").status_code == 404
        assert client_of(walk.office, "orathai").post(OPENING, typed(None) | {"record": str(key)}).status_code == 404
    refused("WRONG_INPUT", from_record(walk, strange).open)
    assert not Purchase.objects.exists()


def test_what_was_typed_is_kept_when_the_form_is_refused(office: PracticeOffice, records: list[ContractRecord]) -> None:
    answer = client_of(office, "orathai").post(OPENING, typed(records[1], need=""))
    page = Reader(answer.content.decode())
    assert answer.status_code == 422
    assert page.all("input", name="title")[0]["value"] == "จ้างถ่ายเอกสารไตรมาสแรก"
    assert page.all("input", name="lines-0-unit_price_baht")[0]["value"] == "2600.00"
    assert page.all("input", type="hidden", name="record")[0]["value"] == str(records[1].pk)


def test_a_purchase_from_no_row_is_content_as_it_was_before_there_were_rows(walk: Walk, records: list[ContractRecord]) -> None:
    from workflows.content import facts

    walk.open()
    assert "record_id" not in facts(Purchase.objects.get(pk=walk.purchase.pk)) and walk.purchase.live_record is None
    other = from_record(walk, records[0])
    other.open()
    assert facts(Purchase.objects.get(pk=other.purchase.pk))["record_id"] == records[0].pk
    assert PurchaseLine.objects.filter(document=other.purchase.pk).exists()


@pytest.mark.parametrize(("is_own", "proposed"), [(True, {"system_number": "67119000001"}), (False, {})])
def test_the_number_in_e_gp_is_proposed_where_the_project_is_the_offices_own(
    walk: Walk, tmp_path: Path, is_own: bool, proposed: dict[str, str]
) -> None:
    agency = walk.office.organization.name if is_own else "เทศบาลตำบลทุ่งสมมติ"
    (record,) = take(walk.office.organization, write_egp_lines(tmp_path, {"ชื่อหน่วยงาน": agency}))
    purchase = from_record(walk, record).open()
    steps = {step.name: step for step in (Purchase.enter_egp_project.declared, Purchase.enter_egp_contract.declared)}
    assert purchase.proposed(steps["enter_egp_project"]) == proposed and purchase.proposed(steps["enter_egp_contract"]) == {}


def test_the_api_names_the_field_and_opens_once(office: PracticeOffice, records: list[ContractRecord]) -> None:
    caller = Caller(office, "orathai")
    schema = caller.get("/api/v1/schema.json").json()["paths"]["/api/v1/purchase"]["post"]["requestBody"]["content"]
    field = schema["application/json"]["schema"]["properties"]["record"]
    assert (field["type"], field["format"]) == ("string", "uuid") and "เปิดได้ครั้งเดียว" in field["description"]
    assert "record" not in schema["application/json"]["schema"]["required"]
    line = {"item": "กระดาษ", "unit_name": "รีม", "quantity": "1", "unit_price_baht": "1480.00"}
    facts = {
        "unit": str(office.units["กองช่าง"].pk), "title": "ซื้อกระดาษ", "kind": "goods", "road": "order", "need": "หมด",
        "needed_by": (timezone.localdate() + timedelta(days=9)).isoformat(), "lines": [line],
    }  # fmt: skip
    opened = caller.post("/api/v1/purchase", **facts, record=str(records[0].pk))
    assert (opened.status_code, opened.json()["content"]["record"]) == (201, str(records[0].pk))
    again = caller.post("/api/v1/purchase", **facts, record=str(records[0].pk))
    assert (again.status_code, [one["code"] for one in again.json()["refusals"]]) == (409, ["RECORD_TAKEN"])
    above = caller.post("/api/v1/purchase", **facts, record=str(records[2].pk))
    assert (above.status_code, [one["code"] for one in above.json()["refusals"]]) == (422, ["OVER_SPECIFIC_METHOD_LIMIT"])
    for strange in ("x", ["x"], {"a": 1}, "00000000-0000-0000-0000-000000000000"):
        assert caller.post("/api/v1/purchase", **facts, record=strange).status_code == 404
    assert caller.post("/api/v1/purchase", **facts).json()["content"]["record"] is None


def test_no_number_is_proposed_for_a_purchase_from_no_row(walk: Walk) -> None:
    assert walk.open().proposed(Purchase.enter_egp_project.declared) == {}
