"""All documents of a procedure, those that are over too: by step, by the month of the last act, from an amount on; and as a spreadsheet."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from procurement.rehearsal.walk import Walk
from tests.procurement.steps import one_line
from tests.procurement.test_board import signed_in
from tests.procurement.test_statements import statements
from tests.workflows.page_reader import words_of
from workflows import clock

Walks = Callable[..., Walk]


def listed(walk: Walk, **wanted: str) -> list[str]:
    rows = signed_in(walk.office).get("/documents/purchase/", wanted).context["page"].table.rows
    return sorted(row[0].value for row in rows)


def exported(walk: Walk, **wanted: str) -> list[list[Any]]:
    answer = signed_in(walk.office).get("/documents/purchase/export.xlsx", wanted)
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]


@pytest.fixture
def three(walks: Walks) -> Walk:
    """49,999.99, 50,000.00 and 50,000.01 baht; the last one's step is another."""
    for title, price in (("ก", "49999.99"), ("ข", "50000.00")):
        walks(title=title, lines=one_line(price)).to("draft")
    last = walks(title="ค", lines=one_line("50000.01"))
    last.to("requested")
    return last


@pytest.mark.parametrize(
    ("least", "found"),
    [("", ["ก", "ข", "ค"]), ("49,999.99", ["ก", "ข", "ค"]), ("50000", ["ข", "ค"]), ("๕๐,๐๐๐.๐๑ บาท", ["ค"]), ("50,000.02", [])],
)
def test_from_an_amount_on(three: Walk, least: str, found: list[str]) -> None:
    assert listed(three, least=least) == found


@pytest.mark.parametrize("typed", ["มาก", "-1", "1,00", "0.001"])
def test_what_is_no_amount_is_said_and_hides_nothing(three: Walk, typed: str) -> None:
    page = words_of(signed_in(three.office).get("/documents/purchase/", {"least": typed}).content.decode())
    assert listed(three, least=typed) == ["ก", "ข", "ค"] and f"“{typed}” ไม่ใช่จำนวนเงิน จึงไม่ได้กรอง" in page


def test_by_step_and_by_the_month_of_the_last_act(three: Walk) -> None:
    today = clock.today(three.office.fresh())
    this = f"{today:%Y-%m}"
    before = f"{today.year - 1}-{today.month:02}"
    assert listed(three, state="requested") == ["ค"] and listed(three, state="draft", month=this) == ["ก", "ข"]
    assert listed(three, month=before) == [] and listed(three, month="2026-13") == ["ก", "ข", "ค"], "no month hides nothing"
    assert listed(three, state="nowhere") == ["ก", "ข", "ค"]
    assert listed(three, q="ข", least="50000") == ["ข"]


def test_what_was_narrowed_says_what_it_comes_to(three: Walk) -> None:
    page = words_of(signed_in(three.office).get("/documents/purchase/", {"least": "50000"}).content.decode())
    assert "รวม 100,000.01 บาท" in page
    assert "รวม 100" not in words_of(signed_in(three.office).get("/documents/purchase/").content.decode())
    empty = words_of(signed_in(three.office).get("/documents/purchase/", {"least": "50000.02"}).content.decode())
    assert "ไม่มีเอกสารที่ตรงกับตัวกรองนี้" in empty and "ฉบับแรกเกิดที่ขั้น" not in empty


def test_the_spreadsheet_holds_the_same_rows_each_value_in_its_own_type(three: Walk) -> None:
    headers, *rows = exported(three, least="50000", state="requested")
    assert headers[2] == "เรื่อง" and headers[-2:] == ["จำนวนเงิน (บาท)", "ทำครั้งล่าสุด"]
    assert [row[2] for row in rows] == ["ค"] and Decimal(str(rows[0][-2])) == Decimal("50000.01")
    assert rows[0][-1].date() == clock.today(three.office.fresh())
    page = signed_in(three.office).get("/documents/purchase/", {"least": "50000", "state": "requested"}).content.decode()
    assert 'href="/documents/purchase/export.xlsx?least=50000&amp;state=requested"' in page
    assert [row[2] for row in exported(three)[1:]] == ["ค", "ข", "ก"], "the newest first"


def test_a_long_list_costs_no_more_statements(three: Walk, walks: Walks) -> None:
    client = signed_in(three.office)
    client.get("/documents/purchase/")
    few = statements(lambda: client.get("/documents/purchase/"))
    for _ in range(2):
        walks().to("draft")
    assert statements(lambda: client.get("/documents/purchase/")) == few


def test_nobody_exports_another_procedure_s_register_or_without_signing_in(three: Walk) -> None:
    client = signed_in(three.office)
    assert client.get("/documents/people_register/export.xlsx").status_code == 404
    client.logout()
    assert client.get("/documents/purchase/export.xlsx").status_code == 302
