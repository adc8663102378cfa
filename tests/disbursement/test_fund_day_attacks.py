"""What a dishonest or careless officer tries with the day's money, and what stops him."""

from decimal import Decimal

import pytest

from disbursement.fund_day import FundDay
from disbursement.models import BankAccount, CashAccount
from disbursement.registers import AccountRegister, CustodyRegister, ReceiptBookRegister
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.fund_day import KEYHOLDERS
from disbursement.rehearsal.furnishing import signed
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import LAST, MONDAY, TUESDAY, WEDNESDAY, Tellers

State = FundDay.State
EXECUTIVE = "นายกองค์การบริหารส่วนตำบล"
ORDER = {"reason": "ให้เรียกเงินคืนจากผู้รับผิดชอบ", "order_number": "231/2570"}


@pytest.mark.rule("C8", "refused")
def test_one_shortage_leaves_the_books_once(tellers: Tellers, refused: Refuses) -> None:
    """Two days that lie open in one safe found the same ten baht missing, and two orders took twenty out of the books."""
    walk = tellers.day(MONDAY, State.DIFFERENCE, is_kept=True, short_baht=Decimal("10.00"))
    later = tellers.day(TUESDAY, State.REPORTING, "20.00", is_kept=True)
    refused("DAY_BEFORE_UNCOUNTED", later.draw_up)
    walk.days = {"order_on_difference": TUESDAY}
    walk.perform("boonmee", "order_on_difference", **ORDER)
    assert later.draw_up().books_baht == Decimal("1010.00")


@pytest.mark.rule("D6", "refused")
def test_money_of_days_before_an_opening_balance_stands_in_it_alone(tellers: Tellers, refused: Refuses) -> None:
    """The balance that the bank book shows on Wednesday holds what was paid in on Monday; a deposit of Monday would hold it again."""
    facts = {"name": "บัญชีใหม่", "bank_code": "006", "number": "0000000032", "approval_number": "9/2569"}
    signed(
        tellers.office, "rattana", AccountRegister, "add_bank_account", WEDNESDAY, **facts, opening_balance_baht=Decimal("1000.00")
    )
    new = BankAccount.objects.get(number="0000000032")
    walk = tellers.day(MONDAY, State.BANKING)
    row = {"account": new.pk, "amount_baht": Decimal("1000.00"), "slip_number": "1"}
    refused("BEFORE_OPENING", lambda: walk.deposit("deposit", deposits=[row]))
    by_transfer = slip("300.00", "transfer", bank_account=new)
    refused("BEFORE_OPENING", lambda: tellers.collecting(TUESDAY, slips=[by_transfer]))
    assert BankAccount.objects.get(pk=new.pk).balance_baht == Decimal("1000.00")


@pytest.mark.rule("C7", "refused")
def test_a_report_drawn_up_again_is_seen_again(tellers: Tellers) -> None:
    """The day closed with นายก's acknowledgement of figures that were replaced after it, when a key changed hands."""
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    walk.perform("wilai", "pass_report")
    walk.perform("boonmee", "acknowledge")
    tellers.substitute("duangjai", "orathai", TUESDAY, TUESDAY)
    walk.days = dict.fromkeys(("call_keyholders", "return_report", "draw_up_report", "record_count", "sign_count"), TUESDAY)
    walk.perform("theera", "call_keyholders", reason="กรรมการลาป่วย")
    walk.perform("orathai", "return_report", reason="ยอดไม่ถูก")
    assert (walk.fund_day.passed_on, walk.fund_day.acknowledged_on) == (None, None)
    assert walk.to(State.IN_HAND).acknowledged_on is None
    assert walk.deposit("deposit_kept").state == State.PASSING


@pytest.mark.rule("C3", "refused")
@pytest.mark.rule("C4", "refused")
def test_whose_order_is_over_turns_no_key(tellers: Tellers, refused: Refuses) -> None:
    """A substitute for Monday alone opened the safe on Tuesday."""
    tellers.substitute("duangjai", "orathai", MONDAY, MONDAY)
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    walk.days = {"release": TUESDAY, "call_keyholders": TUESDAY, "record_count": TUESDAY, "sign_count": TUESDAY}
    refused("KEY_CHANGED_HANDS", lambda: walk.perform("orathai", "release"))
    walk.perform("theera", "call_keyholders", reason="กรรมการกลับมาแล้ว")
    walk.days = {**walk.days, "release": WEDNESDAY}
    assert walk.to(State.IN_HAND).kept_baht == Decimal("1000.00")


