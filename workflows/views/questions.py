"""ถามและตอบ: the questions of a case with their answers, and those that wait on a desk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task

from workflows import clock
from workflows.evidence import Capacity, Evidence
from workflows.models import Case, Document, JournalEntry, Organization, UnreadAnswer, User
from workflows.offers import offers
from workflows.pages import Asked, Option, Question, Said
from workflows.procedure import procedure_of
from workflows.queries import names_of
from workflows.question import Addressee, State, addressee
from workflows.question import Question as Asking

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
    body = entry.told
    post = f" ({body['position']})" if body["position"] else ""
    return f"{body['person_name']}{post}", clock.localized(entry.recorded_time)


def askable(documents: Sequence[Document], person: User) -> tuple[Option, ...]:
    """Whom a question may be put to: whoever has a document now, each chosen once, and where nobody else has, whoever acted last."""
    waiting = [document for document in documents if document.waiting_for] or list(documents[-1:])
    found, chosen = [], set()
    for document in waiting:
        asked = addressee(document, person)
        if asked.words:
            found.append(Option(str(document.pk), whom(document, asked), asked.words not in chosen))
            chosen.add(asked.words)
    return tuple(found)


def whom(document: Document, asked: Addressee) -> str:
    paper = f"{procedure_of(document).title} {document.number}".strip()
    if asked.stands_in and document.waiting_for_label:
        return _("%(who)s ผู้ทำขั้นล่าสุด เพราะเอกสารนี้อยู่ที่คุณคนเดียว · %(paper)s") % {"who": asked.words, "paper": paper}
    return f"{asked.words}\u00a0· {paper}"


def asked_of_me(person: User, organization: Organization, held: Iterable[Capacity]) -> tuple[Asked, ...]:
    """The open questions to these posts or to this person, oldest first, wherever the rest of the desk has its pages."""
    seats = Task.objects.filter(owner=person, finished=None).values("process")
    mine = Q(waiting_for__in=names_of(held, organization)) | Q(asked_role="", process__in=seats)
    asked = Asking.objects.filter(mine, organization=organization, procedure=CODE, state=State.ASKED).select_related("case")
    waiting = {question.pk: question for question in asked.order_by("pk")}
    asking = JournalEntry.objects.filter(document__in=waiting, step="ask").order_by("id") if waiting else ()
    return tuple(
        Asked(question.asked, *who_and_when(entry), question.case.number, reverse("case", args=[question.case_id]) + ANCHOR)
        for entry in asking
        for question in [waiting[entry.document_id]]
    )


def answered_to(person: User, organization: Organization) -> tuple[Asked, ...]:
    """The answers to this person's questions that he has not read yet, oldest first."""
    unread = UnreadAnswer.objects.filter(person=person).values("question")
    answered = {one.pk: one for one in Asking.objects.filter(pk__in=unread, organization=organization).select_related("case")}
    answering = JournalEntry.objects.filter(document__in=answered, step="answer").order_by("id") if answered else ()
    return tuple(
        Asked(one.answered, *who_and_when(entry), one.case.number, reverse("case", args=[one.case_id]) + ANCHOR, about=one.asked)
        for entry in answering
        for one in [answered[entry.document_id]]
    )


def read(found: Case, person: User) -> None:
    """The person has this case before his eyes, with every answer in it."""
    unread = UnreadAnswer.objects.filter(person=person, question__case=found)
    if unread.exists():  # to delete nothing would wait for the only writer of SQLite
        unread.delete()
