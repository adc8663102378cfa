"""Fresh proof that the person who signs is the person who signed in: a password, a code of an application, or a passkey."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.canonical import canonical, sha256
from workflows.choices import offer
from workflows.models import User
from workflows.refusal import Kind, Refusal, Refused

FRESH_FOR = timedelta(minutes=5)
# The office's setting that asks two factors of every signature, and the values that it may have.
CONFIRMATION, ANY, TWO_FACTORS = "signing.confirmation", "any", "two_factors"
offer(
    CONFIRMATION, _("การยืนยันลายมือชื่อ"),
    lambda: {ANY: _("รหัสผ่าน รหัสจากแอป หรือพาสคีย์ อย่างใดอย่างหนึ่ง"), TWO_FACTORS: _("สองชั้นทุกลายมือชื่อ")}, ANY,
)  # fmt: skip
TWO_FACTORS_BASIS = law.practice("หน่วยงานกำหนดให้ยืนยันการลงนามสองชั้น")


class Means(models.TextChoices):
    """By what a signature was confirmed, as the trail keeps it."""

    PASSWORD = "password", _("รหัสผ่าน")
    CODE = "code", _("รหัสจากแอปยืนยันตัวตน")
    PASSKEY = "passkey", _("พาสคีย์")


@dataclass(frozen=True)
class Proof:
    """What was right a moment ago. Made before the transaction, because hashing is slow and rows are locked in it.

    Where a program showed a token, `machine` is the token's name: it acts for the person, and proves no signature of his.
    """

    person: Any
    at: datetime
    means: tuple[Means, ...] = (Means.PASSWORD,)
    machine: str = ""

    def holds_for(self, person: User | None) -> bool:
        return (
            bool(self.means)
            and not self.machine
            and person is not None
            and self.person == person.pk
            and timezone.now() - self.at <= FRESH_FOR
        )

    @property
    def has_two_factors(self) -> bool:
        """A passkey is two by itself: the device that is held, and the finger, face or PIN that it has asked for."""
        return Means.PASSKEY in self.means or {Means.PASSWORD, Means.CODE} <= set(self.means)


@dataclass(frozen=True)
class Given:
    """What a person gives as proof. The purpose is the digest of the command that it goes with; `has_key` says that this is
    one effect, `may_recover` that a recovery code will do: at a sign-in it does, under a document it does not."""

    password: str = ""
    code: str = ""
    passkey: Any = None
    purpose: str = ""
    has_key: bool = False
    may_recover: bool = False

    def __bool__(self) -> bool:
        return bool(self.password or self.code or self.passkey)


def purpose_of(address: str, fields: Mapping[str, Any]) -> str:
    """The digest of one command: where it goes, and all that it says. Whoever confirms it confirms nothing else."""
    return sha256(canonical({"address": address, "fields": fields}))


def prove(person: User, given: Given, request: Any) -> Proof:
    """Check all that was given, as a sign-in would, with the same lock after repeated failures. Raises Refused at the first that is wrong, or for nothing."""
    means = []
    if given.password:
        if authenticate(request, username=person.get_username(), password=given.password) is None:
            raise Refused(wrong_or_too_early(request, wrong_password()))
        means.append(Means.PASSWORD)
    if given.passkey:
        from workflows import passkeys  # allauth's models are loaded after this module, which declarations need

        if not passkeys.accepts(request, person, given.passkey, given.purpose, is_repeatable=given.has_key):
            raise Refused([wrong_passkey()])
        means.append(Means.PASSKEY)
    if given.code:
        told = {"purpose": given.purpose if given.has_key else "", "may_recover": given.may_recover}
        if authenticate(request, username=person.get_username(), code=given.code, **told) is None:
            raise Refused(wrong_or_too_early(request, wrong_code()))
        means.append(Means.CODE)
    if not means:
        raise Refused([wrong_password()])
    return Proof(person.pk, timezone.now(), tuple(means))


def wrong_or_too_early(request: Any, wrong: Refusal) -> list[Refusal]:
    """What was wrong, and how long to wait after it; the wait alone where nothing was judged because it came too early."""
    from workflows import slowing  # the table of django-axes is loaded after this module, which declarations need

    waits = slowing.told_to_wait(request)
    return [*(() if waits and not request.is_judged else (wrong,)), *waits]


def wrong_password() -> Refusal:
    return Refusal("WRONG_PASSWORD", text("รหัสผ่านไม่ถูกต้อง"), remedy=text("ใส่รหัสผ่านอีกครั้ง"), kind=Kind.GATE, field="password")


def wrong_code() -> Refusal:
    sentence, remedy = text("รหัสจากแอปไม่ถูกต้อง หรือใช้ไปแล้ว"), text("รอรหัสถัดไปในแอป แล้วใส่อีกครั้ง ตรวจว่านาฬิกาของโทรศัพท์ตรง")
    return Refusal("WRONG_CODE", sentence, remedy=remedy, kind=Kind.GATE, field="code")


def wrong_passkey() -> Refusal:
    sentence = text("พาสคีย์ไม่ได้ยืนยันสิ่งที่ส่งมานี้")
    remedy = text("กดยืนยันด้วยพาสคีย์ของคุณอีกครั้ง หรือใช้วิธีอื่น")
    return Refusal("WRONG_PASSKEY", sentence, remedy=remedy, kind=Kind.GATE, field="passkey")


def means_in_words(means: Iterable[str]) -> str:
    """How a signature was confirmed, in the reader's language."""
    return " + ".join(str(Means(one).label) for one in means)


def is_of_proof(refusals: Iterable[Refusal]) -> bool:
    """Whether it was said already what is wrong with the proof, so that nobody asks for one beside it."""
    return any(refusal.field in ("password", "code", "passkey") for refusal in refusals)
