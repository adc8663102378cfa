"""What a search found, and why; and long lists."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from workflows.pages.parts import Filter, Link, Paging, Pair, Table


@dataclass(frozen=True)
class Part:
    """A piece of a value; one that `is_hit` matches what was searched for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Match:
    """What of a case matches, by its name, and how it stands there."""

    label: str
    parts: tuple[Part, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the value is what was searched for, to the last letter."""
        return all(part.is_hit for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class FoundCase:
    """A case that was found: where it stands, and why it was found. Its number and title are in parts, for the letters that match."""

    url: str
    number: tuple[Part, ...]
    title: tuple[Part, ...]
    here: str
    opened_on: date
    amount_baht: Decimal | None = None
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """What a search found. Without a text, and without a hit, it says what can be searched for, each with an example; `elsewhere` leads on."""

    template: ClassVar[str] = "workflows/search.html"
    text: str
    found: tuple[FoundCase, ...]
    paging: Paging
    kinds: tuple[Pair, ...]
    elsewhere: tuple[Link, ...] = ()
    is_too_long: bool = False


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A long list: a register's rows, all documents of a procedure, what a search found. `told` says what its rows come to."""

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
    reset_url: str = ""
    told: str = ""
    export_url: str = ""
