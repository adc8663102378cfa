"""บัญชีผู้ใช้: the codes with which people set their passwords, and the second factors that they have lost.

Each of the two alone opens no account that has both: whoever has issued the code does not clear the second factor as well.
"""

from typing import Annotated

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import authenticators, law, starting_codes
from workflows.act import Act
from workflows.choices import offer_role
from workflows.models import StartingCode, User
from workflows.refusal import Refusal
from workflows.registers.asks import APerson, Reason
from workflows.registers.hands import against_clearing, against_issuing, wrong_starting_code
from workflows.registers.register import KEEPING, Register, State
from workflows.roles import Role
from workflows.step import SYSTEM, BySetting, step

ENTRUSTED = law.practice("ผู้ที่หน่วยงานมอบให้ดูแลบัญชีผู้ใช้ออกรหัสเริ่มต้นให้ผู้อื่น และมีร่องรอยทุกครั้ง")
OWN = law.practice("รหัสผ่านเป็นของเจ้าตัวคนเดียว ตั้งและเปลี่ยนเองได้ทุกเมื่อ และมีร่องรอยทุกครั้ง")
ISSUER = BySetting(
    "accounts.issuer", Role.PERMANENT_SECRETARY, (Role.PERMANENT_SECRETARY, Role.FINANCE_DIRECTOR, Role.HEAD_OF_FINANCE_SECTION)
)
offer_role(ISSUER, _("ผู้ดูแลบัญชีผู้ใช้ (ออกรหัสเริ่มต้น)"))


class Accounts(Register):
    """The part of the people register by which people get into their accounts."""

    class Meta:
        abstract = True

    @step(label=_("ออกรหัสเริ่มต้น"), basis=ENTRUSTED, by=ISSUER, source=State.OPEN, signs=True)
    def issue_starting_code(self, act: Act, *, person: APerson, reason: Reason) -> None:
        """For whoever comes in person, without a password yet or with a forgotten one: he sets his own with it, once."""
        assert act.person is not None
        act.refuse(*against_issuing(act.person, person))
        if act.refusals:
            return
        code, row = starting_codes.issue(act, person, act.person)
        self.note(act, person=person.pk, full_name=person.full_name, expires_at=row.expires_at)
        self.told_once = starting_codes.Issued(starting_codes.in_groups(code), person.full_name, person.username, row.expires_at)

    @step(label=_("ตั้งรหัสผ่านด้วยรหัสเริ่มต้น"), basis=ENTRUSTED, by=SYSTEM, source=State.OPEN)
    def use_starting_code(
        self, act: Act, *, person: APerson,
        code: Annotated[str, forms.CharField(label=_("รหัสเริ่มต้น"), max_length=40)],
        password: Annotated[str, forms.CharField(label=_("รหัสผ่าน (ที่เข้ารหัสแล้ว)"), max_length=128)],
    ) -> None:  # fmt: skip
        """The code has done its one work; from now on the password is its owner's alone, and rests here as its hash."""
        row = starting_codes.standing(person)
        if row is None or not starting_codes.fits(row, code):
            act.refuse(wrong_starting_code())
            return
        act.update(StartingCode.objects.filter(pk=row.pk), used_at=timezone.now())
        User.objects.filter(pk=person.pk).update(password=password)
        self.note(act, person=person.pk, full_name=person.full_name, issued_by=row.issued_by_id)

    @step(label=_("เจ้าตัวเปลี่ยนรหัสผ่าน"), basis=OWN, by=SYSTEM, source=State.OPEN)
    def change_password(
        self, act: Act, *, person: APerson,
        was: Annotated[str, forms.CharField(label=_("รหัสผ่านเดิม (ที่เข้ารหัสแล้ว)"), max_length=128)],
        password: Annotated[str, forms.CharField(label=_("รหัสผ่าน (ที่เข้ารหัสแล้ว)"), max_length=128)],
    ) -> None:  # fmt: skip
        """Its owner, signed in, has shown the old one. Where that has ended meanwhile, by a starting code, nothing takes its place."""
        if not User.objects.filter(pk=person.pk, password=was).update(password=password):
            sentence, remedy = text("รหัสผ่านเดิมใช้ไม่ได้แล้ว มีผู้เปลี่ยนหรือออกรหัสเริ่มต้นไปก่อน"), text("เข้าสู่ระบบอีกครั้ง แล้วเปลี่ยนใหม่")
            act.refuse(Refusal("PASSWORD_ENDED", sentence, remedy=remedy, field="password"))
            return
        self.note(act, person=person.pk, full_name=person.full_name)

    @step(label=_("ล้างวิธียืนยันตัวตน"), basis=KEEPING, by=Role.PERMANENT_SECRETARY, source=State.OPEN, signs=True)
    def clear_authenticators(self, act: Act, *, person: APerson, reason: Reason) -> None:
        """Somebody has lost the telephone or the key, and came in person: the password alone lets in again, until a new one is set up."""
        assert act.person is not None
        act.refuse(*against_clearing(act.person, person))
        if act.refusals:
            return
        count = authenticators.clear(person)
        if not count:
            act.refuse(Refusal("NOTHING_SET_UP", text("บุคคลนี้ไม่ได้ตั้งวิธียืนยันตัวตนไว้"), remedy=text("ตรวจชื่ออีกครั้ง"), field="person"))
            return
        self.note(act, person=person.pk, count=count)
