"""รายงานผลการพิจารณา on paper: what was negotiated, and who has decided on it since."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from procurement import printing
from procurement.award_papers import ResultReport, compared
from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from tests.procurement.test_printing import trail
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.register import made_by, paper_of, printed

State = Purchase.State
Walks = Callable[..., Walk]


def report_of(walk: Walk, state: str) -> ResultReport:
    report = printing.result_report(walk.to(state), trail(walk))
    assert isinstance(report, ResultReport)
    return report


@pytest.mark.rule("N16", "kept")
def test_it_tells_vendor_price_limit_and_reason_and_waits_for_two_pens(walk: Walk) -> None:
    report, purchase = report_of(walk, State.RESULT_REPORTED), walk.purchase
    assert (report.verb, report.subject) == ("ซื้อ", "รายงานผลการพิจารณาซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง")
    assert (report.vendor, report.agreed_baht, report.quoted_baht, report.limit_baht) == (
        purchase.vendor.name, Decimal("37000.00"), purchase.quoted_price_baht, Decimal("37000.00"),
    )  # fmt: skip
    assert (report.reason, report.lines_baht) == (purchase.award_reason, report.agreed_baht)
    assert (report.author.name, report.author.role, report.through) == ("นางสาวดวงใจ นาคำ", "เจ้าหน้าที่", "หัวหน้าเจ้าหน้าที่")
    assert f"ที่ {purchase.report_number} ลงวันที่" in report.opening
    assert [(one.heading, one.signature.signed_on, one.chosen) for one in report.decisions] == [
        ("ความเห็นของหัวหน้าเจ้าหน้าที่", None, ""), ("คำสั่งของนายกองค์การบริหารส่วนตำบล", None, ""),
    ]  # fmt: skip


@pytest.mark.rule("N16", "kept")
def test_the_head_s_agreement_is_on_the_paper_and_the_order_goes_back_to_its_number(walk: Walk) -> None:
    report, purchase = report_of(walk, State.AWARDED), walk.purchase
    assert [one.signature.name for one in report.decisions] == ["นางรัตนา ทองสุก", "นายบุญมี คำภา"]
    assert (report.decisions[1].choices, report.decisions[1].chosen) == (("เห็นชอบ", "ไม่เห็นชอบ"), "เห็นชอบ")
    made = made_by(purchase, "result_report")
    assert made is not None and made.step == "approve_result"
    assert paper_of(purchase, "result_report").number == purchase.result_number == "1/2570"
    order = printing.purchase_order(walk.to(State.ORDERED), trail(walk))
    assert order.agreed.startswith("รายงานผลการพิจารณา ที่ 1/2570 ลงวันที่ ")


def test_a_result_from_before_results_had_a_number_is_named_without(walk: Walk) -> None:
    purchase = walk.to(State.ORDERED)
    purchase.result_number = ""
    agreed = printing.purchase_order(purchase, trail(walk)).agreed
    assert agreed.startswith("รายงานผลการพิจารณา ซึ่งหัวหน้าหน่วยงานของรัฐให้ความเห็นชอบเมื่อวันที่ "), "word for word as it was signed"
    assert paper_of(purchase, "result_report").number == f"เรื่อง {purchase.case.number}", "no number of the series that others bear"


def test_it_keeps_its_number_when_it_is_laid_again_and_bears_no_decision_on_the_one_before(walk: Walk) -> None:
    walk.to(State.RESULT_ENDORSED)
    number = walk.purchase.result_number
    walk.perform("boonmee", "return_result", reason="เจรจาราคาอีกครั้ง")
    report = report_of(walk, State.RESULT_REPORTED)
    assert [one.signature.signed_on for one in report.decisions] == [None, None]
    assert walk.purchase.result_number == number == "1/2570"


def test_the_next_result_has_the_next_number(walks: Walks) -> None:
    first, second = walks(), walks(title="ซื้อหมึกพิมพ์")
    assert [walk.to(State.RESULT_REPORTED).result_number for walk in (first, second)] == ["1/2570", "2/2570"]


def test_there_is_none_before_the_officer_reports(walk: Walk) -> None:
    with pytest.raises(LookupError):
        printed(walk.to(State.NEGOTIATING), "result_report")


def test_it_prints_what_was_agreed_in_words(walk: Walk) -> None:
    text = one_spelling(read_text(printed(walk.to(State.RESULT_REPORTED), "result_report")))
    for words in ("สามหมื่นเจ็ดพันบาทถ้วน", "ราคาที่ตกลงเท่ากับวงเงินที่ได้รับความเห็นชอบ", "ที่ตกลง (บาท)"):
        assert one_spelling(words) in text, words


@pytest.mark.parametrize(
    ("price", "words"),
    [("999.99", "ต่ำกว่าราคากลาง 0.01 บาท"), ("1000.00", "เท่ากับราคากลาง"), ("1000.01", "สูงกว่าราคากลาง 0.01 บาท")],
)
def test_a_price_is_compared_to_the_satang(price: str, words: str) -> None:
    assert compared(Decimal(price), Decimal("1000.00"), "ราคากลาง") == words
