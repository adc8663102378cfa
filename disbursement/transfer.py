"""ชุดรายการโอนเงินผ่านธนาคาร (P-5, P-11): one bank file, made by one person, authorized by three others, answered by the bank.

It is an instrument: it carries payments of several cases. Whatever happens to it is passed to its payments in the order of their
cases, so that two files and the steps of single cases never wait for each other in a circle.
"""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import bank_file, queries, separation, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import transfer as asks
from disbursement.asks.common import Reason
from disbursement.models import TransferFacts, TransferResult, TransferRow
from disbursement.payment import Payment
from disbursement.rules import payment as rules
from disbursement.rules.voucher import payee_and_signer
from disbursement.transfer_rows import carried, file_rows, lock_lines, locked_payments, passed_on, total_baht, with_rest
from workflows import law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.beginning import NOTHING, Beginning
from workflows.choices import offer_role
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.following import go_with
from workflows.procedure import follows, procedure
from workflows.refusal import Kind, Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, BySetting, step
from workflows.thai import in_thai

THIRD_SIGNER = BySetting(
    "transfer.third_signer", Role.FINANCE_DIRECTOR, (Role.FINANCE_DIRECTOR, Role.HEAD_OF_FINANCE_SECTION, Role.ACCOUNTANT)
)
offer_role(THIRD_SIGNER, _("ผู้ลงนามสั่งจ่ายคนที่สาม"))
TAKING_BACK = law.practice("ผู้จัดทำถอนชุดรายการโอนได้จนกว่าจะส่งธนาคาร")
RECALLING = law.practice("ชุดที่ส่งแล้วเรียกคืนได้เมื่อธนาคารแจ้งเป็นหนังสือว่าไม่ได้โอน")
SOON = "payment.step_working_days"
ATTACHED = ((rules.DEBIT_ADVICE, _("ใบแจ้งหักบัญชี (Debit Advice)")), (rules.BANK_NOTICE, _("หนังสือแจ้งของธนาคาร")))


class State(models.TextChoices):
    AWAITING_THIRD = "awaiting_third", _("รอผู้ลงนามคนที่สาม")
    AWAITING_SECRETARY = "awaiting_secretary", _("รอปลัดลงนาม")
    AWAITING_EXECUTIVE = "awaiting_executive", _("รอนายกลงนาม")
    SIGNED = "signed", _("ลงนามครบ รอส่งธนาคาร")
    SENT = "sent", _("ส่งธนาคารแล้ว รอผล")
    RESULTED = "resulted", _("ธนาคารแจ้งผล")
    DONE = "done", _("เสร็จสิ้น")
    WITHDRAWN = "withdrawn", _("ถอน")


# what three sign: from which account, when, and who gets how much
ORDERED = ("account", "value_on", "layout", "file_sha256", "rows")
UNSIGNED = (State.AWAITING_THIRD, State.AWAITING_SECRETARY, State.AWAITING_EXECUTIVE)


def waits_for_results(document: Any) -> bool:
    return any(row["result"] == TransferResult.WAITING for row in document.rows["rows"])


def payee_signs_file(transfer: Any, act: Act) -> Refusal | None:
    """Whoever is paid by a file signs none of it, whether the register named him before it was made or since. Never waivable."""
    if act.person is None:
        return None
    named = {row["payee_officer_id"] for row in act.evidence.rows.get("rows", ())}
    is_paid = act.person.pk.hex in named or queries.is_paid_by(transfer, act.person)
    return payee_and_signer(act) if is_paid else None


