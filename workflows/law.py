"""The law as dated, cited data. The only module that opens config/law; no number of the law stands in Python."""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

ROOM = Path(__file__).resolve().parent.parent / "config" / "law"
STANDINGS = ("confirmed", "unconfirmed")
UNITS_OF_COUNTS = frozenset({"working_days", "calendar_days", "months", "years", "persons", "copies", "day_of_month"})
UNITS_OF_AMOUNTS = frozenset({"baht", "percent", "percent_per_day", "baht_per_day", "fraction"})
Overrides = Mapping[str, Sequence[tuple[date, str, str]]]


class UnknownLaw(KeyError):
    """No law file holds the key."""

    def __str__(self) -> str:
        return f"ไม่มีค่าหรือข้อกฎหมายชื่อ {self.args[0]} ใน config/law"


class NoLawInForce(LookupError):
    """The key is known, but on that day nothing of it was in force yet."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"ณ วันที่ {on} ยังไม่มีระเบียบที่ใช้บังคับสำหรับ {key}")


class MalformedLaw(ValueError):
    """A law file lacks a date, a citation or a standing, or says something twice."""


@dataclass(frozen=True)
class Value:
    """A number, a count of days or a rate that the law fixes: Decimal where it is an amount or rate, int where it is a count."""

    key: str
    value: Any
    unit: str
    in_force_from: date
    regulation: str
    clause: str
    citation: str
    standing: str
    rules: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        return self.standing == "confirmed"

    @property
    def label(self) -> str:
        return f"{self.clause} {self.regulation}".strip()


@dataclass(frozen=True)
class Basis:
    """The footing of a step: the clause, and what it demands in plain Thai. Standing `practice` is custom, not law."""

    key: str
    title: str
    sentence: str
    regulation: str
    clause: str
    citation: str
    standing: str
    rules: tuple[str, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        return self.standing == "confirmed"

    @property
    def label(self) -> str:
        return f"แนวปฏิบัติ: {self.title}" if self.standing == "practice" else f"{self.clause} {self.regulation}".strip()


def value(key: str, on: date, overrides: Overrides | None = None) -> Value:
    """What was in force on a day; an office's own confirmation or override, with its reason, goes before.

    Raises UnknownLaw or NoLawInForce.
    """
    rows = shelf()[0].get(key)
    if rows is None:
        raise UnknownLaw(key)
    own = [row for row in (overrides or {}).get(key, ()) if row[0] <= on]
    found = latest(rows, key, on)
    if not own:
        return found
    since, typed, reason = own[-1]
    return Value(
        key, number(typed, found.unit), found.unit, since, found.regulation, found.clause, reason, "confirmed", found.rules
    )


def basis(key: str, on: date) -> Basis:
    """The clause as it stood on a day. Raises UnknownLaw or NoLawInForce."""
    rows = shelf()[1].get(key)
    if rows is None:
        raise UnknownLaw(key)
    return latest(rows, key, on)


def practice(text: str) -> Basis:
    """Custom of the office, where no clause asks for a step; nobody invents one."""
    return Basis(text, text, text, "", "", "", "practice")


def known_values() -> frozenset[str]:
    return frozenset(shelf()[0])


def known_bases() -> frozenset[str]:
    return frozenset(shelf()[1])


Dated = tuple[list[date], list[Any]]


def latest(rows: Dated, key: str, on: date) -> Any:
    """The row in force on a day: the last that began no later."""
    since, held = rows
    position = bisect_right(since, on)
    if not position:
        raise NoLawInForce(key, on)
    return held[position - 1]


@cache
def shelf() -> tuple[dict[str, Dated], dict[str, Dated]]:
    """Every value and every basis, read once. Raises MalformedLaw."""
    values: dict[str, Dated] = {}
    bases: dict[str, Dated] = {}
    for path in sorted(ROOM.glob("*.toml")):
        with path.open("rb") as file:
            declared = tomllib.load(file)
        for item in declared.get("value", ()):
            place(values, item, path, value_row)
        for item in declared.get("basis", ()):
            place(bases, item, path, basis_row)
    return values, bases


def place(shelved: dict[str, Dated], item: Mapping[str, Any], path: Path, make: Any) -> None:
    key = item["key"]
    if key in shelved:
        raise MalformedLaw(f"{path.name}: {key} stands twice")
    since = [row["in_force_from"] for row in item["rows"]]
    if not since or since != sorted(set(since)):
        raise MalformedLaw(f"{path.name}: {key} has no rows, or they are out of order")
    for row in item["rows"]:
        if row.get("standing") not in STANDINGS or not row.get("citation") or "regulation" not in row or "clause" not in row:
            raise MalformedLaw(f"{path.name}: {key} from {row['in_force_from']} lacks regulation, clause, citation or standing")
    shelved[key] = (since, [make(item, row) for row in item["rows"]])


def value_row(item: Mapping[str, Any], row: Mapping[str, Any]) -> Value:
    return Value(
        item["key"], number(row["value"], item["unit"]), item["unit"], row["in_force_from"], row["regulation"], row["clause"],
        row["citation"], row["standing"], tuple(item.get("rules", ())),
    )  # fmt: skip


def basis_row(item: Mapping[str, Any], row: Mapping[str, Any]) -> Basis:
    return Basis(
        item["key"], item["title"], item["sentence"], row["regulation"], row["clause"], row["citation"], row["standing"],
        tuple(item.get("rules", ())),
    )  # fmt: skip


def number(written: Any, unit: str) -> Decimal | int:
    """Amounts and rates are written as text and come out as Decimal; counts are whole numbers."""
    if unit in UNITS_OF_AMOUNTS:
        return Decimal(str(written))
    if unit in UNITS_OF_COUNTS:
        return int(written)
    raise MalformedLaw(f"no unit is called {unit!r}")
