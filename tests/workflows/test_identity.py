"""การยืนยันตัวตน on the pages: setting up, signing in with it, removing it, and clearing what somebody has lost."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from tests.workflows.devices import Device, Telephone, confirmed, telephone_of
from tests.workflows.waits import Still
from workflows import authenticators, engine
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.refusal import Refused
from workflows.registers.people import PeopleRegister

PASSWORD = "ข้าวเหนียวมะม่วง 9"


def let_in(office: PracticeOffice, who: str) -> Any:
    person = office.people[who]
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


@pytest.fixture
def boonmee(office: PracticeOffice) -> Any:
    return let_in(office, "boonmee")


@pytest.fixture
def client(boonmee: Any) -> Client:
    """Boonmee's browser, signed in with the password alone."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(boonmee, backend="django.contrib.auth.backends.ModelBackend")
    return client


def passkey_of(client: Client, password: str = PASSWORD, **sent: str) -> Any:
    """Add a passkey on the page; the device, and the page's answer."""
    device = Device()
    options = client.post("/identity/passkey/options/").json()["publicKey"]
    answer = client.post(
        "/identity/passkey/", {"name": "โทรศัพท์", "_password": password, "credential": json.dumps(device.made(options)), **sent}
    )
    return device, answer


def half_in(password: str = PASSWORD, next_url: str = "") -> tuple[Client, Any]:
    client = Client(SERVER_NAME="localhost")
    return client, client.post("/sign-in/", {"username": "boonmee", "password": password, "next": next_url})


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_an_application_is_added_with_its_first_code_and_brings_recovery_codes(client: Client, boonmee: Any) -> None:
    page = client.get("/identity/code/").content.decode()
    spaced = re.search(r'id="secret">([A-Z2-7 ]+)<', page).group(1)
    assert "<svg" in page and f'id="secret">{spaced}<' in client.get("/identity/code/").content.decode(), (
        "another look shows the same key"
    )
    telephone = Telephone(spaced.replace(" ", ""))
    answer = client.post("/identity/code/", {"_password": PASSWORD, "new_code": telephone.shown()})
    assert answer.status_code == 200 and authenticators.kinds_of(boonmee) == {"totp", "recovery_codes"}
    codes = re.findall(r'<li class="code">(\d{8})</li>', answer.content.decode())
    assert len(codes) == 10
    again = client.get("/identity/").content.decode()
    assert "แอปยืนยันตัวตน" in again and "เหลือรหัสสำรอง 10 รหัส" in again and not any(code in again for code in codes), "shown once"
    assert client.get("/identity/code/").status_code == 302, "one application is enough"


@pytest.mark.parametrize(
    ("password", "code", "status", "word"),
    [("ผิด", "right", 403, "รหัสผ่านไม่ถูกต้อง"), ("", "right", 403, "รหัสผ่านไม่ถูกต้อง"), (PASSWORD, "000000", 422, "รหัสนี้ไม่ตรง")],
)
def test_an_application_is_not_added_without_the_password_and_its_code(
    client: Client, boonmee: Any, password: str, code: str, status: int, word: str
) -> None:
    page = client.get("/identity/code/").content.decode()
    telephone = Telephone(re.search(r'id="secret">([A-Z2-7 ]+)<', page).group(1).replace(" ", ""))
    sent = telephone.shown() if code == "right" else code
    answer = client.post("/identity/code/", {"_password": password, "new_code": sent})
    assert answer.status_code == status and word in answer.content.decode() and not authenticators.kinds_of(boonmee)


def beside(page: str) -> dict[str, list[str]]:
    """The sentences beside the fields of a page, by the field; those at its top are under nothing."""
    found: dict[str, list[str]] = {"": re.findall(r'<p><b>(?:<a href="#[a-z_0-9]+">)?([^<]+)', page)}
    for name, sentence in re.findall(r'<p class="fault" id="id_([a-z_0-9]+?)_fault[0-9]*">([^<]+)', page):
        found.setdefault(name, []).append(sentence)
    return found


