"""ฎีกา: the voucher as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Signature


@dataclass(frozen=True)
class BudgetPosition:
    """One budget line in baht, just before this voucher; `committed_baht` still holds what the voucher asks for."""

    plan: str
    task: str
    group: str
    type: str
    allotted_baht: Decimal
    transferred_baht: Decimal
    reserved_baht: Decimal
    committed_baht: Decimal
    spent_before_baht: Decimal
    asked_baht: Decimal

    @property
    def committed_after_baht(self) -> Decimal:
        return self.committed_baht - self.asked_baht

    @property
    def free_baht(self) -> Decimal:
        return self.allotted_baht + self.transferred_baht - self.reserved_baht - self.committed_baht - self.spent_before_baht


@dataclass(frozen=True)
class Deduction:
    """What is kept back of a payment, in baht, and where it is shown: tax as money held, a fine as revenue with its receipt."""

    name: str
    amount_baht: Decimal
    kept_as: str
    receipt: str = ""


@dataclass(frozen=True)
class Evidence:
    """One paper behind a voucher, the pages it takes in the bundle, if it lies there, and what its check found."""

    name: str
    first_page: int | None
    last_page: int | None
    number: str = ""
    dated: date | None = None
    result: str = ""

    @property
    def pages(self) -> str:
        if self.first_page is None:
            return "–"
        return str(self.first_page) if self.first_page == self.last_page else f"{self.first_page}–{self.last_page}"


@dataclass(frozen=True)
class Event:
    """A dated act that the voucher rests on; `note` where the law counts days to it."""

    name: str
    happened_on: date
    note: str = ""


@dataclass(frozen=True)
class Payee:
    """Who is paid, and by which way: the account, or the instrument."""

    name: str
    tax_id: str
    method: str


@dataclass(frozen=True)
class Payment:
    """What was paid on a voucher.

    proof    what shows that the payee has it: the bank's confirmation, or the receipt with its number and date
    stamped  the mark จ่ายเงินแล้ว, which nobody certifies without a proof (P-7, P-9)
    """

    instrument: str
    paid_on: date
    payer: Signature
    certifier: Signature
    payee: Signature | None = None
    proof: str = ""

    def __post_init__(self) -> None:
        if self.certifier.signed_on and not self.is_stamped:
            raise ValueError("nobody certifies a payment before the payee has it")

    @property
    def is_stamped(self) -> bool:
        return bool(self.proof) or bool(self.payee and self.payee.signed_on)


@dataclass(frozen=True)
class Voucher:
    """ฎีกาเบิกเงินตามงบประมาณ. Amounts in baht.

    requested_before_vat_baht, vat_baht  make up what is asked for
    events     in the order of time: the approval, the order, the delivery, the acceptance, the voucher
    signatures in the order of F4: who asks, who prepared, who checked, ปลัด, who approves
    Raises ValueError when the budget is charged another amount than the gross, the bundle leaves out a page, or an event stands
    before the one it follows.
    """

    kind: ClassVar[str] = "ฎีกาเบิกเงินตามงบประมาณ"
    template: ClassVar[str] = "voucher"
    shape: ClassVar[Shape] = "form"

    requested_on: date
    fiscal_year: int
    unit: str
    fund: str
    subject: str
    budget: BudgetPosition
    before_vat_baht: Decimal
    vat_baht: Decimal
    deductions: tuple[Deduction, ...]
    payee: Payee
    evidence: tuple[Evidence, ...]
    events: tuple[Event, ...]
    signatures: tuple[Signature, ...]
    vat_percent: Decimal | None = None
    received_number: str = ""
    received_on: date | None = None
    payment: Payment | None = None

    def __post_init__(self) -> None:
        if self.budget.asked_baht != self.gross_baht:
            raise ValueError(f"the budget is charged {self.budget.asked_baht} baht, not {self.gross_baht}")
        if any(after.first_page != (before.last_page or 0) + 1 for before, after in pairwise(self.bundle)):
            raise ValueError("the pages of the evidence leave a gap")
        if any(after.happened_on < before.happened_on for before, after in pairwise(self.events)):
            raise ValueError("the events are out of order")

    @property
    def gross_baht(self) -> Decimal:
        return self.before_vat_baht + self.vat_baht

    @property
    def deducted_baht(self) -> Decimal:
        return total(self.deductions, "amount_baht")

    @property
    def net_baht(self) -> Decimal:
        return self.gross_baht - self.deducted_baht

    @property
    def bundle(self) -> tuple[Evidence, ...]:
        """What lies in the bundle itself."""
        return tuple(paper for paper in self.evidence if paper.first_page is not None)

    @property
    def evidence_pages(self) -> int:
        return self.bundle[-1].last_page or 0 if self.bundle else 0
