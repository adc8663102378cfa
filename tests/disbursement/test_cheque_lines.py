"""Which lines of a slip a returned cheque has paid: its number alone does not tell, where two cheques bear the same or one paid for several."""

from decimal import Decimal
from typing import Any

import pytest

from disbursement.cheque_return import ChequeReturn
from disbursement.cheque_states import State
from disbursement.fund_day import FundDay
from disbursement.models import Receipt, ReturnedReceipt
from disbursement.rehearsal.cheque_return import PAYER, ChequeReturnWalk
from disbursement.rehearsal.collecting import slip
from tests.committees.test_races import at_once
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from tests.disbursement.test_cheque_return import sound
from tests.workflows.api_caller import PASSWORD, Caller

OTHER, NUMBER = "นางคำ ใจดี", "5510284"


def banked(tellers: Tellers, *slips: dict[str, Any]) -> None:
    tellers.collect(MONDAY, slips=list(slips))
    tellers.walk(MONDAY, FundDay.State.CLOSED)


def returned(tellers: Tellers, amount: str) -> ChequeReturnWalk:
    walk = ChequeReturnWalk(tellers.office, Receipt.objects.get(amount_baht=amount), on=TUESDAY)
    walk.open()
    return walk


def of(*amounts: str) -> list[Any]:
    return [Receipt.objects.get(amount_baht=amount).pk for amount in amounts]


def test_two_payers_with_one_number_each_have_a_return_of_their_own(tellers: Tellers) -> None:
    banked(
        tellers, slip("300.00", "cheque", payer=PAYER, instrument=NUMBER), slip("200.00", "cheque", payer=OTHER, instrument=NUMBER)
    )
    first = returned(tellers, "300.00")
    assert (first.cheque_return.amount_baht, first.cheque_return.payer) == (Decimal("300.00"), PAYER)
    assert first.to(State.OWED).owed_baht == Decimal("300.00")
    second = returned(tellers, "200.00")
    assert (second.to(State.OWED).owed_baht, second.cheque_return.payer) == (Decimal("200.00"), OTHER)
    sound()


def test_two_banks_with_one_number_and_one_payer_are_parted_by_line(tellers: Tellers, refused: Refuses) -> None:
    banked(
        tellers, slip("300.00", "cheque", payer=PAYER, instrument=NUMBER), slip("200.00", "cheque", payer=PAYER, instrument=NUMBER)
    )
    walk = returned(tellers, "300.00")
    (reason,) = refused("NOTICE_AMOUNT_DIFFERS", lambda: walk.submit(amount_baht=Decimal("300.00"))).refusals
    assert reason.mended_by == "name_receipts" and "500.00" in reason.sentence
    named = walk.perform("theera", "name_receipts", receipts=of("300.00"))
    assert (named.state, named.amount_baht) == (State.RECORDING, Decimal("300.00"))
    assert walk.to(State.OWED).owed_baht == Decimal("300.00")
    assert returned(tellers, "200.00").to(State.OWED).owed_baht == Decimal("200.00")
    assert ReturnedReceipt.objects.count() == 2
    sound()


def test_one_cheque_for_two_payers_takes_both_lines(tellers: Tellers) -> None:
    banked(
        tellers,
        slip("300.00", "cheque", payer=PAYER, instrument=f"กรุงไทย {NUMBER}"),
        slip("200.00", "cheque", payer=OTHER, instrument=NUMBER),
    )
    walk = returned(tellers, "300.00")
    named = walk.perform("theera", "name_receipts", receipts=of("300.00", "200.00"))
    assert (named.amount_baht, named.payer) == (Decimal("500.00"), PAYER)
    assert walk.to(State.OWED).owed_baht == Decimal("500.00")


def test_what_the_cheque_did_not_pay_is_refused_by_name(tellers: Tellers, refused: Refuses) -> None:
    banked(
        tellers, slip("300.00", "cheque", payer=PAYER, instrument=NUMBER), slip("90.00", payer=PAYER),
        slip("80.00", "cheque", payer=PAYER, instrument="5510999"),
    )  # fmt: skip
    tellers.collect(TUESDAY, slips=[slip("70.00", "cheque", payer=PAYER, instrument=NUMBER)])
    walk = returned(tellers, "300.00")
    for amount in ("90.00", "80.00", "70.00"):
        (reason,) = refused(
            "NOT_OF_THIS_CHEQUE", lambda amount=amount: walk.perform("theera", "name_receipts", receipts=of("300.00", amount))
        ).refusals
        assert str(Receipt.objects.get(amount_baht=amount)) in reason.sentence and reason.remedy and reason.field == "receipts"
    refused("WRONG_INPUT", lambda: walk.perform("theera", "name_receipts", receipts=[]))
    walk.to(State.CHECKING)
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "name_receipts", receipts=of("300.00")))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", "name_receipts", receipts=of("300.00")))


def test_the_page_offers_the_lines_of_the_slip_and_the_api_takes_them(tellers: Tellers) -> None:
    banked(
        tellers, slip("300.00", "cheque", payer=PAYER, instrument=NUMBER), slip("200.00", "cheque", payer=OTHER, instrument=NUMBER)
    )
    walk = returned(tellers, "300.00")
    officer, found = Caller(tellers.office, "theera"), walk.cheque_return
    page = officer.get(f"/do/cheque_return/{found.pk}/name_receipts/").content.decode()
    assert "300.00 บาท หจก.ชัยดีก่อสร้าง" in page and "200.00 บาท นางคำ ใจดี" in page
    answer = officer.post(
        f"/api/v1/cheque_return/{found.pk}/steps/name_receipts",
        version=found.version,
        receipts=[str(key) for key in of("300.00", "200.00")],
    )
    assert (answer.status_code, answer.json()["amount_baht"]) == (200, "500.00"), answer.content.decode()
    assert PASSWORD not in page


@pytest.mark.own_database
def test_two_returns_name_one_line_at_once(own_database: str) -> None:
    tellers = Tellers()
    banked(
        tellers,
        *(
            slip(amount, "cheque", payer=payer, instrument=NUMBER)
            for amount, payer in (("300.00", PAYER), ("200.00", OTHER), ("100.00", "นายสาม"))
        ),
    )
    walks = [returned(tellers, amount) for amount in ("300.00", "200.00")]
    lines = [of("300.00", "100.00"), of("200.00", "100.00")]
    found = at_once(
        *(
            lambda walk=walk, own=own: walk.perform("theera", "name_receipts", receipts=own).state
            for walk, own in zip(walks, lines, strict=True)
        )
    )
    assert found in ([State.RECORDING, {"CHEQUE_RETURNED_ALREADY"}], [{"CHEQUE_RETURNED_ALREADY"}, State.RECORDING]), found
    assert ReturnedReceipt.objects.count() == 3 and ChequeReturn.objects.count() == 2
    sound()
