"""From documents to the words of pages: facts, tables, money, due days. Applications add what only they know."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows import clock
from workflows.attachments import NAMED
from workflows.calendar import is_working_day, working_day_before, working_days_between
from workflows.choices import CHOICES
from workflows.compiled import read_several
from workflows.dates import long_date, short_date
from workflows.desks import is_promise
from workflows.evidence import Evidence
from workflows.evidence_sql import aimed_at
from workflows.fields import BahtField
from workflows.law import Basis
from workflows.law_words import cited, told
from workflows.models import Attachment, Case, Document, JournalEntry, Organization, Party, PartyAccount, Unit, User
from workflows.office import office_of
from workflows.pages import BudgetShare, Clause, Due, Pair, PaperLink, Reason
from workflows.procedure import PROCEDURES, Procedure, procedure_of
from workflows.thai import baht
from workflows.whole import Name

# Applications append: each function gives the budget lines that a case touches.
MONEY: list[Callable[[Case], list[BudgetShare]]] = []
# Applications append: each function gives the files that the office makes of a document and that this person may take away.
FILES: list[Callable[[Any, User], Iterable[PaperLink]]] = []
NAMES = (Party, PartyAccount, User, Unit)  # what is called by a name, which a page breaks at its spaces alone
HIDDEN = frozenset({"id", "document", "organization", "position"})
Known = dict[tuple[Any, Any], str]  # the name of a thing by its model and its id
OWN_KEY = re.compile("live_.*")  # repeats a fact for the database alone, so that it stands there once
DIGEST = re.compile("(.*_)?(sha256|digest)")
DIGEST_LETTERS = 8
UNREADABLE = (models.JSONField, models.UUIDField)  # ids and structures say nothing to people; what they point to has a name


def clause(basis: Basis) -> Clause:
    return Clause(cited(basis.label), basis.standing, told(basis.sentence))


def opening_url(procedure: Procedure, state: str, key: Any) -> str:
    """The form that takes a document on by opening another, the document chosen in it; empty where its own steps take it on."""
    onward = procedure.next_opening(state)
    return f"{reverse('open', args=[onward[0].code])}?{urlencode({onward[1]: key})}" if onward else ""


def due(organization: Organization, on: date | None) -> Due:
    """How many working days are left, in the office's own calendar. A limit that ends on a holiday is not moved by anything that was read,
    so whoever waits for the day after is told of the working day before."""
    if on is None:
        return Due()
    today, special = clock.today(organization), office_of(organization).special_days
    left = working_days_between(today, on, special) if on >= today else -working_days_between(on, today, special)
    if on < today:
        return Due(on, min(left, -1))
    return Due(on, left, "" if is_working_day(on, special) else due_on_holiday(on, working_day_before(on, special)))


def due_on_holiday(on: date, before: date) -> str:
    facts = {"day": short_date(on), "before": short_date(before)}
    return _("ครบกำหนด %(day)s ตรงกับวันหยุด วันทำการก่อนนั้นคือ %(before)s") % facts


def due_of(organization: Organization, document: Any) -> Due:
    """The day of whatever waits, a document or its row on a list: the law's limit, or what somebody promised."""
    found = due(organization, document.due_on)
    if document.due_on is None or not is_promise(PROCEDURES[document.procedure], document.state):
        return found
    return replace(found, days_late=max(0, (clock.today(organization) - document.due_on).days))


def working_days_since(organization: Organization, since: Any) -> int | None:
    if since is None:
        return None
    today = clock.today(organization)
    return max(0, working_days_between(clock.localized(since).date(), today, office_of(organization).special_days))


