"""Codes as one more way to authenticate, so that wrong ones are counted, and lock, exactly as wrong passwords do."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from workflows.models import User


class CodeBackend(BaseBackend):
    """A name and a code of the person's application; at the sign-in a recovery code will do. It never signs anybody in by itself."""

    def authenticate(  # type: ignore[override]
        self, request: Any, username: str | None = None, code: str | None = None, purpose: str = "", may_recover: bool = False
    ) -> User | None:
        from workflows import authenticators  # Django reads this module while the models are still being loaded

        person = User.objects.filter(username=username, is_active=True).first() if username and code else None
        if person is None or not code:
            return None
        right = authenticators.accepts_code(person, code, purpose) or (
            may_recover and authenticators.accepts_recovery_code(person, code)
        )
        return person if right else None


class StartingCodeBackend(BaseBackend):
    """A name and the code that somebody was given to set a password. It never signs anybody in either."""

    def authenticate(  # type: ignore[override]
        self, request: Any, username: str | None = None, starting_code: str | None = None
    ) -> User | None:
        from workflows import starting_codes

        person = User.objects.filter(username=username, is_active=True).first() if username and starting_code else None
        return person if person and starting_codes.fits(starting_codes.standing(person), starting_code or "") else None
