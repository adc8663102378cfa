"""A declaration that cannot work, or a database without its guards, stops the boot: each fault is planted and named."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from workflows import checks
from workflows.canonical import canonical
from workflows.guards import install, permit, tables
from workflows.law import practice
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES
from workflows.separation import Pair
from workflows.step import Seat

PURCHASE = PROCEDURES["purchase"]
STEP = PURCHASE.steps["approve_report"]
LEAVING_AWARDED = ("announce_winner", "withdraw_request", "cancel_purchase")
WITHOUT = {name: step for name, step in PURCHASE.steps.items() if name not in LEAVING_AWARDED}
LAWLESS = Pair("purchase.open_request", "purchase.support_request", "nonsense.clause", is_waivable=True)


def stopped() -> str:
    """What the program says when it refuses to serve."""
    with pytest.raises(checks.Unsound) as caught:
        checks.refuse_unsound()
    return str(caught.value)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"basis_key": ""}, "purchase.approve_report has no basis"),
        ({"by": None}, "purchase.approve_report has no role and no seat"),
        ({"basis_key": "nonsense.clause"}, "rests on 'nonsense.clause', which no law file holds"),
        ({"within": "nonsense.days"}, "is due within 'nonsense.days', which no law file holds"),
        ({"target": "moon"}, "names states that do not exist: ['moon']"),
        ({"name": "approved_twice"}, "purchase.approved_twice from 'approving' was not collected as a transition"),
    ],
)
def test_a_step_that_cannot_work_stops_the_boot(db: None, monkeypatch: Any, changes: dict[str, Any], told: str) -> None:
    checks.refuse_unsound()
    monkeypatch.setattr(PURCHASE, "steps", {**PURCHASE.steps, "planted": replace(STEP, **changes)})
    assert told in stopped()


def test_a_seat_that_nobody_names_stops_the_boot(db: None, monkeypatch: Any) -> None:
    register = PROCEDURES["people_register"]
    seated = replace(register.steps["add_unit"], by=Seat("nobody", "ไม่มีใคร"), basis_key=practice("ก"))
    monkeypatch.setattr(register, "steps", {**register.steps, "add_unit": seated})
    assert "people_register.add_unit asks for a seat that nobody names" in stopped()


@pytest.mark.parametrize("listed", [("add_unit", "moon"), ("add_unit", "add_unit")])
def test_a_chapter_of_what_is_no_step_or_twice_stops_the_boot(db: None, monkeypatch: Any, listed: tuple[str, ...]) -> None:
    register = PROCEDURES["people_register"]
    listed_once = {name for _title, names in register.chapters for name in names}
    assert "add_unit" in listed_once
    monkeypatch.setattr(register, "chapters", (("หน่วยงาน", listed),))
    assert f"people_register.{listed[1]} is listed in a chapter and is no step, or is listed twice" in stopped()


def test_a_state_that_nobody_leaves_stops_the_boot(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(PURCHASE, "steps", WITHOUT)
    told = stopped()
    assert "purchase.awarded waits for a person but has no step" in told
    assert "purchase.awarded reaches no end" in told


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (LAWLESS, "rests on 'nonsense.clause', which no law file holds"),
        (replace(LAWLESS, first="purchase.abolish"), "'purchase.abolish', which is no step"),
    ],
)
def test_a_pair_of_nothing_stops_the_boot(db: None, monkeypatch: Any, pair: Pair, told: str) -> None:
    monkeypatch.setattr(checks, "PAIRS", [*checks.PAIRS, pair])
    assert told in stopped()


def test_an_excuse_for_no_table_stops_the_boot(db: None, monkeypatch: Any) -> None:
    excused, columns = tables.excused()
    monkeypatch.setattr(tables, "excused", lambda: ({**excused, "workflows_gone": "ก"}, columns))
    assert "config/unguarded.toml excuses workflows_gone, which is no table" in stopped()


@pytest.mark.parametrize("gone", [("workflows_document", "dika_document"), ("workflows_unit", "dika")])
def test_a_table_without_its_guards_stops_the_boot(db: None, monkeypatch: Any, gone: tuple[str, str]) -> None:
    table, trigger = gone
    left = {key: how for key, how in install.installed(connection).items() if not (key[0] == table and key[1].startswith(trigger))}
    monkeypatch.setattr(install, "installed", lambda _: left)
    assert f"on {table}" in stopped()


def test_a_person_in_a_group_stops_the_boot(office: PracticeOffice) -> None:
    register = PROCEDURES["people_register"].model._default_manager.get(organization=office.organization)
    permit.hold(connection, canonical({"organization": office.organization.pk, "document": register.pk, "step": "add_unit"}))
    try:
        office.wilai.groups.add(Group.objects.order_by("pk")[0])
    finally:
        connection.dika_permit = None
    assert "a person stands in user.groups" in stopped()
