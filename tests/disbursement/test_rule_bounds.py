"""Bounds of the rules on money and its keepers, each at the last that fits and the first that does not; no case is walked for them."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from disbursement.models import TransferResult
from disbursement.rules import cheque_return, custody, fund_day, held_release, payment, shortage, voucher
from tests.disbursement.test_tax_due import LAW

DAY, SATANG, HUNDRED = timedelta(days=1), Decimal("0.01"), Decimal("100.00")
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 13)
YEAR, YEAR_BEGINS, YEAR_ENDS = 2570, date(2026, 10, 1), date(2027, 9, 30)


def code_of(refusal: Any) -> str:
    return refusal.code if refusal else ""


@pytest.mark.parametrize(("over", "code"), [(-SATANG, ""), (Decimal(0), ""), (SATANG, "OVER_BALANCE")])
def test_a_returned_cheque_is_booked_from_free_money_to_the_satang(over: Decimal, code: str) -> None:
    assert code_of(cheque_return.not_enough_free("บัญชี", HUNDRED, HUNDRED + over, LAW)) == code


@pytest.mark.rule("C4", "kept", "refused")
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (FIRST, LAST, ""),
        (LAST, LAST, ""),
        (FIRST - DAY, LAST, "NOT_IN_FORCE"),
        (FIRST, LAST + DAY, "NOT_IN_FORCE"),
        (LAST, LAST - DAY, "NOT_IN_FORCE"),
    ],
)
def test_a_substitute_stands_in_within_the_days_of_the_member_s_order(starts_on: date, ends_on: date, code: str) -> None:
    member = SimpleNamespace(starts_on=FIRST, ends_on=LAST, stands_in_for_id=None)
    assert code_of(custody.not_in_force(member, starts_on, ends_on, LAW)) == code


@pytest.mark.rule("C4", "kept", "refused")
def test_an_order_without_a_last_day_holds_on_and_a_substitute_has_none_of_his_own() -> None:
    member = SimpleNamespace(starts_on=FIRST, ends_on=None, stands_in_for_id=None)
    assert custody.not_in_force(member, LAST, LAST + 400 * DAY, LAW) is None
    member.stands_in_for_id = 1
    assert code_of(custody.not_in_force(member, LAST, LAST, LAW)) == "NOT_IN_FORCE"


@pytest.mark.rule("C2", "kept", "refused")
@pytest.mark.parametrize(("people", "code"), [("ab", ""), ("abc", ""), ("abd", "NOT_AN_OFFICER")])
def test_all_officers_of_a_small_office_may_sit_and_nobody_else(people: str, code: str) -> None:
    assert code_of(custody.not_officers(people, "abc", "members", LAW)) == code


@pytest.mark.parametrize(
    ("ordered_baht", "live_day", "is_banked", "code"),
    [
        (SATANG, FIRST, True, ""),
        (Decimal(0), FIRST, True, "NO_SURPLUS"),
        (-SATANG, FIRST, True, "NO_SURPLUS"),
        (SATANG, None, True, "NO_SURPLUS"),
        (SATANG, FIRST, False, "NO_SURPLUS"),
    ],
)
def test_only_a_surplus_that_was_ordered_to_be_held_and_is_banked_is_released(
    ordered_baht: Decimal, live_day: date | None, *, is_banked: bool, code: str
) -> None:
    day = SimpleNamespace(day=FIRST, ordered_baht=ordered_baht, live_day=live_day)
    assert code_of(held_release.no_surplus(day, is_banked, LAW)) == code


ROWS = [{"position": 1, "result": TransferResult.WAITING}, {"position": 2, "result": TransferResult.CONFIRMED}]


@pytest.mark.rule("P-11", "kept", "refused")
@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ((1,), []),
        ((), ["NO_RESULT"]),
        ((1, 1), ["RESULT_UNKNOWN"]),
        ((2,), ["RESULT_UNKNOWN"]),
        ((1, 2, 3), ["RESULT_UNKNOWN", "RESULT_UNKNOWN"]),
    ],
)
def test_each_row_that_waits_is_told_once(told: tuple[int, ...], codes: list[str]) -> None:
    refused = payment.results_unknown([{"position": position} for position in told], ROWS, LAW)
    assert [refusal.code for refusal in refused] == codes


@pytest.mark.parametrize(("day", "code"), [(FIRST - DAY, "BEFORE_VALUE_DAY"), (FIRST, ""), (FIRST + DAY, "")])
def test_of_a_value_day_to_come_it_is_told_that_nothing_is_paid_yet(day: date, code: str) -> None:
    assert code_of(payment.value_day_to_come(FIRST, day, LAW)) == code


def of_year(until: date | None) -> Any:
    return SimpleNamespace(budget_line=SimpleNamespace(fiscal_year=YEAR), carried_over_until=until)


@pytest.mark.rule("K1", "kept", "refused")
@pytest.mark.parametrize(
    ("day", "code"),
    [
        (YEAR_BEGINS - DAY, "FISCAL_YEAR_NOT_BEGUN"),  # whatever was carried over
        (YEAR_BEGINS, ""),
        (YEAR_ENDS, ""),
        (YEAR_ENDS + DAY, ""),
        (date(2028, 9, 30), ""),
        (date(2028, 10, 1), "CARRY_OVER_LAPSED"),
    ],
)
def test_money_that_was_carried_over_is_drawn_from_its_year_s_first_day_to_its_last(day: date, code: str) -> None:
    act: Any = SimpleNamespace(acted_on=day, law=LAW)
    assert code_of(voucher.year_closed(of_year(date(2028, 9, 30)), act)) == code


@pytest.mark.rule("K1", "kept", "refused")
@pytest.mark.parametrize(
    ("day", "code"), [(YEAR_BEGINS - DAY, "FISCAL_YEAR_NOT_BEGUN"), (YEAR_ENDS, ""), (YEAR_ENDS + DAY, "CLOSED_FISCAL_YEAR")]
)
def test_money_that_was_not_carried_over_ends_with_its_year(day: date, code: str) -> None:
    act: Any = SimpleNamespace(acted_on=day, law=LAW)
    assert code_of(voucher.year_closed(of_year(None), act)) == code


@pytest.mark.parametrize(("day", "code"), [(YEAR_ENDS, "YEAR_NOT_ENDED"), (YEAR_ENDS + DAY, "")])
def test_while_the_year_runs_whoever_carries_over_is_told_that_he_need_not(day: date, code: str) -> None:
    act: Any = SimpleNamespace(acted_on=day, law=LAW)
    assert code_of(voucher.year_not_ended(of_year(None), act)) == code


@pytest.mark.parametrize(("received_on", "code"), [(YEAR_ENDS, ""), (YEAR_ENDS + DAY, "RECEIVED_NEXT_YEAR")])
def test_an_order_that_the_vendor_received_in_the_next_year_is_told(received_on: date, code: str) -> None:
    ordered = SimpleNamespace(budget_line=SimpleNamespace(fiscal_year=YEAR), ordered_on=YEAR_ENDS)
    told = voucher.vendor_received_next_year(ordered, received_on, LAW)
    assert code_of(told) == code and (told is None or told.only_told)


@pytest.mark.parametrize(("ordered", "code"), [("", ""), ("hold", "ORDERED_ALREADY")])
def test_a_report_on_which_the_executive_has_ordered_is_not_ordered_on_again(ordered: str, code: str) -> None:
    act: Any = SimpleNamespace(law=LAW)
    assert code_of(fund_day.ordered_already(SimpleNamespace(difference_order=ordered), act)) == code


@pytest.mark.parametrize(("named", "code"), [("", "DEBTOR_UNNAMED"), ("ไม่ทราบตัว", "")])
def test_nobody_is_asked_to_pay_before_the_executive_has_said_who_owes(named: str, code: str) -> None:
    act: Any = SimpleNamespace(law=LAW)
    assert code_of(shortage.debtor_unnamed(SimpleNamespace(named=named), act)) == code
