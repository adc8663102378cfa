"""The evening at the bank: what was approved for payment goes in one file, and comes back confirmed or not."""

from collections.abc import Collection
from typing import Any

from disbursement.models import TransferResult
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import payee_account, receipt_book
from disbursement.rehearsal.walk import TransferWalk, acted, certify
from disbursement.transfer import State as Filing
from workflows.practice import PracticeOffice


def pay_by_one_file(office: PracticeOffice, payments: Collection[Any], comes_back: Collection[Any] = ()) -> None:
    """Pay and certify all of them, but for those that the bank sends back: these are ready to be paid once more."""
    transfer = TransferWalk(office)
    transfer.make(payments)
    transfer.to(Filing.SENT)
    returned = {payment.pk for payment in comes_back}
    carried: list[Any] = [Payment.objects.get(pk=payment.pk) for payment in payments]
    fined = any(payment.voucher.fine_baht for payment in carried if payment.pk not in returned)
    results = {
        payment.position: TransferResult.RETURNED if payment.pk in returned else TransferResult.CONFIRMED for payment in carried
    }
    transfer.answer(results, receipt_book(office) if fined else None)
    for payment in carried:
        if payment.pk in returned:
            sent_back = Payment.objects.get(pk=payment.pk)
            account = payee_account(office, sent_back.party)
            acted(office, "theera", sent_back, "set_account", payee_account=account, reason="ผู้ขายยืนยันเลขที่บัญชีแล้ว")
        else:
            certify(office, payment)
