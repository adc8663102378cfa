"""A purchase on its way through the pages, in a real browser: the clerk asks, the head supports, the budget officer confirms, นายก signs."""

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import PHONE, Visitor
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]


def test_a_clerk_asks_on_a_phone_and_the_case_goes_from_desk_to_desk(office: PracticeOffice, site: str, browser: Browser) -> None:
    clerk = Visitor(browser, site, "orathai", PHONE)
    clerk.goto("/open/purchase/")
    clerk.fill({"title": "ซื้อสีจราจร", "need": "สีเดิมหมด", "lines-0-item": "สีขาว"})
    assert "ยังไม่ได้บันทึก" in clerk.send(), "a form with faults says that nothing was recorded"
    assert clerk.typed("lines-0-item") == "สีขาว", "nothing typed is lost"
    clerk.fill(
        {"needed_by": "2026-12-31", "lines-0-unit_name": "ถัง", "lines-0-quantity": "15", "lines-0-unit_price_baht": "1,650.00"}
    )
    assert "24,750.00" in clerk.send()
    clerk.page.click("a.btn:has-text('เสนอหัวหน้าหน่วยงาน')")
    clerk.send()
    head = Visitor(browser, site, "somchai")
    head.open("ซื้อสีจราจร", "เห็นควรขอซื้อขอจ้าง")
    assert "ยืนยันงบประมาณ" in head.sign()
    budget = Visitor(browser, site, "kanda")
    budget.goto("/")
    budget.follow("main .work a.btn:has-text('ยืนยันและจองงบประมาณ') >> nth=0")
    budget.page.select_option("[name=budget_line]", index=1)
    assert "24,750.00" in budget.sign()
    assert clerk.complaints == head.complaints == budget.complaints == []


@pytest.fixture
def approving(office: PracticeOffice) -> Walk:
    """A purchase on the desk of นายก."""
    vendors, lines = furnish(office)
    need = Need("ซื้อหมึกพิมพ์", (("หมึก", "กล่อง", "4", "2500.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
    walk = Walk(office, need)
    walk.to("approving")
    return walk


def test_the_chief_executive_signs_with_his_password_and_is_told_when_it_is_wrong(
    approving: Walk, site: str, browser: Browser
) -> None:
    chief = Visitor(browser, site, "boonmee", PHONE)
    chief.open("ซื้อหมึกพิมพ์", "ให้ความเห็นชอบ")
    assert "หนึ่งหมื่นบาทถ้วน" in chief.words and "ลายพิมพ์เนื้อหา" in chief.words, "exactly what is signed"
    assert "รหัสผ่านไม่ถูกต้อง" in chief.send(password="ไม่ใช่รหัสนี้")
    assert "เจรจาตกลงราคา" in chief.sign()
    chief.goto("/board/")
    assert "ซื้อหมึกพิมพ์" in chief.words
    chief.goto("/handbook/purchase/")
    assert chief.page.locator("svg text").count() > 10
    assert chief.complaints == []
