"""The paper of a voucher, filled from its trail; and the file, for whoever may upload it."""

from decimal import Decimal

import pytest
from django.test import Client

from disbursement.models import TransferRow
from disbursement.printing import filled
from disbursement.rehearsal.furnishing import bank_account, receipt_book
from disbursement.rehearsal.walk import bank_day, certify
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers
from workflows.models import JournalEntry
from workflows.papers.register import printed


def face(voucher: Voucher) -> object:
    return filled(voucher, list(JournalEntry.objects.filter(case=voucher.case_id).order_by("id")))


@pytest.mark.rule("F4", "kept")
def test_the_face_bears_every_signature_in_its_order(payers: Payers) -> None:
    payers.stand_in("duangjai", "ปลัดองค์การบริหารส่วนตำบล")
    walk = payers.voucher()
    walk.hands = {"endorse": "duangjai"}
    walk.to(Voucher.State.CHECKING)
    walk.perform("rattana", "return_for_correction", reason="หน้า 5 ขาด")
    paper = face(walk.to(Voucher.State.APPROVED))
    assert [(s.role, s.name.split()[0]) for s in paper.signatures] == [
        ("ผู้ขอเบิก", "นายสมชาย"), ("ผู้จัดทำฎีกา", "นางสาวอรทัย"), ("ผู้ตรวจฎีกา", "นางรัตนา"), ("เห็นควรอนุมัติ", "นางสาวดวงใจ"),
        ("ผู้อนุมัติฎีกา", "นายบุญมี")]  # fmt: skip
    acting = paper.signatures[3]
    assert (acting.position, acting.acting.stands_for) == ("นักวิชาการพัสดุ", "ปลัดองค์การบริหารส่วนตำบล")
    assert acting.acting.order.number == "405/2569"
    assert (paper.gross_baht, paper.net_baht, paper.evidence_pages) == (Decimal("107000.00"), Decimal("106000.00"), 18)
    assert paper.budget.committed_after_baht == 0
    assert paper.payment is None


@pytest.mark.rule("P-7", "kept")
@pytest.mark.rule("N19", "kept")
def test_the_paid_voucher_bears_its_stamp_the_certifier_and_the_receipt_of_the_fine(payers: Payers) -> None:
    payment = payers.approved(fine_baht=Decimal("500.00"))
    transfer = payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.SENT)
    transfer.answer(fine_book=receipt_book(payers.office))
    certify(payers.office, payment)
    paper = face(Voucher.objects.get())
    assert paper.payment.is_stamped
    assert (paper.payment.payer.name, paper.payment.certifier.name) == (
        payers.office.theera.full_name,
        payers.office.rattana.full_name,
    )
    assert paper.deductions[1].receipt == "เล่มที่ 001 เลขที่ 1"


def test_the_voucher_prints(payers: Payers) -> None:
    voucher = payers.voucher().to(Voucher.State.APPROVED)
    assert printed(voucher, "voucher").startswith(b"%PDF")


@pytest.mark.rule("P-11", "kept", "refused")
def test_the_file_is_for_the_finance_officer_and_only_when_all_have_signed(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])

    def status(who: str) -> int:
        client = Client()
        client.force_login(payers.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return client.get(f"/transfer/{walk.transfer.pk}/file/").status_code

    assert (status("theera"), status("boonmee")) == (409, 403)
    walk.to(Transfer.State.SIGNED)
    assert (status("theera"), status("orathai")) == (200, 403)


def test_the_pages_of_the_case_and_of_the_registers_show_it(payers: Payers) -> None:
    payment = payers.approved()
    walk = payers.transfer()
    walk.make([payment])
    walk.to(Transfer.State.DONE)
    client = Client()
    client.force_login(payers.office.theera, backend="django.contrib.auth.backends.ModelBackend")
    for address in (f"/case/{payment.case_id}/", f"/case/{walk.transfer.case_id}/", "/registers/account_register/", "/registers/receipt_book_register/",
                    f"/do/payment/{payment.pk}/stamp/", "/documents/voucher/", "/handbook/transfer/"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
    assert "106,000.00" in client.get(f"/case/{walk.transfer.case_id}/").content.decode()


def test_a_maker_opens_a_file_by_the_form_with_several_payments(payers: Payers) -> None:
    payments = [payers.approved(payers.purchase("1000.00")) for _ in range(2)]
    account, theera = bank_account(payers.office), payers.office.theera
    theera.set_password("ลองโอนเงิน-2570")
    theera.save(update_fields=["password"])
    client = Client()
    client.force_login(theera, backend="django.contrib.auth.backends.ModelBackend")
    form = {
        "account": account.pk, "payments": [payment.pk for payment in payments], "value_on": bank_day(payers.today).isoformat(),
        "_password": "ลองโอนเงิน-2570", "_key": "k",
    }  # fmt: skip
    shown = client.get("/open/transfer/").content.decode()
    assert all(payment.title in shown for payment in payments)
    assert client.post("/open/transfer/", form).status_code == 302
    assert TransferRow.objects.count() == 2
    assert payments[0].title not in client.get("/open/transfer/").content.decode()
