"""How often an address may be wrong on a public page, or with a token: counted where failed sign-ins are, in the table of django-axes.

A whole office may stand behind one address. So whoever has signed in there is known by name, and neither counts nor waits.
"""

import ipaddress
from datetime import datetime, timedelta

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

GUESSES_MAX = 20  # in one window of AXES_COOLOFF_TIME; an office behind one address may mistype a few
SLOWED_FROM, LONGER_EACH_TIME = 10, timedelta(seconds=5)
# These stand in the column of the user's name, and can be no user's name.
NOBODY, TOKENS = "/verify/", "/api/"
NETWORK_BITS = 64  # of IPv6: one subscriber holds that many addresses


def client_address(request: HttpRequest) -> str:
    """Whom a request comes from: an IPv4 address, or the network of an IPv6 one.

    Behind a proxy on this machine it is the last address of X-Forwarded-For, which the proxy itself has added; what stands
    before it, or comes from elsewhere, is the caller's own word.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    for address in (told, direct) if is_here(direct) else (direct,):
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            continue
        if found.version == 4:
            return str(found)
        return str(found.ipv4_mapped or ipaddress.ip_network((found, NETWORK_BITS), strict=False)[0])
    return "0.0.0.0"  # noqa: S104  nobody's: a socket of this machine has no address


def is_here(address: str) -> bool:
    """Whether a request comes from this machine, where the proxy stands; a Unix socket has no address at all."""
    try:
        return not address or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_known(request: HttpRequest, door: str) -> bool:
    """Whoever has signed in on a page. A token stands for itself, whatever session comes along with it."""
    return door == NOBODY and request.user.is_authenticated


def waits_minutes(request: HttpRequest, door: str = NOBODY) -> int:
    """How long this address must wait; zero while it may ask."""
    return -(-waits_seconds(request, door) // 60)


def waits_seconds(request: HttpRequest, door: str = NOBODY) -> int:
    """The same in seconds. With tokens each guess from the tenth on is followed by a longer wait than the one before."""
    attempt = None if is_known(request, door) else counted(request, door).first()
    if attempt is None:
        return 0
    if attempt.failures_since_start >= GUESSES_MAX:
        left: timedelta = attempt.attempt_time - window_start(request)
    else:
        slowed = max(0, attempt.failures_since_start - SLOWED_FROM + 1) if door == TOKENS else 0
        left = attempt.attempt_time + slowed * (slowed + 1) // 2 * LONGER_EACH_TIME - timezone.now()
    return max(0, -(-left // timedelta(seconds=1)))


def count(request: HttpRequest, door: str = NOBODY) -> None:
    """One wrong guess more. Windows that are over go: nothing is kept of an address for longer than it matters."""
    if is_known(request, door):
        return
    AccessAttempt.objects.filter(username=door, attempt_time__lte=window_start(request)).delete()
    attempt, is_first = AccessAttempt.objects.get_or_create(
        username=door, ip_address=get_client_ip_address(request), user_agent="", defaults={"failures_since_start": 1}
    )
    if not is_first:
        AccessAttempt.objects.filter(pk=attempt.pk).update(failures_since_start=F("failures_since_start") + 1)


def counted(request: HttpRequest, door: str) -> QuerySet[AccessAttempt]:
    attempts: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(username=door, ip_address=get_client_ip_address(request))
    return attempts.filter(attempt_time__gt=window_start(request))


def window_start(request: HttpRequest) -> datetime:
    """The moment since which guesses count."""
    return timezone.now() - (get_cool_off(request) or timedelta())
