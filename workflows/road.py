"""The road of a document as stations: where it has been, where it is, what lies ahead if nothing is returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as text

from workflows.diagram import main_road, whom
from workflows.gate import asked_of
from workflows.models import Document, JournalEntry
from workflows.office import office_of
from workflows.procedure import Procedure, procedure_of
from workflows.queries import NAMES_MAX
from workflows.roles import UNIT_ROLES, Role
from workflows.step import Seat, Step
from workflows.thai import enumerated
from workflows.who_acted import name_of, quality


@dataclass(frozen=True)
class Stop:
    """One station: several states that people think of as one place. The phase is `done`, `here` or `ahead`."""

    label: str
    phase: str
    who: str
    on: date | None


def stations_of(procedure: Procedure) -> list[tuple[str, tuple[str, ...]]]:
    """The stations that a procedure names, or else each state of its main road."""
    named = getattr(procedure.model.Procedure, "stations", None)  # type: ignore[attr-defined]
    if named:
        return [(str(label), tuple(map(str, states))) for label, states in named]
    return [(procedure.state_label(state), (state,)) for state in main_road(procedure)]


def posts(document: Document, states: Iterable[str]) -> str:
    """Who will have a station of these states: the posts of this very office, or the seat. A state whose post does not exist here is
    passed over as long as another of the station has one."""
    procedure = procedure_of(document)
    waited = [procedure.waited[state] for state in states if state in procedure.waited]
    told = [post_of(document, asked_of(document, step)) for step in waited]
    return next(filter(None, told), "") or (whom(waited[0]) if waited else "")


def post_of(document: Document, asked: Any) -> str:
    """The title of whoever carries a role here; empty where no post does."""
    if not isinstance(asked, Role):
        return str(asked.label) if isinstance(asked, Seat) else ""
    office, unit = office_of(document.organization), document.unit_id if asked in UNIT_ROLES else None
    found = [title for group, title in office.titles.items() if (asked, unit) in office.roles.get(group, ())]
    return text(" หรือ ").join(found) if len(found) <= NAMES_MAX else str(asked.label)


@cache
def place_on_road(procedure: Procedure, state: str) -> tuple[int, int]:
    """Which station a state belongs to, counted from one and zero for none, and how many there are."""
    stations = stations_of(procedure)
    return next((number for number, (_, states) in enumerate(stations, start=1) if state in states), 0), len(stations)


def stops(document: Document, trail: Sequence[JournalEntry], holder: str = "") -> list[Stop]:
    """The stations of a document, which `holder` has now, by the trail of its case. One that ended before its road's end stops there."""
    procedure, left = procedure_of(document), departures(document, trail)
    found, is_ahead = [], False
    for label, states in stations_of(procedure):
        if document.state in states:
            is_ahead = True
            found.append(Stop(label, "done" if document.state in procedure.ends else "here", holder, None))
        elif is_ahead:
            found.append(Stop(label, "ahead", posts(document, states), None))
        elif gone := [left[state] for state in states if state in left]:
            found.append(Stop(label, "done", *gone[-1]))
    if not is_ahead:
        found.append(Stop(procedure.state_label(document.state), "done", "", document.last_acted_on))
    return found


def papers_ahead(document: Document) -> dict[str, Step]:
    """Paper → the step that makes it, of the papers that still come if nothing is returned."""
    main = main_road(procedure_of(document))
    if document.state not in main:
        return {}
    place = list(main).index(document.state)
    found: dict[str, Step] = {}
    for step in list(main.values())[place:]:
        if step is not None and step.paper:
            found.setdefault(step.paper, step)
    return found


def departures(document: Document, trail: Sequence[JournalEntry]) -> dict[str, tuple[str, date]]:
    """Who moved the document on from each state, in which quality, and on which day; the last time counts.

    Where the program did it once all had acted, those who had are told; where it followed another document of the case, whoever moved that.
    """
    left: dict[str, tuple[str, date]] = {}
    caused = {entry.hash: entry for entry in trail}
    acted: dict[str, None] = {}
    for entry in (entry for entry in trail if entry.document_id == document.pk):
        body = entry.told
        if body["person"]:
            acted[named(entry)] = None
        if body["from"] != body["to"]:
            behind = person_behind(entry, caused)
            own = [named(entry)] if body["person"] else [*acted] or ([named(behind)] if behind else [])
            left[body["from"]] = (enumerated(own) or name_of(body), entry.acted_on)
            acted = {}
    return left


def person_behind(entry: JournalEntry, caused: Mapping[str, JournalEntry]) -> JournalEntry | None:
    """The person's act that brought about what the program did; None where it lies in another case."""
    found = caused.get(entry.told["cause"])
    while found is not None and not found.told["person"]:
        found = caused.get(found.told["cause"])
    return found


def named(entry: JournalEntry) -> str:
    return f"{name_of(entry.told)} {quality(entry.told)}".strip()
