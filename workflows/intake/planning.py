"""What the rows of a sheet come to today: judged by the register's own forms, compared with what there is, and not yet performed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from workflows.forms import bind
from workflows.intake.reading import place
from workflows.intake.sheet import Command, Fault, Planned, Row, Sheet
from workflows.models import Organization
from workflows.procedure import procedure_of


def planned(sheet: Sheet, register: Any, organization: Organization, rows: list[Row]) -> list[Planned]:
    """Every row with what it comes to, and what the form of its step has against it."""
    return [judged(plan, sheet, register) for plan in sheet.plan(organization, rows)]


def judged(plan: Planned, sheet: Sheet, register: Any) -> Planned:
    """The same, with the faults that the steps' forms find. What only an earlier step of the row will make cannot be asked yet."""
    faults = list(plan.faults)
    for command in plan.commands:
        if not any(map(callable, command.data.values())):
            declared = procedure_of(register).steps[command.step]
            _, refusals = bind(declared, register, command.data)
            faults += [
                Fault(plan.row.number, column_of(sheet, refusal.field), refusal.sentence, refusal.remedy) for refusal in refusals
            ]
    return replace(plan, faults=tuple(faults))


def column_of(sheet: Sheet, field: str) -> str:
    """The column that fills a field of the step, or nothing where none does."""
    found = [(index, column) for index, column in enumerate(sheet.columns, start=1) if column.name == field]
    return place(*found[0]) if found else ""


def snapshot(plans: list[Planned]) -> list[list[Any]]:
    """What a person was shown, row by row, so that it can be compared with what would be done later."""
    return [[plan.row.number, plan.kind, [[told.label, told.before, told.after] for told in plan.changes]] for plan in plans]


def frozen(rows: list[Row], sheet: Sheet) -> list[list[Any]]:
    """Rows as the page carries them through JSON."""
    return [[row.number, [as_json(row[column.name]) for column in sheet.columns], list(row.notes)] for row in rows]


def thawed(kept: list[list[Any]], sheet: Sheet) -> list[Row]:
    """The rows that a page carried."""
    names = [column.name for column in sheet.columns]
    return [Row(number, dict(zip(names, map(from_json, values), strict=True)), tuple(notes)) for number, values, notes in kept]


def as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"amount": str(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def from_json(value: Any) -> Any:
    if isinstance(value, dict):
        return Decimal(value["amount"]) if "amount" in value else date.fromisoformat(value["day"])
    return value


def resolved(command: Command) -> Mapping[str, Any]:
    """The step's data, now that whatever went before it in the row is there."""
    return {name: value() if callable(value) else value for name, value in command.data.items()}
