"""What bounds a choice stands beside it: what may still be paid from an account, what may still come of an instalment, an order's ceiling."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disbursement.asks.common import with_free_money
from disbursement.models import BankAccount
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers
from workflows.procedure import PROCEDURES


@pytest.mark.parametrize(
    ("balance", "pledged", "told"),
    [
        ("500.00", "0.00", "500.00"),
        ("500.00", "499.99", "0.01"),
        ("500.00", "500.00", "0.00"),
        ("1234567.89", "0.00", "1,234,567.89"),
    ],
)
def test_an_account_is_named_with_what_no_transfer_on_its_way_will_take(balance: str, pledged: str, told: str) -> None:
    account = BankAccount(name="บัญชีเงินรายได้", number="1", balance_baht=Decimal(balance), pledged_baht=Decimal(pledged))
    assert with_free_money(account) == f"บัญชีเงินรายได้ 1 จ่ายได้อีก {told} บาท"


@pytest.mark.parametrize(("procedure", "step", "field"), [
    ("transfer", "make", "account"), ("own_transfer", "make", "source_account"), ("held_release", "record_returned", "account"),
])  # fmt: skip
def test_every_account_that_pays_is_named_so(procedure: str, step: str, field: str) -> None:
    asked: Any = PROCEDURES[procedure].steps[step].fields[field]
    assert asked.named is with_free_money


def test_the_statements_of_a_form_do_not_grow_with_the_accounts(payers: Payers, client: Any) -> None:
    payers.approved()
    client.force_login(payers.office.theera)
    counts = []
    for number in (0, 1):
        account = bank_account(payers.office, number)
        for _ in range(2):  # the first reads what is kept in memory afterwards
            with CaptureQueriesContext(connection) as asked:
                page = client.get(f"/open/{Transfer.Procedure.code}/").content.decode()
        counts.append(len(asked))
        assert f"{account} จ่ายได้อีก {OPENING_BAHT:,.2f} บาท" in page
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("procedure", "step"), [("voucher", "prepare"), ("voucher", "correct"), ("payment", "set_account")])
def test_a_cheque_and_cash_have_no_road_and_the_form_says_so(procedure: str, step: str) -> None:
    field = PROCEDURES[procedure].steps[step].fields["payee_account"]
    assert "เช็คหรือเงินสดยังไม่มีทางเดิน" in str(field.help_text)
