"""Machines at the door of the API: a token in place of a session. No page knows of it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja.security import HttpBearer

from workflows import guessing, tokens
from workflows.models import MachineToken
from workflows.proof import Proof
from workflows.refusal import Kind, Refusal


class ShutOut(Exception):
    """A token that opens nothing; `wait_seconds` where too many of an address opened nothing."""

    def __init__(self, refusal: Refusal, wait_seconds: int = 0) -> None:
        self.refusal = refusal
        self.wait_seconds = wait_seconds
        super().__init__(str(refusal.sentence))


class Bearer(HttpBearer):
    """`Authorization: Bearer dika_…`. A request that brings a token stands by it alone, whatever session comes along."""

    def authenticate(self, request: HttpRequest, token: str) -> MachineToken:
        """The token. Raises ShutOut."""
        if seconds := guessing.waits_seconds(request, guessing.TOKENS):
            raise ShutOut(must_wait(seconds), seconds)
        found = tokens.found_by(token)
        if found is None:
            guessing.count(request, guessing.TOKENS)
            sentence, remedy = _("ไม่รู้จักโทเคนนี้"), _("ตรวจว่าคัดลอกมาครบทุกตัว หรือออกโทเคนใหม่ที่หน้า “การยืนยันตัวตน”")
            raise ShutOut(tokens.shut("TOKEN_UNKNOWN", sentence, remedy))
        if why := tokens.why_shut_out(found):  # known, so no guess: a program that runs on with an old one locks nobody out
            raise ShutOut(why)
        tokens.seen(found)
        return found


def must_wait(seconds: int) -> Refusal:
    sentence = ngettext("ใช้โทเคนผิดหลายครั้ง พักไว้ %(n)s วินาที", "ใช้โทเคนผิดหลายครั้ง พักไว้ %(n)s วินาที", seconds) % {"n": seconds}
    return Refusal("LOCKED", sentence, remedy=_("ครบเวลาแล้วลองใหม่ด้วยโทเคนที่ถูกต้อง"), kind=Kind.WAIT)


def machine_of(request: HttpRequest) -> MachineToken | None:
    """The token by which a request was let in."""
    shown = getattr(request, "auth", None)
    return shown if isinstance(shown, MachineToken) else None


def person_of(request: HttpRequest) -> Any:
    """Whoever has signed in, or for whom a machine acts."""
    token = machine_of(request)
    return token.person if token is not None else request.user


def proof_of(request: HttpRequest) -> Proof | None:
    """What a machine has shown: that it is one."""
    token = machine_of(request)
    return Proof(token.person_id, timezone.now(), means=(), machine=token.name) if token is not None else None
