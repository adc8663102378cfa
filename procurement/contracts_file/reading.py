"""Opens a contracts file: one pass to judge all of it, then as many as wanted to take its rows, one at a time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from procurement.contracts_file.cells import Misread
from procurement.contracts_file.inspection import Inspection, read_row
from procurement.contracts_file.layouts import Column, Layout, columns_of
from procurement.contracts_file.records import Unreadable, records
from procurement.contracts_file.refusals import ContractsFileChanged, ContractsFileRefused, FileRefusal
from procurement.contracts_file.rows import ContractRow, LayoutCode


@dataclass(frozen=True)
class ContractsFile:
    """A file that was read once from end to end and found good.

    Iterating reads it again, row by row, and raises ContractsFileChanged if it is no longer the same file: take its rows
    in one transaction.
    """

    path: Path
    digest: str
    row_count: int
    fiscal_year: int | None
    _layout: Layout
    _columns: tuple[Column, ...]

    @property
    def layout(self) -> LayoutCode:
        return self._layout.code

    def __len__(self) -> int:
        return self.row_count

    def __iter__(self) -> Iterator[ContractRow]:
        digest = hashlib.sha256()
        try:
            for row_number, cells in islice(records(self.path, digest), 1, None):
                values = read_row(self._layout, self._columns, cells)
                values["fiscal_year"] = values["fiscal_year"] or self.fiscal_year
                yield ContractRow(file_digest=self.digest, row_number=row_number, layout=self.layout, **values)
        except (Misread, Unreadable) as error:
            raise ContractsFileChanged from error
        if digest.hexdigest() != self.digest:
            raise ContractsFileChanged


def read_contracts(path: Path | str, *, fiscal_year: int | None = None) -> ContractsFile:
    """Judge a contracts file of either layout; its rows follow by iterating what is returned.

    `fiscal_year` (พ.ศ.) stands in for rows that tell none; without it, the year in which most of the file's project ids
    were registered, since an extract of the masked layout is of one year and does not say which.

    Raises ContractsFileRefused with every row, column and reason, and then nothing of the file may be kept.
    """
    path, digest = Path(path), hashlib.sha256()
    stream = records(path, digest)
    try:
        _, header = next(stream, (1, []))
        found = columns_of(header)
    except Unreadable as unreadable:
        found = unreadable.refusal
    if isinstance(found, FileRefusal):
        raise ContractsFileRefused([found])
    layout, columns = found
    inspection = Inspection(columns)
    try:
        for row_number, cells in stream:
            inspection.see(row_number, cells)
    except Unreadable as unreadable:
        inspection.refuse(unreadable.refusal)
    inspection.conclude()
    year = fiscal_year or inspection.fiscal_year
    return ContractsFile(path, digest.hexdigest(), inspection.row_count, year, layout, tuple(columns))
