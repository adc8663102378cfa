"""What a vendor has promised is the day of the purchase that waits for it, on every page that says days."""

from datetime import date, timedelta
from typing import Any

import pytest

from procurement.models import Instalment
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.beginnings import beginning
from tests.procurement.conftest import make_walk
from tests.procurement.test_purchase_delivery import inspect
from tests.workflows.test_pages_live import signed_in
from workflows import waiting
from workflows.dates import short_date
from workflows.practice import found_practice_office, set_day

CHAIRS = (("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),)


@beginning
def ordered() -> Walk:
    """Twenty chairs in two instalments, thirty days apart."""
    walk = make_walk(found_practice_office(is_practice=True, practice_today=date(2026, 11, 2)))(lines=CHAIRS, shares=(1, 1))
    walk.to(State.ORDERED)
    return walk


def due_days(walk: Walk) -> list[Any]:
    return list(Instalment.objects.filter(document=walk.purchase.pk).order_by("number").values_list("due_on", flat=True))


def test_an_order_waits_until_its_first_instalment_is_due(ordered: Walk) -> None:
    assert ordered.purchase.due_on == due_days(ordered)[0]


def test_what_came_moves_the_day_on_and_what_was_rejected_moves_it_back(ordered: Walk) -> None:
    first, second = due_days(ordered)
    ordered.deliver(1, quantities={1: "10"}, note_number="ก1")
    assert (ordered.purchase.state, ordered.purchase.due_on) == (State.ORDERED, second)
    inspect(ordered, "ก1", "0.00", "0")
    assert ordered.purchase.due_on == first


def test_where_all_has_come_nothing_is_due_of_the_vendor_until_it_is_rejected(ordered: Walk) -> None:
    first, _ = due_days(ordered)
    ordered.deliver(1, quantities={1: "10"}, note_number="ก1")
    ordered.deliver(2, quantities={1: "10"}, note_number="ก2")
    assert (ordered.purchase.state, ordered.purchase.due_on) == (State.DELIVERED, None)
    inspect(ordered, "ก1", "0.00", "0")
    assert (ordered.purchase.state, ordered.purchase.due_on) == (State.ORDERED, first)


@pytest.mark.parametrize(
    ("days_after", "said"), [(-9, "เหลือ"), (0, "ครบกำหนดวันนี้"), (1, "เกินกำหนดแล้ว 1 วัน"), (3, "เกินกำหนดแล้ว 3 วัน")]
)
def test_the_desk_and_the_case_say_when_it_is_due_and_how_late_it_is(ordered: Walk, days_after: int, said: str) -> None:
    due_on = due_days(ordered)[0]
    set_day(ordered.office, due_on + timedelta(days=days_after))
    client = signed_in(ordered.office, "duangjai")
    for address in ("/", f"/case/{ordered.purchase.case_id}/", "/board/"):
        page = client.get(address).content.decode()
        assert said in page and (short_date(due_on) in page or address == "/board/") and "ไม่มีกำหนด" not in page, address
    assert "ผู้ขายต้องส่งมอบ" in client.get("/").content.decode()
    found = waiting.desk(ordered.office.people["duangjai"], ordered.office.fresh())
    assert [row.due_on for row in found] == [due_on]


def test_what_comes_next_says_how_late_it_is(ordered: Walk) -> None:
    """The clerk's head has had a request before him for too long; whoever keeps the budget sees it come, and late."""
    other = Walk(ordered.office, ordered.need)
    request = other.to(State.REQUESTED)
    set_day(ordered.office, request.due_on + timedelta(days=7))
    page = signed_in(ordered.office, "kanda").get("/").content.decode()
    assert "ควรถึงคุณแล้วตั้งแต่" in page and short_date(request.due_on) in page and "เกิน 5 วันทำการ" in page
