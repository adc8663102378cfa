"""The certificates, filled from the trail."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from committees.printing import acceptance_certificate, works_certificate
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import Deliver, line
from tests.committees.test_body import let_attending_decide, replace
from workflows.models import JournalEntry
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.register import made_by, printed

DAY = date(2026, 11, 10)
TWELVE = {"delivered_on": DAY, "received_on": DAY, "lines": [line(delivered_quantity="12")]}


def filled(walk: Inspection, fill: Any) -> Any:
    return fill(walk.acceptance, list(JournalEntry.objects.filter(case=walk.acceptance.case_id).order_by("id")))


@pytest.mark.rule("§2.6(7)", "kept")
@pytest.mark.rule("N18", "kept")
def test_the_certificate_after_a_ruling_tells_the_dissent_and_the_fine(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.perform("duangjai", "record_late_notice", letter_number="นด 70102/455", noticed_on=date(2026, 11, 6))
    replace(walk, "orathai", "theera", ordered_on=DAY)
    walk.declare()
    walk.find()
    walk.sign("wilai")
    walk.dissent("porntip")
    walk.sign("theera")
    walk.perform("boonmee", "rule_to_accept", reason="ผู้ผลิตรับรองว่าเป็นของใหม่", acted_on=date(2026, 11, 12))
    paper = filled(walk, acceptance_certificate)
    assert paper.certified_on == date(2026, 11, 12)
    assert [(opinion.signature.seat, opinion.accepts) for opinion in paper.act.opinions] == [
        ("ประธานกรรมการ", True),
        ("กรรมการ", False),
        ("กรรมการ", True),
    ]
    assert paper.act.opinions[2].note == "แทนนางสาวอรทัย ใจเย็น ตามคำสั่งที่ 231/2569 ลงวันที่ 10 พ.ย. 2569"
    assert paper.act.ruling.signature.name == "นายบุญมี คำภา"
    assert [(row.base_baht, row.daily_baht, row.days) for row in paper.fine.rows] == [
        (Decimal("256800.00"), Decimal("513.60"), 5), (Decimal("171200.00"), Decimal("342.40"), None),
    ]  # fmt: skip
    assert (paper.fine.deducted_baht, paper.fine.notice) == (Decimal("2568.00"), "หนังสือ เลขที่ นด 70102/455 ลงวันที่ 6 พ.ย. 2569")
    assert "ข้อ 175 (5)" in paper.findings
    text = one_spelling(read_text(printed(walk.acceptance, "acceptance_certificate")))
    for words in ("ใบตรวจรับพัสดุ", "256,800.00", "ความเห็นแย้ง", "เลขที่ 1/2570"):
        assert one_spelling(words) in text, words


@pytest.mark.rule("§2.6(7)", "kept", "refused")
def test_there_is_no_certificate_before_the_ruling(deliver: Deliver) -> None:
    walk = deliver(**TWELVE)
    walk.declare()
    walk.find()
    walk.dissent("porntip")
    walk.sign_all()
    assert walk.acceptance.state == "dissented"
    assert made_by(walk.acceptance, "acceptance_certificate") is None
    with pytest.raises(LookupError):
        printed(walk.acceptance, "acceptance_certificate")


def test_the_second_certificate_tells_what_the_first_accepted(deliver: Deliver) -> None:
    first = deliver(**TWELVE)
    first.to_decision()
    second = deliver(case=first.acceptance.case, delivery_note_number="IV-2", lines=[line(delivered_quantity="8")])
    second.to_decision()
    paper = filled(second, acceptance_certificate)
    (kept,) = paper.lines
    assert (paper.round, kept.accepted_before, kept.accepted, kept.outstanding) == (2, Decimal(12), Decimal(8), Decimal(0))
    assert paper.fine is None and paper.outcome == "รับไว้ครบถ้วน"


def test_whoever_did_not_attend_is_named_and_signs_nothing(deliver: Deliver) -> None:
    walk = deliver()
    let_attending_decide(walk.office)
    walk.declare()
    walk.find(absent=[walk.office.orathai.pk])
    walk.sign_all()
    absent = filled(walk, acceptance_certificate).act.opinions[2]
    assert (absent.accepts, absent.note, absent.signature.signed_on) == (None, "ไม่มาตรวจรับ", None)


@pytest.mark.rule("W1", "kept", "refused")
def test_works_have_a_certificate_of_their_own(build: Deliver) -> None:
    day = date(2026, 11, 12)
    walk = build(
        delivered_on=day, received_on=day, delivery_due_on=date(2026, 11, 9), instalment_count=2, order_amount_baht="500000.00"
    )
    walk.supervise()
    walk.to_decision()
    paper = filled(walk, works_certificate)
    assert (paper.instalment, paper.instalments, paper.remaining_baht) == (1, 2, Decimal("100000.00"))
    assert (paper.acknowledged_on, paper.inspect_by) == (day, date(2026, 11, 17))
    assert paper.supervisor.name == "นางสาวอรทัย ใจเย็น"
    assert (paper.fine.deducted_baht, walk.acceptance.fine_baht) == (Decimal("1500.00"), Decimal("1500.00"))
    text = one_spelling(read_text(printed(walk.acceptance, "works_certificate")))
    assert one_spelling("ใบรับรองผลการปฏิบัติงาน") in text
    with pytest.raises(KeyError):
        printed(walk.acceptance, "acceptance_certificate")
