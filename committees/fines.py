"""Fines for late delivery (ข้อ 162): pure functions of amounts, rates and days. Every base includes VAT (N9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

SATANG = Decimal("0.01")
PERCENT = Decimal(100)
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class FineTerms:
    """What the order says. `whole_baht` is the price of the whole order where the work must be complete at once, otherwise None.

    floor_baht_per_day  of the whole only (N8); fined_until  the last day for which the whole has been fined before
    """

    due_on: date
    percent_per_day: Decimal
    whole_baht: Decimal | None = None
    floor_baht_per_day: Decimal = ZERO
    fined_until: date | None = None


def days_late(due_on: date, delivered_on: date) -> int:
    """Calendar days after the due day, up to and with the day of the delivery."""
    return max((delivered_on - due_on).days, 0)


def daily_baht(base_baht: Decimal, terms: FineTerms) -> Decimal:
    """One day's fine on a base in baht, to the satang; on the whole it never falls below the floor."""
    daily = (base_baht * terms.percent_per_day / PERCENT).quantize(SATANG, ROUND_HALF_UP)
    return daily if terms.whole_baht is None else max(daily, terms.floor_baht_per_day)


def fine_baht(terms: FineTerms, accepted_baht: Decimal, delivered_on: date) -> Decimal:
    """The fine of what is accepted now: days times the daily fine, as the paper tells them.

    Piece by piece, the accepted lot was undelivered until its delivery: what is rejected or missing is fined when it comes right.
    Where the work must be complete, the whole order is fined until this delivery, and never twice for the same day.
    """
    if not accepted_baht:
        return ZERO
    start = max(terms.due_on, terms.fined_until or terms.due_on) if terms.whole_baht is not None else terms.due_on
    base = accepted_baht if terms.whole_baht is None else terms.whole_baht
    return daily_baht(base, terms) * days_late(start, delivered_on)


def accepted_baht(lines: Sequence[Mapping[str, Any]], delivery_amount_baht: Decimal) -> Decimal:
    """The value of what is accepted: the whole delivery's own value, or the accepted lines and never more than that.

    Lines hold delivered_quantity, accepted_quantity and unit_price_baht.
    """
    if all(line["accepted_quantity"] == line["delivered_quantity"] for line in lines):
        return delivery_amount_baht
    found = sum(((line["accepted_quantity"] * line["unit_price_baht"]).quantize(SATANG, ROUND_HALF_UP) for line in lines), ZERO)
    return min(found, delivery_amount_baht)


def accepts_something(lines: Sequence[Mapping[str, Any]]) -> bool:
    """Whether anything was found right, though it cost nothing or less than a satang."""
    return any(Decimal(line["accepted_quantity"] or 0) for line in lines)


def delivered_baht(lines: Sequence[Mapping[str, Any]]) -> Decimal:
    """The value of a delivery by its lines, where its own value is not told."""
    return sum(((line["delivered_quantity"] * line["unit_price_baht"]).quantize(SATANG, ROUND_HALF_UP) for line in lines), ZERO)
