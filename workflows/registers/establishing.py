"""Units, posts and people as they are written: for the founding of an office, and for the steps of its register."""

from typing import Any

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm, remove_perm

from workflows.models import Holding, Position, Unit, User
from workflows.office import roles_of
from workflows.roles import UNIT_ROLES, Role


def establish(organization: Any, plan: dict[str, Any]) -> None:
    """Write a whole plan: {units: [{code, name, is_finance}], positions: [{unit, title, roles}], people: [{username, full_name}],
    holdings: [{unit, title, username, starts_on, order_number, ordered_on}]}."""
    units = {row["code"]: Unit.objects.create(organization=organization, **row) for row in plan["units"]}
    posts = {
        (row["unit"], row["title"]): add_position(organization, units[row["unit"]], row["title"], row["roles"])
        for row in plan["positions"]
    }
    people = {}
    for row in plan["people"]:
        people[row["username"]] = person = User(organization=organization, **row)
        person.set_unusable_password()
        person.save(force_insert=True)
    for row in plan["holdings"]:
        post, person = posts[row["unit"], row["title"]], people[row["username"]]
        order = {name: row[name] for name in ("starts_on", "order_number", "ordered_on") if name in row}
        Holding.objects.create(organization=organization, position=post, person=person, **order)


def add_position(organization: Any, unit: Unit, title: str, roles: list[str]) -> Position:
    """A post with a group of its own, which carries its roles."""
    group = Group.objects.create(name=f"{organization.pk.hex}/{unit.code}/{title}"[:150])
    position = Position.objects.create(organization=organization, unit=unit, title=title, group=group)
    grant(position, roles)
    return position


def grant(position: Position, roles: list[str]) -> None:
    """Give a post's group exactly these roles: on its unit where a role is a unit's, on the organization otherwise."""
    held = {role.value for role, _ in roles_of(position, [position.unit])}
    for role in Role:
        if (role.value in roles) != (role.value in held):
            target = position.unit if role in UNIT_ROLES else position.organization
            (assign_perm if role.value in roles else remove_perm)(role.value, position.group, target)
