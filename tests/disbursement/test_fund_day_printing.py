"""The two papers of a day, filled from its trail, and as they copy out of the PDF."""

import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from disbursement.fund_day import FundDay
from disbursement.models import ReceivedBy, ReportSeal
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.fund_day import KEYHOLDERS, DayWalk
from disbursement.rehearsal.furnishing import bank_account
from disbursement.report_printing import daily_position
from disbursement.summary_printing import remittance_summary
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from workflows.models import JournalEntry
from workflows.papers.page_ends import filled_share, text_of
from workflows.papers.printing import lay_out, print_paper
from workflows.papers.proofreading import check_text, one_spelling
from workflows.papers.register import paper_of, printed

State, FILLED_MIN = FundDay.State, 0.75


def filled(fill: Any, day: Any) -> Any:
    return fill(day, list(JournalEntry.objects.filter(case=day.case_id).order_by("id")))


def mixed_day(tellers: Tellers, state: str, **facts: Any) -> DayWalk:
    """Cash, a cheque and a transfer, on two slips."""
    into = {"bank_account": bank_account(tellers.office), "instrument": "T1"}
    tellers.collect(
        MONDAY, "1000.00", slips=[slip("300.25", ReceivedBy.TRANSFER, **into), slip("200.00", ReceivedBy.CHEQUE, instrument="1")]
    )
    tellers.collect(MONDAY, slips=[slip("500.50", income="ภาษีป้าย")])
    return tellers.walk(MONDAY, state, **facts)


def copied_out(name: str, day: Any, folder: Path) -> str:
    """The paper as somebody copies it out of a viewer."""
    (folder / "paper.pdf").write_bytes(printed(day, name))
    read = subprocess.run(["pdftotext", "-raw", str(folder / "paper.pdf"), "-"], capture_output=True, check=True)
    return one_spelling(read.stdout.decode())


@pytest.mark.rule("D3", "kept")
@pytest.mark.rule("D1", "kept")
def test_the_summary_bears_both_hands_and_the_checker_s_total(tellers: Tellers) -> None:
    walk = mixed_day(tellers, State.CHECKING)
    unchecked = filled(remittance_summary, walk.fund_day)
    assert [(s.role, bool(s.signed_on)) for s in unchecked.signatures] == [
        ("ผู้จัดทำ", True), ("ผู้ตรวจสอบ", False), ("ผู้ตรวจสอบประจำวัน", False)]  # fmt: skip
    assert (unchecked.placed, unchecked.checked_baht) == ((), None)
    paper = filled(remittance_summary, walk.to(State.REPORTING))
    assert [s.name for s in paper.signatures] == [tellers.office.people[who].full_name for who in ("theera", "rattana", "kanda")]
    assert [(row.income, row.came_by, row.receipts, row.amount_baht) for row in paper.incomes] == [
        ("ค่าธรรมเนียมเก็บและขนมูลฝอย", "1/2570", 3, Decimal("1500.25")), ("ภาษีป้าย", "2/2570", 1, Decimal("500.50"))]  # fmt: skip
    assert [(row.evidence, row.amount_baht) for row in paper.placed] == [
        ("ใบนำฝาก PI1/2570 ลงวันที่ 16 พ.ย. 2569", Decimal("1700.50")), ("บัญชีเงินรายได้ 0000000016", Decimal("300.25"))]  # fmt: skip
    assert (paper.received_baht, paper.checked_baht) == (Decimal("2000.75"), Decimal("2000.75"))


def test_a_returned_summary_loses_its_signatures(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.COMPARING)
    walk.perform("kanda", "return_summary", reason="สำเนาใบเสร็จขาดหนึ่งฉบับ")
    walk.prepare()
    paper = filled(remittance_summary, walk.fund_day)
    assert [bool(signature.signed_on) for signature in paper.signatures] == [True, False, False]


