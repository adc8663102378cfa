"""A kind of sheet, declared once: from it come the template, the reading, the preview and the steps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django_stubs_ext import StrOrPromise

from workflows.dates import short_date
from workflows.intake.cells import Reader
from workflows.models import Organization
from workflows.registers.foretelling import Foretold, yes_no
from workflows.registers.register import Register
from workflows.thai import baht

ORDINAL, EXAMPLE = "ที่", "ตัวอย่าง"  # the first column of every sheet, and what marks a row in it that is not read
NEW, CHANGED, SAME = "new", "changed", "same"


def said(value: Any) -> str:
    """A value as the preview shows it."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, Decimal):
        return baht(value)
    return short_date(value) if isinstance(value, date) else str("–" if value in (None, "") else value)


@dataclass(frozen=True)
class Column:
    """One column: its heading as the file has it, how its cells are read, and what the template shows as an example.

    A column that nobody must fill is read as `empty` where it is blank. `words` are all that it takes, where that is a short list; `say`
    puts a value back into words.
    """

    name: str
    title: str
    read: Reader
    example: Any
    hint: StrOrPromise
    is_required: bool = True
    empty: Any = ""
    words: tuple[str, ...] = ()
    say: Callable[[Any], str] = said


@dataclass(frozen=True)
class Row:
    """One row of a file, by its number as the spreadsheet shows it. `notes` say what was done to a cell."""

    number: int
    values: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and what to do. The column is named as the spreadsheet names it; row 0 is the file itself."""

    row: int
    column: str
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Command:
    """One step of the register. A value that can be called is asked for only when its turn comes: it names what an earlier step made."""

    step: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """What one row comes to: something new, a change of what there is, nothing at all, or faults."""

    row: Row
    kind: str
    title: str
    changes: tuple[Foretold, ...] = ()
    commands: tuple[Command, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """`told_apart_by` names the columns that no two rows may share; `steps` those that it may come to, which the person must be allowed."""

    code: str
    title: str
    lead: StrOrPromise
    model: type[Register]
    columns: tuple[Column, ...]
    told_apart_by: tuple[str, ...]
    steps: tuple[str, ...]
    plan: Callable[[Organization, list[Row]], Iterable[Planned]] = field(repr=False)

    @property
    def headings(self) -> tuple[str, ...]:
        return (ORDINAL, *(column.title for column in self.columns))

    @property
    def signs(self) -> bool:
        return any(getattr(self.model, step).declared.signs for step in self.steps)


SHEETS: dict[str, Sheet] = {}


def sheet(**declared: Any) -> Callable[[Any], Any]:
    """Register a kind of sheet around the function that plans its rows; applications add their own."""

    def register(plan: Any) -> Any:
        SHEETS[declared["code"]] = Sheet(plan=plan, **declared)
        return plan

    return register


def at(row: Row, column: str, sentence: str, remedy: str) -> Planned:
    """A row that cannot be taken, with the reason."""
    return Planned(row, SAME, "", faults=(Fault(row.number, column, sentence, remedy),))
