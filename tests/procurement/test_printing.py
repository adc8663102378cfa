"""The papers of a purchase: each filled from the purchase and its trail, and each printed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from procurement import printing
from procurement.models import PurchaseKind
from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from tests.procurement.conftest import COMMITTEE
from tests.procurement.steps import order as order_facts
from tests.workflows.registering import order_acting
from workflows.models import JournalEntry, Party
from workflows.papers.paper import Letterhead, Paper
from workflows.papers.printing import print_paper
from workflows.papers.proofreading import check_text, read_text
from workflows.papers.register import made_by, printed
from workflows.practice import PracticeOffice
from workflows.thai import thai_digits

State = Purchase.State
Walks = Callable[..., Walk]


def trail(walk: Walk) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(case=walk.purchase.case_id).order_by("id"))


@pytest.mark.rule("B7", "kept")
def test_the_report_has_its_eight_items_and_waits_for_three_pens(walk: Walk) -> None:
    report = printing.purchase_request(walk.to(State.REPORTED), trail(walk))
    assert (report.verb, report.kind) == ("ซื้อ", "รายงานขอซื้อ")
    assert report.subject == "รายงานขอซื้อวัสดุสำนักงาน โดยวิธีเฉพาะเจาะจง"
    items = (report.reason, report.specification, report.reference_price, report.budget, report.needed_by, report.method,
             report.criteria, report.proposals)  # fmt: skip
    assert all(items)
    assert (report.addressee, report.author.name) == ("นายกองค์การบริหารส่วนตำบล", walk.office.duangjai.full_name)
    assert [member.seat for member in report.inspectors] == ["ประธานกรรมการ", "กรรมการ", "กรรมการ"]
    assert [decision.signature.signed_on for decision in report.decisions] == [None, None, None]
    assert report.decisions[2].chosen == ""


def test_the_report_tells_of_the_line_before_this_purchase_took_its_part(walks: Walks) -> None:
    first, second = walks(), walks(title="ซื้อหมึกพิมพ์")
    first.to(State.REPORTED)
    second.to(State.REPORTED)
    earlier, later = (printing.purchase_request(walk.purchase, trail(walk)).budget for walk in (first, second))
    assert earlier is not None and later is not None
    assert (earlier.allotted_baht, earlier.free_baht, earlier.asked_baht) == (Decimal(400_000), Decimal(400_000), Decimal(37_000))
    assert (later.allotted_baht, later.free_baht) == (Decimal(400_000), Decimal(363_000))


def test_whoever_decides_signs_below_the_report(walk: Walk) -> None:
    report = printing.purchase_request(walk.to(State.NEGOTIATING), trail(walk))
    assert [decision.signature.name for decision in report.decisions] == [
        walk.office.rattana.full_name, walk.office.wilai.full_name, walk.office.boonmee.full_name]  # fmt: skip
    assert report.decisions[2].chosen == "ให้ความเห็นชอบ"
    made = made_by(walk.purchase, "purchase_request")
    assert made is not None and made.step == "approve_report", "the approval is on the paper, and the paper is of that moment"


def test_a_report_laid_again_bears_no_decision_on_the_one_before(walk: Walk) -> None:
    walk.to(State.ENDORSED)
    walk.perform("wilai", "return_report", reason="ระบุกำหนดส่งมอบให้ชัด")
    report = printing.purchase_request(walk.to(State.REPORTED), trail(walk))
    assert report.decisions[0].signature.signed_on is None


@pytest.mark.rule("M1", "kept")
def test_the_order_of_appointment_names_all_with_their_seats(walk: Walk) -> None:
    order = printing.appointment_order(walk.to(State.NEGOTIATING), trail(walk))
    assert order.kind == "คำสั่งแต่งตั้งคณะกรรมการตรวจรับพัสดุ"
    assert [member.name for member in order.members] == [walk.office.people[who].full_name for who, _ in COMMITTEE]
    assert (order.signature.name, order.ordered_on) == (walk.office.boonmee.full_name, walk.purchase.approved_on)


def test_one_inspector_is_no_committee(walks: Walks) -> None:
    walk = walks(members=(("somchai", "inspector"),))
    order = printing.appointment_order(walk.to(State.NEGOTIATING), trail(walk))
    assert order.body_word == "ผู้ตรวจรับพัสดุ"
    assert not any("ความเห็นแย้ง" in duty for duty in order.duties)


@pytest.mark.rule("N3", "kept")
def test_the_announcement_names_the_winner_and_the_price_and_bears_the_head_s_signature(walk: Walk) -> None:
    purchase = walk.to(State.ORDERING)
    announced = printing.winner_announcement(purchase, trail(walk))
    assert (announced.winner, announced.amount_baht) == (purchase.vendor.name, Decimal(37_000))
    assert (announced.subject, announced.verb, announced.has_vat) == ("วัสดุสำนักงาน", "ซื้อ", True)
    assert announced.announced_on == purchase.announced_on >= announced.agreed_on
    assert (announced.signature.name, announced.signature.position) == ("นายบุญมี คำภา", "นายกองค์การบริหารส่วนตำบล")
    assert announced.signature.signed_on == purchase.announced_on
    paper = printed(purchase, "winner_announcement")
    assert purchase.vendor.tax_id not in read_text(paper).translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")).replace("-", "")


def test_an_announcement_that_was_only_recorded_keeps_its_line_for_the_pen(walk: Walk) -> None:
    purchase = walk.to(State.ORDERING)
    entries = trail(walk)
    for entry in entries:
        entry.body = entry.body.replace('"confirmed_by":["password"],', "")
    announced = printing.winner_announcement(purchase, entries)
    assert (announced.signature.name, announced.signature.signed_on) == ("", None)
    assert announced.signature.position == "นายกองค์การบริหารส่วนตำบล"


def test_whoever_acts_for_the_head_signs_the_announcement_in_his_stead(walk: Walk) -> None:
    walk.to(State.AWARDED)
    order_acting(walk.office, "wilai", "boonmee", 0, 3)
    walk.perform("wilai", "announce_winner")
    signature = printing.winner_announcement(walk.purchase, trail(walk)).signature
    assert (signature.name, signature.acting.kind, signature.acting.stands_for) == (
        "นางวิไล ศรีเมือง", "รักษาราชการแทน", "นายกองค์การบริหารส่วนตำบล",
    )  # fmt: skip


def test_nothing_is_announced_before_the_step_that_announces(walk: Walk) -> None:
    with pytest.raises(LookupError):
        printed(walk.to(State.AWARDED), "winner_announcement")


def test_a_winner_without_vat_is_announced_as_such(walks: Walks, office: PracticeOffice) -> None:
    vendor = next(party for party in Party.objects.filter(organization=office.organization) if not party.is_vat_registered)
    walk = walks(vendor=vendor)
    announced = printing.winner_announcement(walk.to(State.ORDERING), trail(walk))
    assert not announced.has_vat
    assert "มิได้จดทะเบียนภาษีมูลค่าเพิ่ม" in read_text(printed(walk.purchase, "winner_announcement"))


@pytest.mark.rule("N8", "kept")
def test_the_order_bears_what_was_agreed_with_the_tax_inside_it(walk: Walk) -> None:
    order = printing.purchase_order(walk.to(State.ORDERED), trail(walk))
    assert (order.kind, order.subject, order.total_baht) == ("ใบสั่งซื้อ", "วัสดุสำนักงาน", walk.purchase.agreed_price_baht)
    assert order.vat_baht == Decimal("2420.56"), "7/107 of 37,000 baht"
    assert order.instalments == () and order.fine.daily_min_baht is None
    assert order.ordered_by.name == walk.office.rattana.full_name
    assert order.received_by.signed_on is None, "the vendor signs in ink"


def test_an_order_of_works_in_parts_has_its_table_and_the_floor_of_its_fine(walks: Walks) -> None:
    line = ("ปรับเกรดถนนลูกรัง", "งาน", "1", "186000.00")
    members = (*COMMITTEE, ("somchai", "supervisor"))
    walk = walks(title="จ้างซ่อมถนนลูกรัง", kind=PurchaseKind.WORKS, lines=(line,), members=members, shares=(1, 2))
    order = printing.purchase_order(walk.to(State.ORDERED), trail(walk))
    assert (order.kind, order.subject) == ("ใบสั่งจ้าง", "ซ่อมถนนลูกรัง")
    assert [part.amount_baht for part in order.instalments] == [Decimal(62_000), Decimal(124_000)]
    assert order.fine.daily_min_baht == Decimal(100)


@pytest.mark.rule("N8", "kept")
def test_an_order_of_works_that_hinder_traffic_promises_no_floor_that_nobody_fines(walks: Walks) -> None:
    line = ("ถนน คสล.", "งาน", "1", "30000.00")
    walk = walks(title="จ้างทำถนน", kind=PurchaseKind.WORKS, lines=(line,), members=(*COMMITTEE, ("somchai", "supervisor")))
    walk.to(State.ORDERING)
    walk.perform("duangjai", "prepare_order", **order_facts(walk, "30000.00", rate="0.25", whole=True, traffic=True))
    order = printing.purchase_order(walk.to(State.ORDERED), trail(walk))
    assert (order.fine.rate_percent, order.fine.daily_min_baht) == (Decimal("0.25"), None)
    assert "ไม่ต่ำกว่าวันละ" not in read_text(printed(walk.purchase, "purchase_order"))


def test_each_is_printed_under_its_own_number(walk: Walk) -> None:
    purchase = walk.to(State.ORDERED)
    for name, number, words in (
        ("purchase_request", thai_digits(purchase.report_number), "บันทึกข้อความ"),
        ("appointment_order", thai_digits(printing.Appointed(purchase).number), "มีหน้าที่ ดังต่อไปนี้"),
        ("winner_announcement", thai_digits(purchase.announcement_number), "จึงประกาศให้ทราบโดยทั่วกัน"),
        ("purchase_order", purchase.order_number, "ใบสั่งซื้อ"),
    ):
        read = read_text(printed(purchase, name))
        assert words in read, name
        assert number in read, name


def test_every_letter_is_on_paper_and_none_past_an_edge(walk: Walk) -> None:
    walk.to(State.ORDERED)
    for fill in (printing.purchase_request, printing.appointment_order, printing.winner_announcement, printing.purchase_order):
        paper = Paper.of(
            fill(walk.purchase, trail(walk)), number="1/2570", version=1, why="ฉบับลงนาม", time_of_data=timezone.now(),
            organization=Letterhead.of(walk.office.organization),
        )  # fmt: skip
        assert check_text(print_paper(paper), paper) == [], paper.kind


def test_the_case_leads_to_each_paper_once_it_is_made(walk: Walk) -> None:
    client = Client()
    client.force_login(walk.office.duangjai, backend="django.contrib.auth.backends.ModelBackend")

    def offered() -> list[bool]:
        page = client.get(f"/case/{walk.purchase.case_id}/").content.decode()
        return [
            f"/{name}.pdf" in page for name in ("purchase_request", "appointment_order", "winner_announcement", "purchase_order")
        ]

    walk.to(State.REPORTED)
    assert offered() == [True, False, False, False]
    walk.to(State.AWARDED)
    assert offered() == [True, True, False, False]
    walk.to(State.ORDERING)
    assert offered() == [True, True, True, False]
    walk.to(State.ORDERED)
    assert offered() == [True, True, True, True]
