"""SQLite is told how large its tables are: once, and again when the trail has doubled."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from workflows.practice import found_practice_office
from workflows.sizes import counted_anew

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("config.getoption('--database') != 'sqlite'", reason="PostgreSQL counts its tables by itself"),
]
TABLE = "sizes"


@pytest.fixture
def table() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"create table {TABLE} (id integer primary key, of integer)")
        cursor.execute(f"create index {TABLE}_of on {TABLE} (of)")
        yield cursor


def filled(cursor: Any, rows: int) -> None:
    cursor.executemany(f"insert into {TABLE} (of) values (%s)", [(number % 7,) for number in range(rows)])


def known(cursor: Any) -> list[str]:
    cursor.execute("select stat from sqlite_stat1 where tbl = %s", [TABLE])
    return [stat for (stat,) in cursor.fetchall()]


def test_a_table_is_counted_once_and_again_when_it_has_doubled(table: Any) -> None:
    assert not counted_anew(connection, TABLE), "nothing to count"
    filled(table, 100)
    assert counted_anew(connection, TABLE)
    assert known(table) == ["100 15"]
    assert not counted_anew(connection, TABLE)
    filled(table, 99)
    assert not counted_anew(connection, TABLE)
    filled(table, 1)
    assert counted_anew(connection, TABLE)
    assert known(table) == ["200 29"]


def test_counting_reads_a_part_of_each_index_only(table: Any) -> None:
    filled(table, 50_000)
    with CaptureQueriesContext(connection) as captured:
        assert counted_anew(connection, TABLE)
    statements = [query["sql"] for query in captured]
    assert statements[-2:] == ["pragma analysis_limit = 1000", "analyze"]
    (stat,) = known(table)
    assert 25_000 <= int(stat.split()[0]) <= 100_000, "estimated, in its order of magnitude"


def test_the_clock_has_the_trail_counted() -> None:
    found_practice_office(is_practice=True)
    call_command("tick")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from sqlite_stat1 where tbl = 'workflows_journalentry'")
        assert cursor.fetchone()[0] > 0
