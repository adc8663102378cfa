"""ทะเบียน: registers and what they hold, all documents of a procedure, and what a search finds."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import queries
from workflows.central.missing import outages
from workflows.founding import register_of, registers
from workflows.models import Case, Holding, JournalEntry, LawValue, Organization, Party, SpecialDay
from workflows.offers import document_for, offers, seen_by
from workflows.pages import Cell, Column, Link, ListPage, Offer, RegisterPage, RegistersPage, Table
from workflows.papers.register import PRINTABLE
from workflows.procedure import PROCEDURES, Procedure
from workflows.registers.register import Register
from workflows.searching import cases_matching
from workflows.thai import baht, short_date
from workflows.views.board import paging
from workflows.views.presenting import clause, due
from workflows.views.step import procedure_or_404
from workflows.views.trail import lines

PAGE_ROWS = 50
TRAIL_LINES = 12

# What a register's page shows; applications add their own registers' tables.
HOLDINGS: dict[str, Callable[[Organization], tuple[Table, ...]]] = {}


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
    page = RegisterPage(
        title=str(found.title),
        lead=_("ทุกการเปลี่ยนแปลงของทะเบียนเป็นขั้นตอนที่มีผู้รับผิดชอบ และมีร่องรอย"),
        tables=HOLDINGS.get(found.code, no_table)(person.organization),
        offers=tuple(
            Offer(
                str(o.step.label),
                reverse("step", args=[found.code, document.pk, o.step.name]),
                clause(o.basis),
                o.refusals,
                signs=o.step.signs,
            )
            for o in offered
        ),
        trail=lines(JournalEntry.objects.filter(document=document.pk).order_by("-sequence")[:TRAIL_LINES]),
        trail_url=reverse("trail", args=[document.case_id]),
    )
    return render(request, page.template, {"page": page})


def no_table(organization: Organization) -> tuple[Table, ...]:
    return ()


def people_table(organization: Organization) -> tuple[Table, ...]:
    held = (
        Holding.objects.filter(organization=organization)
        .select_related("position__unit", "person")
        .order_by("position__unit__code", "starts_on")
    )
    rows = tuple(
        (
            row.person.full_name,
            row.position.title,
            row.position.unit.name,
            short_date(row.starts_on),
            short_date(row.ends_on) if row.ends_on else "–",
        )
        for row in held
    )
    columns = tuple(Column(label) for label in (_("ชื่อ"), _("ตำแหน่ง"), _("หน่วยงาน"), _("ตั้งแต่"), _("ถึง")))
    return (Table(columns, rows, _("ผู้ดำรงตำแหน่ง"), empty=_("ยังไม่มีผู้ดำรงตำแหน่ง")),)


def parties_table(organization: Organization) -> tuple[Table, ...]:
    rows = tuple(
        (party.name, party.get_kind_display(), party.tax_id, _("จดทะเบียน") if party.is_vat_registered else "–")
        for party in Party.objects.filter(organization=organization).order_by("name")
    )
    columns = tuple(Column(label) for label in (_("ชื่อ"), _("ประเภท"), _("เลขประจำตัวผู้เสียภาษี"), _("ภาษีมูลค่าเพิ่ม")))
    return (Table(columns, rows, _("คู่ค้า"), empty=_("ยังไม่มีคู่ค้า")),)


def office_tables(organization: Organization) -> tuple[Table, ...]:
    values = tuple(
        (value.key, value.value, short_date(value.in_force_from), value.reason)
        for value in LawValue.objects.filter(organization=organization).order_by("key")
    )
    days = tuple(
        (short_date(row.day), row.name, _("วันหยุด") if row.is_holiday else _("วันทำการ"))
        for row in SpecialDay.objects.filter(organization=organization).order_by("day")
    )
    emblem = Cell(_("ดูตรา"), reverse("emblem")) if organization.emblem else _("ยังไม่มี เอกสารเว้นที่ไว้ให้ตราครุฑ")
    papers = ((_("ตราบนเอกสาร"), emblem), (_("ตัวเลขบนเอกสาร"), organization.get_paper_figures_display()))
    return (
        Table((Column(_("เอกสารที่พิมพ์")), Column(_("ค่า"))), papers, _("เอกสารที่พิมพ์")),
        Table(
            tuple(Column(label) for label in (_("ค่าตามระเบียบ"), _("ค่า"), _("ใช้ตั้งแต่"), _("เหตุผล"))),
            values,
            _("ค่าที่ยืนยันหรือแก้"),
            empty=_("ยังไม่มี"),
        ),
        Table(tuple(Column(label) for label in (_("วันที่"), _("ชื่อวัน"), _("ประเภท"))), days, _("วันหยุดราชการเพิ่มเติม"), empty=_("ยังไม่มี")),
        outages_table(organization),
    )


def outages_table(organization: Organization) -> Table:
    rows = tuple(
        (row.get_system_display(), short_date(row.starts_on), short_date(row.ends_on) if row.ends_on else "–", row.told)
        for row in outages(organization)
    )
    columns = tuple(Column(label) for label in (_("ระบบ"), _("ตั้งแต่"), _("ถึง"), _("เหตุหรือประกาศที่อ้าง")))
    return Table(columns, rows, _("ช่วงที่ระบบกลางใช้ไม่ได้"), empty=_("ยังไม่มี"))


HOLDINGS.update(people_register=people_table, party_register=parties_table, office_register=office_tables)


@login_required
def documents(request: HttpRequest, procedure: str) -> HttpResponse:
    """Every document of a procedure, newest first."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    found = procedure_or_404(procedure)
    text = request.GET.get("q", "")
    shown = Paginator(queries.documents_of(found.code, organization, text=text), PAGE_ROWS).get_page(request.GET.get("page"))
    columns = (Column(_("เรื่อง")), Column(_("อยู่ที่")), Column(_("ครบกำหนด")), Column(_("จำนวนเงิน (บาท)"), is_number=True))
    rows = tuple(
        (
            Cell(row.title, reverse("case", args=[row.case_id]), f"{row.number or row.case.number}"),
            found.state_label(row.state),
            Cell(short_date(row.due_on) if row.due_on else "–", tone=due(organization, row.due_on).tone),
            "–" if row.amount_baht is None else baht(row.amount_baht),
        )
        for row in shown
    )
    page = ListPage(
        title=str(found.title),
        table=Table(columns, rows, empty=_("ยังไม่มีเอกสาร")),
        paging=paging(reverse("documents", args=[found.code]), request, shown),
        search_label=_("ค้นเลขที่หรือเรื่อง"),
        text=text,
        actions=(Link(_("รวมเอกสารของเดือน"), f"{reverse('bundles')}?procedure={found.code}"),) if has_papers(found) else (),
        back=Link(_("ทะเบียนทั้งหมด"), reverse("registers")),
    )
    return render(request, page.template, {"page": page})


