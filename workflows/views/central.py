"""ระบบกลาง: what waits to be typed into e-GP and e-LAAS, and the sheet from which it is typed. Nothing here stops anybody."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock, queries
from workflows.central import missing, sheets
from workflows.central.entries import ENTRIES, Entry
from workflows.central.steps import standing
from workflows.dates import short_date
from workflows.founding import register_of
from workflows.models import CentralOutage, Organization, System, User
from workflows.offers import offers, seen_by
from workflows.pages import Cell, CentralPage, Column, CopyField, Link, ListPage, Paging, Pair, Table
from workflows.procedure import PROCEDURES, procedure_of
from workflows.refusal import Refused
from workflows.registers.foretelling import since_day
from workflows.registers.office import OfficeRegister
from workflows.repetition import is_count
from workflows.step import Step
from workflows.thai import arabic_digits
from workflows.views.done import done
from workflows.views.lacking import ago, entries_typed_by, lacking, list_url, told_outage
from workflows.views.resuming import keeps_what_is_typed, typed_before
from workflows.views.step import document_or_404, perform, step_page
from workflows.views.submission import Submission, submitted

READ = {"number_before": "number", "entered_on_before": "entered_on"}  # field of a correction → column of the number
STEP_FIELD = "_step"  # a form sent twice is the same step twice, whatever stands by then


@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """รอลงระบบ: the oldest first, with what explains that it is late."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    chosen = request.GET.get("system", "")
    own = own_entries(request.user, organization)
    is_mine = request.GET.get("mine") == "1"
    of_system = [entry for entry in ENTRIES.values() if chosen in ("", entry.system)]
    if not of_system:
        raise Http404
    entries = [entry for entry in of_system if entry in own] if is_mine else of_system
    counts = missing.counts(organization)
    total = sum(counts[entry.code] for entry in entries)
    number = page_number(request.GET.get("page", ""), total)
    skip = (number - 1) * missing.PAGE_ROWS
    rows = missing.pending(organization, entries, skip=skip) if entries else []
    known, today = missing.outages(organization), clock.today(organization)
    address = f"?system={chosen}{'&mine=1' if is_mine else ''}&page="
    page = ListPage(
        title=_("รอลง %(system)s") % {"system": System(chosen).label} if chosen else _("รอลงระบบกลาง"),
        lead="\u00a0· ".join([told_count(total), counted_from(organization), *(told_outage(one) for one in known if one.ends_on is None)]),
        table=Table(
            (Column(_("เรื่อง")), Column(_("ลงอะไร")), Column(_("ค้าง")), Column(_("ผู้ลง"))),
            tuple(waiting_row(row, known, today) for row in rows),
            empty=_("ลงครบแล้ว ไม่มีอะไรค้าง"),
        ),
        paging=Paging(
            skip + 1 if rows else 0, skip + len(rows), total, f"{address}{number - 1}" if number > 1 else "",
            f"{address}{number + 1}" if skip + len(rows) < total else "",
        ),
        actions=(*whose(chosen, of_system, own, counts, is_mine=is_mine), *narrowing(chosen, counts, own if is_mine else None), *starting(request.user)),
        back=Link(_("ทะเบียนทั้งหมด"), reverse("registers")),
    )  # fmt: skip
    return render(request, page.template, {"page": page})


