"""โต๊ะ: what waits for a person, most urgent first, and what comes to him next; each one statement, whatever lies behind it."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connections

from workflows import clock
from workflows.calendar import add_working_days
from workflows.central import missing
from workflows.diagram import next_state
from workflows.evidence import Capacity
from workflows.fields import to_baht
from workflows.gate import asked_of
from workflows.ids import as_id, as_uuid
from workflows.models import Organization, User
from workflows.office import office_of
from workflows.pages.parts import SOON_WORKING_DAYS
from workflows.procedure import PROCEDURES
from workflows.queries import capacities_of, names_of
from workflows.registers.register import Register

PAGE_ROWS = 25
COMING_ROWS = 6
COUNTED_MAX = 99  # of a desk that holds more, nobody needs to know how many more
COLUMNS = ("id", "case_id", "procedure", "number", "title", "amount_satang", "state", "waiting_for", "waiting_since", "due_on")
OF_DOCUMENT = ", ".join(f"d.{column}" for column in COLUMNS)
LATE_FIRST = "due_on is null, due_on, waiting_since"
# Where the desk is a parameter still, PostgreSQL would rather read the table until it has found enough, which of a few late ones it never has.
BY_THE_INDEX = f"order by d.due_on limit {COUNTED_MAX + 1}"
COUNTED = ("", " and d.due_on < %s", " and d.due_on between %s and %s")  # all, late, soon
TEXTS_KEPT = 256


class Waiting(NamedTuple):
    """One document on a desk."""

    id: uuid.UUID
    case: uuid.UUID
    procedure: str
    number: str
    title: str
    amount_baht: Decimal | None
    state: str
    waiting_for: str
    waiting_since: datetime | None
    due_on: date | None
    case_number: str
    lacks: tuple[missing.Missing, ...] = ()


@dataclass(frozen=True)
class OnDesk:
    """The most urgent rows; and of all that waits how many there are, are late, or press soon, each counted to one above COUNTED_MAX."""

    rows: tuple[Waiting, ...]
    count: int = 0
    late: int = 0
    soon: int = 0


def desk(person: User, organization: Organization, *, rows: int = PAGE_ROWS) -> list[Waiting]:
    """What waits for a person, most urgent first: one row more than a page, so that a page knows whether there is another."""
    held = capacities_of(person, organization, clock.today(organization))
    return list(on_desk(person, organization, held, rows=rows).rows)


def on_desk(
    person: User, organization: Organization, held: Iterable[Capacity], *, rows: int = PAGE_ROWS, at: Sequence[tuple[str, str]] = ()
) -> OnDesk:
    """What waits at the desks of these capacities and for the person's seats: `rows` and one more, only at these (procedure, state).

    The first rows of each desk are read by its index; what it counts, it counts no further than anybody asks.
    """
    names, today = names_of(held, organization), clock.today(organization)
    soon = add_working_days(today, SOON_WORKING_DAYS, office_of(organization).special_days)
    office, here = as_id(organization.pk), [value for pair in at for value in pair]
    values = [as_id(person.pk), office, *here]
    for days in ([], [today], [today, soon]):
        values += [value for name in names for value in (office, name, *here, *days)] + days
    values += [value for name in names for value in (office, name, *here)]
    found = fetch(desk_sql(len(names), len(at), rows + 1, missing.told(organization, "y")), values)
    return OnDesk(tuple(waiting(*row[: -len(COUNTED)]) for row in found), *(found[0][-len(COUNTED) :] if found else ()))


@lru_cache(maxsize=TEXTS_KEPT)
def desk_sql(desks: int, places: int, rows: int, lacks: str) -> str:
    """The statement for so many desks and places. It is long, and the same for everybody who sits at as many."""
    at = f" and (d.procedure, d.state) in (values {', '.join(['(%s, %s)'] * places)})" if places else ""
    desk = f"from workflows_document d where d.organization_id = %s and d.waiting_for = %s{at}"
    first = union(
        [f"select {OF_DOCUMENT} {desk} order by d.due_on nulls last limit {rows}"] * desks, f"select {OF_DOCUMENT} from seats d"
    )
    counts = ", ".join(
        f"(select count(*) from (select 1 from ({union([f'select 1 {desk}{which} {BY_THE_INDEX}'] * desks, seats)}) c "
        f"limit {COUNTED_MAX + 1}) n)"
        for which in COUNTED
        for seats in [f"select 1 from seats d where true{which}"]
    )
    return (
        f"with seats as materialized (select {OF_DOCUMENT} from viewflow_task t join workflows_document d on d.process_id = t.process_id "
        f"where t.owner_id = %s and t.finished is null and d.organization_id = %s and d.waiting_for like 'seat:%%'{at}) "
        f"select y.*, k.number, {lacks}, {counts} from (select * from ({first}) z order by {LATE_FIRST} limit {rows}) y "
        f"join workflows_case k on k.id = y.case_id order by {LATE_FIRST}"
    )


def union(limited: Iterable[str], *others: str) -> str:
    """These queries, one below the other; SQLite wants those that have a limit of their own inside another."""
    return " union all ".join([*(f"select * from ({query}) x" for query in limited), *others])


def coming(person: User, organization: Organization, held: Iterable[Capacity]) -> list[Waiting]:
    """What stands one step before the person on its road, and not at a desk of his: what must leave first comes first."""
    held = list(held)
    places = list(places_before(organization, held))
    if not places:
        return []
    office, names = as_id(organization.pk), names_of(held, organization)
    elsewhere = f"d.waiting_for not in ({', '.join(['%s'] * len(names))})" if names else "true"
    place = f"select {OF_DOCUMENT} from workflows_document d where d.organization_id = %s and d.procedure = %s and d.state = %s and {elsewhere}"
    first = union(
        f"{place}{' and d.unit_id = %s' if unit else ''} order by d.due_on nulls last limit {COMING_ROWS}" for _, _, unit in places
    )
    values = [
        value for procedure, state, unit in places for value in (office, procedure, state, *names, *([as_id(unit)] if unit else ()))
    ]
    sql = (
        f"select y.*, k.number from (select * from ({first}) z order by {LATE_FIRST} limit {COMING_ROWS}) y "
        f"join workflows_case k on k.id = y.case_id order by {LATE_FIRST}"
    )
    return [waiting(*row) for row in fetch(sql, values)]


def places_before(organization: Organization, held: Collection[Capacity]) -> Iterator[tuple[str, str, uuid.UUID | None]]:
    """(procedure, state, unit) of each place from which the road leads to a role that these capacities carry. Seats are given later."""
    office = office_of(organization)
    roles = {pair for capacity in held for pair in office.roles.get(capacity.group, ())}
    for procedure in PROCEDURES.values():
        if issubclass(procedure.model, Register):
            continue
        blank = procedure.model(organization=organization)
        for state in procedure.waited:
            following = procedure.waited.get(next_state(procedure, state))
            asked = asked_of(blank, following) if following else None
            yield from sorted(((procedure.code, state, unit) for role, unit in roles if role == asked), key=str)


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def waiting(
    pk: Any, case: Any, procedure: str, number: str, title: str, satang: int | None, state: str, waiting_for: str, since: Any, due_on: Any,
    case_number: str, lacks: str = "",
) -> Waiting:  # fmt: skip
    """A row as the statement gives it: PostgreSQL knows ids, days and moments, SQLite has them as text."""
    return Waiting(
        as_uuid(pk), as_uuid(case), procedure, number, title, None if satang is None else to_baht(satang), state, waiting_for,
        as_moment(since), date.fromisoformat(due_on) if isinstance(due_on, str) else due_on, case_number,
        missing.read(lacks) if lacks else (),
    )  # fmt: skip


def as_moment(value: Any) -> datetime | None:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
