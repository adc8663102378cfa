"""The page of a case whose payment is on its way in a bank file: it has not ended, and says where it goes on."""

from django.test import Client

from disbursement.rehearsal.walk import TransferWalk
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers
from workflows.founding import register_of
from workflows.registers.parties import PartyRegister

ENDED = "เรื่องนี้จบแล้ว"


def page_of(payers: Payers, case_id: object) -> str:
    client = Client()
    client.force_login(payers.office.people["theera"])
    answer = client.get(f"/case/{case_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def in_a_file(payers: Payers) -> tuple[TransferWalk, object]:
    payment = payers.approved()
    walk = payers.transfer()
    walk.make([payment])
    return walk, payment.case_id


def test_what_a_file_carries_has_not_ended_and_leads_to_the_file(payers: Payers) -> None:
    walk, case_id = in_a_file(payers)
    shown = page_of(payers, case_id)
    assert ENDED not in shown
    assert f'href="/case/{walk.transfer.case_id}/"' in shown
    assert f"เรื่อง {walk.transfer.case.number}" in shown and "รอผู้ลงนามคนที่สาม · รอ " in shown


def test_the_case_waits_for_its_own_people_again_once_the_bank_has_answered(payers: Payers) -> None:
    walk, case_id = in_a_file(payers)
    walk.to(Transfer.State.SENT)
    walk.answer()
    shown = page_of(payers, case_id)
    assert ENDED not in shown and "ไปต่อพร้อมกับ" not in shown and "ประทับตราจ่ายเงินแล้ว" in shown


def test_a_register_in_use_has_not_ended_and_asks_nobody(payers: Payers) -> None:
    shown = page_of(payers, register_of(payers.office.organization, PartyRegister).case_id)
    assert ENDED not in shown and "ตอนนี้ไม่มีใครต้องทำอะไรในเรื่องนี้" in shown
