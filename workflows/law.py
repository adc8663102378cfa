"""The law as dated, cited data. The only module that opens config/law; no number of the law stands in Python."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.thai import arabic_digits, long_date

ROOM = Path(__file__).resolve().parent.parent / "config" / "law"
PRACTICE = "แนวปฏิบัติ"
STANDINGS = ("confirmed", "unconfirmed")
UNITS_OF_AMOUNTS = frozenset({"baht", "baht_per_day", "baht_per_thousand", "percent", "percent_per_day"})
UNITS_OF_COUNTS = frozenset(
    {"working_days", "calendar_days", "day_of_month", "months", "years", "persons", "copies", "sets", "keys", "times"}
)
AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")
COUNT = re.compile(r"[0-9]+")

# An office's own rows, oldest first: (in force from, the value as typed, the reason).
Overrides = Mapping[str, Sequence[tuple[date, str, str]]]


class UnknownLaw(KeyError):
    """No law file holds the key."""

    def __str__(self) -> str:
        return f"ไม่มีค่าหรือข้อกฎหมายชื่อ {self.args[0]}"


class NoLawInForce(LookupError):
    """The key is known, but on that day nothing of it was in force yet."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(key, on)

    def __str__(self) -> str:
        return f"ณ วันที่ {long_date(self.on)} ยังไม่มีระเบียบที่ใช้บังคับสำหรับ {self.key}"


class MalformedLaw(ValueError):
    """A law file lacks a date, a citation or a standing, or says something twice. The program does not start."""


class Cited:
    """What a value and a basis have in common: a clause of a regulation, and how sure it is."""

    title: str
    regulation: str
    clause: str
    standing: str
    note: str

    @property
    def is_confirmed(self) -> bool:
        return self.standing == "confirmed"

    @property
    def label(self) -> str:
        """As people cite it: ข้อ 175 (4) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560. An unknown clause number is said to be unknown."""
        if self.regulation == PRACTICE:
            return f"{PRACTICE}: {self.title}"
        if self.clause:
            return f"{self.clause} {self.regulation}"
        return f"{self.regulation} ({self.note})" if self.note else self.regulation


@dataclass(frozen=True)
class Value(Cited):
    """A figure that the law fixes: Decimal where it is an amount or a rate, int where it is a count."""

    key: str
    value: Any
    unit: str
    in_force_from: date
    regulation: str
    clause: str
    citation: str
    standing: str
    rules: tuple[str, ...] = ()
    title: str = ""
    note: str = ""
    is_own: bool = False  # set by the office; its reason is the citation
    is_for_reference: bool = False  # no step and no rule reads it


@dataclass(frozen=True)
class Basis(Cited):
    """The footing of a step: the clause, and what it demands in plain Thai. Standing `practice` is custom, not law.

    is_waivable   of a separation pair: whether a written waiver may open it; None for everything else
    """

    key: str
    title: str
    sentence: str
    regulation: str
    clause: str
    citation: str
    standing: str
    rules: tuple[str, ...] = ()
    note: str = ""
    is_waivable: bool | None = None


def value(key: str, on: date, overrides: Overrides | None = None) -> Value:
    """What was in force on a day. An office's own row goes before the law's, until the law has a later one.

    Raises UnknownLaw or NoLawInForce.
    """
    found: Value = in_force(LAW.values, key, on)
    own = [row for row in overrides.get(key, ()) if found.in_force_from <= row[0] <= on] if overrides else []
    return overridden(found, *own[-1]) if own else found


def basis(key: str, on: date) -> Basis:
    """The clause as it stood on a day. Raises UnknownLaw or NoLawInForce."""
    found: Basis = in_force(LAW.bases, key, on)
    return found


def clause(key: str) -> str:
    """The clause in words as it stands today, for what no document's day is at hand for."""
    return basis(key, timezone.localdate()).label


def practice(text: str) -> Basis:
    """Custom of the office, where no clause asks for a step; nobody invents one."""
    return Basis(text, text, text, PRACTICE, "", "", "practice")


def known_values() -> frozenset[str]:
    return frozenset(LAW.values)


def binding_values() -> frozenset[str]:
    """Those that a step or a rule reads. Nothing follows from the others, so an office has nothing to confirm or to set of them."""
    return frozenset(key for key, rows in LAW.values.items() if not rows.held[-1].is_for_reference)


def known_bases() -> frozenset[str]:
    return frozenset(LAW.bases)


def title_of(key: str) -> str:
    """A value's Thai name, for a list to choose from. Raises UnknownLaw."""
    return str(rows_of(LAW.values, key).held[0].title)


def unit_of(key: str) -> str:
    """What a value is counted in. Raises UnknownLaw."""
    return str(rows_of(LAW.values, key).held[0].unit)


