"""Where lines and pages of a paper end: nothing that is one thing stands on two lines, and nobody signs an empty page."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from disbursement.papers.daily_position import Counted
from tests.workflows.all_papers import all_papers
from tests.workflows.paper_cast import at, paper
from tests.workflows.paper_extremes import GROWING, grown
from tests.workflows.paper_samples import daily_position
from tests.workflows.paper_slips import manual
from workflows.papers.page_ends import broken, line_faults, signature_faults
from workflows.papers.paper import Paper
from workflows.papers.printing import html_of, lay_out, print_paper, sheet
from workflows.papers.proofreading import edge_faults, read_text

PAPERS = all_papers()
SIZES = (1, 5, 9, 13, 20)


def faults(made: Paper) -> list[str]:
    pages = [page._page_box for page in lay_out(made).pages]
    return [*line_faults(pages, html_of(made)), *signature_faults(pages), *edge_faults(pages)]


@pytest.mark.parametrize("name", GROWING)
def test_no_signature_is_away_from_what_is_signed_wherever_the_last_page_begins(name: str) -> None:
    sizes = [size for size in SIZES if "voucher" not in name or size <= 13]
    found = {size: told for size in sizes if (told := faults(grown(name, size)))}
    assert found == {}


def test_and_in_thai_digits() -> None:
    assert faults(grown("purchase_request", 3, thai_digits=False)) == faults(grown("voucher", 9, thai_digits=True)) == []


def test_the_manual_breaks_no_number_and_names_itself_once() -> None:
    made = paper(manual(), "คู่มือการปฏิบัติงาน", 1, "", at(11, 29, 9, 0))
    assert faults(made) == []
    assert "<title>คู่มือการปฏิบัติงาน</title>" in html_of(made)
    assert "OVER_SPECIFIC_METHOD_LIMIT" in read_text(print_paper(made))


@pytest.mark.parametrize(("missing_baht", "said"), [
    ("-1500.00", "เงินสดตรงกัน เช็คและตราสารขาด 1,500.00 บาท"), ("25.00", "เงินสดขาด 25.00 บาท เช็คและตราสารเกิน 25.00 บาท"),
])  # fmt: skip
def test_a_count_that_differs_is_told_in_words(missing_baht: str, said: str) -> None:
    day, missing = daily_position(), Decimal(missing_baht)
    cheque = Counted("เช็คและตราสาร", Decimal(), 2, min(missing, Decimal()))
    told = replace(day, counted=(*day.counted, cheque), cheque_difference_baht=missing, count_note="รายงานนายกทันที")
    made = paper(told, "36/2570", 3, "", at(11, 20, 17, 10))
    assert faults(made) == []
    assert said in re.sub("<[^>]*>", "", html_of(made))


# ── the checks themselves ──


def test_a_page_with_nothing_but_a_signature_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = html_of(PAPERS["purchase_order"]).replace('<table class="sigs">', '<table class="sigs" style="break-before: page">')
    monkeypatch.setattr("workflows.papers.printing.html_of", lambda _paper: alone)
    assert "a signature stands alone on page 2" in faults(PAPERS["purchase_order"])


def test_a_signature_over_the_end_of_a_page_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = html_of(PAPERS["purchase_order"]).replace('<p class="when"', '<p style="break-before: page" class="when"')
    cut = cut.replace('class="sig"', 'class="sig" style="break-inside: auto"').replace("<tr>", '<tr style="break-inside: auto">')
    monkeypatch.setattr("workflows.papers.printing.html_of", lambda _paper: cut)
    assert "a signature goes over the end of a page" in faults(PAPERS["purchase_order"])


def test_a_number_in_two_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = html_of(PAPERS["remittance_summary"]).replace("width:2cm", "width:1.4cm").replace("width:1.8cm", "width:1.4cm")
    monkeypatch.setattr("workflows.papers.printing.html_of", lambda _paper: narrow)
    assert any(found.startswith("in two: 131/2570") for found in faults(PAPERS["remittance_summary"]))


@pytest.mark.parametrize(("line", "following", "space"), [
    ("ใบนำส่งเงิน 31/257", "0 ลงวันที่", ""), ("จำนวน 12", "บาท", " "), ("บ้านสมมติ หมู่", "ที่ 4 ตำบล", ""), ("หมู่ที่", "4", " "), ("นายสมชาย", "ชัยดี", " "),
    ("ปีงบประมาณ พ.ศ.", "2569", " "), ("เมื่อ 12 พ.ย.", "2569", " "), ("เป็นเงิน 1,2", "34.00 บาท", ""), ("เลขที่ ส.10/", "2570", ""), ("ตามข้อ", "175", " "),
    ("เวลา 21.20", "น.", " "), ("จำนวน ๑๒", "บาท", " "),
])  # fmt: skip
def test_what_is_one_thing_may_not_go_over_the_end_of_a_line(line: str, following: str, space: str) -> None:
    assert list(broken(line, following, space))


@pytest.mark.parametrize(("line", "following", "space"), [
    ("เลขที่ 1/2570,", "2/2570", " "), ("ปี 2569", "20 เครื่อง", " "), ("นายสมชาย ชัยดี", "ผู้อำนวยการ", " "), ("ลงวันที่", "12 พ.ย. 2569", " "),
])  # fmt: skip
def test_and_two_things_may_stand_on_two_lines(line: str, following: str, space: str) -> None:
    assert not list(broken(line, following, space))


def test_the_sheet_of_the_papers_is_read_once() -> None:
    assert sheet("paper.css") is sheet("paper.css")
