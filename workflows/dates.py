"""Days and moments on the screen, in the reader's language; the year is of the Buddhist era in either. Papers speak Thai alone."""

from datetime import date, datetime

from django.utils import translation

from workflows import thai

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def is_english() -> bool:
    return (translation.get_language() or "").startswith("en")


def short_date(day: date) -> str:
    """24 พ.ย. 2569, or 24 Nov 2569 BE"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + thai.BUDDHIST_ERA_YEARS} BE" if is_english() else thai.short_date(day)


def long_date(day: date) -> str:
    """24 พฤศจิกายน 2569, or 24 Nov 2569 BE"""
    return short_date(day) if is_english() else thai.long_date(day)


def month_of(day: date) -> str:
    """The month of a day: พฤศจิกายน 2569, or Nov 2569 BE"""
    year = day.year + thai.BUDDHIST_ERA_YEARS
    return f"{MONTHS[day.month - 1]} {year} BE" if is_english() else f"{thai.MONTHS[day.month - 1]} {year}"


def short_time(moment: datetime) -> str:
    """24 พ.ย. 2569 เวลา 09.05 น., or 24 Nov 2569 BE, 09:05. Raises ValueError for one without a time zone."""
    in_thai = thai.short_time(moment)
    local = moment.astimezone(thai.BANGKOK)
    return f"{short_date(local.date())}, {local:%H:%M}" if is_english() else in_thai
