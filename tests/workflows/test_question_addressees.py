"""To whom a question goes: every desk that has the case, and never the asker alone."""

from typing import Any

import pytest

from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.committees.conftest import delivered, practice_office
from tests.workflows.page_reader import words_of
from tests.workflows.test_question import WHY, answer, ask, on_desk, signed_in, walk  # noqa: F401 - the cast
from workflows.models import UnreadAnswer
from workflows.practice import found_practice_office
from workflows.question import Question
from workflows.refusal import Refused

pytestmark = pytest.mark.django_db
CHAIRS = (("เก้าอี้สำนักงาน", "ตัว", "20", "1500.00"),)


@beginning
def at_two_desks() -> Walk:
    """Half of the order has come: the supplies officer waits for the rest, the inspector has the half."""
    office = found_practice_office()
    vendors, lines = furnish(office)
    made = Walk(office, Need("ซื้อเก้าอี้", CHAIRS, vendors[0], lines[1], members=(("orathai", "inspector"),), shares=(1, 1)))
    made.to(State.ORDERED)
    made.deliver(1, quantities={1: "10"}, note_number="ก1")
    return made


def page(walk: Walk, who: str) -> str:  # noqa: F811
    return str(signed_in(walk.office.people[who]).get(f"/case/{walk.purchase.case_id}/").content.decode())


def test_who_has_it_alone_asks_whoever_acted_before_him_and_is_told_so_first(walk: Walk) -> None:  # noqa: F811
    rattana, duangjai = walk.office.rattana, walk.office.duangjai
    said = f"{duangjai.full_name} ผู้ทำขั้นล่าสุด เพราะเอกสารนี้อยู่ที่คุณคนเดียว"
    assert said in words_of(page(walk, "rattana")) and said not in words_of(page(walk, "boonmee"))
    question = ask(rattana, walk.purchase)
    assert (question.whom, question.asked_people) == (duangjai.full_name, [duangjai.pk.hex])
    assert question.pk in on_desk(walk.office, "duangjai") and question.pk not in on_desk(walk.office, "rattana")
    answer(duangjai, question)
    assert UnreadAnswer.objects.get().person == rattana


def test_who_asked_before_is_no_one_who_acted(walk: Walk) -> None:  # noqa: F811
    ask(walk.office.kanda, walk.purchase)
    assert ask(walk.office.rattana, walk.purchase).whom == walk.office.duangjai.full_name


def test_where_nobody_else_has_acted_it_is_said_and_refused(walk: Walk) -> None:  # noqa: F811
    other = Walk(walk.office, walk.need)
    other.open()
    orathai = walk.office.people["orathai"]
    assert "เรื่องนี้อยู่ที่คุณคนเดียว และยังไม่มีผู้อื่นทำขั้นใด" in page(other, "orathai")
    with pytest.raises(Refused) as refused:
        ask(orathai, other.purchase)
    assert refused.value.codes == {"NOBODY_TO_ASK"} and not Question.objects.exists()


def test_a_member_who_asks_is_not_asked_himself() -> None:
    walk = delivered(practice_office())  # noqa: F811
    walk.declare()
    walk.find()
    wilai = walk.office.people["wilai"]
    question = ask(wilai, walk.acceptance)
    others = {walk.office.people[name].pk.hex for name in ("porntip", "orathai")}
    assert set(question.asked_people) == others and wilai.full_name not in question.whom


def test_the_page_asks_every_desk_of_the_case_at_once_and_each_answers(at_two_desks: Walk) -> None:
    walk, office = at_two_desks, at_two_desks.office  # noqa: F811
    shown = page(walk, "boonmee")
    assert shown.count('name="about"') == 2 and shown.count(" checked") >= 2 and "แต่ละแห่งตอบของตน" in shown
    abouts = [str(document.pk) for document in walk.purchase.case.documents.order_by("pk")]
    sent: dict[str, Any] = {"about": abouts, "text": WHY, "_key": "a" * 32}
    client = signed_in(office.boonmee)
    for _ in range(2):
        answered = client.post(f"/case/{walk.purchase.case_id}/ask/", sent, follow=True).content.decode()
    assert f"ถามเจ้าหน้าที่พัสดุ และ {office.people['orathai'].full_name}แล้ว" in answered
    asked = Question.objects.order_by("pk")
    assert [(one.whom, one.asked) for one in asked] == [("เจ้าหน้าที่พัสดุ", WHY), (office.people["orathai"].full_name, WHY)]
    assert asked[0].pk in on_desk(office, "duangjai") and asked[1].pk in on_desk(office, "orathai")


def test_of_several_all_are_asked_or_none_and_nothing_typed_is_lost(at_two_desks: Walk) -> None:
    walk = at_two_desks  # noqa: F811
    abouts = [str(document.pk) for document in walk.purchase.case.documents.order_by("pk")]
    sent = {"about": abouts, "text": "ก" * 1001}
    refused = signed_in(walk.office.boonmee).post(f"/case/{walk.purchase.case_id}/ask/", sent)
    assert refused.status_code == 422 and not Question.objects.exists()
    shown = refused.content.decode()
    assert f'value="{",".join(abouts)}"' in shown and sent["text"] in shown
