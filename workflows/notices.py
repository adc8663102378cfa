"""แจ้งให้ทราบ: what happened to a person's own account, and to heads who has left, which desk is empty, and whose account was opened."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows import clock, queries, waiting
from workflows.dates import short_date, short_time
from workflows.evidence import Capacity
from workflows.founding import register_of
from workflows.leaving import last_day_of
from workflows.models import ActingOrder, Content, Document, JournalEntry, Organization, StartingCode, User
from workflows.offers import openings_of
from workflows.office import office_of
from workflows.pages import Notice
from workflows.registers.outside import heads_a_unit, leaders
from workflows.registers.people import PeopleRegister
from workflows.roles import Role, desk_name

TOLD_FOR = timedelta(days=7)
HEADS = (Role.CHIEF_EXECUTIVE, Role.PERMANENT_SECRETARY, Role.FINANCE_DIRECTOR)
COUNTED_MAX = 99
CODES_MAX = 5  # told one by one; an office that begins issues one for everybody
# Applications append: each function tells whoever may open these procedures of what waits for that.
NOTICES: list[Callable[[Organization, frozenset[str]], Iterator[Notice]]] = []


def notices(person: User, organization: Organization, held: Sequence[Capacity]) -> Iterator[Notice]:
    """What a person is told above his desk; nothing here waits for an answer."""
    since = timezone.now() - TOLD_FOR
    yield from own_account(person, since)
    yield from orders_from_outside(organization)
    yield from way_out_of_vacancy(organization, held)
    opens = frozenset(procedure.code for procedure, _unit in openings_of(organization, held))
    for tell in NOTICES:
        yield from tell(organization, opens)
    if set(queries.names_of(held, organization)) & {role.value for role in HEADS}:
        yield from empty_desks(organization)
        yield from leavers(organization)
        yield from accounts_opened(person, organization, since)


def own_account(person: User, since: datetime) -> Iterator[Notice]:
    """A code of the last days, or a password that was set with one in them."""
    lately = Q(issued_at__gt=since) | Q(used_at__gt=since)
    row = StartingCode.objects.filter(lately, person=person).select_related("issued_by").order_by("-issued_at").first()
    if row is not None:
        words = {"issuer": row.issued_by.full_name, "issued": short_time(row.issued_at)}
        sentence = _("%(issuer)s ออกรหัสเริ่มต้นให้คุณเมื่อ %(issued)s") % words
        used = _("รหัสผ่านของคุณถูกตั้งด้วยรหัสนั้นเมื่อ %(used)s") % {"used": short_time(row.used_at)} if row.used_at else ""
        note = _("ถ้าคุณไม่ได้เป็นผู้ขอหรือผู้ตั้ง แจ้งปลัดทันที")
        yield Notice("\u00a0· ".join(filter(None, (sentence, used))), note, is_warning=True)


def orders_from_outside(organization: Organization) -> Iterator[Notice]:
    """Everybody is told who leads the office by an order that nobody of it has made, and who entered it, as long as it runs."""
    running = ActingOrder.objects.filter(organization=organization, ends_on__gte=clock.today(organization)).exclude(issued_by="")
    for order in running.select_related("person", "position"):
        words = {
            "person": order.person.full_name, "capacity": order.get_capacity_display(), "post": order.position.title, "number": order.order_number,
            "by": order.issued_by, "until": short_date(order.ends_on),
        }  # fmt: skip
        sentence = _("%(person)s %(capacity)s%(post)s ถึง %(until)s ตามคำสั่งที่ %(number)s ของ%(by)s ซึ่งออกจากภายนอกหน่วยงาน") % words
        note = _("ดูผู้ลงและคำสั่งที่สแกนในร่องรอยของทะเบียนบุคลากร ถ้าไม่ตรงกับคำสั่งจริง แจ้งผู้กำกับดูแลทันที")
        yield Notice(sentence, note, reverse("register", args=["people_register"]), is_warning=True)


def way_out_of_vacancy(organization: Organization, held: Sequence[Capacity]) -> Iterator[Notice]:
    """On a day without ปลัด and without นายก, to whoever may enter the order that ends it: nobody else can, and no other way leads out."""
    if heads_a_unit(office_of(organization), held) and not leaders(organization):
        sentence = _("วันนี้ไม่มีทั้งผู้ทำหน้าที่ปลัดและนายก คุณลงคำสั่งจากภายนอกหน่วยงานได้")
        note = _("เมื่อได้รับคำสั่งของผู้กำกับดูแล กดที่นี่ แนบคำสั่งที่สแกน ลงให้ตนเองไม่ได้")
        register = register_of(organization, PeopleRegister)
        yield Notice(sentence, note, reverse("step", args=["people_register", register.pk, "enter_outside_order"]), is_warning=True)


def empty_desks(organization: Organization) -> Iterator[Notice]:
    """Roles for which something waits, and at which nobody sits today."""
    office, sitting = office_of(organization), queries.sitting_at(organization)
    carried = {pair for pairs in office.roles.values() for pair in pairs}
    desks = {desk_name(role, office.unit_codes.get(unit) if unit else None) for role, unit in carried}
    for desk in sorted(desks - set(sitting)):
        count = Document.objects.filter(organization=organization, waiting_for=desk)[: COUNTED_MAX + 1].count()
        if count:
            words = {
                "desk": Document(waiting_for=desk).waiting_for_label,
                "count": f"{COUNTED_MAX}+" if count > COUNTED_MAX else count,
            }
            sentence = _("%(desk)s: ไม่มีผู้ดำรงตำแหน่งและไม่มีผู้ทำการแทน มี %(count)s เรื่องรออยู่") % words
            within = _("ให้ผู้อื่นดำรงตำแหน่ง หรือลงคำสั่งให้ทำการแทนในทะเบียนบุคลากร")
            note = within if leaders(organization) else _("รอคำสั่งจากภายนอกหน่วยงาน")
            yield Notice(sentence, note, f"{reverse('board')}?desk={desk}", is_warning=True)


def leavers(organization: Organization) -> Iterator[Notice]:
    """Whoever has left in the last days, and what still waits for him by name."""
    today = clock.today(organization)
    ended = {held.person for held in office_of(organization).held if held.ends_on and today - TOLD_FOR <= held.ends_on < today}
    for person in User.objects.filter(pk__in=ended).select_related("organization").order_by("full_name") if ended else ():
        last = last_day_of(person)
        if last is None:
            continue
        words = {"person": person.full_name, "day": short_date(last)}
        sentence = _("%(person)s พ้นจากทุกตำแหน่งแล้ว วันสุดท้าย %(day)s และเข้าระบบไม่ได้ตั้งแต่วันถัดมา") % words
        seats = waiting.on_desk(person, organization, ()).count
        note = _("ยังมี %(count)s เรื่องรอชื่อของผู้นี้ ต้องเปลี่ยนตัวด้วยคำสั่ง") % {"count": seats} if seats else ""
        yield Notice(sentence, note, is_warning=bool(seats))


def accounts_opened(person: User, organization: Organization, since: datetime) -> Iterator[Notice]:
    """The codes and the clearings of the last days, whoever did them; a head hears of his own too."""
    rows = StartingCode.objects.filter(organization=organization, issued_at__gt=since).exclude(person=person)
    for row in rows.select_related("person", "issued_by").order_by("-issued_at")[:CODES_MAX]:
        words = {"issuer": row.issued_by.full_name, "person": row.person.full_name, "issued": short_time(row.issued_at)}
        state = _("ใช้แล้ว") if row.used_at else _("ยังไม่ใช้") if timezone.now() < row.expires_at else _("หมดอายุ")
        yield Notice(_("%(issuer)s ออกรหัสเริ่มต้นให้ %(person)s เมื่อ %(issued)s") % words, state)
    if (more := rows.count() - CODES_MAX) > 0:
        register = reverse("register", args=["people_register"])
        yield Notice(_("และรหัสเริ่มต้นอีก %(count)s รายการ ดูในทะเบียนบุคลากร") % {"count": more}, url=register)
    # By the register and its own order: by the organization's order the whole journal would be read at each desk.
    registers = Document.objects.filter(organization=organization, procedure="people_register").values("pk")
    told = JournalEntry.objects.filter(document__in=registers, step="clear_authenticators", recorded_at__gt=as_recorded(since))
    entries = told.order_by("-sequence")
    for entry in entries:
        who = json.loads(Content.objects.get(pk=entry.content_hash).body)["facts"]["change"]["person"]
        cleared = User.objects.get(pk=who)
        words = {
            "issuer": json.loads(entry.body)["person_name"],
            "person": cleared.full_name,
            "at": short_time(entry.recorded_time),
        }
        yield Notice(_("%(issuer)s ล้างวิธียืนยันตัวตนของ %(person)s เมื่อ %(at)s") % words)


def as_recorded(moment: datetime) -> str:
    """A moment as the journal writes it, for comparing as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
