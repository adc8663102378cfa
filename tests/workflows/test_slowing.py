"""Whoever is wrong again and again waits longer each time, by person and by address, and is told so; then comes the lock."""

import json
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client

from tests.workflows.devices import telephone_of
from tests.workflows.registering import days
from tests.workflows.waits import Still
from workflows.models import User
from workflows.practice import PracticeOffice

PASSWORD = "ข้าวเหนียวมะม่วง 9"
HERE, THERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Still:
    return Still(monkeypatch)


@pytest.fixture(autouse=True)
def wilai(office: PracticeOffice) -> User:
    for person in (office.people["wilai"], office.people["boonmee"]):
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    return office.people["wilai"]


def sign_in(password: str, who: str = "wilai", ip: str = HERE, client: Client | None = None) -> Any:
    found = client or Client(SERVER_NAME="localhost")
    return found.post("/sign-in/", {"username": who, "password": password, "next": "/board/"}, REMOTE_ADDR=ip)


def told(answer: Any) -> tuple[int, str]:
    """The status, and the seconds in the header."""
    return answer.status_code, answer.headers.get("Retry-After", "")


def fail(still: Still, times: int, who: str = "wilai", ip: str = HERE) -> None:
    """So many failures, each as soon as it is judged, and then the wait is over."""
    for _ in range(times):
        answer = sign_in("ผิด", who, ip)
        assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in answer.content.decode(), told(answer)
        still.after(int(told(answer)[1] or 0))


def test_the_waits_grow_to_the_lock(still: Still) -> None:
    seen = []
    for _ in range(5):
        seen.append(told(sign_in("ผิด")))
        still.after(int(seen[-1][1] or 0))
    assert seen == [(200, ""), (429, "5"), (429, "15"), (429, "45"), (429, "900")]


@pytest.mark.parametrize(
    ("failures", "after", "status", "left"),
    [(1, 0, 302, ""), (2, 0, 429, "5"), (2, 4.9, 429, "1"), (2, 5, 302, ""), (2, 6, 302, ""), (3, 14, 429, "1"), (3, 15, 302, ""),
     (4, 44, 429, "1"), (4, 45, 302, ""), (5, 899, 429, "1"), (5, 900, 302, ""), (5, 901, 302, "")],
)  # fmt: skip
def test_before_the_end_of_a_wait_even_the_right_password_is_not_looked_at(
    still: Still, failures: int, after: float, status: int, left: str
) -> None:
    fail(still, failures - 1)
    sign_in("ผิด")
    still.after(after)
    assert told(sign_in(PASSWORD)) == (status, left)


def test_the_page_says_in_thai_what_was_wrong_and_for_how_long_to_wait(still: Still) -> None:
    fail(still, 1)
    wrong = sign_in("ผิด").content.decode()
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in wrong and "ลองใหม่ได้ในอีก 5 วินาที" in wrong
    assert 'value="wilai"' in wrong and 'value="/board/"' in wrong, "nothing typed is lost but the password"
    still.after(2)
    early = sign_in(PASSWORD).content.decode()
    assert "ลองใหม่ได้ในอีก 3 วินาที" in early and "ไม่ได้ตรวจและไม่นับ" in early
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" not in early, "it was right, and nobody has looked at it"
    english = Client(SERVER_NAME="localhost", headers={"accept-language": "en"})
    english.cookies["django_language"] = "en"
    page = sign_in(PASSWORD, client=english).content.decode()
    assert "Try again in 3 seconds" in page and not re.search("ลองใหม่ได้", page)


def test_the_lock_is_told_in_minutes(still: Still) -> None:
    fail(still, 4)
    assert "พักไว้ 15 นาที" in sign_in("ผิด").content.decode()
    still.after(840)
    assert "ลองใหม่ได้ในอีก 60 วินาที" in sign_in(PASSWORD).content.decode()


def test_what_comes_too_early_is_no_failure_and_makes_the_wait_no_longer(still: Still) -> None:
    fail(still, 1)
    assert told(sign_in("ผิด")) == (429, "5")
    for left in ("5", "4", "3", "2", "1"):
        assert told(sign_in("ผิด")) == (429, left)
        still.after(1)
    assert AccessAttempt.objects.get().failures_since_start == 2
    assert sign_in(PASSWORD).status_code == 302


def test_who_has_signed_in_begins_anew(still: Still) -> None:
    fail(still, 3)
    assert sign_in(PASSWORD).status_code == 302
    assert told(sign_in("ผิด")) == (200, "")


def test_others_are_not_slowed(still: Still) -> None:
    fail(still, 4)
    sign_in("ผิด")
    assert sign_in(PASSWORD, "boonmee").status_code == 302, "another name from the same address"
    assert sign_in(PASSWORD, ip=THERE).status_code == 302, "the same name from another"


def test_a_name_is_slowed_wherever_the_guesses_come_from(still: Still) -> None:
    for number in range(5):
        assert told(sign_in("ผิด", ip=f"10.0.1.{number}")) == (200, "")
    assert told(sign_in("ผิด", ip="10.0.1.5")) == (429, "5")
    assert told(sign_in(PASSWORD, ip=THERE)) == (429, "5")
    assert sign_in(PASSWORD, "boonmee", THERE).status_code == 302
    for number, seconds in enumerate(("15", "45", "60", "60"), start=6):
        still.after(60)
        assert told(sign_in("ผิด", ip=f"10.0.1.{number}")) == (429, seconds)
    still.after(60)
    assert sign_in(PASSWORD, ip=THERE).status_code == 302, "slowed, and never locked by a stranger"


