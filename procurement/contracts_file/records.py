"""A CSV file as a stream of records: UTF-8 with or without a byte-order mark, any line ending, any number of rows."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

from procurement.contracts_file.refusals import Fault, FileRefusal

# Longer than any honest row by far; without it a file with no line ending at all would be read into memory whole.
LINE_BYTES_MAX = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


class Unreadable(Exception):
    """From this row on, the bytes are no CSV of UTF-8 text."""

    def __init__(self, refusal: FileRefusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class NoText(Exception):
    """A workbook, a picture or the like: its first line holds what no text holds."""


def records(path: Path, digest: Digest) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, with their row numbers; every byte of the file passes through `digest`.

    Raises Unreadable at the first row that cannot be read.
    """
    row_number = 0
    with path.open("rb") as file:
        reader = csv.reader(_lines(file, digest), strict=True)
        while True:
            try:
                cells = next(reader, None)
            except NoText as error:
                sentence = _("ไม่ใช่แฟ้มข้อความ เปิดด้วยโปรแกรมของแฟ้มนั้น แล้วบันทึกเป็น “CSV UTF-8”")
                raise Unreadable(FileRefusal(Fault.UNREADABLE, sentence, row_number + 1)) from error
            except UnicodeDecodeError as error:
                sentence = _("ไม่ใช่อักขระ UTF-8 ให้บันทึกแฟ้มใหม่เป็น “CSV UTF-8”")
                raise Unreadable(FileRefusal(Fault.UNREADABLE, sentence, row_number + 1)) from error
            except csv.Error as error:
                sentence = _("อ่านเป็น CSV ไม่ได้ ตรวจเครื่องหมายคำพูดและการขึ้นบรรทัดใหม่ของแถวนี้")
                raise Unreadable(FileRefusal(Fault.UNREADABLE, sentence, row_number + 1)) from error
            if cells is None:
                return
            row_number += 1
            if any(cell.strip() for cell in cells):
                yield row_number, cells


def _lines(file: BinaryIO, digest: Digest) -> Iterator[str]:
    is_first = True
    while line := file.readline(LINE_BYTES_MAX):
        digest.update(line)
        if is_first and b"\0" in line:
            raise NoText
        if len(line) == LINE_BYTES_MAX:
            raise csv.Error("line too long")
        if is_first:
            line, is_first = line.removeprefix(BYTE_ORDER_MARK), False
        yield line.decode("utf-8")