def test_every_fault_of_a_new_application_is_said_at_once_and_its_code_kept(client: Client, boonmee: Any) -> None:
    client.get("/identity/code/")
    answer = client.post("/identity/code/", {"_password": "ผิด", "new_code": "๐๐๐000"})
    told = beside(answer.content.decode())
    assert answer.status_code == 403 and len(told[""]) == 2
    assert told["_password"] == ["รหัสผ่านไม่ถูกต้อง"] and told["new_code"][0].startswith("รหัสนี้ไม่ตรง")
    page = answer.content.decode()
    assert 'value="๐๐๐000"' in page and 'href="#id_new_code"' in page and 'href="#id__password"' in page and "ผิด" not in page
    told = beside(client.post("/identity/code/").content.decode())
    assert told["new_code"] == ["ต้องกรอกช่องนี้"] and told["_password"] == ["รหัสผ่านไม่ถูกต้อง"]


def test_every_fault_of_a_new_passkey_is_said_at_once_and_its_name_kept(client: Client, boonmee: Any) -> None:
    answer = client.post("/identity/passkey/", {"_password": "ผิด", "name": "ก" * 61})
    page = answer.content.decode()
    assert answer.status_code == 403 and f'value="{"ก" * 61}"' in page
    told = beside(page)
    assert told["name"] == ["ตั้งชื่อไม่เกิน 60 ตัวอักษร"] and told["_password"] == ["รหัสผ่านไม่ถูกต้อง"]
    assert told[""] == [*told["name"], "เครื่องไม่ได้สร้างพาสคีย์สำหรับหน้านี้", *told["_password"]]


def test_a_form_that_is_refused_anyway_spends_no_code(client: Client, boonmee: Any) -> None:
    telephone_of(boonmee)
    code = authenticators.new_recovery_codes(boonmee)[0]
    for sent in ({"name": " "}, {"credential": ""}):
        assert passkey_of(client, _code=code, **sent)[1].status_code == 422
    told = beside(passkey_of(client, name=" ")[1].content.decode())
    assert told["_code"] == ["ต้องยืนยันอีกขั้นว่าเป็นคุณ"] and told["name"] == ["ตั้งชื่อไม่เกิน 60 ตัวอักษร"]
    assert passkey_of(client, _code=code)[1].status_code == 302


def test_a_passkey_is_added_under_its_name(client: Client, boonmee: Any) -> None:
    _device, answer = passkey_of(client)
    assert answer.status_code == 200 and "แสดงครั้งนี้ครั้งเดียว" in answer.content.decode()
    page = client.get("/identity/").content.decode()
    assert "โทรศัพท์" in page and "ยังไม่เคยใช้" in page
    _second, answer = passkey_of(client, name="กุญแจที่โต๊ะ", _code=authenticators.new_recovery_codes(boonmee)[0])
    assert answer.status_code == 302 and Authenticator.objects.filter(user=boonmee, type="webauthn").count() == 2


@pytest.mark.parametrize(
    ("password", "name", "status"),
    [("ผิด", "ก", 403), ("", "ก", 403), (PASSWORD, " ", 422), (PASSWORD, "ก" * 61, 422), (PASSWORD, "ก\x00", 422)],
)
def test_a_passkey_is_not_added_without_the_password_or_a_name(
    client: Client, boonmee: Any, password: str, name: str, status: int
) -> None:
    _device, answer = passkey_of(client, password, name=name)
    assert answer.status_code == status and not authenticators.kinds_of(boonmee)


def test_a_passkey_that_answers_nothing_asked_is_not_added(client: Client, boonmee: Any) -> None:
    options = client.post("/identity/passkey/options/").json()["publicKey"]
    stranger = Client(SERVER_NAME="localhost")
    assert stranger.post("/identity/passkey/options/").status_code == 302
    answer = client.post(
        "/identity/passkey/",
        {"name": "ก", "_password": PASSWORD, "credential": json.dumps(Device("https://evil.example").made(options))},
    )
    assert answer.status_code == 422 and not authenticators.kinds_of(boonmee)


