"""Whom a case waits for, and its road: only people who may do the step, only posts that exist here, and who really acted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.stages import lived
from procurement.rehearsal.walk import Walk
from tests.workflows.page_reader import words_of
from tests.workflows.test_pages_live import signed_in
from workflows import clock, engine, queries
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.offers import offer_of
from workflows.procedure import procedure_of
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister
from workflows.road import stops
from workflows.views.done import done
from workflows.waited_for import acts_of_case, barred, waited_for

ORATHAI, SOMCHAI = "นางสาวอรทัย ใจเย็น", "นายสมชาย ชัยดี"
PAIR = {"first_step": "purchase.open_request", "second_step": "purchase.support_request"}


def in_people(walk: Walk, step: str, who: str = "wilai", **data: Any) -> None:
    person, today = walk.office.people[who], clock.today(walk.office.fresh())
    order = {"order_number": "9/2570", "starts_on": today, "ends_on": today + timedelta(days=9), **data}
    register = register_of(walk.office.organization, PeopleRegister)
    engine.perform(person, register, step, proof=Proof(person.pk, clock.now()), **order)


@pytest.fixture
def requested(walk: Walk) -> Walk:
    """Orathai has asked, and acts today for the head of her unit, who is there as well."""
    walk.to(State.REQUESTED)
    post = walk.office.people["somchai"].holdings.get().position
    in_people(
        walk, "order_acting", position=post, person=walk.office.people["orathai"], capacity="in_absence", matters=[], ceiling_baht=None,
        ordered_on=clock.today(walk.office.fresh()),
    )  # fmt: skip
    return walk


def told(walk: Walk) -> str:
    document = walk.purchase
    document.refresh_from_db()
    document.organization = walk.office.fresh()
    return waited_for(document, queries.sitters(document.organization), acts_of_case(document))


def page(walk: Walk, who: str = "porntip") -> str:
    return str(signed_in(walk.office, who).get(f"/case/{walk.purchase.case_id}/").content.decode())


def test_who_is_barred_by_what_he_did_is_not_waited_for(requested: Walk) -> None:
    assert told(requested) == f"{SOMCHAI} (หัวหน้าหน่วยงานผู้เบิก กองช่าง)"
    shown = words_of(page(requested))
    assert f"รอ {SOMCHAI} (" in shown and f"{ORATHAI} รักษาราชการแทน" not in shown


def test_of_another_case_he_is_waited_for_as_anybody(requested: Walk) -> None:
    other = Walk(requested.office, requested.need)
    other.to(State.REQUESTED)
    acts = [act for act in acts_of_case(other.purchase) if act.step != "purchase.open_request"]
    assert f"{SOMCHAI} หรือ {ORATHAI}" in waited_for(other.purchase, queries.sitters(requested.office.fresh()), acts)


def test_a_waiver_lets_him_be_waited_for(requested: Walk) -> None:
    in_people(requested, "waive_separation", "boonmee", person=requested.office.people["orathai"], reason="มีสองคน", **PAIR)
    assert f"{SOMCHAI} หรือ {ORATHAI}" in told(requested)


def test_where_all_are_barred_it_says_why(requested: Walk) -> None:
    document, orathai = requested.purchase, requested.office.people["orathai"]
    desks = {document.waiting_for: {orathai.pk: ORATHAI}}
    said = waited_for(document, desks, acts_of_case(document))
    assert said == f"หัวหน้าหน่วยงานผู้เบิก กองช่าง ({ORATHAI} ทำไม่ได้ เพราะเป็นผู้ “ขอซื้อหรือขอจ้าง” แล้ว)"


@pytest.mark.parametrize("state", [State.REQUESTED, State.ENDORSED, State.APPROVING])
def test_everybody_is_judged_as_the_gate_judges_him(walk: Walk, state: str) -> None:
    purchase = walk.to(state)
    step, people = procedure_of(purchase).waited[state], list(walk.office.people.values())
    found = barred(purchase, {person.pk for person in people}, acts_of_case(purchase))
    same = {person.pk for person in people if "SAME_PERSON" in {told.code for told in offer_of(step, purchase, person).refusals}}
    assert found.keys() == same and len(same) > 0


def road_of(document: Any) -> dict[str, tuple[str, str]]:
    found = stops(document, list(JournalEntry.objects.filter(case=document.case_id).order_by("id")), "ผู้ถือ")
    return {stop.label: (stop.phase, stop.who) for stop in found}


def test_the_road_says_who_acted_and_in_which_capacity_and_which_post_here_comes_next(walk: Walk) -> None:
    road = road_of(walk.to(State.REPORTED))
    assert road["คำขอ"] == ("done", f"{SOMCHAI} (ผู้อำนวยการกองช่าง)")
    assert road["รายงานขอซื้อ"] == ("here", "ผู้ถือ")
    assert road["เห็นชอบ"] == ("ahead", "นายกองค์การบริหารส่วนตำบล")
    assert road["ใบสั่ง"] == ("ahead", "นักวิชาการพัสดุ")


def test_who_acted_for_another_stands_on_the_road_as_such(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.to(State.ENDORSED)
    post = walk.office.people["wilai"].holdings.get().position
    in_people(
        walk, "order_acting", position=post, person=walk.office.people["somchai"], capacity="in_absence", matters=[], ceiling_baht=None,
        ordered_on=clock.today(walk.office.fresh()),
    )  # fmt: skip
    walk.perform("somchai", "pass_report", reason="เห็นควร")
    assert road_of(walk.purchase)["รายงานขอซื้อ"] == ("done", f"{SOMCHAI} (รักษาราชการแทน ปลัดองค์การบริหารส่วนตำบล)")


def test_a_post_that_does_not_exist_here_is_no_station(walk: Walk) -> None:
    """The office has no head of section: its vouchers go around the step, and their road names who checks here."""
    road = Road(walk)
    for _ in lived(road, "voucher.arrived"):
        pass
    voucher = road.voucher().voucher
    assert road_of(voucher)["ตรวจ"] == ("ahead", "ผู้อำนวยการกองคลัง")
    assert "หัวหน้าฝ่ายบริหารงานคลัง" not in page(walk)


def test_what_several_did_and_the_program_closed_names_them_all(walk: Walk) -> None:
    road = Road(walk)
    for _ in lived(road, "acceptance.accepted"):
        pass
    signed = next(who for phase, who in road_of(road.inspection().acceptance).values() if "นางสาวพรทิพย์" in who)
    assert SOMCHAI not in signed and "นางวิไล" in signed and ORATHAI in signed and "ระบบ" not in signed


def test_what_followed_another_document_names_whoever_moved_that(bank_walks: Callable[..., Walk]) -> None:
    """Whoever certifies the payment pays the voucher; what the bank's file moved lies in another case, and there the program did it."""
    road = Road(bank_walks())
    for _ in lived(road, "payment.certified"):
        pass
    assert road_of(road.voucher().voucher)["การจ่ายเงิน"] == ("done", "นางรัตนา ทองสุก (ผู้อำนวยการกองคลัง)")
    assert road_of(road.voucher().payment())["รอจ่าย"] == ("done", "ระบบ")


