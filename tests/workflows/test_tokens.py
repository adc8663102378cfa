"""Tokens as people give, see and end them: on the page of how one is known, and in the people register."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.workflows.api_caller import PASSWORD, Caller
from tests.workflows.machines import NAME, Machine, act, today_of, token_of
from tests.workflows.page_reader import words_of
from workflows import engine, tokens
from workflows.founding import register_of
from workflows.models import JournalEntry, MachineToken
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk"


def browser(office: PracticeOffice, who: str) -> Client:
    person = office.people[who]
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def step_page(office: PracticeOffice, step: str) -> str:
    return f"/do/people_register/{register_of(office.organization, PeopleRegister).pk}/{step}/"


def test_a_token_is_given_on_the_page_and_shown_this_once(office: PracticeOffice) -> None:
    client, last = browser(office, "orathai"), today_of(office) + timedelta(days=30)
    assert step_page(office, "give_token") in client.get("/identity/").content.decode()
    form = {"name": NAME, "ends_on": last.isoformat(), "_key": "k", "_password": PASSWORD}
    answer = client.post(step_page(office, "give_token"), form)
    found = re.search(r"dika_[0-9a-f]{64}", answer.content.decode())
    assert answer.status_code == 200 and found, answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Machine(found[0]).get(DESK).status_code == 200
    shown = client.get("/identity/").content.decode()
    assert NAME in shown and found[0] not in shown and "ใช้ล่าสุด" in shown
    assert found[0] not in client.post(step_page(office, "give_token"), form).content.decode(), "the same press again shows nothing"


def test_a_token_asks_for_the_signature_of_its_owner(office: PracticeOffice) -> None:
    client, last = browser(office, "orathai"), today_of(office) + timedelta(days=30)
    answer = client.post(step_page(office, "give_token"), {"name": NAME, "ends_on": last.isoformat(), "_password": "wrong"})
    assert answer.status_code == 403 and NAME in answer.content.decode(), "what was typed stays"
    assert not MachineToken.objects.exists()


@pytest.mark.parametrize(("days", "is_given"), [(-1, False), (0, True), (1, True), (364, True), (365, True), (366, False)])
def test_it_ends_within_a_year(office: PracticeOffice, days: int, is_given: bool) -> None:
    if is_given:
        assert token_of(office, "orathai", days)
        return
    with pytest.raises(Refused) as refused:
        token_of(office, "orathai", days)
    (why,) = refused.value.refusals
    assert (why.code, why.field) == ("TOKEN_TOO_LONG", "ends_on") and why.basis and why.remedy


def test_an_office_shortens_the_year(office: PracticeOffice) -> None:
    register = Caller(office, "rattana").get("/api/v1/office_register").json()["rows"][0]
    set_to = {
        "law_key": tokens.LONGEST,
        "value": "90",
        "in_force_from": today_of(office).isoformat(),
        "reason": "ระเบียบความปลอดภัยของหน่วยงาน",
    }
    answer = Caller(office, "rattana").post(
        f"/api/v1/office_register/{register['id']}/steps/set_law_value", version=register["version"], password=PASSWORD, **set_to
    )
    assert answer.status_code == 200, answer.content
    assert token_of(office, "orathai", 90)
    with pytest.raises(Refused):
        token_of(office, "orathai", 91)


def test_the_owner_takes_back_his_own_and_nobody_else_s(office: PracticeOffice) -> None:
    token_of(office, "orathai")
    token = MachineToken.objects.get()
    with pytest.raises(Refused) as refused:
        act(office.theera, "take_back_token", token=token)
    assert refused.value.codes == {"NOT_YOURS"}
    client = browser(office, "orathai")
    where = f"{step_page(office, 'take_back_token')}?token={token.pk}"
    assert where.replace("&", "&amp;") in client.get("/identity/").content.decode()
    answer = client.post(step_page(office, "take_back_token"), {"token": str(token.pk), "_key": "k"})
    assert answer.status_code == 302, answer.content.decode()
    token.refresh_from_db()
    assert token.taken_back_on == today_of(office)
    with pytest.raises(Refused) as refused:
        act(office.orathai, "take_back_token", token=token)
    assert refused.value.codes == {"TOKEN_TAKEN_BACK"}


def test_the_keeper_of_the_register_sees_and_withdraws_any(office: PracticeOffice) -> None:
    token_of(office, "orathai")
    token = MachineToken.objects.get()
    page = browser(office, "wilai").get("/registers/people_register/").content.decode()
    assert NAME in words_of(page) and f"withdraw_token/?token={token.pk}" in page
    assert f"withdraw_token/?token={token.pk}" not in browser(office, "orathai").get("/registers/people_register/").content.decode()
    with pytest.raises(Refused) as refused:
        act(office.theera, "withdraw_token", token=token, reason="ไม่ชอบ")
    assert refused.value.codes == {"NOT_YOUR_ROLE"}
    act(office.wilai, "withdraw_token", token=token, reason="โปรแกรมทำผิด")
    entry = JournalEntry.objects.latest("id")
    assert entry.step == "withdraw_token" and "โปรแกรมทำผิด" in entry.body
    assert NAME not in words_of(browser(office, "wilai").get("/registers/people_register/").content.decode())


def test_over_the_api_a_person_gives_one_with_his_password_and_a_machine_never(office: PracticeOffice) -> None:
    caller = Caller(office, "orathai")
    register = caller.get("/api/v1/people_register").json()["rows"][0]
    where = f"/api/v1/people_register/{register['id']}/steps/give_token"
    asked: dict[str, Any] = {"version": register["version"], "name": NAME, "ends_on": today_of(office).isoformat()}
    given = caller.post(where, password=PASSWORD, **asked)
    assert given.status_code == 200 and given.json()["told_once"].startswith("dika_"), given.content
    refused = Machine(given.json()["told_once"]).post(where, password=PASSWORD, **{**asked, "version": given.json()["version"]})
    assert [r["code"] for r in refused.json()["refusals"]] == ["MACHINE_NEVER_SIGNS"]
    assert MachineToken.objects.count() == 1


def test_the_last_use_is_told_at_most_once_a_minute(office: PracticeOffice) -> None:
    token_of(office, "orathai")
    token, noon = MachineToken.objects.get(), timezone.now()
    told = []
    for seconds in (0, 59, 60, 61):
        tokens.seen(token, noon + timedelta(seconds=seconds))
        token.refresh_from_db()
        assert token.last_used_at is not None
        told.append((token.last_used_at - noon).seconds)
    assert told == [0, 0, 60, 60]


def test_a_token_needs_a_signature_in_the_engine_too(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    with pytest.raises(Refused) as refused:
        engine.perform(office.orathai, register, "give_token", name=NAME, ends_on=today_of(office))
    assert refused.value.codes == {"PASSWORD_NEEDED"}
