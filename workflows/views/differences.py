"""What differs between two contents of a document, in the words of its fields: what a stale form or a second signature must show."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from workflows import clock
from workflows.fields import BahtField, to_baht
from workflows.models import Attachment, Content, Document, JournalEntry
from workflows.pages import Change, Reason
from workflows.procedure import PROCEDURES, Procedure, procedure_of
from workflows.step import Step
from workflows.views.presenting import HIDDEN, is_inner, shown

NOTHING = "–"
DIGEST = "digest"
OF_A_FILE = frozenset({"kind", "name", DIGEST})

Row = Mapping[str, Any]
Telling = Callable[[Any, Any], Any]
Names = Mapping[tuple[type[models.Model], str], str]


def between(document: Document, before: str, after: str) -> tuple[Change, ...]:
    """The changes from one content to another, each given by its hash; the same content has none."""
    if before == after:
        return ()
    bodies = dict(Content.objects.filter(hash__in=(before, after)).values_list("hash", "body"))
    if before not in bodies or after not in bodies:
        return ()
    old, new = json.loads(bodies[before]), json.loads(bodies[after])
    return within(procedure_of(document), old, new)


def within(procedure: Procedure, old: Row, new: Row, names: Names | None = None) -> tuple[Change, ...]:
    """The changes from one content to another. `names` are those of rows that are pointed at, where many contents were read at once."""
    told = partial(words, names=names)
    return (*facts(procedure, old["facts"], new["facts"], told), *rows(procedure, old["rows"], new["rows"], told))


def since_version(document: Document, version: int) -> tuple[Change, ...]:
    """What changed after somebody read this version."""
    read = next((entry for entry in entries_of(document) if json.loads(entry.body)["version"] <= version), None)
    return between(document, read.content_hash, document.content_hash) if read else ()


def since_read(document: Document, step: Step, person: Any) -> tuple[Change, ...]:
    """What changed after this person did this step last, or sent the document on or back from where it stands again.

    Whoever has it for the first time learns what changed after anybody did the step.
    """
    last = last_turn(document, step, person) or entries_of(document).filter(step=step.name).first()
    return between(document, last.content_hash, document.content_hash) if last else ()


def sent_back_by(document: Document, step: Step, person: Any) -> Reason | None:
    """What this person wrote when he had the document last and did not do the step; none where he did it, or wrote nothing."""
    last = last_turn(document, step, person)
    if last is None or last.step == step.name or not last.told["reason"]:
        return None
    return Reason(last.told["reason"], last.told["person_name"], clock.localized(last.recorded_time))


def last_turn(document: Document, step: Step, person: Any) -> JournalEntry | None:
    """The last time that this person did the step, or another that moves the document from where it stands."""
    turns = [
        other.name for other in procedure_of(document).from_state(document.state) if other.target not in (None, document.state)
    ]
    return entries_of(document).filter(step__in={step.name, *turns}, person=person).first()


def entries_of(document: Document) -> models.QuerySet[JournalEntry]:
    """The latest first."""
    return JournalEntry.objects.filter(document=document.pk).order_by("-sequence")


def of_entries(entries: Sequence[JournalEntry]) -> dict[int, tuple[Change, ...]]:
    """What each of these entries changed in its document, by the entry's id; what opened a document changed nothing.

    The number of statements does not grow with that of the entries.
    """
    beginnings = JournalEntry.objects.filter(document__in={entry.document_id for entry in entries})
    hashes = {
        (document, number): content for document, number, content in beginnings.values_list("document", "sequence", "content_hash")
    }
    moves = {entry: hashes.get((entry.document_id, entry.sequence - 1), entry.content_hash) for entry in entries}
    changed = {entry: before for entry, before in moves.items() if before != entry.content_hash}
    kept = Content.objects.filter(hash__in={*changed.values(), *(entry.content_hash for entry in changed)})
    bodies = {content: json.loads(body) for content, body in kept.values_list("hash", "body")}
    read = [
        (entry, PROCEDURES[entry.procedure], bodies[before], bodies[entry.content_hash])
        for entry, before in changed.items()
        if before in bodies and entry.content_hash in bodies
    ]
    names = names_in((procedure, body) for _entry, procedure, *both in read for body in both)
    return {entry.pk: within(procedure, old, new, names) for entry, procedure, old, new in read}


def names_in(contents: Iterable[tuple[Procedure, Row]]) -> Names:
    """What the contents point at, by name: one statement for each kind."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for procedure, body in contents:
        for field, value in pointing(procedure, body):
            if value is not None:
                wanted[field.related_model].add(str(field.target_field.to_python(value)))
    return {
        (model, str(item.pk)): str(item) for model, keys in wanted.items() for item in model._default_manager.filter(pk__in=keys)
    }


