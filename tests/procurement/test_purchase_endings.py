"""Returns with reasons and every way out; one person in two capacities; the money that goes back."""

from decimal import Decimal

import pytest
from django.utils import timezone

from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from tests.procurement.steps import held, request
from workflows import engine
from workflows.models import CapacityKind, JournalEntry
from workflows.registers.people import PeopleRegister


@pytest.mark.parametrize(
    ("state", "who", "step", "back_to"),
    [
        (State.REQUESTED, "somchai", "return_request", State.DRAFT),
        (State.BUDGETING, "kanda", "return_request", State.DRAFT),
        (State.SPECIFIER_NEEDED, "boonmee", "return_request", State.DRAFT),
        (State.SPECIFYING, "somchai", "return_request", State.DRAFT),
        (State.REPORTING, "duangjai", "return_request", State.DRAFT),
        (State.REPORTING, "duangjai", "return_specification", State.SPECIFYING),
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
    refused(
        "NOT_YOUR_SEAT" if state == State.SPECIFYING else "NOT_YOUR_ROLE", lambda: walk.perform("porntip", step, reason="ขาดเอกสาร")
    )
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
    walk.to(State.ENDORSED)
    today = timezone.localdate()
    people = PeopleRegister.objects.get(organization=walk.office.organization)
    engine.perform(
        walk.office.wilai, people, "order_acting", position=walk.office.wilai.holdings.get().position, person=walk.office.rattana,
        capacity=CapacityKind.IN_ABSENCE, starts_on=today, ends_on=today, order_number="9/2570", ordered_on=today, matters=[], ceiling_baht=None,
    )  # fmt: skip
    error = refused("SAME_PERSON", lambda: walk.perform("rattana", "pass_report"))
    assert "คนละคน" in error.refusals[0].sentence


def test_a_returned_request_gives_its_reserve_up_and_may_ask_for_less(walk: Walk) -> None:
    walk.to(State.REPORTING)
    assert held(walk) == (Decimal("37000.00"), Decimal(0), Decimal(0))
    walk.perform("duangjai", "return_request", reason="จำนวนเกินความจำเป็น")
    assert held(walk) == (Decimal(0), Decimal(0), Decimal(0))
    lines = request(walk)["lines"][:1]
    walk.perform("orathai", "edit_request", **request(walk, lines=lines))
    walk.to(State.SPECIFYING)
    assert held(walk) == (Decimal("12000.00"), Decimal(0), Decimal(0))
    assert walk.to(State.ORDERED).amount_baht == Decimal("12000.00")


@pytest.mark.parametrize(
    ("state", "money"), [(State.ENDORSED, "37000.00"), (State.RESULT_ENDORSED, "37000.00"), (State.ORDER_PREPARED, "37000.00")]
)
def test_a_return_inside_the_office_keeps_the_reserve(walk: Walk, state: State, money: str) -> None:
    who, step = {State.ENDORSED: ("wilai", "return_report"), State.RESULT_ENDORSED: ("boonmee", "return_result")}.get(
        state, ("rattana", "return_order")
    )
    walk.to(state)
    walk.perform(who, step, reason="แก้ไข")
    assert held(walk) == (Decimal(money), Decimal(0), Decimal(0))


def test_whoever_drafts_the_specification_does_not_agree_to_it(walk: Walk) -> None:
    walk.to(State.SPECIFIER_NEEDED)
    walk.perform("boonmee", "appoint_specifier", specifier=walk.office.boonmee, specifier_order="12/2570")
    facts = {"specification": "ก", "reference_price_baht": "1.00", "price_source": "1_computed", "price_source_reason": ""}
    walk.perform("boonmee", "specify", **facts)
    refused("SAME_PERSON", lambda: walk.perform("boonmee", "agree_specification"))


def test_nobody_supports_what_he_asked_for_himself(walk: Walk) -> None:
    today, post = timezone.localdate(), walk.office.somchai.holdings.get().position
    walk.to(State.REQUESTED)
    people = PeopleRegister.objects.get(organization=walk.office.organization)
    order = {
        "starts_on": today,
        "ends_on": today,
        "order_number": "9/2570",
        "ordered_on": today,
        "matters": [],
        "ceiling_baht": None,
    }
    for person, capacity in ((walk.office.orathai, CapacityKind.IN_ABSENCE), (walk.office.theera, CapacityKind.PERFORMING)):
        engine.perform(walk.office.wilai, people, "order_acting", position=post, person=person, capacity=capacity, **order)
    refused("SAME_PERSON", lambda: walk.perform("orathai", "support_request"))
    assert walk.perform("theera", "support_request").state == State.BUDGETING


def test_an_acting_order_signs_up_to_its_ceiling(walk: Walk) -> None:
    walk.to(State.APPROVING)
    today, post = timezone.localdate(), walk.office.boonmee.holdings.get().position
    people = PeopleRegister.objects.get(organization=walk.office.organization)
    order = {"starts_on": today, "ends_on": today, "order_number": "9/2570", "ordered_on": today, "matters": ["purchase"]}
    delegate = {"position": post, "person": walk.office.theera, "capacity": CapacityKind.DELEGATED, **order}
    engine.perform(walk.office.wilai, people, "order_acting", ceiling_baht="36999.99", **delegate)
    error = refused("ORDER_CEILING", lambda: walk.perform("theera", "approve_report"))
    assert "36,999.99" in error.refusals[0].sentence
    engine.perform(
        walk.office.wilai, people, "order_acting", ceiling_baht="37000.00", **{**delegate, "capacity": CapacityKind.PERFORMING}
    )
    assert walk.perform("theera", "approve_report").state == State.NEGOTIATING


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e\u200f ", "\u00ad\ufeff", "\u0e48"])
def test_a_reason_that_nobody_can_read_is_none(walk: Walk, unseen: str) -> None:
    walk.to(State.REPORTED)
    refused("WRONG_INPUT", lambda: walk.perform("rattana", "return_report", reason=unseen))


@pytest.mark.parametrize("title", ["ก" * 300, "ซื้อน้ำ\u0e48\u0e49\u0e4a ๓ ที่", "<b>กระดาษ</b> & '\"", "=1+1"])
def test_a_strange_title_is_kept_as_it_was_typed_through_the_whole_road(walk: Walk, title: str) -> None:
    walk.need.title = title
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    assert Road(walk).approved().title == title
