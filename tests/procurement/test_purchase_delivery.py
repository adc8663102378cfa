"""Deliveries: counted, inspected, paid; and the end of the road with the last payment."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.voucher import Voucher
from procurement import acceptances
from procurement.models import Delivery, Instalment
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import Walks, held, one_line, order
from workflows import engine
from workflows.fields import new_id

CHAIRS = (("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),)


@pytest.fixture
def chairs(walks: Walks) -> Walk:
    """Twenty chairs of 1,500 baht, ordered."""
    walk = walks(lines=CHAIRS)
    walk.to(State.ORDERED)
    return walk


def inspect(walk: Walk, note_number: str, accepted: str, quantity: str | None = None) -> Any:
    """What the inspectors' procedure tells once it has ended."""
    lines = [] if quantity is None else [{"position": 1, "accepted_quantity": quantity}]
    data = {"note_number": note_number, "acceptance": new_id(), "accepted_baht": accepted, "lines": lines}
    walk.purchase = engine.perform(None, walk.purchase, "note_inspection", **data).document
    return walk.purchase


def pay(walk: Walk, note_number: str) -> Any:
    """What the payment's procedure tells once the bank has confirmed it."""
    walk.purchase = engine.perform(
        None, walk.purchase, "note_payment", note_number=note_number, paid_on=timezone.localdate()
    ).document
    return walk.purchase


def figures(walk: Walk, instalment: int = 1) -> tuple[Decimal, Decimal, Decimal]:
    row = Instalment.objects.get(document=walk.purchase.pk, number=instalment)
    return row.delivered_baht, row.accepted_baht, row.paid_baht


@pytest.mark.parametrize(("quantity", "fits"), [("19.999", True), ("20", True), ("20.001", False)])
def test_no_more_is_delivered_than_was_ordered(chairs: Walk, quantity: str, fits: bool) -> None:
    if fits:
        chairs.deliver(quantities={1: quantity})
        assert figures(chairs)[0] == (Decimal(quantity) * 1500).quantize(Decimal("0.01"))
    else:
        error = refused("DELIVERED_MORE_THAN_ORDERED", lambda: chairs.deliver(quantities={1: quantity}))
        assert "20 ตัว" in error.refusals[0].remedy


@pytest.mark.parametrize("again", ["สข. 1/2570", "สข.1/2570", "สข. ๑/๒๕๗๐", "สข. 1 / 2570"])
def test_one_delivery_note_is_one_delivery_however_it_is_written(chairs: Walk, again: str) -> None:
    chairs.deliver(quantities={1: "12"}, note_number="สข. 1/2570")
    caught = refused("DELIVERY_NOTE_KNOWN", lambda: chairs.deliver(quantities={1: "8"}, note_number=again))
    assert caught.refusals[0].sentence == "ใบส่งของเลขที่ สข. 1/2570 บันทึกแล้ว"
    chairs.deliver(quantities={1: "8"}, note_number="สข. 1/2571")
    assert figures(chairs) == (Decimal("30000.00"), Decimal(0), Decimal(0))


def test_twelve_now_and_eight_later_never_twenty_one(chairs: Walk) -> None:
    chairs.deliver(quantities={1: "12"}, note_number="ก1")
    refused("DELIVERY_NOTE_KNOWN", lambda: chairs.deliver(quantities={1: "1"}, note_number="ก1"))
    error = refused("DELIVERED_MORE_THAN_ORDERED", lambda: chairs.deliver(quantities={1: "9"}, note_number="ก2"))
    assert "8 ตัว" in error.refusals[0].remedy
    chairs.deliver(quantities={1: "8"}, note_number="ก2")
    assert figures(chairs) == (Decimal("30000.00"), Decimal(0), Decimal(0))
    error = refused("NOT_FROM_THIS_STATE", lambda: chairs.deliver(quantities={1: "0.001"}, note_number="ก3"))
    assert "ส่งมอบครบ" in error.refusals[0].sentence


@pytest.mark.parametrize(
    ("quantities", "code"),
    [({}, "DELIVERY_UNSAID"), ({2: "1"}, "LINES_DIFFER"), ({1: "0"}, "WRONG_INPUT"), ({1: "-1"}, "WRONG_INPUT")],
)
def test_goods_are_counted_by_the_lines_of_the_order(chairs: Walk, quantities: dict[int, str], code: str) -> None:
    refused(code, lambda: chairs.deliver(quantities=quantities))


