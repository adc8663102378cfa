"""The same form twice, an old version, somebody else's desk: one effect, and everybody is told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from procurement.models import Delivery
from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from tests.procurement.steps import held, request
from workflows import engine
from workflows.models import JournalEntry
from workflows.proof import Proof


def test_the_same_budget_command_twice_reserves_once(walk: Walk) -> None:
    purchase = walk.to(State.BUDGETING)
    command: Any = {"key": "k", "budget_line": walk.need.budget_line, "proof": Proof(walk.office.kanda.pk, timezone.now())}
    first = engine.perform(walk.office.kanda, purchase, "confirm_budget", **command)
    second = engine.perform(walk.office.kanda, purchase, "confirm_budget", **command)
    assert (first.replayed, second.replayed, second.sequence) == (False, True, first.sequence)
    assert held(walk)[0] == Decimal("37000.00")


def test_the_same_key_with_another_delivery_is_refused(walk: Walk) -> None:
    walk.to(State.ORDERED)
    data = {
        "instalment": 1,
        "note_number": "ก1",
        "delivered_on": walk.purchase.vendor_received_on,
        "lines": [{"position": 1, "delivered_quantity": "5"}],
    }
    engine.perform(walk.office.duangjai, walk.purchase, "record_delivery", key="k", **data)
    assert engine.perform(walk.office.duangjai, walk.purchase, "record_delivery", key="k", **data).replayed
    error = refused(
        "KEY_USED",
        lambda: engine.perform(walk.office.duangjai, walk.purchase, "record_delivery", key="k", **{**data, "note_number": "ก2"}),
    )
    assert error.status == 422
    assert Delivery.objects.filter(document=walk.purchase.pk).count() == 1


def test_the_same_opening_twice_is_one_case(walk: Walk) -> None:
    command = {"unit": walk.office.units["กองช่าง"], "key": "k", **request(walk)}
    first = engine.open_document(walk.office.orathai, Purchase, walk.office.organization, **command)
    second = engine.open_document(walk.office.orathai, Purchase, walk.office.organization, **command)
    assert second.replayed and second.document.pk == first.document.pk
    assert Purchase.objects.filter(organization=walk.office.organization).count() == 1


def test_what_was_read_before_another_changed_it_is_a_conflict(walk: Walk) -> None:
    read = walk.open()
    walk.perform("orathai", "edit_request", **request(walk, title="ซื้อกระดาษ"))
    error = refused("STALE_VERSION", lambda: engine.perform(walk.office.orathai, read, "submit_request", version=read.version))
    assert error.status == 409 and error.document.title == "ซื้อกระดาษ"
    assert walk.perform("orathai", "submit_request", version=walk.purchase.version).state == State.REQUESTED


def test_a_clerk_of_another_unit_asks_for_his_own_unit_only(walk: Walk) -> None:
    open_it = lambda who, unit: engine.open_document(
        walk.office.people[who], Purchase, walk.office.organization, unit=walk.office.units[unit], **request(walk)
    )
    refused("NOT_YOUR_ROLE", lambda: open_it("kanda", "กองช่าง"))
    assert open_it("kanda", "กองคลัง").document.state == State.DRAFT


def test_files_are_attached_by_whoever_it_waits_for(walk: Walk) -> None:
    from tests.procurement.test_purchase_evidence import PNG, upload

    walk.to(State.REPORTED)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("duangjai", "attach", kind="ก", file=upload(PNG, "ภาพ.png")))
    assert walk.perform("rattana", "attach", kind="ก", file=upload(PNG, "ภาพ.png")).state == State.REPORTED


def test_every_entry_of_the_road_names_its_person_and_its_basis(walk: Walk) -> None:
    import json

    purchase = walk.to(State.ORDERED)
    bodies = [
        json.loads(body)
        for body in JournalEntry.objects.filter(document=purchase.pk).order_by("sequence").values_list("body", flat=True)
    ]
    assert [body["sequence"] for body in bodies] == list(range(1, len(bodies) + 1))
    assert all(body["person_name"] and body["basis"] and body["position"] for body in bodies)
    assert bodies[-1]["to"] == State.ORDERED and bodies[0]["from"] == ""


def test_a_case_has_one_purchase_so_that_none_gives_back_another_s_money(walk: Walk) -> None:
    walk.to(State.ORDERED)
    opening = {"unit": walk.office.units["กองช่าง"], "case": walk.purchase.case, **request(walk)}
    error = refused("CASE_TAKEN", lambda: engine.open_document(walk.office.orathai, Purchase, walk.office.organization, **opening))
    assert error.status == 409 and Purchase.objects.filter(case=walk.purchase.case).count() == 1


@pytest.mark.parametrize("day", [date(2017, 8, 22), date(2016, 1, 4)])
def test_a_day_before_the_law_is_refused_as_any_other_wrong_day(walk: Walk, day: date) -> None:
    opening = {"unit": walk.office.units["กองช่าง"], "acted_on": day, **request(walk)}
    error = refused(
        "NO_LAW_IN_FORCE", lambda: engine.open_document(walk.office.orathai, Purchase, walk.office.organization, **opening)
    )
    assert error.status == 422 and not Purchase.objects.exists()
    assert "procurement." not in error.refusals[0].sentence  # an officer reads a sentence, not a key of ours
