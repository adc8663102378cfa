"""Template filters of the papers: columns of signatures, amounts in tables, tax ids, the seal's picture."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template

from workflows.papers import imprint
from workflows.thai import baht
from workflows.whole import whole

register = template.Library()

register.filter(whole)

TAX_ID_GROUPS = (1, 4, 5, 2, 1)


@register.filter
def in_rows_of(items: Sequence[Any], columns: int) -> list[list[Any]]:
    """Items in rows of so many columns; the last row is filled up with None."""
    padded = [*items, *[None] * (-len(items) % columns)]
    return [padded[start : start + columns] for start in range(0, len(padded), columns)]


@register.filter
def baht_or_dash(amount_baht: str) -> str:
    """An amount in a table; a dash for nothing."""
    return baht(Decimal(amount_baht)) if Decimal(amount_baht) else "–"


@register.filter
def signed_baht(amount_baht: str) -> str:
    """An amount that may be less than nothing, which accounts write in brackets."""
    amount = Decimal(amount_baht)
    return f"({baht(-amount)})" if amount < 0 else baht_or_dash(amount_baht)


@register.filter
def short_or_over(difference_baht: str) -> str:
    """What a count differs from the books, as people say it."""
    difference = Decimal(difference_baht)
    if not difference:
        return "ตรงกัน"
    return f"{'ขาด' if difference < 0 else 'เกิน'} {baht(abs(difference))} บาท"


@register.filter
def tax_id(digits: str) -> str:
    """A tax id of thirteen digits in its groups; anything else as it is."""
    if len(digits) != sum(TAX_ID_GROUPS) or not digits.isdecimal():
        return digits
    starts = [sum(TAX_ID_GROUPS[:place]) for place in range(len(TAX_ID_GROUPS))]
    return "-".join(digits[start : start + length] for start, length in zip(starts, TAX_ID_GROUPS, strict=True))


@register.filter
def seal_qr(seal_hash: str) -> str:
    """The QR code that spares typing a seal."""
    return imprint.qr(imprint.seal_address(seal_hash))
