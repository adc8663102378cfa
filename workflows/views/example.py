"""A finished case of the office, shown for learning: every step with its post, every amount; whatever may name anybody is masked."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.evidence import as_python
from workflows.law_words import cited
from workflows.models import Document, JournalEntry, Organization, Unit
from workflows.offers import document_for, seen_by
from workflows.pages import Clause, Column, ExamplePage, ExampleStep, Link, Pair, Table
from workflows.papers.register import paper_title
from workflows.procedure import Procedure, procedure_of
from workflows.registers.register import Register
from workflows.views.presenting import UNREADABLE, is_unborn, shown
from workflows.views.step import procedure_or_404
from workflows.views.tables import shown_in_cell, telling
from workflows.views.trail import act_of
from workflows.who_acted import quality

PLAIN = (models.DecimalField, models.IntegerField, models.DateField, models.BooleanField, models.BigIntegerField)


def example_of(procedure: Procedure, organization: Organization) -> Document | None:
    """The latest document that went its whole way; a register never ends."""
    if issubclass(procedure.model, Register):
        return None
    ended = Document.objects.filter(organization=organization, procedure=procedure.code, state__in=procedure.ends - procedure.void)
    return ended.order_by("-pk").first()


@login_required
def example(request: HttpRequest, procedure: str) -> HttpResponse:
    """To everybody of the office; 404 where the procedure has none yet, which its page of the handbook says."""
    person: Any = request.user
    found = procedure_or_404(procedure)
    latest = example_of(found, person.organization)
    if latest is None:
        raise Http404
    page = example_page(document_for(person, found.model, latest.pk))
    return render(request, page.template, {"page": page})


def example_page(document: Any) -> ExamplePage:
    procedure = procedure_of(document)
    entries = JournalEntry.objects.filter(document=document.pk).order_by("sequence")
    rows = seen_by(document, None).rows
    kinds = {**procedure.content_rows, **procedure.fact_rows}
    return ExamplePage(
        title=_("ตัวอย่างที่เสร็จแล้ว: %(procedure)s") % {"procedure": procedure.title},
        back=Link(_("กลับไปที่คู่มือ"), reverse("handbook_page", args=[procedure.code])),
        amount_baht=document.amount_baht,
        steps=tuple(step(procedure, entry) for entry in entries),
        facts=facts(document),
        tables=tuple(table(model, rows[name]) for name, model in kinds.items() if rows.get(name)),
    )


def step(procedure: Procedure, entry: JournalEntry) -> ExampleStep:
    """An entry of the trail with the post of whoever acted, and never his name nor his reason."""
    body = json.loads(entry.body)
    declared = procedure.steps.get(entry.step)
    return ExampleStep(
        label=act_of(body),
        who=quality(body).strip("()") or (_("กรรมการหรือผู้มีชื่อในเรื่อง") if body["person"] else _("ระบบ")),
        on=entry.acted_on,
        clause=Clause(cited(body["basis"]), body["basis_standing"]),
        leads=procedure.state_label(body["to"]) if body["to"] != body["from"] else "",
        paper=paper_title(procedure, declared.paper) if declared else "",
    )


def tells_nobody(field: Any) -> bool:
    """Whether a value can name no person, party or account: a number, a day, a yes, one of fixed choices, a unit of the office."""
    return bool(getattr(field, "choices", None)) or isinstance(field, PLAIN) or field.related_model is Unit


def masked(field: Any, value: Any, told: Any) -> Any:
    """The value as it is told, or that it is kept back; what is empty is empty."""
    return told if value in (None, "") or tells_nobody(field) else _("(ปิดไว้)")


def facts(document: Document) -> tuple[Pair, ...]:
    found = []
    for name in procedure_of(document).content:
        field: Any = document._meta.get_field(name)
        value = getattr(document, name)
        if not (value in (None, "", {}, []) or isinstance(field, UNREADABLE) or is_unborn(field, value)):
            found.append(Pair(str(field.verbose_name), masked(field, value, shown(field, value))))
    return tuple(found)


def table(model: type[models.Model], rows: list[dict[str, Any]]) -> Table:
    typed = [as_python(model, row) for row in rows]
    fields = telling(model, typed)
    return Table(
        columns=tuple(Column(str(field.verbose_name), isinstance(field, models.DecimalField)) for field in fields),
        rows=tuple(
            tuple(masked(field, row[field.attname], shown_in_cell(field, row[field.attname])) for field in fields) for row in typed
        ),
        title=str(model._meta.verbose_name),
    )
