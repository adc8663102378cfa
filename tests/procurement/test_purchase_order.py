"""The order: instalments, fine rate, the vendor's receipt, deliveries."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.models import BudgetLine
from procurement.models import Instalment
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused


def held(walk: Walk) -> tuple[Decimal, Decimal, Decimal]:
    """Reserved, committed and spent of the walk's budget line."""
    line = BudgetLine.objects.get(pk=walk.need.budget_line.pk)
    return line.reserved_baht, line.committed_baht, line.spent_baht


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
