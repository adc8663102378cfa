"""บุคคล: who may sign in, by which name, and which posts each holds."""

from typing import Annotated

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.act import Act
from workflows.dates import short_date
from workflows.models import Holding, User
from workflows.names import remember
from workflows.refusal import Refusal
from workflows.registers.asks import (
    AFormerUser,
    AHolding,
    APerson,
    APosition,
    EndsOn,
    Name,
    OrderedOn,
    OrderNumber,
    Reason,
    StartsOn,
)
from workflows.registers.keepers import KEEPER_FINDER, against_no_keeper, against_other_posts, against_own_power, keeper_is_there
from workflows.registers.register import KEEPING, Register, State, already
from workflows.registers.terms import not_made_yet
from workflows.roles import Role
from workflows.step import step

SECRETARY = Role.PERMANENT_SECRETARY


class Persons(Register):
    """The part of the people register that names the people."""

    class Meta:
        abstract = True

    @step(label=_("เพิ่มบุคคล"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def add_person(
        self, act: Act, *, full_name: Name, username: Annotated[str, forms.SlugField(label=_("ชื่อผู้ใช้"), max_length=60)]
    ) -> None:
        """A person who may sign in once a password is set."""
        if User.objects.filter(username=username).exists():
            act.refuse(Refusal("USERNAME_TAKEN", text("ชื่อผู้ใช้นี้มีแล้ว"), remedy=text("เลือกชื่ออื่น"), field="username"))
            return
        person = User(organization=act.organization, full_name=full_name, username=username)
        person.set_unusable_password()
        person.save(force_insert=True)
        act.tell_rows(person)
        self.note(act, person=person.pk, full_name=full_name, username=username)

    @step(label=_("แก้ชื่อและนามสกุล"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def rename_person(self, act: Act, *, person: APerson, full_name: Name, reason: Reason) -> None:
        """A marriage, or a mistake in the register: the name from now on. What was signed keeps the name that it was signed with."""
        if full_name == person.full_name:
            act.refuse(already("NAME_UNCHANGED", text("บุคคลนี้ใช้ชื่อนี้อยู่แล้ว"), "full_name"))
            return
        remember(act, person.pk, person.full_name)
        act.update(User.objects.filter(pk=person.pk), full_name=full_name)
        self.note(act, person=person.pk, full_name=full_name, was=person.full_name)

    @step(label=_("ระงับบัญชีผู้ใช้"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def deactivate_person(self, act: Act, *, person: APerson, reason: Reason) -> None:
        """People leave; what they did keeps their name."""
        act.update(User.objects.filter(pk=person.pk), is_active=False)
        act.refuse(against_no_keeper(act))
        self.note(act, person=person.pk)

    @step(label=_("เปิดบัญชีผู้ใช้อีกครั้ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def reactivate_person(self, act: Act, *, person: AFormerUser, reason: Reason) -> None:
        """Whoever comes back signs in again; what he may do still follows from his posts and orders alone."""
        act.update(User.objects.filter(pk=person.pk), is_active=True)
        self.note(act, person=person.pk)

    @step(label=_("ให้ดำรงตำแหน่ง"), basis=KEEPING, by=KEEPER_FINDER, source=State.OPEN, needs=(keeper_is_there,))
    def appoint(
        self,
        act: Act,
        *,
        position: APosition,
        person: APerson,
        starts_on: StartsOn,
        order_number: OrderNumber,
        ordered_on: OrderedOn,
    ) -> None:
        """A person holds a post from a day on."""
        held = Holding.objects.filter(organization=act.organization, position=position, person=person)
        if held.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
            act.refuse(already("HOLDING_KNOWN", text("ผู้นี้ดำรงตำแหน่งนี้อยู่แล้วในวันนั้น"), "person"))
        act.refuse(against_other_posts(act, position), against_own_power(act, person), not_made_yet(act, ordered_on))
        if act.refusals:
            return
        holding = act.make(
            Holding,
            position=position,
            person=person,
            starts_on=starts_on,
            order_number=order_number,
            ordered_on=ordered_on,
        )
        self.note(
            act, holding=holding.pk, position=position.pk, person=person.pk, starts_on=starts_on, order_number=order_number,
            ordered_on=ordered_on,
        )  # fmt: skip

    @step(label=_("ให้พ้นจากตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def end_holding(
        self,
        act: Act,
        *,
        holding: AHolding,
        ends_on: EndsOn,
    ) -> None:
        """The last day on which the person holds the post; a wrong one is put right as long as the last day has not passed."""
        if holding.ends_on is not None and holding.ends_on < act.acted_on:
            sentence = text("การดำรงตำแหน่งนี้สิ้นสุดแล้วเมื่อ %(day)s") % {"day": short_date(holding.ends_on)}
            remedy = text("ถ้ากลับมาดำรงตำแหน่ง ให้ลงที่ “ให้ดำรงตำแหน่ง”")
            act.refuse(Refusal("HOLDING_ENDED", sentence, remedy=remedy, field="holding"))
        if ends_on < holding.starts_on:
            act.refuse(Refusal("DATES_OUT_OF_ORDER", text("วันพ้นจากตำแหน่งก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on"))
        if act.refusals:
            return
        act.update(Holding.objects.filter(pk=holding.pk), ends_on=ends_on)
        if holding.ends_on is None or ends_on < holding.ends_on:
            act.refuse(against_no_keeper(act, holding.position, after=ends_on))
        self.note(act, holding=holding.pk, ends_on=ends_on)
