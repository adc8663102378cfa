"""What seldom changes of an office, kept in memory under its grants version.

Every register step that grants, revokes, or sets a value raises that version in its own transaction, so what is kept here
is never older than what the lock has just read.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from guardian.core import ObjectPermissionChecker

from workflows.evidence import Capacity
from workflows.models import ActingOrder, CapacityKind, Holding, LawValue, Organization, Position, SpecialDay, Unit
from workflows.roles import ORGANIZATION_ROLES, UNIT_ROLES, Role


@dataclass(frozen=True)
class Held:
    """A quality in which a person may act, and from which day until which."""

    person: uuid.UUID
    person_name: str
    capacity: Capacity
    starts_on: date
    ends_on: date | None

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True)
class Office:
    """`roles` says what each group may do: (role, None) in the whole organization, (role, unit) in one unit.

    `titles` are the posts that exist today, by their groups, vacant ones too.
    `held` is every post and every acting order, those that ended too, for pages; the gate asks the database in its own statement.
    """

    version: int
    roles: Mapping[int, frozenset[tuple[Role, uuid.UUID | None]]]
    unit_codes: Mapping[uuid.UUID, str]
    law_values: Mapping[str, list[tuple[date, str, str]]]
    special_days: Mapping[date, bool]
    held: Sequence[Held] = ()
    titles: Mapping[int, str] = field(default_factory=dict)


KEPT: dict[uuid.UUID, Office] = {}


def office_of(organization: Organization) -> Office:
    """The office as of the organization's grants version."""
    kept = KEPT.get(organization.pk)
    if kept is None or kept.version != organization.grants_version:
        kept = KEPT[organization.pk] = read(organization)
    return kept


def forget(organization: Organization) -> None:
    """Drop what is kept, where a transaction of several steps is about to be rolled back: its versions will be given out again."""
    KEPT.pop(organization.pk, None)


def read(organization: Organization) -> Office:
    units = list(Unit.objects.filter(organization=organization))
    values: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for value in LawValue.objects.filter(organization=organization).order_by("in_force_from"):
        values[value.key].append((value.in_force_from, value.value, value.reason))
    positions = list(Position.objects.filter(organization=organization).select_related("group", "organization").order_by("pk"))
    return Office(
        version=organization.grants_version,
        roles={position.group_id: roles_of(position, units) for position in positions},
        unit_codes={unit.pk: unit.code for unit in units},
        law_values=values,
        special_days=dict(SpecialDay.objects.filter(organization=organization).values_list("day", "is_holiday")),
        titles={position.group_id: position.title for position in positions if position.closed_on is None},
        held=(*held_posts(organization), *acting_orders(organization)),
    )


def posts_on(office: Office, on: date) -> dict[uuid.UUID, str]:
    """The posts that each person holds on a day, as a list of people tells them; of two posts of one title the unit is said too."""
    posts = {(held.capacity.title, held.capacity.unit) for held in office.held if held.capacity.kind == CapacityKind.HOLDING}
    units_of = Counter(title for title, _unit in posts)
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for held in office.held:
        capacity = held.capacity
        if capacity.kind == CapacityKind.HOLDING and held.is_in_force(on):
            found[held.person].append(f"{capacity.title} {capacity.unit_code}" if units_of[capacity.title] > 1 else capacity.title)
    return {person: ", ".join(titles) for person, titles in found.items()}


def held_posts(organization: Organization) -> Iterator[Held]:
    """Who holds which post, the older first."""
    for row in Holding.objects.filter(organization=organization).select_related("position__unit", "person").order_by("pk"):
        post = row.position
        capacity = Capacity(CapacityKind.HOLDING.value, post.pk, post.group_id, post.title, post.unit_id, post.unit.code)
        yield Held(row.person_id, row.person.full_name, capacity, row.starts_on, row.ends_on)


def acting_orders(organization: Organization) -> Iterator[Held]:
    """Who acts for which post by an order, the older first."""
    for row in ActingOrder.objects.filter(organization=organization).select_related("position__unit", "person").order_by("pk"):
        post = row.position
        capacity = Capacity(
            row.capacity, post.pk, post.group_id, post.title, post.unit_id, post.unit.code, row.order_number,
            row.ordered_on.isoformat(), tuple(row.matters), row.ceiling_baht, stands_for=post.title,
        )  # fmt: skip
        yield Held(row.person_id, row.person.full_name, capacity, row.starts_on, row.ends_on)


def roles_of(position: Position, units: Sequence[Unit]) -> frozenset[tuple[Role, uuid.UUID | None]]:
    """The roles of a position's group, asked of guardian: on the organization, and on these units."""
    checker = ObjectPermissionChecker(position.group)
    held: set[tuple[Role, uuid.UUID | None]] = {
        (Role(name), None) for name in checker.get_perms(position.organization) if name in ORGANIZATION_ROLES
    }
    checker.prefetch_perms(list(units))  # type: ignore[arg-type]  # the stubs know querysets only
    for unit in units:
        held.update((Role(name), unit.pk) for name in checker.get_perms(unit) if name in UNIT_ROLES)
    return frozenset(held)
