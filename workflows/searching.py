"""Finding a case by what people remember of it: number, title, the other party, the amount; in Thai or Arabic digits."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet

from workflows.models import Case, Document, Organization, Party
from workflows.procedure import PROCEDURES
from workflows.thai import arabic_digits, thai_digits

D = TypeVar("D", bound=Document)
LETTERS_MAX = 300  # no number, title or name is longer, and SQLite compares with no pattern of any length
AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,2})?(?:\s*(?:บาท|baht|฿))?", re.IGNORECASE)


def amount(text: str) -> Decimal | None:
    """The amount in baht that a text is, whole or in satang; nothing where it is none, or where its commas stand wrong."""
    found = AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "") + (found[2] or "")) if found else None


def hit(organization: Organization, text: str) -> Q:
    """What makes a document match: part of a number or title, part of a party's name, its whole tax id, or the whole amount.

    A title keeps the digits that its author typed, so the text is looked for in either, and as it was typed.
    """
    plain = arabic_digits(text)
    spellings = {text, plain, thai_digits(text)}
    parties = Party.objects.filter(part_of(spellings, "name") | Q(tax_id=plain), organization=organization)
    found = part_of(spellings, "number", "title", "case__number", "case__title")
    for procedure in PROCEDURES.values():
        for field in procedure.model._meta.local_fields:
            if field.related_model is Party:
                held = procedure.model._default_manager.filter(organization=organization, **{f"{field.name}__in": parties})
                found |= Q(pk__in=held.values("pk"))
    whole = amount(plain)
    return found | Q(amount_baht=whole) if whole is not None else found


def part_of(spellings: Iterable[str], *columns: str) -> Q:
    """One of the spellings stands in one of the columns."""
    return Q(*((f"{column}__icontains", text) for column in columns for text in spellings), _connector=Q.OR)


def matching(documents: QuerySet[D], organization: Organization, text: str) -> QuerySet[D]:
    """The documents that a text finds; all of them where it is empty."""
    text = text.strip()
    if len(text) > LETTERS_MAX:
        return documents.none()
    return documents.filter(hit(organization, text)) if text else documents


def cases_matching(organization: Organization, text: str) -> QuerySet[Case]:
    """The cases of which a document matches, newest first; none for an empty text."""
    text = text.strip()
    found = Case.objects.filter(organization=organization)
    if not text:
        return found.none()
    documents = matching(Document.objects.filter(organization=organization), organization, text)
    return found.filter(pk__in=documents.values("case_id")).order_by("-id")
