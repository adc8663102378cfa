"""A crash at every statement of every step of the road: all or nothing."""

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import ROAD, Walk
from tests.crash import sweep


@pytest.mark.parametrize(
    "state", [State.BUDGETING, State.REPORTING, State.APPROVING, State.NEGOTIATING, State.ORDER_PREPARED, State.ORDER_SIGNED]
)
def test_a_step_is_all_or_nothing(walk: Walk, state: State) -> None:
    before = walk.to(state)

    def again() -> None:
        walk.purchase = before
        ROAD[state](walk)

    assert sweep(again) >= 4
