"""The whole trail checked inside the office's own database: chains, states, contents, ledgers, registers, seals."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any

import msgspec
from django.db import connections
from django.db.models import Count, Max, Model, Sum

from workflows import content
from workflows.aside_told import Told, Unproven, asides_differ, told_of
from workflows.canonical import sha256
from workflows.evidence import gather
from workflows.given import cases_differ, counters_differ, series_differ
from workflows.guards.install import faults as guard_faults
from workflows.guards.tables import DOCUMENT_TABLE, JOURNAL_TABLE, tables
from workflows.models import Content, Document, JournalEntry, Seal
from workflows.moment import as_of_now
from workflows.parallel import Found, Part, Range, all_of, in_parallel, ranges
from workflows.procedure import PROCEDURES
from workflows.reading import Dialect, streamed
from workflows.seal import row_of
from workflows.soundness import STANDS, is_sound
from workflows.ties import ties_differ
from workflows.told import registers_differ
from workflows.verifier import (
    FACTS,
    Fault,
    SealRow,
    check_chains,
    check_code,
    check_contents,
    check_seal,
    with_the_one_before,
)
from workflows.written import beside, written_differ

CHUNK = 500
HASH_BOUNDS = ("", *"123456789abcdef", "")


def verify(
    *,
    contents: bool = False,
    code: str = "",
    processes: int = 1,
    unproven: dict[str, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Fault]:
    """Every fault of the database, always in the same order: that of the parts, each told as soon as it and those before it are finished.

    contents   also recomputes each live document's content
    code       one seal's, typed from a signed paper
    processes  how many prove parts of it at the same time; more than one see only what was committed
    unproven   receives, by table, how many rows earlier versions wrote of which nothing was told
    progress   is called with the number of parts that are finished, and of all
    """
    everything = partial(parts_of, contents=contents, code=code)
    with closing(in_parallel(everything, processes) if processes > 1 else in_order(everything)) as parts:
        for number, (total, its) in enumerate(parts, start=1):
            for found in its:
                if isinstance(found, Fault):
                    yield found
                elif unproven is not None:
                    unproven[found.table] = unproven.get(found.table, 0) + found.rows
            if progress is not None:
                progress(number, total)


def in_order(parts: Callable[[], list[Part]]) -> Found:
    with as_of_now():
        todo = parts()
        for part in todo:
            yield len(todo), all_of(part)


def parts_of(*, contents: bool, code: str) -> list[Part]:
    """What there is to prove, each part by itself."""
    seals = [row_of(seal) for seal in Seal.objects.order_by("organization", "number")]
    written = beside() if contents else {}
    return [
        guards_differ,
        *(partial(trails_differ, of) for of in ranges()),
        *(partial(contents_changed, of) for of in pairwise(HASH_BOUNDS)),
        ledgers_differ,
        registers_differ,
        *(partial(seal_differs, *pair) for pair in with_the_one_before(seals)),
        *((series_differ, counters_differ, cases_differ, ties_differ) if contents else ()),
        *((partial(contents_differ, procedure, written.get(procedure, ())) for procedure in PROCEDURES) if contents else ()),
        *((partial(check_code, seals, code),) if code else ()),
    ]


def guards_differ() -> Iterator[Fault]:
    return (Fault("guards", fault) for fault in guard_faults(connections["default"]))


def reading(*names: str) -> Callable[[bytes], tuple[Any, ...]]:
    """Takes the named facts of an entry's body, in order, and reads nothing else of it: half the cost of reading it whole.

    What it gives raises ValueError where a body cannot be read or lacks a fact.
    """
    # "from" is a word of Python; sorted as a body is, so that the reader finds each where it looks first.
    fields = {name: f"its_{name}" for name in sorted(set(names))}
    struct = msgspec.defstruct("Facts", [(field, Any) for field in fields.values()], rename={field: name for name, field in fields.items()}, gc=False)  # fmt: skip
    decode, take = msgspec.json.Decoder(struct).decode, attrgetter(*(fields[name] for name in names))

    def read(body: bytes) -> tuple[Any, ...]:
        body.decode()  # what the reader passes over, no page could read
        try:
            return take(decode(body))
        except (msgspec.DecodeError, RecursionError) as error:
            raise ValueError(str(error)) from error

    return read


facts_of = reading(*FACTS)


def trails_differ(of: Range) -> Iterator[Fault]:
    """The faults of the documents of a range: their chains, the contents that these name, and how they stand beside their last entries."""
    connection = connections["default"]
    if not is_sound(connection, of):
        yield from judged(connection, of)


def judged(connection: Any, of: Range) -> Iterator[Fault]:
    """Entry after entry, whatever may be wrong."""
    yield from check_chains(entries(connection, of), facts_of)
    yield from contents_missing(connection, of)
    yield from documents_differ(connection, of)
    yield from documents_gone(connection, of)


def entries(connection: Any, of: Range) -> Iterator[tuple[Any, ...]]:
    """All entries of a range of documents, each with the columns beside its body in the order of `verifier.told`."""
    say = Dialect(connection.vendor)
    columns = [
        say.id("document_id"), "sequence", "recorded_at", say.bytes("body"), "previous", "hash",
        say.id("organization_id"), say.id("case_id"), "procedure", "step", say.id("person_id"), say.day("acted_on"), "key", "content_hash",
    ]  # fmt: skip
    condition, parameters = say.within("document_id", of)
    sql = f"select {', '.join(columns)} from {JOURNAL_TABLE} where {condition} order by document_id, sequence"
    return streamed(connection, sql, parameters)


def contents_changed(of: Range) -> Iterator[Fault]:
    """The faults of the contents whose hashes lie in a range."""
    connection = connections["default"]
    say = Dialect(connection.vendor)
    condition, parameters = say.within("hash", of, kind="text")
    sql = f"select hash, {say.bytes('body')} from {Content._meta.db_table} where {condition} order by hash"
    return check_contents(streamed(connection, sql, parameters))


def seal_differs(before: SealRow, seal: SealRow) -> Iterator[Fault]:
    return check_seal(before, seal, hashes_between(seal.organization, before.last_entry, seal.last_entry))


last_told = reading(*STANDS)


def documents_differ(connection: Any, of: Range) -> Iterator[Fault]:
    """Each document has a last entry, none beyond it, and stands as that one says."""
    say = Dialect(connection.vendor)
    condition, parameters = say.within("d.id", of)
    stands = (say.id(f"d.{column}") if column == "case_id" else f"d.{column}" for column in STANDS.values())
    columns = [say.id("d.id"), say.bytes("j.body"), "beyond.sequence", *stands]
    sql = (
        f"select {', '.join(columns)} from {DOCUMENT_TABLE} d "
        f"left join {JOURNAL_TABLE} j on j.document_id = d.id and j.sequence = d.sequence "
        f"left join {JOURNAL_TABLE} beyond on beyond.document_id = d.id and beyond.sequence > d.sequence where {condition} order by d.id"
    )
    for document, body, beyond, *stand in streamed(connection, sql, parameters):
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
        if wrong := [name for name, said, it in zip(STANDS, told, stand, strict=True) if said != it]:
            yield Fault(document, f"document differs from its last entry in: {', '.join(wrong)}")


def documents_gone(connection: Any, of: Range) -> Iterator[Fault]:
    """What only the trail still knows: neither a page nor a list would show it."""
    say = Dialect(connection.vendor)
    condition, parameters = say.within("j.document_id", of)
    sql = (
        f"select distinct {say.id('j.document_id')} from {JOURNAL_TABLE} j where {condition} "
        f"and not exists (select 1 from {DOCUMENT_TABLE} d where d.id = j.document_id) order by 1"
    )
    for (document,) in streamed(connection, sql, parameters):
        yield Fault(document, "document is gone, its entries remain")


def contents_missing(connection: Any, of: Range) -> Iterator[Fault]:
    say = Dialect(connection.vendor)
    condition, parameters = say.within("j.document_id", of)
    sql = (
        f"select {say.id('j.document_id')}, j.sequence from {JOURNAL_TABLE} j where {condition} "
        f"and not exists (select 1 from {Content._meta.db_table} c where c.hash = j.content_hash) order by 1, 2"
    )
    for document, sequence in streamed(connection, sql, parameters):
        yield Fault(f"{document}/{sequence}", "the content that was signed is missing")


def contents_differ(procedure: str, written: Sequence[type[Model]]) -> Iterator[Fault | Unproven]:
    """Each live document of a procedure, composed anew from its columns and rows, against the hash of its last entry."""
    model = PROCEDURES[procedure].model
    live = model._default_manager.select_related("organization").order_by("pk")
    bare = Document.objects.filter(procedure=procedure).exclude(pk__in=model._default_manager.values("pk"))
    for key in bare.order_by("pk").values_list("pk", flat=True):
        yield Fault(key.hex, "document's own row is gone")
    keys = list(live.values_list("pk", flat=True))
    for first in range(0, len(keys), CHUNK):
        yield from differing(live, keys[first : first + CHUNK], written)


def differing(live: Any, keys: list[Any], written: Sequence[type[Model]]) -> Iterator[Fault | Unproven]:
    """The faults of these documents beside their contents and entries. Where one cannot be read each is read by itself, so that no other hides behind it."""
    try:
        documents = list(live.filter(pk__in=keys))
        told = told_of(documents)
        faults = [fault for document in documents for fault in differs(document, told[document.pk.hex])]
        faults += written_differ(documents, told, written)
    except (TypeError, ValueError, ArithmeticError, RecursionError):
        if len(keys) == 1:
            yield Fault(keys[0].hex, "document cannot be read")
        else:
            for key in keys:
                yield from differing(live, [key], written)
        return
    yield from faults


def differs(document: Document, told: Told) -> Iterator[Fault | Unproven]:
    """A document against the content that was signed, and against what its entries told of all else."""
    day = document.last_acted_on or document.law_date
    rows = gather(document, None, acted_on=day, today=day, key=None, permit="").rows
    if sha256(content.compose(document, rows)) != document.content_hash:
        yield Fault(document.pk.hex, "document's content differs from what was signed")
    yield from asides_differ(document, rows, told)


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
            .annotate(Count("pk"), Max("number"), **{figure: Sum(f"{figure}_change_baht") for figure in ledger.figures})
        }
        balance: Any
        for balance in model._default_manager.order_by("pk").iterator(chunk_size=CHUNK):
            sums = totals.get(balance.pk, {})
            place = f"{model._meta.db_table} {balance.pk.hex}"
            if wrong := [figure for figure in ledger.figures if getattr(balance, f"{figure}_baht") != (sums.get(figure) or 0)]:
                yield Fault(place, f"balance is not the sum of its movements: {', '.join(wrong)}")
            count, last = sums.get("pk__count", 0), sums.get("number__max", 0)
            if not balance.movements == count == last:
                yield Fault(place, f"counts {balance.movements} movements; there are {count}, the last of them number {last}")


def hashes_between(organization: Any, low: int, high: int) -> Iterator[str]:
    found = JournalEntry.objects.filter(organization=organization, id__gt=low, id__lte=high).order_by("id")
    return found.values_list("hash", flat=True).iterator(chunk_size=CHUNK)
