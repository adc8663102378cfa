"""A visitor with a print in hand: its code, the file itself, and a file that somebody has altered; nobody signs in."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import PHONE, Visitor, pdf_text
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
TITLE = "ซื้อถังขยะ"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
AS_PRINTED, NOT_AS_PRINTED = "ตรงกับที่ระบบพิมพ์ทุกไบต์", "ไม่ตรงกับที่ระบบพิมพ์"


@pytest.fixture
def ordered(office: PracticeOffice) -> Walk:
    vendors, lines = furnish(office)
    need = Need(TITLE, (("ถังขยะ", "ใบ", "20", "900.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),))
    walk = Walk(office, need)
    walk.to("ordered")
    return walk


def test_a_visitor_proves_a_print_by_its_code_and_by_its_file(ordered: Walk, site: str, browser: Browser) -> None:
    officer, visitor = Visitor(browser, site, "duangjai"), Visitor(browser, site, size=PHONE)
    officer.goto(f"/case/{ordered.purchase.case_id}/")
    paper = officer.download("ใบสั่งซื้อ")
    code = next(iter(CODE.findall(pdf_text(paper))))
    visitor.goto("/verify/")
    visitor.fill({"code": "AAAA-AAA"})
    press(visitor, "ตรวจสอบ")
    assert "แปดตัว" in visitor.words and visitor.typed("code") == "AAAA-AAA", "what is no code is said, and stays"
    visitor.fill({"code": code.lower().replace("-", " ")})
    press(visitor, "ตรวจสอบ")
    assert "เป็นฉบับล่าสุด" in visitor.words and "18,000.00 บาท" in visitor.words
    assert bring(visitor, paper).count(AS_PRINTED) == 1
    altered = bytearray(paper)
    altered[len(altered) // 2] ^= 1
    told = bring(visitor, bytes(altered))
    assert NOT_AS_PRINTED in told and AS_PRINTED not in told
    assert "แฟ้มนี้ไม่ใช่เอกสารที่ระบบนี้ออก" in bring(visitor, b"%PDF-1.7 not one of ours")
    assert officer.complaints == visitor.complaints == []


def bring(visitor: Visitor, content: bytes) -> str:
    file: Any = {"name": "order.pdf", "mimeType": "application/pdf", "buffer": content}
    visitor.page.set_input_files("[name=file]", [file])
    press(visitor, "ตรวจแฟ้ม")
    return visitor.words


def press(visitor: Visitor, button: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.click(f"main button:has-text('{button}')")
    visitor.look()
