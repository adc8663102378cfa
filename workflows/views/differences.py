"""What differs between two contents of a document, in the words of its fields: what a stale form or a second signature must show."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from workflows.fields import BahtField, to_baht
from workflows.models import Attachment, Content, Document, JournalEntry
from workflows.pages import Change
from workflows.procedure import procedure_of
from workflows.step import Step
from workflows.views.presenting import HIDDEN, is_inner, shown

NOTHING = "–"
DIGEST = "digest"
OF_A_FILE = frozenset({"kind", "name", DIGEST})

Row = Mapping[str, Any]


def between(document: Document, before: str, after: str) -> tuple[Change, ...]:
    """The changes from one content to another, each given by its hash; the same content has none."""
    if before == after:
        return ()
    bodies = dict(Content.objects.filter(hash__in=(before, after)).values_list("hash", "body"))
    if before not in bodies or after not in bodies:
        return ()
    old, new = json.loads(bodies[before]), json.loads(bodies[after])
    return (*facts(document, old["facts"], new["facts"]), *rows(document, old["rows"], new["rows"]))


def since_version(document: Document, version: int) -> tuple[Change, ...]:
    """What changed after somebody read this version."""
    entries = JournalEntry.objects.filter(document=document.pk).order_by("-sequence")
    read = next((entry for entry in entries if json.loads(entry.body)["version"] <= version), None)
    return between(document, read.content_hash, document.content_hash) if read else ()


def since_read(document: Document, step: Step, person: Any) -> tuple[Change, ...]:
    """What changed after this person did this step last, or sent the document on or back from where it stands again.

    Whoever has it for the first time learns what changed after anybody did the step.
    """
    turns = [
        other.name for other in procedure_of(document).from_state(document.state) if other.target not in (None, document.state)
    ]
    entries = JournalEntry.objects.filter(document=document.pk).order_by("-sequence")
    last = entries.filter(step__in={step.name, *turns}, person=person).first() or entries.filter(step=step.name).first()
    return between(document, last.content_hash, document.content_hash) if last else ()


def facts(document: Document, old: Row, new: Row) -> Iterator[Change]:
    for name in ("title", "amount_baht", *procedure_of(document).content):
        field: Any = document._meta.get_field(name)
        key = field.column if isinstance(field, BahtField) else field.attname
        if old.get(key) != new.get(key) and not is_inner(field):
            yield Change(label_of(field), words(field, old.get(key)), words(field, new.get(key)))


def rows(document: Document, old: Mapping[str, Sequence[Row]], new: Mapping[str, Sequence[Row]]) -> Iterator[Change]:
    tables = {**procedure_of(document).content_rows, "attachments": Attachment}
    for name, model in tables.items():
        couples = zip_longest(old.get(name, ()), new.get(name, ()))
        for number, (before, after) in enumerate(couples, start=1):
            label = _("%(table)s ที่ %(number)s") % {"table": model._meta.verbose_name, "number": number}
            if before is None or after is None:
                yield Change(label, whole(model, before), whole(model, after))
            else:
                yield from cells(model, label, before, after)


def cells(model: type[models.Model], label: str, before: Row, after: Row) -> Iterator[Change]:
    for field in readable(model):
        if before.get(field.attname) != after.get(field.attname):
            named = f"{label} · {label_of(field)}"
            yield Change(named, words(field, before.get(field.attname)), words(field, after.get(field.attname)))


def whole(model: type[models.Model], row: Row | None) -> str:
    """A row that only one of the two has."""
    if row is None:
        return NOTHING
    told = (words(field, row.get(field.attname)) for field in readable(model))
    return " · ".join(str(value) for value in told if value != NOTHING)


def readable(model: type[models.Model]) -> list[Any]:
    fields = [field for field in model._meta.concrete_fields if field.name not in HIDDEN and not is_inner(field)]
    return [field for field in fields if field.name in OF_A_FILE] if model is Attachment else fields


def label_of(field: Any) -> str:
    return _("ลายพิมพ์ของไฟล์") if field.name == DIGEST else str(field.verbose_name)


def words(field: Any, value: Any) -> Any:
    """A value of a content as people write it; what another row stands behind, by its name."""
    if value is None:
        return NOTHING
    if isinstance(field, BahtField):
        return shown(field, to_baht(value))
    if field.is_relation:
        found = field.related_model._default_manager.filter(pk=field.target_field.to_python(value)).first()
        return str(found) if found else NOTHING
    return shown(field, bool(value) if isinstance(field, models.BooleanField) else field.to_python(value))
