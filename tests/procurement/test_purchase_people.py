"""Every officer at every state of the road: the gate lights exactly the steps that the hand-written matrix gives him, and no other."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from procurement.purchase.states import State
from procurement.rehearsal.walk import ROAD, Walk
from tests.procurement.refusals import refused
from workflows.models import JournalEntry
from workflows.offers import offers, seen_by

MATRIX = Path(settings.ROOT) / "tests" / "expected" / "purchase.toml"
OFFICE = Path(settings.ROOT) / "config" / "practice" / "office.toml"
UNIT = "กองช่าง"
UNIT_ROLES = {"requester", "head_of_unit"}
SPECIFIER = "somchai"
# On the day of the order nothing of it is overdue yet, and a number that nobody has typed cannot be put right.
NOT_DUE = {"end_rest", "correct_elaas_reservation", "correct_egp_project", "correct_egp_contract"}


@cache
def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def roles_of(who: str) -> Iterator[str]:
    """An officer's roles for a purchase of กองช่าง, by the plan of the office."""
    for position in read(OFFICE)["positions"]:
        if position["held_by"] == who:
            yield from (role for role in position["roles"] if role not in UNIT_ROLES or position["unit"] == UNIT)


def by_of(state: str, row: dict[str, Any]) -> str:
    """The role or seat that a row asks for; a state waits for whoever its first row names, since rows stand in the order of the road."""
    if row["by"] != "waited":
        return str(row["by"]).replace("setting:head_of_supplies|chief_executive", "head_of_supplies")
    first = next(r for r in read(MATRIX)["steps"].values() if state in r["from"] and r["by"] not in ("waited", "system"))
    return by_of(state, first)


def expected(state: str, who: str, done: set[str]) -> set[str]:
    """The steps of the matrix that are this officer's now, without those that he may not do after what he has done."""
    mine = {*roles_of(who), *({"seat:specifier"} if who == SPECIFIER else ())}
    steps = {name for name, row in read(MATRIX)["steps"].items() if state in row["from"] and by_of(state, row) in mine}
    pairs = [(p["first"].split(".")[1], p["second"].split(".")[1]) for p in read(MATRIX)["pairs"]]
    barred = {b for a, b in pairs if a in done} | {a for a, b in pairs if b in done}
    return steps - barred - NOT_DUE


def allowed(walk: Walk, who: str) -> set[str]:
    person = walk.office.people[who]
    return {offer.step.name for offer in offers(walk.purchase, person, seen_by(walk.purchase, person)) if offer.allowed}


def done_by(walk: Walk, who: str) -> set[str]:
    entries = JournalEntry.objects.filter(document=walk.purchase.pk, person=walk.office.people[who])
    return set(entries.values_list("step", flat=True))


def test_the_gate_gives_every_officer_his_steps_and_no_other(walk: Walk) -> None:
    walk.open()
    seen = []
    while True:
        state = walk.purchase.state
        for who in walk.office.people:
            assert allowed(walk, who) == expected(state, who, done_by(walk, who)), (state, who)
        seen.append(state)
        if state == State.ORDERED:
            break
        ROAD[State(state)](walk)
    assert len(seen) == 18


def test_a_step_that_is_not_lit_is_refused_by_the_server_too(walk: Walk) -> None:
    walk.to(State.APPROVING)
    for who in walk.office.people:
        if who != "boonmee":
            assert refused("NOT_YOUR_ROLE", lambda who=who: walk.perform(who, "approve_report")).status == 403
    assert walk.perform("boonmee", "approve_report").state == State.NEGOTIATING


def test_at_its_ends_nobody_may_do_anything(walk: Walk) -> None:
    walk.to(State.DRAFT)
    walk.perform("somchai", "withdraw_request", reason="ไม่จำเป็น")
    assert all(allowed(walk, who) == set() for who in walk.office.people)
