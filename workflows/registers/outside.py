"""คำสั่งจากภายนอกหน่วยงาน: on a day on which nobody does the work of ปลัด or of นายก, the order of whoever supervises the office is entered.

Who may make such an order stands in no text at hand, so its maker is written down as the order names him, the order itself is attached,
and every desk is told of it as long as it runs.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import clock, law
from workflows.act import Act
from workflows.attachments import EvidenceFile, described, store
from workflows.dates import short_date
from workflows.evidence import Capacity
from workflows.forms import SeveralInOffice
from workflows.kept import Row
from workflows.models import ActingOrder, Attachment, CapacityKind, Organization
from workflows.office import Office, office_of
from workflows.refusal import Kind, Refusal
from workflows.registers.asks import BY_UNIT, POSITIONS, APerson, EndsOn, OrderedOn, OrderNumber, StartsOn, post_of
from workflows.registers.keepers import EXECUTIVE, FINDING_A_KEEPER, KEEPER, keepers
from workflows.registers.register import Register, State
from workflows.registers.terms import Term, against_overlap, not_made_yet
from workflows.roles import Role
from workflows.step import ANYONE, step

FROM_OUTSIDE = law.practice("วันที่ไม่มีทั้งผู้ทำหน้าที่ปลัดและนายก หัวหน้าหน่วยงานภายในลงคำสั่งของผู้กำกับดูแลพร้อมแนบคำสั่ง (ผู้มีอำนาจออกคำสั่งยังไม่ยืนยัน)")
ENTERING = frozenset({Role.FINANCE_DIRECTOR, Role.HEAD_OF_UNIT})  # of those who are left, who answers for a unit of the office
CAPACITIES = [c for c in CapacityKind.choices if c[0] in (CapacityKind.IN_ABSENCE, CapacityKind.PERFORMING)]


def leaders(organization: Organization) -> list[str]:
    """Who does the work of ปลัด or of นายก today, by name."""
    office, today = office_of(organization), clock.today(organization)
    found = [held for role in (KEEPER, EXECUTIVE) for held in keepers(organization, office, today, *FINDING_A_KEEPER, role=role)]
    return list(dict.fromkeys(held.person_name for held in found))


def heads_a_unit(office: Office, capacities: Iterable[Capacity]) -> bool:
    """Whether somebody answers for a unit of the office in his own post."""
    own = (held for held in capacities if held.kind == CapacityKind.HOLDING)
    return any(role in ENTERING for held in own for role, _unit in office.roles.get(held.group, ()))


def of_heads(register: Any) -> Q:
    """The posts that such an order may be of."""
    roles = office_of(register.organization).roles
    return Q(group__in=[group for group, held in roles.items() if {KEEPER, EXECUTIVE} & held])


def somebody_leads(register: Any, act: Act) -> Refusal | None:
    """As long as the office can name somebody itself, no order comes in from outside."""
    names = leaders(register.organization)
    if not names:
        return None
    sentence = text("วันนี้%(names)sทำหน้าที่ปลัดหรือนายกอยู่ คำสั่งจากภายนอกลงได้เฉพาะวันที่ไม่มีทั้งสองตำแหน่ง") % {"names": ", ".join(names)}
    return Refusal("SOMEBODY_LEADS", sentence, FROM_OUTSIDE.label, text("ส่งคำสั่งให้ผู้นั้นลงทะเบียน"), Kind.GATE)


def no_head(register: Any, act: Act) -> Refusal | None:
    """The head of a unit, in his own post."""
    if act.person is None or heads_a_unit(act.law.office, act.evidence.capacities):
        return None
    sentence = text("คำสั่งจากภายนอกลงโดยผู้ดำรงตำแหน่งหัวหน้าหน่วยงานภายใน")
    return Refusal("NOT_YOUR_ROLE", sentence, FROM_OUTSIDE.label, text("ส่งคำสั่งให้หัวหน้าหน่วยงานภายใน เช่น ผู้อำนวยการกองคลัง"), Kind.GATE)


class Outside(Register):
    """The part of the people register that lets an office without heads go on."""

    class Meta:
        abstract = True

    @step(
        label=_("ลงคำสั่งจากภายนอกหน่วยงาน"), basis=FROM_OUTSIDE, by=ANYONE, source=State.OPEN, signs=True, needs=(somebody_leads, no_head)
    )  # fmt: skip
    def enter_outside_order(
        self, act: Act, *,
        positions: Annotated[Any, SeveralInOffice(POSITIONS, label=_("ตำแหน่งตามคำสั่ง (ปลัด นายก หรือทั้งสอง)"), named=post_of, order=BY_UNIT, offers=of_heads)],
        person: APerson,
        capacity: Annotated[str, forms.ChoiceField(label=_("ฐานะ"), choices=CAPACITIES)],
        starts_on: StartsOn, ends_on: EndsOn, order_number: OrderNumber, ordered_on: OrderedOn,
        issued_by: Annotated[str, forms.CharField(label=_("ผู้ออกคำสั่งตามที่คำสั่งเขียน"), max_length=200)],
        file: Annotated[Any, EvidenceFile(label=_("คำสั่งที่สแกน (PDF, JPEG, PNG)"))],
    ) -> None:  # fmt: skip
        """Whoever it names does the work from now on, and mends the rest; nobody enters an order for himself."""
        posts = list(positions)
        act.refuse(*against_order(act, posts, person, (starts_on, ends_on), ordered_on))
        act.refuse(*(against_overlap(Term(post.pk, capacity, starts_on, ends_on), field="starts_on") for post in posts))
        if act.refusals:
            return
        store(file)
        act.add(self, Attachment, [described("outside_order", file)])
        made = [
            act.make(
                ActingOrder, position=post, person=person, capacity=capacity, starts_on=starts_on, ends_on=ends_on,
                order_number=order_number, ordered_on=ordered_on, issued_by=issued_by,
            )
            for post in posts
        ]  # fmt: skip
        self.note(
            act, orders=" ".join(f"{row.pk}:{row.position_id}" for row in made), positions=", ".join(post_of(post) for post in posts), person=person.pk, starts_on=starts_on, ends_on=ends_on,
            order_number=order_number, ordered_on=ordered_on, issued_by=issued_by,
        )  # fmt: skip
        words = {"person": person.full_name, "number": order_number, "day": short_date(ordered_on), "by": issued_by}
        act.tell_change(
            ", ".join(post.title for post in posts), "", text("%(person)s ตามคำสั่งที่ %(number)s ลงวันที่ %(day)s ของ%(by)s") % words
        )


def by_order(said: Row) -> Iterable[Row]:
    """A note of such an order as the notes of its rows, one for each post; any other as it is."""
    if "orders" not in said:
        return (said,)
    pairs = (pair.split(":") for pair in said["orders"].split())
    return tuple({**said, "order": order, "position": position} for order, position in pairs)


def against_order(act: Act, posts: list[Any], person: Any, term: tuple[date, date], ordered_on: date) -> Any:
    """What speaks against such an order, whoever made it."""
    roles = act.law.office.roles
    if unmade := not_made_yet(act, ordered_on):
        yield unmade
    if term[1] < term[0]:
        yield Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on")
    for post in posts:
        if not {KEEPER, EXECUTIVE} & set(roles.get(post.group_id, ())):
            sentence = text("ตำแหน่ง%(title)sไม่ใช่ตำแหน่งปลัดหรือนายก") % {"title": post.title}
            remedy = text("ลงเฉพาะสองตำแหน่งนี้ แล้วผู้ทำหน้าที่ลงตำแหน่งอื่นต่อ")
            yield Refusal("NOT_THE_KEEPERS_POST", sentence, FROM_OUTSIDE.label, remedy, field="positions")
    if act.person is not None and person.pk == act.person.pk:
        sentence = text("คุณลงคำสั่งที่ให้อำนาจแก่ตนเองไม่ได้")
        yield Refusal("GIVES_YOURSELF_POWER", sentence, FROM_OUTSIDE.label, text("ให้หัวหน้าหน่วยงานภายในผู้อื่นลง"), Kind.GATE, "person")
