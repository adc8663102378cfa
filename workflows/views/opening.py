"""The form that opens a document: blank, begun with what it comes from, or filled with what another like it said."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, engine
from workflows.beginning import Beginning, beginning_of
from workflows.models import Unit
from workflows.offers import openings
from workflows.pages import RefusedPage
from workflows.refusal import Refused
from workflows.repeating import LIKE, repeated
from workflows.step import Step
from workflows.thai import enumerated
from workflows.views.done import done
from workflows.views.drawing_again import draws_again
from workflows.views.filling import chosen
from workflows.views.resuming import keeps_what_is_typed, resumed
from workflows.views.step import document_or_404, page, procedure_or_404, proof_of
from workflows.views.submission import submission


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
    served = request.POST.get("_unit", request.GET.get("unit", "")) or (str(units[0]) if units[0] else "")
    if served and served not in [str(unit) for unit in units if unit]:
        raise Http404
    unit = Unit.objects.filter(organization=organization, pk=served).first() if served else None
    today = clock.today(organization)
    blank = found.model(organization=organization, unit=unit, procedure=found.code, law_date=today, title="")
    sent = resumed(request, declared)
    if request.method == "POST":
        sent = submission(request, declared)
    began = beginning_or_404(declared, blank, sent.data if sent else chosen(declared, blank, request.GET))
    if LIKE in request.GET:
        began = begun_like(document_or_404(request, found, key_or_404(request.GET[LIKE])), blank, began)
    if request.method != "POST" and began.refusals:
        return cannot_begin(request, declared, began)
    if request.method == "POST" and sent is not None and not draws_again(request):
        try:
            proof, wrong = proof_of(request, declared)
            outcome = engine.open_document(
                person, found.model, organization, unit=unit, step=declared.name, acted_on=sent.acted_on, key=sent.key,
                proof=proof, faults=(*sent.faults, *wrong), **sent.data,
            )  # fmt: skip
            messages.success(request, done(outcome.document, declared))
            return redirect(reverse("case", args=[outcome.document.case_id]))
        except Refused as refused:
            return page(request, found, declared, blank, sent, refused, began=began)
    return page(request, found, declared, blank, sent, began=began)


def beginning_or_404(declared: Step, blank: Any, given: Any) -> Beginning:
    try:
        return beginning_of(declared, blank, given)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def key_or_404(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


def begun_like(source: Any, blank: Any, began: Beginning) -> Beginning:
    """What the source said stands in the form; what it comes from, what is missing of it, and what is still to be said is told above."""
    said = repeated(source, blank)
    facts = {"number": source.case.number, "title": source.title}
    notes = [_("เติมตามเรื่อง %(number)s %(title)s ตรวจและแก้ได้ทุกช่อง ยังไม่ได้บันทึก") % facts]
    if said.gone:
        notes.append(_("ไม่ได้นำมาเพราะเลือกไม่ได้แล้ว ต้องกรอกใหม่: %(fields)s") % {"fields": enumerated(said.gone)})
    if said.anew:
        notes.append(_("ต้องกรอกใหม่ทุกครั้ง: %(fields)s") % {"fields": enumerated(said.anew)})
    return replace(began, initial={**said.values, **began.initial}, notes=tuple(notes))


def cannot_begin(request: HttpRequest, declared: Step, began: Beginning) -> HttpResponse:
    """Nobody types a whole form in vain: what speaks against it is said before."""
    refused = Refused(began.refusals)
    home, back = began.home
    page = RefusedPage(title=str(declared.label), refusals=refused.refusals, url=home, back=back, remedies=began.ways)
    return render(request, page.template, {"page": page}, status=refused.status)
