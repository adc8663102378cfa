"""What the registers' steps told, against the owner of the database: posts, roles, people, the office itself, its accounts, its numbers."""

from typing import Any

import pytest
from django.db import connection

from tests.intruder import Attacked
from workflows import engine
from workflows.founding import register_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import Proof
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister
from workflows.registers.register import Register
from workflows.verification import verify

pytestmark = pytest.mark.own_database

THEERA = "(select id from workflows_user where username = 'theera')"
ATTACKS = {
    "a post of the founding plan, given to another": ("workflows_holding", f"update {{table}} set person_id = {THEERA} {{first}}"),
    "a holding of the plan, begun on another day": ("workflows_holding", "update {table} set starts_on = '2016-10-01' {first}"),
    "a holding of the plan, ended": ("workflows_holding", "update {table} set ends_on = '2026-10-01' {first}"),
    "a post by another title": ("workflows_position", "update {table} set title = 'อื่น' {first}"),
    "a post that is closed": ("workflows_position", "update {table} set closed_on = '2026-10-01' {first}"),
    "a unit that becomes the treasury": ("workflows_unit", "update {table} set is_finance = {yes} where code = 'กองช่าง'"),
    "a person who may sign in no more": ("workflows_user", "update {table} set is_active = {no} where username = 'theera'"),
    "a person by another name": ("workflows_user", "update {table} set full_name = 'อื่น' where username = 'theera'"),
    "a token that lasts longer": ("workflows_machinetoken", "update {table} set ends_on = '2030-10-01'"),
    "a waiver that began earlier": ("workflows_separationwaiver", "update {table} set starts_on = '2026-10-01'"),
    "two movements of budget, one more and one less": ("disbursement_budgetmovement", "update {table} set reserved_change_satang = reserved_change_satang + case when number = 2 then 1 else -1 end where number in (2, 3) and line_id = (select line_id from {table} where number = 3 limit 1)"),
    "the slip of a fine, made smaller": ("disbursement_receipt", "update {table} set amount_satang = 1 where received_by = 'non_cash'"),
    "an order without its ceiling": ("workflows_actingorder", "update {table} set ceiling_satang = 1"),
    "an order of other matters": ("workflows_actingorder", "update {table} set matters = '[\"payment\"]'"),
    "a keyholder's last day": ("disbursement_keyholder", "update {table} set ends_on = '2040-01-01' {first}"),
    "an account that is current again": ("workflows_partyaccount", "update {table} set is_current = {no} {first}"),
    "a person above all posts": ("workflows_user", "update {table} set is_superuser = {yes} where username = 'theera'"),
    "a value of the law": ("workflows_lawvalue", "update {table} set value = '1'"),
    "a holiday by another name": ("workflows_specialday", "update {table} set name = 'อื่น'"),
    "an outage that no step told": ("workflows_centraloutage", "update {table} set starts_on = '2026-01-01'"),
    "the office's own account": ("disbursement_bankaccount", "update {table} set number = '6666666666' {first}"),
    "the till by another name": ("disbursement_cashaccount", "update {table} set name = 'อื่น' {first}"),
    "a keyholder by another order": ("disbursement_keyholder", "update {table} set order_number = '9/9' {first}"),
    "a keyholder who is gone": ("disbursement_keyholder", f"update {{table}} set person_id = {THEERA} {{first}}"),
    "a receipt book that skips a number": ("disbursement_receiptbook", "update {table} set next_number = next_number + 1 {first}"),
    "the name of the office": ("workflows_organization", "update {table} set name = 'อื่น'"),
    "an office that practises no more": ("workflows_organization", "update {table} set is_practice = {no}"),
    "a choice of the office": ("workflows_organization", "update {table} set settings = cast(replace(cast(settings as text), 'none', 'some') as {json})"),
    "a number that will be missing": ("workflows_numberseries", "update {table} set last = last + 1 where name = 'payment'"),
    "a number that will be given twice": ("workflows_numberseries", "update {table} set last = last - 1 where name = 'fund_day'"),
    "a case by another number": ("workflows_case", "update {table} set number = '99999/2570' {first}"),
    "a case by another title": ("workflows_case", "update {table} set title = 'อื่น' {first}"),
}  # fmt: skip
ROLE = {
    "a role that no step gave": "update {table} set permission_id = (select max(p.permission_id) from {table} p where p.permission_id <> {table}.permission_id) {first}",
    "a role that is gone": "delete from {table} {first}",
}  # fmt: skip


def test_what_registers_told_is_found_with_its_place(owner: Any, lived_in: PracticeOffice) -> None:
    assert list(verify(contents=True)) == []
    attacked = Attacked(owner)
    for name, (table, attack) in ATTACKS.items():
        found = attacked.found(table, attack)
        place = "series" if table == "workflows_numberseries" else table
        assert any(one.startswith(place) for one in found), f"{name} was not found: {found}"
    for table in ("workflows_organizationgrouppermission", "workflows_unitgrouppermission"):
        for name, attack in ROLE.items():
            found = attacked.found(table, attack)
            assert any(one.startswith("workflows_position") and "roles" in one for one in found), f"{name} was not found: {found}"
    connection.close()
    assert list(verify(contents=True)) == []


def test_later_steps_go_on_from_the_plan(own_database: str) -> None:
    """Renamed, closed, opened again, with other roles: each row is still the one that the plan wrote."""
    office = found_practice_office()
    people = register_of(office.organization, PeopleRegister)
    post, unit = office.theera.holdings.get().position, office.units["กองช่าง"]

    def keep(step: str, by: Any = office.wilai, register: Any = people, **data: Any) -> None:
        from django.utils import timezone

        engine.perform(by, register, step, proof=Proof(by.pk, timezone.now()), **data)
        assert [tuple(fault) for fault in verify(contents=True)] == [], step

    keep("set_roles", position=post, roles=["finance_officer", "auditor"])
    keep("rename_position", position=post, title="ตำแหน่งใหม่", reason="ปรับโครงสร้าง")
    keep("change_unit", unit=unit, name="กองช่างและผังเมือง", is_finance=False)
    keep("add_unit", code="กองใหม่", name="กองใหม่", is_finance=False)
    keep("add_person", full_name="นายใหม่ มาแล้ว", username="mai")
    keep("deactivate_person", person=type(office.theera).objects.get(username="mai"), reason="ลาออก")
    keep("reactivate_person", person=type(office.theera).objects.get(username="mai"), reason="กลับมา")
    choice = {"choice": "voucher.section_post", "value": "held"}
    keep("set_choice", office.boonmee, register_of(office.organization, OfficeRegister), **choice)


def test_an_office_founded_before_its_register_told_of_it_is_whole(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(OfficeRegister, "founded", Register.founded)
        found_practice_office(is_practice=True)
    assert list(verify(contents=True)) == []
