"""What another document like this one would begin with, for whoever may open it: the values of its opening, to be changed and sent."""

import uuid
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from ninja import NinjaAPI

from workflows import clock
from workflows.api.choices import blank
from workflows.api.machines import person_of
from workflows.api.representation import plain
from workflows.api.schema import READ
from workflows.models import Unit
from workflows.offers import document_for
from workflows.procedure import Procedure
from workflows.queries import capacities_of
from workflows.repeating import repeated, way_to_repeat


def add(api: NinjaAPI, procedure: Procedure, tags: list[str], base: str) -> None:
    """Of a procedure that names what may be said again."""
    if not procedure.repeats:
        return

    @api.get(base + "/{uuid:key}/like", tags=tags, operation_id=f"{procedure.code}_like", openapi_extra=READ)
    def like(request: HttpRequest, key: uuid.UUID) -> dict[str, Any]:
        """Days, numbers, files and what is decided anew are not among it; `gone` can be chosen no more, `anew` is to be said."""
        person = person_of(request)
        found = document_for(person, procedure.model, key)
        way = way_to_repeat([found], found.organization, capacities_of(person, found.organization, clock.today(found.organization)))
        if way is None:
            raise ObjectDoesNotExist
        unit = Unit.objects.filter(organization=found.organization_id, pk=way[2]).first()
        said = repeated(found, blank(procedure, found.organization, unit))
        return {
            "step": procedure.opening[0].name,
            "unit": str(unit.pk) if unit else None,
            "values": {name: shown(value) for name, value in said.values.items()},
            "gone": list(said.gone),
            "anew": list(said.anew),
        }


def shown(value: Any) -> Any:
    """Rows cell by cell, as a command takes them."""
    return [{name: plain(cell) for name, cell in row.items()} for row in value] if isinstance(value, list) else plain(value)
