"""หน่วยงานและตำแหน่ง: units and posts, written, renamed and closed."""

from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.act import Act
from workflows.models import Holding, Position, Unit
from workflows.names import remember
from workflows.refusal import Refusal
from workflows.registers.asks import AClosedPosition, AClosedUnit, APosition, AUnit, Reason, Roles
from workflows.registers.closing import against_closing_position, against_closing_unit
from workflows.registers.establishing import add_position, establish, grant
from workflows.registers.keepers import against_more_roles, against_no_keeper
from workflows.registers.register import KEEPING, Register, State, already
from workflows.roles import Role
from workflows.step import SYSTEM, step

SECRETARY = Role.PERMANENT_SECRETARY


class Structure(Register):
    """The part of the people register that says which units and posts there are."""

    class Meta:
        abstract = True

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
        unit = act.make(Unit, code=code, name=name, is_finance=is_finance)
        self.note(act, unit=unit.pk, code=code, name=name, is_finance=is_finance)

    @step(label=_("แก้ชื่อหน่วยงาน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def change_unit(
        self, act: Act, *,
        unit: AUnit,
        name: Annotated[str, forms.CharField(label=_("ชื่อหน่วยงาน"), max_length=200)],
        is_finance: Annotated[bool, forms.BooleanField(label=_("เป็นหน่วยงานคลัง"), required=False)],
    ) -> None:  # fmt: skip
        """Its name from now on; papers keep the one of their day, and the short name stays, because desks carry it."""
        if name != unit.name:
            remember(act, unit.pk, unit.name)
        act.update(Unit.objects.filter(pk=unit.pk), name=name, is_finance=is_finance)
        self.note(act, unit=unit.pk, name=name, is_finance=is_finance, was=unit.name)

    @step(label=_("ปิดหน่วยงาน"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def close_unit(self, act: Act, *, unit: AUnit, reason: Reason) -> None:
        """A unit that the office has dissolved: nothing new is opened for it, and what it did keeps its name."""
        act.refuse(*against_closing_unit(act.organization, unit))
        if act.refusals:
            return
        act.update(Unit.objects.filter(pk=unit.pk), closed_on=act.acted_on)
        self.note(act, unit=unit.pk, closed_on=act.acted_on)

    @step(label=_("เปิดหน่วยงานอีกครั้ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def reopen_unit(self, act: Act, *, unit: AClosedUnit, reason: Reason) -> None:
        """A unit closed by mistake, or founded again under its short name."""
        act.update(Unit.objects.filter(pk=unit.pk), closed_on=None)
        self.note(act, unit=unit.pk)

    @step(label=_("เพิ่มตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def add_position(
        self, act: Act, *, unit: AUnit, title: Annotated[str, forms.CharField(label=_("ตำแหน่ง"), max_length=200)], roles: Roles
    ) -> None:
        """A post with the roles that it carries."""
        if Position.objects.filter(organization=act.organization, unit=unit, title=title).exists():
            act.refuse(already("POSITION_KNOWN", text("หน่วยงานนี้มีตำแหน่งชื่อนี้แล้ว"), "title"))
            return
        position = add_position(act.organization, unit, title, roles)
        act.tell_rows(position)
        self.note(act, position=position.pk, title=title, roles=sorted(roles))

    @step(label=_("เปลี่ยนบทบาทของตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def set_roles(self, act: Act, *, position: APosition, roles: Roles) -> None:
        """Which roles a post carries from now on."""
        act.refuse(against_more_roles(act, position, roles))
        if act.refusals:
            return
        grant(position, roles)
        act.refuse(against_no_keeper(act))
        self.note(act, position=position.pk, roles=sorted(roles))

    @step(label=_("แก้ชื่อตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def rename_position(
        self,
        act: Act,
        *,
        position: APosition,
        title: Annotated[str, forms.CharField(label=_("ชื่อใหม่ของตำแหน่ง"), max_length=200)],
        reason: Reason,
    ) -> None:
        """What a post is called from now on: who holds it and what it may do stays, and signed papers keep its former title."""
        if title == position.title:
            act.refuse(already("NAME_UNCHANGED", text("ตำแหน่งนี้ใช้ชื่อนี้อยู่แล้ว"), "title"))
            return
        if Position.objects.filter(organization=act.organization, unit=position.unit_id, title=title).exists():
            act.refuse(already("POSITION_KNOWN", text("หน่วยงานนี้มีตำแหน่งชื่อนี้แล้ว"), "title"))
            return
        remember(act, position.pk, position.title)
        act.update(Position.objects.filter(pk=position.pk), title=title)
        self.note(act, position=position.pk, title=title, was=position.title)

    @step(label=_("ยุบเลิกตำแหน่ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def close_position(self, act: Act, *, position: APosition, reason: Reason) -> None:
        """A post that the office has no more: nobody is appointed to it, and what its holders did keeps its title."""
        act.refuse(*against_closing_position(act.organization, position, act.acted_on))
        if act.refusals:
            return
        act.update(Position.objects.filter(pk=position.pk), closed_on=act.acted_on)
        self.note(act, position=position.pk, closed_on=act.acted_on)

    @step(label=_("เปิดตำแหน่งอีกครั้ง"), basis=KEEPING, by=SECRETARY, source=State.OPEN)
    def reopen_position(self, act: Act, *, position: AClosedPosition, reason: Reason) -> None:
        """A post closed by mistake, or made again with the title and the roles that it had."""
        if Unit.objects.filter(pk=position.unit_id).exclude(closed_on=None).exists():
            sentence = text("หน่วยงานของตำแหน่งนี้ปิดแล้ว")
            act.refuse(Refusal("UNIT_CLOSED", sentence, remedy=text("เปิดหน่วยงานอีกครั้งก่อน"), field="position"))
            return
        act.update(Position.objects.filter(pk=position.pk), closed_on=None)
        self.note(act, position=position.pk)
