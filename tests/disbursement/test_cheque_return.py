"""A cheque that the bank returned: out of the books on the bank's day, owed from then on, paid again by new receipts, told in each report (C10, R1)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from disbursement.cheque_return import ChequeReturn
from disbursement.cheque_states import State
from disbursement.fund_day import FundDay
from disbursement.models import AccountMovement, Receipt, ReceivedBy, ReturnedReceipt
from disbursement.rehearsal.cheque_return import CHEQUE, PAYER, ChequeReturnWalk, take_in
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.rehearsal.walk import paper
from disbursement.report_printing import daily_position
from tests.crash import sweep
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Tellers, reported
from tests.disbursement.test_fund_day_printing import filled
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

CHEQUE_BAHT, CASH_BAHT = Decimal("2000.00"), Decimal("1000.00")
BANK = "บัญชีเงินรายได้"
UNPAID = "ลูกหนี้เช็คคืน 1 ฉบับ ยังไม่ได้รับชำระ รวม 2,000.00 บาท"


def sound() -> None:
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def banked(tellers: Tellers, amount: Decimal = CHEQUE_BAHT, **facts: Any) -> ChequeReturnWalk:
    """Monday's money, a cheque among it, in the bank on Monday; the bank takes it back on Tuesday."""
    receipt = take_in(tellers.office, MONDAY, amount, **facts)
    tellers.day(MONDAY, FundDay.State.CLOSED)
    return ChequeReturnWalk(tellers.office, receipt, on=TUESDAY)


@pytest.fixture
def walk(tellers: Tellers) -> ChequeReturnWalk:
    return banked(tellers)


