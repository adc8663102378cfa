"""Fresh proof that the person who signs is the person who signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.models import User
from workflows.refusal import Kind, Refusal

FRESH_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Proof:
    """A password that was right a moment ago. Made before the transaction, because hashing is slow and rows are locked in it."""

    person: Any
    at: datetime

    def holds_for(self, person: User | None) -> bool:
        return person is not None and self.person == person.pk and timezone.now() - self.at <= FRESH_FOR


def prove(person: User, password: str, request: Any = None) -> Proof | None:
    """Check the password, on the web as a sign-in would, with the same lock after repeated failures; None when it is wrong."""
    if request is None:
        right = person.check_password(password)
    else:
        right = bool(password) and authenticate(request, username=person.get_username(), password=password) is not None
    return Proof(person.pk, timezone.now()) if right else None


def wrong_password() -> Refusal:
    return Refusal("WRONG_PASSWORD", _("รหัสผ่านไม่ถูกต้อง"), remedy=_("ใส่รหัสผ่านอีกครั้ง"), kind=Kind.GATE, field="password")
