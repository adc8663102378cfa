"""What the rows of the registers say, beside what their steps told of them: the trail keeps the one, and a bare table the other.

No content holds these rows, and yet money goes where they say: into the account of a party, by the hand of whoever holds a post.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from workflows.models import Content, JournalEntry
from workflows.procedure import PROCEDURES, Procedure
from workflows.verifier import Fault

FOUNDING = "establish"  # writes units, posts and people of a whole plan, and tells of none of them by its key
Told = dict[tuple[str, str], dict[str, str | None]]


def registers_differ() -> Iterator[Fault]:
    """The rows of every register that are not what its steps last told of them."""
    for procedure in PROCEDURES.values():
        if procedure.keeps:
            yield from rows_differ(procedure)


def rows_differ(procedure: Procedure) -> Iterator[Fault]:
    told = told_by(procedure)
    is_all_told = FOUNDING not in procedure.steps
    for name, (model, columns) in procedure.keeps.items():
        attributes = {column: model._meta.get_field(column).attname for column in columns}
        rows = {str(row["pk"]): row for row in model._default_manager.order_by("pk").values("pk", *attributes.values())}
        for (whose, key), said in told.items():
            if whose != name:
                continue
            place = f"{model._meta.db_table} {key.replace('-', '')}"
            if key not in rows:
                yield Fault(place, "row is gone, of which a step of the register told")
            elif wrong := [
                column for column, at in attributes.items() if column in said and as_told(rows[key][at]) != said[column]
            ]:
                yield Fault(place, f"row differs from what the register's steps told of it: {', '.join(wrong)}")
        for key in sorted(rows.keys() - {key for whose, key in told if whose == name}) if is_all_told else ():
            yield Fault(f"{model._meta.db_table} {key.replace('-', '')}", "row of which no step of the register told")


def told_by(procedure: Procedure) -> Told:
    """(name, key) of each row → what the steps of the register last told of its columns."""
    told: Told = {}
    entries = JournalEntry.objects.filter(procedure=procedure.code).order_by("id").values_list("content_hash", flat=True)
    notes = notes_of(procedure)
    for digest in entries:
        note = notes.get(digest, {})
        name = next((name for name in procedure.keeps if name in note), None)
        if name is not None:
            told.setdefault((name, str(note[name])), {}).update(note)
    return told


def notes_of(procedure: Procedure) -> dict[str, Mapping[str, Any]]:
    """What each step of the register noted, by the hash of the content that holds it. What cannot be read others have named."""
    named = JournalEntry.objects.filter(procedure=procedure.code).values("content_hash")
    notes = {}
    for digest, body in Content.objects.filter(hash__in=named).values_list("hash", "body"):
        try:
            notes[digest] = json.loads(body)["facts"]["change"]
        except (ValueError, KeyError, TypeError):
            continue
    return notes


def as_told(value: Any) -> str | None:
    """A column as `Register.note` tells it."""
    return None if value is None else str(value)
