"""From the accepted delivery to the certified payment, by the nine officers."""

from decimal import Decimal

import pytest

from disbursement.models import AccountMovement, BankAccount, BudgetLine, MoneyHeld
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.rehearsal.walk import certify
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers
from workflows.models import JournalEntry


@pytest.mark.rule("T3", "kept")
@pytest.mark.rule("P-1", "kept")
def test_an_invoice_of_107000_pays_106000_and_holds_1000(payers: Payers) -> None:
    walk = payers.voucher()
    voucher = walk.to(Voucher.State.APPROVED)
    assert voucher.gross_baht == Decimal("107000.00")
    assert (voucher.before_vat_baht, voucher.vat_baht) == (Decimal("100000.00"), Decimal("7000.00"))
    assert (voucher.withheld_baht, voucher.net_baht) == (Decimal("1000.00"), Decimal("106000.00"))
    transfer = payers.transfer()
    transfer.make([walk.payment()])
    transfer.to(Transfer.State.DONE)
    payment = certify(payers.office, walk.payment())
    assert payment.state == Payment.State.CERTIFIED
    assert Voucher.objects.get(pk=voucher.pk).state == Voucher.State.PAID
    assert bank_account(payers.office).balance_baht == OPENING_BAHT - Decimal("106000.00")
    assert MoneyHeld.objects.get(kind="tax_juristic").balance_baht == Decimal("1000.00")
    line = BudgetLine.objects.get(pk=payers.lines[0].pk)
    assert (line.committed_baht, line.spent_baht) == (Decimal(0), Decimal("107000.00"))
    assert BankAccount.objects.get().pledged_baht == 0
    assert list(AccountMovement.objects.values_list("pledged_change_baht", "balance_change_baht"))[1:] == [
        (Decimal("106000.00"), Decimal(0)), (Decimal("-106000.00"), Decimal("-106000.00"))]  # fmt: skip
    people = set(
        JournalEntry.objects.filter(case=voucher.case, procedure__in=("voucher", "payment")).values_list(
            "person__username", flat=True
        )
    )
    assert people == {"orathai", "somchai", "theera", "rattana", "wilai", "boonmee", None}
