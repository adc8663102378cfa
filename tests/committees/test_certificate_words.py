"""What a certificate says of how much was accepted: the very words on the paper, for each way in which a delivery may end."""

from datetime import date
from typing import Any

import pytest

from committees.acceptance.showing import matter
from committees.printing import acceptance_certificate
from tests.committees.conftest import Deliver, line
from tests.committees.test_printing import DAY, TWELVE, filled
from tests.committees.test_works_rulings import ROAD_AND_DRAIN
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.register import printed

TWO_LINES = {
    "lines": [line(ordered_quantity="10", delivered_quantity="10"), line(position=2, item="เครื่องพิมพ์", ordered_quantity="10", delivered_quantity="10")],
}  # fmt: skip


def on_paper(walk: Any, paper: str = "acceptance_certificate") -> str:
    return one_spelling(read_text(printed(walk.acceptance, paper)))


def says(text: str, *sentences: str) -> None:
    for sentence in sentences:
        assert one_spelling(sentence) in text, sentence


def says_not(text: str, *sentences: str) -> None:
    for sentence in sentences:
        assert one_spelling(sentence) not in text, sentence


def test_a_whole_delivery_is_complete(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision()
    says(on_paper(walk), "รับไว้ครบถ้วน เป็นเงิน 428,000.00 บาท", "ถูกต้องครบถ้วนตามใบสั่งซื้อ")


def test_a_delivery_of_too_few_says_how_many_and_that_more_is_to_come(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.to_decision()
    text = on_paper(walk)
    says(
        text,
        "รับไว้ครบตามที่ส่งมอบ 12 เครื่อง รวมรับแล้ว 12 จาก 20 เครื่องที่สั่ง ยังส่งไม่ครบ",
        "พัสดุที่ส่งมอบถูกต้อง แต่ไม่ครบจำนวน จึงตรวจรับไว้เฉพาะจำนวนที่ถูกต้อง ตามข้อ 175 (5)",
    )
    says_not(text, "รับไว้ครบถ้วน", "ถูกต้องครบถ้วน")


def test_a_delivery_of_which_a_part_is_right_says_which_part(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision({1: "15"})
    text = on_paper(walk)
    says(text, "รับไว้บางส่วน 15 จาก 20 เครื่องที่ส่งมอบ", "พัสดุที่ส่งมอบถูกต้องเพียงบางส่วน")
    says_not(text, "ครบถ้วน")


def test_of_several_lines_it_counts_those_that_are_accepted_whole(deliver: Deliver) -> None:
    walk = deliver(**TWO_LINES)
    walk.to_decision({2: "4"})
    says(on_paper(walk), "รับไว้บางส่วน ครบ 1 จาก 2 รายการที่ส่งมอบ")


def test_what_a_later_delivery_brings_does_not_change_the_words_of_the_first(deliver: Deliver) -> None:
    first = deliver(**TWELVE)
    first.to_decision()
    before = filled(first, acceptance_certificate)
    second = deliver(case=first.acceptance.case, delivery_note_number="IV-2", lines=[line(delivered_quantity="8")])
    second.to_decision()
    after = filled(first, acceptance_certificate)
    assert (after.outcome, after.findings) == (before.outcome, before.findings)
    says(on_paper(second), "รับไว้ครบถ้วน เป็นเงิน 171,200.00 บาท")


def test_an_instalment_that_is_complete_is_not_the_whole_order(deliver: Deliver) -> None:
    walk = deliver(lines=[line(delivered_quantity="10")], instalment_amount_baht="214000.00", instalment_count=2)
    walk.to_decision()
    says(on_paper(walk), "รับไว้ครบถ้วนตามงวดที่ 1 จาก 2 งวด", "ถูกต้องครบถ้วนตามงวดที่ 1 ของใบสั่งซื้อ")


@pytest.mark.rule("§2.6(7)", "kept")
def test_what_the_head_orders_to_be_accepted_is_said_to_be_disputed(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.dissent("porntip")
    walk.sign_all()
    walk.perform("boonmee", "rule_to_accept", reason="ผู้ผลิตรับรองว่าเป็นของใหม่", acted_on=date(2026, 11, 12))
    text = on_paper(walk)
    says(
        text, "รับไว้ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ 12 พ.ย. 2569 โดยมีความเห็นแย้ง 1 คน เต็มจำนวนที่ส่งมอบ เป็นเงิน 428,000.00 บาท",
        "คณะกรรมการมีความเห็นไม่เป็นเอกฉันท์ เห็นชอบ 2 คน เห็นแย้ง 1 คน", "กล่องมีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่", "ผู้ผลิตรับรองว่าเป็นของใหม่",
    )  # fmt: skip
    says_not(text, "ครบถ้วน")


@pytest.mark.rule("M5", "kept")
def test_what_nobody_disputes_is_accepted_as_that_and_no_more(deliver: Deliver) -> None:
    walk = deliver()
    walk.declare()
    walk.find()
    walk.dissent("porntip", disputed=[{"position": 1, "quantity": "2"}])
    walk.sign_all()
    walk.perform("boonmee", "rule_to_accept_undisputed", reason="รอหนังสือรับรองของผู้ผลิต")
    text = on_paper(walk)
    says(text, "โดยมีความเห็นแย้ง 1 คน เฉพาะส่วนที่ไม่มีข้อโต้แย้ง 18 จาก 20 เครื่องที่ส่งมอบ เป็นเงิน 385,200.00 บาท", "ตามข้อ 175 (5)")
    says_not(text, "ครบถ้วน")


def works_certificate_of(walk: Any) -> str:
    return on_paper(walk, "works_certificate")


def test_works_that_are_done_are_certified_whole(build: Deliver) -> None:
    walk = build(lines=ROAD_AND_DRAIN)
    walk.supervise()
    walk.to_decision()
    says(works_certificate_of(walk), "รับรองผลการปฏิบัติงานงวดที่ 1 ครบถ้วน เป็นเงิน 400,000.00 บาท", "ถูกต้องครบถ้วนตามใบสั่งจ้าง")


def test_works_of_one_of_two_instalments_are_certified_as_that(build: Deliver) -> None:
    walk = build(
        delivered_on=DAY, received_on=DAY, delivery_due_on=date(2026, 11, 9), instalment_count=2, order_amount_baht="500000.00"
    )
    walk.supervise()
    walk.to_decision()
    says(works_certificate_of(walk), "รับรองผลการปฏิบัติงานงวดที่ 1 ครบถ้วนตามงวดที่ 1 จาก 2 งวด", "ถูกต้องครบถ้วนตามงวดที่ 1 ของใบสั่งจ้าง")


def test_works_of_which_a_part_is_disputed_tell_the_ruling(build: Deliver) -> None:
    walk = build(lines=ROAD_AND_DRAIN)
    walk.supervise()
    walk.declare()
    walk.find()
    walk.dissent("porntip", disputed=[{"position": 2, "quantity": "1"}])
    walk.sign_all()
    walk.perform("boonmee", "rule_to_accept_undisputed", reason="รางระบายน้ำยังไม่ได้ระดับ")
    text = works_certificate_of(walk)
    says(text, "โดยมีความเห็นแย้ง 1 คน เฉพาะส่วนที่ไม่มีข้อโต้แย้ง ครบ 1 จาก 2 รายการที่ส่งมอบ เป็นเงิน 300,000.00 บาท")
    says_not(text, "ครบถ้วน")


def test_the_keeper_signs_the_certificate_when_he_takes_over_and_not_before(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision()
    assert filled(walk, acceptance_certificate).keeper.signed_on is None
    walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.acceptance.accepted_on)
    keeper = filled(walk, acceptance_certificate).keeper
    assert (keeper.name, keeper.role, keeper.signed_on) == ("นางสาวดวงใจ นาคำ", "เจ้าหน้าที่ ผู้รับมอบ", walk.acceptance.accepted_on)


def test_a_member_signs_that_what_came_is_right_and_not_that_all_has_come(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.declare()
    walk.find()
    assert matter(walk.acceptance, walk.rows).statement == "ข้าพเจ้าตรวจแล้ว เห็นว่าส่วนที่ส่งมอบครั้งนี้ถูกต้องตามใบสั่งเลขที่ 45/2570"
