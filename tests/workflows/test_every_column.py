"""Every column of every guarded table, changed by the owner with the guards down: verification finds it, or it stands here with a reason.

The list is the honest measure of what the trail proves. It holds nothing that verification does find.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections, transaction

from config.databases import from_url
from tests.databases import Databases
from workflows import verification
from workflows.aside import is_aimed_at
from workflows.evidence_sql import side_tables
from workflows.fields import new_id
from workflows.guards import install
from workflows.guards.tables import guarded, tables
from workflows.management.commands.migrate import exchange
from workflows.models import Document
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES
from workflows.verification import verify
from workflows.verifier import Fault

pytestmark = pytest.mark.own_database

# A row's own id, where nothing points at it: its content is signed without it, and it is nobody's to know.
OWN_ID = (
    "committees_appointedmember", "committees_inspectionline", "committees_supervisedday", "committees_supervisorlog", "disbursement_cashcount",
    "disbursement_chequerepayment", "disbursement_depositrow", "disbursement_keyseat", "disbursement_noncashline", "disbursement_reportaccount",
    "disbursement_reportheld",
    "disbursement_reportseal", "disbursement_returnedreceipt", "disbursement_summaryline", "disbursement_transferrow", "disbursement_voucherevidence",
    "procurement_delivery", "procurement_deliveryline", "procurement_instalment", "procurement_purchaseline", "workflows_attachment",
    # Known by what else they say, and pointed at by nothing.
    "workflows_holding", "workflows_numberseries", "workflows_organizationgrouppermission", "workflows_seal", "workflows_unitgrouppermission",
    "auth_group",
)  # fmt: skip
PUBLISHED = "copied from a file whose digest the entry holds; whoever publishes the file has it, and no money moves by it"
EXCUSED: dict[str, str] = {
    "auth_group.name": "nobody reads it: a post is known by its title, its roles by the group's id",
    "workflows_document.process_id": "a projection, which rebuild_desks makes anew",
    "workflows_machinetoken.last_used_at": "free of any step: config/unguarded.toml",
    "workflows_organization.grants_version": "tells processes that what they keep in memory is old; it grants nothing",
    "workflows_user.last_login": "free of any step: config/unguarded.toml",
    "workflows_user.password": "its owner's alone, and free of any step: config/unguarded.toml",
    **{
        f"procurement_contractrecord.{name}": PUBLISHED
        for name in (
            "id", "agency", "agreed_price_satang", "announced_on", "budget_satang", "document_id", "file_digest", "fiscal_year", "kind", "method",
            "project_id", "province", "reference_price_satang", "row_number", "title", "transacted_on", "vendor_code",
        )
    },
}  # fmt: skip
# The last seal is missed by whoever holds the code that stands on the signed paper; a post whose group is gone has no role any more.
GONE = {"auth_group", "procurement_contractrecord", "workflows_seal"}
# Nobody reads them: a group without a post, an office without an entry, a grant of a permission that is none. A series of which no entry
# tells is counted among what is not proven.
COME = {
    "auth_group", "procurement_contractrecord", "workflows_numberseries", "workflows_organization", "workflows_organizationgrouppermission",
    "workflows_unitgrouppermission",
}  # fmt: skip
APPS = ("workflows", "committees", "disbursement", "procurement", "others")


@pytest.fixture
def as_owner(own_database: str, prepared: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Django itself as the owner, in a transaction that never ends well, without guards and without what else a table refuses."""
    monkeypatch.setattr(verification, "guards_differ", lambda: ())
    if connection.vendor == "postgresql":
        exchange(connections.configure_settings({"default": from_url(prepared.owner_url(own_database))})["default"])
    own = connections["default"]
    with own.cursor() as cursor:
        if own.vendor == "sqlite":
            cursor.execute("pragma foreign_keys = off")
            cursor.execute("pragma ignore_check_constraints = on")
    with transaction.atomic():
        install.drop(own)
        with own.cursor() as cursor:
            if own.vendor == "postgresql":
                cursor.execute(
                    "select conrelid::regclass::text, conname from pg_constraint "
                    "where contype in ('c', 'f') and connamespace = 'public'::regnamespace and conrelid <> 0"
                )
                for table, name in cursor.fetchall():
                    cursor.execute(f'alter table {table} drop constraint if exists "{name}"')
        yield own
        transaction.set_rollback(True)


