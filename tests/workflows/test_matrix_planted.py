"""Errors planted in every procedure, at every step, seat and pair that it has: the comparison names the very cell, no other, and nothing less."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.workflows.matrix import FILES, bar, differences_of, listing, named
from workflows.procedure import PROCEDURES, Procedure
from workflows.roles import Role
from workflows.separation import BARRED, PAIRS, Pair
from workflows.step import ANYONE, SYSTEM, WAITED, By, ByDocument, BySetting, Seat, Step, WhileVacant

CODES = [path.stem for path in FILES]
OF_THE_STEPS = ("cell ", "waited ")  # who is waited for follows from the steps
every_procedure = pytest.mark.parametrize("procedure", [PROCEDURES[code] for code in CODES], ids=CODES)


def cells(step: Step, **changed: Any) -> set[str]:
    """A step's cells, as the comparison names them."""
    step = replace(step, **changed)
    return {f"cell {(named(step.by), str(source), step.name, str(target))}" for source, target in step.edges()}


def found(procedure: Procedure, step: Step | None, without: str = "") -> set[str]:
    """What the comparison says of the cells once one step is another, or is none."""
    steps = {name: declared for name, declared in procedure.steps.items() if name != without}
    said = differences_of(procedure, steps={**steps, step.name: step} if step else steps)
    assert [it for it in said if not it.startswith(OF_THE_STEPS)] == []
    return {it for it in said if it.startswith("cell ")}


def everybody(procedure: Procedure) -> list[By]:
    """Every role, whoever else the procedure knows, and whoever is neither."""
    return [
        *Role,
        *dict.fromkeys(step.by for step in procedure.steps.values() if not isinstance(step.by, Role)),
        SYSTEM,
        WAITED,
        ANYONE,
    ]


@every_procedure
def test_a_role_swapped_for_any_other_is_caught(procedure: Procedure) -> None:
    for step in procedure.steps.values():
        for by in everybody(procedure):
            if named(by) != named(step.by):
                assert found(procedure, replace(step, by=by)) == cells(step) | cells(step, by=by)


@every_procedure
def test_a_step_opened_in_one_more_state_is_caught(procedure: Procedure) -> None:
    for step in procedure.steps.values():
        for state in {"", *map(str, procedure.states)} - {*map(str, step.sources)}:
            assert found(procedure, replace(step, sources=(*step.sources, state))) == cells(step, sources=(state,))


@every_procedure
def test_a_step_closed_in_one_of_its_states_is_caught(procedure: Procedure) -> None:
    for step in procedure.steps.values():
        for state in step.sources:
            rest = tuple(source for source in step.sources if source != state)
            assert found(procedure, replace(step, sources=rest)) == cells(step, sources=(state,))


@every_procedure
def test_a_step_that_leads_to_any_other_state_is_caught(procedure: Procedure) -> None:
    for step in procedure.steps.values():
        for target in {None, *map(str, procedure.states)} - {step.target and str(step.target)}:
            assert found(procedure, replace(step, target=target)) == cells(step) ^ cells(step, target=target)


@every_procedure
def test_a_step_dropped_is_caught(procedure: Procedure) -> None:
    for name, step in procedure.steps.items():
        assert found(procedure, None, without=name) == cells(step)


def lesser(by: By) -> Iterator[By]:
    """The same with a seat dropped or another's, a choice of the setting more, less or first, the other stand-in, another fact of the document."""
    seat = Seat("another", "")
    if isinstance(by, Seat):
        yield from (seat, ANYONE, WAITED)
    elif isinstance(by, ByDocument):
        yield from (replace(by, seat=seat), replace(by, attribute="other_role"))
    elif isinstance(by, BySetting):
        yield from (replace(by, default=role) for role in Role if role is not by.default)
        yield from (replace(by, others=(*by.others, role)) for role in Role if role not in by.others)
        yield from (
            replace(by, others=tuple(r for r in by.others if r is not role)) for role in by.others if role is not by.default
        )
    elif isinstance(by, WhileVacant):
        yield from (replace(by, stand_in=role) for role in Role if role is not by.stand_in)
        yield from (replace(by, usual=role) for role in Role if role is not by.usual)


def test_a_seat_dropped_and_a_choice_changed_is_caught() -> None:
    kinds = set()
    for procedure in map(PROCEDURES.__getitem__, CODES):
        for step in procedure.steps.values():
            for by in lesser(step.by):
                kinds.add(type(step.by))
                assert found(procedure, replace(step, by=by)) == cells(step) | cells(step, by=by)
    assert kinds == {Seat, ByDocument, BySetting}


@every_procedure
def test_an_end_more_or_less_is_caught(procedure: Procedure) -> None:
    for state in map(str, procedure.states):
        assert f"end {state}" in differences_of(procedure, ends=procedure.ends ^ {state})


def test_another_who_is_waited_for_is_caught() -> None:
    """The first step in the order of declaration says for whom a state waits, and who may do there what the one waited for may."""
    tried = set()
    for procedure in map(PROCEDURES.__getitem__, CODES):
        for state, waited in procedure.waited.items():
            for other in procedure.from_state(state):
                if not other.beside and other.by not in (WAITED, waited.by):
                    tried.add(procedure.code)
                    said = differences_of(procedure, steps={other.name: other, **procedure.steps})
                    assert {f"waited {state} {named(waited.by)}", f"waited {state} {named(other.by)}"} <= set(said)
    assert len(tried) >= 10


PLANTED = [
    (procedure, pair)
    for procedure in map(PROCEDURES.__getitem__, CODES)
    for pair in PAIRS
    if pair.first.split(".")[0] == procedure.code
]


def bars(pair: Pair, barred: Any) -> dict[str, str]:
    """By step, what a pair bars."""
    return {
        step: f"bar {bar(step, other, pair.is_waivable, pair.of_one_document)}"
        for step, held in barred.items() for other, its in held if its is pair
    }  # fmt: skip


def without(pair: Pair, *steps: str) -> dict[str, list[tuple[str, Pair]]]:
    return {step: [it for it in held if step not in steps or it[1] is not pair] for step, held in BARRED.items()}


def changed(pair: Pair, other: Pair) -> dict[str, list[tuple[str, Pair]]]:
    return {step: [(name, other if its is pair else its) for name, its in held] for step, held in BARRED.items()}


def test_there_are_pairs_to_drop() -> None:
    assert len(PLANTED) == len(PAIRS) == 100
    assert sum(len(held) for held in BARRED.values()) == 192, "of eight the first is barred by nothing"


@pytest.mark.parametrize(("procedure", "pair"), PLANTED, ids=[f"{pair.first} × {pair.second}" for _, pair in PLANTED])
def test_a_pair_dropped_or_changed_is_caught(procedure: Procedure, pair: Pair) -> None:
    barred = bars(pair, BARRED)
    rest = [other for other in PAIRS if other is not pair]
    listed = f"pair {listing(pair.first, pair.second, pair.is_waivable)}"
    assert differences_of(procedure, pairs=rest, barred=without(pair, *barred)) == sorted({listed, *barred.values()})
    # Dropped where the gate looks, though it still stands in the list; and the other way round.
    for step, it in barred.items():
        assert differences_of(procedure, barred=without(pair, step)) == [it]
    assert differences_of(procedure, pairs=rest) == [listed]
    for other in (replace(pair, is_waivable=not pair.is_waivable), replace(pair, of_one_document=not pair.of_one_document)):
        planted = changed(pair, other)
        assert set(differences_of(procedure, barred=planted)) == {*barred.values(), *bars(other, planted).values()}
