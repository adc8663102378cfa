"""The SQL of evidence, as each database says it: what is known of a case and of a person, and the side tables of a document."""

from functools import cache
from typing import Any

from django.db import models

from workflows.guards.permit import SETTING
from workflows.models import Attachment
from workflows.procedure import Procedure


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
 select * from (
  select a.capacity, p.id, p.group_id, p.title, u.id, u.code, a.order_number, a.ordered_on, a.matters, a.ceiling_satang, p.title as stands_for
  from workflows_actingorder a join workflows_position p on p.id = a.position_id join workflows_unit u on u.id = p.unit_id
  where a.person_id = %s and p.organization_id = %s and a.starts_on <= %s and a.ends_on >= %s{hold}) o) c"""
WAIVERS = "workflows_separationwaiver where person_id = %s and organization_id = %s and starts_on <= %s and ends_on >= %s"


def capacities_sql(say: Dialect, *, holds_orders: bool) -> str:
    """Where orders are held, nobody moves their last day until the step is done; SQLite lets nobody write beside it anyway."""
    columns = say.array("c.kind", say.id("c.id"), "c.group_id", "c.title", say.id("c.unit_id"), "c.code", "c.order_number", "c.ordered_on",
                        say.json("c.matters"), "c.ceiling", "c.stands_for")  # fmt: skip
    hold = " for share of a" if holds_orders and say.postgres else ""
    source = HOLDINGS.format(
        date="date" if say.postgres else "text", no_matters="'[]'::jsonb" if say.postgres else "'[]'", hold=hold
    )
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
def person_parts(vendor: str, *, holds_orders: bool = False) -> tuple[str, ...]:
    """What is known of the case and of the person, whichever document it is: acts, capacities, waivers. Steps hold orders, pages nothing."""
    say = Dialect(vendor)
    return (
        say.all_of(say.array("procedure || '.' || step", say.id("person_id"), say.id("document_id")), ACTS),
        capacities_sql(say, holds_orders=holds_orders),
        say.all_of(say.array("first_step", "second_step"), WAIVERS),
    )


@cache
def rows_parts(procedure: Procedure, vendor: str) -> tuple[str, ...]:
    """The side tables of one document."""
    say = Dialect(vendor)
    return tuple(rows_sql(say, model, fields) for _, model, fields in side_tables(procedure))


@cache
def statement(procedure: Procedure, vendor: str, *, holds_orders: bool) -> str:
    """The whole evidence of one procedure as one SELECT."""
    say = Dialect(vendor)
    replay = say.all_of("body", "workflows_journalentry where person_id = %s and key = %s")
    parts = [*person_parts(vendor, holds_orders=holds_orders), replay, *rows_parts(procedure, vendor)]
    if say.postgres:
        parts.append(f"set_config('{SETTING}', %s, true)")
    return "select " + ", ".join(parts)
