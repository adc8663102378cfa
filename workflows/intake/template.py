"""The workbook to fill: the headings, an example that is not read, and on a second page what each column takes."""

import io
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from workflows.intake.reading import ROWS_MAX
from workflows.intake.sheet import EXAMPLE, Column, Sheet
from workflows.sheets import CELL_LETTERS_MAX, NOT_IN_XML, STARTS_A_FORMULA

TEXT_FORMAT = "@"  # keeps the noughts in front of numbers
WIDTH_LETTERS = (14, 46)
LIST_LETTERS_MAX = 250  # of a list of words inside a cell's rule
SHADE = PatternFill("solid", fgColor="EDEFF3")


def template(sheet: Sheet) -> bytes:
    book = Workbook()
    page: Any = book.active
    page.title = sheet.title
    page.freeze_panes = "B3"
    for index, heading in enumerate(sheet.headings, start=1):
        put(page, 1, index, heading, is_bold=True)
        width = max(len(heading) + 4, WIDTH_LETTERS[0])
        dimension = page.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.number_format = min(width, WIDTH_LETTERS[1]), TEXT_FORMAT
    put(page, 2, 1, EXAMPLE, is_example=True)
    for index, column in enumerate(sheet.columns, start=2):
        put(page, 2, index, column.example, is_example=True)
        offer(page, index, column)
    explain(book.create_sheet("คำอธิบาย"), sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(page: Any, row: int, column: int, value: Any, *, is_bold: bool = False, is_example: bool = False) -> None:
    """A cell of text, whatever it begins with; quoted as if typed after ' where a program might take it for a formula."""
    words = NOT_IN_XML.sub("", str(value))[:CELL_LETTERS_MAX]
    cell = page.cell(row, column)
    cell.value = words
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    cell.quotePrefix = words.startswith(STARTS_A_FORMULA)
    cell.font = Font(bold=is_bold, italic=is_example)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_example:
        cell.fill = SHADE


def offer(page: Any, index: int, column: Column) -> None:
    """A list to choose from, where the words are few; what else is typed is judged by the import."""
    words = ",".join(column.words)
    if column.words and len(words) <= LIST_LETTERS_MAX:
        rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
        rule.add(f"{get_column_letter(index)}3:{get_column_letter(index)}{ROWS_MAX + 2}")
        page.add_data_validation(rule)


def explain(page: Any, sheet: Sheet) -> None:
    """What each column takes, and what the import does with the file."""
    notes = (
        _("กรอกในแผ่นงาน “%(title)s” ตั้งแต่แถวที่ 3 ไม่เกิน %(rows)s แถว แถว “%(example)s” ระบบไม่อ่าน")
        % {"title": sheet.title, "rows": ROWS_MAX, "example": EXAMPLE},
        _("ไม่ใช้สูตร ไม่ผสานเซลล์ ไม่เพิ่ม ลบ หรือสลับคอลัมน์ คอลัมน์แรกใส่ลำดับที่หรือเว้นว่างได้"),
        _("ระบบแสดงสิ่งที่จะเปลี่ยนก่อน และบันทึกเมื่อคุณยืนยันเท่านั้น มีที่ผิดแม้แห่งเดียวไม่บันทึกทั้งแฟ้ม"),
    )
    for row, note in enumerate(notes, start=1):
        put(page, row, 1, note)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
    start = len(notes) + 2
    for index, heading in enumerate((_("คอลัมน์"), _("ต้องกรอก"), _("กรอกอย่างไร"), _("คำที่ใช้ได้")), start=1):
        put(page, start, index, heading, is_bold=True)
    for row, column in enumerate(sheet.columns, start=start + 1):
        asked = _("ต้องกรอก") if column.is_required else _("เว้นว่างได้")
        for index, words in enumerate((column.title, asked, column.hint, ", ".join(column.words)), start=1):
            put(page, row, index, words)
    for index, width in enumerate((28, 12, 56, 60), start=1):
        page.column_dimensions[get_column_letter(index)].width = width