@pytest.mark.parametrize("app", APPS)
def test_every_column_that_an_owner_changes_is_found_or_excused(lived_in: PracticeOffice, as_owner: Any, app: str) -> None:
    assert list(verify(contents=True)) == []
    unseen = {f"{table}.{field.column}" for table, field, row in places(as_owner, app) if not is_found(as_owner, table, field, row)}
    excused = {name for name in (*EXCUSED, *(f"{table}.id" for table in OWN_ID)) if app_of(name.split(".")[0]) == app}
    assert ", ".join(sorted(unseen - excused)) == ""
    assert ", ".join(sorted(excused - unseen)) == "", "excused, and found all the same"


def test_every_row_that_an_owner_takes_out_or_puts_in_is_found_or_excused(lived_in: PracticeOffice, as_owner: Any) -> None:
    gone, come = set(), set()
    for table, model in guarded_models():
        key = model._meta.pk.column
        row = value(as_owner, f"select max(cast({key} as text)) from {table}")
        if row is None:
            continue
        if not is_told(as_owner, table, f"delete from {table} where cast({key} as text) = %s", [row]):
            gone.add(table)
        # A procedure's own row without a document is nobody's: its id is the document's.
        is_own = issubclass(model, Document) and model is not Document
        if not is_own and not is_told(as_owner, table, copied(model, as_owner.vendor), [row]):
            come.add(table)
    assert (", ".join(sorted(gone)), ", ".join(sorted(come))) == (", ".join(sorted(GONE)), ", ".join(sorted(COME)))


def test_two_ids_of_one_document_in_each_others_place_are_found_where_anything_points_at_them(
    lived_in: PracticeOffice, as_owner: Any
) -> None:
    """What points at one of the two rows would point at the other. The ids of OWN_ID are nobody's: nothing points at them."""
    aimed_at = {table: model for table, model in guarded_models() if is_aimed_at(model)}
    assert set(OWN_ID) & set(aimed_at) == {"auth_group"}, "a post whose group has another id has no role any more"
    swaps = {
        table: rows for table, model in aimed_at.items() if f"{table}.id" not in EXCUSED and (rows := two_of_one_document(model))
    }
    assert ", ".join(sorted(table for table, rows in swaps.items() if not is_swap_found(as_owner, table, *rows))) == ""
    assert "disbursement_receipt" in swaps, sorted(swaps)


def two_of_one_document(model: Any) -> Any:
    if not any(field.name == "document" for field in model._meta.local_concrete_fields):
        return None
    rows = model._default_manager.order_by("-pk").values_list("document", "pk")
    by_document: dict[Any, list[Any]] = {}
    for document, pk in rows:
        by_document.setdefault(document, []).append(pk)
    return next((pks[:2] for pks in by_document.values() if len(pks) > 1), None)


def is_swap_found(own: Any, table: str, one: Any, other: Any) -> bool:
    aside = new_id()
    with transaction.atomic(), own.cursor() as cursor:
        for old, new in ((one, aside), (other, one), (aside, other)):
            cursor.execute(f"update {table} set id = %s where id = %s", [as_kept(own, new), as_kept(own, old)])
            assert cursor.rowcount == 1
        found = has_fault(table)
        transaction.set_rollback(True)
    return found


def as_kept(own: Any, pk: Any) -> str:
    return pk.hex if own.vendor == "sqlite" else str(pk)


