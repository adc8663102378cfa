"""A purchase on its way through the pages, in a real browser: the clerk asks, the head supports, the budget officer confirms, นายก signs."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from workflows.practice import PracticeOffice, found_practice_office

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
PASSWORD = "ข้าวเหนียวมะม่วง 9"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def office(own_database: str) -> PracticeOffice:
    office = found_practice_office()
    furnish(office)
    for person in office.people.values():
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    return office


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def signed_in(browser: Browser, site: str, who: str, size: Any = DESKTOP) -> Page:
    page = browser.new_context(viewport=size, locale="en-US").new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
    page.goto(site + "/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(site + "/")
    return page


def test_a_clerk_asks_on_a_phone_and_the_case_goes_from_desk_to_desk(office: PracticeOffice, site: str, browser: Browser) -> None:
    clerk = signed_in(browser, site, "orathai", PHONE)
    clerk.goto(site + "/open/purchase/")
    clerk.fill("[name=title]", "ซื้อสีจราจร")
    clerk.fill("[name=need]", "สีเดิมหมด")
    clerk.fill("[name='lines-0-item']", "สีขาว")
    send(clerk)
    assert clerk.locator("text=ยังไม่ได้บันทึก").count() >= 1, "a form with faults says that nothing was recorded"
    assert clerk.input_value("[name='lines-0-item']") == "สีขาว", "nothing typed is lost"
    clerk.fill("[name=needed_by]", "2026-12-31")
    clerk.fill("[name='lines-0-unit_name']", "ถัง")
    clerk.fill("[name='lines-0-quantity']", "15")
    clerk.fill("[name='lines-0-unit_price_baht']", "1,650.00")
    send(clerk)
    assert "24,750.00" in clerk.inner_text("main")
    assert clerk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    clerk.click("a.btn:has-text('เสนอหัวหน้าหน่วยงาน')")
    send(clerk)
    head = signed_in(browser, site, "somchai")
    head.click("a:has-text('ซื้อสีจราจร') >> nth=0")
    head.click("a.btn:has-text('เห็นควรขอซื้อขอจ้าง')")
    send(head)
    assert "ยืนยันงบประมาณ" in head.inner_text("main")
    budget = signed_in(browser, site, "kanda")
    budget.click("a:has-text('ซื้อสีจราจร') >> nth=0")
    budget.click("a.btn:has-text('ยืนยันและจองงบประมาณ')")
    budget.select_option("[name=budget_line]", index=1)
    send(budget)
    assert "24,750.00" in budget.inner_text("main")
    assert clerk.complaints == head.complaints == budget.complaints == []  # type: ignore[attr-defined]


def test_the_chief_executive_signs_with_his_password_and_is_told_when_it_is_wrong(
    office: PracticeOffice, site: str, browser: Browser
) -> None:
    vendors, lines = furnish(office)
    need = Need("ซื้อหมึกพิมพ์", (("หมึก", "กล่อง", "4", "2500.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
    Walk(office, need).to("approving")
    chief = signed_in(browser, site, "boonmee", PHONE)
    chief.click("a:has-text('ซื้อหมึกพิมพ์') >> nth=0")
    chief.click("a.btn:has-text('ให้ความเห็นชอบ')")
    chief.fill("[name=_password]", "ไม่ใช่รหัสนี้")
    send(chief)
    assert "รหัสผ่านไม่ถูกต้อง" in chief.inner_text("main")
    chief.fill("[name=_password]", PASSWORD)
    send(chief)
    assert "เจรจาตกลงราคา" in chief.inner_text("main")
    chief.goto(site + "/board/")
    assert "ซื้อหมึกพิมพ์" in chief.inner_text("main")
    chief.goto(site + "/handbook/purchase/")
    assert chief.locator("svg text").count() > 10
    assert chief.complaints == []  # type: ignore[attr-defined]


def send(page: Page) -> None:
    """Press the form's own button, the last one of the form."""
    with page.expect_navigation():
        page.locator("main form[method=post] .act button, main form[method=post] button.send").last.click()
