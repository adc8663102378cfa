"""What a person does: a step's form, a signature, and what the office answers when it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django import forms

from workflows.pages.parts import BY_PASSWORD, NO_DUE, Change, Clause, Confirming, Due, Link, Pair, Reason, Seat, Stale, Table
from workflows.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """A step's form. What was typed stands in the form, bound or as its initial values; `refusals` with a field go beside it.

    `day_typed` is the day of the act as typed, where it is no day. The POST carries the form's fields and `_key`, `_version`, `_acted_on`, and what confirms a signature: `_password`, `_code`, `_passkey`. A press on `_add_row` names the field
    of rows that is to grow by one blank row, and performs nothing; nor does one on `_add_up`, on `_word` or on `_aside`. Where it `can_foretell`, a press on `_foretell` shows the form again
    with what it would change, none at all included. `decisive` are the facts that decide the step, `facts` all others; `cautions` are told before anything is filled in; where it `is_barred` they are what would be refused today. `begun` says
    from what an opening was filled in, and what was not. `disagreements` say
    where two of them disagree, and forbid nothing. `adding` leads from a field to the register where a missing choice is added, and keeps
    what is typed; where the person may not add one, `added_by` names the post that may.
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
    day_typed: str = ""
    earliest: date | None = None
    signs: bool = False
    confirming: Confirming = BY_PASSWORD
    ends_the_road: bool = False
    due: Due = NO_DUE
    limit: str = ""
    who: str = ""
    because: tuple[Reason, ...] = ()
    disagreements: tuple[str, ...] = ()
    decisive: tuple[Pair, ...] = ()
    tables: tuple[Table, ...] = ()
    papers: tuple[Link, ...] = ()
    facts: tuple[Pair, ...] = ()
    facts_title: str = ""
    begun: tuple[str, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    blank_rows: int = 1
    refusals: tuple[Refusal, ...] = ()
    cautions: tuple[Refusal, ...] = ()
    is_barred: bool = False
    remedies: Mapping[str, str] = field(default_factory=dict)
    stale: Stale | None = None
    adding: Mapping[str, Link] = field(default_factory=dict)
    added_by: Mapping[str, str] = field(default_factory=dict)
    can_foretell: bool = False
    foretold: tuple[Change, ...] | None = None

    @property
    def has_matter(self) -> bool:
        """Whether the page has anything of the document to show."""
        return bool(self.decisive or self.tables or self.facts)


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
    """Exactly what is signed, before the signature. `others` leads to what else the person may do with it.

    `choices` replace the form's field `choice_field`, and open `reason_field` where a reason is due.
    """

    template: ClassVar[str] = "workflows/sign.html"
    sentence: str
    statement: str = ""
    amount_baht: Decimal | None = None
    parts: tuple[bool, ...] = ()
    parts_label: str = ""
    seats_title: str = ""
    seats: tuple[Seat, ...] = ()
    changes: tuple[Change, ...] = ()
    sent_back: Reason | None = None
    choices: tuple[Choice, ...] = ()
    others: tuple[Link, ...] = ()
    choice_field: str = "opinion"
    reason_field: str = "reason"
    content_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Alike:
    """One document among several alike: what is signed of it, or why it cannot be; after the signing `is_signed`, or the refusals."""

    key: str
    version: int
    title: str
    number: str
    url: str
    sign_url: str
    sentence: str
    statement: str = ""
    amount_baht: Decimal | None = None
    due: Due = NO_DUE
    changes: tuple[Change, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    is_chosen: bool = False
    is_signed: bool = False


@dataclass(frozen=True, kw_only=True)
class TogetherPage:
    """Several alike signed in one pass: one list, one password. The POST carries `document` and `_version_KEY` of each, `_key`, and what confirms the signatures.

    With an `outcome` it shows what came of it: each document by itself, signed or refused.
    """

    template: ClassVar[str] = "workflows/together.html"
    title: str
    key: str
    clause: Clause
    rows: tuple[Alike, ...]
    back: Link
    opinion: str = ""
    confirming: Confirming = BY_PASSWORD
    refusals: tuple[Refusal, ...] = ()
    is_done: bool = False
    remedies: Mapping[str, str] = field(default_factory=dict)

    @property
    def open_rows(self) -> tuple[Alike, ...]:
        return tuple(row for row in self.rows if not row.refusals and not row.is_signed)

    @property
    def refused_rows(self) -> tuple[Alike, ...]:
        return tuple(row for row in self.rows if row.refusals)

    @property
    def signed_rows(self) -> tuple[Alike, ...]:
        return tuple(row for row in self.rows if row.is_signed)


@dataclass(frozen=True, kw_only=True)
class RefusedPage:
    """403 or 422 where no form can be shown again. `back` are the words of the way back where it leads to no case."""

    template: ClassVar[str] = "workflows/refused.html"
    title: str
    refusals: tuple[Refusal, ...]
    url: str
    back: str = ""
    typed: tuple[Pair, ...] = ()
    remedies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CopyField:
    """One field of the target, and the value that is typed into it; empty where the document does not know it yet."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class CentralPage:
    """What is typed into a central system, field by field, and below it the form of the number that the system gave.

    `lacks` says how long the number has been due; `told` is the number that was typed already. Without a form the person may only read.
    """

    template: ClassVar[str] = "workflows/central.html"
    title: str
    system: str
    screen: str
    document: str
    case: Link
    back: Link
    fields: tuple[CopyField, ...]
    tab_separated: str
    standing: str
    lacks: str = ""
    told: tuple[Pair, ...] = ()
    form: StepPage | None = None
    refusals: tuple[Refusal, ...] = ()
    outage: str = ""
