"""คู่มือ: each procedure as a newcomer reads it, written from what runs."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from workflows import clock, handbook
from workflows.diagram import svg
from workflows.law_words import cited, in_words, told
from workflows.office import office_of
from workflows.pages import HandbookEntry, HandbookIndexPage, HandbookPage, HandbookStep
from workflows.papers.register import paper_title
from workflows.procedure import Procedure
from workflows.registers.register import Register
from workflows.thai import enumerated
from workflows.views import handbook_search
from workflows.views.example import example_of
from workflows.views.presenting import clause
from workflows.views.step import procedure_or_404

HITS_MAX = 50


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every procedure, the registers last; or those that a search means, and what it finds inside any."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    text = request.GET.get("q", "").strip()
    hits = handbook_search.hits(text, clock.today(organization))
    found = [entry(procedure, organization) for procedure in handbook.pages() if handbook_search.is_meant(procedure, text)]
    kept = {str(procedure.title) for procedure in handbook.pages() if issubclass(procedure.model, Register)}
    page = HandbookIndexPage(
        procedures=tuple(row for row in found if row.title not in kept),
        registers=tuple(row for row in found if row.title in kept),
        text=text,
        print_url=reverse("manual"),
        found=tuple(hits[:HITS_MAX]),
        has_more=len(hits) > HITS_MAX,
    )
    return render(request, page.template, {"page": page})


def entry(procedure: Procedure, organization: Any) -> HandbookEntry:
    written = handbook.page(procedure, clock.today(organization), office_of(organization))
    first = procedure.state_label(str(procedure.opening[0].target))
    last = " / ".join(procedure.state_label(state) for state in map(str, procedure.states) if state in procedure.ends)
    sentence = _("%(steps)s ขั้นตอน") if first == last else _("%(steps)s ขั้นตอน จาก “%(first)s” ถึง “%(last)s”")
    return HandbookEntry(
        title=str(procedure.title),
        url=reverse("handbook_page", args=[procedure.code]),
        sentence=sentence % {"steps": len(written.rows), "first": first, "last": last},
        doubt_count=sum(row.is_doubtful for row in written.rows),
    )


@login_required
def page(request: HttpRequest, procedure: str) -> HttpResponse:
    """One procedure: its picture and its steps."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    found = procedure_or_404(procedure)
    written = handbook.page(found, clock.today(organization), office_of(organization))
    has_example = example_of(found, organization) is not None
    regulations = dict.fromkeys(row.basis.regulation for row in written.rows if row.basis.regulation)
    shown = HandbookPage(
        title=str(found.title),
        regulation=format_html_join("\u00a0· ", "{}", ((cited(one),) for one in regulations)),
        diagram=svg(found),
        steps=tuple(step(found, row) for row in written.rows),
        refusals=tuple(handbook.common_refusals(clock.today(organization))),
        print_url=reverse("manual_of", args=[found.code]),
        example_url=reverse("example", args=[found.code]) if has_example else "",
        repeats=repeats_of(found),
        is_without_example=not has_example and not issubclass(found.model, Register),
    )
    return render(request, shown.template, {"page": shown})


def repeats_of(procedure: Procedure) -> str:
    """The fields that another of its kind begins with; nothing where none is begun like an earlier one."""
    return enumerated([str(procedure.opening[0].fields[name].label) for name in procedure.repeats])


def step(procedure: Procedure, row: handbook.Row) -> HandbookStep:
    return HandbookStep(
        name=row.step.name,
        label=str(row.step.label),
        who=row.who,
        clause=clause(row.basis),
        note=told(row.basis.sentence),
        limit=in_words(row.limit) if row.limit else "",
        limit_standing=row.limit.standing if row.limit else "confirmed",
        paper=paper_title(procedure, row.step.paper),
        leads=row.target,
        signs=row.step.signs,
        refusals=row.refusals,
    )
