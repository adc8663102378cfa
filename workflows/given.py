"""Numbers that were given, against the series that gave them: none is missing, and none will be given twice. Cases, against what opened them."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.apps import apps
from django.db import connections
from django.db.models import Count, Max

from workflows.aside_told import Unproven
from workflows.guards.ledger import Counter
from workflows.guards.tables import JOURNAL_TABLE, tables
from workflows.models import Case, JournalEntry, NumberSeries
from workflows.reading import Dialect, streamed
from workflows.verifier import Fault

CHUNK = 2000
CASE = "case"


class Given(msgspec.Struct, gc=False):
    """An entry, as far as it is needed here."""

    organization: str
    title: str
    acted_on: str
    numbers: dict[str, str] = {}


read = msgspec.json.Decoder(Given).decode


def series_differ() -> Iterator[Fault | Unproven]:
    """Each series stands at the highest number that an entry tells of it. Of a series of which no entry tells nothing is known."""
    highest: dict[tuple[str, str, int], int] = {}
    bodies = JournalEntry.objects.filter(body__contains='"numbers":{').order_by("id").values_list("body", flat=True)
    for body in bodies.iterator(chunk_size=CHUNK):
        try:
            given = read(body)
            for name, number in given.numbers.items():
                counted, year = map(int, number.split("/"))
                key = (given.organization, name, year)
                highest[key] = max(highest.get(key, 0), counted)
        except ValueError:
            continue  # others have named what cannot be read
    standing = {
        (series.organization_id.hex, series.name, series.fiscal_year): series.last for series in NumberSeries.objects.order_by("pk")
    }
    for key, told in sorted(highest.items()):
        if standing.get(key) != told:
            organization, name, year = key
            yield Fault(
                f"series {name} {year} of {organization}", f"stands at {standing.get(key)}, the highest number given is {told}"
            )
    if unknown := len(standing.keys() - highest.keys()):
        yield Unproven(NumberSeries._meta.db_table, unknown)


def counters_differ() -> Iterator[Fault]:
    """Each book, or whatever else counts its own rows, stands one above the last of them, and none of them is missing."""
    for model in tables():
        counter: Counter | None = getattr(model, "counter", None)
        if counter is None:
            continue
        rows = apps.get_model(counter.rows)._default_manager.order_by().values_list(counter.source)
        given = {source: found for source, *found in rows.annotate(Count("pk"), Max("number"))}
        for pk, first, following in model._default_manager.order_by("pk").values_list("pk", counter.first, counter.next):
            count, last = given.get(pk, (0, first - 1))
            if not following == last + 1 == first + count:
                place = f"{model._meta.db_table} {pk.hex}"
                yield Fault(place, f"the next number is {following}; {count} were given, the last of them {last}")


def cases_differ() -> Iterator[Fault]:
    """Each case bears the title, the day and the number with which its first entry opened it."""
    connection = connections["default"]
    say, table = Dialect(connection.vendor), Case._meta.db_table
    sql = (
        f"select {say.id('c.id')}, c.number, c.title, {say.day('c.opened_on')}, {say.id('c.organization_id')}, {say.bytes('j.body')} from {table} c "
        f"left join {JOURNAL_TABLE} j on j.id = (select min(f.id) from {JOURNAL_TABLE} f where f.case_id = c.id) order by c.id"
    )
    for case, number, title, opened_on, organization, body in streamed(connection, sql, []):
        place = f"{table} {case}"
        if body is None:
            yield Fault(place, "case that no entry opened")
            continue
        try:
            given = read(body)
        except (msgspec.DecodeError, RecursionError):
            continue  # others have named it
        told: dict[str, Any] = {
            "title": given.title,
            "opened_on": given.acted_on,
            "number": given.numbers.get(CASE, number),
            "organization": given.organization,
        }
        now = {"title": title, "opened_on": opened_on, "number": number, "organization": organization}
        if wrong := [name for name, value in told.items() if now[name] != value]:
            yield Fault(place, f"case differs from the entry that opened it in: {', '.join(wrong)}")
