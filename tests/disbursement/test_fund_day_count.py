"""The custody committee: who it is, and how it counts and signs; a difference never closes in silence (C2, C3, C4, C7, C8)."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.models import CustodySignature, HeldKind, Keyholder, KeySeat, MoneyHeld, ReceivedBy
from disbursement.rehearsal.collecting import counted, slip
from disbursement.rehearsal.fund_day import KEYHOLDERS, DayWalk
from disbursement.report_printing import daily_position
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Tellers, reported
from workflows import law
from workflows.models import JournalEntry
from workflows.separation import PAIRS

State = FundDay.State
SATANG = Decimal("0.01")
SAFE = "ตู้นิรภัยกองคลัง"
THREE = (("rattana", 1), ("somchai", 2), ("orathai", 3))


def seated(day: Any) -> list[str]:
    return [row.person.username for row in KeySeat.objects.filter(document=day.pk).select_related("person")]


@pytest.mark.rule("C7", "kept")
@pytest.mark.parametrize("order", list(permutations(KEYHOLDERS))[::2])
def test_all_members_sign_in_any_order_and_then_it_is_in_the_safe(tellers: Tellers, order: tuple[str, ...]) -> None:
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True)
    for who in order[:-1]:
        assert walk.perform(who, "sign_count").state == State.SIGNING
    day = walk.perform(order[-1], "sign_count")
    assert (day.state, day.counted_baht, day.difference_baht) == (State.IN_SAFE, Decimal("1000.00"), 0)


@pytest.mark.rule("C7", "refused")
@pytest.mark.rule("C3", "refused")
def test_nobody_signs_for_another_nor_twice(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True)
    refused("NOT_YOUR_SEAT", lambda: walk.perform("theera", "sign_count"))
    tellers.stand_in("orathai", "ผู้อำนวยการกองช่าง")
    refused("NOT_YOUR_SEAT", lambda: walk.perform("orathai", "sign_count"))
    walk.perform("somchai", "sign_count")
    refused("NOT_YOUR_SEAT", lambda: walk.perform("somchai", "sign_count"))


@pytest.mark.rule("C7", "kept", "refused")
def test_the_report_goes_through_the_secretary_to_the_executive(tellers: Tellers, refused: Refuses) -> None:
    """As soon as all have signed; the money waits for neither, and the day is closed when both are done."""
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    refused("NOT_PASSED", lambda: walk.perform("boonmee", "acknowledge"))
    walk.perform("wilai", "pass_report")
    refused("PASSED_ALREADY", lambda: walk.perform("wilai", "pass_report"))
    day = walk.perform("boonmee", "acknowledge")
    assert (day.state, day.passed_on, day.acknowledged_on) == (State.IN_SAFE, MONDAY, MONDAY)
    refused("ACKNOWLEDGED_ALREADY", lambda: walk.perform("boonmee", "acknowledge"))
    walk.to(State.IN_HAND)
    assert walk.deposit("deposit_kept").state == State.CLOSED


@pytest.mark.rule("C7", "kept")
def test_a_day_that_was_banked_is_counted_and_signed_all_the_same(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.SIGNING)
    assert (walk.fund_day.books_baht, walk.fund_day.counted_baht) == (0, 0)
    assert walk.all("sign_count").state == State.PASSING


@pytest.mark.rule("C8", "kept", "refused")
@pytest.mark.parametrize("more", [-SATANG, SATANG])
def test_a_count_that_differs_by_a_satang_is_said_to_differ(tellers: Tellers, refused: Refuses, more: Decimal) -> None:
    walk = tellers.day(MONDAY, State.COUNTING, is_kept=True)
    refused("DIFFERENCE_UNSAID", lambda: walk.count(Decimal("1000.00") + more, count_note=" "))
    assert walk.count(Decimal("1000.00") + more).difference_baht == more


@pytest.mark.rule("C8", "kept", "refused")
def test_a_shortage_is_signed_by_all_and_the_executive_orders(tellers: Tellers, refused: Refuses) -> None:
    """Members and finance officer sign; the books follow the order; the day is never closed without it."""
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True, short_baht=Decimal("10.00"))
    for who in KEYHOLDERS:
        assert walk.perform(who, "sign_count").state == State.SIGNING, "the finance officer is missing"
    day = walk.perform("theera", "sign_count")
    assert (day.state, day.waiting_for, day.difference_baht) == (State.DIFFERENCE, "chief_executive", Decimal("-10.00"))
    for step in ("release", "take_over", "deposit_kept", "acknowledge"):
        assert "NOT_FROM_THIS_STATE" in refused("NOT_FROM_THIS_STATE", lambda step=step: walk.perform("theera", step)).codes
    assert tellers.cash_baht() == Decimal("1000.00")
    order = {"reason": "ให้เรียกเงินคืนจากผู้รับผิดชอบ", "order_number": "231/2570"}
    refused("NOT_YOUR_ROLE", lambda: walk.perform("wilai", "order_on_difference", **order))
    day = walk.perform("boonmee", "order_on_difference", **order)
    assert (day.state, day.to_bank_baht, tellers.cash_baht()) == (State.IN_SAFE, Decimal("990.00"), Decimal("990.00"))
    walk.to(State.IN_HAND)
    refused("DEPOSIT_OVER_COUNTED", lambda: walk.deposit("deposit_kept", deposits=[walk.slip(Decimal("1000.00"))]))
    assert walk.to(State.CLOSED).difference_order == order["reason"]
    assert tellers.cash_baht() == 0


@pytest.mark.rule("C8", "kept")
def test_a_surplus_is_held_for_its_owner(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.COUNTING)
    walk.count(Decimal("5.00"))
    walk.to(State.DIFFERENCE)
    walk.to(State.IN_SAFE)
    held = MoneyHeld.objects.get(organization=tellers.office.organization, kind=HeldKind.OTHER)
    assert (held.balance_baht, tellers.cash_baht()) == (Decimal("5.00"), Decimal("5.00"))
    assert walk.to(State.CLOSED).handed_baht == Decimal("5.00")
    assert tellers.cash_baht() == 0


def test_the_order_stands_in_the_books_of_the_next_report(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED, is_kept=True, short_baht=Decimal("10.00"))
    day = tellers.day(TUESDAY, State.COUNTING, "20.00", is_kept=True).fund_day
    figures = ("1000.00", "20.00", "0.00", "990.00", "10.00", "20.00")
    assert reported(day)[SAFE] == tuple(map(Decimal, figures))
    assert day.late_entries == 1


def test_a_new_count_asks_every_signature_anew(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True, short_baht=Decimal("500.00"))
    walk.perform("somchai", "sign_count")
    again = {"counts": counted(Decimal("1000.00")), "instruments_baht": None, "count_note": "", "reason": "พบซองธนบัตรอีกซอง"}
    day = walk.perform("rattana", "change_count", **again)
    assert (day.count_number, day.difference_baht) == (2, 0)
    assert sorted(walk.waiting("sign_count")) == sorted(KEYHOLDERS)
    assert walk.all("sign_count").state == State.IN_SAFE
    assert CustodySignature.objects.filter(document=day.pk).count() == 4, "what was signed first is kept"


def test_a_face_value_stands_in_one_row(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.COUNTING, is_kept=True)
    twice = [{"face": "500", "pieces": 1}, {"face": "500", "pieces": 1}]
    refused("DENOMINATION_TWICE", lambda: walk.count(counts=twice))


@pytest.mark.rule("C2", "kept")
def test_the_committee_of_the_report_is_the_register_s(tellers: Tellers) -> None:
    tellers.committee(THREE, on=TUESDAY)
    assert seated(tellers.day(MONDAY, State.PASSING).fund_day) == list(KEYHOLDERS)
    assert seated(tellers.day(TUESDAY, State.COUNTING).fund_day) == [who for who, _ in THREE]


@pytest.mark.rule("C2", "refused")
@pytest.mark.rule("C3", "refused")
@pytest.mark.parametrize(
    ("members", "code"),
    [
        (THREE[:2], "TOO_FEW_KEYHOLDERS"),
        ((*THREE, ("kanda", 4)), "TOO_MANY_KEYHOLDERS"),
        ((("rattana", 1), ("somchai", 2), ("orathai", 2)), "KEY_SHARED"),
        ((("rattana", 1), ("somchai", 2), ("somchai", 3)), "KEY_SHARED"),
        ((("kanda", 1), ("somchai", 2), ("orathai", 3)), "FINANCE_HEAD_MISSING"),
        ((("rattana", 1), ("somchai", 2), ("boonmee", 3)), "NOT_AN_OFFICER"),
    ],
)
def test_a_committee_that_the_law_does_not_know_is_refused(tellers: Tellers, refused: Refuses, members: Any, code: str) -> None:
    refused(code, lambda: tellers.committee(members))


@pytest.mark.rule("C3", "kept")
def test_keys_of_different_persons_are_never_waived() -> None:
    assert law.basis("separation.custody_keys", MONDAY).sentence
    couples = {(pair.first, pair.second): pair.is_waivable for pair in PAIRS if pair.basis_key == "separation.custody_keys"}
    assert couples == {("fund_day.release", "fund_day.take_over"): False}


@pytest.mark.rule("C2", "refused")
def test_a_committee_begins_after_its_order_and_after_the_one_before(tellers: Tellers, refused: Refuses) -> None:
    refused("DATES_OUT_OF_ORDER", lambda: tellers.committee(THREE, on=TUESDAY, ordered_on=WEDNESDAY))
    tellers.committee(THREE, on=TUESDAY)
    refused("COMMITTEE_OVERLAPS", lambda: tellers.committee(THREE, on=TUESDAY))
    tellers.committee(THREE, on=WEDNESDAY)


@pytest.mark.rule("C2", "kept", "refused")
def test_no_report_without_a_committee(db: None, refused: Refuses) -> None:
    tellers = Tellers(has_committee=False)
    walk = tellers.day(MONDAY, State.REPORTING)
    refused("TOO_FEW_KEYHOLDERS", walk.draw_up)
    tellers.committee(THREE, on=TUESDAY)
    refused("TOO_FEW_KEYHOLDERS", walk.draw_up)
    walk.days = {"draw_up_report": TUESDAY}
    assert seated(walk.draw_up()) == [who for who, _ in THREE]


@pytest.mark.rule("C4", "kept", "refused")
def test_a_substitute_takes_the_key_after_a_joint_count(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    refused("SAME_KEYHOLDERS", lambda: walk.perform("theera", "call_keyholders", reason="ยังไม่มีคำสั่ง"))
    tellers.substitute("duangjai", "orathai", TUESDAY, TUESDAY)
    walk.days = {"call_keyholders": TUESDAY, "record_count": TUESDAY, "sign_count": TUESDAY}
    day = walk.perform("theera", "call_keyholders", reason="กรรมการลาป่วย")
    assert (day.state, seated(day)) == (State.COUNTING, ["rattana", "somchai", "orathai"])
    walk.to(State.IN_SAFE)
    refused("NOT_YOUR_SEAT", lambda: walk.perform("duangjai", "release"))
    assert walk.to(State.CLOSED).deposited_on == TUESDAY


@pytest.mark.rule("C4", "refused")
@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        ("somchai", {}, "KEY_SHARED"),
        ("boonmee", {}, "NOT_AN_OFFICER"),
        ("orathai", {"ordered_on": FRIDAY}, "DATES_OUT_OF_ORDER"),
        ("orathai", {"ends_on": MONDAY}, "NOT_IN_FORCE"),
    ],
)
def test_a_substitute_is_another_officer_by_order(
    tellers: Tellers, refused: Refuses, who: str, changes: dict[str, Any], code: str
) -> None:
    refused(code, lambda: tellers.substitute("duangjai", who, TUESDAY, THURSDAY, **changes))


@pytest.mark.rule("C4", "kept", "refused")
def test_one_substitute_at_a_time_the_day_before_and_after_free(tellers: Tellers, refused: Refuses) -> None:
    tellers.substitute("duangjai", "orathai", TUESDAY, THURSDAY)
    refused("STOOD_IN_ALREADY", lambda: tellers.substitute("duangjai", "kanda", THURSDAY, FRIDAY))
    refused("KEY_SHARED", lambda: tellers.substitute("somchai", "orathai", THURSDAY, FRIDAY))
    tellers.substitute("duangjai", "kanda", FRIDAY, FRIDAY)
    tellers.substitute("duangjai", "kanda", MONDAY, MONDAY)
    keys = Keyholder.objects.filter(key_number=3, stands_in_for__isnull=False).order_by("starts_on")
    assert [row.person.username for row in keys] == ["kanda", "orathai", "kanda"]


CHEQUE = slip("21.75", ReceivedBy.CHEQUE, instrument="0000001")


def with_cheque(tellers: Tellers, day: date = MONDAY) -> DayWalk:
    """2,083.00 in cash and one cheque of 21.75, kept overnight, ready to be counted."""
    tellers.collect(day, "2083.00", slips=[CHEQUE])
    return tellers.walk(day, State.COUNTING, is_kept=True)


def as_counted(cash: str, cheques: str, number: int, note: str = "") -> dict[str, Any]:
    return {
        "counts": counted(Decimal(cash)), "instruments_baht": Decimal(cheques), "instruments_count": number, "count_note": note,
    }  # fmt: skip


@pytest.mark.rule("C8", "kept", "refused")
def test_cheques_do_not_make_up_for_cash(tellers: Tellers, refused: Refuses) -> None:
    """The right sum of the wrong kinds is a difference: noted, signed by the finance officer too, and ordered on by นายก."""
    walk = with_cheque(tellers)
    assert (walk.fund_day.books_baht, walk.fund_day.books_cheque_baht) == (Decimal("2104.75"), Decimal("21.75"))
    wrong = refused("DIFFERENCE_UNSAID", lambda: walk.count(**as_counted("0", "2104.75", 1)))
    assert wrong.codes == {"DIFFERENCE_UNSAID", "CHEQUE_DIFFERENCE_UNSAID"}
    day = walk.count(**as_counted("0", "2104.75", 1, "ในซองมีแต่เช็ค"))
    assert (day.difference_baht, day.cheque_difference_baht) == (0, Decimal("2083.00"))
    assert sorted(walk.waiting("sign_count")) == sorted((*KEYHOLDERS, "theera"))
    assert walk.all("sign_count").state == State.DIFFERENCE
    assert walk.to(State.CLOSED).ordered_cheque_baht == Decimal("2083.00")
    assert tellers.cash_baht() == 0


@pytest.mark.rule("C8", "kept", "refused")
@pytest.mark.parametrize("more", [-SATANG, SATANG])
def test_a_satang_of_the_cheques_is_a_difference_even_where_the_sum_is_right(
    tellers: Tellers, refused: Refuses, more: Decimal
) -> None:
    walk = with_cheque(tellers)
    swapped = (str(Decimal("2083.00") - more), str(Decimal("21.75") + more), 1)
    refused("CHEQUE_DIFFERENCE_UNSAID", lambda: walk.count(**as_counted(*swapped)))
    assert walk.count(**as_counted(*swapped, "นับแล้วสามครั้ง")).cheque_difference_baht == more


@pytest.mark.parametrize(("cheques", "number"), [("21.75", 0), ("0", 1)])
def test_cheques_are_told_by_number_and_amount(tellers: Tellers, refused: Refuses, cheques: str, number: int) -> None:
    walk = with_cheque(tellers)
    refused("CHEQUES_UNNUMBERED", lambda: walk.count(**as_counted("2083.00", cheques, number, "ไม่ตรง")))


def test_the_paper_prints_as_many_cheques_as_were_counted(tellers: Tellers) -> None:
    walk = with_cheque(tellers)
    walk.count(**as_counted("2083.00", "21.75", 2))
    walk.all("sign_count")
    told = daily_position(walk.fund_day, list(JournalEntry.objects.filter(document=walk.fund_day.pk).order_by("sequence")))
    cheques = next(row for row in told.counted if row.name == "เช็คและตราสาร")
    assert (cheques.count, cheques.amount_baht, told.differs) == (2, Decimal("21.75"), False)


def test_money_of_the_day_before_lies_in_the_safe_and_is_said_to(tellers: Tellers, refused: Refuses) -> None:
    monday = with_cheque(tellers)
    monday.to(State.IN_SAFE)
    walk = tellers.day(TUESDAY, State.COUNTING, "1850.00", is_kept=True)
    day = walk.fund_day
    assert (day.books_baht, day.kept_baht, day.earlier_baht) == tuple(map(Decimal, ("3954.75", "1850.00", "2104.75")))
    wrong = refused("DIFFERENCE_UNSAID", lambda: walk.count(**as_counted("1850.00", "0", 0)))
    assert "2,104.75" in " ".join(str(refusal.sentence) for refusal in wrong.refusals)
    assert walk.count(**as_counted("3933.00", "21.75", 1)).differs is False


def test_money_that_was_banked_before_the_report_is_no_more_in_it(tellers: Tellers) -> None:
    with_cheque(tellers).to(State.CLOSED)
    day = tellers.day(TUESDAY, State.COUNTING, "1850.00", is_kept=True).fund_day
    assert (day.books_baht, day.books_cheque_baht, day.earlier_baht) == (Decimal("1850.00"), 0, 0)


def test_a_cheque_received_after_the_summary_is_in_the_books_of_cheques(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.REPORTING, is_kept=True)
    tellers.collect(MONDAY, "5.00", slips=[CHEQUE])
    assert walk.draw_up().books_cheque_baht == Decimal("21.75")
