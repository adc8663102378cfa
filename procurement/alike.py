"""Other purchases that a person should know of before he decides on this one: fetched here, judged by rules/alike.py."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from procurement import queries
from procurement.rules.alike import LAST, WINDOW, Near, again, split
from workflows.act import Act
from workflows.refusal import Refusal


def might_be_split(purchase: Any, act: Act) -> Refusal | None:
    """Of the same kind, near in time, on the same budget line or from the same vendor, and together above the method's ceiling."""
    days = act.law.value(WINDOW).value
    first, last = (purchase.case.opened_on + timedelta(days=sign * days) for sign in (-1, 1))
    return split(purchase.amount_baht, near(queries.bought_near(purchase, first, last)), act.law)


def same_vendor_again(purchase: Any, act: Act) -> Refusal | None:
    """The vendor won most of the last purchases of this kind."""
    last = near(queries.won_before(purchase, act.law.value(LAST).value)) if purchase.vendor_id else []
    return again(purchase.vendor_id, last, act.law)


def near(found: Iterable[Any]) -> list[Near]:
    return [Near(one.case_id, str(one.case), one.amount_baht, one.vendor_id) for one in found]
