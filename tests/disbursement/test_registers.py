"""Accounts with their opening balances, receipt books with both signatures, receipts in the order of their numbers."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from disbursement import receipts, treasury
from disbursement.models import AccountMovement, BankAccount, CashMovement, HeldMovement, MoneyHeld, Receipt, ReceiptBook
from disbursement.registers import AccountRegister, ReceiptBookRegister
from disbursement.rehearsal.furnishing import bank_account, cash_account, receipt_book
from disbursement.rehearsal.walk import acted
from tests.disbursement.payers import Payers, Refuses
from tests.workflows.page_reader import words_of
from workflows.founding import register_of
from workflows.models import JournalEntry

BOOK = {"kind": "book", "book_number": "007", "first_number": 1, "last_number": 3}


def accounts(payers: Payers) -> Any:
    return register_of(payers.office.organization, AccountRegister)


def books(payers: Payers) -> Any:
    return register_of(payers.office.organization, ReceiptBookRegister)


def handed(payers: Payers, **changes: Any) -> ReceiptBook:
    """A book handed to theera, and not signed for."""
    acted(payers.office, "duangjai", books(payers), "add_book", **{**BOOK, **changes})
    book = ReceiptBook.objects.get(book_number=changes.get("book_number", "007"))
    acted(payers.office, "duangjai", books(payers), "hand_over", book=book, holder=payers.office.theera)
    return ReceiptBook.objects.get(pk=book.pk)


def test_accounts_open_with_a_balance_that_a_movement_explains(payers: Payers, refused: Refuses) -> None:
    account, cash = bank_account(payers.office), cash_account(payers.office, Decimal("1234.50"))
    assert AccountMovement.objects.get(account=account).balance_change_baht == account.balance_baht
    assert CashMovement.objects.get(account=cash).balance_change_baht == cash.balance_baht == Decimal("1234.50")
    again = {
        "name": account.name,
        "bank_code": account.bank_code,
        "number": account.number,
        "approval_number": "1",
        "opening_balance_baht": "1",
    }
    refused("ACCOUNT_KNOWN", lambda: acted(payers.office, "rattana", accounts(payers), "add_bank_account", **again))
    refused("NOT_YOUR_ROLE", lambda: acted(payers.office, "theera", accounts(payers), "add_bank_account", **again))


def test_money_held_opens_once(payers: Payers, refused: Refuses) -> None:
    opening = {"kind": "performance_security", "opening_balance_baht": "50000.00"}
    acted(payers.office, "rattana", accounts(payers), "open_money_held", **opening)
    assert MoneyHeld.objects.get().balance_baht == HeldMovement.objects.get().balance_change_baht == Decimal("50000.00")
    refused("ACCOUNT_KNOWN", lambda: acted(payers.office, "rattana", accounts(payers), "open_money_held", **opening))


@pytest.mark.rule("R3", "kept")
def test_giver_and_receiver_both_sign_for_a_book(payers: Payers) -> None:
    book = handed(payers)
    acted(payers.office, "theera", books(payers), "take_over", book=book)
    book.refresh_from_db()
    assert (book.handed_by.username, book.holder.username, book.taken_on) == ("duangjai", "theera", payers.today)


@pytest.mark.rule("R3", "refused")
def test_nobody_signs_twice_for_a_book(payers: Payers, refused: Refuses) -> None:
    book, other = handed(payers), handed(payers, book_number="008")
    acted(payers.office, "theera", books(payers), "take_over", book=book)
    refused("NOT_HANDED_TO_YOU", lambda: acted(payers.office, "theera", books(payers), "take_over", book=book))
    acted(payers.office, "theera", books(payers), "take_over", book=other)


@pytest.mark.rule("R3", "refused")
def test_nobody_signs_for_another_s_book_and_the_keeper_hands_none_to_herself(payers: Payers, refused: Refuses) -> None:
    book = handed(payers)
    refused("NOT_YOUR_SEAT", lambda: acted(payers.office, "porntip", books(payers), "take_over", book=book))
    refused(
        "SAME_PERSON",
        lambda: acted(payers.office, "duangjai", books(payers), "hand_over", book=book, holder=payers.office.duangjai),
    )
    acted(payers.office, "theera", books(payers), "take_over", book=book)
    refused("NOT_YOUR_SEAT", lambda: acted(payers.office, "theera", books(payers), "take_over", book=book))


@pytest.mark.rule("R3", "kept", "refused")
def test_a_held_book_goes_to_another_officer_and_the_register_names_both(payers: Payers, refused: Refuses) -> None:
    book, office = handed(payers), payers.office
    acted(office, "theera", books(payers), "take_over", book=book)
    to = lambda who, **changes: {"book": book, "holder": office.people[who], "reason": "ย้ายไปงานพัสดุ", **changes}
    on = lambda who, **facts: acted(office, who, books(payers), "hand_on", **facts)
    refused("NOT_YOUR_ROLE", lambda: on("theera", **to("porntip")))
    refused("HOLDS_ALREADY", lambda: on("duangjai", **to("theera")))
    refused("SAME_PERSON", lambda: on("duangjai", **to("duangjai")))
    refused("WRONG_INPUT", lambda: on("duangjai", **to("porntip", reason="")))
    caught = refused("BOOK_HELD", lambda: acted(office, "duangjai", books(payers), "hand_over", book=book, holder=office.porntip))
    assert "เปลี่ยนผู้ถือเล่มใบเสร็จ" in caught.refusals[0].remedy and "ธีระ" in caught.refusals[0].sentence
    on("duangjai", **to("porntip"))
    book.refresh_from_db()
    assert (book.holder.username, book.handed_by.username, book.taken_on) == ("porntip", "duangjai", None)
    refused("NOT_YOUR_SEAT", lambda: acted(office, "theera", books(payers), "take_over", book=book))
    acted(office, "porntip", books(payers), "take_over", book=book)
    book.refresh_from_db()
    assert book.taken_on == payers.today
    told = json.loads(JournalEntry.objects.get(procedure="receipt_book_register", step="hand_on").body)
    change = {"label": "ผู้ถือเล่ม 007/2570", "before": str(office.theera), "after": str(office.porntip)}
    assert (told["reason"], told["facts"]["changed"]) == ("ย้ายไปงานพัสดุ", [change])
    client = Client()
    client.force_login(office.duangjai, backend="django.contrib.auth.backends.ModelBackend")
    trail = words_of(client.get(f"/case/{books(payers).case_id}/trail/").content.decode())
    assert all(words in trail for words in change.values()), "the trail names both persons"


def test_the_page_of_the_register_offers_it_and_says_who_gives_and_who_receives(payers: Payers) -> None:
    book = handed(payers)
    client = Client()
    client.force_login(payers.office.duangjai, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/do/receipt_book_register/{books(payers).pk}/hand_on/"
    assert f'href="{address}"' in client.get("/registers/receipt_book_register/").content.decode()
    assert f"007/2570 ผู้ถือเล่ม {payers.office.theera}" in client.get(address).content.decode()
    sent = {"book": str(book.pk), "holder": str(payers.office.porntip.pk), "reason": "ย้ายงาน", "_foretell": "1"}
    page = client.post(address, sent).content.decode()
    assert str(payers.office.theera) in page and str(payers.office.porntip) in page and "ผู้ถือเล่ม 007/2570" in page


def test_a_book_that_nobody_holds_is_handed_out_and_not_handed_on(payers: Payers, refused: Refuses) -> None:
    acted(payers.office, "duangjai", books(payers), "add_book", **BOOK)
    facts = {"book": ReceiptBook.objects.get(book_number="007"), "holder": payers.office.porntip, "reason": "ก"}
    refused("BOOK_NOT_HELD", lambda: acted(payers.office, "duangjai", books(payers), "hand_on", **facts))


def test_a_book_stands_once_in_a_year(payers: Payers, refused: Refuses) -> None:
    handed(payers)
    refused("BOOK_KNOWN", lambda: acted(payers.office, "duangjai", books(payers), "add_book", **BOOK))
    refused("WRONG_RANGE", lambda: acted(payers.office, "duangjai", books(payers), "add_book", **{**BOOK, "book_number": "8", "last_number": 0 + 1, "first_number": 2}))  # fmt: skip


class Till:
    """Issues receipts as a deposit day will: inside a step of a document, here of the accounts' register."""

    def __init__(self, payers: Payers, monkeypatch: pytest.MonkeyPatch) -> None:
        self.payers, self.monkeypatch = payers, monkeypatch
        cash_account(payers.office)

    def issue(self, book: ReceiptBook, number: int | None = None, on: date | None = None, amount: str = "100.00") -> Any:
        office, day = self.payers.office, on or self.payers.today

        def moving(act: Any, document: Any, account: Any, amount_baht: Any) -> None:
            act.acted_on = day
            receipts.issue(
                act, document, book, office.theera, payer="ผู้ชำระภาษี", income="ภาษีป้าย", amount_baht=Decimal(amount), received_by="cash",
                number=number,
            )  # fmt: skip

        with self.monkeypatch.context() as patched:
            patched.setattr(treasury, "move_cash", moving)
            name = f"ลิ้นชัก {Receipt.objects.count()}"
            return acted(office, "rattana", accounts(self.payers), "add_cash_account", name=name, opening_balance_baht="0")


