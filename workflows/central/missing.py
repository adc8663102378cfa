"""ยังไม่ลงระบบ: which documents lack a number that is due, since when. Read from states, numbers and the journal; nobody keeps a list.

What became due before the day from which the office types its matters from here was typed without us, and is lacking nowhere.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connections

from workflows import clock, law
from workflows.central.entries import ENTRIES, Entry
from workflows.ids import as_id, as_uuid
from workflows.models import Case, CentralOutage, Organization
from workflows.office import office_of
from workflows.thai import in_satang

PAGE_ROWS = 50
TEXTS_KEPT = 64


@dataclass(frozen=True)
class Missing:
    """A number that a document does not bear yet, and since which day it should."""

    entry: Entry
    since: date

    def days(self, today: date) -> int:
        return max(0, (today - self.since).days)


@dataclass(frozen=True)
class Pending:
    """One row of รอลงระบบ."""

    id: uuid.UUID
    case: uuid.UUID
    number: str
    title: str
    case_number: str
    missing: Missing


def is_missing(entry: Entry, organization: Organization, d: str) -> str:
    """The condition on a document `d`, whole in its text: every value in it is declared or a day, none is a text of anybody's."""
    return f"{d}.procedure = '{entry.procedure}' and {condition(entry, limit_satang(entry, organization), organization.central_from, d)}"


def limit_satang(entry: Entry, organization: Organization) -> int:
    """Below this amount the number is not due today; 0 where it always is."""
    if not entry.from_baht:
        return 0
    limit = law.value(entry.from_baht, clock.today(organization), office_of(organization).law_values)
    return in_satang(limit.value)


def condition(entry: Entry, least_satang: int, first_day: date | None, d: str) -> str:
    """The condition on a document of the entry's own procedure; `first_day` is the office's `central_from`."""
    parts = [f"{d}.state in ({quoted(entry.states)})"]
    if entry.from_baht:
        parts.append(f"{d}.amount_satang >= {least_satang}")
    if entry.only:
        parts.append(entry.only.format(d=d))
    parts.append(f"not exists (select 1 from workflows_centralnumber n where n.document_id = {d}.id and n.entry = '{entry.code}')")
    if first_day:
        parts.append(f"{since(entry, d)} >= '{first_day:%Y-%m-%d}'")
    return " and ".join(parts)


def since(entry: Entry, d: str) -> str:
    return f"(select min(j.acted_on) from workflows_journalentry j where j.document_id = {d}.id and j.step in ({quoted(entry.bringing)}))"


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name!s}'" for name in names)


def told(organization: Organization, d: str) -> str:
    """All that a document lacks as one column, so that a list costs no statement more: `code day;code day;`.

    A day is missing only where a document came by no step that we know; then nothing is due, and nothing told.
    """
    limits = tuple((code, limit_satang(entry, organization)) for code, entry in ENTRIES.items())
    return told_above(d, limits, organization.central_from)


@lru_cache(maxsize=TEXTS_KEPT)
def told_above(d: str, limits: tuple[tuple[str, int], ...], first_day: date | None) -> str:
    """The text of that column, under these limits of amounts: it is long, and the same for each desk."""
    of_procedure: dict[str, list[str]] = defaultdict(list)
    for code, least_satang in limits:
        entry = ENTRIES[code]
        due = f"coalesce('{code} ' || cast({since(entry, d)} as text) || ';', '')"
        of_procedure[entry.procedure].append(f"case when {condition(entry, least_satang, first_day, d)} then {due} else '' end")
    parts = " ".join(f"when '{procedure}' then {' || '.join(each)}" for procedure, each in of_procedure.items())
    return f"case {d}.procedure {parts} else '' end" if parts else "''"


def read(column: str) -> tuple[Missing, ...]:
    """What `told` has told."""
    found = (part.split(" ") for part in column.split(";") if part)
    return tuple(Missing(ENTRIES[code], date.fromisoformat(day)) for code, day in found)


def missing_in(case: Case) -> dict[uuid.UUID, tuple[Missing, ...]]:
    """Each document of a case, and what it lacks."""
    rows = fetch(f"select d.id, {told(case.organization, 'd')} from workflows_document d where d.case_id = %s", [as_id(case.pk)])
    return {as_uuid(key): read(column) for key, column in rows}


def pending(organization: Organization, entries: Iterable[Entry], *, skip: int = 0, rows: int = PAGE_ROWS) -> list[Pending]:
    """The documents that lack these numbers, the oldest first."""
    parts = [
        f"select d.id, d.case_id, d.number, d.title, '{entry.code}' as entry, {since(entry, 'd')} as since from workflows_document d "
        f"where d.organization_id = %s and {is_missing(entry, organization, 'd')}"
        for entry in entries
    ]
    sql = (
        f"select p.id, p.case_id, p.number, p.title, k.number, p.entry, p.since from ({' union all '.join(parts)}) p "
        "join workflows_case k on k.id = p.case_id where p.since is not null order by p.since, p.id, p.entry limit %s offset %s"
    )
    found = fetch(sql, [*[as_id(organization.pk)] * len(parts), rows, skip])
    return [
        Pending(as_uuid(key), as_uuid(case), number, title, case_number, Missing(ENTRIES[code], as_day(day)))
        for key, case, number, title, case_number, code, day in found
    ]


def counts(organization: Organization) -> Mapping[str, int]:
    """How many documents lack each number."""
    parts = [
        f"select '{entry.code}', count(*) from workflows_document d where d.organization_id = %s and {is_missing(entry, organization, 'd')}"
        for entry in ENTRIES.values()
    ]
    return dict(fetch(" union all ".join(parts), [as_id(organization.pk)] * len(parts)))


def outages(organization: Organization) -> list[CentralOutage]:
    """The latest first."""
    return list(CentralOutage.objects.filter(organization=organization).order_by("-starts_on"))


def outage_of(missing: Missing, known: Iterable[CentralOutage], today: date) -> CentralOutage | None:
    """The latest outage that fell into the days for which a number has been due: what explains them."""
    return next(
        (
            outage
            for outage in known
            if outage.system == missing.entry.system and outage.starts_on <= today and (outage.ends_on or today) >= missing.since
        ),
        None,
    )


def fetch(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def as_day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
