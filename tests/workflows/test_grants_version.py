"""Two hands in the registers at the same moment: every change has a version of its own, so no process goes on with an office that is no more."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.beginnings import beginning
from tests.waiting import somebody_waits, turns_that_tell, until
from tests.workflows.registering import REASON, act, post_of
from workflows import engine
from workflows.act import Act
from workflows.founding import register_of
from workflows.office import office_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.registers.office import OfficeRegister

pytestmark = pytest.mark.own_database


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


def renamed(office: PracticeOffice, who: str) -> None:
    act(office, "rename_position", position=post_of(office, who), title=f"ตำแหน่งใหม่ของ {who}", reason=REASON)


def chosen(office: PracticeOffice) -> None:
    register, proof = register_of(office.organization, OfficeRegister), Proof(office.boonmee.pk, timezone.now())
    engine.perform(office.boonmee, register, "set_choice", proof=proof, choice="accounts.issuer", value="finance_director")


@pytest.mark.parametrize("second", [lambda office: renamed(office, "kanda"), chosen], ids=["the same register", "another register"])
def test_two_changes_at_once_raise_the_version_twice(
    office: PracticeOffice, monkeypatch: pytest.MonkeyPatch, second: Callable[[PracticeOffice], None]
) -> None:
    before, raising, raise_grants = office.fresh().grants_version, threading.Event(), Act.raised_grants

    def late(self: Act) -> None:
        """The first one is about to raise it until the second one has come to wait for it, or has come before it."""
        if not raising.is_set():
            raising.set()
            until(lambda: somebody_waits() or not thread.is_alive())
        raise_grants(self)

    monkeypatch.setattr(Act, "raised_grants", late)

    def other() -> None:
        raising.wait()
        second(office)
        connection.close()

    thread = threading.Thread(target=other)
    with turns_that_tell():
        thread.start()
        renamed(office, "wilai")
        between = titles(office)
        thread.join()
    assert office.fresh().grants_version == before + 2
    assert "ตำแหน่งใหม่ของ wilai" in between | titles(office)
    assert ("ตำแหน่งใหม่ของ kanda" in titles(office)) == (second is not chosen)


def titles(office: PracticeOffice) -> set[Any]:
    return {held.capacity.title for held in office_of(office.fresh()).held}
