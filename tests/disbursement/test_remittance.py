"""A collector's day from its first slip to the finance officer's hands: all of the money, to the satang, on its own day."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import AccountMovement, CashCount, CashMovement, Receipt
from disbursement.rehearsal.collecting import counted, receive_a_day, slip
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import paper
from disbursement.remittance import Remittance
from tests.disbursement.collectors import FRIDAY, MONDAY, SATURDAY, THURSDAY, Collectors, balances
from tests.disbursement.payers import Refuses
from workflows.calendar import is_working_day
from workflows.models import JournalEntry

State = Remittance.State
LATE = "ฝนตกหนัก กลับถึงสำนักงานหลังปิดรับเงิน"


# D2: every day on which money was collected, all of it, signed on both sides.


@pytest.mark.rule("D2", "kept")
def test_a_day_of_cash_cheque_and_transfer_is_received_in_full(collectors: Collectors) -> None:
    received = collectors.mixed().to(State.RECEIVED)
    assert (received.amount_baht, received.number) == (Decimal("600.00"), "1/2570")
    assert (received.cash_baht, received.cheque_baht, received.transfer_baht) == (Decimal(100), Decimal(200), Decimal(300))
    assert (received.collector.username, received.remitter.username, received.receiver.username) == ("porntip", "porntip", "theera")
    assert (received.collected_on, received.remitted_on, received.received_on) == (FRIDAY, FRIDAY, FRIDAY)
    signed = JournalEntry.objects.filter(document=received.pk, step__in=("remit", "receive")).order_by("sequence")
    assert [entry.person.username for entry in signed] == ["porntip", "theera"]


@pytest.mark.rule("D2", "kept")
def test_the_transfer_is_in_the_bank_already_and_only_cash_and_cheque_go_into_the_safe(collectors: Collectors) -> None:
    walk = collectors.mixed()
    walk.remit()
    assert balances() == (0, 0)
    received = walk.receive()
    assert balances() == (Decimal("300.00"), Decimal("300.00"))
    assert [m.balance_change_baht for m in AccountMovement.objects.filter(document=received.pk)] == [Decimal("300.00")]
    assert [m.balance_change_baht for m in CashMovement.objects.filter(document=received.pk)] == [Decimal("300.00")]


def test_transfers_into_two_accounts_move_each_of_them(collectors: Collectors) -> None:
    other, walk = bank_account(collectors.office, 1, Decimal(0)), collectors.walk()
    accounts = (collectors.account, other, collectors.account)
    walk.record([slip(f"{n}00.00", "transfer", bank_account=account) for n, account in enumerate(accounts, start=1)])
    received = walk.to(State.RECEIVED)
    moved = AccountMovement.objects.filter(document=received.pk).values_list("account", "balance_change_baht")
    assert dict(moved) == {collectors.account.pk: Decimal("400.00"), other.pk: Decimal("200.00")}
    assert not CashMovement.objects.filter(document=received.pk).exists()


@pytest.mark.rule("D2", "kept", "refused")
@pytest.mark.parametrize("amount", ["99.99", "100.01"])
def test_cash_that_differs_by_one_satang_is_not_remitted(collectors: Collectors, refused: Refuses, amount: str) -> None:
    walk = collectors.collected("100.00")
    caught = refused("CASH_DIFFERS", lambda: walk.remit(counts=counted(Decimal(amount))))
    told = caught.refusals[0]
    assert "100.00" in told.sentence and "เท่าที่นับได้จริง" in told.remedy and "100.00" not in told.remedy, (
        "nobody is told what to have counted"
    )
    assert walk.remit(counts=counted(Decimal("100.00"))).state == State.REMITTED


@pytest.mark.rule("D2", "kept", "refused")
@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("cash_counted_baht", "CASH_DIFFERS"),
        ("cheques_counted_baht", "CHEQUES_DIFFER"),
        ("transfers_seen_baht", "TRANSFERS_DIFFER"),
    ],
)
@pytest.mark.parametrize("off", ["-0.01", "0.01"])
def test_the_receiver_s_own_count_differs_by_one_satang(
    collectors: Collectors, refused: Refuses, field: str, code: str, off: str
) -> None:
    walk = collectors.mixed()
    walk.remit()
    right = {"cash_counted_baht": "100.00", "cheques_counted_baht": "200.00", "transfers_seen_baht": "300.00"}
    caught = refused(code, lambda: walk.receive(**{field: Decimal(right[field]) + Decimal(off)}))
    assert caught.codes == {code}
    assert balances() == (0, 0)
    assert walk.receive(**right).state == State.RECEIVED


def test_cheques_that_were_not_counted_are_not_remitted(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.mixed()
    refused("CHEQUES_DIFFER", lambda: walk.remit(cheques_counted_baht=Decimal("199.99")))


def test_every_wrong_count_is_told_at_once(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.mixed()
    walk.remit()
    wrong = {"cash_counted_baht": 1, "cheques_counted_baht": 2, "transfers_seen_baht": 3, "copies_counted": 4, "cash_account": None}
    caught = refused("CASH_DIFFERS", lambda: walk.receive(**wrong))
    assert caught.codes == {"CASH_DIFFERS", "CHEQUES_DIFFER", "TRANSFERS_DIFFER", "COPIES_DIFFER", "SAFE_NEEDED"}
    assert caught.status == 422


def test_notes_and_coins_are_kept_as_they_were_counted(collectors: Collectors) -> None:
    walk = collectors.collected("1237.75")
    rows = [{"face": "500", "pieces": 2}, {"face": "100", "pieces": 2}, {"face": "20", "pieces": 1}, {"face": "10", "pieces": 1},
            {"face": "5", "pieces": 1}, {"face": "2", "pieces": 1}, {"face": "0.25", "pieces": 3}]  # fmt: skip
    walk.remit(counts=rows)
    assert list(CashCount.objects.filter(document=walk.remittance.pk).values("face", "pieces")) == rows


def test_a_day_without_cash_needs_no_safe(collectors: Collectors) -> None:
    walk = collectors.walk()
    walk.record([slip("300.00", "transfer", bank_account=collectors.account)])
    walk.remit()
    assert walk.receive(cash_account=None).state == State.RECEIVED
    assert balances() == (Decimal("300.00"), 0)


# D1, D2: on its own day.


@pytest.mark.rule("D1", "kept")
def test_a_slip_is_recorded_on_its_own_day(collectors: Collectors) -> None:
    walk = collectors.collected("20.00")
    assert Receipt.objects.get(document=walk.remittance.pk).received_on == FRIDAY


@pytest.mark.rule("D1", "kept", "refused")
@pytest.mark.parametrize(
    ("on", "code"), [(THURSDAY, "DATES_OUT_OF_ORDER"), (FRIDAY, ""), (SATURDAY, "RECEIPT_OF_OTHER_DAY"), (MONDAY, "FUTURE_DATE")]
)
def test_the_day_before_the_day_and_the_day_after(collectors: Collectors, refused: Refuses, on: Any, code: str) -> None:
    walk = collectors.walk()
    collectors.goes_to(SATURDAY)
    walk.days = {"record": on}
    book = walk.book()
    record = lambda: walk.record([slip("20.00")], book)
    if code:
        refused(code, record)
    else:
        assert record().cash_baht == Decimal("20.00")


@pytest.mark.rule("D2", "kept", "refused")
@pytest.mark.parametrize(("after", "is_late"), [(0, False), (1, True), (3, True)])
def test_money_is_handed_over_on_its_day_or_the_paper_says_why(
    collectors: Collectors, refused: Refuses, after: int, is_late: bool
) -> None:
    walk = collectors.collected("20.00")
    collectors.goes_to(FRIDAY + timedelta(days=after))
    if is_late:
        refused("LATE_WITHOUT_REASON", walk.remit)
        walk.remit(reason=LATE)
    else:
        walk.remit()
    assert walk.remittance.remitted_on == FRIDAY + timedelta(days=after)
    assert walk.receive().received_on == FRIDAY + timedelta(days=after)


def test_money_of_tomorrow_is_collected_by_nobody(collectors: Collectors, refused: Refuses) -> None:
    refused("FUTURE_DATE", lambda: collectors.walk(on=SATURDAY))


def test_money_is_remitted_neither_before_its_last_slip_nor_in_the_future(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("20.00")
    walk.days = {"remit": THURSDAY}
    refused("DATES_OUT_OF_ORDER", walk.remit)
    walk.days = {"remit": SATURDAY}
    refused("FUTURE_DATE", walk.remit)


def test_a_market_on_a_holiday_is_collected_and_handed_over_on_that_day(collectors: Collectors, refused: Refuses) -> None:
    """The office rests, the market does not: the day is the same day all the same."""
    assert not is_working_day(SATURDAY)
    collectors.goes_to(SATURDAY)
    walk = collectors.collected("20.00")
    assert walk.remittance.due_on == SATURDAY
    collectors.goes_to(MONDAY)
    refused("LATE_WITHOUT_REASON", walk.remit)
    walk.days = {"remit": SATURDAY, "receive": SATURDAY}
    walk.remit()
    assert walk.receive().received_on == SATURDAY


def test_a_day_recorded_later_from_its_paper_keeps_its_day(collectors: Collectors) -> None:
    collectors.goes_to(MONDAY)
    walk = collectors.walk(on=FRIDAY)
    walk.record([slip("20.00")])
    assert walk.to(State.RECEIVED).collected_on == FRIDAY


@pytest.mark.rule("D2", "kept", "refused")
def test_the_next_day_begins_once_the_last_one_s_money_is_handed_over(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("20.00")
    refused("STILL_COLLECTING", collectors.walk)
    collectors.goes_to(MONDAY)
    refused("STILL_COLLECTING", collectors.walk)
    walk.remit(reason=LATE)
    assert collectors.walk().remittance.collected_on == MONDAY


def test_what_comes_in_after_the_handing_over_has_a_paper_of_its_own(collectors: Collectors) -> None:
    collectors.collected("20.00").remit()
    later = collectors.collected("30.00")
    assert later.to(State.RECEIVED).number == "2/2570"


# Ways back.


def test_money_that_is_not_right_goes_back_with_a_reason_and_comes_again(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("100.00")
    walk.remit()
    refused("WRONG_INPUT", lambda: walk.perform("theera", "return_for_correction", reason=""))
    returned = walk.perform("theera", "return_for_correction", reason="ขาดใบเสร็จหนึ่งฉบับ")
    assert (returned.state, returned.remitter, returned.returned_times) == (State.COLLECTING, None, 1)
    walk.record([slip("50.00")])
    received = walk.to(State.RECEIVED)
    assert (received.number, received.cash_baht) == ("1/2570", Decimal("150.00"))
    assert balances() == (0, Decimal("150.00"))


def test_a_slip_missing_from_a_returned_day_is_added_on_a_later_day_and_keeps_its_own(collectors: Collectors) -> None:
    walk = collectors.collected("100.00")
    walk.remit()
    collectors.goes_to(MONDAY)
    walk.perform("theera", "return_for_correction", reason="ขาดใบเสร็จหนึ่งฉบับ")
    walk.record([slip("50.00")])
    assert set(Receipt.objects.values_list("received_on", flat=True)) == {FRIDAY}
    assert walk.remit(reason=LATE).state == State.REMITTED


def test_an_empty_day_is_withdrawn_and_one_with_slips_never(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.walk()
    refused("NOTHING_TO_REMIT", walk.remit)
    assert walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ").state == State.WITHDRAWN
    walk = collectors.collected("20.00")
    refused("NOT_EMPTY", lambda: walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ"))
    walk.cancel(Receipt.objects.get())
    refused("NOT_EMPTY", lambda: walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ"))


@pytest.mark.parametrize("step", ["record", "cancel_receipt", "withdraw", "remit"])
def test_what_was_handed_over_is_changed_by_nobody(collectors: Collectors, refused: Refuses, step: str) -> None:
    walk = collectors.collected("20.00")
    walk.remit()
    actions = {
        "record": lambda: walk.record([slip("1.00")]),
        "cancel_receipt": lambda: walk.cancel(Receipt.objects.get()),
        "withdraw": lambda: walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ"),
        "remit": walk.remit,
    }
    assert refused("NOT_FROM_THIS_STATE", actions[step]).status == 409


# Evidence.


def test_the_payer_s_slip_is_attached_and_becomes_part_of_what_is_signed(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.mixed()
    before = walk.remittance.content_hash
    attached = walk.perform("porntip", "attach", kind="transfer_slip", file=paper("slip.pdf"))
    assert attached.content_hash != before
    refused("WRONG_INPUT", lambda: walk.perform("porntip", "attach", kind="photo", file=paper("slip.pdf")))
    walk.remit()
    walk.perform("theera", "attach", kind="cheque", file=paper("cheque.pdf"))
    walk.receive()
    refused("NOT_FROM_THIS_STATE", lambda: walk.perform("theera", "attach", kind="other", file=paper("late.pdf")))


# Rehearsals.


@pytest.mark.parametrize("seed", range(4))
def test_a_drawn_day_is_received_in_full(collectors: Collectors, seed: int) -> None:
    later = MONDAY if seed == 3 else None
    collectors.goes_to(MONDAY)
    received = receive_a_day(collectors.office, FRIDAY, random.Random(seed), is_returned=seed == 2, received_on=later)
    assert (received.state, received.collected_on, received.received_on) == (State.RECEIVED, FRIDAY, later or FRIDAY)
    assert balances() == (received.transfer_baht, received.cash_baht + received.cheque_baht)
    assert receive_a_day(collectors.office, MONDAY, random.Random(seed)).collected_on == MONDAY
