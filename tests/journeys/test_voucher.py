"""A voucher on its way through the pages: laid, returned once with reasons, corrected, and approved by นายก with his password."""

import pytest
from playwright.sync_api import Browser

from disbursement.rehearsal.walk import PAGES_OF_A_PAPER, VoucherWalk
from disbursement.rules.voucher import needed_evidence
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.journeys.browsing import PASSWORD, PHONE, Visitor, pdf_text
from tests.journeys.conftest import PRINTERS as TITLE

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
REASON = "เลขที่ใบแจ้งหนี้ไม่ตรงกับฉบับจริง ขอให้แก้แล้วแนบใหม่"
SECOND_REASON = "ยังขาดเลขต่อท้ายของใบแจ้งหนี้ ดูมุมขวาบน"


def test_a_voucher_is_returned_once_with_reasons_and_approved(accepted: Walk, today: str, site: str, browser: Browser) -> None:
    clerk, head, officer = (Visitor(browser, site, who) for who in ("orathai", "somchai", "theera"))
    director, secretary, chief = (
        Visitor(browser, site, "rattana"),
        Visitor(browser, site, "wilai"),
        Visitor(browser, site, "boonmee", PHONE),
    )
    lay(clerk, accepted.need.vendor.tax_id, today)
    ask(head, officer)
    send_back(director, REASON)
    correct(clerk)
    ask(head, officer)
    director.open(TITLE, "ตรวจฎีกา")
    assert "สองหมื่นหนึ่งพันสี่ร้อยบาทถ้วน" in director.words and "รายงานขอซื้อขอจ้างและการเห็นชอบ" in director.words
    assert "ไม่มีไฟล์ — เอกสารกระดาษ" in director.words and director.page.locator("td a[href$='purchase_order.pdf']").count() == 1
    director.fill({"pages_counted": "9"})
    assert "ยังไม่ได้ยืนยันว่าได้เห็นเอกสารกระดาษ" in director.sign(), "paper that nobody can open here has to be seen"
    director.page.check("[name=papers_seen]")
    director.fill({"pages_counted": "7"})
    assert "ยังไม่ได้บันทึก" in director.sign() and director.typed("pages_counted") == "7"
    assert director.page.is_checked("[name=papers_seen]"), "nothing ticked is lost"
    director.fill({"pages_counted": "9"})
    director.sign()
    secretary.open(TITLE, "เห็นควรอนุมัติ")
    secretary.sign()
    chief.open(TITLE, "อนุมัติฎีกา")
    assert "รหัสผ่านไม่ถูกต้อง" in chief.send(password=PASSWORD + "0")
    assert "อนุมัติแล้ว" in chief.sign()
    voucher = pdf_text(chief.download("ฎีกาเบิกเงินตามงบประมาณ"))
    assert "IV-900" in voucher and "21,200.00" in voucher, "the corrected invoice, and what is paid: 21,400 less 1 % of 20,000"
    assert [person.complaints for person in (clerk, head, officer, director, secretary, chief)] == [[]] * 6


@pytest.fixture
def checking(accepted: Walk) -> VoucherWalk:
    """The same purchase, its voucher on the desk of the director of finance."""
    walk = Road(accepted).voucher()
    walk.to("checking")
    return walk


def test_a_voucher_is_returned_twice_and_each_sees_what_the_other_wrote_and_changed(
    checking: VoucherWalk, site: str, browser: Browser
) -> None:
    clerk, head, officer = (Visitor(browser, site, who) for who in ("orathai", "somchai", "theera"))
    director, voucher = Visitor(browser, site, "rattana"), checking.voucher
    pages = PAGES_OF_A_PAPER * len(needed_evidence(voucher.order_kind, voucher.fine_baht))
    send_back(director, REASON)
    correct(clerk)
    ask(head, officer)
    director.open(TITLE, "ตรวจฎีกา")
    assert_changed(director, voucher.invoice_number, "IV-900")
    director.follow("a:has-text('ส่งคืนให้แก้ไข')")
    assert "ยังไม่ได้บันทึก" in director.send(), "a return says why"
    director.fill({"reason": SECOND_REASON})
    assert "ส่งคืนแก้ไข" in director.send()
    clerk.open(TITLE, "แก้ไขตามที่ทักท้วงแล้วเสนอใหม่")
    assert SECOND_REASON in clerk.words and REASON not in clerk.words, "what is asked now, not what was asked before"
    correct_invoice(clerk, "IV-900/2")
    assert "รอหัวหน้าหน่วยงานขอเบิก" in clerk.sign()
    clerk.follow("a:has-text('ดูบันทึกทั้งหมด')")
    assert REASON in clerk.words and SECOND_REASON in clerk.words, "the trail keeps both"
    ask(head, officer)
    director.open(TITLE, "ตรวจฎีกา")
    assert_changed(director, "IV-900", "IV-900/2")
    reach_files(director, str(voucher.case_id))
    director.open(TITLE, "ตรวจฎีกา")
    director.fill({"pages_counted": str(pages)})
    director.page.check("[name=papers_seen]")
    assert "รอปลัด" in director.sign()
    assert [person.complaints for person in (clerk, head, officer, director)] == [[]] * 4


