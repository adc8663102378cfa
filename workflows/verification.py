"""The whole trail checked inside the office's own database: chains, states, contents, ledgers, seals."""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db import connections
from django.db.models import Exists, F, OuterRef, Sum

from workflows import content
from workflows.evidence import gather
from workflows.fields import to_satang
from workflows.guards.install import faults as guard_faults
from workflows.guards.tables import tables
from workflows.models import Content, Document, JournalEntry, Seal
from workflows.procedure import PROCEDURES
from workflows.seal import row_of
from workflows.verifier import (
    Entry,
    Fault,
    check_chains,
    check_code,
    check_contents,
    check_seals,
)

CHUNK = 2000


def verify(*, contents: bool = False, code: str = "") -> Iterator[Fault]:
    """Every fault of the database. `contents` also recomputes each live document's content; `code` is one typed from a signed paper."""
    connection = connections["default"]
    yield from (Fault("guards", fault) for fault in guard_faults(connection))
    yield from check_chains(entries(connection), loads=orjson.loads)
    yield from documents_differ()
    yield from check_contents(Content.objects.values_list("hash", "body").iterator(chunk_size=CHUNK))
    yield from contents_missing()
    yield from ledgers_differ()
    seals = [row_of(seal) for seal in Seal.objects.order_by("organization", "number")]
    yield from check_seals(seals, hashes_between)
    if contents:
        yield from contents_differ()
    if code:
        yield from check_code(seals, code)


def entries(connection: Any) -> Iterator[Entry]:
    """All entries, in chunks, as the driver gives them: the ORM would cost more than the hashing."""
    postgres = connection.vendor == "postgresql"

    def plain(column: str) -> str:
        return f"coalesce(replace({column}::text, '-', ''), '')" if postgres else f"coalesce({column}, '')"

    acted_on = "to_char(acted_on, 'YYYY-MM-DD')" if postgres else "acted_on"
    ids = [
        plain("organization_id"),
        plain("case_id"),
        "procedure",
        "step",
        plain("person_id"),
        acted_on,
        "coalesce(key, '')",
        "content_hash",
    ]
    columns = " || '|' || ".join(ids)
    sql = (
        f"select {plain('document_id')}, sequence, recorded_at, body, previous, hash, {columns} "
        "from workflows_journalentry order by document_id, sequence"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def documents_differ() -> Iterator[Fault]:
    """Each document stands as its last entry says."""
    last = (
        JournalEntry.objects.filter(sequence=F("document__sequence"))
        .select_related("document")
        .order_by("document_id")
        .iterator(chunk_size=CHUNK)
    )
    count = 0
    for row in last:
        count += 1
        body, document = orjson.loads(row.body), row.document
        amount = None if document.amount_baht is None else to_satang(document.amount_baht)
        stands = {
            "to": document.state, "version": document.version, "content": document.content_hash, "number": document.number,
            "title": document.title, "amount_satang": amount, "procedure": document.procedure, "case": document.case_id.hex,
        }  # fmt: skip
        if wrong := [name for name, value in stands.items() if body[name] != value]:
            yield Fault(document.pk.hex, f"document differs from its last entry in: {', '.join(wrong)}")
    if count != Document.objects.count():
        with_entry = JournalEntry.objects.filter(sequence=F("document__sequence")).values("document")
        yield from (
            Fault(pk.hex, "document has no last entry")
            for pk in Document.objects.exclude(pk__in=with_entry).values_list("pk", flat=True)
        )
    beyond = JournalEntry.objects.filter(sequence__gt=F("document__sequence"))
    yield from (Fault(f"{row.document_id.hex}/{row.sequence}", "entry lies beyond its document's sequence") for row in beyond)


def contents_missing() -> Iterator[Fault]:
    named = JournalEntry.objects.filter(~Exists(Content.objects.filter(hash=OuterRef("content_hash")))).order_by("id")
    yield from (
        Fault(f"{row.document_id.hex}/{row.sequence}", "the content that was signed is missing") for row in named.iterator()
    )


def contents_differ() -> Iterator[Fault]:
    """Each live document, composed anew from its columns and rows, against the hash of its last entry."""
    from workflows.canonical import sha256

    for procedure in PROCEDURES.values():
        for document in procedure.model._default_manager.select_related("organization").order_by("pk").iterator(chunk_size=CHUNK):
            day = document.last_acted_on
            rows = gather(document, None, acted_on=day, today=day, key=None, permit="").rows
            if sha256(content.compose(document, rows)) != document.content_hash:
                yield Fault(document.pk.hex, "document's content differs from what was signed")


def ledgers_differ() -> Iterator[Fault]:
    """Each balance is the sum of its movements."""
    from django.apps import apps

    for model in tables():
        ledger = getattr(model, "ledger", None)
        if ledger is None:
            continue
        movement = apps.get_model(ledger.movement)
        totals = {
            row[ledger.account]: row
            for row in movement._default_manager.order_by()
            .values(ledger.account)
            .annotate(**{figure: Sum(f"{figure}_change_baht") for figure in ledger.figures})
        }
        for balance in model._default_manager.order_by("pk").iterator(chunk_size=CHUNK):
            sums = totals.get(balance.pk, {})
            if wrong := [figure for figure in ledger.figures if getattr(balance, f"{figure}_baht") != (sums.get(figure) or 0)]:
                yield Fault(
                    f"{model._meta.db_table} {balance.pk.hex}", f"balance is not the sum of its movements: {', '.join(wrong)}"
                )


def hashes_between(organization: str, low: int, high: int) -> Iterator[str]:
    found = JournalEntry.objects.filter(organization=organization, id__gt=low, id__lte=high).order_by("id")
    return found.values_list("hash", flat=True).iterator(chunk_size=CHUNK)
