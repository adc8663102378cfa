"""Two people at once on a day's money: one effect, nothing stuck, no number used twice; on both databases."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import Receipt, ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.collecting import CollectorWalk, counted, slip
from disbursement.rehearsal.walk import acted
from disbursement.remittance import Remittance
from tests.at_once import at_once
from tests.beginnings import beginning
from tests.disbursement.collectors import COLLECTOR_POST, Collectors, balances
from tests.disbursement.test_races import one_of, sound
from workflows import engine
from workflows.founding import register_of

pytestmark = pytest.mark.own_database
State = Remittance.State


@beginning
def collectors() -> Collectors:
    return Collectors()


def recording(walk: CollectorWalk, book: ReceiptBook, *numbers: int) -> Callable[[], str]:
    """The form with these numbers, sent by whoever opened the day."""
    slips = [slip("10.00", number=number) for number in numbers]
    who = walk.remittance.collector.username
    return lambda: acted(walk.office, who, walk.remittance, "record", book=book, slips=slips).state


def numbers_in(book: ReceiptBook) -> list[int]:
    return list(Receipt.objects.filter(book=book).order_by("number").values_list("number", flat=True))


def test_the_same_form_twice_takes_its_numbers_once(collectors: Collectors) -> None:
    walk, book = collectors.walk(), collectors.small_book()
    one_of(at_once(*[recording(walk, book, 11, 12)] * 3), {State.COLLECTING}, {"RECEIPT_USED"})
    assert numbers_in(book) == [11, 12]
    assert Remittance.objects.get().cash_baht == Decimal("20.00")
    sound()


def test_the_same_command_twice_has_one_effect_and_both_are_told_of_it(collectors: Collectors) -> None:
    walk, book = collectors.walk(), collectors.small_book()
    facts: dict[str, Any] = {"book": book, "slips": [slip("10.00", number=11)]}
    send = lambda: engine.perform(collectors.office.porntip, walk.remittance, "record", key="form-1", **facts).replayed
    assert sorted(at_once(send, send)) == [False, True]
    assert numbers_in(book) == [11]
    sound()


def test_two_collectors_on_one_book_never_share_a_number(collectors: Collectors) -> None:
    """The stand-in holds the book now; the collector who had it tries its next slip at the same moment."""
    collectors.stand_in("orathai", COLLECTOR_POST)
    book = collectors.small_book("orathai")
    mine, theirs = collectors.walk(), collectors.walk({"open_day": "orathai"})
    refused, written = at_once(recording(mine, book, 11), recording(theirs, book, 11))
    assert "NOT_BOOK_HOLDER" in refused
    assert written == State.COLLECTING
    assert [receipt.issued_by.username for receipt in Receipt.objects.filter(book=book)] == ["orathai"]
    sound()


@pytest.mark.parametrize("turn", range(3))
def test_a_book_handed_on_while_its_slip_is_written(collectors: Collectors, turn: int) -> None:
    """Either the slip was written by its holder, or the book had gone to another and nothing was written."""
    walk, book = collectors.walk(), collectors.small_book()
    books = register_of(collectors.office.organization, ReceiptBookRegister)
    facts = {"book": book, "holder": collectors.office.theera, "reason": "ลาคลอด"}
    hand_on = lambda: acted(collectors.office, "duangjai", books, "hand_on", **facts).state
    handed, recorded = at_once(hand_on, recording(walk, book, 11))
    assert handed == "open"
    assert recorded in (State.COLLECTING, {"NOT_BOOK_HOLDER"})
    assert numbers_in(book) == ([11] if recorded == State.COLLECTING else [])
    sound()


def test_two_days_of_two_books_at_once_wait_for_nobody(collectors: Collectors) -> None:
    collectors.stand_in("orathai", COLLECTOR_POST)
    first, second = collectors.small_book(), collectors.small_book("orathai", number="098")
    mine, theirs = collectors.walk(), collectors.walk({"open_day": "orathai"})
    assert at_once(recording(mine, first, 11, 12), recording(theirs, second, 11, 12)) == [State.COLLECTING] * 2
    sound()


def test_a_day_is_opened_once_however_often_it_is_clicked(collectors: Collectors) -> None:
    one_of(at_once(*[lambda: collectors.walk().remittance.state] * 3), {State.COLLECTING}, {"STILL_COLLECTING"})
    assert Remittance.objects.count() == 1
    sound()


def test_a_slip_against_the_handing_over(collectors: Collectors) -> None:
    """The slip comes first, and the count no longer fits; or the money went first, and the slip is refused."""
    walk, book = collectors.collected("10.00"), collectors.small_book()
    remit = lambda: (
        acted(
            collectors.office, "porntip", walk.remittance, "remit", counts=counted(Decimal(10)), cheques_counted_baht="0", reason=""
        ).state
    )
    one_of(at_once(remit, recording(walk, book, 11)), {State.REMITTED, State.COLLECTING}, {"CASH_DIFFERS", "NOT_FROM_THIS_STATE"})
    sound()


def test_received_or_returned_and_never_both(collectors: Collectors) -> None:
    walk = collectors.mixed()
    walk.remit()
    receive = lambda: CollectorWalk(collectors.office, walk.remittance).receive().state
    give_back = lambda: acted(collectors.office, "theera", walk.remittance, "return_for_correction", reason="เงินขาด").state
    won = one_of(at_once(receive, give_back), {State.RECEIVED, State.COLLECTING}, {"NOT_FROM_THIS_STATE"})
    assert balances() == ((Decimal("300.00"), Decimal("300.00")) if won == State.RECEIVED else (0, 0))
    sound()


def test_received_twice_moves_the_money_once(collectors: Collectors) -> None:
    walk = collectors.mixed()
    walk.remit()
    receive = lambda: CollectorWalk(collectors.office, walk.remittance).receive().state
    one_of(at_once(receive, receive, receive), {State.RECEIVED}, {"NOT_FROM_THIS_STATE"})
    assert balances() == (Decimal("300.00"), Decimal("300.00"))
    sound()


def test_two_days_received_at_once_into_one_safe_and_one_account(collectors: Collectors) -> None:
    """Both lock the account before the safe."""
    collectors.stand_in("orathai", COLLECTOR_POST)
    book, days = collectors.small_book("orathai"), [collectors.mixed(), collectors.walk({"open_day": "orathai"})]
    days[1].hands = dict.fromkeys(("record", "remit"), "orathai")
    days[1].record([slip("5.00", number=11), slip("7.00", "transfer", number=12, bank_account=collectors.account)], book)
    for walk in days:
        walk.remit()
    assert at_once(*[lambda walk=walk: walk.receive().state for walk in days]) == [State.RECEIVED] * 2
    assert balances() == (Decimal("307.00"), Decimal("305.00"))
    sound()
