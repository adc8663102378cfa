"""The trail: sentences on the case page, and the whole journal on a page of its own."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workflows import clock, queries
from workflows.law_words import as_used, cited
from workflows.marking import as_typed, escaped
from workflows.models import Case, JournalEntry
from workflows.pages import Change, Clause, Link, Paging, Pair, TrailEntry, TrailLine, TrailPage
from workflows.procedure import PROCEDURES
from workflows.proof import means_in_words
from workflows.verifier import Entry, check_chains
from workflows.views.differences import of_entries
from workflows.who_acted import name_of, quality, stand_in
from workflows.whole import whole

PAGE_ROWS = 50
CODE_LETTERS = 4


def act_of(body: dict[str, Any]) -> str:
    """The step as it was named when it was done, in the reader's language as far as that name is still known."""
    return _(body["label"])


def line(entry: JournalEntry) -> TrailLine:
    """An entry as a sentence, from what was frozen in it."""
    body = entry.told
    recorded = clock.localized(entry.recorded_time)
    _from, to = states(body)
    where = _(" → %(state)s") % {"state": to} if to else ""
    reason = format_html(" {}: “{}”", asked_as(body), as_typed(body["reason"])) if body["reason"] else ""
    return TrailLine(
        recorded_at=recorded,
        sentence=said_of(body, where, reason),
        code=entry.hash[:CODE_LETTERS],
        acted_on=entry.acted_on if entry.acted_on != recorded.date() else None,
    )


def said_of(body: dict[str, Any], where: str, reason: str) -> SafeString:
    """Who did what, by which clause; what people typed and what a regulation is called stay as they are."""
    who = (whole(name_of(body)), escaped(as_typed(quality(body))), escaped(act_of(body)))
    said = (" ".join(filter(None, who)), escaped(where), "\u00a0· ", escaped(cited(body["basis"])), escaped(reason))
    return mark_safe("".join(said))  # noqa: S308  each part was escaped


def asked_as(body: dict[str, Any]) -> str:
    """What somebody was asked for that the journal keeps as his reason: a reason, or an opinion."""
    declared = PROCEDURES[body["procedure"]].steps.get(body["step"])
    asked = declared.fields.get("reason") if declared is not None else None
    return str(asked.label) if asked is not None else _("เหตุผล")


def states(body: dict[str, Any]) -> tuple[str, str]:
    """From where to where, in words; nothing where people see the document at one place before and after."""
    label = PROCEDURES[body["procedure"]].state_label
    before, after = label(body["from"]) if body["from"] else "", label(body["to"])
    return ("", "") if before == after else (before, after)


def lines(entries: Iterable[JournalEntry]) -> tuple[TrailLine, ...]:
    return tuple(line(entry) for entry in entries)


@login_required
def trail(request: HttpRequest, key: Any) -> HttpResponse:
    """The journal of a case, verified as it is shown."""
    organization = request.user.organization  # type: ignore[union-attr]
    case = Case.objects.filter(pk=key, organization=organization).first()
    if case is None:
        raise Http404
    found = queries.journal_of(case)
    pages = Paginator(found, PAGE_ROWS)
    shown = pages.get_page(request.GET.get("page"))
    faults = list(check_chains(chain(found)))
    changes = of_entries(list(shown))
    address = reverse("trail", args=[case.pk])
    page = TrailPage(
        title=str(case),
        back=Link(_("กลับไปที่เรื่อง"), reverse("case", args=[case.pk])),
        entries=tuple(entry_of(row, changes.get(row.pk, ())) for row in shown),
        paging=Paging(
            shown.start_index(), shown.end_index(), pages.count,
            f"{address}?page={shown.previous_page_number()}" if shown.has_previous() else "",
            f"{address}?page={shown.next_page_number()}" if shown.has_next() else "",
        ),
        is_whole=not faults,
        first_fault=f"{faults[0].place}: {faults[0].what}" if faults else "",
    )  # fmt: skip
    return render(request, page.template, {"page": page})


def chain(entries: Any) -> Iterable[Entry]:
    rows = entries.order_by("document", "sequence")
    return (Entry(row.document_id.hex, row.sequence, row.recorded_at, row.body.encode(), row.previous, row.hash) for row in rows)


def entry_of(row: JournalEntry, changes: tuple[Change, ...] = ()) -> TrailEntry:
    body = row.told
    procedure = PROCEDURES[body["procedure"]]
    source, target = states(body)
    return TrailEntry(
        sequence=row.sequence,
        document=f"{procedure.title} {body['number']}".strip(),
        label=act_of(body),
        who=name_of(body),
        recorded_at=clock.localized(row.recorded_time),
        acted_on=row.acted_on,
        clause=Clause(cited(body["basis"]), body["basis_standing"]),
        content_hash=row.content_hash,
        hash=row.hash,
        previous=row.previous,
        is_backdated=body["is_backdated"],
        capacity=body["position"] or "",
        on_behalf_of=stand_in(body["capacity"], body["on_behalf_of"]) if body["on_behalf_of"] else "",
        order=_("คำสั่งที่ %(number)s") % {"number": body["order"][0]} if body["order"] else "",
        source=source,
        target=target,
        reason=body["reason"],
        by_machine=body.get("by_machine", ""),
        confirmed_by=means_in_words(body.get("confirmed_by", ())),
        law=tuple(Pair(*as_used(key, value)) for key, value in sorted(body["law"].items())),
        changes=(*changes, *(Change(**one) for one in body["facts"].get("changed", ()))),
    )
