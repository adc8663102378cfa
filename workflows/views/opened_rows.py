"""Rows of a document with what each of them opens. They are read from all over the case, and cost more statements than all the rest of
its page: so they are a page of their own, which that page fetches into its table when somebody asks."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.offers import seen_by
from workflows.pages import Link, RowsPage
from workflows.views.step import document_or_404, procedure_or_404
from workflows.views.tables import beside_rows, tables


@login_required
def opened_rows(request: HttpRequest, procedure: str, key: uuid.UUID, name: str) -> HttpResponse:
    """One kind of rows."""
    found = procedure_or_404(procedure)
    if name not in beside_rows(found.model):
        raise Http404
    document = document_or_404(request, found, key)
    rows = {name: seen_by(document, request.user).rows[name]}  # type: ignore[arg-type]
    page = RowsPage(
        title=str({**found.content_rows, **found.fact_rows}[name]._meta.verbose_name),
        document=f"{found.title} {document.number} {document.title}",
        back=Link(_("กลับไปที่เรื่อง"), reverse("case", args=[document.case_id])),
        tables=tables(document, rows, beside=beside_rows(document)),
    )
    return render(request, page.template, {"page": page})
