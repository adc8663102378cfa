"""Passkeys (WebAuthn): a device signs a challenge that names what it is asked for, in this session, at this office's own address."""

import json
import secrets
import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn, build_user_payload, get_authenticator_by_credential_id, get_credentials
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from fido2.rpid import verify_rp_id
from fido2.server import Fido2Server
from fido2.webauthn import PublicKeyCredentialRpEntity, ResidentKeyRequirement, UserVerificationRequirement

from workflows.models import User

ADDING, ASKED = "passkey_adding", "passkey_asked"  # in the session: the challenge that waits for its answer
ANSWER_WITHIN_SECONDS = 300
NONCE_BYTES = 32
ANSWER_LETTERS_MAX = 20_000
# What a device that is broken, or a caller who invents its answer, makes the reader of answers raise.
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError, struct.error)


def server(request: HttpRequest) -> Fido2Server:
    """Passkeys belong to the office's public name; an answer must come from the very address that asked."""
    party = PublicKeyCredentialRpEntity(id=settings.PUBLIC_HOST, name=get_adapter().get_totp_issuer())
    here = f"{request.scheme}://{request.get_host()}"
    return Fido2Server(party, verify_origin=lambda origin: origin == here and verify_rp_id(settings.PUBLIC_HOST, origin))


def ask_to_add(request: HttpRequest, person: User) -> dict[str, Any]:
    """What the browser needs to make a passkey on a device that has none of this person's yet."""
    options, state = server(request).register_begin(
        user=build_user_payload(person),
        credentials=get_credentials(person),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    wait(request, ADDING, state, person, "")
    return dict(options)


def add(request: HttpRequest, person: User, name: str, answer: Any) -> bool:
    """Keep a new passkey; False where its answer is not one to what this session was asked."""
    waiting = request.session.pop(ADDING, None)
    if waiting is None or not still_waits(waiting, person, ""):
        return False
    try:
        server(request).register_complete(waiting["state"], answer)
    except UNREADABLE:
        return False
    WebAuthn.add(person, name, answer)
    return True


def ask(request: HttpRequest, person: User, purpose: str) -> dict[str, Any]:
    """A challenge for one of the person's passkeys: random, and naming by its digest what the answer will be good for."""
    options, state = server(request).authenticate_begin(
        credentials=get_credentials(person),
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=secrets.token_bytes(NONCE_BYTES) + bytes.fromhex(purpose),
    )
    wait(request, ASKED, state, person, purpose)
    return dict(options)


def accepts(request: HttpRequest, person: User, answer: Any, purpose: str, *, is_repeatable: bool = False) -> bool:
    """Whether one of the person's passkeys answered what this session was asked, for this purpose, within its time.

    An answer is good once. One for a command with a key may come again with that very command, which is one effect.
    """
    waiting = request.session.get(ASKED)
    if not is_repeatable:
        request.session.pop(ASKED, None)
    if waiting is None or not still_waits(waiting, person, purpose):
        return False
    try:
        credential = server(request).authenticate_complete(waiting["state"], get_credentials(person), answer)
    except UNREADABLE:
        return False
    found: Authenticator | None = get_authenticator_by_credential_id(person, credential.credential_id)
    if found is None:
        return False
    found.record_usage()
    return True


def read_answer(text: str) -> Any:
    """An answer as a form carries it; nothing where it is no JSON object."""
    try:
        read = json.loads(text) if len(text) <= ANSWER_LETTERS_MAX else None
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def wait(request: HttpRequest, name: str, state: Any, person: User, purpose: str) -> None:
    request.session[name] = {"state": state, "person": str(person.pk), "purpose": purpose, "at": timezone.now().timestamp()}


def still_waits(waiting: dict[str, Any], person: User, purpose: str) -> bool:
    return (
        waiting["person"] == str(person.pk)
        and secrets.compare_digest(waiting["purpose"], purpose)
        and timezone.now().timestamp() - waiting["at"] <= ANSWER_WITHIN_SECONDS
    )
