"""What an office must have before it can work, in the order in which each thing rests on the one before; every tick is read from the data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock, law
from workflows.calendar import fiscal_year, fiscal_year_bounds
from workflows.choices import CHOICES
from workflows.models import Holding, Organization, Party, SpecialDay, Unit, User
from workflows.office import office_of
from workflows.procedure import PROCEDURES
from workflows.queries import sitting_at
from workflows.registers.foretelling import roles_words
from workflows.roles import Role
from workflows.step import BySetting


@dataclass(frozen=True)
class Need:
    """One thing that an office needs: why, how it stands today, and where it is written. What only helps is not `is_needed`.

    `order` puts the needs of all applications into one row. `steps` of the register write it.
    """

    order: int
    title: str
    why: str
    state: str
    is_done: bool
    register: str
    by: Role
    sheet: str = ""
    is_needed: bool = True
    steps: tuple[str, ...] = ()


# Applications append what their own registers need.
NEEDS: list[Callable[[Organization], Iterable[Need]]] = []
# Applications append the roles that an office has lawfully done without.
DONE_WITHOUT: list[Callable[[Organization], set[Role]]] = []

SECRETARY, DIRECTOR = Role.PERMANENT_SECRETARY, Role.FINANCE_DIRECTOR


def needs(organization: Organization) -> list[Need]:
    return sorted((need for give in NEEDS for need in give(organization)), key=lambda need: need.order)


def roles_asked(organization: Organization) -> set[Role]:
    """Every role that some step waits for in this office, read from the procedures themselves."""
    asked = set()
    for procedure in PROCEDURES.values():
        for step in procedure.steps.values():
            if isinstance(step.by, BySetting):
                chosen = organization.settings.get(step.by.key, step.by.default)
                asked.add(Role(chosen) if chosen in step.by.others else step.by.default)
            elif isinstance(step.by, Role):
                asked.add(step.by)
    return asked - {role for without in DONE_WITHOUT for role in without(organization)}


def people(organization: Organization) -> Iterator[Need]:
    """Units, posts with their roles, those who hold them, and whether they can sign in."""
    units = list(Unit.objects.filter(organization=organization).order_by("code"))
    finance = ", ".join(unit.name for unit in units if unit.is_finance)
    yield Need(
        10, _("หน่วยงานภายใน"), _("คำขอ งบประมาณ และฎีกาเป็นของหน่วยงาน และหน่วยงานคลังเป็นผู้ตรวจจ่าย"),
        f"{count(len(units))} · " + (_("หน่วยงานคลัง: %(names)s") % {"names": finance} if finance else _("ยังไม่ระบุหน่วยงานคลัง")),
        bool(finance), "people_register", SECRETARY, "units", steps=("add_unit",),
    )  # fmt: skip
    asked = roles_asked(organization)
    carried = {role for held in office_of(organization).roles.values() for role, _unit in held}
    desks = {desk.partition(":")[0] for desk in sitting_at(organization)}
    homeless, empty = asked - carried, {role for role in asked if role.value not in desks}
    yield Need(
        20, _("ตำแหน่งและบทบาท"), _("ทุกขั้นตอนรอบทบาท ถ้าไม่มีตำแหน่งใดถือบทบาทนั้น เรื่องจะค้าง"),
        _("ยังไม่มีตำแหน่งใดถือ: %(roles)s") % {"roles": roles_words(homeless)} if homeless else _("ครบทุกบทบาทที่กระบวนงานรอ"),
        not homeless, "people_register", SECRETARY, "positions", steps=("add_position",),
    )  # fmt: skip
    yield Need(
        30, _("ผู้ดำรงตำแหน่งวันนี้"), _("คนลงมือได้เมื่อดำรงตำแหน่ง หรือมีคำสั่งให้ทำการแทน"),
        _("ยังไม่มีผู้ดำรง: %(roles)s") % {"roles": roles_words(empty)} if empty else _("มีผู้ดำรงครบทุกบทบาท"),
        not empty, "people_register", SECRETARY, "people", steps=("add_person", "appoint"),
    )  # fmt: skip
    yield signing_in(organization)


def signing_in(organization: Organization) -> Need:
    held = Holding.objects.filter(organization=organization, ends_on=None).values("person")
    officers = list(User.objects.filter(pk__in=held, is_active=True).order_by("full_name"))
    shut_out = [person.full_name for person in officers if not person.has_usable_password()]
    state = _("ยังเข้าระบบไม่ได้: %(names)s") % {"names": ", ".join(shut_out)} if shut_out else _("เข้าระบบได้ทุกคน")
    why = _("ผู้ดูแลบัญชีออกรหัสเริ่มต้น แล้วเจ้าตัวตั้งรหัสผ่านเอง การลงนามใช้รหัสผ่านของเจ้าตัวเท่านั้น")
    return Need(
        40, _("รหัสผ่านของแต่ละคน"), why, state, bool(officers) and not shut_out, "people_register", Role.PERMANENT_SECRETARY,
        steps=("issue_starting_code",),
    )  # fmt: skip


def what_the_office_sets(organization: Organization) -> Iterator[Need]:
    """Its choices, the figures of the law that nobody has confirmed, the days that the calendar does not know."""
    chosen = [key for key in CHOICES if key in organization.settings]
    yield Need(
        110, _("ทางเลือกที่ระเบียบให้หน่วยงานกำหนด"), _("เช่น ใครลงนามใบสั่ง ก่อนกำหนดระบบใช้ค่าตั้งต้น"),
        _("กำหนดแล้ว %(chosen)s จาก %(all)s ข้อ") % {"chosen": len(chosen), "all": len(CHOICES)}, len(chosen) == len(CHOICES),
        "office_register", Role.CHIEF_EXECUTIVE, is_needed=False,
    )  # fmt: skip
    doubted = unconfirmed(organization)
    yield Need(
        120, _("ค่าตามระเบียบที่ยังไม่ยืนยัน"), _("ค่าที่ระบบยังหาต้นฉบับไม่พบแสดงป้าย “ยังไม่ยืนยัน” ตรวจกับหนังสือของหน่วยงานแล้วยืนยันหรือแก้"),
        _("เหลือ %(count)s ค่า") % {"count": doubted}, not doubted, "office_register", DIRECTOR, is_needed=False,
    )  # fmt: skip
    year = fiscal_year(clock.today(organization))
    days = SpecialDay.objects.filter(organization=organization, day__range=fiscal_year_bounds(year)).count()
    yield Need(
        130, _("วันหยุดเพิ่มเติมของปี %(year)s") % {"year": year}, _("วันครบกำหนดนับวันทำการ วันหยุดพิเศษที่ไม่ได้ลงจะทำให้นับสั้นไป"),
        count(days), days > 0, "office_register", SECRETARY, "special_days", is_needed=False, steps=("set_special_day",),
    )  # fmt: skip


def unconfirmed(organization: Organization) -> int:
    """How many figures that bind today nobody has confirmed."""
    on, own, found = clock.today(organization), office_of(organization).law_values, 0
    for key in law.binding_values():
        try:
            found += not law.value(key, on, own).is_confirmed
        except law.NoLawInForce:
            continue
    return found


def parties(organization: Organization) -> Iterator[Need]:
    known = Party.objects.filter(organization=organization)
    total, paid = known.count(), known.filter(accounts__is_current=True).distinct().count()
    yield Need(
        80, _("คู่ค้า"), _("ผู้ขายและผู้รับจ้างต้องอยู่ในทะเบียนก่อนเจรจาและออกใบสั่ง"), count(total), total > 0, "party_register",
        Role.SUPPLIES_OFFICER, "parties", steps=("add_party",),
    )  # fmt: skip
    yield Need(
        85, _("บัญชีธนาคารของคู่ค้า"), _("โอนเงินได้เฉพาะเข้าบัญชีที่คู่ค้าแจ้งไว้"), _("มีบัญชีแล้ว %(paid)s จาก %(all)s ราย") % {"paid": paid, "all": total},
        0 < total == paid, "party_register", Role.FINANCE_OFFICER, "party_accounts", is_needed=False, steps=("add_account",),
    )  # fmt: skip


def count(rows: int) -> str:
    """How many there are, beside “ยังขาด” or “มีแล้ว”: “ยังขาด 0 รายการ” would say the opposite."""
    return ngettext("%(count)s รายการ", "%(count)s รายการ", rows) % {"count": rows} if rows else _("ยังไม่มีรายการใด")


NEEDS += [people, what_the_office_sets, parties]