def test_a_line_is_counted_once_in_a_delivery(chairs: Walk) -> None:
    lines = [{"position": 1, "delivered_quantity": "1"}] * 2
    data = {"instalment": 1, "note_number": "ก1", "delivered_on": timezone.localdate(), "lines": lines}
    refused("LINES_DIFFER", lambda: chairs.perform("duangjai", "record_delivery", **data))


def test_parts_of_a_line_add_up_to_the_line_to_the_satang(walks: Walks) -> None:
    walk = walks(lines=(("สีทาอาคาร", "ลิตร", "1", "100.01"),))
    walk.to(State.ORDERED)
    for number, quantity in enumerate(("0.333", "0.333", "0.334"), start=1):
        walk.deliver(quantities={1: quantity}, note_number=f"ก{number}")
    assert figures(walk)[0] == Decimal("100.01")
    assert sorted(Delivery.objects.values_list("amount_baht", flat=True)) == [Decimal("33.30"), Decimal("33.31"), Decimal("33.40")]


@pytest.mark.parametrize("kind", ["services", "works"])
def test_services_and_works_come_by_value_and_never_above_their_instalment(walks: Walks, kind: str) -> None:
    members = (*COMMITTEE, ("somchai", "supervisor")) if kind == "works" else COMMITTEE
    walk = walks(kind=kind, lines=one_line("90000.00"), shares=(1, 2), members=members)
    walk.to(State.ORDERED)
    error = refused("DELIVERED_MORE_THAN_ORDERED", lambda: walk.deliver(1, amount_baht=Decimal("30000.01")))
    assert "30,000.00" in error.refusals[0].remedy
    counted = {
        "instalment": 1,
        "note_number": "ก",
        "delivered_on": timezone.localdate(),
        "lines": [{"position": 1, "delivered_quantity": "1"}],
    }
    refused("DELIVERY_UNSAID", lambda: walk.perform("duangjai", "record_delivery", **counted))
    refused(
        "NO_SUCH_INSTALMENT",
        lambda: walk.perform("duangjai", "record_delivery", **{**counted, "instalment": 3, "lines": [], "amount_baht": "1.00"}),
    )
    walk.deliver(1)
    walk.deliver(2)
    assert figures(walk, 1)[0] == Decimal("30000.00") and figures(walk, 2)[0] == Decimal("60000.00")


@pytest.mark.rule("N17", "kept", "refused")
@pytest.mark.parametrize(("days", "code"), [(-1, "ORDER_AFTER_DELIVERY"), (0, None), (1, "FUTURE_DATE")])
def test_a_delivery_comes_after_the_vendor_has_the_order_and_before_it_is_recorded(
    chairs: Walk, days: int, code: str | None
) -> None:
    day = chairs.purchase.vendor_received_on + timedelta(days=days)
    lines = [{"position": 1, "delivered_quantity": "1"}]
    data = {"instalment": 1, "note_number": "ก1", "delivered_on": day, "lines": lines}
    if code is None:
        assert chairs.perform("duangjai", "record_delivery", **data).state == State.ORDERED
    else:
        refused(code, lambda: chairs.perform("duangjai", "record_delivery", **data))


def test_what_inspectors_reject_may_come_again_and_is_never_paid(chairs: Walk) -> None:
    chairs.deliver(note_number="ก1")
    inspect(chairs, "ก1", "0.00", "0")
    assert figures(chairs) == (Decimal(0), Decimal(0), Decimal(0))
    assert {r.code for r in refused("NOTHING_ACCEPTED", lambda: pay(chairs, "ก1")).refusals} == {"NOTHING_ACCEPTED"}
    chairs.deliver(note_number="ก2")
    inspect(chairs, "ก2", "30000.00", "20")
    assert pay(chairs, "ก2").state == State.COMPLETED


def test_twelve_are_accepted_of_twenty_and_eight_come_again(chairs: Walk) -> None:
    chairs.deliver(note_number="ก1")
    inspect(chairs, "ก1", "18000.00", "12")
    assert figures(chairs) == (Decimal("18000.00"), Decimal("18000.00"), Decimal(0))
    assert pay(chairs, "ก1").state == State.ORDERED
    refused("DELIVERED_MORE_THAN_ORDERED", lambda: chairs.deliver(quantities={1: "9"}, note_number="ก2"))
    chairs.deliver(quantities={1: "8"}, note_number="ก2")
    inspect(chairs, "ก2", "12000.00", "8")
    assert pay(chairs, "ก2").state == State.COMPLETED


