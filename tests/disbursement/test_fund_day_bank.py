"""To the bank in full on the day, or through the safe and deposited on the next working day (D6, D8, D9, C9)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.fund_day.states import PAY_IN_SLIP
from disbursement.models import DepositRow, ReceivedBy
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.fund_day import KEYHOLDERS, DayWalk
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import acted, paper
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import (
    AFTER_HOLIDAYS,
    BEFORE_HOLIDAYS,
    CONSTITUTION_DAY,
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NEXT_TUESDAY,
    SATURDAY,
    TUESDAY,
    Tellers,
)

State = FundDay.State
SATANG, ONE_DAY = Decimal("0.01"), timedelta(days=1)
COLLECTED = "1234.25"


@pytest.mark.rule("D6", "kept")
@pytest.mark.rule("D8", "kept")
def test_all_of_it_is_banked_on_the_day(tellers: Tellers) -> None:
    before = tellers.bank_baht()
    walk = tellers.day(MONDAY, State.BANKING, COLLECTED)
    assert tellers.cash_baht() == Decimal(COLLECTED)
    day = walk.bank()
    assert (day.state, day.deposited_on, day.kept_baht) == (State.REPORTING, MONDAY, 0)
    assert tellers.cash_baht() == 0
    assert tellers.bank_baht() == [before[0] + Decimal(COLLECTED), before[1]]
    row = DepositRow.objects.get(document=day.pk)
    assert (row.amount_baht, row.slip_number) == (Decimal(COLLECTED), "PI1/2570")
    assert day.carriers == sorted(tellers.office.people[who].pk.hex for who in ("theera", "porntip"))


@pytest.mark.rule("D6", "kept", "refused")
@pytest.mark.parametrize(("more", "code"), [(SATANG, "DEPOSIT_OVER_COUNTED"), (-SATANG, "DEPOSIT_NOT_WHOLE")])
def test_a_deposit_is_exact_to_the_satang(tellers: Tellers, refused: Refuses, more: Decimal, code: str) -> None:
    walk = tellers.day(MONDAY, State.BANKING, COLLECTED)
    caught = refused(code, lambda: walk.deposit("deposit", deposits=[walk.slip(Decimal(COLLECTED) + more)]))
    assert "1,234.25" in caught.refusals[0].remedy, "the figure that would fit"
    assert "ให้กรรมการตรวจนับร่วมกัน" in caught.refusals[0].remedy and caught.refusals[0].mended_by == "keep"
    assert tellers.cash_baht() == Decimal(COLLECTED)


def test_a_day_is_split_between_two_accounts(tellers: Tellers) -> None:
    before = tellers.bank_baht()
    bank_account(tellers.office, 1)
    walk = tellers.day(MONDAY, State.BANKING, COLLECTED)
    walk.deposit("deposit", deposits=[walk.slip(Decimal("1000.00")), walk.slip(Decimal("234.25"), account=1)])
    assert tellers.bank_baht() == [before[0] + Decimal("1000.00"), before[1] + Decimal("234.25")]


def test_a_transfer_is_in_the_bank_already(tellers: Tellers) -> None:
    before = tellers.bank_baht()
    into = {"bank_account": bank_account(tellers.office), "instrument": "T7"}
    tellers.collect(MONDAY, slips=[slip("90.00", ReceivedBy.TRANSFER, **into)])
    assert tellers.bank_baht()[0] == before[0] + Decimal("90.00")
    walk = tellers.walk(MONDAY, State.COMPARING)
    assert walk.compare().state == State.REPORTING, "there is nothing to deposit"
    assert tellers.bank_baht()[0] == before[0] + Decimal("90.00")


@pytest.mark.rule("D8", "kept", "refused")
def test_no_deposit_without_the_stamped_slip(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.BANKING)
    facts = {"deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk]}
    refused("NO_PAY_IN_SLIP", lambda: walk.perform("theera", "deposit", **facts))
    walk.attach("deposit")
    assert walk.perform("theera", "deposit", **facts).state == State.REPORTING


@pytest.mark.rule("D9", "kept", "refused")
def test_at_least_two_officers_carry_it(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.BANKING)
    one = tellers.office.theera.pk
    refused("CARRIERS_TOO_FEW", lambda: walk.deposit("deposit", carriers=[one]))
    refused("CARRIERS_TOO_FEW", lambda: walk.deposit("deposit", carriers=[one, one]))
    assert walk.deposit("deposit").state == State.REPORTING


@pytest.mark.rule("D6", "refused")
def test_what_was_not_banked_on_the_day_goes_through_the_safe(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.BANKING)
    walk.days = {"deposit": TUESDAY}
    (refusal,) = refused("NOT_SAME_DAY", walk.bank).refusals
    assert "16 พ.ย. 2569" in refusal.sentence and "ตู้นิรภัย" in refusal.remedy
    walk.perform("theera", "keep", keep_reason="ธนาคารปิดก่อนตรวจใบสำคัญเสร็จ")
    assert walk.to(State.CLOSED).deposited_on == TUESDAY, "deposited later, through the safe, with why"


@pytest.mark.rule("D6", "kept", "refused")
@pytest.mark.parametrize("closed", [SATURDAY, CONSTITUTION_DAY])
def test_no_deposit_is_dated_on_a_day_on_which_banks_are_closed(tellers: Tellers, refused: Refuses, closed: date) -> None:
    walk = tellers.day(closed, State.BANKING)
    refused("NOT_BANK_DAY", walk.bank)
    walk.is_kept = True
    assert walk.bank().kept_baht == Decimal("1000.00")


@pytest.mark.rule("D6", "kept")
@pytest.mark.rule("C9", "kept")
def test_overnight_in_the_safe_and_banked_in_the_morning(tellers: Tellers) -> None:
    before = tellers.bank_baht()
    walk = tellers.day(MONDAY, State.IN_SAFE, COLLECTED, is_kept=True)
    assert (tellers.cash_baht(), walk.fund_day.kept_baht) == (Decimal(COLLECTED), Decimal(COLLECTED))
    assert walk.fund_day.due_on == TUESDAY
    day = walk.to(State.CLOSED)
    assert (day.handed_on, day.handed_baht, day.deposited_on) == (TUESDAY, Decimal(COLLECTED), TUESDAY)
    assert (tellers.cash_baht(), tellers.bank_baht()[0]) == (0, before[0] + Decimal(COLLECTED))
    assert day.late_deposit_reason == ""


@pytest.mark.rule("C9", "refused")
@pytest.mark.parametrize(
    ("day", "early"), [(MONDAY, MONDAY), (FRIDAY, FRIDAY), (FRIDAY, SATURDAY), (BEFORE_HOLIDAYS, AFTER_HOLIDAYS - ONE_DAY)]
)
def test_the_safe_stays_shut_until_the_next_working_day(tellers: Tellers, refused: Refuses, day: date, early: date) -> None:
    walk = tellers.day(day, State.IN_SAFE, is_kept=True)
    walk.days = {"release": early}
    refused("RELEASED_EARLY", lambda: walk.all("release"))


@pytest.mark.rule("D6", "kept")
@pytest.mark.parametrize(
    ("day", "due"), [(MONDAY, TUESDAY), (FRIDAY, NEXT_MONDAY), (SATURDAY, NEXT_MONDAY), (BEFORE_HOLIDAYS, AFTER_HOLIDAYS)]
)
def test_over_a_weekend_and_a_holiday_the_next_working_day_is_in_time(tellers: Tellers, day: date, due: date) -> None:
    done = tellers.day(day, State.CLOSED, is_kept=True).fund_day
    assert (done.deposited_on, done.late_deposit_reason) == (due, "")


@pytest.mark.rule("D6", "kept", "refused")
def test_a_late_deposit_is_recorded_with_its_reason(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(FRIDAY, State.IN_HAND, is_kept=True)
    walk.days = {"deposit_kept": NEXT_TUESDAY}
    caught = refused("DEPOSITED_LATE", lambda: walk.deposit("deposit_kept"))
    assert caught.refusals[0].field == "late_deposit_reason"
    day = walk.deposit("deposit_kept", late_deposit_reason="ธนาคารปิดปรับปรุงระบบ")
    assert (day.deposited_on, day.late_deposit_reason) == (NEXT_TUESDAY, "ธนาคารปิดปรับปรุงระบบ")


@pytest.mark.rule("C3", "kept", "refused")
@pytest.mark.rule("C9", "kept", "refused")
def test_each_member_turns_his_own_key_and_another_takes_the_money(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    refused("NOT_YOUR_SEAT", lambda: walk.perform("theera", "release"))
    for who in KEYHOLDERS[:-1]:
        assert walk.perform(who, "release").state == State.IN_SAFE
    refused("NOT_YOUR_SEAT", lambda: walk.perform(KEYHOLDERS[0], "release"))
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "take_over", handed_baht=Decimal("1000.00")))
    assert walk.perform(KEYHOLDERS[-1], "release").state == State.RELEASED
    tellers.stand_in("rattana", "นักวิชาการเงินและบัญชี")
    walk.hands = {"take_over": "rattana"}
    refused("SAME_PERSON", lambda: walk.perform("theera", "take_over", handed_baht=Decimal("1000.00")))


@pytest.mark.rule("C9", "kept", "refused")
@pytest.mark.parametrize("more", [-SATANG, SATANG])
def test_the_finance_officer_takes_over_what_he_counts(tellers: Tellers, refused: Refuses, more: Decimal) -> None:
    walk = tellers.day(MONDAY, State.RELEASED, COLLECTED, is_kept=True)
    refused("HANDED_DIFFERS", lambda: walk.perform("theera", "take_over", handed_baht=Decimal(COLLECTED) + more))
    assert walk.perform("theera", "take_over", handed_baht=Decimal(COLLECTED)).state == State.IN_HAND


@pytest.mark.parametrize(("more", "code"), [(SATANG, "DEPOSIT_OVER_COUNTED"), (-SATANG, "DEPOSIT_NOT_WHOLE")])
def test_kept_money_is_banked_exactly(tellers: Tellers, refused: Refuses, more: Decimal, code: str) -> None:
    walk = tellers.day(MONDAY, State.IN_HAND, COLLECTED, is_kept=True)
    caught = refused(code, lambda: walk.deposit("deposit_kept", deposits=[walk.slip(Decimal(COLLECTED) + more)]))
    assert caught.refusals[0].mended_by == "count_again", "what the bank found to be otherwise is counted by all"
    assert walk.deposit("deposit_kept").state == State.PASSING


def paid_in(walk: DayWalk, number: str, account: int = 0) -> dict[str, Any]:
    return {**walk.slip(Decimal("1000.00"), account), "slip_number": number}


@pytest.mark.rule("D8", "kept", "refused")
@pytest.mark.parametrize("number", ["PI1/2570", " pi 1/2570", "PI๑/๒๕๗๐"])
def test_one_pay_in_slip_proves_one_deposit(tellers: Tellers, refused: Refuses, number: str) -> None:
    """Two days that collected as much were both said to be banked by one slip."""
    tellers.day(MONDAY, State.REPORTING).to(State.CLOSED)
    walk = tellers.day(TUESDAY, State.BANKING)
    caught = refused("SLIP_USED", lambda: walk.deposit("deposit", deposits=[paid_in(walk, number)]))
    refusal = next(refusal for refusal in caught.refusals if refusal.code == "SLIP_USED")
    assert "16 พฤศจิกายน 2569" in refusal.sentence, "where it was used"
    bank_account(tellers.office, 1)
    assert walk.deposit("deposit", deposits=[paid_in(walk, number, account=1)]).state == State.REPORTING, "another bank's slip"


@pytest.mark.rule("D8", "refused")
def test_one_pay_in_slip_stands_in_one_row(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.BANKING, "2000.00")
    refused("SLIP_USED", lambda: walk.deposit("deposit", deposits=[paid_in(walk, "7"), paid_in(walk, "๗")]))


@pytest.mark.rule("D8", "refused")
def test_one_stamped_paper_proves_one_deposit(tellers: Tellers, refused: Refuses) -> None:
    scan = paper("pay-in.pdf")
    for day in (MONDAY, TUESDAY):
        walk = tellers.day(day, State.BANKING)
        scan.seek(0)
        walk.fund_day = acted(tellers.office, "theera", walk.fund_day, "attach", day, kind=PAY_IN_SLIP, file=scan)
        facts = {"deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk]}
        if day == MONDAY:
            walk.perform("theera", "deposit", **facts)
            walk.to(State.CLOSED)
    caught = refused("SLIP_USED", lambda: walk.perform("theera", "deposit", **facts))
    assert "16 พฤศจิกายน 2569" in caught.refusals[0].sentence


@pytest.mark.rule("D6", "refused")
@pytest.mark.rule("D8", "kept", "refused")
def test_a_slip_of_the_evening_proves_no_deposit_of_the_morning(tellers: Tellers, refused: Refuses) -> None:
    """What the bank stamped before the safe was opened is not the money that came out of it."""
    walk = tellers.day(MONDAY, State.BANKING, is_kept=True)
    walk.attach("deposit")
    walk.to(State.IN_HAND)
    facts = {"deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk]}
    morning = {**facts, "late_deposit_reason": ""}
    refused("NO_PAY_IN_SLIP", lambda: walk.perform("theera", "deposit_kept", **morning))
    walk.attach("deposit_kept")
    assert walk.perform("theera", "deposit_kept", **morning).state == State.PASSING