def page_number(typed: str, total: int) -> int:
    """From one to the last; whatever names none is the first."""
    typed, last = arabic_digits(typed), max(1, -(-total // missing.PAGE_ROWS))
    return min(max(int(typed), 1), last) if is_count(typed) else 1


def own_entries(person: Any, organization: Organization) -> list[Entry]:
    """The numbers that this person types today."""
    return entries_typed_by(organization, queries.capacities_of(person, organization, clock.today(organization)))


def whose(
    chosen: str, of_system: Sequence[Entry], own: Sequence[Entry], counts: Mapping[str, int], *, is_mine: bool
) -> Iterator[Link]:
    """The way from everybody's numbers to one's own, and back; whoever types none has no other list."""
    if is_mine:
        yield Link(_("ทุกคนลง %(count)s") % {"count": sum(counts[entry.code] for entry in of_system)}, list_url(chosen))
    elif shown := [entry for entry in of_system if entry in own]:
        yield Link(
            _("เฉพาะที่คุณลง %(count)s") % {"count": sum(counts[entry.code] for entry in shown)}, list_url(chosen, is_mine=True)
        )


def narrowing(chosen: str, counts: Mapping[str, int], own: Sequence[Entry] | None) -> Iterator[Link]:
    """The other ways to see the list, each with how many there are; of one's `own` numbers those systems alone into which one types."""
    shown = list(ENTRIES.values()) if own is None else own
    of_system = {system: sum(counts[entry.code] for entry in shown if entry.system == system) for system in System}
    systems = [system for system in System if own is None or any(entry.system == system for entry in own)]
    if chosen and len(systems) > 1:
        yield Link(_("ทุกระบบ %(count)s") % {"count": sum(of_system.values())}, list_url(is_mine=own is not None))
    for system in systems:
        if system != chosen:
            yield Link(f"{system.label} {of_system[system]}", list_url(system, is_mine=own is not None))


def counted_from(organization: Organization) -> str:
    """Which matters the list is of, so that nobody looks in it for what was typed before the office had this program."""
    return _("นับ%(since)s") % {"since": since_day(organization.central_from)}


def starting(person: Any) -> Iterator[Link]:
    """The way to another day, for whoever may set it."""
    register = register_of(person.organization, OfficeRegister)
    for one in offers(register, person, seen_by(register, person)):
        if one.step.name == "set_central_start" and one.allowed:
            yield Link(str(one.step.label), reverse("step", args=["office_register", register.pk, one.step.name]))


def told_count(count: int) -> str:
    return ngettext("รอลง %(count)s รายการ", "รอลง %(count)s รายการ", count) % {"count": count}


def waiting_row(row: missing.Pending, known: Sequence[CentralOutage], today: date) -> tuple[Any, ...]:
    entry, days = row.missing.entry, row.missing.days(today)
    outage = missing.outage_of(
        row.missing, [one for one in known if one.ends_on is not None], today
    )  # what runs still is told above
    since = _("ตั้งแต่ %(day)s") % {"day": short_date(row.missing.since)}
    return (
        Cell(
            row.title,
            reverse("central_sheet", args=[entry.code, row.id]),
            f"{row.number or PROCEDURES[entry.procedure].title}\u00a0· {row.case_number}",
        ),
        Cell(str(entry.system.label), note=str(entry.label)),
        Cell(ago(days), note=f"{since}\u00a0· {told_outage(outage)}" if outage else since, tone="soon"),
        str(entry.by.label),
    )


@keeps_what_is_typed
@login_required
def sheet(request: HttpRequest, entry: str, key: uuid.UUID) -> HttpResponse:
    """The facts to type, and the form of the number; a number that was typed leads back to the list."""
    found = ENTRIES.get(entry)
    if found is None:
        raise Http404
    procedure = PROCEDURES[found.procedure]
    document = document_or_404(request, procedure, key)
    before = typed_before(request)
    typed = request.POST if request.method == "POST" else before
    named = typed.get(STEP_FIELD, "") if typed else ""
    if named not in (found.step, found.correction):
        named = found.correction if standing(found, seen_by(document, None).rows) else found.step
    declared = procedure.steps[named]
    sent = submitted(declared, typed, request.FILES) if typed is not None else None
    refused = None
    if sent is not None and request.method == "POST":
        try:
            moved = perform(request, document, declared, sent)
            messages.success(request, done(moved, declared))
            return redirect(f"{reverse('central')}?system={found.system}")
        except Refused as error:
            refused = error
    page = sheet_page(request, found, document, declared, sent, refused)
    return render(request, page.template, {"page": page}, status=refused.status if refused else 200)


def sheet_page(request: HttpRequest, entry: Entry, document: Any, declared: Any, sent: Any, refused: Refused | None) -> CentralPage:
    person: Any = request.user
    evidence, today = seen_by(document, person), clock.today(document.organization)
    procedure, screen = procedure_of(document), sheets.SHEETS[entry.code]
    offered = next((one for one in offers(document, person, evidence) if one.step.name == declared.name), None)
    is_his = offered is not None and offered.allowed
    lines, row = sheets.lines(entry, document), standing(entry, evidence.rows)
    due = [lack for lack in missing.missing_in(document.case).get(document.pk, ()) if lack.entry is entry]
    outage = next((one for lack in due if (one := missing.outage_of(lack, missing.outages(document.organization), today))), None)
    form = step_page(request, procedure, declared, document, sent, refused) if is_his or refused else None
    if form is not None:
        form = replace(form, hidden={STEP_FIELD: declared.name, **read_before(declared, row, sent if refused is None else None)})
    if form is not None and sent is None:  # today, or what stands already, so that nobody types it twice
        form.form.initial = {
            "entered_on": today,
            **({"system_number": row["number"], "entered_on": row["entered_on"]} if row else {}),
        }
    return CentralPage(
        title=str(declared.label),
        system=str(entry.system.label),
        screen=screen.screen,
        document=f"{procedure.title} {document.number}".strip(),
        case=Link(f"{document.case.number} {document.title}", reverse("case", args=[document.case_id])),
        back=Link(_("รอลงระบบกลาง"), f"{reverse('central')}?system={entry.system}"),
        fields=tuple(CopyField(line.label, line.value) for line in lines),
        tab_separated=sheets.tab_separated(lines),
        standing=screen.standing,
        lacks=" ".join(lacking(due, today)),
        told=told(document, row) if row else (),
        form=form,
        refusals=offered.refusals if offered is not None and not is_his and refused is None else (),
        outage=told_outage(outage) if outage else "",
    )


def read_before(declared: Step, row: Mapping[str, Any] | None, resumed: Submission | None) -> dict[str, str]:
    """The number that a correction was read from: the one that stands, or, where a form lay while its sign-in ended, the one of that form."""
    names = {name: column for name, column in READ.items() if name in declared.fields}
    if resumed is not None:
        return {name: str(resumed.data.get(name, "")) for name in names}
    return {name: str(row[column]) for name, column in names.items()} if row else {}


def told(document: Any, row: Mapping[str, Any]) -> tuple[Pair, ...]:
    """The number as it was typed."""
    person = User.objects.get(pk=uuid.UUID(row["typed_by_id"]))
    return (
        Pair(_("เลขที่"), row["number"]), Pair(_("ลงในระบบวันที่"), date.fromisoformat(row["entered_on"])), Pair(_("ผู้ลง"), person.full_name),
    )  # fmt: skip
