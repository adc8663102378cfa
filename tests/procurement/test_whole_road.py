"""From a unit's request to the payment that the bank confirmed, by the nine officers, goods, services and works."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from committees.goods import GoodsAcceptance
from disbursement.models import BudgetLine
from disbursement.rehearsal.furnishing import payee_account
from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.rehearsal.walk import TransferWalk, acted
from disbursement.transfer import State as Filing
from disbursement.voucher import Voucher
from disbursement.voucher_states import State as Checking
from procurement.models import Delivery, Instalment
from procurement.purchase import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import Walks, held, one_line
from workflows import clock, engine
from workflows.founding import register_of
from workflows.registers.people import PeopleRegister
from workflows.verification import verify

SUPERVISED = (*COMMITTEE, ("somchai", "supervisor"))


@pytest.mark.parametrize(
    ("kind", "members"), [("goods", COMMITTEE), ("services", (("orathai", "inspector"),)), ("works", SUPERVISED)]
)
def test_what_is_ordered_is_inspected_vouched_paid_and_done(
    bank_walks: Walks, kind: str, members: tuple[tuple[str, str], ...]
) -> None:
    walk = bank_walks(kind=kind, members=members, lines=one_line("53500.00"))
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    road = Road(walk)
    pay_by_one_file(walk.office, [road.approved()])
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.COMPLETED
    assert Voucher.objects.get().state == Checking.PAID
    assert Instalment.objects.get().paid_baht == Decimal("53500.00")
    assert held(walk) == (Decimal(0), Decimal(0), Decimal("53500.00"))
    assert list(verify(contents=True)) == []


def test_twelve_of_twenty_are_paid_and_eight_come_later(bank_walks: Walks) -> None:
    walk = bank_walks(lines=(("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),))
    walk.to(State.ORDERED)
    road, gross = Road(walk), []
    for quantity in ("12", "8"):
        walk.deliver(quantities={1: quantity}, note_number=f"ส{quantity}")
        payment = road.approved()
        gross.append((payment.voucher.gross_baht, payment.voucher.is_last))
        pay_by_one_file(walk.office, [payment])
        walk.purchase.refresh_from_db()
    assert gross == [(Decimal("18000.00"), False), (Decimal("12000.00"), True)]
    assert walk.purchase.state == State.COMPLETED


def test_a_rejected_delivery_opens_no_voucher_and_comes_again(bank_walks: Walks) -> None:
    walk = bank_walks(lines=(("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),))
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    road = Road(walk)
    inspection = road.inspection()
    inspection.to_decision({1: "0"})
    inspection.close()
    assert not Voucher.objects.exists()
    assert Delivery.objects.get(note_number="ส1").accepted_baht == 0
    walk.purchase.refresh_from_db()
    walk.deliver(note_number="ส2")
    assert list(GoodsAcceptance.objects.order_by("pk").values_list("round", flat=True)) == [1, 2]
    pay_by_one_file(walk.office, [road.approved()])
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.COMPLETED


def test_a_transfer_that_comes_back_pays_nothing_and_is_paid_again(bank_walks: Walks) -> None:
    walk = bank_walks(lines=one_line("53500.00"))
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    payment = Road(walk).approved()
    transfer = TransferWalk(walk.office)
    transfer.make([payment])
    transfer.to(Filing.SENT)
    transfer.answer({1: "returned"})
    assert Instalment.objects.get().paid_baht == 0
    payment.refresh_from_db()
    payment = acted(
        walk.office,
        "theera",
        payment,
        "set_account",
        payee_account=payee_account(walk.office, payment.party),
        reason="ผู้ขายยืนยันเลขที่บัญชีเดิม",
    )
    pay_by_one_file(walk.office, [payment])
    line = BudgetLine.objects.get(pk=walk.need.budget_line.pk)
    assert (line.committed_baht, line.spent_baht) == (Decimal(0), Decimal("53500.00"))
    assert Instalment.objects.get().paid_baht == Decimal("53500.00")


def test_whoever_bought_accepts_nothing_of_the_case_though_another_received_the_delivery(bank_walks: Walks) -> None:
    walk = bank_walks(lines=one_line("53500.00"))
    walk.to(State.ORDERED)
    people, today = walk.office.people, clock.today(walk.office.fresh())
    buyer = people["duangjai"]
    order = {
        "starts_on": today,
        "ends_on": today,
        "order_number": "9/2570",
        "ordered_on": today,
        "matters": [],
        "ceiling_baht": None,
    }
    post = {"position": buyer.holdings.get().position, "person": people["theera"], "capacity": "in_absence"}
    engine.perform(people["wilai"], register_of(walk.office.organization, PeopleRegister), "order_acting", **post, **order)
    stood_in = Walk(replace(walk.office, people={**people, "duangjai": people["theera"]}), walk.need, walk.purchase)
    stood_in.deliver(note_number="ส1")
    inspection = Road(walk).inspection()
    couple = {"leaving": people["porntip"].pk, "person": buyer.pk}
    facts = {"members": [couple], "order_number": "10/2570", "ordered_on": today, "reason": "ลาป่วย"}
    inspection.perform("boonmee", "replace_members", **facts)
    inspection.declare()
    inspection.find()
    refused("SAME_PERSON", lambda: inspection.sign(buyer))


def test_of_two_deliveries_before_their_inspectors_at_once_the_one_decided_last_is_the_last(bank_walks: Walks) -> None:
    walk = bank_walks(lines=(("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),))
    walk.to(State.ORDERED)
    road, both = Road(walk), []
    for quantity in ("12", "8"):
        walk.deliver(quantities={1: quantity}, note_number=f"ส{quantity}")
        both.append(road.inspection())
        both[-1].declare()
    for inspection in both:
        inspection.find()
    for inspection in both:
        inspection.sign_all()
    assert list(Voucher.objects.order_by("pk").values_list("is_last", flat=True)) == [False, True]
    states = [inspection.perform("duangjai", "take_over", copies=2, vendor_copy_on=today(walk)).state for inspection in both]
    assert states == ["handed_over", "handed_over"]  # nothing is missing, so the vendor is told of nothing


def today(walk: Walk) -> date:
    return clock.today(walk.office.fresh())
