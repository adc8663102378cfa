"""Rows of a purchase, from what was asked to what is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from workflows.models import Holding, User


def requested_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The lines in the order in which they were typed."""
    for position, row in enumerate(lines, start=1):
        yield {"position": position, **row}


def agreed_prices(prices: Iterable[Mapping[str, Any]]) -> dict[int, Decimal]:
    """Position → agreed unit price in baht."""
    return {row["position"]: row["agreed_unit_price_baht"] for row in prices}


def appointed(members: Iterable[Mapping[str, Any]], on: date) -> Iterator[dict[str, Any]]:
    """The proposed members, each with the post that he holds on that day, as the order will print it."""
    for position, row in enumerate(members, start=1):
        yield {"position": position, "person": row["person"], "seat": row["seat"], "position_title": post_of(row["person"], on)}


def post_of(person: User, on: date) -> str:
    held = Holding.objects.filter(person=person, starts_on__lte=on).exclude(ends_on__lt=on).select_related("position").first()
    return held.position.title if held else ""


def numbered(rows: Sequence[Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    """The row of a number that the rules have found to be there."""
    return next(row for row in rows if row["number"] == number)


def named(deliveries: Sequence[Mapping[str, Any]], note_number: str) -> Mapping[str, Any] | None:
    """A delivery by its note."""
    return next((row for row in deliveries if row["note_number"] == note_number), None)
