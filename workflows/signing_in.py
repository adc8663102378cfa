"""A sign-in in two halves: who gave the right password is nobody until the second factor has come too."""

from dataclasses import replace
from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from workflows import authenticators
from workflows.models import User
from workflows.proof import FRESH_FOR, Given, prove, wrong_code
from workflows.refusal import Refused

PENDING = "sign_in_pending"


def needs_second(person: User) -> bool:
    return authenticators.has_second(authenticators.kinds_of(person))


def put_off(request: HttpRequest, person: User, next_url: str = "") -> None:
    """Keep who gave the right password, until the second factor comes, or five minutes have passed."""
    request.session[PENDING] = {
        "person": str(person.pk),
        "backend": person.backend,  # type: ignore[attr-defined]
        "password": person.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "next": next_url,
    }


def pending(request: HttpRequest) -> tuple[User, dict[str, Any]] | None:
    """Whose second factor this session waits for. A password that was changed in between does not count."""
    kept = request.session.get(PENDING)
    if kept is None or timezone.now().timestamp() - kept["at"] > FRESH_FOR.total_seconds():
        return None
    person = User.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(kept["password"], person.get_session_auth_hash()):
        return None
    return person, kept


def finish(request: HttpRequest, shown: Given) -> str:
    """Sign in whoever the session waits for; where to go then. Raises Refused, and Http404 where it waits for nobody."""
    found = pending(request)
    if found is None:
        raise Http404
    person, kept = found
    if not (shown.code or shown.passkey):
        raise Refused([wrong_code()])
    prove(person, replace(shown, password="", has_key=False, may_recover=True), request)
    del request.session[PENDING]
    login(request, person, backend=kept["backend"])
    return str(kept["next"])
