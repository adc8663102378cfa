"""A step's form: what is asked, on which basis; refusals beside what was typed, and nothing typed is ever lost."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, engine
from workflows.act import LawOn
from workflows.beginning import NOTHING, Beginning
from workflows.forms import bind
from workflows.gate import elsewhere
from workflows.models import JournalEntry, User
from workflows.offers import document_for, offer_of, seen_by
from workflows.office import office_of
from workflows.pages import BY_PASSWORD, Change, Link, Pair, RefusedPage, Stale, StepPage
from workflows.procedure import PROCEDURES, Procedure
from workflows.proof import Proof, prove
from workflows.refusal import Refusal, Refused
from workflows.registers.foretelling import FORETELLERS
from workflows.registers.register import Register
from workflows.step import Step
from workflows.tokens import Issued
from workflows.views.case_papers import files, papers_of
from workflows.views.confirming import confirming, given
from workflows.views.differences import since_version
from workflows.views.done import done
from workflows.views.drawing_again import draws_again, going_aside, ways_to_add, worded
from workflows.views.filling import form_of, hidden
from workflows.views.mending import back_to, home_of, onward, remedies
from workflows.views.next_waiting import lead_on
from workflows.views.presenting import clause, due_of, facts, words_before
from workflows.views.resuming import keeps_what_is_typed, resumed
from workflows.views.signing import sign_page
from workflows.views.starting import told_once
from workflows.views.submission import Submission, submission
from workflows.views.tables import beside_rows, tables
from workflows.views.tokens import token_told
from workflows.views.weighing import decides, signs_what_stands

LOOKED_BACK = 20  # entries: attachments and questions do not move a document


def proof_of(request: HttpRequest, step: Step) -> tuple[Proof | None, tuple[Refusal, ...]]:
    """What a signature was confirmed with; or what is wrong with what was given."""
    shown = given(request) if step.signs else None
    try:
        return (prove(request.user, shown, request) if shown else None), ()  # type: ignore[arg-type]
    except Refused as refused:
        return None, refused.refusals


@keeps_what_is_typed
@login_required
def step(request: HttpRequest, procedure: str, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of a document: its form, and its effect."""
    found = procedure_or_404(procedure)
    declared = found.steps.get(step)
    if declared is None or declared.opens or declared.is_automatic:
        raise Http404
    document = document_or_404(request, found, key)
    if request.method != "POST" and document.state not in declared.sources:
        return past(request, declared, document)
    sent = resumed(request, declared)
    if request.method == "POST":
        sent = worded(request, declared, submission(request, declared))
        if "_foretell" in request.POST:
            return foretold(request, found, declared, document, sent)
        if (aside := going_aside(request, declared, document)) is not None:
            return aside
        if not draws_again(request):
            try:
                moved = perform(request, document, declared, sent)
                if isinstance(issued := getattr(moved, "told_once", None), Issued):
                    return token_told(request, issued)
                if getattr(moved, "told_once", None) is not None:
                    return told_once(request, moved)
                messages.success(request, done(moved, declared))
                lead_on(request, moved)
                return redirect(onward(request, found, moved))
            except Refused as refused:
                return page(request, found, declared, document, sent, refused)
    return page(request, found, declared, document, sent)


def past(request: HttpRequest, declared: Step, document: Any) -> HttpResponse:
    """The address of a step whose time is over, or has not come: nobody is asked for a password in vain."""
    reasons = tuple(elsewhere(document, declared, LawOn(document.law_date, office_of(document.organization))))
    page = RefusedPage(title=str(declared.label), refusals=reasons, url=reverse("case", args=[document.case_id]))
    return render(request, page.template, {"page": page}, status=reasons[0].kind)


def perform(request: HttpRequest, document: Any, declared: Step, sent: Submission) -> Any:
    """What was sent, done; the document after it. Raises Refused."""
    proof, wrong = proof_of(request, declared)
    return engine.perform(
        request.user,  # type: ignore[arg-type]
        document,
        declared.name,
        acted_on=sent.acted_on,
        version=sent.version,
        key=sent.key,
        proof=proof,
        faults=(*sent.faults, *wrong),
        **sent.data,
    ).document


def foretold(request: HttpRequest, procedure: Procedure, declared: Step, document: Any, sent: Submission) -> HttpResponse:
    """The form again with what it will change; nothing is performed."""
    data, faults = bind(declared, document, sent.data)
    if faults or sent.faults:
        return page(request, procedure, declared, document, sent, Refused([*sent.faults, *faults], document))
    told = FORETELLERS[procedure.qualified(declared.name)](document.organization, data)
    changes = tuple(Change(row.label, row.before or _("ยังไม่มี"), row.after or _("ไม่มี")) for row in told if row.before != row.after)
    return page(request, procedure, declared, document, sent, changes=changes)


def procedure_or_404(code: str) -> Procedure:
    if code not in PROCEDURES:
        raise Http404
    return PROCEDURES[code]


def document_or_404(request: HttpRequest, procedure: Procedure, key: uuid.UUID) -> Any:
    try:
        return document_for(request.user, procedure.model, key)  # type: ignore[arg-type]
    except ObjectDoesNotExist as error:
        raise Http404 from error


