"""Presses on a step's form that perform nothing: another row, a sum, a usual wording, a way aside to a register and back to what is typed."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.diagram import whom
from workflows.forms import StepForm
from workflows.founding import register_of
from workflows.offers import offer_of
from workflows.pages import Link
from workflows.procedure import PROCEDURES
from workflows.step import Step
from workflows.views.mending import BACK
from workflows.views.resuming import as_typed, keep
from workflows.views.submission import Submission

ADD_ROW, ADD_UP, WORD, ASIDE = "_add_row", "_add_up", "_word", "_aside"


def draws_again(request: HttpRequest) -> bool:
    """Whether the form is only to be drawn anew."""
    return any(name in request.POST for name in (ADD_ROW, ADD_UP, WORD))


def worded(request: HttpRequest, step: Step, sent: Submission) -> Submission:
    """What was sent, with the usual wording that was pressed after what stood in its field."""
    name, _colon, number = request.POST.get(WORD, "").partition(":")
    usual = getattr(step.fields.get(name), "usual", ())
    if not number.isdecimal() or int(number) >= len(usual):
        return sent
    words = " ".join(filter(None, (str(sent.data.get(name, "")).strip(), usual[int(number)])))
    return replace(sent, data={**sent.data, name: words})


def ways_to_add(form: StepForm, person: Any) -> dict[str, Any]:
    """For each field of rows of a register: the way to add one there, or who may."""
    adding, added_by = {}, {}
    for name, field in form.fields.items():
        if getattr(field, "kept_in", None) is None:
            continue
        register, step = kept_in(field, person)
        if offer_of(step, register, person).allowed:
            adding[name] = Link(str(step.label), reverse("step", args=[register.procedure, register.pk, step.name]))
        else:
            added_by[name] = _("ไม่มีในรายการ ให้%(who)sเพิ่มใน%(register)s") % {
                "who": whom(step), "register": PROCEDURES[register.procedure].title,
            }  # fmt: skip
    return {"adding": adding, "added_by": added_by}


def kept_in(field: Any, person: Any) -> tuple[Any, Step]:
    code, name = field.kept_in
    procedure = PROCEDURES[code]
    return register_of(person.organization, procedure.model), procedure.steps[name]


def going_aside(request: HttpRequest, step: Step, document: Any) -> HttpResponse | None:
    """To the register where the missing choice is added; the form waits as it is typed."""
    field = step.fields.get(request.POST.get(ASIDE, ""))
    if getattr(field, "kept_in", None) is None:
        return None
    person: Any = request.user
    register, adding = kept_in(field, person)
    keep(request, as_typed(request))
    address = reverse("step", args=[register.procedure, register.pk, adding.name])
    return redirect(f"{address}?{urlencode({BACK: request.get_full_path()})}")
