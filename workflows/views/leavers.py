"""An open session of somebody who has left ends with the day after his last one."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflows.leaving import why_shut_out
from workflows.pages import SignInPage


class Leavers:
    """Asks of each request that carries a session; whoever has none is not looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            left = why_shut_out(request.user)
            if left:
                logout(request)
                if not request.path.startswith("/api/"):  # which answers whoever has no session itself
                    page = SignInPage(form=AuthenticationForm(request), organization="", left=left)
                    return render(request, page.template, {"page": page}, status=403)
        return self.get_response(request)
