"""The road of a document as stations: where it has been, where it is, what lies ahead if nothing is returned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext as text

from workflows.diagram import main_road, whom
from workflows.models import Document, JournalEntry
from workflows.procedure import Procedure, procedure_of
from workflows.step import Step


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


@cache
def place_on_road(procedure: Procedure, state: str) -> tuple[int, int]:
    """Which station a state belongs to, counted from one and zero for none, and how many there are."""
    stations = stations_of(procedure)
    return next((number for number, (_, states) in enumerate(stations, start=1) if state in states), 0), len(stations)


def stops(document: Document, entries: Iterable[JournalEntry]) -> list[Stop]:
    """The stations of a document. One that ended before its road's end stops there."""
    procedure, left = procedure_of(document), departures(entries)
    found, is_ahead = [], False
    for label, states in stations_of(procedure):
        if document.state in states:
            is_ahead = True
            found.append(
                Stop(
                    label, "done" if document.state in procedure.ends else "here", whom(procedure.waited.get(document.state)), None
                )
            )
        elif is_ahead:
            found.append(Stop(label, "ahead", whom(procedure.waited.get(states[0])), None))
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


def departures(entries: Iterable[JournalEntry]) -> dict[str, tuple[str, date]]:
    """Who moved the document on from each state, and on which day; the last time counts."""
    left: dict[str, tuple[str, date]] = {}
    for entry in entries:
        body = entry.told
        if body["from"] != body["to"]:
            left[body["from"]] = (body["person_name"] if body["person"] else text("ระบบ"), entry.acted_on)
    return left
