"""รหัสเริ่มต้น: one person issues it for another, once in sight; its owner sets the own password with it, and it becomes no way to be him."""

import html
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from tests.workflows.devices import telephone_of
from tests.workflows.page_reader import words_of
from tests.workflows.registering import act, browser, days, refused, today_of
from tests.workflows.waits import Still
from workflows import authenticators, engine
from workflows.founding import register_of
from workflows.models import Content, Holding, JournalEntry, StartingCode, User
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister
from workflows.starting_codes import as_typed, in_groups

PASSWORD = "ข้าวเหนียวมะม่วง 9"
REASON = "ลืมรหัสผ่าน มาด้วยตนเอง"


def issue(office: PracticeOffice, for_: str, by: str = "wilai") -> str:
    return str(act(office, "issue_starting_code", by, person=office.people[for_], reason=REASON).told_once.code)


def entrust(office: PracticeOffice, role: str) -> None:
    register, proof = register_of(office.organization, OfficeRegister), Proof(office.boonmee.pk, timezone.now())
    engine.perform(office.boonmee, register, "set_choice", proof=proof, choice="accounts.issuer", value=role)


def start(username: str, code: str, password: str = PASSWORD, again: str = "", client: Client | None = None) -> Any:
    client = client or Client(SERVER_NAME="localhost")
    typed = {"username": username, "starting_code": code, "new_password1": password, "new_password2": again or password}
    return client.post("/start/", typed)


def signs_in(username: str, password: str = PASSWORD) -> bool:
    client = Client(SERVER_NAME="localhost")
    client.post("/sign-in/", {"username": username, "password": password})
    return client.get("/").status_code == 200


@pytest.mark.parametrize("typed", ["k7qm3f9txw2r", "K7QM-3F9T-XW2R", " k7qm 3f9t xw2r "])
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert in_groups(as_typed(typed)) == "k7qm-3f9t-xw2r"


def test_a_person_sets_his_first_password_with_the_code_once(office: PracticeOffice) -> None:
    assert not office.orathai.has_usable_password()
    code = issue(office, "orathai")
    assert re.fullmatch(r"[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){2}", code)
    answer = start("orathai", code.upper())
    assert answer["Location"] == "/sign-in/" and signs_in("orathai")
    again = start("orathai", code, "อีกรหัสผ่านหนึ่ง 77")
    assert again.status_code == 422 and signs_in("orathai"), "the code was good once"


def test_the_page_shows_the_code_once_and_nothing_keeps_it(office: PracticeOffice) -> None:
    wilai = office.wilai
    wilai.set_password(PASSWORD)
    wilai.save(update_fields=["password"])
    register = register_of(office.organization, PeopleRegister)
    address = f"/do/people_register/{register.pk}/issue_starting_code/"
    typed = {"person": office.orathai.pk, "reason": REASON, "_version": register.version, "_key": "k" * 32, "_password": PASSWORD}
    client = browser(office, "wilai")
    answer = client.post(address, typed)
    page = answer.content.decode()
    code = re.search(r'class="lead code">([a-z0-9-]{14})<', page)
    assert answer.status_code == 200 and code and "no-store" in answer["Cache-Control"]
    assert "http://localhost:8000/start/" in page and office.orathai.full_name in page
    plain = code.group(1).replace("-", "")
    kept = [*Content.objects.values_list("body", flat=True), *JournalEntry.objects.values_list("body", flat=True)]
    kept += [str(row) for row in StartingCode.objects.values_list()]
    assert not any(plain in one or code.group(1) in one for one in kept)
    twice = client.post(address, typed)
    assert twice.status_code == 302 and StartingCode.objects.count() == 1, "the same press again issues no other, and shows none"
    assert code.group(1) not in client.get("/registers/people_register/").content.decode()


