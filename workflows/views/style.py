"""/style/: every component of the one stylesheet in its states, drawn by the parts that the product itself uses."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflows.pages import Due, SignPage, StepPage, StylePage
from workflows.samples import PAGES
from workflows.samples.acts import sign, step
from workflows.samples.forms import PurchaseForm
from workflows.samples.work import waiting


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """To the staff that keeps the program, and to everybody of an office that practises; to anybody else there is no such page."""
    person: Any = request.user
    if not (person.is_authenticated and (person.is_staff or (person.organization and person.organization.is_practice))):
        raise Http404
    page = StylePage(PAGES, waiting(), blank(), signing(), tuple(Due(None, days) for days in (-3, 0, 5)))
    return render(request, page.template, {"page": page})


def blank() -> StepPage:
    """The form of every kind of field before anybody has typed."""
    return replace(step(), form=PurchaseForm(prefix="blank"), refusals=(), signs=False)


def signing() -> SignPage:
    return replace(sign(), signs=False, papers=())
