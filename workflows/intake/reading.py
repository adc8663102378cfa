"""A workbook's bytes to the rows of one kind of sheet, or every reason why not. Nothing is ever computed: a formula is refused by its cell."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import get_column_letter

from workflows.intake import unseen
from workflows.intake.cells import Misread, shown
from workflows.intake.package import SheetRefused, opened, refused, unpacked
from workflows.intake.sheet import EXAMPLE, Column, Fault, Row, Sheet

ROWS_MAX = 500  # of data; each is a step, and others wait for the register as long as all of them take
ROWS_SEEN_MAX = 2000  # blank ones included
COLUMNS_SEEN_MAX = 64
HEADING_ROW = 1
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3}\d{1,7})""")

# A cell as it is judged: its value, and whether it is a formula or one of Excel's own errors.
Cells = list[Any]


def read(content: bytes, sheet: Sheet) -> list[Row]:
    """Every row of data, in the order of the file. Raises SheetRefused with everything that is wrong."""
    package = opened(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about what it leaves out; we take values alone
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        except Exception as error:  # whatever the parser stumbles over, the file is not what it claims to be
            raise refused(_("เปิดแฟ้มนี้เป็น Excel ไม่ได้"), _("ดาวน์โหลดแม่แบบใหม่ แล้วคัดลอกข้อมูลไปวาง")) from error
        page: Any = next((one for one in book.worksheets if one.title.strip() == sheet.title), None)
        if page is None:
            sentence = _("ไม่มีแผ่นงานชื่อ “%(wanted)s” พบแต่ %(found)s") % {
                "wanted": sheet.title,
                "found": ", ".join(book.sheetnames[:9]),
            }
            raise refused(sentence, _("ใช้แม่แบบของระบบ หรือแก้ชื่อแผ่นงานให้ตรง"))
        part = unpacked(package, page._worksheet_path)  # noqa: SLF001  a sheet that is read row by row tells nothing of its merged cells
        faults = [merged(cell) for cell in MERGED.findall(part)]
        if faults:
            raise SheetRefused(*faults)
        try:
            lines = list(lines_of(page))
            faults = list(unseen.others_alike((one for one in book.worksheets if one is not page), sheet))
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            raise refused(_("แผ่นงานนี้เสียหาย อ่านไม่ได้"), _("ดาวน์โหลดแม่แบบใหม่ แล้วคัดลอกข้อมูลไปวาง")) from error
    if faults:
        raise SheetRefused(*faults)
    return rows_of(lines, sheet, part)


def merged(cell: bytes) -> Fault:
    name = cell.decode()
    letters, number = re.findall(r"[A-Z]+|\d+", name)
    return Fault(int(number), letters, _("มีเซลล์ที่ผสานกันเริ่มที่ %(cell)s") % {"cell": name}, _("ยกเลิกการผสานเซลล์ แล้วพิมพ์ให้ครบทุกแถว"))


def lines_of(page: Any) -> Iterator[tuple[int, Cells]]:
    """Each row that holds something, with its number. Raises SheetRefused for a sheet larger than anybody fills by hand."""
    held = 0
    for number, cells in enumerate(page.iter_rows(), start=1):
        if number > ROWS_SEEN_MAX or len(cells) > COLUMNS_SEEN_MAX:
            sentence = _("แผ่นงานกว้างหรือยาวเกินไป (เกิน %(rows)s แถว หรือ %(columns)s คอลัมน์)")
            words = {"rows": ROWS_SEEN_MAX, "columns": COLUMNS_SEEN_MAX}
            raise refused(sentence % words, _("ลบแถวและคอลัมน์ว่างท้ายแผ่นงาน หรือแบ่งเป็นหลายแฟ้ม"))
        if any(cell.value not in (None, "") for cell in cells):
            held += 1
            yield number, list(cells)
        if held > ROWS_MAX + 2:  # the headings and the example beside them
            raise too_many()


def too_many() -> SheetRefused:
    return refused(_("เกิน %(rows)s แถว") % {"rows": ROWS_MAX}, _("แบ่งเป็นหลายแฟ้ม"))


def rows_of(lines: list[tuple[int, Cells]], sheet: Sheet, part: bytes) -> list[Row]:
    if not lines:
        raise refused(_("แผ่นงาน “%(title)s” ว่างเปล่า") % {"title": sheet.title}, _("กรอกข้อมูลในแม่แบบ แล้วเลือกแฟ้มใหม่"))
    wrong_headings(*lines[0], sheet)
    rows: list[Row] = []
    places = (
        place(number - 1, sheet.columns[number - 2])
        for number in sorted(unseen.hidden_columns(part, len(sheet.headings)))
        if number > 1
    )
    faults = [unseen.column_hidden(where) for where in places]
    hidden = unseen.hidden_rows(part)
    for number, cells in lines[1:]:
        if not any(has_value(cell) for cell in cells[1:]):
            continue
        if str(cells[0].value or "").strip() == EXAMPLE:
            faults += typed_over(number, cells, sheet)
            continue
        if len(rows) == ROWS_MAX:  # who deletes the example has one line more
            raise too_many()
        if is_heading(cells, sheet):
            faults.append(Fault(number, f"A {sheet.headings[0]}", _("แถวนี้เป็นหัวคอลัมน์ซ้ำ ไม่ใช่ข้อมูล"), _("ลบแถวนี้")))
            continue
        if number in hidden:
            faults.append(unseen.row_hidden(number, sheet))
        row, found = row_of(number, cells, sheet)
        rows.append(row)
        faults += found
    whole = [row for row in rows if row.number not in {fault.row for fault in faults}]
    faults += doubled(whole, sheet)
    if faults:
        raise SheetRefused(*faults, rows=whole)
    if not rows:
        raise refused(_("มีแต่หัวคอลัมน์ ยังไม่มีแถวข้อมูล"), _("กรอกข้อมูลใต้หัวคอลัมน์ (แถวตัวอย่างระบบไม่อ่าน)"))
    return rows


def is_heading(cells: Cells, sheet: Sheet) -> bool:
    """Whether somebody pasted another sheet below with its headings."""
    return [unseen.words(cell.value) for cell in cells[1 : len(sheet.headings)]] == list(sheet.headings[1:])


def typed_over(number: int, cells: Cells, sheet: Sheet) -> list[Fault]:
    """A fault where somebody has typed data into the example's row: it must not be left out unseen."""
    told = [str(cell.value or "").strip() for cell in cells[1:] if has_value(cell)]
    if told == [str(column.example) for column in sheet.columns]:
        return []
    sentence = _("แถวนี้มีคำว่า “%(example)s” ในคอลัมน์แรก แต่ข้อมูลไม่ใช่ตัวอย่างของแม่แบบ") % {"example": EXAMPLE}
    return [Fault(number, f"A {sheet.headings[0]}", sentence, _("ลบคำนี้ถ้าเป็นข้อมูลจริง หรือลบทั้งแถว"))]


def has_value(cell: Any) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def wrong_headings(number: int, cells: Cells, sheet: Sheet) -> None:
    """Raise SheetRefused unless the first row holds the headings, each in its own column."""
    found = [" ".join(str(cell.value or "").split()) for cell in cells]
    while found and not found[-1]:
        found.pop()
    wanted = list(sheet.headings)
    if number == HEADING_ROW and found == wanted:
        return
    told = [heading for heading in found if heading]
    if number == HEADING_ROW and told == wanted:
        sentence = _("หัวคอลัมน์เลื่อนไปทางขวา เริ่มที่คอลัมน์ %(column)s") % {"column": letter(found.index(wanted[0]))}
        raise SheetRefused(Fault(HEADING_ROW, letter(found.index(wanted[0])), sentence, _("ลบคอลัมน์ว่าง ให้หัวคอลัมน์แรกอยู่ที่ A1")))
    faults = []
    for index in range(max(len(found), len(wanted))):
        expected, seen = (part[index] if index < len(part) else "" for part in (wanted, found))
        if expected != seen:
            sentence = _("หัวคอลัมน์ต้องเป็น “%(expected)s” แต่พบ “%(seen)s”") % {"expected": expected or "–", "seen": shown(seen) or "–"}
            faults.append(Fault(number, letter(index), sentence, _("ใช้หัวคอลัมน์ตามแม่แบบ ไม่เพิ่ม ไม่ลบ ไม่สลับ")))
    raise SheetRefused(*(faults or [Fault(number, "A", _("หัวคอลัมน์ต้องอยู่แถวที่ 1"), _("ลบแถวเหนือหัวคอลัมน์"))]))


def letter(index: int) -> str:
    return str(get_column_letter(index + 1))


def row_of(number: int, cells: Cells, sheet: Sheet) -> tuple[Row, list[Fault]]:
    """One row with every fault of its cells."""
    values: dict[str, Any] = {}
    notes, faults = [], []
    for index, cell in enumerate(cells[1:], start=1):
        column = sheet.columns[index - 1] if index <= len(sheet.columns) else None
        try:
            value = plain(cell)
            if column is None and value is not None:
                raise Misread(_("มีข้อมูลนอกคอลัมน์ของแม่แบบ"), _("ลบข้อมูลในช่องนี้"))
            if column is not None and value is not None:
                got = column.read(value)
                values[column.name] = got.value
                notes += [got.note] if got.note else []
        except Misread as wrong:
            faults.append(Fault(number, place(index, column), wrong.sentence, wrong.remedy))
            values[column.name if column else ""] = None
    for index, column in enumerate(sheet.columns, start=1):
        if values.setdefault(column.name, column.empty) == "" and column.is_required:
            faults.append(Fault(number, place(index, column), _("ต้องกรอกช่องนี้"), str(column.hint)))
    return Row(number, values, tuple(notes)), faults


def place(index: int, column: Column | None) -> str:
    return f"{letter(index)} {column.title}" if column else letter(index)


def plain(cell: Any) -> Any:
    """A cell's value: text, whole number, exact amount, day or truth; None where it is blank. Raises Misread for a formula or an error."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "f" or not isinstance(value, (str, bool, int, float, date)):
        raise Misread(_("เป็นสูตร ระบบไม่คำนวณและไม่ใช้ผลของสูตร"), _("คัดลอกแล้ววางแบบค่าเท่านั้น"))
    if cell.data_type == "e":
        raise Misread(_("เป็นข้อผิดพลาดของ Excel (%(value)s)") % {"value": shown(value)}, _("แก้ช่องนี้ แล้ววางแบบค่าเท่านั้น"))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise Misread(_("ไม่ใช่ตัวเลขที่ใช้ได้"), _("พิมพ์ใหม่"))
    return int(exact) if exact == exact.to_integral_value() else exact


def doubled(rows: list[Row], sheet: Sheet) -> list[Fault]:
    """Rows that say the same thing twice, each with the row that said it first."""
    first: dict[tuple[Any, ...], int] = {}
    faults = []
    titles = {column.name: (index, column) for index, column in enumerate(sheet.columns, start=1)}
    for row in rows:
        told = tuple(row[name] for name in sheet.told_apart_by)
        if told in first:
            sentence = _("ซ้ำกับแถวที่ %(row)s") % {"row": first[told]}
            faults.append(Fault(row.number, place(*titles[sheet.told_apart_by[-1]]), sentence, _("ลบแถวที่ซ้ำ หรือแก้ให้ต่างกัน")))
        first.setdefault(told, row.number)
    return faults
