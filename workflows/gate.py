"""The one place that decides whether a person may do a step now. The same answer lights the button and guards the server."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from workflows.act import Act, LawOn
from workflows.dates import short_date
from workflows.evidence import Capacity, Evidence
from workflows.models import Document, User
from workflows.office import Office, office_of
from workflows.procedure import BLOCKERS, PROCEDURES, procedure_of
from workflows.proof import CONFIRMATION, TWO_FACTORS, TWO_FACTORS_BASIS, Proof
from workflows.refusal import Kind, Refusal
from workflows.roles import PREPARING_ROLES, UNIT_ROLES, Role
from workflows.separation import BARRED, Pair
from workflows.step import ANYONE, SYSTEM, WAITED, ByDocument, BySetting, Seat, Step, WhileVacant
from workflows.thai import baht


@dataclass(frozen=True)
class Request:
    """What a person asks of the gate."""

    person: User | None
    step: Step
    acted_on: date
    today: date
    version: int | None = None
    proof: Proof | None = None
    asks_proof: bool = True


@dataclass(frozen=True)
class Permission:
    """The gate's yes, and the capacity in which the person acts."""

    capacity: Capacity | None


def may(document: Document, request: Request, evidence: Evidence, law_on: LawOn) -> Permission | list[Refusal]:
    """Permission, or every reason against it at once."""
    step = request.step
    reasons = [*conflicts(document, request, law_on)]
    by = asked_of(document, step)
    capacity: Capacity | None = None
    if request.person is None:
        if by is not SYSTEM and not step.is_automatic:
            reasons.append(refusal("PERSON_NEEDED", _("ขั้นตอนนี้ต้องมีผู้รับผิดชอบลงมือเอง"), step, law_on, _("ให้ผู้มีหน้าที่เป็นผู้ดำเนินการ")))
    elif by is SYSTEM or step.is_automatic:
        reasons.append(refusal("SYSTEM_ONLY", _("ระบบทำขั้นตอนนี้เองเมื่อครบเงื่อนไข"), step, law_on, _("ทำขั้นตอนก่อนหน้าให้ครบ")))
    else:
        capacity, why_not = capacity_for(document, by, request, evidence, law_on)
        reasons += why_not
        reasons += separated(document, request, evidence, law_on)
        reasons += unproven(document, request, law_on)
        reasons += beyond_machines(by, request, law_on)
        reasons += dates(document, request, law_on)
    act = Act(step, document.organization, request.person, capacity, request.acted_on, request.today, law_on, evidence)
    blockers = BLOCKERS.get((type(document), step.name), ())
    reasons += [reason for rule in (*step.needs, *blockers) if (reason := rule(document, act)) is not None]
    return [reason.under(law_on.clause_of(step)) for reason in reasons] or Permission(capacity)


def refusal(code: str, sentence: str, step: Step, law_on: LawOn, remedy: str, kind: Kind = Kind.GATE, field: str = "") -> Refusal:
    return Refusal(code, sentence, law_on.basis(step.basis_key).label, remedy, kind, field)


def elsewhere(document: Document, step: Step, law_on: LawOn) -> Iterator[Refusal]:
    """The document is not where the step begins."""
    if document.state not in step.sources:
        here = procedure_of(document).state_label(document.state)
        sentence = _("“%(step)s” ทำไม่ได้ เพราะเอกสารอยู่ที่ “%(state)s”") % {"step": step.label, "state": here}
        yield refusal("NOT_FROM_THIS_STATE", sentence, step, law_on, _("เปิดหน้าเรื่องเพื่อดูว่าเอกสารอยู่ที่ใด"), Kind.CONFLICT)


def conflicts(document: Document, request: Request, law_on: LawOn) -> Iterator[Refusal]:
    """The document is elsewhere by now, or changed since the person read it."""
    yield from elsewhere(document, request.step, law_on)
    if request.version is not None and request.version != document.version:
        sentence = _("เอกสารเปลี่ยนไปหลังจากคุณเปิดอ่าน (ฉบับที่ %(read)s → %(now)s)") % {"read": request.version, "now": document.version}
        yield refusal(
            "STALE_VERSION", sentence, request.step, law_on, _("อ่านฉบับปัจจุบัน แล้วส่งอีกครั้งจากแบบฟอร์มเดิม ซึ่งสิ่งที่พิมพ์ไว้ยังอยู่"), Kind.CONFLICT
        )


def asked_of(document: Document, step: Step) -> Role | Seat | object:
    """Who the step asks for, once settings and the present state are known."""
    by = step.by
    if by is WAITED:
        waited = procedure_of(document).waited.get(document.state)
        return SYSTEM if waited is None else asked_of(document, waited)
    return by.role(document) if isinstance(by, BySetting | ByDocument | WhileVacant) else by


