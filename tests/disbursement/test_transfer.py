"""ชุดรายการโอนเงิน: maker and three signers, the account's balance, the bank's answer, paid once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from disbursement.models import BankAccount, BudgetLine, TransferResult, TransferRow
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rehearsal.walk import TransferWalk, acted, bank_day, certify, paper
from disbursement.rules.payment import BANK_NOTICE, DEBIT_ADVICE
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows import engine
from workflows.calendar import next_working_day
from workflows.founding import register_of
from workflows.proof import Proof
from workflows.registers.office import OfficeRegister
from workflows.registers.parties import PartyRegister
from workflows.registers.people import PeopleRegister

State = Transfer.State
CONFIRMED, RETURNED = TransferResult.CONFIRMED, TransferResult.RETURNED
EXECUTIVE, SECRETARY = "นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล"


@pytest.fixture
def walk(payers: Payers) -> TransferWalk:
    """A file with one payment of 106,000 baht, made."""
    made = payers.transfer()
    made.make([payers.approved()])
    return made


def small(payers: Payers, count: int) -> list[Any]:
    """Payments of several cases, 1,000 baht each before tax."""
    return [payers.approved(payers.purchase("1000.00")) for _ in range(count)]


def state_of(payment: Any) -> str:
    return str(Payment.objects.get(pk=payment.pk).state)


# P-5: three real persons, every time.


@pytest.mark.rule("P-5", "kept")
def test_the_head_and_the_secretary_sign_every_time_and_a_third(walk: TransferWalk) -> None:
    walk.to(State.SIGNED)
    signed = walk.transfer.journal.filter(step__startswith="sign_").order_by("sequence")
    assert [(entry.step, entry.person.username) for entry in signed] == [
        ("sign_third", "rattana"), ("sign_secretary", "wilai"), ("sign_executive", "boonmee")]  # fmt: skip


@pytest.mark.rule("P-5", "refused")
@pytest.mark.parametrize(
    ("who", "post", "first", "second"),
    [("wilai", EXECUTIVE, State.AWAITING_EXECUTIVE, "sign_executive"), ("rattana", SECRETARY, State.AWAITING_SECRETARY, "sign_secretary"),
     ("rattana", EXECUTIVE, State.AWAITING_EXECUTIVE, "sign_executive")],
)  # fmt: skip
def test_no_stand_in_signs_twice(
    payers: Payers, walk: TransferWalk, refused: Refuses, who: str, post: str, first: str, second: str
) -> None:
    payers.stand_in(who, post)
    walk.to(first)
    refused("SAME_PERSON", lambda: walk.perform(who, second))


@pytest.mark.rule("P-5", "refused")
@pytest.mark.parametrize("second", ["transfer.sign_secretary", "transfer.make"])
def test_no_waiver_opens_the_pair(payers: Payers, refused: Refuses, second: str) -> None:
    people, boonmee = register_of(payers.office.organization, PeopleRegister), payers.office.boonmee
    facts = {"first_step": "transfer.sign_executive", "second_step": second, "person": payers.office.wilai, "order_number": "1/2570",
             "starts_on": payers.today, "ends_on": payers.today, "reason": "คนไม่พอ"}  # fmt: skip
    refused(
        "NEVER_WAIVABLE",
        lambda: engine.perform(boonmee, people, "waive_separation", proof=Proof(boonmee.pk, timezone.now()), **facts),
    )


@pytest.mark.rule("P-5", "kept")
def test_with_the_office_of_the_head_vacant_the_secretary_performs_its_duties_and_another_acts_for_her(payers: Payers) -> None:
    payers.stand_in("wilai", EXECUTIVE, capacity="performing")
    payers.stand_in("somchai", SECRETARY)
    walk = payers.transfer(hands={"sign_secretary": "somchai", "sign_executive": "wilai"})
    walk.make([payers.approved()])
    walk.to(State.SIGNED)
    body = walk.transfer.journal.get(step="sign_executive").body
    assert '"capacity":"performing"' in body and f'"on_behalf_of":"{EXECUTIVE}"' in body


@pytest.mark.rule("P-5", "kept", "refused")
def test_the_office_may_appoint_another_third_signer(payers: Payers, refused: Refuses) -> None:
    office = payers.office
    settings = register_of(office.organization, OfficeRegister)
    data = {"choice": "transfer.third_signer", "value": "accountant"}
    engine.perform(office.boonmee, settings, "set_choice", proof=Proof(office.boonmee.pk, timezone.now()), **data)
    walk = payers.transfer()
    walk.make([payers.approved()])
    refused("NOT_YOUR_ROLE", lambda: walk.perform("rattana", "sign_third"))
    assert walk.perform("kanda", "sign_third").state == State.AWAITING_SECRETARY


@pytest.mark.rule("P-5", "refused")
@pytest.mark.parametrize(("officer", "state", "step"), [
    ("rattana", State.AWAITING_THIRD, "sign_third"), ("wilai", State.AWAITING_SECRETARY, "sign_secretary"),
    ("boonmee", State.AWAITING_EXECUTIVE, "sign_executive")])  # fmt: skip
def test_a_payee_signs_no_file_that_pays_him(payers: Payers, refused: Refuses, officer: str, state: str, step: str) -> None:
    payments = small(payers, 2)
    payers.is_payee(officer, payments[0].party)
    walk = payers.transfer()
    walk.make(payments)
    walk.to(state)
    assert refused("PAYEE_SIGNS", lambda: walk.perform(officer, step)).status == 403


@pytest.mark.rule("P-5", "refused")
def test_a_signature_needs_a_fresh_password(payers: Payers, walk: TransferWalk, refused: Refuses) -> None:
    refused("PASSWORD_NEEDED", lambda: engine.perform(payers.office.rattana, walk.transfer, "sign_third"))


# P-11: maker and authorizers apart; the bank decides.


@pytest.mark.rule("P-11", "refused")
@pytest.mark.parametrize(("post", "state", "step"), [
    ("ผู้อำนวยการกองคลัง", State.AWAITING_THIRD, "sign_third"), (SECRETARY, State.AWAITING_SECRETARY, "sign_secretary"),
    (EXECUTIVE, State.AWAITING_EXECUTIVE, "sign_executive")])  # fmt: skip
def test_the_maker_authorizes_nothing(
    payers: Payers, walk: TransferWalk, refused: Refuses, post: str, state: str, step: str
) -> None:
    payers.stand_in("theera", post)
    walk.to(state)
    refused("SAME_PERSON", lambda: walk.perform("theera", step))


@pytest.mark.rule("P-11", "kept", "refused")
def test_what_the_bank_confirms_is_paid_and_needs_its_debit_advice(walk: TransferWalk, refused: Refuses) -> None:
    walk.to(State.SENT)
    results = [{"position": 1, "result": CONFIRMED, "note": ""}]
    refused("NO_DEBIT_ADVICE", lambda: walk.perform("theera", "record_result", results=results, rest="", fine_book=None))
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    assert walk.perform("theera", "record_result", results=results, rest="", fine_book=None).state == State.DONE


@pytest.mark.rule("P-11", "kept", "refused")
def test_a_file_carries_payments_of_several_cases_and_the_bank_answers_in_parts(payers: Payers, refused: Refuses) -> None:
    payments = small(payers, 3)
    walk = payers.transfer()
    walk.make(payments)
    walk.to(State.SENT)
    walk.answer({2: CONFIRMED})
    assert walk.transfer.state == State.SENT
    refused("RESULT_UNKNOWN", lambda: walk.answer({2: RETURNED}))
    refused("RESULT_UNKNOWN", lambda: walk.answer({4: CONFIRMED}))
    walk.answer({1: RETURNED, 3: CONFIRMED})
    assert walk.transfer.state == State.DONE
    states = [state_of(row.payment) for row in TransferRow.objects.filter(document=walk.transfer.pk)]
    assert states == [Payment.State.RETURNED, Payment.State.CONFIRMED, Payment.State.CONFIRMED]
    account = bank_account(payers.office)
    assert account.pledged_baht == 0
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht == Decimal("2000.00")


@pytest.mark.rule("P-11", "kept", "refused")
def test_a_returned_transfer_is_paid_again_and_only_once(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    first = payers.transfer()
    first.make([payment])
    first.to(State.SENT)
    first.answer({1: RETURNED})
    before = bank_account(payers.office).balance_baht
    assert (state_of(payment), BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht) == (Payment.State.RETURNED, 0)
    refused("NOT_READY", lambda: payers.transfer().make([payment]))
    account = Payment.objects.get(pk=payment.pk).payee_account
    acted(
        payers.office,
        "theera",
        Payment.objects.get(pk=payment.pk),
        "set_account",
        payee_account=account,
        reason="ธนาคารขัดข้อง บัญชีเดิมถูกต้อง",
    )
    second = payers.transfer()
    second.make([payment])
    second.to(State.DONE)
    assert state_of(payment) == Payment.State.CONFIRMED
    assert bank_account(payers.office).balance_baht == before - Decimal("106000.00")
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht == Decimal("107000.00")
    refused("NOT_READY", lambda: payers.transfer().make([payment]))
    assert list(TransferRow.objects.order_by("document__number").values_list("live_payment", flat=True)) == [None, payment.pk]


@pytest.mark.rule("P-11", "kept", "refused")
def test_what_was_sent_is_recalled_only_on_the_bank_s_word(payers: Payers, walk: TransferWalk, refused: Refuses) -> None:
    walk.to(State.SENT)
    refused("NO_BANK_NOTICE", lambda: walk.perform("rattana", "recall", reason="พบเลขบัญชีผิด"))
    walk.perform("theera", "attach", kind=BANK_NOTICE, file=paper("notice.pdf"))
    assert walk.perform("rattana", "recall", reason="พบเลขบัญชีผิด").state == State.WITHDRAWN
    assert Payment.objects.get().state == Payment.State.READY
    assert bank_account(payers.office).pledged_baht == 0


def test_nothing_is_recalled_once_the_bank_has_answered(payers: Payers, refused: Refuses) -> None:
    walk = payers.transfer()
    walk.make(small(payers, 2))
    walk.to(State.SENT)
    walk.answer({1: CONFIRMED})
    walk.perform("theera", "attach", kind=BANK_NOTICE, file=paper("notice.pdf"))
    refused("RESULT_KNOWN", lambda: walk.perform("rattana", "recall", reason="ช้าไป"))


@pytest.mark.parametrize(("who", "step"), [("rattana", "reject"), ("theera", "withdraw")])
def test_a_file_that_is_rejected_or_withdrawn_gives_everything_back(
    payers: Payers, walk: TransferWalk, who: str, step: str
) -> None:
    assert bank_account(payers.office).pledged_baht == Decimal("106000.00")
    walk.perform(who, step, reason="ตรวจพบยอดไม่ตรง")
    assert Payment.objects.get().state == Payment.State.READY
    assert bank_account(payers.office).pledged_baht == 0
    again = payers.transfer()
    again.make([Payment.objects.get()])
    assert again.transfer.number.startswith("2/")


# The account's balance.


@pytest.mark.parametrize(("balance", "fits"), [("105999.99", False), ("106000.00", True), ("106000.01", True)])
def test_a_file_never_exceeds_the_free_balance(payers: Payers, refused: Refuses, balance: str, fits: bool) -> None:
    account = bank_account(payers.office, 1, Decimal(balance))
    payment = payers.approved()
    if fits:
        assert payers.transfer().make([payment], account).state == State.AWAITING_THIRD
    else:
        assert balance.replace("105999", "105,999") in str(
            refused("OVER_BALANCE", lambda: payers.transfer().make([payment], account))
        )


def test_what_is_pledged_to_one_file_is_not_there_for_another(payers: Payers, refused: Refuses) -> None:
    account = bank_account(payers.office, 1, Decimal("150000.00"))
    first, second = payers.approved(), payers.approved()
    payers.transfer().make([first], account)
    refused("OVER_BALANCE", lambda: payers.transfer().make([second], account))
    assert BankAccount.objects.get(pk=account.pk).free_baht == Decimal("44000.00")


@pytest.mark.parametrize("days", [-1, 0])
def test_the_bank_transfers_on_its_working_days(payers: Payers, refused: Refuses, days: int) -> None:
    payment = payers.approved()
    sunday = payers.today + timedelta(days=(6 - payers.today.weekday()) % 7)
    value_on = payers.today - timedelta(days=1) if days else sunday
    refused("NOT_BANK_DAY", lambda: payers.transfer().make([payment], value_on=value_on))
    assert payers.transfer().make([payment], value_on=bank_day(next_working_day(payers.today))).state == State.AWAITING_THIRD


def test_a_file_carries_at_least_one_payment_and_each_once(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    refused("WRONG_INPUT", lambda: payers.transfer().make([]))
    made = payers.transfer()
    made.make([payment, payment])
    assert TransferRow.objects.filter(document=made.transfer.pk).count() == 1


def test_the_voucher_is_paid_when_its_payment_is_certified(payers: Payers, walk: TransferWalk) -> None:
    walk.to(State.SENT)
    assert Voucher.objects.get().state == Voucher.State.APPROVED
    walk.to(State.DONE)
    assert Voucher.objects.get().state == Voucher.State.APPROVED
    certify(payers.office, Payment.objects.get())
    voucher = Voucher.objects.get()
    assert (voucher.state, voucher.paid_on) == (Voucher.State.PAID, payers.today)


@pytest.mark.rule("P-1", "refused")
def test_no_file_is_dated_before_the_approval_of_what_it_pays(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    early = payers.today - timedelta(days=1)
    refused("DATES_OUT_OF_ORDER", lambda: payers.transfer(days={"make": early}).make([payment], value_on=bank_day(payers.today)))


def test_an_account_that_the_payee_replaced_after_the_approval_is_looked_at_again(payers: Payers, refused: Refuses) -> None:
    payment = payers.approved()
    facts = {"party": payment.party, "bank_code": "006", "number": "1234567890", "name": payment.party.name}
    engine.perform(payers.office.theera, register_of(payers.office.organization, PartyRegister), "add_account", **facts)
    refused("ACCOUNT_NOT_PAYEES", lambda: payers.transfer().make([payment]))
    account = payee_account(payers.office, payment.party)
    payment = acted(payers.office, "theera", payment, "set_account", payee_account=account, reason="ผู้ขายแจ้งบัญชีใหม่เป็นหนังสือ")
    assert payers.transfer().make([payment]).state == State.AWAITING_THIRD


def test_whom_the_register_names_as_the_payee_while_the_file_waits_signs_none_of_it(
    payers: Payers, walk: TransferWalk, refused: Refuses
) -> None:
    payers.is_payee("rattana", payers.vendors[0])
    refused("PAYEE_SIGNS", lambda: walk.perform("rattana", "sign_third"))


@pytest.mark.parametrize(("ceiling", "fits"), [("105999.99", False), ("106000.00", True)])
def test_a_file_is_made_under_an_acting_order_up_to_its_ceiling(payers: Payers, refused: Refuses, ceiling: str, fits: bool) -> None:
    payment = payers.approved()
    payers.stand_in("kanda", payers.office.theera.holdings.get().position.title, ceiling_baht=ceiling)
    walk = payers.transfer(hands={"make": "kanda"})
    if fits:
        assert walk.make([payment]).state == State.AWAITING_THIRD
    else:
        assert "105,999.99" in str(refused("ORDER_CEILING", lambda: walk.make([payment])))
