"""A clerk lets a program of hers prepare for her, sees when it came, and takes its token back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.test_accessibility import faults
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
NAME = "โปรแกรมพัสดุของกองช่าง"


def test_a_program_is_let_in_and_shut_out_again(office: PracticeOffice, today: str, site: str, browser: Browser) -> None:
    clerk = Visitor(browser, site, "orathai", PHONE)
    clerk.goto("/identity/")
    clerk.follow("main a.btn:has-text('ออกโทเคนให้เครื่อง')")
    clerk.fill({"name": NAME, "ends_on": (date.fromisoformat(today) + timedelta(days=400)).isoformat()})
    assert "โทเคนมีอายุตั้งแต่วันนี้" in clerk.sign() and clerk.typed("name") == NAME
    clerk.fill({"ends_on": (date.fromisoformat(today) + timedelta(days=30)).isoformat()})
    assert "แสดงครั้งนี้ครั้งเดียว" in clerk.sign()
    wrong = faults(clerk.page)
    secret = clerk.page.inner_text("main section p.code").strip()
    program = browser.new_context().request
    desk = lambda: program.get(f"{site}/api/v1/desk", headers={"Authorization": f"Bearer {secret}"})
    assert desk().status == 200
    clerk.follow("main a:has-text('กลับไปหน้าการยืนยันตัวตน')")
    assert NAME in clerk.words and "ใช้ล่าสุด" in clerk.words and secret not in clerk.words
    wrong += faults(clerk.page)
    clerk.follow("main a:has-text('ถอนคืน')")
    clerk.send()
    assert desk().status == 401
    clerk.goto("/identity/")
    assert NAME not in clerk.words
    assert (wrong, clerk.complaints) == ([], [])
