"""The quick look and the slow one agree on every change, wherever a chunk or a range begins or ends: nothing passes the quick one that the slow one finds."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from workflows import parallel, reading
from workflows.models import Document, JournalEntry
from workflows.parallel import ranges
from workflows.practice import found_practice_office
from workflows.soundness import is_sound
from workflows.verification import judged, trails_differ, verify
from workflows.verifier import Fault, entry_hash

pytestmark = pytest.mark.own_database
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)
EVERYTHING = ("", "")
CHUNKS = (1, 2, 3, 5, 100)  # the purchase's entries come to lie first, last and in the middle of one

COLUMNS = {
    "sequence": "sequence + 1000",
    "recorded_at": "replace(recorded_at, 'T', 't')",
    "body": """replace(body, '"format":1', '"format":2')""",
    "previous": "'x' || substr(previous, 2)",
    "hash": "'x' || substr(hash, 2)",
    "procedure": "'x' || procedure",
    "step": "'x' || step",
    "person_id": "null",
    "acted_on": "'2020-01-01'",
    "key": "'x'",
    "content_hash": "'x' || substr(content_hash, 2)",
}
MORE = {
    "a hash in capitals": "hash = upper(hash)",
    "a text that is no text of JSON": "body = substr(body, 2)",
    "an entry of another case": "case_id = (select id from workflows_case where id <> case_id order by id limit 1)",
    "an entry of another document": "document_id = (select id from workflows_document where id <> document_id order by id limit 1), sequence = 1000",
}
STANDS = {
    "sequence": "sequence + 1",
    "state": "'ordered'",
    "version": "version + 1",
    "content_hash": "'x' || substr(content_hash, 2)",
    "number": "'x'",
    "title": "'x'",
    "procedure": "'x'",
    "amount_satang": "null",
}
FACTS: dict[str, Any] = {"from": "x", "to": "x", "version": 99, "sequence": 99, "document": "x", "content": "x", "organization": "x", "case": "x", "procedure": "x",
                         "step": "x", "person": None, "acted_on": "x", "key": "x", "title": 1, "number": "x", "amount_satang": 1}  # fmt: skip


class Owner:
    """Writes past the guards, and puts back what he wrote."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.sqlite = connection.vendor == "sqlite"
        for table in ("workflows_journalentry", "workflows_document"):
            if self.sqlite:
                for (name,) in raw.execute(
                    f"select name from sqlite_master where type = 'trigger' and tbl_name = '{table}'"
                ).fetchall():
                    raw.execute(f'drop trigger "{name}"')
            else:
                raw.execute(f"alter table {table} disable trigger user")
        raw.execute("create table kept_entries as select * from workflows_journalentry")
        raw.execute("create table kept_documents as select * from workflows_document")

    def write(self, *statements: str) -> None:
        for statement in statements:
            self.raw.execute(statement)

    def put_back(self) -> None:
        self.write("delete from workflows_journalentry", "insert into workflows_journalentry select * from kept_entries")
        names = ", ".join(STANDS)
        self.write(
            f"update workflows_document set ({names}) = (select {names} from kept_documents k where k.id = workflows_document.id)"
        )


@beginning
def purchase() -> Any:
    """On its way, among the documents of an office that was just founded."""
    office = found_practice_office()
    vendors, lines = furnish(office)
    return Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),))).to(State.REPORTED)


