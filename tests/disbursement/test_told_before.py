"""What can be known before anybody types is said before: beside the button, in the list of signatures, at an address whose time is over."""

from typing import Any

import pytest
from django.test import Client

from disbursement.fund_day import FundDay
from disbursement.models import ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.furnishing import signed
from disbursement.rehearsal.walk import paper
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers, Refuses
from tests.disbursement.tellers import FRIDAY, LAST, MONDAY, NEXT_MONDAY, SATURDAY, TUESDAY, Tellers
from workflows.founding import register_of

State = FundDay.State
CLOSED = "ธนาคารไม่เปิดทำการ"
PAST = "เลยวันที่ 20 พ.ย. 2569 ซึ่งต้องนำฝากแล้ว"
TOO_EARLY = "ยังไม่ใช่วันทำการถัดไป"
ONWARD = '<a class="btn" href="/do/fund_day/{}/{}/"'
QUIET = '<a class="btn quiet" href="/do/fund_day/{}/{}/"'


def page(tellers: Tellers | Payers, who: str, address: str, status: int = 200) -> str:
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
    assert (CLOSED in shown, PAST in shown) == (is_told, today != FRIDAY)
    assert QUIET.format(day.pk, "deposit") in shown, "one of two answers, or the record of another day"
    assert (ONWARD.format(day.pk, "keep") in shown) is (today != FRIDAY), "what is left to do today"
    form = page(tellers, "theera", f"/do/fund_day/{day.pk}/deposit/")
    assert (PAST in form) is (today != FRIDAY), "told before anybody has typed a deposit (D6)"


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
    assert "ขั้นตอนนี้ทำในตอนนี้ไม่ได้" in shown and "ยังไม่ได้บันทึก" not in shown, "nothing was typed"
    assert 'type="password"' not in shown and "<form" not in shown.split("<main")[1]


def test_a_day_that_waits_for_the_one_before_says_who_has_that_and_leads_there(tellers: Tellers, refused: Refuses) -> None:
    monday = tellers.day(MONDAY, State.CHECKING).fund_day
    (reason,) = refused("DAY_BEFORE_UNREPORTED", lambda: tellers.walk(TUESDAY)).refusals
    assert "รอตรวจใบสำคัญสรุป" in reason.sentence and "นางรัตนา ทองสุก" in reason.sentence
    client = Client()
    client.force_login(tellers.office.people["theera"])
    typed = {"day": "2026-11-17", "cash_account": str(monday.cash_account_id), "_key": "0" * 32}
    shown = client.post("/open/fund_day/", typed).content.decode()
    assert f'href="/case/{monday.case_id}/"' in shown and "เปิดเรื่องที่ต้องทำให้เสร็จก่อน" in shown


def test_the_debit_advice_is_asked_for_above_the_form_and_the_way_leads_back(payers: Payers) -> None:
    payment = payers.approved()
    walk = payers.transfer()
    walk.make([payment])
    transfer = walk.to(Transfer.State.SENT)
    form, back = f"/do/transfer/{transfer.pk}/record_result/", f"/do/transfer/{transfer.pk}/attach/?then=record_result"
    asked = page(payers, "theera", form)
    assert "ยังไม่ได้แนบใบแจ้งหักบัญชี" in asked and f'href="{back}"' in asked
    client = Client()
    client.force_login(payers.office.people["theera"])
    answer = client.post(back, {"kind": DEBIT_ADVICE, "file": paper("debit-advice.pdf"), "_key": "0" * 32})
    assert (answer.status_code, answer["Location"]) == (302, form)
    assert "ยังไม่ได้แนบใบแจ้งหักบัญชี" not in page(payers, "theera", form)


@pytest.mark.parametrize("state", [State.BANKING, State.IN_HAND])
def test_the_stamped_slip_is_asked_for_above_the_deposit_and_the_way_leads_back(tellers: Tellers, state: Any) -> None:
    missing, step = "ยังไม่ได้แนบใบนำฝาก", "deposit" if state == State.BANKING else "deposit_kept"
    walk = tellers.day(FRIDAY, state, is_kept=state == State.IN_HAND)
    tellers.set_today(FRIDAY if state == State.BANKING else NEXT_MONDAY)
    form, back = f"/do/fund_day/{walk.fund_day.pk}/{step}/", f"/do/fund_day/{walk.fund_day.pk}/attach/?then={step}"
    asked = page(tellers, "theera", form)
    assert missing in asked and f'href="{back}"' in asked
    client = Client()
    client.force_login(tellers.office.people["theera"])
    answer = client.post(back, {"kind": "pay_in_slip", "file": paper("slip.pdf"), "_key": "0" * 32})
    assert (answer.status_code, answer["Location"]) == (302, form)
    assert missing not in page(tellers, "theera", form)


