"""What each procedure owes to which central system, declared beside the procedure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django_stubs_ext import StrOrPromise

from workflows.law import Basis
from workflows.models import System
from workflows.procedure import PROCEDURES
from workflows.roles import Role

Facts = Callable[[Any], Iterable[tuple[str, Any]]]  # document → (label, value); several where the document has several of a kind
ENTRIES: dict[str, "Entry"] = {}


@dataclass(frozen=True)
class Entry:
    """One number of one system.

    entering, correcting  its two steps, in words
    states     where the document stands while its number is due; from the first of them on it may be typed
    series     numbers that the system draws from one row, so that no two documents bear the same
    from_baht  a key of the law files: below that amount nothing is due
    only       SQL on the document `{d}` that must hold too, where the state alone does not tell
    facts      what may have to be typed there: the sheet in config/central.toml chooses among them, and sets the order
    """

    code: str
    procedure: str
    system: System
    label: StrOrPromise
    entering: StrOrPromise
    correcting: StrOrPromise
    by: Role
    basis: str | Basis
    states: tuple[str, ...]
    series: str
    facts: Mapping[str, Facts] = field(repr=False, hash=False, compare=False)
    from_baht: str | None = None
    only: str = ""

    @property
    def step(self) -> str:
        return f"enter_{self.code}"

    @property
    def correction(self) -> str:
        return f"correct_{self.code}"

    @property
    def name(self) -> str:
        """As people say it: which number, in which system."""
        return f"{self.label} ({self.system.label})"

    @cached_property
    def bringing(self) -> tuple[str, ...]:
        """The steps after which the number is due for the first time."""
        edges = PROCEDURES[self.procedure].edges()
        return tuple(sorted({step for step, source, target in edges if target in self.states and source not in self.states}))


def declare(entry: Entry) -> Entry:
    """Declare an entry. Raises ValueError for a code that stands already."""
    if entry.code in ENTRIES:
        raise ValueError(f"two entries are called {entry.code!r}")
    ENTRIES[entry.code] = entry
    return entry


def entries_of(procedure: str) -> list[Entry]:
    return [entry for entry in ENTRIES.values() if entry.procedure == procedure]
