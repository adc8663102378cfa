"""Facts that steps and papers of committees fetch."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from committees.models import AcceptanceKind, InspectionLine
from workflows.models import Holding, User
from workflows.names import name_at


@dataclass(frozen=True)
class Earlier:
    """What other deliveries of the same order have come to.

    of_order_baht, of_instalment_baht  accepted, with VAT
    quantities    position → accepted, of goods; a part of services or works is a thing of its own
    rounds        deliveries of this instalment that were opened
    fined_until   the last day for which the whole order has been fined
    undecided     delivery notes whose findings fine the whole order, and wait for signatures or a ruling
    """

    of_order_baht: Decimal
    of_instalment_baht: Decimal
    quantities: Mapping[int, Decimal]
    rounds: int
    fined_until: date | None
    undecided: tuple[str, ...]


def earlier(acceptance: Any) -> Earlier:
    """The other acceptances of this order in this case."""
    others = list(
        type(acceptance).objects.filter(case=acceptance.case_id, order_number=acceptance.order_number).exclude(pk=acceptance.pk)
    )
    accepted = [other for other in others if other.accepted_on]
    same = [other for other in others if other.instalment_number == acceptance.instalment_number]
    return Earlier(
        of_order_baht=sum((other.accepted_amount_baht for other in accepted), Decimal()),
        of_instalment_baht=sum((other.accepted_amount_baht for other in accepted if other in same), Decimal()),
        quantities=quantities(accepted) if acceptance.kind == AcceptanceKind.GOODS else {},
        rounds=len(same),
        fined_until=max((other.delivered_on for other in accepted if other.fine_on_whole and other.late_days), default=None),
        undecided=tuple(other.delivery_note_number for other in others if fines_whole(other) and not other.accepted_on),
    )


def fined_of_order(acceptance: Any) -> Decimal:
    """What the certificates of this order have fined so far, in baht."""
    of_order = type(acceptance).objects.filter(case=acceptance.case_id, order_number=acceptance.order_number)
    return sum(of_order.filter(accepted_on__isnull=False).values_list("fine_baht", flat=True), Decimal())


def fines_whole(acceptance: Any) -> bool:
    """Whether its standing findings fine the whole order. What was rejected fines nothing."""
    return bool(acceptance.fine_on_whole and acceptance.findings_stand and acceptance.fine_baht)


def quantities(accepted: list[Any]) -> Mapping[int, Decimal]:
    """Position → how much of it these acceptances accepted."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    lines = InspectionLine.objects.filter(document__in=[other.pk for other in accepted])
    for position, quantity in lines.values_list("position", "accepted_quantity"):
        found[position] += quantity or 0
    return found


def post_of(person: User, on: date, moment: datetime | None = None) -> str:
    """The post that a person holds on a day, as an order prints it; by the title that it had at a moment."""
    held = (
        Holding.objects.filter(person=person, starts_on__lte=on)
        .exclude(ends_on__lt=on)
        .select_related("position")
        .order_by("starts_on")
        .first()
    )
    return name_at(held.position, moment) if held else ""
