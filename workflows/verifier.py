#!/usr/bin/env python3
"""Proves an exported trail. Needs nothing but Python itself, so that anybody can run it anywhere:

    python3 verifier.py EXPORT.jsonl [--seal CODE]

It recomputes every hash of every entry, replays every document's moves, hashes every content, rebuilds every seal, and
compares a seal's code that was typed from a signed paper. The office's own `manage.py verify_journal` runs the same code.
"""

import hashlib
import json
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import index, itemgetter
from pathlib import Path
from typing import Any, NamedTuple

NO_HASH = "0" * 64
HASH = re.compile("[0-9a-f]{64}")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: what is typed from paper must not be mistaken
CODE_LETTERS = 16
BITS_PER_LETTER = 5
UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)  # what a text raises that is none of ours


class Fault(NamedTuple):
    """What is wrong, and where."""

    place: str
    what: str


class Entry(NamedTuple):
    """`body` in its canonical bytes. A row of the database goes on with the searchable columns beside it; an export has none."""

    document: str
    sequence: int
    recorded_at: str
    body: bytes
    previous: str
    hash: str


BARE_COLUMNS = len(Entry._fields)
# What an entry's body says of its place in the chain, and then, as the searchable columns say it, of itself.
CHAINED = ("document", "sequence", "from", "version", "to", "content")
FACTS = (*CHAINED, "organization", "case", "procedure", "step", "person", "acted_on", "key", "content")
TAKEN = itemgetter(*FACTS)
# How a document of an export stands: no more and no less, for a fact left out would else be as good as one that holds nothing.
STANDING = ("document", "to", "version", "sequence", "content", "number", "title", "amount_satang")


class SealRow(NamedTuple):
    """`last_entry` is the number of the newest entry that the seal covers."""

    organization: str
    number: int
    last_entry: int
    entries: int
    root: str
    sealed_at: str
    previous: str
    hash: str


# Each kind of an export's rows: what it says in words, and in whole numbers.
ROWS = {
    "entry": (("organization", "document", "recorded_at", "body", "previous", "hash"), ("number", "sequence")),
    "content": (("hash", "body"), ()),
    "document": (("document",), ()),
    "seal": (("organization", "root", "sealed_at", "previous", "hash"), ("number", "last_entry", "entries")),
}


def chained(*parts: str) -> str:
    """The hash of several texts, each led by its length in bytes, so that no two lists of parts look alike."""
    text = b"".join(b"%d:%b" % (len(encoded), encoded) for encoded in map(str.encode, parts))
    return hashlib.sha256(text).hexdigest()


def entry_hash(previous: str, sequence: int, recorded_at: str, body: str) -> str:
    """The hash of one journal entry, which the next one of the document carries as `previous`."""
    return chained(previous, str(sequence), recorded_at, body)


def seal_hash(seal: SealRow) -> str:
    return chained(
        seal.organization, str(seal.number), str(seal.last_entry), str(seal.entries), seal.root, seal.sealed_at, seal.previous
    )


def code_of(digest: str) -> str:
    """The start of a hash in letters that survive paper, in groups of four."""
    number = int(digest, 16) >> (len(digest) * 4 - CODE_LETTERS * BITS_PER_LETTER)
    letters = "".join(LETTERS[number >> BITS_PER_LETTER * i & 31] for i in reversed(range(CODE_LETTERS)))
    return "-".join(letters[i : i + 4] for i in range(0, CODE_LETTERS, 4))


def plain_code(typed: str) -> str:
    """A code as somebody typed it, without dashes and with the usual mistakes mended."""
    return typed.upper().replace("-", "").replace(" ", "").translate(str.maketrans("ILO", "110"))


class Merkle:
    """A root over a stream of hashes in bounded memory: leaves and nodes are hashed apart, the largest full subtrees first."""

    def __init__(self) -> None:
        self.count = 0
        self.stack: list[tuple[int, bytes]] = []

    def add(self, leaf: str) -> None:
        size, node = 1, hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).digest()
        while self.stack and self.stack[-1][0] == size:
            node = hashlib.sha256(b"\x01" + self.stack.pop()[1] + node).digest()
            size *= 2
        self.stack.append((size, node))
        self.count += 1

    def root(self) -> str:
        if not self.stack:
            return NO_HASH
        node = self.stack[-1][1]
        for _, left in reversed(self.stack[:-1]):
            node = hashlib.sha256(b"\x01" + left + node).digest()
        return node.hex()


