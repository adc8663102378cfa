"""The secretary issues a starting code from the register; the officer sets the own password on a phone; both and the head are told."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, Visitor
from tests.journeys.test_accessibility import faults
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]


def photographed(visitor: Visitor, name: str) -> None:
    """Each page is held to the same as all others; where a folder is named, its picture is kept too."""
    assert faults(visitor.page) == []
    if folder := os.environ.get("DIKA_PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_a_forgotten_password_is_set_anew_by_its_owner(office: PracticeOffice, site: str, browser: Browser) -> None:
    secretary, officer = Visitor(browser, site, "wilai"), Visitor(browser, site, "", PHONE)
    secretary.goto("/registers/people_register/")
    photographed(secretary, "register")
    secretary.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    secretary.follow(f"tr:has-text('{office.orathai.full_name}') a:has-text('ออกรหัสเริ่มต้น')")
    secretary.fill({"reason": "ลืมรหัสผ่าน มาด้วยตนเอง"})
    secretary.sign()
    code = secretary.page.inner_text(".lead.code")
    photographed(secretary, "code")
    officer.goto("/sign-in/")
    officer.follow("a:has-text('ตั้งรหัสผ่านด้วยรหัสเริ่มต้น')")
    photographed(officer, "start-phone")
    new = PASSWORD + " ใหม่"
    typed = {"username": "orathai", "starting_code": code.upper(), "new_password1": "สั้น", "new_password2": "สั้น"}
    officer.fill(typed)
    officer.follow("main button:has-text('ตั้งรหัสผ่าน')")
    assert "รหัสผ่านสั้นเกินไป" in officer.words and officer.typed("starting_code") == code.upper()
    photographed(officer, "start-wrong-phone")
    officer.fill({"new_password1": new, "new_password2": new})
    officer.follow("main button:has-text('ตั้งรหัสผ่าน')")
    assert "ตั้งรหัสผ่านแล้ว" in officer.page.inner_text("body")
    officer.fill({"username": "orathai", "password": new})
    officer.follow("main button:has-text('เข้าสู่ระบบ')")
    assert "นางวิไล ศรีเมือง ออกรหัสเริ่มต้นให้คุณ" in officer.words
    photographed(officer, "desk-phone")
    head = Visitor(browser, site, "boonmee", DESKTOP)
    head.goto("/")
    assert f"นางวิไล ศรีเมือง ออกรหัสเริ่มต้นให้ {office.orathai.full_name}" in head.words
    photographed(head, "desk-head")
    stale = [one for person in (secretary, head) for one in person.complaints]
    assert stale == [] and all("422" in one for one in officer.complaints)