def fitting(key: str, typed: str) -> Decimal | int:
    """What an office typed for a value, as its unit has it. Raises UnknownLaw, and ValueError with a Thai sentence."""
    unit = unit_of(key)
    try:
        return number(arabic_digits(typed.strip()).replace(",", ""), unit)
    except ValueError as error:
        raise ValueError(_("“%(typed)s” ไม่ใช่ตัวเลขของค่านี้") % {"typed": typed}) from error


class Dated(NamedTuple):
    """The rows of one key, oldest first."""

    since: list[date]
    held: list[Any]


class Law(NamedTuple):
    """Every law file, read and found sound."""

    values: dict[str, Dated]
    bases: dict[str, Dated]


def rows_of(shelf: Mapping[str, Dated], key: str) -> Dated:
    try:
        return shelf[key]
    except KeyError:
        raise UnknownLaw(key) from None


def in_force(shelf: Mapping[str, Dated], key: str, on: date) -> Any:
    """The row in force on a day: the last that began no later."""
    rows = rows_of(shelf, key)
    position = bisect_right(rows.since, on)
    if not position:
        raise NoLawInForce(key, on)
    return rows.held[position - 1]


def overridden(found: Value, since: date, typed: str, reason: str) -> Value:
    return Value(
        found.key, fitting(found.key, typed), found.unit, since, found.regulation, found.clause, reason, "confirmed", found.rules, found.title, found.note,
        is_own=True,
    )  # fmt: skip


def number(written: str, unit: str) -> Decimal | int:
    """Amounts and rates are Decimal, counts are whole; none is below zero. Raises ValueError."""
    if unit in UNITS_OF_AMOUNTS and AMOUNT.fullmatch(written):
        return Decimal(written)
    if unit in UNITS_OF_COUNTS and COUNT.fullmatch(written):
        return int(written)
    raise ValueError(f"{written!r} is no number of {unit!r}")


def read(room: Path) -> Law:
    """Every file of a room. Raises MalformedLaw with file and key."""
    files = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(room.glob("*.toml"))}
    regulations = {item["code"]: item for file in files.values() for item in file.get("regulation", ())}
    sources = {item["code"]: item for file in files.values() for item in file.get("source", ())}
    law = Law({}, {})
    for name, file in files.items():
        for kind, shelf, make in (("value", law.values, value_row), ("basis", law.bases, basis_row)):
            for item in file.get(kind, ()):
                place = f"{name}: {item.get('key')}"
                if item.get("key") in shelf:
                    raise MalformedLaw(f"{place} stands twice")
                try:
                    shelf[item["key"]] = dated(make(item, cite(row, regulations, sources)) for row in item["rows"])
                except (KeyError, TypeError, AttributeError, ValueError) as fault:
                    raise MalformedLaw(f"{place}: {fault!r}") from fault
    return law


class Row(NamedTuple):
    """One dated row with its citation resolved."""

    in_force_from: date
    value: Any
    regulation: str
    clause: str
    citation: str
    standing: str
    note: str


def cite(row: Mapping[str, Any], regulations: Mapping[str, Any], sources: Mapping[str, Any]) -> Row:
    """The row with its regulation's short title and its sources' titles. Raises for what is missing, unknown or too early."""
    cited, clause, note = regulations[row["regulation"]], row["clause"], row.get("note", "")
    citation = " · ".join(sources[code]["title"] for code in row["citation"].split())
    if row["standing"] not in STANDINGS or not citation:
        raise ValueError("no citation, or an unknown standing")
    if type(row["in_force_from"]) is not date or row["in_force_from"] < cited["in_force_from"]:
        raise ValueError("in force before its regulation")
    if not clause and not note and cited.get("has_clauses", True):
        raise ValueError("neither a clause nor a note that it is unknown")
    return Row(row["in_force_from"], row.get("value"), cited["short"], clause, citation, row["standing"], note)


def dated(made: Iterable[tuple[date, Any]]) -> Dated:
    rows = list(made)
    since = [day for day, _row in rows]
    if not since or since != sorted(set(since)):
        raise ValueError("no rows, or rows out of order")
    return Dated(since, [row for _day, row in rows])


def value_row(item: Mapping[str, Any], row: Row) -> tuple[date, Value]:
    if item["unit"] in UNITS_OF_AMOUNTS and not isinstance(row.value, str):
        raise ValueError("an amount or a rate is written as text, so that it stays exact")
    made = Value(
        item["key"], number(str(row.value), item["unit"]), item["unit"], row.in_force_from, row.regulation, row.clause, row.citation,
        row.standing, tuple(item["rules"]), item["title"], row.note, is_for_reference=item.get("for_reference", False),
    )  # fmt: skip
    return row.in_force_from, made


def basis_row(item: Mapping[str, Any], row: Row) -> tuple[date, Basis]:
    made = Basis(
        item["key"], item["title"], item["sentence"], row.regulation, row.clause, row.citation, row.standing, tuple(item["rules"]),
        row.note, item.get("waivable"),
    )  # fmt: skip
    return row.in_force_from, made


LAW = read(ROOM)
