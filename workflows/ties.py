"""Whose a row is: the office that it names is its document's, and of a content that of the entries that name it."""

from collections.abc import Iterator

from django.db import connections
from django.db.models import Exists, F, OuterRef

from workflows.guards.tables import JOURNAL_TABLE
from workflows.models import Case, Content, Document
from workflows.reading import streamed
from workflows.verifier import Fault
from workflows.written import models


def ties_differ() -> Iterator[Fault]:
    for table, model in models().items():
        names = {field.name for field in model._meta.local_concrete_fields}
        if {"organization", "document"} <= names:
            strays = model._default_manager.exclude(organization=F("document__organization")).order_by("pk")
            for key in strays.values_list("pk", flat=True):
                yield Fault(f"{table} {key.hex}", "row is another office's than its document")
    its_case = Case.objects.filter(pk=OuterRef("case_id"), organization=OuterRef("organization_id"))
    for key in Document.objects.filter(~Exists(its_case)).order_by("pk").values_list("pk", flat=True):
        yield Fault(key.hex, "document's case is gone, or another office's")
    yield from contents_strayed()


def contents_strayed() -> Iterator[Fault]:
    """An export of one office holds its own contents alone, and all of them."""
    connection = connections["default"]
    sql = (
        f"select distinct c.hash from {JOURNAL_TABLE} j join {Content._meta.db_table} c on c.hash = j.content_hash "
        "where c.organization_id <> j.organization_id order by 1"
    )
    for (digest,) in streamed(connection, sql, []):
        yield Fault(f"content {digest}", "is another office's than the entries that name it")
