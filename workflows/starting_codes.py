"""รหัสเริ่มต้น: with it somebody sets his own first password, or a new one when he has forgotten it. Only a digest of it is kept.

Django's own token for a reset (PasswordResetTokenGenerator) travels in an e-mail, which nobody here has: its 39 letters cannot be written
on a slip of paper, and what is stored nowhere can neither be listed nor told to anybody (config/decisions/authentication.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from workflows.act import Act
from workflows.models import Holding, Organization, StartingCode, User

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that a hand writes like another
CODE_LETTERS, LETTERS_TOGETHER = 12, 4
TYPED_LETTERS_MAX = 40
GOOD_FOR = timedelta(days=3)
IN_A_DAY_MAX = 3  # for one person: whoever has lost three in a day needs something else


@dataclass(frozen=True)
class Issued:
    """A code as it is shown, once, to whoever has issued it."""

    code: str
    person: str
    username: str
    expires_at: datetime


def digest_of(code: str) -> str:
    return salted_hmac("workflows.starting_codes", code, algorithm="sha256").hexdigest()


def as_typed(code: str) -> str:
    """The letters alone: however a person sets the groups apart, and whichever case his telephone begins with."""
    return "".join(letter for letter in code[:TYPED_LETTERS_MAX].lower() if letter in LETTERS)


def in_groups(code: str) -> str:
    return "-".join(code[at : at + LETTERS_TOGETHER] for at in range(0, len(code), LETTERS_TOGETHER))


def issued_lately(person: User, now: datetime) -> int:
    return StartingCode.objects.filter(person=person, issued_at__gt=now - timedelta(days=1)).count()


def issue(act: Act, person: User, by: User) -> tuple[str, StartingCode]:
    """A new code, which ends every earlier one; the person's password and with it all his sessions end too."""
    code, now = get_random_string(CODE_LETTERS, LETTERS), timezone.now()
    row = act.make(
        StartingCode, person=person, issued_by=by, digest=digest_of(code), issued_at=now, expires_at=now + GOOD_FOR
    )  # fmt: skip
    person.set_unusable_password()
    User.objects.filter(pk=person.pk).update(password=person.password)
    return code, row


def standing(person: User) -> StartingCode | None:
    """The person's latest code, as long as it is good."""
    latest = StartingCode.objects.filter(person=person).select_related("person", "issued_by").order_by("-issued_at").first()
    return latest if latest is not None and latest.used_at is None and timezone.now() < latest.expires_at else None


def without_any_way_in(organization: Organization) -> QuerySet[User]:
    """Who holds a post, has no password, and no code that is still good."""
    good = StartingCode.objects.filter(person=OuterRef("pk"), used_at=None, expires_at__gt=timezone.now())
    held = Holding.objects.filter(organization=organization, ends_on=None).values("person")
    people = User.objects.filter(pk__in=held, is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return people.exclude(Exists(good)).order_by("full_name")


def used_since(person: User, moment: datetime | None) -> StartingCode | None:
    """The code with which the person's password was set after a moment, or ever."""
    used = StartingCode.objects.filter(person=person, used_at__isnull=False).select_related("issued_by")
    return (used.filter(used_at__gt=moment) if moment else used).order_by("-used_at").first()


def fits(row: StartingCode | None, code: str) -> bool:
    return row is not None and constant_time_compare(row.digest, digest_of(as_typed(code)))
