"""What stands against a step, or hardly speaks for doing it today, with the way to what mends it and back."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from workflows.models import User
from workflows.offers import openings
from workflows.procedure import Procedure
from workflows.refusal import Refusal
from workflows.registers.register import Register
from workflows.step import Step

BACK = "back"  # in the address: the form that the person left for a register, and goes back to
THEN = "then"  # in the address: the step that the person came from, and goes back to


def remedies(procedure: Procedure, document: Any, declared: Step, told: Iterable[Refusal], person: User) -> dict[str, str]:
    """Code → the address of the step that mends it, which leads back to this one, or of the form that opens what does, for who may open it."""
    told = tuple(told)
    mending = {
        one.code: f"{reverse('step', args=[procedure.code, document.pk, one.mended_by])}?{urlencode({THEN: declared.name})}"
        for one in told
        if one.mended_by
    }
    opening = {one.code: one.opens for one in told if one.opens}
    his = {found.code for found, _unit in openings(person, document.organization)} if opening else set()
    return {
        **mending,
        **{
            code: f"{reverse('open', args=[one.procedure])}?{urlencode(one.chosen)}"
            for code, one in opening.items()
            if one.procedure in his
        },
    }


def back_to(request: HttpRequest) -> str:
    """The form of ours that the person came from; empty for any other address."""
    address = request.GET.get(BACK, "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return ""
    try:
        return address if resolve(urlsplit(address).path).url_name == "step" else ""
    except Resolver404:
        return ""


def onward(request: HttpRequest, procedure: Procedure, document: Any) -> str:
    """Where a person goes after a step: back to the step that he came from to mend something, if it can be done, or to the case."""
    if back := back_to(request):
        return back
    then = procedure.steps.get(request.GET.get(THEN, ""))
    if then is not None and document.state in then.sources and not then.is_automatic:
        return reverse("step", args=[procedure.code, document.pk, then.name])
    return home_of(procedure, document)


def home_of(procedure: Procedure, document: Any) -> str:
    """Where people see the document: a register's own page, or the page of the case."""
    if issubclass(procedure.model, Register):
        return reverse("register", args=[procedure.code])
    return reverse("case", args=[document.case_id])