@pytest.fixture
def entries(purchase: Any) -> list[JournalEntry]:
    """The purchase's own: the first, one in the middle, the last."""
    found = list(JournalEntry.objects.filter(document=purchase.pk).order_by("sequence"))
    return [found[0], found[len(found) // 2], found[-1]]


def agreed(monkeypatch: pytest.MonkeyPatch) -> list[Fault]:
    """What the slow look finds, in one range or in many; the quick one, in chunks of whatever size, must have passed it only if that is nothing."""
    found = [*judged(connection, EVERYTHING)]
    for size in CHUNKS:
        monkeypatch.setattr(reading, "CHUNK", size)
        assert is_sound(connection, EVERYTHING) == (not found), f"in chunks of {size}: {found}"
    monkeypatch.setattr(parallel, "DOCUMENTS", 2)
    assert sorted(fault for of in ranges() for fault in trails_differ(of)) == sorted(found)
    return found


def test_an_honest_trail_passes_the_quick_look_range_by_range(purchase: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agreed(monkeypatch) == []
    assert len(ranges()) > 3
    assert all(is_sound(connection, of) for of in ranges())
    assert list(verify()) == []


def changes(entry: JournalEntry) -> Iterator[tuple[str, str]]:
    for column, value in COLUMNS.items():
        yield column, f"update workflows_journalentry set {column} = {value} where id = {entry.pk}"
    for name, assignment in MORE.items():
        yield name, f"update workflows_journalentry set {assignment} where id = {entry.pk}"
    yield "a deleted entry", f"delete from workflows_journalentry where id = {entry.pk}"


def test_each_column_of_an_entry(entries: list[JournalEntry], owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    intruder = Owner(owner)
    for entry in entries:
        for name, statement in changes(entry):
            intruder.write(statement)
            assert agreed(monkeypatch), f"{name} of entry {entry.sequence}"
            intruder.put_back()
    assert agreed(monkeypatch) == []


def test_each_fact_of_an_entry_whose_chain_was_hashed_anew(
    entries: list[JournalEntry], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    intruder = Owner(owner)
    last = entries[-1].sequence
    for entry in entries:
        for fact, value in FACTS.items():
            if fact in {"title", "number", "amount_satang"} and entry.sequence != last:
                continue  # only the last entry says how the document stands
            intruder.write(*hashed_anew(entry, fact, value))
            assert agreed(monkeypatch), f"{fact} of entry {entry.sequence}"
            intruder.put_back()


def hashed_anew(changed: JournalEntry, fact: str, value: Any) -> Iterator[str]:
    previous = changed.previous
    for entry in JournalEntry.objects.filter(document=changed.document_id, sequence__gte=changed.sequence).order_by("sequence"):
        body = entry.body
        if entry.pk == changed.pk:
            body = json.dumps({**json.loads(body), fact: value}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = entry_hash(previous, entry.sequence, entry.recorded_at, body)
        text = body.replace("'", "''")
        yield f"update workflows_journalentry set body = '{text}', previous = '{previous}', hash = '{digest}' where id = {entry.pk}"
        previous = digest


def test_each_column_of_a_document(purchase: Any, owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = list(Document.objects.order_by("pk"))
    connection.close()
    intruder = Owner(owner)
    for document in (
        documents[0],
        purchase.document_ptr if hasattr(purchase, "document_ptr") else purchase.document,
        documents[-1],
    ):
        key = document.pk.hex if intruder.sqlite else str(document.pk)
        for column, value in STANDS.items():
            if column == "amount_satang" and document.amount_baht is None:
                continue
            intruder.write(f"update workflows_document set {column} = {value} where id = '{key}'")
            assert agreed(monkeypatch), f"{column} of {document}"
            intruder.put_back()


def test_a_missing_content_and_a_document_without_entries(purchase: Any, owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    intruder = Owner(owner)
    if intruder.sqlite:
        intruder.raw.execute("pragma foreign_keys = off")
    key = purchase.pk.hex if intruder.sqlite else str(purchase.pk)
    intruder.write(f"delete from workflows_journalentry where document_id = '{key}'")
    assert [fault.what for fault in agreed(monkeypatch)] == ["document has no last entry"]
    intruder.put_back()
    if intruder.sqlite:
        for (name,) in intruder.raw.execute(
            "select name from sqlite_master where type = 'trigger' and tbl_name = 'workflows_content'"
        ).fetchall():
            intruder.write(f'drop trigger "{name}"')
    else:
        intruder.write("alter table workflows_content disable trigger user")
    intruder.write(f"delete from workflows_content where hash = '{purchase.content_hash}'")
    assert {fault.what for fault in agreed(monkeypatch)} == {"the content that was signed is missing"}


def test_a_document_that_is_gone_while_its_entries_remain(purchase: Any, owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    intruder = Owner(owner)
    if intruder.sqlite:
        intruder.raw.execute("pragma foreign_keys = off")
    else:
        ties = "select conrelid::regclass::text, conname from pg_constraint where confrelid = 'workflows_document'::regclass"
        for table, tie in intruder.raw.execute(ties).fetchall():
            intruder.write(f'alter table {table} drop constraint "{tie}"')
    key = purchase.pk.hex if intruder.sqlite else str(purchase.pk)
    intruder.write(f"delete from workflows_document where id = '{key}'")
    assert agreed(monkeypatch) == [Fault(purchase.pk.hex, "document is gone, its entries remain")]


def test_bytes_that_are_no_text_in_a_part_that_is_passed_over(
    entries: list[JournalEntry], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public verifier cannot read such an entry, nor can a page. PostgreSQL keeps no such text."""
    connection.close()
    intruder = Owner(owner)
    if not intruder.sqlite:
        return
    last = entries[-1]
    body = last.body.encode().replace(b'"format":1', b'"aside":"\xff\xfe","format":1')
    head = f"64:{last.previous}{len(str(last.sequence))}:{last.sequence}27:{last.recorded_at}{len(body)}:"
    digest = hashlib.sha256(head.encode() + body).hexdigest()
    owner.execute("update workflows_journalentry set body = cast(? as text), hash = ? where id = ?", (body, digest, last.pk))
    owner.commit()
    assert {fault.what for fault in agreed(monkeypatch)} == {"entry cannot be read", "document's last entry cannot be read"}
