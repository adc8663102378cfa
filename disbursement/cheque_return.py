"""เช็คคืน (C10, R1): a cheque that was banked comes back unpaid. The bank's debit enters the books of its day, and the payer owes again.

The receipt stays valid: the money was received, and went. What the payer brings again has a receipt of its own, and where that is a
cheque which comes back too, it is a return of its own. No rule at hand writes such a debt off; so nothing here does.
"""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import separation, settling, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import cheque_return as asks
from disbursement.asks.common import Reason
from disbursement.fund_day import FundDay, accounts
from disbursement.models import (
    BankAccount,
    ChequeRepayment,
    ChequeReturnFacts,
    DepositRow,
    Receipt,
    ReceivedBy,
    ReturnedReceipt,
)
from disbursement.remittance import Remittance
from disbursement.rules import cheque_return as rules
from workflows import law, numbers
from workflows.act import Act
from workflows.attachments import attaching
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.procedure import blocks, procedure
from workflows.refusal import Kind, Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, step
from workflows.thai import in_thai, same_number

TAKING_BACK = law.practice("เรื่องเช็คคืนที่เปิดผิดถอนได้ก่อนเสนอตรวจ")
CHECKING_AGAIN = law.practice("ผู้ตรวจที่พบว่าไม่ตรงกับหนังสือแจ้งของธนาคารส่งคืนพร้อมเหตุผล")
FOLLOWED = law.practice("ลูกหนี้เช็คคืนติดตามจนได้รับชำระ และเสนอนายกเมื่อติดตามแล้วไม่ได้ผล")
ATTACHED = (
    (rules.RETURN_NOTICE, _("หนังสือแจ้งเช็คคืนของธนาคาร")),
    ("cheque", _("สำเนาเช็คที่คืน")),
    ("statement", _("รายการเดินบัญชี")),
    ("demand", _("หนังสือทวงถามหรือหนังสือรับสภาพหนี้")),
    ("legal", _("เอกสารการดำเนินคดี")),
    ("other", _("เอกสารอื่น")),
)
TAKEN_BACK = (
    "amount_baht", "payer", "instrument", "account", "deposited_on", "debited_on", "notice_number", "bank_reason", "receipts",
)  # fmt: skip
DEBT = ("owed_baht", "payer", "instrument", "bank_reason", "chased_times", "ruling", "repayments")


class State(models.TextChoices):
    RECORDING = "recording", _("รอแนบหนังสือแจ้งและเสนอตรวจ")
    CHECKING = "checking", _("รอผู้อำนวยการกองคลังตรวจ")
    INFORMING = "informing", _("รอนายกรับทราบและสั่งการ")
    OWED = "owed", _("รอผู้จ่ายชำระแทน")
    LEGAL = "legal", _("นายกสั่งดำเนินคดี รอชำระ")
    REPAID = "repaid", _("ชำระครบแล้ว")
    WITHDRAWN = "withdrawn", _("ถอน")


UNBOOKED = (State.RECORDING, State.WITHDRAWN)  # the bank's debit stands in nobody's way yet


