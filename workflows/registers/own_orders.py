"""คำสั่งที่ให้อำนาจแก่ผู้ดูแลทะเบียนเอง: whoever keeps the people register enters none of them; a head of a unit does it for him, with the order.

Who enters such an order stands in no text at hand. It must be somebody else, or one person alone could give himself the power of
every post; and somebody must always be left, or an office in which only ปลัด is there could not go on.
"""

from typing import Annotated, Any

from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import clock, law
from workflows.act import Act
from workflows.attachments import EvidenceFile, described, store
from workflows.forms import InOffice
from workflows.models import Attachment, CapacityKind, Position, User
from workflows.office import office_of
from workflows.refusal import Kind, Refusal
from workflows.registers.acting import Acting, Ceiling, InCapacity, SomeMatters
from workflows.registers.asks import POSITIONS, APosition, EndsOn, OrderedOn, OrderNumber, Roles, StartsOn, post_of
from workflows.registers.establishing import grant
from workflows.registers.keepers import EXECUTIVE, against_no_keeper, keepers_today
from workflows.registers.register import State
from workflows.roles import Role
from workflows.step import ANYONE, step

BY_ANOTHER = law.practice("คำสั่งที่ให้อำนาจแก่ผู้ดูแลทะเบียนเอง ผู้อื่นลงพร้อมแนบคำสั่ง คือนายกหรือหัวหน้าหน่วยงานภายใน (ผู้มีหน้าที่ลงยังไม่ยืนยัน)")
ENTERING = frozenset({Role.FINANCE_DIRECTOR, Role.HEAD_OF_UNIT, EXECUTIVE[0]})
KIND = "คำสั่งให้ทำการแทน"


def of_keepers(register: Any) -> Q:
    """The persons whom such an order may be of."""
    return Q(pk__in=[held.person for held in keepers_today(register)])


def not_one_who_enters(register: Any, act: Act) -> Refusal | None:
    """นายก or the head of a unit, in his own post; where nobody but the keeper holds one, any officer who has a post."""
    own = {held.group for held in act.evidence.capacities if held.kind == CapacityKind.HOLDING}
    if act.person is None or own & entering_groups(register, act):
        return None
    sentence = text("คำสั่งที่ให้อำนาจแก่ผู้ดูแลทะเบียนลงโดยนายกหรือผู้ดำรงตำแหน่งหัวหน้าหน่วยงานภายใน")
    return Refusal("NOT_YOUR_ROLE", sentence, BY_ANOTHER.label, text("ส่งคำสั่งให้นายกหรือหัวหน้าหน่วยงานภายใน"), Kind.GATE)


def entering_groups(register: Any, act: Act) -> set[int]:
    """The posts whose holders may enter it today."""
    office, today = office_of(register.organization), clock.today(register.organization)
    keeping = {held.person for held in keepers_today(register)}
    others = {
        held.capacity.group
        for held in office.held
        if held.capacity.kind == CapacityKind.HOLDING and held.is_in_force(today) and held.person not in keeping
    }
    heads = {group for group, held in office.roles.items() if ENTERING & {role for role, _unit in held}}
    return heads if heads & others else heads | others


def not_of_a_keeper(register: Any, person: User) -> Refusal | None:
    """Everybody else's order is the keeper's own work."""
    names = {held.person: held.person_name for held in keepers_today(register)}
    if person.pk in names:
        return None
    sentence = text("%(person)sไม่ได้ดูแลทะเบียนบุคลากรในวันนี้") % {"person": person.full_name}
    remedy = text("ส่งคำสั่งให้%(names)sลงทะเบียน") % {"names": ", ".join(names.values())}
    return Refusal("NOT_A_KEEPER", sentence, BY_ANOTHER.label, remedy, field="person")


def own_power(act: Act, field: str) -> Refusal:
    sentence = text("คุณลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้")
    return Refusal("GIVES_YOURSELF_POWER", sentence, BY_ANOTHER.label, text("ให้หัวหน้าหน่วยงานภายในผู้อื่นลง"), Kind.GATE, field)


def not_a_keepers_post(register: Any, position: Position) -> Refusal | None:
    """Every other post is the keeper's own work."""
    if position.group_id in keeping_groups(register):
        return None
    sentence = text("ตำแหน่ง%(title)sไม่ใช่ตำแหน่งที่ผู้ดูแลทะเบียนปฏิบัติหน้าที่ในวันนี้") % {"title": position.title}
    return Refusal("NOT_A_KEEPER", sentence, BY_ANOTHER.label, text("ให้ผู้ดูแลทะเบียนเปลี่ยนบทบาทของตำแหน่งนี้"), field="position")


def keeping_groups(register: Any) -> set[int]:
    return {held.capacity.group for held in keepers_today(register)}


AKeeper = Annotated[User, InOffice(User.objects.filter(is_active=True), label=_("ผู้ดูแลทะเบียนที่ทำการแทน"), offers=of_keepers)]
AKeepersPost = Annotated[
    Position, InOffice(POSITIONS, label=_("ตำแหน่ง"), named=post_of, offers=lambda register: Q(group__in=keeping_groups(register)))
]
Scanned = Annotated[Any, EvidenceFile(label=_("คำสั่งที่สแกน (PDF, JPEG, PNG)"))]


class OwnOrders(Acting):
    """The part of the people register that its keeper may not write."""

    class Meta:
        abstract = True

    @step(
        label=_("ลงคำสั่งที่ให้ผู้ดูแลทะเบียนทำการแทน"), basis=BY_ANOTHER, by=ANYONE, source=State.OPEN, signs=True, needs=(not_one_who_enters,)
    )  # fmt: skip
    def enter_order_for_keeper(
        self, act: Act, *,
        position: APosition,
        person: AKeeper,
        capacity: InCapacity, starts_on: StartsOn, ends_on: EndsOn, order_number: OrderNumber, ordered_on: OrderedOn,
        matters: SomeMatters, ceiling_baht: Ceiling, file: Scanned,
    ) -> None:  # fmt: skip
        """Two persons stand behind it: whom it names, and who enters it with the paper; nobody does both."""
        act.refuse(own_power(act, "person") if act.person is not None and act.person.pk == person.pk else None)
        act.refuse(not_of_a_keeper(self, person))
        self.enter(act, position, person, capacity, starts_on, ends_on, order_number, ordered_on, matters, ceiling_baht)
        if act.refusals:
            return
        store(file)
        act.add(self, Attachment, [described(KIND, file)])

    @step(
        label=_("เปลี่ยนบทบาทของตำแหน่งผู้ดูแลทะเบียน"), basis=BY_ANOTHER, by=ANYONE, source=State.OPEN, signs=True, needs=(not_one_who_enters,)
    )  # fmt: skip
    def set_keepers_roles(self, act: Act, *, position: AKeepersPost, roles: Roles, file: Scanned) -> None:
        """Which roles the keeper's own post carries from now on, by the office's order."""
        is_own = position.group_id in {capacity.group for capacity in act.evidence.capacities}
        act.refuse(own_power(act, "position") if is_own else None, not_a_keepers_post(self, position))
        if act.refusals:
            return
        grant(position, roles)
        act.refuse(against_no_keeper(act))
        if act.refusals:
            return
        store(file)
        act.add(self, Attachment, [described(KIND, file)])
        self.note(act, position=position.pk, roles=sorted(roles))
