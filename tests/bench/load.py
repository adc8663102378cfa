"""Thousands of purchases at one desk, cloned from one that was walked there: loaded as the owner, with the guards down."""

import uuid
from typing import Any

from django.db import connections, transaction

from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from workflows import engine
from workflows.guards import install
from workflows.models import Document, User
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.people import PeopleRegister

LINES = tuple((f"รายการที่ {number}", "ชิ้น", "3", "150.00") for number in range(1, 6))
ACTING = "porntip"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def template(office: PracticeOffice) -> Any:
    """A purchase of five lines and three attachments that waits for หัวหน้าเจ้าหน้าที่."""
    vendors, lines = furnish(office, times=1000)
    walk = Walk(office, Need("ซื้อวัสดุสำนักงาน", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.open()
    for number in range(3):
        walk.perform("orathai", "attach", kind="ใบเสนอราคา", file=evidence(number))
    return walk.to(State.REPORTED)


def evidence(number: int) -> Any:
    import io

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


def clone(document: Document, count: int) -> None:
    """Copy a document with its case, rows, process, tasks and journal `count` times."""
    connection = connections["default"]
    install.drop(connection)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for copy in range(1, count + 1):
                for table, key, rows in related(cursor, document):
                    insert(cursor, table, [renamed(row, key, copy) for row in rows])
            cursor.execute("analyze")
    finally:
        install.install(connection, application_role="")


ROWS: dict[str, list[tuple[str, str, list[dict[str, Any]]]]] = {}
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


def related(cursor: Any, document: Document) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The rows to copy, read once. A key of "-" is left to the database."""
    if str(document.pk) not in ROWS:
        keys = {"case": document.case_id, "process": document.process_id, "document": document.pk}
        found = []
        for table, key, column, kind in TABLES:
            value = keys[kind]
            value = value.hex if isinstance(value, uuid.UUID) and connections["default"].vendor == "sqlite" else value
            cursor.execute(f"select * from {table} where {column} = %s", [value])
            names = [described[0] for described in cursor.description]
            found.append((table, key, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]))
        ROWS[str(document.pk)] = found
    return ROWS[str(document.pk)]


def renamed(row: dict[str, Any], key: str, copy: int) -> dict[str, Any]:
    """The row under ids of its own; numbers stay unique."""
    changed = dict(row)
    for column in {"case_id", "document_id", key} & set(row):
        changed[column] = row[column] + copy if isinstance(row[column], int) else other(row[column], copy)
    if "process_id" in row:
        changed["process_id"] = row["process_id"] + copy
    if key == "-":
        del changed["id"]
        changed.pop("key", None)
    if "opened_on" in row:
        changed["number"] = f"{row['number']}-{copy}"
    return changed


def other(key: Any, copy: int) -> Any:
    made = uuid.uuid5(uuid.UUID(str(key)), str(copy))
    return made.hex if isinstance(key, str) else made


def insert(cursor: Any, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = list(rows[0])
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", [list(row.values()) for row in rows])


def load(count: int) -> None:
    """An office with `count` purchases that wait to be endorsed under an acting order."""
    office = found_practice_office()
    acting(office)
    clone(Purchase.objects.get(pk=template(office).pk), count)
