"""What people come for each day: the sign-in, the desk, the case."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from django import forms

from workflows.pages.offered import HasOffers, Offer
from workflows.pages.parts import NO_DUE, Clause, Due, Link, Notice, Option, Pair, Reason, Seat, Table, TrailLine
from workflows.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """`form` has the fields username and password. `waits` says for how long nothing that is sent will be looked at.

    `kept` is what was typed into a form before the sign-in ended, signed; the POST carries it on. Where only a file was chosen it
    `asks_for_files_alone`. `left` says that whoever gave the right password has left the office.
    """

    template: ClassVar[str] = "workflows/sign_in.html"
    form: forms.Form
    organization: str
    next_url: str = ""
    kept: str = ""
    asks_for_files_alone: bool = False
    has_failed: bool = False
    left: str = ""
    waits: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    """`action_url` is where the action begins, if not on the case itself. `lacks` says in which central systems the document is not yet, and for how long: it presses, and stops nothing."""

    title: str
    url: str
    action: str
    step: str
    due: Due = NO_DUE
    why: str = ""
    number: str = ""
    case_number: str = ""
    amount_baht: Decimal | None = None
    acting_for: str = ""
    lacks: tuple[str, ...] = ()
    action_url: str = ""


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
    due: Due = NO_DUE
    amount_baht: Decimal | None = None


@dataclass(frozen=True)
class Asked:
    """A question that waits for this person's answer; or an answer to his own, which is `about` what he asked."""

    text: str
    who: str
    at: datetime
    case_number: str
    url: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class ActingFor:
    """An order by which the person acts for a post, today or soon; no `matters` are all of them. `desks` lead to what waits there before it begins."""

    quality: str
    order: str
    starts_on: date
    ends_on: date | None = None
    is_to_come: bool = False
    matters: str = ""
    ceiling_baht: Decimal | None = None
    desks: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    template: ClassVar[str] = "workflows/desk.html"
    today: date
    waiting_count: int
    late_count: int = 0
    soon_count: int = 0
    has_more: bool = False
    groups: tuple[DeskGroup, ...] = ()
    alike: tuple[Link, ...] = ()
    acting: tuple[ActingFor, ...] = ()
    openings: tuple[Link, ...] = ()
    coming: tuple[Coming, ...] = ()
    asked: tuple[Asked, ...] = ()
    answered: tuple[Asked, ...] = ()
    central: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    previous_url: str = ""
    next_url: str = ""
    setup_url: str = ""


@dataclass(frozen=True)
class Station:
    """A stop of the whole route. The phase is `done`, `here` or `ahead`; the note says when it was, or is expected."""

    label: str
    phase: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class Weighed:
    """What whoever decides has before him: the facts that decide, and the procedure's own sentence, words and tables, where it has them.
    `names` are the facts as the document calls them: they are told once on a page."""

    decisive: tuple[Pair, ...]
    names: tuple[str, ...] = ()
    sentence: str = ""
    statement: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Waiting(HasOffers):
    """One document on a desk: who is waited for, what comes next and on which basis, and the buttons of its steps; what is `weighed`
    stands before them where it waits for this very person's decision or signature."""

    sentence: str
    document: str
    place: str
    since: datetime | None
    due: Due = NO_DUE
    because: Reason | None = None
    seats: tuple[Seat, ...] = ()
    next_label: str = ""
    clauses: tuple[Clause, ...] = ()
    weighed: Weighed | None = None
    offers: tuple[Offer, ...] = ()


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
    """A paper or an attached file; `preview` is the address of a picture of its first page."""

    title: str
    url: str
    note: str = ""
    tag: str = ""
    tone: str = ""
    preview: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody said, and when."""

    text: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Question(Said):
    """Put to `whom`; who may answer has the address for it."""

    whom: str = ""
    answer: Said | None = None
    answer_url: str = ""


@dataclass(frozen=True, kw_only=True)
class CasePart:
    """One document of a case: its road, its facts, its rows. Those on their way stand open, the others are read on demand."""

    title: str
    state: str = ""
    tone: str = ""
    is_open: bool = True
    route: tuple[Station, ...] = ()
    facts: tuple[Pair, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowsPage:
    """Rows of a document with what each of them opens. The page of its case fetches the table into itself."""

    template: ClassVar[str] = "workflows/opened_rows.html"
    title: str
    document: str
    back: Link
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Resting:
    """A document that has not ended and for which nobody in this case has to do anything; `carrier` leads to the case that has it."""

    document: str
    place: str
    carrier: Link | None = None


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """`carries` are parts of other cases that go along in this one. `like_this` begins another of its kind. `ask_url` takes a POST of `text` and of which document of the case it is `about`; a question's `answer_url` one of `text`."""

    template: ClassVar[str] = "workflows/case.html"
    number: str
    title: str
    kind: str
    unit: str
    here: str = ""
    here_tone: str = "soon"
    amount_baht: Decimal | None = None
    party: str = ""
    parts: tuple[CasePart, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    resting: tuple[Resting, ...] = ()
    outcome: str = ""
    carries: tuple[Link, ...] = ()
    like_this: Link | None = None
    money: tuple[BudgetShare, ...] = ()
    papers: tuple[PaperLink, ...] = ()
    papers_ahead: tuple[Pair, ...] = ()
    attachments: tuple[PaperLink, ...] = ()
    central: tuple[PaperLink, ...] = ()
    questions: tuple[Question, ...] = ()
    ask_url: str = ""
    ask_key: str = ""
    ask_about: tuple[Option, ...] = ()
    trail: tuple[TrailLine, ...] = ()
    trail_count: int = 0
    trail_url: str = ""

    @property
    def newest_first(self) -> tuple[CasePart, ...]:
        """What is on its way, the later before the earlier; or the whole of a case that has one document only."""
        return tuple(part for part in reversed(self.parts) if part.is_open or len(self.parts) == 1)
