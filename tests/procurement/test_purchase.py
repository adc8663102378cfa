"""The road of วิธีเฉพาะเจาะจง: each rule as a success and a refusal, the edges of every figure and day."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.models import BudgetLine
from procurement.models import Instalment, PurchaseLine
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from workflows import engine
from workflows.models import Attachment, JournalEntry
from workflows.refusal import Refused

Walks = Callable[..., Walk]
CEILING = "500000.00"


def refused(code: str, action: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as caught:
        action()
    assert code in caught.value.codes, caught.value.refusals
    return caught.value


def held(walk: Walk) -> tuple[Decimal, Decimal, Decimal]:
    """Reserved, committed and spent of the walk's budget line."""
    line = BudgetLine.objects.get(pk=walk.need.budget_line.pk)
    return line.reserved_baht, line.committed_baht, line.spent_baht


def one_line(price: str, quantity: str = "1") -> tuple[tuple[str, str, str, str], ...]:
    return (("งาน", "งาน", quantity, price),)


def test_nine_officers_walk_a_purchase_to_its_order(walk: Walk) -> None:
    purchase = walk.to(State.ORDERED)
    assert purchase.number.startswith("ใบสั่งซื้อ 1/")
    assert purchase.report_number.startswith("1/") and purchase.announcement_number.startswith("1/")
    assert held(walk) == (Decimal(0), Decimal("37000.00"), Decimal(0))
    people = set(JournalEntry.objects.filter(document=purchase.pk).values_list("person__username", flat=True))
    assert people == {"orathai", "somchai", "kanda", "boonmee", "duangjai", "rattana", "wilai"}


@pytest.mark.rule("F3")
def test_money_is_reserved_before_the_report_and_committed_by_both_signatures(walk: Walk) -> None:
    walk.to(State.SPECIFIER_NEEDED)
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.to(State.ORDER_SIGNED)
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.to(State.ORDERED)
    assert held(walk) == (Decimal(0), Decimal("37000.00"), Decimal(0))


@pytest.mark.rule("F3")
@pytest.mark.parametrize(("price", "fits"), [("399999.99", True), ("400000.00", True), ("400000.01", False)])
def test_a_reservation_never_exceeds_what_is_free(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price))
    walk.to(State.BUDGETING)
    if fits:
        walk.to(State.SPECIFIER_NEEDED)
    else:
        error = refused("OVER_BUDGET", lambda: walk.to(State.SPECIFIER_NEEDED))
        assert "400,000.00" in error.refusals[0].remedy
        assert held(walk) == (Decimal(0), Decimal(0), Decimal(0))


@pytest.mark.rule("§2.3")
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


@pytest.mark.rule("N1")
@pytest.mark.parametrize(("road", "clause"), [("contract", "มาตรา 93"), ("buy_first", "ว 119"), ("consultant", "วงเงิน")])
def test_what_has_no_road_is_refused_by_its_name(walk: Walk, road: str, clause: str) -> None:
    walk.open()
    lines = [{"item": "ก", "unit_name": "งาน", "quantity": "1", "unit_price_baht": "10.00"}]
    data = {"title": "ก", "kind": "goods", "need": "ก", "needed_by": timezone.localdate(), "lines": lines}
    error = refused("NO_ROAD", lambda: walk.perform("orathai", "edit_request", road=road, **data))
    assert clause in error.refusals[0].basis
    assert walk.perform("orathai", "edit_request", road="order", **data).amount_baht == Decimal("10.00")


@pytest.mark.rule("B5")
def test_only_the_person_appointed_drafts_the_specification(walk: Walk) -> None:
    walk.to(State.SPECIFYING)
    facts = {"specification": "ก", "reference_price_baht": "1.00", "price_source": "1_computed", "price_source_reason": ""}
    refused("NOT_YOUR_SEAT", lambda: walk.perform("duangjai", "specify", **facts))
    assert walk.perform("somchai", "specify", **facts).state == State.SPECIFIED


@pytest.mark.rule("B6")
@pytest.mark.parametrize("source", ["4_survey", "5_last_price", "6_other"])
def test_a_later_price_source_needs_the_reason_why_no_earlier_exists(walk: Walk, source: str) -> None:
    walk.to(State.SPECIFYING)
    facts = {"specification": "ก", "reference_price_baht": "37000.00", "price_source": source}
    refused("PRICE_SOURCE_ORDER", lambda: walk.perform("somchai", "specify", price_source_reason=" ", **facts))
    assert walk.perform("somchai", "specify", price_source_reason="ไม่มีราคาอ้างอิง", **facts).state == State.SPECIFIED


