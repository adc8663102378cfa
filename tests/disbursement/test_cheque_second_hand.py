"""A returned cheque that was booked wrongly is booked back, and what pays for one is confirmed by a second person who holds the copy (C10, R1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from disbursement.cheque_return import ChequeReturn
from disbursement.cheque_states import State
from disbursement.fund_day import FundDay
from disbursement.models import AccountMovement, ChequeRepayment, Receipt, ReceivedBy, ReturnedReceipt
from disbursement.rehearsal.cheque_return import ChequeReturnWalk, take_in
from disbursement.rehearsal.furnishing import OPENING_BAHT
from disbursement.report_printing import daily_position
from tests.committees.test_races import at_once
from tests.crash import sweep
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import TUESDAY, WEDNESDAY, Tellers, reported
from tests.disbursement.test_cheque_return import BANK, CASH_BAHT, CHEQUE_BAHT, UNPAID, again, banked, sound
from tests.disbursement.test_fund_day_printing import filled
from workflows.models import JournalEntry
from workflows.refusal import Refused

FULL = OPENING_BAHT + CASH_BAHT + CHEQUE_BAHT
WHY = "ธนาคารแจ้งเช็คฉบับอื่น เจ้าหน้าที่อ่านเลขที่ผิด"


@pytest.fixture
def walk(tellers: Tellers) -> ChequeReturnWalk:
    return banked(tellers)


def undo(walk: ChequeReturnWalk, who: str = "boonmee", reason: str = WHY) -> ChequeReturn:
    found: ChequeReturn = walk.perform(who, "undo_booking", reason=reason)
    return found


# Booked back.


@pytest.mark.rule("C10", "kept")
def test_a_wrong_booking_is_undone_by_an_opposite_movement_and_stays_to_be_read(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.INFORMING)
    assert tellers.bank_baht()[0] == FULL - CHEQUE_BAHT
    undone = undo(walk)
    assert (undone.state, undone.owed_baht, undone.amount_baht, undone.number) == (State.REVERSED, 0, CHEQUE_BAHT, "1/2570")
    assert tellers.bank_baht()[0] == FULL
    moved = AccountMovement.objects.filter(document=undone.pk).values_list("step", "balance_change_baht", "moved_on")
    assert list(moved.order_by("number")) == [
        ("cheque_return.book_return", -CHEQUE_BAHT, TUESDAY), ("cheque_return.undo_booking", CHEQUE_BAHT, TUESDAY),
    ]  # fmt: skip
    entry = JournalEntry.objects.get(document=undone.pk, step="undo_booking")
    assert (entry.told["reason"], entry.told["person_name"]) == (WHY, "นายบุญมี คำภา")
    again_ = ChequeReturnWalk(tellers.office, walk.receipt, on=TUESDAY)
    assert again_.to(State.OWED).owed_baht == CHEQUE_BAHT, "the receipt is free for the right return"
    sound()


@pytest.mark.rule("C6", "kept")
def test_the_report_of_the_day_and_the_next_tell_of_it_once(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.OWED)
    tuesday = tellers.day(TUESDAY, FundDay.State.CLOSED, "300.00").fund_day
    walk.on = WEDNESDAY
    walk.perform("theera", "ask_executive", reason="อ่านเลขที่เช็คผิด")
    undo(walk)
    wednesday = tellers.day(WEDNESDAY, FundDay.State.CLOSED, "70.00").fund_day
    assert reported(wednesday)[BANK][1] == CHEQUE_BAHT and reported(wednesday)[BANK][5] == tellers.bank_baht()[0]
    remarks = filled(daily_position, wednesday).remarks
    told = (
        "ช่องรับวันนี้ของ บัญชีเงินรายได้ 0000000016 รวมการกลับรายการเช็คคืน เลขที่ กรุงไทย 5510284 เป็นเงิน 2,000.00 บาท "
        "ซึ่งลงบัญชีผิด ตามเรื่องเช็คคืนที่ 1/2570"
    )
    assert told in remarks and UNPAID not in remarks
    before = filled(daily_position, tuesday).remarks
    assert UNPAID in before and told not in before, "as the books of that day knew it"


@pytest.mark.rule("C10", "kept")
def test_booked_and_undone_before_the_report_the_books_are_as_the_bank_s(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.INFORMING)
    undo(walk)
    tuesday = tellers.day(TUESDAY, FundDay.State.CLOSED, "300.00").fund_day
    assert (reported(tuesday)[BANK][1], reported(tuesday)[BANK][4]) == (CHEQUE_BAHT, CHEQUE_BAHT)
    assert reported(tuesday)[BANK][5] == tellers.bank_baht()[0]
    remarks = filled(daily_position, tuesday).remarks
    assert sum("5510284" in remark for remark in remarks) == 2 and UNPAID not in remarks


@pytest.mark.rule("C10", "refused")
def test_who_booked_or_proposed_it_does_not_undo_it(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    walk.to(State.INFORMING)
    refused("NOT_YOUR_ROLE", lambda: undo(walk, "rattana"))
    tellers.stand_in("rattana", "นายกองค์การบริหารส่วนตำบล")
    refused("SAME_PERSON", lambda: undo(walk, "rattana"))
    refused("WRONG_INPUT", lambda: undo(walk, reason=" "))


def test_nothing_is_undone_from_under_what_was_paid(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    walk.to(State.INFORMING)
    receipt = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)
    walk.claim(receipt)
    refused("NOT_FROM_THIS_STATE", lambda: undo(walk))
    assert walk.confirm().state == State.INFORMING
    (reason,) = refused("REPAID_ALREADY", lambda: undo(walk)).refusals
    assert str(receipt) in reason.sentence and reason.basis and reason.remedy
    assert tellers.bank_baht()[0] == FULL - CHEQUE_BAHT
    walk.perform("boonmee", "acknowledge")
    refused("NOT_FROM_THIS_STATE", lambda: undo(walk))


def test_an_undoing_is_all_or_nothing(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.INFORMING)
    assert sweep(again(walk, lambda: undo(walk))) >= 6
    assert (tellers.bank_baht()[0], ReturnedReceipt.objects.count()) == (FULL, 0)
    sound()


# Confirmed by another.


@pytest.mark.rule("R1", "kept")
def test_the_debt_is_less_when_another_has_confirmed_the_copy_and_not_before(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.OWED)
    receipt = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)
    claimed = walk.claim(receipt)
    assert (claimed.state, claimed.waiting_for, claimed.owed_baht) == (State.CONFIRMING, "finance_director", CHEQUE_BAHT)
    assert not ChequeRepayment.objects.exists()
    confirmed = walk.confirm()
    assert (confirmed.state, confirmed.owed_baht, confirmed.claimed_receipt) == (State.OWED, Decimal("1500.00"), None)
    assert walk.pay_all().state == State.REPAID
    sound()


@pytest.mark.rule("R1", "refused")
def test_only_the_copy_of_that_receipt_confirms_it_and_another_hand(
    tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses
) -> None:
    walk.to(State.OWED)
    receipt = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)
    walk.claim(receipt)
    for wrong in ({"copy_dated": TUESDAY - timedelta(days=1)}, {"copy_baht": Decimal("499.99")}, {"copy_baht": Decimal("500.01")}):
        (reason,) = refused("OTHER_COPY", lambda wrong=wrong: walk.confirm(**wrong)).refusals
        assert reason.mended_by == "reject_paid"
    refused("NOT_YOUR_ROLE", lambda: walk.perform("theera", "confirm_paid", copy_dated=TUESDAY, copy_baht=500))
    tellers.stand_in("theera", "ผู้อำนวยการกองคลัง")
    caught = refused(
        "SAME_PERSON", lambda: walk.perform("theera", "confirm_paid", copy_dated=receipt.received_on, copy_baht=receipt.amount_baht)
    )
    assert caught.refusals[0].remedy == "ให้ผู้อื่นทำ หรือขอนายกผ่อนผันเป็นหนังสือ"
    assert ChequeReturn.objects.get().owed_baht == CHEQUE_BAHT


def test_what_was_recorded_wrongly_goes_back_and_its_receipt_is_free(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.OWED)
    receipt = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)
    walk.claim(receipt)
    back = walk.perform("rattana", "reject_paid", reason="ใบเสร็จนี้เป็นค่าปรับ")
    assert (back.state, back.claimed_receipt, back.owed_baht, back.resumes) == (State.OWED, None, CHEQUE_BAHT, None)
    assert walk.pay(receipt).owed_baht == Decimal("1500.00")
    sound()


def test_a_debt_before_the_court_goes_back_there(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    walk.to(State.INFORMING)
    walk.perform("boonmee", "order_legal_action", order_number="240/2569", ruling="ฟ้อง")
    assert walk.pay(take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)).state == State.LEGAL


def test_a_receipt_that_waits_pays_for_nothing_else_and_its_slip_stays(
    tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses
) -> None:
    receipts = [take_in(tellers.office, TUESDAY, "700.00", instrument="7000001")]
    walk.to(State.OWED)
    tuesday = tellers.walk(TUESDAY)
    walk.claim(receipts[0])
    caught = refused(
        "RECEIPT_SETTLED", lambda: tuesday.perform("theera", "return_slip", remittance=receipts[0].document_id, reason="เขียนผิด")
    )
    assert walk.cheque_return.title in caught.refusals[0].sentence
    with pytest.raises(DatabaseError), transaction.atomic():
        ChequeReturn.objects.filter(pk=walk.cheque_return.pk).update(claimed_receipt=None)


@pytest.mark.own_database
def test_one_receipt_is_claimed_for_one_of_two_cheques_at_once(own_database: str) -> None:
    tellers = Tellers()
    receipts = [take_in(tellers.office, TUESDAY, CHEQUE_BAHT, instrument=number) for number in ("1000001", "1000002")]
    tellers.walk(TUESDAY, FundDay.State.CLOSED)
    walks = [ChequeReturnWalk(tellers.office, receipt, on=WEDNESDAY) for receipt in receipts]
    for walk in walks:
        walk.to(State.OWED)
    money = take_in(tellers.office, WEDNESDAY, CHEQUE_BAHT, ReceivedBy.CASH)

    def claims(walk: ChequeReturnWalk) -> str:
        try:
            return str(walk.claim(money).state)
        except Refused as refused:
            return min(refused.codes)

    found = at_once(*(lambda walk=walk: claims(walk) for walk in walks))
    assert sorted(found) == ["RECEIPT_SETTLED", State.CONFIRMING]
    sound()


@pytest.mark.own_database
def test_paid_and_undone_at_once_only_one_of_them_stands(own_database: str) -> None:
    tellers = Tellers()
    walk = banked(tellers)
    walk.to(State.INFORMING)
    receipt = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH)
    other = ChequeReturnWalk(tellers.office, walk.receipt, cheque_return=walk.cheque_return, on=TUESDAY)
    found = at_once(lambda: walk.claim(receipt).state, lambda: undo(other).state)
    assert found in ([State.CONFIRMING, {"NOT_FROM_THIS_STATE"}], [{"NOT_FROM_THIS_STATE"}, State.REVERSED]), found
    assert tellers.bank_baht()[0] == (FULL if State.REVERSED in found else FULL - CHEQUE_BAHT)
    assert Receipt.objects.get(pk=receipt.pk).is_cancelled is False
    sound()