def capacity_for(
    document: Document, by: object, request: Request, evidence: Evidence, law_on: LawOn
) -> tuple[Capacity | None, list[Refusal]]:
    """The first capacity that carries the role, its holder's own before an order's; or why none does."""
    person, step = request.person, request.step
    assert person is not None
    if not person.is_active:
        return None, [refusal("INACTIVE", _("บัญชีผู้ใช้นี้ถูกระงับ"), step, law_on, _("ติดต่อปลัดให้เปิดใช้อีกครั้ง"))]
    if by is ANYONE:
        return any_capacity(document, request, evidence, law_on)
    if isinstance(by, Seat):
        return seat_capacity(document, by, request, evidence, law_on)
    role = Role(str(by))
    office = office_of(document.organization)
    carrying = [c for c in evidence.capacities if carries(office, c, role, document.unit_id)]
    if not carrying:
        if (units := units_of(office, evidence.capacities, role)) and document.unit_id is None:
            remedy = _("ระบุหน่วยงาน คุณทำได้ให้ %(units)s") % {"units": ", ".join(units)}
            return None, [refusal("UNIT_UNSAID", _("ยังไม่บอกว่าเปิดให้หน่วยงานใด"), step, law_on, remedy, field="unit")]
        whose = (
            f"{role.label} {office.unit_codes.get(document.unit_id, '')}" if role in UNIT_ROLES and document.unit_id else role.label
        )
        sentence = _("ขั้นตอนนี้เป็นหน้าที่ของ%(role)s คุณไม่ได้อยู่ในตำแหน่งนั้น และไม่มีคำสั่งให้ทำแทนในวันนี้") % {"role": whose.strip()}
        return None, [refusal("NOT_YOUR_ROLE", sentence, step, law_on, _("ส่งต่อให้ผู้ดำรงตำแหน่ง หรือขอคำสั่งรักษาราชการแทน"))]
    qualified = procedure_of(document).qualified(step.name)
    reasons: list[Refusal] = []
    for candidate in carrying:
        why_not = beyond_order(candidate, qualified, document, step, law_on)
        if why_not is None:
            return candidate, []
        reasons.append(why_not)
    return None, reasons


def any_capacity(document: Document, request: Request, evidence: Evidence, law_on: LawOn) -> tuple[Capacity | None, list[Refusal]]:
    """Every person of the office, in the quality that he has himself, if any."""
    assert request.person is not None
    if request.person.organization_id != document.organization_id:
        sentence = _("คุณไม่ได้อยู่ในหน่วยงานของเรื่องนี้")
        return None, [refusal("NOT_YOUR_OFFICE", sentence, request.step, law_on, _("ให้ผู้อยู่ในหน่วยงานนั้นดำเนินการ"))]
    return evidence.own_capacity or next(iter(evidence.capacities), None), []


def seat_capacity(
    document: Document, seat: Seat, request: Request, evidence: Evidence, law_on: LawOn
) -> tuple[Capacity | None, list[Refusal]]:
    assert request.person is not None
    if request.person.pk not in document.open_seats(seat.name, evidence.rows):  # type: ignore[attr-defined]
        sentence = _("ขั้นตอนนี้เป็นของ%(seat)s คุณไม่มีชื่อ หรือทำไปแล้ว") % {"seat": seat.label}
        return None, [refusal("NOT_YOUR_SEAT", sentence, request.step, law_on, _("ดูรายชื่อในคำสั่งแต่งตั้งที่หน้าเรื่อง"))]
    return evidence.own_capacity, []  # a seat is one's own: nobody sits in it for another


def carries(office: Office, capacity: Capacity, role: Role, unit: uuid.UUID | None) -> bool:
    held = office.roles.get(capacity.group, frozenset())
    return (role, None) in held or (unit is not None and (role, unit) in held)


def units_of(office: Office, capacities: Iterable[Capacity], role: Role) -> list[str]:
    """The units, by their short names, in which somebody has a role."""
    held = {unit for capacity in capacities for of, unit in office.roles.get(capacity.group, ()) if of == role and unit is not None}
    return sorted(office.unit_codes[unit] for unit in held)


def beyond_order(capacity: Capacity, qualified: str, document: Document, step: Step, law_on: LawOn) -> Refusal | None:
    """Matters and ceiling of an acting order."""
    order = {"order": capacity.order_number}
    if not procedure_of(document).is_beside and not capacity.covers(qualified):
        sentence = _("คำสั่งที่ %(order)s ไม่ได้มอบเรื่องนี้") % order
        return refusal("ORDER_LACKS_MATTER", sentence, step, law_on, _("ขอคำสั่งที่ระบุเรื่องนี้ หรือให้ผู้ดำรงตำแหน่งทำ"))
    return over_ceiling(capacity, document, step, law_on)


def over_ceiling(capacity: Capacity | None, document: Document, step: Step, law_on: LawOn) -> Refusal | None:
    """The ceiling of an acting order: asked of the amount that a step finds, and of the one that it leaves."""
    if capacity is None or capacity.ceiling_baht is None or (document.amount_baht or 0) <= capacity.ceiling_baht:
        return None
    facts = {"order": capacity.order_number, "ceiling": baht(capacity.ceiling_baht)}
    sentence = _("คำสั่งที่ %(order)s ให้ทำแทนได้ไม่เกิน %(ceiling)s บาท") % facts
    return refusal("ORDER_CEILING", sentence, step, law_on, _("ให้ผู้ดำรงตำแหน่งทำ หรือขอคำสั่งที่วงเงินพอ"))


