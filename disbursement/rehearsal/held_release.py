"""Other money held on its way out, each step by the person whose step it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from disbursement.held_release import HeldRelease, State
from disbursement.models import ReleaseTo
from disbursement.rehearsal.furnishing import bank_account, receipt_book
from disbursement.rehearsal.walk import acted, paper
from disbursement.rules.held_release import PAYEES_RECEIPT
from disbursement.rules.payment import DEBIT_ADVICE
from workflows import engine
from workflows.practice import PracticeOffice
from workflows.proof import Proof


@dataclass
class HeldReleaseWalk:
    """A release as it stands after the last step. `hands` says who acts for whom; all is acted on `on`, today where it is None."""

    office: PracticeOffice
    release: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.release = acted(self.office, self.hands.get(step, who), self.release, step, self.on, **data)
        return self.release

    def propose(self, release_to: str, amount_baht: Any, **changes: Any) -> Any:
        person = self.office.people[self.hands.get("propose", "theera")]
        facts = {
            "release_to": release_to, "amount_baht": amount_baht, "fund_day": None, "remittance": None, "party": None,
            "grounds": "ตรวจกับใบเสร็จและสอบถามผู้เก็บเงินแล้ว", **changes,
        }  # fmt: skip
        self.release = engine.open_document(
            person, HeldRelease, self.office.organization, acted_on=self.on, proof=Proof(person.pk, timezone.now()), **facts
        ).document
        return self.release

    def attach(self, kind: str) -> Any:
        return self.perform("theera", "attach", kind=kind, file=paper(f"{kind}.pdf"))

    def submit(self) -> Any:
        self.attach("origin")
        return self.perform("theera", "submit")

    def order(self, **changes: Any) -> Any:
        return self.perform("boonmee", "order", **{"order_number": "240/2569", "ruling": "ให้ถอนตามที่เสนอ", **changes})

    def book_revenue(self) -> Any:
        return self.perform("theera", "book_revenue", book=receipt_book(self.office, "theera", self.on))

    def give_back(self, paid_on: date, **changes: Any) -> Any:
        """The bank's advice and the owner's receipt are attached first."""
        self.attach(DEBIT_ADVICE)
        self.attach(PAYEES_RECEIPT)
        facts = {"account": bank_account(self.office), "bank_reference": "เช็ค 1180231", "paid_on": paid_on}
        return self.perform("theera", "record_returned", **{**facts, **changes})

    def to(self, state: str) -> Any:
        """Go on until the release stands at a state before its money moves, or at its end where it becomes revenue."""
        while self.release.state != state:
            RELEASE_ROAD[State(self.release.state)](self)
        return self.release


def settle(walk: HeldReleaseWalk) -> Any:
    assert walk.release.release_to == ReleaseTo.REVENUE, "a slip is received, and an owner paid"
    return walk.book_revenue()


RELEASE_ROAD: Mapping[State, Callable[[HeldReleaseWalk], Any]] = {
    State.DRAFT: HeldReleaseWalk.submit,
    State.EXAMINING: lambda walk: walk.perform("rattana", "examine"),
    State.ENDORSING: lambda walk: walk.perform("wilai", "endorse"),
    State.DECIDING: HeldReleaseWalk.order,
    State.ORDERED: settle,
}
