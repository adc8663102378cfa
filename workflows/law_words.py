"""Figures of the law in words, each with its unit."""

from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.law import Value

UNITS = {
    "baht": _("%(n)s บาท"),
    "baht_per_day": _("%(n)s บาทต่อวัน"),
    "baht_per_thousand": _("%(n)s บาทต่อหนึ่งพันบาท"),
    "percent": _("ร้อยละ %(n)s"),
    "percent_per_day": _("ร้อยละ %(n)s ต่อวัน"),
    "working_days": _("%(n)s วันทำการ"),
    "calendar_days": _("%(n)s วัน"),
    "day_of_month": _("วันที่ %(n)s ของเดือน"),
    "months": _("%(n)s เดือน"),
    "years": _("%(n)s ปี"),
    "persons": _("%(n)s คน"),
    "copies": _("%(n)s ฉบับ"),
    "sets": _("%(n)s ชุด"),
    "keys": _("%(n)s ดอก"),
}


def as_used(key: str, written: str) -> tuple[str, str]:
    """A value that an entry of the journal used, by its name and in words; what the law's files know no more stays as it was written."""
    if key not in law.known_values():
        return key, written
    return law.title_of(key), with_unit(law.fitting(key, written), law.unit_of(key))


def in_words(value: Value) -> str:
    """500000 baht → 500,000 บาท"""
    return with_unit(value.value, value.unit)


def with_unit(figure: object, unit: str) -> str:
    return str(UNITS[unit] % {"n": f"{figure:,}"})
