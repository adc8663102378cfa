"""An office that was founded a moment ago: every list says why it is empty and what comes first, and no page bears another's title."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from workflows.models import User
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register

PAGES = ("/", "/board/", "/board/pace/", "/registers/", "/setup/", "/central/", "/central/?system=egp", "/search/", "/search/?q=x", "/papers/", "/handbook/", "/identity/")  # fmt: skip


@pytest.fixture
def wilai(db: None) -> Client:
    call_command("found_office", "องค์การบริหารส่วนตำบลใหม่", "อบต.ใหม่", secretary="นางวิไล ศรีเมือง", username="wilai", stdout=None)
    client = Client()
    client.force_login(User.objects.get(username="wilai"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def addresses() -> list[str]:
    kept = [f"/registers/{code}/" for code, procedure in PROCEDURES.items() if issubclass(procedure.model, Register)]
    others = [f"/documents/{code}/" for code, procedure in PROCEDURES.items() if not issubclass(procedure.model, Register)]
    return [*PAGES, *kept, *others, *(f"/handbook/{code}/" for code in PROCEDURES)]


def title_of(page: Any) -> str:
    return " ".join(re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1].split())  # type: ignore[index]


def test_every_page_opens_under_a_title_of_its_own(wilai: Client) -> None:
    pages = {address: wilai.get(address) for address in addresses()}
    assert {page.status_code for page in pages.values()} == {200}
    titles = [title_of(page) for page in pages.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


@pytest.mark.parametrize(
    ("address", "told", "url"),
    [
        ("/", "ตั้งค่าหน่วยงานให้ครบก่อน แล้วจึงเริ่มเรื่องแรกได้", "/setup/"),
        ("/board/", "ยังไม่มีเรื่องที่เดินอยู่", "/"),
        ("/board/?late=1", "ไม่มีเรื่องที่ตรงกับตัวกรองนี้", "/board/"),
        ("/papers/", "คุณยังไม่ได้ขอแฟ้มใด", "/board/"),
        ("/handbook/?q=zzzz", "ไม่พบ “zzzz” ในชื่อกระบวนงาน", "/search/?q=zzzz"),
        ("/documents/purchase/", "ฉบับแรกเกิดที่ขั้น “ขอซื้อหรือขอจ้าง”", "/registers/"),
        ("/central/", "ลงครบแล้ว ไม่มีอะไรค้าง", "/registers/"),
    ],
)
def test_what_is_empty_says_so_and_leads_on(wilai: Client, address: str, told: str, url: str) -> None:
    page = wilai.get(address).content.decode()
    main = page[page.index("<main") :]
    assert told in main and f'href="{url}"' in main