def reach_files(reader: Visitor, case: str) -> None:
    """From the page of the case, without leaving it; whoever works with the keyboard goes on where he was."""
    reader.goto(f"/case/{case}/")
    table = reader.page.locator("[data-opened]")
    assert table.locator("a[href*='/paper/']").count() == 0
    table.locator("a", has_text="เปิดไฟล์ของแต่ละรายการ").press("Enter")
    table.locator("a[href*='/paper/']").first.wait_for()
    assert reader.page.url.endswith(f"/case/{case}/") and "data-opened" in reader.page.evaluate("document.activeElement.outerHTML")


def send_back(director: Visitor, reason: str) -> None:
    director.open(TITLE, "ส่งคืนให้แก้ไข")
    director.fill({"reason": reason})
    assert "ส่งคืนแก้ไข" in director.send()


def assert_changed(reader: Visitor, before: str, after: str) -> None:
    """The page shows the invoice's number as it was when the reader had it last, and as it is now, and no other number."""
    rows = [row.split("\t")[1:] for row in reader.page.locator("section.was tbody tr").all_inner_texts()]
    assert rows and all([told.upper() for told in row] == [before.upper(), after.upper()] for row in rows), rows


def lay(clerk: Visitor, tax_id: str, today: str) -> None:
    """The clerk finds the papers listed that are needed; he adds invoice, account and pages."""
    clerk.open(TITLE, "จัดทำฎีกา")
    clerk.fill({"invoice_number": "IV-90", "tax_id": "1234567890123"})
    assert "ยังไม่ได้บันทึก" in clerk.sign()
    assert (clerk.typed("invoice_number"), clerk.typed("tax_id")) == ("IV-90", "1234567890123"), "nothing typed is lost"
    kinds = [field.input_value() for field in clerk.page.locator("select[name$='-kind']").all()]
    for number in range(len(kinds)):
        clerk.fill({f"evidence-{number}-first_page": str(number + 1), f"evidence-{number}-last_page": str(number + 1)})
    invoice = kinds.index("invoice")
    clerk.fill({"tax_id": tax_id, "invoiced_on": today, f"evidence-{invoice}-number": "IV-90", f"evidence-{invoice}-dated": today})
    clerk.page.select_option("[name=payee_account]", index=1)
    assert "รอหัวหน้าหน่วยงานขอเบิก" in clerk.sign()


def ask(head: Visitor, officer: Visitor) -> None:
    """The head of the unit asks for the money, and the finance unit registers the voucher."""
    head.open(TITLE, "ลงนามขอเบิก")
    head.sign()
    officer.open(TITLE, "ลงรับฎีกา")
    assert "รอผู้อำนวยการกองคลังตรวจ" in officer.send()


def correct(clerk: Visitor) -> None:
    """The clerk reads why it came back; all that was typed is there, and only what was wrong is typed again."""
    clerk.open(TITLE, "แก้ไขตามที่ทักท้วงแล้วเสนอใหม่")
    assert REASON in clerk.words, "why it came back stands beside the form"
    correct_invoice(clerk, "IV-900")
    assert "รอหัวหน้าหน่วยงานขอเบิก" in clerk.sign()


def correct_invoice(clerk: Visitor, number: str) -> int:
    """The number in both places; which row of the evidence it is."""
    kinds = [field.input_value() for field in clerk.page.locator("select[name$='-kind']").all()]
    clerk.fill({"invoice_number": number, f"evidence-{kinds.index('invoice')}-number": number})
    return kinds.index("invoice")
