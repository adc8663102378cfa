"""What seldom changes of an office, kept in memory under its grants version.

Every register step that grants, revokes, or sets a value raises that version in its own transaction, so what is kept here
is never older than what the lock has just read.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guardian.core import ObjectPermissionChecker

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


def forget(organization: Organization) -> None:
    """Drop what is kept, where a transaction of several steps is about to be rolled back: its versions will be given out again."""
    KEPT.pop(organization.pk, None)


def read(organization: Organization) -> Office:
    units = list(Unit.objects.filter(organization=organization))
    values: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
    for value in LawValue.objects.filter(organization=organization).order_by("in_force_from"):
        values[value.key].append((value.in_force_from, value.value, value.reason))
    positions = Position.objects.filter(organization=organization).select_related("group", "organization")
    return Office(
        version=organization.grants_version,
        roles={position.group_id: roles_of(position, units) for position in positions},
        unit_codes={unit.pk: unit.code for unit in units},
        law_values=values,
        special_days=dict(SpecialDay.objects.filter(organization=organization).values_list("day", "is_holiday")),
    )


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
