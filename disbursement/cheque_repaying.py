"""R1: the payer brings the money again. One officer names the receipt, another person holds its copy and signs; then the debt is less."""

from django.utils.translation import gettext_lazy as _

from disbursement import settling
from disbursement.asks import cheque_return as asks
from disbursement.asks.common import Reason
from disbursement.cheque_booking import Booking
from disbursement.cheque_states import CONFIRMING_AGAIN, DEBT, DEBTOR, FOLLOWED, PAID, State
from disbursement.models import ChequeRepayment, Receipt, ReturnedReceipt
from disbursement.rules import cheque_return as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import SYSTEM, WAITED, step


class Repaying(Booking):
    """The debt grows less by receipts alone."""

    class Meta(Booking.Meta):
        abstract = True

    @step(
        label=_("บันทึกการชำระแทนเช็คคืน"), basis=rules.PAID_AGAIN, by=Role.FINANCE_OFFICER, source=DEBTOR, target=State.CONFIRMING, signs=True,
        shows=DEBT,
    )  # fmt: skip
    def record_paid(self, act: Act, *, receipt: asks.APayment, paid_for: asks.PaidFor) -> None:
        """In cash, by cheque or by transfer, wholly or in part; each time by a new receipt, which pays for nothing else from now on."""
        self.refuse_unpaid(act, receipt, paid_for)
        self.claimed_receipt, self.claimed_for, self.resumes = receipt, paid_for.strip() or None, self.state

    @step(
        label=_("ยืนยันการชำระแทนเช็คคืน"), basis=rules.PAID_AGAIN, by=Role.FINANCE_DIRECTOR, source=State.CONFIRMING, target=State.RESUMING,
        signs=True, shows=PAID,
    )  # fmt: skip
    def confirm_paid(self, act: Act, *, copy_dated: asks.CopyDated, copy_baht: asks.CopyAmount) -> None:
        """Whoever confirms has the copy of the receipt in hand and says what stands on it."""
        receipt = self.claimed_receipt
        assert receipt is not None, "what is confirmed was recorded"
        act.refuse(settling.other_copy(receipt, copy_dated, copy_baht, act.law.basis(rules.PAID_AGAIN).label, "reject_paid"))
        self.refuse_unpaid(act, receipt, self.claimed_for or "")
        if act.refusals:
            return
        facts = {
            "receipt": receipt,
            "paid_on": receipt.received_on,
            "amount_baht": receipt.amount_baht,
            "paid_for": self.claimed_for or "",
        }
        position = len(act.evidence.rows["repayments"]) + 1
        act.add(self, ChequeRepayment, [{"position": position, "recorded_on": act.acted_on, **facts}])
        self.owed_baht -= receipt.amount_baht
        self.repaid_on = None if self.owed_baht else receipt.received_on
        self.claimed_receipt, self.claimed_for = None, None

    @step(
        label=_("ส่งคืนการชำระแทนที่ไม่ถูกต้อง"),
        basis=CONFIRMING_AGAIN,
        by=WAITED,
        source=State.CONFIRMING,
        target=State.RESUMING,
        in_person=True,
    )
    def reject_paid(self, act: Act, *, reason: Reason) -> None:
        """The receipt is of something else: it is free again, and the debt stands as it stood."""
        self.claimed_receipt, self.claimed_for = None, None

    @step(
        label=_("ชำระครบ"), basis="cheque.owed", by=SYSTEM, source=(State.OWED, State.LEGAL, State.RESUMING), target=State.REPAID,
        when=lambda found: not found.owed_baht and found.resumes != State.INFORMING,
    )  # fmt: skip
    def finish(self, act: Act) -> None:
        """All of it came again, and the head knows of it."""
        self.resumes = None

    @step(
        label=_("กลับไปรอนายก"), basis=FOLLOWED, by=SYSTEM, source=State.RESUMING, target=State.INFORMING,
        when=lambda found: found.resumes == State.INFORMING,
    )  # fmt: skip
    def resume_informing(self, act: Act) -> None:
        """The head has yet to know of it."""
        self.resumes = None

    @step(
        label=_("กลับไปรอชำระ"), basis=FOLLOWED, by=SYSTEM, source=State.RESUMING, target=State.OWED,
        when=lambda found: found.resumes == State.OWED,
    )  # fmt: skip
    def resume_owed(self, act: Act) -> None:
        """Whatever is left is still owed."""
        self.resumes = None

    @step(
        label=_("กลับไปดำเนินคดี"), basis=FOLLOWED, by=SYSTEM, source=State.RESUMING, target=State.LEGAL,
        when=lambda found: found.resumes == State.LEGAL,
    )  # fmt: skip
    def resume_legal(self, act: Act) -> None:
        """The head's order stands until all is paid."""
        self.resumes = None

    @step(label=_("ติดตามผู้จ่ายเช็ค"), basis=FOLLOWED, by=Role.FINANCE_OFFICER, source=(State.OWED, State.LEGAL), shows=DEBT)
    def chase(self, act: Act, *, reason: asks.Chased) -> None:
        """Asked for, and what was answered; of a lawsuit, how far it has come."""
        self.chased_times += 1

    @step(
        label=_("เสนอนายกสั่งการ"), basis=FOLLOWED, by=Role.FINANCE_OFFICER, source=(State.OWED, State.LEGAL), target=State.INFORMING, shows=DEBT
    )  # fmt: skip
    def ask_executive(self, act: Act, *, reason: Reason) -> None:
        """The payer does not pay: the head decides what follows."""

    def refuse_unpaid(self, act: Act, receipt: Receipt, paid_for: str) -> None:
        """Whatever speaks against a receipt, as it stands under the lock of its slip."""
        assert self.debited_on is not None, "a cheque is owed since the bank took it back"
        held, slip = settling.held(receipt)
        is_returned = ReturnedReceipt.objects.filter(receipt=held).exists()
        act.refuse(
            *rules.not_of_return(held, self.owed_baht, self.debited_on, is_returned, act.law),
            rules.paid_by_other(held, self.payer, paid_for, act.law),
            *settling.unfit(act, self, held, slip),
        )
