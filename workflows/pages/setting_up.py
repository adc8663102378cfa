"""Setting up the office: what it needs, and sheets from Excel."""

from dataclasses import dataclass
from typing import ClassVar

from workflows.pages.parts import BY_PASSWORD, Change, Confirming, Link, Table
from workflows.refusal import Refusal


@dataclass(frozen=True)
class SheetFault:
    """What is wrong with a file, where, and what to do. Without a row it concerns the whole file."""

    row: int
    column: str
    sentence: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """A sheet from Excel: asked for, refused with every fault, or shown as what it would change.

    A page with a `token` asks for confirmation; the token carries the rows, so that the server keeps nothing of the file. `overtaken`
    says what the rows came to when they were last shown, and what they come to now. `faults` are the first of `fault_count`.
    """

    template: ClassVar[str] = "workflows/sheet.html"
    title: str
    lead: str
    back: Link
    url: str
    template_url: str
    confirm_url: str
    columns: Table
    limits: tuple[int, int]
    file_name: str = ""
    faults: tuple[SheetFault, ...] = ()
    fault_count: int = 0
    refusals: tuple[Refusal, ...] = ()
    overtaken: tuple[Change, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    new: Table | None = None
    changed: tuple[Change, ...] = ()
    same: Table | None = None
    notes: tuple[str, ...] = ()
    token: str = ""
    signs: bool = False
    confirming: Confirming = BY_PASSWORD

    @property
    def is_preview(self) -> bool:
        return bool(sum(self.counts))


@dataclass(frozen=True, kw_only=True)
class NeedShown:
    """One thing that the office needs, or that helps: how it stands, why it is needed, who writes it, and where. `steps` are open to the person."""

    title: str
    why: str
    state: str
    is_done: bool
    by: str
    register: Link
    is_needed: bool = True
    sheets: tuple[Link, ...] = ()
    steps: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetupPage:
    """The guide of an office that begins, and the state of one that runs."""

    template: ClassVar[str] = "workflows/setup.html"
    needed: tuple[NeedShown, ...]
    advised: tuple[NeedShown, ...]
    registers: Table

    @property
    def done_count(self) -> int:
        return sum(need.is_done for need in self.needed)

    @property
    def is_ready(self) -> bool:
        return self.done_count == len(self.needed)