@pytest.mark.rule("B6")
@pytest.mark.parametrize("source", ["1_computed", "2_reference", "3_standard"])
def test_the_first_price_sources_stand_by_themselves(walk: Walk, source: str) -> None:
    walk.to(State.SPECIFYING)
    walk.perform(
        "somchai", "specify", specification="ก", reference_price_baht="37000.00", price_source=source, price_source_reason=""
    )
    assert walk.purchase.state == State.SPECIFIED


def report(walk: Walk, **changes: Any) -> dict[str, Any]:
    members = [{"person": walk.office.people[who].pk, "seat": seat} for who, seat in walk.need.members]
    return {
        "is_short_report": False, "method_reason": "เฉพาะเจาะจง", "criteria": "ราคา", "delivery_days": 30, "other_proposals": "", "members": members,
        **changes,
    }  # fmt: skip


@pytest.mark.rule("B7")
@pytest.mark.parametrize("item", ["method_reason", "criteria", "delivery_days"])
def test_the_report_needs_its_eight_items(walk: Walk, item: str) -> None:
    walk.to(State.REPORTING)
    error = refused("REPORT_ITEM_MISSING", lambda: walk.perform("duangjai", "report_need", **report(walk, **{item: ""})))
    assert error.refusals[0].field == item and "ข้อ 22" in error.refusals[0].basis
    assert walk.perform("duangjai", "report_need", **report(walk)).state == State.REPORTED


@pytest.mark.rule("B7a")
@pytest.mark.parametrize(("price", "fits"), [("99999.99", True), ("100000.00", True), ("100000.01", False)])
def test_the_short_report_is_for_small_purchases(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price))
    walk.to(State.REPORTING)
    short = report(walk, is_short_report=True, method_reason="", criteria="", delivery_days="")
    if fits:
        assert walk.perform("duangjai", "report_need", **short).state == State.REPORTED
    else:
        refused("SHORT_REPORT_CEILING", lambda: walk.perform("duangjai", "report_need", **short))


@pytest.mark.rule("M2")
@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((("wilai", "chair"), ("porntip", "member")), "TOO_FEW_MEMBERS"),
        ((("wilai", "member"), ("porntip", "member"), ("orathai", "member")), "ONE_CHAIR"),
        ((("wilai", "chair"), ("porntip", "chair"), ("orathai", "member")), "ONE_CHAIR"),
        ((("wilai", "chair"), ("wilai", "member"), ("orathai", "member")), "MEMBER_TWICE"),
        ((("wilai", "chair"), ("duangjai", "member"), ("orathai", "member")), "INSPECTOR_IS_SUPPLIES_OFFICER"),
    ],
)
def test_a_committee_that_is_none_is_refused(walks: Walks, members: tuple[tuple[str, str], ...], code: str) -> None:
    walk = walks(members=members)
    walk.to(State.REPORTING)
    refused(code, lambda: walk.perform("duangjai", "report_need", **report(walk)))


@pytest.mark.rule("M2")
@pytest.mark.parametrize(("price", "fits"), [("99999.99", True), ("100000.00", True), ("100000.01", False)])
def test_one_inspector_up_to_the_ceiling(walks: Walks, price: str, fits: bool) -> None:
    walk = walks(lines=one_line(price), members=(("orathai", "inspector"),))
    walk.to(State.REPORTING)
    if fits:
        assert walk.perform("duangjai", "report_need", **report(walk)).state == State.REPORTED
    else:
        refused("SINGLE_INSPECTOR_CEILING", lambda: walk.perform("duangjai", "report_need", **report(walk)))


@pytest.mark.rule("M2")
def test_the_inspectors_are_appointed_by_the_order_of_the_approval(walk: Walk) -> None:
    from committees.models import AppointedMember

    purchase = walk.to(State.NEGOTIATING)
    members = AppointedMember.objects.filter(document=purchase.pk)
    assert {(m.person.username, m.seat, m.order_number[:2], m.ordered_on) for m in members} == {
        ("wilai", "chair", "1/", purchase.approved_on), ("porntip", "member", "1/", purchase.approved_on), ("orathai", "member", "1/", purchase.approved_on),
    }  # fmt: skip


