"""กระดาน: every case by step, with its age and lateness; what narrows it stands in the address."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import queries
from workflows.models import Document, Organization, Unit
from workflows.pages import BoardPage, BoardRow, Filter, Option, Paging, StepCount
from workflows.procedure import PROCEDURES
from workflows.queries import BoardFilter
from workflows.road import stations_of
from workflows.views.presenting import due, working_days_since

PAGE_ROWS = 50


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """What the head sees."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    wanted = BoardFilter(
        procedure=request.GET.get("procedure", ""),
        state=request.GET.get("state", ""),
        unit=request.GET.get("unit", ""),
        late=request.GET.get("late") == "1",
        text=request.GET.get("q", ""),
    )
    shown = Paginator(queries.board(organization, wanted), PAGE_ROWS).get_page(request.GET.get("page"))
    counts = queries.counts_by_step(organization)
    page = BoardPage(
        open_count=sum(row["count"] for row in counts),
        late_count=sum(row["late"] for row in counts),
        soon_count=sum(row.due.tone == "soon" for row in (board_row(document) for document in shown)),
        filters=filters(organization, wanted),
        steps=tuple(step_count(organization, row, wanted) for row in counts),
        rows=tuple(board_row(document) for document in shown),
        paging=paging(reverse("board"), request, shown),
        text=wanted.text,
        reset_url=reverse("board"),
    )
    return render(request, page.template, {"page": page})


def board_row(document: Document) -> BoardRow:
    procedure = PROCEDURES[document.procedure]
    stations = stations_of(procedure)
    here = next((i for i, (_label, states) in enumerate(stations, start=1) if document.state in states), 0)
    return BoardRow(
        title=document.title,
        url=reverse("case", args=[document.case_id]),
        number=document.number or document.case.number,
        step=procedure.state_label(document.state),
        desk=document.waiting_for_label or _("กรรมการ"),
        working_days_here=working_days_since(document.organization, document.waiting_since),
        due=due(document.organization, document.due_on),
        amount_baht=document.amount_baht,
        stop=here,
        stops=len(stations),
    )


def step_count(organization: Organization, row: dict[str, Any], wanted: BoardFilter) -> StepCount:
    procedure = PROCEDURES[row["procedure"]]
    return StepCount(
        procedure=str(procedure.title),
        step=procedure.state_label(row["state"]),
        url=reverse("board") + "?" + urlencode({"procedure": row["procedure"], "state": row["state"]}),
        count=row["count"],
        late=row["late"],
        oldest_working_days=working_days_since(organization, row["oldest"]),
        is_chosen=(wanted.procedure, wanted.state) == (row["procedure"], row["state"]),
    )


def filters(organization: Organization, wanted: BoardFilter) -> tuple[Filter, ...]:
    codes = (
        Document.objects.filter(organization=organization).exclude(waiting_for="").values_list("procedure", flat=True).distinct()
    )
    procedures = [Option(code, str(PROCEDURES[code].title), code == wanted.procedure) for code in sorted(set(codes))]
    units = [Option(unit.code, unit.name, unit.code == wanted.unit) for unit in Unit.objects.filter(organization=organization)]
    every = Option("", _("ทั้งหมด"), False)
    return (
        Filter("procedure", _("กระบวนงาน"), (every, *procedures)),
        Filter("unit", _("หน่วยงาน"), (every, *units)),
        Filter("late", _("กำหนดเวลา"), (every, Option("1", _("เกินกำหนด"), wanted.late))),
    )


def paging(address: str, request: HttpRequest, shown: Any) -> Paging:
    """Links to the pages around this one, with everything else of the address kept."""

    def link(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{address}?{query.urlencode()}"

    return Paging(
        shown.start_index(),
        shown.end_index(),
        shown.paginator.count,
        link(shown.previous_page_number()) if shown.has_previous() else "",
        link(shown.next_page_number()) if shown.has_next() else "",
    )
