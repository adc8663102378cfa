"""ทะเบียนบุคลากรและคำสั่ง: units, posts, who holds them, and who acts for whom."""

from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import authenticators
from workflows.act import Act
from workflows.fields import BahtInput
from workflows.models import ActingOrder, CapacityKind, Holding, Position, SeparationWaiver, Unit, User
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.asks import (
    AFormerUser,
    AHolding,
    AnOrder,
    APerson,
    APosition,
    AUnit,
    EndsOn,
    Matters,
    Name,
    OneStep,
    OrderedOn,
    OrderNumber,
    OtherStep,
    Reason,
    Roles,
    StartsOn,
)  # fmt: skip
from workflows.registers.establishing import add_position, establish, grant
from workflows.registers.register import KEEPING, State, already
from workflows.registers.tokens import Tokens
from workflows.roles import Role
from workflows.separation import PAIRS
from workflows.step import SYSTEM, step

SECRETARY, EXECUTIVE = Role.PERMANENT_SECRETARY, Role.CHIEF_EXECUTIVE


@procedure
class PeopleRegister(Tokens):
    """Position is not person: a post stays when people leave, and an order lets somebody act for its holder."""

    class Procedure:
        code = "people_register"
        title = _("ทะเบียนบุคลากรและคำสั่ง")
        ends = (State.OPEN,)
        content = ("change",)

    @step(label=_("ตั้งหน่วยงานครั้งแรก"), basis=KEEPING, by=SYSTEM, source=State.OPEN)
    def establish(self, act: Act, *, plan: Annotated[dict[str, Any], forms.JSONField()]) -> None:
        """Units, posts, people and who holds what, written once, while nobody holds a post yet."""
        if Holding.objects.filter(organization=act.organization).exists():
            act.refuse(Refusal("ALREADY_ESTABLISHED", text("หน่วยงานนี้ตั้งแล้ว"), remedy=text("ใช้ขั้นตอนของทะเบียนบุคลากร")))
            return
        establish(act.organization, plan)
        self.change = {"step": act.step.name, "plan": plan}
        act.raised_grants()

    @step(label=_("เพิ่มหน่วยงาน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def add_unit(
        self, act: Act, *,
        code: Annotated[str, forms.CharField(label=_("ชื่อย่อ"), max_length=60)],
        name: Annotated[str, forms.CharField(label=_("ชื่อหน่วยงาน"), max_length=200)],
        is_finance: Annotated[bool, forms.BooleanField(label=_("เป็นหน่วยงานคลัง"), required=False)],
    ) -> None:  # fmt: skip
        """A unit that asks, and owns a budget."""
        if Unit.objects.filter(organization=act.organization, code=code).exists():
            act.refuse(already("UNIT_KNOWN", text("มีหน่วยงานชื่อย่อนี้แล้ว"), "code"))
            return
        unit = Unit.objects.create(organization=act.organization, code=code, name=name, is_finance=is_finance)
        self.note(act, unit=unit.pk, code=code, name=name)
        act.raised_grants()

    @step(label=_("แก้ชื่อหน่วยงาน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def change_unit(
        self, act: Act, *,
        unit: AUnit,
        name: Annotated[str, forms.CharField(label=_("ชื่อหน่วยงาน"), max_length=200)],
        is_finance: Annotated[bool, forms.BooleanField(label=_("เป็นหน่วยงานคลัง"), required=False)],
    ) -> None:  # fmt: skip
        """Its name on screens and papers from now on; the short name stays, because desks and earlier papers carry it."""
        Unit.objects.filter(pk=unit.pk).update(name=name, is_finance=is_finance)
        self.note(act, unit=unit.pk, name=name, is_finance=is_finance)
        act.raised_grants()

    @step(label=_("เพิ่มตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def add_position(
        self, act: Act, *,
        unit: AUnit,
        title: Annotated[str, forms.CharField(label=_("ตำแหน่ง"), max_length=200)],
        roles: Roles,
    ) -> None:  # fmt: skip
        """A post with the roles that it carries."""
        if Position.objects.filter(organization=act.organization, unit=unit, title=title).exists():
            act.refuse(already("POSITION_KNOWN", text("หน่วยงานนี้มีตำแหน่งชื่อนี้แล้ว"), "title"))
            return
        position = add_position(act.organization, unit, title, roles)
        self.note(act, position=position.pk, title=title, roles=sorted(roles))
        act.raised_grants()

    @step(label=_("เปลี่ยนบทบาทของตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def set_roles(self, act: Act, *, position: APosition, roles: Roles) -> None:
        """Which roles a post carries from now on."""
        grant(position, roles)
        self.note(act, position=position.pk, roles=sorted(roles))
        act.raised_grants()

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
        self.note(act, person=person.pk, full_name=full_name, username=username)

    @step(label=_("ระงับบัญชีผู้ใช้"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def deactivate_person(self, act: Act, *, person: APerson, reason: Reason) -> None:
        """People leave; what they did keeps their name."""
        User.objects.filter(pk=person.pk).update(is_active=False)
        self.note(act, person=person.pk)

    @step(label=_("ล้างวิธียืนยันตัวตน"), basis=KEEPING, by=SECRETARY, source=State.OPEN, signs=True)
    def clear_authenticators(self, act: Act, *, person: APerson, reason: Reason) -> None:
        """Somebody has lost the telephone or the key, and came in person: the password alone lets in again, until a new one is set up."""
        if act.person == person:
            act.refuse(
                Refusal(
                    "YOUR_OWN", text("วิธียืนยันตัวตนของตนเองไม่ล้างในทะเบียน"), remedy=text("ถอนที่หน้า “การยืนยันตัวตน” ของคุณ"), field="person"
                )
            )
            return
        count = authenticators.clear(person)
        if not count:
            act.refuse(Refusal("NOTHING_SET_UP", text("บุคคลนี้ไม่ได้ตั้งวิธียืนยันตัวตนไว้"), remedy=text("ตรวจชื่ออีกครั้ง"), field="person"))
            return
        self.note(act, person=person.pk, count=count)

    @step(label=_("เปิดบัญชีผู้ใช้อีกครั้ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def reactivate_person(self, act: Act, *, person: AFormerUser, reason: Reason) -> None:
        """Whoever comes back signs in again; what he may do still follows from his posts and orders alone."""
        User.objects.filter(pk=person.pk).update(is_active=True)
        self.note(act, person=person.pk)

    @step(label=_("ให้ดำรงตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
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
            return
        holding = Holding.objects.create(
            organization=act.organization,
            position=position,
            person=person,
            starts_on=starts_on,
            order_number=order_number,
            ordered_on=ordered_on,
        )
        self.note(act, holding=holding.pk, position=position.pk, person=person.pk, starts_on=starts_on)

    @step(label=_("ให้พ้นจากตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def end_holding(
        self,
        act: Act,
        *,
        holding: AHolding,
        ends_on: EndsOn,
    ) -> None:
        """The last day on which the person holds the post."""
        if ends_on < holding.starts_on:
            act.refuse(Refusal("DATES_OUT_OF_ORDER", text("วันพ้นจากตำแหน่งก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on"))
            return
        Holding.objects.filter(pk=holding.pk).update(ends_on=ends_on)
        self.note(act, holding=holding.pk, ends_on=ends_on)

    @step(label=_("ลงคำสั่งให้ทำการแทน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def order_acting(
        self, act: Act, *,
        position: APosition, person: APerson,
        capacity: Annotated[str, forms.ChoiceField(label=_("ฐานะ"), choices=ActingOrder._meta.get_field("capacity").choices)],
        starts_on: StartsOn, ends_on: EndsOn, order_number: OrderNumber, ordered_on: OrderedOn,
        matters: Annotated[list[str], Matters(label=_("เรื่องที่มอบ (ไม่เลือกคือทุกเรื่อง)"), required=False)],
        ceiling_baht: Annotated[Decimal | None, BahtInput(label=_("วงเงินไม่เกิน (บาท)"), required=False)],
    ) -> None:  # fmt: skip
        """An order (คำสั่ง) by which a person acts for a post, until its last day."""
        if ends_on < starts_on:
            act.refuse(Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on"))
        if capacity == CapacityKind.DELEGATED and not matters:
            sentence = text("การปฏิบัติราชการแทนต้องระบุเรื่องที่มอบ")
            act.refuse(Refusal("MATTERS_NEEDED", sentence, remedy=text("ระบุเรื่องที่มอบ"), field="matters"))
        if act.refusals:
            return
        order = ActingOrder.objects.create(
            organization=act.organization, position=position, person=person, capacity=capacity, starts_on=starts_on, ends_on=ends_on,
            order_number=order_number, ordered_on=ordered_on, matters=matters, ceiling_baht=ceiling_baht,
        )  # fmt: skip
        self.note(
            act,
            order=order.pk,
            position=position.pk,
            person=person.pk,
            starts_on=starts_on,
            ends_on=ends_on,
            order_number=order_number,
        )

    @step(label=_("เลิกคำสั่งให้ทำการแทน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def end_acting(
        self,
        act: Act,
        *,
        order: AnOrder,
        ends_on: EndsOn,
        reason: Reason,
    ) -> None:
        """An order ends earlier than it said."""
        if not order.starts_on <= ends_on <= order.ends_on:
            act.refuse(Refusal("DATES_OUT_OF_ORDER", text("วันเลิกคำสั่งอยู่นอกช่วงของคำสั่ง"), remedy=text("แก้วันที่"), field="ends_on"))
            return
        ActingOrder.objects.filter(pk=order.pk).update(ends_on=ends_on)
        self.note(act, order=order.pk, ends_on=ends_on)

    @step(label=_("ผ่อนผันการแบ่งแยกหน้าที่"), basis="separation.waiver", by=EXECUTIVE, source=State.OPEN, signs=True)
    def waive_separation(
        self, act: Act, *,
        first_step: Annotated[str, OneStep], second_step: Annotated[str, OtherStep],
        person: APerson, order_number: OrderNumber, starts_on: StartsOn, ends_on: EndsOn, reason: Reason,
    ) -> None:  # fmt: skip
        """A small office that cannot separate two steps says so in writing, for one person, with its reason and its last day."""
        couple = {first_step, second_step}
        pair = next((p for p in PAIRS if {p.first, p.second} == couple), None)
        if pair is None:
            act.refuse(
                Refusal(
                    "NO_SUCH_PAIR",
                    text("สองขั้นตอนนี้ไม่ได้ห้ามคนเดียวกันทำ"),
                    remedy=text("เลือกสองขั้นตอนที่ระบบห้ามคนเดียวกันทำ"),
                    field="second_step",
                )
            )
        elif not pair.is_waivable:
            basis = act.law.basis(pair.basis_key).label
            sentence = text("สองขั้นตอนนี้กฎหมายบังคับให้เป็นคนละคน ผ่อนผันไม่ได้")
            act.refuse(Refusal("NEVER_WAIVABLE", sentence, basis, text("ให้ผู้อื่นทำ หรือออกคำสั่งให้ผู้อื่นทำแทน")))
        if act.refusals:
            return
        SeparationWaiver.objects.create(
            organization=act.organization, first_step=first_step, second_step=second_step, person=person, reason=reason,
            order_number=order_number, starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
        self.note(act, first_step=first_step, second_step=second_step, person=person.pk, ends_on=ends_on)
