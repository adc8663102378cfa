"""How long documents stay at each step, by what the journal says of the latest departures."""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections

from workflows.calendar import working_days_between
from workflows.models import Organization
from workflows.office import office_of

LATEST_ENTRIES = 4096  # of the office's journal: what happened long ago tells nothing of today
NINE_OF_TEN = 0.9

# Of each entry among the latest that moved its document on, when it was done and when the document had come; one statement.
STAYS = """
select e.procedure, {source} as state, e.acted_on,
 (select a.acted_on from workflows_journalentry a
  where a.document_id = e.document_id and a.sequence < e.sequence and {came_from} <> {came_to} order by a.sequence desc limit 1)
from (select * from workflows_journalentry where organization_id = %s order by id desc limit {latest}) e
where {source} <> '' and {source} <> {target}
"""


@dataclass(frozen=True)
class Stay:
    """One document at one step, from the day on which it came to the day on which it was moved on."""

    procedure: str
    state: str
    came_on: date
    left_on: date


@dataclass(frozen=True)
class Pace:
    """How many days a step took: half of the documents at most `median_days`, nine in ten at most `ninth_days`."""

    count: int
    median_days: int
    ninth_days: int


def stays(organization: Organization) -> list[Stay]:
    """The stays that ended last, at every step of every procedure."""
    connection = connections["default"]
    of = "({row}.body::jsonb ->> '{key}')" if connection.vendor == "postgresql" else "json_extract({row}.body, '$.{key}')"
    sql = STAYS.format(
        latest=LATEST_ENTRIES,
        source=of.format(row="e", key="from"),
        target=of.format(row="e", key="to"),
        came_from=of.format(row="a", key="from"),
        came_to=of.format(row="a", key="to"),
    )
    key = organization.pk.hex if connection.vendor == "sqlite" else organization.pk
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        return [Stay(procedure, state, as_day(came), as_day(left)) for procedure, state, left, came in cursor.fetchall() if came]


def as_day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def by_step(found: Iterable[Stay]) -> dict[tuple[str, str], list[Stay]]:
    """The stays of each (procedure, state)."""
    steps: dict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in found:
        steps[stay.procedure, stay.state].append(stay)
    return steps


def days(stay: Stay, organization: Organization, *, in_calendar_days: bool = False) -> int:
    """How long a stay was: in working days of the office, or in calendar days where the limit counts them. The first day is none."""
    if in_calendar_days:
        return (stay.left_on - stay.came_on).days
    return working_days_between(stay.came_on, stay.left_on, office_of(organization).special_days)


def pace(lengths: Iterable[int]) -> Pace:
    """Median and ninth decile by the nearest rank: both are lengths that occurred. Raises StatisticsError for none at all."""
    ordered = sorted(lengths)
    return Pace(len(ordered), statistics.median_low(ordered), ordered[math.ceil(NINE_OF_TEN * len(ordered)) - 1])
