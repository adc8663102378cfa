"""The papers of the award: what was negotiated, and who has won."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from procurement.papers import Listing, OrderLine, ReferencePrice, Verb
from workflows.papers.paper import Shape
from workflows.papers.signatures import Decision, Signature
from workflows.thai import baht


@dataclass(frozen=True)
class ResultReport(Listing):
    """รายงานผลการพิจารณา: with whom the officer negotiated, and the price for which the head is asked to agree (ข้อ 79).

    quotation      the vendor's paper, with its number and date; `quoted_baht` what it offers
    agreed_baht    the price after the negotiation, in baht; `has_vat` whether it holds VAT
    limit_baht     วงเงิน to which the head agreed with the report
    lines          at the agreed unit prices
    """

    kind: ClassVar[str] = "รายงานผลการพิจารณา"
    template: ClassVar[str] = "result_report"
    shape: ClassVar[Shape] = "official"

    verb: Verb
    sender: str
    reported_on: date
    subject: str
    addressee: str
    through: str
    opening: str
    vendor: str
    quotation: str
    quoted_baht: Decimal
    agreed_baht: Decimal
    has_vat: bool
    limit_baht: Decimal
    reason: str
    closing: str
    author: Signature
    reference_price: ReferencePrice | None = None
    decisions: tuple[Decision, ...] = ()
    lines: tuple[OrderLine, ...] = ()

    @property
    def compared(self) -> str:
        """The agreed price beside the limit and the reference price, in words."""
        beside = [("วงเงินที่ได้รับความเห็นชอบ", self.limit_baht)]
        if self.reference_price:
            beside.append(("ราคากลาง", self.reference_price.amount_baht))
        return " และ".join(compared(self.agreed_baht, other, name) for name, other in beside)


def compared(price_baht: Decimal, other_baht: Decimal, name: str) -> str:
    """By how much a price is lower or higher than another."""
    if price_baht == other_baht:
        return f"เท่ากับ{name}"
    return f"{'ต่ำ' if price_baht < other_baht else 'สูง'}กว่า{name} {baht(abs(other_baht - price_baht))} บาท"


@dataclass(frozen=True)
class WinnerAnnouncement:
    """ประกาศผู้ชนะ: whom the office has chosen and at what price, put up for everybody; an announcement in the form of an official letter.

    report      the report that the purchase began with, with its number and date
    agreed_on   the day on which the head agreed to the result
    has_vat     whether the price holds VAT; a winner without VAT has none
    grounds     the clause that asks for the announcement
    The winner is named without his tax id, which of a natural person is nobody's business.
    """

    kind: ClassVar[str] = "ประกาศผู้ชนะ"
    template: ClassVar[str] = "winner_announcement"
    shape: ClassVar[Shape] = "official"

    verb: Verb
    subject: str
    method: str
    report: str
    agreed_on: date
    winner: str
    amount_baht: Decimal
    has_vat: bool
    grounds: str
    announced_on: date
    signature: Signature