@pytest.mark.rule("C4", "refused")
def test_a_member_in_whose_place_another_sits_signs_and_counts_nothing(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.COUNTING, is_kept=True)
    tellers.substitute("rattana", "orathai", TUESDAY, TUESDAY)
    walk.days = {"record_count": TUESDAY, "sign_count": TUESDAY}
    refused("KEY_CHANGED_HANDS", walk.count)
    walk.days = {"sign_count": TUESDAY}
    walk.count()
    refused("KEY_CHANGED_HANDS", lambda: walk.perform("rattana", "sign_count"))


@pytest.mark.rule("C8", "refused")
@pytest.mark.parametrize("who", ["somchai", "theera"])
def test_nobody_orders_on_a_difference_that_he_counted_or_drew_up(tellers: Tellers, refused: Refuses, who: str) -> None:
    """A member, or the finance officer, acting for นายก wrote off the money that he had counted short."""
    walk = tellers.day(MONDAY, State.DIFFERENCE, is_kept=True, short_baht=Decimal("10.00"))
    tellers.stand_in(who, EXECUTIVE)
    refused("SAME_PERSON", lambda: walk.perform(who, "order_on_difference", **ORDER))


@pytest.mark.rule("C2", "refused")
def test_nobody_gives_himself_a_key_acting_for_the_executive(tellers: Tellers, refused: Refuses) -> None:
    tellers.stand_in("wilai", EXECUTIVE)
    members = [
        {"person": tellers.office.people[who].pk, "key_number": key}
        for key, who in enumerate(("rattana", "somchai", "wilai"), start=1)
    ]
    facts = {"members": members, "order_number": "170/2570", "ordered_on": TUESDAY, "starts_on": TUESDAY}
    refused("NOT_AN_OFFICER", lambda: signed(tellers.office, "wilai", CustodyRegister, "appoint_committee", LAST, **facts))


@pytest.mark.rule("D4", "refused")
def test_whoever_prepared_the_summary_does_not_compare_it(tellers: Tellers, refused: Refuses) -> None:
    """The finance officer took the money in, summed it up, and checked his own sum under an acting order."""
    walk = tellers.day(MONDAY, State.COMPARING)
    tellers.stand_in("theera", "เจ้าพนักงานการเงินและบัญชี")
    walk.hands = {"compare": "theera"}
    refused("SAME_PERSON", walk.compare)


@pytest.mark.rule("C6", "kept", "refused")
def test_a_collector_who_keeps_his_money_back_stops_no_report(tellers: Tellers, refused: Refuses) -> None:
    """A day of payments alone could never be reported while one slip was outstanding, and no day after it opened."""
    tellers.collecting(MONDAY, "500.00")
    walk = tellers.walk(TUESDAY)
    refused("REMITTANCE_OUTSTANDING", lambda: walk.perform("theera", "note_no_receipts"))
    day = walk.perform("theera", "note_no_receipts", late_reason="ผู้เก็บเงินยังไม่กลับ แจ้งนายกแล้ว")
    assert (day.state, day.late_reason) == (State.REPORTING, "ผู้เก็บเงินยังไม่กลับ แจ้งนายกแล้ว")


@pytest.mark.rule("R8", "refused")
@pytest.mark.parametrize("again", ["๐๙๙ก", "0\u200b99ก", "０９９ก", "09 9ก"])
def test_a_book_under_the_same_number_is_the_same_book(tellers: Tellers, refused: Refuses, again: str) -> None:
    """Written in other digits, or with a letter that nobody sees, the numbers of its slips could be used once more."""
    facts = {"kind": "book", "first_number": 1, "last_number": 5}
    signed(tellers.office, "duangjai", ReceiptBookRegister, "add_book", None, book_number="099ก", **facts)
    refused(
        "BOOK_KNOWN",
        lambda: signed(tellers.office, "duangjai", ReceiptBookRegister, "add_book", None, book_number=again, **facts),
    )


