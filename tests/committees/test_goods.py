"""ข้อ 175 walked on fixed days: each clause kept, and refused where it is not."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from committees.models import InspectionLine, Method, Opinion, Place
from committees.rehearsal.walk import Inspection
from tests.committees.conftest import COMMITTEE, INSPECTOR, Deliver, line
from tests.committees.refusing import refused
from workflows.models import JournalEntry
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

LATE = {"delivered_on": date(2026, 11, 10), "received_on": date(2026, 11, 10)}
TWELVE = {**LATE, "lines": [line(delivered_quantity="12")]}


def figures(walk: Inspection) -> tuple[str, str, int]:
    acceptance = walk.acceptance
    return f"{acceptance.accepted_amount_baht:.2f}", f"{acceptance.fine_baht:.2f}", acceptance.late_days


def to_inspecting(walk: Inspection) -> Inspection:
    walk.declare()
    return walk


def test_three_members_accept_and_the_trail_proves_it(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision()
    assert figures(walk) == ("428000.00", "0.00", 0)
    walk.close()
    assert walk.acceptance.state == "closed"
    steps = list(
        JournalEntry.objects.filter(document=walk.acceptance.pk).order_by("sequence").values_list("step", "person__username")
    )
    assert [step for step, _ in steps] == [
        "open_delivery", *["declare_no_interest"] * 3, "begin_inspection", "record_findings", *["sign"] * 3, "accept", "take_over",
        "acknowledge_report",
    ]  # fmt: skip
    assert {person for step, person in steps if step == "sign"} == {"wilai", "porntip", "orathai"}
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("M2", "refused")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"committee": COMMITTEE[:2]}, "TOO_FEW_MEMBERS"),
        ({"committee": (("wilai", "member"), *COMMITTEE[1:])}, "ONE_CHAIR"),
        ({"committee": (*COMMITTEE, ("wilai", "member"))}, "MEMBER_TWICE"),
        ({"committee": (*COMMITTEE[:2], ("duangjai", "member"))}, "INSPECTOR_IS_SUPPLIES_OFFICER"),
        ({"committee": INSPECTOR}, "SINGLE_INSPECTOR_CEILING"),
        ({"ordered_on": date(2026, 11, 6), "vendor_received_on": date(2026, 11, 6)}, "DATES_OUT_OF_ORDER"),
        ({"delivered_on": date(2026, 10, 1)}, "ORDER_AFTER_DELIVERY"),
        ({"kind": "works"}, "WRONG_KIND"),
        ({"lines": [line(delivered_quantity="21")]}, "DELIVERED_MORE_THAN_ORDERED"),
        ({"lines": [line(), line()]}, "LINES_DIFFER"),
    ],
)
def test_a_body_that_the_law_does_not_know_is_never_opened(deliver: Deliver, changes: dict[str, Any], code: str) -> None:
    refused(code, lambda: deliver(**changes))


@pytest.mark.rule("M2", "kept", "refused")
def test_one_inspector_alone_accepts_a_small_purchase(deliver: Deliver) -> None:
    walk = deliver(
        committee=INSPECTOR, order_amount_baht="100000.00", instalment_amount_baht="100000.00",
        lines=[line(ordered_quantity="10", delivered_quantity="10", unit_price_baht="10000.00")],
    )  # fmt: skip
    walk.declare()
    walk.find()
    refused("LONE_DISSENT", lambda: walk.dissent("orathai"))
    walk.sign_all()
    assert figures(walk) == ("100000.00", "0.00", 0)


@pytest.mark.rule("§2.6(1)", "kept", "refused")
def test_elsewhere_than_agreed_only_with_the_head_s_approval(deliver: Deliver) -> None:
    walk = to_inspecting(deliver())
    refusal = refused("PLACE_UNAPPROVED", lambda: walk.find(place=Place.ELSEWHERE, place_name="โกดังผู้ขาย"))
    assert "ข้อ 175" in refusal.basis
    walk.find(place=Place.ELSEWHERE, place_name="โกดังผู้ขาย", place_approval="นด 70101/12")
    assert walk.acceptance.place_approval == "นด 70101/12"


@pytest.mark.rule("§2.6(2)", "kept", "refused")
@pytest.mark.parametrize("method", [Method.SAMPLED, Method.TESTED])
def test_a_sample_or_a_test_says_how(deliver: Deliver, method: str) -> None:
    walk = to_inspecting(deliver())
    refused("METHOD_UNSAID", lambda: walk.find(check_method=method))
    assert walk.find(check_method=method, check_note="สุ่ม 5 เครื่อง ส่งศูนย์ทดสอบ ผ่านทุกเครื่อง").state == "signing"


@pytest.mark.rule("§2.6(2)", "kept", "refused")
def test_every_line_is_found_once(deliver: Deliver) -> None:
    walk = to_inspecting(
        deliver(
            lines=[
                line(ordered_quantity="10", delivered_quantity="10"),
                line(position=2, ordered_quantity="10", delivered_quantity="10"),
            ]
        )
    )
    one = {"position": 1, "accepted_quantity": "10", "finding": ""}
    refused("LINES_DIFFER", lambda: walk.find(lines=[one]))
    refused("LINES_DIFFER", lambda: walk.find(lines=[one, one]))
    assert walk.find().state == "signing"


@pytest.mark.rule("§2.6(3)", "kept")
def test_inspected_on_the_day_of_the_delivery_and_due_within_the_working_days(deliver: Deliver) -> None:
    walk = deliver()
    assert walk.acceptance.due_on == date(2026, 11, 12)  # five working days after Thursday the 5th
    walk.declare()
    assert walk.acceptance.due_on == date(2026, 11, 12)  # they count from the receiving stamp, not from the last declaration
    assert walk.find(inspected_on=date(2026, 11, 5)).inspected_on == date(2026, 11, 5)


@pytest.mark.rule("§2.6(3)", "refused")
@pytest.mark.parametrize("day", [date(2026, 11, 4), date(2026, 11, 6)])
def test_nothing_is_inspected_before_it_came_or_after_today(deliver: Deliver, day: date) -> None:
    walk = to_inspecting(deliver())
    assert "5 พ.ย." in refused("DATES_OUT_OF_ORDER", lambda: walk.find(inspected_on=day)).sentence


@pytest.mark.rule("§2.6(4)", "kept", "refused")
def test_what_is_right_is_certified_handed_over_in_two_copies_and_reported(deliver: Deliver) -> None:
    walk = to_inspecting(deliver())
    walk.day = date(2026, 11, 9)
    walk.find()
    walk.sign_all()
    acceptance = walk.acceptance
    assert (acceptance.number, acceptance.accepted_on, acceptance.late_days) == ("1/2570", date(2026, 11, 9), 0)
    refusal = refused("TOO_FEW_COPIES", lambda: walk.perform("duangjai", "take_over", copies=1, vendor_copy_on=walk.day))
    assert "2" in refusal.sentence
    refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=date(2026, 11, 8)))
    walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.day)
    assert walk.acceptance.waiting_for == "chief_executive"
    assert walk.perform("boonmee", "acknowledge_report").state == "closed"


@pytest.mark.rule("§2.6(4)", "kept", "refused")
def test_what_is_wrong_is_rejected_through_the_head_of_supplies(deliver: Deliver) -> None:
    walk = deliver()
    walk.to_decision({1: "0"})
    assert (walk.acceptance.state, walk.acceptance.number, walk.acceptance.due_on) == ("rejected", "", date(2026, 11, 10))
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("boonmee", "inform_vendor", letter_number="1"))
    walk.perform("rattana", "pass_rejection")
    assert walk.acceptance.due_on == date(2026, 11, 10)  # three working days after the finding, not after the report
    assert walk.perform("boonmee", "inform_vendor", letter_number="นด 70102/9").state == "closed"


@pytest.mark.rule("§2.6(9)", "kept", "refused")
@pytest.mark.parametrize("state", ["declaring", "inspecting", "signing"])
def test_nothing_is_used_before_all_have_signed(deliver: Deliver, state: str) -> None:
    walk = deliver()
    if state != "declaring":
        walk.declare()
    if state == "signing":
        walk.find()
        walk.sign("wilai")
        walk.sign("porntip")
    assert walk.acceptance.state == state
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=date(2026, 11, 5)))


@pytest.mark.rule("§2.6(5)", "kept", "refused")
@pytest.mark.rule("N8", "kept", "refused")
def test_twelve_of_twenty_now_and_eight_later(deliver: Deliver) -> None:
    first = deliver(**TWELVE)
    first.to_decision()
    assert figures(first) == ("256800.00", "2568.00", 5)
    assert first.acceptance.is_partial
    first.perform("duangjai", "take_over", copies=2, vendor_copy_on=first.acceptance.accepted_on)
    assert (first.acceptance.state, first.acceptance.due_on) == (
        "informing",
        date(2026, 11, 13),
    )  # three working days after the finding
    refused("NOT_FROM_THIS_STATE", lambda: first.perform("boonmee", "acknowledge_report"))
    first.close()
    later = date(2026, 11, 20)
    rest = {"case": first.acceptance.case, "delivered_on": later, "received_on": later, "delivery_note_number": "IV-2"}
    assert "8" in refused("DELIVERED_MORE_THAN_ORDERED", lambda: deliver(**rest, lines=[line(delivered_quantity="9")])).remedy
    second = deliver(**rest, lines=[line(delivered_quantity="8")])
    second.to_decision()
    assert figures(second) == ("171200.00", "5136.00", 15)
    assert (second.acceptance.round, second.acceptance.is_partial, second.acceptance.number) == (2, False, "2/2570")
    second.close()
    assert JournalEntry.objects.filter(document=second.acceptance.pk, step="acknowledge_report").exists()


@pytest.mark.rule("§2.6(5)", "kept", "refused")
def test_only_the_right_part_is_accepted_and_the_rest_has_its_reason(deliver: Deliver) -> None:
    walk = to_inspecting(deliver())
    row = {"position": 1, "accepted_quantity": "12", "finding": " "}
    refused("FINDING_UNSAID", lambda: walk.find(lines=[row]))
    more = {**row, "accepted_quantity": "20.001"}
    assert "20" in refused("ACCEPTED_MORE_THAN_DELIVERED", lambda: walk.find(lines=[more])).remedy
    walk.find(lines=[{**row, "finding": "8 เครื่องไม่ตรงรุ่น"}])
    walk.sign_all()
    assert figures(walk) == ("256800.00", "0.00", 0)
    kept = InspectionLine.objects.get(document=walk.acceptance.pk)
    assert (kept.delivered_quantity, kept.accepted_quantity, kept.finding) == (Decimal(20), Decimal(12), "8 เครื่องไม่ตรงรุ่น")


@pytest.mark.rule("§2.6(6)", "kept", "refused")
@pytest.mark.parametrize(("accepted", "incomplete", "fits"), [("20", "1", False), ("19", "1", True), ("19", "2", False)])
def test_a_set_that_lacks_a_part_is_not_delivered(deliver: Deliver, accepted: str, incomplete: str, fits: bool) -> None:
    walk = to_inspecting(deliver())
    row = {"position": 1, "accepted_quantity": accepted, "incomplete_quantity": incomplete, "finding": "ขาดสายชาร์จ ใช้การไม่ได้"}
    if fits:
        assert walk.find(lines=[row]).state == "signing"
    else:
        assert "ข้อ 175 (6)" in refused("INCOMPLETE_SET", lambda: walk.find(lines=[row])).basis


@pytest.mark.rule("N8", "kept")
@pytest.mark.rule("N9", "kept")
def test_a_rejected_lot_is_late_until_it_comes_right(deliver: Deliver) -> None:
    first = deliver()
    first.to_decision({1: "0"})
    assert figures(first) == ("0.00", "0.00", 0)
    first.close()
    later = date(2026, 11, 20)
    second = deliver(case=first.acceptance.case, delivered_on=later, received_on=later, delivery_note_number="IV-2")
    second.to_decision()
    assert figures(second) == ("428000.00", "12840.00", 15)  # 856 a day on the price with VAT
    assert second.acceptance.round == 2


@pytest.mark.rule("N18", "kept", "refused")
def test_late_goods_are_taken_in_only_with_the_fine_reserved(deliver: Deliver) -> None:
    walk = to_inspecting(deliver(**LATE))
    assert "ข้อ 181" in refused("FINE_NOT_RESERVED", lambda: walk.find(reserves_fine=False)).basis
    assert walk.find(reserves_fine=True).reserves_fine


@pytest.mark.rule("N18", "kept", "refused")
@pytest.mark.parametrize(("day", "in_time"), [(6, True), (16, True), (17, False)])  # seven working days after the 5th: the 16th
def test_the_notice_of_the_fine_is_a_second_paper_and_the_end_waits_for_it(deliver: Deliver, day: int, in_time: bool) -> None:
    walk = deliver(**LATE)
    walk.day = date(2026, 11, 18)
    walk.to_decision()
    walk.perform("duangjai", "take_over", copies=2, vendor_copy_on=walk.day)
    refused("LATE_NOTICE_MISSING", lambda: walk.perform("boonmee", "acknowledge_report"))
    early = {"letter_number": "นด 70102/455", "noticed_on": date(2026, 11, 4)}
    refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "record_late_notice", **early))
    walk.perform("duangjai", "record_late_notice", letter_number="นด 70102/455", noticed_on=date(2026, 11, day))
    body = JournalEntry.objects.get(document=walk.acceptance.pk, step="record_late_notice").body
    assert f'"in_time":{str(in_time).lower()}' in body
    assert walk.perform("boonmee", "acknowledge_report").state == "closed"


@pytest.mark.rule("N18", "refused")
def test_there_is_no_notice_where_nothing_is_late(deliver: Deliver) -> None:
    walk = deliver()
    refused("NOT_LATE", lambda: walk.perform("duangjai", "record_late_notice", letter_number="1", noticed_on=date(2026, 11, 5)))


@pytest.mark.rule("W1", "kept")
def test_services_go_by_the_clause_of_goods(deliver: Deliver) -> None:
    month = line(
        item="จ้างเหมาทำความสะอาด เดือนตุลาคม",
        unit_name="งาน",
        ordered_quantity="1",
        delivered_quantity="1",
        unit_price_baht="9000.00",
    )
    walk = deliver(
        kind="services", order_amount_baht="108000.00", instalment_amount_baht="9000.00", instalment_count=12, lines=[month]
    )
    walk.to_decision()
    assert figures(walk) == ("9000.00", "0.00", 0) and not walk.acceptance.is_partial
    again = deliver(
        case=walk.acceptance.case,
        kind="services",
        instalment_number=2,
        order_amount_baht="108000.00",
        instalment_amount_baht="9000.00",
        lines=[month],
    )
    again.to_decision()
    assert (again.acceptance.round, again.acceptance.order_accepted_before_baht) == (1, Decimal("9000.00"))


def test_over_all_deliveries_never_more_is_accepted_than_the_instalment_costs(deliver: Deliver) -> None:
    """Two deliveries stand open at once, each told what the other did not yet know."""
    first, second = deliver(), None
    second = deliver(case=first.acceptance.case, delivery_note_number="IV-2")
    first.to_decision()
    second.declare()
    assert "0.00" in refused("ACCEPTED_MORE_THAN_ORDERED", second.find).remedy
    second.find({1: "0"})
    assert second.sign_all().state == "rejected"


def test_the_amount_and_the_fine_are_part_of_what_is_signed(deliver: Deliver) -> None:
    walk = to_inspecting(deliver(**TWELVE))
    found = walk.find()
    walk.sign_all()
    hashes = set(
        JournalEntry.objects.filter(document=found.pk, step__in=("record_findings", "sign", "accept")).values_list(
            "content_hash", flat=True
        )
    )
    assert hashes == {found.content_hash}
    walk.close()
    assert walk.acceptance.content_hash == found.content_hash  # what came after is no other certificate
    assert Opinion.objects.filter(document=found.pk).count() == 3
