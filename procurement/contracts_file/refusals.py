"""Why a contracts file is refused: each reason with its row and column, in Thai, and all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

REFUSALS_KEPT_MAX = 1_000


class Fault(StrEnum):
    """What is wrong. The first three condemn the whole file, the rest one row or cell of it."""

    UNREADABLE = "UNREADABLE"
    UNKNOWN_HEADER = "UNKNOWN_HEADER"
    SHIFTED = "SHIFTED"
    WRONG_WIDTH = "WRONG_WIDTH"
    WRONG_SORT = "WRONG_SORT"
    MISSING = "MISSING"
    NEGATIVE = "NEGATIVE"
    FINER_THAN_SATANG = "FINER_THAN_SATANG"
    TOO_LARGE = "TOO_LARGE"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    TOO_LONG = "TOO_LONG"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"


@dataclass(frozen=True, slots=True)
class FileRefusal:
    """One reason. Rows are counted as a spreadsheet shows them: the header is row 1."""

    fault: Fault
    sentence: str
    row_number: int
    column: str = ""

    def __str__(self) -> str:
        if self.column:
            place = _("แถวที่ %(row)s คอลัมน์ “%(column)s”") % {"row": self.row_number, "column": self.column}
        else:
            place = _("แถวที่ %(row)s") % {"row": self.row_number}
        return f"{place}: {self.sentence}"


class ContractsFileRefused(Exception):
    """The whole file is refused and nothing of it may be kept.

    `refusals` holds the first thousand reasons, so that a ruined file of any size stays in bounded memory;
    `refusals_total` counts them all.
    """

    def __init__(self, refusals: Iterable[FileRefusal], refusals_total: int | None = None) -> None:
        self.refusals = tuple(refusals)
        self.refusals_total = len(self.refusals) if refusals_total is None else refusals_total
        super().__init__("\n".join(self.sentences))

    @property
    def sentences(self) -> list[str]:
        told = [str(refusal) for refusal in self.refusals]
        if untold := self.refusals_total - len(told):
            told.append(_("และอีก %(count)s ข้อ") % {"count": untold})
        return told

    @property
    def faults(self) -> set[Fault]:
        return {refusal.fault for refusal in self.refusals}


class ContractsFileChanged(Exception):
    """The file is no longer the one that was read and found good: whatever was taken from it must be given up."""

    def __init__(self) -> None:
        super().__init__(_("แฟ้มถูกแก้ไขระหว่างการอ่าน ให้เริ่มอ่านใหม่ตั้งแต่ต้น"))