def test_the_next_who_cannot_sign_in_yet_is_one_press_away_with_the_same_reason(office: PracticeOffice) -> None:
    """An office that begins issues a code for everybody: nobody types the reason ten times, nor looks for who is left."""
    for person in User.objects.exclude(username__in=("orathai", "kanda", "theera")):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    left = {"kanda": "orathai", "orathai": "theera", "theera": ""}  # by their names
    register = register_of(office.organization, PeopleRegister)
    address = f"/do/people_register/{register.pk}/issue_starting_code/"
    client = browser(office, "wilai")
    for who, then in left.items():
        person = User.objects.get(username=who)
        register.refresh_from_db()
        typed = {"person": person.pk, "reason": "เริ่มใช้ระบบ", "_version": register.version, "_key": who, "_password": PASSWORD}
        page = client.post(address, typed).content.decode()
        onward = [html.unescape(link) for link in re.findall(r'<a class="btn" href="([^"]+)"', page)]
        expected = f"{address}?{urlencode({'person': User.objects.get(username=then).pk, 'reason': 'เริ่มใช้ระบบ'})}" if then else ""
        assert onward == ([expected] if then else [])
        if then:
            form = client.get(expected).content.decode()
            assert "เริ่มใช้ระบบ</textarea>" in form and f'value="{User.objects.get(username=then).pk}" selected' in form


def test_the_trail_names_who_issued_for_whom_and_when_it_was_used(office: PracticeOffice) -> None:
    start("orathai", issue(office, "orathai"))
    issued = JournalEntry.objects.get(step="issue_starting_code")
    used = JournalEntry.objects.get(step="use_starting_code")
    assert json.loads(issued.body)["person_name"] == "นางวิไล ศรีเมือง" and json.loads(issued.body)["reason"] == REASON
    assert json.loads(issued.body)["confirmed_by"] == ["password"], "it is a signature"
    facts = json.loads(Content.objects.get(pk=used.content_hash).body)["facts"]["change"]
    assert facts["person"] == str(office.orathai.pk) and facts["issued_by"] == str(office.wilai.pk)
    assert json.loads(used.body)["person_name"] == "ระบบ"


def test_issuing_signs_the_other_person_out_and_ends_his_password(office: PracticeOffice) -> None:
    office.orathai.set_password(PASSWORD)
    office.orathai.save(update_fields=["password"])
    client = browser(office, "orathai")
    assert client.get("/").status_code == 200
    issue(office, "orathai")
    assert client.get("/").status_code == 302 and not signs_in("orathai")


@pytest.mark.parametrize(("late", "is_taken"), [(timedelta(seconds=-5), True), (timedelta(seconds=5), False)])
def test_a_code_is_good_for_three_days(
    office: PracticeOffice, monkeypatch: pytest.MonkeyPatch, late: timedelta, is_taken: bool
) -> None:
    code, moment = issue(office, "orathai"), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(days=3) + late)
    assert (start("orathai", code).status_code == 302) is is_taken


def test_a_newer_code_ends_the_one_before_and_another_person_s_opens_nothing(office: PracticeOffice) -> None:
    first, second = issue(office, "orathai"), issue(office, "orathai")
    assert start("orathai", first).status_code == 422
    assert start("duangjai", second).status_code == 422
    assert start("nobody", second).status_code == 422
    assert start("orathai", second).status_code == 302


def test_nobody_issues_for_himself_and_only_who_is_entrusted_for_others(office: PracticeOffice) -> None:
    error = refused(office, "issue_starting_code", person=office.wilai, reason=REASON)
    assert error.codes == {"YOUR_OWN"} and error.refusals[0].sentence == "รหัสเริ่มต้นของตนเองออกเองไม่ได้"
    for who in ("boonmee", "rattana", "orathai"):
        assert refused(office, "issue_starting_code", who, person=office.duangjai, reason=REASON).codes == {"NOT_YOUR_ROLE"}
    assert refused(office, "issue_starting_code", person=office.orathai, reason="").codes == {"WRONG_INPUT"}


def test_the_office_entrusts_another_post_with_it(office: PracticeOffice) -> None:
    entrust(office, "finance_director")
    assert refused(office, "issue_starting_code", person=office.orathai, reason=REASON).codes == {"NOT_YOUR_ROLE"}
    assert issue(office, "orathai", by="rattana")
    with pytest.raises(Refused) as error:
        entrust(office, "chief_executive")
    assert error.value.codes == {"NOT_AN_ANSWER"}