@procedure
class ChequeReturn(ChequeReturnFacts):
    """One cheque, from the bank's notice until it is paid again."""

    State = State

    class Procedure:
        code = "cheque_return"
        title = _("เช็คคืน")
        ends = (State.REPAID, State.WITHDRAWN)
        void = (State.WITHDRAWN,)
        content = tuple(field.name for field in ChequeReturnFacts._meta.local_fields if field.name != "document")
        content_rows = {"receipts": ReturnedReceipt, "repayments": ChequeRepayment}
        stations = (
            (_("บันทึกตามหนังสือแจ้ง"), (State.RECORDING,)),
            (_("ตรวจและลงบัญชี"), (State.CHECKING,)),
            (_("นายกรับทราบ"), (State.INFORMING,)),
            (_("ติดตามลูกหนี้"), (State.OWED, State.LEGAL)),
            (_("ชำระครบ"), (State.REPAID,)),
        )

    # The bank's notice.

    @step(label=_("บันทึกเช็คคืน"), basis=rules.RETURNED, by=Role.FINANCE_OFFICER, source=UNBORN, target=State.RECORDING)
    def open_for(self, act: Act, *, receipt: asks.ACheque) -> None:
        """The receipt names the cheque; all receipts of one slip that the same cheque has paid come with it."""
        act.refuse(rules.not_a_cheque(receipt, act.law))
        if act.refusals:
            return
        day, own = banked_with(receipt), of_one_cheque(receipt)
        other = ReturnedReceipt.objects.filter(receipt__in=own).select_related("document").first()
        act.refuse(
            rules.never_deposited(receipt, day, act.law),
            rules.returned_already(ChequeReturn.objects.get(pk=other.document_id) if other else None, act.law),
        )
        if act.refusals:
            return
        self.payer, self.instrument = receipt.payer, receipt.instrument
        self.fund_day, self.deposited_on = day, day.deposited_on
        self.amount_baht = sum((one.amount_baht for one in own), treasury.ZERO)
        self.title = in_thai(_("เช็คคืน %(cheque)s ของ %(payer)s")) % {"cheque": receipt.instrument, "payer": receipt.payer}
        facts = ({"receipt": one, "income": one.income, "amount_baht": one.amount_baht} for one in own)
        act.add(self, ReturnedReceipt, ({"position": position, **row} for position, row in enumerate(facts, start=1)))

    @step(
        label=_("เสนอตรวจเช็คคืน"), basis=rules.RETURNED, by=Role.FINANCE_OFFICER, source=State.RECORDING, target=State.CHECKING, signs=True,
        shows=TAKEN_BACK, cautions=(rules.no_notice_yet,),
    )  # fmt: skip
    def submit(
        self, act: Act, *, account: asks.Account, debited_on: asks.DebitedOn, amount_baht: asks.NoticeAmount,
        notice_number: asks.NoticeNumber, bank_reason: asks.BankReason,
    ) -> None:  # fmt: skip
        """What the notice says, beside what the office received: the same cheque, the same amount, on a day of the bank's."""
        cheque_baht: Decimal = self.amount_baht or treasury.ZERO
        act.refuse(
            rules.notice_missing(act.evidence.rows["attachments"], act.law),
            rules.amount_differs(amount_baht, cheque_baht, act.law),
            *rules.debited_wrongly(debited_on, self.deposited_on, act.acted_on, act.law.office.special_days, act.law),
            rules.not_deposited_there(account, self.returnable_baht(account), cheque_baht, act.law),
        )
        if act.refusals:
            return
        self.number = self.number or numbers.take(act.organization, "cheque_return", act.acted_on)
        self.account, self.debited_on, self.notice_number, self.bank_reason = account, debited_on, notice_number, bank_reason

    @step(
        label=_("ตรวจและลงบัญชีเช็คคืน"), basis=rules.BOOKS, by=Role.FINANCE_DIRECTOR, source=State.CHECKING, target=State.INFORMING, signs=True,
        shows=TAKEN_BACK,
    )  # fmt: skip
    def book_return(self, act: Act) -> None:
        """Against the bank's notice: the account is lower since the day on which the bank took it, and the payer owes as much."""
        assert self.account_id is not None, "a return is submitted with its account"
        cheque_baht: Decimal = self.amount_baht or treasury.ZERO
        accounts.lock(act.organization)
        account = BankAccount.objects.get(pk=self.account_id)
        act.refuse(
            rules.not_deposited_there(account, self.returnable_baht(account), cheque_baht, act.law),
            rules.not_enough_free(account, account.free_baht, cheque_baht, act.law),
        )
        if act.refusals:
            return
        treasury.move_bank(act, self, account.pk, balance_baht=-cheque_baht, moved_on=self.debited_on)
        self.owed_baht = cheque_baht

    @step(label=_("ส่งคืนให้แก้ไข"), basis=CHECKING_AGAIN, by=WAITED, source=State.CHECKING, target=State.RECORDING)
    def return_for_correction(self, act: Act, *, reason: Reason) -> None:
        """It is not as the notice says: nothing has moved yet."""

    @step(label=_("ถอนเรื่องเช็คคืน"), basis=TAKING_BACK, by=Role.FINANCE_OFFICER, source=State.RECORDING, target=State.WITHDRAWN)
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """Another receipt was meant, or the bank was wrong; the receipts are free again."""
        act.replace(self, ReturnedReceipt, [])

    # The head knows, and orders.

    @step(
        label=_("รับทราบ ให้ติดตามให้ชำระ"), basis="cheque.owed", by=Role.CHIEF_EXECUTIVE, source=State.INFORMING, target=State.OWED, signs=True,
        shows=DEBT,
    )  # fmt: skip
    def acknowledge(self, act: Act) -> None:
        """The payer is asked to pay again."""

    @step(
        label=_("สั่งดำเนินคดี"), basis="cheque.owed", by=Role.CHIEF_EXECUTIVE, source=State.INFORMING, target=State.LEGAL, signs=True, shows=DEBT
    )  # fmt: skip
    def order_legal_action(self, act: Act, *, order_number: asks.OrderNumber, ruling: asks.OrderText) -> None:
        """Recorded with its order; the debt stands, and is followed, until it is paid."""
        self.order_number, self.ruling = order_number, ruling

    # The payer pays again.

    @step(
        label=_("บันทึกการชำระแทนเช็คคืน"), basis=rules.PAID_AGAIN, by=Role.FINANCE_OFFICER, source=(State.INFORMING, State.OWED, State.LEGAL),
        shows=DEBT,
    )  # fmt: skip
    def record_paid(self, act: Act, *, receipt: asks.APayment, paid_for: asks.PaidFor) -> None:
        """In cash, by cheque or by transfer, wholly or in part; each time by a new receipt."""
        assert self.debited_on is not None, "a cheque is owed since the bank took it back"
        receipt, slip = settling.held(receipt)
        is_returned = ReturnedReceipt.objects.filter(receipt=receipt).exists()
        act.refuse(
            *rules.not_of_return(receipt, self.owed_baht, self.debited_on, is_returned, act.law),
            rules.paid_by_other(receipt, self.payer, paid_for, act.law),
            *settling.unfit(act, self, receipt, slip),
        )
        if act.refusals:
            return
        facts = {
            "receipt": receipt,
            "paid_on": receipt.received_on,
            "amount_baht": receipt.amount_baht,
            "paid_for": paid_for.strip(),
        }
        position = len(act.evidence.rows["repayments"]) + 1
        act.add(self, ChequeRepayment, [{"position": position, "recorded_on": act.acted_on, **facts}])
        self.owed_baht -= receipt.amount_baht
        self.repaid_on = None if self.owed_baht else receipt.received_on

    @step(label=_("ติดตามผู้จ่ายเช็ค"), basis=FOLLOWED, by=Role.FINANCE_OFFICER, source=(State.OWED, State.LEGAL), shows=DEBT)
    def chase(self, act: Act, *, reason: asks.Chased) -> None:
        """Asked for, and what was answered; of a lawsuit, how far it has come."""
        self.chased_times += 1

    @step(
        label=_("เสนอนายกสั่งการ"), basis=FOLLOWED, by=Role.FINANCE_OFFICER, source=(State.OWED, State.LEGAL), target=State.INFORMING, shows=DEBT
    )  # fmt: skip
    def ask_executive(self, act: Act, *, reason: Reason) -> None:
        """The payer does not pay: the head decides what follows."""

    @step(
        label=_("ชำระครบ"), basis="cheque.owed", by=SYSTEM, source=(State.OWED, State.LEGAL), target=State.REPAID,
        when=lambda found: not found.owed_baht,
    )  # fmt: skip
    def finish(self, act: Act) -> None:
        """All of it came again, and the head knows of it."""

    attach = attaching(State.RECORDING, State.OWED, State.LEGAL, kinds=ATTACHED)

    def returnable_baht(self, account: Any) -> Decimal:
        """What was paid into an account with this cheque's day, less the other cheques of that deposit that came back, in baht."""
        paid_in = DepositRow.objects.filter(document=self.fund_day_id, account=account).aggregate(total=Sum("amount_baht"))["total"]
        others = (
            ChequeReturn.objects.filter(fund_day=self.fund_day_id, account=account).exclude(state__in=UNBOOKED).exclude(pk=self.pk)
        )
        back = others.aggregate(total=Sum("amount_baht"))["total"]
        return (paid_in or treasury.ZERO) - (back or treasury.ZERO)


