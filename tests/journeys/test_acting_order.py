"""An order by which somebody acts for a post, on a telephone: its many matters are folded, by a finger, by keys, and without script."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import PASSWORD, PHONE, Visitor
from tests.journeys.test_accessibility import faults
from tests.journeys.test_keyboard import Keys
from workflows import clock
from workflows.founding import register_of
from workflows.models import Position
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

BUYING = "ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง"
SCREENS_MAX = 4  # unfolded the matters alone are seven


@pytest.fixture
def address(office: PracticeOffice) -> str:
    return f"/do/people_register/{register_of(office.organization, PeopleRegister).pk}/order_acting/"


@pytest.fixture
def order(office: PracticeOffice) -> dict[str, str]:
    """What is chosen and typed besides the matters."""
    today = clock.today(office.fresh()).isoformat()
    post = Position.objects.get(organization=office.organization, title="นายกองค์การบริหารส่วนตำบล")
    days = dict.fromkeys(("starts_on", "ends_on", "ordered_on"), today)
    return {
        "position": str(post.pk),
        "person": str(office.people["somchai"].pk),
        "capacity": "delegated",
        "order_number": "9/2570",
        **days,
    }


def test_the_matters_fit_a_telephone_and_keys_open_them(address: str, site: str, browser: Browser) -> None:
    visitor = Visitor(browser, site, "wilai", PHONE)
    visitor.goto(address)
    assert visitor.page.evaluate("document.documentElement.scrollHeight") < SCREENS_MAX * PHONE["height"]
    assert faults(visitor.page) == []
    visitor.goto(address)
    visitor.page.focus("main [name=ordered_on]")
    keys = Keys(visitor.page)
    while keys.here.tag != "SUMMARY":  # the calendar's own stops: day, month, year
        visitor.page.keyboard.press("Tab")
    if BUYING not in keys.here.says:
        keys.to(BUYING)
    visitor.page.keyboard.press("Enter")
    keys.to("ทุกขั้นตอน")
    visitor.page.keyboard.press("Space")
    assert visitor.page.is_checked("[name=matters][value=purchase]")
    assert faults(visitor.page) == []
    visitor.look()
    assert visitor.complaints == []


def test_an_order_is_made_without_script(address: str, order: dict[str, str], site: str, browser: Browser) -> None:
    signed_in = Visitor(browser, site, "wilai", PHONE)
    context: Any = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(signed_in.page.context.cookies())
    page = context.new_page()
    page.goto(site + address)
    for name, value in order.items():
        box = page.locator(f"main [name={name}]")
        box.select_option(value) if name in ("position", "person", "capacity") else box.fill(value)
    page.click(f"summary:has-text('{BUYING}')")
    page.check("[name=matters][value='purchase.approve_report']")
    if page.locator("[name=_password]").count():
        page.fill("[name=_password]", PASSWORD)
    page.locator("main form[method=post] .act button").last.click()
    page.wait_for_load_state()
    page.goto(site + "/registers/people_register/")
    words = page.inner_text("main")
    context.close()
    assert "9/2570" in words and f"{BUYING}: ให้ความเห็นชอบและแต่งตั้งผู้ตรวจรับ" in words
