"""A step's form: what is asked, on which basis; refusals beside what was typed, and nothing typed is ever lost."""

import json
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import clock, engine
from workflows.evidence import as_python
from workflows.forms import InOffice, StepForm, bind, form_class
from workflows.models import JournalEntry, Unit
from workflows.offers import document_for, openings, seen_by
from workflows.pages import BY_PASSWORD, Change, Stale, StepPage
from workflows.procedure import PROCEDURES, Procedure, procedure_of
from workflows.proof import Proof, prove
from workflows.refusal import Refused
from workflows.registers.foretelling import FORETELLERS
from workflows.registers.register import Register
from workflows.step import Step
from workflows.views.confirming import confirming, given
from workflows.views.differences import since_version
from workflows.views.done import done
from workflows.views.presenting import because, clause, due, facts
from workflows.views.resuming import keeps_what_is_typed, resumed
from workflows.views.signing import sign_page, signs_what_stands
from workflows.views.submission import Submission, submission

LOOKED_BACK = 20  # entries: attachments and questions do not move a document


def proof_of(request: HttpRequest, step: Step) -> Proof | None:
    """What a signature was confirmed with. Raises Refused when something was given and is wrong."""
    shown = given(request) if step.signs else None
    return prove(request.user, shown, request) if shown else None  # type: ignore[arg-type]


@keeps_what_is_typed
@login_required
def step(request: HttpRequest, procedure: str, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of a document: its form, and its effect."""
    found = procedure_or_404(procedure)
    declared = found.steps.get(step)
    if declared is None or declared.opens or declared.is_automatic:
        raise Http404
    document = document_or_404(request, found, key)
    sent = resumed(request, declared)
    if request.method == "POST":
        sent = submission(request, declared)
        if "_foretell" in request.POST:
            return foretold(request, found, declared, document, sent)
        if "_add_row" not in request.POST:
            try:
                moved = perform(request, document, declared, sent)
                messages.success(request, done(moved, declared))
                return redirect(home_of(found, moved))
            except Refused as refused:
                return page(request, found, declared, document, sent, refused)
    return page(request, found, declared, document, sent)


def perform(request: HttpRequest, document: Any, declared: Step, sent: Submission) -> Any:
    """What was sent, done; the document as it stands now. Raises Refused."""
    if sent.faults:
        raise Refused(sent.faults, document)
    return engine.perform(
        request.user,  # type: ignore[arg-type]
        document,
        declared.name,
        acted_on=sent.acted_on,
        version=sent.version,
        key=sent.key,
        proof=proof_of(request, declared),
        **sent.data,
    ).document


def home_of(procedure: Procedure, document: Any) -> str:
    """Where people see the document: a register's own page, or the page of the case."""
    if issubclass(procedure.model, Register):
        return reverse("register", args=[procedure.code])
    return reverse("case", args=[document.case_id])


def foretold(request: HttpRequest, procedure: Procedure, declared: Step, document: Any, sent: Submission) -> HttpResponse:
    """The form again with what it will change; nothing is performed."""
    data, faults = bind(declared, document, sent.data)
    if faults or sent.faults:
        return page(request, procedure, declared, document, sent, Refused([*sent.faults, *faults], document))
    told = FORETELLERS[procedure.qualified(declared.name)](document.organization, data)
    changes = tuple(Change(row.label, row.before or _("ยังไม่มี"), row.after or _("ไม่มี")) for row in told if row.before != row.after)
    return page(request, procedure, declared, document, sent, changes=changes)


@keeps_what_is_typed
@login_required
def opening(request: HttpRequest, procedure: str) -> HttpResponse:
    """Open a document for one of the units that the person serves."""
    found = procedure_or_404(procedure)
    declared = found.opening[0]
    person: Any = request.user
    organization = person.organization
    units = [unit for offered, unit in openings(person, organization) if offered is found]
    if not units:
        raise Http404
    chosen = request.POST.get("_unit", request.GET.get("unit", "")) or (str(units[0]) if units[0] else "")
    if chosen and chosen not in [str(unit) for unit in units if unit]:
        raise Http404
    unit = Unit.objects.filter(organization=organization, pk=chosen).first() if chosen else None
    today = clock.today(organization)
    blank = found.model(organization=organization, unit=unit, procedure=found.code, law_date=today, title="")
    sent = resumed(request, declared)
    if request.method == "POST":
        sent = submission(request, declared)
        if "_add_row" not in request.POST:
            try:
                if sent.faults:
                    raise Refused(sent.faults)
                outcome = engine.open_document(
                    person, found.model, organization, unit=unit, step=declared.name, acted_on=sent.acted_on, key=sent.key,
                    proof=proof_of(request, declared), **sent.data,
                )  # fmt: skip
                messages.success(request, done(outcome.document, declared))
                return redirect(reverse("case", args=[outcome.document.case_id]))
            except Refused as refused:
                return page(request, found, declared, blank, sent, refused)
    return page(request, found, declared, blank, sent)


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
) -> HttpResponse:
    """The form as typed, with every refusal at the top and beside its field."""
    now = refused.document if refused and refused.document is not None else document
    is_stale = bool(refused and "STALE_VERSION" in refused.codes)
    shown = step_page(request, procedure, declared, document, sent, refused, changes)
    if signs_what_stands(declared, document):
        # A refused step has worked on `now` already: what stands is what was read, or what somebody else made of it.
        shown = sign_page(shown, declared, now if is_stale else document, request.user)  # type: ignore[arg-type]
    return render(request, shown.template, {"page": shown}, status=refused.status if refused else 200)


