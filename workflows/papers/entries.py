"""From the journal to a signature block."""

import json
from datetime import date

from django.utils import translation

from workflows.models import JournalEntry
from workflows.models.people import CapacityKind
from workflows.papers.signatures import Acting, Order, Signature


def signature_of(entry: JournalEntry, *, role: str = "", seat: str = "", own_position: str = "") -> Signature:
    """The signature that an entry stands for, with its name and position as they were frozen then.

    `own_position` is the post of whoever acts for another: the entry names only the position stood in for.
    """
    body = json.loads(entry.body)
    acting = None
    if body["on_behalf_of"] and body["order"]:
        number, ordered_on = body["order"]
        acting = Acting(kind_in_thai(body["capacity"]), body["on_behalf_of"], Order(number, date.fromisoformat(ordered_on)))
    position = own_position if acting else own_position or body["position"] or ""
    return Signature(body["person_name"], position, role, seat, acting, signed_on=entry.acted_on, recorded_at=entry.recorded_time)


def kind_in_thai(kind: str) -> str:
    """A capacity as papers print it, whatever language the reader has chosen."""
    with translation.override("th"):
        return str(CapacityKind(kind).label)
