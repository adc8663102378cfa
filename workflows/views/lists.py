"""ทะเบียน: registers and what they hold, and all documents of a procedure."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.dates import short_date
from workflows.founding import register_of, registers
from workflows.intake.sheet import SHEETS
from workflows.models import JournalEntry
from workflows.offers import document_for, offers, openings, seen_by
from workflows.pages import Cell, Chapter, Column, Link, ListPage, Offer, RegisterPage, RegistersPage, Table
from workflows.papers.register import PRINTABLE
from workflows.procedure import PROCEDURES, Procedure
from workflows.registers.register import Register
from workflows.searching import LETTERS_MAX
from workflows.thai import baht
from workflows.views import people_tables  # noqa: F401  its tables register themselves
from workflows.views.board import paging
from workflows.views.found_rows import FoundRows, found_in
from workflows.views.narrowing import Narrowed, filters, narrowed_by, narrowed_documents, told_of
from workflows.views.presenting import clause, due
from workflows.views.register_tables import HOLDINGS, RegisterSeen
from workflows.views.setting_up import open_to, sheet_links
from workflows.views.step import procedure_or_404
from workflows.views.trail import lines
from workflows.views.why_found import why_in_rows

PAGE_ROWS = 50
TRAIL_LINES = 12


@login_required
def register_list(request: HttpRequest) -> HttpResponse:
    """Every register of the office, and the documents of every procedure."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    kept = tuple(
        Link(str(row["procedure"].title), reverse("register", args=[row["procedure"].code])) for row in registers(organization)
    )
    others = tuple(
        Link(str(procedure.title), reverse("documents", args=[procedure.code]))
        for procedure in PROCEDURES.values()
        if not issubclass(procedure.model, Register)
    )
    central = (Link(_("รอลงระบบกลาง"), reverse("central"), _("สิ่งที่ต้องลงใน e-GP และ e-LAAS เก่าที่สุดก่อน")),)
    groups = ((_("ระบบกลาง"), central), (_("เอกสารตามกระบวนงาน"), others), (_("ทะเบียนของหน่วยงาน"), kept))
    page = RegistersPage(groups=groups)
    return render(request, page.template, {"page": page})


@login_required
def register(request: HttpRequest, procedure: str) -> HttpResponse:
    """One register: what it holds, and the steps that change it."""
    person: Any = request.user
    found = procedure_or_404(procedure)
    if not issubclass(found.model, Register):
        raise Http404
    document = document_for(person, found.model, register_of(person.organization, found.model).pk)
    offered = offers(document, person, seen_by(document, person))
    text = request.GET.get("q", "").strip()[:LETTERS_MAX]
    opens = frozenset(opened.code for opened, _unit in openings(person, person.organization))
    seen = RegisterSeen(person.organization, document, frozenset(o.step.name for o in offered if o.allowed), opens, text)
    tables = HOLDINGS.get(found.code, no_tables)(seen)
    own_sheets = [sheet for sheet in SHEETS.values() if sheet.model is found.model]
    steps = {
        o.step.name: Offer(
            str(o.step.label),
            reverse("step", args=[found.code, document.pk, o.step.name]),
            clause(o.basis),
            o.refusals,
            signs=o.step.signs,
        )
        for o in offered
    }
    lit = {name for name, shown in steps.items() if shown.is_allowed}
    by_title = ((str(title), tuple(steps[name] for name in names if name in lit)) for title, names in found.chapters)
    chapters = tuple(Chapter(title, shown) for title, shown in by_title if shown)
    in_chapters = lit & {name for _title, names in found.chapters for name in names}
    page = RegisterPage(
        title=str(found.title),
        lead=_("ทุกการเปลี่ยนแปลงของทะเบียนเป็นขั้นตอนที่มีผู้รับผิดชอบ และมีร่องรอย"),
        tables=tuple(part_of(found_in(table, text), f"page{at}", request) for at, table in enumerate(tables)),
        search_label=_("ค้นในทะเบียนนี้") if text or any(map(is_long, tables)) else "",
        text=text,
        offers=tuple(shown for name, shown in steps.items() if name not in in_chapters),
        chapters=chapters,
        sheets=sheet_links(own_sheets, open_to(person, own_sheets)),
        trail=lines(JournalEntry.objects.filter(document=document.pk).order_by("-sequence")[:TRAIL_LINES]),
        trail_url=reverse("trail", args=[document.case_id]),
    )
    return render(request, page.template, {"page": page})


