"""What each page shows: views fill these, templates draw them and ask nothing else.

A page names its template. Amounts are baht as Decimal, days are dates, moments are datetimes in the office's time: the templates
give them their Thai form. Words meant for people are sentences already; addresses are given, so no template builds one of a
document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from workflows.refusal import Refusal

# Parts that several pages share.


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Clause:
    """A basis as people read it. Standing is `confirmed`, `unconfirmed` or `practice`; `text` says the clause in plain Thai."""

    label: str
    standing: str = "confirmed"
    text: str = ""


@dataclass(frozen=True)
class Due:
    """How urgent, and why. `working_days_left` below zero is late; without a day nothing presses."""

    on: date | None = None
    working_days_left: int | None = None
    reason: str = ""

    @property
    def working_days_late(self) -> int:
        return -min(self.working_days_left or 0, 0)

    @property
    def tone(self) -> str:
        """`late`, `soon` (today or the next two working days) or nothing."""
        left = self.working_days_left
        return "" if left is None or left > 2 else "soon" if left >= 0 else "late"


@dataclass(frozen=True)
class Pair:
    label: str
    value: Any


@dataclass(frozen=True)
class Column:
    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """A table's cell that is more than a value: a link, a note below, or a state in words with its tone (`ok`, `soon`, `late`)."""

    value: Any
    url: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of values or Cells. A `summary` makes the table fold, open or shut; `empty` is said in place of no rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str = ""
    summary: str = ""
    is_open: bool = True
    empty: str = ""


@dataclass(frozen=True)
class Paging:
    """Where this page lies in a long list. The total is left out where counting would cost more than it tells."""

    first: int
    last: int
    total: int | None = None
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """One choice that narrows a list; it stands in the address under its name."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Offer:
    """A step of the present state, allowed or with every reason against it. `is_onward` makes it the button of the page."""

    label: str
    url: str
    clause: Clause
    refusals: tuple[Refusal, ...] = ()
    is_onward: bool = False
    signs: bool = False

    @property
    def is_allowed(self) -> bool:
        return not self.refusals


@dataclass(frozen=True)
class Change:
    """A material fact that differs between two versions."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Stale:
    """Somebody changed the document after this person had read it."""

    read_version: int
    now_version: int
    changed_by: str
    changed_at: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Seat:
    """A member of a committee: what he has said, or that he has not yet. The tone is `ok`, `soon` or `late`."""

    name: str
    role: str
    says: str
    tone: str = ""
    is_you: bool = False


@dataclass(frozen=True)
class TrailLine:
    """An entry of the journal as a sentence. `acted_on` is given only where it differs from the day of recording."""

    recorded_at: datetime
    sentence: str
    code: str
    acted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What stands around every page, given as `shell` by a context processor; nobody signed in has no person."""

    organization: str
    organization_full: str
    now: datetime
    person: str = ""
    position: str = ""
    acting: tuple[str, ...] = ()
    is_practice: bool = False
    trail_verified_at: datetime | None = None
    has_high_contrast: bool = False
    search: str = ""


# Pages.


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """`form` has the fields username and password. After too many failures only the waiting time is shown."""

    template: ClassVar[str] = "workflows/sign_in.html"
    form: forms.Form
    organization: str
    next_url: str = ""
    has_failed: bool = False
    locked_minutes: int = 0


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    title: str
    url: str
    action: str
    step: str
    due: Due = Due()
    why: str = ""
    number: str = ""
    case_number: str = ""
    amount_baht: Decimal | None = None
    acting_for: str = ""


@dataclass(frozen=True)
class DeskGroup:
    """The tone colours the group's edge: `late`, `soon` or nothing."""

    title: str
    tone: str
    rows: tuple[DeskRow, ...]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A document on its way to this person."""

    title: str
    url: str
    place: str
    expected_on: date | None = None
    amount_baht: Decimal | None = None


@dataclass(frozen=True)
class Asked:
    """A question that waits for this person's answer."""

    text: str
    who: str
    at: datetime
    case_number: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    template: ClassVar[str] = "workflows/desk.html"
    today: date
    waiting_count: int
    late_count: int = 0
    soon_count: int = 0
    has_more: bool = False
    groups: tuple[DeskGroup, ...] = ()
    acting: tuple[Pair, ...] = ()
    openings: tuple[Link, ...] = ()
    coming: tuple[Coming, ...] = ()
    asked: tuple[Asked, ...] = ()
    next_url: str = ""


