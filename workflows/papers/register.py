"""Which papers can be printed of which document; applications register how each is filled in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from workflows.models import Content, Document, JournalEntry
from workflows.papers.paper import Contract, Letterhead, Paper
from workflows.papers.printing import print_paper
from workflows.procedure import procedure_of

Fill = Callable[[Any, list[JournalEntry]], Contract]


@dataclass(frozen=True)
class Printable:
    """A kind of paper of a procedure: its title, and how its contract is filled from the document and its trail."""

    title: str
    fill: Fill


PRINTABLE: dict[tuple[str, str], Printable] = {}


def prints(procedure: str, name: str, title: str) -> Callable[[Fill], Fill]:
    """Register how a paper is filled in."""

    def register(fill: Fill) -> Fill:
        PRINTABLE[procedure, name] = Printable(title, fill)
        return fill

    return register


def printable(document: Document) -> Iterator[tuple[str, str]]:
    """(name, title) of each paper that this kind of document may have."""
    code = procedure_of(document).code
    return ((name, found.title) for (procedure, name), found in PRINTABLE.items() if procedure == code)


def made_by(document: Document, name: str) -> JournalEntry | None:
    """The latest entry of the step that produces a paper; None where it has not been made yet."""
    steps = [step.name for step in procedure_of(document).steps.values() if step.paper == name]
    return JournalEntry.objects.filter(document=document.pk, step__in=steps).order_by("-sequence").first()


def printed(document: Document, name: str) -> bytes:
    """The paper as PDF. Raises KeyError for a paper that is not registered, LookupError for one that no step has made yet."""
    found = PRINTABLE[procedure_of(document).code, name]
    made = made_by(document, name)
    if made is None:
        raise LookupError(name)
    entries = list(JournalEntry.objects.filter(case=document.case_id, id__lte=made.pk).order_by("id"))
    paper = Paper.of(
        found.fill(document, entries),
        number=document.number or document.case.number,
        version=document.version,
        why=procedure_of(document).steps[made.step].label,
        time_of_data=made.recorded_time,
        organization=Letterhead.of(document.organization),
        signed=Content.objects.get(pk=made.content_hash).body,
    )
    return print_paper(paper)
