"""The people register never loses whoever keeps it, takes no order of tomorrow, and a wrong last day can be put right."""

from datetime import date
from typing import Any

import pytest

from tests.beginnings import beginning
from tests.workflows.registering import act, browser, days, order_acting, post_of, refused, today_of
from workflows.models import Holding
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.refusal import Refused

DAY = date(2026, 12, 1)


@beginning
def office() -> PracticeOffice:
    """On a clock of its own. Wilai alone is ปลัด."""
    return found_practice_office(is_practice=True, practice_today=DAY)


def leaving(office: PracticeOffice, last_day: int) -> dict[str, Any]:
    return {"holding": Holding.objects.get(person=office.wilai), "ends_on": days(office, last_day)}


@pytest.mark.parametrize("last_day", [-1, 0, 30])
def test_the_only_keeper_does_not_leave_before_somebody_follows(office: PracticeOffice, last_day: int) -> None:
    error = refused(office, "end_holding", **leaving(office, last_day))
    assert error.codes == {"NO_KEEPER_LEFT"}
    assert "ไม่มีผู้ทำหน้าที่ปลัดในวันที่" in error.refusals[0].sentence
    assert Holding.objects.get(person=office.wilai).ends_on is None


def test_the_keeper_leaves_when_somebody_acts_from_the_next_day(office: PracticeOffice) -> None:
    order_acting(office, "rattana", "wilai", 1, 30)
    act(office, "end_holding", **leaving(office, 0))
    set_day(office, days(office, 1))
    act(office, "add_unit", "rattana", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)


def test_an_order_that_leaves_the_register_out_keeps_nothing(office: PracticeOffice) -> None:
    order_acting(office, "rattana", "wilai", 1, 30, capacity="delegated", matters=["purchase"])
    assert refused(office, "end_holding", **leaving(office, 0)).codes == {"NO_KEEPER_LEFT"}


def test_nor_does_the_last_order_end_early_or_its_person_leave(office: PracticeOffice) -> None:
    order = order_acting(office, "rattana", "wilai", 0, 30)
    other = order_acting(office, "orathai", "somchai", 0, 40, number="8/2570")
    act(office, "end_holding", **leaving(office, -1))
    later = {"order": order, "order_number": "9/2570", "ordered_on": today_of(office), "reason": "กลับมาแล้ว"}
    for step, last_day in (("end_acting", 0), ("change_acting", 5)):
        assert refused(office, step, "rattana", ends_on=days(office, last_day), **later).codes == {"NO_KEEPER_LEFT"}
    assert refused(office, "deactivate_person", "rattana", person=office.rattana, reason="ลาออก").codes == {"NO_KEEPER_LEFT"}
    act(office, "end_acting", "rattana", ends_on=days(office, 35), **{**later, "order": other})
    own = refused(office, "change_acting", "rattana", ends_on=days(office, 60), **later)
    assert own.codes == {"GIVES_YOURSELF_POWER"}, "who keeps the register by an order never lengthens it himself"


def test_the_keeper_neither_suspends_himself_nor_takes_the_role_from_his_post(office: PracticeOffice) -> None:
    assert refused(office, "deactivate_person", person=office.wilai, reason="ลาออก").codes == {"NO_KEEPER_LEFT"}
    post = post_of(office, "wilai")
    assert refused(office, "set_roles", position=post, roles=["head_of_unit"]).codes == {"NO_KEEPER_LEFT"}
    act(office, "set_roles", position=post_of(office, "rattana"), roles=["permanent_secretary", "finance_director"])
    act(office, "set_roles", "rattana", position=post, roles=["auditor"])


def test_a_wrong_last_day_is_put_right_until_it_has_passed(office: PracticeOffice) -> None:
    holding = Holding.objects.get(person=office.porntip)
    act(office, "end_holding", holding=holding, ends_on=date(2036, 12, 1))
    assert "ให้พ้น" in browser(office, "wilai").get("/registers/people_register/").content.decode()
    act(office, "end_holding", holding=Holding.objects.get(pk=holding.pk), ends_on=days(office, 1))
    set_day(office, days(office, 2))
    error = refused(office, "end_holding", holding=Holding.objects.get(pk=holding.pk), ends_on=days(office, 9))
    assert error.codes == {"HOLDING_ENDED"}
    assert error.refusals[0].sentence == "การดำรงตำแหน่งนี้สิ้นสุดแล้วเมื่อ 2 ธ.ค. 2569"


@pytest.mark.parametrize(("made", "is_taken"), [(-1, True), (0, True), (1, False)])
def test_an_order_is_made_before_anybody_enters_it(office: PracticeOffice, made: int, is_taken: bool) -> None:
    order = order_acting(office, "rattana", "wilai", 0, 5)
    of = {"order_number": "11/2570", "ordered_on": days(office, made)}
    term = {"starts_on": days(office, 2), "ends_on": days(office, 9), "capacity": "in_absence", "person": office.orathai}
    steps: list[tuple[str, dict[str, Any]]] = [
        ("order_acting", {"position": post_of(office, "boonmee"), **term, **of}),
        ("appoint", {"position": post_of(office, "somchai"), "person": office.orathai, "starts_on": days(office, 2), **of}),
        ("end_acting", {"order": order, "ends_on": days(office, 3), "reason": "กลับมาแล้ว", **of}),
    ]
    for step, facts in steps:
        if is_taken:
            act(office, step, **facts)
        else:
            with pytest.raises(Refused) as error:
                act(office, step, **facts)
            assert error.value.codes == {"ORDER_NOT_MADE_YET"}
