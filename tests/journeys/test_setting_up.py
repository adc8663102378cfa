"""The keeper of the budget sets up the year from Excel, on a phone as on a desktop: faults first, then the preview, then the register."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import DESKTOP, PHONE, Visitor
from tests.journeys.test_accessibility import faults
from tests.workflows.workbooks import filled
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

LINES = (("กองช่าง", 2570, "9-1", "ค่าวัสดุก่อสร้าง", "250000.50"), ("กองคลัง", 2570, "9-2", "ค่าวัสดุสำนักงาน", "1.005"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_year_s_budget_comes_from_one_file(
    office: PracticeOffice, site: str, browser: Browser, tmp_path: Path, size: Any
) -> None:
    wrong, right = tmp_path / "ผิด.xlsx", tmp_path / "ถูก.xlsx"
    wrong.write_bytes(filled("budget_lines", *LINES))
    right.write_bytes(filled("budget_lines", LINES[0], (*LINES[1][:4], "1.00")))
    kanda = Visitor(browser, site, "kanda", size)
    kanda.goto("/setup/")
    kanda.follow("main a:has-text('นำเข้า “รายการงบประมาณ” จาก Excel')")
    for file in (wrong, right):
        kanda.page.set_input_files("[name=file]", file)
        with kanda.page.expect_navigation():
            kanda.page.click("button:has-text('ตรวจแฟ้ม')")
        kanda.look()
        assert faults(kanda.page) == []
        assert ("1.005" in kanda.words, "แถวที่ 4" in kanda.words) == (file is wrong, file is wrong)
    assert "250,000.50" in kanda.words
    with kanda.page.expect_navigation():
        kanda.page.click("button:has-text('ยืนยัน บันทึกทุกแถวที่แสดง')")
    kanda.look()
    assert "บันทึกแล้ว 2 รายการ" in kanda.words
    assert "ค่าวัสดุก่อสร้าง" in kanda.words
    assert kanda.complaints == []
