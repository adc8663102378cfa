"""Why a search found a case: what of it matches, with the matching letters told apart. It reads only the rows that a page shows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import CharField
from django.utils.translation import gettext as _

from workflows.models import Case, Organization, Party, User
from workflows.pages import Match, Part
from workflows.procedure import PROCEDURES, Procedure
from workflows.searching import PAPER_NUMBER, amount, proven_by
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
    """Case → what of it matches: what is the very text first, and each once."""
    documents = [document for case in cases for document in case.documents.all()]
    proven = set(proven_by(organization, arabic_digits(text)))
    children = rows_of(documents)
    found = {}
    for case in cases:
        own = [children.get(document.pk, document) for document in case.documents.all()]
        told = dict.fromkeys([*of_case(case, text), *(match for document in own for match in of_document(document, text, proven))])
        found[case.pk] = (*sorted(told, key=lambda match: not match.is_whole),)[:MATCHES_MAX]
    return found


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
