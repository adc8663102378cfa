"""A refusal explains itself: what is wrong, on which basis, what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _

# What cites no clause because no law forbids it, each with its reason.
NOT_OF_LAW = {
    "KEY_USED": "a command sent twice with other data: the effect stands once",
    "BUSY": "the database keeps several apart; nothing is forbidden",
    "NO_LAW_IN_FORCE": "on that day no clause was in force yet",
    "NO_SUCH_STEP": "a command that names no step of the procedure",
    "NOT_FOUND": "an address that leads nowhere, or to what may not be known",
    "METHOD_NOT_ALLOWED": "the address takes another method of the web",
    "UNREADABLE": "a request that cannot be read as one",
    "TOO_LARGE": "a request larger than any command",
    "CSRF_FAILED": "a request that did not come from our own page",
    "NOT_SIGNED_IN": "the door asks who somebody is",
    "SIGN_IN_FAILED": "the door knows nobody by this name and password",
    "WRONG_PASSWORD": "it proves no person",
    "WRONG_CODE": "it proves no person",
    "WRONG_PASSKEY": "it proves no person",
    "WRONG_STARTING_CODE": "it proves no person",
    "LOCKED": "too many failures: the door is slowed down",
    "MUST_WAIT": "several failures: the door is slowed down",
    "PREVIEW_TOO_OLD": "a preview that is shown anew before anything is done",
}


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
    case that stands in the way, and `speaks_of` are other cases that it tells of, each by its key and in words. What is `only_told` refuses
    nobody: whoever decides reads it and goes on as he judges.
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
    speaks_of: tuple[tuple[str, str], ...] = ()
    only_told: bool = False

    def under(self, clause: str) -> "Refusal":
        """Under its own basis; a rule that names none forbids what the step's clause asks otherwise."""
        return self if self.basis or self.code in NOT_OF_LAW else replace(self, basis=clause)

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

    `document` is the document as it stands now, where there is one, so that a page can show it beside what was typed; `clause` is that of
    the step, under which every reason stands that names none of its own.
    """

    def __init__(self, refusals: Iterable[Refusal], document: Any = None, clause: str = "") -> None:
        self.refusals = tuple(refusal.under(clause) for refusal in refusals)
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
