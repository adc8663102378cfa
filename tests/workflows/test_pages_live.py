"""Every page of the demo office as each officer sees it: it answers, says no English, and keeps what was typed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from procurement.purchase import Purchase
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.procurement.steps import report
from tests.workflows.page_reader import Reader, words_of
from workflows import clock, engine
from workflows.founding import register_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import procedure_of
from workflows.registers.people import PeopleRegister
from workflows.templatetags.dika import grouped

LINES = (("กระดาษ A4", "รีม", "100", "120.00"), ("หมึก", "กล่อง", "2", "2500.00"))


@beginning
def walk() -> Walk:
    office = found_practice_office()
    vendors, lines = furnish(office)
    return Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))


def signed_in(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


PAGES = ("/", "/board/", "/registers/", "/registers/people_register/", "/registers/party_register/", "/registers/budget_register/",
         "/registers/office_register/", "/registers/account_register/", "/registers/standing_orders/", "/setup/", "/central/", "/central/?system=elaas", "/documents/purchase/", "/search/?q=เรือดำน้ำ", "/handbook/", "/handbook/purchase/", "/handbook/people_register/", "/api/")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_every_officer(walk: Walk, page: str) -> None:
    walk.to("reporting")
    for who in ("orathai", "boonmee", "kanda"):
        answer = signed_in(walk.office, who).get(page)
        assert answer.status_code == 200, answer.content
        assert "style=" not in answer.content.decode()
        assert re.findall(r"<script(?![^>]* src=)[^>]*>", answer.content.decode()) == []


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_a_page_without_signing_in(db: None, page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/")


def test_the_case_page_says_where_it_is_who_is_waited_for_and_why_not_you(walk: Walk) -> None:
    purchase = walk.to("reported")
    page = signed_in(walk.office, "rattana").get(f"/case/{purchase.case_id}/").content.decode()
    assert "หัวหน้าเจ้าหน้าที่พิจารณารายงาน" in page and 'aria-current="step"' in page
    assert f"/do/purchase/{purchase.pk}/endorse_report/" in page
    other = signed_in(walk.office, "porntip").get(f"/case/{purchase.case_id}/").content.decode()
    assert "NOT_YOUR_ROLE" in other and "ขั้นตอนที่คุณยังทำไม่ได้" in other


def test_another_office_sees_no_case(walk: Walk) -> None:
    purchase = walk.to("reported")
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    for address in (
        f"/case/{purchase.case_id}/",
        f"/case/{purchase.case_id}/trail/",
        f"/do/purchase/{purchase.pk}/endorse_report/",
    ):
        assert signed_in(other, "rattana").get(address).status_code == 404


def test_a_form_opens_a_purchase_and_the_next_step_moves_it(walk: Walk) -> None:
    from procurement.purchase import Purchase

    client, unit = signed_in(walk.office, "orathai"), walk.office.units["กองช่าง"].pk
    typed = {
        "_key": "k", "_unit": unit, "title": "ซื้อสี", "kind": "goods", "road": "order", "need": "สีหมด", "needed_by": "2026-12-31",
        "lines-0-item": "สีขาว", "lines-0-unit_name": "ถัง", "lines-0-quantity": "2", "lines-0-unit_price_baht": "1,650.00",
    }  # fmt: skip
    answer = client.post("/open/purchase/", typed)
    assert answer.status_code == 302, answer.content.decode()
    purchase = Purchase.objects.get(title="ซื้อสี")
    assert str(purchase.amount_baht) == "3300.00"
    assert client.post("/open/purchase/", typed).status_code == 302
    assert Purchase.objects.filter(title="ซื้อสี").count() == 1
    page = client.get(f"/do/purchase/{purchase.pk}/submit_request/").content.decode()
    assert 'name="_version" value="1"' in page
    assert client.post(f"/do/purchase/{purchase.pk}/submit_request/", {"_version": "1", "_key": "k2"}).status_code == 302


def test_a_form_with_every_field_wrong_keeps_what_was_typed_and_says_all(walk: Walk) -> None:
    client = signed_in(walk.office, "orathai")
    typed = {"_key": "k", "title": "", "kind": "nothing", "road": "contract", "need": "ต้องการ<b>", "needed_by": "วันไหนก็ได้",
             "lines-0-item": "สี", "lines-0-unit_name": "ถัง", "lines-0-quantity": "-1", "lines-0-unit_price_baht": "1.005"}  # fmt: skip
    answer = client.post("/open/purchase/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ต้องการ&lt;b&gt;" in page and "วันไหนก็ได้" in page and 'value="1.005"' in page and 'value="-1"' in page
    assert page.count('class="fault"') >= 4


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-31", "31 ธันวาคม 2569"),
        ("2569-12-31", "31 ธันวาคม 2569"),
        ("31/12/2569", "31 ธันวาคม 2569"),
        ("2569-02-29", ""),
        ("วันไหนก็ได้", ""),
    ],
)
def test_a_refused_form_says_the_day_that_was_meant_in_whichever_era(walk: Walk, typed: str, said: str) -> None:
    page = signed_in(walk.office, "orathai").post("/open/purchase/", {"_key": "k", "needed_by": typed}).content.decode()
    assert f'value="{typed}"' in page and Reader(page).told.get("id_needed_by_be", "").strip() == said


def test_adding_a_row_performs_nothing_and_keeps_the_rest(walk: Walk) -> None:
    client = signed_in(walk.office, "orathai")
    typed = {"_add_row": "lines", "title": "ซื้อสี", "lines-0-item": "สีขาว"}
    page = client.post("/open/purchase/", typed).content.decode()
    assert 'value="สีขาว"' in page and 'name="lines-1-item"' in page and 'value="ซื้อสี"' in page


def test_a_stale_form_is_a_conflict_that_says_who(walk: Walk) -> None:
    purchase = walk.to("reported")
    old = purchase.version
    walk.perform("rattana", "return_report", reason="ขาดใบเสนอราคา")
    walk.to("reported")
    walk.office.rattana.set_password("รหัสที่ถูก 123")
    walk.office.rattana.save(update_fields=["password"])
    typed = {"_version": str(old), "_key": "k", "_password": "รหัสที่ถูก 123", "reason": "เห็นควร"}
    answer = signed_in(walk.office, "rattana").post(f"/do/purchase/{purchase.pk}/endorse_report/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409 and "STALE_VERSION" in page and "นางสาวดวงใจ นาคำ" in words_of(page)


def test_a_stale_form_says_what_has_changed(walk: Walk) -> None:
    purchase = walk.to("reported")
    old = purchase.version
    walk.perform("rattana", "return_report", reason="กำหนดส่งสั้นไป")
    walk.perform("duangjai", "report_need", **report(walk, delivery_days=45))
    page = signed_in(walk.office, "rattana").post(
        f"/do/purchase/{purchase.pk}/endorse_report/", {"_version": str(old), "_key": "k"}
    )
    read = Reader(page.content.decode())
    changed = page.content.decode().partition("ส่วนที่ต่าง")[2].partition("</table>")[0]
    assert read.all("section", aria_labelledby="h-stale") and "<b>45</b>" in changed, changed


def test_a_signature_on_a_page_shows_what_is_signed(walk: Walk) -> None:
    purchase = walk.to("approving")
    page = signed_in(walk.office, "boonmee").get(f"/do/purchase/{purchase.pk}/approve_report/").content.decode()
    read = Reader(page)
    assert "17,000.00 บาท" in page and "หนึ่งหมื่นเจ็ดพันบาทถ้วน" in page and "หมึก" in page
    assert grouped(purchase.content_hash[:16]) in page
    assert read.all("form", id="signature") and read.all("input", name="_password")
    assert read.all("a", href=f"/do/purchase/{purchase.pk}/return_report/"), "what else the person may do"


def test_the_board_counts_what_soon_falls_due_on_every_page(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    from workflows.views import board

    walk.to("reported")
    Walk(walk.office, walk.need).to("reported")
    monkeypatch.setattr(board, "PAGE_ROWS", 1)
    page = signed_in(walk.office, "boonmee").get("/board/?page=2").content.decode()
    assert "ใกล้ครบกำหนด 2" in page


def test_the_bar_says_in_whose_stead_a_person_acts_today(walk: Walk) -> None:
    today = clock.today(walk.office.organization)
    order = {"capacity": "in_absence", "starts_on": today, "ends_on": today, "order_number": "405/2569", "ordered_on": today}
    position = walk.office.boonmee.holdings.get().position
    engine.perform(
        walk.office.wilai, register_of(walk.office.organization, PeopleRegister), "order_acting", position=position,
        person=walk.office.theera, matters=[], ceiling_baht=None, **order,
    )  # fmt: skip
    page = signed_in(walk.office, "theera").get("/board/").content.decode()
    assert "วันนี้ทำในนาม รักษาราชการแทน นายกองค์การบริหารส่วนตำบล" in page
    assert "วันนี้ทำในนาม" not in signed_in(walk.office, "kanda").get("/board/").content.decode()


def test_a_signature_on_a_page_needs_the_password(walk: Walk) -> None:
    purchase = walk.to("approving")
    client = signed_in(walk.office, "boonmee")
    walk.office.boonmee.set_password("รหัสที่ถูก 123")
    walk.office.boonmee.save(update_fields=["password"])
    client.force_login(walk.office.boonmee, backend="django.contrib.auth.backends.ModelBackend")
    send = lambda password: client.post(
        f"/do/purchase/{purchase.pk}/approve_report/", {"_version": purchase.version, "_password": password}
    )
    assert "PASSWORD_NEEDED" in send("").content.decode()
    assert "WRONG_PASSWORD" in send("ผิด").content.decode()
    assert send("รหัสที่ถูก 123").status_code == 302


def test_sign_in_tells_a_failure_in_thai_and_slows_those_that_follow(walk: Walk) -> None:
    client = Client()
    first = client.post("/sign-in/", {"username": "wilai", "password": "x"})
    assert "รหัสผ่านไม่ถูกต้อง" in first.content.decode()
    answers: list[Any] = [client.post("/sign-in/", {"username": "wilai", "password": "x"}) for _ in range(6)]
    assert answers[-1].status_code == 429 and "วินาที" in answers[-1].content.decode()


def test_the_trail_page_verifies_what_it_shows(walk: Walk) -> None:
    purchase = walk.to("reported")
    page = signed_in(walk.office, "boonmee").get(f"/case/{purchase.case_id}/trail/").content.decode()
    assert "ลูกโซ่ครบ" in page and "เสนอรายงานขอซื้อขอจ้าง" in page


def test_the_trail_names_each_step_in_the_reader_s_language(walk: Walk) -> None:
    purchase = walk.to("reported")
    client = signed_in(walk.office, "boonmee")
    client.cookies.load({"django_language": "en"})
    with translation.override("en"):
        step = str(procedure_of(Purchase).steps["report_need"].label)
    for address in (f"/case/{purchase.case_id}/trail/", f"/case/{purchase.case_id}/"):
        page = client.get(address).content.decode()
        assert step in page
        assert "เสนอรายงานขอซื้อขอจ้าง" not in page


@pytest.mark.parametrize(
    ("day", "said"), [("9999-12-31", "ยังมาไม่ถึง"), ("2020-01-01", "ก่อนขั้นตอนก่อนหน้า"), ("เมื่อวานซืน <b>", "วันที่ทำไม่ถูกต้อง")]
)
def test_a_wrong_day_of_the_act_is_said_beside_it_and_shown_as_typed(walk: Walk, day: str, said: str) -> None:
    purchase = walk.to("reported")
    typed = {"_version": str(purchase.version), "_key": "k", "_acted_on": day}
    read = Reader(signed_in(walk.office, "rattana").post(f"/do/purchase/{purchase.pk}/endorse_report/", typed).content.decode())
    (field,) = read.all("input", name="_acted_on")
    assert (field["value"], field.get("aria-invalid")) == (day, "true")
    assert said in read.told["id__acted_on_fault1"]


def test_a_password_that_was_not_given_is_asked_for_at_its_field(walk: Walk) -> None:
    purchase = walk.to("approving")
    typed = {"_version": str(purchase.version), "_key": "k"}
    read = Reader(signed_in(walk.office, "boonmee").post(f"/do/purchase/{purchase.pk}/approve_report/", typed).content.decode())
    assert read.all("input", name="_password")[0].get("aria-invalid") == "true"
    assert "รหัสผ่าน" in read.told["id__password_fault1"]


@pytest.mark.parametrize("typed", ["²", "9" * 5000, "x"])
def test_a_form_whose_hidden_fields_were_tampered_with_is_refused(walk: Walk, typed: str) -> None:
    purchase, client = walk.open(), signed_in(walk.office, "orathai")
    page = f"/do/purchase/{purchase.pk}/submit_request/"
    assert client.post(page, {"_version": typed, "_key": "k"}).status_code == 422
    assert client.post(page, {"_version": "1", "_key": typed * 70}).status_code == 422
    rows = {f"lines-{typed[:200]}-item": "กระดาษ", f"lines-0-{typed[:200]}": "x"}
    assert client.post(f"/do/purchase/{purchase.pk}/edit_request/", {"_version": "1", **rows}).status_code == 422


def test_a_unit_that_is_none_of_one_s_own_opens_nothing(walk: Walk) -> None:
    client, other = signed_in(walk.office, "orathai"), walk.office.units["กองคลัง"].pk
    assert client.get("/open/purchase/").status_code == 200
    assert [client.get(f"/open/purchase/?unit={unit}").status_code for unit in ("abc", other)] == [404, 404]


def test_what_is_opened_for_the_whole_office_is_opened_for_no_unit(walk: Walk) -> None:
    client, unit = signed_in(walk.office, "theera"), walk.office.units["กองคลัง"].pk
    assert client.get("/open/transfer/").status_code == 409, "no payment waits for a file"
    assert [client.get(f"/open/transfer/?unit={unit}").status_code for unit in ("None", unit)] == [404, 404]


NOWHERE = ("/search/?q=%00", "/documents/purchase/?q=%00", "/board/?state=%00", "/api/v1/purchase?q=%00", "/case/%00/")


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_with_a_letter_that_no_text_holds_names_nothing(walk: Walk, address: str) -> None:
    assert signed_in(walk.office, "orathai").get(address).status_code == 404
