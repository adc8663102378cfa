"""Nobody enters an order that gives himself power, whether he keeps the register by an order or holds the post; a head of a unit does it for him."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from disbursement.rehearsal.walk import paper
from tests.workflows.registering import REASON, act, days, order_acting, post_of, refused, today_of
from workflows import clock, engine
from workflows.founding import register_of
from workflows.models import ActingOrder, Attachment, Holding, Position, User
from workflows.office import office_of
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister
from workflows.verification import verify

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


# Whoever holds the post of ปลัด herself


@pytest.mark.parametrize("post", ["boonmee", "rattana"])
def test_nor_does_the_holder_of_the_post_give_herself_another(office: PracticeOffice, post: str) -> None:
    """Of นายก, for whom she stands in by a standing order, and of a head."""
    error = refused(office, "order_acting", "wilai", **order_for(office, "wilai", post))
    assert error.codes == {"GIVES_YOURSELF_POWER"}
    assert error.refusals[0].sentence == "คุณลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้"
    assert "“ลงคำสั่งที่ให้ผู้ดูแลทะเบียนทำการแทน”" in error.refusals[0].remedy


def test_nor_appoints_or_lengthens_for_herself(office: PracticeOffice) -> None:
    facts = {
        "position": post_of(office, "somchai"),
        "starts_on": today_of(office),
        "order_number": "14/2570",
        "ordered_on": today_of(office),
    }
    assert refused(office, "appoint", "wilai", person=office.wilai, **facts).codes == {"GIVES_YOURSELF_POWER"}
    act(office, FOR_KEEPER, "boonmee", **entered(office, "wilai", "boonmee"))
    order = ActingOrder.objects.get(order_number="13/2570")
    assert refused(office, "change_acting", "wilai", **longer(office, "wilai", order, 20)).codes == {"GIVES_YOURSELF_POWER"}
    act(office, "change_acting", "wilai", **longer(office, "wilai", order, 8))


def test_nor_gives_her_own_post_another_role_but_may_take_one_away(office: PracticeOffice) -> None:
    post = post_of(office, "wilai")
    held = [role.value for role, _ in office_of(office.organization).roles[post.group_id]]
    more = refused(office, "set_roles", "wilai", position=post, roles=[*held, "chief_executive"])
    assert more.codes == {"GIVES_YOURSELF_POWER"} and more.refusals[0].field == "roles"
    act(office, "set_roles", "wilai", position=post, roles=["permanent_secretary"])
    act(office, "set_roles", "wilai", position=post_of(office, "somchai"), roles=["head_of_unit", "daily_checker"])


FOR_KEEPER = "enter_order_for_keeper"


def entered(office: PracticeOffice, person: str, post: str, **changes: Any) -> dict[str, Any]:
    return {**order_for(office, person, post), "matters": [], "ceiling_baht": None, "file": paper("order.pdf"), **changes}


@pytest.mark.parametrize("who", ["rattana", "somchai", "boonmee"])
def test_a_head_of_a_unit_or_the_chief_executive_enters_it_with_the_order(office: PracticeOffice, who: str) -> None:
    register = act(office, FOR_KEEPER, who, **entered(office, "wilai", "boonmee"))
    made = ActingOrder.objects.get(order_number="13/2570")
    assert (made.person, made.position, made.issued_by) == (office.wilai, post_of(office, "boonmee"), "")
    assert Attachment.objects.get(document=register.pk).kind == "คำสั่งให้ทำการแทน"
    assert list(verify(contents=True)) == []


@pytest.mark.parametrize("who", ["porntip", "theera", "duangjai", "wilai"])
def test_no_clerk_enters_it_nor_she_herself(office: PracticeOffice, who: str) -> None:
    codes = refused(office, FOR_KEEPER, who, **entered(office, "wilai", "boonmee")).codes
    assert codes in ({"NOT_YOUR_ROLE"}, {"GIVES_YOURSELF_POWER"}) and ("NOT_YOUR_ROLE" in codes) is (who != "wilai")
    assert not ActingOrder.objects.filter(order_number="13/2570").exists()


def test_for_nobody_else_and_on_a_made_order_with_its_paper_alone(office: PracticeOffice) -> None:
    """What concerns others is the keeper's own work."""
    other = refused(office, FOR_KEEPER, "rattana", **entered(office, "orathai", "somchai"))
    assert other.codes == {"NOT_A_KEEPER"} and office.wilai.full_name in other.refusals[0].remedy
    tomorrow = entered(office, "wilai", "boonmee", ordered_on=days(office, 1))
    assert refused(office, FOR_KEEPER, "rattana", **tomorrow).codes == {"ORDER_NOT_MADE_YET"}
    turned = entered(office, "wilai", "boonmee", ends_on=days(office, 4))
    assert refused(office, FOR_KEEPER, "rattana", **turned).codes == {"DATES_OUT_OF_ORDER"}
    bare = {key: value for key, value in entered(office, "wilai", "boonmee").items() if key != "file"}
    assert [one.field for one in refused(office, FOR_KEEPER, "rattana", **bare).refusals] == ["file"]


