"""Which numbers receipts may bear: e-LAAS numbers its own once in a year, a book's are known by the book (R2, R4, R8)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import Receipt, ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.furnishing import receipt_book
from disbursement.rehearsal.walk import acted
from disbursement.remittance import Remittance
from tests.disbursement.collectors import Collectors
from tests.disbursement.payers import Refuses
from workflows.founding import register_of

State = Remittance.State
YEAR_ENDS, YEAR_BEGINS = date(2027, 9, 30), date(2027, 10, 1)
PRINTED = 900_011  # beyond the range of printouts that the office has already


def books_of(collectors: Collectors) -> Any:
    return register_of(collectors.office.organization, ReceiptBookRegister)


def added(collectors: Collectors, **facts: Any) -> ReceiptBook:
    """A book, or a range of printouts, as it enters the register."""
    acted(collectors.office, "duangjai", books_of(collectors), "add_book", **facts)
    return ReceiptBook.objects.get(kind=facts["kind"], book_number=facts["book_number"], first_number=facts["first_number"])


# R8: e-LAAS numbers its receipts once in a year.


@pytest.mark.rule("R8", "kept", "refused")
@pytest.mark.parametrize(
    ("first", "last", "collides"),
    [(PRINTED + 2, PRINTED + 9, PRINTED + 2), (PRINTED - 9, PRINTED, PRINTED), (PRINTED - 9, PRINTED + 9, PRINTED),
     (PRINTED + 1, PRINTED + 1, PRINTED + 1), (PRINTED + 3, PRINTED + 9, None), (PRINTED - 9, PRINTED - 1, None)],
)  # fmt: skip
def test_two_ranges_of_printouts_share_no_number(
    collectors: Collectors, refused: Refuses, first: int, last: int, collides: int | None
) -> None:
    """Told with the number, the range that has it, and the paper on which it was issued already; one number beside it is free."""
    walk, book = collectors.walk(), collectors.small_book(kind="e_laas", number="ก", first=PRINTED)
    walk.record([slip("10.00", number=PRINTED)], book)
    walk.to(State.RECEIVED)
    add = lambda: added(collectors, kind="e_laas", book_number="ข", first_number=first, last_number=last)
    if collides is None:
        assert add().next_number == first
        return
    refusal = refused("NUMBERS_OVERLAP", add).refusals[0]
    assert f"เลขที่ {collides:d} อยู่ในชุดที่ ก/2570" in refusal.sentence
    assert (f"ใบนำส่งเงิน {walk.remittance.number}" in refusal.sentence) == (collides == PRINTED)
    assert refusal.field == "first_number" and refusal.basis and refusal.remedy
    assert not ReceiptBook.objects.filter(book_number="ข").exists()


@pytest.mark.rule("R2", "kept")
def test_slips_of_two_books_may_bear_the_same_numbers(collectors: Collectors) -> None:
    """A slip of a book is known by its book and its number; nor are they the numbers of the system."""
    collectors.small_book(number="099")
    collectors.small_book(number="100")
    assert added(collectors, kind="e_laas", book_number="ข", first_number=PRINTED, last_number=PRINTED).kind == "e_laas"
    assert added(collectors, kind="book", book_number="101", first_number=PRINTED, last_number=PRINTED).kind == "book"


@pytest.mark.rule("R8", "refused")
def test_zeros_before_its_number_make_no_other_book(collectors: Collectors, refused: Refuses) -> None:
    collectors.small_book(number="099")
    refused("BOOK_KNOWN", lambda: added(collectors, kind="book", book_number="99", first_number=1, last_number=9))


@pytest.mark.rule("R8", "refused")
def test_a_number_that_was_used_is_told_with_its_paper(collectors: Collectors, refused: Refuses) -> None:
    walk, book = collectors.walk(), collectors.small_book()
    walk.record([slip("10.00", number=11)], book)
    walk.to(State.RECEIVED)
    later = collectors.walk()
    caught = refused("RECEIPT_USED", lambda: later.record([slip("10.00", number=11)], book))
    assert f"ใบนำส่งเงิน {walk.remittance.number}" in caught.refusals[0].sentence


# R4: over the year's end.


@pytest.mark.rule("R4", "kept", "refused")
@pytest.mark.rule("R8", "kept", "refused")
def test_a_new_year_numbers_its_printouts_anew(collectors: Collectors, refused: Refuses) -> None:
    """On the last day a number of the year is taken; on the first day of the next it is free in a new range, and the old range is dead."""
    old = collectors.small_book(kind="e_laas", number="ก", first=PRINTED)
    facts = {"kind": "e_laas", "book_number": "ข", "first_number": PRINTED, "last_number": PRINTED + 2}
    collectors.goes_to(YEAR_ENDS)
    collectors.walk().record([slip("10.00", number=PRINTED)], old)
    refused("NUMBERS_OVERLAP", lambda: added(collectors, **facts))
    CollectorWalk(collectors.office, Remittance.objects.get()).to(State.RECEIVED)
    collectors.goes_to(YEAR_BEGINS)
    new, walk = added(collectors, **facts), collectors.walk()
    acted(collectors.office, "duangjai", books_of(collectors), "hand_over", book=new, holder=collectors.office.porntip)
    acted(collectors.office, "porntip", books_of(collectors), "take_over", book=new)
    refused("BOOK_OF_OTHER_YEAR", lambda: walk.record([slip("10.00", number=PRINTED + 1)], old))
    walk.record([slip("10.00", number=PRINTED)], new)
    refused("RECEIPT_USED", lambda: walk.record([slip("10.00", number=PRINTED)], new))
    refused("RECEIPT_OUT_OF_RANGE", lambda: walk.record([slip("10.00", number=PRINTED + 3)], new))
    assert [(row.book.fiscal_year, row.number) for row in Receipt.objects.order_by("received_on")] == [
        (2570, PRINTED),
        (2571, PRINTED),
    ]


@pytest.mark.rule("R4", "kept", "refused")
def test_a_slip_of_the_year_s_last_day_that_comes_back_in_october_takes_a_number_of_its_own_year(
    collectors: Collectors, refused: Refuses
) -> None:
    collectors.goes_to(YEAR_ENDS)
    walk = collectors.collected("10.00")
    walk.remit()
    walk.perform("theera", "return_for_correction", reason="ขาดใบเสร็จหนึ่งฉบับ")
    collectors.goes_to(YEAR_BEGINS)
    new = receipt_book(collectors.office, "porntip")
    refused("BOOK_OF_OTHER_YEAR", lambda: walk.record([slip("5.00")], new))
    walk.record([slip("5.00")], ReceiptBook.objects.get(kind="book", fiscal_year=2570))
    walk.remit(reason="นับใหม่หลังสิ้นปี")
    assert walk.receive().amount_baht == Decimal("15.00")
    assert set(Receipt.objects.values_list("received_on", flat=True)) == {YEAR_ENDS}
