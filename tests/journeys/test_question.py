"""The head asks why a case stands still: from the board to the case and its trail, and the answer becomes part of the case."""

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import PHONE, Visitor
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
TITLE, STEP = "ซื้อวัสดุไฟฟ้า", "หัวหน้าเจ้าหน้าที่พิจารณารายงาน"
WHY, BECAUSE = "รายงานนี้ติดอะไร โรงเรียนรอหลอดไฟอยู่", "รอใบเสนอราคาฉบับจริง ผู้ขายส่งพรุ่งนี้เช้า"


@pytest.fixture
def reported(office: PracticeOffice) -> Walk:
    """A purchase whose report lies with the head of supplies."""
    vendors, lines = furnish(office)
    need = Need(TITLE, (("หลอดไฟ", "หลอด", "50", "85.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
    walk = Walk(office, need)
    walk.to("reported")
    return walk


def test_the_head_finds_a_case_that_stands_still_asks_and_is_answered(reported: Walk, site: str, browser: Browser) -> None:
    chief, asked = Visitor(browser, site, "boonmee", PHONE), Visitor(browser, site, "rattana")
    chief.goto("/board/")
    chief.follow(f"table.counts a:has-text('{STEP}')")
    chief.follow(f"table.cases a:has-text('{TITLE}')")
    assert "นางรัตนา ทองสุก" in chief.words, "who has it"
    chief.follow("a:has-text('ดูบันทึกทั้งหมด')")
    assert "นางสาวดวงใจ นาคำ" in chief.words, "who did the last act, and when"
    chief.follow("main a:has-text('กลับไปที่เรื่อง')")
    assert "คำถามไปถึง หัวหน้าเจ้าหน้าที่" in chief.words
    put(chief, "ask", WHY)
    assert WHY in chief.words and "รอคำตอบ" in chief.words
    asked.goto("/")
    assert "มีคนถามคุณ" in asked.words and WHY in asked.words
    asked.follow("main a:has-text('ตอบในเรื่อง')")
    put(asked, "answer", BECAUSE)
    chief.goto("/board/")
    chief.follow(f"table.cases a:has-text('{TITLE}')")
    assert BECAUSE in chief.words and not chief.page.locator(".tag:has-text('รอคำตอบ')").count()
    chief.follow("a:has-text('ดูบันทึกทั้งหมด')")
    assert "ถามเรื่องนี้" in chief.words and "ตอบคำถาม" in chief.words, "both are part of the trail"
    asked.open(TITLE, "เสนอความเห็นต่อรายงาน")
    assert [person.complaints for person in (chief, asked)] == [[]] * 2


def put(person: Visitor, form: str, words: str) -> None:
    """Write the question or the answer on the case, and send it."""
    box = f"main form[action*='/{form}/'] textarea"
    person.page.fill(box, words)
    with person.page.expect_navigation():
        person.page.click(f"main form[action*='/{form}/'] button")
    person.look()
