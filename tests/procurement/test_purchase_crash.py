"""A crash at every statement of a step: all or nothing. The steps that write most are tried, and each kind of step once."""

from collections.abc import Callable
from typing import Any

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.walk import ROAD, Walk
from tests.crash import sweep

# A transaction of the test's own would keep what a crash after the engine's commit leaves, as it should.
pytestmark = pytest.mark.own_database


@pytest.mark.parametrize(
    "state", [State.BUDGETING, State.REPORTING, State.APPROVING, State.NEGOTIATING, State.ORDER_PREPARED, State.ORDER_SIGNED]
)
def test_a_step_of_the_road_is_all_or_nothing(walk: Walk, state: State) -> None:
    assert swept(walk, state, ROAD[state]) >= 4


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.REPORTING, lambda walk: walk.perform("duangjai", "return_request", reason="แก้จำนวน")),
        (State.ORDERED, lambda walk: walk.deliver(quantities={1: "5"})),
        (State.ORDERED, lambda walk: walk.perform("boonmee", "cancel_purchase", reason="ไม่จำเป็น")),
    ],
    ids=["a return that gives money back", "a delivery", "a cancellation"],
)
def test_what_else_may_happen_is_all_or_nothing(walk: Walk, state: State, act: Callable[[Walk], Any]) -> None:
    assert swept(walk, state, act) >= 4


def swept(walk: Walk, state: State, act: Callable[[Walk], Any]) -> int:
    before = walk.to(state)

    def again() -> None:
        walk.purchase = before
        act(walk)

    return sweep(again)
