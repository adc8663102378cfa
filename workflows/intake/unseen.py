"""What a file holds that whoever opens it does not see: rows and columns that are hidden, and a second sheet of the same kind."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from workflows.intake.sheet import Fault, Sheet

# A sheet that is read row by row tells nothing of these, so they are looked for in its XML, whichever quotes and prefix it has.
ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
TRUE = (b"1", b"true")
ROWS_LOOKED_AT = 3  # of another sheet: its headings, the example, and one that somebody has filled


def hidden(part: bytes, tag: "re.Pattern[bytes]") -> Iterator[dict[bytes, bytes]]:
    """The attributes of each element of a kind that is hidden."""
    for found in tag.findall(part):
        attributes = dict(ATTRIBUTE.findall(found))
        if attributes.get(b"hidden") in TRUE:
            yield attributes


def hidden_rows(part: bytes) -> set[int]:
    return {int(row[b"r"]) for row in hidden(part, ROW) if row.get(b"r", b"").isdigit()}


def hidden_columns(part: bytes, columns: int) -> set[int]:
    """Their numbers from one, among the first ones of the sheet."""
    spans = [(column.get(b"min", b""), column.get(b"max", b"")) for column in hidden(part, COLUMN)]
    found = (range(int(first), min(int(last), columns) + 1) for first, last in spans if first.isdigit() and last.isdigit())
    return {number for span in found for number in span}


def row_hidden(number: int, sheet: Sheet) -> Fault:
    remedy = _("แสดงแถวที่ซ่อน หรือล้างตัวกรอง ตรวจแล้วส่งใหม่ หรือลบแถวนี้")
    return Fault(number, f"A {sheet.headings[0]}", _("แถวนี้ซ่อนอยู่ คนที่เปิดแฟ้มมองไม่เห็น"), remedy)


def column_hidden(place: str) -> Fault:
    return Fault(1, place, _("คอลัมน์นี้ซ่อนอยู่ คนที่เปิดแฟ้มมองไม่เห็น"), _("แสดงคอลัมน์ที่ซ่อน ตรวจแล้วส่งใหม่"))


def others_alike(pages: Iterable[Any], sheet: Sheet) -> Iterator[Fault]:
    """Sheets besides the one that is read which have its headings and data below: whoever ran out of rows copied it."""
    for page in pages:
        lines = [[words(cell) for cell in row] for row in page.iter_rows(max_row=ROWS_LOOKED_AT, values_only=True)]
        if lines and lines[0][: len(sheet.headings)] == list(sheet.headings) and any(any(line[1:]) for line in lines[1:]):
            words_of = {"title": page.title, "read": sheet.title}
            sentence = _("แผ่นงาน “%(title)s” มีหัวคอลัมน์เดียวกันและมีข้อมูล แต่ระบบอ่านแผ่นงานเดียว") % words_of
            yield Fault(0, "", sentence, _("ย้ายทุกแถวมาไว้ในแผ่นงาน “%(read)s” แผ่นเดียว") % words_of)


def words(value: Any) -> str:
    return " ".join(str(value if value is not None else "").split())
