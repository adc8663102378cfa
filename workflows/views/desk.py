"""โต๊ะของฉัน: what waits for me, most urgent first, with the reason for the urgency."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, queries
from workflows.models import Case, Organization, User
from workflows.offers import openings
from workflows.pages import DeskGroup, DeskPage, DeskRow, Link, Pair
from workflows.procedure import PROCEDURES
from workflows.queries import Waiting
from workflows.registers.register import Register
from workflows.step import Step
from workflows.thai import short_date
from workflows.views.presenting import due
from workflows.views.trail import stand_in


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the person who signed in."""
    person: Any = request.user
    organization = person.organization
    if organization is None:
        return render(request, "workflows/no_office.html", status=403)
    found = queries.desk(person, organization)
    page = desk_page(person, organization, found[: queries.PAGE_ROWS], has_more=len(found) > queries.PAGE_ROWS)
    return render(request, page.template, {"page": page})


def desk_page(person: User, organization: Organization, found: list[Waiting], *, has_more: bool) -> DeskPage:
    numbers = dict(Case.objects.filter(pk__in={row.case for row in found}).values_list("pk", "number"))
    rows = [desk_row(organization, row, numbers.get(row.case, "")) for row in found]
    groups = grouped(rows)
    return DeskPage(
        today=clock.today(organization),
        waiting_count=len(rows),
        late_count=sum(row.due.tone == "late" for row in rows),
        soon_count=sum(row.due.tone == "soon" for row in rows),
        has_more=has_more,
        groups=tuple(groups),
        acting=tuple(acting(person, organization)),
        openings=tuple(opening_links(person, organization)),
    )


def desk_row(organization: Organization, row: Waiting, case_number: str) -> DeskRow:
    procedure = PROCEDURES[row.procedure]
    step = procedure.waited.get(row.state)
    return DeskRow(
        title=row.title,
        url=reverse("case", args=[row.case]),
        action=str(step.label) if step else _("เปิดดู"),
        step=procedure.state_label(row.state),
        due=due(organization, row.due_on),
        why=why(organization, step, row.due_on),
        number=row.number,
        case_number=case_number,
        amount_baht=row.amount_baht,
    )


def why(organization: Organization, step: Step | None, on: date | None) -> str:
    """The reason for the urgency: the clause that sets the limit."""
    if step is None or step.within is None or on is None:
        return ""
    return _("ต้องเสร็จภายใน %(day)s ตาม%(clause)s") % {"day": short_date(on), "clause": step.basis(clock.today(organization)).label}


def grouped(rows: Iterable[DeskRow]) -> list[DeskGroup]:
    titles = {"late": _("เกินกำหนดแล้ว"), "soon": _("วันนี้และสองวันทำการข้างหน้า"), "": _("ถัดไป")}
    sorted_rows: dict[str, list[DeskRow]] = {"late": [], "soon": [], "": []}
    for row in rows:
        sorted_rows[row.due.tone].append(row)
    return [DeskGroup(titles[tone], tone, tuple(members)) for tone, members in sorted_rows.items() if members]


def acting(person: User, organization: Organization) -> Iterable[Pair]:
    """The orders by which the person acts for somebody today."""
    for held in queries.capacities_of(person, organization, clock.today(organization)):
        if held.stands_for:
            yield Pair(stand_in(held.kind, held.stands_for), _("คำสั่งที่ %(number)s") % {"number": held.order_number})


def opening_links(person: User, organization: Organization) -> Iterable[Link]:
    """What the person may begin."""
    for procedure, unit in openings(person, organization):
        if not issubclass(procedure.model, Register):
            query = f"?unit={unit}" if unit else ""
            yield Link(str(procedure.opening[0].label), reverse("open", args=[procedure.code]) + query, str(procedure.title))
