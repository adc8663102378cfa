"""Whoever holds no post any more comes in no longer from the day after; what waited for him is told; and he may return."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from procurement.purchase import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.workflows.page_reader import words_of
from tests.workflows.registering import act, browser, days, order_acting, post_of, today_of
from workflows.leaving import last_day_of
from workflows.models import Holding, Organization, User
from workflows.practice import PracticeOffice, found_practice_office, set_day

DAY = date(2026, 12, 1)
PASSWORD = "ข้าวเหนียวมะม่วง 9"


@beginning
def office() -> PracticeOffice:
    """On a clock of its own; Orathai has a password."""
    office = found_practice_office(is_practice=True, practice_today=DAY)
    office.orathai.set_password(PASSWORD)
    office.orathai.save(update_fields=["password"])
    return office


def leaves(office: PracticeOffice, who: str, in_days: int = 0) -> None:
    for holding in Holding.objects.filter(person=office.people[who], ends_on=None):
        act(office, "end_holding", holding=holding, ends_on=days(office, in_days))


def sign_in(username: str = "orathai") -> tuple[Client, Any]:
    client = Client(SERVER_NAME="localhost")
    return client, client.post("/sign-in/", {"username": username, "password": PASSWORD})


def fresh(office: PracticeOffice, who: str) -> User:
    return User.objects.select_related("organization").get(pk=office.people[who].pk)


@pytest.mark.parametrize(("days_later", "comes_in"), [(0, True), (1, False), (30, False)])
def test_the_last_day_is_worked_and_the_day_after_is_not(office: PracticeOffice, days_later: int, comes_in: bool) -> None:
    leaves(office, "orathai")
    set_day(office, days(office, days_later))
    client, answer = sign_in()
    assert (answer.status_code, client.get("/").status_code) == ((302, 200) if comes_in else (403, 302))
    if not comes_in:
        page = answer.content.decode()
        assert f"{office.orathai.full_name} พ้นจากทุกตำแหน่งแล้วเมื่อ 1 ธ.ค. 2569 จึงเข้าระบบไม่ได้" in page
        assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" not in page


def test_a_wrong_password_tells_a_stranger_nothing_of_it(office: PracticeOffice) -> None:
    leaves(office, "orathai", -1)
    answer = Client(SERVER_NAME="localhost").post("/sign-in/", {"username": "orathai", "password": "ผิด"})
    assert "พ้นจากทุกตำแหน่ง" not in answer.content.decode()


def test_an_open_session_ends_on_pages_and_in_the_api(office: PracticeOffice) -> None:
    client, _answer = sign_in()
    machine = Client(SERVER_NAME="localhost")
    body = {"username": "orathai", "password": PASSWORD}
    assert machine.post("/api/v1/session", body, content_type="application/json").status_code == 200
    leaves(office, "orathai")
    assert client.get("/").status_code == 200 and machine.get("/api/v1/desk").status_code == 200
    set_day(office, days(office, 1))
    gone = client.get("/board/")
    assert gone.status_code == 403 and "พ้นจากทุกตำแหน่งแล้ว" in gone.content.decode()
    assert client.get("/board/").status_code == 302, "the session is over"
    assert machine.get("/api/v1/desk").status_code == 401
    refused = machine.post("/api/v1/session", body, content_type="application/json")
    assert refused.status_code == 401 and refused.json()["refusals"][0]["code"] == "HAS_LEFT"


def test_who_still_acts_or_begins_a_post_later_or_never_had_one_comes_in(office: PracticeOffice) -> None:
    order_acting(office, "orathai", "boonmee", 0, 5)
    leaves(office, "orathai")
    set_day(office, days(office, 5))
    assert last_day_of(fresh(office, "orathai")) is None
    set_day(office, days(office, 1))
    assert last_day_of(fresh(office, "orathai")) == DAY
    back = {"order_number": "3/2570", "ordered_on": today_of(office), "starts_on": days(office, 9)}
    act(office, "appoint", position=Holding.objects.get(person=office.orathai).position, person=office.orathai, **back)
    assert last_day_of(fresh(office, "orathai")) is None
    act(office, "add_person", full_name="นายมาใหม่ ยังไม่มีตำแหน่ง", username="newcomer")
    assert last_day_of(User.objects.get(username="newcomer")) is None


def test_who_returns_comes_in_again_with_the_same_account(office: PracticeOffice) -> None:
    post = post_of(office, "orathai")
    leaves(office, "orathai", -1)
    assert sign_in()[1].status_code == 403
    back = {"order_number": "3/2570", "ordered_on": today_of(office), "starts_on": today_of(office)}
    act(office, "appoint", position=post, person=office.orathai, **back)
    client, answer = sign_in()
    assert answer.status_code == 302 and client.get("/").status_code == 200


def test_heads_are_told_who_has_left_and_others_are_not(office: PracticeOffice) -> None:
    leaves(office, "orathai")
    sentence = f"{office.orathai.full_name} พ้นจากทุกตำแหน่งแล้ว วันสุดท้าย 1 ธ.ค. 2569 และเข้าระบบไม่ได้ตั้งแต่วันถัดมา"
    assert sentence not in words_of(browser(office, "rattana").get("/").content.decode()), "the last day is worked"
    set_day(office, days(office, 1))
    assert all(sentence in words_of(browser(office, head).get("/").content.decode()) for head in ("boonmee", "wilai", "rattana"))
    assert sentence not in words_of(browser(office, "duangjai").get("/").content.decode())
    set_day(office, days(office, 8))
    assert sentence not in words_of(browser(office, "rattana").get("/").content.decode()), "told for a week"


def walked(office: PracticeOffice) -> Walk:
    """A purchase that waits at a desk of somebody who can leave."""
    vendors, lines = furnish(office)
    members = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
    need = Need("ซื้อวัสดุสำนักงาน", (("กระดาษ A4", "รีม", "100", "120.00"),), vendors[0], lines[1], members=members)
    walk = Walk(office, need)
    walk.to(State.ORDERED)
    return walk


def at_its_desk(office: PracticeOffice, walk: Walk) -> str:
    """Who sits where the purchase waits."""
    from workflows.office import office_of

    role = walk.purchase.waiting_for.partition(":")[0]
    organization = Organization.objects.get(pk=office.organization.pk)
    group = next(group for group, pairs in office_of(organization).roles.items() if any(pair[0] == role for pair in pairs))
    person = Holding.objects.get(position__group=group).person
    return next(name for name, one in office.people.items() if one.pk == person.pk)


def test_a_desk_without_anybody_says_so_and_names_who_stands_in(office: PracticeOffice) -> None:
    walk = walked(office)
    who = at_its_desk(office, walk)
    post = post_of(office, who)
    leaves(office, who, -1)
    board = words_of(browser(office, "boonmee").get("/board/").content.decode())
    case = words_of(browser(office, "boonmee").get(f"/case/{walk.purchase.case_id}/").content.decode())
    assert "ไม่มีผู้ดำรงตำแหน่ง" in board
    assert f"รอ {walk.purchase.waiting_for_label} (ไม่มีผู้ดำรงตำแหน่ง)" in case
    told = words_of(browser(office, "boonmee").get("/").content.decode())
    assert f"{walk.purchase.waiting_for_label}: ไม่มีผู้ดำรงตำแหน่งและไม่มีผู้ทำการแทน มี 1 เรื่องรออยู่" in told
    today = today_of(office)
    stand_in = office.somchai if who != "somchai" else office.theera
    act(
        office, "order_acting", position=post, person=stand_in, capacity="in_absence", starts_on=today, ends_on=today,
        order_number="5/2570", ordered_on=today,
    )  # fmt: skip
    board = words_of(browser(office, "boonmee").get("/board/").content.decode())
    assert f"{stand_in.full_name} รักษาราชการแทน" in board and "ไม่มีผู้ดำรงตำแหน่ง" not in board
    assert "ไม่มีผู้ทำการแทน" not in words_of(browser(office, "boonmee").get("/").content.decode())


def test_a_seat_of_who_has_left_is_told_to_the_heads(office: PracticeOffice) -> None:

    walk = walked(office)
    walk.deliver()
    leaves(office, "orathai", -1)
    page = browser(office, "boonmee").get("/").content.decode()
    assert "ยังมี 1 เรื่องรอชื่อของผู้นี้ ต้องเปลี่ยนตัวด้วยคำสั่ง" in page
