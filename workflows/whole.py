"""A name breaks at its spaces alone. No dictionary of line breaks knows firms, people and units: of ชัยดีก่อสร้าง it makes ชัย and ดีก่อสร้าง."""

import re
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from workflows.dates import is_english
from workflows.marking import THAI, as_typed

ABOVE_AND_BELOW = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # vowels and marks that take no room of their own
LETTERS_ON_A_LINE = 26  # no telephone has a narrower line


class Name(str):
    """The name of a firm, a person or a unit, for a page to show."""

    __slots__ = ()


def whole(name: Any) -> SafeString:
    """A name with each of its words on one line; one that may be wider than the line alone may break. Nothing is added to what is copied.

    An English page has it marked as Thai in one piece instead, for whoever listens to it.
    """
    if is_english():
        return conditional_escape(as_typed(str(name)))
    return mark_safe(" ".join(map(on_one_line, str(name).split(" "))))  # noqa: S308 - each word was escaped


def on_one_line(word: str) -> str:
    if not THAI.search(word):
        return escape(word)
    kind = "nb" if len(ABOVE_AND_BELOW.sub("", word)) <= LETTERS_ON_A_LINE else "name"
    return f'<span class="{kind}">{escape(word)}</span>'
