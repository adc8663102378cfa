"""ทะเบียนเงินฝากธนาคาร เงินสด และเงินรับฝาก as a register: what exists, and with how much it began."""

from decimal import Decimal
from typing import Annotated

from django import forms
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import treasury
from disbursement.models import BankAccount, CashAccount, HeldKind, MoneyHeld
from workflows.act import Act
from workflows.fields import BahtInput
from workflows.kept import Kept
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.parties import AccountDigits, BankCode
from workflows.registers.register import KEEPING, Register, State
from workflows.roles import Role
from workflows.step import step

Opening = Annotated[Decimal, BahtInput(label=_("ยอดยกมา (บาท)"))]
Name = Annotated[str, forms.CharField(label=_("ชื่อบัญชี"), max_length=200)]


@procedure
class AccountRegister(Register):
    """Accounts in the office's name, its cash, and the money that it holds for others, each with its opening balance."""

    class Procedure:
        code = "account_register"
        title = _("ทะเบียนเงินฝากธนาคาร เงินสด และเงินรับฝาก")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "add_bank_account.account": Kept(BankAccount, ("name", "bank_code", "number")),
            "add_cash_account.account": Kept(CashAccount, ("name",)),
        }

    @step(label=_("เพิ่มบัญชีเงินฝากธนาคาร"), basis="deposit.accounts", by=Role.FINANCE_DIRECTOR, source=State.OPEN, signs=True)
    def add_bank_account(
        self, act: Act, *,
        name: Name, bank_code: Annotated[str, BankCode], number: Annotated[str, AccountDigits],
        approval_number: Annotated[str, forms.CharField(label=_("หนังสืออนุมัติของนายกเลขที่"), max_length=60)], opening_balance_baht: Opening,
    ) -> None:  # fmt: skip
        """An account that นายก approved, with the balance that the bank book shows today."""
        if BankAccount.objects.filter(organization=act.organization, bank_code=bank_code, number=number).exists():
            act.refuse(known("number"))
            return
        account = act.make(BankAccount, name=name, bank_code=bank_code, number=number)
        treasury.move_bank(act, self, account.pk, balance_baht=opening_balance_baht)
        self.note(
            act, account=account.pk, name=name, bank_code=bank_code, number=number, approval_number=approval_number,
            opening_balance_baht=opening_balance_baht,
        )  # fmt: skip

    @step(label=_("เพิ่มเงินสดในมือ"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN, signs=True)
    def add_cash_account(self, act: Act, *, name: Name, opening_balance_baht: Opening) -> None:
        """A till or the safe, with what was counted in it."""
        if CashAccount.objects.filter(organization=act.organization, name=name).exists():
            act.refuse(known("name"))
            return
        account = act.make(CashAccount, name=name)
        treasury.move_cash(act, self, account.pk, opening_balance_baht)
        self.note(act, account=account.pk, name=name, opening_balance_baht=opening_balance_baht)

    @step(label=_("ตั้งยอดเงินรับฝากยกมา"), basis=KEEPING, by=Role.FINANCE_DIRECTOR, source=State.OPEN, signs=True)
    def open_money_held(
        self,
        act: Act,
        *,
        kind: Annotated[str, forms.ChoiceField(label=_("ประเภทเงินรับฝาก"), choices=HeldKind.choices)],
        opening_balance_baht: Opening,
    ) -> None:
        """What the office already holds of a kind, before the first movement here."""
        if MoneyHeld.objects.filter(organization=act.organization, kind=kind, movements__gt=0).exists():
            act.refuse(known("kind"))
            return
        treasury.hold(act, self, kind, opening_balance_baht)
        self.note(act, kind=kind, opening_balance_baht=opening_balance_baht)


def known(field: str) -> Refusal:
    return Refusal("ACCOUNT_KNOWN", text("มีในทะเบียนแล้ว"), remedy=text("เลือกจากทะเบียน"), field=field)
