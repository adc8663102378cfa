"""Two people at once on money: one effect, nothing stuck, nothing paid twice; on both databases."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import BankAccount, BudgetLine, MoneyHeld, TransferRow
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rehearsal.walk import TransferWalk, VoucherWalk, acted, paper
from disbursement.rules.payment import BANK_NOTICE, DEBIT_ADVICE
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.disbursement.payers import Payers
from workflows import engine
from workflows.founding import register_of
from workflows.models import PartyAccount
from workflows.rebuild import rebuild_desks
from workflows.registers.parties import PartyRegister
from workflows.verification import verify

pytestmark = pytest.mark.own_database
CASES = 20
HALF = Decimal("600.00")


@beginning
def payers() -> Payers:
    made = Payers()
    bank_account(made.office)
    for vendor in made.vendors:
        payee_account(made.office, vendor)
    return made


def sound() -> None:
    """Nothing in the trail, the desks or the ledgers is out of place."""
    assert list(verify(contents=True)) == []
    assert list(rebuild_desks()) == []


def one_of(results: list[Any], winners: set[str], losers: set[str]) -> str:
    """Exactly one reached a state, the other was refused for a conflict."""
    won = [result for result in results if isinstance(result, str) and result in winners]
    lost = [result for result in results if isinstance(result, set) and result & losers]
    assert (len(won), len(lost)) == (1, len(results) - 1), results
    return won[0]


def result_of(walk: TransferWalk, *positions: int, result: str = "confirmed") -> Callable[[], str]:
    rows = [{"position": position, "result": result, "note": ""} for position in positions]
    return lambda: acted(walk.office, "theera", walk.transfer, "record_result", results=rows, rest="", fine_book=None).state


def sent(payers: Payers, payments: list[Any]) -> TransferWalk:
    """A file at the bank, its debit advice attached."""
    walk = payers.transfer()
    walk.make(payments)
    walk.to(Transfer.State.SENT)
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    return walk


@pytest.mark.parametrize("turn", range(3))
def test_a_recall_against_the_bank_s_confirmation_is_decided_by_the_lock(payers: Payers, turn: int) -> None:
    walk = sent(payers, [payers.approved()])
    walk.perform("theera", "attach", kind=BANK_NOTICE, file=paper("notice.pdf"))
    recall = lambda: acted(payers.office, "rattana", walk.transfer, "recall", reason="พบเลขบัญชีผิด").state
    won = one_of(at_once(recall, result_of(walk, 1)), {Transfer.State.WITHDRAWN, Transfer.State.DONE}, {"NOT_FROM_THIS_STATE"})
    payment, line = Payment.objects.get(), BudgetLine.objects.get(pk=payers.lines[0].pk)
    paid = won == Transfer.State.DONE
    assert payment.state == (Payment.State.CONFIRMED if paid else Payment.State.READY)
    assert line.spent_baht == (Decimal("107000.00") if paid else 0)
    assert BankAccount.objects.get().pledged_baht == 0
    sound()


def test_a_withdrawal_against_the_sending_is_decided_by_the_lock(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    walk.to(Transfer.State.SIGNED)
    take_back = lambda: acted(payers.office, "theera", walk.transfer, "withdraw", reason="ยอดไม่ตรง").state
    send = lambda: acted(payers.office, "theera", walk.transfer, "send", bank_reference="KTB1").state
    one_of(at_once(take_back, send), {Transfer.State.WITHDRAWN, Transfer.State.SENT}, {"NOT_FROM_THIS_STATE"})
    sound()


def test_a_payment_is_withdrawn_or_carried_and_never_both(payers: Payers) -> None:
    payment = payers.approved()
    take_back = lambda: acted(payers.office, "rattana", payment, "withdraw", reason="พบข้อผิดพลาด").state
    make = lambda: payers.transfer().make([payment]).state
    won = one_of(
        at_once(take_back, make), {Payment.State.WITHDRAWN, Transfer.State.AWAITING_THIRD}, {"NOT_READY", "NOT_FROM_THIS_STATE"}
    )
    assert TransferRow.objects.count() == int(won == Transfer.State.AWAITING_THIRD)
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_a_file_pays_into_the_account_that_its_payment_names(payers: Payers, turn: int) -> None:
    """The payee's account is changed while a file is made: the file carries the new one, or is refused for the one given up."""
    payment, old = payers.approved(), payee_account(payers.office, payers.vendors[0])
    register = register_of(payers.office.organization, PartyRegister)
    engine.perform(
        payers.office.theera, register, "add_account", party=old.party, bank_code="004", number="9000000001", name=old.party.name
    )
    new = PartyAccount.objects.get(number="9000000001")
    change = lambda: acted(payers.office, "theera", payment, "set_account", payee_account=new, reason="ผู้ขายเปลี่ยนบัญชี").state
    make = lambda: payers.transfer().make([payment]).state
    changed, made = at_once(change, make)
    assert changed == Payment.State.READY
    # Caught in the change itself, PostgreSQL no longer finds the payment beside the account that it read: the maker opens the page anew.
    assert made in (Transfer.State.AWAITING_THIRD, {"ACCOUNT_NOT_PAYEES"}, {"NOT_READY"})
    for row in TransferRow.objects.select_related("payment__payee_account"):
        assert row.account_number == row.payment.payee_account.number
    sound()


