"""Codes of an application and recovery codes: good once, in their time, and encrypted where they rest."""

import threading
import time

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from tests.workflows.devices import NOON, STEP_SECONDS, Telephone, telephone_of
from workflows import authenticators
from workflows.models import User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.thai import thai_digits

PURPOSE, OTHER_PURPOSE = "a" * 64, "b" * 64


class Clock:
    """The world's clock, in seconds from noon."""

    at = 0.0


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: NOON + clock.at)
    return clock


@pytest.fixture
def boonmee(office: PracticeOffice) -> User:
    return office.people["boonmee"]


@pytest.fixture
def telephone(boonmee: User) -> Telephone:
    return telephone_of(boonmee)


@pytest.mark.parametrize(
    ("shown_at", "taken"),
    [(-STEP_SECONDS - 1, False), (-STEP_SECONDS, True), (-1, True), (0, True), (29, True), (30, True), (59, True), (60, False)],
)
def test_a_telephone_s_clock_may_be_one_step_before_or_behind(
    boonmee: User, telephone: Telephone, shown_at: int, taken: bool
) -> None:
    assert authenticators.accepts_code(boonmee, telephone.code(shown_at)) is taken


def test_the_window_moves_at_the_second(boonmee: User, telephone: Telephone, clock: Clock) -> None:
    code = telephone.code(0)
    clock.at = 60.0
    assert not authenticators.accepts_code(boonmee, code)
    clock.at = 59.999
    assert authenticators.accepts_code(boonmee, code)


def test_a_code_is_good_once_and_spends_the_older_ones(boonmee: User, telephone: Telephone) -> None:
    assert authenticators.accepts_code(boonmee, telephone.code(0))
    assert not authenticators.accepts_code(boonmee, telephone.code(0))
    assert not authenticators.accepts_code(boonmee, telephone.code(-30)), "an older code that was looked over the shoulder"
    assert authenticators.accepts_code(boonmee, telephone.code(30))


def test_the_same_command_may_come_again_with_its_code_and_no_other_may(boonmee: User, telephone: Telephone) -> None:
    code = telephone.code()
    assert authenticators.accepts_code(boonmee, code, PURPOSE)
    assert authenticators.accepts_code(boonmee, code, PURPOSE), "a press on a bad line, sent twice: its key makes it one effect"
    assert not authenticators.accepts_code(boonmee, code, OTHER_PURPOSE)
    assert not authenticators.accepts_code(boonmee, code)


@pytest.mark.parametrize("typed", ["", "000", "abcdef", "1234567890123456789012345", "๑๒๓"])
def test_what_is_no_code_is_refused(boonmee: User, telephone: Telephone, typed: str) -> None:
    assert not authenticators.accepts_code(boonmee, typed)


@pytest.mark.parametrize("typed", [lambda code: f"{code[:3]} {code[3:]}", thai_digits, lambda code: f" {code}\t"])
def test_a_code_may_be_typed_as_people_type(boonmee: User, telephone: Telephone, typed: object) -> None:
    assert authenticators.accepts_code(boonmee, typed(telephone.code()))


def test_another_person_s_code_is_refused(office: PracticeOffice, telephone: Telephone) -> None:
    telephone_of(office.people["wilai"])
    assert not authenticators.accepts_code(office.people["wilai"], telephone.code())
    assert not authenticators.accepts_code(office.people["duangjai"], telephone.code()), "who has none set up has no code"


def test_the_first_code_sets_up_and_is_spent_by_that(boonmee: User) -> None:
    telephone = Telephone(authenticators.new_secret())
    assert not authenticators.set_up_codes(boonmee, telephone.secret, Telephone(authenticators.new_secret()).code())
    assert not authenticators.kinds_of(boonmee)
    assert authenticators.set_up_codes(boonmee, telephone.secret, telephone.code())
    assert not authenticators.accepts_code(boonmee, telephone.code())
    assert not authenticators.set_up_codes(boonmee, telephone.secret, telephone.code(30)), "one application is enough"


