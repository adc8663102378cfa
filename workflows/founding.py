"""The founding of an office: the one act that no position can permit, because none exists yet."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connections, transaction

from workflows import engine
from workflows.canonical import canonical
from workflows.fields import new_id
from workflows.guards.permit import hold, released
from workflows.models import Document, Organization
from workflows.procedure import PROCEDURES
from workflows.registers.register import Register


def found_office(
    name: str, short_name: str, *, is_practice: bool = False, practice_today: date | None = None, **facts: Any
) -> Organization:
    """Create an organization and open its registers; who may do what is then written into them by `register_step`."""
    connection = connections["default"]
    with released(connection), transaction.atomic():
        organization = Organization(
            id=new_id(), name=name, short_name=short_name, is_practice=is_practice, practice_today=practice_today, **facts
        )
        hold(connection, canonical({"organization": organization.pk, "step": "found_office"}))
        organization.save(force_insert=True)
        for procedure in PROCEDURES.values():
            if issubclass(procedure.model, Register):
                engine.open_within(None, procedure.model, organization, data={})
    return organization


def register_of(organization: Organization, model: type[Document]) -> Any:
    """The one register of its kind. Raises DoesNotExist for an office that was never founded."""
    return model._default_manager.get(organization=organization)


def registers(organization: Organization) -> Iterable[Mapping[str, Any]]:
    """All registers of an office, for the list page."""
    for procedure in PROCEDURES.values():
        if issubclass(procedure.model, Register):
            yield {"procedure": procedure, "document": register_of(organization, procedure.model)}
