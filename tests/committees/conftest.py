"""The practice office with a vendor, and deliveries to inspect on fixed days.

The order of 6 Oct 2026 wants 20 notebooks of 21,400 baht by 5 Nov 2026 (a Thursday), and 0.20 percent a day of what is late.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from committees.goods import GoodsAcceptance
from committees.rehearsal.walk import Inspection
from committees.works import WorksAcceptance
from tests.beginnings import beginning
from workflows import engine
from workflows.founding import register_of
from workflows.models import Party
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.parties import PartyRegister

TODAY = date(2026, 12, 30)
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
BUILDERS = (("wilai", "chair"), ("porntip", "member"), ("somchai", "member"))
INSPECTOR = (("orathai", "inspector"),)
VENDOR = {"kind": "juristic", "name": "บจก.บ้านนาดีคอมพิวเตอร์", "tax_id": "0105500000003", "address": "", "is_vat_registered": True}

Deliver = Callable[..., Inspection]


@beginning
def office() -> PracticeOffice:
    return practice_office()


def practice_office() -> PracticeOffice:
    """With one vendor, on its own clock."""
    office = found_practice_office(is_practice=True, practice_today=TODAY)
    engine.perform(office.duangjai, register_of(office.organization, PartyRegister), "add_party", **VENDOR)
    return office


@pytest.fixture
def deliver(office: PracticeOffice) -> Deliver:
    """Open the acceptance of a delivery of goods; what differs is given."""
    return lambda **changes: delivered(office, **changes)


@pytest.fixture
def build(office: PracticeOffice) -> Deliver:
    """The same for works, under the supervision of orathai."""
    return lambda **changes: built(office, **changes)


def delivered(office: PracticeOffice, **changes: Any) -> Inspection:
    return opened(GoodsAcceptance, office, {**goods(office), **changes})


def built(office: PracticeOffice, **changes: Any) -> Inspection:
    works = {
        "title": "ก่อสร้างถนนคอนกรีต", "kind": "works", "fine_percent_per_day": "0.10", "fine_on_whole": True, "committee": BUILDERS,
        "supervisor": office.orathai.pk, "order_amount_baht": "400000.00", "instalment_amount_baht": "400000.00",
        "lines": [line(ordered_quantity="1", delivered_quantity="1", unit_price_baht="400000.00", item="ถนนคอนกรีต", unit_name="งาน")],
    }  # fmt: skip
    return opened(WorksAcceptance, office, {**goods(office), **works, **changes})


def opened(model: Any, office: PracticeOffice, facts: dict[str, Any]) -> Inspection:
    facts["members"] = facts.pop("members", None) or members(office, facts["committee"])
    case = facts.pop("case", None)
    acted_on = facts.pop("acted_on", facts["received_on"])
    del facts["committee"]
    made = engine.open_document(
        None, model, office.organization, case=case, unit=office.units["กองช่าง"], acted_on=acted_on, **facts
    )
    return Inspection(office, made.document)


def goods(office: PracticeOffice) -> dict[str, Any]:
    return {
        "title": "ซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก", "kind": "goods", "instalment_number": 1, "party": Party.objects.get(organization=office.organization),
        "order_number": "45/2570", "ordered_on": date(2026, 10, 6), "vendor_received_on": date(2026, 10, 6), "delivery_due_on": date(2026, 11, 5),
        "fine_percent_per_day": "0.20", "fine_on_whole": False, "order_amount_baht": "428000.00", "instalment_amount_baht": "428000.00",
        "delivery_note_number": "IV6911-0107", "delivered_on": date(2026, 11, 5), "received_on": date(2026, 11, 5),
        "supplies_officer": office.duangjai, "lines": [line()], "committee": COMMITTEE,
    }  # fmt: skip


def line(**changes: Any) -> dict[str, Any]:
    notebook = {"position": 1, "item": "เครื่องคอมพิวเตอร์โน้ตบุ๊ก", "unit_name": "เครื่อง", "unit_price_baht": "21400.00"}
    return {**notebook, "ordered_quantity": "20", "delivered_quantity": "20", **changes}


def members(office: PracticeOffice, committee: Any, ordered_on: date = date(2026, 10, 2)) -> list[dict[str, Any]]:
    """Rows as procurement tells them."""
    return [
        {
            "position": position, "person": office.people[who].pk, "seat": seat, "position_title": "พนักงานส่วนตำบล", "order_number": "218/2569",
            "ordered_on": ordered_on,
        }
        for position, (who, seat) in enumerate(committee, start=1)
    ]  # fmt: skip
