"""ข้อ 27: the body changes by order alone. Whoever is absent or has an interest is replaced, and all that was said stays."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from committees.acceptance import asks, seats
from committees.acceptance.interest import decides_of_own
from committees.acceptance.opening import Opening
from committees.acceptance.states import BEFORE_DECISION, DELIVERED, INTEREST, MEMBER, State
from committees.appointment import head_refusal, outsiders_refusal, supplies_officer_refusal
from committees.models import InspectionSeat, InterestDeclaration
from committees.queries import post_of
from workflows.act import Act, LawOn
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import step

Pairs = Iterable[tuple[str, str]]


def replacement_refused(pairs: Pairs, rows: seats.Rows, supervisor: Any, law: LawOn) -> Iterator[Refusal]:
    """Who leaves sits here, whoever has an interest leaves, and nobody comes who was ever in this body. Pairs are (leaving, coming)."""
    basis, couples = law.basis("committee.replace_member").label, list(pairs)
    leaving, coming = [pair[0] for pair in couples], [pair[1] for pair in couples]
    if len(set(leaving)) != len(leaving) or not set(leaving) <= seats.people(seats.sitting(rows)):
        yield Refusal(
            "NO_SUCH_MEMBER", text("ผู้พ้นหน้าที่ไม่ใช่ผู้ตรวจรับของเรื่องนี้ หรือลงซ้ำ"), basis, text("เลือกจากผู้ตรวจรับปัจจุบัน"), field="members"
        )
    if seats.interested(rows) - set(leaving):
        yield Refusal("VACANCY_LEFT", text("ผู้มีส่วนได้เสียยังไม่มีผู้แทน"), basis, text("แต่งตั้งแทนให้ครบทุกคนในคำสั่งเดียว"), field="members")
    if len(set(coming)) != len(coming) or set(coming) & seats.people(rows["seats"]):
        yield Refusal("MEMBER_TWICE", text("ผู้ได้รับแต่งตั้งมีชื่อในชุดนี้แล้ว"), basis, text("แต่งตั้งผู้อื่น"), field="members")
    if supervisor is not None and supervisor.hex in coming:
        yield Refusal("SUPERVISOR", text("ผู้ควบคุมงานเป็นผู้ตรวจรับงานของตนไม่ได้"), basis, text("แต่งตั้งผู้อื่น"), field="members")


def staying(pairs: Pairs, rows: seats.Rows) -> list[uuid.UUID]:
    """Who sits once these have been replaced."""
    couples = dict(pairs)
    return [uuid.UUID(couples.get(person, person)) for person in seats.people(seats.sitting(rows))]


def seated_on(rows: seats.Rows) -> dict[uuid.UUID, date]:
    """By which day's order everybody sits."""
    return {uuid.UUID(row["person_id"]): date.fromisoformat(row["ordered_on"]) for row in seats.sitting(rows)}


class Changes(Opening):
    """Replacement by order, and the resignation that asks for it."""

    class Meta:
        abstract = True

    @step(
        label=_("แต่งตั้งผู้ตรวจรับแทน"), basis="committee.replace_member", by=Role.CHIEF_EXECUTIVE, source=(State.REPLACING, *BEFORE_DECISION),
        target=State.DECLARING, signs=True, needs=(decides_of_own,), shows=(*DELIVERED, "seats", "declarations"),
    )  # fmt: skip
    def replace_members(
        self,
        act: Act,
        *,
        members: asks.Replaced,
        order_number: asks.AppointmentNumber,
        ordered_on: asks.AppointedOn,
        reason: asks.Reason,
    ) -> None:
        """The newcomers take the seats, and declare first. Opinions of the others stand; those of whoever left are kept, and count no more."""
        rows = act.evidence.rows
        pairs = [(row["leaving"].pk.hex, row["person"].pk.hex) for row in members]
        people = [row["person"].pk for row in members]
        act.refuse(
            *replacement_refused(pairs, rows, self.supervisor_id, act.law),
            supplies_officer_refusal(people, [self.supplies_officer_id], act.law),
            head_refusal(people, act.acted_on, act.law),
            outsiders_refusal(staying(pairs, rows), act.acted_on, act.law, seated_on=seated_on(rows)),
        )
        if ordered_on > act.acted_on:
            act.refuse(Refusal("FUTURE_DATE", text("คำสั่งลงวันที่หลังวันนี้"), "", text("แก้วันที่ของคำสั่ง"), field="ordered_on"))
        if act.refusals:
            return
        held = {row["person_id"]: row["seat"] for row in rows["seats"]}
        order = {"order_number": order_number, "ordered_on": ordered_on}
        act.add(
            self, InspectionSeat,
            (
                {
                    **order, "position": position, "person": row["person"], "seat": held[row["leaving"].pk.hex], "replaces": row["leaving"],
                    "position_title": post_of(row["person"], act.acted_on),
                }
                for position, row in enumerate(members, start=rows["seats"][-1]["position"] + 1)
            ),
        )  # fmt: skip
        act.tell(replaced=pairs, order_number=order_number, ordered_on=ordered_on)

    @step(
        label=_("ลาออกเพราะมีส่วนได้เสีย"), basis="committee.conflict_of_interest", by=MEMBER, source=(*BEFORE_DECISION, State.REPLACING),
        target=State.REPLACING, signs=True, shows=INTEREST,
    )  # fmt: skip
    def declare_interest(self, act: Act, *, reason: asks.Interest) -> None:
        """A member who learns of an interest resigns and reports it, at whatever moment; the head appoints another."""
        act.add(
            self,
            InterestDeclaration,
            [{"person": act.person, "has_interest": True, "statement": reason, "declared_on": act.acted_on}],
        )
        act.tell(has_interest=True)
