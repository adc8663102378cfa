"""What the rows of the registers say, beside what their steps told of them: the trail keeps the one, and a bare table the other.

No content holds these rows, and yet money goes where they say: into the account of a party, by the hand of whoever holds a post.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from workflows.kept import Kept, Key, Note, Row, Told, as_told
from workflows.models import Content, Document, JournalEntry
from workflows.procedure import PROCEDURES, Procedure
from workflows.verifier import Fault

CHUNK = 500


def registers_differ() -> Iterator[Fault]:
    """The rows of every register that are not what its steps last told of them."""
    for procedure in PROCEDURES.values():
        if procedure.keeps:
            yield from rows_differ(procedure)


def rows_differ(procedure: Procedure) -> Iterator[Fault]:
    told = Told({name: kept.standing() for name, kept in procedure.keeps.items()})
    plans = []
    for note in notes_of(procedure):
        if "plan" in note.said:
            plans.append(note)
        for said in procedure.spread(note.said):
            add(procedure, told, Note(note.office, said))
    for note in plans:  # what was planned has no keys: its rows are found among those of which no other step says that it made them
        for name, key, said in procedure.planned(note, told):
            told.rows[name][key] = {**said, **told.rows[name].get(key, {})}
    for name, kept in procedure.keeps.items():
        yield from kept_differ(kept, told.standing[name], told.rows[name])


def add(procedure: Procedure, told: Told, note: Note) -> None:
    """Take down what a note says of a row: the first name that it has is the row."""
    name = next((name for name in procedure.keeps if is_of(name, note.said)), None)
    if name is None:
        return
    kept = procedure.keeps[name]
    key = kept.key(note, name)
    if "was" in note.said:
        told.was.setdefault((name, key), note.said["was"])
    elif key not in told.rows[name] and kept.is_made_by(note.said):
        told.made.add((name, key))
    told.rows[name].setdefault(key, {}).update(
        {**kept.implied.get(note.said.get("step", ""), {}), **note.said, "office": note.office}
    )


def is_of(name: str, said: Row) -> bool:
    """Whether a note has a name; `step.name` is a name of that step's notes alone."""
    step, _, bare = name.rpartition(".")
    return bare in said and step in ("", said.get("step"))


def kept_differ(kept: Kept, standing: dict[Key, Row], told: dict[Key, Row]) -> Iterator[Fault]:
    """The rows of one table, both ways."""
    for key, said in told.items():
        row = standing.get(key)
        if row is None:
            yield Fault(kept.place(key), "row is gone, of which a step of the register told")
        elif wrong := [name for name, value in said.items() if kept.has(name) and value is not ... and row.get(name) != value]:
            yield Fault(kept.place(key, row), f"row differs from what the register's steps told of it: {', '.join(wrong)}")
    for key in sorted(standing.keys() - told.keys()) if kept.is_all_told else ():
        yield Fault(kept.place(key, standing[key]), "row of which no step of the register told")


def notes_of(procedure: Procedure) -> Iterator[Note]:
    """What each step of a register noted, in their order. What cannot be read others have named."""
    # By its documents, which are few: no index of the journal begins with the procedure, and all of it would be read.
    its = Document.objects.order_by().filter(procedure=procedure.code)
    entries = JournalEntry.objects.filter(document__in=its).order_by("id").values_list("organization_id", "content_hash")
    every = entries.iterator(chunk_size=CHUNK)
    while some := list(islice(every, CHUNK)):
        bodies = dict(Content.objects.filter(hash__in=[digest for _, digest in some]).values_list("hash", "body"))
        for office, digest in some:
            try:
                said = json.loads(bodies[digest])["facts"]["change"]
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            if isinstance(said, dict):
                yield Note(str(office), {name: value if name == "plan" else plain(value) for name, value in said.items()})


def plain(value: Any) -> Any:
    """What a step noted, as text; parts of it stay what they are."""
    return value if isinstance(value, dict | list) else as_told(value)
