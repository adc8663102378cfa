"""The report of a purchase says what is asked for and how much: in its text while the lines are few, in an annex when they are many."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.papers import LINES_BEFORE_ANNEX, OrderLine
from procurement.printing import Telling
from procurement.rehearsal.walk import Walk
from tests.workflows import paper_cast, paper_samples
from tests.workflows.test_pages_live import LINES, walk  # noqa: F401 - the cast
from workflows.papers.printing import html_of

ANNEX = "บัญชีรายการแนบท้าย"


@pytest.mark.parametrize(
    ("count", "is_annexed"),
    [(0, False), (LINES_BEFORE_ANNEX - 1, False), (LINES_BEFORE_ANNEX, False), (LINES_BEFORE_ANNEX + 1, True)],
)
def test_each_line_is_printed_once_and_many_stand_in_an_annex(count: int, is_annexed: bool) -> None:
    lines = tuple(OrderLine(f"พัสดุชนิด {number}.", Decimal(2), "กล่อง", Decimal("10.25")) for number in range(count))
    report = replace(paper_samples.purchase_request(), lines=lines)
    page = html_of(paper_cast.paper(report, "1/2570", 1, "", paper_cast.at(10, 7, 9, 0)))
    assert page.count("พัสดุชนิด ") == count and (ANNEX in page) is is_annexed


def test_the_table_of_the_lines_adds_up_to_what_is_asked_for() -> None:
    lines = (
        OrderLine("ตลับหมึก", Decimal("3"), "ตลับ", Decimal("33.33")),
        OrderLine("ลวดเย็บ", Decimal("0.5"), "กล่อง", Decimal("0.01")),
    )
    report = replace(paper_samples.purchase_request(), lines=lines)
    page = html_of(paper_cast.paper(report, "1/2570", 1, "", paper_cast.at(10, 7, 9, 0)))
    table = page[page.index("<th>รายการ</th>") :].split("</table>")[0]
    assert re.findall(r"[๐-๙,]+\.[๐-๙]{2}", table) == ["๓๓.๓๓", "๙๙.๙๙", "๐.๐๑", "๐.๐๑", "๑๐๐.๐๐"]


def test_the_lines_are_those_of_the_request_with_what_they_were_estimated_at(walk: Walk) -> None:  # noqa: F811
    told = Telling(walk.to("reported"), [])
    asked = [(line.name, line.unit, str(line.quantity), f"{line.unit_price_baht:.2f}") for line in told.asked_lines()]
    assert asked == list(LINES), "100 is not 1E+2"
