"""What is typed or pasted, on pages and over the API, in every form: text is kept as it is shown, and nothing else is taken for text or for a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms

from procurement.models import PurchaseLine
from procurement.purchase import Purchase
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.procurement.conftest import COMMITTEE, INK, PAPER
from tests.workflows.api_caller import Caller
from tests.workflows.registering import act, browser
from workflows.forms import RowsField, raw
from workflows.founding import register_of
from workflows.letters import tidied, tidied_lines
from workflows.models import Case, Unit
from workflows.practice import found_practice_office, set_day
from workflows.procedure import PROCEDURES
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.typed import asks_text

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)
FIRST, LAST = date(1957, 1, 1), date(2037, 9, 30)  # ๑ ม.ค. ๒๕๐๐, and the end of the fiscal year 2580
TURNED = "ซื้อ\u202eกระดาษ\u202c"  # what follows the mark is shown from right to left
PASTED = " ซื้อ\u202eกระดาษ\u2066\u200b\u001b\u0007\r\nA4\t\v80 แกรม\u00a0\ufeff"


@pytest.fixture
def walk(db: None) -> Walk:
    """In an office on a practice clock."""
    office = found_practice_office(is_practice=True, practice_today=DAY)
    vendors, lines = furnish(office)
    return Walk(office, Need("ซื้อวัสดุสำนักงาน", (PAPER, INK), vendors[0], lines[1], members=COMMITTEE))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (PASTED, "ซื้อกระดาษ A4 80 แกรม"),
        ("น้ำ\u200bผึ้ง\u200cก่ำ\u200dแก้ว", "น้ำผึ้งก่ำแก้ว"),
        ("กำหนด ๓๐ วัน", "กำหนด ๓๐ วัน"),
        ("ก\u2028ข\u0085ค\x1bง", "ก ข คง"),
        ("\u200b\u202e \x07", ""),
    ],
)
def test_one_line_is_kept_as_it_is_shown(typed: str, kept: str) -> None:
    assert tidied(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("หนึ่ง\r\nสอง\rสาม\n\n  สี่", "หนึ่ง\nสอง\nสาม\n\n  สี่"),
        ("หนึ่ง\vสอง\u2028สาม\u2029สี่", "หนึ่ง\nสอง\nสาม\nสี่"),
        ("ราคา\t\u202e100\u202c\u200b บาท\x1b[31m\x07", "ราคา 100 บาท[31m"),
    ],
)
def test_a_text_of_lines_keeps_its_lines_and_loses_what_is_not_shown(typed: str, kept: str) -> None:
    assert tidied_lines(typed) == kept


def texts() -> Iterator[tuple[str, forms.Field]]:
    """Every field of text that a step, a register or a row asks for."""
    for procedure in PROCEDURES.values():
        for step in procedure.steps.values():
            for name, field in step.fields.items():
                parts = field.row_form.base_fields if isinstance(field, RowsField) else {name: field}
                yield from (
                    (f"{procedure.qualified(step.name)}.{name}.{part}", made) for part, made in parts.items() if asks_text(made)
                )


def test_every_field_of_text_takes_nothing_that_is_not_shown() -> None:
    found = list(texts())
    assert len(found) > 150
    for name, field in found:
        kept = raw("ก\u202eข\x1bค\r\nง\u200b", field)
        assert kept == ("กขค\nง" if isinstance(field.widget, forms.Textarea) else "กขค ง"), name


def opened(walk: Walk, **changes: Any) -> Any:
    walk.open()
    facts = {
        "title": "ซื้อวัสดุ", "kind": "goods", "road": "order", "need": "ของเดิมหมด", "needed_by": "2027-01-15",
        "lines": [{"item": "กระดาษ", "unit_name": "รีม", "quantity": "1", "unit_price_baht": "100"}],
    }  # fmt: skip
    return f"/api/v1/purchase/{walk.purchase.pk}/steps/edit_request", {"version": walk.purchase.version, **facts, **changes}


def stored(walk: Walk) -> Any:
    return Purchase.objects.get(pk=walk.purchase.pk)


def test_the_api_keeps_what_is_shown_in_fields_and_rows(walk: Walk) -> None:
    row = {"item": PASTED, "unit_name": "รีม\u202e", "quantity": "1", "unit_price_baht": "100"}
    address, body = opened(walk, title=PASTED, need="หนึ่ง\r\nสอง\u202e\x1b", lines=[row])
    answer = Caller(walk.office, "orathai").post(address, **body)
    assert answer.status_code == 200, answer.content.decode()
    found = stored(walk)
    assert (found.title, found.need) == ("ซื้อกระดาษ A4 80 แกรม", "หนึ่ง\nสอง")
    assert [(line.item, line.unit_name) for line in PurchaseLine.objects.filter(document=found.pk)] == [
        ("ซื้อกระดาษ A4 80 แกรม", "รีม")
    ]


def test_a_page_keeps_what_is_shown_and_names_the_case_by_it(walk: Walk) -> None:
    office = walk.office
    typed = {
        "_unit": str(office.units["กองช่าง"].pk), "title": TURNED + "\x1b", "kind": "goods", "road": "order", "need": "หนึ่ง\r\nสอง\u202e",
        "needed_by": "15/01/2570", "lines-0-item": "กระดาษ\u202e", "lines-0-unit_name": "รีม", "lines-0-quantity": "1",
        "lines-0-unit_price_baht": "100",
    }  # fmt: skip
    answer = browser(office, "orathai").post("/open/purchase/", typed)
    assert answer.status_code == 302, answer.content.decode()
    found = Purchase.objects.get()
    assert (found.title, found.need, Case.objects.get(pk=found.case_id).title) == ("ซื้อกระดาษ", "หนึ่ง\nสอง", "ซื้อกระดาษ")


def test_a_page_that_refuses_shows_again_what_would_be_kept(walk: Walk) -> None:
    """The mark would turn what the person reads, and not what is stored."""
    typed = {
        "_unit": str(walk.office.units["กองช่าง"].pk), "title": TURNED, "need": "หนึ่ง\r\nสอง\u202e", "needed_by": "9999-12-31",
        "lines-0-item": "สี\u202eขาว",
    }  # fmt: skip
    answer = browser(walk.office, "orathai").post("/open/purchase/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "\u202e" not in page
    assert all(kept in page for kept in ('value="ซื้อกระดาษ"', "หนึ่ง\nสอง", 'value="สีขาว"', 'value="9999-12-31"'))


def test_a_register_keeps_what_is_shown(walk: Walk) -> None:
    act(walk.office, "add_unit", code="กอง\u202eใหม่", name="กอง\u200bสวัสดิการ\nสังคม", is_finance=False)
    assert Unit.objects.values_list("code", "name").get(name__contains="สวัสดิการ") == ("กองใหม่", "กองสวัสดิการ สังคม")


@pytest.mark.parametrize("value", [["a", "b"], {"a": 1}, float("inf"), 12, 1.5, True, False, []])
@pytest.mark.parametrize("name", ["title", "need", "item"])
def test_what_is_no_text_is_refused_by_the_name_of_the_field(walk: Walk, name: str, value: Any) -> None:
    row = {"item": "กระดาษ", "unit_name": "รีม", "quantity": "1", "unit_price_baht": "100"}
    changes = {"lines": [{**row, "item": value}]} if name == "item" else {name: value}
    address, body = opened(walk, **changes)
    answer = Caller(walk.office, "orathai").post(address, **body)
    assert answer.status_code == 422
    (told,) = answer.json()["refusals"]
    assert (told["code"], told["field"]) == ("WRONG_INPUT", "lines" if name == "item" else name) and told["remedy"]
    if value != []:  # which is nothing at all
        assert "ช่องนี้รับเฉพาะข้อความ" in told["sentence"]
    assert stored(walk).title == "ซื้อวัสดุสำนักงาน"


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (FIRST - timedelta(days=1), False), (FIRST, True), (FIRST + timedelta(days=1), True),
        (LAST - timedelta(days=1), True), (LAST, True), (LAST + timedelta(days=1), False), (date(9999, 12, 31), False),
    ],
)  # fmt: skip
def test_a_day_is_one_of_our_time(walk: Walk, day: date, is_taken: bool) -> None:
    walk.to("ordering")
    rows = [{"amount_baht": walk.purchase.agreed_price_baht, "due_on": day}]
    told: set[str] = set()
    try:
        walk.perform(
            "duangjai", "prepare_order", fine_percent_per_day="0.20", fine_on_whole=False, hinders_traffic=False, instalments=rows
        )
    except Refused as error:
        told = {refusal.sentence for refusal in error.refusals if refusal.code == "WRONG_INPUT"}
    assert (told == set()) is is_taken, told
    if not is_taken:
        assert "1 ม.ค. 2500 ถึง 30 ก.ย. 2580" in told.pop()


def test_the_api_refuses_the_last_day_of_the_calendar_by_the_name_of_the_field(walk: Walk) -> None:
    address, body = opened(walk, needed_by="9999-12-31")
    answer = Caller(walk.office, "orathai").post(address, **body)
    (told,) = answer.json()["refusals"]
    assert (answer.status_code, told["code"], told["field"]) == (422, "WRONG_INPUT", "needed_by")
    assert told["sentence"] == "วันที่ต้องอยู่ระหว่าง 1 ม.ค. 2500 ถึง 30 ก.ย. 2580 ตรวจปี พ.ศ. อีกครั้ง"


@pytest.mark.parametrize(("today", "is_taken"), [(date(2027, 9, 30), False), (date(2027, 10, 1), True)])
def test_the_range_moves_with_the_fiscal_year(walk: Walk, today: date, is_taken: bool) -> None:
    address, body = opened(walk, needed_by="2037-10-01")
    set_day(walk.office, today)
    assert (Caller(walk.office, "orathai").post(address, **body).status_code == 200) is is_taken


def test_an_office_sets_the_years_itself(walk: Walk) -> None:
    office = walk.office
    value = {"law_key": "typed_day.fiscal_years_ahead_max", "in_force_from": DAY, "value": "1", "reason": "ไม่มีสัญญาข้ามปีเกินหนึ่งปี"}
    Walk(office, walk.need, register_of(office.organization, OfficeRegister)).perform("rattana", "set_law_value", **value)
    address, body = opened(walk, needed_by="2028-10-01")
    assert Caller(office, "orathai").post(address, **body).status_code == 422
    assert Caller(office, "orathai").post(address, **{**body, "needed_by": "2028-09-30"}).status_code == 200