def test_two_makers_never_carry_one_payment(payers: Payers) -> None:
    payments = [payers.approved(payers.purchase("1000.00")) for _ in range(3)]
    one = lambda: payers.transfer().make(payments).state
    other = lambda: payers.transfer().make(payments[::-1]).state
    one_of(at_once(one, other, one), {Transfer.State.AWAITING_THIRD}, {"NOT_READY"})
    assert TransferRow.objects.count() == 3
    sound()


def test_one_invoice_typed_in_two_cases_at_once_is_taken_once(payers: Payers) -> None:
    walks = [payers.voucher() for _ in range(2)]

    def lay(walk: VoucherWalk) -> Callable[[], str]:
        rows = [{**row, "number": "77"} if row["kind"] == "invoice" else row for row in walk.filled()["evidence"]]
        return lambda: walk.lay(invoice_number="77", evidence=rows).state

    one_of(at_once(*map(lay, walks)), {Voucher.State.REQUESTING}, {"INVOICE_KNOWN"})
    sound()


def test_a_file_over_twenty_cases_against_steps_in_each_of_them(payers: Payers) -> None:
    """The bank confirms twenty payments while the second instalment of each case is examined."""
    purchases = [payers.purchase("1200.00") for _ in range(CASES)]
    first = [payers.approved(purchase, gross_baht=HALF) for purchase in purchases]
    second = [payers.voucher(purchase, gross_baht=HALF) for purchase in purchases]
    for voucher in second:
        voucher.to(Voucher.State.CHECKING)
    walk = sent(payers, first)
    results = at_once(result_of(walk, *range(1, CASES + 1)), *[lambda v=voucher: v.examine().state for voucher in second])
    assert results == [Transfer.State.DONE, *[Voucher.State.ENDORSING] * CASES]
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht == HALF * CASES
    sound()


def test_two_files_over_the_same_cases_wait_in_one_order(payers: Payers) -> None:
    """Each case has a payment in either file, the lines alternate, and both banks answer at once."""
    lines = [payers.lines[0], payers.lines[1]]
    purchases = [payers.purchase("1200.00", line=lines[number % 2], vendor=payers.vendors[number % 2]) for number in range(6)]
    files = []
    for turn in range(2):
        payments = [payers.approved(purchase, gross_baht=HALF) for purchase in (purchases if turn else purchases[::-1])]
        files.append(sent(payers, payments))
    answers = at_once(*[result_of(walk, *range(1, 7)) for walk in files])
    assert answers == [Transfer.State.DONE] * 2
    assert sum(line.spent_baht for line in BudgetLine.objects.all()) == Decimal("7200.00")
    assert MoneyHeld.objects.get().balance_baht == 12 * Decimal("5.61")
    assert BankAccount.objects.get().pledged_baht == 0
    sound()
