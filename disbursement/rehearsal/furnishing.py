"""What an office needs before it pays: bank accounts, cash, receipt books, and the payees' accounts, written by the officers' own steps."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone

from disbursement.models import BankAccount, BookKind, CashAccount, ReceiptBook
from disbursement.registers import AccountRegister, ReceiptBookRegister
from workflows import clock, engine
from workflows.calendar import fiscal_year
from workflows.founding import register_of
from workflows.models import Party, PartyAccount
from workflows.practice import PracticeOffice
from workflows.proof import Proof
from workflows.registers.parties import PartyRegister

# Invented; no bank gives out such numbers.
BANKS = (("บัญชีเงินรายได้", "006", "0000000016"), ("บัญชีเงินอุดหนุน", "034", "0000000024"))
CASH = "ตู้นิรภัยกองคลัง"
OPENING_BAHT = Decimal("50000000.00")
SLIPS_OF_A_BOOK = 65_536


def bank_account(
    office: PracticeOffice, number: int = 0, opening_balance_baht: Decimal = OPENING_BAHT, on: date | None = None
) -> BankAccount:
    """One of the office's accounts, opened when it is first asked for."""
    name, bank_code, digits = BANKS[number]
    found = BankAccount.objects.filter(organization=office.organization, bank_code=bank_code, number=digits).first()
    if found is None:
        facts = {"name": name, "bank_code": bank_code, "number": digits, "approval_number": "101/2569"}
        signed(office, "rattana", AccountRegister, "add_bank_account", on, **facts, opening_balance_baht=opening_balance_baht)
    return BankAccount.objects.get(organization=office.organization, bank_code=bank_code, number=digits)


def cash_account(office: PracticeOffice, opening_balance_baht: Decimal = Decimal(0), on: date | None = None) -> CashAccount:
    """The safe."""
    if not CashAccount.objects.filter(organization=office.organization, name=CASH).exists():
        signed(office, "rattana", AccountRegister, "add_cash_account", on, name=CASH, opening_balance_baht=opening_balance_baht)
    return CashAccount.objects.get(organization=office.organization, name=CASH)


def receipt_book(office: PracticeOffice, holder: str = "theera", on: date | None = None, kind: str = "book") -> ReceiptBook:
    """A book of the year in an officer's hands, signed for on both sides."""
    year = fiscal_year(on or clock.today(office.fresh()))
    person = office.people[holder]
    found = ReceiptBook.objects.filter(organization=office.organization, fiscal_year=year, holder=person, kind=kind).first()
    if found is None:
        number = f"{ReceiptBook.objects.filter(organization=office.organization, fiscal_year=year).count() + 1:03d}"
        printed = ReceiptBook.objects.filter(organization=office.organization, fiscal_year=year, kind=BookKind.E_LAAS)
        first = 1 if kind == BookKind.BOOK else (printed.aggregate(last=Max("last_number"))["last"] or 0) + 1
        facts = {"kind": kind, "book_number": number, "first_number": first, "last_number": first + SLIPS_OF_A_BOOK - 1}
        signed(office, "duangjai", ReceiptBookRegister, "add_book", on, **facts)
        found = ReceiptBook.objects.get(organization=office.organization, fiscal_year=year, book_number=number)
        signed(office, "duangjai", ReceiptBookRegister, "hand_over", on, book=found, holder=person)
        signed(office, holder, ReceiptBookRegister, "take_over", on, book=found)
    return ReceiptBook.objects.get(pk=found.pk)


def payee_account(office: PracticeOffice, party: Party) -> PartyAccount:
    """The account that a vendor asked to be paid into."""
    found = PartyAccount.objects.filter(party=party, is_current=True).first()
    if found is None:
        number = f"9{int(party.tax_id) % 10**9:09d}"
        register = register_of(office.organization, PartyRegister)
        engine.perform(
            office.people["theera"], register, "add_account", party=party, bank_code="004", number=number, name=party.name
        )
        found = PartyAccount.objects.get(party=party, is_current=True)
    return found


def signed(office: PracticeOffice, who: str, model: type, step: str, on: date | None, **data: Any) -> None:
    """One step of a register by one officer."""
    person = office.people[who]
    register = register_of(office.organization, model)
    engine.perform(person, register, step, proof=Proof(person.pk, timezone.now()), acted_on=on, **data)
