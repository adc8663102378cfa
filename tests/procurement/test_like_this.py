"""เริ่มเรื่องใหม่แบบเดียวกัน: the opening form filled with what an earlier case said, and nothing of it that is decided anew."""

import re
from typing import Any

import pytest

from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_statements import statements
from tests.workflows.api_caller import Caller
from tests.workflows.page_reader import Reader, words_of
from workflows.checks import openings_repeat
from workflows.forms import narrowed
from workflows.models import JournalEntry
from workflows.practice import found_practice_office
from workflows.procedure import PROCEDURES
from workflows.repeating import is_taken, way_to_repeat

LABEL = "เริ่มเรื่องใหม่แบบเดียวกัน"
TITLE = "ซื้อวัสดุสำนักงาน"
NEED = "ของเดิมหมด และจำเป็นต้องใช้ในราชการ"
FILLED = {
    "title": TITLE,
    "lines-0-item": "กระดาษ A4", "lines-0-unit_name": "รีม", "lines-0-quantity": "100", "lines-0-unit_price_baht": "120.00",
    "lines-1-item": "หมึกพิมพ์", "lines-1-unit_name": "กล่อง", "lines-1-quantity": "10", "lines-1-unit_price_baht": "2500.00",
}  # fmt: skip


def case_page(walk: Walk, who: str = "orathai") -> str:
    answer = signed_in(walk.office, who).get(f"/case/{walk.purchase.case_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def way(walk: Walk, who: str = "orathai") -> str:
    """The address to which the page of the case leads; nothing where it offers none."""
    found = re.findall(rf'href="([^"]+)">{LABEL}', case_page(walk, who))
    assert len(found) < 2
    return found[0].replace("&amp;", "&") if found else ""


def opened(walk: Walk, address: str, who: str = "orathai", status: int = 200) -> str:
    answer = signed_in(walk.office, who).get(address)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address_of(walk: Walk) -> str:
    return f"/open/purchase/?like={walk.purchase.pk}&unit={walk.office.units['กองช่าง'].pk}"


def values(page: str) -> dict[str, str]:
    """The value of every box of the form that holds one."""
    boxes = [
        box for box in Reader(page).all("input") if box.get("name", "")[:1] not in ("", "_", "q") and box.get("type") != "radio"
    ]
    return {box["name"]: box["value"] for box in boxes if box.get("value") and box["name"] not in ("csrfmiddlewaretoken", "next")}


@pytest.mark.parametrize("state", [State.DRAFT, State.REPORTED, State.ORDERED])
def test_a_case_under_way_fills_the_form_of_another(walk: Walk, state: str) -> None:
    walk.to(state)
    assert way(walk) == address_of(walk)
    page = opened(walk, address_of(walk))
    assert values(page) == FILLED, "neither a day, a number, a vendor, an order nor money that was agreed"
    assert re.search(rf"<textarea[^>]*name=\"need\"[^>]*>\s*{NEED}</textarea>", page)
    assert "selected" in Reader(page).all("option", value="goods")[0]
    told = words_of(page)
    assert f"เติมตามเรื่อง {walk.purchase.case.number} {TITLE} ตรวจและแก้ได้ทุกช่อง ยังไม่ได้บันทึก" in told
    assert "ต้องกรอกใหม่ทุกครั้ง: ต้องใช้ภายในวันที่" in told and "ไม่ได้นำมา" not in told


@pytest.mark.parametrize(
    ("stop", "who", "step"),
    [
        ("", "orathai", "withdraw_request"),
        (State.BUDGETING, "boonmee", "cancel_purchase"),
        (State.APPROVING, "boonmee", "refuse_purchase"),
    ],
)
def test_so_does_one_that_was_given_up(walk: Walk, stop: str, who: str, step: str) -> None:
    walk.to(stop or State.DRAFT)
    if not stop:
        walk.perform("orathai", "submit_request")
        walk.perform("somchai", "return_request", reason="แก้ราคา")
        who = "somchai"
    walk.perform(who, step, reason="ไม่ใช้แล้ว")
    assert values(opened(walk, way(walk))) == FILLED


def test_what_is_sent_is_an_ordinary_case_of_its_own(walk: Walk) -> None:
    walk.to(State.ORDERED)
    typed = {**FILLED, "kind": "goods", "road": "order", "need": NEED, "needed_by": "2026-12-31", "title": "ซื้อวัสดุสำนักงาน ไตรมาสสอง"}
    page = Reader(opened(walk, address_of(walk)))
    typed |= {name: page.all("input", name=name)[0]["value"] for name in ("_key", "_unit")}
    client = signed_in(walk.office, "orathai")
    short = client.post(address_of(walk), {**typed, "needed_by": ""})
    assert short.status_code == 422 and values(short.content.decode())["title"] == "ซื้อวัสดุสำนักงาน ไตรมาสสอง", "what was typed stays"
    answer = client.post(address_of(walk), typed)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    made = Purchase.objects.exclude(pk=walk.purchase.pk).get()
    assert (made.title, made.state, f"{made.amount_baht}") == ("ซื้อวัสดุสำนักงาน ไตรมาสสอง", State.DRAFT, "37000.00")
    assert (made.vendor, made.budget_line, made.order_number, made.case_id != walk.purchase.case_id) == (None, None, "", True)
    assert [entry.step for entry in JournalEntry.objects.filter(document=made.pk)] == ["open_request"]


@pytest.mark.parametrize("who", ["boonmee", "rattana", "duangjai", "wilai"])
def test_whoever_may_open_none_is_offered_none_and_finds_no_form(walk: Walk, who: str) -> None:
    walk.to(State.DRAFT)
    assert way(walk, who) == ""
    opened(walk, address_of(walk), who, status=404)


@pytest.mark.parametrize(
    ("serves", "served"), [(["กองคลัง", "กองช่าง"], "กองช่าง"), (["กองคลัง"], "กองคลัง"), (["กองคลัง", "สำนักปลัด"], "กองคลัง")]
)
def test_it_is_opened_for_the_same_unit_where_the_person_serves_it(
    walk: Walk, serves: list[str], served: str, monkeypatch: Any
) -> None:
    walk.to(State.DRAFT)
    units = {name: unit.pk for name, unit in walk.office.units.items()}
    purchase = PROCEDURES["purchase"]
    monkeypatch.setattr("workflows.repeating.openings_of", lambda *of: [(purchase, units[name]) for name in serves])
    found = way_to_repeat([walk.purchase], walk.office.organization, ())
    assert found == ("purchase", str(walk.purchase.pk), units[served])
    assert way_to_repeat([], walk.office.organization, ()) is None


def test_a_document_of_another_office_or_procedure_is_not_there(walk: Walk) -> None:
    walk.to(State.DRAFT)
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    stranger = signed_in(other, "orathai")
    assert stranger.get(f"/open/purchase/?like={walk.purchase.pk}").status_code == 404
    assert stranger.get("/open/purchase/").status_code == 200
    for like in ("01a0ad1c-0000-7000-8000-000000000000", "x", ""):
        opened(walk, f"/open/purchase/?like={like}", status=404)
    opened(walk, f"/open/own_transfer/?like={walk.purchase.pk}", "theera", status=404)


def test_nobody_begins_like_a_document_whose_procedure_names_nothing_to_repeat(walk: Walk) -> None:
    walk.to(State.DRAFT)
    opened(walk, f"/open/remittance/?like={walk.purchase.pk}", "porntip", status=404)


def test_a_choice_that_is_no_longer_offered_stays_empty_and_is_told(walk: Walk, monkeypatch: Any) -> None:
    walk.to(State.DRAFT)
    kind = PROCEDURES["purchase"].opening[0].fields["kind"]
    monkeypatch.setattr(kind, "choices", [("services", "จ้างเหมาบริการ"), ("works", "จ้างก่อสร้าง")])
    page = opened(walk, address_of(walk))
    assert values(page) == FILLED and not [option for option in Reader(page).all("option") if "selected" in option]
    assert "ไม่ได้นำมาเพราะเลือกไม่ได้แล้ว ต้องกรอกใหม่: ประเภท" in words_of(page)


def test_a_row_leaves_out_the_cell_that_its_form_takes_no_more(walk: Walk, monkeypatch: Any) -> None:
    walk.to(State.DRAFT)
    columns = PROCEDURES["purchase"].opening[0].fields["lines"].row_form.base_fields
    monkeypatch.setitem(columns, "unit_name", type(columns["unit_name"])(label="หน่วย", max_length=3))
    page = opened(walk, address_of(walk))
    assert values(page) == {name: value for name, value in FILLED.items() if name != "lines-1-unit_name"}
    assert "ต้องกรอกใหม่: รายการ · หน่วย" in words_of(page)


def test_a_budget_line_is_taken_only_while_the_form_would_offer_it(walk: Walk) -> None:
    walk.to(State.BUDGETING)
    field = narrowed(PROCEDURES["purchase"].steps["confirm_budget"].fields["budget_line"], walk.purchase)
    line = walk.need.budget_line
    assert is_taken(field, line.pk)
    field.offered = type(field.offered)(fiscal_year=line.fiscal_year + 1)
    assert not is_taken(field, line.pk), "it is there still, but of another year"
    assert not is_taken(field, "01a0ad1c-0000-7000-8000-000000000000")


@pytest.mark.parametrize(("name", "count"), [("title", 0), ("needed_by", 1), ("record", 0), ("vendor", 1), ("road", 1)])
def test_a_procedure_cannot_declare_to_repeat_what_its_opening_does_not_ask_or_a_day(
    name: str, count: int, monkeypatch: Any
) -> None:
    purchase = PROCEDURES["purchase"]
    monkeypatch.setattr(purchase, "repeats", (name,))
    assert len(list(openings_repeat(purchase))) == count


def test_the_page_of_a_case_asks_the_database_no_more_for_it(walk: Walk, monkeypatch: Any) -> None:
    walk.to(State.ORDERED)
    client, address = signed_in(walk.office, "orathai"), f"/case/{walk.purchase.case_id}/"
    client.get(address)
    with_it = statements(lambda: client.get(address))
    monkeypatch.setattr(PROCEDURES["purchase"], "repeats", ())
    assert LABEL not in client.get(address).content.decode()
    assert statements(lambda: client.get(address)) == with_it


def test_a_machine_reads_what_the_form_would_hold_and_sends_it_as_it_is(walk: Walk) -> None:
    walk.to(State.ORDERED)
    caller, address = Caller(walk.office, "orathai"), f"/api/v1/purchase/{walk.purchase.pk}/like"
    told = caller.get(address).json()
    unit = str(walk.office.units["กองช่าง"].pk)
    lines = [
        {"item": "กระดาษ A4", "unit_name": "รีม", "quantity": "100.000", "unit_price_baht": "120.00"},
        {"item": "หมึกพิมพ์", "unit_name": "กล่อง", "quantity": "10.000", "unit_price_baht": "2500.00"},
    ]
    values = {"title": TITLE, "kind": "goods", "need": NEED, "lines": lines}
    assert told == {"step": "open_request", "unit": unit, "values": values, "gone": [], "anew": ["ต้องใช้ภายในวันที่"]}
    sent = caller.post("/api/v1/purchase", unit=unit, road="order", needed_by="2026-12-31", **told["values"])
    assert (sent.status_code, sent.json()["amount_baht"]) == (201, "37000.00"), sent.content
    assert Caller(walk.office, "boonmee").get(address).status_code == 404
    assert caller.get("/api/v1/purchase/01a0ad1c-0000-7000-8000-000000000000/like").status_code == 404
    assert caller.get(f"/api/v1/remittance/{walk.purchase.pk}/like").status_code == 404
