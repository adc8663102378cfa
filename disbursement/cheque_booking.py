"""C10: the bank's notice that a cheque came back, its check and its booking, and what the head of the office orders then."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from disbursement import treasury
from disbursement.asks import cheque_return as asks
from disbursement.asks.common import Reason
from disbursement.cheque_states import CHECKING_AGAIN, DEBT, PARTED, TAKEN_BACK, TAKING_BACK, UNBOOKED, UNDOING, State
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
from workflows.act import Act
from workflows.roles import Role
from workflows.step import UNBORN, WAITED, step
from workflows.thai import in_thai, same_number


class Booking(ChequeReturnFacts):
    """Out of the account on the bank's day, and back into it where another cheque was meant."""

    class Meta(ChequeReturnFacts.Meta):
        abstract = True

    # The bank's notice.

    @step(label=_("บันทึกเช็คคืน"), basis=rules.RETURNED, by=Role.FINANCE_OFFICER, source=UNBORN, target=State.RECORDING)
    def open_for(self, act: Act, *, receipt: asks.ACheque) -> None:
        """The receipt names the cheque; all receipts of one slip that the same cheque has paid come with it."""
        act.refuse(rules.not_a_cheque(receipt, act.law))
        if act.refusals:
            return
        day, own = banked_with(receipt), of_one_cheque(receipt)
        act.refuse(rules.never_deposited(receipt, day, act.law), rules.returned_already(self.other_return([receipt]), act.law))
        if act.refusals:
            return
        self.payer, self.instrument = receipt.payer, receipt.instrument
        self.fund_day, self.deposited_on = day, day.deposited_on
        self.title = in_thai(_("เช็คคืน %(cheque)s ของ %(payer)s")) % {"cheque": receipt.instrument, "payer": receipt.payer}
        self.cover(act, own)

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
        self.number = self.number or act.take_number("cheque_return", act.acted_on)
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

    @step(label=_("ระบุใบเสร็จที่เช็คฉบับนี้ชำระ"), basis=PARTED, by=Role.FINANCE_OFFICER, source=State.RECORDING, shows=TAKEN_BACK)
    def name_receipts(self, act: Act, *, receipts: asks.ItsReceipts) -> None:
        """Two cheques of one number may lie in one slip, and one cheque may pay for several payers: the notice's amount tells which lines."""
        own = list(receipts)
        act.refuse(
            rules.returned_already(self.other_return(own), act.law, field="receipts"),
            *rules.not_of_this_cheque(own, asks.slip_of(self), self.instrument, act.law),
        )
        if not act.refusals:
            self.cover(act, own)

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

    @step(
        label=_("กลับรายการเช็คคืนที่ลงบัญชีผิด"), basis=UNDOING, by=Role.CHIEF_EXECUTIVE, source=State.INFORMING, target=State.REVERSED, signs=True,
        shows=DEBT,
    )  # fmt: skip
    def undo_booking(self, act: Act, *, reason: Reason) -> None:
        """Another cheque came back, or none: the bank's account is as high again since the same day, by an opposite movement; all stays to be read."""
        assert self.account_id is not None, "a booked return has its account"
        act.refuse(rules.repaid_already(self.repaid_with(), act.law))
        if act.refusals:
            return
        accounts.lock(act.organization)
        treasury.move_bank(act, self, self.account_id, balance_baht=self.amount_baht or treasury.ZERO, moved_on=self.debited_on)
        self.owed_baht = treasury.ZERO
        act.replace(self, ReturnedReceipt, [])

    def cover(self, act: Act, own: Sequence[Receipt]) -> None:
        """Take these receipts for what the cheque has paid."""
        self.amount_baht = sum((one.amount_baht for one in own), treasury.ZERO)
        facts = ({"receipt": one, "income": one.income, "amount_baht": one.amount_baht} for one in own)
        act.replace(self, ReturnedReceipt, ({"position": position, **row} for position, row in enumerate(facts, start=1)))

    def repaid_with(self) -> list[Receipt]:
        """The receipts by which something of it was paid again."""
        paid = ChequeRepayment.objects.filter(document=self.pk).values("receipt")
        return list(Receipt.objects.filter(pk__in=paid).select_related("book"))

    def other_return(self, receipts: Sequence[Receipt]) -> Any:
        """Another return that has taken one of these receipts; None where none has."""
        taken = ReturnedReceipt.objects.filter(receipt__in=receipts).exclude(document=self.pk)
        return type(self).objects.filter(pk__in=taken.values("document")).first()

    def returnable_baht(self, account: Any) -> Decimal:
        """What was paid into an account with this cheque's day, less the other cheques of that deposit that came back, in baht."""
        paid_in = DepositRow.objects.filter(document=self.fund_day_id, account=account).aggregate(total=Sum("amount_baht"))["total"]
        others = (
            type(self).objects.filter(fund_day=self.fund_day_id, account=account).exclude(state__in=UNBOOKED).exclude(pk=self.pk)
        )
        back = others.aggregate(total=Sum("amount_baht"))["total"]
        return (paid_in or treasury.ZERO) - (back or treasury.ZERO)


def banked_with(receipt: Receipt) -> Any:
    """The day's money with which a receipt's cheque went to the bank; None as long as it did not."""
    slips = Remittance.objects.filter(pk=receipt.document_id, state=Remittance.State.SUMMARIZED)
    return FundDay.objects.filter(pk__in=slips.values("summary"), deposited_on__isnull=False).first()


def of_one_cheque(receipt: Receipt) -> list[Receipt]:
    """The valid receipts of one slip that one payer has paid with one cheque, as far as its number tells, and that no return has taken."""
    cheques = Receipt.objects.filter(document=receipt.document_id, received_by=ReceivedBy.CHEQUE, is_cancelled=False)
    own = cheques.exclude(pk__in=ReturnedReceipt.objects.values("receipt")).select_related("book")
    number = same_number(receipt.instrument)
    same = (one for one in own.order_by("book", "number") if same_number(one.instrument) == number)
    return [one for one in same if rules.is_payer(one.payer, receipt.payer)]
