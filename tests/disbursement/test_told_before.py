"""What can be known before anybody types is said before: beside the button, in the list of signatures, at an address whose time is over."""

from typing import Any

import pytest
from django.test import Client

from disbursement.fund_day import FundDay
from tests.disbursement.tellers import FRIDAY, MONDAY, NEXT_MONDAY, SATURDAY, Tellers

State = FundDay.State
CLOSED = "ธนาคารไม่เปิดทำการ"
TOO_EARLY = "ยังไม่ใช่วันทำการถัดไป"
ONWARD = '<a class="btn" href="/do/fund_day/{}/{}/"'
QUIET = '<a class="btn quiet" href="/do/fund_day/{}/{}/"'


def page(tellers: Tellers, who: str, address: str, status: int = 200) -> str:
    client = Client()
    client.force_login(tellers.office.people[who])
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(("today", "is_told"), [(FRIDAY, False), (SATURDAY, True), (NEXT_MONDAY, False)])
def test_a_closed_bank_is_told_beside_the_button_and_the_record_of_friday_stays_possible(
    tellers: Tellers, today: Any, is_told: bool
) -> None:
    day = tellers.day(FRIDAY, State.BANKING).fund_day
    tellers.set_today(today)
    shown = page(tellers, "theera", f"/case/{day.case_id}/")
    assert (CLOSED in shown) is is_told
    assert QUIET.format(day.pk, "deposit") in shown, "one of two answers, or the record of another day"
    assert (ONWARD.format(day.pk, "keep") in shown) is is_told, "what is left to do today"
    assert page(tellers, "theera", f"/do/fund_day/{day.pk}/deposit/")


@pytest.mark.parametrize(("today", "is_told"), [(FRIDAY, True), (SATURDAY, True), (NEXT_MONDAY, False)])
def test_a_safe_that_opens_on_no_such_day_is_not_chosen_for_signing_together(tellers: Tellers, today: Any, is_told: bool) -> None:
    tellers.day(FRIDAY, State.IN_SAFE, is_kept=True)
    tellers.set_today(today)
    shown = page(tellers, "somchai", "/together/fund_day/release/")
    assert (TOO_EARLY in shown, "ลงนามไม่ได้ 1 เรื่อง" in shown, 'type="password"' in shown) == (is_told, is_told, not is_told)


def test_the_address_of_a_step_long_past_asks_for_no_password(tellers: Tellers) -> None:
    day = tellers.day(MONDAY, State.CLOSED).fund_day
    shown = page(tellers, "rattana", f"/do/fund_day/{day.pk}/check_summary/", status=409)
    assert "เพราะเอกสารอยู่ที่ “ปิดวันแล้ว”" in shown and f'href="/case/{day.case_id}/"' in shown
    assert 'type="password"' not in shown and "<form" not in shown.split("<main")[1]
