"""Every page of the demo office as each officer sees it: it answers, says no English, and keeps what was typed."""

from typing import Any

import pytest
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from workflows.practice import PracticeOffice, found_practice_office

LINES = (("กระดาษ A4", "รีม", "100", "120.00"), ("หมึก", "กล่อง", "2", "2500.00"))


@pytest.fixture
def walk(db: None) -> Walk:
    office = found_practice_office()
    vendors, lines = furnish(office)
    return Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))


def signed_in(office: PracticeOffice, who: str) -> Client:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


PAGES = ("/", "/board/", "/registers/", "/registers/people_register/", "/registers/party_register/", "/registers/budget_register/",
         "/registers/office_register/", "/documents/purchase/", "/search/?q=กระดาษ", "/handbook/", "/handbook/purchase/", "/handbook/people_register/", "/api/")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_every_officer(walk: Walk, page: str) -> None:
    walk.to("reporting")
    for who in ("orathai", "boonmee", "kanda"):
        answer = signed_in(walk.office, who).get(page)
        assert answer.status_code == 200, answer.content
        assert "style=" not in answer.content.decode()
        assert "<script" not in answer.content.decode() or "src=" in answer.content.decode()


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
    answer = signed_in(walk.office, "rattana").post(
        f"/do/purchase/{purchase.pk}/endorse_report/", {"_version": str(old), "_key": "k"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409 and "STALE_VERSION" in page and "นางสาวดวงใจ นาคำ" in page


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


def test_sign_in_tells_a_failure_in_thai_and_locks_after_several(walk: Walk) -> None:
    client = Client()
    first = client.post("/sign-in/", {"username": "wilai", "password": "x"})
    assert "รหัสผ่านไม่ถูกต้อง" in first.content.decode()
    answers: list[Any] = [client.post("/sign-in/", {"username": "wilai", "password": "x"}) for _ in range(6)]
    assert answers[-1].status_code == 429 and "นาที" in answers[-1].content.decode()


def test_the_trail_page_verifies_what_it_shows(walk: Walk) -> None:
    purchase = walk.to("reported")
    page = signed_in(walk.office, "boonmee").get(f"/case/{purchase.case_id}/trail/").content.decode()
    assert "ลูกโซ่ครบ" in page and "เสนอรายงานขอซื้อขอจ้าง" in page
