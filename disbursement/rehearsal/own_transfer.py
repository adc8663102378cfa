"""Money moved between two of the office's own accounts, each step by the person whose step it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from disbursement.own_transfer import OwnTransfer, State
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import acted, paper
from disbursement.rules.payment import DEBIT_ADVICE
from workflows import engine
from workflows.practice import PracticeOffice
from workflows.proof import Proof


@dataclass
class OwnTransferWalk:
    """A transfer as it stands after the last step. `hands` says who acts for whom; all is acted on `on`, today where it is None."""

    office: PracticeOffice
    transfer: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.transfer = acted(self.office, self.hands.get(step, who), self.transfer, step, self.on, **data)
        return self.transfer

    def make(self, amount_baht: str | Decimal, **changes: Any) -> Any:
        """From the first account to the second, unless told otherwise."""
        person = self.office.people[self.hands.get("make", "theera")]
        first, second = (bank_account(self.office, number, on=self.on).pk for number in (0, 1))
        facts = {
            "source_account": first, "target_account": second, "amount_baht": amount_baht, "purpose": "จ่ายเงินอุดหนุนงวดสิ้นเดือน",
            **changes,
        }  # fmt: skip
        self.transfer = engine.open_document(
            person, OwnTransfer, self.office.organization, acted_on=self.on, proof=Proof(person.pk, timezone.now()), **facts
        ).document
        return self.transfer

    def confirm(self, debited_on: date | None = None) -> Any:
        """The bank moved it: its debit advice is attached first."""
        self.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("debit-advice.pdf"))
        return self.perform("theera", "confirm", bank_reference=f"KTB{self.transfer.number}", debited_on=debited_on)

    def to(self, state: str) -> Any:
        while self.transfer.state != state:
            OWN_TRANSFER_ROAD[State(self.transfer.state)](self)
        return self.transfer


OWN_TRANSFER_ROAD: Mapping[State, Callable[[OwnTransferWalk], Any]] = {
    State.AWAITING_THIRD: lambda walk: walk.perform("rattana", "sign_third"),
    State.AWAITING_SECRETARY: lambda walk: walk.perform("wilai", "sign_secretary"),
    State.AWAITING_EXECUTIVE: lambda walk: walk.perform("boonmee", "sign_executive"),
    State.SIGNED: OwnTransferWalk.confirm,
}
