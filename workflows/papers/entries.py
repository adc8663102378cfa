"""From the journal to a signature block."""

import copy
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db.models import Q
from django.utils import translation

from workflows import clock
from workflows.models import JournalEntry, Organization, OrganizationGroupPermission, Party, Position
from workflows.models.people import CapacityKind
from workflows.names import name_at, once_called
from workflows.papers.signatures import Acting, Order, Signature
from workflows.roles import Role

PARTIES, RECORDED_AT = "party_register", "%Y-%m-%dT%H:%M:%S.%fZ"


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


def is_signed(entry: JournalEntry) -> bool:
    """Whether somebody confirmed the act as his signature; what was only recorded bears none."""
    return bool(json.loads(entry.body).get("confirmed_by"))


def moment_of(entries: Sequence[JournalEntry]) -> datetime | None:
    """When the paper that rests on these entries was made or last signed: its names are those of that moment."""
    return entries[-1].recorded_time if entries else None


def unit_of(entry: JournalEntry) -> str:
    """The unit of the post in which somebody acted."""
    post = json.loads(entry.body)["position"]
    once = once_called(entry.organization_id, Q(name=post, until__gt=entry.recorded_time))
    posts = Position.objects.filter(Q(title=post) | Q(pk__in=once), organization=entry.organization_id).select_related("unit")
    held = next((one for one in posts if name_at(one, entry.recorded_time) == post), None)
    return name_at(held.unit, entry.recorded_time) if held else post


def kind_in_thai(kind: str) -> str:
    """A capacity as papers print it, whatever language the reader has chosen."""
    with translation.override("th"):
        return str(CapacityKind(kind).label)


def post_with(role: Role, organization: Organization, moment: datetime | None = None) -> str:
    """The title of the post that carries a role of the whole office, as it was at a moment; the role's own name where no post does."""
    groups = OrganizationGroupPermission.objects.filter(content_object=organization, permission__codename=role.value).values(
        "group"
    )
    posts = Position.objects.filter(organization=organization, group__in=groups)
    since = clock.localized(moment).date() if moment else clock.today(organization)
    post = posts.filter(Q(closed_on=None) | Q(closed_on__gte=since)).order_by("id").first()
    return name_at(post, moment) if post else str(role.label)


def party_at(party: Party, moment: datetime | None) -> Party:
    """A party by the name, address and registration for VAT that it had at a moment, as the journal wrote them down."""
    if moment is None:
        return party
    row, at = party.pk.hex, f"{moment.astimezone(UTC):{RECORDED_AT}}"
    wrote = JournalEntry.objects.filter(
        document__organization=party.organization_id, document__procedure=PARTIES, body__contains=row
    )
    if not wrote.filter(recorded_at__gt=at).exists():
        return party
    then = copy.copy(party)
    for entry in wrote.filter(recorded_at__lte=at).order_by("-id"):
        for facts in entry.told.get("wrote", {}).get(Party._meta.db_table, ()):
            if facts["id"] == row:
                then.name, then.address, then.is_vat_registered = facts["name"], facts["address"], bool(facts["is_vat_registered"])
                return then
    return then
