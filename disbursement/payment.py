"""จ่ายเงินโดยโอนเข้าบัญชี (P-1, P-7, P-9, P-11): one approved voucher, until its payment is certified.

The bank file that carries it is transfer.py; whatever happens to the file happens to its payments, in the same transaction.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disbursement import budget, receipts, separation, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import payment as asks
from disbursement.asks.common import PayeeAccount, Reason
from disbursement.models import HeldKind, PaymentFacts
from disbursement.rules import payment as rules
from disbursement.rules.voucher import account_not_payees, payee_signs
from disbursement.voucher import Voucher
from workflows import engine, law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.following import go_with
from workflows.models import PartyKind
from workflows.procedure import follows, procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, step

FOLLOWING_FILE = law.practice("ชุดรายการโอนที่ถอนหรือปฏิเสธ คืนรายการจ่ายมารอจ่าย")
STOPPING = law.practice("ก่อนธนาคารรับรายการ ผู้อำนวยการกองคลังถอนการจ่ายกลับไปแก้ที่ฎีกาได้ พร้อมเหตุผล")
SOON, CHASING = "payment.step_working_days", "payment.receipt_working_days"


class State(models.TextChoices):
    READY = "ready", _("รอจ่าย")
    IN_TRANSFER = "in_transfer", _("อยู่ในชุดรายการโอน")
    CONFIRMED = "confirmed", _("ธนาคารยืนยันแล้ว")
    STAMPED = "stamped", _("รอหลักฐานของผู้รับเงิน")
    RECEIPTED = "receipted", _("รอผู้อำนวยการกองคลังรับรอง")
    CERTIFIED = "certified", _("จ่ายเงินแล้ว")
    RETURNED = "returned", _("ธนาคารคืนเงิน")
    WITHDRAWN = "withdrawn", pgettext_lazy("state", "ถอนการจ่าย")


# What the stamp and the certificate rest on, as their pages show it first.
OWED = ("voucher", "party", "payee_account", "gross_baht", "withheld_baht", "fine_baht")
GONE = (*OWED, "transfer", "paid_on", "fine_receipt")
PROVEN = ("payer", "stamped_on", "proof_kind", "proof_number", "proof_on")
UNPAID = (State.READY, State.IN_TRANSFER, State.RETURNED)  # owed, and no bank has confirmed it


@procedure
class Payment(PaymentFacts):
    """One payment into the payee's account; the bank's answer alone makes it one."""

    State = State

    class Procedure:
        code = "payment"
        title = _("จ่ายเงินโดยโอนเข้าบัญชี")
        ends = (State.CERTIFIED, State.WITHDRAWN)
        carried_by = "transfer"
        goes_on_by = {State.READY: ("transfer", "payments")}
        content = tuple(field.name for field in PaymentFacts._meta.local_fields if field.name != "document")
        stations = (
            (_("รอจ่าย"), (State.READY, State.RETURNED)),
            (_("ส่งธนาคาร"), (State.IN_TRANSFER,)),
            (_("ธนาคารยืนยัน"), (State.CONFIRMED,)),
            (_("หลักฐานผู้รับเงิน"), (State.STAMPED,)),
            (_("รับรอง"), (State.RECEIPTED,)),
            (_("จ่ายเงินแล้ว"), (State.CERTIFIED,)),
        )

    # Before the bank.

    @step(label=_("เปิดรายการจ่าย"), basis="payment.after_approval", by=SYSTEM, source=UNBORN, target=State.READY)
    def open_for_voucher(self, act: Act, *, voucher: asks.AVoucher) -> None:
        """Follows the approval of a voucher, never anything before it (P-1)."""
        if voucher.state != Voucher.State.APPROVED:
            basis = act.law.basis("payment.after_approval").label
            act.refuse(Refusal("NOT_APPROVED", text("ฎีกายังไม่ได้รับอนุมัติ"), basis, text("รอนายกอนุมัติฎีกา")))
            return
        assert voucher.payee_account is not None, "an approved voucher names the account to be paid into"
        self.title, self.voucher, self.live_voucher = voucher.title, voucher, voucher.pk
        self.budget_line, self.party, self.payee_account = voucher.budget_line, voucher.party, voucher.payee_account
        self.gross_baht, self.withheld_baht, self.fine_baht = voucher.gross_baht, voucher.withheld_baht, voucher.fine_baht
        self.withheld_as = HeldKind.TAX_JURISTIC if voucher.party.kind == PartyKind.JURISTIC else HeldKind.TAX_NATURAL
        self.amount_baht = voucher.net_baht

    @step(
        label=_("ตรวจหรือเปลี่ยนบัญชีผู้รับเงิน"), basis="payment.prepare", by=Role.FINANCE_OFFICER, source=(State.READY, State.RETURNED),
        target=State.READY, within=SOON, in_person=True,
    )  # fmt: skip
    def set_account(self, act: Act, *, payee_account: PayeeAccount, reason: Reason) -> None:
        """The payee's account is looked at again, and must be so after the bank has sent money back."""
        act.refuse(account_not_payees(payee_account, self.party, act.law))
        self.payee_account = payee_account

    @step(label=_("เข้าชุดรายการโอน"), basis="payment.prepare", by=SYSTEM, source=State.READY, target=State.IN_TRANSFER)
    def carry(self, act: Act, *, transfer: asks.ATransfer, position: asks.Position) -> None:
        """A bank file carries it now."""
        self.transfer, self.position = transfer, position

    @step(label=_("ออกจากชุดรายการโอน"), basis=FOLLOWING_FILE, by=SYSTEM, source=State.IN_TRANSFER, target=State.READY)
    def put_back(self, act: Act) -> None:
        """The file was rejected, withdrawn or recalled: nothing was paid."""
        self.transfer = self.position = None

    # The bank answers.

    @step(label=_("ธนาคารยืนยัน"), basis="payment.result", by=SYSTEM, source=State.IN_TRANSFER, target=State.CONFIRMED)
    def confirm(self, act: Act, *, fine_book: asks.FineBook, issuer: asks.Issuer, paid_on: asks.PaidOn) -> None:
        """The money has gone: the budget is spent, the tax is held for the Revenue, the fine is receipted as revenue (N19).

        The budget is that of the voucher's approval, also where the bank pays after the year's end. The tax is of the bank's day, the
        fine of the day on which its receipt is written.
        """
        act.tell(budget_year=self.budget_line.fiscal_year)
        self.number, self.paid_on = act.take_number("payment", act.acted_on), paid_on
        budget.spend(act, self, self.budget_line_id, self.gross_baht)
        if self.withheld_baht:
            treasury.hold(act, self, self.withheld_as, self.withheld_baht, self.party, self.number, paid_on)
        if self.fine_baht:
            act.refuse(rules.fine_without_book(fine_book, act.law))
            if fine_book is not None:
                self.fine_receipt = receipts.issue_for_fine(act, self, fine_book, issuer, self.party.name, self.fine_baht)

    @step(label=_("ธนาคารคืนเงิน"), basis="payment.result", by=SYSTEM, source=State.IN_TRANSFER, target=State.RETURNED)
    def bounce(self, act: Act, *, reason: asks.BankReason) -> None:
        """Nothing was paid; it can be paid again, by another file."""
        self.transfer = self.position = None
        self.returned_times += 1

    # What the law asks after the money has gone.

    @step(
        label=_("ประทับตราจ่ายเงินแล้ว"), basis="payment.stamp", by=Role.FINANCE_OFFICER, source=State.CONFIRMED, target=State.STAMPED,
        within=SOON, signs=True, needs=(payee_signs,), paper="withholding_certificate", shows=GONE,
    )  # fmt: skip
    def stamp(self, act: Act) -> None:
        """Every voucher and its papers bear จ่ายเงินแล้ว, the payer's name and the day."""
        self.payer, self.stamped_on = act.person, act.acted_on

    @step(
        label=_("บันทึกหลักฐานการรับเงิน"), basis="payment.receipt", by=Role.FINANCE_OFFICER, source=State.STAMPED, target=State.RECEIPTED,
        within=CHASING,
    )  # fmt: skip
    def record_receipt(
        self,
        act: Act,
        *,
        proof_kind: asks.Kind,
        proof_number: asks.ProofNumber,
        proof_on: asks.ProofOn,
        reason: asks.CertificateReason,
    ) -> None:
        """The payee's receipt, or what takes its place."""
        assert self.paid_on is not None, "the bank has paid before the payee acknowledges it"
        act.refuse(
            rules.proof_incomplete(proof_kind, proof_number, reason, act.law),
            rules.proof_day_wrong(proof_on, self.paid_on, act.acted_on, act.law),
        )
        self.proof_kind, self.proof_number, self.proof_on = proof_kind, proof_number, proof_on

    @step(label=_("ทวงใบเสร็จ"), basis="payment.receipt", by=Role.FINANCE_OFFICER, source=State.STAMPED)
    def chase(self, act: Act, *, reason: asks.Chased) -> None:
        """Asked for again; the next day to ask is set from now."""
        self.chased_times += 1
        self.due_on = act.working_days_after(act.acted_on, act.law.value(CHASING).value)

    @step(
        label=_("รับรองการจ่ายเงิน"), basis="payment.certification", by=Role.FINANCE_DIRECTOR, source=State.RECEIPTED,
        target=State.CERTIFIED, within=SOON, signs=True, needs=(payee_signs,), shows=(*GONE, *PROVEN),
    )  # fmt: skip
    def certify(self, act: Act) -> None:
        """หัวหน้าหน่วยงานคลัง certifies what the payer stamped, and only once the payee has acknowledged it."""
        self.certifier, self.certified_on = act.person, act.acted_on

    @step(
        label=_("ถอนการจ่าย"),
        basis=STOPPING,
        by=Role.FINANCE_DIRECTOR,
        source=(State.READY, State.RETURNED),
        target=State.WITHDRAWN,
        signs=True,
        shows=OWED,
    )
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """A fault found after the approval and before the money went: the voucher is open again."""
        self.live_voucher = None

    attach = attaching(State.CONFIRMED, State.STAMPED)


@follows(Voucher, Voucher.State.APPROVED)
def open_payment(cause: Any, voucher: Any) -> None:
    """An approved voucher waits to be paid."""
    engine.open_within(
        None, Payment, voucher.organization, case=voucher.case, unit=voucher.unit, acted_on=cause.act.acted_on, law_date=voucher.law_date,
        cause=cause.hash, data={"voucher": voucher},
    )  # fmt: skip


@follows(Payment, State.CERTIFIED)
def note_paid(cause: Any, payment: Any) -> None:
    """The voucher is done when its payment is certified, and not before."""
    go_with(cause, payment.voucher, "note_paid", paid_on=payment.paid_on)


@follows(Payment, State.WITHDRAWN)
def reopen_voucher(cause: Any, payment: Any) -> None:
    """The approval falls with the payment."""
    go_with(cause, payment.voucher, "reopen", reason=cause.act.reason)
