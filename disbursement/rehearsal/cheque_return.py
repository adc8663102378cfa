"""A cheque taken in, banked, returned by the bank and paid again, each step by the person whose step it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from disbursement.cheque_return import ChequeReturn
from disbursement.cheque_states import State
from disbursement.models import DepositRow, Receipt, ReceivedBy
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.walk import acted, paper
from disbursement.remittance import State as Remitting
from disbursement.rules.cheque_return import RETURN_NOTICE
from workflows import clock, engine
from workflows.practice import PracticeOffice
from workflows.proof import Proof

PAYER, CHEQUE = "หจก.ชัยดีก่อสร้าง", "กรุงไทย 5510284"


def take_in(
    office: PracticeOffice, day: date, amount_baht: str | Decimal, received_by: str = ReceivedBy.CHEQUE, **facts: Any
) -> Receipt:
    """One more slip of a collector's day, in the finance officer's hands."""
    walk = CollectorWalk(office, days=dict.fromkeys(("open_day", "record", "remit", "receive"), day))
    walk.open()
    cheque = {"instrument": CHEQUE} if received_by == ReceivedBy.CHEQUE else {}
    walk.record([slip(amount_baht, received_by, **{"payer": PAYER, "income": "ภาษีป้าย", **cheque, **facts})])
    remittance = walk.to(Remitting.RECEIVED)
    return Receipt.objects.select_related("book").get(document=remittance.pk)


@dataclass
class ChequeReturnWalk:
    """A return as it stands after the last step. `hands` says who acts for whom; all is acted on `on`, today where it is None."""

    office: PracticeOffice
    receipt: Receipt
    cheque_return: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.cheque_return = acted(self.office, self.hands.get(step, who), self.cheque_return, step, self.on, **data)
        return self.cheque_return

    def open(self) -> Any:
        person = self.office.people[self.hands.get("open_for", "theera")]
        self.cheque_return = engine.open_document(
            person,
            ChequeReturn,
            self.office.organization,
            acted_on=self.on,
            proof=Proof(person.pk, timezone.now()),
            receipt=self.receipt,
        ).document
        return self.cheque_return

    def attach(self) -> Any:
        return self.perform("theera", "attach", kind=RETURN_NOTICE, file=paper("return-notice.pdf"))

    def submit(self, **changes: Any) -> Any:
        """As the notice says, which is attached first."""
        self.attach()
        row = DepositRow.objects.filter(document=self.cheque_return.fund_day_id).earliest("position")
        facts = {
            "account": row.account_id, "debited_on": self.on or clock.today(self.office.fresh()), "amount_baht": self.cheque_return.amount_baht, "notice_number": "กท 118/2569",
            "bank_reason": "เงินในบัญชีไม่พอจ่าย",
        }  # fmt: skip
        return self.perform("theera", "submit", **{**facts, **changes})

    def claim(self, receipt: Receipt, paid_for: str = "") -> Any:
        return self.perform("theera", "record_paid", receipt=receipt, paid_for=paid_for)

    def confirm(self, **changes: Any) -> Any:
        """By the copy in hand."""
        receipt = self.cheque_return.claimed_receipt
        return self.perform(
            "rattana", "confirm_paid", **{"copy_dated": receipt.received_on, "copy_baht": receipt.amount_baht, **changes}
        )

    def pay(self, receipt: Receipt, paid_for: str = "") -> Any:
        """Recorded by the one, and confirmed by the other."""
        self.claim(receipt, paid_for)
        return self.confirm()

    def pay_all(self) -> Any:
        """In cash, at the counter."""
        on = self.on or clock.today(self.office.fresh())
        return self.pay(take_in(self.office, on, self.cheque_return.owed_baht, ReceivedBy.CASH))

    def to(self, state: str) -> Any:
        if self.cheque_return is None:
            self.open()
        while self.cheque_return.state != state:
            CHEQUE_ROAD[State(self.cheque_return.state)](self)
        return self.cheque_return


CHEQUE_ROAD: Mapping[State, Callable[[ChequeReturnWalk], Any]] = {
    State.RECORDING: ChequeReturnWalk.submit,
    State.CHECKING: lambda walk: walk.perform("rattana", "book_return"),
    State.INFORMING: lambda walk: walk.perform("boonmee", "acknowledge"),
    State.OWED: ChequeReturnWalk.pay_all,
}
