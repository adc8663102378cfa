"""What lies in a case as papers: those that steps made, those that the road still brings, and the files in evidence."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse

from workflows import queries
from workflows.attachments import NAMED, path_of
from workflows.evidence import Evidence
from workflows.models import Attachment, Case, Document, JournalEntry, User
from workflows.offers import all_seen_by, document_for
from workflows.pages import Link, Pair, PaperLink
from workflows.procedure import PROCEDURES, procedure_of
from workflows.road import papers_ahead
from workflows.views.presenting import FILES

KILOBYTE = 1024


def documents_of(case: Any, person: User) -> list[Any]:
    """All documents of a case, by its id, in the order in which they were opened; none of another organization's."""
    keys = Document.objects.filter(case=case, organization=person.organization).order_by("id").values_list("procedure", "pk")
    return [document_for(person, PROCEDURES[code].model, key) for code, key in keys]


def papers_of(found: Case, person: User) -> list[Link]:
    """What lies before the person: every paper that the case has made, and the files in evidence."""
    entries = queries.trail_of(found)
    documents = documents_of(found.pk, person)
    made = [paper for document in documents for paper in papers(document, entries)]
    given = attachments(documents, all_seen_by(documents, person))
    return [Link(f"{paper.title} {paper.note}".strip(), paper.url) for paper in (*made, *given)]


def papers(document: Document, entries: list[JournalEntry]) -> list[PaperLink]:
    """The papers that steps of this document have produced and that can be printed."""
    from workflows.papers.register import printable

    made = {entry.step for entry in entries if entry.document_id == document.pk}
    code = procedure_of(document).code
    return [
        PaperLink(
            title,
            reverse("paper", args=[code, document.pk, name]),
            number,
            preview=reverse("paper_preview", args=[code, document.pk, name]),
        )
        for name, title, number in printable(document)
        if any(step.paper == name and step.name in made for step in procedure_of(document).steps.values())
    ]


def coming(document: Document, entries: list[JournalEntry]) -> list[Pair]:
    """The papers that the road still brings, each with the step that makes it; nobody looks for one in vain."""
    from workflows.papers.register import PRINTABLE

    procedure, gone = procedure_of(document), {entry.step for entry in entries if entry.document_id == document.pk}
    made = {step.paper for step in procedure.steps.values() if step.name in gone}
    ahead = [(PRINTABLE.get((procedure.code, name)), step) for name, step in papers_ahead(document).items() if name not in made]
    return [Pair(paper.title, str(step.label)) for paper, step in ahead if paper is not None and paper.is_of(document)]


def files(document: Document, person: User) -> list[PaperLink]:
    return [link for give in FILES for link in give(document, person)]


def attachments(documents: Iterable[Document], evidence: Mapping[Any, Evidence]) -> list[PaperLink]:
    """The files in evidence of a whole case, the older first."""
    rows = [(row, document) for document in documents for row in evidence[document.pk].rows["attachments"]]
    return [
        PaperLink(
            str(NAMED.get(row["kind"], row["kind"])),
            reverse("attachment", args=[document.procedure, document.pk, row["digest"]]),
            f"{row['name']}\u00a0· {size(row['size_bytes'])}",
        )
        for row, document in sorted(rows, key=lambda pair: pair[0]["id"])
    ]


def size(size_bytes: int) -> str:
    return f"{max(1, size_bytes // KILOBYTE)} KB"


@login_required
def attachment(request: HttpRequest, procedure: str, key: Any, digest: str) -> FileResponse:
    """A file in evidence, always as a download: nothing of it runs in our pages."""
    row = Attachment.objects.filter(
        document=key,
        digest=digest,
        document__organization=request.user.organization,  # type: ignore[union-attr]
        document__procedure=procedure,
    ).first()
    if row is None or not path_of(row.digest).exists():
        raise Http404
    return FileResponse(path_of(row.digest).open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
