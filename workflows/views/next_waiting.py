"""After a step: the way to what now waits most urgently for whoever took it, so that ten decisions are not ten ways back to the desk."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock, queries, waiting
from workflows.models import User
from workflows.pages import Link
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.templatetags.dika import counted, due_words
from workflows.views.desk import desk_row


def lead_on(request: HttpRequest, moved: Any) -> None:
    """Told once, below what was done; a register is nobody's desk."""
    link = None if isinstance(moved, Register) else next_waiting(request.user, moved)  # type: ignore[arg-type]
    if link is not None:
        messages.info(request, link.label, extra_tags=link.url)


def next_waiting(person: User, moved: Any) -> Link | None:
    """Nothing where the desk is empty, or where this very case waits for the person still: then its own page says what is next."""
    organization = moved.organization
    held = queries.capacities_of(person, organization, clock.today(organization))
    found = waiting.on_desk(person, organization, held)
    rows = [row for row in found.rows if not PROCEDURES[row.procedure].is_beside]
    if not rows or any(row.case == moved.case_id for row in rows):
        return None
    shown, more = desk_row(organization, rows[0], {}), found.count - 1
    count = counted(found.count if found.count > waiting.COUNTED_MAX else more)
    told = [f"{_('เรื่องถัดไปบนโต๊ะของคุณ')} {shown.title}", due_words(shown.due)]
    if more:
        told.append(ngettext("รออีก %(count)s เรื่อง", "รออีก %(count)s เรื่อง", more) % {"count": count})
    return Link(" · ".join(told), shown.action_url or shown.url)
