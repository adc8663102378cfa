"""หนังสือรับรองการหักภาษี ณ ที่จ่าย (50 ทวิ): the certificate as a contract that the payment fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Signature

# The rows of the certificate, as the Revenue's form orders them.
SALARY = "1. เงินเดือน ค่าจ้าง เบี้ยเลี้ยง โบนัส ฯลฯ ตามมาตรา 40 (1)"
FEES = "2. ค่าธรรมเนียม ค่านายหน้า ฯลฯ ตามมาตรา 40 (2)"
RIGHTS = "3. ค่าแห่งลิขสิทธิ์ ฯลฯ ตามมาตรา 40 (3)"
INTEREST = "4. (ก) ดอกเบี้ย ฯลฯ ตามมาตรา 40 (4) (ก)"
DIVIDENDS = "4. (ข) เงินปันผล เงินส่วนแบ่งกำไร ฯลฯ ตามมาตรา 40 (4) (ข)"
BY_ORDER = "5. เงินได้ที่ต้องหักภาษี ณ ที่จ่ายตามคำสั่งกรมสรรพากรที่ออกตามมาตรา 3 เตรส"
OTHER = "6. อื่น ๆ (ระบุ)"
ROWS = (SALARY, FEES, RIGHTS, INTEREST, DIVIDENDS, BY_ORDER, OTHER)
# Two copies for the payee: one goes with his tax return, one he keeps.
COPIES = ("ฉบับที่ 1 สำหรับผู้ถูกหักภาษี ณ ที่จ่าย ใช้แนบพร้อมกับแบบแสดงรายการภาษี", "ฉบับที่ 2 สำหรับผู้ถูกหักภาษี ณ ที่จ่าย เก็บไว้เป็นหลักฐาน")


@dataclass(frozen=True)
class TaxParty:
    """Who withholds, or from whom it is withheld."""

    heading: str
    name: str
    tax_id: str
    address: str


@dataclass(frozen=True)
class Choice:
    """A box of the form, ticked or not."""

    name: str
    is_ticked: bool = False


@dataclass(frozen=True)
class Income:
    """One row: the kind of income, and where something was paid, what for, on which voucher, when, the base before VAT and the tax, in baht."""

    name: str
    detail: str = ""
    voucher: str = ""
    paid_on: date | None = None
    amount_baht: Decimal = Decimal(0)
    tax_baht: Decimal = Decimal(0)


@dataclass(frozen=True)
class WithholdingCertificate:
    """หนังสือรับรองการหักภาษี ณ ที่จ่าย ตามมาตรา 50 ทวิ (T3, T4). Amounts in baht.

    Raises ValueError when nothing was withheld, more was withheld than paid, or not exactly one return is ticked.
    """

    kind: ClassVar[str] = "หนังสือรับรองการหักภาษี ณ ที่จ่าย"
    template: ClassVar[str] = "withholding_certificate"
    shape: ClassVar[Shape] = "form"

    payer: TaxParty
    payee: TaxParty
    returns: tuple[Choice, ...]
    incomes: tuple[Income, ...]
    ways: tuple[Choice, ...]
    signature: Signature
    copies: tuple[str, ...] = COPIES

    def __post_init__(self) -> None:
        if not self.tax_baht:
            raise ValueError("a certificate tells of a tax that was withheld")
        if any(row.tax_baht > row.amount_baht for row in self.incomes):
            raise ValueError("more was withheld than was paid")
        if sum(choice.is_ticked for choice in self.returns) != 1:
            raise ValueError("a tax is remitted by one kind of return")

    @property
    def parties(self) -> tuple[TaxParty, ...]:
        return self.payer, self.payee

    @property
    def amount_baht(self) -> Decimal:
        return total(self.incomes, "amount_baht")

    @property
    def tax_baht(self) -> Decimal:
        return total(self.incomes, "tax_baht")
