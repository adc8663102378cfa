"""ทะเบียนคำสั่งประจำด้านพัสดุ: whom นายก appointed to draft the specifications of a unit until further notice (ข้อ 21)."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from procurement.models import StandingSpecifier
from procurement.queries import in_force
from workflows.act import Act
from workflows.fields import DayInput
from workflows.forms import InOffice
from workflows.kept import Kept
from workflows.models import Unit
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.asks import APerson, AUnit, EndsOn, OrderedOn, OrderNumber, Reason, StartsOn
from workflows.registers.register import Register, State
from workflows.roles import Role
from workflows.step import step

APPOINTING = "procurement.appoint_specifier"
AnOrder = Annotated[StandingSpecifier, InOffice(StandingSpecifier.objects.all(), label=_("คำสั่ง"))]


@procedure
class StandingOrders(Register):
    """One person for one unit at a time."""

    class Procedure:
        code = "standing_orders"
        title = _("ทะเบียนคำสั่งประจำด้านพัสดุ")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {"order": Kept(StandingSpecifier, ("unit", "person", "starts_on", "ends_on"))}

    @step(label=_("แต่งตั้งผู้กำหนดคุณลักษณะประจำหน่วยงาน"), basis=APPOINTING, by=Role.CHIEF_EXECUTIVE, source=State.OPEN, signs=True)
    def appoint_standing_specifier(
        self, act: Act, *,
        unit: AUnit, person: APerson, order_number: OrderNumber, ordered_on: OrderedOn,
        starts_on: StartsOn, ends_on: Annotated[date | None, DayInput(label=_("ถึงวันที่ (เว้นว่างคือจนกว่าจะเลิก)"), required=False)],
    ) -> None:  # fmt: skip
        """From its first day the unit's purchases go to this person without another appointment."""
        act.refuse(ends_before_start(starts_on, ends_on, act), overlaps(unit, starts_on, ends_on, act))
        if act.refusals:
            return
        order = act.make(
            StandingSpecifier, document_id=self.pk, unit=unit, person=person, order_number=order_number, ordered_on=ordered_on,
            starts_on=starts_on, ends_on=ends_on,
        )  # fmt: skip
        self.note(
            act, order=order.pk, unit=unit.pk, person=person.pk, order_number=order_number, starts_on=starts_on, ends_on=ends_on
        )

    @step(label=_("เลิกคำสั่งประจำ"), basis=APPOINTING, by=Role.CHIEF_EXECUTIVE, source=State.OPEN, signs=True)
    def end_standing_specifier(self, act: Act, *, order: AnOrder, ends_on: EndsOn, reason: Reason) -> None:
        """The order's last day; purchases on their way keep the person they have."""
        act.refuse(ends_before_start(order.starts_on, ends_on, act))
        if act.refusals:
            return
        act.update(StandingSpecifier.objects.filter(pk=order.pk), ends_on=ends_on)
        self.note(act, order=order.pk, ends_on=ends_on)


def ends_before_start(starts_on: date, ends_on: date | None, act: Act) -> Refusal | None:
    if ends_on is None or ends_on >= starts_on:
        return None
    return Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), act.law.basis(APPOINTING).label, text("แก้วันที่"), field="ends_on")


def overlaps(unit: Unit, starts_on: date, ends_on: date | None, act: Act) -> Refusal | None:
    """Two persons for one unit on one day would leave open who drafts."""
    other = in_force(unit.pk, starts_on, ends_on).first()
    if other is None:
        return None
    sentence = text("ช่วงเวลานี้มีคำสั่งที่ %(order)s ของหน่วยงานนี้อยู่แล้ว") % {"order": other.order_number}
    return Refusal(
        "STANDING_ORDER_OVERLAPS", sentence, act.law.basis(APPOINTING).label, text("เลิกคำสั่งเดิมก่อน หรือแก้ช่วงเวลา"), field="starts_on"
    )
