"""What the founding plan of an office wrote, found again among its rows: the plan knows them by what they were called then, not by their ids."""

from collections.abc import Iterator
from typing import Any

from workflows.kept import Key, Note, Row, Told, as_told
from workflows.models import OrganizationGroupPermission, Position, UnitGroupPermission
from workflows.roles import NAMES

# No step makes anybody more than his posts and orders make him, nor gives him an address.
NOBODY_SPECIAL = {"is_superuser": "False", "is_staff": "False", "email": ""}


def planned(note: Note, told: Told) -> Iterator[tuple[str, Key, Row]]:
    """(name, key, what the plan says) of each row; a row that is gone is named as the plan names it."""
    plan, office = note.said["plan"], note.office
    units = {row["code"]: str(key[0]) for key, row in candidates(told, "unit", office)}
    posts = {
        (row["unit"], told.was.get(("position", key), row["title"])): str(key[0])
        for key, row in candidates(told, "position", office)
    }
    people = {row["username"]: str(key[0]) for key, row in candidates(told, "person", office)}
    held = {(row["position"], row["person"], row["starts_on"]): key for key, row in candidates(told, "holding", office)}
    for row in plan["units"]:
        facts = {"code": row["code"], "name": row["name"], "is_finance": str(bool(row.get("is_finance"))), "closed_on": None}
        yield "unit", (units.get(row["code"], row["code"]),), facts
    for row in plan["positions"]:
        unit = units.get(row["unit"], row["unit"])
        facts = {"title": row["title"], "unit": unit, "closed_on": None, "roles": str(sorted(set(row["roles"])))}
        yield "position", (posts.get((unit, row["title"]), f"{row['unit']} {row['title']}"),), facts
    for row in plan["people"]:
        facts = {"full_name": row["full_name"], "username": row["username"], "is_active": "True", **NOBODY_SPECIAL}
        yield "person", (people.get(row["username"], row["username"]),), facts
    for row in plan["holdings"]:
        post = posts.get((units.get(row["unit"], row["unit"]), row["title"]), row["title"])
        person = people.get(row["username"], row["username"])
        order = {"order_number": as_told(row.get("order_number", "")), "ordered_on": as_told(row.get("ordered_on"))}
        facts = {"position": post, "person": person, "starts_on": str(row["starts_on"]), "ends_on": None, **order}
        yield "holding", held.get((post, person, str(row["starts_on"])), (f"{row['title']} {row['username']}",)), facts


def candidates(told: Told, name: str, office: str) -> Iterator[tuple[Key, Row]]:
    """The rows of an office that no step says it made: the plan may have."""
    return ((key, row) for key, row in told.standing[name].items() if row["office"] == office and (name, key) not in told.made)


def roles_by_position() -> dict[Any, str]:
    """The roles that each position carries, as a step notes them. A role in another's unit or office is told with that one."""
    held: dict[Any, list[str]] = {}
    own = {}
    for position, group, unit, office in Position.objects.values_list("pk", "group_id", "unit_id", "organization_id"):
        own[group], held[position] = (position, unit, office), []
    for table in (UnitGroupPermission, OrganizationGroupPermission):
        for group, role, target in table.objects.values_list("group_id", "permission__codename", "content_object_id"):
            if group in own and role in NAMES:
                position, *places = own[group]
                held[position].append(role if target in places else f"{role} {target}")
    return {position: str(sorted(roles)) for position, roles in held.items()}
