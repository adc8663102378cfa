"""People, posts and units under new names: from now on, with the old one remembered; and what is still in use is not closed."""

import json
from typing import Any

import pytest
from django.test import Client

from committees.models import AppointedMember
from procurement.purchase import State
from procurement.rehearsal.walk import Walk
from tests.procurement.conftest import walk  # noqa: F401
from tests.workflows.page_reader import words_of
from tests.workflows.registering import act, browser, days, order_acting, post_of, refused, today_of
from workflows.letters import tidied
from workflows.models import FormerName, Holding, JournalEntry, Position, Unit, User
from workflows.papers.register import filled, made_by
from workflows.practice import PracticeOffice
from workflows.searching import found_cases

OLD, NEW = "นายธีระ ชัยชนะ", "นายธีรเดช ชัยชนะ"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  นางสาวอรทัย   ใจเย็น ", "นางสาวอรทัย ใจเย็น"),
        ("นาง\u200bสาวอรทัย\u00a0ใจเย็น\ufeff", "นางสาวอรทัย ใจเย็น"),
        ("น้ำผึ้ง ก่ำแก้ว", "น้ำผึ้ง ก่ำแก้ว"),
    ],
)
def test_a_name_is_kept_without_what_nobody_sees(typed: str, name: str) -> None:
    assert tidied(typed) == name


def test_a_person_has_a_new_name_and_the_register_remembers_the_old_one(office: PracticeOffice) -> None:
    before = office.orathai.full_name
    act(office, "rename_person", person=office.orathai, full_name="นางอรทัย\u200b  รักดี ", reason="สมรส")
    assert User.objects.get(pk=office.orathai.pk).full_name == "นางอรทัย รักดี"
    entry = JournalEntry.objects.filter(step="rename_person").get()
    assert json.loads(entry.body)["reason"] == "สมรส"
    page = browser(office, "wilai").get("/registers/people_register/").content.decode()
    assert f"เดิม {before}" in words_of(page)


@pytest.mark.parametrize(
    ("who", "data", "code"),
    [
        ("rattana", {"full_name": "นางอรทัย รักดี", "reason": "สมรส"}, "NOT_YOUR_ROLE"),
        ("wilai", {"full_name": "นางอรทัย รักดี", "reason": ""}, "WRONG_INPUT"),
        ("wilai", {"full_name": "\u200b\u200b", "reason": "สมรส"}, "WRONG_INPUT"),
        ("wilai", {"full_name": "นางสาวอรทัย ใจเย็น", "reason": "สมรส"}, "NAME_UNCHANGED"),
    ],
)
def test_a_name_is_not_changed(office: PracticeOffice, who: str, data: dict[str, Any], code: str) -> None:
    assert refused(office, "rename_person", who, person=office.orathai, **data).codes == {code}
    assert not FormerName.objects.exists()


def ordered(walk: Walk) -> Any:  # noqa: F811
    walk.to(State.ORDERED)
    return walk.purchase


def contract(purchase: Any, name: str) -> Any:
    made = made_by(purchase, name)
    assert made is not None
    return filled(purchase, name, JournalEntry.objects.filter(case=purchase.case_id).order_by("id"), made)


def test_a_signed_paper_keeps_every_name_of_its_day(walk: Walk) -> None:  # noqa: F811
    """The member in the list, the post in the heading, the unit in the text, and the signatures: all as they were signed."""
    purchase, office = ordered(walk), walk.office
    papers = {name: contract(purchase, name) for name in ("purchase_request", "appointment_order")}
    member = AppointedMember.objects.filter(document=purchase.pk).select_related("person").first()
    assert member is not None
    was = member.person.full_name
    act(office, "rename_person", person=member.person, full_name="นางชื่อใหม่ นามสกุลใหม่", reason="สมรส")
    act(office, "rename_person", person=office.boonmee, full_name="นายบุญมี ชื่อใหม่", reason="แก้ที่พิมพ์ผิด")
    act(office, "rename_position", position=post_of(office, "boonmee"), title="นายก อบต.", reason="ย่อ")
    unit = purchase.unit
    act(office, "change_unit", unit=unit, name="กองใหม่", is_finance=unit.is_finance)
    purchase = type(purchase).objects.get(pk=purchase.pk)
    assert {name: contract(purchase, name) for name in papers} == papers
    assert was in str(papers["appointment_order"]) and "กองใหม่" not in str(papers["purchase_request"])


def test_what_is_signed_from_now_on_bears_the_new_name(walk: Walk) -> None:  # noqa: F811
    office = walk.office
    act(office, "rename_person", person=office.boonmee, full_name="นายบุญมี ชื่อใหม่", reason="แก้ที่พิมพ์ผิด")
    office.boonmee.refresh_from_db()
    purchase = ordered(walk)
    assert contract(purchase, "appointment_order").signature.name == "นายบุญมี ชื่อใหม่"


def test_a_search_finds_a_person_by_either_name(walk: Walk) -> None:  # noqa: F811
    purchase, office = ordered(walk), walk.office
    officer = next(
        getattr(purchase, field.name)
        for field in purchase._meta.local_fields
        if field.related_model is User and getattr(purchase, field.name) is not None
    )
    before = officer.full_name
    act(office, "rename_person", person=officer, full_name="นางหนึ่งเดียว ไม่ซ้ำใคร", reason="สมรส")
    for text in (before, "หนึ่งเดียว"):
        assert found_cases(office.organization, text) == [purchase.case_id]


