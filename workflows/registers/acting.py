"""คำสั่งให้ทำการแทน: who acts for whom, from when until when, and the later orders that move the last day."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django import forms
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.act import Act
from workflows.fields import BahtInput, DayInput
from workflows.models import ActingOrder, CapacityKind, Position, SeparationWaiver, User
from workflows.refusal import Kind, Refusal
from workflows.registers.asks import (
    AnOrder,
    APerson,
    APosition,
    EndsOn,
    Matters,
    OneStep,
    OrderedOn,
    OrderNumber,
    OtherStep,
    Reason,
    StartsOn,
)
from workflows.registers.keepers import KEEPER_FINDER, against_no_keeper, against_other_posts, against_own_power, keeper_is_there
from workflows.registers.register import KEEPING, Register, State
from workflows.registers.terms import Term, against_changing, against_ending, against_overlap, not_made_yet
from workflows.roles import Role
from workflows.separation import PAIRS
from workflows.step import step

WHAT_MATTERS = _(
    "เลือกตามที่คำสั่งเขียนไว้ ไม่เลือกเลยคือทำแทนได้ทุกเรื่องที่ตำแหน่งนั้นทำได้ “ทุกขั้นตอน” คือทั้งกระบวนงานนั้น "
    "ชื่อขั้นตอนคือลงนามแทนได้เฉพาะขั้นตอนนั้น การปฏิบัติราชการแทนต้องเลือกอย่างน้อยหนึ่งเรื่อง"
)
SECRETARY, EXECUTIVE = Role.PERMANENT_SECRETARY, Role.CHIEF_EXECUTIVE
InCapacity = Annotated[str, forms.ChoiceField(label=_("ฐานะ"), choices=ActingOrder._meta.get_field("capacity").choices)]
SomeMatters = Annotated[list[str], Matters(label=_("เรื่องที่มอบ (ไม่เลือกคือทุกเรื่อง)"), help_text=WHAT_MATTERS, required=False)]
Ceiling = Annotated[Decimal | None, BahtInput(label=_("วงเงินไม่เกิน (บาท)"), required=False)]


def held_still(order: ActingOrder) -> ActingOrder:
    """The order as it stands once every step that rests on it is done: what was signed meanwhile is known, and no other begins."""
    return ActingOrder.objects.select_for_update(no_key=True).get(pk=order.pk)


class Acting(Register):
    """The part of the people register that holds the orders."""

    class Meta:
        abstract = True

    @step(label=_("ลงคำสั่งให้ทำการแทน"), basis=KEEPING, by=KEEPER_FINDER, source=State.OPEN, needs=(keeper_is_there,))
    def order_acting(
        self, act: Act, *,
        position: APosition, person: APerson, capacity: InCapacity, starts_on: StartsOn, ends_on: EndsOn,
        order_number: OrderNumber, ordered_on: OrderedOn, matters: SomeMatters, ceiling_baht: Ceiling,
    ) -> None:  # fmt: skip
        """An order (คำสั่ง) by which a person acts for a post, until its last day."""
        act.refuse(against_other_posts(act, position), against_own_power(act, person))
        self.enter(act, position, person, capacity, starts_on, ends_on, order_number, ordered_on, matters, ceiling_baht)

    def enter(
        self, act: Act, position: Position, person: User, capacity: str, starts_on: date, ends_on: date, order_number: str, ordered_on: date,
        matters: list[str], ceiling_baht: Decimal | None,
    ) -> None:  # fmt: skip
        """Write an order down, whoever brings it; nothing of it where anything speaks against it."""
        if ends_on < starts_on:
            act.refuse(Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on"))
        if capacity == CapacityKind.DELEGATED and not matters:
            sentence = text("การปฏิบัติราชการแทนต้องระบุเรื่องที่มอบ")
            act.refuse(Refusal("MATTERS_NEEDED", sentence, remedy=text("ระบุเรื่องที่มอบ"), field="matters"))
        act.refuse(not_made_yet(act, ordered_on))
        act.refuse(against_overlap(Term(position.pk, capacity, starts_on, ends_on, matters), field="starts_on"))
        if act.refusals:
            return
        order = act.make(
            ActingOrder, position=position, person=person, capacity=capacity, starts_on=starts_on, ends_on=ends_on,
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

    @step(label=_("ขยายหรือย่นเวลาทำการแทน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def change_acting(
        self, act: Act, *, order: AnOrder, ends_on: EndsOn, order_number: OrderNumber, ordered_on: OrderedOn, reason: Reason
    ) -> None:
        """A later order moves the last day. Person, matters and ceiling stay: another of those is an order of its own."""
        order = held_still(order)
        act.refuse(*against_changing(act, order, ends_on, ordered_on))
        if ends_on > order.ends_on:
            act.refuse(against_own_power(act, order.person, "order"))
        if act.refusals:
            return
        change = {"number": order_number, "ordered_on": str(ordered_on), "before": str(order.ends_on), "ends_on": str(ends_on)}
        act.update(ActingOrder.objects.filter(pk=order.pk), ends_on=ends_on, changes=[*order.changes, change])
        if ends_on < order.ends_on:
            act.refuse(against_no_keeper(act, order.position, after=ends_on))
        self.note(act, order=order.pk, ends_on=ends_on, before=order.ends_on, order_number=order_number, ordered_on=ordered_on)

    @step(label=_("เลิกคำสั่งให้ทำการแทน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def end_acting(
        self, act: Act, *,
        order: AnOrder, ends_on: EndsOn, reason: Reason,
        order_number: Annotated[str, forms.CharField(label=_("เลขที่คำสั่งที่เลิก (ถ้ามี)"), max_length=60, required=False)],
        ordered_on: Annotated[date | None, DayInput(label=_("คำสั่งที่เลิกลงวันที่ (ถ้ามี)"), required=False)],
    ) -> None:  # fmt: skip
        """An order ends earlier than it said: another order revokes it, or whoever was away has come back."""
        order = held_still(order)
        act.refuse(*against_ending(order, ends_on))
        if bool(order_number) != bool(ordered_on):
            sentence = text("คำสั่งที่เลิกต้องมีทั้งเลขที่และวันที่")
            act.refuse(Refusal("ORDER_INCOMPLETE", sentence, remedy=text("กรอกให้ครบ หรือเว้นว่างทั้งสองช่อง"), field="order_number"))
        if ordered_on:
            act.refuse(not_made_yet(act, ordered_on))
        if act.refusals:
            return
        change = {
            "number": order_number, "ordered_on": str(ordered_on) if ordered_on else "", "before": str(order.ends_on), "ends_on": str(ends_on)
        }  # fmt: skip
        act.update(ActingOrder.objects.filter(pk=order.pk), ends_on=ends_on, changes=[*order.changes, change])
        act.refuse(against_no_keeper(act, order.position, after=ends_on))
        self.note(act, order=order.pk, ends_on=ends_on, before=order.ends_on, order_number=order_number, ordered_on=ordered_on)

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
        if act.person is not None and act.person.pk == person.pk:
            basis, remedy = act.law.basis("separation.waiver").label, text("ให้ผู้อื่นทำ หรือออกคำสั่งให้ผู้อื่นทำแทน")
            act.refuse(Refusal("GIVES_YOURSELF_POWER", text("คุณผ่อนผันให้ตนเองไม่ได้"), basis, remedy, Kind.GATE, "person"))
        if act.refusals:
            return
        act.make(
            SeparationWaiver, first_step=first_step, second_step=second_step, person=person, reason=reason,
            order_number=order_number, starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
        self.note(
            act, first_step=first_step, second_step=second_step, person=person.pk, order_number=order_number, starts_on=starts_on,
            ends_on=ends_on,
        )  # fmt: skip
