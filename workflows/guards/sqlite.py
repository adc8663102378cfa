"""The guards on SQLite. The permit is asked through functions that only our connections know."""

from collections.abc import Iterator, Mapping

from workflows.guards.tables import (
    DOCUMENT_TABLE,
    EDGE_TABLE,
    JOURNAL_TABLE,
    GuardedTable,
)

NO_HASH = "0" * 64


def refuse(condition: str, message: str) -> str:
    return f"select case when {condition} then raise(abort, 'dika: {message}') end;"


def permitted(name: str) -> str:
    return f"dika_permitted('{name}')"


def misfit(columns: Mapping[str, str]) -> str:
    """The condition that a column is not what the permit says under its name."""
    told = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    return f"not dika_fits({told})"


def document_trigger(event: str) -> str:
    """The counterpart of PostgreSQL's dika_document: check the permit, the edge, the counters; write the entry; spend the permit."""
    old = {"state": "''", "version": "0", "sequence": "0", "content_hash": "''"}
    if event == "update":
        old = {name: f"old.{name}" for name in old}
    fits = {
        "document": "new.id", "organization": "new.organization_id", "case": "new.case_id", "procedure": "new.procedure",
        "sequence": "new.sequence", "version": "new.version", "from": old["state"], "to": "new.state",
        "content": "new.content_hash", "number": "new.number", "title": "new.title", "amount_satang": "new.amount_satang",
    }  # fmt: skip
    kept = "old.id is not new.id or old.organization_id is not new.organization_id or old.case_id is not new.case_id or old.procedure is not new.procedure"
    counters = (
        f"new.sequence is not {old['sequence']} + 1 or new.version is not {old['version']} + "
        f"(case when {old['state']} is not new.state or {old['content_hash']} is not new.content_hash then 1 else 0 end)"
    )
    edge = (
        f"not exists (select 1 from {EDGE_TABLE} where procedure = new.procedure and step = {permitted('step')} "
        f"and source = {old['state']} and target = new.state)"
    )
    return f"""CREATE TRIGGER dika_document_{event} after {event} on {DOCUMENT_TABLE} begin
 {refuse("dika_permit() is null", "a document changes only through a step")}
 {refuse(misfit(fits), "the permit does not fit the document")}
 {refuse(kept, "a document keeps its id, organization, case and procedure") if event == "update" else ""}
 {refuse(counters, "sequence or version is out of order")}
 {refuse(edge, "no procedure declares this move")}
 insert into {JOURNAL_TABLE}
  (organization_id, case_id, document_id, sequence, procedure, step, person_id, acted_on, recorded_at, key, content_hash, body, previous, hash)
 select new.organization_id, new.case_id, new.id, new.sequence, new.procedure, {permitted("step")}, {permitted("person")},
  {permitted("acted_on")}, x.recorded, {permitted("key")}, new.content_hash, dika_permit(), x.previous,
  dika_entry_hash(x.previous, new.sequence, x.recorded, dika_permit())
 from (select strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z' as recorded,
  coalesce((select hash from {JOURNAL_TABLE} where document_id = new.id and sequence = {old["sequence"]}), '{NO_HASH}') as previous) x;
 select dika_spend();
end"""


def triggers(table: GuardedTable) -> Iterator[tuple[str, str]]:
    """(name, statement) of the triggers of a guarded table."""
    for event, sides in (("insert", ("new",)), ("update", ("old", "new")), ("delete", ("old",))):
        name = f"dika_guard_{event}_{table.name}"
        condition = ""
        if event == "update" and table.free:
            condition = "when " + " or ".join(f"old.{column} is not new.{column}" for column in table.kept)
        checks = [refuse("dika_permit() is null", f"{event} on {table.name} outside a step")]
        if event != "insert" and table.append_only:
            checks.append(refuse("1", f"{table.name} only grows"))
        for column, key in ((table.document_column, "document"), (table.organization_column, "organization")):
            if column:
                wrong = " or ".join(f"{side}.{column} is not {permitted(key)}" for side in sides)
                checks.append(refuse(wrong, f"the permit does not fit this row of {table.name}"))
        if table.ledger and event == "insert":
            checks.append(refuse(f"not ({table.ledger.empty()})", f"{table.name} begins empty"))
        if table.ledger and event == "update":
            unexplained = f"not ({table.ledger.unmoved()}) and not {table.ledger.explained()}"
            checks.append(refuse(unexplained, f"no movement explains this balance of {table.name}"))
        yield name, f"CREATE TRIGGER {name} before {event} on {table.name} {condition} begin {' '.join(checks)} end"


def special_triggers() -> Iterator[tuple[str, str, str]]:
    """(table, name, statement) of the document's and the journal's own triggers."""
    for event in ("insert", "update"):
        yield DOCUMENT_TABLE, f"dika_document_{event}", document_trigger(event)
    yield DOCUMENT_TABLE, "dika_document_delete", never("dika_document_delete", "delete", DOCUMENT_TABLE)
    wrong = f"{misfit({'sequence': 'new.sequence', 'document': 'new.document_id'})} or dika_permit() is not new.body"
    shut = refuse(f"dika_permit() is null or {wrong}", "only the trigger of the document writes the journal")
    yield (
        JOURNAL_TABLE,
        "dika_journal_insert",
        f"CREATE TRIGGER dika_journal_insert before insert on {JOURNAL_TABLE} begin {shut} end",
    )
    for table, event in (
        (JOURNAL_TABLE, "update"),
        (JOURNAL_TABLE, "delete"),
        *((EDGE_TABLE, event) for event in ("insert", "update", "delete")),
    ):
        name = f"dika_never_{event}_{table}"
        yield table, name, never(name, event, table)


def never(name: str, event: str, table: str) -> str:
    return f"CREATE TRIGGER {name} before {event} on {table} begin {refuse('1', f'{event} on {table} is forbidden')} end"
