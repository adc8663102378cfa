"""เรื่อง: like tracking a parcel: the whole road, where it is, who is waited for, what comes next and on which basis."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import clock, queries
from workflows.dates import short_date
from workflows.evidence import Capacity, Evidence
from workflows.models import Document, JournalEntry, User
from workflows.offers import all_seen_by, offers, openings
from workflows.pages import CasePage, CasePart, Link, Offer, Pair, Resting, Seat, Station, Table, Waiting
from workflows.procedure import PROCEDURES, procedure_of
from workflows.repeating import LIKE, way_to_repeat
from workflows.road import stops
from workflows.step import Seat as SeatOf
from workflows.step import Step
from workflows.thai import enumerated
from workflows.views.board import desk_label
from workflows.views.case_papers import attachments, coming, documents_of, files, papers
from workflows.views.lacking import central_lines
from workflows.views.presenting import Known, acquaint, because, clause, due_of, facts, money, opening_url
from workflows.views.questions import askable, questions, read
from workflows.views.tables import tables
from workflows.views.trail import lines
from workflows.views.weighing import weighed
from workflows.waited_for import acts_of_case, waited_for

TRAIL_LINES = 12


@login_required
def case(request: HttpRequest, key: Any) -> HttpResponse:
    """One matter with all its documents."""
    person: Any = request.user
    documents = documents_of(key, person)
    if not documents:
        raise Http404
    page = case_page(documents, person)
    if page.questions:
        read(documents[0].case, person)
    return render(request, page.template, {"page": page})


def case_page(everything: list[Any], person: User) -> CasePage:
    """A case by all its documents."""
    found = everything[0].case
    found.organization = person.organization
    evidence = all_seen_by(everything, person)
    documents = [document for document in everything if not procedure_of(document).is_beside]
    known, entries = acquaint(documents, evidence), queries.trail_of(found)
    lead, latest = documents[0], documents[-1]
    desks = queries.sitters(found.organization)
    newest, unfolded = list(reversed(entries)), on_their_way(documents)
    waits = {
        document.pk: waiting_of(document, person, evidence[document.pk], desks, newest)
        for document in documents
        if document.waiting_for
    }
    above = {key: weighed.names for key, one in waits.items() if (weighed := one.weighed)}
    waiting = [*waits.values(), *(going_on(documents, person, evidence) if waits else ())]
    resting = tuple(resting_of(document, desks) for document in documents if rests(document))
    trail = lines(reversed(entries[-TRAIL_LINES:]))
    return CasePage(
        carries=tuple(link for document in documents for link in carries(document)),
        number=found.number,
        title=found.title,
        kind=str(procedure_of(lead).title),
        unit=str(lead.unit or ""),
        here=procedure_of(latest).state_label(latest.state),
        here_tone="soon" if waiting or resting else "ok",
        amount_baht=lead.amount_baht,
        parts=tuple(
            part_of(document, lead, entries, evidence[document.pk], known, desks, document in unfolded, above.get(document.pk, ()))
            for document in documents
        ),
        waiting=tuple(sorted(waiting, key=lambda one: not one.is_yours)),
        resting=tuple(one for one in resting if one.carrier or not waiting),
        outcome="" if waiting or resting else procedure_of(lead).state_label(lead.state),
        money=money(found),
        papers=tuple(paper for document in documents for paper in (*papers(document, entries), *files(document, person))),
        papers_ahead=tuple(pair for document in documents for pair in coming(document, entries)),
        attachments=tuple(attachments(everything, evidence)),
        questions=questions((one for one in everything if procedure_of(one).is_beside), entries, person, evidence),
        ask_url=reverse("ask", args=[found.pk]),
        ask_key=uuid.uuid4().hex,
        ask_about=askable(documents, person),
        like_this=like_this(documents, evidence[lead.pk].capacities),
        central=tuple(central_lines(found, documents, evidence)),
        trail=trail,
        trail_count=len(entries),
        trail_url=reverse("trail", args=[found.pk]),
    )


def like_this(documents: list[Document], capacities: Sequence[Capacity]) -> Link | None:
    """The form that begins another like this one, for whoever may open one."""
    found = way_to_repeat(documents, documents[0].organization, capacities)
    if found is None:
        return None
    code, key, unit = found
    query = urlencode({LIKE: key, **({"unit": unit} if unit else {})})
    return Link(_("เริ่มเรื่องใหม่แบบเดียวกัน"), f"{reverse('open', args=[code])}?{query}", str(PROCEDURES[code].title))


def on_their_way(documents: list[Document]) -> list[Document]:
    """What people come for: all that has not ended, and the first document only where nothing that followed is on its way."""
    going = [document for document in documents if document.state not in procedure_of(document).ends]
    return [document for document in going if document is not documents[0]] or going


def part_of(
    document: Document,
    lead: Document,
    entries: list[JournalEntry],
    evidence: Any,
    known: Known,
    desks: queries.Sitters,
    is_open: bool,
    above: Iterable[str],
) -> CasePart:
    """One document of the case, without the facts that stand `above` already; its money is told where the head of the page tells another."""
    procedure = procedure_of(document)
    amount = () if document.amount_baht in (None, lead.amount_baht) else (Pair(_("จำนวนเงิน (บาท)"), document.amount_baht),)
    return CasePart(
        title=f"{procedure.title} {document.number}".strip(),
        state=procedure.state_label(document.state),
        tone="ok" if document.state in procedure.ends else "soon",
        is_open=is_open,
        route=tuple(route(document, entries, holder(document, evidence, desks))),
        facts=(*amount, *facts(document, above)),
        tables=(*tables_awaited(document), *tables(document, evidence.rows, known=known)),
    )


def route(document: Document, entries: list[JournalEntry], holder: str) -> list[Station]:
    found = stops(document, entries, holder)
    return [Station(stop.label, stop.phase, stop.who, short_date(stop.on) if stop.on else "") for stop in found]


def holder(document: Document, evidence: Evidence, desks: queries.Sitters) -> str:
    """Whom a document waits for: those at its desk who may do what it waits for, or the seat."""
    return waited_for(document, desks, evidence.acts) or (
        desk_label(document.waiting_for, document.procedure) if document.waiting_for else ""
    )


def tables_awaited(document: Any) -> tuple[Table, ...]:
    """What stands outside the document, and waits to be taken into it."""
    give = getattr(document, "tables_awaited", None)
    return tuple(give()) if give is not None else ()


def waiting_of(
    document: Document, person: User, evidence: Any, desks: queries.Sitters, newest: Iterable[JournalEntry]
) -> Waiting:  # fmt: skip
    """Who is waited for, and every step of the present state with what speaks against it."""
    procedure = procedure_of(document)
    step, onward = procedure.waited[document.state], procedure.next_opening(document.state)
    asked = onward[0].opening[0] if onward else step
    seats = seats_of(document, step, person, evidence)
    leading = asked if onward else procedure.leading(document.state, document.amount_baht) or step
    answers = procedure.choices[document.state] or (leading,)
    on_the_road = (one for one in offers(document, person, evidence) if not one.step.beside)
    offered = [*opening_offers(document, person), *(offer_of(document, one, leading, answers) for one in on_the_road)]
    names = [seat.name for seat in seats if seat.tone == "soon"]
    waiting = Waiting(
        sentence=_("รอ %(who)s") % {"who": enumerated(names) or holder(document, evidence, desks)},
        document=f"{procedure.title} {document.number}".strip(),
        place=procedure.state_label(document.state),
        since=clock.localized(document.waiting_since) if document.waiting_since else None,
        due=due_of(document.organization, document),
        because=because(entry for entry in newest if entry.document_id == document.pk),
        seats=seats,
        next_label=procedure.asked_in(document.state, document.amount_baht),
        clauses=tuple(dict.fromkeys(clause(answer.basis(document.law_date)) for answer in answers)),
        offers=tuple(offered),
    )
    is_decided_here = waiting.is_yours and not onward
    return replace(waiting, weighed=weighed(document, leading, answers, evidence.rows)) if is_decided_here else waiting


def going_on(documents: list[Document], person: User, evidence: Any) -> Iterator[Waiting]:
    for document in documents:
        if taken := beyond_its_end(document, person, evidence[document.pk]):
            yield taken


def beyond_its_end(document: Document, person: User, evidence: Any) -> Waiting | None:
    """What an ended document takes from this person as long as its case goes on: nobody waits for it, and no desk shows it."""
    procedure = procedure_of(document)
    if document.state not in procedure.ends or all(step.beside for step in procedure.from_state(document.state)):
        return None
    taken = [one for one in offers(document, person, evidence) if one.allowed and not one.step.beside]
    if not taken:
        return None
    return Waiting(
        sentence=_("ยังทำเพิ่มได้จนกว่าเรื่องจะจบ"),
        document=f"{procedure.title} {document.number}".strip(),
        place=procedure.state_label(document.state),
        since=None,
        offers=tuple(offer_of(document, one, None, ()) for one in taken),
    )


def rests(document: Document) -> bool:
    """Whether a document goes on without that anybody is waited for: not ended, or a register, which never ends."""
    procedure = procedure_of(document)
    is_register = procedure.ends.issuperset(map(str, procedure.states))
    return not document.waiting_for and (is_register or document.state not in procedure.ends)


def resting_of(document: Document, desks: queries.Sitters) -> Resting:
    """A document that goes on from elsewhere: with whatever carries it, or once something else has happened."""
    procedure = procedure_of(document)
    carrier = getattr(document, procedure.carried_by, None) if procedure.carried_by else None
    link = None
    if carrier is not None:
        named = _("เรื่อง %(number)s %(title)s") % {"number": carrier.case.number, "title": carrier.case.title}
        link = Link(named, reverse("case", args=[carrier.case_id]), carried(carrier, desks))
    return Resting(f"{procedure.title} {document.number}".strip(), procedure.state_label(document.state), link)


def carried(carrier: Document, desks: queries.Sitters) -> str:
    """Where whatever carries a document is, and who is waited for there."""
    place = PROCEDURES[carrier.procedure].state_label(carrier.state)
    return (
        f"{place}\u00a0· " + _("รอ %(who)s") % {"who": waited_for(carrier, desks, acts_of_case(carrier))}
        if carrier.waiting_for
        else place
    )


def carries(document: Any) -> Iterator[Link]:
    """What of other cases goes with a document: each by its case, and where it stands. The document's end is not theirs."""
    give = getattr(document, "carries", None)
    for one in give() if give is not None else ():
        named = _("เรื่อง %(number)s %(title)s") % {"number": one.case.number, "title": one.case.title}
        yield Link(named, reverse("case", args=[one.case_id]), PROCEDURES[one.procedure].state_label(one.state))


def opening_offers(document: Document, person: User) -> Iterable[Offer]:
    """Where opening another procedure takes the document on: the button of whoever may open it."""
    onward = procedure_of(document).next_opening(document.state)
    if onward and any(procedure is onward[0] for procedure, _unit in openings(person, document.organization)):
        step = onward[0].opening[0]
        url = opening_url(procedure_of(document), document.state, document.pk)
        yield Offer(str(step.label), url, clause(step.basis(document.law_date)), is_onward=True, signs=step.signs)


def offer_of(document: Document, offered: Any, waited: Step | None, answers: tuple[Step, ...]) -> Offer:
    """One button. Of several answers none is put before the others."""
    name = offered.step.name
    return Offer(
        label=str(offered.step.label),
        url=reverse("step", args=[procedure_of(document).code, document.pk, name]),
        clause=clause(offered.basis),
        refusals=offered.refusals,
        is_onward=offered.step is waited or (offered.allowed and offered.step in answers),
        signs=offered.step.signs,
        cautions=offered.cautions,
        adds=procedure_of(document).only_adds(offered.step, document.state),
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
