"""Two people at once on a carry-over and on an ended rest: one effect, one fine, nothing stuck; on both databases."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.rehearsal.walk import TransferWalk, acted, paper
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.disbursement.test_races import one_of, result_of, sound
from tests.procurement.claimants import receipt_of
from tests.procurement.test_carry_over import SAID as CARRIED
from tests.procurement.test_purchase_rest import DUE, ORDERED, SAID, part_accepted
from workflows.practice import PracticeOffice, found_practice_office, set_day

pytestmark = pytest.mark.own_database
ENDED = DUE + timedelta(days=12)  # a Monday
FINE = Decimal("288.00")
TOO_LATE = {"NOT_FROM_THIS_STATE"}


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


def part_laid(office: PracticeOffice, state: str) -> tuple[Walk, Road, Any]:
    """Part of an order accepted and its voucher on the way, ten days after the rest was due."""
    walk, road = part_accepted(office)
    voucher = road.voucher().to(state)
    set_day(office, ENDED)
    return walk, road, voucher


def ending(office: PracticeOffice, purchase: Any) -> Callable[[], str]:
    return lambda: acted(office, "boonmee", purchase, "end_rest", **SAID).state


@pytest.mark.parametrize("turn", range(3))
def test_a_voucher_is_approved_as_it_was_signed_or_goes_back_with_the_fine(office: PracticeOffice, turn: int) -> None:
    walk, _, voucher = part_laid(office, "approving")
    approve = lambda: acted(office, "boonmee", voucher, "approve").state
    ended, approved = at_once(ending(office, walk.purchase), approve)
    told, purchase = Voucher.objects.get(pk=voucher.pk), Purchase.objects.get(pk=walk.purchase.pk)
    assert ended == State.REST_ENDED and told.is_last
    if approved == "approved":
        assert (told.state, told.fine_baht, purchase.rest_claim_baht) == ("approved", Decimal(0), FINE)
    else:
        assert approved & TOO_LATE
        assert (told.state, told.fine_baht, purchase.rest_claim_baht) == ("returned", FINE, Decimal(0))
    sound()


def test_a_rest_is_ended_once_and_fined_once(office: PracticeOffice) -> None:
    walk, _, voucher = part_laid(office, "checking")
    one_of(at_once(*[ending(office, walk.purchase)] * 3), {State.REST_ENDED}, TOO_LATE)
    assert Voucher.objects.get(pk=voucher.pk).fine_baht == FINE
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_a_rest_is_ended_or_more_of_it_is_delivered_and_never_both(office: PracticeOffice, turn: int) -> None:
    walk, _, _ = part_laid(office, "draft")
    other = Walk(office, walk.need)
    other.purchase = walk.purchase
    deliver = lambda: other.deliver(quantities={1: "4"}, note_number="ก2").state
    one_of(at_once(ending(office, walk.purchase), deliver), {State.REST_ENDED, State.ORDERED}, {*TOO_LATE, "INSPECTION_PENDING"})
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_the_bank_confirms_while_the_rest_is_ended_and_the_fine_is_claimed_whoever_was_first(
    office: PracticeOffice, turn: int
) -> None:
    walk, road, _ = part_laid(office, "approved")
    transfer = TransferWalk(office)
    transfer.make([road.voucher().payment()])
    transfer.to(Transfer.State.SENT)
    transfer.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    ended, answered = at_once(ending(office, walk.purchase), result_of(transfer, 1))
    purchase = Purchase.objects.get(pk=walk.purchase.pk)
    assert (ended in (State.REST_ENDED, State.CLAIMING), answered) == (True, Transfer.State.DONE), ended
    assert (purchase.state, purchase.rest_claim_baht) == (State.CLAIMING, FINE)
    sound()


def test_a_claimed_fine_is_recorded_once(office: PracticeOffice) -> None:
    walk, road, _ = part_laid(office, "approved")
    pay_by_one_file(office, [road.voucher().payment()])
    walk.purchase.refresh_from_db()
    claimed = walk.perform("boonmee", "end_rest", **SAID)
    receipt = receipt_of(office, walk)
    record = lambda: acted(office, "theera", claimed, "record_fine_paid", receipt=receipt).state
    one_of(at_once(record, record), {State.ENDED}, TOO_LATE)
    sound()


def test_money_is_carried_over_once(office: PracticeOffice) -> None:
    _, _, voucher = part_laid(office, "approving")
    carry = lambda number: acted(office, "boonmee", voucher, "carry_over", **{**CARRIED, "approval_number": number}).state
    one_of(at_once(*[lambda n=n: carry(n) for n in ("นด 1", "นด 2")]), {"approving"}, {"CARRIED_OVER_ALREADY"})
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_a_carry_over_against_a_return_stands_whoever_was_first(office: PracticeOffice, turn: int) -> None:
    """Returned first or carried over first: the voucher lies with its clerk, and its money may be drawn."""
    _, _, voucher = part_laid(office, "endorsing")
    carry = lambda: acted(office, "boonmee", voucher, "carry_over", **CARRIED).carry_over_number
    back = lambda: acted(office, "wilai", voucher, "return_for_correction", reason="แก้เลขหน้า").state
    assert at_once(carry, back) == [CARRIED["approval_number"], "returned"]
    told = Voucher.objects.get(pk=voucher.pk)
    assert (told.state, told.carry_over_number) == ("returned", CARRIED["approval_number"])
    sound()
