"""On a day without ปลัด and without นายก an order from outside the office is entered: attached, told to all, by nobody for himself."""

import json
from datetime import date
from typing import Any

import pytest

from disbursement.rehearsal.walk import paper
from tests.intruder import Attacked
from tests.workflows.registering import act, browser, days, order_acting, refused, today_of
from workflows.founding import register_of
from workflows.models import ActingOrder, Attachment, Holding, JournalEntry
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.registers.people import PeopleRegister
from workflows.verification import verify

DAY = date(2026, 12, 1)
ISSUER = "นายอำเภอวัฒนานคร"


@pytest.fixture
def office(db: None) -> PracticeOffice:
    """Wilai, ปลัด, has left, and Boonmee, นายก, leaves on 5 December; Theera acts for ปลัด up to 6 December."""
    found = found_practice_office(is_practice=True, practice_today=DAY)
    order_acting(found, "theera", "wilai", 0, 5)
    act(found, "end_holding", holding=Holding.objects.get(person=found.people["boonmee"]), ends_on=days(found, 4))
    act(found, "end_holding", holding=Holding.objects.get(person=found.wilai), ends_on=days(found, -1))
    return found


def order(office: PracticeOffice, person: str = "somchai", posts: tuple[str, ...] = ("wilai",), **changes: Any) -> dict[str, Any]:
    positions = [Holding.objects.get(person=office.people[post]).position_id for post in posts]
    return {
        "positions": positions, "person": office.people[person], "capacity": "in_absence", "starts_on": today_of(office),
        "ends_on": days(office, 30), "order_number": "412/2569", "ordered_on": today_of(office), "issued_by": ISSUER,
        "file": paper("order.pdf"), **changes,
    }  # fmt: skip


@pytest.mark.parametrize("day", [4, 5])
def test_as_long_as_either_is_there_nothing_comes_from_outside(office: PracticeOffice, day: int) -> None:
    set_day(office, days(office, day))
    error = refused(office, "enter_outside_order", "rattana", **order(office))
    assert error.codes == {"SOMEBODY_LEADS"}
    names = [office.people[who].full_name for who in ("theera", *(("boonmee",) if day == 4 else ()))]
    assert all(name in error.refusals[0].sentence for name in names)