@pytest.mark.parametrize(("wrong", "taken"), [(99, True), (100, False), (101, False)])
def test_who_guesses_from_everywhere_comes_to_an_end(boonmee: User, telephone: Telephone, wrong: int, taken: bool) -> None:
    for _ in range(wrong):
        assert not authenticators.accepts_code(boonmee, "x")
    assert authenticators.accepts_code(boonmee, telephone.code()) is taken


def test_a_right_code_forgives_the_wrong_ones(boonmee: User, telephone: Telephone) -> None:
    for at in (0, 30):
        for _ in range(99):
            authenticators.accepts_code(boonmee, "x")
        assert authenticators.accepts_code(boonmee, telephone.code(at))


@pytest.mark.parametrize(("wrong", "taken"), [(99, True), (100, False), (101, False)])
def test_guessing_at_recovery_codes_comes_to_an_end_too(boonmee: User, wrong: int, taken: bool) -> None:
    """Who has a passkey alone has no application that would count for them."""
    code = authenticators.new_recovery_codes(boonmee)[0]
    for _ in range(wrong):
        assert not authenticators.accepts_recovery_code(boonmee, "x" * len(code))
    assert authenticators.accepts_recovery_code(boonmee, code) is taken
    assert authenticators.accepts_recovery_code(boonmee, authenticators.new_recovery_codes(boonmee)[0]), "new ones begin anew"


def test_a_mistyped_code_of_an_application_is_no_guess_at_a_recovery_code(boonmee: User) -> None:
    code = authenticators.new_recovery_codes(boonmee)[0]
    for typed in ["000000"] * 101:
        assert not authenticators.accepts_recovery_code(boonmee, typed)
    assert authenticators.accepts_recovery_code(boonmee, thai_digits(f"{code[:4]} {code[4:]}"))


@pytest.mark.own_database
@pytest.mark.parametrize("is_recovery", [False, True])
def test_two_who_send_one_code_at_once_are_not_both_right(own_database: str, is_recovery: bool) -> None:
    boonmee = found_practice_office().people["boonmee"]
    telephone, recovery = telephone_of(boonmee), authenticators.new_recovery_codes(boonmee)[0]
    accepts = authenticators.accepts_recovery_code if is_recovery else authenticators.accepts_code
    code, told = recovery if is_recovery else telephone.code(), list[bool]()
    start = threading.Barrier(4)

    def send() -> None:
        start.wait()
        told.append(accepts(boonmee, code))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, False, False, True]


def test_no_secret_rests_in_the_clear(boonmee: User, telephone: Telephone) -> None:
    codes = authenticators.new_recovery_codes(boonmee)
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert telephone.secret not in kept and not any(code in kept for code in codes)
    assert authenticators.get_adapter().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == telephone.secret


def test_a_replaced_key_of_the_office_still_opens_what_was_kept_under_it(
    boonmee: User, telephone: Telephone, settings: object
) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-of-no-use"
    assert authenticators.accepts_code(boonmee, telephone.code())


def test_a_key_that_was_lost_refuses_and_does_not_fail(boonmee: User, telephone: Telephone, settings: object) -> None:
    recovery = authenticators.new_recovery_codes(boonmee)
    settings.SECRET_KEY = "another-of-no-use"
    assert not authenticators.accepts_code(boonmee, telephone.code())
    assert not authenticators.accepts_recovery_code(boonmee, recovery[0])


def test_a_recovery_code_is_good_once_and_new_ones_void_it(boonmee: User, telephone: Telephone) -> None:
    first = authenticators.new_recovery_codes(boonmee)
    assert len(set(first)) == 10 and authenticators.recovery_codes_left(boonmee) == 10
    assert authenticators.accepts_recovery_code(boonmee, first[3])
    assert not authenticators.accepts_recovery_code(boonmee, first[3])
    assert authenticators.recovery_codes_left(boonmee) == 9
    second = authenticators.new_recovery_codes(boonmee)
    assert not authenticators.accepts_recovery_code(boonmee, first[4])
    assert authenticators.accepts_recovery_code(boonmee, second[4])


def test_with_the_last_second_factor_the_recovery_codes_go(boonmee: User, telephone: Telephone) -> None:
    authenticators.new_recovery_codes(boonmee)
    authenticators.remove(Authenticator.objects.get(user=boonmee, type="totp"))
    assert not authenticators.kinds_of(boonmee)
