"""The facts to type, in the order of the target's fields. The order is data, in config/central.toml; what stands in it is the document's."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workflows.central.entries import Entry
from workflows.sheets import STARTS_A_FORMULA
from workflows.thai import BUDDHIST_ERA_YEARS, arabic_digits

FILE = Path(__file__).resolve().parents[2] / "config" / "central.toml"
ERAS = {"be": BUDDHIST_ERA_YEARS, "ce": 0}


@dataclass(frozen=True)
class Sheet:
    """One screen of a system. The standing says whether anybody vouches for its fields and their order."""

    screen: str
    fields: tuple[str, ...]
    era: str
    standing: str
    source: str


@dataclass(frozen=True)
class Line:
    """One field of the target, and what is typed into it."""

    label: str
    value: str


def read(path: Path) -> Mapping[str, Sheet]:
    """Every sheet. Raises ValueError for one that says less or other than a sheet must."""
    with path.open("rb") as file:
        declared = tomllib.load(file)
    found = {}
    for code, row in declared.items():
        try:
            sheet = Sheet(row["screen"], tuple(row["fields"]), row["era"], row["standing"], row["source"])
        except KeyError as error:
            raise ValueError(f"{path.name}: {code} does not say its {error}") from error
        if sheet.era not in ERAS or sheet.standing not in ("confirmed", "unconfirmed") or not sheet.fields:
            raise ValueError(f"{path.name}: {code} has no fields, or an era or a standing that nobody knows")
        found[code] = sheet
    return found


SHEETS = read(FILE)


def lines(entry: Entry, document: Any) -> tuple[Line, ...]:
    """What is typed for a document, field by field."""
    sheet = SHEETS[entry.code]
    return tuple(Line(label, as_typed(value, sheet.era)) for name in sheet.fields for label, value in entry.facts[name](document))


def as_typed(value: Any, era: str) -> str:
    """A value as the target takes it: Arabic digits, no separators of thousands, one line."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year + ERAS[era]}"
    return " ".join(arabic_digits(str(value)).split())


def tab_separated(found: tuple[Line, ...]) -> str:
    """The values as one row of a spreadsheet; none of them becomes a formula there."""
    return "\t".join(f"'{line.value}" if line.value.startswith(STARTS_A_FORMULA) else line.value for line in found)
