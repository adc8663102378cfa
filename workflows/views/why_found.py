"""Why a search found a case: what of it matches, with the matching letters told apart. It reads only the rows that a page shows."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.models import Case, Document, JournalEntry, Organization, Party, User
from workflows.names import former_names
from workflows.pages import Match, Part
from workflows.procedure import PROCEDURES, Procedure
from workflows.searching import PAPER_NUMBER, PEOPLE_MAX, amount, part_of, people_called, proven_by, searched_rows, spelled
from workflows.step import Step
from workflows.thai import arabic_digits, baht

MATCHES_MAX = 3
NAME, TAX_ID = "__name", "__tax_id"  # of a party


class Written(NamedTuple):
    """What stands on a document itself, as far as a search looks into it: a whole document takes three times as long to read."""

    pk: Any
    case_id: Any
    procedure: str
    number: str
    title: str
    amount_baht: Decimal | None
    state: str


def documents_in(cases: Iterable[Case]) -> dict[Any, list[Written]]:
    """Case → its documents, in the order in which they were opened."""
    found: dict[Any, list[Written]] = defaultdict(list)
    keys = [case.pk for case in cases]
    for row in Document.objects.filter(case__in=keys).order_by("pk").values_list(*Written._fields) if keys else ():
        found[row[1]].append(Written(*row))
    return found


@lru_cache(maxsize=64)
def reading(text: str) -> tuple[re.Pattern[str], Callable[[str], str]]:
    """What is looked for, and how a value is read for it: where no digit is looked for, nothing need be read as another."""
    plain = arabic_digits(text)
    return re.compile(re.escape(plain), re.IGNORECASE), arabic_digits if any(map(str.isdecimal, plain)) else str


def marked(value: str, text: str) -> tuple[Part, ...]:
    """A value in parts, those that match the text told apart; Thai and Arabic digits are the same, and so are small and large letters."""
    (pattern, read), parts, end = reading(text), [], 0
    for found in pattern.finditer(read(value)) if text else ():
        parts += [Part(value[end : found.start()]), Part(value[found.start() : found.end()], is_hit=True)]
        end = found.end()
    return tuple(part for part in (*parts, Part(value[end:])) if part.text)


def is_part(value: str, text: str) -> bool:
    pattern, read = reading(text)
    return bool(text) and pattern.search(read(value)) is not None


def matches(
    organization: Organization, cases: Sequence[Case], documents: Mapping[Any, Sequence[Written]], text: str
) -> dict[Any, tuple[Match, ...]]:
    """Case → what of it matches: what is the very text first, and each once. Where there is no case, nobody asks."""
    if not cases:
        return {}
    every = [document for own in documents.values() for document in own]
    beside: dict[Any, list[Match]] = defaultdict(list)
    for key, match in (*lines_with(every, text), *acts_by(organization, cases, text)):
        beside[key].append(match)
    proven, whole = set(proven_by(organization, arabic_digits(text))), amount(arabic_digits(text))
    named = named_in(every, text)
    found = {}
    for case in cases:
        told: dict[Any, Match] = {match: match for match in of_case(case, text)}
        for document in documents[case.pk]:
            told.update((match, match) for match in of_document(document, text, whole, proven))
            for what, match in named[document.pk]:  # a firm is the vendor, the other party and the payee: it is told once
                told.setdefault(what, match)
        told.update((match, match) for match in beside[case.pk])
        found[case.pk] = (*sorted(told.values(), key=lambda match: not match.is_whole),)[:MATCHES_MAX]
    return found


def why_in_rows(organization: Organization, rows: Sequence[Any], text: str) -> list[str]:
    """Of each row of a list, what a search has found that the row does not say: the text stands somewhere else in its case.

    A row is a document, or tells its `case_id`, `case__number`, `number`, `title` and `amount_baht` under these names.
    """
    text = text.strip()
    hidden = {row.case_id for row in rows if not says(row, text)} if text else set()
    cases = list(Case.objects.filter(pk__in=hidden)) if hidden else []
    found = matches(organization, cases, documents_in(cases), text)
    return [told(found[row.case_id]) if row.case_id in hidden and not says(row, text) else "" for row in rows]


def says(row: Any, text: str) -> bool:
    """Whether somebody who reads the row sees the text that he typed."""
    number = row.number or (row.case__number if hasattr(row, "case__number") else row.case.number)
    whole = amount(arabic_digits(text))
    return is_part(row.title, text) or is_part(number, text) or (whole is not None and row.amount_baht == whole)


def told(why: Sequence[Match]) -> str:
    """The best of the reasons, in words."""
    if not why:
        return ""
    return _("พบเพราะ: %(label)s %(value)s") % {"label": why[0].label, "value": "".join(part.text for part in why[0].parts)}


def lines_with(documents: Sequence[Written], text: str) -> Iterator[tuple[Any, Match]]:
    """(case, match) of each line that bears the text, one statement for each kind."""
    cases = {document.pk: document.case_id for document in documents}
    for model, columns in searched_rows() if cases and text else ():
        rows = model.objects.filter(part_of(spelled(text), *columns), document__in=cases).order_by("pk")
        for document, *values in rows.values_list("document", *columns):
            for value in values:
                if is_part(value, text):
                    yield cases[document], Match(str(model._meta.verbose_name), marked(value, text))


def acts_by(organization: Organization, cases: Sequence[Case], text: str) -> Iterator[tuple[Any, Match]]:
    """(case, match) of each person who is called so and acted in it: by what he signed, or else by what he did last."""
    people = (
        {person.pk: person for person in people_called(organization, spelled(text)).order_by("pk")[:PEOPLE_MAX]} if text else {}
    )
    if not (people and cases):
        return
    names = called(organization, people.values(), text)
    acts = JournalEntry.objects.filter(case__in=cases, person__in=people).order_by("id")
    done: dict[tuple[Any, Any], dict[str, Step]] = defaultdict(dict)
    for case, person, procedure, name in acts.values_list("case", "person", "procedure", "step"):
        if (step := PROCEDURES[procedure].steps.get(name)) is not None:
            done[case, person][f"{procedure}.{name}"] = step
    for (case, person), steps in done.items():
        leading = next((step for step in steps.values() if step.signs), [*steps.values()][-1])
        facts = {"step": leading.label, "count": len(steps) - 1}
        said = _("ลงนามในขั้น “%(step)s”") if leading.signs else _("ทำขั้น “%(step)s”")
        more = ngettext(" และอีก %(count)s ขั้น", " และอีก %(count)s ขั้น", len(steps) - 1) if len(steps) > 1 else ""
        yield case, Match((said + more) % facts, marked(names[person], text))


def called(organization: Organization, people: Iterable[User], text: str) -> dict[Any, str]:
    """The names by which these persons were found: today's, or the one that they once had."""
    names = {person.pk: person.full_name for person in people}
    if not all(is_part(name, text) for name in names.values()):
        for person, formers in former_names(organization).items():
            once = next((name for name in formers if is_part(name, text)), "")
            if person in names and once and not is_part(names[person], text):
                names[person] = once
    return names


