"""ทะเบียนบุคลากรและคำสั่ง as its page shows it: who holds what and acts for whom, the posts, the units, and everybody's account."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows import clock, names
from workflows.dates import short_date
from workflows.models import ActingOrder, Holding, Position, SeparationWaiver, StartingCode, Unit, User
from workflows.pages import Cell, Table
from workflows.registers.asks import matter_words, step_words
from workflows.registers.foretelling import roles_held, roles_words, yes_no
from workflows.thai import baht
from workflows.views.register_tables import HOLDINGS, RegisterSeen, count, even
from workflows.whole import Name


def people_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    return (
        holdings_table(seen),
        orders_table(seen),
        positions_table(seen),
        units_table(seen),
        *closed_tables(seen),
        waivers_table(seen),
        users_table(seen),
    )


def holdings_table(seen: RegisterSeen) -> Table:
    today = clock.today(seen.organization)
    held = Holding.objects.filter(organization=seen.organization).select_related("position__unit", "person")
    rows = tuple(
        seen.row(
            Name(row.person.full_name), row.position.title, Name(row.position.unit.name), short_date(row.starts_on),
            short_date(row.ends_on) if row.ends_on else "–",
            ways=(seen.way("end_holding", _("ให้พ้น"), holding=row.pk) if row.ends_on is None or row.ends_on >= today else "",),
        )
        for row in held.order_by("position__unit_id", "position_id", "starts_on")
    )  # fmt: skip
    columns = seen.columns(_("ชื่อ"), _("ตำแหน่ง"), _("หน่วยงาน"), _("ตั้งแต่"), _("ถึง"), ways=("end_holding",))
    return Table(columns, even(rows, columns), _("ผู้ดำรงตำแหน่ง"), empty=_("ยังไม่มีผู้ดำรงตำแหน่ง"))


def orders_table(seen: RegisterSeen) -> Table:
    """Orders in force or to come; those that have ended are in the trail."""
    today = clock.today(seen.organization)
    orders = ActingOrder.objects.filter(organization=seen.organization, ends_on__gte=today).select_related("person", "position")
    rows = tuple(
        seen.row(
            Name(row.person.full_name), Cell(f"{row.get_capacity_display()} {row.position.title}", note=matters(row)), row.order_number,
            short_date(row.starts_on), Cell(short_date(row.ends_on), note="\u00a0· ".join(map(later_order, row.changes))),
            ways=(seen.way("change_acting", _("ขยายหรือย่น"), order=row.pk),),
        )
        for row in orders.order_by("starts_on")
    )  # fmt: skip
    columns = seen.columns(_("ผู้ทำแทน"), _("ทำแทน"), _("คำสั่งที่"), _("ตั้งแต่"), _("ถึง"), ways=("change_acting",))
    return Table(columns, even(rows, columns), _("คำสั่งให้ทำการแทนที่ใช้อยู่"), empty=_("วันนี้ไม่มีใครทำการแทน"))


def matters(order: ActingOrder) -> str:
    named = ", ".join(map(matter_words, order.matters)) or _("ทุกเรื่อง")
    ceiling = _("ไม่เกิน %(baht)s บาท") % {"baht": baht(order.ceiling_baht)} if order.ceiling_baht is not None else ""
    return "\u00a0· ".join(filter(None, (named, ceiling)))


def later_order(change: dict[str, str]) -> str:
    """A later order that moved the last day, as `ActingOrder.changes` keeps it; without a number the end alone."""
    before, until = (date.fromisoformat(change[name]) for name in ("before", "ends_on"))
    words = {"day": short_date(until), "number": change["number"]}
    if not change["number"]:
        return _("เลิก %(day)s") % words
    words["on"] = short_date(date.fromisoformat(change["ordered_on"]))
    if until > before:
        return _("ขยายถึง %(day)s โดยคำสั่งที่ %(number)s ลงวันที่ %(on)s") % words
    return _("ย่นถึง %(day)s โดยคำสั่งที่ %(number)s ลงวันที่ %(on)s") % words


def positions_table(seen: RegisterSeen) -> Table:
    rows, once = [], names.former_names(seen.organization)
    posts = Position.objects.filter(organization=seen.organization, closed_on=None).select_related("unit", "group", "organization")
    for post in posts.order_by("unit_id", "id"):
        held = roles_held(post)
        way = seen.way("set_roles", _("เปลี่ยนบทบาท"), position=post.pk, roles=held)
        called = named(seen, "rename_position", post.title, once.get(post.pk, []), position=post.pk, title=post.title)
        rows.append(seen.row(called, Name(post.unit.name), roles_words(held) or _("ยังไม่มีบทบาท"), ways=(way,)))
    columns = seen.columns(_("ตำแหน่ง"), _("หน่วยงาน"), _("บทบาทในกระบวนงาน"), ways=("set_roles",))
    return Table(columns, even(tuple(rows), columns), _("ตำแหน่งและบทบาท"), summary=count(len(rows)), empty=_("ยังไม่มีตำแหน่ง"))


def units_table(seen: RegisterSeen) -> Table:
    once = names.former_names(seen.organization)
    rows = tuple(
        seen.row(
            unit.code, Cell(Name(unit.name), note=once_words(once.get(unit.pk, []))), yes_no(unit.is_finance),
            ways=(seen.way("change_unit", _("แก้ชื่อ"), unit=unit.pk, name=unit.name, **({"is_finance": "on"} if unit.is_finance else {})),),
        )
        for unit in Unit.objects.filter(organization=seen.organization, closed_on=None).order_by("id")
    )  # fmt: skip
    columns = seen.columns(_("ชื่อย่อ"), _("ชื่อหน่วยงาน"), _("หน่วยงานคลัง"), ways=("change_unit",))
    return Table(columns, even(rows, columns), _("หน่วยงาน"), summary=count(len(rows)), empty=_("ยังไม่มีหน่วยงาน"))


def waivers_table(seen: RegisterSeen) -> Table:
    """Waivers that have not run out."""
    waivers = SeparationWaiver.objects.filter(organization=seen.organization, ends_on__gte=clock.today(seen.organization))
    rows = tuple(
        (
            Name(row.person.full_name),
            Cell(step_words(row.first_step), note=step_words(row.second_step)),
            row.order_number,
            short_date(row.starts_on),
            short_date(row.ends_on),
        )
        for row in waivers.select_related("person").order_by("starts_on")
    )
    columns = seen.columns(_("ผู้ได้รับผ่อนผัน"), _("ทำได้ทั้งสองขั้นตอน"), _("คำสั่งที่"), _("ตั้งแต่"), _("ถึง"))
    return Table(columns, rows, _("การผ่อนผันการแบ่งแยกหน้าที่"), empty=_("ไม่มีการผ่อนผัน"))


def closed_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """What the office has closed, where there is any: the way back is here."""
    units = Unit.objects.filter(organization=seen.organization).exclude(closed_on=None).order_by("code")
    posts = Position.objects.filter(organization=seen.organization).exclude(closed_on=None).select_related("unit")
    rows = [
        seen.row(Name(unit.name), _("หน่วยงาน"), closed(unit.closed_on), ways=(seen.way("reopen_unit", _("เปิดอีกครั้ง"), unit=unit.pk),))
        for unit in units
    ] + [
        seen.row(
            f"{post.title}\u00a0· {post.unit.name}", _("ตำแหน่ง"), closed(post.closed_on),
            ways=(seen.way("reopen_position", _("เปิดอีกครั้ง"), position=post.pk),),
        )
        for post in posts.order_by("unit_id", "id")
    ]  # fmt: skip
    columns = seen.columns(_("ชื่อ"), _("เป็น"), _("ปิดเมื่อ"), ways=("reopen_unit", "reopen_position"))
    table = Table(columns, even(tuple(rows), columns), _("ที่ปิดหรือยุบเลิกแล้ว"), summary=count(len(rows)), is_open=False)
    return (table,) if rows else ()


def closed(day: date | None) -> str:
    return short_date(day) if day else "–"


def named(seen: RegisterSeen, step: str, name: str, former: list[str], **given: object) -> Cell:
    """A name with those before it; it leads to its own correction, for those who may."""
    way = seen.way(step, name, **given)
    return Cell(Name(name), way.url if way else "", note=once_words(former))


def once_words(former: list[str]) -> str:
    return _("เดิม %(names)s") % {"names": ", ".join(former)} if former else ""


def users_table(seen: RegisterSeen) -> Table:
    """Everybody who may sign in, or might again."""
    rows, once, codes = [], names.former_names(seen.organization), codes_of(seen)
    for person in User.objects.filter(organization=seen.organization).order_by("-is_active", "full_name"):
        called = named(
            seen,
            "rename_person" if person.is_active else "",
            person.full_name,
            once.get(person.pk, []),
            person=person.pk,
            full_name=person.full_name,
        )
        step, word = ("issue_starting_code", _("ออกรหัสเริ่มต้น")) if person.is_active else ("reactivate_person", _("เปิดใช้อีกครั้ง"))
        way = seen.way(step, word, person=person.pk)
        rows.append(seen.row(called, person.username, state_of(person, codes.get(person.pk)), ways=(way,)))
    columns = seen.columns(_("ชื่อ"), _("ชื่อผู้ใช้"), _("บัญชีผู้ใช้"), ways=("issue_starting_code", "reactivate_person"))
    return Table(columns, even(tuple(rows), columns), _("บุคคล"), summary=count(len(rows)), is_open=False, empty=_("ยังไม่มีบุคคล"))


def codes_of(seen: RegisterSeen) -> dict[object, StartingCode]:
    """The latest starting code of each person."""
    return {row.person_id: row for row in StartingCode.objects.filter(organization=seen.organization).order_by("issued_at")}


def state_of(person: User, code: StartingCode | None) -> Cell:
    """Whether a person can sign in, and what is missing."""
    if not person.is_active:
        return Cell(_("ระงับ"), tone="soon")
    if person.has_usable_password():
        return Cell(_("ใช้งาน"), tone="ok")
    if code is not None and code.used_at is None and timezone.now() < code.expires_at:
        until = short_date(clock.localized(code.expires_at).date())
        return Cell(_("รอเจ้าตัวตั้งรหัสผ่าน"), note=_("รหัสเริ่มต้นใช้ได้ถึง %(day)s") % {"day": until}, tone="soon")
    return Cell(_("ยังไม่มีรหัสผ่าน"), note=_("ออกรหัสเริ่มต้นให้"), tone="soon")


HOLDINGS.update(people_register=people_tables)
