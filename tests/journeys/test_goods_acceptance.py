"""A delivery before its committee of three: one dissents on a phone, the head rules, and only then is there a certificate."""

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import PHONE, Visitor, pdf_text
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
TITLE, REASON = "ซื้ออุปกรณ์กีฬา", "ตาข่ายมีรอยปะ เกรงว่าไม่ใช่ของใหม่"
GOODS = (("ลูกฟุตบอล เบอร์ 5", "ลูก", "20", "690.00"), ("ตาข่ายวอลเลย์บอล", "ผืน", "6", "850.00"))
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))


@pytest.fixture
def delivered(office: PracticeOffice) -> Walk:
    """Goods that have come, and wait for their committee."""
    vendors, lines = furnish(office)
    walk = Walk(office, Need(TITLE, GOODS, vendors[0], lines[1], members=COMMITTEE))
    walk.to("ordered")
    walk.deliver()
    return walk


def test_a_dissent_on_a_phone_goes_to_the_head_and_his_ruling_makes_the_certificate(
    delivered: Walk, today: str, site: str, browser: Browser
) -> None:
    chair, member = Visitor(browser, site, "wilai"), Visitor(browser, site, "porntip")
    dissenter, chief, officer = (
        Visitor(browser, site, "orathai", PHONE),
        Visitor(browser, site, "boonmee"),
        Visitor(browser, site, "duangjai"),
    )
    for person in (chair, member, dissenter):
        person.open(TITLE, "แจ้งว่าไม่มีส่วนได้เสีย")
        person.sign()
    find(chair, today)
    for person in (chair, member):
        person.open(TITLE, "ลงความเห็น")
        assert "ตรวจรับครบ 1 จาก 2 รายการ" in person.words, "what is signed, counted"
        assert not person.page.locator("[name=opinion]:checked").count(), "nobody's opinion is chosen for him"
        person.page.click("label:has-text('เห็นชอบตามผลการตรวจ')")
        person.sign()
    dissent(dissenter)
    assert not officer.page.locator("a:has-text('ใบตรวจรับพัสดุ')").count(), "no certificate before the ruling"
    rule(chief)
    officer.open(TITLE, "รับมอบพัสดุและใบตรวจรับ")
    officer.fill({"copies": "1", "vendor_copy_on": today})
    assert "ยังไม่ได้บันทึก" in officer.sign() and officer.typed("vendor_copy_on") == today
    officer.fill({"copies": "2"})
    officer.sign()
    certificate = pdf_text(officer.download("ใบตรวจรับพัสดุ"))
    assert "ใบตรวจรับพัสดุ" in certificate and REASON in certificate, "the dissent stays on the paper"
    assert [person.complaints for person in (chair, member, dissenter, chief, officer)] == [[]] * 5


def find(chair: Visitor, today: str) -> None:
    """What the chair writes down of each line, once with faults and once without."""
    chair.open(TITLE, "บันทึกผลการตรวจ")
    assert "ลูกฟุตบอล เบอร์ 5 ส่งมอบ 20 ลูก" in chair.words, "each line is asked about by its name"
    chair.fill({"inspected_on": today, "lines-0-accepted_quantity": "21", "lines-1-accepted_quantity": "4"})
    assert "รับไม่เกิน 20 ลูก" in chair.send()
    assert (chair.typed("inspected_on"), chair.typed("lines-1-accepted_quantity")) == (today, "4"), "nothing typed is lost"
    chair.fill({"lines-0-accepted_quantity": "20", "lines-1-finding": "ฉีกขาด 2 ผืน"})
    chair.send()
    assert "ฉีกขาด 2 ผืน" in chair.words


def dissent(member: Visitor) -> None:
    """On a phone, first without the reason, which no dissent may lack."""
    member.open(TITLE, "ลงความเห็น")
    reason = member.page.locator("[name=reason]")
    assert not reason.is_visible(), "a reason is asked where the opinion asks for one"
    member.page.click("label:has-text('มีความเห็นแย้ง')")
    member.fill({"disputed-1-quantity": "4"})
    assert "ยังไม่ได้บันทึก" in member.sign()
    assert member.typed("disputed-1-quantity") == "4" and reason.is_visible(), "nothing typed is lost"
    member.fill({"reason": REASON})
    assert "มีความเห็นแย้ง รอนายกสั่งการ" in member.sign()


def rule(chief: Visitor) -> None:
    """The head reads the dissent, and rules."""
    chief.open(TITLE, "สั่งให้รับพัสดุไว้")
    assert REASON in chief.words and "แม้มีผู้เห็นแย้ง 1 คน" in chief.words
    chief.fill({"reason": "ตรวจดูแล้วเป็นรอยเย็บขอบจากโรงงาน"})
    assert "รับไว้แล้ว รอมอบให้เจ้าหน้าที่" in chief.sign()
