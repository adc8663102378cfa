"""What the gate and the rules must know of a document and an actor, fetched in one statement.

It is read after the lock: inside the same SELECT a subquery would still see what stood before the wait.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, NamedTuple, cast

import msgspec
from django.db import connections, models

from workflows.evidence_sql import aimed_at, person_parts, rows_parts, side_tables, statement
from workflows.fields import BahtField, to_baht, to_satang
from workflows.ids import as_id
from workflows.models import Document, User
from workflows.procedure import Procedure, procedure_of

NOBODY = uuid.UUID(int=0)
DOCUMENTS_AT_ONCE = 50  # each has some ten side tables, and PostgreSQL gives no more than 1,664 columns


@dataclass(frozen=True)
class Capacity:
    """In what quality the actor acts today: holding a position, or by an order to act for it."""

    kind: str
    position: uuid.UUID
    group: int
    title: str
    unit: uuid.UUID
    unit_code: str
    order_number: str = ""
    ordered_on: str = ""
    matters: tuple[str, ...] = ()
    ceiling_baht: Decimal | None = None
    stands_for: str = ""

    def covers(self, qualified: str) -> bool:
        """An order that names matters covers those alone: a whole procedure, or one step of it."""
        return not self.matters or any(qualified == matter or qualified.startswith(matter + ".") for matter in self.matters)


class EarlierAct(NamedTuple):
    """An act of this case; ids as 32 hexadecimal digits, since a case may have hundreds."""

    step: str
    person: str
    document: str


@dataclass(frozen=True)
class Evidence:
    """`rows` are the side tables of the document, each row a dict of plain values."""

    acts: tuple[EarlierAct, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    waivers: frozenset[tuple[str, str]] = frozenset()
    replay: Mapping[str, Any] | None = None
    rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def own_capacity(self) -> Capacity | None:
        """The post that the person holds himself, whomever he may act for besides."""
        return next((capacity for capacity in self.capacities if not capacity.stands_for), None)

    def after(self, step: str, person: User | None, document: Document, rows: Mapping[str, list[dict[str, Any]]]) -> "Evidence":
        """What the next step of the same transaction knows, which the system takes: this one's act, and the rows as they stand now."""
        own = (EarlierAct(step, person.pk.hex, document.pk.hex),) if person else ()
        return Evidence(acts=(*self.acts, *own), rows=rows)

    def with_facts(self, procedure: Procedure, model: type[models.Model], made: Iterable[models.Model]) -> "Evidence | None":
        """The evidence with new rows of a side table that is no content, as another reading would find them; None for any other."""
        name = next((name for name, table in procedure.fact_rows.items() if table is model), None)
        if name is None:
            return None
        fields = next(fields for table, _, fields in side_tables(procedure) if table == name)
        rows = [*self.rows.get(name, ()), *(as_row(row, fields) for row in made)]
        ordering: list[Any] = [model._meta.get_field(column) for column in model._meta.ordering or ()]
        order = [column.attname for column in ordering]
        rows.sort(key=lambda row: [*(row[column] for column in order), row["id"]])
        return replace(self, rows={**self.rows, name: rows})


def gather(document: Document, person: User | None, *, acted_on: date, today: date, key: str | None, permit: str) -> Evidence:
    """One statement for everything. On PostgreSQL it also opens the door for the step's own rows, which a rollback shuts again."""
    procedure, connection = procedure_of(document), cast("Any", connections["default"])
    who = person.pk if person else NOBODY
    parameters = person_parameters(document, who, min(acted_on, today), max(acted_on, today))
    parameters += [as_id(who), key or "", *[as_id(document.pk)] * len(side_tables(procedure))]
    if connection.vendor == "postgresql":
        parameters.append(permit)
    else:
        connection.dika_permit = permit or None
    with connection.cursor() as cursor:
        cursor.execute(statement(procedure, connection.vendor, holds_orders=bool(permit)), parameters)
        return read(procedure, cursor.fetchone())


def person_parameters(document: Document, who: uuid.UUID, earliest: date, latest: date) -> list[Any]:
    """The values that `person_parts` asks for."""
    whose = [as_id(who), as_id(document.organization_id), earliest, latest]
    return [as_id(document.case_id), *whose, *whose, *whose]


