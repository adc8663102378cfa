"""What the forms of a purchase give beside the boxes: the sum as typed, the money that is free, usual wordings, and the way to a missing vendor."""

import re
from typing import Any

import pytest
from django.test import Client

from procurement.asks import ENDORSED, USUAL_METHOD
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.workflows.api_caller import Caller
from tests.workflows.page_reader import Reader
from workflows.adding_up import sum_baht
from workflows.founding import register_of
from workflows.models import Party
from workflows.procedure import PROCEDURES
from workflows.registers.parties import PartyRegister

VENDOR = {"kind": "juristic", "name": "ร้านใหม่", "tax_id": "0994000000014", "address": "", "is_vat_registered": "on"}


def address(walk: Walk, step: str) -> str:
    return f"/do/purchase/{walk.purchase.pk}/{step}/"


def plain_text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([{"quantity": "3", "unit_price_baht": "33.33"}, {"quantity": "1", "unit_price_baht": "0.01"}], "100.00"),
        ([{"quantity": "0.5", "unit_price_baht": "0.01"}], "0.01"),
        ([{"quantity": "0.333", "unit_price_baht": "1,000.00"}], "333.00"),
        ([{"quantity": "๒", "unit_price_baht": "๑๐.๕๐"}], "21.00"),
        (
            [
                {"quantity": "สอง", "unit_price_baht": "10"},
                {"quantity": "", "unit_price_baht": ""},
                {"quantity": "NaN", "unit_price_baht": "1"},
            ],
            "0.00",
        ),
        ([], "0.00"),
    ],
)
def test_rows_are_added_up_to_the_satang_and_what_is_no_number_counts_nothing(rows: list[dict[str, str]], total: str) -> None:
    assert str(sum_baht(rows, ("quantity", "unit_price_baht"))) == total


def test_a_request_says_what_its_items_come_to_beside_the_money_of_its_unit(walk: Walk) -> None:
    walk.to(State.DRAFT)
    text = plain_text(signed_in(walk.office, "orathai").get(address(walk, "edit_request")))
    assert "รวม <b>37,000.00</b> บาท" in text and "คงเหลือ" in text and "data-factor" in text
    typed = {
        "_add_up": "lines",
        "lines-0-item": "สี",
        "lines-0-unit_name": "ถัง",
        "lines-0-quantity": "3",
        "lines-0-unit_price_baht": "33.33",
    }
    again = signed_in(walk.office, "orathai").post(address(walk, "edit_request"), typed)
    assert again.status_code == 200 and "รวม <b>99.99</b> บาท" in plain_text(again)
    assert walk.purchase.version == type(walk.purchase).objects.get(pk=walk.purchase.pk).version


def test_a_new_request_adds_up_too(walk: Walk) -> None:
    answer = signed_in(walk.office, "orathai").post(
        "/open/purchase/", {"_add_up": "lines", "lines-0-quantity": "2", "lines-0-unit_price_baht": "10.50"}
    )
    assert "รวม <b>21.00</b> บาท" in plain_text(answer)


def test_the_quotation_is_added_up_from_the_quantities_that_were_asked_for(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    sent = {
        "_add_up": "prices", "prices-0-position": "1", "prices-0-agreed_unit_price_baht": "119.50", "prices-1-position": "2",
        "prices-1-agreed_unit_price_baht": "2499.99",
    }  # fmt: skip
    text = plain_text(signed_in(walk.office, "duangjai").post(address(walk, "report_result"), sent))
    assert "รวม <b>36,949.90</b> บาท" in text and "วงเงินที่เห็นชอบ และจองไว้แล้ว" in text and 'data-times="100"' in text


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [
        (State.DRAFT, "orathai", "submit_request"),
        (State.REPORTING, "duangjai", "report_need"),
        (State.ORDERING, "duangjai", "prepare_order"),
    ],
)
def test_what_is_shown_of_the_items_is_added_up_beside_what_is_free(walk: Walk, state: State, who: str, step: str) -> None:
    walk.to(state)
    page = signed_in(walk.office, who).get(address(walk, step)).context["page"]
    told = {pair.label: pair.value for pair in page.decisive}
    assert told["รวมทุกรายการ (บาท)"] == "37,000.00"
    assert any(label.endswith("คงเหลือ") for label in told)


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [
        (State.REPORTED, "rattana", "endorse_report"),
        (State.ENDORSED, "wilai", "pass_report"),
        (State.RESULT_REPORTED, "rattana", "endorse_result"),
    ],
)
def test_an_opinion_is_one_s_own_and_its_usual_wordings_stand_beside_an_empty_box(
    walk: Walk, state: State, who: str, step: str
) -> None:
    walk.to(state)
    client = signed_in(walk.office, who)
    page = client.get(address(walk, step)).content.decode()
    read = Reader(page)
    assert read.told.get("id_reason", "").strip() == ""
    assert [button["value"] for button in read.all("button", name="_word")] == ["reason:0", "reason:1", "reason:2"]
    taken = client.post(address(walk, step), {"_word": "reason:0", "reason": "", "_version": walk.purchase.version})
    assert taken.status_code == 200 and Reader(taken.content.decode()).told["id_reason"].strip() == ENDORSED
    more = client.post(address(walk, step), {"_word": "reason:2", "reason": "ราคาเหมาะสม", "_version": walk.purchase.version})
    assert Reader(more.content.decode()).told["id_reason"].strip() == "ราคาเหมาะสม เพื่อโปรดพิจารณา"
    strange = client.post(address(walk, step), {"_word": "reason:99", "reason": "ของฉัน"})
    assert Reader(strange.content.decode()).told["id_reason"].strip() == "ของฉัน"
    assert type(walk.purchase).objects.get(pk=walk.purchase.pk).state == state


