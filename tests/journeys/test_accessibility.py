"""Every kind of page, on a phone and on a desktop, in light and in high contrast: axe finds nothing, every target can be pressed by a thumb."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.journeys.browsing import DESKTOP, PHONE, Visitor
from tests.journeys.conftest import let_in
from tests.journeys.walked import FRESH, names_of
from workflows.founding import register_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.people import PeopleRegister

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

TARGET_PX_MIN = 44
LINES = (("กระดาษ A4", "รีม", "100", "120.00"), ("หมึก", "กล่อง", "2", "2500.00"))
# Whatever is pressed by itself; a link inside a sentence is as tall as its line.
SMALL_TARGETS = """min => [...document.querySelectorAll("button, a.btn, select, textarea, summary, nav a, input:not([type=hidden])")]
  .filter(one => one.checkVisibility() && !one.closest("p, [aria-hidden=true]"))
  .map(one => one.closest("label") && ["checkbox", "radio"].includes(one.type) ? one.closest("label") : one)
  .filter(one => { const box = one.getBoundingClientRect(); return box.height && box.height < min - 0.5 })
  .map(one => `${one.outerHTML.slice(0, 120)}: ${one.getBoundingClientRect().height}px`)"""


@beginning
def pages() -> dict[str, tuple[str, ...]]:
    """Who looks at which pages: cases at several steps, forms, boards, registers, the handbook, and what is said when something is wrong."""
    office = found_practice_office(is_practice=True)
    vendors, lines = furnish(office)
    let_in(office)
    signed, ordered = (
        Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),))) for _ in range(2)
    )
    at_the_head = signed.to("approving")
    done = ordered.to("ordered")
    return {
        "boonmee": (
            "/", "/board/", "/board/?late=on", f"/case/{at_the_head.case_id}/", f"/case/{at_the_head.case_id}/trail/",
            f"/do/purchase/{at_the_head.pk}/approve_report/", "/handbook/", "/handbook/purchase/", "/handbook/?q=ผู้ขาย", "/style/", "/search/?q=ไม่มีอะไรอย่างนี้",
        ),
        "duangjai": (
            "/", "/open/purchase/", f"/case/{done.case_id}/", f"/do/purchase/{done.pk}/record_delivery/", "/documents/purchase/", "/registers/",
            "/registers/party_register/", "/registers/people_register/", "/case/00000000-0000-0000-0000-000000000000/",
            f"/do/purchase/{at_the_head.pk}/approve_report/", "/central/", f"/central/egp_contract/{done.pk}/",
            f"/central/elaas_reservation/{done.pk}/",
        ),
        "wilai": ("/setup/", "/registers/office_register/", "/import/people/", set_roles(office)),
        "porntip": ("/", "/open/remittance/", "/handbook/fund_day/", "/registers/receipt_book_register/", "/identity/", "/identity/code/", "/identity/passkey/"),
    }  # fmt: skip


def set_roles(office: PracticeOffice) -> str:
    """A form of a register that says what it will change."""
    register = register_of(office.organization, PeopleRegister)
    return (
        f"/do/people_register/{register.pk}/set_roles/?position={office.duangjai.holdings.get().position.pk}&roles=supplies_officer"
    )


def faults(page: Page) -> list[str]:
    """What axe and a thumb find wrong with the page as it stands, and then with its colours in high contrast."""
    found = violations(page)
    page.emulate_media(contrast="more")
    found += [f"in high contrast {fault}" for fault in violations(page, {"runOnly": ["color-contrast"]})]
    page.emulate_media(contrast="no-preference")
    return found + [f"small target {one}" for one in page.evaluate(SMALL_TARGETS, TARGET_PX_MIN)]


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_keeps_anybody_out(pages: dict[str, tuple[str, ...]], site: str, browser: Browser, size: Any) -> None:
    assert names_of([address for addresses in pages.values() for address in addresses]) | {"sign_in"} == FRESH
    wrong: dict[str, list[str]] = {}
    for who, addresses in pages.items():
        visitor = Visitor(browser, site, who, size)
        for address in addresses:
            visitor.goto(address)
            wrong[f"{who} {address}"] = faults(visitor.page)
        visitor.page.context.clear_cookies()
        visitor.page.goto(site + "/sign-in/")
        wrong["/sign-in/"] = faults(visitor.page)
        assert visitor.complaints == []
    assert not (told := "\n".join(f"{place}: {fault}" for place, found in wrong.items() for fault in found)), told


def test_the_check_sees_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=th><title>ก</title><main><h1>หัวเรื่อง</h1><input name=a><button style='height:20px'>ข</button>"
        "<style>@media (prefers-contrast: more) { h1 { color: #eee } }</style></main>"
    )
    told = " ".join(faults(page))
    assert "label" in told
    assert "in high contrast color-contrast" in told
    assert "small target <button" in told
