"""Money that was received and for which no day is open is nobody's desk: whoever may open the day is told, and its page names the slips."""

from django.test import Client

from disbursement.fund_day import FundDay
from disbursement.remittance import State as Remitting
from tests.disbursement.tellers import MONDAY, TUESDAY, WEDNESDAY, Tellers
from workflows.dates import short_date
from workflows.practice import found_practice_office

SENTENCE = "รับเงินแล้ว รอเปิดเงินประจำวัน"


def page(tellers: Tellers, address: str = "/", who: str = "theera") -> str:
    client = Client()
    client.force_login(tellers.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return str(client.get(address).content.decode())


def test_received_slips_wait_on_the_desk_of_whoever_may_open_a_day(tellers: Tellers) -> None:
    assert SENTENCE not in page(tellers)
    tellers.collect(MONDAY, "1000.00", "250.25")
    tellers.collect(TUESDAY, "500.00")
    told = page(tellers)
    assert f"ใบนำส่งเงิน 2 ใบ รวม 1,750.25 บาท {SENTENCE}" in told and 'href="/open/fund_day/"' in told
    assert f"รับเงินตั้งแต่ {short_date(MONDAY)}" in told
    for who in ("porntip", "rattana", "boonmee"):
        assert SENTENCE not in page(tellers, who=who), who


def test_what_is_still_being_collected_or_waits_for_its_receiver_is_not_told(tellers: Tellers) -> None:
    walk = tellers.collecting(MONDAY, "1000.00")
    assert SENTENCE not in page(tellers)
    walk.remit()
    assert walk.remittance.state == Remitting.REMITTED and SENTENCE not in page(tellers)


def test_an_open_day_takes_in_what_came_until_then_and_names_it(tellers: Tellers) -> None:
    first = tellers.collect(MONDAY, "1000.00", "250.25")
    later = tellers.collect(WEDNESDAY, "500.00")
    day = tellers.walk(MONDAY).fund_day
    told = page(tellers)
    assert f"ใบนำส่งเงิน 1 ใบ รวม 500.00 บาท {SENTENCE}" in told and f"รับเงินตั้งแต่ {short_date(WEDNESDAY)}" in told
    shown = page(tellers, f"/case/{day.case_id}/", "boonmee")
    table = shown[shown.index("ใบนำส่งเงินที่รอเข้าใบสำคัญสรุปของวันนี้") :]
    assert first.number in table and "1,250.25" in table
    assert later.number not in table


def test_once_summed_the_page_of_the_day_has_the_summary_alone(tellers: Tellers) -> None:
    tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY)
    walk.prepare()
    assert SENTENCE not in page(tellers)
    assert "ใบนำส่งเงินที่รอเข้าใบสำคัญสรุปของวันนี้" not in page(tellers, f"/case/{walk.fund_day.case_id}/")


def test_what_came_after_its_day_was_summed_leads_to_that_day_and_not_to_a_form_that_refuses(tellers: Tellers) -> None:
    tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY)
    walk.prepare()
    tellers.collect(MONDAY, "240.50")
    told = page(tellers)
    case = f'href="/case/{walk.fund_day.case_id}/"'
    assert f"ใบนำส่งเงิน 1 ใบ รวม 240.50 บาท {SENTENCE}" in told and case in told
    assert "ขอให้ผู้ที่ถืออยู่ส่งคืนให้จัดทำใหม่" in told and "กดเพื่อเปิดเงินประจำวันของวันนั้น" not in told


def test_what_came_after_its_day_was_checked_goes_into_the_next_and_says_so(tellers: Tellers) -> None:
    day = tellers.day(MONDAY, FundDay.State.BANKING).fund_day
    tellers.collect(MONDAY, "240.50")
    told = page(tellers)
    assert "จะเข้าเงินประจำวันของวันถัดไป" in told and f'href="/case/{day.case_id}/"' in told
    assert "ส่งคืนให้จัดทำใหม่" not in told and "กดเพื่อเปิดเงินประจำวันของวันนั้น" not in told


def test_another_office_hears_nothing_of_it(tellers: Tellers) -> None:
    tellers.collect(MONDAY, "1000.00")
    stranger = found_practice_office(suffix="2", short_name="อบต.อื่น")
    client = Client()
    client.force_login(stranger.people["theera"], backend="django.contrib.auth.backends.ModelBackend")
    assert SENTENCE not in client.get("/").content.decode()
