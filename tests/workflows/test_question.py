"""Questions about a case: whoever may see it asks, whoever has it answers, and the case goes its own way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.committees.conftest import delivered, practice_office
from tests.workflows.page_reader import words_of
from workflows import clock, engine, waiting
from workflows.founding import register_of
from workflows.models import JournalEntry, UnreadAnswer, User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.question import LETTERS_MAX, Question, those_who_have
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister
from workflows.verification import verify

pytestmark = pytest.mark.django_db
WHY, BECAUSE = "รายงานนี้ติดอะไรอยู่", "รอใบเสนอราคาฉบับจริง จะได้พรุ่งนี้"
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)


@beginning
def walk() -> Walk:
    office = found_practice_office()
    vendors, lines = furnish(office)
    made = Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    made.to("reported")
    return made


def ask(person: User, about: Any, text: str = WHY, **more: Any) -> Any:
    return engine.open_document(person, Question, about.organization, case=about.case, about=about, text=text, **more).document


def answer(person: User, question: Any, text: str = BECAUSE) -> Any:
    return engine.perform(person, question, "answer", text=text).document


def on_desk(office: PracticeOffice, who: str) -> set[Any]:
    return {row.id for row in waiting.desk(office.people[who], office.organization)}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_post_that_has_the_case_is_asked_and_answers(walk: Walk) -> None:
    office, purchase = walk.office, walk.purchase
    question = ask(office.boonmee, purchase)
    assert (question.waiting_for, question.whom) == ("head_of_supplies", purchase.waiting_for_label)
    assert question.pk in on_desk(office, "rattana") and question.pk not in on_desk(office, "theera")
    answered = answer(office.rattana, question)
    assert (answered.state, answered.asked, answered.answered) == ("answered", WHY, BECAUSE)
    assert question.pk not in on_desk(office, "rattana")
    entries = JournalEntry.objects.filter(document=question.pk, case=purchase.case).order_by("sequence")
    assert [(entry.step, entry.person) for entry in entries] == [("ask", office.boonmee), ("answer", office.rattana)]
    assert not list(verify(contents=True))


def test_a_question_touches_nothing_of_what_it_asks_about(walk: Walk) -> None:
    before = walk.purchase
    ask(walk.office.kanda, before)
    walk.purchase.refresh_from_db()
    assert (walk.purchase.version, walk.purchase.sequence, walk.purchase.state) == (before.version, before.sequence, before.state)
    assert walk.to("approving").state == "approving", "an open question holds nothing up"


def test_the_question_stays_with_the_post_that_was_asked(walk: Walk) -> None:
    question = ask(walk.office.kanda, walk.purchase)
    walk.to("approving")
    with pytest.raises(Refused) as refused:
        answer(walk.office.boonmee, question)
    assert refused.value.codes == {"NOT_YOUR_ROLE"}
    assert answer(walk.office.rattana, question).state == "answered"


def test_the_head_of_the_asking_unit_is_asked_and_no_other_unit_s(walk: Walk) -> None:
    office = walk.office
    other = Walk(office, walk.need)
    other.to("requested")
    question = ask(office.boonmee, other.purchase)
    assert question.waiting_for == other.purchase.waiting_for == "head_of_unit:กองช่าง"
    with pytest.raises(Refused):
        answer(office.rattana, question)
    assert answer(office.somchai, question).state == "answered"


def test_who_acts_for_the_post_answers_though_his_order_names_other_matters(walk: Walk) -> None:
    office, today = walk.office, clock.today(walk.office.organization)
    order = {"order_number": "9/2570", "ordered_on": today, "starts_on": today, "ends_on": today + timedelta(days=9)}
    post = office.rattana.holdings.get().position
    engine.perform(
        office.wilai, register_of(office.organization, PeopleRegister), "order_acting", proof=Proof(office.wilai.pk, clock.now()),
        position=post, person=office.theera, capacity="in_absence", matters=["voucher"], ceiling_baht=None, **order,
    )  # fmt: skip
    question = ask(office.boonmee, walk.purchase)
    assert answer(office.theera, question).state == "answered"


def test_members_with_open_seats_are_asked_and_one_of_them_answers() -> None:
    walk = delivered(practice_office())
    walk.declare()
    walk.find()
    office, acceptance = walk.office, walk.acceptance
    question = ask(office.boonmee, acceptance)
    seated = [office.people[name] for name in ("wilai", "porntip", "orathai")]
    assert question.waiting_for == "seat:asked" and {person.pk.hex for person in seated} == set(question.asked_people)
    with pytest.raises(Refused) as refused:
        answer(office.theera, question)
    assert refused.value.codes == {"NOT_YOUR_SEAT"}
    assert answer(office.porntip, question).state == "answered"


def test_of_a_case_that_has_ended_whoever_did_its_last_act_is_asked(walk: Walk) -> None:
    walk.perform("somchai", "withdraw_request", reason="ไม่ต้องการแล้ว")
    assert not walk.purchase.waiting_for
    question = ask(walk.office.boonmee, walk.purchase)
    assert question.whom == walk.office.somchai.full_name
    assert answer(walk.office.somchai, question).state == "answered"


def test_who_has_left_is_not_asked(walk: Walk) -> None:
    """Whoever did the act before his is still here."""
    purchase = walk.purchase
    acts = JournalEntry.objects.filter(case=purchase.case_id, person__isnull=False).order_by("-id")
    last, before = acts[0].person, next(act.person for act in acts if act.person != acts[0].person)
    people = register_of(walk.office.organization, PeopleRegister)
    engine.perform(walk.office.wilai, people, "deactivate_person", person=last, reason="ลาออก")
    purchase.waiting_for = ""
    assert those_who_have(purchase) == [before]


def test_a_question_that_nobody_could_answer_is_refused(walk: Walk) -> None:
    register = register_of(walk.office.organization, PeopleRegister)
    with pytest.raises(Refused) as refused:
        ask(walk.office.boonmee, register)
    assert refused.value.codes == {"NOBODY_TO_ASK"} and not Question.objects.exists()
    engine.perform(walk.office.wilai, register, "add_unit", code="ก", name="ก")
    assert ask(walk.office.boonmee, register).whom == walk.office.wilai.full_name


def test_nobody_of_another_office_asks_or_is_told(walk: Walk) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    with pytest.raises(Refused) as refused:
        ask(other.boonmee, walk.purchase)
    assert refused.value.codes == {"NOT_YOUR_OFFICE"}
    sent = signed_in(other.boonmee).post(f"/case/{walk.purchase.case_id}/ask/", {"about": walk.purchase.pk, "text": WHY})
    assert sent.status_code == 404 and not Question.objects.exists()


def test_a_question_stands_in_the_case_that_it_is_about_and_about_no_question(walk: Walk) -> None:
    other = Walk(walk.office, walk.need)
    other.to("reported")
    for about in (other.purchase, ask(walk.office.kanda, walk.purchase)):
        with pytest.raises(Refused) as refused:
            engine.open_document(
                walk.office.kanda, Question, walk.office.organization, case=walk.purchase.case, about=about, text=WHY
            )
        assert refused.value.codes == {"OTHER_CASE"}


@pytest.mark.parametrize(("letters", "is_asked"), [(0, False), (LETTERS_MAX, True), (LETTERS_MAX + 1, False)])
def test_a_question_has_words_and_not_too_many_and_none_is_lost(walk: Walk, letters: int, is_asked: bool) -> None:
    typed = {"about": str(walk.purchase.pk), "text": "ก" * letters, "_key": "once"}
    client = signed_in(walk.office.kanda)
    sent = client.post(f"/case/{walk.purchase.case_id}/ask/", typed)
    assert sent.status_code == (302 if is_asked else 422)
    assert Question.objects.count() == int(is_asked)
    if not is_asked:
        page = sent.content.decode()
        assert typed["text"] in page and f'name="about" value="{walk.purchase.pk}"' in page
    else:
        client.post(f"/case/{walk.purchase.case_id}/ask/", typed)
        assert Question.objects.count() == 1, "sent twice is asked once"


def test_the_case_and_the_desk_show_question_and_answer_to_whom_they_concern(walk: Walk) -> None:
    office, address = walk.office, f"/case/{walk.purchase.case_id}/"
    assert "คำถามไปถึง" in signed_in(office.boonmee).get(address).content.decode()
    question = ask(office.boonmee, walk.purchase)
    way = f'action="/do/question/{question.pk}/answer/"'
    desk = words_of(signed_in(office.rattana).get("/").content.decode())
    assert "มีคนถามคุณ" in desk and WHY in desk and f"{office.boonmee.full_name} (" in desk
    assert way in signed_in(office.rattana).get(address).content.decode()
    others = signed_in(office.kanda).get(address).content.decode()
    assert WHY in others and "รอคำตอบ" in others and way not in others
    assert signed_in(office.rattana).post(f"/do/question/{question.pk}/answer/", {"text": ""}).status_code == 422
    assert signed_in(office.rattana).post(f"/do/question/{question.pk}/answer/", {"text": BECAUSE}).status_code == 302
    told = words_of(signed_in(office.boonmee).get(address).content.decode())
    assert BECAUSE in told and office.rattana.full_name in told
    assert "มีคนถามคุณ" not in signed_in(office.rattana).get("/").content.decode()


def test_a_question_is_seen_though_a_page_of_other_work_is_more_urgent(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(walk.office.boonmee, walk.purchase)
    monkeypatch.setattr(waiting, "PAGE_ROWS", 1)
    first, second = (signed_in(walk.office.rattana).get(f"/?page={number}").content.decode() for number in (1, 2))
    assert WHY in first and "มีคนถามคุณ" not in second


def test_members_see_on_their_desks_what_they_are_asked() -> None:
    walk = delivered(practice_office())
    walk.declare()
    walk.find()
    ask(walk.office.boonmee, walk.acceptance)
    for who, is_asked in (("porntip", True), ("theera", False)):
        assert (WHY in signed_in(walk.office.people[who]).get("/").content.decode()) is is_asked


def test_a_question_is_no_stop_of_the_case_s_road(walk: Walk) -> None:
    before = signed_in(walk.office.kanda).get(f"/case/{walk.purchase.case_id}/").content.decode()
    ask(walk.office.boonmee, walk.purchase)
    after = signed_in(walk.office.kanda).get(f"/case/{walk.purchase.case_id}/").content.decode()
    assert before.count('class="leg"') == after.count('class="leg"') and "หัวหน้าเจ้าหน้าที่พิจารณารายงาน" in after
    found = signed_in(walk.office.kanda).get("/search/?q=ซื้อวัสดุ", follow=True).content.decode()
    assert "หัวหน้าเจ้าหน้าที่พิจารณารายงาน" in found


def test_the_board_counts_a_question_at_the_desk_that_owes_the_answer() -> None:
    walk = delivered(practice_office())
    walk.declare()
    walk.find()
    ask(walk.office.boonmee, walk.acceptance)
    board = signed_in(walk.office.boonmee).get("/board/").content.decode()
    assert WHY in board and "ผู้ถูกถาม" in board


def test_a_question_asked_on_a_day_to_come_is_refused(walk: Walk) -> None:
    tomorrow: date = clock.today(walk.office.organization) + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        ask(walk.office.boonmee, walk.purchase, acted_on=tomorrow)
    assert refused.value.codes == {"FUTURE_DATE"}


def test_whoever_asked_finds_the_answer_on_his_desk_until_he_has_read_it_in_the_case(walk: Walk) -> None:
    office, told = walk.office, "คำถามของคุณมีคำตอบแล้ว"
    question = ask(office.boonmee, walk.purchase)
    asker, other = signed_in(office.boonmee), signed_in(office.people["wilai"])
    assert told not in asker.get("/").content.decode()
    before = JournalEntry.objects.count()
    answer(office.rattana, question)
    desk = asker.get("/").content.decode()
    assert told in desk and BECAUSE in desk and WHY in desk and f"/case/{question.case_id}/#h-ask" in desk
    assert told not in other.get("/").content.decode() and told not in signed_in(office.rattana).get("/").content.decode()
    other.get(f"/case/{question.case_id}/")
    assert told in asker.get("/").content.decode(), "another's reading is not his"
    assert BECAUSE in asker.get(f"/case/{question.case_id}/").content.decode()
    assert told not in asker.get("/").content.decode() and not UnreadAnswer.objects.exists()
    assert JournalEntry.objects.count() == before + 1, "reading is no act"
    assert question.pk not in on_desk(office, "boonmee") and not list(verify(contents=True))


def test_an_answer_sent_twice_tells_once_and_a_refused_one_not_at_all(walk: Walk) -> None:
    office = walk.office
    question = ask(office.boonmee, walk.purchase)
    with pytest.raises(Refused):
        engine.perform(office.people["theera"], question, "answer", text=BECAUSE)
    assert not UnreadAnswer.objects.exists()
    for _ in range(2):
        engine.perform(office.rattana, question, "answer", text=BECAUSE, key="k1")
    assert UnreadAnswer.objects.get().person == office.boonmee
