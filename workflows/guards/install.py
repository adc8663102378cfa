"""Triggers are dropped before and installed after every migrate, here and nowhere else."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

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
        for table, name in (key for key in installed(connection) if key[1].startswith("dika")):
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
        Edge(procedure=code, step=step, source=source, target=target) for code, step, source, target in declared_edges()
    )


def declared_edges() -> Iterator[tuple[str, str, str, str]]:
    return ((procedure.code, *edge) for procedure in PROCEDURES.values() for edge in sorted(procedure.edges()))


class Standing(NamedTuple):
    """A trigger as it stands. SQLite keeps the statement that made it; PostgreSQL tells one back in its own words."""

    text: str
    is_awake: bool = True


def installed(connection: Any) -> dict[tuple[str, str], Standing]:
    """{(table, trigger): how it stands in the database} of every trigger, ours or not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "select c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled in ('O', 'A') from pg_trigger t "
                "join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by 1, 2"
            )
        else:
            cursor.execute("select tbl_name, name, sql, 1 from sqlite_master where type = 'trigger' order by 1, 2")
        return {(table, name): Standing(text, bool(is_awake)) for table, name, text, is_awake in cursor.fetchall()}


def faults(connection: Any) -> list[str]:
    """What differs between the guards that stand and those that must."""
    wanted, found, postgres = expected(connection.vendor), installed(connection), connection.vendor == "postgresql"
    missing = [f"no trigger {name} on {table}" for table, name in wanted if (table, name) not in found]
    tables = {table for table, _ in wanted}
    strangers = [(table, f"trigger {name}") for table, name in found if table in tables and (table, name) not in wanted]
    strangers += [(table, f"rule {name}") for table, name in rules(connection) if table in tables] if postgres else []
    ours = {key: standing for key, standing in found.items() if key in wanted}
    same = bare if postgres else str
    return [
        *missing,
        *(f"{what} on {table} is none of ours" for table, what in strangers),
        *(f"trigger {name} on {table} is disabled" for (table, name), standing in ours.items() if not standing.is_awake),
        *(
            f"trigger {name} on {table} was changed"
            for (table, name), standing in ours.items()
            if same(standing.text) != same(wanted[table, name])
        ),
        *(changed_functions(connection) if postgres else ()),
        *(changed_edges(connection) if not missing else ()),
    ]


def rules(connection: Any) -> list[tuple[str, str]]:
    """(table, name) of PostgreSQL's rules: one may write something else than the step that it goes with."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename, rulename from pg_rules where schemaname = 'public' order by 1, 2")
        return [(table, name) for table, name in cursor.fetchall()]


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


def changed_edges(connection: Any) -> list[str]:
    """Moves that the trigger of the document would let pass and no procedure declares, and those that it would refuse."""
    standing = set(Edge.objects.using(connection.alias).values_list("procedure", "step", "source", "target"))
    differing = sorted(standing ^ set(declared_edges()))
    return [
        f"move {procedure}.{step} {source or '-'} to {target} is not as declared" for procedure, step, source, target in differing
    ]


def require(connection: Any) -> None:
    """Raise GuardsMissing unless every guard stands as declared."""
    if wrong := faults(connection):
        raise GuardsMissing("; ".join(wrong) + " — run: manage.py migrate")
