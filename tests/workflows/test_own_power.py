"""Whoever keeps the people register by an order enters no order that gives himself power; whoever holds the post enters what นายก orders."""

from datetime import date
from typing import Any

import pytest

from tests.workflows.registering import REASON, act, days, order_acting, post_of, refused, today_of
from workflows.models import ActingOrder
from workflows.practice import PracticeOffice, found_practice_office, set_day

DAY = date(2026, 12, 1)


@pytest.fixture
def office(db: None) -> PracticeOffice:
    """Wilai is ปลัด and away; Rattana acts for her on the second and third day. Boonmee is นายก."""
    found = found_practice_office(is_practice=True, practice_today=DAY)
    order_acting(found, "rattana", "wilai", 1, 2)
    return found


def longer(office: PracticeOffice, who: str, order: ActingOrder, count: int) -> Any:
    return {
        "order": order, "ends_on": days(office, count), "order_number": "12/2570", "ordered_on": today_of(office), "reason": REASON,
    }  # fmt: skip


def order_for(office: PracticeOffice, person: str, post: str, first: int = 5, last: int = 9) -> dict[str, Any]:
    return {
        "position": post_of(office, post), "person": office.people[person], "capacity": "in_absence", "starts_on": days(office, first),
        "ends_on": days(office, last), "order_number": "13/2570", "ordered_on": today_of(office),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "code"), [(0, "NOT_YOUR_ROLE"), (1, "GIVES_YOURSELF_POWER"), (2, "GIVES_YOURSELF_POWER"), (3, "NOT_YOUR_ROLE")]
)
def test_a_stand_in_never_lengthens_his_own_order(office: PracticeOffice, day: int, code: str) -> None:
    """The day before the order, its first and its last, and the day after."""
    set_day(office, days(office, day))
    error = refused(office, "change_acting", "rattana", **longer(office, "rattana", ActingOrder.objects.get(), 9))
    assert code in error.codes
    if code == "GIVES_YOURSELF_POWER":
        told = error.refusals[0]
        assert told.sentence == "คุณทำหน้าที่ปลัดตามคำสั่งที่ 7/2570 จึงลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้"
        assert "นายกลงได้ในวันถัดจากวันสุดท้าย" in told.remedy and told.field == "order"


@pytest.mark.parametrize("post", ["wilai", "boonmee", "somchai"])
def test_nor_takes_another_one(office: PracticeOffice, post: str) -> None:
    """Of the same post with other matters, of นายก, of a head."""
    set_day(office, days(office, 1))
    assert refused(office, "order_acting", "rattana", **order_for(office, "rattana", post)).codes == {"GIVES_YOURSELF_POWER"}
    act(office, "order_acting", "rattana", **order_for(office, "orathai", post))


def test_nor_appoints_himself(office: PracticeOffice) -> None:
    set_day(office, days(office, 1))
    facts = {
        "position": post_of(office, "wilai"),
        "starts_on": today_of(office),
        "order_number": "14/2570",
        "ordered_on": today_of(office),
    }
    assert refused(office, "appoint", "rattana", person=office.rattana, **facts).codes == {"GIVES_YOURSELF_POWER"}


def test_he_may_shorten_it_and_lengthen_another_s(office: PracticeOffice) -> None:
    order_acting(office, "orathai", "somchai", 1, 4, "8/2570")
    set_day(office, days(office, 1))
    act(office, "change_acting", "rattana", **longer(office, "rattana", ActingOrder.objects.get(order_number="8/2570"), 6))
    act(office, "change_acting", "rattana", **longer(office, "rattana", ActingOrder.objects.get(order_number="7/2570"), 0))


def test_the_holder_of_the_post_lengthens_it_for_him(office: PracticeOffice) -> None:
    set_day(office, days(office, 2))
    act(office, "change_acting", "wilai", **longer(office, "wilai", ActingOrder.objects.get(), 9))
    assert ActingOrder.objects.get().ends_on == days(office, 9)


def test_and_may_enter_what_is_ordered_of_herself(office: PracticeOffice) -> None:
    """ปลัด acts for นายก by a standing order, and nobody else of a small office could enter it."""
    act(office, "order_acting", "wilai", **order_for(office, "wilai", "boonmee"))
