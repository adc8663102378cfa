"""A step's form: what is asked, on which basis; refusals beside what was typed, and nothing typed is ever lost."""

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, engine
from workflows.evidence import as_python
from workflows.forms import StepForm, form_class
from workflows.models import JournalEntry, Unit
from workflows.offers import document_for, openings, seen_by
from workflows.pages import Stale, StepPage
from workflows.procedure import PROCEDURES, Procedure, procedure_of
from workflows.proof import Proof, prove, wrong_password
from workflows.refusal import Refusal, Refused, wrong_input
from workflows.step import Step
from workflows.views.presenting import clause, due, facts

KEY_FIELD, VERSION_FIELD, DAY_FIELD, PASSWORD_FIELD = "_key", "_version", "_acted_on", "_password"
OWN_FIELDS = frozenset({KEY_FIELD, VERSION_FIELD, DAY_FIELD, PASSWORD_FIELD, "_add_row", "csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Submission:
    """What a person sent: `data` holds the step's own fields, as typed."""

    data: dict[str, Any]
    version: int | None
    key: str | None
    acted_on: date | None
    password: str
    faults: tuple[Refusal, ...] = ()


def submission(request: HttpRequest, step: Step) -> Submission:
    """Read a POST. Values stay as typed; the engine's form judges them."""
    faults = []
    version, day = request.POST.get(VERSION_FIELD, ""), request.POST.get(DAY_FIELD, "").strip()
    acted_on = None
    if day:
        try:
            acted_on = forms.DateField().clean(day)
        except forms.ValidationError:
            faults.append(wrong_input(DAY_FIELD, _("วันที่ทำไม่ถูกต้อง")))
    data: dict[str, Any] = {}
    for name, field in step.fields.items():
        drawn: Any = field.widget
        value = drawn.value_from_datadict(request.POST, request.FILES, name)
        if value is not None:
            data[name] = value
    return Submission(
        data, int(version) if version.isdigit() else None, request.POST.get(KEY_FIELD) or None, acted_on,
        request.POST.get(PASSWORD_FIELD, ""), tuple(faults),
    )  # fmt: skip


def proof_of(request: HttpRequest, step: Step, sent: Submission) -> Proof | None:
    """The password of a signature. Raises Refused when one was given and is wrong."""
    if not step.signs or not sent.password:
        return None
    proof = prove(request.user, sent.password, request)  # type: ignore[arg-type]
    if proof is None:
        raise Refused([wrong_password()])
    return proof


@login_required
def step(request: HttpRequest, procedure: str, key: uuid.UUID, step: str) -> HttpResponse:
    """One step of a document: its form, and its effect."""
    found = procedure_or_404(procedure)
    declared = found.steps.get(step)
    if declared is None or declared.opens or declared.is_automatic:
        raise Http404
    document = document_or_404(request, found, key)
    sent = None
    if request.method == "POST":
        sent = submission(request, declared)
        if "_add_row" not in request.POST:
            try:
                if sent.faults:
                    raise Refused(sent.faults, document)
                proof = proof_of(request, declared, sent)
                engine.perform(
                    request.user,
                    document,
                    step,
                    acted_on=sent.acted_on,
                    version=sent.version,
                    key=sent.key,
                    proof=proof,
                    **sent.data,
                )
                return redirect(reverse("case", args=[document.case_id]))
            except Refused as refused:
                return page(request, found, declared, document, sent, refused)
    return page(request, found, declared, document, sent)


@login_required
def opening(request: HttpRequest, procedure: str) -> HttpResponse:
    """Open a document for one of the units that the person serves."""
    found = procedure_or_404(procedure)
    declared = found.opening[0]
    organization = request.user.organization  # type: ignore[union-attr]
    units = [unit for offered, unit in openings(request.user, organization) if offered is found]  # type: ignore[arg-type]
    if not units:
        raise Http404
    chosen = request.POST.get("_unit", request.GET.get("unit", "")) or (str(units[0]) if units[0] else "")
    unit = Unit.objects.filter(organization=organization, pk=chosen).first() if chosen else None
    today = clock.today(organization)
    blank = found.model(organization=organization, unit=unit, procedure=found.code, law_date=today, title="")
    sent = None
    if request.method == "POST":
        sent = submission(request, declared)
        if "_add_row" not in request.POST:
            try:
                if sent.faults:
                    raise Refused(sent.faults)
                outcome = engine.open_document(
                    request.user, found.model, organization, unit=unit, step=declared.name, acted_on=sent.acted_on, key=sent.key,
                    proof=proof_of(request, declared, sent), **sent.data,
                )  # fmt: skip
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
) -> HttpResponse:
    """The form as typed, with every refusal at the top and beside its field."""
    now = refused.document if refused and refused.document is not None else document
    is_stale = bool(refused and "STALE_VERSION" in refused.codes)
    shown = StepPage(
        title=str(declared.label),
        form=form_of(declared, document, sent),
        key=sent.key if sent and sent.key and not refused else uuid.uuid4().hex,
        today=clock.today(document.organization),
        clauses=(clause(declared.basis(document.law_date)),),
        submit=str(declared.label),
        cancel_url=reverse("case", args=[document.case_id]) if document.case_id else reverse("desk"),
        document=f"{procedure.title} {document.number} {document.title}".strip(),
        case_number=document.case.number if document.case_id else "",
        version=None if declared.opens else now.version,
        acted_on=sent.acted_on if sent else None,
        earliest=document.last_acted_on,
        signs=declared.signs,
        ends_the_road=declared.target in procedure.ends,
        due=due(document.organization, document.due_on),
        facts=facts(document) if not declared.opens else (),
        hidden={"_unit": str(document.unit_id)} if declared.opens and document.unit_id else {},
        blank_rows=1 if "_add_row" in request.POST else 0 if sent else 1,
        refusals=refused.refusals if refused else (),
        stale=stale(now, sent) if is_stale else None,
    )
    return render(request, shown.template, {"page": shown}, status=refused.status if refused else 200)


def form_of(declared: Step, document: Any, sent: Submission | None) -> StepForm:
    """The form with what was typed, or with what the document holds already."""
    made = form_class(declared)
    return made(document, initial=initial(declared, document) if sent is None else sent.data)


def stale(now: Any, sent: Submission | None) -> Stale | None:
    """Who changed the document, and when."""
    entry = JournalEntry.objects.filter(document=now.pk).order_by("-sequence").first()
    if entry is None or sent is None or sent.version is None:
        return None
    by = json.loads(entry.body)["person_name"]
    return Stale(sent.version, now.version, by, clock.localized(entry.recorded_time))


def initial(declared: Step, document: Any) -> dict[str, Any]:
    """What the document holds under the same names, so that nobody types twice."""
    names = {field.name for field in document._meta.get_fields() if hasattr(field, "attname")}
    held = {name: getattr(document, name) for name in declared.fields if name in names and document.case_id is not None}
    if document.case_id is not None:
        rows = seen_by(document, None).rows
        models = procedure_of(document).content_rows
        held.update({name: [as_python(models[name], row) for row in rows[name]] for name in declared.fields if name in models})
    return held
