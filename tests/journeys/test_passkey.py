"""The chief executive adds a passkey and an application, signs with either, and is asked for one at the next sign-in."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from disbursement.models import BankAccount
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, Visitor
from tests.journeys.test_accessibility import faults
from tests.workflows.devices import Telephone
from tests.workflows.workbooks import filled
from workflows.practice import PracticeOffice
from workflows.sheets import MEDIA_TYPE

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
          "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.fixture
def purchases(office: PracticeOffice) -> list[Walk]:
    """Three purchases on the desk of นายก."""
    vendors, lines = furnish(office)
    found = []
    for title in ("ซื้อหมึกพิมพ์", "ซื้อกระดาษ", "ซื้อแฟ้ม"):
        need = Need(title, (("ของ", "กล่อง", "4", "2500.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
        found.append(Walk(office, need))
        found[-1].to("approving")
    return found


class Owner(Visitor):
    """A visitor whose device has a passkey of its own, and asks its owner at once. Passkeys want a name for the machine, not its number."""

    def __init__(self, browser: Browser, site: str, who: str, size: Any) -> None:
        super().__init__(browser, site.replace("127.0.0.1", "localhost"), who, size)
        self.device = self.page.context.new_cdp_session(self.page)
        self.device.send("WebAuthn.enable")
        self.key = self.device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def verified(self, is_owner: bool) -> None:
        """Whose finger lies on the sensor from now on."""
        self.device.send("WebAuthn.setUserVerified", {"authenticatorId": self.key, "isUserVerified": is_owner})

    def press(self, button: str) -> str:
        """Press what asks the device, and read the page that follows."""
        with self.page.expect_navigation():
            self.page.click(f"main button:has-text('{button}')")
        self.look()
        return self.words

    def look(self) -> None:
        super().look()
        assert faults(self.page) == [], self.page.url


def test_a_passkey_confirms_a_sheet_which_is_sent_elsewhere_than_the_page_stands(
    office: PracticeOffice, site: str, browser: Browser
) -> None:
    director = Owner(browser, site, "rattana", PHONE)
    director.goto("/identity/passkey/")
    director.fill({"name": "โทรศัพท์ของรัตนา", "_password": PASSWORD})
    director.press("เพิ่มพาสคีย์")
    director.goto("/import/bank_accounts/")
    account = ("บัญชีเงินรายได้", "006", "0000000016", "101/2569", "1250000.50")
    file: Any = {"name": "บัญชี.xlsx", "mimeType": MEDIA_TYPE, "buffer": filled("bank_accounts", account)}
    director.page.set_input_files("main input[type=file]", file)
    with director.page.expect_navigation():
        director.page.click("main form[enctype] button")
    director.press("ยืนยันด้วยพาสคีย์")
    assert BankAccount.objects.get().number == "0000000016"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_passkey_is_added_signs_alone_and_in_a_list_and_signs_in(
    purchases: list[Walk], site: str, browser: Browser, size: Any
) -> None:
    chief = Owner(browser, site, "boonmee", size)
    chief.page.click("details.who summary")
    assert faults(chief.page) == [], "the open menu too"
    chief.follow("a:has-text('การยืนยันตัวตน')")
    assert "ด้วยรหัสผ่านอย่างเดียว" in chief.words
    chief.follow("main a:has-text('เพิ่มพาสคีย์')")
    chief.fill({"name": "โทรศัพท์ของบุญมี", "_password": "ไม่ใช่รหัสนี้"})
    assert "รหัสผ่านไม่ถูกต้อง" in chief.press("เพิ่มพาสคีย์")
    assert chief.typed("name") == "โทรศัพท์ของบุญมี", "nothing typed is lost"
    chief.fill({"_password": PASSWORD})
    assert "แสดงครั้งนี้ครั้งเดียว" in chief.press("เพิ่มพาสคีย์")
    assert len(chief.page.query_selector_all(".pieces .code")) == 10
    chief.goto("/identity/")
    assert "โทรศัพท์ของบุญมี" in chief.words and "ยังไม่เคยใช้" in chief.words

    chief.open("ซื้อหมึกพิมพ์", "ให้ความเห็นชอบ")
    chief.verified(False)
    chief.page.click("main button:has-text('ยืนยันด้วยพาสคีย์')")
    chief.page.wait_for_selector("main .fault:has-text('พาสคีย์ไม่ได้ยืนยัน')")
    assert "ให้ความเห็นชอบ" in chief.page.inner_text("h1"), "another's finger signs nothing"
    chief.verified(True)
    assert "เจรจาตกลงราคา" in chief.press("ยืนยันด้วยพาสคีย์")
    chief.goto(f"/case/{purchases[0].purchase.case_id}/trail/?page=1")
    assert "ยืนยันการลงนามด้วย พาสคีย์" in chief.words

    chief.goto("/together/purchase/approve_report/")
    assert "ลงนามแล้ว 2 เรื่อง" in chief.press("ยืนยันด้วยพาสคีย์")

    chief.page.click("details.who summary")
    chief.page.click("button:has-text('ออกจากระบบ')")
    chief.page.fill("[name=username]", "boonmee")
    chief.page.fill("[name=password]", PASSWORD)
    with chief.page.expect_navigation():
        chief.page.press("[name=password]", "Enter")
    chief.look()
    assert "ยืนยันอีกขั้น" in chief.words
    chief.press("ยืนยันด้วยพาสคีย์")
    assert chief.page.url == chief.site + "/"
    chief.goto("/identity/")
    assert "ใช้ล่าสุด" in chief.words
    chief.follow("main a:has-text('ถอนออก')")
    assert "ยังไม่มี" in chief.press("ยืนยันด้วยพาสคีย์")
    assert chief.complaints == []


def test_an_application_is_added_and_its_code_signs_without_any_script(purchases: list[Walk], site: str, browser: Browser) -> None:
    chief = Visitor(browser, site, "boonmee", PHONE)
    chief.page.route("**/*.js", lambda route: route.abort())
    chief.goto("/identity/code/")
    assert chief.page.evaluate("document.querySelector('main svg').clientWidth") >= 150, "wide enough to be scanned"
    telephone = Telephone(chief.page.inner_text("#secret").replace(" ", ""))
    chief.fill({"new_code": "000000", "_password": PASSWORD})
    assert "รหัสนี้ไม่ตรง" in chief.send()
    chief.fill({"new_code": telephone.shown(), "_password": PASSWORD})
    assert "รหัสสำรอง" in chief.send()
    chief.open("ซื้อกระดาษ", "ให้ความเห็นชอบ")
    assert not chief.page.is_visible("main button:has-text('ยืนยันด้วยพาสคีย์')")
    chief.fill({"_code": "000000"})
    assert "ไม่ถูกต้อง หรือใช้ไปแล้ว" in chief.send()
    chief.fill({"_code": telephone.shown(1)})
    assert "เจรจาตกลงราคา" in chief.send()