@procedure
class Transfer(TransferFacts):
    """One file for KTB Corporate Online."""

    State, carries = State, carried

    class Procedure:
        code = "transfer"
        title = _("ชุดรายการโอนเงินผ่านธนาคาร")
        ends = (State.DONE, State.WITHDRAWN)
        content = tuple(field.name for field in TransferFacts._meta.local_fields if field.name != "document")
        later = ("debited_on",)
        content_rows = {"rows": TransferRow}
        stations = (
            (_("จัดทำและลงนามคนที่สาม"), (State.AWAITING_THIRD,)),
            (_("ปลัดลงนาม"), (State.AWAITING_SECRETARY,)),
            (_("นายกลงนาม"), (State.AWAITING_EXECUTIVE,)),
            (_("ส่งธนาคาร"), (State.SIGNED,)),
            (_("ผลของธนาคาร"), (State.SENT, State.RESULTED)),
            (_("เสร็จสิ้น"), (State.DONE,)),
        )

    @step(
        label=_("จัดทำชุดรายการโอน"), basis="payment.prepare", by=Role.FINANCE_OFFICER, source=UNBORN, target=State.AWAITING_THIRD, signs=True,
    )  # fmt: skip
    def make(self, act: Act, *, account: asks.Account, value_on: asks.ValueOn, payments: asks.Payments) -> None:
        """The maker takes approved payments together; the account's money is pledged to them, and the file's digest is what all sign."""
        locked = locked_payments(payment.pk for payment in payments)
        act.refuse(
            *rules.not_ready(locked, len(payments), Payment.State.READY, act.law),
            *rules.made_before_approval(locked, act.acted_on, act.law),
            *rules.not_as_approved(locked, value_on, act.law),
            rules.not_bank_day(value_on, act.acted_on, act.law.office.special_days, act.law),
            *(payee_and_signer(act) for payment in locked if act.person and payment.party.officer_id == act.person.pk),
        )
        if act.refusals:
            return
        rows = list(file_rows(locked))
        self.account, self.value_on, self.layout = account, value_on, bank_file.layout_name(act.organization)
        try:
            self.file_sha256 = hashlib.sha256(bank_file.rendered(bank_file.layout(self.layout), rows, value_on)).hexdigest()
        except (bank_file.UnknownLayout, UnicodeEncodeError) as error:
            act.refuse(rules.file_not_written(self.layout, error, act.law))
            return
        self.amount_baht = sum((row["amount_baht"] for row in rows), Decimal(0))
        self.number = act.take_number("transfer", act.acted_on)
        self.title = in_thai(_("โอนเงิน %(count)s รายการ จาก %(account)s")) % {"count": len(rows), "account": account}
        treasury.move_bank(act, self, account.pk, pledged_baht=self.amount_baht)
        act.add(self, TransferRow, rows)

    # Three real persons (P-5).

    @step(
        label=_("ลงนามเป็นคนที่สาม"), basis="payment.third_signer", by=THIRD_SIGNER, source=State.AWAITING_THIRD,
        target=State.AWAITING_SECRETARY, within=SOON, signs=True, needs=(payee_signs_file,), shows=ORDERED,
    )  # fmt: skip
    def sign_third(self, act: Act) -> None:
        """The head of the finance unit, or another officer whom the office appointed."""

    @step(
        label=_("ปลัดลงนาม"), basis="payment.signers", by=Role.PERMANENT_SECRETARY, source=State.AWAITING_SECRETARY,
        target=State.AWAITING_EXECUTIVE, within=SOON, signs=True, needs=(payee_signs_file,), shows=ORDERED,
    )  # fmt: skip
    def sign_secretary(self, act: Act) -> None:
        """ปลัด signs every time."""

    @step(
        label=_("นายกลงนาม"), basis="payment.signers", by=Role.CHIEF_EXECUTIVE, source=State.AWAITING_EXECUTIVE, target=State.SIGNED,
        within=SOON, signs=True, needs=(payee_signs_file,), shows=ORDERED,
    )  # fmt: skip
    def sign_executive(self, act: Act) -> None:
        """นายก signs every time."""

    # The bank.

    @step(
        label=_("ส่งธนาคาร"), basis="payment.send", by=Role.FINANCE_OFFICER, source=State.SIGNED, target=State.SENT, within=SOON,
        in_person=True,
    )  # fmt: skip
    def send(self, act: Act, *, bank_reference: asks.BankReference) -> None:
        """The file is uploaded, and bears the bank's own reference."""
        self.bank_reference, self.sent_on = bank_reference, act.acted_on

    @step(
        label=_("บันทึกผลของธนาคาร"),
        basis="payment.result",
        by=Role.FINANCE_OFFICER,
        source=State.SENT,
        target=State.RESULTED,
        within=SOON,
        in_person=True,
        cautions=(rules.not_paid_today, rules.no_advice_yet),
    )
    def record_result(
        self, act: Act, *, debited_on: asks.DebitedOn, results: asks.Results, rest: asks.Rest, fine_book: asks.FineBook
    ) -> None:
        """What the bank did with each row; only what it confirms was paid, and what it returned can be paid again."""
        rows = act.evidence.rows["rows"]
        told, debited = with_rest(results, rest, rows), debited_on or act.acted_on
        act.refuse(
            *rules.results_unknown(told, rows, act.law),
            *rules.paid_on_wrong_day(told, debited, self.value_on, act),
            rules.results_without_advice(told, act.evidence.rows["attachments"], act.law),
        )
        if act.refusals:
            return
        answers = {result["position"]: result for result in told}
        answered = [row for row in rows if row["position"] in answers]
        confirmed = [row for row in answered if answers[row["position"]]["result"] == TransferResult.CONFIRMED]
        payments = locked_payments(row["payment_id"] for row in answered)
        paid = {row["payment_id"] for row in confirmed}
        if any(payment.fine_baht for payment in payments if payment.pk.hex in paid):
            act.refuse(rules.fine_without_book(fine_book, act.law))
        lock_lines(payment.budget_line_id for payment in payments)
        gone, back = total_baht(confirmed), total_baht(answered)
        treasury.move_bank(
            act, self, self.account_id, balance_baht=-gone, pledged_baht=-back, moved_on=debited if confirmed else None
        )
        for row in answered:
            result = answers[row["position"]]
            kept = {"live_payment": None} if result["result"] == TransferResult.RETURNED else {}
            facts = {"result": result["result"], "result_on": act.acted_on, "result_note": result["note"]}
            act.change(TransferRow, row["id"], **facts, **kept)
        self.fine_book, self.recorder, self.debited_on = fine_book, act.person, debited if confirmed else self.debited_on

    @step(label=_("รอผลที่เหลือ"), basis="payment.result", by=SYSTEM, source=State.RESULTED, target=State.SENT, when=waits_for_results)
    def await_rest(self, act: Act) -> None:
        """The bank has not answered for every row."""

    @step(
        label=_("ปิดชุดรายการโอน"), basis="payment.result", by=SYSTEM, source=State.RESULTED, target=State.DONE,
        when=lambda document: not waits_for_results(document),
    )  # fmt: skip
    def close(self, act: Act) -> None:
        """Every row is confirmed or returned."""

    # Ways back.

    @step(label=_("ไม่ลงนาม ส่งคืน"), basis="payment.signers", by=WAITED, source=UNSIGNED, target=State.WITHDRAWN, in_person=True)
    def reject(self, act: Act, *, reason: Reason) -> None:
        """A signer refuses; the maker makes another file."""
        self.let_go(act)

    @step(
        label=_("ถอนชุดรายการโอน"), basis=TAKING_BACK, by=Role.FINANCE_OFFICER, source=(*UNSIGNED, State.SIGNED),
        target=State.WITHDRAWN, in_person=True,
    )  # fmt: skip
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """The maker takes the file back before the bank has it."""
        self.let_go(act)

    @step(
        label=_("เรียกคืนจากธนาคาร"), basis=RECALLING, by=Role.FINANCE_DIRECTOR, source=State.SENT, target=State.WITHDRAWN, signs=True,
        shows=ORDERED,
    )  # fmt: skip
    def recall(self, act: Act, *, reason: Reason) -> None:
        """The bank says in writing that it carried nothing of the file out."""
        act.refuse(
            rules.recalled_too_late(act.evidence.rows["rows"], act.law),
            rules.recalled_without_notice(act.evidence.rows["attachments"], act.law),
        )
        if not act.refusals:
            self.let_go(act)

    def let_go(self, act: Act) -> None:
        """Give the pledged money and every payment back."""
        locked_payments(row["payment_id"] for row in act.evidence.rows["rows"])
        treasury.move_bank(act, self, self.account_id, pledged_baht=-self.amount_baht)
        for row in act.evidence.rows["rows"]:
            act.change(TransferRow, row["id"], live_payment=None)

    attach = attaching(State.SENT, kinds=ATTACHED)

    def begun_with(self, given: Mapping[str, Any]) -> Beginning:
        """Nothing stands against a new file but that no payment waits for one."""
        if Payment.objects.filter(organization=self.organization_id, state=Payment.State.READY).exists():
            return NOTHING
        basis = law.basis("payment.after_approval", self.law_date).label
        return Beginning(refusals=(rules.nothing_to_pay(basis),), home=("/", text("กลับไปที่โต๊ะ")))


