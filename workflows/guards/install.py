"""Triggers are dropped before and installed after every migrate, here and nowhere else."""

import re
from collections.abc import Mapping
from typing import Any

from workflows.guards import postgresql, sqlite
from workflows.guards.ledger import LedgerTable
from workflows.guards.tables import guarded
from workflows.models import Edge
from workflows.procedure import PROCEDURES

# (name, language, rights, search path, source) of each function as it is declared.
FUNCTION = re.compile(r"function public\.(\w+)\(.*?\blanguage (\w+)(.*?) ?set search_path = (.+?) as \$\$(.*?)\$\$", re.DOTALL)


class GuardsMissing(RuntimeError):
    """The database lacks guards that this program needs; it must not start."""


def expected(vendor: str) -> dict[tuple[str, str], str]:
    """{(table, trigger): statement} of every guard."""
    dialect: Any = postgresql if vendor == "postgresql" else sqlite
    wanted = {(table.name, name): statement for table in guarded() for name, statement in dialect.triggers(table)}
    wanted.update({(table, name): statement for table, name, statement in dialect.special_triggers()})
    return wanted


def ledgers() -> list[LedgerTable]:
    return [table.ledger for table in guarded() if table.ledger]


def drop(connection: Any) -> None:
    """Remove every guard, so that tables can be rebuilt."""
    with connection.cursor() as cursor:
        for table, name in installed(connection):
            cursor.execute(
                f'drop trigger "{name}" on public."{table}"' if connection.vendor == "postgresql" else f'drop trigger "{name}"'
            )


def install(connection: Any, application_role: str = "") -> None:
    """Install every guard, write the edges, and grant the application's role what it may do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(postgresql.FUNCTIONS)
            for ledger in ledgers():
                cursor.execute(ledger.postgresql())
        write_edges(connection.alias)
        for statement in expected(connection.vendor).values():
            cursor.execute(statement)
        if connection.vendor == "postgresql" and application_role and application_role != connection.settings_dict["USER"]:
            for statement in postgresql.grants(application_role):
                cursor.execute(statement)
            cursor.execute(f'revoke temporary on database "{connection.settings_dict["NAME"]}" from public, "{application_role}"')


def write_edges(alias: str) -> None:
    """The declared moves, and no others, as the trigger looks them up."""
    edges = Edge.objects.using(alias)
    edges.all().delete()
    edges.bulk_create(
        Edge(procedure=procedure.code, step=step, source=source, target=target)
        for procedure in PROCEDURES.values()
        for step, source, target in sorted(procedure.edges())
    )


def installed(connection: Any) -> dict[tuple[str, str], str]:
    """{(table, trigger): how it stands in the database}; a disabled trigger counts as none."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "select c.relname, t.tgname, t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid "
                "join pg_namespace n on n.oid = c.relnamespace "
                "where n.nspname = 'public' and not t.tgisinternal and t.tgname like 'dika%'"
            )
            return {(table, name): enabled for table, name, enabled in cursor.fetchall()}
        cursor.execute("select tbl_name, name, sql from sqlite_master where type = 'trigger' and name like 'dika%'")
        return {(table, name): statement for table, name, statement in cursor.fetchall()}


def faults(connection: Any) -> list[str]:
    """What differs between the guards that stand and those that must."""
    wanted, found = expected(connection.vendor), installed(connection)
    missing = [f"no trigger {name} on {table}" for table, name in wanted if (table, name) not in found]
    missing += [f"{what} on {table} is none of ours" for table, what in strangers(connection, wanted)]
    if connection.vendor == "postgresql":
        asleep = [f"trigger {name} on {table} is disabled" for (table, name), enabled in found.items() if enabled not in ("O", "A")]
        return missing + asleep + changed_triggers(connection, wanted) + changed_functions(connection)
    return missing + [
        f"trigger {name} on {table} was changed" for (table, name), text in wanted.items() if found.get((table, name), text) != text
    ]


def strangers(connection: Any, wanted: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """(table, what) of each trigger and rule on a guarded table that no guard is: it may write something else than the step that it goes with."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "select c.relname, 'trigger ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
                "where c.relnamespace = 'public'::regnamespace and not t.tgisinternal union all "
                "select tablename, 'rule ' || rulename from pg_rules where schemaname = 'public' order by 1, 2"
            )
        else:
            cursor.execute("select tbl_name, 'trigger ' || name from sqlite_master where type = 'trigger' order by 1, 2")
        tables, ours = {table for table, _ in wanted}, {(table, f"trigger {name}") for table, name in wanted}
        return [(table, what) for table, what in cursor.fetchall() if table in tables and (table, what) not in ours]


def changed_triggers(connection: Any, wanted: Mapping[tuple[str, str], str]) -> list[str]:
    """Triggers under the name of a guard that stand at other events, under another condition, or call something else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname, pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid "
            "where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1, 2"
        )
        return [
            f"trigger {name} on {table} was changed"
            for table, name, text in cursor.fetchall()
            if (table, name) in wanted and bare(text) != bare(wanted[table, name])
        ]


def bare(statement: str) -> str:
    """A statement without what PostgreSQL adds when it tells one back: brackets, casts, the schema, its own case and spaces."""
    return re.sub(r"::\w+|public\.|[\s()]", "", statement.lower())


def changed_functions(connection: Any) -> list[str]:
    """Functions that are not as declared above, or stand there twice: a second one of the name might be meant to be looked at instead."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, lanname, prosecdef, array_to_string(proconfig, ' '), prosrc from pg_proc p join pg_language l on l.oid = prolang "
            "where pronamespace = 'public'::regnamespace and proname like 'dika%'"
        )
        found = [tuple(row) for row in cursor.fetchall()]
    wanted = [
        (name, language, "security definer" in rights, f"search_path={path}", source)
        for declared in (postgresql.FUNCTIONS, *(ledger.postgresql() for ledger in ledgers()))
        for name, language, rights, path, source in FUNCTION.findall(declared)
    ]
    named = [row[0] for row in found]
    return [f"function {row[0]} was changed" for row in wanted if row not in found or named.count(row[0]) > 1]


def require(connection: Any) -> None:
    """Raise GuardsMissing unless every guard stands as declared."""
    if wrong := faults(connection):
        raise GuardsMissing("; ".join(wrong) + " — run: manage.py migrate")
