"""Whether documents are sound, told by whole columns at once: a fraction of what it costs to look at one entry after the other.

It has one answer only, that nothing is wrong. Whatever it stumbles over it leaves to `verifier.check_chains` and its fellows, which
alone say what is a fault and where; so it may doubt what they find in order, but must never pass what they would not.
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from operator import add, ne
from typing import Any, NamedTuple

import msgspec

from workflows.guards.tables import DOCUMENT_TABLE, JOURNAL_TABLE
from workflows.models import Content
from workflows.parallel import Range
from workflows.reading import Column, Dialect, in_chunks, streamed
from workflows.verifier import NO_HASH

# What a document's last entry says of it, and the column that says it too.
STANDS = {"case": "case_id", "to": "state", "version": "version", "content": "content_hash", "number": "number", "title": "title",
          "procedure": "procedure", "amount_satang": "amount_satang"}  # fmt: skip
# The same of each entry and its searchable columns.
BESIDE = {"document": "document_id", "sequence": "sequence", "organization": "organization_id", "case": "case_id", "procedure": "procedure",
          "step": "step", "person": "person_id", "acted_on": "acted_on", "key": "key", "content": "content_hash"}  # fmt: skip
MOVES = ("from", "to", "version")
TYPES = {"sequence": int, "version": int, "person": str | None, "key": str | None, "amount_satang": int | None}


def reader(names: Sequence[str]) -> Callable[[bytes], Any]:
    """Takes the named facts, which must be sorted, out of an entry's body. Raises msgspec.DecodeError where one is missing or no such thing."""
    fields = [(f"its_{name}", TYPES.get(name, str)) for name in names]  # "from" is a word of Python
    struct = msgspec.defstruct("Facts", fields, rename=lambda field: field.removeprefix("its_"), gc=False)
    return msgspec.json.Decoder(struct).decode


ENTRY_FACTS, DOCUMENT_FACTS = sorted((*BESIDE, *MOVES)), sorted(STANDS)
entry_facts, document_facts, values = reader(ENTRY_FACTS), reader(DOCUMENT_FACTS), msgspec.structs.astuple


class Last(NamedTuple):
    """An entry, for what comes after it: the next one of the same document, or the document itself."""

    document: str = ""
    sequence: int = 0
    hash: str = NO_HASH
    to: str = ""
    version: int = 0
    content: str = ""
    body: bytes = b""

    def stands(self) -> tuple[Any, ...]:
        """As `documents` must have it, when no other entry comes."""
        return (self.document, self.sequence, *values(document_facts(self.body)))


class Doubt(Exception):
    """Something may be wrong."""


def is_sound(connection: Any, of: Range) -> bool:
    """Whether all is well with the documents of a range, their chains, and the contents that these name."""
    try:
        standing = documents(connection, of)
        with closing(entries(connection, of)) as chunks:
            return ended(chunks) == standing
    except (Doubt, TypeError, ValueError, RecursionError, msgspec.DecodeError):
        return False


def documents(connection: Any, of: Range) -> list[tuple[Any, ...]]:
    """(id, sequence, and how it stands) of each document."""
    say = Dialect(connection.vendor)
    condition, parameters = say.within("id", of)
    columns = ", ".join(say.id(STANDS[fact]) if fact == "case" else STANDS[fact] for fact in DOCUMENT_FACTS)
    sql = f"select {say.id('id')}, sequence, {columns} from {DOCUMENT_TABLE} where {condition} order by id"
    return list(streamed(connection, sql, parameters))


HASHED = ("previous", "sequence", "recorded_at", "body")
COLUMNS = (*HASHED, "hash", *(column for column in BESIDE.values() if column != "sequence"))


def entries(connection: Any, of: Range) -> Generator[dict[str, Column], None, None]:
    """The columns of some entries after the other, in order of document and sequence. Raises Doubt where a content is missing."""
    say = Dialect(connection.vendor)
    condition, parameters = say.within("document_id", of)
    is_kept = f"exists (select 1 from {Content._meta.db_table} where hash = j.content_hash)"
    sql = f"select {', '.join(map(say.kept, COLUMNS))}, {is_kept} from {JOURNAL_TABLE} j where {condition} order by document_id, sequence"
    for rows in in_chunks(connection, sql, parameters, as_they_are=("uuid", "text")):
        *columns, all_kept = zip(*rows, strict=True)
        if not all(all_kept):
            raise Doubt
        column = {name: say.plain(name, column) for name, column in zip(COLUMNS, columns, strict=True)}
        if not keeps_texts_only(connection):
            for body in column["body"]:
                body.decode()  # the reader of facts passes over the rest, which the public verifier cannot read where it is no text
        yield column


def keeps_texts_only(connection: Any) -> bool:
    """Whether the database itself lets nothing into a column of text that is none."""
    return connection.vendor == "postgresql" and bool(connection.connection.info.parameter_status("server_encoding") == "UTF8")


def ended(chunks: Iterable[dict[str, Column]]) -> list[tuple[Any, ...]]:
    """(id, sequence, and how it should stand) of each document of which there are entries. Raises Doubt, or what it stumbles over."""
    last, stands = Last(), []
    for column in chunks:
        finished, last = follow(last, column)
        stands += [end.stands() for end in finished if end.document]
    return [*stands, last.stands()] if last.document else stands


def follow(last: Last, column: dict[str, Column]) -> tuple[list[Last], Last]:
    """The entries that are the last ones of their documents, and the newest, of which nobody knows yet. Raises Doubt."""
    body, digest, document, sequence = (column[name] for name in ("body", "hash", "document_id", "sequence"))
    told = dict(zip(ENTRY_FACTS, zip(*map(values, map(entry_facts, body)), strict=True), strict=True))
    begins = [place for place, is_another in enumerate(map(ne, document, (last.document, *document))) if is_another]

    def earlier(of_the_last: Any, of_each: Column, of_none: Any) -> list[Any]:
        """What the entry before each says, and of_none before the first one of a document."""
        shifted = [of_the_last, *of_each[:-1]]
        for place in begins:
            shifted[place] = of_none
        return shifted

    state, content = earlier(last.to, told["to"], ""), earlier(last.content, told["content"], "")
    moved = map(ne, zip(state, content, strict=True), zip(told["to"], told["content"], strict=True))
    if not (
        digests(column) == [*digest]
        and earlier(last.hash, digest, NO_HASH) == [*column["previous"]]
        and [number + 1 for number in earlier(last.sequence, sequence, 0)] == [*sequence]
        and state == [*told["from"]]
        and [*map(add, earlier(last.version, told["version"], 0), moved)] == [*told["version"]]
        and all([*column[name]] == [*told[fact]] for fact, name in BESIDE.items())
    ):
        raise Doubt
    finished = [Last(document[place - 1], sequence[place - 1], body=body[place - 1]) if place else last for place in begins]
    return finished, Last(
        document[-1], sequence[-1], digest[-1], told["to"][-1], told["version"][-1], told["content"][-1], body[-1]
    )


def digests(column: dict[str, Column]) -> list[str]:
    """Of each entry, as `verifier.entry_hash` has it."""
    numbers = {number: f"{len(str(number))}:{number}" for number in set(column["sequence"])}
    hashes = [
        hashlib.sha256(f"64:{previous}{numbers[number]}27:{recorded_at}{len(body)}:".encode())
        for previous, number, recorded_at, body in zip(*(column[name] for name in HASHED), strict=True)
    ]
    for begun, body in zip(hashes, column["body"], strict=True):
        begun.update(body)
    return [done.hexdigest() for done in hashes]
