"""รายงานสถานะการเงินประจำวัน: the day's money as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Order, Signature

SATANG = Decimal("0.01")
KEYHOLDERS_MIN = 3


@dataclass(frozen=True)
class AccountDay:
    """One account over one day, in baht. A transfer stands once out of one account and once into another, never netted.

    `in_hand` marks cash and instruments, which are counted; the others lie in the bank.
    """

    name: str
    brought_baht: Decimal
    received_baht: Decimal = Decimal()
    moved_in_baht: Decimal = Decimal()
    moved_out_baht: Decimal = Decimal()
    paid_baht: Decimal = Decimal()
    number: str = ""
    in_hand: bool = False

    @property
    def balance_baht(self) -> Decimal:
        return self.brought_baht + self.received_baht + self.moved_in_baht - self.moved_out_baht - self.paid_baht


@dataclass(frozen=True)
class Counted:
    """Notes or coins of one face value as counted; or so many instruments, whose faces differ and whose sum is `whole_baht`."""

    name: str
    face_baht: Decimal
    count: int
    whole_baht: Decimal | None = None

    @property
    def amount_baht(self) -> Decimal:
        if self.whole_baht is not None:
            return self.whole_baht
        return (self.face_baht * self.count).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class HeldMoney:
    """Money that is kept for others (เงินรับฝาก: tax withheld, securities), in baht; it lies in the accounts above."""

    name: str
    brought_baht: Decimal
    in_baht: Decimal = Decimal()
    out_baht: Decimal = Decimal()

    @property
    def balance_baht(self) -> Decimal:
        return self.brought_baht + self.in_baht - self.out_baht


@dataclass(frozen=True)
class NonCashReceipt:
    """Revenue that never was cash, such as a fine kept back: its receipt and its baht (N19)."""

    name: str
    receipt: str
    amount_baht: Decimal


@dataclass(frozen=True)
class PrintedSeal:
    """One seal of the journal as the report shows it: `hash` in full, for a shorter one could be forged."""

    number: int
    sealed_at: datetime
    entries: int
    hash: str

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(self.hash[start : start + 8] for start in range(0, len(self.hash), 8))


@dataclass(frozen=True)
class Custody:
    """The committee that counts the money together and puts it away (C7); `kept_at` is empty until all have signed."""

    appointment: Order
    kept_at: datetime | None
    members: tuple[Signature, ...]

    def __post_init__(self) -> None:
        if len({member.name for member in self.members}) < KEYHOLDERS_MIN:
            raise ValueError("the custody committee has at least three members, each with a key")


@dataclass(frozen=True)
class Handover:
    """What the committee gave out on the next working day, in baht, and the officer who signs for it (C9)."""

    amount_baht: Decimal
    purpose: str
    members: tuple[Signature, ...]
    officer: Signature


@dataclass(frozen=True)
class DailyPosition:
    """รายงานสถานะการเงินประจำวัน. Amounts in baht.

    seals           every seal of the journal since the last report, oldest first; `previous_seal` is the hash that they follow
    quiet_days      days since the last report on which nothing moved (C6)
    is_counted      False before the count, when the places of the figures stay open for the pen
    cheque_difference_baht  what of the difference is in the cheques, so that one kind never makes up for the other
    count_note      what is said, and to whom it was reported, when the count differs from the books (C8)
    Raises ValueError when transfers do not cancel out, or a difference has no note.
    """

    kind: ClassVar[str] = "รายงานสถานะการเงินประจำวัน"
    template: ClassVar[str] = "daily_position"
    shape: ClassVar[Shape] = "form"

    reported_on: date
    accounts: tuple[AccountDay, ...]
    counted: tuple[Counted, ...]
    held: tuple[HeldMoney, ...]
    prepared: tuple[Signature, ...]
    custody: Custody
    seals: tuple[PrintedSeal, ...]
    previous_seal: str
    informed: tuple[Signature, ...]
    non_cash: tuple[NonCashReceipt, ...] = ()
    quiet_days: tuple[date, ...] = ()
    remarks: tuple[str, ...] = ()
    is_counted: bool = True
    count_note: str = ""
    cheque_difference_baht: Decimal = Decimal()
    handover: Handover | None = None

    def __post_init__(self) -> None:
        if self.moved_in_baht != self.moved_out_baht:
            raise ValueError(f"{self.moved_in_baht} baht were moved in, {self.moved_out_baht} out")
        if self.differs and not self.count_note:
            raise ValueError("a count that differs from the books is reported with a note")

    @property
    def brought_baht(self) -> Decimal:
        return total(self.accounts, "brought_baht")

    @property
    def received_baht(self) -> Decimal:
        return total(self.accounts, "received_baht")

    @property
    def moved_in_baht(self) -> Decimal:
        return total(self.accounts, "moved_in_baht")

    @property
    def moved_out_baht(self) -> Decimal:
        return total(self.accounts, "moved_out_baht")

    @property
    def paid_baht(self) -> Decimal:
        return total(self.accounts, "paid_baht")

    @property
    def balance_baht(self) -> Decimal:
        return total(self.accounts, "balance_baht")

    @property
    def counted_baht(self) -> Decimal:
        return total(self.counted, "amount_baht")

    @property
    def in_hand_baht(self) -> Decimal:
        """What the books say that the safe holds."""
        return total((account for account in self.accounts if account.in_hand), "balance_baht")

    @property
    def difference_baht(self) -> Decimal:
        return self.counted_baht - self.in_hand_baht if self.is_counted else Decimal()

    @property
    def cash_difference_baht(self) -> Decimal:
        return self.difference_baht - self.cheque_difference_baht

    @property
    def differs(self) -> bool:
        """Whether cash or cheques are not what the books say, even where both together are."""
        return bool(self.cash_difference_baht or self.cheque_difference_baht)

    @property
    def held_baht(self) -> Decimal:
        return total(self.held, "balance_baht")

    @property
    def non_cash_baht(self) -> Decimal:
        return total(self.non_cash, "amount_baht")