def facts_of(body: bytes) -> tuple[Any, ...]:
    """An entry's FACTS in their order. Raises one of UNREADABLE where it cannot be read."""
    return TAKEN(json.loads(body))  # type: ignore[no-any-return]


def check_chains(
    entries: Iterable[Sequence[Any]], facts_of: Callable[[bytes], tuple[Any, ...]] = facts_of, last: dict[str, bytes] | None = None
) -> Iterator[Fault]:
    """Entries in order of document and sequence: hashes, order, and the replay of states. `last` receives each document's last readable body."""
    sha256, document, previous, sequence, state, version, content = hashlib.sha256, "", NO_HASH, 0, "", 0, ""
    for entry in entries:
        its_document, its_sequence, recorded_at, body, its_previous, its_hash = entry[:BARE_COLUMNS]
        if its_document != document:
            document, previous, sequence, state, version, content = its_document, NO_HASH, 0, "", 0, ""
        head = f"64:{its_previous}{len(str(its_sequence))}:{its_sequence}27:{recorded_at}{len(body)}:"
        if sha256(head.encode() + body).hexdigest() != its_hash:
            yield Fault(f"{document}/{its_sequence}", "entry was changed: its hash is another")
        if its_previous != previous:
            yield Fault(f"{document}/{its_sequence}", "chain is broken: the entry before it is another")
        if its_sequence != sequence + 1:
            yield Fault(f"{document}/{its_sequence}", f"entries are missing after {sequence}")
        try:
            facts = facts_of(body)
            its_own, its_place, came_from, its_version, to, signed = facts[: len(CHAINED)]
            expected = version + (to != came_from or signed != content)
        except UNREADABLE:
            yield Fault(f"{document}/{its_sequence}", "entry cannot be read")
            previous, sequence = its_hash, its_sequence
            continue
        if its_own != document or its_place != its_sequence or came_from != state or its_version != expected:
            yield Fault(f"{document}/{its_sequence}", "entry does not follow from the one before it")
        if len(entry) > BARE_COLUMNS and entry[BARE_COLUMNS:] != facts[len(CHAINED) :]:
            yield Fault(f"{document}/{its_sequence}", "columns beside the entry's body differ from it")
        previous, sequence, state, version, content = its_hash, its_sequence, to, its_version, signed
        if last is not None:
            last[document] = body


def check_seals(seals: Iterable[SealRow], hashes_between: Callable[[str, int, int], Iterable[str]]) -> Iterator[Fault]:
    """Seals of an organization in order of number, each against the entries that it covers."""
    for before, seal in with_the_one_before(seals):
        yield from check_seal(before, seal, hashes_between(seal.organization, before.last_entry, seal.last_entry))


def with_the_one_before(seals: Iterable[SealRow]) -> Iterator[tuple[SealRow, SealRow]]:
    """Each seal after the one before it; before an organization's first one lies nothing."""
    before: SealRow | None = None
    for seal in seals:
        if before is None or before.organization != seal.organization:
            before = SealRow(seal.organization, 0, 0, 0, "", "", NO_HASH, NO_HASH)
        yield before, seal
        before = seal


def check_seal(before: SealRow, seal: SealRow, hashes: Iterable[str]) -> Iterator[Fault]:
    """A seal against the one before it and the entries that it covers."""
    place = f"seal {seal.number} of {seal.organization}"
    if seal.number != before.number + 1 or seal.previous != before.hash:
        yield Fault(place, "does not follow the seal before it")
    tree = Merkle()
    for digest in hashes:
        # No hash at all, where somebody wrote something else into the column, is a leaf as good as any other wrong one.
        tree.add(digest if HASH.fullmatch(digest) else NO_HASH)
    if tree.count != seal.entries or tree.root() != seal.root:
        yield Fault(place, f"covers {seal.entries} entries, of which some were changed, removed or added ({tree.count} found)")
    if seal_hash(seal) != seal.hash:
        yield Fault(place, "was changed: its hash is another")


