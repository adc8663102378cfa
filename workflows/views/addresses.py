"""What no address may hold."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

NUL = ("\0", "%00")


class Addresses:
    """An address with a NUL letter names nothing: no text of ours holds one, and PostgreSQL takes none even to look for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(nul in part for nul in NUL for part in (request.path, request.META.get("QUERY_STRING", ""))):
            raise Http404
        return self.get_response(request)
