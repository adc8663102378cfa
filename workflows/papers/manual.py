"""คู่มือการปฏิบัติงาน: the handbook as a paper, one chapter for each procedure, as the law stands on a day."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflows.papers.paper import Shape


@dataclass(frozen=True)
class Station:
    """A state on the road or beside it: who is waited for there, what leads on, and the other ways out."""

    state: str
    who: str
    onward: str
    others: tuple[str, ...] = ()
    is_beside: bool = False


@dataclass(frozen=True)
class Objection:
    """What may stand against a step: the sentence, the clause, what to do, and the code that the screen shows with it."""

    sentence: str
    clause: str
    remedy: str
    code: str


@dataclass(frozen=True)
class Instruction:
    """One step. `is_doubtful` marks a clause, and `limit_is_doubtful` a time limit, that nobody has confirmed yet."""

    label: str
    who: str
    clause: str
    note: str
    sources: tuple[str, ...]
    leads: str
    limit: str = ""
    paper: str = ""
    signs: bool = False
    is_doubtful: bool = False
    limit_is_doubtful: bool = False
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One procedure."""

    title: str
    regulations: tuple[str, ...]
    stations: tuple[Station, ...]
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True)
class Manual:
    """The chapters that somebody asked for, and what may stand against any step. Raises ValueError without a chapter."""

    kind: ClassVar[str] = "คู่มือการปฏิบัติงาน"
    template: ClassVar[str] = "manual"
    shape: ClassVar[Shape] = "form"

    chapters: tuple[Chapter, ...]
    as_of: date
    objections: tuple[Objection, ...] = ()

    def __post_init__(self) -> None:
        if not self.chapters:
            raise ValueError("a manual has a chapter")