def test_what_was_done_names_every_desk_where_the_case_now_waits(walks: Callable[..., Walk]) -> None:
    walk = walks(lines=(("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),), shares=(1, 1), members=(("orathai", "inspector"),))
    walk.to(State.ORDERED)
    walk.deliver(1, quantities={1: "10"}, note_number="ก1")
    said = done(walk.purchase, procedure_of(walk.purchase).steps["record_delivery"])
    assert said == f"“บันทึกการส่งมอบ” เรียบร้อยแล้ว ตอนนี้เรื่องอยู่ที่ นางสาวดวงใจ นาคำ (เจ้าหน้าที่พัสดุ) และ {ORATHAI}"


def test_more_than_three_desks_are_counted(walks: Callable[..., Walk]) -> None:
    members = (("orathai", "chair"), ("porntip", "member"), ("wilai", "member"))
    walk = walks(lines=(("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),), shares=(1, 1, 1, 1), members=members)
    walk.to(State.ORDERED)
    for number in (1, 2, 3):
        walk.deliver(number, quantities={1: "5"}, note_number=f"ก{number}")
    said = done(walk.purchase, procedure_of(walk.purchase).steps["record_delivery"])
    assert "อยู่ที่" in said and "แห่ง" not in said, "three deliveries before the same members are two places"
