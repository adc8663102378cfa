"""ถามและตอบ: the questions of a case with their answers, and those that wait on a desk."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from workflows import clock
from workflows.evidence import Evidence
from workflows.models import Document, JournalEntry, Organization, User
from workflows.offers import offers
from workflows.pages import Asked, Option, Question, Said
from workflows.procedure import procedure_of
from workflows.question import Question as Asking
from workflows.question import those_who_have
from workflows.waiting import Waiting

CODE = procedure_of(Asking).code
ANCHOR = "#h-ask"


def questions(
    asked: Iterable[Any], entries: Iterable[JournalEntry], person: User, evidence: Mapping[Any, Evidence]
) -> tuple[Question, ...]:
    """The questions of a case, oldest first, each with its answer or with the way to give it."""
    told = {(entry.document_id, entry.step): entry for entry in entries}
    return tuple(question(one, told, person, evidence[one.pk]) for one in asked)


def question(one: Any, told: Mapping[Any, JournalEntry], person: User, evidence: Evidence) -> Question:
    answer = told.get((one.pk, "answer"))
    may_answer = any(offer.allowed for offer in offers(one, person, evidence))
    return Question(
        one.asked,
        *who_and_when(told[one.pk, "ask"]),
        whom=one.whom,
        answer=Said(one.answered, *who_and_when(answer)) if answer else None,
        answer_url=reverse("step", args=[CODE, one.pk, "answer"]) if may_answer else "",
    )


def who_and_when(entry: JournalEntry) -> tuple[str, Any]:
    """The name as it was frozen, with the post."""
    body = json.loads(entry.body)
    post = f" ({body['position']})" if body["position"] else ""
    return f"{body['person_name']}{post}", clock.localized(entry.recorded_time)


def askable(documents: Sequence[Document]) -> tuple[Option, ...]:
    """Whom a question may be put to: whoever has a document now, and where nobody has, whoever did the last act of the case."""
    waiting = [document for document in documents if document.waiting_for] or list(documents[-1:])
    return tuple(Option(str(document.pk), whom(document)) for document in waiting)


def whom(document: Document) -> str:
    people = document.waiting_for_label or " ".join(person.full_name for person in those_who_have(document))
    return f"{people} · {procedure_of(document).title} {document.number}".strip()


def asked_of_me(organization: Organization, rows: Iterable[Waiting]) -> tuple[Asked, ...]:
    """The questions among what waits on a desk, with whoever asks."""
    waiting = {row.id: row for row in rows if row.procedure == CODE}
    if not waiting:
        return ()
    asking = JournalEntry.objects.filter(document__in=waiting, step="ask", organization=organization).order_by("id")
    words = dict(Asking.objects.filter(pk__in=waiting).values_list("pk", "asked"))
    return tuple(
        Asked(words[entry.document_id], *who_and_when(entry), row.case_number, reverse("case", args=[row.case]) + ANCHOR)
        for entry in asking
        for row in [waiting[entry.document_id]]
    )
