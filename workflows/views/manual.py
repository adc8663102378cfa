"""The handbook as PDF: one procedure, or the whole operations manual of the office."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from workflows import clock, handbook
from workflows.diagram import Stop, stops
from workflows.law_words import in_words
from workflows.models import Organization
from workflows.office import office_of
from workflows.papers.manual import Chapter, Instruction, Manual, Objection, Station
from workflows.papers.paper import Letterhead, Paper
from workflows.papers.register import paper_title
from workflows.procedure import Procedure
from workflows.refusal import Refusal
from workflows.views.step import procedure_or_404


@login_required
def one(request: HttpRequest, procedure: str) -> HttpResponse:
    """The manual of one procedure."""
    return printed(request, [procedure_or_404(procedure)], name=procedure)


@login_required
def whole(request: HttpRequest) -> HttpResponse:
    """The manual of the whole office, the registers last."""
    return printed(request, handbook.pages(), name="manual")


def printed(request: HttpRequest, procedures: list[Procedure], *, name: str) -> HttpResponse:
    from workflows.papers.printing import print_paper  # the typesetter takes most of a second to load

    organization: Any = request.user.organization  # type: ignore[union-attr]
    content = print_paper(manual(organization, procedures))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


def manual(organization: Organization, procedures: Iterable[Procedure]) -> Paper:
    """As the law stands today, with the office's own confirmations; in Thai, whoever prints it."""
    today = clock.today(organization)
    with translation.override("th"):
        chapters = tuple(chapter(procedure, organization, today) for procedure in procedures)
        title = chapters[0].title if len(chapters) == 1 else Manual.kind
        return Paper.of(
            Manual(chapters, today, tuple(objection(one) for one in handbook.common_refusals(today))), number=title, version=1, why="", organization=Letterhead.of(organization),
            time_of_data=datetime.combine(today, time(), ZoneInfo(settings.TIME_ZONE)),
        )  # fmt: skip


def chapter(procedure: Procedure, organization: Organization, on: date) -> Chapter:
    written = handbook.page(procedure, on, office_of(organization))
    return Chapter(
        title=str(procedure.title),
        regulations=tuple(dict.fromkeys(row.basis.regulation for row in written.rows if row.basis.regulation)),
        stations=tuple(map(station, stops(procedure))),
        instructions=tuple(instruction(procedure, row) for row in written.rows),
    )  # fmt: skip


def station(stop: Stop) -> Station:
    return Station(
        stop.label, stop.who, stop.said, tuple(f"{step.label} ไปที่ {target}" for step, target in stop.others), stop.is_beside
    )


def instruction(procedure: Procedure, row: handbook.Row) -> Instruction:
    note = row.basis.sentence
    return Instruction(
        label=str(row.step.label),
        who=row.who,
        clause=row.basis.label,
        note="" if note in row.basis.label else note,
        sources=row.sources,
        leads=row.target,
        limit=in_words(row.limit) if row.limit else "",
        paper=paper_title(procedure, row.step.paper),
        signs=row.step.signs,
        is_doubtful=row.basis.standing == "unconfirmed",
        limit_is_doubtful=row.limit is not None and row.limit.standing == "unconfirmed",
        objections=tuple(objection(one) for one in row.refusals),
    )


def objection(refusal: Refusal) -> Objection:
    return Objection(str(refusal.sentence), refusal.basis, str(refusal.remedy), refusal.code)
