"""โต๊ะของฉัน: what waits for me, most urgent first, with the reason for the urgency; and what comes to me next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock, queries, waiting
from workflows.dates import short_date
from workflows.desks import is_promise
from workflows.evidence import Capacity
from workflows.founding import register_of
from workflows.law_words import cited_plainly
from workflows.models import Document, Organization, User
from workflows.notices import notices
from workflows.offers import openings_of
from workflows.pages import Coming, DeskGroup, DeskPage, DeskRow, Link
from workflows.procedure import PROCEDURES, Procedure
from workflows.registers.register import Register
from workflows.step import Seat, Step
from workflows.thai import arabic_digits
from workflows.views.acting_shown import acting_for, by_order
from workflows.views.lacking import central_links, lacking
from workflows.views.presenting import due_of, opening_url, working_days_since
from workflows.views.questions import answered_to, asked_of_me
from workflows.views.signing import is_signed_alike
from workflows.waiting import OnDesk, Waiting

PAGES_MAX = 40
ALIKE_MIN = 2


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the person who signed in."""
    person: Any = request.user
    organization = person.organization
    if organization is None:
        return render(request, "workflows/no_office.html", status=403)
    page = desk_page(person, organization, number_of_page(request.GET.get("page", "")))
    return render(request, page.template, {"page": page})


def number_of_page(typed: str) -> int:
    """A page of the desk, from one; whatever names none is the first."""
    typed = arabic_digits(typed)
    return min(max(int(typed), 1), PAGES_MAX) if typed.isdecimal() and len(typed) <= len(str(PAGES_MAX)) else 1


def desk_page(person: User, organization: Organization, number: int = 1) -> DeskPage:
    today = clock.today(organization)
    held = queries.capacities_of(person, organization, today)
    found = waiting.on_desk(person, organization, held, rows=number * waiting.PAGE_ROWS)
    shown = found.rows[(number - 1) * waiting.PAGE_ROWS : number * waiting.PAGE_ROWS]
    seated = list(seats_in_registers(person, organization)) if number == 1 else []
    has_more = len(found.rows) > number * waiting.PAGE_ROWS
    in_whose_name = by_order(held, organization)
    is_empty = not found.rows and not seated and number == 1
    return DeskPage(
        setup_url=reverse("setup") if is_empty and is_unbegun(organization) else "",
        today=today,
        waiting_count=found.count + len(seated),
        late_count=found.late,
        soon_count=found.soon,
        has_more=has_more,
        groups=tuple(
            grouped(
                [
                    *seated,
                    *(desk_row(organization, row, in_whose_name) for row in shown if not PROCEDURES[row.procedure].is_beside),
                ]
            )
        ),
        asked=asked_of_me(person, organization, held) if number == 1 else (),
        answered=answered_to(person, organization) if number == 1 else (),
        alike=tuple(alike(found)),
        acting=tuple(acting_for(person, organization, today)),
        openings=tuple(opening_links(organization, held)),
        central=tuple(central_links(organization, held)),
        notices=tuple(notices(person, organization, held)) if number == 1 else (),
        coming=tuple(coming_row(organization, row) for row in waiting.coming(person, organization, held)),
        previous_url=f"?page={number - 1}" if number > 1 else "",
        next_url=f"?page={number + 1}" if has_more and number < PAGES_MAX else "",
    )


def is_unbegun(organization: Organization) -> bool:
    """An office that has nothing but its registers."""
    registers = [code for code, procedure in PROCEDURES.items() if issubclass(procedure.model, Register)]
    return not Document.objects.filter(organization=organization).exclude(procedure__in=registers).exists()


def desk_row(organization: Organization, row: Waiting, in_whose_name: Mapping[str, str]) -> DeskRow:
    procedure = PROCEDURES[row.procedure]
    step = procedure.waited.get(row.state)
    return DeskRow(
        title=row.title,
        url=reverse("case", args=[row.case]),
        action_url=opening_url(procedure, row.state, row.id) or form_url(procedure, row),
        action=procedure.asked_in(row.state, row.amount_baht),
        step=procedure.state_label(row.state),
        due=due_of(organization, row),
        why=why(organization, step, row),
        number=row.number,
        case_number=row.case_number,
        amount_baht=row.amount_baht,
        acting_for=in_whose_name.get(row.waiting_for, ""),
        lacks=lacking(row.lacks, clock.today(organization)),
    )