@pytest.mark.rule("C10", "kept")
def test_the_account_is_lower_when_the_director_has_checked_and_not_before(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    full = OPENING_BAHT + CASH_BAHT + CHEQUE_BAHT
    opened = walk.open()
    assert (opened.payer, opened.instrument, opened.amount_baht, opened.deposited_on) == (PAYER, CHEQUE, CHEQUE_BAHT, MONDAY)
    assert opened.title == "เช็คคืน กรุงไทย 5510284 ของ หจก.ชัยดีก่อสร้าง"
    submitted = walk.to(State.CHECKING)
    assert (submitted.number, submitted.waiting_for, tellers.bank_baht()[0]) == ("1/2570", "finance_director", full)
    booked = walk.to(State.INFORMING)
    assert (booked.waiting_for, booked.owed_baht, tellers.bank_baht()[0]) == ("chief_executive", CHEQUE_BAHT, full - CHEQUE_BAHT)
    assert Receipt.objects.get(pk=walk.receipt.pk).is_cancelled is False, "the money was received, and went"
    assert walk.to(State.OWED).waiting_for == "finance_officer"
    sound()


@pytest.mark.rule("C10", "kept")
def test_the_report_of_the_bank_s_day_shows_it_and_closes(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.OWED)
    day = tellers.day(TUESDAY, FundDay.State.CLOSED, "300.00").fund_day
    brought = OPENING_BAHT + CASH_BAHT + CHEQUE_BAHT
    assert reported(day)[BANK] == (brought, 0, Decimal("300.00"), 0, CHEQUE_BAHT, Decimal("50001300.00"))
    assert tellers.bank_baht()[0] == Decimal("50001300.00"), "what the report says is what the account holds"
    printed = filled(daily_position, day)
    told = (
        "ช่องจ่ายวันนี้ของ บัญชีเงินรายได้ 0000000016 รวมเช็คคืน เลขที่ กรุงไทย 5510284 เป็นเงิน 2,000.00 บาท "
        "ธนาคารหักวันที่ 17 พ.ย. 2569 ตามเรื่องเช็คคืนที่ 1/2570"
    )
    assert told in printed.remarks and UNPAID in printed.remarks
    assert (printed.difference_baht, day.difference_baht) == (0, 0)
    wednesday = tellers.day(WEDNESDAY, FundDay.State.CLOSED, "70.00").fund_day
    assert told not in filled(daily_position, wednesday).remarks, "out of the books once"
    assert UNPAID in filled(daily_position, wednesday).remarks


@pytest.mark.rule("C6", "kept")
def test_a_notice_that_came_after_the_report_stands_in_the_next_one(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    tuesday = tellers.day(TUESDAY, FundDay.State.CLOSED, "300.00").fund_day
    walk.on = WEDNESDAY
    walk.open()
    walk.submit(debited_on=TUESDAY)
    walk.to(State.OWED)
    assert AccountMovement.objects.get(document=walk.cheque_return.pk).moved_on == TUESDAY, "the bank's day"
    wednesday = tellers.day(WEDNESDAY, FundDay.State.CLOSED, "70.00").fund_day
    assert (reported(tuesday)[BANK][4], reported(wednesday)[BANK][4]) == (0, CHEQUE_BAHT)
    assert reported(wednesday)[BANK][5] == tellers.bank_baht()[0]
    remarks = filled(daily_position, wednesday).remarks
    assert "รวมรายการของวันก่อนซึ่งลงบัญชีภายหลัง 1 รายการ" in remarks
    assert any("ธนาคารหักวันที่ 17 พ.ย. 2569" in remark for remark in remarks)
    assert not any("เช็คคืน" in remark for remark in filled(daily_position, tuesday).remarks), "nobody knew of it"


@pytest.mark.rule("C10", "refused")
def test_no_report_is_drawn_up_past_a_return_that_waits_for_its_check(
    tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses
) -> None:
    walk.to(State.CHECKING)
    day = tellers.day(TUESDAY, FundDay.State.REPORTING, "300.00")
    caught = refused("CHEQUE_RETURN_UNCHECKED", day.draw_up)
    assert caught.refusals[0].case == str(walk.cheque_return.case_id)
    walk.perform("rattana", "return_for_correction", reason="วันที่ไม่ตรงกับหนังสือแจ้ง")
    assert day.draw_up().state == FundDay.State.COUNTING, "what is not submitted holds nobody up"


@pytest.mark.parametrize("way", [ReceivedBy.CASH, ReceivedBy.CHEQUE, ReceivedBy.TRANSFER])
@pytest.mark.rule("R1", "kept")
def test_paid_again_in_two_parts_by_whatever_way(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses, way: str) -> None:
    """The day on which the bank took it back is no quiet day, whatever else came on it."""
    walk.to(State.OWED)
    account = {"bank_account": bank_account(tellers.office), "instrument": "TR1"} if way == ReceivedBy.TRANSFER else {}
    number = {"instrument": "กรุงไทย 5510285"} if way == ReceivedBy.CHEQUE else {}
    first = walk.pay(take_in(tellers.office, WEDNESDAY, "1500.00", way, **account, **number))
    assert (first.state, first.owed_baht, first.repaid_on) == (State.OWED, Decimal("500.00"), None)
    done = walk.pay(take_in(tellers.office, WEDNESDAY, "500.00", ReceivedBy.CASH))
    assert (done.state, done.owed_baht, done.repaid_on) == (State.REPAID, 0, WEDNESDAY)
    refused("DAY_PASSED_OVER", lambda: tellers.walk(WEDNESDAY))
    tellers.walk(TUESDAY, FundDay.State.CLOSED)
    wednesday = tellers.walk(WEDNESDAY, FundDay.State.CLOSED).fund_day
    assert wednesday.amount_baht == CHEQUE_BAHT, "its money counts once, like any other of its day"
    assert not any("ลูกหนี้เช็คคืน" in remark for remark in filled(daily_position, wednesday).remarks)
    sound()


def test_paid_before_the_head_knew_it_ends_when_he_knows(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.INFORMING)
    assert walk.pay(take_in(tellers.office, TUESDAY, CHEQUE_BAHT, ReceivedBy.CASH)).state == State.INFORMING
    assert walk.perform("boonmee", "acknowledge").state == State.REPAID


def test_the_head_orders_legal_action_and_the_debt_stands_until_it_is_paid(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.OWED)
    walk.perform("theera", "chase", reason="โทรแล้ว ผู้จ่ายขอเลื่อน")
    asked = walk.perform("theera", "ask_executive", reason="ทวงถามสองครั้งแล้วไม่ชำระ")
    assert (asked.state, asked.waiting_for, asked.chased_times) == (State.INFORMING, "chief_executive", 1)
    facts = {"order_number": "240/2569", "ruling": "ให้นิติกรแจ้งความและฟ้องเรียกเงินตามเช็ค"}
    sued = walk.perform("boonmee", "order_legal_action", **facts)
    assert (sued.state, sued.order_number, sued.owed_baht, sued.waiting_for) == (
        State.LEGAL,
        "240/2569",
        CHEQUE_BAHT,
        "finance_officer",
    )
    walk.perform("theera", "attach", kind="legal", file=paper("complaint.pdf"))
    assert walk.perform("theera", "chase", reason="ยื่นฟ้องแล้ว").chased_times == 2
    assert walk.pay(take_in(tellers.office, THURSDAY, CHEQUE_BAHT, ReceivedBy.CASH)).state == State.REPAID


def test_a_cheque_that_paid_for_several_receipts_comes_back_whole(tellers: Tellers) -> None:
    pays = {"payer": PAYER, "instrument": "5510284"}
    other = slip("90.00", "cheque", payer=PAYER, instrument="5510999")
    tellers.collect(
        MONDAY, slips=[slip("300.00", "cheque", **pays), other, slip("200.00", "cheque", **{**pays, "instrument": "551 0284"})]
    )
    tellers.walk(MONDAY, FundDay.State.CLOSED)
    walk = ChequeReturnWalk(tellers.office, Receipt.objects.get(amount_baht="200.00"), on=TUESDAY)
    assert walk.open().amount_baht == Decimal("500.00")
    assert set(ReturnedReceipt.objects.values_list("receipt__amount_baht", flat=True)) == {Decimal("300.00"), Decimal("200.00")}
    assert walk.to(State.OWED).owed_baht == Decimal("500.00")


def test_the_cheque_that_paid_again_comes_back_too(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    """Each cheque is a return of its own, and the office is owed what it was owed: once."""
    walk.to(State.OWED)
    again = take_in(tellers.office, TUESDAY, CHEQUE_BAHT, instrument="กรุงไทย 5510285")
    assert walk.pay(again).state == State.REPAID
    tellers.walk(TUESDAY, FundDay.State.CLOSED)
    second = ChequeReturnWalk(tellers.office, again, on=WEDNESDAY)
    assert second.to(State.OWED).owed_baht == CHEQUE_BAHT
    wednesday = tellers.day(WEDNESDAY, FundDay.State.CLOSED, "70.00").fund_day
    assert UNPAID in filled(daily_position, wednesday).remarks
    assert tellers.bank_baht()[0] == OPENING_BAHT + CASH_BAHT + Decimal("70.00")


def test_a_return_opened_by_mistake_lets_its_receipt_go(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.open()
    assert walk.perform("theera", "withdraw", reason="เลือกใบเสร็จผิด").state == State.WITHDRAWN
    assert walk.open().state == State.RECORDING
    assert ChequeReturn.objects.count() == 2
    sound()


def again(walk: ChequeReturnWalk, action: Callable[[], Any]) -> Callable[[], Any]:
    """The step as it can be tried once more: the walk forgets what a crash undid."""
    before = walk.cheque_return

    def repeat() -> Any:
        walk.cheque_return = before
        return action()

    return repeat


def test_each_step_that_moves_money_is_all_or_nothing(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.CHECKING)
    assert sweep(again(walk, lambda: walk.perform("rattana", "book_return"))) >= 6
    walk.to(State.OWED)
    receipt = take_in(tellers.office, TUESDAY, CHEQUE_BAHT, ReceivedBy.CASH)
    assert sweep(again(walk, lambda: walk.claim(receipt))) >= 6
    assert sweep(again(walk, walk.confirm)) >= 6
    assert ChequeReturn.objects.get().state == State.REPAID
    assert tellers.bank_baht()[0] == OPENING_BAHT + CASH_BAHT
    sound()
