"""The page between the password and the desk."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from workflows.pages import SecondFactorPage
from workflows.refusal import Refused
from workflows.signing_in import finish, pending
from workflows.views.confirming import asked, confirming, given
from workflows.views.session import greet


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for what the person has set up, and sign in by it."""
    found = pending(request)
    if found is None:
        return redirect("sign_in")
    refused = None
    if request.method == "POST":
        try:
            where = finish(request, given(request))
            greet(request, found[0])
            return redirect(where)
        except Refused as why:
            refused = why
    person, _kept = found
    page = SecondFactorPage(
        organization=person.organization.name if person.organization else "",
        person=person.full_name,
        confirming=confirming(person),
        passkey_url=reverse("sign_in_passkey"),
        refusals=refused.refusals if refused else (),
    )
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


@require_POST
def passkey(request: HttpRequest) -> JsonResponse:
    """The challenge for whoever the session waits for."""
    found = pending(request)
    if found is None:
        raise Http404
    return asked(request, found[0])
