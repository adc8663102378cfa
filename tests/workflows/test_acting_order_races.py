"""The last day of an order moves while somebody signs by it: one waits for the other, and the trail tells which of them was first."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.beginnings import beginning
from tests.waiting import somebody_waits, turns_that_tell, until
from tests.workflows.registering import act, days, order_acting, today_of
from workflows import engine
from workflows.founding import register_of
from workflows.models import ActingOrder, JournalEntry
from workflows.offers import seen_by
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import CONFIRMATION, TWO_FACTORS, Proof
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.verification import verify

pytestmark = pytest.mark.own_database


@beginning
def office() -> PracticeOffice:
    """Rattana acts for the head of the office from yesterday until tomorrow."""
    office = found_practice_office()
    order_acting(office, "rattana", "boonmee", -1, 1)
    return office


def shorten(office: PracticeOffice) -> str:
    """To yesterday: whatever she does today is done without an order."""
    facts = {"ends_on": days(office, -1), "order_number": "9/2570", "ordered_on": today_of(office), "reason": "นายกกลับมาแล้ว"}
    act(office, "change_acting", order=ActingOrder.objects.get().pk, **facts)
    return "shortened"


def sign(office: PracticeOffice) -> str:
    """What the head alone may do, in his stead."""
    person = office.people["rattana"]
    proof = Proof(person.pk, timezone.now())
    register = register_of(office.organization, OfficeRegister)
    engine.perform(person, register, "set_choice", proof=proof, choice=CONFIRMATION, value=TWO_FACTORS)
    return "signed"


def one_before_the_other(
    first: Callable[[], str], second: Callable[[], str], is_enough: Callable[[], bool] = somebody_waits
) -> list[Any]:
    """The second begins when the first has done everything but commit, which it does when the second has come to wait for it."""
    is_written, results = threading.Event(), [None, None]

    def run(number: int, action: Callable[[], str]) -> None:
        try:
            if number:
                is_written.wait()
                results[1] = action()  # type: ignore[call-overload]
            else:
                with transaction.atomic():
                    results[0] = action()  # type: ignore[call-overload]
                    is_written.set()
                    until(is_enough)
        except Refused as refused:
            results[number] = refused.codes  # type: ignore[call-overload]
        finally:
            is_written.set()
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate((first, second))]
    with turns_that_tell():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results


def test_who_signs_while_the_order_is_shortened_learns_that_it_was(office: PracticeOffice) -> None:
    found = one_before_the_other(lambda: shorten(office), lambda: sign(office))
    assert found == ["shortened", {"NOT_YOUR_ROLE"}]
    assert not JournalEntry.objects.filter(step="set_choice").exists()


def test_a_page_waits_for_nobody(office: PracticeOffice) -> None:
    """What may be done is told while the order is being shortened, as it stood before."""
    register = register_of(office.organization, OfficeRegister)
    capacities = lambda: [held.stands_for for held in seen_by(register, office.people["rattana"]).capacities]
    before, is_told = capacities(), threading.Event()

    def page() -> str:
        told = str(capacities())
        is_told.set()
        return told

    _, meanwhile = one_before_the_other(lambda: shorten(office), page, is_told.is_set)
    assert meanwhile == str(before) and "นายกองค์การบริหารส่วนตำบล" in before


def test_the_order_is_not_shortened_past_a_signature_that_was_on_its_way(office: PracticeOffice) -> None:
    found = one_before_the_other(lambda: sign(office), lambda: shorten(office))
    assert found == ["signed", {"ACTED_AFTER_THAT"}]
    assert ActingOrder.objects.get().ends_on == days(office, 1)
    entry = JournalEntry.objects.get(step="set_choice")
    assert entry.told["order"][0] == ActingOrder.objects.get().order_number
    assert list(verify(contents=True)) == []
