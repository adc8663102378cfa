"""Thai that stays Thai on an English page: what people typed, and what a regulation is called. Marked, it is read aloud rightly."""

import html
import re
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeData

from workflows.dates import is_english

THAI = re.compile("[\u0e00-\u0e7f]")


def as_typed(words: Any) -> Any:
    """Words with Thai letters as Thai, where the page is not; anything else as it is."""
    if not isinstance(words, str) or isinstance(words, SafeData) or not is_english() or not THAI.search(words):
        return words
    return format_html('<span lang="th">{}</span>', words)


def escaped(value: Any) -> str:
    """What stands in a page. Plain text goes the short way: a case has a thousand pieces of it."""
    return html.escape(value) if type(value) is str else conditional_escape(value)


TAGS = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)")
LANGUAGE = re.compile(r'\slang="([a-z]+)"')
SPOKEN = re.compile(r'\s(?:aria-label|title|placeholder|alt)="[^"]*[\u0e00-\u0e7f]')
RUN = re.compile(
    "\u201c?[\u0e00-\u0e7f](?:[^A-Za-z\u201c\u201d]*[\u0e00-\u0e7f])?(?: ?[0-9/.,-]*[0-9])?\u201d?"
)  # with its number, in its quotes
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
MUTE = {"script", "style", "textarea", "svg", "code"}
TEXT_ALONE = {"option", "title"}  # no element may stand within
BRAND = "Dika ฎีกา"


def marked(page: str) -> str:
    """An English page with every Thai word on it marked as such: in running text, in choices, in the page's own name, in pictures."""
    marker = Marker()
    return (
        "".join(marker.tag(piece) if piece.startswith("<") else marker.text(piece) for piece in TAGS.split(page)) + marker.let_go()
    )


class Marker:
    """Goes through a page once. A tag whose text alone decides its language is held back until that text comes."""

    def __init__(self) -> None:
        self.within: list[tuple[str, bool]] = []  # each open element, and whether nothing in it need be marked
        self.held = ""

    def text(self, piece: str) -> str:
        is_settled = bool(self.within) and self.within[-1][1]
        is_thai = not is_settled and THAI.search(piece.removesuffix(BRAND)) is not None
        if not self.held:
            return marked_text(piece) if is_thai else piece
        tag = self.let_go()
        return (in_thai(tag) if is_thai else tag) + piece

    def tag(self, piece: str) -> str:
        before, found = self.let_go(), NAME.match(piece)
        name = found[1] if found else ""
        if piece.startswith("</"):
            while self.within and self.within.pop()[0] != name:
                pass
            return before + piece
        language = LANGUAGE.search(piece)
        if name in VOID or not name:
            return before + (in_thai(piece) if SPOKEN.search(piece) and not language else piece)
        is_settled = language[1] == "th" if language else bool(self.within and self.within[-1][1])
        self.within.append((name, is_settled or name in MUTE))
        if name in TEXT_ALONE and not language and not is_settled:
            self.held = piece
            return before
        return before + piece

    def let_go(self) -> str:
        held, self.held = self.held, ""
        return held


def in_thai(tag: str) -> str:
    return f'{tag.rstrip("/>").rstrip()} lang="th">'


def marked_text(text: str) -> str:
    """Its Thai in an element of its own; English beside it stays with it in one, so that no row of boxes tears them apart."""
    spoken = text.strip()
    before, _, after = text.partition(spoken)
    told = RUN.sub(r'<span lang="th">\g<0></span>', spoken)
    return f"{before}{told}{after}" if RUN.fullmatch(spoken) else f"{before}<span>{told}</span>{after}"
