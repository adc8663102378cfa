"""โทเคนของเครื่อง: with it a program acts for one person over the API. It reads and prepares, and never signs.

The secret is 32 random bytes, so a plain digest is enough to keep it by, and looking that digest up compares nothing letter by letter.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as text

from workflows import clock, law, leaving
from workflows.dates import short_date
from workflows.models import MachineToken, Organization, User
from workflows.office import office_of
from workflows.refusal import Kind, Refusal

PREFIX = "dika_"  # by it a person, or a program that looks for lost secrets, knows what it has found
SECRET_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
LONGEST = "machine_token.longest_calendar_days"


@dataclass(frozen=True)
class Issued:
    """A token as it is shown, once, to whoever has it made."""

    code: str
    name: str
    ends_on: date


def new_secret() -> str:
    return PREFIX + secrets.token_hex(SECRET_BYTES)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def found_by(secret: str) -> MachineToken | None:
    """The token of a secret, whatever has become of it since."""
    if not secret.startswith(PREFIX):
        return None
    return MachineToken.objects.select_related("person__organization", "organization").filter(digest=digest_of(secret)).first()


def why_shut_out(token: MachineToken) -> Refusal | None:
    """Why a token that is known opens nothing any more. Only whoever has the secret is told."""
    person: User = token.person
    by_person = text("ให้เจ้าของเข้าสู่ระบบ แล้วออกโทเคนใหม่ที่หน้า “การยืนยันตัวตน”")
    if token.taken_back_on is not None:
        return shut("TOKEN_TAKEN_BACK", text("โทเคนนี้ถูกถอนคืนแล้วเมื่อ %(day)s") % {"day": short_date(token.taken_back_on)}, by_person)
    if clock.today(token.organization) > token.ends_on:
        return shut("TOKEN_ENDED", text("โทเคนนี้ใช้ได้ถึง %(day)s") % {"day": short_date(token.ends_on)}, by_person)
    if not person.is_active or person.organization_id != token.organization_id or leaving.last_day_of(person):
        sentence = text("เจ้าของโทเคนนี้ไม่ได้เข้าระบบของหน่วยงานนี้แล้ว")
        return shut("OWNER_SHUT_OUT", sentence, text("ให้ผู้ที่ทำงานนี้ในวันนี้ออกโทเคนของตนเอง"))
    return None


def shut(code: str, sentence: str, remedy: str) -> Refusal:
    return Refusal(code, sentence, remedy=remedy, kind=Kind.GATE)


def seen(token: MachineToken, now: datetime | None = None) -> None:
    """Note that a token was used, at most once a minute, so that reading stays reading."""
    moment = now or timezone.now()
    unseen = Q(last_used_at=None) | Q(last_used_at__lte=moment - SEEN_EVERY)
    if token.last_used_at is None or token.last_used_at <= moment - SEEN_EVERY:
        MachineToken.objects.filter(unseen, pk=token.pk).update(last_used_at=moment)


def longest(organization: Organization, today: date) -> law.Value:
    """For how many days at most a token is given today. A register keeps the law of its first day, so the day is told."""
    return law.value(LONGEST, today, office_of(organization).law_values)
