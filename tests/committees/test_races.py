"""Three members sign at the same moment, and a fourth click twice: nothing is stuck, nothing is doubled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from committees.models import Opinion
from committees.rehearsal.walk import Inspection
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.committees.conftest import COMMITTEE, delivered, practice_office
from workflows import engine
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

pytestmark = pytest.mark.own_database
CASES = 8
MEMBERS = [who for who, _ in COMMITTEE]


@beginning
def office() -> PracticeOffice:
    return practice_office()


def to_sign(office: PracticeOffice, number: int = 0) -> Inspection:
    walk = delivered(office, delivery_note_number=f"IV-{number}")
    walk.declare()
    walk.find()
    return walk


def signing(walk: Inspection, who: str, key: str | None = None, **data: Any) -> Callable[[], Any]:
    person, acceptance = walk.office.people[who], walk.acceptance
    facts = {"opinion": "accept", "reason": "", "disputed": [], **data}
    return lambda: engine.perform(
        person, acceptance, "sign", version=acceptance.version, key=key or f"{acceptance.pk.hex}{who}", proof=Proof(person.pk, timezone.now()),
        acted_on=acceptance.last_acted_on, **facts,
    ).replayed  # fmt: skip


def now(walk: Inspection) -> Any:
    return type(walk.acceptance).objects.get(pk=walk.acceptance.pk)


def sound(walk: Inspection, state: str, signatures: int) -> None:
    document = now(walk)
    steps = list(JournalEntry.objects.filter(document=document.pk).values_list("step", flat=True))
    assert (document.state, steps.count("sign")) == (state, signatures)
    assert Opinion.objects.filter(document=document.pk).count() == signatures


def test_three_members_sign_at_once_and_a_fourth_click_comes_twice(office: PracticeOffice) -> None:
    walks = [to_sign(office, number) for number in range(CASES)]
    for walk in walks:
        results = at_once(*(signing(walk, who) for who in MEMBERS), signing(walk, "wilai"), signing(walk, "wilai"))
        assert sorted(results, key=str) == [False, False, False, True, True], results
        sound(walk, "accepted", 3)
    numbers = sorted(int(now(walk).number.split("/")[0]) for walk in walks)
    assert numbers == list(range(1, CASES + 1))
    assert JournalEntry.objects.filter(step="accept").count() == CASES
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def test_all_members_of_all_cases_at_once(office: PracticeOffice) -> None:
    """The numbers of the certificates come from one row: the cases wait for each other there, and nowhere else."""
    walks = [to_sign(office, number) for number in range(CASES)]
    results = at_once(*(signing(walk, who) for walk in walks for who in MEMBERS))
    assert results == [False] * (CASES * len(MEMBERS)), results
    for walk in walks:
        sound(walk, "accepted", 3)
    assert sorted(int(now(walk).number.split("/")[0]) for walk in walks) == list(range(1, CASES + 1))


def test_a_double_click_without_a_key_signs_once(office: PracticeOffice) -> None:
    walk = to_sign(office)
    results = at_once(*(signing(walk, "porntip", key=f"{number}") for number in range(3)))
    assert results.count(False) == 1 and results.count({"NOT_YOUR_SEAT"}) == 2, results
    sound(walk, "signing", 1)


def test_a_dissent_among_signatures_at_once_is_never_lost(office: PracticeOffice) -> None:
    walk = to_sign(office)
    results = at_once(
        signing(walk, "wilai"), signing(walk, "porntip", opinion="dissent", reason="กล่องฉีกขาด"), signing(walk, "orathai")
    )
    assert results == [False] * 3, results
    sound(walk, "dissented", 3)
    assert now(walk).number == ""


def test_a_change_of_the_findings_against_signatures(office: PracticeOffice) -> None:
    """Either the signature came first and fell with the old findings, or it met new ones and is refused."""
    for number in range(CASES):
        walk = to_sign(office, number)
        chair = Inspection(office, walk.acceptance)
        change = lambda chair=chair: chair.find({1: "19"}, step="change_findings", reason="เครื่องหนึ่งเปิดไม่ติด").fallen_signatures
        fallen, signed = at_once(change, signing(walk, "porntip"))
        if signed is False:
            assert fallen == "นางสาวพรทิพย์ แสงทอง"
        else:
            assert "STALE_VERSION" in signed and fallen == ""
        walk.acceptance = now(walk)
        assert {person.username for person in walk.silent()} == set(MEMBERS)


def test_a_replacement_against_the_signature_of_whoever_leaves(office: PracticeOffice) -> None:
    """The signature is kept or refused, and in neither case does it decide."""
    for number in range(CASES):
        walk = to_sign(office, number)
        walk.sign("wilai")
        walk.sign("orathai")
        couple = {"leaving": office.porntip.pk, "person": office.theera.pk}
        facts = {"members": [couple], "order_number": "231/2569", "ordered_on": walk.acceptance.last_acted_on, "reason": "ลา"}
        head = Inspection(office, walk.acceptance)
        replaced, signed = at_once(
            lambda head=head, facts=facts: head.perform("boonmee", "replace_members", **facts).state, signing(walk, "porntip")
        )
        if replaced == "declaring":
            assert "NOT_YOUR_SEAT" in signed
            sound(walk, "declaring", 2)
        else:
            assert "NOT_FROM_THIS_STATE" in replaced and signed is False
            sound(walk, "accepted", 3)
