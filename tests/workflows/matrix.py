"""The matrices that were written by hand, and what the declarations say otherwise, cell by cell."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from workflows.procedure import Procedure
from workflows.roles import Role
from workflows.separation import Pair
from workflows.step import ANYONE, SYSTEM, WAITED, By, ByDocument, BySetting, Seat, Step, WhileVacant

EXPECTED = Path(__file__).resolve().parent.parent / "expected"
FILES = sorted(EXPECTED.glob("*.toml"))
Cell = tuple[str, str, str, str]
Barred = Mapping[str, Sequence[tuple[str, Pair]]]


@cache
def expected(code: str) -> dict[str, Any]:
    with (EXPECTED / f"{code}.toml").open("rb") as file:
        return tomllib.load(file)


def named(by: By) -> str:
    """Who a step asks for, as the matrix writes it; of what a setting chooses among, what it is without one comes first."""
    if isinstance(by, Role):
        return by.value
    if isinstance(by, Seat):
        return f"seat:{by.name}"
    if isinstance(by, BySetting):
        return "setting:" + "|".join(dict.fromkeys((by.default.value, *(role.value for role in by.others))))
    if isinstance(by, ByDocument):
        return f"document:{by.attribute}|seat:{by.seat.name}"
    if isinstance(by, WhileVacant):
        return f"{by.usual.value}|vacant:{by.stand_in.value}"
    return {SYSTEM: "system", WAITED: "waited", ANYONE: "anyone"}[by]


def declared_cells(steps: Mapping[str, Step]) -> set[Cell]:
    return {(named(step.by), str(source), step.name, str(target)) for step in steps.values() for source, target in step.edges()}


def expected_cells(matrix: Mapping[str, Any]) -> set[Cell]:
    return {
        (row["by"], source, name, source if row["to"] == "=" else row["to"])
        for name, row in matrix["steps"].items()
        for source in row["from"]
    }


def declared_bars(barred: Barred, code: str) -> set[str]:
    """What the gate bars by a pair of this matrix: (the step, by which earlier one, how)."""
    return {
        bar(step, other, pair.is_waivable, pair.of_one_document)
        for step, held in barred.items()
        for other, pair in held
        if pair.first.startswith(f"{code}.")
    }


def expected_bars(matrix: Mapping[str, Any]) -> Iterator[str]:
    for pair in matrix.get("pairs", ()):
        first, second, how = pair["first"], pair["second"], (pair["waivable"], pair.get("on_one_document", False))
        yield bar(second, first, *how)
        if not pair.get("one_way", False):
            yield bar(first, second, *how)


def bar(step: str, other: str, is_waivable: bool, of_one_document: bool) -> str:
    where = "on one document" if of_one_document else "in the case"
    return f"{step} by {other}, {where}, {'waivable' if is_waivable else 'never waivable'}"


def listing(first: str, second: str, is_waivable: bool) -> str:
    """A pair as waivers are told of it, which name it in either order."""
    return f"{' × '.join(sorted((first, second)))}, {'waivable' if is_waivable else 'never waivable'}"


def waited_for(steps: Mapping[str, Step], ends: frozenset[str], rows: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, str]:
    """State → for whom it waits: `waited` gives a step to nobody else. The first in its order that is on the road."""
    found: dict[str, str] = {}
    for name, (by, sources) in rows.items():
        if by not in ("system", "waited") and not (name in steps and steps[name].beside):
            for state in sources:
                if state and state not in ends:
                    found.setdefault(state, by)
    return found


def differences(code: str, steps: Mapping[str, Step], barred: Barred, pairs: Sequence[Pair], ends: frozenset[str]) -> Iterator[str]:
    """Every cell, every bar, every person waited for and every end that stands on one side only."""
    matrix = expected(code)
    yield from (f"cell {cell}" for cell in declared_cells(steps) ^ expected_cells(matrix))
    yield from (f"bar {it}" for it in declared_bars(barred, code) ^ set(expected_bars(matrix)))
    listed = {listing(pair.first, pair.second, pair.is_waivable) for pair in pairs if pair.first.startswith(f"{code}.")}
    by_hand = {listing(pair["first"], pair["second"], pair["waivable"]) for pair in matrix.get("pairs", ())}
    yield from (f"pair {it}" for it in listed ^ by_hand)
    declared = waited_for(steps, ends, {name: (named(step.by), [str(s) for s in step.sources]) for name, step in steps.items()})
    written = waited_for(steps, ends, {name: (row["by"], row["from"]) for name, row in matrix["steps"].items()})
    yield from (f"waited {state} {by}" for state, by in declared.items() ^ written.items())
    yield from (f"end {state}" for state in ends ^ frozenset(matrix["states"]["ends"]))


def differences_of(procedure: Procedure, **planted: Any) -> list[str]:
    """Of a procedure as it is declared, but for what is planted."""
    from workflows.separation import BARRED, PAIRS

    declared = {"steps": procedure.steps, "barred": BARRED, "pairs": PAIRS, "ends": procedure.ends}
    return sorted(differences(procedure.code, **{**declared, **planted}))
