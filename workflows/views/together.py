"""ลงนามหลายเรื่องในครั้งเดียว: one list, one password, and each document its own act of the engine; one refusal stops no other."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, engine, queries, waiting
from workflows.models import User
from workflows.offers import document_for, offers, seen_by
from workflows.pages import Alike, Link, TogetherPage
from workflows.procedure import Procedure, procedure_of
from workflows.proof import Proof, prove
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.repetition import is_count, is_key
from workflows.step import Step
from workflows.views.confirming import KEY_FIELD, confirming, given
from workflows.views.differences import since_read
from workflows.views.presenting import clause, due_of
from workflows.views.resuming import keeps_what_is_typed, typed_before
from workflows.views.signing import is_signed_alike
from workflows.views.step import procedure_or_404
from workflows.views.submission import VERSION_FIELD
from workflows.views.weighing import OPINION, matter_of

CHOSEN_FIELD = "document"
Read = TypeVar("Read")


@dataclass(frozen=True)
class Sent:
    """What came back from the list: the documents that were chosen with the version that was read of each, and one key for all."""

    versions: Mapping[uuid.UUID, int]
    key: str


@keeps_what_is_typed
@login_required
def together(request: HttpRequest, procedure: str, step: str) -> HttpResponse:
    """All that waits for this person at one step, to be signed at once."""
    found = procedure_or_404(procedure)
    declared = found.steps.get(step)
    person: Any = request.user
    if declared is None or person.organization is None or not is_signed_alike(found, declared):
        raise Http404
    typed = typed_before(request)
    if request.method != "POST":
        page = listed(person, found, declared)
        return answer(request, page if typed is None else chosen_again(page, typed))
    sent, wrong_list = judged(lambda: sent_with(request))
    proof, wrong_proof = judged(lambda: prove(person, given(request), request))
    if sent is None or proof is None:
        refused = Refused((*wrong_list, *wrong_proof))
        page = chosen_again(listed(person, found, declared), request.POST)
        return answer(request, replace(page, refusals=refused.refusals), refused.status)
    return answer(request, outcome(person, found, declared, sent, proof))


def judged(reading: Callable[[], Read]) -> tuple[Read | None, tuple[Refusal, ...]]:
    """What was read, or what is wrong with it: whatever is wrong is said at once."""
    try:
        return reading(), ()
    except Refused as refused:
        return None, refused.refusals


def answer(request: HttpRequest, page: TogetherPage, status: int = 200) -> HttpResponse:
    return render(request, page.template, {"page": page}, status=status)


def chosen_again(page: TogetherPage, typed: QueryDict) -> TogetherPage:
    """The list with what was chosen before. What has changed since it was read must be read first, by itself."""
    chosen = {key: typed.get(f"{VERSION_FIELD}_{key}", "") for key in typed.getlist(CHOSEN_FIELD)}
    return replace(page, rows=tuple(replace(row, is_chosen=chosen.get(row.key) == str(row.version)) for row in page.rows))


def sent_with(request: HttpRequest) -> Sent:
    """Read a POST. Raises Refused for a list of nothing, of too much, or one that was altered on its way."""
    chosen, key = request.POST.getlist(CHOSEN_FIELD), request.POST.get(KEY_FIELD, "")
    if not chosen:
        raise Refused([wrong_input("", _("ยังไม่ได้เลือกเรื่องที่จะลงนาม"))])
    if len(chosen) > waiting.PAGE_ROWS:
        raise Refused([wrong_input("", _("ลงนามได้ครั้งละไม่เกิน %(count)s เรื่อง") % {"count": waiting.PAGE_ROWS})])
    versions = {}
    for one in chosen:
        version = request.POST.get(f"{VERSION_FIELD}_{one}", "")
        try:
            versions[uuid.UUID(one)] = int(version) if is_count(version) else -1
        except ValueError:
            versions[uuid.UUID(int=0)] = -1
    if -1 in versions.values() or not key or not is_key(key + uuid.UUID(int=0).hex):
        raise Refused([wrong_input("", _("แบบฟอร์มนี้ถูกแก้ไขระหว่างทาง"))])
    return Sent(versions, key)


def listed(person: User, procedure: Procedure, step: Step) -> TogetherPage:
    """The confirmation list: everything of this step on the person's desk, most urgent first, and of each what would be signed."""
    organization: Any = person.organization
    held = queries.capacities_of(person, organization, clock.today(organization))
    states = [(procedure.code, state) for state, waited in procedure.waited.items() if waited is step]
    found = waiting.on_desk(person, organization, held, at=states)
    documents = [document_for(person, procedure.model, row.id) for row in found.rows[: waiting.PAGE_ROWS]]
    return page_of(person, procedure, step, tuple(alike(person, document, step) for document in documents))


def page_of(person: User, procedure: Procedure, step: Step, rows: tuple[Alike, ...]) -> TogetherPage:
    return TogetherPage(
        title=str(step.label),
        key=uuid.uuid4().hex,
        clause=clause(step.basis(clock.today(person.organization))),  # type: ignore[arg-type]
        rows=rows,
        back=Link(_("กลับไปที่โต๊ะ"), reverse("desk")),
        opinion=consent(step)[1],
        confirming=confirming(person),
    )


def consent(step: Step) -> tuple[str, str]:
    """The opinion that several can be signed with, and its words: the first that is offered. Nothing where no opinion is asked."""
    if OPINION not in step.fields:
        return "", ""
    offered: Any = step.fields[OPINION]
    value, label = next((value, label) for value, label in offered.choices if value)
    return str(value), str(label)


def alike(person: User, document: Any, step: Step) -> Alike:
    """One row. What changed since the last signature must be read by itself, so it is not chosen beforehand."""
    evidence = seen_by(document, person)
    matter = matter_of(document, step, evidence)
    against = next((offer.refusals or offer.cautions for offer in offers(document, person, evidence) if offer.step is step), ())
    changes = since_read(document, step, person)
    code = procedure_of(document).code
    return Alike(
        key=str(document.pk),
        version=document.version,
        title=document.title,
        number=document.number or document.case.number,
        url=reverse("case", args=[document.case_id]),
        sign_url=reverse("step", args=[code, document.pk, step.name]),
        sentence=matter.sentence,
        statement=matter.statement,
        amount_baht=matter.money_of(document),
        due=due_of(document.organization, document),
        changes=changes,
        refusals=against,
        is_chosen=not against and not changes,
    )


def outcome(person: User, procedure: Procedure, step: Step, sent: Sent, proof: Proof) -> TogetherPage:
    """What came of each, in the order of the list. A list that names what is not there for this person signs nothing at all."""
    try:
        documents = [document_for(person, procedure.model, key) for key in sent.versions]
    except ObjectDoesNotExist as error:
        raise Http404 from error
    rows = tuple(signed(person, document, step, sent, proof) for document in documents)
    return replace(page_of(person, procedure, step, rows), is_done=True)


def signed(person: User, document: Any, step: Step, sent: Sent, proof: Proof) -> Alike:
    """Sign one by the engine, with a key of its own, so that a list sent twice signs nothing twice."""
    row, version, key = alike(person, document, step), sent.versions[document.pk], sent.key + document.pk.hex
    data: dict[str, Any] = {OPINION: consent(step)[0]} if OPINION in step.fields else {}
    try:
        engine.perform(person, document, step.name, version=version, key=key, proof=proof, **data)
    except Refused as refused:
        return replace(row, refusals=refused.refusals)
    return replace(row, refusals=(), is_signed=True)