def copied(model: Any, vendor: str) -> str:
    """SQL that puts a row in beside another: the same but for its id and whatever must not stand there twice."""
    once = [*model._meta.unique_together, *(getattr(constraint, "fields", ()) for constraint in model._meta.constraints)]
    unique = {name for names in once for name in names}
    kept = {"document", "organization"}
    columns = {field.column: field for field in model._meta.local_concrete_fields}
    is_new = {column for column, field in columns.items() if field.unique or (field.name in unique and field.name not in kept)}
    chosen = [another(field, vendor) if column in is_new else column for column, field in columns.items()]
    key = model._meta.pk.column
    table = model._meta.db_table
    return f"insert into {table} ({', '.join(columns)}) select {', '.join(chosen)} from {table} where cast({key} as text) = %s"


def app_of(table: str) -> str:
    app = table.split("_", maxsplit=1)[0]
    return app if app in APPS else "others"


def places(own: Any, app: str) -> Iterator[tuple[str, Any, str]]:
    """(table, column, row): of each column the newest row, and the newest of those that hold something there, or nothing."""
    for table, model in guarded_models():
        if app_of(table) != app:
            continue
        key = model._meta.pk.column
        for field in model._meta.local_concrete_fields:
            conditions = ("", f"where {field.column} is null", f"where {field.column} is not null")
            rows = [value(own, f"select max(cast({key} as text)) from {table} {condition}") for condition in conditions]
            yield from ((table, field, row) for row in dict.fromkeys(rows) if row)


def guarded_models() -> list[tuple[str, Any]]:
    names = {table.name for table in guarded()} | {"workflows_document", "workflows_journalentry"}
    return sorted(((model._meta.db_table, model) for model in tables() if model._meta.db_table in names), key=lambda pair: pair[0])


def value(own: Any, sql: str) -> Any:
    with own.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def is_found(own: Any, table: str, field: Any, row: str) -> bool:
    """Whether verification says anything once this one value is another; the change is taken back."""
    key = field.model._meta.pk.column
    sql = f"update {table} set {field.column} = {another(field, own.vendor)} where cast({key} as text) = %s"
    return is_told(own, table, sql, [row])


def is_told(own: Any, table: str, attack: str, parameters: list[Any]) -> bool:
    with transaction.atomic(), own.cursor() as cursor:
        cursor.execute(attack, parameters)
        assert cursor.rowcount == 1, attack
        found = has_fault(table)
        transaction.set_rollback(True)
    return found


FOUND_BY: dict[str, list[str]] = {}


def has_fault(table: str) -> bool:
    """Whether any part of verification finds a fault. All are asked before none does; first those that found one before after an attack
    on this table, then those of the procedures that have rows in it."""
    known = FOUND_BY.setdefault(table, [])
    parts = {name_of(part): part for part in verification.parts_of(contents=True, code="")}
    likely = [name for name, part in parts.items() if reads(part, table)]
    for name in dict.fromkeys((*(name for name in known if name in parts), *likely, *parts)):
        if any(isinstance(found, Fault) for found in parts[name]()):
            known[:] = [name, *(other for other in known if other != name)]
            return True
    return False


def reads(part: Any, table: str) -> bool:
    """Whether a part proves the documents of a procedure that has rows in a table."""
    if not isinstance(part, partial) or part.func is not verification.contents_differ:
        return False
    code, written = part.args
    sides = (side for _, side, _ in side_tables(PROCEDURES[code]))
    return any(model._meta.db_table == table for model in (PROCEDURES[code].model, *sides, *written))


def name_of(part: Any) -> str:
    return f"{part.func.__name__} {part.args}" if isinstance(part, partial) else part.__name__


def another(field: Any, vendor: str) -> str:
    """SQL for another value of a column, one that no unique column has."""
    target = field
    while target.is_relation:
        target = target.target_field
    literals = {"DateField": "2001-01-01", "DateTimeField": "2001-01-01 00:00:00", "UUIDField": new_id().hex, "JSONField": "[7]"}
    kind = target.get_internal_type()
    if kind in literals:
        return f"'{literals[kind]}'"
    if kind == "BooleanField":
        return f"not coalesce({field.column}, {'0' if vendor == 'sqlite' else 'false'})"
    if kind in ("CharField", "TextField", "FSMField"):
        return "'~'"
    return f"coalesce({field.column}, 0) + 3" if kind == "DecimalField" else f"coalesce({field.column}, 0) + 1000"
