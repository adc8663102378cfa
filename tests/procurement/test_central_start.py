"""From which day on an office types its matters into e-GP and e-LAAS from here: what was typed before is lacking nowhere (practice)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from tests.procurement.steps import one_line
from tests.procurement.test_central import MONDAY, PROJECT, RESERVATION, TUESDAY, WEDNESDAY, dated, due, enter, listed  # noqa: F401
from workflows import clock, engine
from workflows.central import missing
from workflows.founding import register_of
from workflows.guards import install
from workflows.management.commands.migrate import Migrate, as_owner
from workflows.models import Organization
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.office import OfficeRegister
from workflows.verification import verify

BOTH = {RESERVATION, PROJECT}


def start(office: PracticeOffice, day: date | None, who: str = "rattana") -> None:
    register = register_of(office.organization, OfficeRegister)
    engine.perform(office.people[who], register, "set_central_start", starts_on=day)


def page(office: PracticeOffice, who: str, address: str) -> str:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(("day", "expected"), [(None, BOTH), (MONDAY, BOTH), (TUESDAY, {PROJECT}), (WEDNESDAY, set())])
def test_what_was_due_before_that_day_is_lacking_nowhere(dated: Walk, day: date | None, expected: set[str]) -> None:  # noqa: F811
    """The reservation was due on the Monday, the report on the Tuesday."""
    start(dated.office, day)
    dated.purchase = Purchase.objects.get(pk=dated.purchase.pk)
    assert due(dated) == expected
    assert {code for _, code in listed(dated.office)} == expected
    counts = missing.counts(dated.office.fresh())
    assert {code for code, count in counts.items() if count} == expected
    assert list(verify(contents=True)) == []


def test_its_number_may_still_be_typed(dated: Walk) -> None:  # noqa: F811
    start(dated.office, WEDNESDAY)
    enter(dated, PROJECT, "69119000001")
    assert due(dated) == set()


def test_the_day_is_set_by_the_head_of_finance_and_is_no_day_to_come(dated: Walk) -> None:  # noqa: F811
    refused("NOT_YOUR_ROLE", lambda: start(dated.office, TUESDAY, who="theera"))
    refused("FUTURE_DATE", lambda: start(dated.office, WEDNESDAY + timedelta(days=1)))
    assert dated.office.fresh().central_from is None
    start(dated.office, WEDNESDAY)
    assert dated.office.fresh().central_from == WEDNESDAY


def test_the_page_says_which_matters_it_counts_and_leads_whoever_may_to_another_day(dated: Walk) -> None:  # noqa: F811
    office = dated.office
    address = f"/do/office_register/{register_of(office.organization, OfficeRegister).pk}/set_central_start/"
    shown = page(office, "rattana", "/central/")
    assert "นับทุกเรื่องตั้งแต่วันแรกที่ใช้โปรแกรมนี้" in shown and f'href="{address}"' in shown
    assert f'href="{address}"' not in page(office, "duangjai", "/central/")
    start(office, TUESDAY)
    assert "นับเรื่องที่ถึงกำหนดลงตั้งแต่ 17 พ.ย. 2569" in page(office, "duangjai", "/central/")
    client = Client()
    client.force_login(office.rattana, backend="django.contrib.auth.backends.ModelBackend")
    told = client.post(address, {"starts_on": "18/11/2569", "_foretell": "1"}).content.decode()
    assert "ที่ถึงกำหนดลงตั้งแต่ 17 พ.ย. 2569" in told and "ที่ถึงกำหนดลงตั้งแต่ 18 พ.ย. 2569" in told


def opened(office: PracticeOffice, day: date) -> Any:
    lines = [dict(zip(("item", "unit_name", "quantity", "unit_price_baht"), line, strict=True)) for line in one_line("500.00")]
    facts = {
        "title": "ซื้อวัสดุ",
        "kind": "goods",
        "road": "order",
        "need": "ใช้",
        "needed_by": day + timedelta(days=60),
        "lines": lines,
    }
    return engine.open_document(
        office.orathai, Purchase, office.organization, unit=office.units["กองช่าง"], acted_on=day, **facts
    ).document


@pytest.mark.own_database
def test_an_upgrade_begins_with_the_day_on_which_the_numbers_came_to_the_office(own_database: str) -> None:
    """An office with matters of the day before, one that begins today, and one that practises on a clock of its own."""
    old, new = found_practice_office(), found_practice_office(suffix="2", short_name="อบต.ใหม่")
    today = clock.today(old.organization)
    practice = found_practice_office(suffix="3", short_name="อบต.ฝึก", is_practice=True, practice_today=today - timedelta(days=9))
    opened(old, today - timedelta(days=1))
    opened(new, today)
    with as_owner():
        install.drop(connections["default"])  # guards are for the tables of today
        call_command(Migrate(), "workflows", "0009", verbosity=0)
    call_command("migrate", verbosity=0)
    begins = [Organization.objects.get(pk=office.organization.pk).central_from for office in (old, new, practice)]
    assert begins == [today, None, None]
    # An office that was founded before the upgrade has told nothing of that day; these, founded by today's steps, told that there is none.
    assert [fault for fault in verify(contents=True) if not fault.what.endswith("told of it: central_from")] == []