def result(walk: Walk, unit_prices: tuple[str, ...], quoted: str = "37000.00") -> dict[str, Any]:
    prices = [{"position": i, "agreed_unit_price_baht": price} for i, price in enumerate(unit_prices, start=1)]
    return {
        "vendor": walk.need.vendor, "quotation_number": "1", "quoted_on": timezone.localdate(), "quoted_price_baht": quoted, "prices": prices,
        "award_reason": "ต่ำสุด",
    }  # fmt: skip


@pytest.mark.rule("N15")
@pytest.mark.parametrize(
    ("prices", "fits"), [(("119.99", "2500.00"), True), (("120.00", "2500.00"), True), (("120.01", "2500.00"), False)]
)
def test_the_agreed_price_stays_within_what_was_approved(walk: Walk, prices: tuple[str, ...], fits: bool) -> None:
    walk.to(State.NEGOTIATING)
    if fits:
        assert walk.perform("duangjai", "report_result", **result(walk, prices)).agreed_price_baht <= Decimal("37000.00")
    else:
        error = refused("PRICE_ABOVE_APPROVAL", lambda: walk.perform("duangjai", "report_result", **result(walk, prices)))
        assert "37,000.00" in error.refusals[0].remedy


@pytest.mark.parametrize("prices", [("120.00",), ("120.00", "2500.00", "1.00")])
def test_every_line_has_its_agreed_price(walk: Walk, prices: tuple[str, ...]) -> None:
    walk.to(State.NEGOTIATING)
    refused("LINES_DIFFER", lambda: walk.perform("duangjai", "report_result", **result(walk, prices)))


@pytest.mark.rule("N15")
def test_the_order_is_signed_by_the_head_of_supplies_unless_the_office_keeps_it_with_its_chief(walk: Walk) -> None:
    from workflows.proof import Proof
    from workflows.registers.office import OfficeRegister

    walk.to(State.ORDER_PREPARED)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("boonmee", "sign_order"))
    register = OfficeRegister.objects.get(organization=walk.office.organization)
    boonmee = walk.office.boonmee
    choice = {"choice": "purchase.order_signer", "value": "chief_executive"}
    engine.perform(boonmee, register, "set_choice", proof=Proof(boonmee.pk, timezone.now()), **choice)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "sign_order"))
    assert walk.perform("boonmee", "sign_order").state == State.ORDER_SIGNED


@pytest.mark.rule("N16")
def test_the_winner_is_announced_before_the_order(walk: Walk) -> None:
    walk.to(State.AWARDED)
    data = {"instalments": [], "fine_percent_per_day": "0.20", "fine_on_whole": False}
    assert refused("NOT_FROM_THIS_STATE", lambda: walk.perform("duangjai", "prepare_order", **data)).status == 409
    purchase = walk.to(State.ORDER_SIGNED)
    assert purchase.announced_on <= purchase.ordered_on


def order(walk: Walk, *amounts: str, days: int = 30, rate: str = "0.20", whole: bool = False) -> dict[str, Any]:
    due = timezone.localdate() + timedelta(days=days)
    return {
        "instalments": [{"amount_baht": a, "due_on": due} for a in amounts],
        "fine_percent_per_day": rate,
        "fine_on_whole": whole,
    }


@pytest.mark.parametrize(
    ("amounts", "fits"), [(("37000.00",), True), (("18500.00", "18500.00"), True), (("36999.99",), False), (("37000.01",), False)]
)
def test_instalments_add_up_to_the_order_to_the_satang(walk: Walk, amounts: tuple[str, ...], fits: bool) -> None:
    walk.to(State.ORDERING)
    if fits:
        walk.perform("duangjai", "prepare_order", **order(walk, *amounts))
        assert Instalment.objects.filter(document=walk.purchase.pk).count() == len(amounts)
    else:
        error = refused("INSTALMENTS_DIFFER", lambda: walk.perform("duangjai", "prepare_order", **order(walk, *amounts)))
        assert "37,000.00" in error.refusals[0].remedy