def has_papers(procedure: Procedure) -> bool:
    return any(code == procedure.code for code, _name in PRINTABLE)


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Cases by number or title, in Thai or Arabic digits; the only one found is opened at once."""
    organization: Any = request.user.organization  # type: ignore[union-attr]
    text = request.GET.get("q", "").strip()
    found = cases_matching(organization, text).prefetch_related("documents")
    shown = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    if shown.paginator.count == 1:
        return redirect(reverse("case", args=[shown[0].pk]))
    columns = (Column(_("เรื่อง")), Column(_("อยู่ที่")), Column(_("เปิดเมื่อ")), Column(_("จำนวนเงิน (บาท)"), is_number=True))
    page = ListPage(
        title=_("ค้นหา"),
        table=Table(columns, tuple(map(case_found, shown)), empty=_("ไม่พบเรื่องที่ตรงกัน ลองเลขที่หรือคำอื่น")),
        paging=paging(reverse("search"), request, shown),
        search_label=_("ค้นเลขที่ เรื่อง ผู้ขาย หรือจำนวนเงิน"),
        text=text,
    )
    return render(request, page.template, {"page": page})


def case_found(case: Case) -> tuple[Any, ...]:
    """A case that a search found: where its last document stands, and the amount of its first."""
    road = (document for document in case.documents.all() if not PROCEDURES[document.procedure].is_beside)
    documents = sorted(road, key=lambda document: document.pk)
    first, last = documents[0], documents[-1]
    return (
        Cell(case.title, reverse("case", args=[case.pk]), case.number),
        PROCEDURES[last.procedure].state_label(last.state),
        short_date(case.opened_on),
        "–" if first.amount_baht is None else baht(first.amount_baht),
    )
