"""ใบสำคัญสรุปใบนำส่งเงิน: the day's slips in one, as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Signature


@dataclass(frozen=True)
class SlipRow:
    """One ใบนำส่งเงิน, in baht; a transfer is in the bank already, and so is what was held as a surplus (C8)."""

    number: str
    remitter: str
    collected_on: date
    cash_baht: Decimal
    cheque_baht: Decimal
    transfer_baht: Decimal
    from_held_baht: Decimal = Decimal()

    @property
    def amount_baht(self) -> Decimal:
        return self.cash_baht + self.cheque_baht + self.transfer_baht + self.from_held_baht


@dataclass(frozen=True)
class IncomeRow:
    """Receipts of one kind, in baht, with the slips or the receipt that they came by; what never was cash says so (N19)."""

    income: str
    came_by: str
    receipts: int
    amount_baht: Decimal
    is_cash: bool = True
    kept_as: str = "หักจากเงินที่จ่าย"


@dataclass(frozen=True)
class PlacedRow:
    """Where a part of it is now, in baht, and what proves it (D8)."""

    name: str
    evidence: str
    amount_baht: Decimal


@dataclass(frozen=True)
class RemittanceSummary:
    """ใบสำคัญสรุปใบนำส่งเงิน. Amounts in baht.

    placed   once the money was banked or kept, what became of all of it; before, nothing
    checked_baht   the total that the daily checker found and signed for (D4)
    Raises ValueError when the kinds of income, or the places, do not come to what was received.
    """

    kind: ClassVar[str] = "ใบสำคัญสรุปใบนำส่งเงิน"
    template: ClassVar[str] = "remittance_summary"
    shape: ClassVar[Shape] = "form"

    summarized_on: date
    slips: tuple[SlipRow, ...]
    incomes: tuple[IncomeRow, ...]
    placed: tuple[PlacedRow, ...]
    signatures: tuple[Signature, ...]
    checked_baht: Decimal | None = None
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        cash = sum((row.amount_baht for row in self.incomes if row.is_cash), Decimal())
        if cash != self.slips_baht:
            raise ValueError(f"the slips come to {self.slips_baht} baht, the kinds of income to {cash}")
        if self.placed and self.placed_baht != self.received_baht:
            raise ValueError(f"{self.received_baht} baht were received, {self.placed_baht} are accounted for")

    @property
    def cash_baht(self) -> Decimal:
        return total(self.slips, "cash_baht")

    @property
    def cheque_baht(self) -> Decimal:
        return total(self.slips, "cheque_baht")

    @property
    def transfer_baht(self) -> Decimal:
        return total(self.slips, "transfer_baht")

    @property
    def from_held_baht(self) -> Decimal:
        return total(self.slips, "from_held_baht")

    @property
    def slips_baht(self) -> Decimal:
        return total(self.slips, "amount_baht")

    @property
    def received_baht(self) -> Decimal:
        return total(self.incomes, "amount_baht")

    @property
    def placed_baht(self) -> Decimal:
        return total(self.placed, "amount_baht")
