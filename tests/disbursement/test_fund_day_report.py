"""รายงานสถานะการเงินประจำวัน: its figures, the days it notes, the seals that it bears (C6)."""

import random
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command

from disbursement.fund_day import FundDay, sealing
from disbursement.fund_day.sealing import seal_report
from disbursement.models import ReceivedBy, ReportHeld, ReportSeal
from disbursement.registers import AccountRegister
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.fund_day import walk_days
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account, signed
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import FRIDAY, LAST, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Tellers, reported
from tests.workflows.api_caller import PASSWORD, Caller
from workflows import engine
from workflows.models import JournalEntry, Seal
from workflows.seal import seal
from workflows.verification import verify

State = FundDay.State
SAFE, BANK, OTHER_BANK = "ตู้นิรภัยกองคลัง", "บัญชีเงินรายได้", "บัญชีเงินอุดหนุน"


def baht(*amounts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


@pytest.mark.rule("C6", "kept")
def test_brought_forward_and_in_and_out_is_what_is_there(tellers: Tellers) -> None:
    into = {"bank_account": bank_account(tellers.office), "instrument": "T1"}
    tellers.collect(
        MONDAY, "1000.00", slips=[slip("300.25", ReceivedBy.TRANSFER, **into), slip("200.00", ReceivedBy.CHEQUE, instrument="1")]
    )
    day = tellers.walk(MONDAY, State.COUNTING).fund_day
    opening = str(OPENING_BAHT)
    assert reported(day) == {
        SAFE: baht("0", "1200.00", "0", "1200.00", "0", "0"),
        BANK: baht(opening, "300.25", "1200.00", "0", "0", "50001500.25"),
        OTHER_BANK: baht(opening, "0", "0", "0", "0", opening),
    }
    assert (day.books_baht, day.quiet_days, day.late_entries) == (0, [], 0)


@pytest.mark.rule("C6", "kept")
def test_the_next_report_begins_where_the_last_one_ended(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED, "1000.00", is_kept=True)
    day = tellers.day(TUESDAY, State.COUNTING, "70.00", is_kept=True).fund_day
    assert reported(day)[SAFE] == baht("1000.00", "70.00", "0", "1000.00", "0", "70.00")
    assert reported(day)[BANK] == baht(str(OPENING_BAHT), "0", "1000.00", "0", "0", "50001000.00")


@pytest.mark.rule("C6", "kept")
def test_a_quiet_day_is_skipped_and_noted_on_the_next_report(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED)
    assert tellers.day(FRIDAY, State.PASSING).fund_day.quiet_days == [str(TUESDAY), str(WEDNESDAY), str(THURSDAY)]
    tellers.walk(NEXT_MONDAY).to(State.COUNTING)
    assert FundDay.objects.get(day=NEXT_MONDAY).quiet_days == [], "a weekend is no quiet day"


@pytest.mark.rule("C6", "kept", "refused")
def test_a_day_with_movement_is_never_passed_over(tellers: Tellers, refused: Refuses) -> None:
    tellers.day(MONDAY, State.CLOSED)
    tellers.collect(WEDNESDAY, "70.00")
    caught = refused("DAY_PASSED_OVER", lambda: tellers.walk(THURSDAY))
    assert "18 พ.ย. 2569" in caught.refusals[0].sentence
    assert tellers.walk(WEDNESDAY).to(State.CLOSED).quiet_days == [str(TUESDAY)]
    assert tellers.walk(THURSDAY).fund_day.state == State.OPEN


@pytest.mark.rule("C6", "kept", "refused")
def test_the_day_before_is_reported_first(tellers: Tellers, refused: Refuses) -> None:
    monday = tellers.day(MONDAY, State.REPORTING)
    refused("DAY_BEFORE_UNREPORTED", lambda: tellers.walk(TUESDAY))
    monday.draw_up()
    tuesday = tellers.day(TUESDAY, State.REPORTING)
    refused("DAY_OPENED", lambda: tellers.walk(MONDAY))
    monday.perform("rattana", "return_report", reason="ยอดธนาคารผิดบัญชี")
    refused("DAY_BEFORE_UNREPORTED", tuesday.draw_up)
    monday.draw_up()
    refused("DAY_BEFORE_UNCOUNTED", tuesday.draw_up)
    monday.to(State.PASSING)
    assert tuesday.draw_up().state == State.COUNTING


def test_a_report_on_which_another_rests_is_never_drawn_up_again(tellers: Tellers, refused: Refuses) -> None:
    monday = tellers.day(MONDAY, State.IN_SAFE, is_kept=True)
    tellers.day(TUESDAY, State.COUNTING)
    tellers.substitute("duangjai", "orathai", TUESDAY, TUESDAY)
    monday.days = dict.fromkeys(("call_keyholders", "return_report"), TUESDAY)
    monday.perform("theera", "call_keyholders", reason="กรรมการลาป่วย")
    refused("LATER_REPORT", lambda: monday.perform("rattana", "return_report", reason="ยอดผิด"))


def test_a_movement_written_late_stands_in_exactly_one_report(tellers: Tellers) -> None:
    """An account entered on Wednesday with Monday's date was not in Monday's report; it is brought into the next one, and noted."""
    tellers.day(MONDAY, State.COUNTING, is_kept=True).to(State.CLOSED)
    tellers.collect(MONDAY, "33.00", late_because="กลับจากตลาดนัดหลังปิดรับเงิน")
    day = tellers.walk(TUESDAY, State.COUNTING, is_kept=True).fund_day
    assert day.late_entries == 1
    assert reported(day)[SAFE] == baht("1000.00", "33.00", "0", "1000.00", "0", "33.00")


def test_an_account_that_is_new_is_brought_forward_with_its_opening_balance(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED)
    facts = {
        "name": "บัญชีเงินสะสม",
        "bank_code": "030",
        "number": "0000000032",
        "approval_number": "7/2570",
        "opening_balance_baht": "500.00",
    }
    signed(tellers.office, "rattana", AccountRegister, "add_bank_account", LAST, **facts)
    assert reported(tellers.day(TUESDAY, State.PASSING).fund_day)["บัญชีเงินสะสม"] == baht("0", "0", "0", "0", "0", "0")
    day = tellers.day(LAST, State.COUNTING).fund_day
    assert reported(day)["บัญชีเงินสะสม"] == baht("500.00", "0", "0", "0", "0", "500.00")


def test_money_held_has_its_lines(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.COUNTING)
    walk.count(Decimal("5.00"))
    walk.to(State.CLOSED)
    row = ReportHeld.objects.get(document=tellers.day(TUESDAY, State.COUNTING).fund_day.pk)
    assert (row.brought_baht, row.in_baht, row.out_baht, row.closing_baht) == baht("0", "5.00", "0", "5.00")


def test_a_day_of_payments_alone_has_its_report(tellers: Tellers) -> None:
    day = tellers.walk(MONDAY, State.CLOSED).fund_day
    assert (day.amount_baht, day.number, reported(day)[SAFE]) == (0, "1/2570", baht("0", "0", "0", "0", "0", "0"))


def test_the_report_waits_for_the_seal_of_its_own_drawing_up(tellers: Tellers, refused: Refuses) -> None:
    walk = tellers.day(MONDAY, State.REPORTING)
    seal(tellers.office.organization)
    day = walk.perform("theera", "draw_up_report")
    assert day.state == State.AWAITING_SEAL
    refused("NOT_SEALED", lambda: engine.perform(None, day, "record_seals"))
    refused("SYSTEM_ONLY", lambda: walk.perform("theera", "record_seals"))
    sealed = walk.seal()
    assert sealed.state == State.COUNTING
    rows = list(ReportSeal.objects.filter(document=day.pk))
    drawn_up = JournalEntry.objects.get(document=day.pk, step="draw_up_report")
    seals = list(Seal.objects.filter(organization=tellers.office.organization).order_by("number"))
    assert [(row.position, row.hash) for row in rows] == [(made.number, made.hash) for made in seals]
    assert len(seals) == 2 and seals[-1].last_entry >= drawn_up.pk
    assert seal_report(FundDay, day.pk).state == State.COUNTING, "asked again, nothing more is sealed"
    assert Seal.objects.filter(organization=tellers.office.organization).count() == 2


def test_every_seal_since_the_last_report_is_on_the_next_one(tellers: Tellers) -> None:
    """Days without a report are sealed by the clock, and stand on the report that follows."""
    first = tellers.day(MONDAY, State.CLOSED).fund_day
    seal(tellers.office.organization)
    second = tellers.day(WEDNESDAY, State.CLOSED).fund_day
    numbers = [list(ReportSeal.objects.filter(document=day.pk).values_list("position", flat=True)) for day in (first, second)]
    assert numbers == [[1], [2, 3]]
    assert (first.previous_seal, second.previous_seal) == ("", Seal.objects.get(number=1).hash)
    assert list(verify(contents=True)) == []


def test_a_report_that_is_drawn_up_again_bears_its_earlier_seals_too(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.COUNTING)
    walk.perform("rattana", "return_report", reason="ลืมลงบัญชีเงินโอน")
    again = walk.draw_up()
    assert list(ReportSeal.objects.filter(document=again.pk).values_list("position", flat=True)) == [1, 2]


def test_the_clock_takes_up_a_report_whose_sealing_was_cut_off(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.REPORTING)
    day = walk.perform("theera", "draw_up_report")
    told = StringIO()
    call_command("tick", stdout=told)
    assert FundDay.objects.get(pk=day.pk).state == State.COUNTING
    assert day.title in told.getvalue()


@pytest.mark.own_database
def test_the_journal_is_sealed_as_soon_as_the_report_is_drawn_up(own_database: str) -> None:
    """By itself, in a transaction of its own, once that of the drawing-up is over."""
    tellers = Tellers()
    walk = tellers.day(MONDAY, State.REPORTING)
    assert walk.perform("theera", "draw_up_report").state == State.AWAITING_SEAL
    day = FundDay.objects.get(pk=walk.fund_day.pk)
    assert (day.state, ReportSeal.objects.filter(document=day.pk).count()) == (State.COUNTING, 1)
    assert list(verify(contents=True)) == []


@pytest.mark.own_database
def test_whoever_draws_up_a_report_does_not_suffer_where_the_sealing_fails(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tellers = Tellers()
    walk = tellers.day(MONDAY, State.REPORTING)
    with monkeypatch.context() as patched:
        patched.setattr(sealing, "seal", fail)
        assert walk.perform("theera", "draw_up_report").state == State.AWAITING_SEAL
    assert not Seal.objects.exists()
    assert FundDay.objects.get(pk=walk.fund_day.pk).state == State.AWAITING_SEAL
    call_command("tick", stdout=StringIO())
    assert FundDay.objects.get(pk=walk.fund_day.pk).state == State.COUNTING


def fail(*_: Any) -> None:
    raise RuntimeError("no seal today")


@pytest.mark.own_database
def test_the_answer_of_the_api_is_what_is_stored_once_the_journal_was_sealed(own_database: str) -> None:
    tellers = Tellers()
    day = tellers.day(MONDAY, State.REPORTING).fund_day
    caller = Caller(tellers.office, "theera")
    answer = caller.post(
        f"/api/v1/fund_day/{day.pk}/steps/draw_up_report", version=day.version, acted_on=str(MONDAY), password=PASSWORD
    )
    told, stored = answer.json(), FundDay.objects.get(pk=day.pk)
    assert (answer.status_code, told["state"], told["version"]) == (200, stored.state, stored.version), answer.content.decode()
    assert stored.state == State.COUNTING


def test_a_whole_fortnight_of_practice_days(tellers: Tellers) -> None:
    """The walk of the rehearsal: banked, kept, short, late; every closing is the next opening, and nothing is lost."""
    days = [MONDAY + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9)]
    walked = list(walk_days(tellers.office, days, random.Random(5), kept_share=0.7))
    assert {day.state for day, _ in walked} == {State.CLOSED}
    assert len({path for _, path in walked}) >= 3
    for (day, _), (after, _) in pairwise(walked):
        closing = {name: row[-1] for name, row in reported(day).items()}
        assert {name: row[0] for name, row in reported(after).items()} == closing
    assert tellers.cash_baht() == 0
    assert list(verify(contents=True)) == []