def gather_all(documents: Sequence[Document], person: User, today: date) -> dict[uuid.UUID, Evidence]:
    """What a page must know of the documents of one case, all in one statement as long as they are few. It opens no door."""
    found: dict[uuid.UUID, Evidence] = {}
    for first in range(0, len(documents), DOCUMENTS_AT_ONCE):
        found |= gather_some(documents[first : first + DOCUMENTS_AT_ONCE], person, today)
    return found


def gather_some(documents: Sequence[Document], person: User, today: date) -> dict[uuid.UUID, Evidence]:
    connection = connections["default"]
    parts, parameters = [*person_parts(connection.vendor)], person_parameters(documents[0], person.pk, today, today)
    for document in documents:
        own = rows_parts(procedure_of(document), connection.vendor)
        parts += own
        parameters += [as_id(document.pk)] * len(own)
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(parts), parameters)
        told = iter(cursor.fetchone())
    known = known_of_person(*islice(told, 3))
    found = {}
    for document in documents:
        procedure = procedure_of(document)
        found[document.pk] = replace(known, rows=SideRows(procedure, list(islice(told, len(side_tables(procedure))))))
    return found


def read(procedure: Procedure, row: Any) -> Evidence:
    """The JSON of the statement as evidence."""
    replay = parsed(row[3])
    known = known_of_person(*row[:3])
    return replace(known, replay=msgspec.json.decode(replay[0]) if replay else None, rows=SideRows(procedure, row[4:]))


def known_of_person(acts: Any, capacities: Any, waivers: Any) -> Evidence:
    """The JSON of `person_parts` as evidence."""
    return Evidence(
        acts=tuple(EarlierAct(*act) for act in parsed(acts)),
        capacities=tuple(capacity(*facts) for facts in parsed(capacities)),
        waivers=frozenset((first, second) for first, second in parsed(waivers)),
    )


def parsed(part: Any) -> Any:
    return msgspec.json.decode(part) if isinstance(part, str) else part


class SideRows(Mapping[str, list[dict[str, Any]]]):
    """The side tables of a document, each made of its JSON when somebody asks for it: most steps ask for none."""

    def __init__(self, procedure: Procedure, told: Iterable[Any]) -> None:
        self.told = {name: (fields, part) for (name, _, fields), part in zip(side_tables(procedure), told, strict=False)}
        self.made: dict[str, list[dict[str, Any]]] = {}

    def __getitem__(self, name: str) -> list[dict[str, Any]]:
        if name not in self.made:
            fields, part = self.told[name]
            columns = ["id", *(f.attname for f in fields)]
            self.made[name] = [dict(zip(columns, values, strict=True)) for values in parsed(part)]
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)


def capacity(kind: str, position: str, group: int, title: str, unit: str, unit_code: str, order_number: str, ordered_on: str | None,
             matters: list[str], ceiling: int | None, stands_for: str) -> Capacity:  # fmt: skip
    return Capacity(
        kind, uuid.UUID(position), group, title, uuid.UUID(unit), unit_code, order_number, ordered_on or "",
        tuple(matters), None if ceiling is None else to_baht(ceiling), stands_for,
    )  # fmt: skip


def as_row(row: models.Model, fields: Iterable[Any]) -> dict[str, Any]:
    """The inverse: a new row as the statement would read it."""
    plain: dict[str, Any] = {"id": row.pk.hex}
    for f in fields:
        value, target = getattr(row, f.attname), aimed_at(f)
        if isinstance(value, uuid.UUID):
            value = value.hex
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(target, models.BooleanField) and value is not None:
            value = int(value)
        elif isinstance(target, BahtField) and value is not None:
            value = to_satang(value)
        elif isinstance(target, models.DecimalField) and value is not None:
            value = f"{Decimal(value):.{target.decimal_places}f}"
        plain[f.attname] = value
    return plain


def as_python(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of evidence with baht, dates and ids as Python knows them."""
    return {name: None if row[name] is None else to_python(row[name]) for name, to_python in readers(model) if name in row}


@cache
def readers(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How each column of a side table is read."""
    return tuple((field.attname, reader(aimed_at(field))) for field in model._meta.concrete_fields)


def reader(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, BahtField):
        return to_baht
    return bool if isinstance(field, models.BooleanField) else field.to_python  # type: ignore[no-any-return]