@follows(Transfer, State.AWAITING_THIRD)
def carry_payments(cause: Any, transfer: Any) -> None:
    """A payment in a file can be changed by nobody else."""
    for row in passed_on(transfer):
        go_with(cause, row.payment, "carry", transfer=transfer.pk, position=row.position)


@follows(Transfer, State.WITHDRAWN)
def put_payments_back(cause: Any, transfer: Any) -> None:
    for row in passed_on(transfer):
        go_with(cause, row.payment, "put_back")


@follows(Transfer, State.RESULTED)
def tell_payments(cause: Any, transfer: Any) -> None:
    """Each row that the bank has just answered for moves its payment."""
    for row in passed_on(transfer):
        if row.payment.state != Payment.State.IN_TRANSFER or row.payment.transfer_id != transfer.pk:
            continue
        if row.result == TransferResult.CONFIRMED:
            facts = {"fine_book": transfer.fine_book_id, "issuer": transfer.recorder_id, "paid_on": transfer.debited_on}
            go_with(cause, row.payment, "confirm", **facts)
        elif row.result == TransferResult.RETURNED:
            go_with(cause, row.payment, "bounce", reason=row.result_note)


CONSTRAINT_REFUSALS["transfer_payment_once"] = lambda: Refusal(
    "NOT_READY", text("มีรายการที่เพิ่งเข้าชุดรายการโอนอื่น"), law.clause("payment.after_approval"),
    text("เปิดหน้านี้ใหม่ แล้วเลือกรายการที่รอจ่าย"), Kind.CONFLICT, "payments",
)  # fmt: skip


def file_of(transfer: Transfer) -> tuple[str, bytes]:
    """(name, bytes) of the file to upload, made again from its rows. Raises ValueError when it is no longer what was signed."""
    layout = bank_file.layout(transfer.layout)
    rows = TransferRow.objects.filter(document=transfer.pk).order_by("position").values()
    content = bank_file.rendered(layout, rows, transfer.value_on)
    if hashlib.sha256(content).hexdigest() != transfer.file_sha256:
        raise ValueError(f"the layout {layout.code} has changed since file {transfer.number} was signed")
    return f"transfer-{transfer.number.replace('/', '-')}.{layout.extension}", content