def banked_with(receipt: Receipt) -> Any:
    """The day's money with which a receipt's cheque went to the bank; None as long as it did not."""
    slips = Remittance.objects.filter(pk=receipt.document_id, state=Remittance.State.SUMMARIZED)
    return FundDay.objects.filter(pk__in=slips.values("summary"), deposited_on__isnull=False).first()


def of_one_cheque(receipt: Receipt) -> list[Receipt]:
    """The valid receipts of one slip that one cheque has paid, this one among them."""
    own = Receipt.objects.filter(document=receipt.document_id, received_by=ReceivedBy.CHEQUE, is_cancelled=False).select_related(
        "book"
    )
    number = same_number(receipt.instrument)
    return [one for one in own.order_by("book", "number") if same_number(one.instrument) == number]


@blocks(FundDay, "draw_up_report")
def wait_for_check(day: Any, act: Act) -> Refusal | None:
    """What the bank has taken back by the day, and the director has not checked, would be missing in its report."""
    waiting = ChequeReturn.objects.filter(organization=day.organization_id, state=State.CHECKING, debited_on__lte=day.day)
    found = waiting.order_by("debited_on", "pk").first()
    return rules.waits_for_check(found.title, str(found.case_id), act.law) if found else None


settling.DEBTS.append((ChequeRepayment, "receipt"))
CONSTRAINT_REFUSALS["cheque_returned_once"] = lambda: Refusal(
    "CHEQUE_RETURNED_ALREADY", text("เช็คของใบเสร็จนี้เพิ่งบันทึกว่าคืนแล้ว"), remedy=text("เปิดหน้านี้ใหม่ แล้วทำต่อในเรื่องนั้น"), kind=Kind.CONFLICT,
    field="receipt",
)  # fmt: skip
CONSTRAINT_REFUSALS["cheque_repayment_receipt_once"] = lambda: Refusal(
    "RECEIPT_SETTLED", text("ใบเสร็จนี้เพิ่งใช้รับชำระแล้ว"), remedy=text("เลือกใบเสร็จฉบับอื่น"), kind=Kind.CONFLICT, field="receipt"
)