def test_a_post_has_a_new_title_and_keeps_its_holder_and_roles(office: PracticeOffice) -> None:
    post = post_of(office, "duangjai")
    act(office, "rename_position", position=post, title="เจ้าพนักงานพัสดุชำนาญงาน", reason="ปรับระดับ")
    assert Position.objects.get(pk=post.pk).title == "เจ้าพนักงานพัสดุชำนาญงาน"
    assert Holding.objects.get(person=office.duangjai).position_id == post.pk
    assert f"เดิม {post.title}" in words_of(browser(office, "wilai").get("/registers/people_register/").content.decode())
    again = {"position": Position.objects.get(pk=post.pk), "reason": "ซ้ำ"}
    assert refused(office, "rename_position", title="เจ้าพนักงานพัสดุชำนาญงาน", **again).codes == {"NAME_UNCHANGED"}
    other = Position.objects.filter(unit=post.unit_id).exclude(pk=post.pk).first()
    assert other is not None
    assert refused(office, "rename_position", title=other.title, **again).codes == {"POSITION_KNOWN"}


def test_a_post_that_is_held_is_not_closed(office: PracticeOffice) -> None:
    post = post_of(office, "duangjai")
    error = refused(office, "close_position", position=post, reason="ยุบ")
    assert error.codes == {"POSITION_HELD"}
    assert office.duangjai.full_name in error.refusals[0].sentence
    act(office, "end_holding", holding=Holding.objects.get(person=office.duangjai), ends_on=today_of(office))
    assert refused(office, "close_position", position=post, reason="ยุบ").codes == {"POSITION_HELD"}, "the last day is not over"


def test_a_post_whose_holder_left_yesterday_is_closed_and_opened_again(office: PracticeOffice) -> None:
    post = post_of(office, "duangjai")
    act(office, "end_holding", holding=Holding.objects.get(person=office.duangjai), ends_on=days(office, -1))
    act(office, "close_position", position=post, reason="ยุบ")
    page = browser(office, "wilai").get("/registers/people_register/").content.decode()
    assert "ที่ปิดหรือยุบเลิกแล้ว" in page
    back = {"person": office.duangjai, "starts_on": today_of(office), "order_number": "1/2570", "ordered_on": today_of(office)}
    assert refused(office, "appoint", position=post, **back).codes == {"WRONG_INPUT"}
    act(office, "reopen_position", position=post, reason="ปิดผิด")
    act(office, "appoint", position=post, **back)


def test_a_post_for_which_somebody_acts_is_not_closed(office: PracticeOffice) -> None:
    order_acting(office, "rattana", "duangjai", 0, 3)
    act(office, "end_holding", holding=Holding.objects.get(person=office.duangjai), ends_on=days(office, -1))
    error = refused(office, "close_position", position=post_of(office, "duangjai"), reason="ยุบ")
    assert error.codes == {"POSITION_ACTED_FOR"} and "7/2570" in error.refusals[0].sentence


def test_a_post_that_a_case_waits_for_is_not_closed(walk: Walk) -> None:  # noqa: F811
    office = walk.office
    purchase = ordered(walk)
    waited = Position.objects.get(group__in=[group for group, roles in groups(office).items() if waits(purchase, roles)])
    for holding in Holding.objects.filter(position=waited):
        act(office, "end_holding", "wilai", holding=holding, ends_on=days(office, -1))
    error = refused(office, "close_position", position=waited, reason="ยุบ")
    assert error.codes == {"POSITION_WAITED_FOR"} and purchase.number in error.refusals[0].sentence


def groups(office: PracticeOffice) -> Any:
    from workflows.office import office_of

    return office_of(office.fresh()).roles


def waits(purchase: Any, roles: Any) -> bool:
    return any(role == purchase.waiting_for for role, _unit in roles)


def test_a_unit_with_open_cases_and_posts_is_not_closed(walk: Walk) -> None:  # noqa: F811
    purchase = ordered(walk)
    error = refused(walk.office, "close_unit", unit=purchase.unit, reason="ยุบรวม")
    assert {"UNIT_HAS_CASES", "UNIT_HAS_POSTS"} <= error.codes
    told = {refusal.code: refusal.sentence for refusal in error.refusals}
    assert purchase.number in told["UNIT_HAS_CASES"]


def test_an_empty_unit_is_closed_and_offered_no_more(office: PracticeOffice) -> None:
    act(office, "add_unit", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)
    unit = Unit.objects.get(code="กองสวัสดิการ")
    act(office, "close_unit", unit=unit, reason="ยุบรวม")
    assert refused(office, "add_position", unit=unit, title="นักพัฒนาชุมชน", roles=[]).codes == {"WRONG_INPUT"}
    assert "กองสวัสดิการสังคม" not in form(browser(office, "wilai"), office, "add_position")
    act(office, "reopen_unit", unit=unit, reason="ปิดผิด")
    act(office, "add_position", unit=unit, title="นักพัฒนาชุมชน", roles=[])
    assert refused(office, "close_unit", unit=unit, reason="ยุบรวม").codes == {"UNIT_HAS_POSTS"}


def test_the_last_unit_of_finance_is_not_closed(office: PracticeOffice) -> None:
    assert "LAST_FINANCE_UNIT" in refused(office, "close_unit", unit=office.units["กองคลัง"], reason="ยุบ").codes


def form(client: Client, office: PracticeOffice, step: str) -> str:
    from workflows.founding import register_of
    from workflows.registers.people import PeopleRegister

    register = register_of(office.organization, PeopleRegister)
    return client.get(f"/do/people_register/{register.pk}/{step}/").content.decode()
