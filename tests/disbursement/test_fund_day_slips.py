"""Slips and the days of the office's money: which slip goes back (R6, R9, C6)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import Receipt, ReceivedBy
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.remittance import State as Remitting
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers, reported
from tests.workflows.api_caller import Caller
from workflows.models import JournalEntry
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

State = FundDay.State
WHY = "ใบเสร็จเขียนจำนวนเงินผิด"


@pytest.mark.rule("R6", "kept")
@pytest.mark.rule("R9", "kept")
def test_a_wrong_receipt_is_cancelled_and_written_anew_after_its_slip_was_received(tellers: Tellers) -> None:
    collector = tellers.collecting(
        MONDAY, "1000.00", slips=[slip("300.25", ReceivedBy.TRANSFER, bank_account=bank_account(tellers.office))]
    )
    collector.to(Remitting.RECEIVED)
    assert (tellers.cash_baht(), sum(tellers.bank_baht())) == (1000, 2 * OPENING_BAHT + Decimal("300.25"))
    walk = tellers.walk(MONDAY)
    day = walk.perform("theera", "return_slip", remittance=collector.remittance.pk, reason=WHY)
    assert day.state == State.OPEN
    returned = collector.remittance
    returned.refresh_from_db()
    assert (returned.state, returned.receiver, returned.cash_account, returned.returned_times) == (
        Remitting.COLLECTING,
        None,
        None,
        1,
    )
    assert (tellers.cash_baht(), sum(tellers.bank_baht())) == (0, 2 * OPENING_BAHT), "what was booked is booked back"
    assert WHY in JournalEntry.objects.get(document=returned.pk, step="go_back").body
    wrong = Receipt.objects.get(document=returned.pk, number=1)
    collector.cancel(wrong, WHY)
    collector.record([slip("100.00")])
    collector.to(Remitting.RECEIVED)
    assert [(row.number, row.is_cancelled) for row in Receipt.objects.filter(document=returned.pk).order_by("number")] == [
        (1, True), (2, False), (3, False),
    ]  # fmt: skip
    assert collector.remittance.number == returned.number, "the slip keeps its number"
    assert tellers.cash_baht() == 100
    assert walk.prepare().amount_baht == Decimal("400.25")
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("R9", "refused")
def test_once_the_summary_has_it_the_slip_stays(tellers: Tellers, refused: Refuses) -> None:
    received = tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY)
    refused("WRONG_INPUT", lambda: walk.perform("theera", "return_slip", remittance=received.pk, reason=""))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", "return_slip", remittance=received.pk, reason=WHY))
    walk.prepare()
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "return_slip", remittance=received.pk, reason=WHY))


def test_a_slip_that_nobody_has_received_is_not_returned_twice(tellers: Tellers, refused: Refuses) -> None:
    received = tellers.collect(MONDAY, "1000.00")
    walk = tellers.walk(MONDAY)
    walk.perform("theera", "return_slip", remittance=received.pk, reason=WHY)
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "return_slip", remittance=received.pk, reason=WHY))
    assert tellers.cash_baht() == 0


def test_the_slip_goes_back_from_the_page_and_the_api(tellers: Tellers) -> None:
    received = tellers.collect(MONDAY, "1000.00")
    day, officer = tellers.walk(MONDAY).fund_day, Caller(tellers.office, "theera")
    form = officer.get(reverse("step", args=["fund_day", day.pk, "return_slip"]))
    assert form.status_code == 200 and received.number in form.content.decode()
    answer = officer.post(
        f"/api/v1/fund_day/{day.pk}/steps/return_slip",
        version=day.version,
        acted_on=str(MONDAY),
        remittance=str(received.pk),
        reason=WHY,
    )
    assert answer.status_code == 200, answer.content.decode()
    received.refresh_from_db()
    assert received.state == Remitting.COLLECTING


@pytest.mark.rule("C6", "refused")
@pytest.mark.parametrize("received_by", [ReceivedBy.CASH, ReceivedBy.TRANSFER])
def test_what_a_report_has_seen_is_not_booked_out_of_the_next(tellers: Tellers, refused: Refuses, received_by: str) -> None:
    """Received between the checker's total and the report, it stood in that report, and the next one showed it as paid to somebody."""
    monday = tellers.day(MONDAY, State.BANKING)
    account = bank_account(tellers.office) if received_by == ReceivedBy.TRANSFER else None
    late = tellers.collect(MONDAY, slips=[slip("20.00", received_by, bank_account=account)])
    monday.to(State.CLOSED)
    tuesday = tellers.walk(TUESDAY)
    caught = refused("SLIP_REPORTED", lambda: tuesday.perform("theera", "return_slip", remittance=late.pk, reason=WHY))
    refusal = caught.refusals[0]
    assert "16 พ.ย. 2569" in refusal.sentence and late.number in refusal.sentence
    assert "ข้อ 29" in refusal.basis and "เข้าใบสำคัญสรุปตามที่รับไว้" in refusal.remedy
    tuesday.prepare(late_reason="รับเงินหลังตรวจยอดของวันจันทร์")
    tuesday.to(State.COUNTING)
    assert {row[4] for row in reported(tuesday.fund_day).values()} == {0}, "nothing was paid"


@pytest.mark.rule("C6", "kept")
def test_a_slip_received_after_the_report_goes_back(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED)
    late = tellers.collect(MONDAY, "20.00", late_because=WHY)
    tellers.walk(TUESDAY).perform("theera", "return_slip", remittance=late.pk, reason=WHY)
    assert tellers.cash_baht() == 0


@pytest.mark.rule("C6", "refused")
def test_nor_what_a_report_that_was_given_back_will_see(tellers: Tellers, refused: Refuses) -> None:
    """Drawn up again, it sees everything of its day, whenever that was written."""
    monday = tellers.day(MONDAY, State.COUNTING)
    late = tellers.collect(MONDAY, "20.00", late_because=WHY)
    tuesday = tellers.walk(TUESDAY)
    monday.perform("rattana", "return_report", reason="ขาดใบนำส่งเงินหนึ่งใบ")
    refused("SLIP_REPORTED", lambda: tuesday.perform("theera", "return_slip", remittance=late.pk, reason=WHY))