def test_one_is_removed_after_confirming_and_only_one_s_own(client: Client, boonmee: Any, office: PracticeOffice) -> None:
    device, _answer = passkey_of(client)
    hers = telephone_of(office.people["wilai"])
    theirs = Authenticator.objects.get(user=office.people["wilai"])
    assert client.post(f"/identity/{theirs.pk}/remove/", {"_password": PASSWORD}).status_code == 404 and hers
    one = Authenticator.objects.get(user=boonmee, type="webauthn")
    address = f"/identity/{one.pk}/remove/"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403 and client.post(address, {"_password": "ผิด"}).status_code == 403
    assert client.post(address, confirmed(client, device, "/identity/recovery/", {})).status_code == 403, (
        "confirmed for another page"
    )
    assert client.post(address, confirmed(client, device, address, {})).status_code == 302
    assert not authenticators.kinds_of(boonmee)


def test_who_knows_the_password_and_finds_the_session_open_changes_no_second_factor(client: Client, boonmee: Any) -> None:
    """Else he would put one of his own in its place, and sign in two factors with the password alone."""
    telephone, codes = telephone_of(boonmee), authenticators.new_recovery_codes(boonmee)
    address = f"/identity/{Authenticator.objects.get(user=boonmee, type='totp').pk}/remove/"
    page = client.get(address).content.decode()
    assert "รหัสจากแอป หรือรหัสสำรอง" in page and 'name="_password"' not in page
    for answer in (client.post(address, {"_password": PASSWORD}), passkey_of(client)[1], client.post("/identity/recovery/", {"_password": PASSWORD})):  # fmt: skip
        assert answer.status_code == 403 and "ต้องยืนยันอีกขั้นว่าเป็นคุณ" in answer.content.decode()
    assert authenticators.kinds_of(boonmee) == {"totp", "recovery_codes"}
    _device, answer = passkey_of(client, _code=telephone.shown())
    assert answer.status_code == 302
    assert client.post(address, {"_code": codes[0]}).status_code == 302, "with the telephone lost a recovery code will do"
    assert authenticators.kinds_of(boonmee) == {"webauthn", "recovery_codes"}
    assert 'name="_passkey"' in client.get("/identity/code/").content.decode()


