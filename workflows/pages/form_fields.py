"""One field of a step's form, and one row of a field of rows, ready to draw."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from workflows.adding_up import Beside
from workflows.pages.parts import Cell, Link
from workflows.refusal import Refusal


@dataclass(frozen=True)
class OptionShown:
    """One choice among several that stand below each other; `closed` says why nobody can take it."""

    value: str
    label: str
    is_chosen: bool = False
    closed: Refusal | None = None


@dataclass(frozen=True)
class FieldShown:
    """One field, ready to draw. The kind is `tick`, `ticks`, `day`, `rows`, `options`, or nothing for whatever stands under one label.

    Rows that are `about` something are neither more nor fewer than that. The size is that of a cell in its row, and `is_factor` where
    the sum of the rows hangs on it. `needed` says when a field is needed that is not always. `usual` are wordings that a person may take
    into the empty field; `closed` are options that nobody can take yet; `adding` leads to the register where a missing choice is added,
    or `added_by` names who may.
    """

    name: str
    id: str
    label: str
    kind: str
    widget: SafeString | str
    is_required: bool
    needed: str = ""
    help: str = ""
    faults: tuple[Refusal, ...] = ()
    is_file: bool = False
    spoken_day: str = ""
    rows: tuple["RowShown", ...] = ()
    is_about: bool = False
    sum_baht: Decimal | None = None
    beside: tuple[Beside, ...] = ()
    is_factor: bool = False
    usual: tuple[str, ...] = ()
    options: tuple[OptionShown, ...] = ()
    closed: tuple[OptionShown, ...] = ()
    adding: Link | None = None
    added_by: str = ""
    size: str = ""


@dataclass(frozen=True)
class RowShown:
    """A row that speaks of another row, or of a choice, has that one's name, and keeps its place out of sight."""

    number: int
    fields: tuple[FieldShown, ...]
    name: str = ""
    hidden: SafeString | str = ""
    is_brief: bool = False
    times: str = ""  # what every amount of the row is multiplied by
    beside: tuple[Cell, ...] = ()  # what the row opens
