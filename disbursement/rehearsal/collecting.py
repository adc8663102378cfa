"""A collector's day walked from its first slip to the finance officer's hands, each step by the person whose step it is."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from disbursement.models import BookKind, Face, Receipt, ReceiptBook, ReceivedBy
from disbursement.rehearsal.furnishing import bank_account, cash_account, receipt_book
from disbursement.rehearsal.walk import acted
from disbursement.remittance import Remittance, State
from workflows import engine
from workflows.practice import PracticeOffice
from workflows.proof import Proof

COLLECTOR = "porntip"
QUARTER_BAHT = Decimal("0.25")  # the smallest coin that people still carry
# What an office collects, with the usual range of one receipt in quarters of a baht.
INCOMES = (
    ("ค่าธรรมเนียมเก็บและขนมูลฝอย", 80, 320),
    ("ภาษีที่ดินและสิ่งปลูกสร้าง", 400, 24_000),
    ("ภาษีป้าย", 800, 16_000),
    ("ค่าธรรมเนียมตลาดสด", 40, 400),
    ("ค่าใบอนุญาตประกอบกิจการ", 400, 8_000),
)
PAYERS = ("นางคำ ใจดี", "นายมา มีสุข", "ร้านนาดีพาณิชย์", "หจก.ชัยดีก่อสร้าง", "นางสาวบัว งามตา")
BY_SYSTEM = 0.4  # how many of the drawn slips are printed by e-LAAS
CANCELLED = 0.08


@dataclass
class CollectorWalk:
    """A remittance as it stands after the last step. `hands` says who acts for whom, `days` which step is acted on which day."""

    office: PracticeOffice
    remittance: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.remittance = acted(self.office, self.hands.get(step, who), self.remittance, step, self.days.get(step), **data)
        return self.remittance

    def open(self) -> Any:
        person, on = self.office.people[self.hands.get("open_day", COLLECTOR)], self.days.get("open_day")
        proof = Proof(person.pk, timezone.now())
        self.remittance = engine.open_document(person, Remittance, self.office.organization, acted_on=on, proof=proof).document
        return self.remittance

    def book(self, kind: str = BookKind.BOOK) -> ReceiptBook:
        """The book of that kind in the collector's hands, as it stands now."""
        collector = self.remittance.collector
        holder = next(name for name, person in self.office.people.items() if person == collector)
        return receipt_book(self.office, holder, self.days.get("record"), kind)

    def record(self, slips: Iterable[Mapping[str, Any]], book: ReceiptBook | None = None) -> Any:
        """Slips of one book; those without a number of their own take the next ones."""
        book = book or self.book()
        numbered = [{"number": number, **slip} for number, slip in enumerate(slips, start=book.next_number)]
        return self.perform(COLLECTOR, "record", book=book, slips=numbered)

    def cancel(self, receipt: Receipt, reason: str = "เขียนชื่อผู้ชำระผิด") -> Any:
        return self.perform(COLLECTOR, "cancel_receipt", receipt=receipt, reason=reason)

    def remit(self, **changes: Any) -> Any:
        """All of it, well counted, unless told otherwise."""
        right = {"counts": counted(self.remittance.cash_baht), "cheques_counted_baht": self.remittance.cheque_baht, "reason": ""}
        return self.perform(COLLECTOR, "remit", **{**right, **changes})

    def receive(self, **changes: Any) -> Any:
        """Well counted once more, and put into the safe."""
        taken = self.remittance
        right = {
            "cash_counted_baht": taken.cash_baht, "cheques_counted_baht": taken.cheque_baht, "transfers_seen_baht": taken.transfer_baht,
            "copies_counted": Receipt.objects.filter(document=taken.pk).count(), "cash_account": cash_account(self.office),
        }  # fmt: skip
        return self.perform("theera", "receive", **{**right, **changes})

    def to(self, state: str) -> Any:
        """Go on until the day stands at a state of its main road."""
        while self.remittance.state != state:
            COLLECTING_ROAD[State(self.remittance.state)](self)
        return self.remittance


