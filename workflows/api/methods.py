"""What is asked of an address by a method that it does not have."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from workflows.api.refusals import ROOT, told
from workflows.refusal import Refusal

NOT_ALLOWED = 405


class Methods:
    """A middleware, because ninja answers such a request before any handler of the API is asked. `Allow` names the methods, as HTTP wants."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or not request.path.startswith(ROOT):
            return response
        allowed = ", ".join(sorted(response["Allow"].split(", ")))
        sentence = _("ที่อยู่นี้ไม่รับ %(method)s") % {"method": request.method}
        refusal = Refusal("METHOD_NOT_ALLOWED", sentence, remedy=_("ใช้ %(allowed)s กับที่อยู่นี้") % {"allowed": allowed})
        return told(NOT_ALLOWED, refusal, headers={"Allow": allowed})
