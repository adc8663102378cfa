"""Whole files: what is no workbook, what a machine should not open, and what people do to a template; each told by sheet, row and column."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from tests.workflows.workbooks import FIRST_ROW, filled, with_part
from workflows.intake import package, reading
from workflows.intake.package import FILE_BYTES_MAX, SheetRefused
from workflows.intake.sheet import SHEETS, Fault

UNIT = ("กองช่าง", "กองช่างและผังเมือง", "ไม่ใช่")


def faults(content: bytes, code: str = "units") -> tuple[Fault, ...]:
    with pytest.raises(SheetRefused) as refused:
        reading.read(content, SHEETS[code])
    assert all(fault.sentence and fault.remedy for fault in refused.value.faults)
    return refused.value.faults


def test_a_filled_template_gives_its_rows_and_not_its_example() -> None:
    (row,) = reading.read(filled("units", UNIT), SHEETS["units"])
    assert row.number == FIRST_ROW
    assert dict(row.values) == {"code": "กองช่าง", "name": "กองช่างและผังเมือง", "is_finance": False}


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ว่างเปล่า"),
        (OLD_EXCEL, ".xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<html><table>", "HTML"),
        ("ชื่อ,เลข\nก,1\n".encode(), "เปิดแฟ้มนี้เป็น Excel ไม่ได้"),
        (b"PK\x03\x04" + bytes(50), "เปิดแฟ้มนี้เป็น Excel ไม่ได้"),
        (bytes(FILE_BYTES_MAX + 1), "เมกะไบต์"),
    ],
    ids=["empty", "xls", "pdf", "png", "html", "csv", "torn", "large"],
)
def test_what_is_no_workbook_is_told_by_its_bytes(content: bytes, said: str) -> None:
    (fault,) = faults(content)
    assert said in fault.sentence
    assert fault.row == 0


def test_a_file_of_the_largest_size_is_still_looked_at() -> None:
    assert "เมกะไบต์" not in faults(bytes(FILE_BYTES_MAX))[0].sentence


NO_NUMBER = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="n"><v>one</v></c></row></sheetData></worksheet>"""


