"""A crash at every statement of every step of a day's money: all or nothing, over all slips and accounts."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from disbursement.fund_day import FundDay
from disbursement.rehearsal.fund_day import DAY_ROAD, KEYHOLDERS, DayWalk
from tests.crash import Counter, Crash, sweep
from tests.disbursement.tellers import MONDAY, Tellers
from workflows import engine
from workflows.models import Seal
from workflows.seal import seal

State = FundDay.State


def again(walk: DayWalk, action: Callable[[DayWalk], Any]) -> Callable[[], Any]:
    """The step as it can be tried once more: the walk forgets what a crash undid."""
    before = walk.fund_day

    def repeat() -> Any:
        walk.fund_day = before
        return action(walk)

    return repeat


@pytest.mark.parametrize("state", [State.OPEN, State.CHECKING, State.COMPARING, State.COUNTING, State.PASSING, State.ACKNOWLEDGING])
def test_a_step_is_all_or_nothing(tellers: Tellers, state: str) -> None:
    walk = tellers.day(MONDAY, state)
    assert sweep(again(walk, DAY_ROAD[State(state)])) >= 3  # lock, evidence, entry: PostgreSQL asks no more for a bare step


def test_a_deposit_is_all_or_nothing(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.BANKING)
    walk.attach("deposit")
    facts = {"deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk]}
    assert sweep(again(walk, lambda walk: walk.perform("theera", "deposit", **facts))) >= 8


def test_drawing_up_and_sealing_are_all_or_nothing_each(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.REPORTING)
    assert sweep(again(walk, lambda walk: walk.perform("theera", "draw_up_report"))) >= 10
    seal(tellers.office.organization)
    assert sweep(again(walk, lambda walk: engine.perform(None, walk.fund_day, "record_seals"))) >= 6


def test_sealing_that_was_cut_off_anywhere_is_taken_up(tellers: Tellers) -> None:
    """The seal and its record are two transactions: whatever of them is left out is done the next time, and nothing twice."""
    walk = tellers.day(MONDAY, State.REPORTING)
    walk.perform("theera", "draw_up_report")
    counter, position = None, 0
    while counter is None or counter.sql:
        position += 1
        counter = Counter(position)
        with suppress(Crash), connection.execute_wrapper(counter):
            walk.seal()
    assert FundDay.objects.get(pk=walk.fund_day.pk).state == State.COUNTING
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(("act", "state"), [("sign_count", State.SIGNING), ("release", State.IN_SAFE)])
def test_the_last_signature_and_what_follows_it(tellers: Tellers, act: str, state: str) -> None:
    walk = tellers.day(MONDAY, state, is_kept=True)
    for who in KEYHOLDERS[:-1]:
        walk.perform(who, act)
    assert sweep(again(walk, lambda walk: walk.perform(KEYHOLDERS[-1], act))) >= 6


def test_the_order_on_a_difference_is_all_or_nothing(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.DIFFERENCE, is_kept=True, short_baht=Decimal("10.00"))
    assert sweep(again(walk, DAY_ROAD[State.DIFFERENCE])) >= 6


def test_the_morning_after_is_all_or_nothing(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.RELEASED, is_kept=True)
    assert sweep(again(walk, DAY_ROAD[State.RELEASED])) >= 4
    walk.to(State.IN_HAND)
    walk.attach("deposit_kept")
    facts = {
        "deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk],
        "late_deposit_reason": "",
    }  # fmt: skip
    assert sweep(again(walk, lambda walk: walk.perform("theera", "deposit_kept", **facts))) >= 8
