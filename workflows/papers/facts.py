"""Contracts written down: a contract's facts, and the figures that it computes, as JSON knows them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

DECIMALS_OF_BAHT = 2


def frozen(value: Any, name: str = "") -> Any:
    """What a paper keeps of a value: dates as ISO, moments as the office's minute, baht with two decimals.

    A dataclass gives its fields and its properties, so that a computed sum is kept beside the rows that it sums, and an old paper
    can be printed again whatever the code has become.
    Raises TypeError for what JSON cannot hold exactly (a float above all), ValueError for baht finer than a satang.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Promise):  # a translated name is written down in the language of now: `Paper.of` says Thai
        return str(value)
    if isinstance(value, Decimal):
        return exact(value, name)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): frozen(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [frozen(item, name) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {key: frozen(getattr(value, key), key) for key in kept_names(type(value))}
    raise TypeError(f"{name or 'a fact'}: {type(value).__name__} cannot be printed exactly")


def exact(value: Decimal, name: str) -> str:
    """A decimal as text. An amount in baht shows its satang, a rate two decimals unless it is whole, a quantity what it needs."""
    if name.endswith("_baht"):
        if round(value, DECIMALS_OF_BAHT) != value:
            raise ValueError(f"{name}: {value} is finer than a satang")
        return f"{value:.{DECIMALS_OF_BAHT}f}"
    shortest = f"{value.normalize():f}"
    if name.endswith("_percent") and "." in shortest:
        return shortest.ljust(shortest.index(".") + 1 + DECIMALS_OF_BAHT, "0")
    return shortest


def kept_names(contract: type) -> list[str]:
    """The fields of a contract and the properties that compute from them."""
    computed = [name for base in contract.__mro__ for name, member in vars(base).items() if isinstance(member, property)]
    return [field.name for field in fields(contract)] + computed


def total(rows: Iterable[Any], name: str) -> Decimal:
    """The sum of one column of amounts, in baht."""
    return sum((getattr(row, name) for row in rows), Decimal())
