"""What a person does: a step's form, a signature, and what the office answers when it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms

from workflows.pages.parts import NO_DUE, Change, Clause, Due, Link, Pair, Seat, Stale, Table
from workflows.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """A step's form. What was typed stands in the form, bound or as its initial values; `refusals` with a field go beside it.

    The POST carries the form's fields and `_key`, `_version`, `_acted_on`, `_password`. A press on `_add_row` names the field
    of rows that is to grow by one blank row, and performs nothing.
    """

    template: ClassVar[str] = "workflows/step.html"
    title: str
    form: forms.Form
    key: str
    today: date
    clauses: tuple[Clause, ...]
    submit: str
    cancel_url: str
    document: str = ""
    case_number: str = ""
    version: int | None = None
    acted_on: date | None = None
    earliest: date | None = None
    signs: bool = False
    ends_the_road: bool = False
    due: Due = NO_DUE
    limit: str = ""
    who: str = ""
    facts: tuple[Pair, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    blank_rows: int = 1
    refusals: tuple[Refusal, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
    stale: Stale | None = None


@dataclass(frozen=True)
class Choice:
    """An opinion. One that `asks_reason` opens the field of reasons."""

    value: str
    label: str
    hint: str = ""
    asks_reason: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class SignPage(StepPage):
    """Exactly what is signed, before the signature. `parts` draws a count as cells: True is in, False is not yet.

    `choices` replace the form's field `choice_field`, and open `reason_field` where a reason is due.
    """

    template: ClassVar[str] = "workflows/sign.html"
    sentence: str
    statement: str = ""
    amount_baht: Decimal | None = None
    parts: tuple[bool, ...] = ()
    parts_label: str = ""
    tables: tuple[Table, ...] = ()
    papers: tuple[Link, ...] = ()
    seats_title: str = ""
    seats: tuple[Seat, ...] = ()
    changes: tuple[Change, ...] = ()
    choices: tuple[Choice, ...] = ()
    choice_field: str = "opinion"
    reason_field: str = "reason"
    content_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class ConflictPage:
    """409 where no form can be shown again: what was typed is read back, so that nothing is lost."""

    template: ClassVar[str] = "workflows/conflict.html"
    title: str
    refusals: tuple[Refusal, ...]
    url: str
    typed: tuple[Pair, ...] = ()
    stale: Stale | None = None


@dataclass(frozen=True, kw_only=True)
class RefusedPage:
    """403 or 422 where no form can be shown again."""

    template: ClassVar[str] = "workflows/refused.html"
    title: str
    refusals: tuple[Refusal, ...]
    url: str
    typed: tuple[Pair, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)