def form_url(procedure: Procedure, row: Waiting) -> str:
    """The form of the step that is waited for; empty where the person chooses among several on the page of the case."""
    step = procedure.leading(row.state, row.amount_baht)
    if step is None or procedure.choices.get(row.state):
        return ""
    return reverse("step", args=[row.procedure, row.id, step.name])


def seats_in_registers(person: User, organization: Organization) -> Iterable[DeskRow]:
    """What a register asks of this very person: a register never ends and waits for nobody, but a seat in it may be his."""
    for procedure in PROCEDURES.values():
        steps = (
            [step for step in procedure.steps.values() if isinstance(step.by, Seat)]
            if issubclass(procedure.model, Register)
            else []
        )
        for step in steps:
            by: Any = step.by
            register: Any = procedure.model(organization=organization)
            if person.pk in register.open_seats(by.name, {}):
                register = register_of(organization, procedure.model)
                url = reverse("step", args=[procedure.code, register.pk, step.name])
                yield DeskRow(title=str(step.label), url=url, action=str(step.label), step=str(procedure.title))


def why(organization: Organization, step: Step | None, row: Waiting) -> str:
    """The reason for the urgency: the clause that sets the limit, or how long it has waited where none does."""
    if step is not None and step.within is not None and row.due_on is not None:
        clause = cited_plainly(step.basis(clock.today(organization)).label)
        return _("กำหนดตาม%(clause)s") % {"clause": clause}
    procedure = PROCEDURES[row.procedure]
    if row.due_on is not None and is_promise(procedure, row.state):
        return str(procedure.promise) % {"day": short_date(row.due_on)}
    days = working_days_since(organization, row.waiting_since)
    if not days:
        return ""
    return ngettext("รอคุณมาแล้ว %(days)s วันทำการ", "รอคุณมาแล้ว %(days)s วันทำการ", days) % {"days": days}


def grouped(rows: Iterable[DeskRow]) -> list[DeskGroup]:
    titles = {"late": _("เกินกำหนดแล้ว"), "soon": _("วันนี้และสองวันทำการข้างหน้า"), "": _("ถัดไป")}
    sorted_rows: dict[str, list[DeskRow]] = {"late": [], "soon": [], "": []}
    for row in rows:
        sorted_rows[row.due.tone].append(row)
    return [DeskGroup(titles[tone], tone, tuple(members)) for tone, members in sorted_rows.items() if members]


def alike(found: OnDesk) -> Iterable[Link]:
    """Where several wait for the same signature: they can be signed in one pass."""
    counts: dict[tuple[str, str], int] = {}
    for row in found.rows[: waiting.PAGE_ROWS]:
        step = PROCEDURES[row.procedure].waited.get(row.state)
        if step is not None and is_signed_alike(PROCEDURES[row.procedure], step):
            counts[row.procedure, step.name] = counts.get((row.procedure, step.name), 0) + 1
    for (code, name), count in counts.items():
        if count >= ALIKE_MIN:
            procedure = PROCEDURES[code]
            told = ngettext("ลงนาม %(count)s เรื่องในครั้งเดียว", "ลงนาม %(count)s เรื่องในครั้งเดียว", count) % {"count": count}
            yield Link(str(procedure.steps[name].label), reverse("together", args=[code, name]), told)


def coming_row(organization: Organization, row: Waiting) -> Coming:
    """What stands one step before: it should have left there by its limit."""
    return Coming(
        title=row.title,
        url=reverse("case", args=[row.case]),
        place=PROCEDURES[row.procedure].state_label(row.state),
        due=due_of(organization, row),
        amount_baht=row.amount_baht,
    )


def opening_links(organization: Organization, held: Sequence[Capacity]) -> Iterable[Link]:
    """What the person may begin."""
    for procedure, unit in openings_of(organization, held):
        if not issubclass(procedure.model, Register):
            query = f"?unit={unit}" if unit else ""
            yield Link(str(procedure.opening[0].label), reverse("open", args=[procedure.code]) + query, str(procedure.title))
