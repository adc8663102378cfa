"""How often the database is asked: constant, whatever the number of lines, attachments and earlier steps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.bench.load import evidence
from workflows import engine, waiting
from workflows.proof import Proof

Walks = Callable[..., Walk]
ORDINARY_STEP_MAX, DESK = 8, 1
CONTROL = {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}


def statements(action: Callable[[], Any]) -> int:
    """Statements of an action, transaction control left out."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return sum(query["sql"].split()[0].upper() not in CONTROL for query in captured)


def ordinary(walk: Walk) -> int:
    """The statements of endorsing a report, with a key of its own."""
    purchase = walk.to(State.REPORTED)
    rattana, said = walk.office.rattana, {"version": purchase.version, "key": purchase.pk.hex, "reason": "เห็นควร"}
    return statements(lambda: engine.perform(rattana, purchase, "endorse_report", proof=Proof(rattana.pk, timezone.now()), **said))


def lines(count: int) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((f"รายการ {number}", "ชิ้น", "1", "10.00") for number in range(count))


def test_an_ordinary_step_asks_at_most_eight_times(walks: Walks) -> None:
    ordinary(walks())  # the first step of a process learns content types and the office by heart
    assert ordinary(walks()) <= ORDINARY_STEP_MAX


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_lines_makes_no_difference(walks: Walks, count: int) -> None:
    expected = [ordinary(walks()), ordinary(walks())][1]
    assert ordinary(walks(lines=lines(count))) == expected


def test_neither_attachments_nor_history_make_a_difference(walks: Walks) -> None:
    expected = [ordinary(walks()), ordinary(walks())][1]
    walk = walks()
    walk.open()
    for number in range(6):
        walk.perform("orathai", "attach", kind="ใบเสนอราคา", file=evidence(number))
    for _ in range(5):
        walk.to(State.REPORTED)
        walk.perform("rattana", "return_report", reason="แก้อีกครั้ง")
    assert ordinary(walk) == expected


def test_a_desk_asks_once_however_much_waits(walks: Walks) -> None:
    for _ in range(4):
        walks().to(State.REPORTED)
    office = walks().office
    rattana, organization = office.rattana, office.fresh()
    waiting.desk(rattana, organization)
    assert statements(lambda: waiting.desk(rattana, organization)) == DESK
    assert len(waiting.desk(rattana, organization)) == 4
