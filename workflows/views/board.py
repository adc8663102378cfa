"""กระดาน: every case by step, with its age and lateness; what narrows it stands in the address."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
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
from workflows.views.why_found import why_in_rows

PAGE_ROWS = 20
COUNTS_ROWS = 12  # of steps and of desks: about as long as each other, and as a screen
EVERYTHING = BoardFilter()
# Applications append: each function gives the sums between need and payment, of the cases of these documents, or of the whole office.
ON_ITS_WAY: list[Callable[[Organization, "QuerySet[Document] | None"], Iterable[MoneyOnItsWay]]] = []


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """What the head sees. All sums are of what is listed; steps and desks keep their neighbours in view, to go from one to the other."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    wanted = wanted_by(request)
    found = tracking.found(organization, wanted.text)
    listed = tracking.board(organization, wanted, found)
    all_loads = tracking.loads(organization, EVERYTHING, Q())
    narrows = wanted.text.strip() or wanted.unit or wanted.late
    loads = tracking.loads(organization, wanted, found) if narrows else all_loads
    here = tracking.standing(loads, procedure=wanted.procedure, state=wanted.state, desk=wanted.desk)
    open_count = sum(load.count for load in here)
    paginator = Paginator(tracking.rows(listed), PAGE_ROWS)
    paginator.count = open_count  # type: ignore[misc]  # the sums know it already
    shown = paginator.get_page(request.GET.get("page"))
    rows = tracking.numbered(list(shown))
    why = why_in_rows(organization, rows, wanted.text)
    steps = shown_of(request, "steps", step_counts(organization, tracking.standing(loads, desk=wanted.desk), wanted))
    desks = shown_of(
        request, "desks", desk_loads(organization, tracking.standing(loads, procedure=wanted.procedure, state=wanted.state), wanted)
    )
    page = BoardPage(
        now=clock.now(),
        open_count=open_count,
        late_count=sum(load.late for load in here),
        soon_count=sum(load.soon for load in here),
        filters=filters(organization, wanted, all_loads),
        steps=tuple(steps),
        steps_most=most_waiting(steps),
        steps_paging=paging(reverse("board"), request, steps, "steps"),
        desks=tuple(desks),
        desks_most=most_waiting(desks),
        desks_paging=paging(reverse("board"), request, desks, "desks"),
        money=tuple(sum_ for give in ON_ITS_WAY for sum_ in give(organization, None if wanted == EVERYTHING else listed)),
        rows=tuple(board_row(organization, row, reason) for row, reason in zip(rows, why, strict=True)),
        paging=paging(reverse("board"), request, shown),
        text=wanted.text,
        reset_url=reverse("board"),
        refresh_url=request.get_full_path(),
        export_url=f"{reverse('board_export')}?{request.GET.urlencode()}",
        pace_url=reverse("pace"),
        papers_url=reverse("bundles"),
        is_narrowed=wanted != EVERYTHING,
    )
    return render(request, page.template, {"page": page})


def shown_of(request: HttpRequest, name: str, counts: Sequence[StepCount | DeskLoad]) -> Any:
    """The part of a list of counts that the address asks for; what the board is narrowed to always comes first."""
    return Paginator(sorted(counts, key=lambda each: not each.is_chosen), COUNTS_ROWS).get_page(request.GET.get(name))


def most_waiting(shown: Any) -> int:
    """The longest bar of a list of counts, whichever part of the list is shown."""
    return max((each.count for each in shown.paginator.object_list), default=0)


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


def board_url(wanted: BoardFilter = EVERYTHING, **narrowed: str) -> str:
    """The board narrowed so, and by what does not depend on it: the search, the unit, lateness."""
    kept = {"q": wanted.text, "unit": wanted.unit, "late": "1" if wanted.late else ""}
    return f"{reverse('board')}?{urlencode({**narrowed, **{name: value for name, value in kept.items() if value}})}"


def desk_label(waiting_for: str, procedure: str = "") -> str:
    """A desk in words: the role and its unit, or the seat as its procedure calls it; of several procedures, as the first does."""
    seat = seats().get((procedure, waiting_for)) or seats().get(("", waiting_for))
    return str(seat.label) if seat else Document(waiting_for=waiting_for).waiting_for_label or _("กรรมการ")


@cache
def seats() -> dict[tuple[str, str], Seat]:
    """Each seat that is waited for, under its procedure and the name of its desk; under no procedure as the first calls it."""
    asked = [(code, step.by) for code, procedure in PROCEDURES.items() for step in procedure.waited.values()]
    found = [(code, by.seat if isinstance(by, ByDocument) else by) for code, by in asked if isinstance(by, Seat | ByDocument)]
    named = {("", f"seat:{seat.name}"): seat for _code, seat in reversed(found)}
    return {**named, **{(code, f"seat:{seat.name}"): seat for code, seat in reversed(found)}}


def board_row(organization: Organization, row: OnBoard, why: str) -> BoardRow:
    procedure = PROCEDURES[row.procedure]
    stop, stops = place_on_road(procedure, row.state)
    return BoardRow(
        title=row.title,
        url=reverse("case", args=[row.case_id]),
        number=row.number or row.case__number,
        step=procedure.state_label(row.state),
        desk=desk_label(row.waiting_for, row.procedure),
        working_days_here=working_days_since(organization, row.waiting_since),
        due=due_of(organization, row),
        amount_baht=row.amount_baht,
        stop=stop,
        stops=stops,
        why=why,
    )


def step_counts(organization: Organization, loads: Iterable[Load], wanted: BoardFilter) -> tuple[StepCount, ...]:
    """How many stand at each step, whoever has them, the most belated first: that is where the work is held up."""
    found = [tracking.together(found) for _step, found in groupby(loads, key=lambda load: (load.procedure, load.state))]
    steps = sorted(found, key=lambda load: (-load.late, -load.count, load.procedure, load.state))
    return tuple(
        StepCount(
            procedure=str(PROCEDURES[load.procedure].title),
            step=PROCEDURES[load.procedure].state_label(load.state),
            url=board_url(wanted, procedure=load.procedure, state=load.state),
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
            people="\u00a0· ".join(people.get(load.desk, ())) or (queries.nobody() if queries.is_a_role(load.desk) else ""),
            url=board_url(wanted, desk=load.desk),
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
    """Links to the pages around this one, with EVERYTHING else of the address kept."""

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