COLLECTING_ROAD: Mapping[State, Callable[[CollectorWalk], Any]] = {
    State.COLLECTING: CollectorWalk.remit,
    State.REMITTED: CollectorWalk.receive,
}


def slip(amount_baht: str | Decimal, received_by: str = ReceivedBy.CASH, **facts: Any) -> dict[str, Any]:
    """One slip as a collector types it."""
    known = {"payer": PAYERS[0], "income": INCOMES[0][0], "bank_account": None, "instrument": ""}
    return {**known, "amount_baht": amount_baht, "received_by": received_by, **facts}


def counted(cash_baht: Decimal) -> list[dict[str, Any]]:
    """An amount in the fewest notes and coins."""
    rows, left = [], cash_baht
    for face in Face:
        pieces = int(left // face.baht)
        if pieces:
            rows.append({"face": face.value, "pieces": pieces})
            left -= face.baht * pieces
    return rows


def drawn_slip(rng: random.Random, office: PracticeOffice) -> dict[str, Any]:
    """Most people pay in cash, some by transfer, a few by cheque."""
    income, least, most = rng.choice(INCOMES)
    amount_baht, payer = rng.randint(least, most) * QUARTER_BAHT, rng.choice(PAYERS)
    way = rng.choices((ReceivedBy.CASH, ReceivedBy.TRANSFER, ReceivedBy.CHEQUE), (80, 15, 5))[0]
    account = bank_account(office) if way == ReceivedBy.TRANSFER else None
    instrument = "" if way == ReceivedBy.CASH else f"{rng.randrange(10**7):07d}"
    return slip(amount_baht, way, payer=payer, income=income, bank_account=account, instrument=instrument)


def furnish_collector(office: PracticeOffice, on: date) -> None:
    """The safe, an account that transfers come into, and a book of each kind; made all at once, for registers go by their days."""
    cash_account(office, on=on)
    bank_account(office, on=on)
    for kind in BookKind.values:
        receipt_book(office, COLLECTOR, on, kind)


def receive_a_day(
    office: PracticeOffice, day: date, rng: random.Random, *, slips_max: int = 12, received_on: date | None = None, is_returned: bool = False,
) -> Remittance:  # fmt: skip
    """A day's drawn receipts of one collector, handed over and received in full; the remittance stands at RECEIVED.

    received_on  the day of the handing over where that is a later one; it is then remitted late, with its reason
    is_returned  the receiver finds a slip that is wrong and sends all back; it is cancelled, and another written in its place
    """
    later = received_on or day
    furnish_collector(office, day)
    days = {"open_day": day, "record": day, "cancel_receipt": day, "remit": later, "receive": later, "return_for_correction": later}
    walk = CollectorWalk(office, days=days)
    walk.open()
    for kind, share in ((BookKind.E_LAAS, BY_SYSTEM), (BookKind.BOOK, 1 - BY_SYSTEM)):
        if slips := [drawn_slip(rng, office) for _ in range(round(rng.randint(1, slips_max) * share))]:
            walk.record(slips, walk.book(kind))
    if not Receipt.objects.filter(document=walk.remittance.pk).exists():
        walk.record([drawn_slip(rng, office)])
    for receipt in Receipt.objects.filter(document=walk.remittance.pk):
        if rng.random() < CANCELLED:
            walk.cancel(receipt)
    reason = "" if later == day else "เก็บเงินนอกสถานที่ กลับถึงสำนักงานหลังปิดรับเงิน"
    walk.remit(reason=reason)
    if is_returned:
        walk.perform("theera", "return_for_correction", reason="สำเนาใบเสร็จเขียนจำนวนเงินผิด")
        walk.days = {**days, "record": later, "cancel_receipt": later}
        if wrong := Receipt.objects.filter(document=walk.remittance.pk, is_cancelled=False).last():
            walk.cancel(wrong)
        walk.record([drawn_slip(rng, office)])
        walk.remit(reason=reason)
    received: Remittance = walk.receive()
    return received
