"""ตั้งค่าหน่วยงาน: what is missing and why, in the right order, and how each register stands."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, readiness
from workflows.dates import short_date
from workflows.founding import register_of, registers
from workflows.intake.sheet import SHEETS, Sheet
from workflows.models import JournalEntry, Organization
from workflows.offers import document_for, offer_of
from workflows.pages import Cell, Column, Link, NeedShown, SetupPage, Table
from workflows.procedure import PROCEDURES
from workflows.readiness import Need
from workflows.views.sheets import refusals_of
from workflows.views.trail import act_of
from workflows.who_acted import name_of


@login_required
def setup(request: HttpRequest) -> HttpResponse:
    """The guide of an office that begins, and the state of one that runs."""
    person: Any = request.user
    open_sheets = open_to(person, SHEETS.values())
    needs = [shown(need, open_sheets, step_links(need, person)) for need in readiness.needs(person.organization)]
    page = SetupPage(
        needed=tuple(need for need in needs if need.is_needed),
        advised=tuple(need for need in needs if not need.is_needed),
        registers=registers_table(person.organization),
    )
    return render(request, page.template, {"page": page})


def open_to(person: Any, sheets: Iterable[Sheet]) -> frozenset[str]:
    """Those of the sheets that this person may import today."""
    found = set()
    for sheet in sheets:
        register = document_for(person, sheet.model, register_of(person.organization, sheet.model).pk)
        if not refusals_of(sheet, register, person):
            found.add(sheet.code)
    return frozenset(found)


def sheet_links(sheets: list[Sheet], open_sheets: frozenset[str]) -> tuple[Link, ...]:
    """A link to each sheet that is open to the person."""
    return tuple(
        Link(_("นำเข้า “%(title)s” จาก Excel") % {"title": _(sheet.title)}, reverse("sheet", args=[sheet.code]))
        for sheet in sheets
        if sheet.code in open_sheets
    )


def step_links(need: Need, person: Any) -> tuple[Link, ...]:
    """The forms that write what is missing, as far as this person may write it today."""
    if need.is_done or not need.steps:
        return ()
    procedure = PROCEDURES[need.register]
    register = document_for(person, procedure.model, register_of(person.organization, procedure.model).pk)
    steps = (procedure.steps[name] for name in need.steps)
    return tuple(
        Link(str(step.label), reverse("step", args=[need.register, register.pk, step.name]))
        for step in steps
        if offer_of(step, register, person).allowed
    )


def shown(need: Need, open_sheets: frozenset[str], steps: tuple[Link, ...]) -> NeedShown:
    return NeedShown(
        title=need.title,
        why=need.why,
        state=need.state,
        is_done=need.is_done,
        is_needed=need.is_needed,
        by=str(need.by.label),
        register=Link(str(PROCEDURES[need.register].title), reverse("register", args=[need.register])),
        steps=steps,
        sheets=sheet_links([SHEETS[need.sheet]] if need.sheet else [], open_sheets),
    )


def registers_table(organization: Organization) -> Table:
    """Every register with its latest change."""
    rows = []
    for kept in registers(organization):
        procedure, document = kept["procedure"], kept["document"]
        entry = JournalEntry.objects.filter(document=document.pk).order_by("-sequence")[:1].get()
        body = json.loads(entry.body)
        changed = short_date(clock.localized(entry.recorded_time).date()) if document.sequence > 1 else _("ยังไม่เคยแก้")
        words = f"{name_of(body)}\u00a0· {act_of(body)}" if document.sequence > 1 else "–"
        rows.append((Cell(str(procedure.title), reverse("register", args=[procedure.code])), changed, words))
    return Table((Column(_("ทะเบียน")), Column(_("แก้ล่าสุด")), Column(_("โดย"))), tuple(rows), _("ทะเบียนทุกเล่ม"))
