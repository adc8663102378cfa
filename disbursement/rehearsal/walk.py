"""One voucher, and one bank file, walked by the nine officers, each step by the person whose step it is, all through the engine."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disbursement.behind import Behind, behind
from disbursement.models import EvidenceKind, IncomeKind, ProofKind, ReceiptBook, TransferResult
from disbursement.payment import Payment
from disbursement.payment import State as Paying
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.rules.voucher import needed_evidence
from disbursement.transfer import State as Filing
from disbursement.transfer import Transfer
from disbursement.voucher_states import State as Checking
from workflows import clock, engine
from workflows.calendar import is_bank_day, next_working_day
from workflows.practice import PracticeOffice
from workflows.proof import Proof

PAGES_OF_A_PAPER = 2


def acted(office: PracticeOffice, who: str, document: Any, step: str, on: date | None = None, **data: Any) -> Any:
    """One step by one officer, signed with a fresh proof where it is a signature; the document after it."""
    person = office.people[who]
    return engine.perform(person, document, step, proof=Proof(person.pk, timezone.now()), acted_on=on, **data).document


@dataclass
class VoucherWalk:
    """The voucher as it stands after the last step. `hands` says who acts for whom, `days` which step is acted on which day."""

    office: PracticeOffice
    voucher: Any
    hands: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.voucher = acted(self.office, self.hands.get(step, who), self.voucher, step, self.days.get(step), **data)
        return self.voucher

    def to(self, state: str) -> Any:
        """Go on until the voucher stands at a state of its main road."""
        while self.voucher.state != state:
            VOUCHER_ROAD[Checking(self.voucher.state)](self)
        return self.voucher

    def lay(self, **changes: Any) -> Any:
        """The clerk fills the voucher in, or in again after a return."""
        step = "correct" if self.voucher.state == Checking.RETURNED else "prepare"
        return self.perform("orathai", step, **{**self.filled(), **changes})

    def filled(self) -> dict[str, Any]:
        """A right filling: the paper that came with the delivery, where one was taken in, the party's own account, and every paper that is
        needed, two pages each."""
        voucher = self.voucher
        note = behind(voucher).get(EvidenceKind.INVOICE) or Behind(f"IV{voucher.acceptance_number}", voucher.delivered_on)
        facts = {
            "payee": voucher.party, "payee_account": payee_account(self.office, voucher.party), "invoice_number": note.number,
            "invoiced_on": note.dated, "tax_id": voucher.party.tax_id, "income_kind": IncomeKind.TRADE,
        }  # fmt: skip
        return {**facts, "evidence": evidence(voucher, facts["invoice_number"], facts["invoiced_on"])}

    def examine(self) -> Any:
        counted = len(needed_evidence(self.voucher.order_kind, self.voucher.fine_baht)) * PAGES_OF_A_PAPER
        return self.perform("rattana", "examine", pages_counted=counted, papers_seen=True)

    def payment(self) -> Any:
        """The living payment of the approved voucher."""
        return Payment.objects.get(live_voucher=self.voucher.pk)


def evidence(voucher: Any, invoice_number: str, invoiced_on: date) -> list[dict[str, Any]]:
    """The list of evidence of a voucher that lacks nothing."""
    named = {
        EvidenceKind.ORDER: (voucher.order_number, voucher.ordered_on),
        EvidenceKind.INVOICE: (invoice_number, invoiced_on),
        EvidenceKind.ACCEPTANCE: (voucher.acceptance_number, voucher.accepted_on),
    }
    rows = []
    for number, kind in enumerate(needed_evidence(voucher.order_kind, voucher.fine_baht)):
        paper, dated = named.get(kind, ("", None))
        first = number * PAGES_OF_A_PAPER + 1
        rows.append({"kind": kind, "number": paper, "dated": dated, "first_page": first, "last_page": first + PAGES_OF_A_PAPER - 1})
    return rows


VOUCHER_ROAD: Mapping[Checking, Callable[[VoucherWalk], Any]] = {
    Checking.DRAFT: VoucherWalk.lay,
    Checking.RETURNED: VoucherWalk.lay,
    Checking.REQUESTING: lambda walk: walk.perform("somchai", "request"),
    Checking.ARRIVED: lambda walk: walk.perform("theera", "register"),
    Checking.CHECKING: VoucherWalk.examine,
    Checking.ENDORSING: lambda walk: walk.perform("wilai", "endorse"),
    Checking.APPROVING: lambda walk: walk.perform("boonmee", "approve"),
}


@dataclass
class TransferWalk:
    """A bank file as it stands after the last step; all its steps are acted on one day unless `days` says otherwise."""

    office: PracticeOffice
    transfer: Any = None
    hands: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    def perform(self, who: str, step: str, **data: Any) -> Any:
        self.transfer = acted(self.office, self.hands.get(step, who), self.transfer, step, self.days.get(step), **data)
        return self.transfer

    def make(self, payments: Iterable[Any], account: Any = None, value_on: date | None = None) -> Any:
        """The maker takes payments together."""
        person = self.office.people[self.hands.get("make", "theera")]
        on = self.days.get("make")
        self.transfer = engine.open_document(
            person, Transfer, self.office.organization, acted_on=on, proof=Proof(person.pk, timezone.now()),
            account=account or bank_account(self.office), payments=[payment.pk for payment in payments],
            value_on=value_on or bank_day(on or clock.today(self.office.fresh())),
        ).document  # fmt: skip
        return self.transfer

    def to(self, state: str) -> Any:
        while self.transfer.state != state:
            TRANSFER_ROAD[Filing(self.transfer.state)](self)
        return self.transfer

    def answer(
        self, results: Mapping[int, str] | None = None, fine_book: ReceiptBook | None = None, debited_on: date | None = None
    ) -> Any:
        """The bank's answer: each row confirmed, unless told otherwise; its debit advice is attached first."""
        told, rest = results or {}, "" if results else TransferResult.CONFIRMED
        if rest or TransferResult.CONFIRMED in told.values():
            self.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("debit-advice.pdf"))
        answers = [{"position": position, "result": result, "note": ""} for position, result in sorted(told.items())]
        facts = {"results": answers, "rest": rest, "fine_book": fine_book, "debited_on": debited_on}
        return self.perform("theera", "record_result", **facts)


