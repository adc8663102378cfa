"""Reading a printed paper back: every Thai character as it was laid out, and nothing past an edge. For the tests.

How its lines and pages end is another reading: `page_ends`.
"""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from workflows.papers.imprint import fingerprint_start, short_code
from workflows.papers.page_ends import line_faults, signature_faults, text_of
from workflows.papers.paper import Paper
from workflows.papers.printing import html_of, lay_out

PHRASE_LETTERS_MIN = 3
SLACK_PX = 1.0
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")


def check_text(pdf: bytes, paper: Paper) -> list[str]:
    """Every fault of a print of this paper, in words; nothing when it is right."""
    pages = [page._page_box for page in lay_out(paper).pages]  # noqa: SLF001  pages tell nothing else of what lies on them
    laid_out, read = [run.text for page in pages for run, _ in runs(page)], read_text(pdf)
    return [
        *text_faults(laid_out, read), *imprint_faults(paper, read, len(pages)), *edge_faults(pages), *line_faults(pages, html_of(paper)), *signature_faults(pages),
    ]  # fmt: skip


def read_text(pdf: bytes) -> str:
    """What a reader copies out."""
    return subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def text_faults(laid_out: list[str], read: str) -> list[str]:
    """White space and the order of the marks above one consonant are not compared: readers differ in them."""
    want, got = thai_letters("".join(laid_out)), thai_letters(read)
    found = [f"missing {dict(want - got)}"] if want - got else []
    found += [f"extra {dict(got - want)}"] if got - want else []
    flat = one_spelling(read)
    phrases = (run for run in laid_out if len(re.findall("[ก-๛]", run)) >= PHRASE_LETTERS_MIN)
    return found + [f"not read back as written: {phrase}" for phrase in phrases if one_spelling(phrase) not in flat]


def imprint_faults(paper: Paper, read: str, pages: int) -> list[str]:
    expected = (short_code(paper.content_hash), fingerprint_start(paper.content_hash))
    return [f"“{text}” is not on every page" for text in expected if read.count(text) != pages]


def edge_faults(pages: list[Any]) -> list[str]:
    """Text drawn past the right edge of its own column, cell or page, or below the foot of the text."""
    found = []
    for page in pages:
        foot = page.content_box_y() + page.height + SLACK_PX
        for run, right in runs(page):
            if run.position_x + run.width > right + SLACK_PX:
                found.append(f"past the edge by {run.position_x + run.width - right:.1f} px: {run.text}")
        body = [child for child in page.children if not isinstance(child, boxes.MarginBox)]
        lines = [box for child in body for box in child.descendants() if isinstance(box, boxes.LineBox)]
        found += [f"below the foot: {text_of(line)}" for line in lines if line.position_y + line.height > foot]
    return found


def runs(box: Any, right: float = float("inf")) -> Iterator[tuple[Any, float]]:
    """Every run of text in a box, with the right edge of the narrowest block that holds it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            yield child, right
        elif isinstance(child, boxes.BlockContainerBox):
            yield from runs(child, min(right, child.padding_box_x() + child.padding_width()))
        else:
            yield from runs(child, right)


def thai_letters(text: str) -> Counter[str]:
    """Compatibility form, because a font draws "ำ" as "ํ" and "า"."""
    return Counter(c for c in unicodedata.normalize("NFKD", text) if "\u0e01" <= c <= "\u0e5b")


def one_spelling(text: str) -> str:
    """A spelling in which neither white space nor the order of marks matters."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKD", text))
    return MARKS.sub(lambda marks: "".join(sorted(marks[0])), plain)
