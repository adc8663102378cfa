"""A crash at every statement of a carry-over and of an ended rest with its fine: all or nothing, over all the documents they touch."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.rehearsal.walk import VoucherWalk, acted
from procurement.purchase.states import State
from tests.beginnings import beginning
from tests.crash import sweep
from tests.procurement.claimants import receipt_of
from tests.procurement.test_carry_over import SAID as CARRIED
from tests.procurement.test_purchase_rest import DUE, ORDERED, SAID, part_accepted
from workflows.practice import PracticeOffice, found_practice_office, set_day

pytestmark = pytest.mark.own_database
ENDED = DUE + timedelta(days=10)


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


@pytest.mark.parametrize("state", ["draft", "approving"])
def test_carrying_money_over_is_all_or_nothing(office: PracticeOffice, state: str) -> None:
    _, road = part_accepted(office)
    voucher: VoucherWalk = road.voucher()
    before = voucher.to(state)
    assert sweep(lambda: acted(office, "boonmee", before, "carry_over", **CARRIED)) >= 4


@pytest.mark.parametrize("state", ["draft", "checking", "approved"])
def test_a_rest_is_ended_with_its_fine_and_its_voucher_or_not_at_all(office: PracticeOffice, state: str) -> None:
    """The draft bears the fine, what was signed goes back with it, and what was approved is marked while the fine is claimed."""
    walk, road = part_accepted(office)
    road.voucher().to(state)
    set_day(office, ENDED)
    assert sweep(ending(office, walk.purchase)) >= 12


def test_a_rest_whose_last_payment_is_made_is_ended_and_claimed_in_one_gesture_or_not_at_all(office: PracticeOffice) -> None:
    walk, road = part_accepted(office)
    paid(office, road.voucher())
    set_day(office, ENDED)
    walk.purchase.refresh_from_db()
    assert sweep(ending(office, walk.purchase)) >= 8
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.CLAIMING


def test_recording_a_claimed_fine_is_all_or_nothing(office: PracticeOffice) -> None:
    walk, road = part_accepted(office)
    paid(office, road.voucher())
    set_day(office, ENDED)
    walk.purchase.refresh_from_db()
    claimed = walk.perform("boonmee", "end_rest", **SAID)
    assert claimed.state == State.CLAIMING
    receipt = receipt_of(office, walk)
    recorded = lambda: acted(office, "theera", claimed, "record_fine_paid", receipt=receipt)
    assert sweep(recorded) >= 4


def ending(office: PracticeOffice, purchase: Any) -> Callable[[], Any]:
    return lambda: acted(office, "boonmee", purchase, "end_rest", **SAID)


def paid(office: PracticeOffice, voucher: VoucherWalk) -> None:
    voucher.to("approved")
    pay_by_one_file(office, [voucher.payment()])
