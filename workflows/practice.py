"""The invented office of config/practice, founded for demo, rehearsals and tests alike."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from workflows import engine
from workflows.founding import found_office, register_of
from workflows.models import Organization, Unit, User
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister

HELD_SINCE = date(2015, 10, 1)


@dataclass(frozen=True)
class PracticeOffice:
    """The office and its officers by their first names."""

    organization: Organization
    people: Mapping[str, User]
    units: Mapping[str, Unit]

    def __getattr__(self, name: str) -> Any:
        try:
            return vars(self)["people"][name]  # a copy is asked for its methods before it has any people
        except KeyError:
            raise AttributeError(name) from None

    def fresh(self) -> Organization:
        """The organization as it stands now."""
        return Organization.objects.get(pk=self.organization.pk)


def found_practice_office(
    *, suffix: str = "", is_practice: bool = False, practice_today: date | None = None, short_name: str = ""
) -> PracticeOffice:
    """Found the office; `suffix` tells the sign-in names of several such offices in one database apart."""
    with (settings.ROOT / "config" / "practice" / "office.toml").open("rb") as file:
        plan = tomllib.load(file)
    organization = found_office(
        plan["name"],
        short_name or plan["short_name"],
        address=plan["address"],
        tax_id=plan["tax_id"],
        settings=plan.get("settings", {}),
        is_practice=is_practice,
        practice_today=practice_today,
    )
    engine.perform(None, register_of(organization, PeopleRegister), "establish", plan=establishment(plan, suffix))
    people = User.objects.filter(organization=organization)
    return PracticeOffice(
        Organization.objects.get(pk=organization.pk),
        {person.username.removesuffix(suffix): person for person in people},
        {unit.code: unit for unit in Unit.objects.filter(organization=organization)},
    )


def establishment(plan: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    """The plan as the people register takes it."""
    return {
        "units": plan["units"],
        "positions": [{key: row[key] for key in ("unit", "title", "roles")} for row in plan["positions"]],
        "people": [{**row, "username": row["username"] + suffix} for row in plan["people"]],
        "holdings": [
            {"unit": row["unit"], "title": row["title"], "username": row["held_by"] + suffix, "starts_on": HELD_SINCE.isoformat()}
            for row in plan["positions"]
        ],
    }


def set_day(office: PracticeOffice, day: date | None) -> None:
    """Move the practice clock; None lets it run with the world's."""
    engine.perform(None, register_of(office.organization, OfficeRegister), "set_practice_day", day=day)
