"""เรื่อง: like tracking a parcel: the whole road, where it is, who is waited for, what comes next and on which basis."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, queries
from workflows.attachments import path_of
from workflows.models import Attachment, Case, Document, JournalEntry, User
from workflows.offers import document_for, offers, seen_by
from workflows.pages import CasePage, Offer, PaperLink, Seat, Station, Waiting
from workflows.procedure import PROCEDURES, procedure_of
from workflows.road import stops
from workflows.step import Seat as SeatOf
from workflows.thai import short_date
from workflows.views.presenting import clause, due, facts, money, tables
from workflows.views.trail import lines

TRAIL_LINES = 12
KILOBYTE = 1024


@login_required
def case(request: HttpRequest, key: Any) -> HttpResponse:
    """One matter with all its documents."""
    person: Any = request.user
    found = Case.objects.filter(pk=key, organization=person.organization).first()
    if found is None:
        raise Http404
    page = case_page(found, person)
    return render(request, page.template, {"page": page})


def case_page(found: Case, person: User) -> CasePage:
    keys = Document.objects.filter(case=found).order_by("id").values_list("procedure", "pk")
    documents = [document_for(person, PROCEDURES[code].model, key) for code, key in keys]
    entries = list(queries.journal_of(found))
    evidence = {document.pk: seen_by(document, person) for document in documents}
    lead, latest = documents[0], documents[-1]
    waiting = [waiting_of(document, person, evidence[document.pk]) for document in documents if document.waiting_for]
    trail = lines(reversed(entries[-TRAIL_LINES:]))
    return CasePage(
        number=found.number,
        title=found.title,
        kind=str(procedure_of(lead).title),
        unit=str(lead.unit or ""),
        here=procedure_of(latest).state_label(latest.state),
        here_tone="soon" if waiting else "ok",
        amount_baht=lead.amount_baht,
        route=tuple(station for document in documents for station in route(document, entries)),
        waiting=tuple(waiting),
        outcome="" if waiting else procedure_of(lead).state_label(lead.state),
        facts=tuple(pair for document in documents for pair in facts(document)),
        tables=tuple(table for document in documents for table in tables(document, evidence[document.pk].rows)),
        money=money(found),
        papers=tuple(paper for document in documents for paper in papers(document, entries)),
        attachments=tuple(attachments(found)),
        trail=trail,
        trail_count=len(entries),
        trail_url=reverse("trail", args=[found.pk]),
    )


def route(document: Document, entries: list[JournalEntry]) -> list[Station]:
    own = [entry for entry in entries if entry.document_id == document.pk]
    return [Station(stop.label, stop.phase, stop.who, short_date(stop.on) if stop.on else "") for stop in stops(document, own)]


def waiting_of(document: Document, person: User, evidence: Any) -> Waiting:
    """Who is waited for, and every step of the present state with what speaks against it."""
    procedure = procedure_of(document)
    step = procedure.waited[document.state]
    seats = seats_of(document, step, person, evidence)
    offered = [offer_of(document, offered_step, step) for offered_step in offers(document, person, evidence)]
    names = [seat.name for seat in seats if seat.tone == "soon"]
    return Waiting(
        sentence=_("รอ %(who)s") % {"who": " ".join(names) or document.waiting_for_label},  # type: ignore[attr-defined]
        document=f"{procedure.title} {document.number}".strip(),
        place=procedure.state_label(document.state),
        since=clock.localized(document.waiting_since) if document.waiting_since else None,
        due=due(document.organization, document.due_on),
        seats=seats,
        next_label=str(step.label),
        next_sentence=step.basis(document.law_date).sentence,
        clauses=(clause(step.basis(document.law_date)),),
        offers=tuple(offered),
    )


def offer_of(document: Document, offered: Any, waited: Any) -> Offer:
    name = offered.step.name
    return Offer(
        label=str(offered.step.label),
        url=reverse("step", args=[procedure_of(document).code, document.pk, name]),
        clause=clause(offered.basis),
        refusals=offered.refusals,
        is_onward=offered.step is waited,
        signs=offered.step.signs,
    )


def seats_of(document: Document, step: Any, person: User, evidence: Any) -> tuple[Seat, ...]:
    """The members who are still waited for."""
    if not isinstance(step.by, SeatOf):
        return ()
    named = getattr(document, "seats_shown", None)
    if named is not None:
        return tuple(named(evidence.rows, person))
    members = User.objects.filter(pk__in=document.open_seats(step.by.name, evidence.rows))  # type: ignore[attr-defined]
    return tuple(Seat(member.full_name, str(step.by.label), _("ยังไม่ดำเนินการ"), "soon", member == person) for member in members)


def papers(document: Document, entries: list[JournalEntry]) -> list[PaperLink]:
    """The papers that steps of this document have produced and that can be printed."""
    from workflows.papers.register import printable

    made = {entry.step for entry in entries if entry.document_id == document.pk}
    code = procedure_of(document).code
    return [
        PaperLink(title, reverse("paper", args=[code, document.pk, name]), document.number)
        for name, title in printable(document)
        if any(step.paper == name and step.name in made for step in procedure_of(document).steps.values())
    ]


def attachments(found: Case) -> list[PaperLink]:
    rows = Attachment.objects.filter(document__case=found).select_related("document")
    return [
        PaperLink(
            row.kind,
            reverse("attachment", args=[row.document.procedure, row.document_id, row.digest]),
            f"{row.name} · {size(row.size_bytes)}",
        )
        for row in rows
    ]


def size(size_bytes: int) -> str:
    return f"{max(1, size_bytes // KILOBYTE)} KB"


@login_required
def attachment(request: HttpRequest, procedure: str, key: Any, digest: str) -> FileResponse:
    """A file in evidence, always as a download: nothing of it runs in our pages."""
    row = Attachment.objects.filter(
        document=key,
        digest=digest,
        document__organization=request.user.organization,
        document__procedure=procedure,  # type: ignore[union-attr]
    ).first()
    if row is None or not path_of(row.digest).exists():
        raise Http404
    return FileResponse(path_of(row.digest).open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
