"""XLSX: rows as people count and sort them, numbers and days as what they are; no text becomes a formula."""

import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAHT_FORMAT = "#,##0.00"
DAY_FORMAT = "[$-1070000]d mmm yyyy"  # the Buddhist era in Arabic digits
COLUMN_LETTERS = (8, 60)
CELL_LETTERS_MAX = 32_767  # of the format
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")


def workbook(title: str, headers: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """One sheet: its headers stay in sight, and each can be filtered by."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    written = [[cell(sheet, header, is_bold=True) for header in headers]]
    written += [[cell(sheet, value) for value in row] for row in rows]
    for number, column in enumerate(zip(*written, strict=True), start=1):
        widest = max(len(shown(one.value)) for one in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(widest + 2, COLUMN_LETTERS[0]), COLUMN_LETTERS[1])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(written[0]))}{len(written)}"
    for line in written:
        sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def shown(value: Any) -> str:
    return "" if value is None else str(value)


def cell(sheet: Any, value: Any, *, is_bold: bool = False) -> Any:
    """A value in its own type. A text stays a text, and one that a program might take for a formula is quoted, as if typed after '."""
    if isinstance(value, str) or not isinstance(value, (int, Decimal, date, type(None))):
        text = NOT_IN_XML.sub("", str(value))[:CELL_LETTERS_MAX]
        made = WriteOnlyCell(sheet, text)
        made.data_type = "s"
        made.quotePrefix = text.startswith(STARTS_A_FORMULA)
    else:
        made = WriteOnlyCell(sheet, value)
        if isinstance(value, Decimal):
            made.number_format = BAHT_FORMAT
        elif isinstance(value, date):
            made.number_format = DAY_FORMAT
    if is_bold:
        made.font = Font(bold=True)
    return made
