"""ข้อ 176–178 walked on fixed days, with the worked example of the days of inspection."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from committees.models import Opinion
from committees.printing import works_certificate
from committees.rehearsal.walk import Inspection, report_file
from tests.committees.conftest import Deliver, line
from tests.committees.refusing import refused
from workflows.models import JournalEntry
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

TWELFTH, THIRTEENTH, EIGHTEENTH = (date(2026, 11, day) for day in (12, 13, 18))
DELIVERED = {"delivered_on": TWELFTH, "received_on": TWELFTH, "delivery_due_on": TWELFTH}


def reported(walk: Inspection) -> Inspection:
    walk.perform("orathai", "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
    walk.perform("orathai", "report_works", report_number="คง. 4/2570", report="งานแล้วเสร็จตามแบบ")
    return walk


def test_a_committee_accepts_an_instalment_under_supervision(build: Deliver) -> None:
    walk = build(**DELIVERED)
    walk.supervise()
    walk.to_decision()
    acceptance = walk.acceptance
    assert (acceptance.state, acceptance.number, str(acceptance.accepted_amount_baht)) == ("accepted", "1/2570", "400000.00")
    assert walk.close().state == "closed"
    decided = JournalEntry.objects.get(document=acceptance.pk, step="accept")
    assert "ข้อ 176 (6)" in decided.body
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("W1", "kept", "refused")
@pytest.mark.rule("§2.7(2)", "kept", "refused")
def test_the_supervisor_reports_in_writing_within_the_working_days(build: Deliver) -> None:
    walk = build(**DELIVERED)
    assert (walk.acceptance.waiting_for, walk.acceptance.due_on) == ("seat:supervisor", date(2026, 11, 17))
    facts = {"report_number": "คง. 4/2570", "report": "งานแล้วเสร็จตามแบบ"}
    refused("NOT_YOUR_SEAT", lambda: walk.perform("wilai", "report_works", **facts))
    assert "ข้อ 178" in refused("REPORT_UNATTACHED", lambda: walk.perform("orathai", "report_works", **facts)).basis
    reported(walk)
    assert (walk.acceptance.state, walk.acceptance.waiting_for) == ("acknowledging", "seat:lead")


@pytest.mark.rule("W1", "refused")
@pytest.mark.rule("§2.7(1)", "refused")
@pytest.mark.parametrize("supervisor", [None, "wilai"])
def test_works_have_a_supervisor_who_inspects_nothing(build: Deliver, deliver: Deliver, supervisor: str | None) -> None:
    walk = build()
    person = walk.office.people[supervisor].pk if supervisor else None
    refused("SUPERVISOR", lambda: build(supervisor=person))
    refused("SUPERVISOR", lambda: deliver(supervisor=walk.office.theera.pk))
    refused("WRONG_KIND", lambda: build(kind="goods"))


@pytest.mark.rule("W1", "kept", "refused")
def test_an_absent_supervisor_is_replaced_by_order(build: Deliver) -> None:
    walk = build()
    order = {"order_number": "240/2569", "reason": "ย้าย"}
    for who in ("wilai", "orathai"):  # a member, and the supervisor himself
        refused(
            "SUPERVISOR",
            lambda who=who: walk.perform("boonmee", "replace_supervisor", supervisor=walk.office.people[who].pk, **order),
        )
    walk.perform("boonmee", "replace_supervisor", supervisor=walk.office.theera.pk, **order)
    assert list(rebuild_desks()) == []
    refused("NOT_YOUR_SEAT", lambda: walk.perform("orathai", "report_works", report_number="1", report="ก"))
    walk.supervise()
    assert JournalEntry.objects.get(document=walk.acceptance.pk, step="report_works").person == walk.office.theera


@pytest.mark.rule("§2.7(4)", "kept", "refused")
def test_the_chair_s_acknowledgement_starts_the_days_of_inspection(build: Deliver) -> None:
    """Delivered on the 12th, acknowledged on the 13th, the 14th and 15th are no working days: by the 18th."""
    walk = reported(build(**DELIVERED))
    refused("NOT_YOUR_SEAT", lambda: walk.perform("porntip", "acknowledge_delivery"))
    walk.day = THIRTEENTH
    walk.perform("wilai", "acknowledge_delivery")
    assert walk.acceptance.due_on == EIGHTEENTH
    walk.day = date(2026, 11, 16)
    walk.declare()
    assert (walk.acceptance.state, walk.acceptance.due_on) == ("inspecting", EIGHTEENTH)  # declaring does not move it
    refused("DATES_OUT_OF_ORDER", lambda: walk.find(inspected_on=TWELFTH))  # before the chair knew
    walk.day = EIGHTEENTH
    assert walk.find().inspected_on == EIGHTEENTH


@pytest.mark.rule("§2.7(4)", "kept")
@pytest.mark.parametrize(("days", "due"), [(0, date(2026, 11, 17)), (1, EIGHTEENTH), (2, EIGHTEENTH), (4, date(2026, 11, 19))])
def test_the_days_count_from_the_day_after_the_acknowledgement(build: Deliver, days: int, due: date) -> None:
    walk = reported(build(**DELIVERED))
    walk.perform("wilai", "acknowledge_delivery", acted_on=TWELFTH + timedelta(days=days))
    assert walk.acceptance.due_on == due


@pytest.mark.rule("§2.7(5)", "kept", "refused")
def test_an_instalment_is_accepted_whole_or_not_at_all(build: Deliver) -> None:
    walk = build()
    walk.supervise()
    walk.declare()
    assert "ข้อ 176 (6)" in refused("PART_OF_WORKS", lambda: walk.find({1: "0.5"})).basis
    walk.find({1: "0"})
    assert walk.sign_all().state == "rejected"
    assert walk.close().state == "closed"


@pytest.mark.rule("§2.7(5)", "kept", "refused")
def test_the_certificate_has_its_copies(build: Deliver) -> None:
    walk = build()
    walk.supervise()
    walk.to_decision()
    refused("TOO_FEW_COPIES", lambda: walk.perform("duangjai", "take_over", copies=1, vendor_copy_on=walk.acceptance.accepted_on))
    assert walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.acceptance.accepted_on).copies == 2


@pytest.mark.rule("§2.7(6)", "kept", "refused")
def test_a_dissent_is_ruled_by_the_head(build: Deliver) -> None:
    walk = build()
    walk.supervise()
    walk.declare()
    walk.find()
    walk.sign("wilai")
    refused("DISSENT_UNSAID", lambda: walk.dissent("porntip", ""))
    walk.dissent("porntip", "ผิวถนนแตกร้าว")
    walk.sign("somchai")
    assert (walk.acceptance.state, walk.acceptance.number) == ("dissented", "")
    ruled = walk.perform("boonmee", "rule_to_accept", reason="วิศวกรยืนยันว่าได้มาตรฐาน")
    assert (ruled.state, ruled.number) == ("accepted", "1/2570")
    assert "ข้อ 176 (7)" in JournalEntry.objects.get(document=ruled.pk, step="rule_to_accept").body
    assert Opinion.objects.filter(document=ruled.pk, accepts=False).exists()


@pytest.mark.rule("N8", "kept")
def test_late_works_are_fined_on_the_whole_order(build: Deliver) -> None:
    late: dict[str, Any] = {"delivered_on": date(2026, 11, 8), "received_on": date(2026, 11, 9)}
    walk = build(**late)
    walk.supervise()
    walk.to_decision()
    assert (walk.acceptance.late_days, str(walk.acceptance.fine_baht)) == (3, "1200.00")
    small = [line(item="ซ่อมท่อ", unit_name="งาน", ordered_quantity="1", delivered_quantity="1", unit_price_baht="40000.00")]
    walk = build(**late, order_number="46/2570", order_amount_baht="40000.00", instalment_amount_baht="40000.00", lines=small)
    walk.supervise()
    walk.to_decision()
    assert str(walk.acceptance.fine_baht) == "300.00"  # 40 a day is below the floor


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(
    ("traffic", "day", "fine"),
    [
        (True, 4, "0.00"),  # the day before the due day
        (True, 5, "0.00"),  # the due day
        (True, 6, "50.00"),  # the day after: 0.25 percent of 20,000, and no floor is known under it
        (True, 8, "150.00"),
        (False, 5, "0.00"),
        (False, 6, "100.00"),  # 20 a day at 0.10 percent, with the floor of other works
        (False, 8, "300.00"),
    ],
)
def test_works_that_hinder_traffic_have_their_rate_and_no_floor(build: Deliver, traffic: bool, day: int, fine: str) -> None:
    small = [line(ordered_quantity="1", delivered_quantity="1", unit_price_baht="20000.00")]
    walk = build(
        fine_percent_per_day="0.25" if traffic else "0.10", hinders_traffic=traffic, order_amount_baht="20000.00",
        instalment_amount_baht="20000.00", lines=small, delivered_on=date(2026, 11, day), received_on=date(2026, 11, day),
    )  # fmt: skip
    walk.supervise()
    walk.to_decision()
    assert (walk.acceptance.hinders_traffic, f"{walk.acceptance.fine_baht:.2f}") == (traffic, fine)
    paper = works_certificate(walk.acceptance, list(JournalEntry.objects.filter(case=walk.acceptance.case_id).order_by("id")))
    assert (paper.fine.deducted_baht if paper.fine else Decimal(0)) == Decimal(fine)


@pytest.mark.rule("N8", "kept")
def test_a_second_late_instalment_is_fined_from_where_the_first_ended(build: Deliver) -> None:
    half = {
        "instalment_amount_baht": "200000.00", "instalment_count": 2,
        "lines": [line(item="งวดงาน", unit_name="งาน", ordered_quantity="1", delivered_quantity="1", unit_price_baht="200000.00")],
    }  # fmt: skip
    first = build(**half, delivered_on=date(2026, 11, 8), received_on=date(2026, 11, 9))
    first.supervise()
    first.to_decision()
    day = date(2026, 11, 20)
    second = build(**half, case=first.acceptance.case, instalment_number=2, delivered_on=day, received_on=day)
    second.supervise()
    second.to_decision()
    assert (str(first.acceptance.fine_baht), str(second.acceptance.fine_baht)) == (
        "1200.00",
        "4800.00",
    )  # 3 days, then 12 of the 15
    assert str(second.acceptance.order_accepted_before_baht) == "200000.00"


@pytest.mark.rule("M6", "kept", "refused")
def test_a_chair_who_knows_of_his_interest_at_once_never_acknowledges(build: Deliver) -> None:
    walk = reported(build())
    walk.perform("wilai", "declare_interest", reason="เป็นหุ้นส่วนของผู้รับจ้าง")
    couple = {"leaving": walk.office.wilai.pk, "person": walk.office.rattana.pk}
    walk.perform(
        "boonmee", "replace_members", members=[couple], order_number="241/2569", ordered_on=date(2026, 11, 5), reason="มีส่วนได้เสีย"
    )
    walk.declare()
    assert walk.acceptance.state == "acknowledging"
    refused("NOT_YOUR_SEAT", lambda: walk.perform("wilai", "acknowledge_delivery"))
    walk.perform("rattana", "acknowledge_delivery")
    assert walk.acceptance.state == "inspecting"  # all have declared already
    walk.find()
    assert walk.sign_all().state == "accepted"


@pytest.mark.rule("N8", "refused")
def test_two_parts_of_one_work_are_found_one_after_the_other_so_that_no_late_day_is_fined_twice(build: Deliver) -> None:
    late = {"delivered_on": date(2026, 11, 10), "received_on": date(2026, 11, 10), "delivery_amount_baht": "200000.00"}
    parts = [build(**late, delivery_note_number="1")]
    parts.append(build(**late, delivery_note_number="2", case=parts[0].acceptance.case))
    for part in parts:
        part.supervise()
        part.declare()
    parts[0].find()
    assert parts[0].acceptance.fine_baht == Decimal("2000.00")
    refused("UNDECIDED_BEFORE", parts[1].find)
    parts[0].sign_all()
    parts[1].find()
    assert parts[1].acceptance.fine_baht == 0
    parts[1].sign_all()


@pytest.mark.rule("M5", "refused")
def test_an_instalment_of_works_is_not_parted_by_a_ruling_either(build: Deliver) -> None:
    inspection = build()
    inspection.supervise()
    inspection.declare()
    inspection.find()
    inspection.dissent("porntip", disputed=[{"position": 1, "quantity": "0.5"}])
    inspection.sign_all()
    refused("PART_OF_WORKS", lambda: inspection.perform("boonmee", "rule_to_accept_undisputed", reason="รับครึ่งหนึ่ง"))
    assert inspection.acceptance.state == "dissented"
