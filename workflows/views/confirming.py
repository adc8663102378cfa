"""How a page asks a person to confirm that it is he, and reads what was given: a password, a code, a passkey."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from workflows import authenticators, passkeys
from workflows.models import User
from workflows.pages import Confirming
from workflows.proof import CONFIRMATION, TWO_FACTORS, Given, purpose_of
from workflows.repetition import is_key

PASSWORD_FIELD, CODE_FIELD, PASSKEY_FIELD, KEY_FIELD, ADDRESS_FIELD = "_password", "_code", "_passkey", "_key", "_address"
# What is no part of the command that is confirmed; the rest is, down to the last letter.
ASIDE = frozenset({PASSWORD_FIELD, CODE_FIELD, PASSKEY_FIELD, ADDRESS_FIELD, "csrfmiddlewaretoken"})


def confirming(person: User) -> Confirming:
    """What the person can confirm with, and what the office asks."""
    kinds = authenticators.kinds_of(person)
    organization = person.organization
    return Confirming(
        has_code=authenticators.Kind.TOTP in kinds,
        has_passkey=authenticators.Kind.WEBAUTHN in kinds,
        asks_two=organization is not None and organization.settings.get(CONFIRMATION) == TWO_FACTORS,
        url=reverse("identity"),
    )


def given(request: HttpRequest) -> Given:
    """What a form carries as proof."""
    return Given(
        password=request.POST.get(PASSWORD_FIELD, ""),
        code=request.POST.get(CODE_FIELD, "").strip(),
        passkey=passkeys.read_answer(request.POST.get(PASSKEY_FIELD, "")),
        purpose=purpose(request, request.path),
        has_key=is_key(request.POST.get(KEY_FIELD)),
    )


def purpose(request: HttpRequest, address: str) -> str:
    """The digest of the form that is sent, or about to be sent, to an address. Browsers end a line in two ways."""
    fields = request.POST.lists()
    return purpose_of(address, {name: lines(values) for name, values in fields if name not in ASIDE})


def lines(values: Iterable[Any]) -> list[str]:
    return [str(value).replace("\r\n", "\n") for value in values]


@login_required
@require_POST
def passkey(request: HttpRequest) -> JsonResponse:
    """The challenge for a form that is about to be sent: good for that form alone."""
    person: Any = request.user
    return asked(request, person)


def asked(request: HttpRequest, person: User) -> JsonResponse:
    """Raises Http404 for a person without a passkey."""
    if authenticators.Kind.WEBAUTHN not in authenticators.kinds_of(person):
        raise Http404
    return JsonResponse(passkeys.ask(request, person, purpose(request, request.POST.get(ADDRESS_FIELD, ""))))