@pytest.mark.rule("C8", "kept", "refused")
@pytest.mark.rule("C9", "refused")
def test_money_that_is_missing_in_the_morning_is_counted_and_reported(tellers: Tellers, refused: Refuses) -> None:
    """The only step led to the bank: the finance officer had to sign for what was not there."""
    walk = tellers.day(MONDAY, State.RELEASED, is_kept=True)
    refused("HANDED_DIFFERS", lambda: walk.perform("theera", "take_over", handed_baht=Decimal("900.00")))
    walk.days = dict.fromkeys(("count_again", "record_count", "sign_count", "order_on_difference", "release", "take_over"), TUESDAY)
    walk.perform("theera", "count_again", reason="นับรับได้ 900 บาท")
    walk.count(Decimal("900.00"))
    assert walk.all("sign_count").state == State.DIFFERENCE
    walk.perform("boonmee", "order_on_difference", **ORDER)
    assert sorted(walk.waiting("release")) == sorted(KEYHOLDERS), "the safe is opened anew after the new count"
    assert walk.to(State.IN_HAND).to_bank_baht == Decimal("900.00")
    assert walk.to(State.PASSING).state == State.PASSING
    assert tellers.cash_baht() == 0


@pytest.mark.rule("C8", "kept", "refused")
def test_a_shortage_found_after_the_takeover_is_signed_by_all_and_ordered_on(tellers: Tellers, refused: Refuses) -> None:
    """Once he had signed for it, the finance officer's only road led to the bank, with money that was not there."""
    walk = tellers.day(MONDAY, State.IN_HAND, is_kept=True)
    short = Decimal("1000.00") - Decimal("0.01")
    refused("DEPOSIT_NOT_WHOLE", lambda: walk.deposit("deposit_kept", deposits=[walk.slip(short)]))
    walk.days = dict.fromkeys(("count_again", "record_count", "sign_count", "order_on_difference", "release", "take_over"), TUESDAY)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", "count_again", reason="นับก่อนออกไปธนาคารได้ไม่ครบ"))
    day = walk.perform("theera", "count_again", reason="นับก่อนออกไปธนาคารได้ไม่ครบ")
    assert (day.state, day.handed_on, day.handed_baht) == (State.COUNTING, None, 0), "nothing is taken over while it is counted"
    walk.count(short)
    for who in (*KEYHOLDERS, "theera"):
        assert walk.fund_day.state == State.SIGNING, "the day goes nowhere before all have signed"
        walk.perform(who, "sign_count")
    assert (walk.fund_day.state, walk.fund_day.waiting_for) == (State.DIFFERENCE, "chief_executive")
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "deposit_kept"))
    walk.perform("boonmee", "order_on_difference", **ORDER)
    assert walk.to(State.IN_HAND).handed_baht == short
    closed = walk.to(State.CLOSED)
    assert (closed.difference_baht, closed.difference_order) == (Decimal("-0.01"), ORDER["reason"])
    assert tellers.cash_baht() == 0


@pytest.mark.rule("C8", "refused")
def test_what_the_bank_has_is_counted_no_more(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.PASSING, is_kept=True)
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "count_again", reason="นับใหม่"))


@pytest.mark.rule("D3", "refused")
def test_slips_that_wait_for_one_summary_lie_in_one_safe(tellers: Tellers, refused: Refuses) -> None:
    """A slip received into another till locked the day for ever: no summary could take both."""
    tellers.collect(MONDAY, "100.00")
    signed(tellers.office, "rattana", AccountRegister, "add_cash_account", MONDAY, name="ลิ้นชัก", opening_balance_baht=Decimal(0))
    slips = tellers.collecting(MONDAY, "50.00")
    slips.remit()
    refused("OTHER_SAFE", lambda: slips.receive(cash_account=CashAccount.objects.get(name="ลิ้นชัก")))
    slips.receive()
    assert tellers.walk(MONDAY, State.CHECKING).fund_day.amount_baht == Decimal("150.00")


@pytest.mark.rule("D5", "refused")
def test_a_collector_who_keeps_his_slip_back_is_no_checker_of_the_day(tellers: Tellers, refused: Refuses) -> None:
    """The rule looked at the slips of the summary alone; a slip not handed over is in none."""
    tellers.collect(MONDAY, "100.00")
    tellers.stand_in("kanda", "เจ้าพนักงานจัดเก็บรายได้")
    steps = ("open_day", "record")
    own = CollectorWalk(tellers.office, hands=dict.fromkeys(steps, "kanda"), days=dict.fromkeys(steps, MONDAY))
    own.open()
    own.record([slip("77.00")])
    walk = tellers.walk(MONDAY)
    walk.prepare(late_reason="ผู้เก็บเงินยังไม่นำส่ง")
    walk.perform("rattana", "check_summary")
    refused("CHECKER_COLLECTED", walk.compare)
