"""The whole trail checked inside the office's own database: chains, states, contents, ledgers, seals."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

import msgspec
from django.db import connections
from django.db.models import Sum
from psycopg.pq import Format

from workflows import content
from workflows.evidence import gather
from workflows.guards.install import faults as guard_faults
from workflows.guards.tables import DOCUMENT_TABLE, JOURNAL_TABLE, tables
from workflows.models import Content, JournalEntry, Seal
from workflows.parallel import RANGES_PER_PROCESS, Range, in_parallel, ranges
from workflows.procedure import PROCEDURES
from workflows.seal import row_of
from workflows.verifier import (
    FACTS,
    Fault,
    check_chains,
    check_code,
    check_contents,
    check_seals,
)

CHUNK = 500
EVERYTHING = ("", "")


def verify(*, contents: bool = False, code: str = "", processes: int = 1) -> Iterator[Fault]:
    """Every fault of the database.

    contents   also recomputes each live document's content
    code       one seal's, typed from a signed paper
    processes  how many prove chains at the same time; more than one see only what was committed
    """
    connection = connections["default"]
    yield from (Fault("guards", fault) for fault in guard_faults(connection))
    if processes > 1:
        yield from in_parallel(trails_differ, ranges(processes * RANGES_PER_PROCESS), processes)
    else:
        yield from trails_differ(EVERYTHING)
    yield from check_contents(kept_contents(connection))
    yield from ledgers_differ()
    seals = [row_of(seal) for seal in Seal.objects.order_by("organization", "number")]
    yield from check_seals(seals, hashes_between)
    if contents:
        yield from contents_differ()
    if code:
        yield from check_code(seals, code)


def reading(*names: str) -> Callable[[bytes], tuple[Any, ...]]:
    """Takes the named facts of an entry's body, in order, and reads nothing else of it: half the cost of reading it whole.

    What it gives raises ValueError where a body cannot be read or lacks a fact.
    """
    # "from" is a word of Python; sorted as a body is, so that the reader finds each where it looks first.
    fields = {name: f"its_{name}" for name in sorted(set(names))}
    struct = msgspec.defstruct("Facts", [(field, Any) for field in fields.values()], rename={field: name for name, field in fields.items()}, gc=False)  # fmt: skip
    decode, take = msgspec.json.Decoder(struct).decode, attrgetter(*(fields[name] for name in names))

    def read(body: bytes) -> tuple[Any, ...]:
        try:
            return take(decode(body))
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from error

    return read


facts_of = reading(*FACTS)


def trails_differ(of: Range) -> Iterator[Fault]:
    """The faults of the documents of a range: their chains, the contents that these name, and how they stand beside their last entries."""
    connection = connections["default"]
    yield from check_chains(entries(connection, of), facts_of)
    yield from contents_missing(connection, of)
    yield from documents_differ(connection, of)


class Dialect:
    """How each database gives ids, days and texts as the journal's bodies hold them, without the driver's help, which costs more."""

    def __init__(self, vendor: str) -> None:
        self.postgres = vendor == "postgresql"

    def id(self, column: str) -> str:
        return f"encode(uuid_send({column}), 'hex')" if self.postgres else column

    def day(self, column: str) -> str:
        return f"to_char({column}, 'YYYY-MM-DD')" if self.postgres else f"cast({column} as text)"

    def bytes(self, column: str) -> str:
        return f"convert_to({column}, 'UTF8')" if self.postgres else f"cast({column} as blob)"

    def within(self, column: str, of: Range) -> tuple[str, list[str]]:
        """The condition for a range of documents, and its parameters."""
        low, high = of
        bounds = [(f"{column} >= %s", low), (f"{column} < %s", high)]
        cast = "::uuid" if self.postgres else ""
        asked = [(condition + cast, bound) for condition, bound in bounds if bound]
        return " and ".join(condition for condition, _ in asked) or "true", [bound for _, bound in asked]


def streamed(connection: Any, sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows in chunks as the driver gives them: the ORM would cost more than the hashing, and bytes written as text half of the rest."""
    with connection.chunked_cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.cursor.format = Format.BINARY
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def entries(connection: Any, of: Range = EVERYTHING) -> Iterator[tuple[Any, ...]]:
    """All entries of a range of documents, each with the columns beside its body in the order of `verifier.told`."""
    say = Dialect(connection.vendor)
    columns = [
        say.id("document_id"), "sequence", "recorded_at", say.bytes("body"), "previous", "hash",
        say.id("organization_id"), say.id("case_id"), "procedure", "step", say.id("person_id"), say.day("acted_on"), "key", "content_hash",
    ]  # fmt: skip
    condition, parameters = say.within("document_id", of)
    sql = f"select {', '.join(columns)} from {JOURNAL_TABLE} where {condition} order by document_id, sequence"
    return streamed(connection, sql, parameters)


