"""Where the lines and pages of a paper end: no number, date or name in two, and no signature away from what is signed. For the tests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from workflows.thai import MONTHS, MONTHS_SHORT

LINES_WITH_SIGNATURE_MIN = 2  # of what is signed, on the page of its signature
SIGNATURES = {"sig", "opinion"}
HEADINGS = {"h1", "h2"}
FITS_LETTERS_MAX = 24  # every column is wide enough for these
CONTEXT = 6  # letters on either side of the end of a line, to find it again
TAGS = re.compile("<[^>]*>")
THIN_SPACES = re.compile("[\u200b\u2060]")
DIGITS = "0-9๐-๙"
NUMBER = rf"(?:(?<![{DIGITS}])[{DIGITS}]{{1,3}}(?:,[{DIGITS}]{{3}})+(?:\.[{DIGITS}]+)?|[{DIGITS}]+(?:[./–-][{DIGITS}]+)*)"
MONTH = "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))
# Written anew, not taken from `typeset`: what is checked is not what does it.
WHOLE = re.compile(
    rf"[{DIGITS}]{{1,2}} (?:{MONTH}) (?:พ\.ศ\. )?[{DIGITS}]{{4}}"
    rf"|พ\.ศ\. {NUMBER}"
    rf"|เวลา {NUMBER} น\."
    rf"|(?:หมู่|เล่ม|ชุด|คำสั่ง|งวด|ครั้ง|ดอก|ลำดับ|รายการจ่าย|ฉบับ|เลข)ที่ {NUMBER}"
    rf"|(?:ข้อ|มาตรา|ร้อยละ) {NUMBER}"
    rf"|{NUMBER} (?:บาท|สตางค์|วันทำการ|วัน|เดือน|ปี|เครื่อง|ฉบับ|หน้า|รายการ|งวด|เมตร)"
    rf"|{NUMBER}"
    r"|(?<![ก-๛])(?:นาย|นาง|นางสาว)(?!ก)[ก-๛]{2,} [ก-๛]{2,}"
)


@dataclass(frozen=True)
class Standing:
    """Where one line stands: in which signature, and which signatures are one table with it, 0 for none; in a frame; in a heading."""

    top: float
    signature: int
    table: int
    is_framed: bool
    is_heading: bool


def line_faults(pages: list[Any], html: str) -> list[str]:
    """Everything that belongs on one line and stands on two, though it does not fill a line. `html` tells where the spaces were."""
    found, words = [], THIN_SPACES.sub("", re.sub(r"\s+", " ", unescape(TAGS.sub("", html))))
    for page in pages:
        for line, following in pairs(page):
            space = "" if line[-CONTEXT:] + following[:CONTEXT] in words else " "
            found += [f"in two: {one}, in {line}|{following}" for one in broken(line, following, space)]
    return found


def pairs(page: Any) -> Iterator[tuple[str, str]]:
    """Each line of a block with the one below it, but where the page itself asks for a new line."""
    for box in page.descendants():
        lines = [child for child in getattr(box, "children", ()) if isinstance(child, boxes.LineBox)]
        for line, following in pairwise(lines):
            if not any(child.element_tag == "br" for child in line.descendants()):
                yield THIN_SPACES.sub("", text_of(line)).strip(), THIN_SPACES.sub("", text_of(following)).strip()


def broken(line: str, following: str, space: str) -> Iterator[str]:
    """What goes over the end of a line. Something long that fills its line from the start could not be whole on any."""
    end = len(line)
    for found in WHOLE.finditer(f"{line}{space}{following}"):
        is_over = found.start() < end and found.end() > end + len(space)
        if is_over and (found.start() or len(found[0]) <= FITS_LETTERS_MAX):
            yield found[0]


def signature_faults(pages: list[Any]) -> list[str]:
    """A signature in two parts, or away from what is signed: on a page of its own it has more above it than a heading.

    A table of more signatures than one page holds goes on by itself on the next.
    """
    found: list[str] = []
    signed_before: set[int] = set()
    tables_before: set[int] = set()
    for number, page in enumerate(pages, start=1):
        lines = list(standing(page))
        signed = {line.signature for line in lines if line.signature}
        found += ["a signature goes over the end of a page"] * len(signed & signed_before)
        if number > 1 and is_alone(lines, tables_before):
            found.append(f"a signature stands alone on page {number}")
        signed_before, tables_before = signed, {line.table for line in lines if line.table}
    return found


def filled_share(page: Any) -> float:
    """How far down the room for text its last line reaches: 1 is a full page."""
    lowest = max((line.top for line in standing(page)), default=page.content_box_y())
    share: float = (lowest - page.content_box_y()) / page.height
    return share


def is_alone(lines: list[Standing], tables_before: set[int]) -> bool:
    """Whether the first signature of a page has nothing above it that is signed; of framed ones, whose text is in the frame, the whole page."""
    signed = [line for line in lines if line.signature]
    if not signed or signed[0].table in tables_before - {0}:
        return False
    first = min((line.top for line in signed if not line.is_framed), default=None)
    above = [line for line in lines if not line.signature and (first is None or line.top < first)]
    text = {round(line.top) for line in above if not line.is_heading}
    headings = {round(line.top) for line in above if line.is_heading} if first is not None else set()
    return not text or len(text | headings) < LINES_WITH_SIGNATURE_MIN


def standing(
    box: Any, signature: int = 0, table: int = 0, *, is_framed: bool = False, is_heading: bool = False
) -> Iterator[Standing]:
    """Every line of a page but those in its margins."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.MarginBox):
            continue
        classes = class_names(child)
        part = signature or (id(child.element) if classes & SIGNATURES else 0)
        whole = table or (id(child.element) if "sigs" in classes else 0)
        heading, framed = is_heading or child.element_tag in HEADINGS, is_framed or "box" in classes
        if isinstance(child, boxes.LineBox):
            yield Standing(child.position_y, part, whole, framed, heading)
        else:
            yield from standing(child, part, whole, is_framed=framed, is_heading=heading)


def class_names(box: Any) -> set[str]:
    element = getattr(box, "element", None)
    return set((element.get("class") or "").split()) if element is not None else set()


def text_of(box: Any) -> str:
    """What is written in a line."""
    return "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))
