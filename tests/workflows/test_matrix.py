"""The declarations against the matrices that were written by hand, cell by cell; planted errors are caught."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workflows.procedure import PROCEDURES, Procedure
from workflows.registers.register import Register
from workflows.roles import Role
from workflows.separation import PAIRS, Pair
from workflows.step import ANYONE, SYSTEM, WAITED, ByDocument, BySetting, Seat, Step, WhileVacant

EXPECTED = Path(__file__).resolve().parent.parent / "expected"
FILES = sorted(EXPECTED.glob("*.toml"))
Cell = tuple[str, str, str, str]


def expected(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def named(step: Step) -> str:
    """Who a step asks for, as the matrix writes it."""
    if isinstance(step.by, Role):
        return step.by.value
    if isinstance(step.by, Seat):
        return f"seat:{step.by.name}"
    if isinstance(step.by, BySetting):
        return "setting:" + "|".join(role.value for role in step.by.others)
    if isinstance(step.by, ByDocument):
        return f"document:{step.by.attribute}"
    if isinstance(step.by, WhileVacant):
        return f"{step.by.usual.value}|vacant:{step.by.stand_in.value}"
    return {SYSTEM: "system", WAITED: "waited", ANYONE: "anyone"}[step.by]


def declared_cells(steps: dict[str, Step]) -> set[Cell]:
    return {(named(step), str(source), step.name, str(target)) for step in steps.values() for source, target in step.edges()}


def expected_cells(matrix: dict[str, Any]) -> set[Cell]:
    return {
        (row["by"], source, name, source if row["to"] == "=" else row["to"])
        for name, row in matrix["steps"].items()
        for source in row["from"]
    }


def differences(steps: dict[str, Step], pairs: list[Pair], path: Path) -> Iterator[str]:
    """Every cell and every pair that stands on one side only."""
    matrix = expected(path)
    for cell in declared_cells(steps) ^ expected_cells(matrix):
        yield f"cell {cell}"
    own = {(pair.first, pair.second, pair.is_waivable) for pair in pairs if pair.first.startswith(path.stem + ".")}
    hand = {(pair["first"], pair["second"], pair["waivable"]) for pair in matrix.get("pairs", ())}
    for pair in {(frozenset(p[:2]), p[2]) for p in own} ^ {(frozenset(p[:2]), p[2]) for p in hand}:
        yield f"pair {pair}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_declarations_are_the_matrix(path: Path) -> None:
    procedure = PROCEDURES[path.stem]
    assert list(differences(procedure.steps, PAIRS, path)) == []
    assert procedure.ends == set(expected(path)["states"]["ends"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_names_its_source(path: Path) -> None:
    assert [name for name, row in expected(path)["steps"].items() if not row["source"].strip()] == []


def test_every_procedure_but_the_registers_has_a_matrix() -> None:
    walked = {code for code, procedure in PROCEDURES.items() if not issubclass(procedure.model, Register)}
    assert walked == {path.stem for path in FILES}


def planted(procedure: Procedure, name: str, **changes: Any) -> dict[str, Step]:
    return {**procedure.steps, name: replace(procedure.steps[name], **changes)}


@pytest.mark.parametrize(
    "steps",
    [
        planted(PROCEDURES["purchase"], "approve_report", by=Role.HEAD_OF_SUPPLIES),
        planted(PROCEDURES["purchase"], "approve_report", sources=("approving", "reported")),
        planted(PROCEDURES["purchase"], "approve_report", target="awarded"),
        {name: step for name, step in PROCEDURES["purchase"].steps.items() if name != "return_report"},
    ],
    ids=["a role swapped", "a step opened to another state", "a target changed", "a step dropped"],
)
def test_a_planted_error_in_the_steps_is_caught(steps: dict[str, Step]) -> None:
    assert list(differences(steps, PAIRS, EXPECTED / "purchase.toml"))


@pytest.mark.parametrize(
    "pairs",
    [PAIRS[1:], [replace(PAIRS[0], is_waivable=not PAIRS[0].is_waivable), *PAIRS[1:]]],
    ids=["a pair dropped", "a pair made waivable or not"],
)
def test_a_planted_error_in_the_pairs_is_caught(pairs: list[Pair]) -> None:
    first = PAIRS[0].first.split(".")[0]
    assert list(differences(PROCEDURES[first].steps, pairs, EXPECTED / f"{first}.toml"))
