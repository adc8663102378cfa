"""The papers of a purchase, each as a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Literal

from workflows.papers.facts import total
from workflows.papers.paper import Shape
from workflows.papers.signatures import Decision, Signature

SATANG = Decimal("0.01")
LINES_BEFORE_ANNEX = 8
Verb = Literal["ซื้อ", "จ้าง"]


@dataclass(frozen=True)
class Party:
    """The seller or the hired (ผู้ขาย, ผู้รับจ้าง), as the order names it."""

    name: str
    address: str = ""
    tax_id: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ReferencePrice:
    """ราคากลาง in baht: what it consists of, its source in the order of ม.4, and the day it was settled."""

    amount_baht: Decimal
    source: str
    settled_on: date
    note: str = ""


@dataclass(frozen=True)
class BudgetSource:
    """วงเงิน in baht: the line of the ordinance it comes from, what is set aside there, what is free."""

    line: str
    allotted_baht: Decimal
    free_baht: Decimal
    asked_baht: Decimal


@dataclass(frozen=True)
class Member:
    """Somebody proposed for a committee, by name, post and seat (ประธานกรรมการ, กรรมการ, ผู้ตรวจรับพัสดุ)."""

    name: str
    position: str
    seat: str


class Listing:
    """A report on lines: a table where they are few, an annex where they are many."""

    lines: tuple["OrderLine", ...]

    @property
    def has_annex(self) -> bool:
        return len(self.lines) > LINES_BEFORE_ANNEX

    @property
    def lines_baht(self) -> Decimal:
        return total(self.lines, "amount_baht")


@dataclass(frozen=True)
class PurchaseRequest(Listing):
    """รายงานขอซื้อขอจ้าง: the eight items of ข้อ 22, in its order.

    sender         the line ส่วนราชการ, with the telephone
    lines          what is asked for
    specification  ขอบเขตของงานหรือรายละเอียดคุณลักษณะเฉพาะ
    method         with the clause and the reason for it
    An item left None is not printed: the short report of ข้อ 22, last paragraph, holds only what is needed (B7a).
    """

    template: ClassVar[str] = "purchase_request"
    shape: ClassVar[Shape] = "official"

    verb: Verb
    sender: str
    reported_on: date
    subject: str
    addressee: str
    through: str
    opening: str
    closing: str
    author: Signature
    reason: str
    specification: str | None = None
    reference_price: ReferencePrice | None = None
    budget: BudgetSource | None = None
    needed_by: str | None = None
    method: str | None = None
    criteria: str | None = None
    proposals: tuple[str, ...] = ()
    inspectors: tuple[Member, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lines: tuple["OrderLine", ...] = ()

    @property
    def kind(self) -> str:
        return f"รายงานขอ{self.verb}"


@dataclass(frozen=True)
class OrderLine:
    """One line of a report or an order; the unit price is in baht, estimated or agreed."""

    name: str
    quantity: Decimal
    unit: str
    unit_price_baht: Decimal
    detail: str = ""

    @property
    def amount_baht(self) -> Decimal:
        """Rounded half up to a satang, line by line, as the seller's invoice does."""
        return (self.quantity * self.unit_price_baht).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class Instalment:
    """One instalment (งวด) of an order: what is delivered, until when, for how much baht."""

    number: int
    work: str
    due_on: date
    amount_baht: Decimal


@dataclass(frozen=True)
class LateFine:
    """The fine of an order: percent a day, of which price, and the least baht a day where there is one (ข้อ 162)."""

    rate_percent: Decimal
    base: str
    daily_min_baht: Decimal | None = None


@dataclass(frozen=True)
class PurchaseOrder:
    """ใบสั่งซื้อ or ใบสั่งจ้าง, with the vendor's dated receipt of it.

    agreed          the paper in which the head agreed (ข้อ 24), with its number and date
    counted_from    from when the days of delivery count: "นับถัดจากวันที่ผู้ขายลงนามรับใบสั่งซื้อ"
    prices_have_vat whether the lines hold VAT already; if not, `vat_baht` is added to their sum. A seller without VAT has none
    stamp_duty_baht only where the order bears it
    Raises ValueError when the instalments do not make up the order.
    """

    template: ClassVar[str] = "purchase_order"
    shape: ClassVar[Shape] = "form"

    verb: Verb
    ordered_on: date
    subject: str
    seller: Party
    quotation: str
    agreed: str
    lines: tuple[OrderLine, ...]
    vat_baht: Decimal
    prices_have_vat: bool
    vat_percent: Decimal | None
    deliver_within_days: int
    counted_from: str
    due_on: date
    place: str
    fine: LateFine
    ordered_by: Signature
    received_by: Signature
    warranty: str = ""
    conditions: tuple[str, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    stamp_duty_baht: Decimal | None = None

    def __post_init__(self) -> None:
        if self.instalments and total(self.instalments, "amount_baht") != self.total_baht:
            raise ValueError(f"the instalments do not make up {self.total_baht} baht")

    @property
    def kind(self) -> str:
        return f"ใบสั่ง{self.verb}"

    @property
    def party_word(self) -> str:
        return "ผู้ขาย" if self.verb == "ซื้อ" else "ผู้รับจ้าง"

    @property
    def goods_word(self) -> str:
        return "สิ่งของ" if self.verb == "ซื้อ" else "งาน"

    @property
    def before_vat_baht(self) -> Decimal:
        return total(self.lines, "amount_baht") - (self.vat_baht if self.prices_have_vat else 0)

    @property
    def total_baht(self) -> Decimal:
        return self.before_vat_baht + self.vat_baht


@dataclass(frozen=True)
class AppointmentOrder:
    """คำสั่งแต่งตั้งผู้ตรวจรับ or the committee: an order of the office, in the form of an official letter.

    opening     why, from which report, and on which clauses
    body_word   ผู้ตรวจรับพัสดุ, คณะกรรมการตรวจรับพัสดุ
    duties      what the appointed have to do, each in one sentence
    """

    template: ClassVar[str] = "appointment_order"
    shape: ClassVar[Shape] = "official"

    subject: str
    ordered_on: date
    opening: str
    body_word: str
    members: tuple[Member, ...]
    duties: tuple[str, ...]
    closing: str
    signature: Signature

    @property
    def kind(self) -> str:
        return f"คำสั่งแต่งตั้ง{self.body_word}"