def test_new_recovery_codes_need_confirming_and_something_to_recover(
    client: Client, boonmee: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/identity/recovery/").status_code == 404
    telephone, still = telephone_of(boonmee), Still(monkeypatch)
    before = authenticators.new_recovery_codes(boonmee)
    for wrong in ({"_password": PASSWORD}, {"_code": "000000"}, {"_password": "ผิด", "_code": telephone.shown()}):
        assert client.post("/identity/recovery/", wrong).status_code in (403, 429)
    still.after(5)
    assert authenticators.recovery_codes_left(boonmee) == 10
    assert client.post("/identity/recovery/", {"_code": telephone.shown()}).status_code == 200
    assert not authenticators.accepts_recovery_code(boonmee, before[0])


def test_nobody_sees_these_pages_without_signing_in(db: None) -> None:
    for address in ("/identity/", "/identity/code/", "/identity/passkey/", "/identity/recovery/", "/identity/1/remove/"):
        assert Client().get(address)["Location"].startswith("/sign-in/")
    assert Client().post("/passkey/").status_code == 302
    assert Client().get("/sign-in/second/").status_code == 302
    assert Client().post("/sign-in/second/passkey/").status_code == 404


def test_who_has_nothing_set_up_signs_in_as_before(boonmee: Any) -> None:
    client, answer = half_in()
    assert answer["Location"] == "/" and is_in(client)


def test_the_second_factor_is_asked_before_anybody_is_signed_in(boonmee: Any) -> None:
    telephone = telephone_of(boonmee)
    client, answer = half_in(next_url="/board/")
    assert answer["Location"] == "/sign-in/second/" and not is_in(client)
    assert client.get("/identity/").status_code == 302 and client.get("/api/v1/desk").status_code == 401
    assert client.post("/sign-in/second/", {"_code": "000000"}).status_code == 403 and not is_in(client)
    assert client.post("/sign-in/second/", {"_password": PASSWORD}).status_code == 403 and not is_in(client), (
        "the password is no second factor"
    )
    assert client.post("/sign-in/second/", {"_code": telephone.shown()})["Location"] == "/board/" and is_in(client)
    assert client.get("/sign-in/second/").status_code == 302


def test_a_passkey_signs_in_and_another_person_s_does_not(boonmee: Any, client: Client, office: PracticeOffice) -> None:
    device, _answer = passkey_of(client)
    browser, answer = half_in()
    assert answer["Location"] == "/sign-in/second/"
    ask = "/sign-in/second/passkey/"
    wrong = confirmed(browser, Device(), "/sign-in/second/", {}, ask)
    assert browser.post("/sign-in/second/", wrong).status_code == 403 and not is_in(browser)
    right = confirmed(browser, device, "/sign-in/second/", {}, ask)
    elsewhere, _answer = half_in()
    assert elsewhere.post("/sign-in/second/", right).status_code == 403, "asked of another session"
    assert browser.post("/sign-in/second/", right).status_code == 302 and is_in(browser)


def test_a_recovery_code_signs_in_once(boonmee: Any) -> None:
    telephone_of(boonmee)
    code = authenticators.new_recovery_codes(boonmee)[0]
    for taken in (True, False):
        browser, _answer = half_in()
        assert (browser.post("/sign-in/second/", {"_code": code}).status_code == 302) is taken and is_in(browser) is taken


def test_the_second_half_waits_five_minutes_and_for_the_same_password(boonmee: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone, moment = telephone_of(boonmee), timezone.now()
    browser, _answer = half_in()
    monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(minutes=5, seconds=5))
    assert browser.post("/sign-in/second/", {"_code": telephone.shown()})["Location"] == "/sign-in/" and not is_in(browser)
    monkeypatch.undo()
    browser, _answer = half_in()
    boonmee.set_password("อีกรหัสหนึ่ง 77")
    boonmee.save(update_fields=["password"])
    assert browser.post("/sign-in/second/", {"_code": telephone.shown()})["Location"] == "/sign-in/" and not is_in(browser)


def test_wrong_codes_are_counted_and_lock_as_wrong_passwords_do(boonmee: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone = telephone_of(boonmee)
    browser, _answer = half_in()
    wrong = lambda: browser.post("/sign-in/second/", {"_code": "000000"})
    assert Still(monkeypatch).wrong_until_locked(wrong) == [403] + [429] * 4
    assert browser.post("/sign-in/second/", {"_code": telephone.shown()}).status_code == 429 and not is_in(browser)
    assert half_in()[1].status_code == 429, "the password too: it is one lock"


def test_what_is_kept_of_a_failure_holds_no_secret(boonmee: Any, client: Client) -> None:
    telephone_of(boonmee)
    address = f"/identity/{Authenticator.objects.get(user=boonmee).pk}/remove/"
    client.post(address, {"_password": "เกือบถูก", "_code": "123456"})
    client.post(address, {"_code": "123456"})
    kept = AccessAttempt.objects.get(username="boonmee")
    assert kept.failures_since_start == 2 and "เกือบถูก" not in kept.post_data and "123456" not in kept.post_data


def clear(office: PracticeOffice, who: str, of: str) -> Any:
    register = PeopleRegister.objects.get(organization=office.organization)
    person = office.people[who]
    proof = Proof(person.pk, timezone.now())
    return engine.perform(
        person, register, "clear_authenticators", proof=proof, person=office.people[of], reason="โทรศัพท์หาย มาแสดงตนแล้ว"
    )


def test_who_keeps_the_people_register_clears_a_lost_factor_and_the_trail_says_so(boonmee: Any, office: PracticeOffice) -> None:
    telephone_of(boonmee)
    authenticators.new_recovery_codes(boonmee)
    done = clear(office, "wilai", "boonmee")
    assert not authenticators.kinds_of(boonmee) and is_in(half_in()[0])
    entry = JournalEntry.objects.get(document=done.document.pk, sequence=done.sequence)
    assert entry.step == "clear_authenticators" and "โทรศัพท์หาย" in entry.body


@pytest.mark.parametrize(
    ("who", "of", "code"),
    [("boonmee", "duangjai", "NOT_YOUR_ROLE"), ("wilai", "wilai", "YOUR_OWN"), ("wilai", "orathai", "NOTHING_SET_UP")],
)
def test_nobody_else_clears_one_nor_one_s_own(office: PracticeOffice, who: str, of: str, code: str) -> None:
    for kept in ("duangjai", "wilai"):
        telephone_of(office.people[kept])
    with pytest.raises(Refused) as refused:
        clear(office, who, of)
    assert code in refused.value.codes and Authenticator.objects.count() == 2
