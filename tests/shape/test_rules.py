"""Each rule of the regulations on this road is shown kept by one test and refused by another: `pytest.mark.rule("M2", "refused")`."""

import ast
import tomllib
from collections import defaultdict
from functools import cache
from typing import Any

from tests.shape.files import ROOT, calls, fail_with, python

RULES = [
    "B5", "B6", "B7", "M2", "M4", "M5", "M6", "N8", "N9", "N15", "N16", "N18", "N19", "W1", "§2.6", "§2.7",
    "F1", "F3", "F4", "F6", "F8", "F10", "F13", "K1", "T3", "T5", "P-1", "P-5", "P-7", "P-9", "P-11",
    "R3", "R8", "R9", "D1", "D2", "D3", "D4", "D5", "D6", "D8", "C2", "C6", "C7", "C8", "C9",
]  # fmt: skip
KEPT, REFUSED = "kept", "refused"
SIDES = (KEPT, REFUSED)


@cache
def unreached() -> dict[str, Any]:
    with (ROOT / "tests/unreached.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def marks() -> list[tuple[str, list[Any]]]:
    """(where, what is marked) of every mark in the tests."""
    return [
        (f"{path}:{line}", [ast.literal_eval(argument) for argument in call.args])
        for path in python(tests=True)
        for line, name, call in calls(path)
        if name == "pytest.mark.rule"
    ]


def shown() -> dict[str, set[str]]:
    """Rule → the sides that a test shows. A paragraph of a rule, "§2.6(7)", shows the rule."""
    sides: dict[str, set[str]] = defaultdict(set)
    for _, (rule, *words) in marks():
        sides[rule.partition("(")[0]] |= set(words)
    return sides


def excused() -> set[tuple[str, str]]:
    return {(row["id"], side) for row in unreached()["unreached"] for side in row.get("sides", SIDES)}


def lacking() -> list[tuple[str, str]]:
    """Sides of rules that no test shows and nothing excuses."""
    found = shown()
    return [(rule, side) for rule in RULES for side in SIDES if side not in found[rule] and (rule, side) not in excused()]


def test_every_mark_says_what_the_test_shows() -> None:
    faults = [f"{where}: {said}" for where, said in marks() if not said[1:] or set(said[1:]) - set(SIDES)]
    fail_with(faults, f"name the rule, then {KEPT!r} or {REFUSED!r} or both")


def test_each_rule_is_shown_kept_and_refused() -> None:
    faults = [f"{rule} is never shown {side}" for rule, side in lacking() if rule not in unreached().get("awaited", ())]
    fail_with(faults, "write the test, or say in tests/unreached.toml why this road cannot reach it")


def test_what_is_awaited_has_not_come_yet() -> None:
    """A rule that has its tests by now is awaited no more."""
    missing = {rule for rule, _ in lacking()}
    fail_with([rule for rule in unreached().get("awaited", ()) if rule not in missing], "delete it from `awaited`")


def test_what_is_unreached_has_its_reason_and_no_test() -> None:
    found = shown()
    faults = [f"{row['id']} has no reason" for row in unreached()["unreached"] if len(row["reason"].split()) < len(SIDES)]
    faults += [f"{rule} is shown {side}" for rule, side in sorted(excused()) if side in found[rule]]
    fail_with(faults, "strike it from tests/unreached.toml, or give the reason")
