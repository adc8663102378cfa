"""กระดาน: where every case is, at whose desk, and how late; what the head narrows it to."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet

from workflows import clock
from workflows.calendar import add_working_days
from workflows.models import Case, Document, Organization
from workflows.office import office_of
from workflows.pages.parts import SOON_WORKING_DAYS
from workflows.searching import matching


@dataclass(frozen=True)
class BoardFilter:
    """What a head wants to see; every field stands in the address."""

    procedure: str = ""
    state: str = ""
    unit: str = ""
    desk: str = ""
    late: bool = False
    text: str = ""


def on_their_way(organization: Organization) -> QuerySet[Document]:
    """What somebody is waited for. A text above the empty one is a range of the desks' index, where unequal would read all that ended."""
    return Document.objects.filter(organization=organization, waiting_for__gt="")


def found(organization: Organization, text: str) -> Q:
    """The cases on their way that a text finds, looked up once for everything that a board shows; all of them where the text is empty."""
    if not text.strip():
        return Q()
    return Q(
        case__in=list(matching(on_their_way(organization), organization, text).order_by().values_list("case", flat=True).distinct())
    )


def board(organization: Organization, wanted: BoardFilter, found: Q) -> QuerySet[Document]:
    """Every document on its way that is wanted, among the found, late ones first."""
    documents = counted(organization, wanted, found).select_related("case", "unit", "organization")
    if wanted.procedure:
        documents = documents.filter(procedure=wanted.procedure)
    if wanted.state:
        documents = documents.filter(state=wanted.state)
    if wanted.desk:
        documents = documents.filter(waiting_for=wanted.desk)
    return documents.order_by(F("due_on").asc(nulls_last=True), "id")


def counted(organization: Organization, wanted: BoardFilter, found: Q) -> QuerySet[Document]:
    """The same wherever they stand: sums are told by procedure, step and desk."""
    documents = on_their_way(organization).filter(found)
    if wanted.unit:
        documents = documents.filter(unit__code=wanted.unit)
    if wanted.late:
        documents = documents.filter(due_on__lt=clock.today(organization))
    return documents


class OnBoard(NamedTuple):
    """What a row of the board tells of a document: a whole document with its case and office takes three times as long to read."""

    case_id: uuid.UUID
    procedure: str
    number: str
    title: str
    amount_baht: Decimal | None
    state: str
    waiting_for: str
    waiting_since: datetime | None
    due_on: date | None
    case__number: str


def rows(documents: QuerySet[Document]) -> "QuerySet[Document, tuple[Any, ...]]":
    """All of a row but the number of its case: to join them PostgreSQL would read every case of the office."""
    *own, _number = OnBoard._fields
    return documents.values_list(*own)


def numbered(rows: Sequence[tuple[Any, ...]]) -> list[OnBoard]:
    """The rows of one page, each with the number of its case."""
    numbers = dict(Case.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "number"))
    return [OnBoard(*(*row, numbers[row[0]])) for row in rows]


@dataclass(frozen=True)
class Load:
    """How many documents stand somewhere, how many of them are late or soon late, and since when the oldest waits."""

    procedure: str
    state: str
    desk: str
    count: int
    late: int
    soon: int
    oldest: datetime | None


def loads(organization: Organization, wanted: BoardFilter, found: Q) -> list[Load]:
    """Where the documents stand, by step and desk: one statement for every sum that a board shows.

    It groups by the desk first, and what is finished stays unread: SQLite would group by step along the index of all documents.
    """
    today = clock.today(organization)
    presses_not = add_working_days(today, SOON_WORKING_DAYS + 1, office_of(organization).special_days)
    sums = (
        counted(organization, wanted, found)
        .values_list("waiting_for", "procedure", "state")
        .annotate(
            count=Count("id"),
            late=Count("id", filter=Q(due_on__lt=today)),
            soon=Count("id", filter=Q(due_on__gte=today, due_on__lt=presses_not)),
            oldest=Min("waiting_since"),
        )
        .order_by("waiting_for", "procedure", "state")
    )
    each = [Load(procedure, state, desk, *told) for desk, procedure, state, *told in sums]
    return sorted(each, key=lambda load: (load.procedure, load.state, load.desk))


def standing(loads: Iterable[Load], *, procedure: str = "", state: str = "", desk: str = "") -> list[Load]:
    """Those of a procedure, of a step, at a desk; what is empty narrows nothing."""
    wanted = {"procedure": procedure, "state": state, "desk": desk}
    return [load for load in loads if all(not value or getattr(load, name) == value for name, value in wanted.items())]


def together(loads: Iterable[Load]) -> Load:
    """Several loads as one, under the names of the first."""
    first, *others = loads
    every = (first, *others)
    return Load(
        first.procedure,
        first.state,
        first.desk,
        count=sum(load.count for load in every),
        late=sum(load.late for load in every),
        soon=sum(load.soon for load in every),
        oldest=min((load.oldest for load in every if load.oldest), default=None),
    )
