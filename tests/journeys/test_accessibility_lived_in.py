"""The pages that only an office with a past has, and what a form becomes when it is refused or overtaken: axe and a thumb find nothing there either."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, Visitor
from tests.journeys.conftest import let_in
from tests.journeys.test_accessibility import LINES, faults
from tests.journeys.walked import LIVED_IN, names_of
from tests.lived_in import live_in
from workflows.models import Document
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

LED = (
    "voucher",
    "payment",
    "transfer",
    "fund_day",
    "remittance",
    "goods_acceptance",
    "works_acceptance",
    "cheque_return",
    "shortage",
)


@pytest.fixture
def lived_in(own_database: str, tmp_path: Path) -> PracticeOffice:
    return let_in(live_in(tmp_path))


@pytest.fixture
def asked(lived_in: PracticeOffice) -> dict[str, str]:
    """Forms that somebody still has to fill: an opinion, two signatures alike, an acceptance, a voucher."""
    vendors, lines = furnish(lived_in)
    walks = [
        Walk(lived_in, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),))) for _ in range(4)
    ]
    for walk, state in zip(walks, ("reported", "approving", "approving", "ordered"), strict=True):
        walk.to(state)
    walks[3].deliver()
    Road(walks[3]).accept()
    return {
        "opinion": f"/do/purchase/{walks[0].purchase.pk}/endorse_report/",
        "back": f"/do/purchase/{walks[0].purchase.pk}/return_report/",
        "accepted": f"/case/{walks[3].purchase.case_id}/",
    }


@pytest.fixture
def pages(asked: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Who looks at which pages."""
    first = {code: Document.objects.filter(procedure=code).earliest("pk") for code in LED}
    receipts = Document.objects.filter(procedure="remittance").latest("pk")
    return {
        "rattana": (*(f"/case/{one.case_id}/" for one in first.values()), f"/case/{first['fund_day'].case_id}/trail/", f"/rows/voucher/{first['voucher'].pk}/evidence/", "/papers/", "/board/pace/"),
        "boonmee": ("/together/purchase/approve_report/", "/documents/voucher/", "/registers/contracts_register/", "/handbook/fund_day/example/"),
        "theera": ("/setup/", "/central/", "/central/?system=elaas", f"/central/elaas_receipts/{receipts.pk}/", "/registers/custody_register/"),
        "orathai": (asked["accepted"],),
        "": ("/verify/", "/verify/?code=AAAA-AAA"),
    }  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_of_a_lived_in_office_keeps_anybody_out(
    pages: dict[str, tuple[str, ...]], asked: dict[str, str], site: str, browser: Browser, size: Any
) -> None:
    assert names_of([address for addresses in pages.values() for address in addresses]) == LIVED_IN
    wrong: dict[str, list[str]] = {}
    for who, addresses in pages.items():
        visitor = Visitor(browser, site, who, size)
        for address in addresses:
            visitor.goto(address)
            wrong[f"{who} {address}"] = faults(visitor.page)
        assert visitor.complaints == []
    director = Visitor(browser, site, "rattana", size)
    for kind, words in (("refused", "ยังไม่ได้บันทึก"), ("overtaken", "เอกสารเปลี่ยนไปหลังจากคุณเปิดอ่าน")):
        director.goto(asked["opinion"])
        if kind == "overtaken":
            send_back(browser, site, asked["back"])
        director.send(**({"password": PASSWORD} if kind == "overtaken" else {}))
        assert words in director.words
        wrong[f"{kind} {asked['opinion']}"] = faults(director.page)
    assert not (told := "\n".join(f"{place}: {fault}" for place, found in wrong.items() for fault in found)), told


def send_back(browser: Browser, site: str, address: str) -> None:
    """The same person gives the report back in another window."""
    other = Visitor(browser, site, "rattana")
    other.goto(address)
    other.fill({"reason": "กำหนดส่งสั้นไป"})
    other.send()
    other.page.context.close()
