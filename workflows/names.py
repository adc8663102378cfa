"""Names change; a paper keeps those of its day, and whoever remembers the old one still finds the person."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from workflows.act import Act
from workflows.models import FormerName, Organization, User


def remember(act: Act, subject: uuid.UUID, name: str) -> None:
    """What somebody or something is called until now."""
    act.make(FormerName, subject=subject, name=name, until=timezone.now())


def names_at(subjects: Iterable[Any], moment: datetime | None) -> dict[uuid.UUID, str]:
    """Persons, posts or units by the names that they had at a moment; without one, by those of today."""
    found = {subject.pk: shown(subject) for subject in subjects}
    if moment is not None:
        for row in FormerName.objects.filter(subject__in=found, until__gt=moment).order_by("-until"):
            found[row.subject] = row.name
    return found


def name_at(subject: Any, moment: datetime | None) -> str:
    """The name of one of them."""
    return names_at([subject], moment)[subject.pk]


def shown(subject: Any) -> str:
    return str(subject.full_name if isinstance(subject, User) else getattr(subject, "title", "") or subject.name)


def once_called(organization: Organization | uuid.UUID, condition: Q) -> "QuerySet[FormerName, uuid.UUID]":
    """The keys of those whose former name meets a condition."""
    return FormerName.objects.filter(condition, organization=organization).values_list("subject", flat=True)


def former_names(organization: Organization) -> dict[uuid.UUID, list[str]]:
    """Every former name of the office, the latest first."""
    found: dict[uuid.UUID, list[str]] = {}
    for row in FormerName.objects.filter(organization=organization).order_by("-until"):
        found.setdefault(row.subject, []).append(row.name)
    return found
