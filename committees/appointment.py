"""Who may be appointed: a chair with at least two members, or one inspector where the price is small (ข้อ 26, มาตรา 100)."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from committees.models import SeatName
from workflows.act import LawOn
from workflows.models import CapacityKind
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.thai import baht


def composition_refusals(members: Sequence[dict[str, Any]], price_baht: Decimal, law: LawOn) -> Iterable[Refusal]:
    """Everything that is wrong with who was proposed. `members` are rows of person and seat."""
    basis = law.basis("procurement.committee").label
    seats = [row["seat"] for row in members if row["seat"] != SeatName.SUPERVISOR]
    people = [row["person"] for row in members]
    if len(set(people)) != len(people):
        yield Refusal("MEMBER_TWICE", _("มีชื่อคนเดียวกันซ้ำ"), basis, _("ใส่ชื่อแต่ละคนครั้งเดียว"), field="members")
    if seats == [SeatName.INSPECTOR]:
        ceiling = law.value("procurement.single_inspector_ceiling_baht").value
        if price_baht > ceiling:
            sentence = _("ตรวจรับคนเดียวได้เมื่อวงเงินไม่เกิน %(ceiling)s บาท") % {"ceiling": baht(ceiling)}
            label = law.value("procurement.single_inspector_ceiling_baht").label
            yield Refusal("SINGLE_INSPECTOR_CEILING", sentence, label, _("เสนอคณะกรรมการอย่างน้อยสามคน"), field="members")
        return
    least = law.value("procurement.committee_members_min").value
    if len(seats) < least:
        sentence = _("คณะกรรมการต้องมีอย่างน้อย %(least)s คน มีอยู่ %(count)s คน") % {"least": least, "count": len(seats)}
        yield Refusal("TOO_FEW_MEMBERS", sentence, basis, _("เพิ่มกรรมการให้ครบ"), field="members")
    if seats.count(SeatName.CHAIR) != 1 or SeatName.INSPECTOR in seats:
        yield Refusal("ONE_CHAIR", _("คณะกรรมการต้องมีประธานหนึ่งคน และที่เหลือเป็นกรรมการ"), basis, _("เลือกประธานหนึ่งคน"), field="members")


def supervisor_refusal(members: Sequence[dict[str, Any]], law: LawOn, *, is_works: bool) -> Refusal | None:
    """Works have one ผู้ควบคุมงาน, nothing else has any (ข้อ 177)."""
    wanted = 1 if is_works else 0
    if [row["seat"] for row in members].count(SeatName.SUPERVISOR) == wanted:
        return None
    sentence = _("งานก่อสร้างต้องมีผู้ควบคุมงานหนึ่งคน") if is_works else _("ผู้ควบคุมงานมีเฉพาะงานก่อสร้าง")
    remedy = _("เสนอผู้ควบคุมงานหนึ่งคน") if is_works else _("ตัดผู้ควบคุมงานออก")
    return Refusal("SUPERVISOR", sentence, law.basis("works.appoint_supervisor").label, remedy, field="members")


def supplies_officer_refusal(people: Iterable[uuid.UUID], officers: Iterable[uuid.UUID], law: LawOn) -> Refusal | None:
    """Practice: whoever buys for the case does not accept what he bought."""
    if set(people) & set(officers):
        basis = law.basis("separation.inspector_and_supplies").label
        sentence = _("เจ้าหน้าที่พัสดุของเรื่องนี้เป็นผู้ตรวจรับไม่ได้")
        return Refusal("INSPECTOR_IS_SUPPLIES_OFFICER", sentence, basis, _("เสนอผู้อื่น"), field="members")
    return None


def outsiders_refusal(
    people: Collection[uuid.UUID], on: date, law: LawOn, *, seated_on: Mapping[uuid.UUID, date] = MappingProxyType({})
) -> Refusal | None:
    """Whoever neither holds a post of the office nor acts in it by order may sit with those who do, and never in greater number (M2).

    An order to act makes an officer of another office one of this one's: where posts are empty there is nobody else. Who sits already
    was counted on the day of his own order, `seated_on`, and no retirement makes a stranger of him.
    """
    own = {held.person for held in law.office.held if held.is_in_force(seated_on.get(held.person, on))}
    outside = [person for person in people if person not in own]
    if len(outside) * 2 <= len(people):
        return None
    facts = {"outside": len(outside), "inside": len(people) - len(outside)}
    sentence = _("ผู้ตรวจรับที่ไม่ได้ดำรงตำแหน่งหรือทำการแทนในหน่วยงานมี %(outside)s คน มากกว่าคนใน %(inside)s คน") % facts
    return Refusal(
        "TOO_MANY_OUTSIDERS",
        sentence,
        law.basis("procurement.committee").label,
        _("เสนอบุคลากรของหน่วยงานเพิ่ม หรือบันทึกคำสั่งให้ทำการแทนในหน่วยงานก่อน"),
        field="members",
    )


def head_refusal(people: Iterable[uuid.UUID], on: date, law: LawOn) -> Refusal | None:
    """Practice: whoever appoints them, is reported to and rules on a dissent is none of them; nobody would be left to rule."""
    heads = {
        held.person
        for held in law.office.held
        if held.capacity.kind == CapacityKind.HOLDING
        and held.is_in_force(on)
        and (Role.CHIEF_EXECUTIVE, None) in law.office.roles.get(held.capacity.group, ())
    }
    if heads.isdisjoint(people):
        return None
    sentence = _("นายกเป็นผู้แต่งตั้งและเป็นผู้ชี้ขาดความเห็นแย้ง จึงเป็นผู้ตรวจรับไม่ได้")
    return Refusal("INSPECTOR_IS_HEAD", sentence, law.basis("separation.author_and_approver").label, _("เสนอผู้อื่น"), field="members")
