"""โต๊ะ: what waits for a person, most urgent first, and what comes to him next; each one statement, whatever lies behind it."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections

from workflows import clock
from workflows.calendar import add_working_days
from workflows.central import missing
from workflows.diagram import next_state
from workflows.evidence import Capacity
from workflows.fields import to_baht
from workflows.gate import asked_of
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
LATE_FIRST = "due_on is null, due_on, waiting_since"

Source = tuple[str, list[Any]]  # SQL and its values


@dataclass(frozen=True)
class Waiting:
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
    sources = list(sources_of(person, organization, names_of(held, organization), at))
    today = clock.today(organization)
    soon = add_working_days(today, SOON_WORKING_DAYS, office_of(organization).special_days)
    counts = [
        counted(sources),
        counted(sources, "and d.due_on < %s", today),
        counted(sources, "and d.due_on between %s and %s", today, soon),
    ]
    first, values = union(sources, ", ".join(f"d.{column}" for column in COLUMNS), rows + 1, "order by d.due_on nulls last")
    sql = (
        f"select y.*, k.number, {missing.told(organization, 'y')}, {', '.join(count for count, _ in counts)} "
        f"from (select * from ({first}) z order by {LATE_FIRST} limit {rows + 1}) y join workflows_case k on k.id = y.case_id "
        f"order by {LATE_FIRST}"
    )
    found = fetch(sql, [*(value for _, given in counts for value in given), *values])
    return OnDesk(tuple(waiting(row[: -len(counts)]) for row in found), *(found[0][-len(counts) :] if found else ()))


def sources_of(person: User, organization: Organization, names: Iterable[str], at: Sequence[tuple[str, str]]) -> Iterator[Source]:
    """Each desk, and the person's seats, as what stands after `from`."""
    here = [value for pair in at for value in pair]
    narrowed = f" and (d.procedure, d.state) in (values {', '.join(['(%s, %s)'] * len(at))})" if at else ""
    office = as_key(organization.pk)
    for name in names:
        yield f"workflows_document d where d.organization_id = %s and d.waiting_for = %s{narrowed}", [office, name, *here]
    seats = "viewflow_task t join workflows_document d on d.process_id = t.process_id where t.owner_id = %s and t.finished is null"
    yield f"{seats} and d.organization_id = %s and d.waiting_for like 'seat:%%'{narrowed}", [as_key(person.pk), office, *here]


def union(sources: Iterable[Source], columns: str, limit: int, ending: str = "", *more: Any) -> Source:
    """The first rows of each source, one source below the other; `more` are the values of each one's ending."""
    parts = [
        (f"select * from (select {columns} from {source} {ending} limit {limit}) x", [*values, *more]) for source, values in sources
    ]
    return " union all ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def counted(sources: Iterable[Source], ending: str = "", *more: Any) -> Source:
    """How many rows there are, to one above COUNTED_MAX."""
    sql, values = union(sources, "1", COUNTED_MAX + 1, ending, *more)
    return f"(select count(*) from (select 1 from ({sql}) c limit {COUNTED_MAX + 1}) n)", values


def coming(person: User, organization: Organization, held: Iterable[Capacity]) -> list[Waiting]:
    """What stands one step before the person on its road, and not at a desk of his: what must leave first comes first."""
    held = list(held)
    places = list(places_before(organization, held))
    if not places:
        return []
    office, names = as_key(organization.pk), names_of(held, organization)
    place = "workflows_document d where d.organization_id = %s and d.procedure = %s and d.state = %s"
    elsewhere = f" and d.waiting_for not in ({', '.join(['%s'] * len(names))})"
    sources = [
        (
            f"{place}{' and d.unit_id = %s' if unit else ''}{elsewhere}",
            [office, procedure, state, *([as_key(unit)] if unit else []), *names],
        )
        for procedure, state, unit in places
    ]
    first, values = union(sources, ", ".join(f"d.{column}" for column in COLUMNS), COMING_ROWS, "order by d.due_on nulls last")
    sql = (
        f"select y.*, k.number from (select * from ({first}) z order by {LATE_FIRST} limit {COMING_ROWS}) y "
        f"join workflows_case k on k.id = y.case_id order by {LATE_FIRST}"
    )
    return [waiting(row) for row in fetch(sql, values)]


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


def waiting(row: Iterable[Any]) -> Waiting:
    pk, case, procedure, number, title, satang, state, waiting_for, since, due_on, case_number, *lacks = row
    return Waiting(
        as_uuid(pk), as_uuid(case), procedure, number, title, None if satang is None else to_baht(satang), state, waiting_for,
        as_moment(since), date.fromisoformat(due_on) if isinstance(due_on, str) else due_on, case_number,
        missing.read(*lacks) if lacks else (),
    )  # fmt: skip


def as_key(key: uuid.UUID) -> Any:
    return key.hex if connections["default"].vendor == "sqlite" else key


def as_uuid(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_moment(value: Any) -> datetime | None:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