def page(
    request: HttpRequest,
    procedure: Procedure,
    declared: Step,
    document: Any,
    sent: Submission | None,
    refused: Refused | None = None,
    changes: tuple[Change, ...] | None = None,
    began: Beginning = NOTHING,
) -> HttpResponse:
    """The form as typed, with every refusal at the top and beside its field."""
    now = refused.document if refused and refused.document is not None else document
    is_stale = bool(refused and "STALE_VERSION" in refused.codes)
    shown = step_page(request, procedure, declared, document, sent, refused, changes, began)
    if signs_what_stands(declared, document):
        # A refused step has worked on `now` already: what stands is what was read, or what somebody else made of it.
        shown = sign_page(shown, declared, now if is_stale else document, request.user)  # type: ignore[arg-type]
    return render(request, shown.template, {"page": shown}, status=refused.status if refused else 200)


def key_of(sent: Submission | None, refused: Refused | None) -> str:
    """A press that the database could not take is sent again under its own key; what was refused for its content is another command."""
    is_same = sent is not None and sent.key and (refused is None or refused.codes == {"BUSY"})
    return sent.key if is_same and sent and sent.key else uuid.uuid4().hex


def step_page(
    request: HttpRequest,
    procedure: Procedure,
    declared: Step,
    document: Any,
    sent: Submission | None,
    refused: Refused | None = None,
    changes: tuple[Change, ...] | None = None,
    began: Beginning = NOTHING,
) -> StepPage:
    """What the page of a step shows; `changes` are what it would change, where that was asked; an opening may have `began` with something."""
    is_register = issubclass(procedure.model, Register)
    now = refused.document if refused and refused.document is not None else document
    is_stale = bool(refused and "STALE_VERSION" in refused.codes) or (sent is not None and sent.version not in (None, now.version))
    cautions, is_barred = told_before(declared, document, request.user)  # type: ignore[arg-type]
    form = form_of(declared, document, sent.data if sent else None, request.GET, began.initial)
    return StepPage(
        title=str(declared.label),
        form=form,
        **ways_to_add(form, request.user),
        key=key_of(sent, refused),
        today=clock.today(document.organization),
        clauses=(clause(declared.basis(document.law_date)),),
        submit=str(declared.label),
        cancel_url=back_to(request) or (home_of(procedure, document) if document.case_id else reverse("desk")),
        can_foretell=procedure.qualified(declared.name) in FORETELLERS,
        foretold=changes,
        document=str(procedure.title) if is_register else f"{procedure.title} {document.number} {document.title}".strip(),
        case_number=document.case.number if document.case_id and not is_register else "",
        version=None if declared.opens else now.version,
        acted_on=sent.acted_on if sent else None,
        day_typed=sent.day_typed if sent else "",
        earliest=document.last_acted_on,
        signs=declared.signs,
        confirming=confirming(request.user) if declared.signs else BY_PASSWORD,  # type: ignore[arg-type]
        ends_the_road=declared.target in procedure.ends,
        due=due_of(document.organization, document),
        because=words_before(JournalEntry.objects.filter(document=document.pk).order_by("-sequence")[:LOOKED_BACK]),
        **matter(declared, document, request.user, began),
        hidden=hidden(declared, document, form),
        blank_rows=int("_add_row" in request.POST),
        refusals=refused.refusals if refused else (),
        cautions=cautions,
        is_barred=is_barred,
        remedies={
            **remedies(procedure, document, declared, (*cautions, *(refused.refusals if refused else ())), request.user),  # type: ignore[arg-type]
            **began.ways,
        },
        stale=stale(now, sent) if is_stale else None,
    )


def told_before(declared: Step, document: Any, person: User) -> tuple[tuple[Refusal, ...], bool]:
    """What is told before a form is filled in: what would be refused today, and that it would; or else what hardly speaks for it."""
    if declared.opens:
        return (), False
    offered = offer_of(declared, document, person)
    return offered.refusals or offered.cautions, not offered.allowed


def matter(declared: Step, document: Any, person: Any, began: Beginning) -> dict[str, Any]:
    """What the person acts on: the facts that decide first, their rows, the papers of the case, then all the rest."""
    if declared.opens:
        return {"facts": tuple(Pair(label, value) for label, value in began.told), "facts_title": began.title, "begun": began.notes}
    if isinstance(document, Register):
        return {"facts": facts(document)}
    rows = seen_by(document, person).rows
    disagreements = getattr(document, "disagreements", None)
    others = {name: told for name, told in rows.items() if name not in declared.fields}
    return {
        "disagreements": tuple(disagreements(declared, rows)) if disagreements is not None else (),
        "decisive": decides(document, declared, rows),
        "tables": tables(document, others, declared.shows, beside=beside_rows(document)),
        "papers": (*(Link(file.title, file.url) for file in files(document, person)), *papers_of(document.case, person)),
        "facts": facts(document, declared.shows),
    }


def stale(now: Any, sent: Submission | None) -> Stale | None:
    """Who changed the document, and when."""
    entry = JournalEntry.objects.filter(document=now.pk).order_by("-sequence").first()
    if entry is None or sent is None or sent.version is None:
        return None
    by = json.loads(entry.body)["person_name"]
    return Stale(sent.version, now.version, by, clock.localized(entry.recorded_time), since_version(now, sent.version))
