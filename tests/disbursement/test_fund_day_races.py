"""Several people at one day's money at the same moment: one effect, nothing stuck, nothing doubled."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.fund_day import FundDay
from disbursement.fund_day.states import PAY_IN_SLIP
from disbursement.models import CustodySignature, DepositRow, ReportAccount, SummaryLine
from disbursement.rehearsal.fund_day import KEYHOLDERS, DayWalk
from disbursement.rehearsal.furnishing import cash_account
from disbursement.rehearsal.walk import acted, paper
from disbursement.remittance import State as Remitting
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.disbursement.tellers import LAST, MONDAY, TUESDAY, Tellers
from workflows import engine
from workflows.models import JournalEntry
from workflows.proof import Proof
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

pytestmark = pytest.mark.own_database
State = FundDay.State
LOST = {"NOT_FROM_THIS_STATE", "STALE_VERSION"}


@beginning
def tellers() -> Tellers:
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


@pytest.mark.rule("D8", "refused")
@pytest.mark.parametrize("typed", ["PI9", "pi 9"])
def test_two_days_that_take_up_one_pay_in_slip_at_once(tellers: Tellers, typed: str) -> None:
    """Monday's money out of the safe and Tuesday's own, banked on one morning: the slip proves one of them."""
    before = tellers.bank_baht()[0]
    monday = tellers.day(MONDAY, State.IN_HAND, is_kept=True)
    tuesday = tellers.day(TUESDAY, State.BANKING)
    carriers = [tellers.office.theera.pk, tellers.office.porntip.pk]
    rows = [{**walk.slip(Decimal("1000.00")), "slip_number": number} for walk, number in ((monday, "PI9"), (tuesday, typed))]
    for walk, step in ((monday, "deposit_kept"), (tuesday, "deposit")):
        walk.attach(step)
    assert told_of_slip(monday, tuesday, rows, carriers) == {"SLIP_USED"}
    assert DepositRow.objects.count() == 1
    assert (tellers.cash_baht(), tellers.bank_baht()[0]) == (1000, before + 1000), (
        "the other's money is still in the office's hands"
    )
    sound()


@pytest.mark.rule("D8", "refused")
def test_two_days_that_attach_one_stamped_paper_at_once(tellers: Tellers) -> None:
    """Each slip has a number of its own, and the paper behind both is the same file."""
    monday = tellers.day(MONDAY, State.IN_HAND, is_kept=True)
    tuesday = tellers.day(TUESDAY, State.BANKING)
    carriers = [tellers.office.theera.pk, tellers.office.porntip.pk]
    same = paper("pay-in.pdf")
    for walk, step in ((monday, "deposit_kept"), (tuesday, "deposit")):
        same.seek(0)
        walk.fund_day = acted(tellers.office, "theera", walk.fund_day, "attach", walk.on(step), kind=PAY_IN_SLIP, file=same)
    rows = [walk.slip(Decimal("1000.00")) for walk in (monday, tuesday)]
    assert told_of_slip(monday, tuesday, rows, carriers) == {"SLIP_USED"}
    assert DepositRow.objects.count() == 1
    sound()


def told_of_slip(monday: DayWalk, tuesday: DayWalk, rows: list[dict[str, Any]], carriers: list[Any]) -> Any:
    """Both at once: what the one is told that came second. One wins, whoever it is."""
    kept = doing(monday, "theera", "deposit_kept", deposits=rows[:1], carriers=carriers, late_deposit_reason="")
    own = doing(tuesday, "theera", "deposit", deposits=rows[1:], carriers=carriers)
    results = at_once(kept, own)
    assert results.count(False) == 1, results
    return next(result for result in results if result is not False)


@pytest.mark.rule("D3", "kept")
@pytest.mark.parametrize("turn", range(3))
def test_two_days_that_race_for_one_slip(tellers: Tellers, turn: int) -> None:
    """Monday's summary is prepared while another gives Monday up and opens Tuesday for the very slip."""
    slips = tellers.collect(MONDAY, "1000.00")
    monday, late = tellers.walk(MONDAY), "ลงบัญชีวันอังคาร"
    give_up = doing(monday, "theera", "withdraw", reason="เปิดผิดวัน")

    def on_tuesday() -> Any:
        give_up()
        return tellers.walk(TUESDAY).prepare(late_reason=late).state

    first, second = at_once(doing(monday, "theera", "prepare_summary", late_reason=""), on_tuesday)
    assert (first, second) in [(False, LOST), (LOST, State.CHECKING)], (first, second)
    assert SummaryLine.objects.filter(remittance=slips.pk, document__state=State.CHECKING).count() == 1
    slips.refresh_from_db()
    day = FundDay.objects.get(state=State.CHECKING)
    assert (slips.state, slips.summary_id, day.amount_baht) == (Remitting.SUMMARIZED, day.pk, Decimal("1000.00"))
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_a_slip_is_summed_up_or_goes_back_and_never_both(tellers: Tellers, turn: int) -> None:
    slips = tellers.collect(MONDAY, "1000.00")
    tellers.collect(MONDAY, "20.00")
    walk = tellers.walk(MONDAY)
    summed, returned = at_once(
        doing(walk, "theera", "prepare_summary", late_reason=""),
        doing(walk, "theera", "return_slip", remittance=slips.pk, reason="เขียนจำนวนเงินผิด"),
    )
    slips.refresh_from_db()
    if summed is False:
        assert (returned, slips.state, now(walk).amount_baht) == (LOST, Remitting.SUMMARIZED, Decimal("1020.00"))
    else:
        assert (summed, slips.state, tellers.cash_baht()) == ({"REMITTANCE_OUTSTANDING"}, Remitting.COLLECTING, 20)
    sound()


@pytest.mark.rule("C6", "refused")
@pytest.mark.parametrize(
    ("earlier", "later"), [(MONDAY, TUESDAY), (date(2027, 9, 30), date(2027, 10, 1))], ids=["one_year", "over_the_year_s_end"]
)
def test_two_days_opened_at_once_are_opened_one_after_the_other(tellers: Tellers, earlier: date, later: date) -> None:
    """The second is opened after the first was reported, and not beside it; their case numbers may run in two series."""
    tellers.set_today(max(later, LAST))
    cash_account(tellers.office)
    results = at_once(*(lambda day=day: tellers.walk(day).fund_day.state for day in (earlier, later)))
    assert results in [[State.OPEN, {"DAY_BEFORE_UNREPORTED"}], [{"DAY_OPENED"}, State.OPEN]], results
    assert FundDay.objects.count() == 1
    sound()
