"""Parts that several pages share, and what stands around every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

SOON_WORKING_DAYS = 2


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
    """How urgent, and why. `working_days_left` below zero is late; without a day nothing presses.

    What somebody promised is late by the calendar, whatever days the office works: `days_late`.
    """

    on: date | None = None
    working_days_left: int | None = None
    reason: str = ""
    days_late: int = 0

    @property
    def working_days_late(self) -> int:
        return -min(self.working_days_left or 0, 0)

    @property
    def tone(self) -> str:
        """`late`, `soon` (today or the next two working days) or nothing."""
        left = self.working_days_left
        return "" if left is None or left > SOON_WORKING_DAYS else "soon" if left >= 0 else "late"


NO_DUE = Due()


@dataclass(frozen=True)
class Pair:
    label: str
    value: Any


@dataclass(frozen=True)
class Notice:
    """Something that a person is told above his desk, and need not answer; a warning is something that he should look after."""

    sentence: str
    note: str = ""
    url: str = ""
    is_warning: bool = False


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
class Paging:
    """Where this page lies in a long list. The total is left out where counting would cost more than it tells."""

    first: int
    last: int
    total: int | None = None
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of values or Cells. A `summary` makes the table fold, open or shut; `empty` is said in place of no rows. `opened` is where the
    same rows stand with what each of them opens."""

    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    title: str = ""
    summary: str = ""
    is_open: bool = True
    empty: str = ""
    paging: Paging | None = None
    opened: Link | None = None


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Filter:
    """One choice that narrows a list; it stands in the address under its name. Without options an amount is `typed`."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    typed: str = ""


@dataclass(frozen=True)
class Matter:
    """What is signed, in a sentence, and what the signature says of it. `parts` draws a count as cells: True is in, False is not yet.

    A matter that does not turn on the document's own money `is_of_money` no more; one that turns on other money says how much, in
    `amount_baht`. `tables` show what the signature takes in from elsewhere.
    """

    sentence: str
    statement: str = ""
    parts: tuple[bool, ...] = ()
    parts_label: str = ""
    is_of_money: bool = True
    tables: tuple[Table, ...] = ()
    amount_baht: Decimal | None = None

    def money_of(self, document: Any) -> Decimal | None:
        """The money that is signed for; None where it is none."""
        return (self.amount_baht or document.amount_baht) if self.is_of_money else None


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
class Reason:
    """Why a document was brought to where it stands, in the words of whoever did so."""

    text: str
    who: str
    at: datetime


@dataclass(frozen=True)
class TrailLine:
    """An entry of the journal as a sentence. `acted_on` is given only where it differs from the day of recording."""

    recorded_at: datetime
    sentence: str
    code: str
    acted_on: date | None = None


@dataclass(frozen=True)
class Confirming:
    """What a person may confirm a signature with, besides the password; `asks_two` where the office asks two factors. `url` sets one up.

    `may_recover` where a recovery code will do, and the password alone will not.
    """

    has_code: bool = False
    has_passkey: bool = False
    asks_two: bool = False
    url: str = ""
    is_signature: bool = True
    may_recover: bool = False

    @property
    def has_second(self) -> bool:
        return self.has_code or self.has_passkey


BY_PASSWORD = Confirming()


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What stands around every page, given as `shell` by a context processor; nobody signed in has no person."""

    organization: str
    now: datetime
    person: str = ""
    position: str = ""
    acting: tuple[str, ...] = ()
    is_practice: bool = False
    has_high_contrast: bool = False
    search: str = ""
