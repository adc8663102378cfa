"""An order to act is extended, shortened and revoked by later orders, and what was signed under it stands."""

from datetime import date
from typing import Any

import pytest

from tests.beginnings import beginning
from tests.workflows.registering import act, browser, days, order_acting, post_of, refused, today_of
from workflows import queries
from workflows.models import ActingOrder
from workflows.practice import PracticeOffice, found_practice_office, set_day

DAY = date(2026, 12, 1)


@beginning
def office() -> PracticeOffice:
    """On a clock of its own, which the tests move."""
    return found_practice_office(is_practice=True, practice_today=DAY)


def by_order(office: PracticeOffice, **more: Any) -> dict[str, Any]:
    return {"order_number": "9/2570", "ordered_on": today_of(office), "reason": "ผู้ดำรงตำแหน่งยังไม่กลับ", **more}


def acts_for_boonmee(office: PracticeOffice, on: date) -> bool:
    return any(held.stands_for for held in queries.capacities_of(office.rattana, office.fresh(), on))


@pytest.mark.parametrize(("days_later", "is_taken"), [(2, True), (3, True), (4, False)])
def test_an_order_is_extended_until_its_last_day_and_not_after(office: PracticeOffice, days_later: int, is_taken: bool) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 3)
    set_day(office, days(office, days_later))
    longer = {"order": order, "ends_on": date(2026, 12, 31), **by_order(office)}
    if is_taken:
        act(office, "change_acting", **longer)
        order.refresh_from_db()
        assert order.ends_on == date(2026, 12, 31)
        assert order.changes == [
            {
                "number": "9/2570",
                "ordered_on": str(today_of(office)),
                "before": "2026-12-04",
                "ends_on": "2026-12-31",
            }
        ]
    else:
        error = refused(office, "change_acting", **longer)
        assert error.codes == {"ORDER_ENDED"}
        assert error.refusals[0].sentence == "คำสั่งนี้สิ้นสุดแล้วเมื่อ 4 ธ.ค. 2569 ขยายไม่ได้"
        assert error.refusals[0].remedy == "ออกคำสั่งใหม่ แล้วลงที่ “ลงคำสั่งให้ทำการแทน”"


def test_a_longer_or_shorter_order_gives_and_takes_the_capacity_to_the_day(office: PracticeOffice) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 3)
    act(office, "change_acting", order=order, ends_on=days(office, 5), **by_order(office))
    assert [acts_for_boonmee(office, days(office, count)) for count in (4, 5, 6)] == [True, True, False]
    order.refresh_from_db()
    act(office, "change_acting", order=order, ends_on=days(office, 1), **by_order(office, order_number="10/2570"))
    assert [acts_for_boonmee(office, days(office, count)) for count in (0, 1, 2)] == [True, True, False]
    assert [change["number"] for change in ActingOrder.objects.get(pk=order.pk).changes] == ["9/2570", "10/2570"]


@pytest.mark.parametrize(
    ("ends", "more", "code"),
    [
        (3, {}, "SAME_LAST_DAY"),
        (-1, {}, "DATES_OUT_OF_ORDER"),
        (5, {"ordered_on": date(2026, 12, 2)}, "ORDER_NOT_MADE_YET"),
        (5, {"order_number": ""}, "WRONG_INPUT"),
        (5, {"reason": ""}, "WRONG_INPUT"),
    ],
)
def test_a_change_that_is_none_or_no_order_is_refused(office: PracticeOffice, ends: int, more: dict[str, Any], code: str) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 3)
    assert refused(office, "change_acting", order=order, ends_on=days(office, ends), **{**by_order(office), **more}).codes == {code}


def test_only_the_secretary_changes_an_order(office: PracticeOffice) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 3)
    error = refused(office, "change_acting", "rattana", order=order, ends_on=days(office, 5), **by_order(office))
    assert error.codes == {"NOT_YOUR_ROLE"}


@pytest.mark.parametrize(
    ("starts", "ends", "is_taken"), [(-3, -1, True), (-3, 0, False), (1, 2, False), (3, 6, False), (4, 6, True)]
)
def test_two_do_not_act_for_one_post_on_one_day(office: PracticeOffice, starts: int, ends: int, is_taken: bool) -> None:
    order_acting(office, "rattana", "boonmee", 0, 3)
    second = {
        "position": post_of(office, "boonmee"), "person": office.orathai, "capacity": "in_absence", "order_number": "8/2570",
        "ordered_on": today_of(office), "starts_on": days(office, starts), "ends_on": days(office, ends),
    }  # fmt: skip
    if is_taken:
        act(office, "order_acting", **second)
        assert ActingOrder.objects.count() == 2
        return
    error = refused(office, "order_acting", **second)
    assert error.codes == {"ACTING_OVERLAPS"}
    assert "คำสั่งที่ 7/2570 ซึ่งให้นางรัตนา ทองสุกทำการแทนตำแหน่งเดียวกัน 1 ธ.ค. 2569 ถึง 4 ธ.ค. 2569" in error.refusals[0].sentence


