"""Thai first: English only for whoever chose it, whatever the browser says of itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from workflows.dates import is_english
from workflows.marking import marked


class ChosenLanguage:
    """A middleware that reads the choice from its cookie. A browser's own preference would mix two languages on one page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class MarkedThai:
    """A middleware that marks the Thai of an English page: names and titles are data and stay as they are, whichever template shows them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_english() and not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = marked(response.content.decode()).encode()
        return response
