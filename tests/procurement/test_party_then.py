"""A vendor that is called otherwise afterwards, or registers for VAT, changes no paper that was made before."""

from typing import Any

import pytest

from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.voucher import Voucher
from procurement.acceptances import ACCEPTANCES
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.procurement.steps import Walks
from workflows import engine
from workflows.founding import register_of
from workflows.models import Party
from workflows.papers.register import made_by, paper_of, printable
from workflows.registers.parties import PartyRegister


def told(*documents: Any) -> dict[str, Any]:
    """What every paper of these documents says now, by its name."""
    fresh = [type(document)._default_manager.get(pk=document.pk) for document in documents]
    return {
        name: paper_of(document, name).content
        for document in fresh
        for name, _, _ in printable(document)
        if made_by(document, name)
    }


def rename(walk: Walk, party: Party, **changes: Any) -> None:
    facts = {"kind": party.kind, "name": party.name, "address": party.address, "is_vat_registered": party.is_vat_registered}
    register = register_of(walk.office.organization, PartyRegister)
    engine.perform(walk.office.duangjai, register, "change_party", party=party, **{**facts, **changes})


@pytest.mark.parametrize(
    "changes", [{"name": "บริษัทชื่อใหม่ จำกัด"}, {"address": "ที่อยู่ใหม่"}, {"is_vat_registered": False}], ids=["name", "address", "vat"]
)
def test_every_paper_stands_as_it_was_made(bank_walks: Walks, changes: dict[str, Any]) -> None:
    walk = bank_walks()
    walk.to("ordered")
    walk.deliver()
    payment = Road(walk).approved()
    pay_by_one_file(walk.office, [payment])
    acceptance = ACCEPTANCES[walk.purchase.kind]._default_manager.get(case=walk.purchase.case_id)
    documents = (walk.purchase, acceptance, Voucher.objects.get(pk=payment.voucher_id), payment)
    before = told(*documents)
    assert {"result_report", "winner_announcement", "purchase_order", "acceptance_report", "voucher"} <= set(before)
    rename(walk, walk.purchase.vendor, **changes)
    after = told(*documents)
    assert {name for name in before if before[name] != after[name]} == set()


def test_what_is_made_afterwards_bears_the_new_name(walk: Walk) -> None:
    walk.to("negotiating")
    rename(walk, walk.need.vendor, name="ร้านชื่อหนึ่ง")
    walk.to("result_reported")
    rename(walk, walk.need.vendor, name="ร้านชื่อสอง")
    assert told(walk.purchase)["result_report"]["vendor"] == "ร้านชื่อหนึ่ง"
    walk.to("order_signed")
    assert told(walk.purchase)["purchase_order"]["seller"]["name"] == "ร้านชื่อสอง"
