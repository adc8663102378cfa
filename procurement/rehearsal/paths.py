"""What may happen on the way of one contract, and how a contract is walked where it does."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from committees.rehearsal.walk import Inspection
from disbursement.voucher_states import State as Checking
from procurement.models import Instalment, PurchaseKind
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from workflows import clock, engine
from workflows.calendar import on_working_day
from workflows.founding import register_of
from workflows.models import ActingOrder, Position
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.registers.people import PeopleRegister

COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
INSPECTOR = (("orathai", "inspector"),)
SUPERVISOR = (("somchai", "supervisor"),)
DAYS_LATE = 10
LEAVES, STEPS_IN = "porntip", "theera"
ACTING_POST, ACTS = "ปลัดองค์การบริหารส่วนตำบล", "porntip"


@dataclass(frozen=True)
class Path:
    """What happens to a contract; more than one of these may."""

    committee_of_three: bool = False
    single_inspector: bool = False
    part_delivery: bool = False
    dissent: bool = False
    rejected_then_redelivered: bool = False
    member_replaced: bool = False
    returned_report: bool = False
    returned_voucher: bool = False
    returned_transfer: bool = False
    late_with_fine: bool = False
    acting_signer: bool = False

    @property
    def names(self) -> list[str]:
        return [name for name in NAMES if getattr(self, name)]


NAMES = tuple(field.name for field in fields(Path))


def drawn(chance: random.Random, amount_baht: Decimal, single_ceiling_baht: Decimal, *, has_time: bool) -> Path:
    """A path by lot. What takes weeks, or a second day at the bank, happens only while the year has room for it."""
    lot = {name: chance.random() for name in NAMES}
    committee = amount_baht > single_ceiling_baht or lot["committee_of_three"] < 0.4  # a small purchase may have a committee too
    rejected = lot["rejected_then_redelivered"] < 0.1
    return Path(
        committee_of_three=committee,
        single_inspector=not committee,
        part_delivery=has_time and amount_baht > 1 and lot["part_delivery"] < 0.2,
        dissent=committee and not rejected and lot["dissent"] < 0.2,
        rejected_then_redelivered=rejected,
        member_replaced=committee and lot["member_replaced"] < 0.2,
        returned_report=lot["returned_report"] < 0.1,
        returned_voucher=lot["returned_voucher"] < 0.1,
        returned_transfer=has_time and lot["returned_transfer"] < 0.1,
        late_with_fine=has_time and lot["late_with_fine"] < 0.1,
        acting_signer=lot["acting_signer"] < 0.1,
    )


def inspectors(path: Path, kind: str) -> tuple[tuple[str, str], ...]:
    """Whom the order of appointment names."""
    supervisor = SUPERVISOR if kind == PurchaseKind.WORKS else ()
    return (*(COMMITTEE if path.committee_of_three else INSPECTOR), *supervisor)


def walked(road: Road, path: Path) -> Iterator[Any]:
    """The whole road, step by step. Yields the day on which it goes on, or a payment, and goes on when that is paid."""
    walk = road.walk
    if path.returned_report:
        walk.to(State.REPORTED)
        walk.perform("rattana", "return_report", reason="แนบใบเสนอราคาไม่ครบ")
    walk.to(State.ORDERED)
    if path.late_with_fine:
        due = Instalment.objects.get(document=walk.purchase.pk, number=1).due_on
        yield on_working_day(due + timedelta(days=DAYS_LATE))
    if path.part_delivery:
        half = (walk.purchase.agreed_price_baht / 2).quantize(Decimal("0.01"))
        walk.deliver(quantities={1: "0.5"}, amount_baht=half)
        yield from paid(road, Path(committee_of_three=path.committee_of_three))
    walk.deliver()
    if path.rejected_then_redelivered:
        inspection = road.inspection()
        inspection.to_decision({1: "0"})
        inspection.close()
        walk.purchase.refresh_from_db()
        walk.deliver()
    yield from paid(road, path)


def paid(road: Road, path: Path) -> Iterator[Any]:
    """What was delivered last, from its inspectors to the bank."""
    inspection = road.inspection()
    inspection.declare()
    if path.member_replaced:
        replace(inspection)
    inspection.find()
    if path.dissent:
        disagree(inspection)
    else:
        inspection.sign_all()
    inspection.close()
    voucher = road.voucher()
    if path.returned_voucher:
        voucher.to(Checking.CHECKING)
        voucher.perform("rattana", "return_for_correction", reason="เลขหน้าเอกสารไม่เรียงกัน")
    if path.acting_signer:
        stand_in(road.office)
        voucher.hands = {"endorse": ACTS}
    voucher.to(Checking.APPROVED)
    yield voucher.payment()
    road.walk.purchase.refresh_from_db()


def replace(inspection: Inspection) -> None:
    """A member falls ill half-way, and another takes the seat by order."""
    people, day = inspection.office.people, clock.today(inspection.office.fresh())
    couple = {"leaving": people[LEAVES].pk, "person": people[STEPS_IN].pk}
    facts = {"members": [couple], "order_number": f"ตร.{inspection.acceptance.delivery_note_number}", "ordered_on": day}
    inspection.perform("boonmee", "replace_members", **facts, reason="ป่วยและลาพักรักษาตัว")
    inspection.declare()


def disagree(inspection: Inspection) -> None:
    """One member dissents with his reason; นายก reads it and rules."""
    dissenter = next(
        person for person in inspection.silent() if person not in (inspection.lead, inspection.office.people["orathai"])
    )
    inspection.dissent(dissenter)
    inspection.sign_all()
    inspection.perform("boonmee", "rule_to_accept", reason="ตรวจสอบกับผู้ผลิตแล้ว เป็นของใหม่ตามใบสั่ง")


def stand_in(office: PracticeOffice) -> None:
    """An order for today, so that another acts as ปลัด."""
    day = clock.today(office.fresh())
    position = Position.objects.get(organization=office.organization, title=ACTING_POST)
    if not ActingOrder.objects.filter(position=position, starts_on=day).exists():
        register = register_of(office.organization, PeopleRegister)
        person = office.people["wilai"]
        engine.perform(
            person, register, "order_acting", proof=Proof(person.pk, timezone.now()), position=position, person=office.people[ACTS], capacity="in_absence",
            starts_on=day, ends_on=day, order_number=f"รก.{day:%d%m}", ordered_on=day, matters=[], ceiling_baht=None,
        )  # fmt: skip