def test_an_address_is_slowed_whatever_names_it_guesses_at(still: Still) -> None:
    seen = []
    for number in range(14):
        seen.append(told(sign_in("ผิด", f"nobody{number}")))
        still.after(int(seen[-1][1] or 0))
    assert seen[:9] == [(200, "")] * 9 and [seconds for _status, seconds in seen[9:]] == ["5", "15", "45", "60", "60"]
    still.after(-1)
    assert told(sign_in(PASSWORD)) == (429, "1")
    assert sign_in(PASSWORD, ip=THERE).status_code == 302
    still.after(1)
    assert sign_in(PASSWORD, "boonmee").status_code == 302


def test_the_browser_that_somebody_signed_in_with_before_waits_for_its_own_failures_alone(still: Still) -> None:
    browser = Client(SERVER_NAME="localhost")
    assert sign_in(PASSWORD, client=browser).status_code == 302
    browser.get("/board/", REMOTE_ADDR=HERE)
    browser.post("/sign-out/")
    for number in range(14):
        still.after(int(told(sign_in("ผิด", f"nobody{number}"))[1] or 0))
    still.after(-60)
    for number in range(6):
        sign_in("ผิด", ip=f"10.0.1.{number}")
    assert told(sign_in(PASSWORD))[0] == 429
    assert told(sign_in(PASSWORD, "boonmee", client=browser))[0] == 429, "the browser is not hers"
    assert sign_in(PASSWORD, client=browser).status_code == 302
    browser.post("/sign-out/")
    assert [told(sign_in("ผิด", client=browser)) for _ in range(3)] == [(200, ""), (429, "5"), (429, "5")]


def test_a_starting_code_is_slowed_in_the_same_count(still: Still) -> None:
    client = Client(SERVER_NAME="localhost")
    typed = {"username": "wilai", "starting_code": "aaaa-aaaa-aaaa", "new_password1": "ข้าวเหนียว 10", "new_password2": "ข้าวเหนียว 10"}
    fail(still, 1)
    answer = client.post("/start/", typed, REMOTE_ADDR=HERE)
    assert told(answer) == (429, "5") and "ลองใหม่ได้ในอีก 5 วินาที" in answer.content.decode()
    assert 'value="aaaa-aaaa-aaaa"' in answer.content.decode()


def test_a_second_factor_is_slowed_in_the_same_count(still: Still, wilai: User) -> None:
    telephone = telephone_of(wilai)
    client = Client(SERVER_NAME="localhost")
    fail(still, 1)
    assert sign_in(PASSWORD, client=client)["Location"] == "/sign-in/second/"
    wrong = client.post("/sign-in/second/", {"_code": "000000"}, REMOTE_ADDR=HERE)
    assert told(wrong) == (429, "5") and "รหัสจากแอปไม่ถูกต้อง" in wrong.content.decode()
    still.after(4)
    assert told(client.post("/sign-in/second/", {"_code": telephone.shown()}, REMOTE_ADDR=HERE)) == (429, "1")
    still.after(1)
    assert client.post("/sign-in/second/", {"_code": telephone.shown()}, REMOTE_ADDR=HERE).status_code == 302


def test_a_signature_is_slowed_and_keeps_what_was_typed(still: Still, office: PracticeOffice) -> None:
    from workflows.founding import register_of
    from workflows.registers.people import PeopleRegister

    register, client = register_of(office.organization, PeopleRegister), Client(SERVER_NAME="localhost")
    assert sign_in(PASSWORD, client=client).status_code == 302
    address = f"/do/people_register/{register.pk}/give_token/"
    typed = {"_version": str(register.version), "name": "โปรแกรมบัญชี", "ends_on": days(office, 9).isoformat()}
    send = lambda password: client.post(address, {**typed, "_password": password}, REMOTE_ADDR=HERE)
    assert told(send("ผิด")) == (403, "")
    answer = send("ผิด")
    page = answer.content.decode()
    assert told(answer) == (429, "5") and "รหัสผ่านไม่ถูกต้อง" in page and "ลองใหม่ได้ในอีก 5 วินาที" in page
    assert 'value="โปรแกรมบัญชี"' in page, "nothing typed is lost"
    assert told(send(PASSWORD)) == (429, "5")
    still.after(5)
    assert send(PASSWORD).status_code == 200


def test_the_api_tells_the_wait_as_a_refusal(still: Still) -> None:
    client = Client()
    send = lambda password: client.post(
        "/api/v1/session",
        json.dumps({"username": "wilai", "password": password}),
        content_type="application/json",
        REMOTE_ADDR=HERE,
    )
    codes = lambda answer: [refusal["code"] for refusal in answer.json()["refusals"]]
    assert (send("ผิด").status_code, codes(send("ผิด"))) == (401, ["SIGN_IN_FAILED", "MUST_WAIT"])
    early = send(PASSWORD)
    assert told(early) == (429, "5") and codes(early) == ["MUST_WAIT"]
    assert early.json()["refusals"][0]["sentence"] == "ใส่ผิดหลายครั้ง ลองใหม่ได้ในอีก 5 วินาที"
    still.after(5)
    assert send(PASSWORD).status_code == 200
