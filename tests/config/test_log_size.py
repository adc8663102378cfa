"""SQLite's write-ahead log cannot be folded back while somebody reads the whole trail; what it has grown by is given back afterwards."""

import sqlite3
from pathlib import Path

from config.databases import SQLITE_PRAGMAS

MEGABYTE = 1024 * 1024
LIMIT_BYTES = 64 * MEGABYTE


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"pragma {name} = {value}")
    return connection


def test_a_log_that_grew_while_somebody_read_is_short_again(tmp_path: Path) -> None:
    path, log = tmp_path / "office.sqlite3", tmp_path / "office.sqlite3-wal"
    writer, reader = opened(path), opened(path)
    writer.execute("create table step (body blob)")
    writer.execute("insert into step values ('before')")
    reader.execute("begin")
    reader.execute("select count(*) from step").fetchone()
    for _ in range(5):
        writer.execute("insert into step values (zeroblob(?))", [16 * MEGABYTE])
    assert log.stat().st_size > LIMIT_BYTES
    assert reader.execute("select count(*) from step").fetchone() == (1,), "still the moment at which it began"
    reader.execute("rollback")
    for _ in range(2):
        writer.execute("insert into step values ('after')")
    assert log.stat().st_size <= LIMIT_BYTES
    reader.close()
    writer.close()