def pointing(procedure: Procedure, body: Row) -> Iterator[tuple[Any, Any]]:
    """The values of a content that stand for another row."""
    for name in procedure.content:
        field: Any = procedure.model._meta.get_field(name)
        if field.is_relation:
            yield field, body["facts"].get(field.attname)
    for name, model in procedure.content_rows.items():
        for field in (field for field in readable(model) if field.is_relation):
            yield from ((field, row.get(field.attname)) for row in body["rows"].get(name, ()))


def facts(procedure: Procedure, old: Row, new: Row, told: Telling) -> Iterator[Change]:
    for name in ("title", "amount_baht", *procedure.content):
        field: Any = procedure.model._meta.get_field(name)
        key = field.column if isinstance(field, BahtField) else field.attname
        if old.get(key) != new.get(key) and not is_inner(field):
            yield Change(label_of(field), told(field, old.get(key)), told(field, new.get(key)))


def rows(
    procedure: Procedure, old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]], told: Telling
) -> Iterator[Change]:
    tables = {**procedure.content_rows, "attachments": Attachment}
    for name, model in tables.items():
        couples = zip_longest(old.get(name, ()), new.get(name, ()))
        for number, (before, after) in enumerate(couples, start=1):
            label = _("%(table)s ที่ %(number)s") % {"table": model._meta.verbose_name, "number": number}
            if before is None or after is None:
                yield Change(label, whole(model, before, told), whole(model, after, told))
            else:
                yield from cells(model, label, before, after, told)


def cells(model: type[models.Model], label: str, before: Row, after: Row, told: Telling) -> Iterator[Change]:
    for field in readable(model):
        if before.get(field.attname) != after.get(field.attname):
            named = f"{label}\u00a0· {label_of(field)}"
            yield Change(named, told(field, before.get(field.attname)), told(field, after.get(field.attname)))


def whole(model: type[models.Model], row: Row | None, told: Telling) -> str:
    """A row that only one of the two has."""
    if row is None:
        return NOTHING
    values = (told(field, row.get(field.attname)) for field in readable(model))
    return "\u00a0· ".join(str(value) for value in values if value != NOTHING)


def readable(model: type[models.Model]) -> list[Any]:
    fields = [field for field in model._meta.concrete_fields if field.name not in HIDDEN and not is_inner(field)]
    return [field for field in fields if field.name in OF_A_FILE] if model is Attachment else fields


def label_of(field: Any) -> str:
    return _("ลายพิมพ์ของไฟล์") if field.name == DIGEST else str(field.verbose_name)


def words(field: Any, value: Any, names: Names | None = None) -> Any:
    """A value of a content as people write it; what another row stands behind, by its name."""
    if value is None:
        return NOTHING
    if isinstance(field, BahtField):
        return shown(field, to_baht(value))
    if field.is_relation:
        if names is not None:
            return names.get((field.related_model, str(field.target_field.to_python(value))), NOTHING)
        found = field.related_model._default_manager.filter(pk=field.target_field.to_python(value)).first()
        return str(found) if found else NOTHING
    return shown(field, bool(value) if isinstance(field, models.BooleanField) else field.to_python(value))