def no_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    return ()


def is_long(table: Table) -> bool:
    """Whether somebody may have to look for a row."""
    return len(table.rows) > PAGE_ROWS or bool(isinstance(table.rows, FoundRows) and table.rows)


def part_of(table: Table, name: str, request: HttpRequest) -> Table:
    """A table that is longer than a page, by parts: each has its own place in the address."""
    if len(table.rows) <= PAGE_ROWS:
        return replace(table, rows=table.rows[:PAGE_ROWS])
    shown = Paginator(table.rows, PAGE_ROWS).get_page(request.GET.get(name))
    return replace(table, rows=tuple(shown), paging=paging(request.path, request, shown, name))


@login_required
def documents(request: HttpRequest, procedure: str) -> HttpResponse:
    """Every document of a procedure, newest first."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    found = procedure_or_404(procedure)
    wanted = narrowed_by(request.GET, found, organization)
    narrowed, text = narrowed_documents(found, organization, wanted), wanted.text
    shown = Paginator(narrowed, PAGE_ROWS).get_page(request.GET.get("page"))
    address, query = reverse("documents", args=[found.code]), request.GET.urlencode()
    columns = (Column(_("เรื่อง")), Column(_("อยู่ที่")), Column(_("ครบกำหนด")), Column(_("จำนวนเงิน (บาท)"), is_number=True))
    listed = list(shown)
    rows = tuple(
        (
            Cell(
                row.title, reverse("case", args=[row.case_id]), "\u00a0· ".join(filter(None, (row.number or row.case.number, why)))
            ),
            found.state_label(row.state),
            Cell(short_date(row.due_on) if row.due_on else "–", tone=due(organization, row.due_on).tone),
            "–" if row.amount_baht is None else baht(row.amount_baht),
        )
        for row, why in zip(listed, why_in_rows(organization, listed, text), strict=True)
    )
    page = ListPage(
        title=str(found.title),
        table=Table(columns, rows, empty=nothing_in(found, wanted)),
        paging=paging(address, request, shown),
        search_label=_("เลขที่หรือเรื่อง"),
        text=text,
        filters=filters(found, organization, wanted),
        reset_url=address if query else "",
        told=told_of(narrowed, wanted),
        export_url=f"{reverse('documents_export', args=[found.code])}?{query}" if listed else "",
        actions=(Link(_("รวมเอกสารของเดือน"), f"{reverse('bundles')}?procedure={found.code}"),) if has_papers(found) else (),
        back=Link(_("ทะเบียนทั้งหมด"), reverse("registers")),
    )
    return render(request, page.template, {"page": page})


def nothing_in(procedure: Procedure, wanted: Narrowed) -> str:
    """In place of no rows: what was looked for, or how the first one comes to be."""
    text = wanted.text
    if wanted.is_narrow and not text.strip():
        return _("ไม่มีเอกสารที่ตรงกับตัวกรองนี้")
    if text.strip():
        return _("ไม่พบเอกสารที่ตรงกับ “%(text)s” ในรายการนี้ ลองใส่ให้สั้นลง หรือค้นทั้งระบบจากช่องด้านบน") % {"text": text.strip()}
    first = procedure.opening[0].label if procedure.opening else procedure.title
    return _("ยังไม่มีเอกสาร ฉบับแรกเกิดที่ขั้น “%(step)s”") % {"step": first}


def has_papers(procedure: Procedure) -> bool:
    return any(code == procedure.code for code, _name in PRINTABLE)
