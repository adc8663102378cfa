"""What seldom changes of an office, kept in memory under its grants version.

Every register step that grants, revokes, or sets a value raises that version in its own transaction, so what is kept here
is never older than what the lock has just read.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guardian.shortcuts import get_objects_for_group

from workflows.models import LawValue, Organization, Position, SpecialDay, Unit
from workflows.roles import ORGANIZATION_ROLES, UNIT_ROLES, Role


@dataclass(frozen=True)
class Office:
    """`roles` says what each group may do: (role, None) in the whole organization, (role, unit) in one unit."""

    version: int
    roles: Mapping[int, frozenset[tuple[Role, uuid.UUID | None]]]
    unit_codes: Mapping[uuid.UUID, str]
    law_values: Mapping[str, list[tuple[date, str, str]]]
    special_days: Mapping[date, bool]


KEPT: dict[uuid.UUID, Office] = {}


def office_of(organization: Organization) -> Office:
    """The office as of the organization's grants version."""
    kept = KEPT.get(organization.pk)
    if kept is None or kept.version != organization.grants_version:
        kept = KEPT[organization.pk] = read(organization)
    return kept


def read(organization: Organization) -> Office:
    units = dict(Unit.objects.filter(organization=organization).values_list("pk", "code"))
    values: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for value in LawValue.objects.filter(organization=organization).order_by("in_force_from"):
        values[value.key].append((value.in_force_from, value.value, value.reason))
    return Office(
        version=organization.grants_version,
        roles={
            position.group_id: roles_of(position)
            for position in Position.objects.filter(organization=organization).select_related("group")
        },
        unit_codes=units,
        law_values=values,
        special_days=dict(SpecialDay.objects.filter(organization=organization).values_list("day", "is_holiday")),
    )


def roles_of(position: Position) -> frozenset[tuple[Role, uuid.UUID | None]]:
    """The roles of a position's group, asked of guardian."""
    held: set[tuple[Role, uuid.UUID | None]] = set()
    for role in ORGANIZATION_ROLES:
        granted = get_objects_for_group(position.group, role.value, klass=Organization, accept_global_perms=False)
        held.update((role, None) for organization in granted if organization.pk == position.organization_id)
    for role in UNIT_ROLES:
        granted = get_objects_for_group(position.group, role.value, klass=Unit, accept_global_perms=False)
        held.update((role, unit.pk) for unit in granted if unit.organization_id == position.organization_id)
    return frozenset(held)
