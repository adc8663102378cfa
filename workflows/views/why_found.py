"""Why a search found a case: what of it matches, with the matching letters told apart. It reads only the rows that a page shows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

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


def marked(value: str, text: str) -> tuple[Part, ...]:
    """A value in parts, those that match the text told apart; Thai and Arabic digits are the same, and so are small and large letters."""
    parts, end = [], 0
    for found in re.finditer(re.escape(arabic_digits(text)), arabic_digits(value), re.IGNORECASE) if text else ():
        parts += [Part(value[end : found.start()]), Part(value[found.start() : found.end()], is_hit=True)]
        end = found.end()
    return tuple(part for part in (*parts, Part(value[end:])) if part.text)


def matches(organization: Organization, cases: Sequence[Case], text: str) -> dict[Any, tuple[Match, ...]]:
    """Case → what of it matches: what is the very text first, and each once. Where there is no case, nobody asks."""
    if not cases:
        return {}
    documents = [document for case in cases for document in case.documents.all()]
    beside = [*lines_with(documents, text), *acts_by(organization, cases, text)]
    proven = set(proven_by(organization, arabic_digits(text)))
    children = rows_of(documents)
    found = {}
    for case in cases:
        own = [children.get(document.pk, document) for document in case.documents.all()]
        written = (match for document in own for match in of_document(document, text, proven))
        told = dict.fromkeys([*of_case(case, text), *written, *(match for key, match in beside if key == case.pk)])
        found[case.pk] = (*sorted(told, key=lambda match: not match.is_whole),)[:MATCHES_MAX]
    return found


def why_in_rows(organization: Organization, rows: Sequence[Any], text: str) -> list[str]:
    """Of each row of a list, what a search has found that the row does not say: the text stands somewhere else in its case.

    A row is a document, or tells its `case_id`, `case__number`, `number`, `title` and `amount_baht` under these names.
    """
    text = text.strip()
    hidden = {row.case_id for row in rows if not says(row, text)} if text else set()
    cases = Case.objects.filter(pk__in=hidden).prefetch_related("documents") if hidden else ()
    found = matches(organization, list(cases), text)
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


def lines_with(documents: Sequence[Document], text: str) -> Iterator[tuple[Any, Match]]:
    """(case, match) of each line that bears the text, one statement for each kind."""
    cases = {document.pk: document.case_id for document in documents}
    for model, columns in searched_rows() if cases and text else ():
        for row in model.objects.filter(part_of(spelled(text), *columns), document__in=cases).order_by("pk"):
            for column in columns:
                if is_part(getattr(row, column), text):
                    yield cases[row.document_id], Match(str(model._meta.verbose_name), marked(getattr(row, column), text))


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


def rows_of(documents: Iterable[Any]) -> dict[Any, Any]:
    """The documents with the facts of their own procedures and the people whom they name, one query for each procedure."""
    keys: dict[str, list[Any]] = defaultdict(list)
    for document in documents:
        keys[document.procedure].append(document.pk)
    found = {}
    for code, wanted in keys.items():
        related = [field.name for field in fields_of(PROCEDURES[code]) if field.is_relation]
        found.update(PROCEDURES[code].model._default_manager.select_related(*related).in_bulk(wanted))
    return found


def fields_of(procedure: Procedure) -> list[Any]:
    """What of a procedure's own facts a search looks into: whom they name, and the numbers of papers."""
    fields: list[Any] = list(procedure.model._meta.local_fields)
    return [
        field
        for field in fields
        if field.related_model in (Party, User) or (isinstance(field, CharField) and field.name.endswith(PAPER_NUMBER))
    ]


def of_case(case: Case, text: str) -> Iterator[Match]:
    if is_part(case.number, text):
        yield Match(_("เลขที่เรื่อง"), marked(case.number, text))
    if is_part(case.title, text):
        yield Match(_("ชื่อเรื่อง"), marked(case.title, text))


def of_document(document: Any, text: str, proven: Iterable[str]) -> Iterator[Match]:
    procedure, plain = PROCEDURES[document.procedure], arabic_digits(text)
    if is_part(document.number, text):
        yield Match(_("เลขที่เอกสาร"), marked(document.number, text))
    if is_part(document.title, text):
        yield Match(_("ชื่อเรื่อง"), marked(document.title, text))
    for field in fields_of(procedure):
        yield from of_field(field, getattr(document, field.name), text)
    whole = amount(plain)
    if whole is not None and document.amount_baht == whole:
        yield Match(f"{_('จำนวนเงิน')} · {procedure.title}", (Part(_("%(amount)s บาท") % {"amount": baht(whole)}, is_hit=True),))
    if document.pk.hex in proven or str(document.pk) in proven:
        yield Match(f"{_('รหัสตรวจสอบ')} · {procedure.title}", (Part(text.upper(), is_hit=True),))


def of_field(field: Any, value: Any, text: str) -> Iterator[Match]:
    label = str(field.verbose_name)
    if isinstance(value, Party):
        if is_part(value.name, text):
            yield Match(label, marked(value.name, text))
        if value.tax_id and value.tax_id == arabic_digits(text):
            yield Match(_("เลขประจำตัวผู้เสียภาษีของ%(name)s") % {"name": value.name}, (Part(value.tax_id, is_hit=True),))
    else:
        words = value.full_name if isinstance(value, User) else value or ""
        if is_part(words, text):
            yield Match(label, marked(words, text))


def is_part(value: str, text: str) -> bool:
    return any(part.is_hit for part in marked(value, text))
