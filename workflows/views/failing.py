"""What nobody caught, and what is not there: a page or an answer that says that nothing was kept, and what to do; never a bare number."""

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found, server_error

from workflows.api.refusals import ROOT, not_found
from workflows.failures import busy, is_busy

API, BUSY, AGAIN_IN_SECONDS = "/api/", 503, "2"


def failed(request: HttpRequest) -> HttpResponse:
    """While the failure is being handled. Where others kept the database from us, it was nobody's fault, and will do in a moment."""
    if not is_busy(sys.exception()):
        return server_error(request)
    if request.path.startswith(API):
        return told(JsonResponse({"refusals": [busy().as_dict()]}, status=BUSY))
    return told(HttpResponse(render_to_string("503.html"), status=BUSY))  # without the request: its shell would ask the database


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere: a program is answered as a program."""
    return not_found(request, exception) if request.path.startswith(ROOT) else page_not_found(request, exception)


def told(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = AGAIN_IN_SECONDS
    return response
