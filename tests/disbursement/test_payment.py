"""จ่ายเงินโดยโอนเข้าบัญชี: what the law asks before the money goes, and after it has gone."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import BudgetLine, ProofKind
from disbursement.payment import Payment
from disbursement.rehearsal.walk import acted, certify, payee_account
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry, PartyAccount
from workflows.registers.parties import PartyRegister

State = Payment.State
RECEIPT = {"proof_kind": ProofKind.RECEIPT, "proof_number": "RE 5/2569", "reason": ""}


@pytest.fixture
def confirmed(payers: Payers) -> Any:
    """A payment that the bank has confirmed today."""
    payment = payers.approved()
    transfer = payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.DONE)
    return Payment.objects.get(pk=payment.pk)


# P-1: only after the approval.


@pytest.mark.rule("P-1", "kept")
def test_a_payment_follows_the_approval_and_nothing_else(payers: Payers) -> None:
    payment = payers.approved()
    approval = JournalEntry.objects.get(document=payment.voucher_id, step="approve")
    opened = JournalEntry.objects.get(document=payment.pk, sequence=1)
    assert f'"cause":"{approval.hash}"' in opened.body
    assert payment.amount_baht == payment.voucher.net_baht == Decimal("106000.00")


@pytest.mark.rule("P-1", "refused")
def test_no_voucher_is_paid_before_its_approval_or_twice(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher()
    walk.to(Voucher.State.APPROVING)
    case = {"case": walk.voucher.case, "unit": walk.voucher.unit}
    refused("NOT_APPROVED", lambda: engine.open_document(None, Payment, payers.office.organization, **case, voucher=walk.voucher))
    walk.to(Voucher.State.APPROVED)
    payment = walk.payment()
    transfer = payers.transfer()
    transfer.make([payment])
    refused("NOT_READY", lambda: payers.transfer().make([payment]))
    transfer.to(Transfer.State.DONE)
    refused("NOT_READY", lambda: payers.transfer().make([payment]))


def test_a_person_opens_no_payment(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    case = {"case": payment.case, "unit": payment.unit}
    refused(
        "SYSTEM_ONLY",
        lambda: engine.open_document(payers.office.theera, Payment, payers.office.organization, **case, voucher=payment.voucher),
    )


# P-7: stamped by the payer, certified by the head of the finance unit.


@pytest.mark.rule("P-7", "kept")
def test_the_payer_stamps_and_the_finance_director_certifies(payers: Payers, confirmed: Any) -> None:
    payment = certify(payers.office, confirmed)
    assert (payment.payer.username, payment.certifier.username) == ("theera", "rattana")
    assert payment.stamped_on == payment.certified_on == payment.paid_on == payers.today


@pytest.mark.rule("P-7", "refused")
def test_nobody_certifies_before_the_stamp_and_the_payee_s_receipt(payers: Payers, confirmed: Any, refused: Refuses) -> None:
    refused("NOT_FROM_THIS_STATE", lambda: acted(payers.office, "rattana", confirmed, "certify"))
    stamped = acted(payers.office, "theera", confirmed, "stamp")
    refused("NOT_FROM_THIS_STATE", lambda: acted(payers.office, "rattana", stamped, "certify"))


@pytest.mark.rule("P-7", "kept", "refused")
def test_whoever_paid_does_not_certify_it(payers: Payers, confirmed: Any, refused: Refuses) -> None:
    payers.stand_in("theera", "ผู้อำนวยการกองคลัง")
    stamped = acted(payers.office, "theera", confirmed, "stamp")
    receipted = acted(payers.office, "theera", stamped, "record_receipt", **RECEIPT, proof_on=payers.today)
    refused("SAME_PERSON", lambda: acted(payers.office, "theera", receipted, "certify"))
    assert acted(payers.office, "rattana", receipted, "certify").state == State.CERTIFIED


@pytest.mark.rule("P-7", "refused")
@pytest.mark.parametrize(("officer", "step"), [("theera", "stamp"), ("rattana", "certify")])
def test_a_payee_neither_stamps_nor_certifies(payers: Payers, confirmed: Any, refused: Refuses, officer: str, step: str) -> None:
    payment = confirmed
    if step == "certify":
        payment = acted(payers.office, "theera", payment, "stamp")
        payment = acted(payers.office, "theera", payment, "record_receipt", **RECEIPT, proof_on=payers.today)
    payers.is_payee(officer, payment.party)
    refused("PAYEE_SIGNS", lambda: acted(payers.office, officer, payment, step))


# P-9: the payee's receipt is obtained, and chased.


@pytest.mark.rule("P-9", "kept")
def test_the_receipt_has_its_day_and_is_chased_until_it_comes(payers: Payers, confirmed: Any) -> None:
    payment = acted(payers.office, "theera", confirmed, "stamp")
    assert payment.due_on is not None and payment.due_on > payers.today
    Payment.objects.get(pk=payment.pk)
    payment = acted(payers.office, "theera", payment, "chase", reason="โทรศัพท์แล้ว จะส่งทางไปรษณีย์")
    assert (payment.state, payment.chased_times) == (State.STAMPED, 1)
    assert payment.due_on > payers.today
    receipted = acted(payers.office, "theera", payment, "record_receipt", **RECEIPT, proof_on=payers.today)
    assert (receipted.proof_number, receipted.state) == ("RE 5/2569", State.RECEIPTED)


@pytest.mark.rule("P-9", "refused")
@pytest.mark.parametrize(
    ("proof", "code"),
    [
        ({"proof_kind": ProofKind.RECEIPT, "proof_number": "", "reason": ""}, "RECEIPT_NEEDS_NUMBER"),
        ({"proof_kind": ProofKind.CERTIFICATE, "proof_number": "", "reason": ""}, "CERTIFICATE_NEEDS_REASON"),
    ],
)
def test_a_receipt_without_number_and_a_certificate_without_reason_are_refused(
    payers: Payers, confirmed: Any, refused: Refuses, proof: dict[str, str], code: str
) -> None:
    stamped = acted(payers.office, "theera", confirmed, "stamp")
    refused(code, lambda: acted(payers.office, "theera", stamped, "record_receipt", **proof, proof_on=payers.today))


@pytest.mark.rule("P-9", "kept", "refused")
@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (1, False)])
def test_nobody_acknowledges_money_before_it_was_paid(
    payers: Payers, confirmed: Any, refused: Refuses, days: int, fits: bool
) -> None:
    stamped = acted(payers.office, "theera", confirmed, "stamp")
    proof = {**RECEIPT, "proof_on": payers.today + timedelta(days=days)}
    if fits:
        assert acted(payers.office, "theera", stamped, "record_receipt", **proof).state == State.RECEIPTED
    else:
        refused("PROOF_DATE", lambda: acted(payers.office, "theera", stamped, "record_receipt", **proof))


def test_where_no_receipt_can_be_had_the_payer_certifies_why(payers: Payers, confirmed: Any) -> None:
    stamped = acted(payers.office, "theera", confirmed, "stamp")
    proof = {"proof_kind": ProofKind.CERTIFICATE, "proof_number": "", "reason": "ร้านเลิกกิจการ ติดต่อไม่ได้"}
    assert acted(payers.office, "theera", stamped, "record_receipt", **proof, proof_on=payers.today).state == State.RECEIPTED


# Before the money goes: withdrawn, and the account looked at again.


def test_a_withdrawn_payment_opens_its_voucher_again_and_the_next_approval_pays_it(payers: Payers) -> None:
    walk = payers.voucher()
    walk.to(Voucher.State.APPROVED)
    first = walk.payment()
    acted(payers.office, "rattana", first, "withdraw", reason="พบว่าหักภาษีผิด")
    walk.voucher = Voucher.objects.get(pk=walk.voucher.pk)
    assert (walk.voucher.state, walk.voucher.approved_on) == (Voucher.State.RETURNED, None)
    walk.to(Voucher.State.APPROVED)
    second = walk.payment()
    assert second.pk != first.pk
    assert Payment.objects.get(pk=first.pk).live_voucher is None


def test_a_payment_in_a_file_is_withdrawn_by_nobody(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    payers.transfer().make([payment])
    refused("NOT_FROM_THIS_STATE", lambda: acted(payers.office, "rattana", payment, "withdraw", reason="เปลี่ยนใจ"))


def test_the_account_may_be_changed_to_another_of_the_payee_alone(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    stranger = payee_account(payers.office, payers.vendors[1])
    refused(
        "ACCOUNT_NOT_PAYEES", lambda: acted(payers.office, "theera", payment, "set_account", payee_account=stranger, reason="ผิด")
    )
    parties = register_of(payers.office.organization, PartyRegister)
    facts = {"party": payment.party, "bank_code": "006", "number": "1234567890", "name": payment.party.name}
    engine.perform(payers.office.theera, parties, "add_account", **facts)
    new = PartyAccount.objects.get(number="1234567890")
    assert acted(payers.office, "theera", payment, "set_account", payee_account=new, reason="ผู้ขายแจ้งบัญชีใหม่").payee_account == new


@pytest.mark.rule("F3", "refused")
def test_a_payment_never_spends_what_another_case_committed(payers: Payers, refused: Refuses) -> None:
    """A voucher that asked for more than its own case committed is stopped by the ledger too, whoever let it through."""
    from disbursement import budget
    from workflows.act import Act, LawOn
    from workflows.office import office_of

    payment = payers.approved(payers.purchase("1000.00"))
    payers.purchase("50000.00")
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).committed_baht == Decimal("51000.00")
    act = Act.__new__(Act)
    act.refusals, act.law = [], LawOn(payment.law_date, office_of(payers.office.organization))
    budget.spend(act, payment, payment.budget_line_id, Decimal("1000.01"))
    assert [refusal.code for refusal in act.refusals] == ["OVER_COMMITMENT"]
