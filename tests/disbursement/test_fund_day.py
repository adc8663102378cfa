"""The day's slips in one summary, its two signatures, and the daily checker's total (D1–D5, N19)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.models import CashAccount, NonCashLine, ReceivedBy, SummaryLine
from disbursement.registers import AccountRegister
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.fund_day import DayWalk
from disbursement.rehearsal.furnishing import bank_account, cash_account, receipt_book, signed
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers, Refuses
from tests.disbursement.tellers import FIRST, FRIDAY, LAST, MONDAY, SATURDAY, TUESDAY, WEDNESDAY, Tellers
from workflows import engine
from workflows.registers.people import PeopleRegister

State = FundDay.State
SATANG = Decimal("0.01")
CHECKERS_POST = "เจ้าพนักงานการเงินและบัญชี"


def state_of(slips: Any) -> str:
    return str(Remittance.objects.get(pk=slips.pk).state)


@pytest.mark.rule("D1", "kept")
@pytest.mark.rule("D3", "kept")
def test_the_slips_of_a_day_become_one_summary(tellers: Tellers) -> None:
    transfer = slip("300.25", ReceivedBy.TRANSFER, bank_account=bank_account(tellers.office), instrument="T1")
    cheque = slip("200.00", ReceivedBy.CHEQUE, instrument="0000001")
    first = tellers.collect(MONDAY, "1000.00", slips=[transfer, cheque])
    second = tellers.collect(MONDAY, "500.50")
    day = tellers.walk(MONDAY).prepare()
    assert (day.cash_baht, day.cheque_baht, day.transfer_baht) == (Decimal("1500.50"), Decimal("200.00"), Decimal("300.25"))
    assert (day.amount_baht, day.number, day.state) == (Decimal("2000.75"), "1/2570", State.CHECKING)
    assert list(SummaryLine.objects.filter(document=day.pk).values_list("remittance", flat=True)) == [first.pk, second.pk]
    assert {state_of(first), state_of(second)} == {Remitting.SUMMARIZED}
    assert Remittance.objects.get(pk=first.pk).summary_id == day.pk


@pytest.mark.rule("D1", "kept", "refused")
def test_a_summary_after_the_day_says_why(tellers: Tellers, refused: Refuses) -> None:
    tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY, days={"prepare_summary": TUESDAY})
    caught = refused("BOOKED_LATE", walk.prepare)
    assert caught.refusals[0].field == "late_reason"
    assert walk.prepare(late_reason="ไฟฟ้าดับทั้งวัน").late_reason == "ไฟฟ้าดับทั้งวัน"


@pytest.mark.rule("D1", "kept", "refused")
def test_money_written_into_the_books_a_day_late_is_said_to_be(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.collecting(MONDAY, "1000.00")
    walk.remit()
    walk.days = {**walk.days, "receive": TUESDAY}
    walk.receive()
    day = tellers.walk(TUESDAY)
    refused("BOOKED_LATE", day.prepare)
    assert day.prepare(late_reason="ผู้รับเงินลาป่วยช่วงบ่าย").state == State.CHECKING


@pytest.mark.rule("D2", "kept", "refused")
def test_money_that_a_collector_still_has_is_named(tellers: Tellers, refused: Refuses) -> None:
    tellers.collect(MONDAY, "1000.00")
    behind = tellers.collecting(MONDAY, "70.00")
    walk = tellers.walk(MONDAY)
    caught = refused("REMITTANCE_OUTSTANDING", walk.prepare)
    assert behind.remittance.title in caught.refusals[0].sentence
    behind.remit()
    refused("REMITTANCE_OUTSTANDING", walk.prepare)
    behind.receive()
    assert walk.prepare().amount_baht == Decimal("1070.00")


@pytest.mark.rule("D3", "kept", "refused")
def test_the_checker_of_the_summary_is_another_person(tellers: Tellers, refused: Refuses) -> None:
    tellers.stand_in("theera", "ผู้อำนวยการกองคลัง")
    walk = tellers.day(MONDAY, State.CHECKING)
    walk.hands = {"check_summary": "theera"}
    refused("SAME_PERSON", lambda: walk.perform("theera", "check_summary"))
    walk.hands = {}
    assert walk.perform("rattana", "check_summary").state == State.COMPARING


@pytest.mark.rule("D3", "kept")
@pytest.mark.parametrize("state", [State.CHECKING, State.COMPARING])
def test_a_returned_summary_gives_its_slips_back_and_takes_new_ones(tellers: Tellers, state: str) -> None:
    slips = tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY, state)
    walk.perform("rattana" if state == State.CHECKING else "kanda", "return_summary", reason="ยังขาดใบนำส่งของตลาดสด")
    assert (walk.fund_day.state, state_of(slips)) == (State.OPEN, Remitting.RECEIVED)
    tellers.collect(MONDAY, "25.00")
    day = walk.prepare()
    assert (day.amount_baht, state_of(slips), day.number) == (Decimal("1025.00"), Remitting.SUMMARIZED, "1/2570")


def test_a_day_opened_in_error_is_withdrawn_and_opened_again(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.walk(MONDAY)
    assert walk.perform("theera", "withdraw", reason="เปิดผิดวัน").state == State.WITHDRAWN
    again = tellers.walk(MONDAY)
    assert again.fund_day.state == State.OPEN
    refused("DAY_OPENED", lambda: tellers.walk(MONDAY))


@pytest.mark.rule("C6", "kept", "refused")
def test_no_day_is_opened_before_it_comes_and_none_twice(tellers: Tellers, refused: Refuses) -> None:
    tomorrow = LAST + timedelta(days=1)
    facts = {"day": tomorrow, "cash_account": cash_account(tellers.office)}
    refused("FUTURE_DATE", lambda: engine.open_document(tellers.office.theera, FundDay, tellers.office.organization, **facts))
    assert tellers.walk(LAST).fund_day.day == LAST
    refused("NOT_YOUR_ROLE", lambda: DayWalk(tellers.office, MONDAY, hands={"open_day": "porntip"}).open())


def test_a_day_without_receipts_has_no_summary(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.walk(MONDAY)
    refused("NOTHING_RECEIVED", walk.prepare)
    assert walk.perform("theera", "note_no_receipts").state == State.REPORTING
    tellers.collect(FRIDAY, "1.00")
    walk.to(State.CLOSED)
    friday = tellers.walk(FRIDAY)
    refused("RECEIPTS_OF_THE_DAY", lambda: friday.perform("theera", "note_no_receipts"))


def test_money_of_a_market_saturday_has_its_day(tellers: Tellers) -> None:
    assert tellers.day(SATURDAY, State.CHECKING).fund_day.day == SATURDAY


def test_money_in_another_safe_is_not_summarized_here(tellers: Tellers, refused: Refuses) -> None:
    tellers.collect(MONDAY, "1000.00")
    other = {"name": "ตู้เก็บเงินกองช่าง", "opening_balance_baht": Decimal(0)}
    signed(tellers.office, "rattana", AccountRegister, "add_cash_account", LAST, **other)
    walk = DayWalk(tellers.office, MONDAY)
    walk.open(cash_account=CashAccount.objects.get(name=other["name"]))
    refused("OTHER_SAFE", walk.prepare)


@pytest.mark.rule("D4", "kept", "refused")
@pytest.mark.parametrize("more", [-SATANG, SATANG])
def test_the_daily_checker_s_total_is_exact_to_the_satang(tellers: Tellers, refused: Refuses, more: Decimal) -> None:
    walk = tellers.day(MONDAY, State.COMPARING, "1234.25")
    refused("TOTAL_DIFFERS", lambda: walk.compare(total_baht=Decimal("1234.25") + more))
    assert walk.compare(total_baht=Decimal("1234.25")).state == State.BANKING


@pytest.mark.rule("D4", "refused")
def test_the_daily_checker_signs_the_last_copy_and_everything_of_the_day(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.COMPARING)
    refused("WRONG_INPUT", lambda: walk.compare(wrote_on_last_copy=False))
    tellers.collect(MONDAY, "5.00")
    refused("SUMMARY_STALE", walk.compare)


@pytest.mark.rule("D5", "kept", "refused")
@pytest.mark.parametrize("collector", ["record", "remit"])
def test_a_collector_is_never_the_daily_checker(tellers: Tellers, refused: Refuses, collector: str) -> None:
    tellers.stand_in("porntip", CHECKERS_POST)
    walk = tellers.day(MONDAY, State.COMPARING)
    walk.hands = {"compare": "porntip"}
    refused("CHECKER_COLLECTED", walk.compare)
    waived = {"person": tellers.office.porntip, "reason": "มีเจ้าหน้าที่เพียงสองคน", "order_number": "9/2570"}
    pair = {"first_step": "fund_day.compare", "second_step": f"remittance.{collector}"}
    signed(tellers.office, "boonmee", PeopleRegister, "waive_separation", LAST, **waived, **pair, starts_on=FIRST, ends_on=LAST)
    assert walk.compare().state == State.BANKING


@pytest.mark.rule("D5", "kept", "refused")
def test_the_daily_checker_who_collected_nothing_signs(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(WEDNESDAY, State.COMPARING)
    walk.hands = {"compare": "theera"}
    refused("NOT_YOUR_ROLE", walk.compare)
    walk.hands = {}
    assert walk.compare().state == State.BANKING


@pytest.mark.rule("N19", "kept", "refused")
def test_a_fine_kept_back_is_a_non_cash_line_of_the_day(payers: Payers, refused: Refuses) -> None:
    """It is in the day's total and in nobody's hands; whoever wrote its receipt is not the checker."""
    book, payment = receipt_book(payers.office), payers.approved(fine_baht=Decimal("500.00"))
    transfer = payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.SENT)
    cash_account(payers.office)
    walk = DayWalk(payers.office, payers.today)
    walk.open()
    transfer.answer(fine_book=book)
    refused("RECEIPTS_OF_THE_DAY", lambda: walk.perform("theera", "note_no_receipts"))
    day = walk.prepare()
    line = NonCashLine.objects.get(document=day.pk)
    assert (day.amount_baht, day.non_cash_baht, day.cash_baht) == (Decimal("500.00"), Decimal("500.00"), Decimal(0))
    assert (line.issuer, line.receipt.number) == (payers.office.theera, 1)
    walk.perform("rattana", "check_summary")
    payers.stand_in("theera", CHECKERS_POST)
    walk.hands = {"compare": "theera"}
    refused("CHECKER_COLLECTED", walk.compare)
    walk.hands = {}
    assert walk.compare().state == State.REPORTING, "nothing of it goes to the bank"
