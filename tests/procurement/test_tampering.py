"""The owner of the database can take the guards down and write what he likes; verification or a seal's code shows it, with its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from disbursement.rehearsal.furnishing import payee_account
from procurement.purchase.states import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.intruder import Owner
from workflows.models import Document, JournalEntry
from workflows.practice import found_practice_office
from workflows.seal import code, seal
from workflows.verification import verify
from workflows.verifier import entry_hash

pytestmark = pytest.mark.own_database
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)


@beginning
def sealed() -> Any:
    """A purchase on its way, sealed; its code is what stands on the signed paper."""
    office = found_practice_office()
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.to(State.REPORTED)
    payee_account(office, vendors[0])
    made = seal(office.organization)
    assert made is not None
    walk.code = code(made)
    assert list(verify(contents=True, code=walk.code)) == []
    return walk


def places(**options: Any) -> list[str]:
    """Every fault that one process finds; several must find the same."""
    connection.close()
    found = [f"{fault.place}: {fault.what}" for fault in verify(contents=True, **options)]
    together = [f"{fault.place}: {fault.what}" for fault in verify(contents=True, processes=2, **options)]
    assert sorted(together) == sorted(found)
    return found


Attack = Callable[[Owner, Any], list[str]]
ATTACKS: dict[str, Attack] = {
    "a byte of an entry": lambda o, d: [
        f"update workflows_journalentry set body = replace(body, 'นางสาวอรทัย', 'นางสาวอื่น') where document_id = '{o.id(d.pk)}' and sequence = 2"
    ],
    "an entry's text, made unreadable": lambda o, d: [
        f"update workflows_journalentry set body = substr(body, 2) where document_id = '{o.id(d.pk)}' and sequence in (2, {d.sequence})"
    ],
    "an entry's text, nested deeper than anybody can read": lambda o, d: [
        f"update workflows_journalentry set body = '{{\"aside\":{'[' * 100_000}' where document_id = '{o.id(d.pk)}' and sequence in (2, {d.sequence})"
    ],
    "a fact taken out of an entry": lambda o, d: [
        f"update workflows_journalentry set body = replace(body, '\"content\":', '\"contend\":') where document_id = '{o.id(d.pk)}' and sequence = 2"
    ],
    "an entry's searchable column": lambda o, d: [
        f"update workflows_journalentry set step = 'x' where document_id = '{o.id(d.pk)}' and sequence = 3"
    ],
    "an entry's hash, now none": lambda o, d: [
        f"update workflows_journalentry set hash = '~' where document_id = '{o.id(d.pk)}' and sequence = 3"
    ],
    "a move that no procedure declares": lambda o, d: [
        "insert into workflows_edge (procedure, step, source, target) values ('purchase', 'approve_report', 'reported', 'paid')"
    ],
    "a document under the law of another day": lambda o, d: [
        f"update workflows_document set law_date = '2020-10-01' where id = '{o.id(d.pk)}'"
    ],
    "a deleted entry": lambda o, d: [f"delete from workflows_journalentry where document_id = '{o.id(d.pk)}' and sequence = 3"],
    "a cut tail": lambda o, d: [
        f"delete from workflows_journalentry where document_id = '{o.id(d.pk)}' and sequence = {d.sequence}"
    ],
    "a live amount": lambda o, d: [f"update workflows_document set amount_satang = 1 where id = '{o.id(d.pk)}'"],
    "a live state": lambda o, d: [f"update workflows_document set state = 'ordered' where id = '{o.id(d.pk)}'"],
    "a live fact": lambda o, d: [f"update procurement_purchase set need = 'อื่น' where document_id = '{o.id(d.pk)}'"],
    "a live fact that nobody can read any more": lambda o, d: [
        f"update procurement_purchase set rest_fine_voucher = {o.no_id} where document_id = '{o.id(d.pk)}'"
    ],
    "the row of its own procedure": lambda o, d: [f"delete from procurement_purchase where document_id = '{o.id(d.pk)}'"],
    "a live line": lambda o, d: [f"update procurement_purchaseline set unit_price_satang = 1 where document_id = '{o.id(d.pk)}'"],
    "a content": lambda o, d: [f"update workflows_content set body = '{{}}' where hash = '{d.content_hash}'"],
    "a content's first bytes, now no text": lambda o, d: [
        f"update workflows_content set body = {o.no_text} where hash = '{d.content_hash}'"
    ],
    "a deleted content": lambda o, d: [f"delete from workflows_content where hash = '{d.content_hash}'"],
    "a balance": lambda o, d: [
        "update disbursement_budgetline set reserved_satang = reserved_satang - 1 where reserved_satang > 0"
    ],
    "whose account the money goes to": lambda o, d: ["update workflows_partyaccount set number = '6666666666'"],
    "an account that no step wrote": lambda o, d: [
        f"""insert into workflows_partyaccount (id, organization_id, party_id, bank_code, number, name, is_current)
        select '{o.id(d.pk)}', organization_id, id, '014', '6666666666', name, {o.no} from workflows_party limit 1"""
    ],
    "the name of a party": lambda o, d: ["update workflows_party set name = 'บจก.อื่น'"],
    "an account, removed from the register": lambda o, d: ["delete from workflows_partyaccount"],
    "a seal": lambda o, d: ["update workflows_seal set entries = entries - 1"],
    "two entries in each other's place": lambda o, d: [
        f"update workflows_journalentry set sequence = 99 where document_id = '{o.id(d.pk)}' and sequence = 2",
        f"update workflows_journalentry set sequence = 2 where document_id = '{o.id(d.pk)}' and sequence = 3",
        f"update workflows_journalentry set sequence = 3 where document_id = '{o.id(d.pk)}' and sequence = 99",
    ],
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_the_owner_changed_is_found_with_its_place(sealed: Any, owner: Any, name: str) -> None:
    connection.close()
    intruder = Owner(owner)
    intruder.run(*ATTACKS[name](intruder, sealed.purchase))
    assert places(), f"{name} was not found"


def test_a_deleted_case_is_found_by_the_seal_alone(sealed: Any, owner: Any) -> None:
    connection.close()
    intruder, purchase = Owner(owner), sealed.purchase
    key = intruder.id(purchase.pk)
    tables = (
        "workflows_journalentry",
        "procurement_purchaseline",
        "committees_appointedmember",
        "disbursement_budgetmovement",
        "procurement_purchase",
    )
    intruder.run(*(f"delete from {table} where document_id = '{key}'" for table in tables), f"delete from workflows_document where id = '{key}'",
                 "update disbursement_budgetline set reserved_satang = 0, movements = 1")  # fmt: skip
    found = places()
    assert any(place.startswith("seal 1") for place in found)


def test_a_chain_that_was_computed_anew_is_found_by_the_seal(sealed: Any, owner: Any) -> None:
    """The whole chain of the document, re-hashed after a change: only what was sealed before tells."""
    purchase, previous, statements = sealed.purchase, "0" * 64, []
    intruder = Owner(owner)
    for entry in JournalEntry.objects.filter(document=purchase.pk).order_by("sequence"):
        body = entry.body.replace("นางสาวอรทัย", "นางสาวอื่น")
        digest = entry_hash(previous, entry.sequence, entry.recorded_at, body)
        text = body.replace("'", "''")
        statements.append(
            f"update workflows_journalentry set body = '{text}', previous = '{previous}', hash = '{digest}' where id = {entry.pk}"
        )
        previous = digest
    connection.close()
    intruder.run(*statements)
    assert [place.split(" ")[0] for place in places()] == ["seal"]


def test_a_rewritten_trail_with_a_new_seal_is_found_by_the_code_on_the_paper(sealed: Any, owner: Any) -> None:
    connection.close()
    Owner(owner).run("delete from workflows_seal")
    organization = Document.objects.select_related("organization").first().organization  # type: ignore[union-attr]
    made = seal(organization)
    assert made is not None
    assert places() == []
    assert places(code=sealed.code) != []


def test_the_export_is_proven_by_the_standard_library_alone(sealed: Any, tmp_path: Any) -> None:
    import subprocess
    import sys

    from workflows.export import export_journal

    target = tmp_path / "trail.jsonl"
    count = export_journal(sealed.office.organization, target)
    prove = [sys.executable, "-I", "-S", str(tmp_path / "verifier.py"), str(target), "--seal", sealed.code]
    honest = subprocess.run(prove, capture_output=True, text=True, check=False)
    assert honest.returncode == 0 and f"{count} entries, 0 faults" in honest.stdout
    lines = target.read_text().splitlines()
    changed = [line.replace("37000", "37001").replace("1200000", "1200001") for line in lines]
    target.write_text("\n".join(changed))
    assert subprocess.run(prove, capture_output=True, text=True, check=False).returncode == 1
    without = [line for line in lines if json.loads(line).get("number") != 3]
    target.write_text("\n".join(without))
    assert subprocess.run(prove, capture_output=True, text=True, check=False).returncode == 1
    newest = {row["content"] for row in map(json.loads, lines) if row["kind"] == "document"}
    is_earlier = (row["kind"] == "content" and row["hash"] not in newest for row in map(json.loads, lines))
    target.write_text("\n".join(line for line, earlier in zip(lines, is_earlier, strict=True) if not earlier))
    lacking = subprocess.run(prove, capture_output=True, text=True, check=False)
    assert lacking.returncode == 1, "what an earlier version held was signed too"
    assert f"{sealed.purchase.pk.hex}/1: the content that was signed is missing" in lacking.stdout


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"[]", b"null", b'{"kind": "seal"}', b'{"kind": "loan", "hash": "x"}', b'{"kind": "content", "hash": "\\ud800", "body": ""}',
        b'{"kind": "content", "hash": "\xff", "body": ""}', b'{"kind": "document", "document": 5}', b"[" * 100_000,
        b'{"kind": "entry", "organization": "a", "document": "b", "recorded_at": "", "body": "", "previous": "", "hash": "", "number": "1", "sequence": 1}',
    ],
)  # fmt: skip
def test_a_line_that_is_none_of_an_export_is_named_and_the_rest_still_proven(sealed: Any, tmp_path: Any, line: bytes) -> None:
    from workflows import verifier
    from workflows.export import export_journal

    target = tmp_path / "trail.jsonl"
    count = export_journal(sealed.office.organization, target)
    first, *others = target.read_bytes().splitlines()
    target.write_bytes(b"\n".join([first, line, *others]))
    with target.open(encoding="utf-8", errors="surrogateescape") as file:
        assert verifier.check_export(file) == (count, [("line 2", "is not as an export is written")])


STRANGE = "create function evil() returns trigger language plpgsql as 'begin return null; end'"
GUARDS: dict[str, tuple[list[str], list[str], str]] = {
    "a guard under a condition that never holds": (
        [
            "drop trigger dika_guard_update_workflows_party",
            "create trigger dika_guard_update_workflows_party before update on workflows_party when 0 begin select 1; end",
        ],
        [
            "drop trigger dika_guard_update on workflows_party",
            "create trigger dika_guard_update before update on workflows_party for each row when (false) execute function dika_guard('', '', '')",
        ],
        "on workflows_party was changed",
    ),
    "a trigger beside the guards": (
        ["create trigger aside before insert on workflows_partyaccount begin select raise(ignore); end"],
        [STRANGE, "create trigger aside before insert on workflows_partyaccount for each row execute function evil()"],
        "trigger aside on workflows_partyaccount is none of ours",
    ),
    "a rule in place of the guards": (
        [],
        ["create rule aside as on update to workflows_party do instead nothing"],
        "rule aside on workflows_party is none of ours",
    ),
    "a function with other rights": ([], ["alter function dika_document() security invoker"], "function dika_document was changed"),
    "a second function under the name of a changed one": (
        [],
        [STRANGE, "create function dika_never(number int) returns int language sql as 'select 1'"],
        "function dika_never was changed",
    ),
}


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_stands_by_its_name_alone_is_found(own_database: str, owner: Any, name: str) -> None:
    connection.close()
    on_sqlite, on_postgres, told = GUARDS[name]
    for statement in on_sqlite if connection.vendor == "sqlite" else on_postgres:
        owner.execute(statement)
    connection.close()
    found = [fault.what for fault in verify()]
    assert any(what.endswith(told) for what in found) is bool(connection.vendor != "sqlite" or on_sqlite)