TRANSFER_ROAD: Mapping[Filing, Callable[[TransferWalk], Any]] = {
    Filing.AWAITING_THIRD: lambda walk: walk.perform("rattana", "sign_third"),
    Filing.AWAITING_SECRETARY: lambda walk: walk.perform("wilai", "sign_secretary"),
    Filing.AWAITING_EXECUTIVE: lambda walk: walk.perform("boonmee", "sign_executive"),
    Filing.SIGNED: lambda walk: walk.perform("theera", "send", bank_reference=f"KTB{walk.transfer.number}"),
    Filing.SENT: TransferWalk.answer,
}


def certify(office: PracticeOffice, payment: Any, on: date | None = None) -> Any:
    """After the bank: stamped, the payee's receipt obtained, certified."""
    payment = Payment.objects.get(pk=payment.pk)
    if payment.state == Paying.CONFIRMED:
        payment = acted(office, "theera", payment, "stamp", on)
    if payment.state == Paying.STAMPED:
        number = f"RE{payment.number}"
        facts = {"proof_kind": ProofKind.RECEIPT, "proof_number": number, "proof_on": payment.last_acted_on, "reason": ""}
        payment = acted(office, "theera", payment, "record_receipt", on, **facts)
    return acted(office, "rattana", payment, "certify", on)


def bank_day(on: date) -> date:
    while not is_bank_day(on):
        on = next_working_day(on)
    return on


def paper(name: str) -> SimpleUploadedFile:
    """A PDF with one empty page, like no other: each has its own digest."""
    pdf, content = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = f"{name} {timezone.now().isoformat()}"
    pdf.save(content)
    return SimpleUploadedFile(name, content.getvalue(), content_type="application/pdf")
