"""What the law's files say, in the reader's language: figures with their units, plain words, and clauses as people cite them."""

import re
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.law import PRACTICE, Value
from workflows.marking import as_typed

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
    "times": _("%(n)s ครั้ง"),
}


def as_used(key: str, written: str) -> tuple[str, str]:
    """A value that an entry of the journal used, by its name and in words; what the law's files know no more stays as it was written."""
    if key not in law.known_values():
        return key, written
    return title_of(key), with_unit(law.fitting(key, written), law.unit_of(key))


def told(words: str) -> str:
    """A title, a sentence or a note of the law's files, which are written in Thai."""
    return gettext(words) if words else ""


def title_of(key: str) -> str:
    """A value's name. Raises UnknownLaw."""
    return told(law.title_of(key))


@cache
def notes() -> frozenset[str]:
    shelves = (law.LAW.values, law.LAW.bases)
    return frozenset(row.note for shelf in shelves for dated in shelf.values() for row in dated.held if row.note)


def taken_apart(label: str) -> tuple[str, str]:
    """A basis as it is cited, or as it was frozen: the name of the regulation, which stays Thai, and the program's own words."""
    practice, _colon, said = label.partition(": ")
    if practice == PRACTICE:
        return "", gettext("แนวปฏิบัติ: %(title)s") % {"title": told(said)} if said else gettext("แนวปฏิบัติ")
    for bracket in re.finditer(r" \(", label):
        if (note := label[bracket.end() : -1]) in notes():
            return label[: bracket.start()], told(note)
    return label, ""


def doubted(sentence: str, told_by: law.Cited) -> str:
    """A sentence that stands on a value or a clause; as long as nobody has confirmed that one, it says so."""
    return sentence if told_by.is_confirmed else f"{sentence} ({gettext('ยังไม่ยืนยัน')})"


def cited_plainly(label: str) -> str:
    """A basis in the midst of a sentence."""
    quoted, own = taken_apart(label)
    return f"{quoted} ({own})" if quoted and own else quoted or own


def cited(label: str) -> SafeString | str:
    """A basis on a page, its Thai part marked as Thai."""
    quoted, own = taken_apart(label)
    return format_html("{} ({})", as_typed(quoted), own) if quoted and own else as_typed(quoted) or own


def in_words(value: Value) -> str:
    """500000 baht → 500,000 บาท"""
    return with_unit(value.value, value.unit)


def with_unit(figure: object, unit: str) -> str:
    return str(UNITS[unit] % {"n": f"{figure:,}"})
