"""What waits for a person, most urgent first, however little of it a page shows."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_tampering import Owner
from workflows.waiting import desk


@pytest.mark.own_database
def test_a_paper_with_a_day_stands_before_those_without(walks: Callable[..., Walk], owner: Any) -> None:
    papers = [walks().to(State.REPORTED) for _ in range(3)]
    office, urgent = walks().office, papers[-1]
    connection.close()
    intruder = Owner(owner)
    day = "'2026-11-20'" if intruder.sqlite else "date '2026-11-20'"
    days = f"case when id = '{intruder.id(urgent.pk)}' then {day} end"
    intruder.run(f"update workflows_document set due_on = {days}")
    waiting = desk(office.rattana, office.fresh(), rows=1)
    assert [row.id == urgent.pk for row in waiting] == [True, False]
