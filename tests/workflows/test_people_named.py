"""Whoever chooses a person sees the post that he holds today; of two posts of one title, the unit too."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from tests.workflows.registering import browser
from workflows.evidence import Capacity
from workflows.founding import register_of
from workflows.office import Held, posts_on
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

DAY = date(2026, 11, 30)
WORKS, FINANCE = uuid4(), uuid4()
SOMEBODY, ANOTHER = uuid4(), uuid4()


def holding(
    person: Any, title: str, unit: Any = WORKS, since: date = DAY, until: date | None = None, kind: str = "holding"
) -> Held:
    code = "กองช่าง" if unit == WORKS else "กองคลัง"
    return Held(person, "ใครคนหนึ่ง", Capacity(kind, uuid4(), 1, title, unit, code), since, until)


def told(*held: Held) -> dict[Any, str]:
    office: Any = SimpleNamespace(held=held)
    return posts_on(office, DAY)


def test_a_person_has_his_post_and_its_unit_only_where_another_unit_has_the_same() -> None:
    assert told(holding(SOMEBODY, "นายช่างโยธา")) == {SOMEBODY: "นายช่างโยธา"}
    assert told(holding(SOMEBODY, "ธุรการ"), holding(ANOTHER, "ธุรการ", FINANCE)) == {
        SOMEBODY: "ธุรการ กองช่าง",
        ANOTHER: "ธุรการ กองคลัง",
    }


def test_who_holds_two_posts_has_both_and_who_acts_for_one_has_his_own() -> None:
    both = told(holding(SOMEBODY, "ปลัด"), holding(SOMEBODY, "ผู้อำนวยการกองช่าง"), holding(SOMEBODY, "นายก", kind="acting"))
    assert both == {SOMEBODY: "ปลัด, ผู้อำนวยการกองช่าง"}


@pytest.mark.parametrize(
    ("since", "until", "is_his"),
    [(0, 0, True), (1, None, False), (-9, -1, False), (-9, 0, True), (-9, None, True)],
)
def test_a_post_is_told_on_its_days_alone(since: int, until: int | None, is_his: bool) -> None:
    last = None if until is None else DAY + timedelta(days=until)
    held = holding(SOMEBODY, "ปลัด", since=DAY + timedelta(days=since), until=last)
    assert (told(held) == {SOMEBODY: "ปลัด"}) is is_his


@pytest.mark.django_db
def test_a_list_of_people_names_each_with_his_post(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    page = browser(office, "wilai").get(f"/do/{PeopleRegister.Procedure.code}/{register.pk}/order_acting/").content.decode()
    for name, post in (("นางรัตนา ทองสุก", "ผู้อำนวยการกองคลัง"), ("นางสาวอรทัย ใจเย็น", "นายช่างโยธา")):
        assert f"{name} — {post}</option>" in page
