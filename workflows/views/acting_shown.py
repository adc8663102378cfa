"""On the desk: the orders by which a person acts for somebody, today and soon, and which rows are his by them alone."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows import queries
from workflows.evidence import Capacity
from workflows.models import Organization, User
from workflows.office import Held, office_of
from workflows.pages import ActingFor, Link
from workflows.registers.asks import matter_words
from workflows.views.board import desk_label
from workflows.who_acted import stand_in

TOLD_BEFORE = timedelta(days=30)


def acting_for(person: User, organization: Organization, today: date) -> Iterator[ActingFor]:
    """Today's orders first, then those to come: whoever stands in tomorrow prepares today."""
    orders = [held for held in office_of(organization).held if held.person == person.pk and held.capacity.stands_for]
    told = [held for held in orders if held.starts_on <= today + TOLD_BEFORE and (held.ends_on is None or today <= held.ends_on)]
    for held in sorted(told, key=lambda held: held.starts_on):
        yield shown(held, organization, today)


def shown(held: Held, organization: Organization, today: date) -> ActingFor:
    capacity = held.capacity
    return ActingFor(
        quality=stand_in(capacity.kind, capacity.stands_for),
        order=_("คำสั่งที่ %(number)s") % {"number": capacity.order_number},
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        is_to_come=held.starts_on > today,
        matters=", ".join(matter_words(matter) for matter in capacity.matters),
        ceiling_baht=capacity.ceiling_baht,
        desks=tuple(
            Link(desk_label(desk), f"{reverse('board')}?{urlencode({'desk': desk})}")
            for desk in queries.names_of([capacity], organization)
            if held.starts_on > today  # from then on the rows themselves are here
        ),
    )


def by_order(held: Sequence[Capacity], organization: Organization) -> dict[str, str]:
    """Each desk at which the person sits by an order and by no post of his own, and in whose name."""
    own = set(queries.names_of([capacity for capacity in held if not capacity.stands_for], organization))
    found: dict[str, str] = {}
    for capacity in held:
        if capacity.stands_for:
            for desk in queries.names_of([capacity], organization):
                if desk not in own:
                    found.setdefault(desk, stand_in(capacity.kind, capacity.stands_for))
    return found
