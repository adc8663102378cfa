"""From the journal to a signature block."""

import json
from datetime import date

from django.utils import translation

from workflows.models import JournalEntry, Position
from workflows.models.people import CapacityKind
from workflows.papers.signatures import Acting, Order, Signature


def signature_of(entry: JournalEntry, *, role: str = "", seat: str = "", own_position: str = "") -> Signature:
    """The signature that an entry stands for, with its name and position as they were frozen then.

    Whoever acts for another signs with his own post, and below it in whose stead and by which order. `own_position` is told where
    another paper names the post, such as the order that appointed a committee.
    """
    body = json.loads(entry.body)
    acting = None
    if body["on_behalf_of"] and body["order"]:
        number, ordered_on = body["order"]
        acting = Acting(kind_in_thai(body["capacity"]), body["on_behalf_of"], Order(number, date.fromisoformat(ordered_on)))
    position = own_position or body["own_position" if acting else "position"] or ""
    return Signature(body["person_name"], position, role, seat, acting, signed_on=entry.acted_on, recorded_at=entry.recorded_time)


def unit_of(entry: JournalEntry) -> str:
    """The unit of the post in which somebody acted."""
    post = json.loads(entry.body)["position"]
    held = Position.objects.filter(organization=entry.organization_id, title=post).select_related("unit").first()
    return held.unit.name if held else post


def kind_in_thai(kind: str) -> str:
    """A capacity as papers print it, whatever language the reader has chosen."""
    with translation.override("th"):
        return str(CapacityKind(kind).label)
