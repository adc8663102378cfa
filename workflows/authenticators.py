"""What a person signs in with besides the password: a code of an application (TOTP), passkeys, and codes for when both are lost.

django-allauth keeps them, makes the secrets and computes the codes; what this module adds is that a secret is encrypted where it
rests, and that a code is spent in the database, so that every process of the server knows it.
"""

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from workflows.models import User
from workflows.thai import arabic_digits

Kind = Authenticator.Type
SECOND = (Kind.TOTP, Kind.WEBAUTHN)  # recovery codes stand in for these at the sign-in, and are nothing without them
CODE_LETTERS_MAX = 20
# The lock of django-axes waits for a name at one address; who guesses from many addresses comes to an end here. Only whoever knows
# the password gets to guess, so no stranger can spend these of another. A new application begins anew.
WRONG_IN_A_ROW_MAX = 100


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth leaves to a project: how a secret rests, and by which name the office is known to a device."""

    def encrypt(self, text: str) -> str:
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where the key that it was written under is known no more."""
        return ciphers().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())


def ciphers() -> MultiFernet:
    """The office's secret key as a cipher of its own, the replaced keys behind it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("workflows.authenticators", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def kinds_of(person: User) -> frozenset[str]:
    """The kinds of authenticators that a person has set up."""
    return frozenset(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def has_second(kinds: Iterable[str]) -> bool:
    """Whether a second factor is set up, which a sign-in then asks for."""
    return bool(set(kinds) & set(SECOND))


def new_secret() -> str:
    """A key for an application that makes codes."""
    return str(generate_totp_secret())


def address_of(person: User, secret: str) -> str:
    """The key as the address that an application reads from a QR code."""
    return str(get_adapter().build_totp_url(person, secret))


def as_typed(code: str) -> str:
    """A code in the digits that it is computed in; a Thai keyboard may write others."""
    return arabic_digits(code[:CODE_LETTERS_MAX])


def time_step(secret: str, code: str) -> int | None:
    """The step of time that a code belongs to, among those that a telephone's clock may be in."""
    return next(
        (step for step in yield_hotp_counters_from_time() if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))),
        None,
    )  # fmt: skip


def shows(secret: str, code: str) -> bool:
    """Whether an application with this key shows this code now; spends nothing."""
    return time_step(secret, as_typed(code)) is not None


def set_up_codes(person: User, secret: str, code: str) -> bool:
    """Take an application into use once it has shown a right code, which is spent by that."""
    step = time_step(secret, as_typed(code))
    if step is None or Kind.TOTP in kinds_of(person):
        return False
    instance = TOTP.activate(person, secret).instance
    instance.data["spent_step"] = step
    instance.save(update_fields=["data"])
    return True


@transaction.atomic
def accepts_code(person: User, code: str, purpose: str = "") -> bool:
    """Whether this is a code of the person's application, not spent yet. Spends it, and every older one.

    With a purpose the same code stands for the same command once more: that command has its key, and is one effect.
    """
    found = Authenticator.objects.select_for_update().filter(user=person, type=Kind.TOTP).first()
    if found is None:
        return False
    try:
        step = time_step(get_adapter().decrypt(found.data["secret"]), as_typed(code))
    except InvalidToken:
        return False
    wrong = found.data.get("wrong_in_a_row", 0)
    if step is None or wrong >= WRONG_IN_A_ROW_MAX:
        found.data["wrong_in_a_row"] = wrong + 1
        found.save(update_fields=["data"])
        return False
    spent = (found.data["spent_step"], found.data.get("spent_on", ""))
    if step < spent[0] or (step == spent[0] and (not purpose or purpose != spent[1])):
        return False
    found.data.update(spent_step=step, spent_on=purpose, wrong_in_a_row=0)
    found.save(update_fields=["data"])
    found.record_usage()
    return True


@transaction.atomic
def accepts_recovery_code(person: User, code: str) -> bool:
    """Whether this is one of the codes for when the device is lost, not spent yet. Spends it.

    Only what is as long as one of them counts as a guess at them: whoever mistypes his application's code guesses at nothing here.
    """
    found = Authenticator.objects.select_for_update().filter(user=person, type=Kind.RECOVERY_CODES).first()
    typed = normalize_user_code(as_typed(code))
    if found is None or len(typed) != app_settings.RECOVERY_CODE_DIGITS:
        return False
    wrong = found.data.get("wrong_in_a_row", 0)
    try:
        if wrong >= WRONG_IN_A_ROW_MAX or not RecoveryCodes(found).validate_code(typed):
            found.data["wrong_in_a_row"] = wrong + 1
            found.save(update_fields=["data"])
            return False
    except InvalidToken:
        return False
    found.refresh_from_db()  # allauth has marked the code in a row of its own reading
    found.data["wrong_in_a_row"] = 0
    found.save(update_fields=["data"])
    found.record_usage()
    return True


def recovery_codes_left(person: User) -> int:
    """How many are not spent. They themselves are shown once, and never again."""
    found = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return app_settings.RECOVERY_CODE_COUNT - found.data["used_mask"].bit_count() if found else 0


@transaction.atomic
def new_recovery_codes(person: User) -> list[str]:
    """New codes in place of any before."""
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(person).generate_codes())


@transaction.atomic
def remove(authenticator: Authenticator) -> None:
    """Remove one; with the last second factor the recovery codes go too."""
    person = authenticator.user
    authenticator.delete()
    if not has_second(kinds_of(person)):
        clear(person)


def clear(person: User) -> int:
    """Remove all that a person has set up; how many second factors that were."""
    count: int = Authenticator.objects.filter(user=person, type__in=SECOND).count()
    Authenticator.objects.filter(user=person).delete()
    return count


def set_up_after(person: User, moment: datetime) -> bool:
    """Whether one of the person's second factors was set up after a moment."""
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND, created_at__gt=moment).exists())


def set_up_before(person: User, moment: datetime) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND, created_at__lte=moment).exists())
