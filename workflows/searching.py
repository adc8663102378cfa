"""Finding a case by what people remember of it: number, title, the other party, the amount; in Thai or Arabic digits."""

import re
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet

from workflows.models import Case, Document, Organization, Party
from workflows.procedure import PROCEDURES
from workflows.thai import arabic_digits

D = TypeVar("D", bound=Document)
AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(\.[0-9]{1,2})?(?:\s*(?:บาท|baht|฿))?", re.IGNORECASE)


def amount(text: str) -> Decimal | None:
    """The amount in baht that a text is, whole or in satang; nothing where it is none, or where its commas stand wrong."""
    found = AMOUNT.fullmatch(text)
    return Decimal(found[1].replace(",", "") + (found[2] or "")) if found else None


def hit(organization: Organization, text: str) -> Q:
    """What makes a document match: part of a number or title, part of a party's name, its whole tax id, or the whole amount."""
    parties = Party.objects.filter(Q(name__icontains=text) | Q(tax_id=text), organization=organization)
    found = Q(number__icontains=text) | Q(title__icontains=text) | Q(case__number__icontains=text) | Q(case__title__icontains=text)
    for procedure in PROCEDURES.values():
        for field in procedure.model._meta.local_fields:
            if field.related_model is Party:
                held = procedure.model._default_manager.filter(organization=organization, **{f"{field.name}__in": parties})
                found |= Q(pk__in=held.values("pk"))
    whole = amount(text)
    return found | Q(amount_baht=whole) if whole is not None else found


def matching(documents: QuerySet[D], organization: Organization, text: str) -> QuerySet[D]:
    """The documents that a text finds; all of them where it is empty."""
    text = arabic_digits(text.strip())
    return documents.filter(hit(organization, text)) if text else documents


def cases_matching(organization: Organization, text: str) -> QuerySet[Case]:
    """The cases of which a document matches, newest first; none for an empty text."""
    text = arabic_digits(text.strip())
    found = Case.objects.filter(organization=organization)
    if not text:
        return found.none()
    documents = Document.objects.filter(hit(organization, text), organization=organization)
    return found.filter(pk__in=documents.values("case_id")).order_by("-id")
