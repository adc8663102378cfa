"""What happens to a file before it comes to us: each mishap is told by its row in Thai, and nothing of the file is taken."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workflows.registering import act, browser, days, post_of
from tests.workflows.workbooks import FIRST_ROW, confirm, filled, send
from workflows.intake.package import MEGABYTE
from workflows.models import Holding, Position, Unit, User
from workflows.practice import PracticeOffice

ONE = ("นางสาวสมมติ ใจดี", "sommot", "กองช่าง", "นายช่างสำรวจ", "1 ต.ค. 2569", "12/2569", "28 ก.ย. 2569")
DAY_OF_EXCEL = datetime(2026, 10, 1)  # noqa: DTZ001  a spreadsheet knows no time zone
TWO = ("นายตัวอย่าง ทดลอง", "tuayang", "", "", "", "", "")


@pytest.fixture
def post(office: PracticeOffice) -> Position:
    act(office, "add_position", unit=office.units["กองช่าง"], title="นายช่างสำรวจ", roles=[])
    return Position.objects.get(title="นายช่างสำรวจ")


def faults(office: PracticeOffice, content: bytes, code: str = "people") -> list[tuple[int, str, str]]:
    """(row, sentence, remedy) of every fault; and nobody new stands in the register."""
    before = User.objects.count()
    answer = send(browser(office, "wilai"), code, content)
    assert answer.status_code in (413, 422) and User.objects.count() == before
    return [(fault.row, fault.sentence, fault.remedy) for fault in answer.context["page"].faults]


def hidden_row(page: Any) -> None:
    page.row_dimensions[FIRST_ROW + 1].hidden = True


def filtered(page: Any) -> None:
    """As Excel keeps a filter: the rows that it does not show are hidden."""
    page.auto_filter.ref = "A1:H9"
    page.auto_filter.add_filter_column(3, ["กองช่าง"])
    page.row_dimensions[FIRST_ROW + 1].hidden = True


def hidden_column(page: Any) -> None:
    page.column_dimensions["C"].hidden = True


def heading_again(page: Any) -> None:
    for column in range(1, 9):
        page.cell(FIRST_ROW + 2, column).value = page.cell(1, column).value


def merged(page: Any) -> None:
    page.merge_cells(start_row=FIRST_ROW, end_row=FIRST_ROW + 1, start_column=4, end_column=4)


def formula(page: Any) -> None:
    page.cell(FIRST_ROW, 2).value = '=CONCATENATE("นาย","ก")'


def heading_twice(page: Any) -> None:
    page.cell(1, 3).value = page.cell(1, 2).value


@pytest.mark.parametrize(
    ("mishap", "row", "said", "to_do"),
    [
        (hidden_row, FIRST_ROW + 1, "แถวนี้ซ่อนอยู่ คนที่เปิดแฟ้มมองไม่เห็น", "แสดงแถวที่ซ่อน หรือล้างตัวกรอง ตรวจแล้วส่งใหม่ หรือลบแถวนี้"),
        (filtered, FIRST_ROW + 1, "แถวนี้ซ่อนอยู่ คนที่เปิดแฟ้มมองไม่เห็น", "แสดงแถวที่ซ่อน หรือล้างตัวกรอง ตรวจแล้วส่งใหม่ หรือลบแถวนี้"),
        (hidden_column, 1, "คอลัมน์นี้ซ่อนอยู่ คนที่เปิดแฟ้มมองไม่เห็น", "แสดงคอลัมน์ที่ซ่อน ตรวจแล้วส่งใหม่"),
        (heading_again, FIRST_ROW + 2, "แถวนี้เป็นหัวคอลัมน์ซ้ำ ไม่ใช่ข้อมูล", "ลบแถวนี้"),
        (merged, FIRST_ROW, "มีเซลล์ที่ผสานกันเริ่มที่ D3", "ยกเลิกการผสานเซลล์ แล้วพิมพ์ให้ครบทุกแถว"),
        (formula, FIRST_ROW, "เป็นสูตร ระบบไม่คำนวณและไม่ใช้ผลของสูตร", "คัดลอกแล้ววางแบบค่าเท่านั้น"),
        (heading_twice, 1, "หัวคอลัมน์ต้องเป็น “ชื่อผู้ใช้” แต่พบ “ชื่อและนามสกุล”", "ใช้หัวคอลัมน์ตามแม่แบบ ไม่เพิ่ม ไม่ลบ ไม่สลับ"),
    ],
)
def test_a_mishap_is_told_where_it_is(
    office: PracticeOffice, post: Position, mishap: Callable[[Any], None], row: int, said: str, to_do: str
) -> None:
    assert (row, said, to_do) in faults(office, filled("people", ONE, TWO, edit=mishap))


def test_a_hidden_row_without_data_and_a_hidden_example_do_no_harm(office: PracticeOffice, post: Position) -> None:
    def edit(page: Any) -> None:
        page.row_dimensions[2].hidden = True
        page.row_dimensions[30].hidden = True

    assert send(browser(office, "wilai"), "people", filled("people", ONE, edit=edit)).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "1 ต.ค. 2569", "1/10/2569", "๑ ต.ค. ๒๕๖๙", "2026-10-01", "2569-10-01", 46296, DAY_OF_EXCEL, DAY_OF_EXCEL.replace(year=2569), " 1  ต.ค. 2569\u200b",
    ],
)  # fmt: skip
def test_a_day_comes_to_the_same_in_every_era_and_as_a_number_of_excel(office: PracticeOffice, post: Position, typed: Any) -> None:
    client = browser(office, "wilai")
    shown = send(client, "people", filled("people", (*ONE[:4], typed, *ONE[5:])))
    assert shown.status_code == 200, [fault.sentence for fault in shown.context["page"].faults]
    assert confirm(client, "people", shown).status_code == 302
    assert str(Holding.objects.get(position=post).starts_on) == "2026-10-01"


@pytest.mark.parametrize("typed", ["1/10/2026", "1/10/69", "31 ก.พ. 2569", "ตุลาคม", 0])
def test_a_day_that_may_be_another_is_refused(office: PracticeOffice, post: Position, typed: Any) -> None:
    found = faults(office, filled("people", (*ONE[:4], typed, *ONE[5:])))
    assert [(row, remedy) for row, _said, remedy in found] == [(FIRST_ROW, "พิมพ์แบบ 1 ต.ค. 2569 หรือ 1/10/2569 ปีเป็น พ.ศ. สี่หลัก")]


def test_what_nobody_sees_in_a_name_is_taken_out(office: PracticeOffice, post: Position) -> None:
    """A name from a web page or a chat carries marks of no width; with them nobody would find the person again."""
    client = browser(office, "wilai")
    typed = ("\ufeffนางสาว\u200bสมมติ\u00a0 ใจดี\u200b ", " sommot\u200b", "กองช่าง\u200b ", " นายช่างสำรวจ ", *ONE[4:])
    shown = send(client, "people", filled("people", typed))
    assert shown.status_code == 200, [fault.sentence for fault in shown.context["page"].faults]
    confirm(client, "people", shown)
    assert User.objects.get(username="sommot").full_name == "นางสาวสมมติ ใจดี"
    again = send(client, "people", filled("people", ONE))
    assert again.status_code == 200 and again.context["page"].token == "", "nothing to confirm: it stands there already"


def test_two_rows_that_differ_in_what_nobody_sees_are_the_same(office: PracticeOffice, post: Position) -> None:
    found = faults(office, filled("people", ONE, ("นางสาวสมมติ ใจดี", "sommot\u200b", *ONE[2:])))
    assert [(row, said) for row, said, _remedy in found] == [(FIRST_ROW + 1, f"ซ้ำกับแถวที่ {FIRST_ROW}")]


def book(edit: Callable[[Workbook], None], *rows: Any) -> bytes:
    found, file = load_workbook(io.BytesIO(filled("people", *rows))), io.BytesIO()
    edit(found)
    found.save(file)
    return file.getvalue()


def test_a_second_sheet_of_the_same_kind_is_not_left_out_in_silence(office: PracticeOffice, post: Position) -> None:
    """Whoever runs out of rows copies the sheet; reading only the first would be half a file."""

    def copied(found: Workbook) -> None:
        page = found.worksheets[0]
        assert isinstance(page, Worksheet)
        found.copy_worksheet(page).title = "บุคลากร (2)"

    told = faults(office, book(copied, ONE))
    assert told == [
        (0, "แผ่นงาน “บุคลากร (2)” มีหัวคอลัมน์เดียวกันและมีข้อมูล แต่ระบบอ่านแผ่นงานเดียว", "ย้ายทุกแถวมาไว้ในแผ่นงาน “บุคลากร” แผ่นเดียว"),
    ]  # fmt: skip


def test_another_sheet_of_notes_does_no_harm(office: PracticeOffice, post: Position) -> None:
    def noted(found: Workbook) -> None:
        found.create_sheet("หมายเหตุ")["A1"] = "ตรวจกับคำสั่งแล้ว"

    assert send(browser(office, "wilai"), "people", book(noted, ONE)).status_code == 200


def test_an_empty_sheet_and_one_of_headings_alone_are_told(office: PracticeOffice) -> None:
    def emptied(found: Workbook) -> None:
        found.worksheets[0].delete_rows(1, 50)

    assert faults(office, book(emptied))[0][:2] == (0, "แผ่นงาน “บุคลากร” ว่างเปล่า")
    assert faults(office, filled("people"))[0][:2] == (0, "มีแต่หัวคอลัมน์ ยังไม่มีแถวข้อมูล")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"x" * 2000, "เป็นแฟ้ม JPEG ไม่ใช่ Excel แม้ชื่อจะเป็น .xlsx"),
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 2000, "เป็นแฟ้ม HEIC ไม่ใช่ Excel แม้ชื่อจะเป็น .xlsx"),
        (b"GIF89a" + b"x" * 2000, "เป็นแฟ้ม GIF ไม่ใช่ Excel แม้ชื่อจะเป็น .xlsx"),
        (b"RIFF\x00\x10\x00\x00WEBPVP8 " + b"x" * 2000, "เป็นแฟ้ม WebP ไม่ใช่ Excel แม้ชื่อจะเป็น .xlsx"),
        ("ชื่อ,ชื่อผู้ใช้\r\nก,ข\r\n".encode("cp874"), "เปิดแฟ้มนี้เป็น Excel ไม่ได้"),
        (b"x" * (10 * MEGABYTE), "แฟ้มใหญ่เกิน 2 เมกะไบต์"),
    ],
)
def test_what_is_no_workbook_is_told_by_what_it_is(office: PracticeOffice, content: bytes, said: str) -> None:
    assert [(row, sentence) for row, sentence, _remedy in faults(office, content)] == [(0, said)]


def test_what_is_closed_is_told_by_its_row(office: PracticeOffice, post: Position) -> None:
    act(office, "close_position", position=post, reason="ยุบ")
    act(office, "add_unit", code="กองเดิม", name="กองเดิม", is_finance=False)
    act(office, "close_unit", unit=Unit.objects.get(code="กองเดิม"), reason="ยุบ")
    people = faults(office, filled("people", ONE))
    assert people == [(FIRST_ROW, "ตำแหน่ง “นายช่างสำรวจ” ใน “กองช่าง” ยุบเลิกแล้ว", "เปิดตำแหน่งอีกครั้งในทะเบียนบุคลากร หรือใช้ตำแหน่งอื่น")]
    posts = faults(
        office, filled("positions", ("กองเดิม", "เจ้าหน้าที่", ""), ("กองช่าง", "นายช่างสำรวจ", "เจ้าหน้าที่ของหน่วยงาน")), "positions"
    )
    assert [(row, said) for row, said, _remedy in posts] == [
        (FIRST_ROW, "หน่วยงาน “กองเดิม” ปิดแล้ว"), (FIRST_ROW + 1, "ตำแหน่ง “นายช่างสำรวจ” ใน “กองช่าง” ยุบเลิกแล้ว"),
    ]  # fmt: skip
    units = faults(office, filled("units", ("กองเดิม", "กองใหม่", "ไม่ใช่")), "units")
    assert [(row, said) for row, said, _remedy in units] == [(FIRST_ROW, "หน่วยงาน “กองเดิม” ปิดแล้ว")]


def test_one_wrong_row_among_good_ones_keeps_all_out_and_each_is_told(office: PracticeOffice, post: Position) -> None:
    wrong = ("นายผิด ชื่อผู้ใช้", "ชื่อไทย", "", "", "", "", "")
    half = ("นายครึ่ง ตำแหน่ง", "khrueng", "กองช่าง", "นายช่างสำรวจ", "", "", "")
    found = faults(office, filled("people", ONE, wrong, half))
    assert {row for row, _said, _remedy in found} == {FIRST_ROW + 1, FIRST_ROW + 2}
    assert not Holding.objects.filter(position=post).exists() and post_of(office, "orathai") and days(office, 0)