@pytest.mark.rule("C6", "kept")
@pytest.mark.rule("C7", "kept")
def test_the_report_is_printed_with_its_seals_before_it_is_signed(tellers: Tellers) -> None:
    walk = mixed_day(tellers, State.COUNTING, is_kept=True)
    paper = filled(daily_position, walk.fund_day)
    assert [seal.hash for seal in paper.seals] == list(ReportSeal.objects.values_list("hash", flat=True))
    assert (paper.is_counted, paper.custody.kept_at, paper.difference_baht) == (False, None, 0)
    assert [(s.name, s.seat, s.signed_on) for s in paper.custody.members] == [
        (tellers.office.people[who].full_name, f"{by}กุญแจดอกที่ {key}", None)
        for key, (who, by) in enumerate(zip(KEYHOLDERS, ("โดยตำแหน่ง · ", "", ""), strict=True), start=1)
    ]
    signed = filled(daily_position, walk.to(State.IN_SAFE))
    assert {member.signed_on for member in signed.custody.members} == {MONDAY}
    assert (signed.counted_baht, signed.in_hand_baht) == (Decimal("1700.50"), Decimal("1700.50"))
    assert signed.handover is None


@pytest.mark.rule("C9", "kept")
def test_the_morning_s_handover_stands_on_the_report_of_the_day_before(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.CLOSED, is_kept=True)
    paper = filled(daily_position, walk.fund_day)
    assert (paper.handover.amount_baht, paper.handover.officer.name) == (Decimal("1000.00"), tellers.office.theera.full_name)
    assert {member.signed_on for member in paper.handover.members} == {TUESDAY}
    assert [signature.role for signature in paper.informed] == ["เสนอ", "ทราบ"]


@pytest.mark.rule("C8", "kept")
def test_a_difference_is_told_with_what_was_ordered_and_follows_into_the_next_report(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, State.DIFFERENCE, is_kept=True, short_baht=Decimal("10.00"))
    told = filled(daily_position, walk.fund_day)
    assert told.difference_baht == Decimal("-10.00") and told.count_note.endswith("รายงานนายกทันที")
    assert [signature.role for signature in told.prepared] == ["ผู้จัดทำ", "รับทราบผลต่าง"]
    ordered = filled(daily_position, walk.to(State.CLOSED))
    assert "231/2569" in ordered.count_note
    after = filled(daily_position, tellers.day(TUESDAY, State.COUNTING).fund_day)
    assert any("ลูกหนี้ 10.00 บาท ของวันที่ 16 พ.ย. 2569" in remark for remark in after.remarks)


def test_both_papers_copy_out_right(tellers: Tellers, tmp_path: Path) -> None:
    day = mixed_day(tellers, State.CLOSED, is_kept=True).fund_day
    summary = copied_out("remittance_summary", day, tmp_path)
    assert one_spelling("รับจากเงินรับฝากอื่น") not in summary, "said of the slips that were, not of 0.00 baht"
    for words in ("ใบสำคัญสรุปใบนำส่งเงิน", "2,000.75", "นางกานดา สุขใส", "ผู้ตรวจสอบประจำวัน", "เก็บรักษาในตู้นิรภัย"):
        assert one_spelling(words) in summary
    report = copied_out("daily_position", day, tmp_path)
    groups = ReportSeal.objects.get(document=day.pk).hash
    for words in ("รายงานสถานะการเงินประจำวัน", "1,700.50", "กุญแจดอกที่ 3", "การส่งมอบเงินในวันทำการถัดไป", groups[:8], groups[-8:]):
        assert one_spelling(words) in report


@pytest.mark.parametrize("state", [State.COUNTING, State.DIFFERENCE])
def test_the_report_prints_at_each_of_its_ages(tellers: Tellers, state: str) -> None:
    day = tellers.day(MONDAY, state, is_kept=True, short_baht=Decimal("10.00")).fund_day
    assert printed(day, "daily_position").startswith(b"%PDF")


@pytest.mark.parametrize("is_kept", [False, True])
def test_no_page_of_the_report_is_left_half_empty_before_its_signatures(tellers: Tellers, *, is_kept: bool) -> None:
    """The committee signs below the seals, and whatever follows on the next page names the sum that is signed for."""
    walk = mixed_day(tellers, State.CLOSED, is_kept=is_kept)
    paper = paper_of(walk.fund_day, "daily_position")
    *pages, last = [page._page_box for page in lay_out(paper).pages]
    assert [round(filled_share(page), 2) for page in pages if filled_share(page) < FILLED_MIN] == []
    assert len(pages) <= 1
    if pages:
        words = "".join(text_of(line) for line in last.descendants() if isinstance(line, boxes.LineBox))
        assert one_spelling("คงเหลือทั้งสิ้น 100,002,000.75 บาท") in one_spelling(words)
    assert check_text(print_paper(paper), paper) == []
