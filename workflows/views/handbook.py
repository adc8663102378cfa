"""คู่มือ: each procedure as a newcomer reads it, written from what runs."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, handbook
from workflows.diagram import svg
from workflows.law_words import in_words
from workflows.office import office_of
from workflows.pages import HandbookEntry, HandbookIndexPage, HandbookPage, HandbookStep
from workflows.papers.register import PRINTABLE
from workflows.procedure import Procedure
from workflows.registers.register import Register
from workflows.views.presenting import clause
from workflows.views.step import procedure_or_404


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every procedure, the registers last."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    text = request.GET.get("q", "").strip()
    found = [entry(procedure, organization) for procedure in handbook.pages() if text in str(procedure.title)]
    kept = {str(procedure.title) for procedure in handbook.pages() if issubclass(procedure.model, Register)}
    page = HandbookIndexPage(
        procedures=tuple(row for row in found if row.title not in kept),
        registers=tuple(row for row in found if row.title in kept),
        text=text,
        print_url=reverse("manual"),
    )
    return render(request, page.template, {"page": page})


def entry(procedure: Procedure, organization: Any) -> HandbookEntry:
    written = handbook.page(procedure, clock.today(organization), office_of(organization))
    return HandbookEntry(
        title=str(procedure.title),
        url=reverse("handbook_page", args=[procedure.code]),
        sentence=_("%(steps)s ขั้นตอน จาก “%(first)s” ถึง “%(last)s”")
        % {
            "steps": len(written.rows),
            "first": procedure.state_label(str(procedure.opening[0].target)),
            "last": " / ".join(procedure.state_label(state) for state in map(str, procedure.states) if state in procedure.ends),
        },
        step_count=len(written.rows),
        doubt_count=sum(row.is_doubtful for row in written.rows),
    )


@login_required
def page(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure: its picture and its steps."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    found = procedure_or_404(procedure)
    written = handbook.page(found, clock.today(organization), office_of(organization))
    regulations = dict.fromkeys(row.basis.regulation for row in written.rows if row.basis.regulation)
    shown = HandbookPage(
        title=str(found.title),
        regulation=" · ".join(regulations),
        diagram=svg(found),
        steps=tuple(step(found, row) for row in written.rows),
        print_url=reverse("manual_of", args=[found.code]),
    )
    return render(request, shown.template, {"page": shown})


def step(procedure: Procedure, row: handbook.Row) -> HandbookStep:
    return HandbookStep(
        label=str(row.step.label),
        who=row.who,
        clause=clause(row.basis),
        note=row.basis.sentence,
        limit=in_words(row.limit) if row.limit else "",
        limit_standing=row.limit.standing if row.limit else "confirmed",
        paper=paper_title(procedure, row.step.paper),
        leads=row.target,
        signs=row.step.signs,
    )


def paper_title(procedure: Procedure, name: str | None) -> str:
    """The Thai title of a paper, where it can be printed."""
    found = PRINTABLE.get((procedure.code, name or ""))
    return found.title if found else ""
