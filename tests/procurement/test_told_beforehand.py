"""What a form says before it refuses: which fields the rule needs, every fault together, rows that can be taken back, papers known already."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from committees.models import AppointedMember
from disbursement import printing
from disbursement.behind import behind
from disbursement.bundle import lying
from disbursement.models import EvidenceKind, VoucherEvidence
from disbursement.rehearsal.walk import VoucherWalk, evidence
from disbursement.voucher import Voucher
from procurement.models import Delivery, PurchaseKind
from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.test_board import signed_in
from tests.procurement.test_decisive_facts import Walks, page_of
from tests.procurement.test_supervised_works import BUILDERS
from tests.workflows.page_reader import Reader
from workflows.refusal import Refused

PASSWORD = "ข้าวเหนียวมะม่วง 9"


def laid(walk: Walk, **typed: str) -> Any:
    """The report as a page sends it, signed."""
    purchase, officer = walk.purchase, walk.office.people["duangjai"]
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])
    sent = {"_version": str(purchase.version), "_key": "k", "_password": PASSWORD, **typed}
    return signed_in(walk.office, "duangjai").post(f"/do/purchase/{purchase.pk}/report_need/", sent)


def member(walk: Walk, number: int, who: str, seat: str) -> dict[str, str]:
    person = str(walk.office.people[who].pk) if who else ""
    return {f"members-{number}-person": person, f"members-{number}-seat": seat}


def test_a_member_is_taken_back_by_choosing_nobody(walk: Walk) -> None:
    walk.to(State.REPORTING)
    typed = {**member(walk, 0, "somchai", "inspector"), **member(walk, 1, "", "member"), "is_short_report": "on"}
    answer = laid(walk, **typed)
    assert answer.status_code == 302, answer.content.decode()
    walk.purchase.refresh_from_db()
    assert [row.person.username for row in AppointedMember.objects.filter(document=walk.purchase.pk)] == ["somchai"]


def test_a_member_s_seat_can_be_taken_back_after_a_refusal(walk: Walk) -> None:
    walk.to(State.REPORTING)
    page = laid(walk, **member(walk, 0, "somchai", "member")).content.decode()
    seat = page.partition('name="members-0-seat"')[2].partition("</select>")[0]
    assert '<option value="">' in seat and '<option value="member" selected>' in seat


def test_what_the_report_lacks_is_marked_beforehand_and_said_item_by_item(walk: Walk) -> None:
    walk.to(State.REPORTING)
    page = page_of(walk, "duangjai", "report_need")
    assert page.count("จำเป็น เว้นแต่ทำรายงานเฉพาะรายการที่จำเป็น") == 3
    told = laid(walk, **member(walk, 0, "somchai", "inspector"), criteria="เกณฑ์ราคา").content.decode()
    assert "กรอก “กำหนดเวลา”" in told and "กรอก “วิธีที่จะซื้อหรือจ้างและเหตุผล”" in told and "กรอก “หลักเกณฑ์" not in told
    assert "แปดรายการ" not in told


@pytest.mark.parametrize(("short", "asked"), [("", {"method_reason", "criteria"}), ("on", set())])
def test_faults_of_fields_and_what_the_rule_needs_come_together(walk: Walk, short: str, asked: set[str]) -> None:
    walk.to(State.REPORTING)
    typed = {"delivery_days": "ไม่ทราบ", **member(walk, 0, "somchai", "inspector"), **({"is_short_report": short} if short else {})}
    read = Reader(laid(walk, **typed).content.decode())
    wrong = {found["name"] for tag in ("input", "textarea") for found in read.all(tag, aria_invalid="true")}
    assert wrong == {"delivery_days", *asked}


@pytest.mark.parametrize(("kind", "needed"), [(PurchaseKind.GOODS, "lines"), (PurchaseKind.SERVICES, "amount_baht")])
def test_a_delivery_says_whether_it_is_counted_or_valued(walks: Walks, kind: str, needed: str) -> None:
    walk = walks(kind=kind)
    walk.to(State.ORDERED)
    page = page_of(walk, "duangjai", "record_delivery")
    said = {"lines": "เว้นว่าง การจ้างลงเป็นมูลค่า", "amount_baht": "เว้นว่าง ระบบคิดจากจำนวนที่ส่งมอบ"}
    assert {name for name, words in said.items() if words not in page} == {needed}


# F8: what lies behind a voucher.


@pytest.fixture
def voucher(walks: Walks) -> VoucherWalk:
    """The voucher of a purchase that went its whole road."""
    walk = walks()
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    return Road(walk).accept()


def rows_by_kind(voucher: VoucherWalk) -> dict[str, Any]:
    return {row.kind: row for row in VoucherEvidence.objects.filter(document=voucher.voucher.pk)}


@pytest.mark.rule("F8", "kept")
def test_papers_of_the_system_need_no_page_and_bear_their_own_number(voucher: VoucherWalk) -> None:
    made = {
        EvidenceKind.REPORT, EvidenceKind.APPOINTMENT, EvidenceKind.RESULT, EvidenceKind.ANNOUNCEMENT, EvidenceKind.ORDER, EvidenceKind.ACCEPTANCE,
        EvidenceKind.ACCEPTANCE_REPORT,
    }  # fmt: skip
    filled = voucher.filled()["evidence"]
    bundle = [row for row in filled if row["kind"] not in made]
    rows = [{**row, "first_page": number, "last_page": number} for number, row in enumerate(bundle, start=1)]
    rows += [{"kind": kind, "number": "", "dated": None, "first_page": None, "last_page": None} for kind in sorted(made)]
    voucher.lay(evidence=rows)
    found = rows_by_kind(voucher)
    assert all(found[kind].number and found[kind].dated for kind in made)
    assert found[EvidenceKind.QUOTATION].number
    printed = {paper.name: paper for paper in printing.evidence(voucher.voucher, [])}
    assert (printed[str(EvidenceKind.REPORT.label)].result, printed[str(EvidenceKind.REPORT.label)].pages) == ("ครบ ในระบบ", "–")
    assert (printed[str(EvidenceKind.INVOICE.label)].result, printed[str(EvidenceKind.INVOICE.label)].pages) == ("ครบ กระดาษ", "2")
    voucher.to(Voucher.State.CHECKING)
    assert voucher.perform("rattana", "examine", pages_counted=len(bundle), papers_seen=True).state == Voucher.State.ENDORSING


@pytest.mark.rule("F8", "kept")
def test_the_checker_opens_every_paper_of_the_system_from_its_row(voucher: VoucherWalk, client: Client) -> None:
    client.force_login(voucher.office.rattana)
    opened = {kind: things[0].url for kind, things in lying(voucher.voucher).items()}
    assert set(opened) == {"report", "appointment", "result", "announcement", "order", "acceptance", "acceptance_report"}
    assert {kind: client.get(url)["Content-Type"] for kind, url in opened.items()} == dict.fromkeys(opened, "application/pdf")


@pytest.mark.rule("F8", "refused")
@pytest.mark.parametrize("kind", [EvidenceKind.QUOTATION, EvidenceKind.INVOICE])
def test_a_paper_that_the_system_has_not_made_is_absent_without_its_page(voucher: VoucherWalk, kind: EvidenceKind) -> None:
    rows = [row for row in voucher.filled()["evidence"] if row["kind"] != kind]
    rows = [{**row, "first_page": number, "last_page": number} for number, row in enumerate(rows, start=1)]
    absent = {"kind": kind, "number": "", "dated": None, "first_page": None, "last_page": None}
    with pytest.raises(Refused) as caught:
        voucher.lay(evidence=[*rows, absent])
    assert "EVIDENCE_MISSING" in caught.value.codes and str(kind.label) in str(caught.value)


@pytest.mark.rule("F8", "kept")
def test_the_report_of_the_acceptance_lies_in_the_system_once_the_officer_has_made_it(walk: Walk) -> None:
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    inspection = Road(walk).inspection()
    inspection.to_decision()
    voucher = Road(walk).voucher().voucher
    assert EvidenceKind.ACCEPTANCE_REPORT not in behind(voucher) and "acceptance_report" not in lying(voucher)
    inspection.close()
    known = behind(voucher)[EvidenceKind.ACCEPTANCE_REPORT]
    assert (known.number, known.dated, known.is_made) == (voucher.acceptance_number, voucher.accepted_on, True)
    assert [thing.label for thing in lying(voucher)["acceptance_report"]] == ["รายงานผลการตรวจรับ"]


@pytest.mark.rule("F8", "kept")
def test_what_the_acceptance_recorded_of_works_and_of_a_fine_is_offered_and_stays_paper(walks: Walks) -> None:
    walk = walks(kind=PurchaseKind.WORKS, members=BUILDERS)
    walk.to(State.ORDERED)
    walk.deliver(note_number="ง1")
    voucher = Road(walk).accept().voucher
    known = behind(voucher)
    assert (known[EvidenceKind.SUPERVISION].number, known[EvidenceKind.SUPERVISION].is_made) == ("คง.ง1", False)
    assert EvidenceKind.FINE not in known, "it came in time"


@pytest.mark.rule("F8", "refused")
def test_a_report_of_another_number_is_not_the_one_behind_this_voucher(voucher: VoucherWalk) -> None:
    rows = [{**row, "number": "999/2570"} if row["kind"] == EvidenceKind.REPORT else row for row in voucher.filled()["evidence"]]
    with pytest.raises(Refused) as caught:
        voucher.lay(evidence=rows)
    assert caught.value.codes == {"EVIDENCE_DIFFERS"}


def test_the_page_of_a_voucher_begins_with_what_the_case_knows(voucher: VoucherWalk) -> None:
    document = voucher.voucher
    page = signed_in(voucher.office, "orathai").get(f"/do/voucher/{document.pk}/prepare/").content.decode()
    assert f'value="{document.party.tax_id}"' in page and "ระบบมีแล้ว เว้นเลขหน้าได้" in page
    number = Purchase.objects.get(case=document.case_id).report_number
    assert number and f'name="evidence-0-number" value="{number}"' in page


def note(voucher: VoucherWalk) -> Delivery:
    return Delivery.objects.get(acceptance=voucher.voucher.acceptance)


def step_page(voucher: VoucherWalk, who: str, step: str) -> str:
    return unescape(signed_in(voucher.office, who).get(f"/do/voucher/{voucher.voucher.pk}/{step}/").content.decode())


@pytest.mark.rule("F8", "kept")
def test_the_paper_that_came_with_the_goods_is_offered_with_its_source(voucher: VoucherWalk) -> None:
    number, page = note(voucher).note_number, step_page(voucher, "orathai", "prepare")
    assert f'name="invoice_number" value="{number}"' in page and f"จากใบส่งของเลขที่ {number}" in page
    rows = [
        {**row, "number": "", "dated": None} if row["kind"] == EvidenceKind.INVOICE else row for row in voucher.filled()["evidence"]
    ]
    voucher.lay(invoice_number=number, invoiced_on=note(voucher).delivered_on, evidence=rows)
    row = rows_by_kind(voucher)[EvidenceKind.INVOICE]
    assert (row.number, row.dated) == (number, note(voucher).delivered_on), "typed once"
    voucher.to(Voucher.State.CHECKING)
    assert "ไม่ใช่ใบส่งของเลขที่" not in step_page(voucher, "rattana", "examine")


@pytest.mark.rule("F8", "refused")
def test_two_numbers_for_one_invoice_are_refused(voucher: VoucherWalk) -> None:
    with pytest.raises(Refused) as caught:
        voucher.lay(invoice_number="IV 9/2570")
    assert caught.value.codes == {"EVIDENCE_DIFFERS"}


@pytest.mark.rule("F8", "kept")
def test_the_checker_is_told_of_an_invoice_that_did_not_come_with_the_goods(voucher: VoucherWalk) -> None:
    number, dated = "IV 9/2570", note(voucher).delivered_on
    voucher.lay(invoice_number=number, evidence=evidence(voucher.voucher, number, dated))
    voucher.to(Voucher.State.CHECKING)
    page = step_page(voucher, "rattana", "examine")
    assert "ใบแจ้งหนี้ในฎีกาเลขที่ IV 9/2570" in page
    assert f"ไม่ใช่ใบส่งของเลขที่ {note(voucher).note_number}" in page


@pytest.mark.rule("N17", "kept")
@pytest.mark.parametrize(("kind", "is_told"), [(PurchaseKind.GOODS, False), (PurchaseKind.SERVICES, True)])
def test_a_work_order_bears_stamp_duty_and_an_order_of_goods_none(walks: Walks, kind: str, is_told: bool) -> None:
    """Told where the vendor takes it, and forbids nothing."""
    walk = walks(kind=kind)
    purchase = walk.to(State.ORDER_SIGNED)
    shown = signed_in(walk.office, "duangjai").get(f"/do/purchase/{purchase.pk}/record_vendor_receipt/").content.decode()
    assert ("ใบสั่งจ้างต้องปิดอากรแสตมป์ 1 บาทต่อทุกหนึ่งพันบาทของสินจ้าง" in " ".join(shown.split())) is is_told
    assert walk.to(State.ORDERED).state == State.ORDERED
