"""What every field of a step has in common, whoever fills it: text is text, kept as it is shown, and a day is one of our time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from workflows import calendar, clock, law, thai
from workflows.dates import short_date
from workflows.letters import is_seen, tidied, tidied_lines
from workflows.models import Document, Organization
from workflows.office import office_of

YEARS_BACK, YEARS_AHEAD = "typed_day.years_back_max", "typed_day.fiscal_years_ahead_max"


def asks_text(field: forms.Field | None) -> bool:
    """Keys and data are read from text too, and are none."""
    return isinstance(field, forms.CharField) and not isinstance(field, (forms.UUIDField, forms.JSONField))


def as_shown(value: str, field: forms.Field | None) -> str:
    """A text without what nobody can see in it; one that shows nothing at all is none."""
    if not any(map(is_seen, value)):
        return ""
    if field is None or not asks_text(field):
        return value
    return tidied_lines(value) if isinstance(field.widget, forms.Textarea) else tidied(value)


def misfits(
    given: Mapping[str, Any], cleaned: Mapping[str, Any], fields: Mapping[str, forms.Field], document: Document | None
) -> Iterator[tuple[str, str]]:
    """Fields that took what does not belong into them, each with the reason.

    A number given for a text is refused too: it has lost the noughts before it, which a number of a paper or of an account needs.
    """
    for name, value in cleaned.items():
        if asks_text(fields[name]) and not isinstance(given.get(name, ""), (str, type(None))):
            yield name, _("ช่องนี้รับเฉพาะข้อความ ตัวเลขให้ส่งเป็นข้อความในเครื่องหมายคำพูด")
        elif isinstance(value, date) and document is not None:
            first, last = days_of_our_time(document.organization)
            if not first <= value <= last:
                facts = {"first": short_date(first), "last": short_date(last)}
                yield name, _("วันที่ต้องอยู่ระหว่าง %(first)s ถึง %(last)s ตรวจปี พ.ศ. อีกครั้ง") % facts


def days_of_our_time(organization: Organization) -> tuple[date, date]:
    """The first and the last day that a form takes; what lies beyond them is a slip of the year."""
    today = clock.today(organization)
    year, own = calendar.fiscal_year(today), office_of(organization).law_values
    back, ahead = (int(law.value(key, today, own).value) for key in (YEARS_BACK, YEARS_AHEAD))
    return date(year - back - thai.BUDDHIST_ERA_YEARS, 1, 1), calendar.fiscal_year_bounds(year + ahead)[1]