@pytest.mark.parametrize("state", [State.BANKING, State.IN_HAND])
def test_deposits_are_added_up_beside_the_whole_that_goes_to_the_bank(tellers: Tellers, state: Any) -> None:
    walk = tellers.day(FRIDAY, state, "1000.00", "250.25", is_kept=state == State.IN_HAND)
    tellers.set_today(FRIDAY if state == State.BANKING else NEXT_MONDAY)
    client, step = Client(), "deposit" if state == State.BANKING else "deposit_kept"
    client.force_login(tellers.office.people["theera"])
    typed = {"_add_up": "deposits", "deposits-0-amount_baht": "1000", "deposits-1-amount_baht": "250"}
    shown = " ".join(client.post(f"/do/fund_day/{walk.fund_day.pk}/{step}/", typed).content.decode().split())
    assert "รวม <b>1,250.00</b> บาท" in shown and "ต้องนำฝากทั้งจำนวน" in shown and "1,250.25" in shown


def test_no_file_is_begun_while_no_payment_waits_and_the_page_says_what_comes_first(payers: Payers) -> None:
    shown = page(payers, "theera", "/open/transfer/", status=409)
    assert "ยังไม่มีรายการที่รอจ่าย จึงยังไม่มีอะไรให้จัดทำชุดรายการโอน" in shown and "รายการจ่ายเกิดเองเมื่อนายกอนุมัติฎีกา" in shown
    assert "<form" not in shown.split("<main")[1], "nobody types in vain"
    payment = payers.approved()
    assert payment.title in page(payers, "theera", "/open/transfer/")
    walk = payers.transfer()
    walk.make([payment])
    assert "ยังไม่มีรายการที่รอจ่าย" in page(payers, "theera", "/open/transfer/", status=409), "it stands in a file already"


def test_the_file_that_is_to_be_sent_lies_on_the_page_that_says_it_was_sent(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    transfer = walk.to(Transfer.State.SIGNED)
    file = f'href="/transfer/{transfer.pk}/file/"'
    form = page(payers, "theera", f"/do/transfer/{transfer.pk}/send/")
    assert file in form and form.index(file) < form.index('name="bank_reference"'), "before anything is typed"
    client = Client()
    client.force_login(payers.office.people["theera"])
    assert b"106000.00" in client.get(f"/transfer/{transfer.pk}/file/").content
    assert file not in page(payers, "rattana", f"/do/transfer/{transfer.pk}/send/"), "it names accounts (P-11)"


@pytest.mark.parametrize("then", ["send", "close", "//evil.example/", ""])
def test_nowhere_else_does_the_address_lead_after_a_step(payers: Payers, then: str) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    transfer = walk.to(Transfer.State.SENT)
    client = Client()
    client.force_login(payers.office.people["theera"])
    sent = {"kind": DEBIT_ADVICE, "file": paper("debit-advice.pdf"), "_key": "0" * 32}
    answer = client.post(f"/do/transfer/{transfer.pk}/attach/?then={then}", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/case/{transfer.case_id}/")


def test_whoever_is_handed_a_book_finds_it_on_her_desk_until_she_has_signed(tellers: Tellers) -> None:
    office = tellers.office
    register = register_of(office.organization, ReceiptBookRegister)
    facts = {"kind": "book", "book_number": "77", "first_number": 1, "last_number": 50}
    signed(office, "duangjai", ReceiptBookRegister, "add_book", LAST, **facts)
    address = f"/do/receipt_book_register/{register.pk}/take_over/"
    hand_over = f"/do/receipt_book_register/{register.pk}/hand_over/"
    book = ReceiptBook.objects.get(book_number="77")
    assert str(book.pk) in page(tellers, "duangjai", hand_over) and address not in page(tellers, "theera", "/")
    signed(office, "duangjai", ReceiptBookRegister, "hand_over", LAST, book=book.pk, holder=office.people["theera"].pk)
    desk = page(tellers, "theera", "/")
    assert f'href="{address}"' in desk and "ลงชื่อรับเล่มใบเสร็จ" in desk and address not in page(tellers, "duangjai", "/")
    assert str(book.pk) not in page(tellers, "duangjai", hand_over), "a book that somebody holds is not offered again"
    assert str(book.pk) in page(tellers, "theera", address)
    signed(office, "theera", ReceiptBookRegister, "take_over", LAST, book=book.pk)
    assert address not in page(tellers, "theera", "/")