def named_in(documents: Iterable[Written], text: str) -> dict[Any, list[tuple[Any, Match]]]:
    """Document → what of its procedure's own facts matches, each with what it is about: one query for each procedure, and no more of it
    than the names."""
    keys: dict[str, list[Any]] = defaultdict(list)
    for document in documents:
        keys[document.procedure].append(document.pk)
    found: dict[Any, list[tuple[Any, Match]]] = defaultdict(list)
    for code, wanted in keys.items() if text else ():
        model, asked = PROCEDURES[code].model, names_of(PROCEDURES[code])
        if not asked:
            continue
        for pk, *values in model._default_manager.filter(pk__in=wanted).values_list("pk", *(path for path, _field in asked)):
            row = dict(zip((path for path, _field in asked), values, strict=True))
            for path, field in asked:
                if row[path] and (match := of_name(path, field, row, text)):
                    found[pk].append((row[path] if field.related_model is Party else match, match))
    return found


@cache
def names_of(procedure: Procedure) -> tuple[tuple[str, Any], ...]:
    """What of a procedure's own facts a search looks into, and whose field it is: whom they name, and the numbers of papers."""
    found: list[tuple[str, Any]] = []
    fields: list[Any] = list(procedure.model._meta.local_fields)
    for field in fields:
        if field.related_model is Party:
            found += [(field.name + NAME, field), (field.name + TAX_ID, field)]
        elif field.related_model is User:
            found.append((f"{field.name}__full_name", field))
        elif isinstance(field, CharField) and field.name.endswith(PAPER_NUMBER):
            found.append((field.name, field))
    return tuple(found)


def of_case(case: Case, text: str) -> Iterator[Match]:
    if is_part(case.number, text):
        yield Match(_("เลขที่เรื่อง"), marked(case.number, text))
    if is_part(case.title, text):
        yield Match(_("ชื่อเรื่อง"), marked(case.title, text))


def of_document(document: Written, text: str, whole: Decimal | None, proven: Iterable[str]) -> Iterator[Match]:
    procedure = PROCEDURES[document.procedure]
    if is_part(document.number, text):
        yield Match(_("เลขที่เอกสาร"), marked(document.number, text))
    if is_part(document.title, text):
        yield Match(_("ชื่อเรื่อง"), marked(document.title, text))
    if whole is not None and document.amount_baht == whole:
        yield Match(
            f"{_('จำนวนเงิน')}\u00a0· {procedure.title}", (Part(_("%(amount)s บาท") % {"amount": baht(whole)}, is_hit=True),)
        )
    if proven and (document.pk.hex in proven or str(document.pk) in proven):
        yield Match(f"{_('รหัสตรวจสอบ')}\u00a0· {procedure.title}", (Part(text.upper(), is_hit=True),))


def of_name(path: str, field: Any, row: Mapping[str, str], text: str) -> Match | None:
    """A name or a number that bears the text; of a tax number the whole."""
    value = row[path]
    if path.endswith(TAX_ID):
        name = row[path.removesuffix(TAX_ID) + NAME]
        label = _("เลขประจำตัวผู้เสียภาษีของ%(name)s") % {"name": name}
        return Match(label, (Part(value, is_hit=True),)) if value == arabic_digits(text) else None
    return Match(str(field.verbose_name), marked(value, text)) if is_part(value, text) else None