def test_a_stand_in_s_order_is_entered_by_another_too(office: PracticeOffice) -> None:
    """On his last day, for the days that follow."""
    set_day(office, days(office, 2))
    act(office, FOR_KEEPER, "somchai", **entered(office, "rattana", "wilai", starts_on=days(office, 1), ends_on=days(office, 9)))
    assert ActingOrder.objects.filter(person=office.rattana).count() == 2


def test_where_no_other_head_is_left_any_officer_of_a_post_enters_it(office: PracticeOffice) -> None:
    """An office whose other posts of a head are all vacant is not shut for it."""
    for who in ("rattana", "somchai", "boonmee"):
        act(office, "end_holding", holding=Holding.objects.get(person=office.people[who]), ends_on=days(office, -1))
    act(office, FOR_KEEPER, "theera", **entered(office, "wilai", "boonmee"))


def test_nobody_waives_a_separation_for_himself(office: PracticeOffice) -> None:
    waiver = {
        "first_step": "purchase.confirm_budget", "second_step": "purchase.approve_report", "order_number": "1/2570", "starts_on": DAY,
        "ends_on": days(office, 5), "reason": "มีผู้ปฏิบัติงานคนเดียว",
    }  # fmt: skip
    error = refused(office, "waive_separation", "boonmee", person=office.boonmee, **waiver)
    assert error.codes == {"GIVES_YOURSELF_POWER"} and error.refusals[0].sentence == "คุณผ่อนผันให้ตนเองไม่ได้"
    act(office, "waive_separation", "boonmee", person=office.people["theera"], **waiver)


ROLES_FOR_KEEPER = "set_keepers_roles"


def test_another_gives_the_keeper_s_post_a_further_role_with_the_order(office: PracticeOffice) -> None:
    post, roles = post_of(office, "wilai"), ["permanent_secretary", "head_of_unit", "auditor"]
    asked = {"position": post, "roles": roles, "file": paper("order.pdf")}
    assert refused(office, ROLES_FOR_KEEPER, "porntip", **asked).codes == {"NOT_YOUR_ROLE"}
    assert refused(office, ROLES_FOR_KEEPER, "wilai", **asked).codes == {"GIVES_YOURSELF_POWER"}
    other = {**asked, "position": post_of(office, "orathai")}
    assert refused(office, ROLES_FOR_KEEPER, "somchai", **other).codes == {"NOT_A_KEEPER"}
    none = {**asked, "roles": ["auditor"]}
    assert refused(office, ROLES_FOR_KEEPER, "somchai", **none).codes == {"NO_KEEPER_LEFT"}
    act(office, ROLES_FOR_KEEPER, "somchai", **asked)
    assert {role.value for role, _ in office_of(office.fresh()).roles[post.group_id]} == set(roles)
    assert list(verify(contents=True)) == []


def test_whoever_founds_an_office_alone_gives_her_own_post_its_roles(db: None) -> None:
    """Until somebody else holds a post, nobody is there to do it, and nothing that two must sign can be done."""
    call_command("found_office", "อบต.ทุ่งใหม่", "ทม.", secretary="นางสาวมาลี ใจงาม", username="malee", verbosity=0)
    founder = User.objects.get(username="malee")
    post = founder.holdings.get().position

    def step(name: str, **data: Any) -> Any:
        return engine.perform(founder, register_of(founder.organization, PeopleRegister), name, **data)

    step("set_roles", position=post, roles=["permanent_secretary", "head_of_unit"])
    step("add_person", full_name="นายสมัย ใจดี", username="samai")
    step("add_position", unit=post.unit, title="นักจัดการงานทั่วไป", roles=["requester"])
    facts = {
        "starts_on": clock.today(founder.organization),
        "order_number": "1/2570",
        "ordered_on": clock.today(founder.organization),
    }
    step("appoint", position=Position.objects.get(title="นักจัดการงานทั่วไป"), person=User.objects.get(username="samai"), **facts)
    with pytest.raises(Refused) as error:
        step("set_roles", position=post, roles=["permanent_secretary", "head_of_unit", "chief_executive"])
    assert error.value.codes == {"GIVES_YOURSELF_POWER"}
