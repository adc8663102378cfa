"""Every door that does not imitate the engine is shut by the database itself, on both kinds."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from disbursement.models import BudgetLine
from disbursement.registers import BudgetRegister
from workflows import engine
from workflows.canonical import canonical
from workflows.fields import new_id
from workflows.guards import install, permit
from workflows.guards.tables import guarded, tables
from workflows.models import Case, Content, Document, Edge, JournalEntry, Seal, Unit
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister

pytestmark = pytest.mark.django_db


def refused_by_database(attack: Callable[[], Any]) -> str:
    """Try a write that the database must refuse; its message comes back."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        attack()
    return str(caught.value)


def run(sql: str, parameters: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def people(office: PracticeOffice) -> PeopleRegister:
    return PeopleRegister.objects.get(organization=office.organization)


def test_every_guard_stands() -> None:
    assert install.faults(connection) == []


GUARDED = [table.name for table in guarded()]


@pytest.mark.parametrize("table", GUARDED)
def test_a_raw_insert_into_any_guarded_table_is_refused(office: PracticeOffice, table: str) -> None:
    message = refused_by_database(lambda: run(f"insert into {table} default values"))
    assert "dika" in message or "permission denied" in message


# No office has rows in these: roles are granted to posts on their office or unit alone, and never to a person.
EMPTY_BY_RULE = {
    "auth_group_permissions", "guardian_groupobjectpermission", "guardian_userobjectpermission", "workflows_user_groups",
    "workflows_user_user_permissions",
}  # fmt: skip


def test_no_row_of_any_guarded_table_is_changed_or_removed(lived_in: PracticeOffice) -> None:
    """Every table has a row, for a trigger that fires for each row says nothing where there is none."""
    empty, spared = set(), []
    for table in [*GUARDED, "workflows_document", "workflows_journalentry", "workflows_edge"]:
        model = next(model for model in tables() if model._meta.db_table == table)
        if not model._default_manager.exists():
            empty.add(table)
            continue
        spared += [f"{table}: {sql}" for sql in attacks(model, table) if not is_refused(sql)]
    assert spared == []
    assert empty == EMPTY_BY_RULE


def attacks(model: Any, table: str) -> Iterator[str]:
    """A deletion, and a change of each column that is not free: of one row, so that no unique column refuses it instead."""
    key = model._meta.pk.column
    yield f"delete from {table}"
    free = next((guard.free for guard in guarded() if guard.name == table), ())
    for field in model._meta.local_concrete_fields:
        if not field.primary_key and field.column not in free:
            change = f"{field.column} = {other_value(field, field.column)}"
            yield f"update {table} set {change} where {key} = (select {key} from {table} limit 1)"


def is_refused(sql: str) -> bool:
    """Whether the database refuses it, by a guard or by the rights of the application's role."""
    try:
        with transaction.atomic():
            run(sql)
    except DatabaseError as error:
        return "dika" in str(error) or "permission denied" in str(error)
    return False


def other_value(target: Any, column: str) -> str:
    """SQL for another value of a column, so that a trigger which compares old and new sees a change."""
    while target.is_relation:
        target = target.target_field
    kind = target.get_internal_type()
    literals = {"DateField": "2001-01-01", "DateTimeField": "2001-01-01 00:00:00", "UUIDField": new_id().hex, "JSONField": "[7]"}
    if kind in literals:
        return f"'{literals[kind]}'"
    if kind == "BooleanField":
        return f"not {column}"
    return "'x'" if kind in ("CharField", "TextField", "FSMField") else f"{column} + 1"


@pytest.mark.parametrize(
    "attack",
    [
        lambda document: Document.objects.filter(pk=document.pk).update(amount_baht=5),
        lambda document: Document.objects.filter(pk=document.pk).update(state="open", version=9),
        lambda document: Document.objects.filter(pk=document.pk).update(title="เรื่องอื่น"),
        lambda document: Document.objects.filter(pk=document.pk).update(waiting_for=""),
        lambda document: PeopleRegister.objects.filter(pk=document.pk).update(change={}),
        lambda document: document.save(),
        lambda document: document.delete(),
        lambda document: Document.objects.bulk_create([copy_of(document)]),
        lambda document: Document.objects.bulk_create(
            [copy_of(document, same=True)], update_conflicts=True, unique_fields=["id"], update_fields=["state", "sequence"]
        ),
        lambda document: JournalEntry.objects.filter(document=document.pk).delete(),
        lambda document: JournalEntry.objects.update(step="x"),
        lambda document: Content.objects.update(body="{}"),
        lambda document: Case.objects.filter(pk=document.case_id).update(title="x"),
        lambda document: Edge.objects.create(procedure="people_register", step="x", source="open", target="open"),
        lambda document: Seal.objects.create(organization_id=document.organization_id, number=1, last_entry=1, entries=1, root="x", sealed_at="x", previous="x", hash="x"),
    ],
)  # fmt: skip
def test_orm_doors_are_shut(people: PeopleRegister, attack: Callable[[Any], Any]) -> None:
    before = Document.objects.values().get(pk=people.pk)
    refused_by_database(lambda: attack(people))
    assert Document.objects.values().get(pk=people.pk) == before


def copy_of(document: Any, *, same: bool = False) -> Document:
    values = {f.attname: getattr(document, f.attname) for f in Document._meta.concrete_fields}
    return Document(**{**values, "id": values["id"] if same else new_id(), "sequence": 1, "version": 1})


def insert_entry(document: Any) -> None:
    run(
        "insert into workflows_journalentry (organization_id, case_id, document_id, sequence, procedure, step, acted_on, recorded_at, content_hash, "
        "body, previous, hash) select organization_id, case_id, document_id, 99, procedure, step, acted_on, recorded_at, content_hash, body, previous, "
        "hash from workflows_journalentry"
    )


def test_a_raw_journal_entry_is_refused(people: PeopleRegister) -> None:
    refused_by_database(lambda: insert_entry(people))


def test_insert_or_replace_is_refused_on_sqlite(people: PeopleRegister) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE exists on SQLite only; PostgreSQL's ON CONFLICT is tried above")
    for table in ("workflows_document", "workflows_journalentry", "workflows_content", "workflows_unit"):
        message = refused_by_database(lambda table=table: run(f"insert or replace into {table} select * from {table}"))
        assert "dika" in message


def whole_permit(people: PeopleRegister, **changes: Any) -> str:
    """The last entry's body, as a forger would send it again."""
    import json

    body = json.loads(JournalEntry.objects.get(document=people.pk, sequence=people.sequence).body)
    return canonical({**body, **changes})


def forged(people: PeopleRegister, target: PeopleRegister | None = None, **changes: Any) -> None:
    target = target or people
    permit.hold(connection, whole_permit(people, **changes))
    try:
        with transaction.atomic():
            Document.objects.filter(pk=target.pk).update(sequence=people.sequence + 1)
    finally:
        connection.dika_permit = None


def test_a_permit_that_names_another_document_is_refused(office: PracticeOffice, people: PeopleRegister) -> None:
    other = BudgetRegister.objects.get(organization=office.organization)
    refused_by_database(lambda: forged(people, other, sequence=people.sequence + 1))


def test_a_permit_of_the_past_is_refused(people: PeopleRegister) -> None:
    refused_by_database(lambda: forged(people))


@pytest.mark.parametrize("text", ["{", "[]", "null", '"a permit"', "1", '{"document": {}, "organization": []}'])
def test_a_permit_that_is_none_is_refused(office: PracticeOffice, people: PeopleRegister, text: str) -> None:
    def attack(write: Callable[[], Any]) -> None:
        permit.hold(connection, text)
        try:
            write()
        finally:
            connection.dika_permit = None

    refused_by_database(lambda: attack(lambda: Document.objects.filter(pk=people.pk).update(sequence=people.sequence + 1)))
    refused_by_database(lambda: attack(lambda: Unit.objects.create(organization=office.organization, code="z", name="z")))


@pytest.mark.parametrize("fact", ["document", "sequence", "version", "from", "to", "content", "title", "amount_satang"])
def test_a_permit_with_a_fact_of_another_kind_is_refused(people: PeopleRegister, fact: str) -> None:
    others: tuple[Any, ...] = ([], {}, True, 1.5, "", 2**70)
    for value in others:
        refused_by_database(lambda value=value: forged(people, **{"sequence": people.sequence + 1, fact: value}))


def test_a_permit_for_a_move_that_no_procedure_declares_is_refused(people: PeopleRegister) -> None:
    assert "declares" in refused_by_database(
        lambda: forged(people, **{"sequence": people.sequence + 1, "step": "abolish", "from": "open", "to": "open"})
    )


def test_a_permit_opens_only_its_own_document_s_rows_and_its_own_office(office: PracticeOffice, people: PeopleRegister) -> None:
    def attack() -> None:
        permit.hold(connection, canonical({"organization": new_id(), "document": people.pk, "step": "add_unit"}))
        try:
            Unit.objects.create(organization=office.organization, code="z", name="z")
        finally:
            connection.dika_permit = None

    refused_by_database(attack)


def test_a_permit_does_not_outlive_a_refused_step(office: PracticeOffice, people: PeopleRegister) -> None:
    from workflows.refusal import Refused

    with pytest.raises(Refused):
        engine.perform(office.orathai, people, "add_unit", code="x", name="x")
    refused_by_database(lambda: Unit.objects.create(organization=office.organization, code="z", name="z"))


def test_a_permit_does_not_outlive_a_step(office: PracticeOffice, people: PeopleRegister) -> None:
    engine.perform(office.wilai, people, "add_unit", code="x", name="x")
    refused_by_database(lambda: Unit.objects.create(organization=office.organization, code="z", name="z"))


@pytest.mark.parametrize(
    "sql",
    [
        "alter table workflows_document disable trigger dika_document",
        "set session_replication_role = replica",
        "create temporary table workflows_edge (procedure text, step text, source text, target text)",
        "create temporary table workflows_journalentry (like workflows_journalentry)",
        "drop trigger dika_document on workflows_document",
        "create or replace function dika_document() returns trigger language plpgsql as 'begin return null; end'",
        "truncate workflows_unit cascade",
        "truncate workflows_journalentry cascade",
    ],
)
def test_the_application_s_role_cannot_take_the_guards_down(people: PeopleRegister, sql: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("roles exist on PostgreSQL only; on SQLite verification finds a dropped trigger")
    refused_by_database(lambda: run(sql))


def test_a_dropped_and_recreated_trigger_is_found_on_sqlite(people: PeopleRegister) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL the application's role cannot drop a trigger at all")
    from workflows.verification import verify

    run('drop trigger "dika_document_update"')
    assert any(fault.place == "guards" for fault in verify())
    run("update workflows_document set title = 'เรื่องอื่น' where id = %s", [people.pk.hex])
    run(install.expected("sqlite")[("workflows_document", "dika_document_update")])
    assert [fault.place for fault in verify()] == [people.pk.hex]


def test_a_balance_moves_only_by_its_movement(office: PracticeOffice) -> None:
    register = BudgetRegister.objects.get(organization=office.organization)
    engine.perform(
        office.kanda,
        register,
        "add_line",
        unit=office.units["กองช่าง"],
        fiscal_year=2570,
        code="A1",
        name="ค่าวัสดุ",
        allotted_baht="100.00",
    )
    line = BudgetLine.objects.get()

    def attack() -> None:
        permit.hold(connection, canonical({"organization": office.organization.pk, "document": register.pk, "step": "add_line"}))
        try:
            BudgetLine.objects.filter(pk=line.pk).update(allotted_baht=10**6)
        finally:
            connection.dika_permit = None

    assert "movement" in refused_by_database(attack)


def test_no_table_is_forgotten() -> None:
    named = {table.name for table in guarded()}
    assert {"workflows_unit", "workflows_case", "workflows_attachment", "auth_group", "workflows_user_groups"} <= named
    assert len({model._meta.db_table for model in apps.get_models(include_auto_created=True)}) > len(named)


def test_signing_in_may_write_its_own_two_columns(office: PracticeOffice) -> None:
    office.wilai.set_password("ผ่านแล้วผ่านเลย")
    office.wilai.save(update_fields=["password"])
    refused_by_database(lambda: type(office.wilai).objects.filter(pk=office.wilai.pk).update(full_name="นางอื่น ใครเลย"))
