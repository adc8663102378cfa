"""When the last order to act for the permanent secretary has run out, the chief executive's own orders are entered by himself."""

from datetime import date
from typing import Any

import pytest

from tests.beginnings import beginning
from tests.workflows.registering import act, browser, days, order_acting, post_of, refused, today_of
from workflows.founding import register_of
from workflows.models import Holding, Position
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.registers.people import PeopleRegister

DAY = date(2026, 12, 1)


@beginning
def office() -> PracticeOffice:
    """Wilai has left; Rattana acts for ปลัด up to 6 December. Boonmee is นายก."""
    found = found_practice_office(is_practice=True, practice_today=DAY)
    order_acting(found, "rattana", "wilai", 0, 5)
    act(found, "end_holding", holding=Holding.objects.get(person=found.wilai), ends_on=days(found, -1))
    return found


def the_post(office: PracticeOffice) -> Position:
    return post_of(office, "wilai")


def order(office: PracticeOffice, who: str, position: Position, **more: Any) -> dict[str, Any]:
    return {
        "position": position, "person": office.people[who], "capacity": "in_absence", "starts_on": today_of(office),
        "ends_on": days(office, 30), "order_number": "90/2570", "ordered_on": today_of(office), **more,
    }  # fmt: skip


def appointment(office: PracticeOffice, who: str, position: Position) -> dict[str, Any]:
    return {
        "position": position, "person": office.people[who], "starts_on": today_of(office), "order_number": "91/2570",
        "ordered_on": today_of(office),
    }  # fmt: skip


def test_on_the_last_day_of_the_order_the_chief_executive_is_told_who_keeps_the_register(office: PracticeOffice) -> None:
    set_day(office, days(office, 5))
    for step, facts in (
        ("order_acting", order(office, "somchai", the_post(office))),
        ("appoint", appointment(office, "somchai", the_post(office))),
    ):
        error = refused(office, step, "boonmee", **facts)
        assert error.codes == {"NOT_YOUR_ROLE", "KEEPER_IS_THERE"}
        told = next(one for one in error.refusals if one.code == "KEEPER_IS_THERE")
        assert told.sentence == f"วันนี้{office.rattana.full_name}ทำหน้าที่ปลัดอยู่ นายกลงเองได้เฉพาะวันที่ไม่มีผู้ทำหน้าที่นี้"
        assert told.remedy == "ส่งคำสั่งให้ผู้นั้นลงทะเบียน"


def test_from_the_day_after_he_orders_somebody_to_act_who_mends_the_rest(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    assert refused(office, "add_unit", "rattana", code="ก", name="ก", is_finance=False).codes == {"NOT_YOUR_ROLE"}
    act(office, "order_acting", "boonmee", **order(office, "somchai", the_post(office)))
    act(office, "add_unit", "somchai", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)
    error = refused(office, "appoint", "boonmee", **appointment(office, "orathai", the_post(office)))
    assert "KEEPER_IS_THERE" in error.codes, "the vacancy has ended with his order"


def test_from_the_day_after_he_appoints_the_next_one(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    act(office, "appoint", "boonmee", **appointment(office, "orathai", the_post(office)))
    act(office, "add_unit", "orathai", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)


def test_for_no_other_post_and_by_no_other_step(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    for step, facts in (
        ("order_acting", order(office, "orathai", post_of(office, "somchai"))),
        ("appoint", appointment(office, "orathai", post_of(office, "somchai"))),
    ):
        error = refused(office, step, "boonmee", **facts)
        assert error.codes == {"NOT_THE_KEEPERS_POST"}
        assert error.refusals[0].sentence == f"ตำแหน่ง{post_of(office, 'somchai').title}ไม่ใช่ตำแหน่งที่ทำหน้าที่ปลัด"
        assert error.refusals[0].field == "position"
    unit = {"code": "กองสวัสดิการ", "name": "กองสวัสดิการสังคม", "is_finance": False}
    assert refused(office, "add_unit", "boonmee", **unit).codes == {"NOT_YOUR_ROLE"}


@pytest.mark.parametrize("who", ["rattana", "wilai", "somchai"])
def test_and_by_nobody_but_the_chief_executive(office: PracticeOffice, who: str) -> None:
    set_day(office, days(office, 6))
    error = refused(office, "order_acting", who, **order(office, who, the_post(office)))
    assert error.codes == {"NOT_YOUR_ROLE"}
    assert "หน้าที่ของนายก" in error.refusals[0].sentence


def test_an_order_that_leaves_the_register_out_fills_nothing(office: PracticeOffice) -> None:
    of = {"order_number": "8/2570", "capacity": "delegated"}
    act(office, "order_acting", "rattana", **order(office, "orathai", the_post(office), matters=["purchase"], **of))
    set_day(office, days(office, 6))
    act(office, "order_acting", "boonmee", **order(office, "somchai", the_post(office)))


def test_an_order_for_appointing_alone_keeps_as_far_as_it_goes(office: PracticeOffice) -> None:
    of = {"order_number": "8/2570", "capacity": "delegated", "matters": ["people_register.appoint"]}
    act(office, "order_acting", "rattana", **order(office, "orathai", the_post(office), **of))
    set_day(office, days(office, 6))
    assert "KEEPER_IS_THERE" in refused(office, "appoint", "boonmee", **appointment(office, "somchai", the_post(office))).codes
    act(office, "appoint", "orathai", **appointment(office, "somchai", the_post(office)))


def test_his_page_offers_the_two_steps_and_the_handbook_says_who(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    address = f"/do/people_register/{register.pk}/order_acting/"
    assert f'href="{address}"' not in browser(office, "boonmee").get("/registers/people_register/").content.decode()
    set_day(office, days(office, 6))
    page = browser(office, "boonmee").get("/registers/people_register/").content.decode()
    assert f'href="{address}"' in page and f'href="{address.replace("order_acting", "appoint")}"' in page
    assert f'href="{address.replace("order_acting", "add_unit")}"' not in page
    handbook = browser(office, "boonmee").get("/handbook/people_register/").content.decode()
    assert handbook.count("ปลัด (นายก ในวันที่ไม่มีผู้ทำหน้าที่นี้)") == 2
