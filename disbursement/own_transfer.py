"""โอนเงินระหว่างบัญชีของหน่วยงาน (P-5, P-11): money leaves one account for another of the office's own, and the total stays as it was.

It is a withdrawal like any other: made by one person, signed by three others, and moved only by the bank's answer.
"""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import separation, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import own_transfer as asks
from disbursement.asks.common import Reason
from disbursement.asks.transfer import BankReference, DebitedOn
from disbursement.models import OwnTransferFacts
from disbursement.rules import own_transfer as rules
from disbursement.rules import payment as payment_rules
from disbursement.rules.bank_day import debit_day_wrong
from disbursement.transfer import ATTACHED, SOON, THIRD_SIGNER
from workflows import law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.procedure import procedure
from workflows.roles import Role
from workflows.step import UNBORN, WAITED, step
from workflows.thai import in_thai

BETWEEN_OWN = law.practice("โอนระหว่างบัญชีของหน่วยงานเป็นการถอนเงิน จึงจัดทำและลงนามเหมือนการจ่ายเงิน")
TAKING_BACK = law.practice("ผู้จัดทำถอนรายการได้จนกว่าธนาคารจะโอน")
RECALLING = law.practice("รายการที่แนบใบแจ้งหักบัญชีแล้วเรียกคืนได้เมื่อธนาคารแจ้งเป็นหนังสือว่าไม่ได้โอน")


class State(models.TextChoices):
    AWAITING_THIRD = "awaiting_third", _("รอผู้ลงนามคนที่สาม")
    AWAITING_SECRETARY = "awaiting_secretary", _("รอปลัดลงนาม")
    AWAITING_EXECUTIVE = "awaiting_executive", _("รอนายกลงนาม")
    SIGNED = "signed", _("ลงนามครบ รอธนาคารโอน")
    DONE = "done", _("โอนแล้ว")
    WITHDRAWN = "withdrawn", _("ถอน")


MOVED = ("source_account", "target_account", "purpose")
UNSIGNED = (State.AWAITING_THIRD, State.AWAITING_SECRETARY, State.AWAITING_EXECUTIVE)


