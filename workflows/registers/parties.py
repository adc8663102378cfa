"""ทะเบียนคู่ค้า: vendors and payees, and the accounts that they asked to be paid into."""

import re
from typing import Annotated, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from stdnum.th import tin

from workflows.act import Act
from workflows.forms import InOffice
from workflows.kept import Kept
from workflows.models import Party, PartyAccount, PartyKind, User
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.register import KEEPING, Register, State, already
from workflows.roles import Role
from workflows.step import step
from workflows.thai import arabic_digits

BETWEEN_DIGITS = re.compile(r"[\s\-\u2010-\u2015]+")


class TaxIdInput(forms.CharField):
    """Thirteen digits whose last one proves the others."""

    def clean(self, value: str) -> str:
        number = arabic_digits(super().clean(value))
        if not (number.isascii() and tin.is_valid(number)):  # wide digits would make another number of the same one
            raise ValidationError(text("เลขประจำตัวผู้เสียภาษีต้องมี 13 หลัก และหลักสุดท้ายต้องถูกต้อง"))
        return tin.compact(number)


class DigitsInput(forms.RegexField):
    """Digits as a bankbook prints them, in Thai digits too; what stands between them is no part of the number."""

    def to_python(self, value: Any) -> str:
        return "".join(BETWEEN_DIGITS.split(arabic_digits(super().to_python(value) or "")))


BANK_CODE_IS = _("รหัสธนาคารเป็นตัวเลข 3 หลัก เช่น 006 กรุงไทย 030 ออมสิน 034 ธ.ก.ส.")
AccountDigits = DigitsInput(r"^[0-9]{10,15}$", label=_("เลขที่บัญชี"), error_messages={"invalid": _("เลขที่บัญชีเป็นตัวเลข 10 ถึง 15 หลัก")})
BankCode = DigitsInput(r"^[0-9]{3}$", label=_("รหัสธนาคาร"), help_text=BANK_CODE_IS, error_messages={"invalid": BANK_CODE_IS})
AParty = Annotated[
    Party, InOffice(Party.objects.all(), label=_("คู่ค้า"), named=lambda party: f"{party.name} · {party.tax_id}", order=("name",))
]
AnOfficer = Annotated[User, InOffice(User.objects.filter(is_active=True), label=_("บุคลากร"))]
Yes = forms.BooleanField(label=_("จดทะเบียนภาษีมูลค่าเพิ่ม"), required=False)


@procedure
class PartyRegister(Register):
    """Those whom the office buys from and pays."""

    class Procedure:
        code = "party_register"
        title = _("ทะเบียนคู่ค้า")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "account": Kept(PartyAccount, ("party", "bank_code", "number", "name")),
            "party": Kept(Party, ("kind", "name", "tax_id", "is_vat_registered", "officer")),
        }

    @step(label=_("เพิ่มคู่ค้า"), basis=KEEPING, by=Role.SUPPLIES_OFFICER, source=State.OPEN)
    def add_party(
        self, act: Act, *,
        kind: Annotated[str, forms.ChoiceField(label=_("ประเภท"), choices=PartyKind.choices)],
        name: Annotated[str, forms.CharField(label=_("ชื่อ"), max_length=200)],
        tax_id: Annotated[str, TaxIdInput(label=_("เลขประจำตัวผู้เสียภาษี"))],
        address: Annotated[str, forms.CharField(label=_("ที่อยู่"), max_length=300, required=False)],
        is_vat_registered: Annotated[bool, Yes],
    ) -> None:  # fmt: skip
        """A vendor or payee, once for each tax id."""
        if Party.objects.filter(organization=act.organization, tax_id=tax_id).exists():
            act.refuse(Refusal("PARTY_KNOWN", text("เลขประจำตัวผู้เสียภาษีนี้มีในทะเบียนแล้ว"), remedy=text("เลือกจากทะเบียน"), field="tax_id"))
            return
        party = act.make(Party, kind=kind, name=name, tax_id=tax_id, address=address, is_vat_registered=is_vat_registered)
        self.note(act, party=party.pk, kind=kind, name=name, tax_id=tax_id, is_vat_registered=is_vat_registered)

    @step(label=_("แก้ข้อมูลคู่ค้า"), basis=KEEPING, by=Role.SUPPLIES_OFFICER, source=State.OPEN)
    def change_party(
        self, act: Act, *,
        party: AParty,
        kind: Annotated[str, forms.ChoiceField(label=_("ประเภท"), choices=PartyKind.choices)],
        name: Annotated[str, forms.CharField(label=_("ชื่อ"), max_length=200)],
        address: Annotated[str, forms.CharField(label=_("ที่อยู่"), max_length=300, required=False)],
        is_vat_registered: Annotated[bool, Yes],
    ) -> None:  # fmt: skip
        """What a vendor is called, and where it is. The tax id never changes: another one is another party."""
        act.update(Party.objects.filter(pk=party.pk), kind=kind, name=name, address=address, is_vat_registered=is_vat_registered)
        self.note(act, party=party.pk, kind=kind, name=name, is_vat_registered=is_vat_registered)

    @step(label=_("เพิ่มบัญชีธนาคารของคู่ค้า"), basis=KEEPING, by=Role.FINANCE_OFFICER, source=State.OPEN, in_person=True)
    def add_account(
        self, act: Act, *,
        party: AParty,
        bank_code: Annotated[str, BankCode], number: Annotated[str, AccountDigits],
        name: Annotated[str, forms.CharField(label=_("ชื่อบัญชี"), max_length=200)],
    ) -> None:  # fmt: skip
        """An account that the party asked to be paid into; it takes the place of the earlier, and an earlier one may come back."""
        account = PartyAccount.objects.filter(party=party, bank_code=bank_code, number=number).first()
        if account is not None and account.is_current:
            act.refuse(already("ACCOUNT_KNOWN", text("คู่ค้ารายนี้ใช้บัญชีเลขที่นี้อยู่แล้ว"), "number"))
            return
        act.update(PartyAccount.objects.filter(party=party, is_current=True), is_current=False)
        if account is None:
            facts = {"bank_code": bank_code, "number": number, "name": name}
            account = act.make(PartyAccount, party=party, **facts)
        else:
            act.update(PartyAccount.objects.filter(pk=account.pk), is_current=True, name=name)
        self.note(act, account=account.pk, party=party.pk, bank_code=bank_code, number=number, name=name)

    @step(
        label=_("ระบุว่าคู่ค้าเป็นบุคลากรหรือของบุคลากร"), basis="separation.payee_and_signer", by=Role.FINANCE_OFFICER, source=State.OPEN,
        in_person=True,
    )  # fmt: skip
    def name_officer(
        self, act: Act, *,
        party: AParty,
        officer: AnOfficer,
    ) -> None:  # fmt: skip
        """The party is an officer of the office, or an officer stands behind it: he signs no payment to it."""
        act.update(Party.objects.filter(pk=party.pk), officer=officer)
        self.note(act, party=party.pk, officer=officer.pk)
