"""What procurement asks of its tables beyond the document in hand."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from procurement.models import ContractRecord, StandingSpecifier
from workflows.procedure import procedure_of

NEAR_MAX = 50  # more than anybody reads; their sum is beyond doubt by then


def in_force(unit: uuid.UUID | None, first: date, last: date | None) -> QuerySet[StandingSpecifier]:
    """Standing orders of a unit that hold on some day from `first` to `last`; without a last day, for good."""
    orders = StandingSpecifier.objects.filter(unit=unit).exclude(ends_on__lt=first)
    return orders if last is None else orders.filter(starts_on__lte=last)


def specifier_of(unit: uuid.UUID | None, on: date) -> StandingSpecifier | None:
    """The standing order of a unit on a day, unless the person has left."""
    return in_force(unit, on, on).filter(person__is_active=True).select_related("person").first()


def living_of(purchase: type[Model], records: Iterable[ContractRecord]) -> dict[uuid.UUID, Any]:
    """Of each row of an official file the purchase that was opened from it, its case with it; what was called off is not counted."""
    found = purchase._default_manager.filter(live_record__in=[record.pk for record in records]).select_related("case")
    return {one.live_record: one for one in found}  # type: ignore[attr-defined]


def bought_near(purchase: Any, first: date, last: date) -> QuerySet[Any]:
    """Other living purchases of the office, of the same kind, opened within these days: on the same line or from the same vendor; before
    a line is named, of the same unit."""
    alike = Q(budget_line=purchase.budget_line_id) if purchase.budget_line_id else Q(unit=purchase.unit_id)
    if purchase.vendor_id:
        alike |= Q(vendor=purchase.vendor_id)
    near = others_of(purchase).filter(alike, case__organization=purchase.organization_id, case__opened_on__range=(first, last))
    return near.order_by("case__opened_on", "pk")[:NEAR_MAX]


def won_before(purchase: Any, count: int) -> QuerySet[Any]:
    """The last purchases of the same kind whose winner was announced, the latest first."""
    return others_of(purchase).exclude(announced_on=None).order_by("-announced_on", "-pk")[:count]


def others_of(purchase: Any) -> QuerySet[Any]:
    """Every living purchase of the office of the same kind but this one, its case with it."""
    everything: QuerySet[Any] = type(purchase)._default_manager.select_related("case")
    living = everything.filter(organization=purchase.organization_id, kind=purchase.kind).exclude(pk=purchase.pk)
    return living.exclude(state__in=procedure_of(purchase).void)


def is_in_case(purchase: type[Model], case: uuid.UUID) -> bool:
    """Whether a case has its purchase already."""
    return purchase._default_manager.filter(case=case).exists()
