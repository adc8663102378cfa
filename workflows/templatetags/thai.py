"""Template filters: `{{ net_baht|words }}`. Papers keep dates and moments as ISO text, pages have them as they are; both will do."""

from datetime import date, datetime
from typing import Any

from django import template

from workflows import thai

register = template.Library()
NOTHING = (None, "")


@register.filter
def baht(amount_baht: Any) -> str:
    """1234567.5 → 1,234,567.50; nothing for no amount."""
    return "" if amount_baht in NOTHING else thai.baht(amount_baht)


@register.filter
def words(amount_baht: Any) -> str:
    """The amount in words; nothing for no amount."""
    return "" if amount_baht in NOTHING else thai.words(amount_baht)


@register.filter
def long_date(day: Any) -> str:
    return "" if day in NOTHING else thai.long_date(as_date(day))


@register.filter
def order_date(day: Any) -> str:
    return "" if day in NOTHING else thai.order_date(as_date(day))


@register.filter
def short_date(day: Any) -> str:
    return "" if day in NOTHING else thai.short_date(as_date(day))


@register.filter
def short_time(moment: Any) -> str:
    """A moment on the office's clock, to the minute."""
    return "" if moment in NOTHING else thai.short_time(as_moment(moment))


def as_date(day: Any) -> date:
    """The office's day, of a moment too. Raises ValueError."""
    if isinstance(day, str):
        day = datetime.fromisoformat(day)
    if isinstance(day, datetime):
        return day.astimezone(thai.BANGKOK).date() if day.tzinfo else day.date()
    if isinstance(day, date):
        return day
    raise ValueError(f"{day!r} is no day")


def as_moment(moment: Any) -> datetime:
    """Text without a zone is the office's own minute, as papers keep it; a moment without one is refused by `short_time`."""
    if not isinstance(moment, str):
        return moment  # type: ignore[no-any-return]
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=thai.BANGKOK)
