"""A fine that no payment could bear: paid with a receipt of a registered book, counted into its day, good for one claim (N8, N19, R1)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import CashAccount, SummaryLine
from disbursement.rehearsal.fund_day import DayWalk, custody_committee
from disbursement.rehearsal.furnishing import cash_account
from disbursement.remittance import State as Remitting
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.procurement.claimants import collecting_of, receipt_in, receipt_of
from tests.procurement.refusals import refused
from tests.procurement.test_purchase_rest import DUE, ORDERED, SAID, ordered
from tests.workflows.api_caller import Caller
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

ENDED = DUE + timedelta(days=12)  # a Monday
CLAIM = Decimal("720.00")  # 0.20 percent of 30,000 a day, for twelve days
SATANG = Decimal("0.01")


def claiming(office: PracticeOffice, on: date = ENDED) -> Walk:
    """An order of which nothing came: its whole fine is claimed of the vendor."""
    walk = ordered(office)
    set_day(office, on)
    walk.perform("boonmee", "end_rest", **SAID)
    assert (walk.purchase.state, walk.purchase.rest_claim_baht) == (State.CLAIMING, CLAIM)
    return walk


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


@pytest.mark.rule("N8", "kept")
@pytest.mark.rule("R1", "kept")
def test_it_is_money_of_its_day_like_any_other(office: PracticeOffice) -> None:
    custody_committee(office, ORDERED)
    walk = claiming(office)
    receipt = receipt_of(office, walk)
    ended = walk.perform("theera", "record_fine_paid", receipt=receipt)
    assert (ended.state, ended.rest_claim_slip, ended.rest_claim_paid_on) == (State.ENDED, receipt, ENDED)
    day = DayWalk(office, ENDED).to(FundDay.State.COUNTING)
    assert (day.amount_baht, day.cash_baht) == (CLAIM, CLAIM)
    assert SummaryLine.objects.get(document=day.pk).remittance_id == receipt.document_id
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("D2", "refused")
def test_money_that_its_collector_still_has_settles_nothing(office: PracticeOffice) -> None:
    walk = claiming(office)
    collecting = collecting_of(office, walk)
    receipt = receipt_in(collecting.remittance)
    for _ in range(2):
        refused("RECEIPT_NOT_IN_BOOKS", lambda: walk.perform("theera", "record_fine_paid", receipt=receipt))
        collecting.to(Remitting.REMITTED)
    collecting.receive()
    assert walk.perform("theera", "record_fine_paid", receipt=receipt).state == State.ENDED


@pytest.mark.rule("N8", "refused")
@pytest.mark.parametrize(
    ("changes", "said"),
    [({"amount_baht": CLAIM - SATANG}, "719.99"), ({"amount_baht": CLAIM + SATANG}, "720.01"), ({"payer": "ร้านอื่น"}, "ร้านอื่น")],
)
def test_a_receipt_of_another_amount_or_payer_is_not_of_this_claim(
    office: PracticeOffice, changes: dict[str, object], said: str
) -> None:
    walk = claiming(office)
    receipt = receipt_of(office, walk, **changes)
    caught = refused("RECEIPT_NOT_OF_CLAIM", lambda: walk.perform("theera", "record_fine_paid", receipt=receipt))
    assert said in caught.refusals[0].sentence and caught.refusals[0].field == "receipt"


@pytest.mark.rule("R9", "refused")
def test_a_cancelled_receipt_settles_nothing(office: PracticeOffice) -> None:
    walk = claiming(office)
    collecting = collecting_of(office, walk)
    wrong = receipt_in(collecting.remittance)
    collecting.cancel(wrong)
    collecting.to(Remitting.RECEIVED)
    refused("RECEIPT_NOT_OF_CLAIM", lambda: walk.perform("theera", "record_fine_paid", receipt=wrong))


@pytest.mark.parametrize(("days", "code"), [(-1, "DATES_OUT_OF_ORDER"), (0, ""), (1, "")])
def test_it_is_paid_on_or_after_the_day_on_which_it_was_fixed(office: PracticeOffice, days: int, code: str) -> None:
    walk = ordered(office)
    paid_on = ENDED + timedelta(days=days)
    set_day(office, min(paid_on, ENDED))
    early = receipt_of(office, walk, amount_baht=CLAIM) if days < 0 else None
    set_day(office, ENDED)
    walk.perform("boonmee", "end_rest", **SAID)
    set_day(office, max(paid_on, ENDED))
    receipt = early or receipt_of(office, walk)
    if code:
        refused(code, lambda: walk.perform("theera", "record_fine_paid", receipt=receipt))
    else:
        assert walk.perform("theera", "record_fine_paid", receipt=receipt).rest_claim_paid_on == paid_on


def test_what_settled_a_claim_does_not_go_back_to_be_cancelled(office: PracticeOffice) -> None:
    walk = claiming(office)
    receipt = receipt_of(office, walk)
    walk.perform("theera", "record_fine_paid", receipt=receipt)
    day = DayWalk(office, ENDED)
    day.open(cash_account=cash_account(office))
    back = lambda: day.perform("theera", "return_slip", remittance=receipt.document_id, reason="เขียนชื่อผิด")
    caught = refused("RECEIPT_SETTLED", back)
    assert walk.purchase.title in caught.refusals[0].sentence
    assert CashAccount.objects.get().balance_baht == CLAIM


def test_the_form_offers_the_receipt_that_fits_and_the_api_takes_it(office: PracticeOffice) -> None:
    walk = claiming(office)
    receipt = receipt_of(office, walk)
    officer = Caller(office, "theera")
    page = officer.get(reverse("step", args=["purchase", walk.purchase.pk, "record_fine_paid"])).content.decode()
    assert f"{receipt} 14 ธ.ค. 2569 {walk.purchase.vendor.name}" in page
    answer = officer.post(
        f"/api/v1/purchase/{walk.purchase.pk}/steps/record_fine_paid", version=walk.purchase.version, receipt=str(receipt.pk)
    )
    assert (answer.status_code, answer.json()["state"]) == (200, State.ENDED), answer.content.decode()


@pytest.mark.own_database
def test_two_claims_at_once_share_no_receipt(own_database: str) -> None:
    office = found_practice_office(is_practice=True, practice_today=ORDERED)
    walks = [ordered(office), ordered(office)]
    set_day(office, ENDED)
    for walk in walks:
        walk.perform("boonmee", "end_rest", **SAID)
    receipt = receipt_of(office, walks[0])
    results = at_once(*(lambda walk=walk: walk.perform("theera", "record_fine_paid", receipt=receipt).state for walk in walks))
    assert sorted(results, key=str) == [State.ENDED, {"RECEIPT_SETTLED"}], results
    assert list(verify(contents=True)) == []
