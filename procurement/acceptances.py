"""Where a delivery becomes an acceptance: what it needs comes down by value, and the acceptance never knows who asked for it."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from committees.goods import GoodsAcceptance
from committees.models import AppointedMember, SeatName
from committees.works import WorksAcceptance
from committees.works_supervision import WorksSupervision
from procurement.models import Instalment, PurchaseKind, PurchaseLine
from procurement.purchase_rows import numbered
from workflows import engine, law
from workflows.act import Act
from workflows.evidence import as_python
from workflows.fields import to_baht
from workflows.models import Document

PAYING = law.practice("งวดที่จ่ายเงินแล้วปิดในเรื่องซื้อจ้าง")
OPENING = "open_delivery"
WHOLE_PART = 1  # a part of services or works is one thing: it is accepted, or it comes again

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
ACCEPTANCES: Mapping[str, type[Document]] = {
    PurchaseKind.GOODS: GoodsAcceptance,
    PurchaseKind.SERVICES: GoodsAcceptance,
    PurchaseKind.WORKS: WorksAcceptance,
}


def to_be_sent(rows: Rows) -> Row | None:
    """The first delivery that no inspector has been told of."""
    return next((row for row in rows["deliveries"] if not row["was_sent"]), None)


def open_acceptance(act: Act, purchase: Any, delivery: Row) -> Any:
    """Open the acceptance of one delivery, in the case and for the unit of the purchase."""
    return engine.open_within(
        None, ACCEPTANCES[purchase.kind], purchase.organization, case=purchase.case, unit=purchase.unit, law_date=purchase.law_date,
        acted_on=act.acted_on, step=OPENING, cause=act.cause, data=delivered(purchase, act.evidence.rows, delivery),
    ).document  # fmt: skip


def delivered(purchase: Any, rows: Rows, delivery: Row) -> dict[str, Any]:
    """What an acceptance is told. Late is counted from the instalment's own due day, however often it had to come again."""
    instalment = as_python(Instalment, numbered(rows["instalments"], delivery["instalment"]))
    data = {
        "title": purchase.title,
        "kind": purchase.kind,
        "instalment_number": instalment["number"],
        "party": purchase.vendor_id,
        "order_number": purchase.order_number,
        "ordered_on": purchase.ordered_on,
        "vendor_received_on": purchase.vendor_received_on,
        "delivery_due_on": instalment["due_on"],
        "fine_percent_per_day": purchase.fine_percent_per_day,
        "fine_on_whole": purchase.fine_on_whole,
        "hinders_traffic": purchase.hinders_traffic,
        "order_amount_baht": purchase.agreed_price_baht,
        "instalment_amount_baht": instalment["amount_baht"],
        "instalment_count": len(rows["instalments"]),
        "free_goods": free_goods(purchase, rows),
        "delivery_amount_baht": to_baht(delivery["amount_baht"]),
        "delivery_note_number": delivery["note_number"],
        "delivered_on": delivery["delivered_on"],
        "received_on": delivery["received_on"],
        "supplies_officer": delivery["received_by_id"],
        "lines": delivered_lines(purchase, rows, delivery),
        "members": [told(row) for row in rows["members"] if row["seat"] != SeatName.SUPERVISOR],
    }
    supervisor = supervisor_now(purchase, rows)
    return {**data, "supervisor": supervisor} if supervisor else data


def supervised(purchase: Any, rows: Rows) -> dict[str, Any]:
    """What the supervision of works is told: whom the order of appointment names, and the days of the order."""
    inspectors = [uuid.UUID(row["person_id"]) for row in rows["members"] if row["seat"] != SeatName.SUPERVISOR]
    return {
        "party": purchase.vendor_id,
        "order_number": purchase.order_number,
        "vendor_received_on": purchase.vendor_received_on,
        "supervisor": appointed_supervisor(rows),
        "inspectors": inspectors,
        "instalments": [{"instalment": row["number"], "due_on": row["due_on"]} for row in rows["instalments"]],
    }


def appointed_supervisor(rows: Rows) -> uuid.UUID | None:
    return next((uuid.UUID(row["person_id"]) for row in rows["members"] if row["seat"] == SeatName.SUPERVISOR), None)


def supervisor_now(purchase: Any, rows: Rows) -> Any:
    """Whoever supervises the works of this order by the last order of นายก."""
    if purchase.kind != PurchaseKind.WORKS:
        return appointed_supervisor(rows)
    for told in (WorksSupervision, WorksAcceptance):  # of orders that an earlier version bound, only the last delivery knows
        of_case = told._default_manager.filter(case=purchase.case_id).order_by("-pk")
        if supervisor := of_case.values_list("supervisor_id", flat=True).first():
            return supervisor
    return appointed_supervisor(rows)


def free_goods(purchase: Any, rows: Rows) -> list[dict[str, Any]]:
    """What the order promises for nothing: only its quantity tells whether it has come."""
    if purchase.kind != PurchaseKind.GOODS:
        return []
    return [
        {"position": row["position"], "quantity": row["quantity"]} for row in rows["lines"] if not row["agreed_unit_price_baht"]
    ]


def fined_baht(purchase: Any) -> Decimal:
    """What the certificates of this order have fined so far, in baht."""
    model: Any = ACCEPTANCES[purchase.kind]
    accepted = model.objects.filter(case=purchase.case_id, accepted_on__isnull=False)
    return sum(accepted.values_list("fine_baht", flat=True), Decimal(0))


def noticed_instalments(purchase: Any) -> set[int]:
    """The instalments of which a notice of the fine was recorded."""
    model: Any = ACCEPTANCES[purchase.kind]
    noticed = model.objects.filter(case=purchase.case_id).exclude(late_notice_number="")
    return set(noticed.values_list("instalment_number", flat=True))


def told(member: Row) -> dict[str, Any]:
    """A member as the order of appointment names him."""
    typed = as_python(AppointedMember, member)
    kept = ("position", "seat", "position_title", "order_number", "ordered_on")
    return {**{name: typed[name] for name in kept}, "person": typed["person_id"]}


def delivered_lines(purchase: Any, rows: Rows, delivery: Row) -> list[dict[str, Any]]:
    """Goods line by line; a part of services or works as the one thing it is."""
    came = {row["position"]: row["delivered_quantity"] for row in rows["delivery_lines"] if row["delivery"] == delivery["number"]}
    lines = [as_python(PurchaseLine, row) for row in rows["lines"] if row["position"] in came]
    if not lines:
        part = {"position": 1, "item": purchase.title, "unit_name": "งาน", "unit_price_baht": to_baht(delivery["amount_baht"])}
        return [{**part, "ordered_quantity": WHOLE_PART, "delivered_quantity": WHOLE_PART}]
    return [
        {
            "position": line["position"],
            "item": line["item"],
            "unit_name": line["unit_name"],
            "ordered_quantity": line["quantity"],
            "delivered_quantity": came[line["position"]],
            "unit_price_baht": line["agreed_unit_price_baht"],
        }
        for line in lines
    ]
