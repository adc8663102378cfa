"""SQLite guesses the sizes of its tables until somebody counts them, and plans by the guess; PostgreSQL counts by itself.

An office of 100,000 cases that nobody had counted waited ten times as long for a page that looks for a few of them.
"""

from typing import Any

INDEX_ROWS_READ = 1000  # of each index; what is told of the rest follows from them
GROWN_TIMES = 2  # a plan turns on orders of magnitude


def counted_anew(connection: Any, table: str) -> bool:
    """Count all tables where this one, which every step adds to, has doubled since the last time; whether it was counted.

    It takes some milliseconds, however large the tables are.
    """
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"select coalesce(max(rowid), 0) from {connection.ops.quote_name(table)}")
        (rows,) = cursor.fetchone()
        if not rows or rows < GROWN_TIMES * rows_known(cursor, table):
            return False
        cursor.execute(f"pragma analysis_limit = {INDEX_ROWS_READ}")
        cursor.execute("analyze")
    return True


def rows_known(cursor: Any, table: str) -> int:
    """How many rows SQLite thinks that a table has; none where it was never counted."""
    cursor.execute("select 1 from sqlite_master where name = 'sqlite_stat1'")
    if cursor.fetchone() is None:
        return 0
    cursor.execute("select stat from sqlite_stat1 where tbl = %s", [table])
    return max((int(stat.split()[0]) for (stat,) in cursor.fetchall()), default=0)
