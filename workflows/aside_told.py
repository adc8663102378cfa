"""The columns and rows that no content holds, beside what the entries of their document told as they wrote them, both ways.

Entries of earlier versions tell nothing of them. A row of which none tells is known by who acted and when, as its procedure declares.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from django.db.models import Model

from workflows import aside
from workflows.canonical import canonical
from workflows.models import Document, JournalEntry
from workflows.procedure import PROCEDURES, Procedure, ToldBy, procedure_of
from workflows.verifier import Fault

CHUNK = 2000
Row = dict[str, Any]


class Said(msgspec.Struct, gc=False):
    """An entry, as far as it is needed here."""

    procedure: str
    document: str
    sequence: int
    step: str
    person: str | None
    acted_on: str
    reason: str = ""
    facts: dict[str, Any] = {}
    columns: dict[str, Any] | None = None
    rows: dict[str, list[Row]] = {}
    wrote: dict[str, list[Row]] | None = None
    ids: dict[str, list[str]] = {}
    organization: str = ""
    law_date: str = ""


read = msgspec.json.Decoder(Said).decode


class Unproven(NamedTuple):
    """Rows of a table that an earlier version wrote and of which its entries told nothing, so that nothing proves them."""

    table: str
    rows: int


@dataclass
class Told:
    """What the entries of one document told, the last word of each. `acts` are those that wrote a row and told nothing of it."""

    is_whole: bool = False  # from its birth on, every side row that was written was told
    is_all_written: bool = False  # and every other row
    columns: Row = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    acts: dict[str, dict[Any, Said]] = field(default_factory=dict)
    written: dict[str, dict[str, Row]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        self.is_whole |= said.sequence == 1 and said.columns is not None
        self.is_all_written |= said.sequence == 1 and said.wrote is not None
        self.columns |= {"organization_id": said.organization, "law_date": said.law_date, **(said.columns or {})}
        self.ids |= said.ids
        for name, rows in said.rows.items():
            self.rows.setdefault(name, {}).update((row["id"], row) for row in rows)
        for table, rows in (said.wrote or {}).items():
            self.written.setdefault(table, {}).update((row["id"], row) for row in rows)
        for name, by in PROCEDURES[said.procedure].told_by.items():
            if said.step in by.steps:
                known_as = said.facts.get(by.anew) if by.anew else said.sequence
                acts = self.acts.setdefault(name, {})
                acts.pop(known_as, None)
                if name not in said.rows:
                    acts[known_as] = said


def told_of(documents: Iterable[Document]) -> dict[str, Told]:
    """By document, up to where each of them stands. What cannot be read others have named."""
    known = {document.pk.hex: (document.sequence, Told()) for document in documents}
    entries = JournalEntry.objects.filter(document__in=known).order_by("document", "sequence").values_list("body", flat=True)
    for body in entries.iterator(chunk_size=CHUNK):
        try:
            said = read(body)
            last, told = known[said.document]
        except (msgspec.DecodeError, KeyError, RecursionError):
            continue
        if said.sequence <= last:
            told.add(said)
    return {document: told for document, (_, told) in known.items()}


def asides_differ(document: Document, rows: Mapping[str, list[Row]], told: Told) -> Iterator[Fault | Unproven]:
    """The faults of one document, its side rows as they stand now."""
    now: Row = plain({**aside.columns(document, {}), "organization_id": document.organization_id, "law_date": document.law_date})
    if wrong := [name for name, value in told.columns.items() if name in now and now[name] != value]:
        yield Fault(document.pk.hex, f"document differs from what its steps told of it: {', '.join(wrong)}")
    if not told.is_whole:
        yield Unproven(Document._meta.db_table, 1)
    procedure = procedure_of(document)
    for name, model in procedure.content_rows.items():
        if aside.is_aimed_at(model):
            yield from ids_differ(model, [row["id"] for row in rows[name]], told.ids.get(name))
    for name in procedure.fact_rows:
        yield from rows_differ(procedure, name, {row["id"]: plain(row) for row in rows[name]}, told)


def ids_differ(model: type[Model], now: list[str], told: list[str] | None) -> Iterator[Fault | Unproven]:
    """Rows that are proven by content, but for whose id is whose. One more or less content itself has shown."""
    if told is None:
        yield from (Unproven(model._meta.db_table, len(now)) for _ in now[:1])
        return
    for key, said in zip(now, told, strict=False):
        if key != said:
            yield Fault(f"{model._meta.db_table} {key}", f"row had the id {said} when its step wrote it")


def rows_differ(procedure: Procedure, name: str, rows: Mapping[str, Row], told: Told) -> Iterator[Fault | Unproven]:
    """Each row is as it was told, none is gone, and none came by itself."""
    table, known = procedure.fact_rows[name]._meta.db_table, told.rows.get(name, {})
    for key, said in known.items():
        if key not in rows:
            yield Fault(f"{table} {key}", "row is gone, of which a step told")
        elif wrong := [column for column, value in said.items() if rows[key].get(column, value) != value]:
            yield Fault(f"{table} {key}", f"row differs from what its step told of it: {', '.join(wrong)}")
    by, acts = procedure.told_by.get(name), list(told.acts.get(name, {}).values())
    for key in sorted(rows.keys() - known.keys()):
        act = next((act for act in acts if by and fits(by, rows[key], act)), None)
        if act is not None:
            acts.remove(act)
        elif by or told.is_whole:
            yield Fault(f"{table} {key}", "row is not what any step told")
        else:
            yield Unproven(table, 1)
    for act in acts:
        yield Fault(f"{act.document}/{act.sequence}", f"row is gone or changed that this step wrote into {table}")


def fits(by: ToldBy, row: Row, act: Said) -> bool:
    """Whether a row may be the one that an act wrote: by the person, on the day, with what the act said in words."""
    said = {**act.facts, "reason": act.reason, by.who: act.person, **by.steps[act.step]}
    said |= {by.when: act.acted_on} if by.when else {}
    return all(row[column] == value for column, value in said.items() if column in row)


def plain(value: Any) -> Any:
    """As an entry would tell it."""
    return msgspec.json.decode(canonical(value))