@pytest.mark.rule("N8")
@pytest.mark.parametrize(
    ("rate", "whole", "fits"),
    [
        ("0.00", False, False),
        ("0.01", False, True),
        ("0.20", False, True),
        ("0.21", False, False),
        ("0.10", True, True),
        ("0.11", True, False),
    ],
)
def test_the_fine_rate_lies_within_the_regulation(walk: Walk, rate: str, whole: bool, fits: bool) -> None:
    walk.to(State.ORDERING)
    data = order(walk, "37000.00", rate=rate, whole=whole)
    if fits:
        walk.perform("duangjai", "prepare_order", **data)
    else:
        refused("FINE_RATE", lambda: walk.perform("duangjai", "prepare_order", **data))


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, True)])
def test_nothing_falls_due_before_the_order(walk: Walk, days: int, fits: bool) -> None:
    walk.to(State.ORDERING)
    if fits:
        walk.perform("duangjai", "prepare_order", **order(walk, "37000.00", days=days))
    else:
        refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "prepare_order", **order(walk, "37000.00", days=days)))


@pytest.mark.rule("N17")
@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, False)])
def test_the_vendor_receives_the_order_on_its_day_or_later_and_not_in_the_future(walk: Walk, days: int, fits: bool) -> None:
    walk.to(State.ORDER_SIGNED)
    day = walk.purchase.ordered_on + timedelta(days=days)
    if fits:
        assert walk.perform("duangjai", "record_vendor_receipt", vendor_received_on=day).state == State.ORDERED
    else:
        refused("DATES_OUT_OF_ORDER", lambda: walk.perform("duangjai", "record_vendor_receipt", vendor_received_on=day))
        assert held(walk)[1] == 0


@pytest.mark.parametrize(("amount", "fits"), [("36999.99", True), ("37000.00", True), ("37000.01", False)])
def test_no_more_is_delivered_than_was_ordered(walk: Walk, amount: str, fits: bool) -> None:
    walk.to(State.ORDERED)
    if fits:
        walk.deliver(amount_baht=Decimal(amount))
    else:
        error = refused("DELIVERED_MORE_THAN_ORDERED", lambda: walk.deliver(amount_baht=Decimal(amount)))
        assert "37,000.00" in error.refusals[0].remedy


def test_twelve_now_and_eight_later_never_twenty_one(walk: Walk) -> None:
    walk.to(State.ORDERED)
    walk.deliver(amount_baht=Decimal("20000.00"), note_number="ก1")
    refused("DELIVERY_NOTE_KNOWN", lambda: walk.deliver(amount_baht=Decimal("1.00"), note_number="ก1"))
    walk.deliver(amount_baht=Decimal("17000.00"), note_number="ก2")
    refused("DELIVERED_MORE_THAN_ORDERED", lambda: walk.deliver(amount_baht=Decimal("0.01"), note_number="ก3"))


def test_an_order_dated_after_the_delivery_is_no_order(walk: Walk) -> None:
    walk.to(State.ORDERED)
    day = walk.purchase.vendor_received_on - timedelta(days=1)
    data = {"instalment": 1, "note_number": "ก1", "delivered_on": day, "amount_baht": "1.00"}
    refused("ORDER_AFTER_DELIVERY", lambda: walk.perform("duangjai", "record_delivery", **data))


def test_a_delivery_is_not_recorded_before_it_came(walk: Walk) -> None:
    walk.to(State.ORDERED)
    data = {"instalment": 1, "note_number": "ก1", "delivered_on": timezone.localdate() + timedelta(days=1), "amount_baht": "1.00"}
    refused("FUTURE_DATE", lambda: walk.perform("duangjai", "record_delivery", **data))


@pytest.mark.parametrize(
    ("state", "who", "step", "back_to"),
    [
        (State.REQUESTED, "somchai", "return_request", State.DRAFT),
        (State.BUDGETING, "kanda", "return_request", State.DRAFT),
        (State.SPECIFIED, "boonmee", "return_specification", State.SPECIFYING),
        (State.REPORTED, "rattana", "return_report", State.REPORTING),
        (State.ENDORSED, "wilai", "return_report", State.REPORTING),
        (State.APPROVING, "boonmee", "return_report", State.REPORTING),
        (State.RESULT_REPORTED, "rattana", "return_result", State.NEGOTIATING),
        (State.RESULT_ENDORSED, "boonmee", "return_result", State.NEGOTIATING),
        (State.ORDER_PREPARED, "rattana", "return_order", State.ORDERING),
    ],
)
def test_each_reviewer_returns_with_a_reason_and_the_work_goes_on(
    walk: Walk, state: State, who: str, step: str, back_to: State
) -> None:
    walk.to(state)
    refused("WRONG_INPUT", lambda: walk.perform(who, step, reason=""))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", step, reason="ขาดเอกสาร"))
    assert walk.perform(who, step, reason="ขาดเอกสาร").state == back_to
    assert '"reason":"ขาดเอกสาร"' in JournalEntry.objects.filter(document=walk.purchase.pk).order_by("-sequence")[0].body
    assert walk.to(State.ORDERED).state == State.ORDERED


