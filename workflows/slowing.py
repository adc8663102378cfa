"""Whoever was wrong waits before he may try again, longer each time, and then comes the lock: django-axes counts, this says for how long.

Nobody is made to wait inside a request: what comes too early is not judged and not counted, and is answered at once with 429.
A name is slowed wherever the guesses come from, and an address whatever names it guesses at. The browser that a person has signed in with
before knows only its own failures with that person's name: else a stranger could keep him out, or one colleague the whole office.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.browsers import last_person
from workflows.guessing import NOBODY, TOKENS
from workflows.models import User
from workflows.refusal import Kind, Refusal

SECONDS_PER_MINUTE = 60
GROWING_SECONDS, LONGEST_SECONDS = (5, 15, 45), 60


@dataclass(frozen=True)
class Ladder:
    """From which failure on each one more is followed by a wait, and which one by the lock; none where only the waits go on."""

    first: int
    last: int | None = None

    def seconds(self, failures: int, at: datetime | None, now: datetime, lock: timedelta) -> int:
        """How much is left of the wait after the latest failure; zero while one may try."""
        if at is None or failures < self.first:
            return 0
        step = failures - self.first
        wait = GROWING_SECONDS[step] if step < len(GROWING_SECONDS) else LONGEST_SECONDS
        if self.last is not None and failures >= self.last:
            wait = int(lock.total_seconds())
        left = at + timedelta(seconds=wait) - now
        return max(0, -(-left // timedelta(seconds=1)))


LADDERS = {
    "pair": Ladder(2, settings.AXES_FAILURE_LIMIT),
    "name": Ladder(6),  # no lock: a stranger must not be able to lock the mayor out
    "address": Ladder(10),  # an office behind one address may mistype a few
}


class Slowing(AxesDatabaseHandler):  # type: ignore[misc]
    """What axes asks whether somebody may try, and tells of each failure."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        """Leaves with the request for how long; what is not judged is no failure."""
        request.wait_seconds = wait_seconds(request, get_client_username(request, credentials) or "")
        request.is_judged = not request.wait_seconds
        return not request.is_judged

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **more: Any) -> None:
        """Count it, unless it came too early; the answer to one that counts tells the wait that it has brought."""
        came_too_early = request is not None and request.axes_locked_out
        super().user_login_failed(sender, credentials, request, **more)
        if request is not None and not came_too_early:
            request.wait_seconds = wait_seconds(request, get_client_username(request, credentials) or "")
            request.axes_locked_out = bool(request.wait_seconds)


def wait_seconds(request: Any, name: str) -> int:
    """How long until this name may be tried from this address; zero where it may."""
    lock, address, now = get_cool_off(request) or timedelta(), request.axes_ip_address, request.axes_attempt_time
    by = {"pair": Q(username=name, ip_address=address), "name": Q(username=name), "address": Q(ip_address=address)}
    sums = {f"{key}_failures": Sum("failures_since_start", filter=one) for key, one in by.items()}
    last = {f"{key}_at": Max("attempt_time", filter=one) for key, one in by.items()}
    recent = AccessAttempt.objects.filter(by["name"] | by["address"], attempt_time__gt=now - lock)
    found = recent.exclude(username__in=(NOBODY, TOKENS)).aggregate(**sums, **last)
    waits = {key: ladder.seconds(found[f"{key}_failures"] or 0, found[f"{key}_at"], now, lock) for key, ladder in LADDERS.items()}
    longest = max(waits.values())
    return waits["pair"] if longest > waits["pair"] and is_familiar(request, name) else longest


def is_familiar(request: HttpRequest, name: str) -> bool:
    """Whether this browser is one that the person of that name has signed in with."""
    if request.user.is_authenticated and request.user.get_username() == name:
        return True
    last = last_person(request)
    return bool(last) and User.objects.filter(pk=last, username=name).exists()


def told_to_wait(request: Any) -> tuple[Refusal, ...]:
    """The word that this request came too early, or has brought a wait about; nothing where it may go on."""
    seconds = getattr(request, "wait_seconds", 0) if getattr(request, "axes_locked_out", False) else 0
    if not seconds:
        return ()
    remedy = _("รอให้ครบแล้วลองใหม่ สิ่งที่ส่งมาระหว่างรอไม่ได้ตรวจและไม่นับ ถ้าลืมรหัสผ่าน ขอรหัสเริ่มต้นจากผู้ดูแลบัญชีของหน่วยงาน")
    told: dict[str, Any] = {"remedy": remedy, "kind": Kind.WAIT, "field": "password"}
    if seconds > LONGEST_SECONDS:
        return (Refusal("LOCKED", sentence_of(seconds), **told),)
    return (Refusal("MUST_WAIT", sentence_of(seconds), **told),)


def sentence_of(seconds: int) -> str:
    if seconds <= LONGEST_SECONDS:
        words = ngettext("ใส่ผิดหลายครั้ง ลองใหม่ได้ในอีก %(n)s วินาที", "ใส่ผิดหลายครั้ง ลองใหม่ได้ในอีก %(n)s วินาที", seconds)
        return words % {"n": seconds}
    minutes = -(-seconds // SECONDS_PER_MINUTE)
    words = ngettext("ใส่รหัสผ่านหรือรหัสจากแอปผิดหลายครั้ง พักไว้ %(n)s นาที", "ใส่รหัสผ่านหรือรหัสจากแอปผิดหลายครั้ง พักไว้ %(n)s นาที", minutes)
    return words % {"n": minutes}


def answered(request: Any, response: HttpResponse, _credentials: Any) -> HttpResponse:
    """What axes sends to whoever must wait: the answer that the page has made of it, and for how many seconds."""
    response.status_code = Kind.WAIT
    response["Retry-After"] = str(request.wait_seconds)
    return response
