"""Whom a document waits for: those who sit at its desk, but for whoever may not do the step because of what he did before."""

import uuid
from collections.abc import Collection, Iterable

from workflows import clock, queries
from workflows.evidence import EarlierAct
from workflows.models import Document, JournalEntry, SeparationWaiver
from workflows.procedure import PROCEDURES
from workflows.separation import BARRED, Pair


def waited_for(document: Document, desks: queries.Sitters, acts: Iterable[EarlierAct]) -> str:
    """By name where they are one or two; empty where it waits for nobody, or for seats."""
    sitting = desks.get(document.waiting_for, {})
    return queries.held_by(document, desks, barred(document, sitting, acts)) if document.waiting_for else ""


def barred(document: Document, sitting: Collection[uuid.UUID], acts: Iterable[EarlierAct]) -> dict[uuid.UUID, str]:
    """Of these persons each who is barred, and by which earlier act, as the gate would judge it today. The acts are those of the case."""
    procedure = PROCEDURES[document.procedure]
    step = procedure.waited.get(document.state)
    pairs = BARRED.get(procedure.qualified(step.name), []) if step else []
    found: list[tuple[uuid.UUID, str, Pair]] = []
    for act in acts if pairs and sitting else ():
        person, is_here = uuid.UUID(act.person), act.document == document.pk.hex
        if person in sitting:
            found += [(person, other, pair) for other, pair in pairs if other == act.step and (is_here or not pair.of_one_document)]
    waived = waivers(document, {person for person, _, _ in found}) if found else set()
    return {
        person: label_of(other)
        for person, other, pair in reversed(found)
        if not (pair.is_waivable and {(person, pair.first, pair.second), (person, pair.second, pair.first)} & waived)
    }


def acts_of_case(document: Document) -> Iterable[EarlierAct]:
    """What the evidence of a page knows already, for whoever has none."""
    rows = JournalEntry.objects.filter(case=document.case_id, person__isnull=False)
    for procedure, step, person, acted in rows.values_list("procedure", "step", "person", "document"):
        yield EarlierAct(f"{procedure}.{step}", person.hex, acted.hex)


def waivers(document: Document, people: Collection[uuid.UUID]) -> set[tuple[uuid.UUID, str, str]]:
    """What the chief executive has waived for these persons; it is asked only where somebody is barred."""
    on = clock.today(document.organization)
    found = SeparationWaiver.objects.filter(
        organization=document.organization_id, person__in=people, starts_on__lte=on, ends_on__gte=on
    )
    return set(found.values_list("person", "first_step", "second_step"))


def label_of(qualified: str) -> str:
    code, name = qualified.split(".", 1)
    return str(PROCEDURES[code].steps[name].label)