def other_package(*parts: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts:
            made.writestr(name, body)
    return file.getvalue()


def test_what_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_part(filled("units", UNIT), "xl/worksheets/sheet1.xml", bytes(package.PART_BYTES_MAX + 1))
    assert len(bomb) < FILE_BYTES_MAX
    monkeypatch.setattr(package, "unpacked", lambda *_: pytest.fail("it was unpacked"))
    assert "ใหญ่ผิดปกติ" in faults(bomb)[0].sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda good: other_package(*[(f"xl/{number}", b"") for number in range(package.PARTS_MAX + 1)]), "ใหญ่ผิดปกติ"),
        (lambda good: other_package(("word/document.xml", b"<w/>")), "เปิดแฟ้มนี้เป็น Excel ไม่ได้"),
        (lambda good: with_part(good, "xl/vbaProject.bin", b"x"), "มาโคร"),
        (lambda good: with_part(good, "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "XML"),
        (lambda good: with_part(good, "xl/workbook.xml", "<!DOCTYPE x []><x/>".encode("utf-16")), "XML"),
        (lambda good: with_part(good, "xl/workbook.xml", b"<x/>"), ""),
        (
            lambda good: with_part(good, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='A1'"),
            "เปิดแฟ้มนี้เป็น Excel ไม่ได้",
        ),
        (lambda good: with_part(good, "xl/worksheets/sheet1.xml", NO_NUMBER), "อ่านไม่ได้"),
        (lambda good: good[: len(good) // 2], "เปิดแฟ้มนี้เป็น Excel ไม่ได้"),
    ],
    ids=[
        "many parts",
        "a letter",
        "macros",
        "entities",
        "entities in utf-16",
        "no sheets",
        "broken sheet",
        "no number",
        "half a file",
    ],
)
def test_what_is_not_an_honest_workbook_is_refused(content: Callable[[bytes], bytes], said: str) -> None:
    assert said in faults(content(filled("units", UNIT)))[0].sentence


def put(row: int, column: int, value: Any) -> Callable[[Any], Any]:
    def edit(page: Any) -> None:
        page.cell(row, column).value = value

    return edit


@pytest.mark.parametrize(
    ("edit", "row", "column", "said"),
    [
        (lambda page: page.merge_cells("B3:C3"), 3, "B", "ผสาน"),
        (put(3, 3, "=1+1"), 3, "C ชื่อหน่วยงาน", "สูตร"),
        (put(3, 3, "=HYPERLINK(A1)"), 3, "C ชื่อหน่วยงาน", "สูตร"),
        (put(3, 3, "#REF!"), 3, "C ชื่อหน่วยงาน", "ข้อผิดพลาดของ Excel"),
        (put(3, 3, None), 3, "C ชื่อหน่วยงาน", "ต้องกรอก"),
        (put(3, 3, "ก" * 201), 3, "C ชื่อหน่วยงาน", "ยาวเกิน"),
        (put(3, 4, "อาจจะ"), 3, "D เป็นหน่วยงานคลัง", "ไม่มีให้เลือก"),
        (put(3, 5, "เกิน"), 3, "E", "นอกคอลัมน์"),
        (put(2, 2, "กองจริง"), 2, "A ที่", "ตัวอย่าง"),
        (put(3, 1, "ตัวอย่าง"), 3, "A ที่", "ข้อมูลไม่ใช่ตัวอย่างของแม่แบบ"),
        (put(1, 3, "ชื่อ"), 1, "C", "หัวคอลัมน์ต้องเป็น “ชื่อหน่วยงาน” แต่พบ “ชื่อ”"),
        (lambda page: page.insert_cols(1), 1, "B", "เลื่อนไปทางขวา"),
        (lambda page: page.insert_rows(1), 2, "A", "หัวคอลัมน์ต้องอยู่แถวที่ 1"),
        (lambda page: page.delete_cols(3), 1, "C", "หัวคอลัมน์ต้องเป็น"),
        (lambda page: setattr(page, "title", "Sheet1"), 0, "", "ไม่มีแผ่นงานชื่อ “หน่วยงาน” พบแต่ Sheet1"),
        (lambda page: page.delete_rows(1, 9), 0, "", "ว่างเปล่า"),
        (lambda page: page.delete_rows(3), 0, "", "มีแต่หัวคอลัมน์"),
        (put(reading.ROWS_SEEN_MAX + 1, 2, "ไกล"), 0, "", "กว้างหรือยาวเกินไป"),
        (put(3, reading.COLUMNS_SEEN_MAX + 1, "ไกล"), 0, "", "กว้างหรือยาวเกินไป"),
    ],
)  # fmt: skip
def test_each_thing_that_people_do_to_a_template_is_told_where_it_is(
    edit: Callable[[Any], Any], row: int, column: str, said: str
) -> None:
    fault = faults(filled("units", UNIT, edit=edit))[0]
    assert (fault.row, fault.column) == (row, column), fault
    assert said in fault.sentence


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    told = faults(filled("units", ("ก", "", "อาจจะ"), ("ข", "=1", "ใช่"), ("ค", "ค", "ใช่"), ("ค", "อื่น", "ใช่")))
    assert [(fault.row, fault.column[0]) for fault in told] == [(3, "D"), (3, "C"), (4, "C"), (6, "B")]
    assert "ซ้ำกับแถวที่ 5" in told[-1].sentence


def as_it_is(page: Any) -> None:
    """The example stays where it was."""


@pytest.mark.parametrize("edit", [as_it_is, lambda page: page.delete_rows(2)])
@pytest.mark.parametrize(("rows", "is_taken"), [(reading.ROWS_MAX, True), (reading.ROWS_MAX + 1, False)])
def test_a_file_of_the_most_rows_is_read_and_of_one_more_refused(rows: int, is_taken: bool, edit: Callable[[Any], Any]) -> None:
    """With the example and without: who deletes it has one line more."""
    content = filled("units", *((f"หน่วย {number}", f"หน่วย {number}", "ไม่ใช่") for number in range(rows)), edit=edit)
    if is_taken:
        assert len(reading.read(content, SHEETS["units"])) == rows
    else:
        assert str(reading.ROWS_MAX) in faults(content)[0].sentence


def test_merged_cells_are_found_whichever_quotes_the_file_has() -> None:
    """Other programs than Excel write them too."""
    content = filled("units", UNIT, edit=lambda page: page.merge_cells("B3:C3"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        body = book.read("xl/worksheets/sheet1.xml")
    assert b'<mergeCell ref="B3:C3"' in body
    told = faults(with_part(content, "xl/worksheets/sheet1.xml", body.replace(b'ref="B3:C3"', b"ref = 'B3:C3'")))
    assert (told[0].row, told[0].column) == (3, "B") and "ผสาน" in told[0].sentence


def test_a_text_that_looks_like_a_formula_is_text_and_a_blank_row_is_none() -> None:
    def as_text(page: Any) -> None:
        page.cell(3, 3).data_type = "s"
        page.cell(7, 1).value = 5  # an ordinal alone

    (row,) = reading.read(filled("units", ("ก", "=กองช่าง", "ใช่"), edit=as_text), SHEETS["units"])
    assert row["name"] == "=กองช่าง"


def test_a_workbook_of_somebody_else_has_another_page() -> None:
    file = io.BytesIO()
    Workbook().save(file)
    assert "ไม่มีแผ่นงานชื่อ" in faults(file.getvalue())[0].sentence
