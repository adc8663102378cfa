"""โทเคนของเครื่อง: given by each person for himself, under his signature, and taken back by him or by the keeper of the register."""

from datetime import date, timedelta
from typing import Annotated

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law, tokens
from workflows.act import Act
from workflows.dates import short_date
from workflows.fields import DayInput
from workflows.forms import InOffice
from workflows.models import MachineToken
from workflows.refusal import Refusal
from workflows.registers.asks import Reason
from workflows.registers.register import Register, State
from workflows.roles import Role
from workflows.step import ANYONE, step

FOR_MACHINES = law.practice("เครื่องอ่านและเตรียมงานแทนเจ้าของโทเคนได้ แต่ไม่ลงนามและไม่วินิจฉัยแทน")
NAME_LETTERS_MAX = 60


def token_of(token: MachineToken) -> str:
    until = text("ถึง %(day)s") % {"day": short_date(token.ends_on)}
    return f"{token.name} · {token.person.full_name} · {until}"


AToken = Annotated[
    MachineToken,
    InOffice(
        MachineToken.objects.select_related("person"), label=_("โทเคน"), named=token_of,
        offers=lambda register: Q(taken_back_on__isnull=True), order=("person__full_name", "name"),
    ),
]  # fmt: skip


class Tokens(Register):
    """The part of the people register by which programs act for people."""

    class Meta:
        abstract = True

    @step(label=_("ออกโทเคนให้เครื่อง"), basis=FOR_MACHINES, by=ANYONE, source=State.OPEN, signs=True)
    def give_token(
        self, act: Act, *,
        name: Annotated[str, forms.CharField(label=_("ใช้กับอะไร"), max_length=NAME_LETTERS_MAX)],
        ends_on: Annotated[date, DayInput(label=_("ใช้ได้ถึงวันที่"))],
    ) -> None:  # fmt: skip
        """A program of the person's own acts for him with it: what he may do, it may prepare, and nothing more."""
        assert act.person is not None
        longest = tokens.longest(act.organization, act.today)
        last = act.today + timedelta(days=int(longest.value))
        if not act.today <= ends_on <= last:
            sentence = text("โทเคนมีอายุตั้งแต่วันนี้ ไม่เกิน %(day)s") % {"day": short_date(last)}
            act.refuse(Refusal("TOKEN_TOO_LONG", sentence, longest.label, text("เลือกวันในช่วงนั้น ครบแล้วออกใหม่ได้"), field="ends_on"))
            return
        secret = tokens.new_secret()
        token = act.make(
            MachineToken, person=act.person, name=name, digest=tokens.digest_of(secret), given_on=act.today, ends_on=ends_on
        )  # fmt: skip
        self.note(act, token=token.pk, person=act.person.pk, name=name, ends_on=ends_on)
        self.told_once = tokens.Issued(secret, name, ends_on)

    @step(label=_("ถอนคืนโทเคนของตน"), basis=FOR_MACHINES, by=ANYONE, source=State.OPEN, in_person=True)
    def take_back_token(self, act: Act, *, token: AToken) -> None:
        """At once and without a reason: whoever fears that the secret is known loses no time."""
        if token.person != act.person:
            sentence = text("โทเคนนี้ไม่ใช่ของคุณ")
            remedy = text("ให้เจ้าของถอนคืนเอง หรือให้ปลัดเพิกถอนในทะเบียนบุคลากร")
            act.refuse(Refusal("NOT_YOURS", sentence, remedy=remedy, field="token"))
        self.end_token(act, token)

    @step(label=_("เพิกถอนโทเคนของเครื่อง"), basis=FOR_MACHINES, by=Role.PERMANENT_SECRETARY, source=State.OPEN, in_person=True)
    def withdraw_token(self, act: Act, *, token: AToken, reason: Reason) -> None:
        """The keeper of the register ends anybody's: its owner is away, or the program does what it should not."""
        self.end_token(act, token)

    def end_token(self, act: Act, token: MachineToken) -> None:
        if token.taken_back_on is not None:
            sentence = text("โทเคนนี้ถูกถอนคืนแล้วเมื่อ %(day)s") % {"day": short_date(token.taken_back_on)}
            act.refuse(Refusal("TOKEN_TAKEN_BACK", sentence, remedy=text("ไม่ต้องทำอะไรอีก"), field="token"))
        if act.refusals:
            return
        act.update(MachineToken.objects.filter(pk=token.pk), taken_back_on=act.today)
        self.note(act, token=token.pk, person=token.person_id, name=token.name, taken_back_on=act.today)