@procedure
class OwnTransfer(OwnTransferFacts):
    """From one account of the office to another."""

    State = State

    class Procedure:
        code = "own_transfer"
        title = _("โอนเงินระหว่างบัญชีของหน่วยงาน")
        ends = (State.DONE, State.WITHDRAWN)
        content = tuple(field.name for field in OwnTransferFacts._meta.local_fields if field.name != "document")
        repeats = ("source_account", "target_account", "purpose")
        stations = (
            (_("จัดทำและลงนามคนที่สาม"), (State.AWAITING_THIRD,)),
            (_("ปลัดลงนาม"), (State.AWAITING_SECRETARY,)),
            (_("นายกลงนาม"), (State.AWAITING_EXECUTIVE,)),
            (_("ธนาคารโอน"), (State.SIGNED,)),
            (_("โอนแล้ว"), (State.DONE,)),
        )

    @step(
        label=_("จัดทำรายการโอนระหว่างบัญชี"), basis=BETWEEN_OWN, by=Role.FINANCE_OFFICER, source=UNBORN, target=State.AWAITING_THIRD,
        signs=True,
    )  # fmt: skip
    def make(
        self, act: Act, *, source_account: asks.Source, target_account: asks.Target, amount_baht: asks.Amount, purpose: asks.Purpose
    ) -> None:
        """The account's money is pledged from now on, so that no payment counts on it."""
        act.refuse(rules.one_account(source_account, target_account, act.law))
        if act.refusals:
            return
        self.source_account, self.target_account, self.purpose, self.amount_baht = (
            source_account,
            target_account,
            purpose,
            amount_baht,
        )
        self.number = act.take_number("own_transfer", act.acted_on)
        self.title = in_thai(_("โอนจาก %(source)s เข้า %(target)s")) % {"source": source_account, "target": target_account}
        treasury.move_bank(act, self, source_account.pk, pledged_baht=amount_baht)

    # Three real persons, none of them the maker (P-5, P-11).

    @step(
        label=_("ลงนามเป็นคนที่สาม"), basis="payment.third_signer", by=THIRD_SIGNER, source=State.AWAITING_THIRD,
        target=State.AWAITING_SECRETARY, within=SOON, signs=True, shows=MOVED,
    )  # fmt: skip
    def sign_third(self, act: Act) -> None:
        """The head of the finance unit, or another officer whom the office appointed."""

    @step(
        label=_("ปลัดลงนาม"), basis="payment.signers", by=Role.PERMANENT_SECRETARY, source=State.AWAITING_SECRETARY,
        target=State.AWAITING_EXECUTIVE, within=SOON, signs=True, shows=MOVED,
    )  # fmt: skip
    def sign_secretary(self, act: Act) -> None:
        """ปลัด signs every time."""

    @step(
        label=_("นายกลงนาม"), basis="payment.signers", by=Role.CHIEF_EXECUTIVE, source=State.AWAITING_EXECUTIVE, target=State.SIGNED,
        within=SOON, signs=True, shows=MOVED,
    )  # fmt: skip
    def sign_executive(self, act: Act) -> None:
        """นายก signs every time."""

    # The bank.

    @step(
        label=_("บันทึกว่าธนาคารโอนแล้ว"),
        basis="payment.result",
        by=Role.FINANCE_OFFICER,
        source=State.SIGNED,
        target=State.DONE,
        within=SOON,
        in_person=True,
        cautions=(payment_rules.no_advice_yet,),
    )
    def confirm(self, act: Act, *, bank_reference: BankReference, debited_on: DebitedOn) -> None:
        """Out of the one and into the other on one day, by the bank's debit advice."""
        amount_baht: Decimal = self.amount_baht or treasury.ZERO
        debited, signed = debited_on or act.acted_on, self.journal.filter(step="sign_executive").latest("sequence")
        early = text("ธนาคารหักบัญชีวันที่ %(day)s ก่อนนายกลงนามซึ่งคือ %(since)s")
        act.refuse(
            *debit_day_wrong(debited, signed.acted_on, act.acted_on, early, act.law, field="debited_on"),
            payment_rules.advice_missing(act.evidence.rows["attachments"], act.law),
        )
        if act.refusals:
            return
        moves: dict[Any, dict[str, Any]] = {
            self.source_account_id: {"balance_baht": -amount_baht, "pledged_baht": -amount_baht},
            self.target_account_id: {"balance_baht": amount_baht},
        }
        for account in sorted(moves):
            treasury.move_bank(act, self, account, moved_on=debited, **moves[account])
        self.bank_reference, self.moved_on = bank_reference, debited

    # Ways back: nothing has moved yet.

    @step(label=_("ไม่ลงนาม ส่งคืน"), basis="payment.signers", by=WAITED, source=UNSIGNED, target=State.WITHDRAWN, in_person=True)
    def reject(self, act: Act, *, reason: Reason) -> None:
        """A signer refuses."""
        self.let_go(act)

    @step(
        label=_("ถอนรายการโอนระหว่างบัญชี"), basis=TAKING_BACK, by=Role.FINANCE_OFFICER, source=(*UNSIGNED, State.SIGNED),
        target=State.WITHDRAWN, in_person=True, needs=(lambda transfer, act: rules.debited_already(act.evidence.rows["attachments"], act.law),),
    )  # fmt: skip
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """It is not wanted any more, and the bank has not carried it out."""
        self.let_go(act)

    @step(
        label=_("เรียกคืนจากธนาคาร"),
        basis=RECALLING,
        by=Role.FINANCE_DIRECTOR,
        source=State.SIGNED,
        target=State.WITHDRAWN,
        signs=True,
        shows=MOVED,
    )
    def recall(self, act: Act, *, reason: Reason) -> None:
        """A debit advice was attached, and the bank says in writing that it moved nothing."""
        act.refuse(payment_rules.recalled_without_notice(act.evidence.rows["attachments"], act.law))
        if not act.refusals:
            self.let_go(act)

    def let_go(self, act: Act) -> None:
        """Give the pledged money back."""
        treasury.move_bank(act, self, self.source_account_id, pledged_baht=-(self.amount_baht or treasury.ZERO))

    attach = attaching(State.SIGNED, kinds=ATTACHED)