def test_an_extension_into_the_time_of_another_is_refused(office: PracticeOffice) -> None:
    first = order_acting(office, "rattana", "boonmee", 0, 3)
    order_acting(office, "rattana", "boonmee", 5, 6, number="8/2570")
    assert refused(office, "change_acting", order=first, ends_on=days(office, 5), **by_order(office)).codes == {"ACTING_OVERLAPS"}
    act(office, "change_acting", order=first, ends_on=days(office, 4), **by_order(office))


@pytest.mark.parametrize(
    ("matters", "is_taken"),
    [(["voucher"], True), (["purchase.approve_report"], False), (["purchase"], False), (["purchase.return_report"], True)],
)
def test_different_matters_may_be_delegated_to_different_people(office: PracticeOffice, matters: list[str], is_taken: bool) -> None:
    order_acting(office, "rattana", "boonmee", 0, 3, capacity="delegated", matters=["purchase.approve_report"])
    other = {"capacity": "delegated", "matters": matters, "number": "8/2570"}
    if is_taken:
        order_acting(office, "rattana", "boonmee", 0, 3, **other)
        return
    data = {
        "position": post_of(office, "boonmee"), "person": office.rattana, "capacity": "delegated", "matters": matters, "starts_on": DAY,
        "ends_on": DAY, "order_number": "8/2570", "ordered_on": DAY,
    }  # fmt: skip
    assert refused(office, "order_acting", **data).codes == {"ACTING_OVERLAPS"}


def test_an_order_is_revoked_by_another_or_by_the_return_of_who_was_away(office: PracticeOffice) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 9)
    half = refused(office, "end_acting", order=order, ends_on=days(office, 2), reason="เลิก", order_number="9/2570")
    assert half.codes == {"ORDER_INCOMPLETE"}
    act(office, "end_acting", order=order, ends_on=days(office, 5), **by_order(office))
    order.refresh_from_db()
    act(office, "end_acting", order=order, ends_on=days(office, 2), reason="กลับมาแล้ว")
    order.refresh_from_db()
    assert (order.ends_on, [change["number"] for change in order.changes]) == (days(office, 2), ["9/2570", ""])


def test_an_order_has_not_ended_before_what_was_signed_under_it(office: PracticeOffice) -> None:
    """Rattana, acting for Boonmee, waives a separation on the second day; the order can end that day, not the day before."""
    order = order_acting(office, "rattana", "boonmee", 0, 9)
    set_day(office, days(office, 1))
    act(
        office, "waive_separation", "rattana", first_step="purchase.confirm_budget", second_step="purchase.approve_report", person=office.theera,
        order_number="1/2570", starts_on=DAY, ends_on=days(office, 5), reason="มีผู้ปฏิบัติงานคนเดียว",
    )  # fmt: skip
    set_day(office, days(office, 1))
    error = refused(office, "end_acting", order=order, ends_on=DAY, reason="เลิก")
    assert error.codes == {"ACTED_AFTER_THAT"}
    assert error.refusals[0].remedy == "วันสุดท้ายต้องไม่ก่อน 2 ธ.ค. 2569 สิ่งที่ลงนามแล้วยังใช้ได้"
    act(office, "change_acting", order=order, ends_on=date(2026, 12, 2), **by_order(office))


def test_the_register_shows_the_later_orders_and_offers_the_change(office: PracticeOffice) -> None:
    order = order_acting(office, "rattana", "boonmee", 0, 3)
    act(office, "change_acting", order=order, ends_on=days(office, 8), **by_order(office))
    page = browser(office, "wilai").get("/registers/people_register/").content.decode()
    assert "ขยายถึง 9 ธ.ค. 2569 โดยคำสั่งที่ 9/2570 ลงวันที่ 1 ธ.ค. 2569" in page
    assert f"change_acting/?order={order.pk}" in page
    told = browser(office, "wilai").post(
        f"/do/people_register/{order_register(office)}/change_acting/",
        {
            "order": order.pk,
            "ends_on": "2026-12-20",
            "order_number": "11/2570",
            "ordered_on": "2026-12-01",
            "reason": "ก",
            "_foretell": "1",
        },
    )
    assert "<b>วันสุดท้าย 20 ธ.ค. 2569</b>" in told.content.decode()


def order_register(office: PracticeOffice) -> Any:
    from workflows.founding import register_of
    from workflows.registers.people import PeopleRegister

    return register_of(office.organization, PeopleRegister).pk
