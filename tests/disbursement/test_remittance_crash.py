"""A crash at every statement of every step of a collector's day: slips, book, totals, safe and account move together, or none does."""

from collections.abc import Callable
from typing import Any

import pytest

from disbursement.models import Receipt
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.walk import paper
from disbursement.remittance import Remittance
from tests.crash import sweep
from tests.disbursement.collectors import Collectors

State = Remittance.State


def three_slips(collectors: Collectors) -> Callable[[CollectorWalk], Any]:
    ways = (slip("10.00"), slip("20.00", "cheque", instrument="1"), slip("30.00", "transfer", bank_account=collectors.account))
    return lambda walk: walk.record(ways)


def again(walk: CollectorWalk, action: Callable[[CollectorWalk], Any]) -> Callable[[], Any]:
    """The step as it can be tried once more: the walk forgets what a crash undid."""
    before = walk.remittance

    def repeat() -> Any:
        walk.remittance = before
        return action(walk)

    return repeat


def test_opening_a_day_is_all_or_nothing(collectors: Collectors) -> None:
    assert sweep(collectors.walk) >= 5


@pytest.mark.parametrize(
    ("step", "at", "statements_min"),
    [
        ("record", None, 12), ("cancel", State.COLLECTING, 4), ("remit", State.COLLECTING, 5), ("receive", State.REMITTED, 8),
        ("return", State.REMITTED, 4), ("withdraw", None, 3), ("attach", State.COLLECTING, 4),
    ],
)  # fmt: skip
def test_a_step_of_a_day_is_all_or_nothing(collectors: Collectors, step: str, at: str | None, statements_min: int) -> None:
    walk = collectors.mixed() if at else collectors.walk()
    if at:
        walk.to(at)
    actions: dict[str, Callable[[CollectorWalk], Any]] = {
        "record": three_slips(collectors),
        "cancel": lambda walk: walk.cancel(Receipt.objects.first()),
        "remit": CollectorWalk.remit,
        "receive": CollectorWalk.receive,
        "return": lambda walk: walk.perform("theera", "return_for_correction", reason="เงินขาด"),
        "withdraw": lambda walk: walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ"),
        "attach": lambda walk: walk.perform("porntip", "attach", kind="transfer_slip", file=paper("slip.pdf")),
    }
    walk.book()
    assert sweep(again(walk, actions[step])) >= statements_min
