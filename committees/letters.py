"""What goes out from an acceptance: the report to the head, and the letter to the vendor; each a contract that its procedure fills in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from committees.papers import AcceptedLine, CollectiveAct, Fine, OrderedFrom
from workflows.papers.paper import Shape
from workflows.papers.signatures import Decision, Signature


@dataclass(frozen=True)
class AcceptanceReport:
    """รายงานผลการตรวจรับ to the head, of what was accepted and of what was not (ข้อ 175 (4)).

    instalment    which of how many, where there are several
    grounds       the clause that asks for the report; empty where none is known
    delivered     whether in time, and where not by how many days
    certificate   ใบตรวจรับ with its number and date; empty where nothing was accepted
    accepted_baht in baht with VAT
    reserved      the sentence that reserves the fine of what is still to come; empty where nothing is
    """

    kind: ClassVar[str] = "รายงานผลการตรวจรับ"
    template: ClassVar[str] = "acceptance_report"
    shape: ClassVar[Shape] = "official"

    sender: str
    reported_on: date
    subject: str
    addressee: str
    through: str
    order: OrderedFrom
    instalment: str
    delivery_note: str
    inspected_on: date
    grounds: str
    outcome: str
    findings: str
    certificate: str
    delivered: str
    accepted_baht: Decimal
    lines: tuple[AcceptedLine, ...]
    act: CollectiveAct
    closing: str
    author: Signature
    acknowledged: Decision
    fine: Fine | None = None
    reserved: str = ""


@dataclass(frozen=True)
class VendorLetter:
    """หนังสือแจ้งผู้ขาย: what of a delivery was not accepted or did not come, without prejudice to the fine (ข้อ 175 (5), (6)).

    demand     what the vendor has to do
    owner      the unit that answers questions, at the foot
    """

    kind: ClassVar[str] = "หนังสือแจ้งผลการตรวจรับ"
    template: ClassVar[str] = "vendor_letter"
    shape: ClassVar[Shape] = "official"

    written_on: date
    subject: str
    order: OrderedFrom
    instalment: str
    delivery_note: str
    delivered_on: date
    inspected_on: date
    body_word: str
    lines: tuple[AcceptedLine, ...]
    demand: str
    reserved: str
    owner: str
    signature: Signature
