"""Whoever owns the database: he can write past every guard, and leave them standing as if nothing had been."""

from typing import Any

from django.db import connection


class Owner:
    """Writes past the guards, which he takes down first and sets up again at the end, as if nothing had been."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.sqlite = connection.vendor == "sqlite"
        self.no_id = "'x'" if self.sqlite else "gen_random_uuid()"
        self.no = "0" if self.sqlite else "false"
        self.no_text = "cast(x'fffe' as text)" if self.sqlite else "'ÿþ'"  # PostgreSQL keeps no text that is none

    def run(self, *statements: str) -> None:
        if self.sqlite:
            guards = self.raw.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
            for name, _ in guards:
                self.raw.execute(f'drop trigger "{name}"')
        else:
            self.disable("disable")
        for statement in statements:
            self.raw.execute(statement)
        if self.sqlite:
            for _, text in guards:
                self.raw.execute(text)
            self.raw.commit()
        else:
            self.disable("enable")

    def disable(self, how: str) -> None:
        for (table,) in self.raw.execute("select tablename from pg_tables where schemaname = 'public'").fetchall():
            self.raw.execute(f"alter table {table} {how} trigger user")

    def id(self, key: Any) -> str:
        return key.hex if self.sqlite else str(key)
