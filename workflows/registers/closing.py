"""What still hangs on a unit or a post that somebody wants to close, each thing by its name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as text

from workflows.models import ActingOrder, Document, Holding, Organization, Position, Unit
from workflows.office import office_of
from workflows.procedure import PROCEDURES
from workflows.refusal import Refusal
from workflows.roles import desk_name

NAMED_MAX = 5


def listed(names: Sequence[str]) -> str:
    """The first of many by name, and how many more."""
    shown = ", ".join(names[:NAMED_MAX])
    more = len(names) - NAMED_MAX
    return shown if more <= 0 else text("%(names)s และอีก %(more)s") % {"names": shown, "more": more}


def unfinished(organization: Organization) -> "QuerySet[Document]":
    """Documents that have not come to their end; registers have none."""
    running = Q()
    for code, procedure in PROCEDURES.items():
        if procedure.waited:
            running |= Q(procedure=code) & ~Q(state__in=procedure.ends)
    return Document.objects.filter(running, organization=organization).select_related("case").order_by("pk")


def by_number(documents: Iterable[Document]) -> list[str]:
    return [f"{PROCEDURES[one.procedure].title} {one.number or one.case.number}" for one in documents]


def against_closing_unit(organization: Organization, unit: Unit) -> Iterator[Refusal]:
    open_ = by_number(unfinished(organization).filter(Q(unit=unit) | Q(waiting_for__endswith=f":{unit.code}")))
    if open_:
        sentence = text("หน่วยงานนี้มีเรื่องที่ยังไม่จบ: %(names)s") % {"names": listed(open_)}
        yield Refusal("UNIT_HAS_CASES", sentence, remedy=text("ทำเรื่องเหล่านั้นให้จบ หรือยกเลิกก่อน"), field="unit")
    posts = list(Position.objects.filter(unit=unit, closed_on=None).order_by("title").values_list("title", flat=True))
    if posts:
        sentence = text("หน่วยงานนี้ยังมีตำแหน่ง: %(names)s") % {"names": listed(posts)}
        yield Refusal("UNIT_HAS_POSTS", sentence, remedy=text("ยุบเลิกตำแหน่งเหล่านั้นก่อน"), field="unit")
    others = Unit.objects.filter(organization=organization, is_finance=True, closed_on=None).exclude(pk=unit.pk)
    if unit.is_finance and not others.exists():
        sentence = text("เป็นหน่วยงานคลังแห่งเดียวของหน่วยงาน ฎีกาต้องมีผู้ตรวจจ่าย")
        yield Refusal("LAST_FINANCE_UNIT", sentence, remedy=text("กำหนดหน่วยงานคลังแห่งใหม่ก่อน"), field="unit")


def against_closing_position(organization: Organization, position: Position, on: date) -> Iterator[Refusal]:
    held = Holding.objects.filter(position=position).filter(Q(ends_on=None) | Q(ends_on__gte=on))
    names = list(held.order_by("starts_on").values_list("person__full_name", flat=True))
    if names:
        sentence = text("ยังมีผู้ดำรงตำแหน่งนี้: %(names)s") % {"names": listed(names)}
        yield Refusal("POSITION_HELD", sentence, remedy=text("ลงวันพ้นจากตำแหน่งก่อน แล้วยุบเลิกในวันถัดจากวันสุดท้าย"), field="position")
    orders = list(
        ActingOrder.objects.filter(position=position, ends_on__gte=on).order_by("starts_on").values_list("order_number", flat=True)
    )
    if orders:
        sentence = text("ยังมีคำสั่งให้ทำการแทนตำแหน่งนี้: %(names)s") % {"names": listed(orders)}
        yield Refusal("POSITION_ACTED_FOR", sentence, remedy=text("เลิกคำสั่งเหล่านั้นก่อน"), field="position")
    waiting = by_number(unfinished(organization).filter(waiting_for__in=desks_of_its_own(organization, position)))
    if waiting:
        sentence = text("มีเรื่องรอตำแหน่งนี้ และไม่มีตำแหน่งอื่นรับแทนได้: %(names)s") % {"names": listed(waiting)}
        yield Refusal("POSITION_WAITED_FOR", sentence, remedy=text("ให้ตำแหน่งอื่นถือบทบาทนี้ก่อน หรือทำเรื่องเหล่านั้นให้จบ"), field="position")


def desks_of_its_own(organization: Organization, position: Position) -> set[str]:
    """The desks that no other open post carries."""
    office = office_of(organization)
    others = Position.objects.filter(organization=organization, closed_on=None).exclude(pk=position.pk)

    def desks(groups: Iterable[int]) -> set[str]:
        held = {pair for group in groups for pair in office.roles.get(group, ())}
        return {desk_name(role, office.unit_codes.get(unit) if unit else None) for role, unit in held}

    return desks([position.group_id]) - desks(others.values_list("group_id", flat=True))
