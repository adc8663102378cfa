"""What pages ask: who sits at which desk, which documents there are, what happened to one."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from workflows import clock
from workflows.compiled import NOBODY, CompiledQuery
from workflows.evidence import Capacity
from workflows.ids import as_id
from workflows.models import CapacityKind, Case, Document, JournalEntry, Organization, Unit, User
from workflows.office import office_of
from workflows.procedure import PROCEDURES
from workflows.roles import Role, desk_name
from workflows.searching import matching

NAMES_MAX = 2
Sitters = dict[str, dict[uuid.UUID, str]]  # desk → person → his name, and the quality where it is not his own post


def capacities_of(person: User, organization: Organization, on: date) -> tuple[Capacity, ...]:
    """In what qualities a person may act on a day: a page asks this several times, and no statement is spent on it."""
    return tuple(held.capacity for held in office_of(organization).held if held.person == person.pk and held.is_in_force(on))


def desk_names(person: User, organization: Organization) -> list[str]:
    """The desks at which a person sits today, through every capacity."""
    return names_of(capacities_of(person, organization, clock.today(organization)), organization)


def names_of(held: Iterable[Capacity], organization: Organization) -> list[str]:
    """The desks that these capacities carry."""
    office = office_of(organization)
    roles = {pair for capacity in held for pair in office.roles.get(capacity.group, ())}
    return sorted({desk_name(role, office.unit_codes.get(unit) if unit else None) for role, unit in roles})


def sitting_at(organization: Organization) -> dict[str, list[str]]:
    """Each desk, and the names of those who sit at it today: whoever holds a post that carries it, and whoever acts for him."""
    return {desk: list(dict.fromkeys(names.values())) for desk, names in sitters(organization).items()}


def sitters(organization: Organization) -> Sitters:
    """The same by the person, each under the first quality in which he sits there."""
    office, today = office_of(organization), clock.today(organization)
    found: Sitters = defaultdict(dict)
    for held in office.held:
        if not held.is_in_force(today):
            continue
        quality, name = held.capacity.kind, held.person_name
        for role, unit in office.roles.get(held.capacity.group, ()):
            desk = found[desk_name(role, office.unit_codes.get(unit) if unit else None)]
            desk.setdefault(held.person, name if quality == CapacityKind.HOLDING else f"{name} {CapacityKind(quality).label}")
    return found


def held_by(document: Document, desks: Sitters, barred: Mapping[uuid.UUID, str] = MappingProxyType({})) -> str:
    """Whom a document waits for, by name where it is one or two, and in which quality.

    Who is barred from the step is not waited for; where nobody is left, it is said of each why he may not.
    """
    sitting, role = desks.get(document.waiting_for, {}), document.waiting_for_label
    names = [name for person, name in sitting.items() if person not in barred]
    if not sitting and is_a_role(document.waiting_for):
        return _("%(role)s (%(nobody)s)") % {"role": role, "nobody": nobody()}
    if sitting and not names:
        whys = [
            _("%(name)s ทำไม่ได้ เพราะเป็นผู้ “%(earlier)s” แล้ว") % {"name": name, "earlier": barred[person]}
            for person, name in sitting.items()
        ]
        return _("%(role)s (%(whys)s)") % {"role": role, "whys": " · ".join(whys)}
    if not 1 <= len(names) <= NAMES_MAX:
        return role
    return _("%(names)s (%(role)s)") % {"names": _(" หรือ ").join(names), "role": role}


def is_a_role(desk: str) -> bool:
    """Whether a desk is a role's, which somebody should sit at; seats are of named people."""
    return desk.partition(":")[0] in Role.values


def nobody() -> str:
    return _("ไม่มีผู้ดำรงตำแหน่ง")


def units_of(organization: Organization) -> list[Unit]:
    """The units of the office, by their codes."""
    return list(Unit.objects.filter(organization=organization).order_by("code"))


def documents_of(procedure: str, organization: Organization, *, state: str = "", text: str = "") -> QuerySet[Document]:
    """All documents of a procedure, newest first."""
    model = PROCEDURES[procedure].model
    documents = model._default_manager.filter(organization=organization).select_related("case", "unit")
    if state:
        documents = documents.filter(state=state)
    return matching(documents, organization, text).order_by("-id")


def journal_of(case: Case) -> QuerySet[JournalEntry]:
    """The whole trail of a case, oldest first."""
    return JournalEntry.objects.filter(case=case).order_by("id")


def trail_of(case: Case) -> list[JournalEntry]:
    """The same read at once, for the page of the case."""
    return trail_query("default").all(as_id(case.pk))


@cache
def trail_query(alias: str) -> CompiledQuery[JournalEntry]:
    return CompiledQuery(JournalEntry.objects.filter(Q(case=NOBODY)).order_by("id"), alias)