def check_contents(contents: Iterable[Sequence[Any]]) -> Iterator[Fault]:
    """Each content, as (hash, bytes), under its own hash."""
    for digest, body in contents:
        if hashlib.sha256(body).hexdigest() != digest:
            yield Fault(f"content {digest}", "was changed")


def check_code(seals: Iterable[SealRow], code: str) -> Iterator[Fault]:
    """The code that stands on a signed paper names one of the seals."""
    if plain_code(code) not in {plain_code(code_of(seal_hash(seal))) for seal in seals}:
        yield Fault(f"seal {code}", "no seal has this code: the trail is not the one that was signed")


def read(lines: Iterable[str]) -> tuple[dict[str, list[Any]], list[Fault]]:
    """The rows of an export by their kind, and each line that is none."""
    kinds: dict[str, list[Any]] = {kind: [] for kind in ROWS}
    faults = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            its_texts, its_numbers = ROWS[kind := row.pop("kind")]
            "".join(row[name] for name in its_texts).encode()
            sum(index(row[name]) for name in its_numbers)
            kinds[kind].append(SealRow(**row) if kind == "seal" else row)
        except (*UNREADABLE, AttributeError):
            faults.append(Fault(f"line {number}", "is not as an export is written"))
    return kinds, faults


def check_export(lines: Iterable[str], code: str = "") -> tuple[int, list[Fault]]:
    """(entries, faults) of a whole export."""
    kinds, unread = read(lines)
    entries, seals = kinds["entry"], kinds["seal"]
    owned: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(entries, key=itemgetter("number")):
        owned[row["organization"]].append(row)
    numbers = {organization: [row["number"] for row in rows] for organization, rows in owned.items()}

    def between(organization: str, low: int, high: int) -> Iterator[str]:
        its = numbers.get(organization, [])
        return (row["hash"] for row in owned[organization][bisect_right(its, low) : bisect_right(its, high)])

    bodies: dict[str, bytes] = {}
    chain = (
        Entry(**{**{name: row[name] for name in Entry._fields}, "body": row["body"].encode()})
        for row in sorted(entries, key=lambda row: (row["document"], row["sequence"]))
    )
    faults = [*unread, *check_chains(chain, last=bodies)]
    last = {document: json.loads(body) for document, body in bodies.items()}
    faults += [
        *check_seals(seals, between),
        *check_contents((row["hash"], row["body"].encode()) for row in kinds["content"]),
        *check_documents(kinds["document"], last),
        *check_contents_named(entries, {row["hash"] for row in kinds["content"]}),
    ]
    return len(entries), [*faults, *(check_code(seals, code) if code else ())]


def check_documents(documents: Iterable[dict[str, Any]], last: dict[str, Any]) -> Iterator[Fault]:
    """Each document stands as its last entry says, and none is gone."""
    seen = set()
    for row in documents:
        document = row["document"]
        seen.add(document)
        if (facts := last.get(document)) is None:
            yield Fault(document, "document has no entry")
        elif wrong := [name for name in sorted({*STANDING, *row}) if row.get(name, ...) != facts.get(name, ...)]:
            yield Fault(document, f"document differs from its last entry in: {', '.join(wrong)}")
    for document in last.keys() - seen:
        yield Fault(document, "document is gone, its entries remain")


def check_contents_named(entries: Iterable[dict[str, Any]], known: set[str]) -> Iterator[Fault]:
    """What was signed once can be shown for ever, whatever was signed after it."""
    for row in entries:
        try:
            named = json.loads(row["body"])["content"]
        except UNREADABLE:
            continue  # `check_chains` has said that it cannot be read
        if not isinstance(named, str) or named not in known:
            yield Fault(f"{row['document']}/{row['sequence']}", "the content that was signed is missing")


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    code = arguments[2] if len(arguments) == 3 and arguments[1] == "--seal" else ""
    with Path(arguments[0]).open(encoding="utf-8", errors="surrogateescape") as file:
        entries, faults = check_export(file, code)
    for fault in faults:
        place = json.dumps(fault.place)[
            1:-1
        ]  # on one line, and no orders to a screen: what a line calls itself must not read as a result
        sys.stdout.write(f"{place}: {fault.what}\n")
    sys.stdout.write(f"{entries} entries, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
