"""Papers as PDF."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from workflows.emblem import emblem_of
from workflows.papers.preview import first_page
from workflows.papers.register import opened
from workflows.views.step import document_or_404, procedure_or_404


@login_required
def paper(request: HttpRequest, procedure: str, key: Any, name: str) -> HttpResponse:
    """A paper that a step has produced."""
    content = opened_or_404(request, procedure, key, name)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


@login_required
def preview(request: HttpRequest, procedure: str, key: Any, name: str) -> HttpResponse:
    """Its first page as a picture."""
    return HttpResponse(first_page(opened_or_404(request, procedure, key, name)), content_type="image/png")


def opened_or_404(request: HttpRequest, procedure: str, key: Any, name: str) -> bytes:
    document = document_or_404(request, procedure_or_404(procedure), key)
    try:
        return opened(document, name)
    except LookupError as error:  # an unknown paper, or one that no step has made yet
        raise Http404 from error


@login_required
def emblem(request: HttpRequest) -> HttpResponse:
    """The picture that stands at the head of the office's letters."""
    person: Any = request.user
    picture = emblem_of(person.organization)
    if not picture:
        raise Http404
    return HttpResponse(picture, content_type="image/png")