@pytest.mark.parametrize(("accepted", "fits"), [("29999.99", True), ("30000.00", True), ("30000.01", False)])
def test_no_more_is_accepted_than_was_delivered(chairs: Walk, accepted: str, fits: bool) -> None:
    chairs.deliver(note_number="ก1")
    if fits:
        inspect(chairs, "ก1", accepted, "20")
        refused("INSPECTED_ALREADY", lambda: inspect(chairs, "ก1", "0.00", "0"))
    else:
        refused("ACCEPTED_MORE_THAN_DELIVERED", lambda: inspect(chairs, "ก1", accepted, "20"))


def test_nothing_is_inspected_or_paid_that_never_came(chairs: Walk) -> None:
    refused("NO_SUCH_DELIVERY", lambda: inspect(chairs, "ก9", "0.00"))
    refused("NOTHING_ACCEPTED", lambda: pay(chairs, "ก9"))


def test_what_was_accepted_is_paid_once(chairs: Walk) -> None:
    chairs.deliver(quantities={1: "12"}, note_number="ก1")
    refused("NOTHING_ACCEPTED", lambda: pay(chairs, "ก1"))
    inspect(chairs, "ก1", "18000.00", "12")
    pay(chairs, "ก1")
    refused("PAID_ALREADY", lambda: pay(chairs, "ก1"))
    assert figures(chairs)[2] == Decimal("18000.00")


def test_with_the_last_payment_the_purchase_completes_and_gives_back_what_it_still_holds(chairs: Walk) -> None:
    chairs.deliver(note_number="ก1")
    inspect(chairs, "ก1", "30000.00", "20")
    assert held(chairs)[1] == Decimal("30000.00")
    purchase = pay(chairs, "ก1")
    assert (purchase.state, purchase.waiting_for) == (State.COMPLETED, "")
    assert held(chairs) == (Decimal(0), Decimal(0), Decimal(0))


@pytest.mark.parametrize("step", ["send_to_inspectors", "note_inspection", "note_payment", "complete"])
def test_nobody_says_for_the_inspectors_or_the_bank_what_they_have_not_said(chairs: Walk, step: str) -> None:
    assert refused("SYSTEM_ONLY", lambda: chairs.perform("duangjai", step)).status == 403


def test_what_lies_before_the_inspectors_is_decided_before_anybody_cancels(chairs: Walk) -> None:
    chairs.deliver(quantities={1: "12"}, note_number="ก1")
    refused("INSPECTION_PENDING", lambda: chairs.perform("boonmee", "cancel_purchase", reason="ไม่เอาแล้ว"))
    inspect(chairs, "ก1", "0.00", "0")
    assert chairs.perform("boonmee", "cancel_purchase", reason="ไม่เอาแล้ว").state == State.CANCELLED
    assert held(chairs) == (Decimal(0), Decimal(0), Decimal(0))


def test_what_was_accepted_is_paid_and_not_cancelled(chairs: Walk) -> None:
    chairs.deliver(quantities={1: "12"}, note_number="ก1")
    inspect(chairs, "ก1", "18000.00", "12")
    refused("ACCEPTED_ALREADY", lambda: chairs.perform("boonmee", "cancel_purchase", reason="ไม่เอาแล้ว"))