def step_page(
    request: HttpRequest,
    procedure: Procedure,
    declared: Step,
    document: Any,
    sent: Submission | None,
    refused: Refused | None = None,
    changes: tuple[Change, ...] | None = None,
) -> StepPage:
    """What the page of a step shows; `changes` are what it would change, where that was asked."""
    is_register = issubclass(procedure.model, Register)
    now = refused.document if refused and refused.document is not None else document
    is_stale = bool(refused and "STALE_VERSION" in refused.codes) or (sent is not None and sent.version not in (None, now.version))
    form = form_of(declared, document, sent, request.GET)
    return StepPage(
        title=str(declared.label),
        form=form,
        key=sent.key if sent and sent.key and not refused else uuid.uuid4().hex,
        today=clock.today(document.organization),
        clauses=(clause(declared.basis(document.law_date)),),
        submit=str(declared.label),
        cancel_url=home_of(procedure, document) if document.case_id else reverse("desk"),
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
        due=due(document.organization, document.due_on),
        because=because(JournalEntry.objects.filter(document=document.pk).order_by("-sequence")[:LOOKED_BACK]),
        facts=facts(document) if not declared.opens else (),
        hidden=hidden(declared, document, form),
        blank_rows=int("_add_row" in request.POST),
        refusals=refused.refusals if refused else (),
        stale=stale(now, sent) if is_stale else None,
    )


def hidden(declared: Step, document: Any, form: StepForm) -> dict[str, str]:
    """What the page sends along unseen: the unit that is served, and what the person's way here has chosen already."""
    unit = {"_unit": str(document.unit_id)} if declared.opens and document.unit_id else {}
    return {**unit, **{field.name: str(field.value() or "") for field in form.hidden_fields()}}


def form_of(declared: Step, document: Any, sent: Submission | None, asked: QueryDict) -> StepForm:
    """The form with what was typed, or with what the document holds already. The link to a register's step may fill in what it is about."""
    made = form_class(declared)
    if sent is not None:
        return made(document, initial=sent.data)
    form = made(document, initial=initial(declared, document))
    only = {name: field.only_choice for name, field in form.fields.items() if isinstance(field, InOffice)}
    linked = {name: linked_value(declared.fields[name], asked, name) for name in declared.fields if name in asked}
    given = linked if isinstance(document, Register) else {}
    form.initial = {**{name: choice for name, choice in only.items() if choice}, **form.initial, **given}
    return form


def linked_value(field: forms.Field, asked: QueryDict, name: str) -> Any:
    return asked.getlist(name) if isinstance(field, forms.MultipleChoiceField) else asked[name]


def stale(now: Any, sent: Submission | None) -> Stale | None:
    """Who changed the document, and when."""
    entry = JournalEntry.objects.filter(document=now.pk).order_by("-sequence").first()
    if entry is None or sent is None or sent.version is None:
        return None
    by = json.loads(entry.body)["person_name"]
    return Stale(sent.version, now.version, by, clock.localized(entry.recorded_time), since_version(now, sent.version))


def asked_again(declared: Step, document: Any) -> list[str]:
    """The fields that ask for a fact of the document under its own name; another question may bear the same name by chance."""
    facts = {field.name: field for field in document._meta.get_fields() if hasattr(field, "attname")}
    with translation.override(settings.LANGUAGE_CODE):
        return [
            name for name, field in declared.fields.items() if name in facts and str(facts[name].verbose_name) in str(field.label)
        ]


def initial(declared: Step, document: Any) -> dict[str, Any]:
    """What the document holds under the same names, or proposes, so that nobody types twice."""
    held = {name: getattr(document, name) for name in asked_again(declared, document) if document.case_id is not None}
    if document.case_id is not None:
        rows = seen_by(document, None).rows
        models = procedure_of(document).content_rows
        held.update({name: [as_python(models[name], row) for row in rows[name]] for name in declared.fields if name in models})
    proposed = getattr(document, "proposed", None)
    return {**(proposed(declared) if proposed is not None else {}), **{name: value for name, value in held.items() if value}}
