"""The page of a case whose payment is on its way in a bank file: it has not ended, and says where it goes on."""

import re

from django.test import Client

from disbursement.rehearsal.walk import TransferWalk
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers
from workflows.founding import register_of
from workflows.procedure import procedure_of
from workflows.registers.parties import PartyRegister
from workflows.views.done import done

ENDED = "เรื่องนี้จบแล้ว"


def signed_in(payers: Payers, who: str = "theera") -> Client:
    client = Client()
    client.force_login(payers.office.people[who])
    return client


def page_of(payers: Payers, case_id: object, who: str = "theera") -> str:
    answer = signed_in(payers, who).get(f"/case/{case_id}/")
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
    assert f"เรื่อง {walk.transfer.case.number}" in shown and "รอผู้ลงนามคนที่สาม\u00a0· รอ " in shown


def test_the_case_waits_for_its_own_people_again_once_the_bank_has_answered(payers: Payers) -> None:
    walk, case_id = in_a_file(payers)
    walk.to(Transfer.State.SENT)
    walk.answer()
    shown = page_of(payers, case_id)
    assert ENDED not in shown and "ไปต่อพร้อมกับ" not in shown and "ประทับตราจ่ายเงินแล้ว" in shown


def test_a_file_leads_to_the_case_of_each_payment_and_its_end_is_not_theirs(payers: Payers) -> None:
    first, second = payers.approved(), payers.approved()
    walk = payers.transfer()
    walk.make([first, second])
    shown = page_of(payers, walk.transfer.case_id, "boonmee")
    for payment in (first, second):
        assert f'href="/case/{payment.case_id}/"' in shown and f"เรื่อง {payment.case.number}" in shown
    walk.to(Transfer.State.SENT)
    client = signed_in(payers)
    walk.answer({1: "returned", 2: "confirmed"})
    shown = " ".join(client.get(f"/case/{walk.transfer.case_id}/").content.decode().split())
    assert walk.transfer.state == Transfer.State.DONE and "ไม่มีใครต้องทำอะไรต่อ" not in shown
    assert "แต่ละรายการไปต่อในเรื่องของตน" in shown and "ธนาคารคืนเงิน" in shown and "ธนาคารยืนยันแล้ว" in shown
    assert "แต่ละรายการไปต่อในเรื่องของตน" in done(walk.transfer, procedure_of(walk.transfer).steps["record_result"])


def test_a_register_in_use_has_not_ended_and_asks_nobody(payers: Payers) -> None:
    shown = page_of(payers, register_of(payers.office.organization, PartyRegister).case_id)
    assert ENDED not in shown and "ตอนนี้ไม่มีใครต้องทำอะไรในเรื่องนี้" in shown


def test_a_payment_that_waits_goes_on_by_the_form_of_a_file_with_itself_chosen(payers: Payers) -> None:
    payment, other = payers.approved(), payers.approved()
    client = signed_in(payers)
    address = f"/open/transfer/?payments={payment.pk}"
    desk, case = client.get("/").content.decode(), page_of(payers, payment.case_id)
    for page in (desk, case):
        assert f'href="{address}"' in page and "จัดทำชุดรายการโอน" in page
    assert "ขั้นต่อไป: จัดทำชุดรายการโอน" in case
    assert f'class="hit" href="/do/payment/{payment.pk}/set_account/"' in " ".join(case.split())
    boxes = re.findall('<input type="checkbox" name="payments" value="([^"]*)"([^>]*)>', client.get(address).content.decode())
    assert {key: "checked" in rest for key, rest in boxes} == {str(payment.pk): True, str(other.pk): False}


def test_whoever_may_not_make_a_file_is_not_sent_to_its_form(payers: Payers) -> None:
    payment = payers.approved()
    shown = page_of(payers, payment.case_id, "boonmee")
    assert "/open/transfer/" not in shown and "รอ " in shown


def test_nonsense_in_the_address_of_a_form_chooses_nothing(payers: Payers) -> None:
    payers.approved()
    answer = signed_in(payers).get("/open/transfer/?payments=x&account=nobody&value_on=9")
    assert answer.status_code == 200 and "checked" not in answer.content.decode()


def test_the_handbook_tells_that_a_file_takes_the_payment_on(payers: Payers) -> None:
    assert "จัดทำชุดรายการโอน" in signed_in(payers).get("/handbook/payment/").content.decode()