def test_three_codes_a_day_are_enough(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        issue(office, "orathai")
    assert refused(office, "issue_starting_code", person=office.orathai, reason=REASON).codes == {"TOO_MANY_CODES"}
    assert issue(office, "duangjai")
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(days=1, seconds=1))
    assert issue(office, "orathai")


def test_wrong_codes_lock_as_wrong_passwords_do(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    code = issue(office, "orathai")
    client = Client(SERVER_NAME="localhost")
    assert Still(monkeypatch).wrong_until_locked(lambda: start("orathai", "aaaa-aaaa-aaaa", client=client)) == [422] + [429] * 4
    assert start("orathai", code, client=client).status_code == 429


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("orathai123", "", "รหัสผ่านคล้ายชื่อผู้ใช้เกินไป"),
        ("สั้นไป", "", "รหัสผ่านสั้นเกินไป ต้องมีอย่างน้อย 10 ตัวอักษร"),
        ("password123", "", "รหัสผ่านนี้คนใช้กันทั่วไป เดาได้ง่าย"),
        ("3141592653589", "", "รหัสผ่านเป็นตัวเลขล้วน"),
        (PASSWORD, "ข้าวเหนียวมะม่วง 8", "รหัสผ่านสองช่องไม่ตรงกัน"),
    ],
)
def test_a_poor_password_is_refused_in_thai_and_the_code_stays_good(
    office: PracticeOffice, password: str, again: str, sentence: str
) -> None:
    code = issue(office, "orathai")
    answer = start("orathai", code, password, again)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page
    assert f'value="{code}"' in page and password not in page, "what was typed stays, but no password is sent back"
    assert start("orathai", code).status_code == 302


def test_the_rules_of_a_password_are_told_in_thai_beforehand(office: PracticeOffice) -> None:
    page = Client(SERVER_NAME="localhost").get("/start/").content.decode()
    for rule in ("อย่างน้อย 10 ตัวอักษร", "ไม่คล้ายชื่อหรือชื่อผู้ใช้ของคุณ", "ไม่ใช่รหัสผ่านที่คนใช้กันทั่วไป", "ไม่เป็นตัวเลขล้วน"):
        assert f"<li>{rule}</li>" in page
    empty = Client(SERVER_NAME="localhost").post("/start/", {})
    assert empty.status_code == 422 and empty.content.decode().count("ต้องกรอกช่องนี้") == 8, "above, and beside each field"


def test_its_owner_and_the_heads_are_told_on_their_desks(office: PracticeOffice) -> None:
    start("orathai", issue(office, "orathai"))
    told = words_of(browser(office, "orathai").get("/").content.decode())
    assert "นางวิไล ศรีเมือง ออกรหัสเริ่มต้นให้คุณเมื่อ" in told and "รหัสผ่านของคุณถูกตั้งด้วยรหัสนั้นเมื่อ" in told
    for head in ("boonmee", "rattana", "wilai"):
        page = words_of(browser(office, head).get("/").content.decode())
        assert f"นางวิไล ศรีเมือง ออกรหัสเริ่มต้นให้ {office.orathai.full_name} เมื่อ" in page and "ใช้แล้ว" in page
    assert "รหัสเริ่มต้น" not in words_of(browser(office, "duangjai").get("/").content.decode())


@pytest.mark.parametrize(("after_use", "is_told"), [(timedelta(days=7, minutes=-1), True), (timedelta(days=7), False)])
def test_its_owner_is_told_for_seven_days_from_the_use_of_the_code(
    office: PracticeOffice, monkeypatch: pytest.MonkeyPatch, after_use: timedelta, is_told: bool
) -> None:
    code, now = issue(office, "orathai"), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=2))
    start("orathai", code)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=2) + after_use)
    told = browser(office, "orathai").get("/")
    assert told.status_code == 200
    assert ("รหัสผ่านของคุณถูกตั้งด้วยรหัสนั้นเมื่อ" in told.content.decode()) is is_told


def test_the_second_factor_stays_and_is_asked_after_the_new_password(office: PracticeOffice) -> None:
    telephone = telephone_of(office.orathai)
    start("orathai", issue(office, "orathai"))
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/sign-in/", {"username": "orathai", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second/" and client.get("/").status_code == 302
    assert client.post("/sign-in/second/", {"_code": telephone.shown()}).status_code == 302