@dataclass(frozen=True)
class Station:
    """A stop of the whole route. The phase is `done`, `here` or `ahead`; the note says when it was, or is expected."""

    label: str
    phase: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One document on a desk: who is waited for, what comes next and on which basis, and the buttons of its steps."""

    sentence: str
    document: str
    place: str
    since: datetime | None
    due: Due = Due()
    seats: tuple[Seat, ...] = ()
    next_label: str = ""
    next_sentence: str = ""
    clauses: tuple[Clause, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def allowed(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.is_allowed)

    @property
    def refused(self) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if not offer.is_allowed)


@dataclass(frozen=True, kw_only=True)
class BudgetShare:
    """A budget line, and what this case holds of it: `held_as` is `reserved`, `committed` or `spent`."""

    line: str
    allotted_baht: Decimal
    reserved_baht: Decimal
    committed_baht: Decimal
    spent_baht: Decimal
    free_baht: Decimal
    held_baht: Decimal = Decimal(0)
    held_as: str = ""
    note: str = ""


@dataclass(frozen=True)
class PaperLink:
    """A paper or an attached file."""

    title: str
    url: str
    note: str = ""
    tag: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Question:
    text: str
    who: str
    at: datetime
    answers: tuple["Question", ...] = ()
    answer_url: str = ""


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """`ask_url` takes a POST of `text`; so does a question's `answer_url`."""

    template: ClassVar[str] = "workflows/case.html"
    number: str
    title: str
    kind: str
    unit: str
    here: str = ""
    here_tone: str = "soon"
    amount_baht: Decimal | None = None
    party: str = ""
    route: tuple[Station, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    outcome: str = ""
    facts: tuple[Pair, ...] = ()
    tables: tuple[Table, ...] = ()
    money: tuple[BudgetShare, ...] = ()
    papers: tuple[PaperLink, ...] = ()
    attachments: tuple[PaperLink, ...] = ()
    questions: tuple[Question, ...] = ()
    ask_url: str = ""
    trail: tuple[TrailLine, ...] = ()
    trail_count: int = 0
    trail_url: str = ""


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
    due: Due = Due()
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
class BoardRow:
    title: str
    url: str
    number: str
    step: str
    desk: str
    working_days_here: int | None
    due: Due = Due()
    amount_baht: Decimal | None = None
    stop: int = 0
    stops: int = 0


@dataclass(frozen=True, kw_only=True)
class StepCount:
    """How many stand at one step; the address narrows the board to it."""

    procedure: str
    step: str
    url: str
    count: int
    late: int
    oldest_working_days: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    template: ClassVar[str] = "workflows/board.html"
    open_count: int
    late_count: int
    soon_count: int
    filters: tuple[Filter, ...]
    steps: tuple[StepCount, ...]
    rows: tuple[BoardRow, ...]
    paging: Paging
    text: str = ""
    reset_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A long list: a register's rows, all documents of a procedure, what a search found."""

    template: ClassVar[str] = "workflows/list.html"
    title: str
    table: Table
    paging: Paging
    lead: str = ""
    search_label: str = ""
    text: str = ""
    filters: tuple[Filter, ...] = ()
    actions: tuple[Link, ...] = ()
    back: Link | None = None


@dataclass(frozen=True)
class RegistersPage:
    template: ClassVar[str] = "workflows/registers.html"
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class RegisterPage:
    """A register document (ทะเบียน): what it holds, the steps that change it, and its latest changes."""

    template: ClassVar[str] = "workflows/register.html"
    title: str
    lead: str
    tables: tuple[Table, ...]
    offers: tuple[Offer, ...] = ()
    trail: tuple[TrailLine, ...] = ()
    trail_url: str = ""

    allowed = Waiting.allowed
    refused = Waiting.refused


@dataclass(frozen=True, kw_only=True)
class HandbookEntry:
    title: str
    url: str
    sentence: str
    step_count: int
    doubt_count: int = 0


@dataclass(frozen=True)
class HandbookIndexPage:
    template: ClassVar[str] = "workflows/handbook_index.html"
    procedures: tuple[HandbookEntry, ...]
    registers: tuple[HandbookEntry, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class HandbookStep:
    label: str
    who: str
    clause: Clause
    note: str = ""
    limit: str = ""
    limit_standing: str = "confirmed"
    paper: str = ""
    leads: str = ""
    signs: bool = False


@dataclass(frozen=True, kw_only=True)
class HandbookPage:
    """`diagram` is an SVG of our own drawing, safe already."""

    template: ClassVar[str] = "workflows/handbook.html"
    title: str
    regulation: str
    diagram: SafeString
    steps: tuple[HandbookStep, ...]
    refusals: tuple[Refusal, ...] = ()
    print_url: str = ""


@dataclass(frozen=True, kw_only=True)
class TrailEntry:
    """One entry of the journal, whole. Hashes are 64 hexadecimal digits."""

    sequence: int
    document: str
    label: str
    who: str
    recorded_at: datetime
    acted_on: date
    clause: Clause
    content_hash: str
    hash: str
    previous: str
    is_backdated: bool = False
    capacity: str = ""
    on_behalf_of: str = ""
    order: str = ""
    source: str = ""
    target: str = ""
    reason: str = ""
    law: tuple[Pair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    """`is_whole` is the verdict of a verification of these chains just now; None where none was made."""

    template: ClassVar[str] = "workflows/trail.html"
    title: str
    back: Link
    entries: tuple[TrailEntry, ...]
    paging: Paging
    is_whole: bool | None = None
    first_fault: str = ""
    export_url: str = ""


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
