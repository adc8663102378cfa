"""R4, R5: at the beginning of a fiscal year the receipts of the one before are reported, and what was not used is made useless."""

from datetime import date

import pytest

from disbursement.models import ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.furnishing import receipt_book
from disbursement.rules.receipt_year import year_to_be_reported
from tests.disbursement.payers import Payers
from tests.disbursement.test_tax_due import LAW
from tests.workflows.registering import browser
from workflows.founding import register_of
from workflows.registers.closing import NAMED_MAX

LEFT = [("007/2569", 81, 100)]
STEPS = ("add_book", "hand_over")


@pytest.mark.parametrize(
    ("today", "books", "is_told"),
    [
        (date(2026, 9, 30), 3, False),  # of 2568, which was due on 31 Oct 2025
        (date(2026, 10, 1), 3, True),
        (date(2026, 10, 30), 3, True),
        (date(2026, 10, 31), 3, True),
        (date(2026, 11, 1), 3, False),
        (date(2026, 10, 31), 0, False),
    ],
)
def test_the_report_of_the_year_is_asked_for_until_its_last_day(today: date, books: int, is_told: bool) -> None:
    told = year_to_be_reported(books, LEFT, today, LAW)
    assert (told is not None) is is_told
    if told is not None:
        assert told.only_told and "ปีงบประมาณ 2569" in told.sentence and "31 ต.ค. 2569" in told.sentence
        assert "007/2569 (81–100)" in told.sentence and "ประทับตราเลิกใช้" in told.remedy


def test_where_every_slip_was_used_none_is_named() -> None:
    told = year_to_be_reported(1, [], date(2026, 10, 2), LAW)
    assert told is not None and told.sentence.count("ไม่มี") == 1


def test_of_very_many_books_the_first_are_named_and_the_others_counted() -> None:
    """An office of a town has hundreds, and whoever takes a book in reads this beside the button."""
    left = [(f"{number:03}/2569", 1, 100) for number in range(1, 401)]
    told = year_to_be_reported(400, left, date(2026, 10, 2), LAW)
    assert told is not None and "001/2569 (1–100)" in told.sentence and "400/2569" not in told.sentence
    assert told.sentence.count("(1–100)") == NAMED_MAX and f"และอีก {400 - NAMED_MAX}" in told.sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "is_told"), [(date(2026, 10, 30), True), (date(2026, 11, 2), False)])
def test_whoever_keeps_the_books_reads_it_beside_the_books_of_the_new_year(day: date, is_told: bool) -> None:
    payers = Payers(date(2026, 9, 29))
    receipt_book(payers.office)
    book = ReceiptBook.objects.get()
    payers.goes_to(day)
    register = register_of(payers.office.organization, ReceiptBookRegister)
    for step in STEPS:
        page = browser(payers.office, "duangjai").get(f"/do/receipt_book_register/{register.pk}/{step}/").content.decode()
        assert (f"{book} (1–{book.last_number})" in page) is is_told, step
