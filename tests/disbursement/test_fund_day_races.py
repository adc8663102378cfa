"""Several people at one day's money at the same moment: one effect, nothing stuck, nothing doubled."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.fund_day import FundDay
from disbursement.models import CustodySignature, DepositRow, ReportAccount
from disbursement.rehearsal.fund_day import KEYHOLDERS, DayWalk
from tests.committees.test_races import at_once
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from workflows import engine
from workflows.models import JournalEntry
from workflows.proof import Proof
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

pytestmark = pytest.mark.own_database
State = FundDay.State


@pytest.fixture
def tellers(own_database: str) -> Tellers:
    return Tellers()


def doing(walk: DayWalk, who: str, step: str, key: str | None = None, **data: Any) -> Callable[[], Any]:
    """One click: with the version that the person has read."""
    person, day, on = walk.office.people[who], walk.fund_day, walk.on(step)
    proof = Proof(person.pk, timezone.now())
    return lambda: engine.perform(person, day, step, version=day.version, key=key, proof=proof, acted_on=on, **data).replayed


def now(walk: DayWalk) -> Any:
    walk.fund_day = FundDay.objects.get(pk=walk.fund_day.pk)
    return walk.fund_day


def sound() -> None:
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("C7", "kept")
def test_all_members_sign_at_once_and_a_fourth_click_comes_twice(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True)
    clicks = [doing(walk, who, "sign_count", key=f"count-{who}") for who in (*KEYHOLDERS, KEYHOLDERS[0], KEYHOLDERS[0])]
    assert sorted(at_once(*clicks), key=str) == [False, False, False, True, True]
    assert now(walk).state == State.IN_SAFE
    assert CustodySignature.objects.filter(document=walk.fund_day.pk).count() == len(KEYHOLDERS)
    assert JournalEntry.objects.filter(document=walk.fund_day.pk, step="accept_count").count() == 1
    sound()


@pytest.mark.rule("C9", "kept")
def test_all_keys_turn_at_once(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    assert at_once(*(doing(walk, who, "release") for who in KEYHOLDERS)) == [False] * len(KEYHOLDERS)
    assert now(walk).state == State.RELEASED
    sound()


def test_a_day_is_opened_once_by_two_at_once(tellers: Tellers) -> None:
    results = at_once(*(lambda: tellers.walk(MONDAY).fund_day.state for _ in range(3)))
    assert results.count("open") == 1 and results.count({"DAY_OPENED"}) == 2, results
    assert FundDay.objects.count() == 1
    sound()


@pytest.mark.rule("D6", "kept")
def test_two_deposits_at_once_bank_the_money_once(tellers: Tellers) -> None:
    before = tellers.bank_baht()[0]
    walk = tellers.day(MONDAY, State.BANKING)
    walk.attach("deposit")
    facts = {"deposits": [walk.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk]}
    keyed = at_once(*(doing(walk, "theera", "deposit", key=key, **facts) for key in ("one", "one", "two")))
    assert keyed.count(False) == 1, keyed
    assert DepositRow.objects.filter(document=walk.fund_day.pk).count() == 1
    assert (tellers.cash_baht(), tellers.bank_baht()[0]) == (0, before + Decimal("1000.00"))
    sound()


def test_the_same_form_twice_is_one_summary_and_other_data_is_told(tellers: Tellers) -> None:
    tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY)
    prepare = doing(walk, "theera", "prepare_summary", key="form", late_reason="")
    assert (prepare(), prepare()) == (False, True)
    other = at_once(doing(walk, "theera", "prepare_summary", key="form", late_reason="อื่น"))
    assert other == [{"KEY_USED"}]
    assert JournalEntry.objects.filter(step="prepare_summary").count() == 1


def test_a_signature_against_a_new_count(tellers: Tellers) -> None:
    """Either it stood under the old count and fell with it, or it met the new one and is refused; it never counts for both."""
    walk = tellers.day(MONDAY, State.SIGNING, is_kept=True)
    again = {"counts": [{"face": "1000", "pieces": 1}], "instruments_baht": None, "count_note": "", "reason": "นับใหม่"}
    changed, signed = at_once(doing(walk, "rattana", "change_count", **again), doing(walk, "somchai", "sign_count"))
    assert changed is False
    assert signed is False or "STALE_VERSION" in signed
    assert now(walk).count_number == 2
    assert sorted(walk.waiting("sign_count")) == sorted(KEYHOLDERS)
    sound()


@pytest.mark.rule("C6", "kept")
def test_a_report_drawn_up_while_money_of_the_day_before_is_banked(tellers: Tellers) -> None:
    """The movement stands in this report or in the next, with both of its sides."""
    monday = tellers.day(MONDAY, State.IN_HAND, is_kept=True)
    tellers.collect(TUESDAY, "20.00")
    tuesday = tellers.walk(TUESDAY, State.REPORTING)
    monday.attach("deposit_kept")
    facts = {
        "deposits": [monday.slip(Decimal("1000.00"))], "carriers": [tellers.office.theera.pk, tellers.office.porntip.pk],
        "late_deposit_reason": "",
    }  # fmt: skip
    results = at_once(doing(monday, "theera", "deposit_kept", **facts), doing(tuesday, "theera", "draw_up_report"))
    assert results == [False, False], results
    day = now(tuesday)
    assert day.state == State.COUNTING
    rows = ReportAccount.objects.filter(document=day.pk)
    assert sum(row.moved_in_baht for row in rows) == sum(row.moved_out_baht for row in rows)
    sound()
