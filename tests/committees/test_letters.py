"""What goes out from an acceptance: the report to the head, and the letter to the vendor, filled from the trail."""

from datetime import date
from decimal import Decimal

import pytest

from committees.letter_printing import acceptance_report, vendor_letter
from tests.committees.conftest import Deliver, line
from tests.committees.test_printing import DAY, TWELVE, filled
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.register import made_by, paper_of, printed

HEAD, NOTICE = "นายบุญมี คำภา", "ปร.IV6911-0107"
RESERVED = (
    "ทั้งนี้ ไม่ตัดสิทธิขององค์การบริหารส่วนตำบลบ้านนาดีที่จะเรียกค่าปรับตามใบสั่งซื้อ ร้อยละ 0.20 ต่อวันของราคาสิ่งของหรืองานที่ยังไม่ได้รับมอบ "
    "นับถัดจากวันครบกำหนดส่งมอบ วันที่ 5 พฤศจิกายน 2569 จนถึงวันที่ส่งมอบถูกต้องครบถ้วน"
)


def test_what_was_accepted_whole_and_in_time_is_reported_and_needs_no_letter(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision()
    with pytest.raises(LookupError):
        printed(walk.acceptance, "acceptance_report")
    walk.close()
    report = filled(walk, acceptance_report)
    assert (report.outcome, report.certificate) == ("รับไว้ครบถ้วน", "ใบตรวจรับพัสดุ เลขที่ 1/2570 ลงวันที่ 5 พฤศจิกายน 2569")
    assert (report.accepted_baht, report.fine, report.reserved, report.instalment) == (Decimal("428000.00"), None, "", "")
    assert (report.closing, report.through, report.author.name) == ("จึงเรียนมาเพื่อโปรดทราบ", "", "นางสาวดวงใจ นาคำ")
    assert (report.acknowledged.text, report.acknowledged.signature.name) == ("ทราบ", HEAD)
    assert report.delivered == "กำหนดส่งมอบภายในวันที่ 5 พ.ย. 2569 ส่งมอบเมื่อวันที่ 5 พ.ย. 2569 ภายในกำหนด"
    with pytest.raises(LookupError):
        printed(walk.acceptance, "vendor_letter")


def test_the_report_waits_for_the_head_s_pen_until_he_knows_of_it(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision()
    walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.acceptance.accepted_on)
    report = filled(walk, acceptance_report)
    assert (report.acknowledged.text, report.acknowledged.signature.signed_on) == ("", None)
    assert report.acknowledged.signature.position == "นายกองค์การบริหารส่วนตำบล"
    made = made_by(walk.acceptance, "acceptance_report")
    assert made is not None and made.step == "take_over"


@pytest.mark.rule("§2.6(5)", "kept")
def test_twelve_of_twenty_and_late_are_reported_with_the_fine_and_the_vendor_is_written_to(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.to_decision()
    walk.close()
    report, letter = filled(walk, acceptance_report), filled(walk, vendor_letter)
    assert (report.outcome, report.reserved) == ("รับไว้ครบตามที่ส่งมอบ 12 เครื่อง รวมรับแล้ว 12 จาก 20 เครื่องที่สั่ง ยังส่งไม่ครบ", RESERVED)
    assert report.delivered.endswith("ส่งมอบเมื่อวันที่ 10 พ.ย. 2569 เกินกำหนด 5 วัน")
    assert (report.fine.deducted_baht, report.fine.notice) == (Decimal("2568.00"), f"หนังสือ เลขที่ {NOTICE} ลงวันที่ 10 พ.ย. 2569")
    assert report.closing == "จึงเรียนมาเพื่อโปรดทราบ และลงนามในหนังสือแจ้งผู้ขายภายใน 3 วันทำการนับถัดจากวันตรวจพบ"
    number = walk.acceptance.vendor_letter_number
    assert report.acknowledged.text == f"ทราบ และลงนามในหนังสือแจ้งผู้ขาย ที่ {number} แล้ว"
    assert letter.demand == "จึงขอให้ท่านส่งมอบส่วนที่ยังไม่ได้รับให้ถูกต้องครบถ้วนตามใบสั่งซื้อโดยเร็ว"
    assert (letter.written_on, letter.reserved, letter.signature.name) == (DAY, RESERVED, HEAD)
    assert [(row.ordered, row.delivered, row.accepted, row.outstanding) for row in letter.lines] == [(20, 12, 12, 8)]
    assert paper_of(walk.acceptance, "vendor_letter").number == number
    assert one_spelling("ขอแสดงความนับถือ") in one_spelling(read_text(printed(walk.acceptance, "vendor_letter")))


@pytest.mark.rule("§2.6(4)", "kept")
def test_what_all_refuse_is_passed_on_by_the_head_of_supplies_and_names_no_certificate(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.to_decision({1: "0"}, check_note="ไม่ตรงรุ่นที่สั่ง")
    walk.close()
    report, letter = filled(walk, acceptance_report), filled(walk, vendor_letter)
    assert (report.outcome, report.findings) == ("คณะกรรมการตรวจรับพัสดุเห็นพ้องกันว่าไม่ถูกต้องตามใบสั่งซื้อ จึงไม่รับไว้", "ไม่ตรงรุ่นที่สั่ง")
    assert (report.certificate, report.accepted_baht, report.fine, report.reserved) == ("", Decimal(0), None, RESERVED)
    assert (report.through, report.author.name, report.author.role) == ("หัวหน้าเจ้าหน้าที่", "นางรัตนา ทองสุก", "หัวหน้าเจ้าหน้าที่")
    assert report.grounds == "ข้อ 175 (4) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560"
    number = paper_of(walk.acceptance, "acceptance_report").number
    assert number == f"เรื่อง {walk.acceptance.case.number}", (
        "certificates and the reports on them have these numbers, and it has none"
    )
    assert letter.demand == "จึงขอให้ท่านรับพัสดุที่ส่งมอบครั้งนี้คืน และส่งมอบใหม่ให้ถูกต้องครบถ้วนตามใบสั่งซื้อโดยเร็ว"
    assert one_spelling("ชำรุดหรือไม่ตรงคุณลักษณะ") in one_spelling(read_text(printed(walk.acceptance, "vendor_letter")))


@pytest.mark.rule("§2.6(7)", "kept")
def test_a_refusal_by_ruling_tells_the_dissent_and_the_order(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.declare()
    walk.find()
    walk.dissent("porntip")
    walk.sign_all()
    walk.perform("boonmee", "rule_to_reject", reason="ให้นำกลับไปเปลี่ยน", acted_on=date(2026, 11, 11))
    walk.perform("rattana", "pass_rejection")
    report = filled(walk, acceptance_report)
    assert report.outcome == "ไม่รับไว้ ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ 11 พฤศจิกายน 2569 โดยมีความเห็นแย้ง 1 คน"
    assert [one.reason for one in report.act.dissents] == ["กล่องมีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่"]
    text = one_spelling(read_text(printed(walk.acceptance, "acceptance_report")))
    assert all(one_spelling(words) in text for words in ("ตราผนึกฉีกขาด", "สั่งไม่รับ: ให้นำกลับไปเปลี่ยน"))


@pytest.mark.rule("W1", "kept")
def test_works_are_reported_by_instalment_and_a_refused_one_is_to_be_mended(build: Deliver) -> None:
    day = date(2026, 11, 12)
    walk = build(
        delivered_on=day, received_on=day, delivery_due_on=day, instalment_count=2, order_amount_baht="500000.00",
        lines=[line(ordered_quantity="1", delivered_quantity="1", unit_price_baht="400000.00", item="ถนนคอนกรีต", unit_name="งาน")],
    )  # fmt: skip
    walk.supervise()
    walk.to_decision({1: "0"})
    walk.close()
    report, letter = filled(walk, acceptance_report), filled(walk, vendor_letter)
    assert (report.instalment, report.order.kind, report.certificate) == ("งวดที่ 1 จาก 2 งวด", "ใบสั่งจ้าง", "")
    assert letter.demand == "จึงขอให้ท่านแก้ไขงานให้ถูกต้องครบถ้วนตามใบสั่งจ้าง แล้วส่งมอบใหม่โดยเร็ว"
    assert "ของราคาทั้งหมดตามใบสั่ง" in letter.reserved
    assert report.grounds == "", "no clause on works is known that asks for this report, and that on goods asks for none of works"
    assert "จึงขอรายงานผล ดังนี้" in read_text(printed(walk.acceptance, "acceptance_report")).replace("\n", "")


@pytest.mark.rule("W1", "kept")
def test_accepted_works_are_reported_by_the_clause_on_works(build: Deliver) -> None:
    walk = build()
    walk.supervise()
    walk.to_decision()
    walk.close()
    assert filled(walk, acceptance_report).grounds == "ข้อ 176 (6) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560"
