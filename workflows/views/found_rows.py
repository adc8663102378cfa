"""The rows of a register that somebody looks for: by what any of their cells says, in Thai or Arabic digits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workflows.pages import Cell, Table
from workflows.thai import arabic_digits, baht
from workflows.views.register_tables import count

Row = tuple[Any, ...]


class FoundRows(Sequence[Row]):
    """Rows that are too many to be read whole: they are counted, and made only as far as they are shown. The queryset has searched already."""

    def __init__(self, found: "QuerySet[Any]", make: Callable[[list[Any]], Iterable[Row]]) -> None:
        self.found, self.make = found, make

    @cached_property
    def total(self) -> int:
        return self.found.count()

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: Any) -> Any:
        if isinstance(part, slice):
            return tuple(self.make(list(self.found[part])))
        return self[part : part + 1][0]


def words_of(text: str) -> list[str]:
    return arabic_digits(text).casefold().split()


def found_in(table: Table, text: str) -> Table:
    """The table with the rows of which each word stands in some cell; all of it where no word is given."""
    words = words_of(text)
    if not words:
        return table
    nothing = _("ไม่พบรายการที่ตรงกัน ลองคำอื่น")
    if isinstance(table.rows, FoundRows):
        return replace(table, empty=nothing)
    rows = tuple(row for row in table.rows if says(row, words))
    return replace(table, rows=rows, summary=table.summary and count(len(rows)), is_open=True, empty=nothing)


def says(row: Row, words: Iterable[str]) -> bool:
    told = " ".join(arabic_digits(written(value)).casefold() for value in row)
    return all(word in told for word in words)


def written(value: Any) -> str:
    """A cell as it is read on the page."""
    if isinstance(value, Cell):
        return f"{written(value.value)} {value.note}"
    return baht(value) if isinstance(value, Decimal) else str(value)
