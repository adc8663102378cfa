"""Sample pages, drawn and read back."""

import re
from html import unescape
from html.parser import HTMLParser

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from workflows.samples import PAGES
from workflows.samples.facts import NOBODY, SHELL

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "rect", "circle"})


class Reader(HTMLParser):
    """The elements of a page in order, each with its attributes; it refuses tags that do not close each other.

    `told` holds, by id, the words of each element that has one.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.told: dict[str, str] = {}
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attributes}))
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("id") or ""))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            opened, _ = self.open.pop()
            assert opened == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        for _, key in self.open:
            if key:
                self.told[key] = self.told.get(key, "") + data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        named = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [found for name, found in self.elements if name == tag and named.items() <= found.items()]


def rendered(name: str) -> str:
    page, shell = PAGES[name], NOBODY if name.startswith("sign_in") else SHELL
    request = RequestFactory().get("/board/" if name == "board" else "/somewhere/")
    request.user = AnonymousUser()
    return render_to_string(page.template, {"page": page, "shell": shell}, request=request)


def words_of(page: str) -> str:
    """What a page says, as it is read: names stand in marks of their own, which nobody sees."""
    return " ".join(unescape(re.sub(r"<[^>]+>|\u2060|\u200b", "", page)).split())