def test_one_person_does_not_open_both_halves_of_an_account(office: PracticeOffice) -> None:
    """Wilai issues the code; she cannot also clear the second factor, and the other way round she cannot issue."""
    telephone_of(office.orathai)
    issue(office, "orathai")
    clear = {"person": office.orathai, "reason": "ทำโทรศัพท์หาย"}
    error = refused(office, "clear_authenticators", **clear)
    assert error.codes == {"SAME_HANDS"} and error.refusals[0].remedy == "ให้อีกคนหนึ่งเป็นผู้ทำขั้นนี้ ต้องเป็นสองคน"
    assert authenticators.kinds_of(office.orathai) == {"totp"}
    telephone_of(office.duangjai)
    act(office, "clear_authenticators", person=office.duangjai, reason="ทำโทรศัพท์หาย")
    assert refused(office, "issue_starting_code", person=office.duangjai, reason=REASON).codes == {"SAME_HANDS"}
    telephone_of(office.duangjai)
    assert issue(office, "duangjai"), "set up anew: the code alone opens nothing"


def test_who_has_lost_both_is_helped_by_two(office: PracticeOffice) -> None:
    """Rattana, entrusted with accounts, issues the code; Wilai clears the second factor."""
    entrust(office, "finance_director")
    telephone_of(office.orathai)
    act(office, "clear_authenticators", person=office.orathai, reason="ทำโทรศัพท์หาย")
    start("orathai", issue(office, "orathai", by="rattana"))
    assert signs_in("orathai")
    assert "ล้างวิธียืนยันตัวตนของ" in browser(office, "boonmee").get("/").content.decode()


def test_no_person_takes_the_step_of_the_code_by_hand(office: PracticeOffice) -> None:
    code = issue(office, "orathai")
    typed = {"person": office.orathai, "code": code, "password": "md5$x"}
    assert "SYSTEM_ONLY" in refused(office, "use_starting_code", **typed).codes
    assert not User.objects.get(pk=office.orathai.pk).has_usable_password()


def test_who_has_left_gets_no_code(office: PracticeOffice) -> None:
    act(office, "end_holding", holding=Holding.objects.get(person=office.orathai), ends_on=days(office, -1))
    assert refused(office, "issue_starting_code", person=office.orathai, reason=REASON).codes == {"HAS_LEFT"}
    assert issue(office, "duangjai") and today_of(office)


@pytest.mark.parametrize("typed", [("ora\x00thai", "k7qm-3f9t-xw2r"), ("orathai", "k7qm\x003f9txw2r")])
def test_what_no_keyboard_types_is_a_wrong_code(office: PracticeOffice, typed: tuple[str, str]) -> None:
    answer = start(*typed)
    assert 400 <= answer.status_code < 500 and "รหัสเริ่มต้น" in answer.content.decode()


GREETING = "ด้วยรหัสเริ่มต้นที่ นางวิไล ศรีเมือง ออกให้เมื่อ"


@pytest.mark.parametrize("next_url", ["/", "/board/"])
def test_the_first_sign_in_says_who_issued_the_code_wherever_it_leads(office: PracticeOffice, next_url: str) -> None:
    start("orathai", issue(office, "orathai"))
    client = Client(SERVER_NAME="localhost")
    for is_told in (True, False):
        answer = client.post("/sign-in/", {"username": "orathai", "password": PASSWORD, "next": next_url}, follow=True)
        assert (GREETING in answer.content.decode()) is is_told
        client.post("/sign-out/")


def test_the_first_sign_in_in_two_halves_says_it_too(office: PracticeOffice) -> None:
    telephone = telephone_of(office.orathai)
    start("orathai", issue(office, "orathai"))
    client = Client(SERVER_NAME="localhost")
    half = client.post("/sign-in/", {"username": "orathai", "password": PASSWORD}, follow=True)
    assert GREETING not in half.content.decode(), "nobody has signed in yet"
    answer = client.post("/sign-in/second/", {"_code": telephone.shown()}, follow=True)
    assert GREETING in answer.content.decode()
