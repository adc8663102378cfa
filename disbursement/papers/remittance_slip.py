"""ใบนำส่งเงิน: a collector's receipts of a day and the money with them, as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Signature


@dataclass(frozen=True)
class IncomeLine:
    """Receipts of one kind from one book: their numbers, from and to, how many are valid, and what these come to in baht (D1)."""

    income: str
    book: str
    numbers: tuple[str, ...]
    valid: int
    amount_baht: Decimal


@dataclass(frozen=True)
class BookRange:
    """What was used of one book: from which slip to which, how many of them are valid, and which were cancelled (R9)."""

    book: str
    first: int
    last: int
    valid: int
    cancelled: tuple[int, ...] = ()

    @property
    def slips(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class CashLine:
    """Notes or coins of one face value, as counted."""

    name: str
    face_baht: Decimal
    count: int

    @property
    def amount_baht(self) -> Decimal:
        return self.face_baht * self.count


@dataclass(frozen=True)
class Instrument:
    """A cheque, or a transfer that is in the bank already, in baht."""

    name: str
    amount_baht: Decimal


@dataclass(frozen=True)
class RemittanceSlip:
    """ใบนำส่งเงิน. Amounts in baht.

    late_reason  why the money was handed over after its day
    Raises ValueError when the money does not come to the valid receipts, or valid and cancelled slips are not the whole range.
    """

    kind: ClassVar[str] = "ใบนำส่งเงิน"
    template: ClassVar[str] = "remittance_slip"
    shape: ClassVar[Shape] = "form"

    collected_on: date
    remitted_on: date
    unit: str
    incomes: tuple[IncomeLine, ...]
    ranges: tuple[BookRange, ...]
    cash: tuple[CashLine, ...]
    cheques: tuple[Instrument, ...]
    transfers: tuple[Instrument, ...]
    remitter: Signature
    receiver: Signature
    late_reason: str = ""

    def __post_init__(self) -> None:
        if self.amount_baht != self.receipts_baht:
            raise ValueError(f"the receipts come to {self.receipts_baht} baht, the money to {self.amount_baht}")
        if any(used.slips != used.valid + len(used.cancelled) for used in self.ranges):
            raise ValueError("valid and cancelled slips are not the whole range")
        if sum(used.valid for used in self.ranges) != self.valid:
            raise ValueError("the kinds of income do not hold every valid slip")

    @property
    def valid(self) -> int:
        return sum(line.valid for line in self.incomes)

    @property
    def receipts_baht(self) -> Decimal:
        return total(self.incomes, "amount_baht")

    @property
    def cash_baht(self) -> Decimal:
        return total(self.cash, "amount_baht")

    @property
    def cheques_baht(self) -> Decimal:
        return total(self.cheques, "amount_baht")

    @property
    def transfers_baht(self) -> Decimal:
        return total(self.transfers, "amount_baht")

    @property
    def amount_baht(self) -> Decimal:
        return self.cash_baht + self.cheques_baht + self.transfers_baht
