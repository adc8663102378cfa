"""Who keeps the people register: it never loses its keeper by a step, and where time has taken him the chief executive finds the next.

Whoever appoints everybody else must be there himself, or nobody could put it right afterwards.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as text

from workflows import clock, law
from workflows import office as offices
from workflows.act import Act
from workflows.dates import short_date
from workflows.models import CapacityKind, Organization, Position, User
from workflows.office import Held, Office, office_of
from workflows.refusal import Kind, Refusal
from workflows.roles import Role
from workflows.step import WhileVacant

KEEPER, EXECUTIVE = (Role.PERMANENT_SECRETARY, None), (Role.CHIEF_EXECUTIVE, None)
OWN_POWER = law.practice("ผู้ดูแลทะเบียนไม่ลงคำสั่งที่ให้อำนาจแก่ตนเอง")
KEEPING_PEOPLE = "people_register.order_acting"  # the matter that an order must not leave out
FINDING_A_KEEPER = (KEEPING_PEOPLE, "people_register.appoint")  # either of them brings one


def keepers(
    organization: Organization, office: Office, day: date, *matters: str, role: tuple[Role, None] = KEEPER
) -> Iterator[Held]:
    """Whoever may take one of these steps on a day, and can sign in; or whoever may in another role."""
    active = set(User.objects.filter(organization=organization, is_active=True).values_list("pk", flat=True))
    for held in office.held:
        does_the_work = role in office.roles.get(held.capacity.group, ()) and any(map(held.capacity.covers, matters))
        if does_the_work and held.is_in_force(day) and held.person in active:
            yield held


def keepers_today(register: Any) -> Iterator[Held]:
    """Whoever may find the next keeper today."""
    organization = register.organization
    return keepers(organization, office_of(organization), clock.today(organization), *FINDING_A_KEEPER)


def against_own_power(act: Act, person: User, field: str = "person") -> Refusal | None:
    """Nobody enters an order that gives himself power: neither more, nor longer, nor a post; not even whoever holds the keeper's."""
    if act.person is None or act.person.pk != person.pk:
        return None
    return gives_yourself_power(act, field)


def gives_yourself_power(act: Act, field: str) -> Refusal:
    if act.capacity is None or act.capacity.kind == CapacityKind.HOLDING:
        sentence = text("คุณลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้")
        remedy = text("ให้นายกหรือหัวหน้าหน่วยงานภายในลงที่ “ลงคำสั่งที่ให้ผู้ดูแลทะเบียนทำการแทน” พร้อมแนบคำสั่ง")
        if field == "roles":
            remedy = text("ให้นายกหรือหัวหน้าหน่วยงานภายในลงที่ “เปลี่ยนบทบาทของตำแหน่งผู้ดูแลทะเบียน” พร้อมแนบคำสั่ง")
    else:
        sentence = text("คุณทำหน้าที่ปลัดตามคำสั่งที่ %(order)s จึงลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้") % {"order": act.capacity.order_number}
        remedy = text("ให้ผู้ดำรงตำแหน่งปลัดหรือผู้อื่นที่ทำหน้าที่นี้ลง ถ้าไม่มี นายกลงได้ในวันถัดจากวันสุดท้ายของคำสั่งของคุณ")
    return Refusal("GIVES_YOURSELF_POWER", sentence, OWN_POWER.label, remedy, Kind.GATE, field)


def against_more_roles(act: Act, position: Position, roles: Collection[str]) -> Refusal | None:
    """Nor does he give another role to a post in which he acts himself; he may take one away."""
    held = {role.value for role, _unit in act.law.office.roles.get(position.group_id, ())}
    is_own = position.group_id in {capacity.group for capacity in act.evidence.capacities}
    if not is_own or not set(roles) - held or has_founded_alone(act):
        return None
    return gives_yourself_power(act, "roles")


def has_founded_alone(act: Act) -> bool:
    """Until somebody else holds a post, nobody is there to do it, and nothing that two must sign can be done."""
    assert act.person is not None
    return all(held.person == act.person.pk for held in act.law.office.held if held.capacity.kind == CapacityKind.HOLDING)


def has_no_keeper(register: Any) -> bool:
    return next(keepers_today(register), None) is None


KEEPER_FINDER = WhileVacant(Role.PERMANENT_SECRETARY, Role.CHIEF_EXECUTIVE, has_no_keeper)


def keeper_is_there(register: Any, act: Act) -> Refusal | None:
    """The chief executive's orders are entered by whoever keeps the register, as long as somebody does."""
    roles = act.law.office.roles
    if act.capacity is not None or not any(EXECUTIVE in roles.get(held.group, ()) for held in act.evidence.capacities):
        return None
    names = ", ".join(dict.fromkeys(held.person_name for held in keepers_today(register)))
    if not names:
        return None
    sentence = text("วันนี้%(names)sทำหน้าที่ปลัดอยู่ นายกลงเองได้เฉพาะวันที่ไม่มีผู้ทำหน้าที่นี้") % {"names": names}
    return Refusal("KEEPER_IS_THERE", sentence, remedy=text("ส่งคำสั่งให้ผู้นั้นลงทะเบียน"), kind=Kind.GATE)


def against_other_posts(act: Act, position: Position) -> Refusal | None:
    """In the keeper's stead one fills his post, and no other."""
    roles = act.law.office.roles
    assert act.capacity is not None
    if KEEPER in roles.get(act.capacity.group, ()) or KEEPER in roles.get(position.group_id, ()):
        return None
    sentence = text("ตำแหน่ง%(title)sไม่ใช่ตำแหน่งที่ทำหน้าที่ปลัด") % {"title": position.title}
    remedy = text("ลงคำสั่งให้มีผู้ทำหน้าที่ปลัดก่อน แล้วผู้นั้นลงคำสั่งของตำแหน่งอื่น")
    return Refusal("NOT_THE_KEEPERS_POST", sentence, remedy=remedy, field="position")


def against_no_keeper(act: Act, post: Position | None = None, after: date | None = None) -> Refusal | None:
    """Asked of what was just written.

    post   somebody sits there no longer than `after`: the day that follows it is asked about, or today if that has come. Otherwise today
    """
    day = max(act.today, after + timedelta(days=1)) if after else act.today
    office = offices.read(act.organization)
    if post is not None and KEEPER not in office.roles.get(post.group_id, ()):
        return None
    if next(keepers(act.organization, office, day, KEEPING_PEOPLE), None) is not None:
        return None
    sentence = text("หลังจากนี้จะไม่มีผู้ทำหน้าที่ปลัดในวันที่ %(day)s จึงไม่มีใครลงทะเบียนบุคลากรได้อีก") % {"day": short_date(day)}
    remedy = text("ให้ผู้อื่นดำรงตำแหน่งปลัด หรือลงคำสั่งให้ผู้อื่นรักษาราชการแทนตั้งแต่วันนั้นก่อน แล้วทำขั้นนี้อีกครั้ง")
    return Refusal("NO_KEEPER_LEFT", sentence, remedy=remedy)
