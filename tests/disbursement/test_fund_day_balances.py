"""Nobody signs a day's money unseen: brought forward + in − out = what remains, of each account, before each signature (C6, C8)."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from disbursement.fund_day import FundDay
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from tests.workflows.api_caller import Caller

State = FundDay.State
SAFE, BANK, OTHER_BANK = "ตู้นิรภัยกองคลัง", "บัญชีเงินรายได้", "บัญชีเงินอุดหนุน"
COLUMNS = ["รายการ", "ยอดยกมา", "รับ", "โอนเข้า", "โอนออก", "จ่าย", "คงเหลือ"]
BROUGHT = "ยอดยกมา + รับ + โอนเข้า − โอนออก − จ่าย = คงเหลือ (บาท)"


def matter(tellers: Tellers, who: str, day: Any, step: str) -> Any:
    """What the API tells of a step that may be signed."""
    steps = Caller(tellers.office, who).get(f"/api/v1/fund_day/{day.pk}").json()["steps"]
    return next(one for one in steps if one["name"] == step).get("matter")


def page(tellers: Tellers, who: str, day: Any, step: str) -> str:
    client = Client()
    client.force_login(tellers.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/do/fund_day/{day.pk}/{step}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.rule("C6", "kept")
def test_whoever_draws_up_the_report_sees_it_before_signing(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED, "1000.00", is_kept=True)
    day = tellers.day(TUESDAY, State.REPORTING, "70.25", is_kept=True).fund_day
    told = matter(tellers, "theera", day, "draw_up_report")
    (table,) = told["tables"]
    assert (table["title"], table["columns"]) == (BROUGHT, COLUMNS)
    assert table["rows"] == [
        [SAFE, "1,000.00", "70.25", "0.00", "1,000.00", "0.00", "70.25"],
        [BANK, "50,000,000.00", "0.00", "1,000.00", "0.00", "0.00", "50,001,000.00"],
        [OTHER_BANK, "50,000,000.00", "0.00", "0.00", "0.00", "0.00", "50,000,000.00"],
    ]
    assert told["sentence"] == "รายงานคงเหลือทุกบัญชี 100,001,070.25 บาท ในนี้เงินสดและเช็คที่กรรมการต้องตรวจนับ 70.25 บาท"
    shown = page(tellers, "theera", day, "draw_up_report")
    assert BROUGHT in shown and "50,001,000.00" in shown and told["sentence"] in shown


@pytest.mark.rule("C8", "kept")
def test_each_member_sees_the_accounts_the_count_and_the_difference(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.COUNTING, "1000.00", is_kept=True)
    assert BANK in page(tellers, "rattana", walk.fund_day, "record_count"), "who counts sees what the books say of each account"
    walk.count(Decimal("980.00"))
    for who in ("rattana", "somchai", "duangjai"):
        (table,) = matter(tellers, who, walk.fund_day, "sign_count")["tables"]
        assert table["columns"] == ["รายการ", "ยอดยกมา", "เข้า", "ออก", "คงเหลือ", "ตรวจนับได้", "ผลต่าง"]
        assert table["rows"][0] == [SAFE, "0.00", "1,000.00", "0.00", "1,000.00", "980.00", "-20.00"]
        assert table["rows"][1] == [BANK, "50,000,000.00", "0.00", "0.00", "50,000,000.00", "–", "–"]
        shown = page(tellers, who, walk.fund_day, "sign_count")
        assert "ยอดยกมา + เข้า − ออก = คงเหลือ (บาท)" in shown and "-20.00" in shown


def test_who_may_not_sign_is_told_no_matter(tellers: Tellers) -> None:
    day = tellers.day(MONDAY, State.REPORTING).fund_day
    assert matter(tellers, "porntip", day, "draw_up_report") is None