def test_the_report_offers_the_usual_method_and_criteria_beside_empty_boxes(walk: Walk) -> None:
    walk.to(State.REPORTING)
    client = signed_in(walk.office, "duangjai")
    read = Reader(client.get(address(walk, "report_need")).content.decode())
    assert (read.told.get("id_method_reason", "").strip(), read.told.get("id_criteria", "").strip()) == ("", "")
    assert [button["value"] for button in read.all("button", name="_word")] == ["method_reason:0", "criteria:0"]
    typed = {"_word": "method_reason:0", "method_reason": "", "criteria": "เกณฑ์ของฉัน", "_version": walk.purchase.version}
    taken = Reader(client.post(address(walk, "report_need"), typed).content.decode())
    assert taken.told["id_method_reason"].strip() == USUAL_METHOD and taken.told["id_criteria"].strip() == "เกณฑ์ของฉัน"
    assert not any(letter.isdigit() for letter in USUAL_METHOD), "a clause stands in the law files"


def test_a_delivery_says_of_each_line_what_was_ordered_and_what_may_still_come(walk: Walk) -> None:
    walk.to(State.ORDERED)
    first = plain_text(signed_in(walk.office, "duangjai").get(address(walk, "record_delivery")))
    assert "กระดาษ A4 สั่ง 100 รีม ยังรับได้ 100" in first
    walk.deliver(quantities={1: "40"})
    then = plain_text(signed_in(walk.office, "duangjai").get(address(walk, "record_delivery")))
    assert "กระดาษ A4 สั่ง 100 รีม ยังรับได้ 60" in then and "หมึกพิมพ์ สั่ง 10 กล่อง ยังรับได้ 10" in then


def test_no_step_of_any_procedure_proposes_an_opinion_or_a_reason() -> None:
    words = ("reason", "opinion", "statement", "report", "award_reason", "need", "finding")
    found = [
        (procedure.code, step.name, name)
        for procedure in PROCEDURES.values()
        for step in procedure.steps.values()
        for name, field in step.fields.items()
        if name in words and field.initial
    ]
    assert found == []


def test_programs_are_told_the_usual_wordings_the_factors_and_the_money_beside(walk: Walk) -> None:
    walk.to(State.REPORTED)
    told = signed_in(walk.office, "rattana").get(f"/api/v1/purchase/{walk.purchase.pk}").json()
    (step,) = [one for one in told["steps"] if one["name"] == "endorse_report"]
    assert step["fields"]["reason"]["usual"][0] == ENDORSED
    walk.to(State.NEGOTIATING)
    told = signed_in(walk.office, "duangjai").get(f"/api/v1/purchase/{walk.purchase.pk}").json()
    (step,) = [one for one in told["steps"] if one["name"] == "report_result"]
    assert step["fields"]["prices"]["worth"] == ["quantity", "agreed_unit_price_baht"]
    assert step["fields"]["prices"]["beside"][0] == {"label": "วงเงินที่เห็นชอบ และจองไว้แล้ว", "amount_baht": "37000.00"}
    assert step["fields"]["vendor"]["added_by"] == "party_register.add_party"


def aside(client: Client, walk: Walk) -> Any:
    typed = {"_aside": "vendor", "quotation_number": "QT-77", "award_reason": "ราคาต่ำสุด", "_password": "กุญแจใต้พรม"}
    return client.post(address(walk, "report_result"), typed)


