"""A passkey's answer is good for one person, one session, one command, one address, and once."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from tests.workflows.devices import PRESENT, VERIFIED, Device, challenge_of
from workflows import passkeys
from workflows.models import User
from workflows.practice import PracticeOffice

PURPOSE, OTHER_PURPOSE = "a" * 64, "b" * 64


@pytest.fixture
def boonmee(office: PracticeOffice) -> User:
    return office.people["boonmee"]


@pytest.fixture
def request_(db: None) -> Any:
    return session()


def session(host: str = "localhost") -> Any:
    request = RequestFactory(SERVER_NAME=host).post("/")
    request.session = SessionStore()
    return request


def added(request: Any, person: User, device: Device | None = None) -> Device:
    device = device or Device()
    options = passkeys.ask_to_add(request, person)["publicKey"]
    assert passkeys.add(request, person, "โทรศัพท์", device.made(options))
    return device


def asked(request: Any, person: User, purpose: str = PURPOSE) -> dict[str, Any]:
    options: dict[str, Any] = passkeys.ask(request, person, purpose)["publicKey"]
    return options


def test_a_passkey_is_added_and_confirms(request_: Any, boonmee: User) -> None:
    device = added(request_, boonmee)
    options = asked(request_, boonmee)
    assert [one["id"] for one in options["allowCredentials"]] == [device.answer()["id"]]
    assert passkeys.accepts(request_, boonmee, device.signed(options), PURPOSE)
    assert Authenticator.objects.get(user=boonmee).last_used_at is not None


def test_the_challenge_names_the_command_and_is_never_the_same(request_: Any, boonmee: User) -> None:
    added(request_, boonmee)
    first, second = challenge_of(asked(request_, boonmee)), challenge_of(asked(request_, boonmee))
    assert first.endswith(bytes.fromhex(PURPOSE)) and second.endswith(bytes.fromhex(PURPOSE)) and first != second


def test_an_answer_for_one_command_confirms_no_other(request_: Any, boonmee: User) -> None:
    device = added(request_, boonmee)
    answer = device.signed(asked(request_, boonmee))
    assert not passkeys.accepts(request_, boonmee, answer, OTHER_PURPOSE, is_repeatable=True)
    assert passkeys.accepts(request_, boonmee, answer, PURPOSE)


def test_an_answer_is_good_once_unless_its_command_is_one_effect(request_: Any, boonmee: User) -> None:
    device = added(request_, boonmee)
    answer = device.signed(asked(request_, boonmee))
    assert passkeys.accepts(request_, boonmee, answer, PURPOSE, is_repeatable=True)
    assert passkeys.accepts(request_, boonmee, answer, PURPOSE)
    assert not passkeys.accepts(request_, boonmee, answer, PURPOSE)


def test_an_answer_to_an_older_question_is_refused(request_: Any, boonmee: User) -> None:
    device = added(request_, boonmee)
    older = asked(request_, boonmee)
    asked(request_, boonmee)
    assert not passkeys.accepts(request_, boonmee, device.signed(older), PURPOSE)


def test_another_session_s_answer_is_refused(request_: Any, boonmee: User) -> None:
    device, other = added(request_, boonmee), session()
    asked(other, boonmee)
    assert not passkeys.accepts(other, boonmee, device.signed(asked(request_, boonmee)), PURPOSE)
    assert not passkeys.accepts(session(), boonmee, device.signed(asked(request_, boonmee)), PURPOSE)


def test_another_person_s_passkey_is_refused(request_: Any, boonmee: User, office: PracticeOffice) -> None:
    wilai = office.people["wilai"]
    added(request_, boonmee)
    hers = added(request_, wilai)
    assert not passkeys.accepts(request_, boonmee, hers.signed(asked(request_, boonmee)), PURPOSE)
    answer = hers.signed(asked(request_, wilai))
    assert not passkeys.accepts(request_, boonmee, answer, PURPOSE, is_repeatable=True), (
        "what was asked of her confirms nobody else"
    )
    assert passkeys.accepts(request_, wilai, answer, PURPOSE)


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:81", "https://localhost", "http://localhost.evil.example", "https://evil.example", "http://127.0.0.1"],
)
def test_another_origin_is_refused(request_: Any, boonmee: User, origin: str) -> None:
    device = added(request_, boonmee)
    device.origin = origin
    assert not passkeys.accepts(request_, boonmee, device.signed(asked(request_, boonmee)), PURPOSE)
    stranger = Device(origin)
    assert not passkeys.add(request_, boonmee, "x", stranger.made(passkeys.ask_to_add(request_, boonmee)["publicKey"]))


def test_a_page_at_another_name_of_the_machine_has_no_passkeys(boonmee: User) -> None:
    elsewhere = session("127.0.0.1")
    device = Device("http://127.0.0.1")
    assert not passkeys.add(elsewhere, boonmee, "x", device.made(passkeys.ask_to_add(elsewhere, boonmee)["publicKey"]))


@pytest.mark.parametrize("flags", [0, PRESENT, VERIFIED])
def test_a_device_that_did_not_ask_its_owner_is_refused(request_: Any, boonmee: User, flags: int) -> None:
    assert not passkeys.add(request_, boonmee, "x", Device(flags=flags).made(passkeys.ask_to_add(request_, boonmee)["publicKey"]))
    device = added(request_, boonmee)
    device.flags = flags
    assert not passkeys.accepts(request_, boonmee, device.signed(asked(request_, boonmee)), PURPOSE)


def test_a_forged_signature_is_refused(request_: Any, boonmee: User) -> None:
    device, forger = added(request_, boonmee), Device()
    forger.id = device.id
    assert not passkeys.accepts(request_, boonmee, forger.signed(asked(request_, boonmee)), PURPOSE)


def test_a_question_waits_five_minutes(request_: Any, boonmee: User, monkeypatch: pytest.MonkeyPatch) -> None:
    device, now = added(request_, boonmee), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    answer = device.signed(asked(request_, boonmee))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=passkeys.ANSWER_WITHIN_SECONDS, microseconds=1))
    assert not passkeys.accepts(request_, boonmee, answer, PURPOSE, is_repeatable=True)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=passkeys.ANSWER_WITHIN_SECONDS))
    assert passkeys.accepts(request_, boonmee, answer, PURPOSE)


@pytest.mark.parametrize(
    "answer",
    [{}, {"id": 1}, {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}, {"id": "AAAA", "rawId": "AAAA", "type": "x", "response": {}},
     {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "!", "authenticatorData": "", "signature": ""}},
     {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"}},
     {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}},
     {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "W10", "attestationObject": "_w"}}],
)  # fmt: skip
def test_an_answer_that_no_device_gives_is_refused_and_breaks_nothing(request_: Any, boonmee: User, answer: Any) -> None:
    added(request_, boonmee)
    asked(request_, boonmee)
    assert not passkeys.accepts(request_, boonmee, answer, PURPOSE)
    passkeys.ask_to_add(request_, boonmee)
    assert not passkeys.add(request_, boonmee, "x", answer)


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"x"', "{" + " " * passkeys.ANSWER_LETTERS_MAX + "}"])
def test_what_is_no_answer_is_nothing(text: str) -> None:
    assert passkeys.read_answer(text) is None
