"""The doors and what stands behind a person's name: signing in, setting a password, showing a second factor; and what a paper's code leads to."""

from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, Visitor
from tests.journeys.test_accessibility import LINES
from tests.journeys.test_keyboard import Keys
from tests.journeys.test_starting_code import photographed
from tests.journeys.walked import DOORS, names_of
from tests.workflows.devices import Telephone, telephone_of
from workflows import authenticators
from workflows.founding import register_of
from workflows.papers import bundling
from workflows.papers.imprint import short_code
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister
from workflows.seal import seal

pytestmark = [pytest.mark.own_database, pytest.mark.journey]


@pytest.fixture
def telephone(office: PracticeOffice) -> Telephone:
    """Orathai's; and the codes for when it is lost."""
    authenticators.new_recovery_codes(office.people["orathai"])
    return telephone_of(office.people["orathai"])


@pytest.fixture
def behind(office: PracticeOffice, telephone: Telephone) -> list[str]:
    """What Orathai finds behind her name, and what a code leads to."""
    person = office.people["orathai"]
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("porntip", "inspector"),)))
    purchase = walk.to("requested")
    sealed: Any = seal(office.organization)
    mine = Authenticator.objects.get(user=person, type="totp")
    register = register_of(office.organization, PeopleRegister)
    return [
        "/identity/", "/identity/password/", "/identity/recovery/", f"/identity/{mine.pk}/remove/", f"/do/people_register/{register.pk}/give_token/",
        "/api/?q=contracts_register", f"/papers/{bundling.ask(person, date(2026, 10, 1), '', '').pk}/", f"/verify/{short_code(purchase.content_hash)}",
        f"/verify/seal/{sealed.hash}", f"/handbook/making/manual/{'0' * 64}/",
        f"/case/{purchase.case_id}/",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_door_keeps_anybody_out(
    office: PracticeOffice, telephone: Telephone, behind: list[str], site: str, browser: Browser, size: Any
) -> None:
    visitor = Visitor(browser, site, size=size)
    seen: list[str] = []

    def look(what: str = "") -> None:
        visitor.look()
        address = visitor.page.url.removeprefix(site)
        seen.append(address)
        photographed(visitor, f"{size['width']}-{what}{len(seen)}")
        if size == DESKTOP:
            visitor.page.evaluate("document.activeElement.blur()")
            assert Keys(visitor.page).through()

    for address in ("/start/", "/sign-in/"):
        visitor.goto(address)
        look()
    for password in ("ผิด", "ผิดอีก"):
        visitor.fill({"username": "orathai", "password": password})
        visitor.follow("main button.wide")
    assert "ลองใหม่ได้ในอีก" in visitor.words
    look("slowed")
    visitor.page.wait_for_timeout(5_500)
    visitor.fill({"password": PASSWORD})
    visitor.follow("main button.wide")
    look()
    visitor.fill({"_code": telephone.shown()})
    visitor.follow("main form button.wide >> nth=-1")
    for address in behind:
        visitor.goto(address)
        look()
    visitor.goto("/identity/password/")
    visitor.fill({"_password": "ผิด", "new_password1": "สั้น", "new_password2": "อื่น"})
    visitor.follow("main button.wide")
    assert "รหัสผ่านไม่ถูกต้อง" in visitor.words and "ไม่ตรงกัน" in visitor.words
    look("refused")
    visitor.goto(behind[-1])
    with visitor.page.expect_navigation():
        visitor.page.evaluate("document.querySelector(\"form[action$='/ask/']\").submit()")
    look("refused")
    assert names_of(seen) == DOORS and visitor.complaints == []
