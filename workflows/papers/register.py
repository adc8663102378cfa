"""Which papers can be printed of which document; applications register how each is filled in."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation

from workflows.models import Content, Document, JournalEntry
from workflows.papers.paper import Contract, Letterhead, Paper
from workflows.procedure import Procedure, procedure_of

Fill = Callable[[Any, list[JournalEntry]], Contract]


@dataclass(frozen=True)
class Printable:
    """A kind of paper of a procedure: its title, and how its contract is filled from the document and its trail.

    `signed_in` names the steps whose signatures come onto the paper after the step that made it; `number` gives the paper's own
    number, where the document has several papers with a number each; `amount` gives the sum that the paper tells, in baht, where it
    is another than the document's; `belongs` says of which documents there is such a paper.
    """

    title: str
    fill: Fill
    signed_in: tuple[str, ...] = ()
    number: Callable[[Any], str] | None = None
    amount: Callable[[Any], Decimal] | None = None
    belongs: Callable[[Any], bool] | None = None

    def number_of(self, document: Any) -> str:
        """As it stands on the paper; of an unnumbered document the number of its case."""
        return (self.number(document) if self.number else "") or document.number or document.case.number

    def amount_of(self, document: Any) -> Decimal | None:
        """What the paper itself tells, in baht."""
        amount: Decimal | None = self.amount(document) if self.amount else document.amount_baht
        return amount

    def is_of(self, document: Any) -> bool:
        return self.belongs is None or self.belongs(document)


def of_case(document: Any) -> str:
    """In the place of a number, where a bare one would be taken for that of another paper of the same kind."""
    return f"เรื่อง {document.case.number}"


PRINTABLE: dict[tuple[str, str], Printable] = {}


def prints(
    procedure: str, name: str, title: str, *, signed_in: tuple[str, ...] = (), number: Callable[[Any], str] | None = None,
    amount: Callable[[Any], Decimal] | None = None, belongs: Callable[[Any], bool] | None = None,
) -> Callable[[Fill], Fill]:  # fmt: skip
    """Register how a paper is filled in."""

    def register(fill: Fill) -> Fill:
        PRINTABLE[procedure, name] = Printable(title, fill, signed_in, number, amount, belongs)
        return fill

    return register


def paper_title(procedure: Procedure, name: str | None) -> str:
    """The Thai title of a paper, where it can be printed."""
    found = PRINTABLE.get((procedure.code, name or ""))
    return found.title if found else ""


def printable(document: Document) -> Iterator[tuple[str, str, str]]:
    """(name, title, number) of each paper that this kind of document may have."""
    code = procedure_of(document).code
    own = ((name, found) for (procedure, name), found in PRINTABLE.items() if procedure == code)
    return ((name, found.title, found.number_of(document)) for name, found in own if found.is_of(document))


def made_by(document: Document, name: str) -> JournalEntry | None:
    """The latest entry of a step that produces or signs a paper; None where it has not been made yet."""
    found = PRINTABLE[procedure_of(document).code, name]
    if not found.is_of(document):
        return None
    steps = (*made_in(document, name), *found.signed_in)
    return maker(document, name, JournalEntry.objects.filter(document=document.pk, step__in=steps).order_by("sequence"))


def made_in(document: Document, name: str) -> list[str]:
    """The steps that produce a paper."""
    return [step.name for step in procedure_of(document).steps.values() if step.paper == name]


def maker(document: Document, name: str, entries: Iterable[JournalEntry]) -> JournalEntry | None:
    """The last of a document's entries, in their order, that produced a paper, or signed it after that."""
    made, steps, signed_in = None, made_in(document, name), PRINTABLE[procedure_of(document).code, name].signed_in
    for entry in entries:
        if entry.step in steps or (made and entry.step in signed_in):
            made = entry
    return made


def filled(document: Document, name: str, entries: Iterable[JournalEntry], made: JournalEntry) -> Contract:
    """The contract of a paper, of the entries of its case up to the one that made it; in Thai, whoever asks."""
    with translation.override("th"):
        return PRINTABLE[procedure_of(document).code, name].fill(document, [entry for entry in entries if entry.pk <= made.pk])


def printed(document: Document, name: str) -> bytes:
    """The paper as PDF, laid out anew. Raises KeyError for a paper that is not registered, LookupError for one that no step has made yet."""
    # The typesetter takes most of a second to load, and only a worker that prints needs it.
    from workflows.papers.printing import print_paper

    return print_paper(paper_of(document, name))


def opened(document: Document, name: str) -> bytes:
    """The same for somebody who looks at it, and may well look again. Raises as `printed` does."""
    from workflows.papers.printing import open_paper

    return open_paper(paper_of(document, name))


def paper_of(document: Document, name: str) -> Paper:
    """What is printed of a document. Raises as `printed` does."""
    found = PRINTABLE[procedure_of(document).code, name]
    made = made_by(document, name)
    if made is None:
        raise LookupError(name)
    contract = filled(document, name, JournalEntry.objects.filter(case=document.case_id, id__lte=made.pk).order_by("id"), made)
    with translation.override("th"):  # a paper has one text, whoever prints it
        return Paper.of(
            contract,
            number=found.number_of(document),
            version=json.loads(made.body)["version"],
            why=str(procedure_of(document).steps[made.step].label),
            time_of_data=made.recorded_time,
            organization=Letterhead.of(document.organization),
            signed=Content.objects.get(pk=made.content_hash).body,
        )
