"""เปลี่ยนรหัสผ่านของตน: with the old one, in the trail, and every other browser of the person is signed out."""

import json
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tests.workflows.registering import act, browser, refused
from workflows import engine
from workflows.founding import register_of
from workflows.models import Content, JournalEntry, User
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister

OLD, NEW = "ข้าวเหนียวมะม่วง 9", "กล้วยบวชชี ๑๒ ถ้วย"
ADDRESS = "/identity/password/"


@pytest.fixture(autouse=True)
def orathai(office: PracticeOffice) -> User:
    person = office.people["orathai"]
    person.set_password(OLD)
    person.save(update_fields=["password"])
    return person


def change(client: Client, old: str = OLD, new: str = NEW, again: str | None = None) -> Any:
    return client.post(ADDRESS, {"_password": old, "new_password1": new, "new_password2": new if again is None else again})


def opens(password: str) -> bool:
    return bool(User.objects.get(username="orathai").check_password(password))


def test_it_is_changed_here_and_every_other_browser_signed_out(office: PracticeOffice) -> None:
    here, elsewhere = browser(office, "orathai"), browser(office, "orathai")
    assert "เปลี่ยนรหัสผ่าน" in here.get("/").content.decode(), "it stands in the menu of the person"
    answer = change(here)
    assert (answer.status_code, answer["Location"]) == (302, "/identity/")
    assert "เปลี่ยนรหัสผ่านแล้ว" in here.get("/identity/").content.decode()
    assert elsewhere.get("/").status_code == 302 and opens(NEW) and not opens(OLD)


def test_the_trail_tells_it_and_keeps_no_password(office: PracticeOffice) -> None:
    change(browser(office, "orathai"))
    entry = JournalEntry.objects.get(step="change_password")
    body = Content.objects.get(pk=entry.content_hash).body
    assert json.loads(body)["facts"]["change"] == {
        "step": "change_password", "person": str(office.people["orathai"].pk), "full_name": office.people["orathai"].full_name,
    }  # fmt: skip
    hashed = User.objects.get(username="orathai").password
    assert not any(secret in kept for secret in (OLD, NEW, hashed) for kept in (entry.body, body))


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "sentences"),
    [
        ("", "", "", 422, ["ต้องกรอกช่องนี้"]),
        ("ผิด", NEW, NEW, 403, ["รหัสผ่านไม่ถูกต้อง"]),
        ("ผิด", "สั้น", "อื่น", 403, ["รหัสผ่านไม่ถูกต้อง", "ไม่ตรงกัน"]),
        (OLD, "สั้น 1", "สั้น 1", 422, ["สั้นเกินไป"]),
        (OLD, "1234567890", "1234567890", 422, ["เดาได้ง่าย", "ตัวเลขล้วน"]),
        (OLD, OLD, OLD, 422, ["ต้องต่างจากเดิม"]),
        (OLD, NEW, NEW + "x", 422, ["ไม่ตรงกัน"]),
    ],
)
def test_what_is_wrong_is_said_all_at_once_and_changes_nothing(
    office: PracticeOffice, old: str, new: str, again: str, status: int, sentences: list[str]
) -> None:
    answer = change(browser(office, "orathai"), old, new, again)
    page = answer.content.decode()
    assert answer.status_code == status and opens(OLD)
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert not JournalEntry.objects.filter(step="change_password").exists()
    assert not any(f'value="{typed}"' in page for typed in (old, new, again) if typed), "no password is sent back"


def test_wrong_old_ones_are_counted_with_those_of_the_sign_in(office: PracticeOffice) -> None:
    client = browser(office, "orathai")
    assert [change(client, "ผิด").status_code for _ in range(2)] == [403, 429]
    assert change(client)["Retry-After"] == "5" and opens(OLD)
    kept = AccessAttempt.objects.get()
    assert kept.failures_since_start == 2 and "ผิด" not in kept.post_data and NEW not in kept.post_data


def test_nobody_changes_it_who_is_not_signed_in(office: PracticeOffice) -> None:
    assert Client().get(ADDRESS)["Location"] == f"/sign-in/?next={ADDRESS}"
    assert change(Client()).status_code == 302 and opens(OLD)


def test_no_person_and_no_machine_takes_the_step_itself(office: PracticeOffice) -> None:
    typed = {"person": office.people["orathai"], "was": "x", "password": "y"}
    assert "SYSTEM_ONLY" in refused(office, "change_password", "orathai", **typed).codes
    assert "SYSTEM_ONLY" in refused(office, "change_password", "wilai", **typed).codes


def test_a_starting_code_that_comes_in_between_wins(office: PracticeOffice, orathai: User) -> None:
    was = User.objects.get(pk=orathai.pk).password
    act(office, "issue_starting_code", person=orathai, reason="ลืมรหัสผ่าน")
    register = register_of(office.organization, PeopleRegister)
    with pytest.raises(Refused) as error:
        engine.perform(None, register, "change_password", person=orathai, was=was, password="x")
    assert error.value.codes == {"PASSWORD_ENDED"} and not User.objects.get(pk=orathai.pk).has_usable_password()
