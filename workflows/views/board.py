"""กระดาน: every case by step, with its age and lateness; what narrows it stands in the address."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, queries, tracking
from workflows.models import Document, Organization
from workflows.pages import BoardPage, BoardRow, DeskLoad, Filter, MoneyOnItsWay, Option, Paging, StepCount
from workflows.procedure import PROCEDURES
from workflows.road import place_on_road
from workflows.step import ByDocument, Seat
from workflows.tracking import BoardFilter, Load, OnBoard
from workflows.views.presenting import due_of, working_days_since

PAGE_ROWS = 50
# Applications append: each function gives the office's sums between need and payment.
ON_ITS_WAY: list[Callable[[Organization], Iterable[MoneyOnItsWay]]] = []


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """What the head sees."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    wanted = wanted_by(request)
    shown = Paginator(tracking.rows(tracking.board(organization, wanted)), PAGE_ROWS).get_page(request.GET.get("page"))
    loads = tracking.loads(organization)
    page = BoardPage(
        now=clock.now(),
        open_count=sum(load.count for load in loads),
        late_count=sum(load.late for load in loads),
        soon_count=sum(load.soon for load in loads),
        filters=filters(organization, wanted, loads),
        steps=step_counts(organization, loads, wanted),
        desks=desk_loads(organization, loads, wanted),
        money=tuple(sum_ for give in ON_ITS_WAY for sum_ in give(organization)),
        rows=tuple(board_row(organization, row) for row in shown),
        paging=paging(reverse("board"), request, shown),
        text=wanted.text,
        reset_url=reverse("board"),
        refresh_url=request.get_full_path(),
        export_url=f"{reverse('board_export')}?{request.GET.urlencode()}",
        pace_url=reverse("pace"),
        papers_url=reverse("bundles"),
        is_narrowed=wanted != BoardFilter(),
    )
    return render(request, page.template, {"page": page})


def wanted_by(request: HttpRequest) -> BoardFilter:
    """What the address narrows the board to."""
    return BoardFilter(
        procedure=request.GET.get("procedure", ""),
        state=request.GET.get("state", ""),
        unit=request.GET.get("unit", ""),
        desk=request.GET.get("desk", ""),
        late=request.GET.get("late") == "1",
        text=request.GET.get("q", ""),
    )


def board_url(**narrowed: str) -> str:
    return f"{reverse('board')}?{urlencode(narrowed)}"


def desk_label(waiting_for: str) -> str:
    """A desk in words: the role and its unit, or the seat as the procedures call it."""
    seat = seats().get(waiting_for)
    return str(seat.label) if seat else Document(waiting_for=waiting_for).waiting_for_label or _("กรรมการ")


@cache
def seats() -> dict[str, Seat]:
    """Each seat that is waited for, under the name of its desk."""
    asked = [step.by for procedure in PROCEDURES.values() for step in procedure.waited.values()]
    found = [by.seat if isinstance(by, ByDocument) else by for by in asked if isinstance(by, Seat | ByDocument)]
    return {f"seat:{seat.name}": seat for seat in reversed(found)}


def board_row(organization: Organization, row: OnBoard) -> BoardRow:
    procedure = PROCEDURES[row.procedure]
    stop, stops = place_on_road(procedure, row.state)
    return BoardRow(
        title=row.title,
        url=reverse("case", args=[row.case_id]),
        number=row.number or row.case__number,
        step=procedure.state_label(row.state),
        desk=desk_label(row.waiting_for),
        working_days_here=working_days_since(organization, row.waiting_since),
        due=due_of(organization, row),
        amount_baht=row.amount_baht,
        stop=stop,
        stops=stops,
    )


def step_counts(organization: Organization, loads: Iterable[Load], wanted: BoardFilter) -> tuple[StepCount, ...]:
    """How many stand at each step, whoever has them."""
    steps = [tracking.together(found) for _step, found in groupby(loads, key=lambda load: (load.procedure, load.state))]
    return tuple(
        StepCount(
            procedure=str(PROCEDURES[load.procedure].title),
            step=PROCEDURES[load.procedure].state_label(load.state),
            url=board_url(procedure=load.procedure, state=load.state),
            count=load.count,
            late=load.late,
            oldest_working_days=working_days_since(organization, load.oldest),
            is_chosen=(wanted.procedure, wanted.state) == (load.procedure, load.state),
        )
        for load in steps
    )


def desk_loads(organization: Organization, loads: Iterable[Load], wanted: BoardFilter) -> tuple[DeskLoad, ...]:
    """How many wait at each desk, the fullest first."""
    people = queries.sitting_at(organization)
    by_desk = groupby(sorted(loads, key=lambda load: load.desk), key=lambda load: load.desk)
    desks = sorted((tracking.together(found) for _desk, found in by_desk), key=lambda load: (-load.count, load.desk))
    return tuple(
        DeskLoad(
            desk=desk_label(load.desk),
            people=" · ".join(people.get(load.desk, ())) or (queries.nobody() if queries.is_a_role(load.desk) else ""),
            url=board_url(desk=load.desk),
            count=load.count,
            late=load.late,
            oldest_working_days=working_days_since(organization, load.oldest),
            is_chosen=wanted.desk == load.desk,
        )
        for load in desks
    )


def filters(organization: Organization, wanted: BoardFilter, loads: Iterable[Load]) -> tuple[Filter, ...]:
    """What the board can be narrowed by. Steps are offered of the procedure that is chosen, where their names say enough."""
    loads = list(loads)
    every = Option("", _("ทั้งหมด"), False)
    procedures = [
        Option(code, str(PROCEDURES[code].title), code == wanted.procedure) for code in sorted({load.procedure for load in loads})
    ]
    states = [
        Option(state, PROCEDURES[wanted.procedure].state_label(state), state == wanted.state)
        for state in dict.fromkeys(load.state for load in loads if load.procedure == wanted.procedure)
    ]
    units = [Option(unit.code, unit.name, unit.code == wanted.unit) for unit in queries.units_of(organization)]
    desks = [Option(name, desk_label(name), name == wanted.desk) for name in sorted({load.desk for load in loads})]
    return (
        Filter("procedure", _("กระบวนงาน"), (every, *procedures)),
        *((Filter("state", _("ขั้น"), (every, *states)),) if states else ()),
        Filter("unit", _("หน่วยงาน"), (every, *units)),
        Filter("desk", _("อยู่ที่โต๊ะ"), (every, *desks)),
        Filter("late", _("กำหนดเวลา"), (every, Option("1", _("เกินกำหนด"), wanted.late))),
    )


def paging(address: str, request: HttpRequest, shown: Any, name: str = "page") -> Paging:
    """Links to the pages around this one, with everything else of the address kept."""

    def link(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"{address}?{query.urlencode()}"

    return Paging(
        shown.start_index(),
        shown.end_index(),
        shown.paginator.count,
        link(shown.previous_page_number()) if shown.has_previous() else "",
        link(shown.next_page_number()) if shown.has_next() else "",
    )
