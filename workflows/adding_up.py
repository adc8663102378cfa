"""What the rows of a form come to, while they are typed: exact, to the satang, and nothing for a row that is no number yet."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError

from workflows.fields import BahtInput

SATANG = Decimal("0.01")


@dataclass(frozen=True)
class Beside:
    """An amount that a sum is read beside, such as what is free of a budget line."""

    label: str
    amount_baht: Decimal


def sum_baht(rows: Iterable[Mapping[str, Any]], factors: Sequence[str]) -> Decimal:
    """Row by row the product of its factors, rounded half up to a satang as the seller's invoice does, and all of them together."""
    return sum((row_baht([row.get(factor) for factor in factors]) for row in rows), Decimal("0.00"))


def row_baht(factors: Sequence[Any]) -> Decimal:
    worth = Decimal(1)
    for factor in factors:
        typed = number(factor)
        if typed is None:
            return Decimal("0.00")
        worth *= typed
    return worth.quantize(SATANG, ROUND_HALF_UP)


def number(typed: Any) -> Decimal | None:
    """What a person means by a typed number, read as the field of it reads it; None for what is none."""
    if isinstance(typed, Decimal | int):
        return Decimal(typed)
    with suppress(ValidationError):
        meant = TYPED.to_python(str(typed or ""))
        return meant if meant is not None and meant.is_finite() else None
    return None


TYPED = BahtInput(required=False)