def shown(field: Any, value: Any) -> Any:
    """A value as people write it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        yes, no = getattr(field.model, "yes_and_no", {}).get(field.name, (_("ใช่"), _("ไม่ใช่")))
        return str(yes if value else no)
    if isinstance(field, BahtField):
        return baht(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if field.name in (chosen := getattr(field.model, "words_of", {})):
        return CHOICES[chosen[field.name]].words(value)
    if field.model is Attachment and field.name == "kind":
        return str(NAMED.get(value, value))
    if DIGEST.fullmatch(field.name):
        return f"{value[:DIGEST_LETTERS]}…"
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    return name_of(value) if isinstance(value, NAMES) else value


def name_of(item: Any) -> str:
    """What points to a thing shows its name."""
    return Name(item) if isinstance(item, NAMES) else str(item)


def because(entries: Iterable[JournalEntry]) -> Reason | None:
    """The written reason with which the document was moved to where it waits, if there was one. Entries come with the latest first."""
    for entry in entries:
        told = entry.told
        if told["from"] != told["to"]:
            moment = clock.localized(entry.recorded_time)
            return Reason(told["reason"], told["person_name"], moment) if told["reason"] else None
    return None


def words_before(entries: Iterable[JournalEntry]) -> tuple[Reason, ...]:
    """What those wrote through whose hands the document came here, the latest first: opinions one after the other, or why it was brought back.

    Entries come with the latest first.
    """
    found = []
    for entry in entries:
        told = entry.told
        if told["from"] == told["to"]:
            continue
        if told["reason"]:
            found.append(Reason(told["reason"], told["person_name"], clock.localized(entry.recorded_time)))
        declared = PROCEDURES[entry.procedure].steps.get(entry.step)
        if not told["reason"] or declared is None or not declared.signs:
            break
    return tuple(found)


def decisive(document: Document, names: Iterable[str]) -> tuple[Pair, ...]:
    """The facts that decide a step, in the order of its declaration; a nought says something here, a “no” does not."""
    rows = {**procedure_of(document).content_rows, **procedure_of(document).fact_rows}
    fields: list[Any] = [document._meta.get_field(name) for name in names if name not in rows]
    held = [(field, getattr(document, field.name)) for field in fields]
    return tuple(
        Pair(str(field.verbose_name), shown(field, value))
        for field, value in held
        if value not in (None, "") and value is not False
    )


def facts(document: Document, without: Iterable[str] = ()) -> tuple[Pair, ...]:
    """The material fields that hold something, under their Thai names."""
    found, label = [], labels(type(document), get_language())
    for field in told_fields(procedure_of(document)):
        value = None if field.name in without else getattr(document, field.name)
        if not (value in (None, "", {}, []) or is_unborn(field, value)):
            found.append(Pair(label[field.name], shown(field, value)))
    return tuple(found)


@cache
def told_fields(procedure: Procedure) -> tuple[Any, ...]:
    """The material fields that say something to people."""
    fields: list[Any] = [procedure.model._meta.get_field(name) for name in procedure.content]
    return tuple(field for field in fields if not (is_inner(field) or DIGEST.fullmatch(field.name)))


@cache
def labels(model: type[models.Model], language: str) -> dict[str, str]:
    """What people call the columns of a model, in the language that is being spoken: a case asks for a hundred of them."""
    return {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}


def acquaint(documents: Sequence[Document], evidence: Mapping[Any, Evidence]) -> Known:
    """Set beside these documents what their facts point to, people, parties and lines, and give the names of all that their facts and
    their tables point to; each kind is read in one statement, and the documents themselves are here already."""
    met: dict[Any, dict[Any, Any]] = defaultdict(dict)
    pointing: dict[Any, list[tuple[Document, Any]]] = defaultdict(list)
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for document in documents:
        met[type(document)][document.pk] = document
        for model, key in pointed_at(document, evidence[document.pk].rows):
            wanted[model].add(key)
        fields: list[Any] = [document._meta.get_field(name) for name in procedure_of(document).content]
        for field in fields:
            if field.is_relation and getattr(document, field.attname) is not None and not field.is_cached(document):
                pointing[field.related_model].append((document, field))
                wanted[field.related_model].add(getattr(document, field.attname))
    for model, keys in wanted.items():
        if asked := keys - met[model].keys():
            met[model].update(read_several(model, asked))
        for document, field in pointing[model]:
            field.set_cached_value(document, met[model][getattr(document, field.attname)])
    return {(model, key): name_of(met[model][key]) for model, keys in wanted.items() for key in keys}


def pointed_at(document: Document, rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[Any, Any]]:
    """(model, id) of whatever the side rows of a document name in a column that people read."""
    procedure = procedure_of(document)
    for name, model in {**procedure.content_rows, **procedure.fact_rows}.items():
        for field in relations_shown(model):
            as_key = aimed_at(field).to_python
            yield from ((field.related_model, as_key(row[field.attname])) for row in rows.get(name, ()) if row.get(field.attname))


@cache
def relations_shown(model: type[models.Model]) -> tuple[Any, ...]:
    names = getattr(model, "shown", None)
    return tuple(field for field in model._meta.concrete_fields if field.is_relation and is_shown(field, names))


def is_inner(field: Any) -> bool:
    """What the program keeps for itself says nothing to people."""
    return isinstance(field, UNREADABLE) or OWN_KEY.fullmatch(field.name) is not None


def is_unborn(field: Any, value: Any) -> bool:
    """A nought that nobody has put there: the number with which every such document begins."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool) and not value and field.has_default()


def is_shown(field: Any, names: tuple[str, ...] | None) -> bool:
    return field.name in names if names else field.name not in HIDDEN and not is_inner(field)


def money(case: Case) -> tuple[BudgetShare, ...]:
    return tuple(share for give in MONEY for share in give(case))
