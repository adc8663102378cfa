"""Thousands of purchases at one desk, cloned from one that was walked there: loaded as the owner, with the guards down."""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from workflows import engine
from workflows.guards import install
from workflows.models import Document, JournalEntry, User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.people import PeopleRegister
from workflows.sizes import counted_anew
from workflows.verifier import NO_HASH, entry_hash

LINES = tuple((f"รายการที่ {number}", "ชิ้น", "3", "150.00") for number in range(1, 6))
ACTING = "porntip"
CHUNK = 500
TABLES = (
    ("workflows_case", "id", "id", "case"),
    ("viewflow_process", "id", "id", "process"),
    ("workflows_document", "id", "id", "document"),
    ("procurement_purchase", "", "document_id", "document"),
    ("procurement_purchaseline", "id", "document_id", "document"),
    ("committees_appointedmember", "id", "document_id", "document"),
    ("workflows_attachment", "id", "document_id", "document"),
    ("viewflow_task", "-", "process_id", "process"),
    ("workflows_journalentry", "-", "document_id", "document"),
)

Row = dict[str, Any]


def load(count: int) -> None:
    """An office with `count` purchases that wait to be endorsed under an acting order."""
    office = found_practice_office()
    acting(office)
    clone(Purchase.objects.get(pk=template(office).pk), count)


def template(office: PracticeOffice) -> Any:
    """A purchase of five lines and three attachments that waits for หัวหน้าเจ้าหน้าที่."""
    vendors, lines = furnish(office, times=1000)
    walk = Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.open()
    for number in range(3):
        walk.perform("orathai", "attach", kind="ใบเสนอราคา", file=evidence(number))
    return walk.to(State.REPORTED)


def evidence(number: int) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (2, 2), (number, number, number)).save(out, "png")
    return SimpleUploadedFile(f"{number}.png", out.getvalue())


def acting(office: PracticeOffice) -> User:
    """Somebody who acts for หัวหน้าเจ้าหน้าที่ by an order."""
    from django.utils import timezone

    today = timezone.localdate()
    engine.perform(
        office.people["wilai"], PeopleRegister.objects.get(organization=office.organization), "order_acting",
        position=office.people["rattana"].holdings.get().position, person=office.people[ACTING], capacity="in_absence",
        starts_on=today, ends_on=today, order_number="405/2570", ordered_on=today, matters=["purchase"], ceiling_baht="500000.00",
    )  # fmt: skip
    return office.people[ACTING]


@contextmanager
def guards_down() -> Iterator[Any]:
    """A cursor in one transaction that no trigger watches; the database knows its tables' sizes after it."""
    connection = connections["default"]
    install.drop(connection)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor
            if connection.vendor == "postgresql":
                cursor.execute("analyze")  # as it does by itself, some time later
            counted_anew(connection, JournalEntry._meta.db_table)
    finally:
        install.install(connection, application_role="")


def clone(document: Document, count: int) -> None:
    """Copy a document with its case, rows, process, tasks and an honest journal `count` times."""
    with guards_down() as cursor:
        original = related(cursor, document)
        for first in range(1, count + 1, CHUNK):
            copies = range(first, min(first + CHUNK, count + 1))
            for table, key, rows in original:
                made = [row for copy in copies for row in copied(table, key, rows, copy)]
                insert(cursor, table, made)


def related(cursor: Any, document: Document) -> list[tuple[str, str, list[Row]]]:
    """The rows to copy. A key of "-" is left to the database."""
    keys = {"case": document.case_id, "process": document.process_id, "document": document.pk}
    found = []
    for table, key, column, kind in TABLES:
        value = keys[kind]
        value = value.hex if isinstance(value, uuid.UUID) and connections["default"].vendor == "sqlite" else value
        cursor.execute(f"select * from {table} where {column} = %s order by 1", [value])
        names = [described[0] for described in cursor.description]
        found.append((table, key, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]))
    return found


def copied(table: str, key: str, rows: list[Row], copy: int) -> list[Row]:
    made = [renamed(row, key, copy) for row in rows]
    if table == "workflows_journalentry":
        chain(rows, made)
    return made


def renamed(row: Row, key: str, copy: int) -> Row:
    """The row under ids of its own; numbers stay unique."""
    changed = dict(row)
    for column in {"case_id", "document_id", key} & set(row):
        changed[column] = row[column] + copy if isinstance(row[column], int) else other(row[column], copy)
    if "process_id" in row:
        changed["process_id"] = row["process_id"] + copy
    if key == "-":
        del changed["id"]
    if "opened_on" in row:
        changed["number"] = f"{row['number']}-{copy}"
    return changed


def chain(rows: list[Row], made: list[Row]) -> None:
    """The copies of a document's entries, as its own trigger would have written them."""
    previous = NO_HASH
    for row, copy in zip(rows, made, strict=True):
        assert row["key"] is None, "a key is used once"
        body = row["body"]
        for column in ("case_id", "document_id"):
            body = body.replace(as_hex(row[column]), as_hex(copy[column]))
        digest = entry_hash(previous, row["sequence"], row["recorded_at"], body)
        copy.update(body=body, previous=previous, hash=digest)
        previous = digest


def as_hex(key: Any) -> str:
    return str(key).replace("-", "")


def other(key: Any, copy: int) -> Any:
    made = uuid.uuid5(uuid.UUID(str(key)), str(copy))
    return made.hex if isinstance(key, str) else made


def insert(cursor: Any, table: str, rows: list[Row]) -> None:
    if rows:
        columns = list(rows[0])
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", [list(row.values()) for row in rows])
