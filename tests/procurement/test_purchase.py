"""From the need to the report: each rule as a success and a refusal, the edges of every figure and day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from disbursement.models import BudgetLine
from procurement.models import PurchaseLine
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import lines as furnished
from procurement.rehearsal.walk import Walk
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import Walks, held, one_line, report, request
from workflows.calendar import fiscal_year
from workflows.models import JournalEntry
from workflows.practice import found_practice_office

CEILING = "500000.00"


def test_nine_officers_walk_a_purchase_to_its_order(walk: Walk) -> None:
    purchase = walk.to(State.ORDERED)
    assert purchase.number.startswith("ใบสั่งซื้อ 1/")
    assert purchase.report_number.startswith("1/") and purchase.announcement_number.startswith("1/")
    assert held(walk) == (Decimal(0), Decimal("37000.00"), Decimal(0))
    people = set(JournalEntry.objects.filter(document=purchase.pk).values_list("person__username", flat=True))
    assert people == {"orathai", "somchai", "kanda", "boonmee", "duangjai", "rattana", "wilai"}


@pytest.mark.rule("F3", "kept")
def test_money_is_reserved_before_the_report_and_committed_by_both_signatures(walk: Walk) -> None:
    walk.to(State.SPECIFIER_NEEDED)
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.to(State.ORDER_SIGNED)
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.to(State.ORDERED)
    assert held(walk) == (Decimal(0), Decimal("37000.00"), Decimal(0))


@pytest.mark.rule("F3", "kept", "refused")
@pytest.mark.parametrize(("price", "fits"), [("399999.99", True), ("400000.00", True), ("400000.01", False)])
def test_a_reservation_never_exceeds_what_is_free(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price))
    walk.to(State.BUDGETING)
    if fits:
        walk.to(State.SPECIFIER_NEEDED)
    else:
        error = refused("OVER_BUDGET", lambda: walk.to(State.SPECIFIER_NEEDED))
        assert "400,000.00" in error.refusals[0].remedy
        assert error.refusals[0].basis.startswith("ระเบียบกระทรวงมหาดไทย"), error.refusals[0].basis
        assert held(walk) == (Decimal(0), Decimal(0), Decimal(0))


@pytest.mark.rule("§2.3", "kept", "refused")
@pytest.mark.parametrize(("price", "fits"), [("499999.99", True), (CEILING, True), ("500000.01", False)])
def test_the_specific_method_ends_at_its_ceiling(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price))
    if fits:
        assert walk.open().state == State.DRAFT
    else:
        error = refused("OVER_SPECIFIC_METHOD_LIMIT", walk.open)
        assert "500,000.00" in error.refusals[0].sentence and "กฎกระทรวง" in error.refusals[0].basis


@pytest.mark.parametrize("price", ["-1", "0.001", "1000000000000000", "x"])
def test_amounts_that_are_none_are_refused(walks: Walks, price: str) -> None:
    refused("WRONG_INPUT", walks(lines=one_line(price)).open)


@pytest.mark.rule("N1", "kept", "refused")
@pytest.mark.parametrize(
    ("road", "clause"),
    [
        ("contract", "มาตรา 93"),
        ("buy_first", "ว 119"),
        ("consultant", "วงเงิน"),
        ("urgent", "ข้อ 79 วรรคสอง"),
        ("other_ground", "มาตรา 56 (2)"),
    ],
)
def test_what_has_no_road_is_refused_by_its_name(walk: Walk, road: str, clause: str) -> None:
    walk.open()
    lines = [{"item": "ก", "unit_name": "งาน", "quantity": "1", "unit_price_baht": "10.00"}]
    data = {"title": "ก", "kind": "goods", "need": "ก", "needed_by": timezone.localdate(), "lines": lines}
    error = refused("NO_ROAD", lambda: walk.perform("orathai", "edit_request", road=road, **data))
    assert clause in error.refusals[0].basis
    assert walk.perform("orathai", "edit_request", road="order", **data).amount_baht == Decimal("10.00")


@pytest.mark.rule("B5", "kept", "refused")
def test_only_the_person_appointed_drafts_the_specification(walk: Walk) -> None:
    walk.to(State.SPECIFYING)
    facts = {"specification": "ก", "reference_price_baht": "1.00", "price_source": "1_computed", "price_source_reason": ""}
    refused("NOT_YOUR_SEAT", lambda: walk.perform("duangjai", "specify", **facts))
    assert walk.perform("somchai", "specify", **facts).state == State.SPECIFIED


@pytest.mark.rule("B6", "kept", "refused")
@pytest.mark.parametrize("source", ["4_survey", "5_last_price", "6_other"])
def test_a_later_price_source_needs_the_reason_why_no_earlier_exists(walk: Walk, source: str) -> None:
    walk.to(State.SPECIFYING)
    facts = {"specification": "ก", "reference_price_baht": "37000.00", "price_source": source}
    refused("PRICE_SOURCE_ORDER", lambda: walk.perform("somchai", "specify", price_source_reason=" ", **facts))
    assert walk.perform("somchai", "specify", price_source_reason="ไม่มีราคาอ้างอิง", **facts).state == State.SPECIFIED


@pytest.mark.rule("B6", "kept", "refused")
@pytest.mark.parametrize(
    ("source", "needs_reason"), [("1_computed", False), ("2_reference", True), ("3_standard", True), ("4_survey", True)]
)
def test_the_reference_price_of_works_is_computed_or_it_is_said_why_not(walks: Walks, source: str, needs_reason: bool) -> None:
    walk = walks(kind="works", lines=one_line("90000.00"))
    walk.to(State.SPECIFYING)
    facts = {"specification": "ก", "reference_price_baht": "90000.00", "price_source": source}
    if needs_reason:
        error = refused("PRICE_SOURCE_ORDER", lambda: walk.perform("somchai", "specify", price_source_reason="", **facts))
        assert error.refusals[0].basis.startswith("มาตรา 4 ") and "(1)" in error.refusals[0].remedy
    reason = "งานซ่อมเล็กน้อย ไม่มีแบบรูปให้ถอดปริมาณ" if needs_reason else ""
    assert walk.perform("somchai", "specify", price_source_reason=reason, **facts).state == State.SPECIFIED


@pytest.mark.rule("B6", "kept")
@pytest.mark.parametrize("source", ["1_computed", "2_reference", "3_standard"])
def test_the_first_price_sources_stand_by_themselves(walk: Walk, source: str) -> None:
    walk.to(State.SPECIFYING)
    walk.perform(
        "somchai", "specify", specification="ก", reference_price_baht="37000.00", price_source=source, price_source_reason=""
    )
    assert walk.purchase.state == State.SPECIFIED


@pytest.mark.rule("B7", "kept", "refused")
@pytest.mark.parametrize("item", ["method_reason", "criteria", "delivery_days"])
def test_the_report_needs_its_eight_items(walk: Walk, item: str) -> None:
    walk.to(State.REPORTING)
    error = refused("REPORT_ITEM_MISSING", lambda: walk.perform("duangjai", "report_need", **report(walk, **{item: ""})))
    assert error.refusals[0].field == item and "ข้อ 22" in error.refusals[0].basis
    assert walk.perform("duangjai", "report_need", **report(walk)).state == State.REPORTED


@pytest.mark.rule("B7a", "kept", "refused")
@pytest.mark.parametrize(("price", "fits"), [("99999.99", True), ("100000.00", True), ("100000.01", False)])
def test_the_short_report_is_for_small_purchases(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price))
    walk.to(State.REPORTING)
    short = report(walk, is_short_report=True, method_reason="", criteria="", delivery_days="")
    if fits:
        assert walk.perform("duangjai", "report_need", **short).state == State.REPORTED
    else:
        error = refused("SHORT_REPORT_CEILING", lambda: walk.perform("duangjai", "report_need", **short))
        assert "เร่งด่วน ระบบนี้ยังไม่มีทางเดิน" in error.refusals[0].sentence and "ข้อ 22 วรรคท้าย" in error.refusals[0].basis


@pytest.mark.rule("M2", "refused")
@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((("wilai", "chair"), ("porntip", "member")), "TOO_FEW_MEMBERS"),
        ((("wilai", "member"), ("porntip", "member"), ("orathai", "member")), "ONE_CHAIR"),
        ((("wilai", "chair"), ("porntip", "chair"), ("orathai", "member")), "ONE_CHAIR"),
        ((("wilai", "chair"), ("wilai", "member"), ("orathai", "member")), "MEMBER_TWICE"),
        ((("wilai", "chair"), ("duangjai", "member"), ("orathai", "member")), "INSPECTOR_IS_SUPPLIES_OFFICER"),
        ((("wilai", "chair"), ("boonmee", "member"), ("orathai", "member")), "INSPECTOR_IS_HEAD"),
    ],
)
def test_a_committee_that_is_none_is_refused(walks: Walks, members: tuple[tuple[str, str], ...], code: str) -> None:
    walk = walks(members=members)
    walk.to(State.REPORTING)
    refused(code, lambda: walk.perform("duangjai", "report_need", **report(walk)))


@pytest.mark.rule("M2", "kept", "refused")
@pytest.mark.parametrize(("price", "fits"), [("99999.99", True), ("100000.00", True), ("100000.01", False)])
def test_one_inspector_up_to_the_ceiling(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price), members=(("orathai", "inspector"),))
    walk.to(State.REPORTING)
    if fits:
        assert walk.perform("duangjai", "report_need", **report(walk)).state == State.REPORTED
    else:
        refused("SINGLE_INSPECTOR_CEILING", lambda: walk.perform("duangjai", "report_need", **report(walk)))


@pytest.mark.rule("M2", "kept")
def test_the_inspectors_are_appointed_by_the_order_of_the_approval(walk: Walk) -> None:
    from committees.models import AppointedMember

    purchase = walk.to(State.NEGOTIATING)
    members = AppointedMember.objects.filter(document=purchase.pk)
    assert {(m.person.username, m.seat, m.order_number[:2], m.ordered_on) for m in members} == {
        ("wilai", "chair", "1/", purchase.approved_on), ("porntip", "member", "1/", purchase.approved_on), ("orathai", "member", "1/", purchase.approved_on),
    }  # fmt: skip


def test_a_draft_typed_again_alike_is_the_same_content(walk: Walk) -> None:
    walk.open()
    lines = [dict(zip(("item", "unit_name", "quantity", "unit_price_baht"), line, strict=True)) for line in walk.need.lines]
    before = walk.purchase
    data = {
        "title": before.title,
        "kind": "goods",
        "road": "order",
        "need": before.need,
        "needed_by": before.needed_by,
        "lines": lines,
    }
    after = walk.perform("orathai", "edit_request", **data)
    assert (after.version, after.sequence) == (before.version, before.sequence + 1)
    changed = walk.perform("orathai", "edit_request", **{**data, "lines": lines[:1]})
    assert (changed.version, changed.amount_baht) == (before.version + 1, Decimal("12000.00"))
    assert PurchaseLine.objects.filter(document=before.pk).count() == 1


@pytest.mark.parametrize(
    ("price", "quantity", "total"), [("0.01", "0.500", "0.01"), ("0.05", "0.500", "0.03"), ("33.33", "0.333", "11.10")]
)
def test_a_line_is_rounded_half_up_as_the_printed_order_is(walks: Walks, price: str, quantity: str, total: str) -> None:
    assert walks(lines=(("งาน", "งาน", quantity, price),)).open().amount_baht == Decimal(total)


def test_a_purchase_of_nothing_is_refused_but_a_line_may_be_free(walks: Walks) -> None:
    refused("NOTHING_TO_BUY", walks(lines=one_line("0.00")).open)
    assert walks(lines=(("เครื่องพิมพ์", "เครื่อง", "1", "5000.00"), ("สายไฟ (แถม)", "เส้น", "1", "0"))).open().amount_baht == 5000


@pytest.mark.rule("B7", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, True)])
def test_what_is_asked_for_is_needed_today_or_later(walk: Walk, days: int, fits: bool) -> None:
    walk.open()
    data = request(walk, needed_by=timezone.localdate() + timedelta(days=days))
    if fits:
        assert walk.perform("orathai", "edit_request", **data).state == State.DRAFT
    else:
        refused("DATES_OUT_OF_ORDER", lambda: walk.perform("orathai", "edit_request", **data))


@pytest.mark.rule("F3", "kept", "refused")
def test_the_unit_that_asks_is_the_unit_whose_money_it_is(walk: Walk) -> None:
    walk.to(State.BUDGETING)
    of_finance = BudgetLine.objects.get(organization=walk.office.organization, unit=walk.office.units["กองคลัง"])
    error = refused("LINE_OF_ANOTHER_UNIT", lambda: walk.perform("kanda", "confirm_budget", budget_line=of_finance))
    assert "กองคลัง" in error.refusals[0].sentence
    assert walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line).state == State.SPECIFIER_NEEDED


@pytest.mark.rule("F3", "kept", "refused")
@pytest.mark.parametrize(("years", "fits"), [(-1, False), (0, True), (1, False)])
def test_money_is_reserved_in_its_own_fiscal_year(walks: Walks, years: int, fits: bool) -> None:
    walk = walks()
    line = list(furnished(walk.office, fiscal_year(timezone.localdate()) + years, 1))[1]
    walk.to(State.BUDGETING)
    if fits:
        walk.perform("kanda", "confirm_budget", budget_line=line)
    else:
        error = refused("CLOSED_FISCAL_YEAR", lambda: walk.perform("kanda", "confirm_budget", budget_line=line))
        assert error.refusals[0].basis and error.refusals[0].remedy


@pytest.mark.rule("W1", "kept", "refused")
def test_works_are_reported_with_a_supervisor(walks: Walks) -> None:
    walk = walks(kind="works", lines=one_line("250000.00"))
    walk.to(State.REPORTING)
    refused("SUPERVISOR", lambda: walk.perform("duangjai", "report_need", **report(walk)))
    walk.need.members = (*COMMITTEE, ("somchai", "supervisor"))
    assert walk.perform("duangjai", "report_need", **report(walk)).state == State.REPORTED


@pytest.mark.rule("B7", "kept")
def test_the_report_s_number_stays_when_it_is_returned_and_the_next_case_has_the_next_one(walks: Walks) -> None:
    first, second = walks(), walks()
    number = first.to(State.REPORTED).report_number
    first.perform("rattana", "return_report", reason="แก้วงเงิน")
    assert first.to(State.REPORTED).report_number == number == f"1/{fiscal_year(timezone.localdate())}"
    assert second.to(State.REPORTED).report_number == f"2/{fiscal_year(timezone.localdate())}"


@pytest.mark.rule("B6", "kept", "refused")
def test_nothing_is_reported_before_specification_and_price_are_agreed(walk: Walk) -> None:
    walk.to(State.SPECIFIED)
    assert refused("NOT_FROM_THIS_STATE", lambda: walk.perform("duangjai", "report_need", **report(walk))).status == 409
    refused("NOT_YOUR_ROLE", lambda: walk.perform("somchai", "agree_specification"))
    assert walk.perform("boonmee", "agree_specification").state == State.REPORTING


@pytest.mark.rule("B5", "kept", "refused")
def test_whoever_is_appointed_is_one_of_the_office(walk: Walk) -> None:
    walk.to(State.SPECIFIER_NEEDED)
    stranger = found_practice_office(suffix="-other").orathai
    refused("WRONG_INPUT", lambda: walk.perform("boonmee", "appoint_specifier", specifier=stranger, specifier_order="1"))
    assert (
        walk.perform("boonmee", "appoint_specifier", specifier=walk.office.orathai, specifier_order="1").waiting_for
        == "seat:specifier"
    )