class Opened:
    """Stands for the acceptance that the engine would have opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[dict[str, Any]] = []
        monkeypatch.setattr(acceptances.engine, "open_within", self)

    def __call__(self, person: Any, model: Any, organization: Any, **told: Any) -> "Opened":
        assert person is None
        self.calls.append(told)
        return self

    document = None


def test_each_delivery_is_sent_to_its_inspectors_with_what_was_agreed(chairs: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(monkeypatch)
    purchase = chairs.deliver(quantities={1: "12"}, note_number="ก1")
    (told,) = opened.calls
    assert (told["step"], told["case"], told["unit"]) == ("open_delivery", purchase.case, purchase.unit)
    data = told["data"]
    members = {(row["person"], row["seat"]) for row in data.pop("members")}
    assert members == {(chairs.office.people[who].pk, seat) for who, seat in COMMITTEE}
    today, due = timezone.localdate().isoformat(), purchase.delivery_due_on
    assert data == {
        "title": "ซื้อวัสดุสำนักงาน", "kind": "goods", "instalment_number": 1, "party": chairs.need.vendor.pk, "order_number": purchase.order_number,
        "ordered_on": purchase.ordered_on, "vendor_received_on": purchase.vendor_received_on, "delivery_due_on": due,
        "fine_percent_per_day": Decimal("0.20"), "fine_on_whole": False, "hinders_traffic": False, "order_amount_baht": Decimal("30000.00"),
        "instalment_amount_baht": Decimal("30000.00"), "instalment_count": 1, "free_goods": [], "delivery_amount_baht": Decimal("18000.00"), "delivery_note_number": "ก1", "delivered_on": today, "received_on": today,
        "supplies_officer": chairs.office.duangjai.pk.hex,
        "lines": [{"position": 1, "item": "เก้าอี้สำนักงาน", "unit_name": "ตัว", "ordered_quantity": Decimal("20.000"),
                   "delivered_quantity": "12.000", "unit_price_baht": Decimal("1500.00")}],
    }  # fmt: skip
    assert isinstance(due, date)
    chairs.deliver(quantities={1: "8"}, note_number="ก2")
    assert [call["data"]["delivery_note_number"] for call in opened.calls] == ["ก1", "ก2"]


def test_a_part_of_works_is_one_thing_and_goes_with_its_supervisor(walks: Walks, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walks(kind="works", lines=one_line("90000.00"), shares=(1, 2), members=(*COMMITTEE, ("somchai", "supervisor")))
    walk.to(State.ORDERED)
    opened = Opened(monkeypatch)
    walk.deliver(2)
    data = opened.calls[0]["data"]
    assert data["supervisor"] == walk.office.somchai.pk and len(data["members"]) == 3
    (line,) = data["lines"]
    assert (line["ordered_quantity"], line["delivered_quantity"], line["unit_price_baht"]) == (1, 1, Decimal("60000.00"))
    assert data["instalment_number"] == 2 and data["fine_on_whole"] is True


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(("rate", "traffic"), [("0.25", True), ("0.10", False)])
def test_the_inspectors_know_from_the_order_whether_the_works_hinder_traffic(walks: Walks, rate: str, traffic: bool) -> None:
    walk = walks(kind="works", lines=one_line("20000.00"), members=(*COMMITTEE, ("somchai", "supervisor")))
    walk.to(State.ORDERING)
    walk.perform("duangjai", "prepare_order", **order(walk, "20000.00", rate=rate, whole=True, traffic=traffic))
    walk.to(State.ORDERED)
    walk.deliver()
    acceptance = Road(walk).inspection().acceptance
    assert (acceptance.hinders_traffic, acceptance.fine_percent_per_day) == (traffic, Decimal(rate))


GIFT = (("เครื่องพิมพ์", "เครื่อง", "1", "9000.00"), ("หมึกแถม", "กล่อง", "2", "0.00"))


def test_what_was_promised_for_nothing_is_waited_for_and_accepted_though_it_costs_nothing(bank_walks: Walks) -> None:
    walk = bank_walks(lines=GIFT)
    walk.to(State.ORDERED)
    road = Road(walk)
    walk.deliver(quantities={1: "1"}, note_number="ส1")
    pay_by_one_file(walk.office, [road.approved()])
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.ORDERED
    walk.deliver(quantities={2: "2"}, note_number="ส2")
    inspection = road.inspection()
    inspection.to_decision()
    assert inspection.acceptance.state == "accepted"
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.COMPLETED
    assert Voucher.objects.filter(case=walk.purchase.case_id).count() == 1


def test_a_line_of_one_satang_in_pieces_ends_with_the_last_piece(walks: Walks) -> None:
    walk = walks(lines=one_line("0.01"))
    walk.to(State.ORDERED)
    road = Road(walk)
    walk.deliver(quantities={1: "0.5"}, note_number="ส1")
    inspection = road.inspection()
    inspection.to_decision()
    inspection.close()
    walk.purchase.refresh_from_db()
    walk.deliver(quantities={1: "0.5"}, note_number="ส2")
    assert [row.amount_baht for row in Delivery.objects.order_by("number")] == [Decimal("0.01"), Decimal(0)]
    inspection = road.inspection()
    inspection.to_decision()
    assert inspection.acceptance.state == "accepted"
