"""Signature blocks: who, in what quality, by which order, when; or an empty line that waits for ink."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone


@dataclass(frozen=True)
class Order:
    """A written order (คำสั่ง) by its number and date."""

    number: str
    ordered_on: date


@dataclass(frozen=True)
class Acting:
    """In whose stead somebody signs: รักษาราชการแทน, ปฏิบัติราชการแทน …, the position stood in for, and the order."""

    kind: str
    stands_for: str
    order: Order


@dataclass(frozen=True)
class Signature:
    """One signature.

    role         beside the line: ผู้จัดทำ, ผู้ตรวจสอบ
    position     the person's own post; `seat` is the place in a committee or the office held in this matter, printed below it
    signed_on    the day of the act; None leaves an empty dotted line that waits for ink
    recorded_at  the database's clock at the electronic act; printed to the minute, and by itself when it fell on another day
    """

    name: str
    position: str
    role: str = ""
    seat: str = ""
    acting: Acting | None = None
    signed_on: date | None = None
    recorded_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.recorded_at and not self.signed_on:
            raise ValueError(f"{self.name}: an act that is recorded has a day")

    @property
    def is_recorded_later(self) -> bool:
        """Paper signed first and keyed in on another day, or an act of a rehearsal under its own calendar."""
        return bool(self.recorded_at and timezone.localtime(self.recorded_at).date() != self.signed_on)


@dataclass(frozen=True)
class Decision:
    """An opinion or an order below a report. Of `choices`, `chosen` is ticked; an empty one waits."""

    heading: str
    text: str
    signature: Signature
    choices: tuple[str, ...] = ()
    chosen: str = ""

    def __post_init__(self) -> None:
        if self.chosen and self.chosen not in self.choices:
            raise ValueError(f"{self.chosen!r} is none of the choices")