@pytest.fixture
def till(payers: Payers, monkeypatch: pytest.MonkeyPatch) -> Till:
    return Till(payers, monkeypatch)


def taken(payers: Payers) -> ReceiptBook:
    book = handed(payers)
    acted(payers.office, "theera", books(payers), "take_over", book=book)
    return ReceiptBook.objects.get(pk=book.pk)


@pytest.mark.rule("R8", "kept")
def test_receipts_run_in_the_order_of_their_numbers(payers: Payers, till: Till) -> None:
    book = taken(payers)
    for number in (1, None, 3):
        till.issue(book, number)
    assert list(Receipt.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.rule("R8", "refused")
@pytest.mark.parametrize(
    ("number", "code"), [(1, "RECEIPT_USED"), (3, "RECEIPT_SKIPPED"), (4, "RECEIPT_OUT_OF_RANGE"), (0, "RECEIPT_OUT_OF_RANGE")]
)
def test_a_number_used_skipped_or_out_of_range_is_refused(
    payers: Payers, till: Till, refused: Refuses, number: int, code: str
) -> None:
    book = taken(payers)
    till.issue(book, 1)
    refused(code, lambda: till.issue(book, number))


@pytest.mark.rule("R8", "refused")
def test_a_full_book_issues_nothing(payers: Payers, till: Till, refused: Refuses) -> None:
    book = taken(payers)
    for _ in range(3):
        till.issue(book)
    refused("BOOK_FULL", lambda: till.issue(book))


@pytest.mark.rule("R4", "refused")
def test_a_book_lives_in_its_fiscal_year(payers: Payers, till: Till, refused: Refuses) -> None:
    book = taken(payers)
    following = date(book.fiscal_year - 543, 10, 1)
    refused("BOOK_OF_OTHER_YEAR", lambda: till.issue(book, on=following))


def test_balances_and_books_change_through_steps_alone(payers: Payers) -> None:
    from django.db import DatabaseError, transaction

    account, book = bank_account(payers.office), receipt_book(payers.office)
    for change in (
        lambda: BankAccount.objects.filter(pk=account.pk).update(balance_baht=Decimal("1.00")),
        lambda: AccountMovement.objects.all().delete(),
        lambda: ReceiptBook.objects.filter(pk=book.pk).update(next_number=5),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
