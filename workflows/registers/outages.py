"""ระบบกลางใช้ไม่ได้: the days on which a system of the state was down, as facts of the office's own register; they explain what is typed late."""

from datetime import date
from typing import Annotated

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.act import Act
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.fields import DayInput
from workflows.forms import InOffice
from workflows.models import CentralOutage, Organization, System
from workflows.refusal import Refusal
from workflows.registers.asks import EndsOn, StartsOn
from workflows.registers.register import Register, State
from workflows.roles import Role
from workflows.step import step

TELLING = law.practice("ระบบกลางขัดข้อง งานเดินต่อที่นี่ แล้วลงระบบภายหลังตามลำดับวันที่")
STARTING = law.practice("เรื่องที่ลงระบบกลางไว้ก่อนใช้โปรแกรมนี้ ไม่ต้องลงซ้ำ")
AnOutage = Annotated[
    CentralOutage, InOffice(CentralOutage.objects.all(), label=_("ช่วงที่ใช้ไม่ได้"), offers=lambda register: Q(ends_on__isnull=True))
]


class Outages(Register):
    """One open outage of each system at a time. It stops nothing and permits nothing: it says why."""

    class Meta:
        abstract = True

    @step(label=_("กำหนดวันที่เริ่มลงระบบกลางจากที่นี่"), basis=STARTING, by=Role.FINANCE_DIRECTOR, source=State.OPEN)
    def set_central_start(
        self, act: Act, *,
        starts_on: Annotated[date | None, DayInput(label=_("ตั้งแต่เรื่องที่ถึงกำหนดลงวันที่ (เว้นว่างคือทุกเรื่อง)"), required=False)],
    ) -> None:  # fmt: skip
        """What was due before that day was typed into the systems without this program, and waits nowhere here; its number may still be typed."""
        if starts_on is not None:
            act.refuse(still_to_come(starts_on, act, "starts_on"))
        if act.refusals:
            return
        Organization.objects.filter(pk=act.organization.pk).update(central_from=starts_on)
        self.note(act, central_from=starts_on)

    @step(label=_("บันทึกว่าระบบกลางใช้ไม่ได้"), basis=TELLING, by=Role.FINANCE_DIRECTOR, source=State.OPEN)
    def begin_outage(
        self, act: Act, *,
        system: Annotated[str, forms.ChoiceField(label=_("ระบบ"), choices=System.choices)], starts_on: StartsOn,
        ends_on: Annotated[date | None, DayInput(label=_("ถึงวันที่ (เว้นว่างคือยังใช้ไม่ได้)"), required=False)],
        told: Annotated[str, forms.CharField(label=_("เหตุหรือประกาศที่อ้าง"), max_length=300)],
    ) -> None:  # fmt: skip
        """From its first day; the last one may be known already."""
        known = CentralOutage.objects.filter(organization=act.organization, system=system)
        overlapping = known.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lte=ends_on or date.max)
        act.refuse(out_of_order(starts_on, ends_on), still_to_come(max(starts_on, ends_on or starts_on), act, "starts_on"))
        if overlapping.exists():
            act.refuse(Refusal("OUTAGE_KNOWN", text("ช่วงนี้บันทึกไว้แล้ว"), remedy=text("บันทึกวันสิ้นสุดของช่วงเดิมก่อน"), field="starts_on"))
        if act.refusals:
            return
        act.make(CentralOutage, system=system, starts_on=starts_on, ends_on=ends_on, told=told)
        self.note(act, system=system, starts_on=starts_on, ends_on=ends_on, told=told)

    @step(label=_("บันทึกว่าระบบกลางใช้ได้แล้ว"), basis=TELLING, by=Role.FINANCE_DIRECTOR, source=State.OPEN)
    def end_outage(self, act: Act, *, outage: AnOutage, ends_on: EndsOn) -> None:
        """The last day on which it could not be used."""
        act.refuse(out_of_order(outage.starts_on, ends_on), still_to_come(ends_on, act, "ends_on"))
        if outage.ends_on is not None:
            act.refuse(Refusal("OUTAGE_ENDED", text("ช่วงนี้มีวันสิ้นสุดแล้ว"), remedy=text("เลือกช่วงที่ยังไม่สิ้นสุด"), field="outage"))
        if act.refusals:
            return
        act.update(CentralOutage.objects.filter(pk=outage.pk), ends_on=ends_on)
        self.note(act, system=outage.system, starts_on=outage.starts_on, ends_on=ends_on)


def out_of_order(starts_on: date, ends_on: date | None) -> Refusal | None:
    if ends_on is None or ends_on >= starts_on:
        return None
    return Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on")


def still_to_come(day: date, act: Act, field: str) -> Refusal | None:
    """What is recorded has happened."""
    if day <= act.acted_on:
        return None
    return Refusal("FUTURE_DATE", text("วันที่ยังมาไม่ถึง"), remedy=text("ใส่วันที่ไม่เกินวันนี้"), field=field)


CONSTRAINT_REFUSALS["central_outage_once"] = lambda: Refusal(
    "OUTAGE_KNOWN", text("ช่วงนี้บันทึกไว้แล้ว"), TELLING.label, text("บันทึกวันสิ้นสุดของช่วงเดิมก่อน"), field="starts_on"
)