def test_a_vendor_that_is_missing_is_added_in_the_register_and_the_form_is_found_as_it_was_left(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    client = signed_in(walk.office, "duangjai")
    assert 'name="_aside"' in client.get(address(walk, "report_result")).content.decode()
    register = register_of(walk.office.organization, PartyRegister)
    away = aside(client, walk)
    assert away.status_code == 302 and away["Location"].startswith(f"/do/party_register/{register.pk}/add_party/?back=")
    assert address(walk, "report_result") in client.get(away["Location"]).content.decode(), "the way back without adding anybody"
    back = client.post(away["Location"], VENDOR)
    assert (back.status_code, back["Location"]) == (302, address(walk, "report_result"))
    page = client.get(back["Location"]).content.decode()
    assert "QT-77" in page and "ราคาต่ำสุด" in page and "ร้านใหม่" in page and "กุญแจใต้พรม" not in page
    assert Party.objects.filter(name="ร้านใหม่").exists()
    assert type(walk.purchase).objects.get(pk=walk.purchase.pk).state == State.NEGOTIATING


@pytest.mark.parametrize("back", ["https://example.com/do/", "//example.com/do/", "/accounts/", "/do/\\example.com"])
def test_the_way_back_leads_to_a_form_of_ours_or_to_the_register(walk: Walk, back: str) -> None:
    client = signed_in(walk.office, "duangjai")
    register = register_of(walk.office.organization, PartyRegister)
    answer = client.post(f"/do/party_register/{register.pk}/add_party/?back={back}", VENDOR)
    assert answer.status_code == 302 and answer["Location"] == "/registers/party_register/"


def test_whoever_may_not_add_a_vendor_reads_who_may(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    page = signed_in(walk.office, "boonmee").get(address(walk, "report_result")).content.decode()
    assert 'name="_aside"' not in page and "ไม่มีในรายการ ให้" in page and "เพิ่มในทะเบียนคู่ค้า" in page


def test_a_day_in_a_row_is_said_in_the_buddhist_era(walk: Walk) -> None:
    """What the browser's calendar shows in the common era; a wrong rate brings the form back with what was typed."""
    walk.to(State.ORDERING)
    typed = {"instalments-0-amount_baht": "37000.00", "instalments-0-due_on": "2026-12-15", "fine_percent_per_day": "9"}
    page = signed_in(walk.office, "duangjai").post(address(walk, "prepare_order"), typed).content.decode()
    assert '<p class="hint" id="id_instalments-0-due_on_be">15 ธันวาคม 2569</p>' in page
    proposed = signed_in(walk.office, "duangjai").get(address(walk, "prepare_order")).content.decode()
    assert re.search(r'id="id_instalments-0-due_on_be">\d{1,2} [ก-๙]+ 25\d\d</p>', proposed)


CLOSED = {
    "contract": "มาตรา 93",
    "buy_first": "ว 119",
    "urgent": "ข้อ 79 วรรคสอง",
    "consultant": "วงเงิน",
    "other_ground": "มาตรา 56 (2)",
}


@pytest.mark.parametrize("typed", [None, "order", "contract", "nothing"])
def test_only_the_agreement_that_has_a_road_can_be_chosen_and_the_others_say_why_not(walk: Walk, typed: str | None) -> None:
    client = signed_in(walk.office, "orathai")
    answer = client.get("/open/purchase/") if typed is None else client.post("/open/purchase/", {"road": typed, "title": "ก"})
    page = Reader(answer.content.decode())
    radios = {radio["value"]: radio for radio in page.all("input", type="radio", name="road")}
    assert list(radios) == ["order", *CLOSED]
    assert [value for value, radio in radios.items() if "checked" in radio] == ["order"]
    assert [value for value, radio in radios.items() if "disabled" in radio] == list(CLOSED)
    for value, clause in CLOSED.items():
        told = page.told[radios[value]["aria-describedby"]]
        assert "ระบบนี้ยังไม่มีขั้นตอน" in told and clause in told, told
    assert "aria-describedby" not in radios["order"]


def test_the_api_offers_it_alone_and_still_refuses_the_others_by_name(walk: Walk) -> None:
    caller = Caller(walk.office, "orathai")
    offered = caller.get("/api/v1/purchase/steps/open_request/choices/road").json()["rows"]
    assert [row["value"] for row in offered] == ["order"]
    lines = [{"item": "ก", "unit_name": "งาน", "quantity": "1", "unit_price_baht": "10.00"}]
    need = {"title": "ก", "kind": "goods", "road": "contract", "need": "ก", "needed_by": "2027-01-31", "lines": lines}
    answer = caller.post("/api/v1/purchase", unit=str(walk.office.units["กองช่าง"].pk), **need)
    assert answer.status_code == 422
    assert [(one["code"], one["field"]) for one in answer.json()["refusals"]] == [("NO_ROAD", "road")]


@pytest.mark.parametrize(
    ("language", "names"),
    [("th", ["กระดาษ A4 100 รีม", "หมึกพิมพ์ 10 กล่อง"]), ("en", ["กระดาษ A4, 100 รีม", "หมึกพิมพ์, 10 กล่อง"])],
)
def test_what_a_row_is_called_in_an_attribute_is_plain_words(walk: Walk, language: str, names: list[str]) -> None:
    """A mark of language or of a name that does not break would end the attribute, and its rest would stand on the page."""
    walk.to(State.NEGOTIATING)
    client = signed_in(walk.office, "duangjai")
    client.cookies["django_language"] = language
    rows = Reader(client.get(address(walk, "report_result")).content.decode()).all("div", role="group")
    assert [row["aria-label"] for row in rows] == names
