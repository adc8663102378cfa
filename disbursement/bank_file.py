"""The file that the maker uploads to the bank, in a layout that the office can change: config/bank_files."""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from workflows.choices import offer
from workflows.sheets import STARTS_A_FORMULA
from workflows.thai import short_date

LAYOUT, DEFAULT = "transfer.file_layout", "ktb_corporate_online"  # the office's setting, and what it is unless set
LAYOUTS = settings.ROOT / "config" / "bank_files"


class UnknownLayout(LookupError):
    """The office's setting names a layout that config/bank_files does not hold."""


@dataclass(frozen=True)
class Layout:
    """Columns in order: (heading, fact)."""

    code: str
    title: str
    standing: str
    extension: str
    encoding: str
    delimiter: str
    has_heading: bool
    columns: tuple[tuple[str, str], ...]


@cache
def layout(code: str) -> Layout:
    """A layout by its file's name. Raises UnknownLayout."""
    path = LAYOUTS / f"{code}.toml"
    if not code.isidentifier() or not path.exists():
        raise UnknownLayout(code)
    with path.open("rb") as file:
        declared = tomllib.load(file)
    columns = tuple((column["heading"], column["fact"]) for column in declared.pop("columns"))
    if unknown := {fact for _, fact in columns} - set(FACTS):
        raise UnknownLayout(f"{code}: {', '.join(sorted(unknown))}")
    return Layout(code=code, columns=columns, **declared)


def layout_titles() -> dict[str, str]:
    """Every layout that lies there, by its code."""
    return {path.stem: layout(path.stem).title for path in sorted(LAYOUTS.glob("*.toml"))}


offer(LAYOUT, _("รูปแบบแฟ้มโอนของธนาคาร"), layout_titles, DEFAULT)


def layout_name(organization: Any) -> str:
    """The layout that an office uses."""
    return str(organization.settings.get(LAYOUT, DEFAULT))


def amount(row: Mapping[str, Any], _: date) -> str:
    return f"{Decimal(row['amount_baht']):.2f}"


FACTS = {
    "position": lambda row, _: str(row["position"]),
    "bank_code": lambda row, _: row["bank_code"],
    "account_number": lambda row, _: row["account_number"],
    "amount": amount,
    "payee_name": lambda row, _: row["payee_name"],
    "reference": lambda row, _: row["reference"],
    "value_on": lambda _, value_on: value_on.isoformat(),
    "value_on_thai": lambda _, value_on: short_date(value_on),
}


def rendered(form: Layout, rows: Iterable[Mapping[str, Any]], value_on: date) -> bytes:
    """The file's bytes: the same rows give the same bytes, whose digest the signers sign.

    Raises UnicodeEncodeError for a name that the layout's encoding cannot write.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=form.delimiter, lineterminator="\r\n")
    if form.has_heading:
        writer.writerow([heading for heading, _ in form.columns])
    for row in rows:
        writer.writerow([inert(FACTS[fact](row, value_on)) for _, fact in form.columns])
    return text.getvalue().encode(form.encoding)


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell
