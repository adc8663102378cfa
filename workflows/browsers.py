"""Whose browser a request comes from: whoever was signed in with it last, by a signed cookie that is no sign-in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LAST_COOKIE = "last_person"
YEAR_SECONDS = 365 * 24 * 60 * 60


def last_person(request: HttpRequest) -> str:
    """The key of whoever was signed in last with this browser; empty where nobody was."""
    return str(request.get_signed_cookie(LAST_COOKIE, default="", salt=LAST_COOKIE))


def remember(response: HttpResponse, person: str) -> None:
    """Leave with the browser who sits there."""
    response.set_signed_cookie(
        LAST_COOKIE, person, salt=LAST_COOKIE, max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )  # fmt: skip
