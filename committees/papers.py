"""The papers of the acceptance committee, each as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Order, Signature

SATANG = Decimal("0.01")


@dataclass(frozen=True)
class OrderedFrom:
    """The order or contract that is delivered under. `kind` is ใบสั่งซื้อ, ใบสั่งจ้าง or สัญญา; the amount is in baht with VAT."""

    kind: str
    number: str
    ordered_on: date
    subject: str
    party: str
    party_word: str
    amount_baht: Decimal
    due_on: date


@dataclass(frozen=True)
class Opinion:
    """What one member answered. `accepts` None waits; `reason` is the dissent in the member's own words (ข้อ 175 (7), 176 (7)).

    `note` names the order by which the member took another's place.
    """

    signature: Signature
    accepts: bool | None = None
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.accepts is False and not self.reason:
            raise ValueError(f"{self.signature.name}: a dissent is printed with its reason")


@dataclass(frozen=True)
class Ruling:
    """The head's order after a dissent."""

    accepts: bool
    text: str
    signature: Signature


@dataclass(frozen=True)
class CollectiveAct:
    """One act of one body: its order of appointment, every opinion, and the ruling where they differ.

    Raises ValueError when somebody dissents and no ruling is given: no certificate exists before it (M5).
    """

    appointment: Order
    opinions: tuple[Opinion, ...]
    ruling: Ruling | None = None

    def __post_init__(self) -> None:
        if self.dissents and not self.ruling:
            raise ValueError("a dissent waits for the head's ruling: nothing can be certified yet")

    @property
    def dissents(self) -> tuple[Opinion, ...]:
        return tuple(opinion for opinion in self.opinions if opinion.accepts is False)

    @property
    def body_word(self) -> str:
        return "ผู้ตรวจรับพัสดุ" if len(self.opinions) == 1 else "คณะกรรมการตรวจรับพัสดุ"


@dataclass(frozen=True)
class FineRow:
    """The fine of one part: base in baht with VAT, percent a day, from the day after the due day.

    `ends_on` None runs on: the part is still owed, and its fine is reserved. `daily_baht` is what the rules made of rate and floor.
    """

    part: str
    base_baht: Decimal
    rate_percent: Decimal
    daily_baht: Decimal
    starts_on: date
    ends_on: date | None = None

    @property
    def days(self) -> int | None:
        return (self.ends_on - self.starts_on).days + 1 if self.ends_on else None

    @property
    def fine_baht(self) -> Decimal:
        return (self.daily_baht * (self.days or 0)).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class Fine:
    """The fine of one delivery. `basis` tells rate, clause and base; `notice` is the letter that told the vendor of the lateness (N18)."""

    basis: str
    rows: tuple[FineRow, ...]
    notice: str = ""

    @property
    def deducted_baht(self) -> Decimal:
        return total(self.rows, "fine_baht")

    @property
    def runs_on(self) -> bool:
        return any(row.ends_on is None for row in self.rows)


@dataclass(frozen=True)
class AcceptedLine:
    """One line as delivered and accepted. `accepted_before` counts earlier deliveries of the same order; the price is in baht."""

    name: str
    unit: str
    ordered: Decimal
    delivered: Decimal
    accepted: Decimal
    unit_price_baht: Decimal
    accepted_before: Decimal = Decimal()
    detail: str = ""

    def __post_init__(self) -> None:
        if self.accepted > self.delivered or self.accepted + self.accepted_before > self.ordered:
            raise ValueError(f"{self.name}: more is accepted than was delivered or ordered")

    @property
    def outstanding(self) -> Decimal:
        return self.ordered - self.accepted_before - self.accepted

    @property
    def accepted_baht(self) -> Decimal:
        return (self.accepted * self.unit_price_baht).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class AcceptanceCertificate:
    """ใบตรวจรับพัสดุ of one delivery (ข้อ 175).

    certified_on   the day of the certificate: that of the last opinion, or of the ruling after a dissent, never before
    delivery_note  ใบส่งของ, with its number and date; `received_on` is the day of the receiving stamp
    outcome        how much was accepted, and by whose order where members dissented; never more than the facts
    findings       what the body found, and what is done about it
    Raises ValueError when it is dated before the ruling or the inspection.
    """

    kind: ClassVar[str] = "ใบตรวจรับพัสดุ"
    template: ClassVar[str] = "acceptance_certificate"
    shape: ClassVar[Shape] = "form"

    certified_on: date
    place: str
    order: OrderedFrom
    delivery_note: str
    received_on: date
    inspected_at: datetime
    lines: tuple[AcceptedLine, ...]
    act: CollectiveAct
    keeper: Signature
    vendor: Signature
    outcome: str
    findings: str = ""
    fine: Fine | None = None
    round: int = 1

    def __post_init__(self) -> None:
        not_before(self.certified_on, self.inspected_at.date(), self.act)

    @property
    def accepted_baht(self) -> Decimal:
        return total(self.lines, "accepted_baht")

    @property
    def has_earlier(self) -> bool:
        """Whether a part was accepted before: only then does the table tell it."""
        return any(line.accepted_before for line in self.lines)


@dataclass(frozen=True)
class WorkItem:
    """One part of the works of an instalment, as measured."""

    name: str
    agreed: str
    measured: str


@dataclass(frozen=True)
class WorksCertificate:
    """ใบรับรองผลการปฏิบัติงาน of one instalment of works (ข้อ 176).

    acknowledged_on    the day the chair knew of the delivery: the working days of inspection count from the next one
    inspect_by         their last day
    supervisor_report  the paper of ผู้ควบคุมงาน, with its number and date
    outcome            how much is certified, and by whose order where members dissented
    certified_before_baht  earlier instalments of the same order
    Raises ValueError when it is dated before the ruling or the inspection, or certifies more than the order.
    """

    kind: ClassVar[str] = "ใบรับรองผลการปฏิบัติงาน"
    template: ClassVar[str] = "works_certificate"
    shape: ClassVar[Shape] = "form"

    certified_on: date
    place: str
    order: OrderedFrom
    instalment: int
    instalments: int
    delivery_note: str
    delivered_on: date
    acknowledged_on: date
    inspect_by: date
    inspected_on: date
    supervisor: Signature
    supervisor_report: str
    items: tuple[WorkItem, ...]
    instalment_baht: Decimal
    act: CollectiveAct
    keeper: Signature
    vendor: Signature
    outcome: str
    certified_before_baht: Decimal = Decimal()
    findings: str = ""
    fine: Fine | None = None

    def __post_init__(self) -> None:
        not_before(self.certified_on, self.inspected_on, self.act)
        if self.remaining_baht < 0:
            raise ValueError("more is certified than was ordered")

    @property
    def remaining_baht(self) -> Decimal:
        return self.order.amount_baht - self.certified_before_baht - self.instalment_baht


def not_before(certified_on: date, inspected_on: date, act: CollectiveAct) -> None:
    """A certificate bears the day on which everything that it rests on was there."""
    ruled_on = act.ruling.signature.signed_on if act.ruling else None
    if certified_on < max(inspected_on, ruled_on or inspected_on):
        raise ValueError(f"a certificate of {certified_on} would be older than what it certifies")
