"""A refusal explains itself: what is wrong, on which basis, what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _


class Kind(IntEnum):
    """What refuses, as the HTTP status that tells it."""

    GATE = 403
    CONFLICT = 409
    RULE = 422
    WAIT = 429


@dataclass(frozen=True)
class Opening:
    """A document of another procedure that takes a reason away once it is through, and what the form that opens it begins with."""

    procedure: str
    label: str
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Refusal:
    """One reason. The button that is not lit shows the same sentence as the server.

    `mended_by` names the step of the same document that takes it away, `opens` another document that does; `case` is the key of another
    case that stands in the way.
    """

    code: str
    sentence: str
    basis: str = ""
    remedy: str = ""
    kind: Kind = Kind.RULE
    field: str = ""
    mended_by: str = ""
    case: str = ""
    opens: Opening | None = None

    def as_dict(self) -> dict[str, str]:
        return {
            "code": self.code,
            "sentence": str(self.sentence),
            "basis": str(self.basis),
            "remedy": str(self.remedy),
            "field": self.field,
        }


class Refused(Exception):
    """Nothing was changed; every reason at once.

    `document` is the document as it stands now, where there is one, so that a page can show it beside what was typed.
    """

    def __init__(self, refusals: Iterable[Refusal], document: Any = None) -> None:
        self.refusals = tuple(refusals)
        self.document = document
        super().__init__("; ".join(str(refusal.sentence) for refusal in self.refusals))

    @property
    def status(self) -> int:
        """The first kind present gives the status: 403 before 409 before 422. Whoever must wait is told so before all else."""
        kinds = {refusal.kind for refusal in self.refusals}
        return int(Kind.WAIT if Kind.WAIT in kinds else min(kinds))

    @property
    def codes(self) -> set[str]:
        return {refusal.code for refusal in self.refusals}


def wrong_input(field: str, sentence: str) -> Refusal:
    """A field that holds what it must not."""
    return Refusal("WRONG_INPUT", sentence, remedy=_("แก้ไขช่องนี้แล้วส่งอีกครั้ง"), field=field)


def no_such_step(step: str) -> Refusal:
    return Refusal(
        "NO_SUCH_STEP", _("ไม่มีขั้นตอน “%(step)s” ในกระบวนงานนี้") % {"step": step}, remedy=_("เปิดหน้าเรื่องใหม่"), kind=Kind.CONFLICT
    )