def kept_contents(connection: Any) -> Iterator[tuple[Any, ...]]:
    say = Dialect(connection.vendor)
    return streamed(connection, f"select hash, {say.bytes('body')} from {Content._meta.db_table} order by hash", [])


STANDS = {"to": "state", "version": "version", "content": "content_hash", "number": "number", "title": "title", "procedure": "procedure",
          "amount_satang": "amount_satang"}  # fmt: skip
last_told = reading("case", *STANDS)


def documents_differ(connection: Any, of: Range = EVERYTHING) -> Iterator[Fault]:
    """Each document has a last entry, none beyond it, and stands as that one says."""
    say = Dialect(connection.vendor)
    condition, parameters = say.within("d.id", of)
    columns = [
        say.id("d.id"),
        say.bytes("j.body"),
        "beyond.sequence",
        say.id("d.case_id"),
        *(f"d.{column}" for column in STANDS.values()),
    ]
    sql = (
        f"select {', '.join(columns)} from {DOCUMENT_TABLE} d "
        f"left join {JOURNAL_TABLE} j on j.document_id = d.id and j.sequence = d.sequence "
        f"left join {JOURNAL_TABLE} beyond on beyond.document_id = d.id and beyond.sequence > d.sequence where {condition} order by d.id"
    )
    for document, body, beyond, case, *stands in streamed(connection, sql, parameters):
        if beyond is not None:
            yield Fault(f"{document}/{beyond}", "entry lies beyond its document's sequence")
        if body is None:
            yield Fault(document, "document has no last entry")
            continue
        try:
            told = last_told(body)
        except ValueError:
            yield Fault(document, "document's last entry cannot be read")
            continue
        if wrong := [name for name, said, stand in zip(("case", *STANDS), told, (case, *stands), strict=True) if said != stand]:
            yield Fault(document, f"document differs from its last entry in: {', '.join(wrong)}")


def contents_missing(connection: Any, of: Range = EVERYTHING) -> Iterator[Fault]:
    say = Dialect(connection.vendor)
    condition, parameters = say.within("j.document_id", of)
    sql = (
        f"select {say.id('j.document_id')}, j.sequence from {JOURNAL_TABLE} j where {condition} "
        f"and not exists (select 1 from {Content._meta.db_table} c where c.hash = j.content_hash) order by 1, 2"
    )
    for document, sequence in streamed(connection, sql, parameters):
        yield Fault(f"{document}/{sequence}", "the content that was signed is missing")


def contents_differ() -> Iterator[Fault]:
    """Each live document, composed anew from its columns and rows, against the hash of its last entry."""
    from workflows.canonical import sha256

    for procedure in PROCEDURES.values():
        for document in procedure.model._default_manager.select_related("organization").order_by("pk").iterator(chunk_size=CHUNK):
            day = document.last_acted_on or document.law_date
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


def hashes_between(organization: Any, low: int, high: int) -> Iterator[str]:
    found = JournalEntry.objects.filter(organization=organization, id__gt=low, id__lte=high).order_by("id")
    return found.values_list("hash", flat=True).iterator(chunk_size=CHUNK)
