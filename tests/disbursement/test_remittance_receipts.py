"""Slips of a collector's day: one after another, from a book in his hands; cancelled ones stay in the range and leave the count."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from disbursement.asks.remittance import in_hands
from disbursement.models import Receipt, ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.collecting import slip
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import acted
from disbursement.remittance import Remittance
from tests.disbursement.collectors import FRIDAY, MONDAY, THURSDAY, Collectors, balances, numbers_of
from tests.disbursement.payers import Refuses
from workflows.founding import register_of
from workflows.practice import found_practice_office

State = Remittance.State
ONE_DAY = timedelta(days=1)
YEAR_ENDS, YEAR_BEGINS = date(2027, 9, 30), date(2027, 10, 1)
PRINTED = 900_011  # beyond the range of printouts that the office has already


# R8: in the order of their numbers, and of their days.


@pytest.mark.rule("R8", "kept")
@pytest.mark.parametrize(("kind", "first"), [("book", 11), ("e_laas", PRINTED)])
def test_slips_of_a_book_and_printouts_of_the_system_run_in_order(collectors: Collectors, kind: str, first: int) -> None:
    walk, book = collectors.walk(), collectors.small_book(kind=kind, first=first)
    walk.record([slip("10.00", number=first), slip("20.00", number=first + 1)], book)
    walk.record([slip("30.00", number=first + 2)], book)
    assert numbers_of(walk.remittance) == [first, first + 1, first + 2]
    assert walk.remittance.cash_baht == Decimal("60.00")


@pytest.mark.rule("R8", "kept")
def test_a_book_and_printouts_stand_side_by_side(collectors: Collectors) -> None:
    walk = collectors.walk()
    for kind in ("book", "e_laas"):
        walk.record([slip("10.00"), slip("20.00")], walk.book(kind))
    kinds = Receipt.objects.filter(document=walk.remittance.pk).values_list("book__kind", "number")
    assert sorted(kinds) == [("book", 1), ("book", 2), ("e_laas", 1), ("e_laas", 2)]


@pytest.mark.rule("R8", "kept", "refused")
@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ([11], "RECEIPT_USED"),
        ([13], "RECEIPT_SKIPPED"),
        ([12, 12], "RECEIPT_USED"),
        ([12, 14], "RECEIPT_OUT_OF_RANGE"),
        ([10], "RECEIPT_OUT_OF_RANGE"),
        ([14], "RECEIPT_OUT_OF_RANGE"),
        ([12, 13, 14], "BOOK_FULL"),
    ],
)
def test_a_number_reused_skipped_or_out_of_range(collectors: Collectors, refused: Refuses, numbers: list[int], code: str) -> None:
    walk, book = collectors.walk(), collectors.small_book()
    walk.record([slip("10.00", number=11)], book)
    caught = refused(code, lambda: walk.record([slip("10.00", number=number) for number in numbers], book))
    assert caught.refusals[0].basis and caught.refusals[0].remedy
    assert numbers_of(walk.remittance) == [11], "a list that is wrong anywhere is taken nowhere"


@pytest.mark.rule("R8", "refused")
def test_a_slip_is_never_dated_before_the_one_before_it(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("10.00")
    walk.to(State.RECEIVED)
    earlier = collectors.walk(on=THURSDAY)
    refused("RECEIPT_OUT_OF_TIME", lambda: earlier.record([slip("10.00")], walk.book()))


@pytest.mark.rule("R4", "kept", "refused")
@pytest.mark.parametrize(("on", "code"), [(YEAR_ENDS, ""), (YEAR_BEGINS, "BOOK_OF_OTHER_YEAR")])
def test_a_book_of_the_year_serves_its_last_day_and_not_the_next(
    collectors: Collectors, refused: Refuses, on: date, code: str
) -> None:
    book = ReceiptBook.objects.get(kind="book")
    collectors.goes_to(on)
    walk = collectors.walk()
    if code:
        refused(code, lambda: walk.record([slip("10.00")], book))
    else:
        assert walk.record([slip("10.00")], book).cash_baht == Decimal("10.00")


# R3: from a book that was handed over and signed for.


@pytest.mark.rule("R3", "kept")
def test_the_holder_of_a_book_who_signed_for_it_issues_its_slips(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    issued = Receipt.objects.get()
    assert (issued.issued_by, issued.book.holder, issued.book.taken_on) == (walk.remittance.collector, issued.issued_by, FRIDAY)


@pytest.mark.rule("R3", "kept", "refused")
def test_a_book_of_another_officer_or_one_not_signed_for_issues_nothing(collectors: Collectors, refused: Refuses) -> None:
    walk, others = collectors.walk(), collectors.small_book("theera")
    refused("NOT_BOOK_HOLDER", lambda: walk.record([slip("10.00", number=11)], others))
    books = register_of(collectors.office.organization, ReceiptBookRegister)
    acted(collectors.office, "duangjai", books, "hand_on", book=others, holder=collectors.office.porntip, reason="ย้ายงาน")
    refused("NOT_BOOK_HOLDER", lambda: walk.record([slip("10.00", number=11)], others))
    acted(collectors.office, "porntip", books, "take_over", book=others)
    assert walk.record([slip("10.00", number=11)], others).cash_baht == Decimal("10.00")


@pytest.mark.rule("R3", "kept", "refused")
def test_a_slip_is_its_holder_s_of_that_day_whoever_has_the_book_by_now(collectors: Collectors, refused: Refuses) -> None:
    """Written by the first on Friday and typed on Tuesday, after the book had gone to the second on Monday."""
    book, office = collectors.small_book(), collectors.office
    books = register_of(office.organization, ReceiptBookRegister)
    collectors.second_collector()
    collectors.goes_to(MONDAY)
    acted(office, "duangjai", books, "hand_on", book=book, holder=office.orathai, reason="ย้ายงาน")
    acted(office, "orathai", books, "take_over", book=book)
    collectors.goes_to(MONDAY + ONE_DAY)
    before_his_time = collectors.walk({"open_day": "orathai", "record": "orathai"}, on=FRIDAY)
    (refusal,) = refused("NOT_BOOK_HOLDER", lambda: before_his_time.record([slip("10.00", number=11)], book)).refusals
    assert "20 พ.ย. 2569" in refusal.sentence and office.orathai.full_name in refusal.sentence
    before_his_time.perform("orathai", "withdraw", reason="เปิดผิดวัน")
    written = collectors.walk(on=FRIDAY)
    assert written.record([slip("10.00", number=11)], book).cash_baht == Decimal("10.00")
    written.remit(reason="พิมพ์ใบเสร็จย้อนหลัง")
    given_away = collectors.walk(on=MONDAY + ONE_DAY)
    refused("NOT_BOOK_HOLDER", lambda: given_away.record([slip("20.00", number=12)], book))
    his_own = collectors.walk({"open_day": "orathai", "record": "orathai"}, on=MONDAY + ONE_DAY)
    assert his_own.record([slip("20.00", number=12)], book).cash_baht == Decimal("20.00")
    assert [receipt.issued_by.username for receipt in Receipt.objects.filter(book=book)] == ["porntip", "orathai"]


@pytest.mark.parametrize(("on", "is_offered"), [(FRIDAY, True), (MONDAY, True), (MONDAY + ONE_DAY, False)])
def test_the_first_holder_is_offered_the_book_up_to_the_day_on_which_he_gave_it_back(
    collectors: Collectors, on: date, is_offered: bool
) -> None:
    book, office = collectors.small_book(), collectors.office
    collectors.goes_to(MONDAY)
    facts = {"book": book, "holder": office.theera, "reason": "ย้ายงาน"}
    acted(office, "duangjai", register_of(office.organization, ReceiptBookRegister), "hand_on", **facts)
    collectors.goes_to(MONDAY + ONE_DAY)
    offered = ReceiptBook.objects.filter(in_hands(collectors.walk(on=on).remittance))
    assert (book in offered) is is_offered


@pytest.mark.rule("R3", "kept")
def test_in_place_of_a_returned_slip_another_is_written_from_the_book_that_he_has_now(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    walk.remit()
    collectors.goes_to(MONDAY)
    walk.perform("theera", "return_for_correction", reason="สำเนาใบเสร็จเขียนจำนวนเงินผิด")
    book = collectors.small_book()
    assert book in ReceiptBook.objects.filter(in_hands(walk.remittance))
    assert walk.record([slip("20.00", number=11)], book).cash_baht == Decimal("30.00")


# R9: a cancelled slip.


@pytest.mark.rule("R9", "kept")
def test_a_cancelled_slip_stays_in_its_range_and_leaves_the_count(collectors: Collectors) -> None:
    walk = collectors.collected("10.00", "20.00", "30.00")
    walk.cancel(Receipt.objects.get(number=2))
    assert (numbers_of(walk.remittance), walk.remittance.cash_baht) == ([1, 2, 3], Decimal("40.00"))
    assert Receipt.objects.get(number=2).cancelled_reason == "เขียนชื่อผู้ชำระผิด"
    walk.to(State.RECEIVED)
    assert balances() == (0, Decimal("40.00"))


@pytest.mark.rule("R9", "refused")
def test_the_money_of_a_cancelled_slip_is_in_no_count(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("10.00", "20.00")
    walk.cancel(Receipt.objects.get(number=2))
    refused("CASH_DIFFERS", lambda: walk.remit(counts=[{"face": "10", "pieces": 3}]))


@pytest.mark.rule("R9", "kept", "refused")
@pytest.mark.parametrize("copies", [1, 3])
def test_copies_of_valid_and_cancelled_slips_are_the_whole_range(collectors: Collectors, refused: Refuses, copies: int) -> None:
    walk = collectors.collected("10.00", "20.00")
    walk.cancel(Receipt.objects.get(number=2))
    walk.remit()
    refused("COPIES_DIFFER", lambda: walk.receive(copies_counted=copies))
    assert walk.receive(copies_counted=2).state == State.RECEIVED


@pytest.mark.rule("R9", "refused")
def test_a_number_is_not_used_again_once_its_slip_is_cancelled(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("10.00")
    walk.cancel(Receipt.objects.get())
    refused("RECEIPT_USED", lambda: walk.record([slip("10.00", number=1)]))
    refused("RECEIPT_NOT_HERE", lambda: walk.cancel(Receipt.objects.get()))


@pytest.mark.rule("R9", "refused")
def test_a_slip_is_cancelled_only_in_the_day_in_which_it_was_issued(collectors: Collectors, refused: Refuses) -> None:
    collectors.collected("10.00").to(State.RECEIVED)
    later = collectors.walk()
    refused("RECEIPT_NOT_HERE", lambda: later.cancel(Receipt.objects.get()))


def test_a_day_of_cancelled_slips_alone_is_remitted_as_nothing(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    walk.cancel(Receipt.objects.get())
    received = walk.to(State.RECEIVED)
    assert (received.amount_baht, received.number) == (0, "1/2570")
    assert balances() == (0, 0)


# What a slip says.


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"received_by": "transfer"}, "TRANSFER_NEEDS_ACCOUNT"),
        ({"received_by": "cash", "bank_account": True}, "ACCOUNT_WITHOUT_TRANSFER"),
        ({"received_by": "cheque", "instrument": "  "}, "CHEQUE_NEEDS_NUMBER"),
        ({"received_by": "non_cash"}, "WRONG_INPUT"),
        ({"amount_baht": "0.00"}, "WRONG_INPUT"),
        ({"amount_baht": "-1.00"}, "WRONG_INPUT"),
        ({"amount_baht": "1.005"}, "WRONG_INPUT"),
        ({"amount_baht": "1e15"}, "WRONG_INPUT"),
        ({"payer": ""}, "WRONG_INPUT"),
        ({"income": ""}, "WRONG_INPUT"),
    ],
)
def test_a_slip_that_says_too_little_or_too_much(
    collectors: Collectors, refused: Refuses, facts: dict[str, Any], code: str
) -> None:
    walk = collectors.walk()
    if facts.get("bank_account"):
        facts = {**facts, "bank_account": collectors.account}
    refused(code, lambda: walk.record([{**slip("10.00"), **facts}]))


def test_an_account_of_another_office_takes_no_transfer(collectors: Collectors, refused: Refuses) -> None:
    other = found_practice_office(suffix="-2", short_name="อบต.ข้างเคียง")
    walk, account = collectors.walk(), bank_account(other)
    refused("WRONG_INPUT", lambda: walk.record([slip("10.00", "transfer", bank_account=account)]))


@pytest.mark.rule("N19", "refused")
def test_no_collector_issues_the_receipt_of_a_fine_that_never_was_cash(collectors: Collectors, refused: Refuses) -> None:
    """It is issued with the payment that keeps the fine back, and reaches the day's summary from there."""
    walk = collectors.walk()
    refused("WRONG_INPUT", lambda: walk.record([slip("500.00", "non_cash", income="ค่าปรับผิดสัญญา")]))


def test_slips_of_two_days_are_of_two_papers(collectors: Collectors) -> None:
    first = collectors.collected("10.00", "20.00")
    first.to(State.RECEIVED)
    collectors.goes_to(MONDAY)
    second = collectors.collected("30.00")
    second.to(State.RECEIVED)
    assert (numbers_of(first.remittance), numbers_of(second.remittance)) == ([1, 2], [3])
    assert balances() == (0, Decimal("60.00"))


def test_slips_are_added_up_while_they_are_typed(collectors: Collectors) -> None:
    walk = collectors.walk()
    client = Client()
    client.force_login(collectors.office.people["porntip"])
    typed = {
        "_add_up": "slips",
        "slips-0-number": "1",
        "slips-0-amount_baht": "๒๔๐",
        "slips-1-number": "2",
        "slips-1-amount_baht": "1,200.50",
    }
    answer = client.post(f"/do/remittance/{walk.remittance.pk}/record/", typed)
    assert answer.status_code == 200 and "รวม <b>1,440.50</b> บาท" in " ".join(answer.content.decode().split())
    assert numbers_of(walk.remittance) == []
