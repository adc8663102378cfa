"""What pages ask: who sits at which desk, which documents there are, what happened to one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workflows import clock
from workflows.evidence import Capacity
from workflows.models import CapacityKind, Case, Document, JournalEntry, Organization, Unit, User
from workflows.office import office_of
from workflows.procedure import PROCEDURES
from workflows.roles import Role, desk_name
from workflows.searching import matching

NAMES_MAX = 2


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
    office, today = office_of(organization), clock.today(organization)
    found: dict[str, list[str]] = defaultdict(list)
    for held in office.held:
        if not held.is_in_force(today):
            continue
        quality, name = held.capacity.kind, held.person_name
        for role, unit in office.roles.get(held.capacity.group, ()):
            desk = found[desk_name(role, office.unit_codes.get(unit) if unit else None)]
            if name not in desk:
                desk.append(name if quality == CapacityKind.HOLDING else f"{name} {CapacityKind(quality).label}")
    return found


def held_by(document: Document, desks: Mapping[str, list[str]]) -> str:
    """Whom a document waits for, by name where it is one or two, and in which quality."""
    names, role = list(dict.fromkeys(desks.get(document.waiting_for, []))), document.waiting_for_label
    if not names and is_a_role(document.waiting_for):
        return _("%(role)s (%(nobody)s)") % {"role": role, "nobody": nobody()}
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
