"""A crash at every statement of every step that moves money: all or nothing, over all the cases of a file."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from disbursement.rehearsal.furnishing import receipt_book
from disbursement.rehearsal.walk import TRANSFER_ROAD, VOUCHER_ROAD, acted, paper
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.crash import sweep
from tests.disbursement.payers import Payers


def again(walk: Any, name: str, action: Callable[[Any], Any]) -> Callable[[], Any]:
    """The step as it can be tried once more: the walk forgets what a crash undid."""
    before = getattr(walk, name)

    def repeat() -> Any:
        setattr(walk, name, before)
        return action(walk)

    return repeat


@pytest.mark.parametrize("state", [State for State in VOUCHER_ROAD if State != Voucher.State.RETURNED])
def test_a_step_of_a_voucher_is_all_or_nothing(payers: Payers, state: str) -> None:
    walk = payers.voucher(fine_baht=Decimal("100.00"))
    walk.filled()
    walk.to(state)
    assert sweep(again(walk, "voucher", VOUCHER_ROAD[Voucher.State(state)])) >= 4


def test_making_a_file_over_two_cases_is_all_or_nothing(payers: Payers) -> None:
    payments = [payers.approved(payers.purchase("1000.00")) for _ in range(2)]
    walk = payers.transfer()
    from disbursement.rehearsal.furnishing import bank_account

    bank_account(payers.office)
    assert sweep(lambda: walk.make(payments)) >= 12


def test_the_bank_s_answer_for_two_cases_is_all_or_nothing(payers: Payers) -> None:
    """Budget, account, money held, receipt of the fine, vouchers and payments move together, or none does."""
    book = receipt_book(payers.office)
    payments = [payers.approved(), payers.approved(fine_baht=Decimal("500.00"))]
    walk = payers.transfer()
    walk.make(payments)
    walk.to(Transfer.State.SENT)
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    results = [{"position": position, "result": "confirmed", "note": ""} for position in (1, 2)]
    answer = lambda _: acted(payers.office, "theera", walk.transfer, "record_result", results=results, rest="", fine_book=book)
    assert sweep(again(walk, "transfer", answer)) >= 30


def test_taking_a_file_back_is_all_or_nothing(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    assert TRANSFER_ROAD
    assert sweep(again(walk, "transfer", lambda walk: walk.perform("theera", "withdraw", reason="ยอดไม่ตรง"))) >= 8
