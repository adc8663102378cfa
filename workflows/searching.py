"""Finding a case by what people remember of it, in Thai or Arabic digits: number, title, the other party, the amount, or what stands
on its papers: the number of any of them, an officer's name, the code of verification."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from django.db.models import CharField, Q, QuerySet

from workflows.models import Case, Content, Document, Organization, Party, User
from workflows.names import once_called
from workflows.papers.imprint import hash_start
from workflows.procedure import PROCEDURES
from workflows.thai import arabic_digits, thai_digits

D = TypeVar("D", bound=Document)
LETTERS_MAX = 300  # no number, title or name is longer, and SQLite compares with no pattern of any length
HASH_DIGITS = 64
ALIKE_MAX = 20  # contents that share the ten digits of a code: two are a wonder
PAPER_NUMBER = "_number"  # how the fields are called that hold the number of a paper
AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,2})?(?:\s*(?:บาท|baht|฿))?", re.IGNORECASE)


def amount(text: str) -> Decimal | None:
    """The amount in baht that a text is, whole or in satang; nothing where it is none, or where its commas stand wrong."""
    found = AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "") + (found[2] or "")) if found else None


def hit(organization: Organization, text: str) -> Q:
    """What makes a document match: part of a number or title, part of a party's name or of the name of an officer whom it names, a
    party's whole tax id, the whole amount, or the whole code of a paper.

    A title keeps the digits that its author typed, so the text is looked for in either, and as it was typed.
    """
    plain = arabic_digits(text)
    spellings = {text, plain, thai_digits(text)}
    parties = Party.objects.filter(part_of(spellings, "name") | Q(tax_id=plain), organization=organization)
    found = part_of(spellings, "number", "title", "case__number", "case__title")
    renamed = once_called(organization, part_of(spellings, "name"))
    people = User.objects.filter(part_of(spellings, "full_name") | Q(pk__in=renamed), organization=organization)
    for procedure in PROCEDURES.values():
        held = Q()
        for field in procedure.model._meta.local_fields:
            if field.related_model in (Party, User):
                held |= Q(**{f"{field.name}__in": parties if field.related_model is Party else people})
            elif isinstance(field, CharField) and field.name.endswith(PAPER_NUMBER):
                held |= part_of(spellings, field.name)
        if held:
            found |= Q(pk__in=procedure.model._default_manager.filter(held, organization=organization).values("pk"))
    found |= Q(pk__in=proven_by(organization, plain))
    whole = amount(plain)
    return found | Q(amount_baht=whole) if whole is not None else found


def proven_by(organization: Organization, text: str) -> list[str]:
    """The documents whose content, now or once, a code of verification stands for; none where it is no code."""
    try:
        start = hash_start(text)
    except ValueError:
        return []
    kept = Content.objects.filter(organization=organization, hash__gte=start, hash__lte=start.ljust(HASH_DIGITS, "f"))
    return [json.loads(body)["document"] for body in kept.values_list("body", flat=True)[:ALIKE_MAX]]


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
