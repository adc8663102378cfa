"""What pages ask: whose desk holds what, where every case is, what happened to one."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections
from django.db.models import Count, F, Min, Q, QuerySet

from workflows import clock
from workflows.evidence import Capacity, Dialect, capacities_sql, capacity
from workflows.fields import to_baht
from workflows.models import Case, Document, JournalEntry, Organization, User
from workflows.office import office_of
from workflows.procedure import PROCEDURES
from workflows.roles import desk_name
from workflows.thai import from_thai_digits

PAGE_ROWS = 25


@dataclass(frozen=True)
class Waiting:
    """One document on a desk."""

    id: uuid.UUID
    case: uuid.UUID
    procedure: str
    number: str
    title: str
    amount_baht: Decimal | None
    state: str
    waiting_for: str
    waiting_since: datetime | None
    due_on: date | None


def capacities_of(person: User, organization: Organization, on: date) -> tuple[Capacity, ...]:
    """In what qualities a person may act on a day."""
    import json

    connection = connections["default"]
    as_id = (lambda i: i.hex) if connection.vendor == "sqlite" else (lambda i: i)
    whose = [as_id(person.pk), as_id(organization.pk), on, on]
    with connection.cursor() as cursor:
        cursor.execute(f"select {capacities_sql(Dialect(connection.vendor))}", [*whose, *whose])
        (found,) = cursor.fetchone()
    return tuple(capacity(*facts) for facts in json.loads(found))


def desk_names(person: User, organization: Organization) -> list[str]:
    """The desks at which a person sits today, through every capacity."""
    office = office_of(organization)
    names = {
        desk_name(role, office.unit_codes.get(unit) if unit else None)
        for held in capacities_of(person, organization, clock.today(organization))
        for role, unit in office.roles.get(held.group, ())
    }
    return sorted(names)


COLUMNS = ("id", "case_id", "procedure", "number", "title", "amount_satang", "state", "waiting_for", "waiting_since", "due_on")


def desk(person: User, organization: Organization, *, rows: int = PAGE_ROWS) -> list[Waiting]:
    """What waits for a person, most urgent first: one row more than a page, so that a page knows whether there is another.

    One statement, the first rows of each desk by its index, whatever lies behind them.
    """
    connection = connections["default"]
    names = desk_names(person, organization)
    as_id = (lambda i: i.hex) if connection.vendor == "sqlite" else (lambda i: i)
    columns = ", ".join(f"d.{column}" for column in COLUMNS)
    of_role = (
        f"select * from (select {columns} from workflows_document d where d.organization_id = %s and d.waiting_for = %s "
        f"order by d.due_on limit {rows + 1}) x"
    )
    of_seats = (
        f"select * from (select {columns} from viewflow_task t join workflows_document d on d.process_id = t.process_id "
        f"where t.owner_id = %s and t.finished is null and d.organization_id = %s and d.waiting_for like 'seat:%%' "
        f"order by d.due_on limit {rows + 1}) x"
    )
    parts = " union all ".join([*[of_role] * len(names), of_seats])
    parameters: list[Any] = [value for name in names for value in (as_id(organization.pk), name)]
    parameters += [as_id(person.pk), as_id(organization.pk)]
    late_first = "due_on is null, due_on, waiting_since"
    with connection.cursor() as cursor:
        cursor.execute(f"select * from ({parts}) y order by {late_first} limit {rows + 1}", parameters)
        return [waiting(row) for row in cursor.fetchall()]


def waiting(row: Iterable[Any]) -> Waiting:
    pk, case, procedure, number, title, satang, state, waiting_for, since, due_on = row
    return Waiting(
        as_uuid(pk), as_uuid(case), procedure, number, title, None if satang is None else to_baht(satang), state, waiting_for,
        as_moment(since), date.fromisoformat(due_on) if isinstance(due_on, str) else due_on,
    )  # fmt: skip


def as_uuid(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def as_moment(value: Any) -> datetime | None:
    from datetime import UTC

    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


@dataclass(frozen=True)
class BoardFilter:
    """What a head wants to see; every field stands in the address."""

    procedure: str = ""
    state: str = ""
    unit: str = ""
    late: bool = False
    text: str = ""


def board(organization: Organization, wanted: BoardFilter) -> QuerySet[Document]:
    """Every document on its way, late ones first."""
    documents = Document.objects.filter(organization=organization).exclude(waiting_for="").select_related("case", "unit")
    if wanted.procedure:
        documents = documents.filter(procedure=wanted.procedure)
    if wanted.state:
        documents = documents.filter(state=wanted.state)
    if wanted.unit:
        documents = documents.filter(unit__code=wanted.unit)
    if wanted.late:
        documents = documents.filter(due_on__lt=clock.today(organization))
    return matching(documents, wanted.text).order_by(F("due_on").asc(nulls_last=True), "id")


def matching(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Documents by number, title or case number, in Thai or Arabic digits."""
    text = from_thai_digits(text.strip())
    if not text:
        return documents
    return documents.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(case__number__icontains=text))


def counts_by_step(organization: Organization) -> list[dict[str, Any]]:
    """How many documents stand at each state of each procedure, how many late, and since when the oldest waits."""
    today = clock.today(organization)
    return list(
        Document.objects.filter(organization=organization)
        .exclude(waiting_for="")
        .values("procedure", "state")
        .annotate(count=Count("id"), late=Count("id", filter=Q(due_on__lt=today)), oldest=Min("waiting_since"))
        .order_by("procedure", "state")
    )


def documents_of(procedure: str, organization: Organization, *, state: str = "", text: str = "") -> QuerySet[Document]:
    """All documents of a procedure, newest first."""
    model = PROCEDURES[procedure].model
    documents = model._default_manager.filter(organization=organization).select_related("case", "unit")
    if state:
        documents = documents.filter(state=state)
    return matching(documents, text).order_by("-id")


def journal_of(case: Case) -> QuerySet[JournalEntry]:
    """The whole trail of a case, oldest first."""
    return JournalEntry.objects.filter(case=case).order_by("id")


def cases_matching(organization: Organization, text: str) -> QuerySet[Case]:
    text = from_thai_digits(text.strip())
    found = Case.objects.filter(organization=organization)
    hit = Q(number__icontains=text) | Q(title__icontains=text) | Q(documents__number__icontains=text)
    return found.filter(hit).distinct().order_by("-id")
