"""A receipt is judged as it stands under its slip's lock: what was cancelled while the step waited makes nothing good (R9, C8, N8)."""

from typing import Any

import pytest

from disbursement.models import Receipt
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.walk import acted
from disbursement.remittance import Remittance
from disbursement.shortage import Shortage
from disbursement.shortage import State as Owing
from procurement.purchase import Purchase
from procurement.purchase.states import State as Buying
from tests.disbursement.tellers import TUESDAY, Tellers
from tests.disbursement.test_shortage import repaid_on, short_day
from tests.procurement.claimants import collecting_of, receipt_in
from tests.procurement.test_claim import claiming
from tests.procurement.test_purchase_rest import ORDERED
from tests.waiting import while_waiting
from workflows import engine
from workflows.practice import found_practice_office
from workflows.verification import verify

pytestmark = pytest.mark.own_database


def written_anew(collecting: CollectorWalk, wrong: Receipt, **facts: Any) -> None:
    """The slip goes back, its receipt is cancelled, another one is written, and all is handed over again."""
    office, remittance = collecting.office, Remittance.objects.get(pk=wrong.document_id)
    engine.perform(None, remittance, "go_back", reason="เขียนชื่อผิด", acted_on=remittance.last_acted_on)
    collecting.remittance = Remittance.objects.get(pk=wrong.document_id)
    collecting.cancel(wrong)
    collecting.record([slip(wrong.amount_baht, **facts)])
    collecting.to("received")
    assert office is collecting.office


def test_a_shortage_is_not_made_good_by_a_receipt_cancelled_meanwhile(own_database: str) -> None:
    tellers = Tellers()
    short_day(tellers)
    collecting = repaid_on(tellers, TUESDAY)
    collecting.days = {}
    tellers.set_today(TUESDAY)
    collecting.to("received")
    receipt, debt = Receipt.objects.get(document=collecting.remittance.pk), Shortage.objects.get()
    record = lambda: acted(tellers.office, "theera", debt, "record_repaid", receipt=receipt).state
    assert "RECEIPT_NOT_OF_DEBT" in while_waiting(record, lambda: written_anew(collecting, receipt, payer="นายสมชาย ชัยดี"))
    assert (Shortage.objects.get().state, Shortage.objects.get().receipt) == (Owing.OWED, None)
    right = Receipt.objects.get(document=collecting.remittance.pk, is_cancelled=False)
    assert acted(tellers.office, "theera", debt, "record_repaid", receipt=right).state == Owing.CONFIRMING
    assert list(verify(contents=True)) == []


def test_a_claimed_fine_is_not_paid_by_a_receipt_cancelled_meanwhile(own_database: str) -> None:
    office = found_practice_office(is_practice=True, practice_today=ORDERED)
    walk = claiming(office)
    collecting = collecting_of(office, walk)
    collecting.to("received")
    receipt = receipt_in(collecting.remittance)
    record = lambda: acted(office, "theera", walk.purchase, "record_fine_paid", receipt=receipt).state
    answer = while_waiting(record, lambda: written_anew(collecting, receipt, payer=walk.purchase.vendor.name))
    assert "RECEIPT_NOT_OF_CLAIM" in answer
    assert Purchase.objects.get(pk=walk.purchase.pk).state == Buying.CLAIMING
    assert list(verify(contents=True)) == []
