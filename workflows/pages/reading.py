"""What people read: the board, lists and registers, the handbook, the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.safestring import SafeString

from workflows.pages.offered import Chapter, HasOffers, Offer
from workflows.pages.parts import NO_DUE, Change, Clause, Due, Filter, Link, Paging, Pair, Table, TrailLine
from workflows.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """`why` tells what a search has found that the row itself does not say."""

    title: str
    url: str
    number: str
    step: str
    desk: str
    working_days_here: int | None
    due: Due = NO_DUE
    amount_baht: Decimal | None = None
    stop: int = 0
    stops: int = 0
    why: str = ""


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
class DeskLoad:
    """How many wait at one desk, and who sits there today; the address narrows the board to it."""

    desk: str
    url: str
    count: int
    late: int
    people: str = ""
    oldest_working_days: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class MoneyOnItsWay:
    """A sum between need and payment. The figure is `reserved`, `committed` or `spent`, as on the bar of a budget line."""

    label: str
    amount_baht: Decimal
    figure: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """`refresh_url` gives the same page again, `export_url` the same rows as a spreadsheet; `most` is the longest bar of a list, on all its pages."""

    template: ClassVar[str] = "workflows/board.html"
    now: datetime
    open_count: int
    late_count: int
    soon_count: int
    filters: tuple[Filter, ...]
    steps: tuple[StepCount, ...]
    rows: tuple[BoardRow, ...]
    paging: Paging
    steps_most: int
    steps_paging: Paging
    desks: tuple[DeskLoad, ...]
    desks_most: int
    desks_paging: Paging
    money: tuple[MoneyOnItsWay, ...] = ()
    text: str = ""
    reset_url: str = ""
    refresh_url: str = ""
    export_url: str = ""
    pace_url: str = ""
    papers_url: str = ""
    is_narrowed: bool = True


@dataclass(frozen=True, kw_only=True)
class StepPace:
    """How long one step takes, in the unit of its limit. The address narrows the board to what stands there now."""

    procedure: str
    step: str
    url: str
    count: int
    median_days: int
    ninth_days: int
    unit: str
    limit_days: int | None = None
    limit_standing: str = "confirmed"

    @property
    def is_over(self) -> bool:
        """Whether more than one document in ten takes longer than the limit."""
        return self.limit_days is not None and self.ninth_days > self.limit_days


@dataclass(frozen=True)
class PacePage:
    """Bottlenecks: the steps of the latest departures, those furthest over their limits first."""

    template: ClassVar[str] = "workflows/pace.html"
    steps: tuple[StepPace, ...]
    board_url: str
    departures: int = 0


@dataclass(frozen=True)
class RegistersPage:
    template: ClassVar[str] = "workflows/registers.html"
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class RegisterPage(HasOffers):
    """A register document (ทะเบียน): what it holds, the steps that change it (of many, in chapters), and its latest changes."""

    template: ClassVar[str] = "workflows/register.html"
    title: str
    lead: str
    tables: tuple[Table, ...]
    search_label: str = ""
    text: str = ""
    offers: tuple[Offer, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    sheets: tuple[Link, ...] = ()
    trail: tuple[TrailLine, ...] = ()
    trail_url: str = ""


@dataclass(frozen=True, kw_only=True)
class HandbookEntry:
    title: str
    url: str
    sentence: str
    doubt_count: int = 0


@dataclass(frozen=True)
class HandbookIndexPage:
    """`found` are the places inside the procedures that a search has found; without a search there are none."""

    template: ClassVar[str] = "workflows/handbook_index.html"
    procedures: tuple[HandbookEntry, ...]
    registers: tuple[HandbookEntry, ...] = ()
    text: str = ""
    print_url: str = ""
    found: tuple[Link, ...] = ()
    has_more: bool = False


@dataclass(frozen=True, kw_only=True)
class HandbookStep:
    name: str
    label: str
    who: str
    clause: Clause
    note: str = ""
    limit: str = ""
    limit_standing: str = "confirmed"
    paper: str = ""
    leads: str = ""
    signs: bool = False
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HandbookPage:
    """`diagram` is an SVG of our own drawing, safe already. `refusals` are those that any step may meet, `repeats` the fields that another
    document of its kind begins with, in words."""

    template: ClassVar[str] = "workflows/handbook.html"
    title: str
    regulation: str
    diagram: SafeString
    steps: tuple[HandbookStep, ...]
    refusals: tuple[Refusal, ...] = ()
    print_url: str = ""
    example_url: str = ""
    repeats: str = ""
    is_without_example: bool = False


@dataclass(frozen=True, kw_only=True)
class ExampleStep:
    """One step as it was done: by which post, on which day, under which clause."""

    label: str
    who: str
    on: date
    clause: Clause
    leads: str = ""
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class ExamplePage:
    """A finished document, masked already: nothing here names a person, a party or an account."""

    template: ClassVar[str] = "workflows/example.html"
    title: str
    back: Link
    steps: tuple[ExampleStep, ...]
    facts: tuple[Pair, ...] = ()
    tables: tuple[Table, ...] = ()
    amount_baht: Decimal | None = None


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
    confirmed_by: str = ""
    by_machine: str = ""
    law: tuple[Pair, ...] = ()
    changes: tuple[Change, ...] = ()


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


@dataclass(frozen=True)
class StylePage:
    """The samples of all pages by name, out of which the style page shows the parts.

    `blank` is a form before anybody has typed, and `signing` a signature, without what another sample shows under the same name.
    """

    template: ClassVar[str] = "workflows/style.html"
    sample: Mapping[str, Any]
    waiting: Any
    blank: Any
    signing: Any
    dues: tuple[Due, ...]
    tones: tuple[str, ...] = ("now", "good", "stop", "was")
    long_words: str = "คณะกรรมการตรวจรับพัสดุในงานจ้างก่อสร้างปรับปรุงซ่อมแซมถนนคอนกรีตเสริมเหล็กสายบ้านนาดีถึงบ้านทุ่งสมมติ"