def test_on_the_day_after_a_head_of_a_unit_enters_it_and_whoever_it_names_mends_the_rest(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    for who in ("theera", "rattana"):
        assert "NOT_YOUR_ROLE" in refused(office, "add_unit", who, code="ก", name="ก", is_finance=False).codes
    act(office, "enter_outside_order", "rattana", **order(office, posts=("wilai", "boonmee")))
    made = ActingOrder.objects.filter(order_number="412/2569")
    assert {(one.position_id, one.issued_by) for one in made} == {
        (Holding.objects.get(person=office.people[who]).position_id, ISSUER) for who in ("wilai", "boonmee")
    }
    act(office, "add_unit", "somchai", code="กองสวัสดิการ", name="กองสวัสดิการสังคม", is_finance=False)
    again = refused(office, "enter_outside_order", "rattana", **order(office, order_number="413/2569"))
    assert again.codes == {"SOMEBODY_LEADS"}, "the vacancy has ended with it"
    assert list(verify(contents=True)) == []


def test_it_is_attached_and_the_trail_says_who_made_and_who_entered_it(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    register = act(office, "enter_outside_order", "rattana", **order(office))
    assert Attachment.objects.get(document=register.pk).kind == "outside_order"
    entry = JournalEntry.objects.filter(step="enter_outside_order").latest("sequence")
    body = json.loads(entry.body)
    assert body["person_name"] == office.rattana.full_name
    assert body["facts"]["changed"][0]["after"].endswith(f"ของ{ISSUER}") and "412/2569" in body["facts"]["changed"][0]["after"]


def test_every_desk_is_told_as_long_as_it_runs(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    told = f"ตามคำสั่งที่ 412/2569 ของ{ISSUER} ซึ่งออกจากภายนอกหน่วยงาน"
    act(office, "enter_outside_order", "rattana", **order(office, ends_on=days(office, 7)))
    for who in ("porntip", "theera", "somchai", "rattana"):
        assert told in browser(office, who).get("/").content.decode(), who
    set_day(office, days(office, 7))
    assert told in browser(office, "porntip").get("/").content.decode()
    set_day(office, days(office, 8))
    assert told not in browser(office, "porntip").get("/").content.decode(), "the day after its last"


def test_on_that_day_the_desk_of_each_head_of_a_unit_leads_to_the_form_and_no_other_does(office: PracticeOffice) -> None:
    told = f'href="/do/people_register/{register_of(office.organization, PeopleRegister).pk}/enter_outside_order/"'

    def telling() -> list[str]:
        people = ("rattana", "somchai", "porntip", "theera", "duangjai")
        return [who for who in people if told in browser(office, who).get("/").content.decode()]

    set_day(office, days(office, 5))
    assert telling() == [], "Theera still acts for ปลัด"
    set_day(office, days(office, 1))
    assert telling() == ["rattana", "somchai"]
    act(office, "enter_outside_order", "rattana", **order(office))
    assert telling() == []


def test_nobody_enters_one_for_himself_and_no_clerk_any(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    own = refused(office, "enter_outside_order", "rattana", **order(office, "rattana"))
    assert own.codes == {"GIVES_YOURSELF_POWER"}
    act(office, "enter_outside_order", "somchai", **order(office, "rattana"))


@pytest.mark.parametrize("who", ["porntip", "theera", "duangjai"])
def test_by_nobody_who_heads_no_unit(office: PracticeOffice, who: str) -> None:
    set_day(office, days(office, 6))
    assert refused(office, "enter_outside_order", who, **order(office)).codes == {"NOT_YOUR_ROLE"}


def test_for_these_two_posts_and_on_a_made_order_with_its_paper_alone(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    assert refused(office, "enter_outside_order", "rattana", **order(office, posts=("orathai",))).codes == {"NOT_THE_KEEPERS_POST"}
    unmade = order(office, ordered_on=days(office, 1))
    assert refused(office, "enter_outside_order", "rattana", **unmade).codes == {"ORDER_NOT_MADE_YET"}
    turned = order(office, ends_on=days(office, -1))
    assert refused(office, "enter_outside_order", "rattana", **turned).codes == {"DATES_OUT_OF_ORDER"}
    bare = {key: value for key, value in order(office).items() if key != "file"}
    assert [one.field for one in refused(office, "enter_outside_order", "rattana", **bare).refusals] == ["file"]


def test_the_page_offers_these_two_posts_alone(office: PracticeOffice) -> None:
    set_day(office, days(office, 6))
    register = register_of(office.organization, PeopleRegister)
    page = browser(office, "rattana").get(f"/do/people_register/{register.pk}/enter_outside_order/").content.decode()
    offered = {
        who: str(Holding.objects.get(person=office.people[who]).position_id) in page for who in ("wilai", "boonmee", "rattana")
    }
    assert offered == {"wilai": True, "boonmee": True, "rattana": False}


@pytest.mark.own_database
def test_what_an_owner_changes_of_such_an_order_is_found(office: PracticeOffice, owner: Any) -> None:
    set_day(office, days(office, 6))
    act(office, "enter_outside_order", "rattana", **order(office, posts=("wilai", "boonmee")))
    made = [row.pk.hex for row in ActingOrder.objects.filter(order_number="412/2569")]
    assert list(verify(contents=True)) == []
    attacked, which = Attacked(owner), "where order_number = '412/2569'"
    theera = "(select id from workflows_user where username = 'theera')"
    for change in (
        f"person_id = {theera}",
        "ends_on = '2030-01-01'",
        "issued_by = 'อื่น'",
        "matters = '[\"purchase\"]'",
        "ceiling_satang = 1",
    ):
        found = attacked.found("workflows_actingorder", f"update {{table}} set {change} {which}")
        assert {row for row in made if any(one.startswith(f"workflows_actingorder {row}: row differs") for one in found)} == {
            *made
        }, change
    gone = attacked.found("workflows_actingorder", f"delete from {{table}} {which}")
    assert sum("row is gone" in one for one in gone) >= len(made)
