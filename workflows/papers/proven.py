"""What the code on a paper stands for: which papers bear it, and whether they still hold. Asked by anybody; names nobody."""

import copy
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from workflows.fields import to_baht
from workflows.models import Content, Document, JournalEntry, Organization
from workflows.papers.imprint import hash_start, short_code
from workflows.papers.register import PRINTABLE, Printable, filled, maker
from workflows.papers.signatures import Signature
from workflows.procedure import PROCEDURES, procedure_of

HASH_DIGITS = 64
ALIKE_MAX = 4  # contents of one code; two with the same forty bits are the rarest chance


class Standing(Enum):
    """How a paper that was issued stands now."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    SENT_BACK = "sent_back"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Signatory:
    """A signature without its name. `post` is the signer's own; `quality` his seat, or in whose stead he signed."""

    post: str
    quality: str
    signed_on: date


@dataclass(frozen=True)
class Successor:
    """The later print of the same paper."""

    number: str
    version: int
    content_hash: str

    @property
    def code(self) -> str:
        return short_code(self.content_hash)


@dataclass(frozen=True, kw_only=True)
class Proven:
    """One paper that was issued under a code.

    title                   as a current paper names itself; of another the name of its kind
    acted_on, time_of_data  the day of the act that made it, and the moment that its foot shows
    changed_at, change      when and by which step it ceased to hold; nothing for a current one
    signatories             of a current paper, as it is printed now
    """

    title: str
    number: str
    version: int
    content_hash: str
    organization: Organization
    acted_on: date
    time_of_data: datetime
    amount_baht: Decimal | None
    standing: Standing
    changed_at: datetime | None = None
    change: str = ""
    successor: Successor | None = None
    signatories: tuple[Signatory, ...] = ()


def proven(code: str, start: str = "") -> list[Proven]:
    """The papers of a typed code; `start` is the longer start of the hash, as a QR code carries it. Nothing for an unknown one.

    Raises ValueError for what cannot be a code.
    """
    digits = hash_start(code)
    if start and not start.startswith(digits):
        return []
    digits = start or digits
    last = digits.ljust(HASH_DIGITS, "f")
    return papers_of(Content.objects.filter(hash__gte=digits, hash__lte=last).order_by("hash")[:ALIKE_MAX])


def papers_of(contents: Iterable[Content]) -> list[Proven]:
    return [paper for content in contents for paper in papers_with(content)]


def papers_with(content: Content) -> Iterator[Proven]:
    """Every paper that some step produced with this content; a content that was never printed is as unknown as any."""
    told = json.loads(content.body)
    model = PROCEDURES[told["procedure"]].model
    names = [name for procedure, name in PRINTABLE if procedure == told["procedure"]]
    document = model._default_manager.select_related("organization", "case").get(pk=told["document"]) if names else None
    if document is None:
        return
    entries = list(JournalEntry.objects.filter(case=document.case_id).order_by("id"))
    then = as_it_was(document, told["facts"])
    for name in names:
        if PRINTABLE[told["procedure"], name].is_of(then) and (paper := found(document, then, name, content.hash, entries)):
            yield paper


def as_it_was(document: Document, facts: dict[str, Any]) -> Document:
    """The document with the facts of an earlier content: its papers' numbers and its amount were others perhaps."""
    then, later = copy.copy(document), procedure_of(document).later
    for field in then._meta.concrete_fields:
        if field.attname in facts and field.attname != "state":
            setattr(then, field.attname, facts[field.attname])
        elif field.column in facts:
            setattr(then, field.attname, None if facts[field.column] is None else to_baht(facts[field.column]))
        elif field.name in later:  # what it did not have yet is not written down
            setattr(then, field.attname, field.get_default())
    return then


def found(document: Document, then: Document, name: str, content_hash: str, entries: list[JournalEntry]) -> Proven | None:
    """The paper of that name and content, and how it stands; None where no step produced it."""
    own = [entry for entry in entries if entry.document_id == document.pk]
    latest = maker(document, name, own)
    made = latest
    while made is not None and made.content_hash != content_hash:
        made = maker(document, name, [entry for entry in own if entry.sequence < made.sequence])
    if made is None or latest is None:
        return None
    kind, body = PRINTABLE[procedure_of(document).code, name], json.loads(made.body)
    standing, change = standing_of(document, latest, own, is_latest=latest.content_hash == content_hash)
    contract = filled(document, name, entries, made) if standing is Standing.CURRENT else None
    then.number = body["number"]
    return Proven(
        title=contract.kind if contract else kind.title,
        number=kind.number_of(then),
        version=body["version"],
        content_hash=content_hash,
        organization=document.organization,
        acted_on=made.acted_on,
        time_of_data=made.recorded_time,
        amount_baht=kind.amount_of(then),
        standing=standing,
        changed_at=None if change is None else change.recorded_time,
        change="" if change is None else label_of(document, change),
        successor=successor(document, kind, latest) if standing is Standing.SUPERSEDED else None,
        signatories=tuple(signatories(contract)) if contract else (),
    )


def standing_of(
    document: Document, latest: JournalEntry, own: Sequence[JournalEntry], *, is_latest: bool
) -> tuple[Standing, JournalEntry | None]:
    """How a paper stands, and the entry that made it so. `latest` is the last making of that paper, this one or a later one.

    The states of a procedure stand in the order of its road, so a document that stands before where the paper brought it was sent back.
    """
    procedure = procedure_of(document)
    order = [str(state) for state in procedure.states]
    later = [(entry, json.loads(entry.body)["to"]) for entry in own if entry.sequence > latest.sequence]
    if document.state in procedure.void:
        return Standing.CANCELLED, next(entry for entry, to in reversed(later) if to == document.state)
    if not is_latest:
        return Standing.SUPERSEDED, latest
    reached = order.index(json.loads(latest.body)["to"])
    if order.index(document.state) < reached:
        return Standing.SENT_BACK, next(entry for entry, to in later if order.index(to) < reached)
    return Standing.CURRENT, None


def successor(document: Document, kind: Printable, latest: JournalEntry) -> Successor:
    return Successor(kind.number_of(document), json.loads(latest.body)["version"], latest.content_hash)


def label_of(document: Document, entry: JournalEntry) -> str:
    """The name of a step in the reader's language; that which was signed, where the step is no more."""
    step = procedure_of(document).steps.get(entry.step)
    return str(step.label) if step else str(json.loads(entry.body)["label"])


def signatories(contract: Any) -> Iterator[Signatory]:
    """Every signature that a contract holds and that has been given, wherever it stands in it, each once."""
    seen = set()
    for signature in signatures_in(contract):
        if signature.signed_on is None or signature in seen:
            continue
        seen.add(signature)
        acting = signature.acting
        quality = f"{acting.kind}{acting.stands_for}" if acting else signature.seat or signature.role
        yield Signatory(signature.position, quality, signature.signed_on)


def signatures_in(value: Any) -> Iterator[Signature]:
    if isinstance(value, Signature):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from signatures_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from signatures_in(getattr(value, field.name))
