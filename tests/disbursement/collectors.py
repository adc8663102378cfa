"""An office that collects: a Friday in November under the practice clock, accounts, a safe, and books in the collector's hands."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from disbursement.models import BankAccount, CashAccount, Receipt, ReceiptBook
from disbursement.registers import ReceiptBookRegister
from disbursement.rehearsal.collecting import CollectorWalk, furnish_collector, slip
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import acted
from workflows import engine
from workflows.founding import register_of
from workflows.models import Position
from workflows.practice import found_practice_office
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister

FRIDAY = date(2026, 11, 20)
SATURDAY, MONDAY, THURSDAY = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3), FRIDAY - timedelta(days=1)
COLLECTOR_POST, CASHIER_POST = "เจ้าพนักงานจัดเก็บรายได้", "นักวิชาการเงินและบัญชี"
EVERY_STEP = ("open_day", "record", "cancel_receipt", "remit", "withdraw", "receive", "return_for_correction", "attach")


class Collectors:
    """The practice office on a day, with what tests open in it."""

    def __init__(self, today: date = FRIDAY) -> None:
        self.office = found_practice_office(is_practice=True, practice_today=today)
        furnish_collector(self.office, today)
        self.account = bank_account(self.office)

    def goes_to(self, day: date) -> None:
        """Move the practice clock."""
        engine.perform(None, register_of(self.office.organization, OfficeRegister), "set_practice_day", day=day)

    def walk(self, hands: Mapping[str, str] | None = None, on: date | None = None) -> CollectorWalk:
        """An open day."""
        days = dict.fromkeys(EVERY_STEP, on) if on else {}
        made = CollectorWalk(self.office, hands=hands or {}, days=days)
        made.open()
        return made

    def collected(self, *amounts: str) -> CollectorWalk:
        """A day with slips paid in cash."""
        made = self.walk()
        made.record([slip(amount) for amount in amounts])
        return made

    def mixed(self) -> CollectorWalk:
        """100 baht in cash, 200 by cheque, 300 by transfer."""
        made = self.walk()
        made.record(
            [slip("100.00"), slip("200.00", "cheque", instrument="5510284"), slip("300.00", "transfer", bank_account=self.account)]
        )
        return made

    def small_book(self, holder: str = "porntip", kind: str = "book", number: str = "099", first: int = 11) -> ReceiptBook:
        """A book of three slips, 11 to 13 unless told otherwise, signed for."""
        books = register_of(self.office.organization, ReceiptBookRegister)
        acted(self.office, "duangjai", books, "add_book", kind=kind, book_number=number, first_number=first, last_number=first + 2)
        book = ReceiptBook.objects.get(book_number=number)
        acted(self.office, "duangjai", books, "hand_over", book=book, holder=self.office.people[holder])
        acted(self.office, holder, books, "take_over", book=book)
        return ReceiptBook.objects.get(pk=book.pk)

    def stand_in(self, who: str, post: str, first: date = FRIDAY, last: date = FRIDAY) -> None:
        """An acting order."""
        position = Position.objects.get(organization=self.office.organization, title=post)
        engine.perform(
            self.office.wilai, register_of(self.office.organization, PeopleRegister), "order_acting", position=position,
            person=self.office.people[who], capacity="in_absence", starts_on=first, ends_on=last, order_number="405/2569",
            ordered_on=first, matters=[], ceiling_baht=None,
        )  # fmt: skip

    def second_collector(self) -> None:
        """The clerk of the works unit collects too, from a post of his own."""
        people = register_of(self.office.organization, PeopleRegister)
        position = Position.objects.get(organization=self.office.organization, title="นายช่างโยธา")
        engine.perform(self.office.wilai, people, "set_roles", position=position, roles=["requester", "collector"])

    def waive(self, first: str, second: str, who: str) -> None:
        """นายก lets one person do both, in writing."""
        people = register_of(self.office.organization, PeopleRegister)
        facts = {"order_number": "406/2569", "starts_on": FRIDAY, "ends_on": FRIDAY, "reason": "เจ้าหน้าที่ไม่พอ"}
        acted(
            self.office, "boonmee", people, "waive_separation", first_step=first, second_step=second,
            person=self.office.people[who], **facts,
        )  # fmt: skip


def balances() -> tuple[Decimal, Decimal]:
    """(bank, cash) of the office, in baht, without what the bank accounts began with."""
    bank = sum((account.balance_baht for account in BankAccount.objects.all()), Decimal(0))
    return bank - Decimal("50000000.00"), CashAccount.objects.get().balance_baht


def numbers_of(remittance: Any) -> list[int]:
    return list(Receipt.objects.filter(document=remittance.pk).values_list("number", flat=True))