def separated(document: Document, request: Request, evidence: Evidence, law_on: LawOn) -> Iterator[Refusal]:
    """Earlier acts of the same real person, in this case or on this document, that bar this step."""
    assert request.person is not None
    person, here = request.person.pk.hex, document.pk.hex
    mine = {act.step for act in evidence.acts if act.person == person}
    mine_here = {act.step for act in evidence.acts if act.person == person and act.document == here}
    for other, pair in BARRED.get(procedure_of(document).qualified(request.step.name), ()):
        waived = pair.is_waivable and evidence.waivers & {(pair.first, pair.second), (pair.second, pair.first)}
        if other in (mine_here if pair.of_one_document else mine) and not waived:
            code, name = other.split(".", 1)
            earlier = PROCEDURES[code].steps[name].label
            sentence = _("คุณเป็นผู้ “%(earlier)s” ในเรื่องนี้แล้ว ผู้ “%(step)s” ต้องเป็นคนละคน") % {
                "earlier": earlier,
                "step": request.step.label,
            }
            yield Refusal("SAME_PERSON", sentence, law_on.basis(pair.basis_key).label, another_person(pair), Kind.GATE)


def another_person(pair: Pair) -> str:
    """What to do where one person may not do both."""
    return _("ให้ผู้อื่นทำ หรือขอนายกผ่อนผันเป็นหนังสือ") if pair.is_waivable else _("ให้ผู้อื่นที่มีอำนาจทำ")


def unproven(document: Document, request: Request, law_on: LawOn) -> Iterator[Refusal]:
    """A signature needs the person's word that it is he, given just now; in two factors where the office says so."""
    if not request.step.signs or not request.asks_proof or is_by_machine(request):
        return
    if request.proof is None or not request.proof.holds_for(request.person):
        sentence = _("การลงนามต้องยืนยันด้วยรหัสผ่านของคุณอีกครั้ง")
        yield refusal("PASSWORD_NEEDED", sentence, request.step, law_on, _("ใส่รหัสผ่านแล้วส่งอีกครั้ง"), field="password")
    elif document.organization.settings.get(CONFIRMATION) == TWO_FACTORS and not request.proof.has_two_factors:
        sentence = _("หน่วยงานนี้กำหนดให้ยืนยันการลงนามสองชั้น")
        remedy = _("ใช้พาสคีย์ หรือใส่ทั้งรหัสผ่านและรหัสจากแอป ถ้ายังไม่มี ให้ตั้งที่หน้า “การยืนยันตัวตน”")
        yield Refusal("SECOND_FACTOR_NEEDED", sentence, TWO_FACTORS_BASIS.label, remedy, Kind.GATE, "code")


def is_by_machine(request: Request) -> bool:
    return request.proof is not None and bool(request.proof.machine)


def beyond_machines(by: object, request: Request, law_on: LawOn) -> Iterator[Refusal]:
    """A machine reads and prepares for its person. It never signs, and it never judges where a person must, signature or not."""
    if not is_by_machine(request):
        return
    if request.step.signs:
        sentence = _("เครื่องลงนาม “%(step)s” แทนคุณไม่ได้") % {"step": request.step.label}
        yield refusal("MACHINE_NEVER_SIGNS", sentence, request.step, law_on, _("เข้าสู่ระบบด้วยตนเอง แล้วลงนามที่หน้าเรื่อง"))
    elif request.step.in_person or not (by is ANYONE or by in PREPARING_ROLES):
        sentence = _("“%(step)s” ต้องให้คุณพิจารณาเอง เครื่องทำแทนไม่ได้") % {"step": request.step.label}
        yield refusal("MACHINE_NEVER_JUDGES", sentence, request.step, law_on, _("เข้าสู่ระบบด้วยตนเอง แล้วทำที่หน้าเรื่อง"))


def dates(document: Document, request: Request, law_on: LawOn) -> Iterator[Refusal]:
    """An act is never in the future, and never before the act that it follows."""
    if request.acted_on > request.today:
        sentence = _("วันที่ %(day)s ยังมาไม่ถึง") % {"day": short_date(request.acted_on)}
        yield refusal("FUTURE_DATE", sentence, request.step, law_on, _("ใส่วันที่ไม่เกินวันนี้"), Kind.RULE, "acted_on")
    if document.last_acted_on and request.acted_on < document.last_acted_on:
        sentence = _("วันที่ %(day)s ก่อนขั้นตอนก่อนหน้าซึ่งทำเมื่อ %(before)s") % {
            "day": short_date(request.acted_on),
            "before": short_date(document.last_acted_on),
        }
        remedy = _("ใส่วันที่ตั้งแต่ %(before)s เป็นต้นไป") % {"before": short_date(document.last_acted_on)}
        yield refusal("DATES_OUT_OF_ORDER", sentence, request.step, law_on, remedy, Kind.RULE, "acted_on")
