"""A whole case copied by the database itself, thousands of times: its documents, their rows and their open tasks, under ids of their own.

Each row of the case becomes one statement that inserts all its copies. What is left out: the tasks that are done, contents (a copy has
the content of its original), and of finished cases every journal entry but the first of each document, since no page of another case
reads them and they would be nine tenths of all that is written. Journals of copies are no chain: nothing here verifies them.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connections, models

from workflows.models import Case, Document, JournalEntry

KEPT_HEX = 24  # of an id: the last eight digits are the number of the copy
STRIDE = 1000  # between the whole numbers of one copy and the next
LEFT_OUT = {"workflows_journalentry", "viewflow_task", "viewflow_process"}
NUMBERS = "with recursive numbers(n) as (select cast(%s as integer) union all select n + 1 from numbers where n < %s)"

Row = dict[str, Any]


class Copier:
    """The rows of one case, and the statements that copy them. `first` and `last` are the numbers of the copies: none is used twice."""

    def __init__(self, cursor: Any, case: Case, *, has_journal: bool) -> None:
        self.cursor, self.postgres = cursor, connections["default"].vendor == "postgresql"
        documents = list(Document.objects.filter(case=case))
        self.keys = {key.hex for key in (case.pk, *(document.pk for document in documents))}
        self.rows: list[tuple[str, dict[str, str], Row]] = []  # table, how a column is made unique, values
        self.take("workflows_case", "id", [case.pk], unique_of(Case))
        self.take("viewflow_process", "id", [document.process_id for document in documents], {"id": "number"})
        for model in self.models():
            self.take(model._meta.db_table, document_column(model), [document.pk for document in documents], unique_of(model))
        journal = self.read("workflows_journalentry", "document_id", [document.pk for document in documents])
        self.keep(
            "workflows_journalentry", [row for row in journal if has_journal or row["sequence"] == 1], {"id": "left", "key": "none"}
        )
        tasks = self.read("viewflow_task", "process_id", [document.process_id for document in documents])
        self.keep("viewflow_task", [row for row in tasks if row["finished"] is None], {"id": "left", "process_id": "number"})

    def models(self) -> list[type[models.Model]]:
        """Documents, then what hangs on them."""
        side = [m for m in apps.get_models() if document_column(m) and m not in (Document, JournalEntry)]
        return [Document, *side]

    def take(self, table: str, column: str, keys: Iterable[Any], unique: dict[str, str]) -> None:
        self.keep(table, self.read(table, column, keys), unique)

    def keep(self, table: str, rows: Iterable[Row], unique: dict[str, str]) -> None:
        for row in rows:
            if table not in LEFT_OUT and isinstance(as_hex(row.get("id")), str):
                self.keys.add(as_hex(row["id"]))
            self.rows.append((table, unique | ({"process_id": "number"} if row.get("process_id") else {}), row))

    def read(self, table: str, column: str, keys: Iterable[Any]) -> list[Row]:
        values = [key.hex if isinstance(key, uuid.UUID) and not self.postgres else key for key in keys]
        self.cursor.execute(f"select * from {table} where {column} in ({', '.join(['%s'] * len(values))}) order by 1", values)
        names = [described[0] for described in self.cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def copy(self, first: int, last: int) -> None:
        for table, unique, row in self.rows:
            made = {
                column: self.value(value, unique.get(column, "")) for column, value in row.items() if unique.get(column) != "left"
            }
            values = [value for _, given in made.values() for value in given]
            sql = f"insert into {table} ({', '.join(made)}) {NUMBERS} select {', '.join(text for text, _ in made.values())} from numbers"
            self.cursor.execute(sql, [first, last, *values])

    def value(self, value: Any, how: str) -> tuple[str, list[Any]]:
        """What stands in a column of copy `n`, and its values."""
        if value is None or how == "none":
            return "null", []
        if (digits := as_hex(value)) in self.keys:
            tail = "lpad(to_hex(n), 8, '0')" if self.postgres else "printf('%%08x', n)"
            return (f"('{digits[:KEPT_HEX]}' || {tail}){'::uuid' if self.postgres else ''}"), []
        if how == "number":
            return f"{int(value)} + n * {STRIDE}", []
        if how == "text" and value:
            return ("(%s::text || '-' || n)" if self.postgres else "(%s || '-' || n)"), [value]
        return "%s", [as_stored(value)]


def as_hex(value: Any) -> Any:
    return value.hex if isinstance(value, uuid.UUID) else value


def as_stored(value: Any) -> Any:
    """JSON columns come out of PostgreSQL as Python knows them."""
    if isinstance(value, dict | list):
        import json

        return json.dumps(value, ensure_ascii=False)
    return value


def document_column(model: type[models.Model]) -> str:
    """Where a table of ours says to which document its row belongs; empty where it says none."""
    if model is Document:
        return "id"
    fields: list[Any] = list(model._meta.local_concrete_fields)
    return next((f.column for f in fields if f.name in ("document", "document_ptr") and f.related_model is Document), "")


def unique_of(model: type[models.Model]) -> dict[str, str]:
    """How columns differ in each copy: the numbers of papers, and what a constraint wants unique that names no id of the case."""
    fields: list[Any] = list(model._meta.concrete_fields)
    found = {f.column: "text" for f in fields if isinstance(f, models.CharField) and f.name.endswith("_number")}
    for constraint in model._meta.constraints:
        named: list[Any] = [model._meta.get_field(name) for name in getattr(constraint, "fields", ())]
        if named and not any(field.name in ("document", "id") or isinstance(field, models.UUIDField) for field in named):
            found[named[-1].column] = "number" if isinstance(named[-1], models.IntegerField) else "text"
    return found
