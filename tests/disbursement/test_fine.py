"""A fine kept back is revenue: its own receipt the same day, never cash (N19)."""

from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import BudgetLine, Receipt, ReceiptBook, ReceivedBy
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account, receipt_book
from disbursement.rehearsal.walk import TransferWalk, paper
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers, Refuses

FINE = Decimal("2140.00")


@pytest.fixture
def sent(payers: Payers) -> TransferWalk:
    """A file at the bank with one payment of 107,000 baht, 1,000 of tax and 2,140 of fine."""
    walk = payers.transfer()
    walk.make([payers.approved(fine_baht=FINE)])
    walk.to(Transfer.State.SENT)
    return walk


def record(walk: TransferWalk, book: ReceiptBook | None, result: str = "confirmed") -> Any:
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    return walk.perform("theera", "record_result", results=[{"position": 1, "result": result, "note": ""}], rest="", fine_book=book)


@pytest.mark.rule("N19", "kept")
def test_the_fine_is_receipted_as_revenue_the_day_it_is_kept_back(payers: Payers, sent: TransferWalk) -> None:
    book = receipt_book(payers.office)
    record(sent, book)
    receipt = Receipt.objects.get()
    assert (receipt.amount_baht, receipt.received_by, receipt.number) == (FINE, ReceivedBy.NON_CASH, 1)
    payment = Payment.objects.get()
    assert (payment.fine_receipt, payment.paid_on, receipt.received_on) == (receipt, payers.today, payers.today)
    assert payment.amount_baht == Decimal("106000.00") - FINE
    assert bank_account(payers.office).balance_baht == OPENING_BAHT - Decimal("103860.00")
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht == Decimal("107000.00")
    assert ReceiptBook.objects.get(pk=book.pk).next_number == 2


@pytest.mark.rule("N19", "refused")
def test_a_confirmation_that_keeps_a_fine_back_without_a_receipt_is_refused(
    payers: Payers, sent: TransferWalk, refused: Refuses
) -> None:
    refused("FINE_NEEDS_RECEIPT", lambda: record(sent, None))
    assert not Receipt.objects.exists()
    assert Payment.objects.get().state == Payment.State.IN_TRANSFER


@pytest.mark.rule("N19", "refused")
def test_another_s_book_and_a_book_not_signed_for_issue_no_receipt(payers: Payers, sent: TransferWalk, refused: Refuses) -> None:
    refused("NOT_BOOK_HOLDER", lambda: record(sent, receipt_book(payers.office, "porntip")))
    assert Payment.objects.get().state == Payment.State.IN_TRANSFER


def test_a_returned_payment_keeps_no_fine_back(payers: Payers, sent: TransferWalk) -> None:
    sent.perform(
        "theera", "record_result", results=[{"position": 1, "result": "returned", "note": "บัญชีปิด"}], rest="", fine_book=None
    )
    assert not Receipt.objects.exists()
    assert Payment.objects.get().state == Payment.State.RETURNED
