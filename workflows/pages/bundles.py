"""Long papers: those of a month in one file, and the manual; the request, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workflows.pages.parts import Filter


@dataclass(frozen=True, kw_only=True)
class AskedBundle:
    """One request among those that the person has made. `note` says how far it is."""

    title: str
    url: str
    note: str
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class BundlesPage:
    """What is asked: one choice each. `asked` are the person's requests, the newest first."""

    template: ClassVar[str] = "workflows/bundles.html"
    choices: tuple[Filter, ...]
    asked: tuple[AskedBundle, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BundlePage:
    """One request. While it `is_going` the page asks for itself again; `sentence` says how it stands."""

    template: ClassVar[str] = "workflows/bundle.html"
    title: str
    sentence: str
    tone: str
    is_going: bool
    done: int
    total: int
    asked_at: datetime
    gone_at: datetime
    cancel_url: str
    back_url: str
    file_url: str = ""
    again: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class MakingPage:
    """A manual on its way. While it `is_going` the page asks for itself again; nobody knows beforehand how many pages it has."""

    template: ClassVar[str] = "workflows/making.html"
    title: str
    sentence: str
    tone: str
    is_going: bool
    back_url: str
    file_url: str = ""
    again_url: str = ""
