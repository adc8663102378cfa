"""What no content holds, and what the owner of the database may yet change of it: an opinion, a seat, a signature, whom a document waits for."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from disbursement.models import BookHolding, BudgetMovement
from tests.intruder import Attacked
from tests.lived_in import DELIVERED, live_in
from workflows.models import Document
from workflows.practice import set_day
from workflows.verification import verify

pytestmark = pytest.mark.own_database

# What is done to which table; `first` is one row of it. Of these even old entries tell enough.
ROWS = {
    "a dissent that is gone": ("committees_opinion", "delete from {table} {first}"),
    "an opinion, turned round": ("committees_opinion", "update {table} set accepts = {no} {first}"),
    "an opinion of somebody else": ("committees_opinion", "update {table} set person_id = (select id from workflows_user where username = 'theera') {first}"),
    "an opinion of another day": ("committees_opinion", "update {table} set given_on = '2026-10-01' {first}"),
    "a declaration of interest that is gone": ("committees_interestdeclaration", "delete from {table} {first}"),
    "a declaration, turned round": ("committees_interestdeclaration", "update {table} set has_interest = {yes} {first}"),
    "a key that nobody turned": ("disbursement_custodysignature", "delete from {table} {first}"),
    "a key that another turned": ("disbursement_custodysignature", "update {table} set signed_on = '2026-10-01' {first}"),
    "a number of a central system": ("workflows_centralnumber", "update {table} set number = '1' {first}"),
}  # fmt: skip
# Of these only entries do that tell what they wrote.
TOLD = {
    "an inspector whom nobody appointed": ("committees_inspectionseat", "update {table} set person_id = (select id from workflows_user where username = 'theera') {first}"),
    "a seat that is gone": ("committees_inspectionseat", "delete from {table} {first}"),
}  # fmt: skip
# These stand in the document itself, whose id is the place.
OWN = {
    "whom a document waits for": ("people_register", "workflows_document", "waiting_for", "update {table} set waiting_for = 'finance_officer' where procedure = 'people_register'"),
    "since when it waits": ("question", "workflows_document", "waiting_since", "update {table} set waiting_since = '2026-01-01 00:00:00' where procedure = 'question'"),
    "until when it waits": ("fund_day", "workflows_document", "due_on", "update {table} set due_on = '2027-01-01' where procedure = 'fund_day'"),
    "the law of another day": ("payment", "workflows_document", "law_date", "update {table} set law_date = '2020-10-01' where procedure = 'payment'"),
    "the day of a certificate": ("goods_acceptance", "committees_goodsacceptance", "accepted_on", "update {table} set accepted_on = '2026-10-01'"),
}  # fmt: skip


def test_rows_and_columns_that_no_content_holds_are_found_with_their_place(owner: Any, tmp_path: Path) -> None:
    live_in(tmp_path)
    unproven: dict[str, int] = {}
    assert list(verify(contents=True, unproven=unproven)) == []
    assert unproven == {}
    attacked = Attacked(owner)
    for name, (table, attack) in {**ROWS, **TOLD}.items():
        found = attacked.found(table, attack)
        assert any(table in one for one in found), f"{name} was not found: {found}"
    for name, (procedure, table, column, attack) in OWN.items():
        changed = {key.hex for key in Document.objects.filter(procedure=procedure).values_list("pk", flat=True)}
        found = attacked.found(table, attack)
        told = f": document differs from what its steps told of it: {column}"
        assert {one.removesuffix(told) for one in found} == changed, f"{name} was not found: {found}"
    connection.close()
    assert list(verify(contents=True)) == []


def test_what_entries_tell_nothing_of_is_known_by_who_acted_and_when(
    owner: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office as earlier versions left it: whole as it is, and its opinions, declarations and signatures still the persons' own."""
    with monkeypatch.context() as earlier:
        earlier.setattr("workflows.aside.told", lambda *_: {})
        office = live_in(tmp_path)
    unproven: dict[str, int] = {}
    assert list(verify(contents=True, unproven=unproven)) == []
    assert unproven["workflows_document"] == Document.objects.count()
    assert unproven["disbursement_budgetmovement"] == BudgetMovement.objects.count()
    assert unproven["disbursement_bookholding"] == BookHolding.objects.count()
    assert "committees_opinion" not in unproven, "these are known by who acted and when"
    said = StringIO()
    call_command("verify_journal", "--content", processes=1, stdout=said)
    assert f"พิสูจน์ไม่ได้ {sum(unproven.values())} แถว" in said.getvalue()
    attacked = Attacked(owner)
    for name, (table, attack) in ROWS.items():
        found = attacked.found(table, attack)
        assert any(table in one for one in found), f"{name} was not found: {found}"
    connection.close()
    set_day(office, DELIVERED)
    assert list(verify(contents=True)) == []
