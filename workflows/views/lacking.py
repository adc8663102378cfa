"""ยังไม่ลงระบบ, in the words of desks and cases: what is not yet in e-GP or e-LAAS, for how long, and why."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock
from workflows.central import missing
from workflows.central.entries import ENTRIES, Entry, entries_of
from workflows.central.missing import Missing
from workflows.central.steps import standing
from workflows.dates import short_date
from workflows.evidence import Capacity
from workflows.models import Case, CentralOutage, Document, Organization, System
from workflows.office import office_of
from workflows.pages import Link, PaperLink


def ago(days: int) -> str:
    """For how many days, counted by the calendar."""
    return ngettext("%(days)s วัน", "%(days)s วัน", days) % {"days": days} if days else _("วันนี้")


def lacking(lacks: Iterable[Missing], today: date) -> tuple[str, ...]:
    """One sentence for each system, with its oldest number."""
    oldest: dict[str, int] = {}
    for lack in lacks:
        system = lack.entry.system.label
        oldest[str(system)] = max(oldest.get(str(system), 0), lack.days(today))
    return tuple(_("ยังไม่ลงระบบ %(system)s %(ago)s") % {"system": system, "ago": ago(days)} for system, days in oldest.items())


def central_links(organization: Organization, held: Iterable[Capacity]) -> Iterator[Link]:
    """The list of each system into which this person types."""
    for system in dict.fromkeys(entry.system for entry in entries_typed_by(organization, held)):
        yield Link(_("รอลง %(system)s") % {"system": system.label}, list_url(system, is_mine=True), _("เก่าที่สุดก่อน พร้อมข้อมูลให้คัดลอก"))


def entries_typed_by(organization: Organization, held: Iterable[Capacity]) -> list[Entry]:
    """The numbers that whoever has these capacities types."""
    office = office_of(organization)
    roles = {role for capacity in held for role, _unit in office.roles.get(capacity.group, ())}
    return [entry for entry in ENTRIES.values() if entry.by in roles]


def list_url(system: str = "", *, is_mine: bool = False) -> str:
    """The list of what waits to be typed: of a system or of both, everybody's or one's own."""
    asked = {name: value for name, value in (("system", system), ("mine", "1" if is_mine else "")) if value}
    return f"{reverse('central')}?{urlencode(asked)}" if asked else reverse("central")


def central_lines(case: Case, documents: Sequence[Document], evidence: Mapping[uuid.UUID, Any]) -> Iterator[PaperLink]:
    """Each number that the case bears in a central system, and each that it should bear."""
    today, lacks = clock.today(case.organization), missing.missing_in(case)
    for document in documents:
        due = {lack.entry.code: lack for lack in lacks.get(document.pk, ())}
        for entry in entries_of(document.procedure):
            row, lack = standing(entry, evidence[document.pk].rows), due.get(entry.code)
            address = reverse("central_sheet", args=[entry.code, document.pk])
            if row is not None:
                day = _("ลง %(day)s") % {"day": short_date(date.fromisoformat(row["entered_on"]))}
                note = f"{document.number}\u00a0· {day}".strip("\u00a0· ")
                yield PaperLink(f"{entry.label} {row['number']}", address, note, str(entry.system.label), "ok")
            elif lack is not None:
                yield PaperLink(str(entry.label), address, document.number, lacking([lack], today)[0], "soon")


def told_outage(outage: CentralOutage) -> str:
    facts = {"system": System(outage.system).label, "first": short_date(outage.starts_on)}
    if outage.ends_on is None:
        return _("%(system)s ใช้ไม่ได้ตั้งแต่ %(first)s") % facts
    return _("%(system)s ใช้ไม่ได้ %(first)s ถึง %(last)s") % {**facts, "last": short_date(outage.ends_on)}
