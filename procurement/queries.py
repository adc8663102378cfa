"""What procurement asks of its tables beyond the document in hand."""

import uuid
from datetime import date

from django.db.models import QuerySet

from procurement.models import StandingSpecifier


def in_force(unit: uuid.UUID | None, first: date, last: date | None) -> QuerySet[StandingSpecifier]:
    """Standing orders of a unit that hold on some day from `first` to `last`; without a last day, for good."""
    orders = StandingSpecifier.objects.filter(unit=unit).exclude(ends_on__lt=first)
    return orders if last is None else orders.filter(starts_on__lte=last)


def specifier_of(unit: uuid.UUID | None, on: date) -> StandingSpecifier | None:
    """The standing order of a unit on a day, unless the person has left."""
    return in_force(unit, on, on).filter(person__is_active=True).select_related("person").first()
