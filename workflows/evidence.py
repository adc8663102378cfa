"""What the gate and the rules must know of a document and an actor, fetched in one statement.

It is read after the lock: inside the same SELECT a subquery would still see what stood before the wait.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

import msgspec
from django.db import connections, models

from workflows.fields import BahtField, to_baht, to_satang
from workflows.guards.permit import SETTING
from workflows.models import Attachment, Document, User
from workflows.procedure import Procedure, procedure_of


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


def aimed_at(field: Any) -> Any:
    """The field whose values a foreign key holds; any other field is itself."""
    while field.is_relation:
        field = field.target_field
    return field


class Dialect:
    """How one database writes JSON; ids leave it as 32 hexadecimal digits, decimals and dates as text."""

    def __init__(self, vendor: str) -> None:
        self.postgres = vendor == "postgresql"

    def array(self, *parts: str) -> str:
        return f"jsonb_build_array({', '.join(parts)})" if self.postgres else f"json_array({', '.join(parts)})"

    def all_of(self, row: str, source: str) -> str:
        if self.postgres:
            return f"(select coalesce(jsonb_agg({row}), '[]'::jsonb) from {source})"
        return f"(select json_group_array({row}) from {source})"

    def id(self, column: str) -> str:
        return f"replace({column}::text, '-', '')" if self.postgres else column

    def json(self, column: str) -> str:
        return column if self.postgres else f"json({column})"

    def column(self, model_field: Any, name: str) -> str:
        target = aimed_at(model_field)
        if isinstance(target, models.UUIDField):
            return self.id(name)
        if isinstance(target, models.DecimalField):
            # printf would write nothing as zero.
            exact = f"iif({name} is null, null, printf('%%.{target.decimal_places}f', {name}))"
            return f"{name}::text" if self.postgres else exact
        if isinstance(target, models.BooleanField):
            return f"{name}::int" if self.postgres else name
        if isinstance(target, models.JSONField):
            return self.json(name)
        return name


ACTS = "workflows_journalentry where case_id = %s and person_id is not null"
HOLDINGS = """(
 select 'holding' as kind, p.id, p.group_id, p.title, u.id as unit_id, u.code, '' as order_number, cast(null as {date}) as ordered_on,
  {no_matters} as matters, cast(null as bigint) as ceiling, '' as stands_for
 from workflows_holding h join workflows_position p on p.id = h.position_id join workflows_unit u on u.id = p.unit_id
 where h.person_id = %s and p.organization_id = %s and h.starts_on <= %s and (h.ends_on is null or h.ends_on >= %s)
 union all
 select a.capacity, p.id, p.group_id, p.title, u.id, u.code, a.order_number, a.ordered_on, a.matters, a.ceiling_satang, p.title
 from workflows_actingorder a join workflows_position p on p.id = a.position_id join workflows_unit u on u.id = p.unit_id
 where a.person_id = %s and p.organization_id = %s and a.starts_on <= %s and a.ends_on >= %s) c"""
WAIVERS = "workflows_separationwaiver where person_id = %s and organization_id = %s and starts_on <= %s and ends_on >= %s"


def capacities_sql(say: Dialect) -> str:
    columns = say.array("c.kind", say.id("c.id"), "c.group_id", "c.title", say.id("c.unit_id"), "c.code", "c.order_number", "c.ordered_on",
                        say.json("c.matters"), "c.ceiling", "c.stands_for")  # fmt: skip
    source = HOLDINGS.format(date="date" if say.postgres else "text", no_matters="'[]'::jsonb" if say.postgres else "'[]'")
    return say.all_of(columns, source)


@cache
def side_tables(procedure: Procedure) -> tuple[tuple[str, type[models.Model], tuple[Any, ...]], ...]:
    """(name, model, fields) of every side table that a procedure reads; the id and the document itself are left out."""
    named = {**procedure.content_rows, **procedure.fact_rows, "attachments": Attachment}
    return tuple(
        (name, model, tuple(f for f in model._meta.concrete_fields if f.name not in ("id", "document", "organization")))
        for name, model in named.items()
    )


def column_of(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


def rows_sql(say: Dialect, model: type[models.Model], fields: tuple[Any, ...]) -> str:
    """All rows of one side table of one document, in the model's own order; the id leads each row."""
    table, order = model._meta.db_table, ", ".join(column_of(model, name) for name in (*(model._meta.ordering or ()), "id"))
    columns = say.array(say.id("r.id"), *(say.column(f, f"r.{f.column}") for f in fields))
    return say.all_of(columns, f"(select * from {table} where document_id = %s order by {order}) r")


@cache
def statement(procedure: Procedure, vendor: str) -> str:
    """The whole evidence of one procedure as one SELECT."""
    say = Dialect(vendor)
    parts = [
        say.all_of(say.array("procedure || '.' || step", say.id("person_id"), say.id("document_id")), ACTS),
        capacities_sql(say),
        say.all_of(say.array("first_step", "second_step"), WAIVERS),
        say.all_of("body", "workflows_journalentry where person_id = %s and key = %s"),
        *(rows_sql(say, model, fields) for _, model, fields in side_tables(procedure)),
    ]
    if say.postgres:
        parts.append(f"set_config('{SETTING}', %s, true)")
    return "select " + ", ".join(parts)


def gather(document: Document, person: User | None, *, acted_on: date, today: date, key: str | None, permit: str) -> Evidence:
    """One statement for everything. On PostgreSQL it also opens the door for the step's own rows, which a rollback shuts again."""
    procedure, connection = procedure_of(document), cast("Any", connections["default"])
    as_id = (lambda i: i.hex) if connection.vendor == "sqlite" else (lambda i: i)
    who = as_id(person.pk if person else uuid.UUID(int=0))
    office = as_id(document.organization_id)
    earliest, latest = min(acted_on, today), max(acted_on, today)
    whose = [who, office, earliest, latest]
    parameters: list[Any] = [as_id(document.case_id), *whose, *whose, *whose, who, key or ""]
    parameters += [as_id(document.pk)] * len(side_tables(procedure))
    if connection.vendor == "postgresql":
        parameters.append(permit)
    else:
        connection.dika_permit = permit or None
    with connection.cursor() as cursor:
        cursor.execute(statement(procedure, connection.vendor), parameters)
        return read(procedure, cursor.fetchone())


def read(procedure: Procedure, row: Any) -> Evidence:
    """The JSON of the statement as evidence."""
    acts, capacities, waivers, replay = map(parsed, row[:4])
    return Evidence(
        acts=tuple(EarlierAct(*act) for act in acts),
        capacities=tuple(capacity(*facts) for facts in capacities),
        waivers=frozenset((first, second) for first, second in waivers),
        replay=msgspec.json.decode(replay[0]) if replay else None,
        rows=SideRows(procedure, row[4:]),
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
    typed: dict[str, Any] = {}
    for f in model._meta.concrete_fields:
        if f.attname not in row:
            continue
        value, target = row[f.attname], aimed_at(f)
        if value is None:
            typed[f.attname] = None
        elif isinstance(target, BahtField):
            typed[f.attname] = to_baht(value)
        elif isinstance(target, models.BooleanField):
            typed[f.attname] = bool(value)
        else:
            typed[f.attname] = target.to_python(value)
    return typed
