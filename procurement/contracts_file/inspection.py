"""Reads every cell of a file once, and gathers all that is wrong with it before anything is taken from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from procurement.contracts_file.cells import ABSENT, Misread, shown, tidy
from procurement.contracts_file.layouts import Column, Layout, Values
from procurement.contracts_file.refusals import REFUSALS_KEPT_MAX, ContractsFileRefused, Fault, FileRefusal
from procurement.contracts_file.rows import registered_in
from procurement.contracts_file.sorts import label, sort_of

ROWS_TO_BELIEVE_ONE_COLUMN = 3
MISFITS = {Fault.WRONG_SORT, Fault.MISSING}


def read_cell(column: Column, cell: str) -> Any:
    """The value of one cell, None where it is absent. Raises Misread."""
    text = tidy(cell)
    if text is not None:
        return column.read(text)
    if column.is_required:
        raise Misread(Fault.MISSING, _("ไม่มีค่า"))
    return None


def read_row(layout: Layout, columns: Sequence[Column], cells: Sequence[str]) -> Values:
    """The values of a whole row. Raises Misread at the first cell that is wrong."""
    if len(cells) != len(columns):
        raise Misread(Fault.WRONG_WIDTH, wrong_width(len(cells), len(columns)))
    values = {column.field: read_cell(column, cell) for column, cell in zip(columns, cells, strict=True) if column.field}
    return layout.complete(values)


def wrong_width(found: int, wanted: int) -> str:
    return _("มี %(found)s ช่อง แต่หัวตารางมี %(wanted)s คอลัมน์") % {"found": found, "wanted": wanted}


@dataclass
class Tally:
    """How well the cells of one column agree with its header."""

    told: int = 0
    misfits: int = 0
    strays: int = 0
    first: tuple[int, str] | None = None

    @property
    def wrong(self) -> int:
        return max(self.misfits, self.strays)

    def is_suspect(self) -> bool:
        """Whether at least half of the cells are of a wrong sort, or most of them look like another column's."""
        return bool(self.misfits and 2 * self.misfits >= self.told) or 2 * self.strays > self.told

    def refusal(self, column: Column) -> FileRefusal:
        row_number, cell = self.first or (1, "")
        words = {
            "wrong": self.wrong,
            "told": self.told,
            "wanted": label(column.sort),
            "value": shown(cell),
            "found": _("ช่องว่าง") if cell in ABSENT else label(sort_of(cell)),
        }
        sentence = _("ค่าเลื่อนจากหัวคอลัมน์: %(wrong)s จาก %(told)s แถวไม่ใช่%(wanted)s เช่น “%(value)s” ซึ่งเป็น%(found)s")
        return FileRefusal(Fault.SHIFTED, sentence % words, row_number, column.header)


@dataclass
class Inspection:
    """What one pass over a file has found. Memory stays bounded: reasons beyond the first thousand are only counted."""

    columns: list[Column]
    row_count: int = 0
    kept: list[FileRefusal] = field(default_factory=list)
    totals: Counter[tuple[str, bool]] = field(default_factory=Counter)
    registered: Counter[int | None] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(init=False)

    def __post_init__(self) -> None:
        self.tallies = {column.header: Tally() for column in self.columns}

    def see(self, row_number: int, cells: Sequence[str]) -> None:
        """Read one row, every cell of it, whatever is wrong with the others."""
        self.row_count += 1
        if len(cells) != len(self.columns):
            self.refuse(FileRefusal(Fault.WRONG_WIDTH, wrong_width(len(cells), len(self.columns)), row_number))
            return
        for column, cell in zip(self.columns, cells, strict=True):
            try:
                value = read_cell(column, cell)
                if value is not None:
                    self._count_good(column, row_number, value)
            except Misread as misread:
                self._count_bad(column, row_number, cell, misread)

    @property
    def fiscal_year(self) -> int | None:
        """The year (พ.ศ.) in which most of the file's projects were registered."""
        years = Counter({year: count for year, count in self.registered.items() if year})
        return years.most_common(1)[0][0] if years else None

    def refuse(self, refusal: FileRefusal) -> None:
        self.totals[refusal.column, refusal.fault in MISFITS] += 1
        if len(self.kept) < REFUSALS_KEPT_MAX:
            self.kept.append(refusal)

    def conclude(self) -> None:
        """Raises ContractsFileRefused with every reason found: a shifted column is one reason, not one for each row."""
        if not self.row_count and not self.kept:
            self.refuse(FileRefusal(Fault.UNREADABLE, _("มีแต่หัวตาราง ไม่มีรายการ"), row_number=1))
        shifted = self._shifted()
        headers = {column.header for column in shifted}
        one_by_one = [r for r in self.kept if not (r.column in headers and r.fault in MISFITS)]
        total = len(shifted) + sum(n for (header, is_misfit), n in self.totals.items() if not (header in headers and is_misfit))
        if total:
            columns_first = [self.tallies[column.header].refusal(column) for column in shifted]
            raise ContractsFileRefused(columns_first + one_by_one, total)

    def _shifted(self) -> list[Column]:
        """Columns whose values belong elsewhere. Two agree on it; one alone is believed from the third row on."""
        suspects = [column for column in self.columns if self.tallies[column.header].is_suspect()]
        if len(suspects) > 1:
            return suspects
        return [column for column in suspects if self.tallies[column.header].wrong >= ROWS_TO_BELIEVE_ONE_COLUMN]

    def _count_good(self, column: Column, row_number: int, value: Any) -> None:
        tally = self.tallies[column.header]
        tally.told += 1
        if column.foreign and sort_of(value) in column.foreign:
            tally.strays += 1
            tally.first = tally.first or (row_number, value)
        elif column.field == "project_id":
            self.registered[registered_in(value)] += 1

    def _count_bad(self, column: Column, row_number: int, cell: str, misread: Misread) -> None:
        tally = self.tallies[column.header]
        tally.told += 1
        if misread.fault in MISFITS:
            tally.misfits += 1
            tally.first = tally.first or (row_number, " ".join(cell.split()))
        self.refuse(FileRefusal(misread.fault, misread.sentence, row_number, column.header))