@pytest.mark.parametrize(
    ("state", "who", "step", "end"),
    [
        (State.SPECIFIER_NEEDED, "boonmee", "refuse_purchase", State.REFUSED),
        (State.APPROVING, "boonmee", "refuse_purchase", State.REFUSED),
        (State.RESULT_ENDORSED, "boonmee", "refuse_purchase", State.REFUSED),
        (State.DRAFT, "somchai", "withdraw_request", State.WITHDRAWN),
        (State.NEGOTIATING, "somchai", "withdraw_request", State.WITHDRAWN),
        (State.ORDER_SIGNED, "boonmee", "cancel_purchase", State.CANCELLED),
        (State.ORDERED, "boonmee", "cancel_purchase", State.CANCELLED),
    ],
)
def test_every_way_out_gives_the_money_back(walk: Walk, state: State, who: str, step: str, end: State) -> None:
    walk.to(state)
    assert walk.perform(who, step, reason="ไม่จำเป็นแล้ว").state == end
    assert held(walk) == (Decimal(0), Decimal(0), Decimal(0))
    assert walk.purchase.waiting_for == ""
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform(who, step, reason="อีกครั้ง"))


def test_after_the_order_the_unit_no_longer_withdraws(walk: Walk) -> None:
    walk.to(State.ORDER_SIGNED)
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("somchai", "withdraw_request", reason="ไม่เอาแล้ว"))


def test_one_person_in_two_capacities_is_still_one_person(walk: Walk) -> None:
    from workflows.models import CapacityKind
    from workflows.registers.people import PeopleRegister

    walk.to(State.ENDORSED)
    today = timezone.localdate()
    people = PeopleRegister.objects.get(organization=walk.office.organization)
    engine.perform(
        walk.office.wilai, people, "order_acting", position=walk.office.wilai.holdings.get().position, person=walk.office.rattana,
        capacity=CapacityKind.IN_ABSENCE, starts_on=today, ends_on=today, order_number="9/2570", ordered_on=today, matters=[], ceiling_baht=None,
    )  # fmt: skip
    error = refused("SAME_PERSON", lambda: walk.perform("rattana", "pass_report"))
    assert "คนละคน" in error.refusals[0].sentence


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


def upload(content: bytes, name: str = "ใบเสนอราคา.pdf") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)  # fmt: skip


def test_a_file_is_evidence_and_part_of_the_content(walk: Walk) -> None:
    walk.open()
    before = walk.purchase.content_hash
    walk.perform("orathai", "attach", kind="ภาพถ่าย", file=upload(PNG, "ภาพ.png"))
    assert walk.purchase.content_hash != before
    assert Attachment.objects.get(document=walk.purchase.pk).media_type == "image/png"
    refused("ATTACHED_ALREADY", lambda: walk.perform("orathai", "attach", kind="ภาพถ่าย", file=upload(PNG, "ภาพ.png")))


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<svg onload='x'/>", b"%PDF-1.7 broken", b"", PNG[:20]])
def test_what_is_no_evidence_is_refused_before_it_is_stored(walk: Walk, content: bytes) -> None:
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(content)))
    assert not Attachment.objects.exists()


def pdf(active: bool) -> bytes:
    import io

    import pikepdf

    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if active:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.save(out)
    return out.getvalue()


def test_a_pdf_with_active_content_is_refused_and_a_plain_one_taken(walk: Walk) -> None:
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(pdf(active=True))))
    walk.perform("orathai", "attach", kind="ก", file=upload(pdf(active=False)))
    assert Attachment.objects.get().media_type == "application/pdf"


def test_a_file_over_the_limit_is_refused(walk: Walk, settings: Any) -> None:
    settings.ATTACHMENT_LIMIT_BYTES = len(PNG) - 1
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(PNG)))
    settings.ATTACHMENT_LIMIT_BYTES = len(PNG)
    walk.perform("orathai", "attach", kind="ก", file=upload(PNG))
