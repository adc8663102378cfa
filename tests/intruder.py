"""Whoever owns the database: he can write past every guard, and leave them standing as if nothing had been."""

from typing import Any

from django.db import connection

from workflows.verification import verify


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


class Attacked:
    """One table after another, each put back as it was."""

    def __init__(self, owner: Any) -> None:
        self.owner, self.intruder = owner, Owner(owner)

    def found(self, table: str, attack: str) -> list[str]:
        yes = "1" if self.intruder.sqlite else "true"
        first = f"where cast(id as text) = (select min(cast(id as text)) from {table})"
        statement = attack.format(
            table=table, first=first, yes=yes, no=self.intruder.no, json="text" if self.intruder.sqlite else "jsonb"
        )
        connection.close()
        self.intruder.run(f"create table kept as select * from {table}", statement)
        faults = [f"{fault.place}: {fault.what}" for fault in verify(contents=True)]
        connection.close()
        columns = [column[0] for column in self.owner.execute("select * from kept").description]
        key = "document_id" if "document_id" in columns and "id" not in columns else "id"
        same = ", ".join(
            f"{column} = (select k.{column} from kept k where k.{key} = {table}.{key})" for column in columns if column != key
        )
        self.intruder.run(
            f"insert into {table} select * from kept k where not exists (select 1 from {table} t where t.{key} = k.{key})",
            f"update {table} set {same}", "drop table kept",
        )  # fmt: skip
        return faults
