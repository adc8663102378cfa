"""Issuing and cancelling receipts: in the order of their numbers, from a book of the year, by its holder (R1, R4, R8)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import BookHolding, BookKind, Receipt, ReceiptBook, ReceivedBy
from workflows.act import Act
from workflows.calendar import fiscal_year
from workflows.dates import short_date
from workflows.models import Document, User
from workflows.procedure import PROCEDURES
from workflows.refusal import Kind, Refusal


def issue(
    act: Act, document: Document, book: ReceiptBook, issuer: User, *, payer: str, income: str, amount_baht: Decimal, received_by: str,
    number: int | None = None, bank_account: Any = None, instrument: str = "", received_on: date | None = None,
) -> Receipt | None:  # fmt: skip
    """The next slip of a book, in baht; refused when the book is another's, of another year or full, or the number is not the next one.

    `number` is what stands on the slip in hand (a book, an e-LAAS printout); None takes the next. `received_on` is its day where that
    is not the day of the act; it is never before the day of the slip that lies before it in the book.
    """
    locked = ReceiptBook.objects.select_for_update(no_key=True).get(pk=book.pk, organization=act.organization)
    day, last = received_on or act.acted_on, Receipt.objects.filter(book=locked).order_by("number").last()
    faults = (
        not_holder(locked, issuer, day, act),
        wrong_year(locked, day, act),
        out_of_order(locked, number, act),
        out_of_time(last, day, act),
    )
    reasons = [fault for fault in faults if fault is not None]
    if reasons:
        act.refuse(*reasons)
        return None
    receipt = act.make(
        Receipt, document_id=document.pk, book=locked, number=locked.next_number, received_on=day,
        issued_by=issuer, payer=payer, income=income, amount_baht=amount_baht, received_by=received_by, bank_account=bank_account,
        instrument=instrument,
    )  # fmt: skip
    ReceiptBook.objects.filter(pk=locked.pk).update(next_number=locked.next_number + 1)
    act.rows_changed = True
    return receipt


def cancel(act: Act, document: Document, receipt: Receipt, reason: str) -> None:
    """A wrong slip is cancelled as a whole and keeps its number; all its copies stay in the book (R6, R9)."""
    if receipt.document_id != document.pk or receipt.is_cancelled:
        basis = act.law.basis("receipt.cancelled").label
        sentence = _("ใบเสร็จ %(receipt)s ยกเลิกที่นี่ไม่ได้") % {"receipt": receipt}
        act.refuse(Refusal("RECEIPT_NOT_HERE", sentence, basis, _("ยกเลิกในเรื่องที่ออกใบเสร็จ และครั้งเดียว")))
        return
    act.update(Receipt.objects.filter(pk=receipt.pk), is_cancelled=True, cancelled_reason=reason)
    act.rows_changed = True


def issue_for_fine(
    act: Act, document: Document, book: ReceiptBook, issuer: User, payer: str, amount_baht: Decimal
) -> Receipt | None:
    """A fine kept back is revenue: its own receipt the same day, a non-cash line of that day's remittance summary (N19)."""
    return issue(
        act, document, book, issuer, payer=payer, income=FINE_INCOME, amount_baht=amount_baht, received_by=ReceivedBy.NON_CASH
    )


FINE_INCOME = "ค่าปรับผิดสัญญา"


def not_holder(book: ReceiptBook, issuer: User, day: date, act: Act) -> Refusal | None:
    """A slip is its holder's of that day, whoever has the book by now (R3); in place of a returned one it is written on the day of the act."""
    if book.holdings.filter(BookHolding.lasting(day) | BookHolding.lasting(act.acted_on), holder=issuer).exists():
        return None
    basis = act.law.basis("receipt.book_register").label
    facts = {"book": book, "person": issuer.full_name, "day": short_date(day)}
    sentence = _("ใบเสร็จเล่มที่ %(book)s ไม่ได้อยู่ในมือของ%(person)s ในวันที่ %(day)s") % facts
    remedy = _("ผู้ที่ลงชื่อรับเล่มในทะเบียนคุมใบเสร็จแล้วในวันนั้นเป็นผู้บันทึก")
    return Refusal("NOT_BOOK_HOLDER", sentence, basis, remedy)


def wrong_year(book: ReceiptBook, on: date, act: Act) -> Refusal | None:
    if book.fiscal_year == fiscal_year(on):
        return None
    basis = act.law.basis("receipt.book_of_the_year").label
    sentence = _("ใบเสร็จเล่มที่ %(book)s เป็นของปีงบประมาณ %(year)s") % {"book": book, "year": book.fiscal_year}
    return Refusal("BOOK_OF_OTHER_YEAR", sentence, basis, _("ใช้เล่มของปีงบประมาณปัจจุบัน"))


def out_of_order(book: ReceiptBook, number: int | None, act: Act) -> Refusal | None:
    basis = act.law.basis("receipt.in_sequence").label
    if book.is_full:
        sentence = _("ใบเสร็จเล่มที่ %(book)s ใช้หมดแล้ว") % {"book": book}
        return Refusal("BOOK_FULL", sentence, basis, _("ใช้เล่มใหม่"))
    if number is None or number == book.next_number:
        return None
    facts = {"book": book, "number": number, "next": book.next_number}
    if number < book.first_number or number > book.last_number:
        sentence = _("เลขที่ %(number)s ไม่อยู่ในเล่มที่ %(book)s") % facts
        return Refusal("RECEIPT_OUT_OF_RANGE", sentence, basis, _("ใบถัดไปของเล่มนี้คือเลขที่ %(next)s") % facts)
    if number < book.next_number:
        used = Receipt.objects.select_related("document").get(book=book, number=number)
        sentence = _("ใบเสร็จเลขที่ %(number)s ของเล่มที่ %(book)s ใช้ไปแล้วใน%(document)s") % {**facts, "document": named(used.document)}
        return Refusal("RECEIPT_USED", sentence, basis, _("ใบถัดไปของเล่มนี้คือเลขที่ %(next)s") % facts)
    sentence = _("ใบเสร็จเลขที่ %(number)s ข้ามลำดับ") % facts
    return Refusal("RECEIPT_SKIPPED", sentence, basis, _("ใบถัดไปของเล่มนี้คือเลขที่ %(next)s") % facts)


def printed_before(year: int, first: int, last: int, act: Act) -> Refusal | None:
    """The system numbers its receipts once in a year: two ranges of printouts never share a number. Slips of books are told apart by their book."""
    known = ReceiptBook.objects.filter(
        organization=act.organization, kind=BookKind.E_LAAS, fiscal_year=year, first_number__lte=last, last_number__gte=first
    )
    other = known.order_by("first_number").first()
    if other is None:
        return None
    number = max(first, other.first_number)
    facts = {"number": number, "book": other, "first": other.first_number, "last": other.last_number}
    used = Receipt.objects.select_related("document").filter(book=other, number=number).first()
    sentence = _("เลขที่ %(number)s อยู่ในชุดที่ %(book)s (เลขที่ %(first)s ถึง %(last)s) แล้ว") % facts
    if used is not None:
        sentence = _("%(sentence)s และออกใน%(document)s แล้ว") % {"sentence": sentence, "document": named(used.document)}
    basis = act.law.basis("receipt.in_sequence").label
    return Refusal("NUMBERS_OVERLAP", sentence, basis, _("ใส่ช่วงเลขที่ซึ่งไม่ซ้ำกับชุดอื่นของปีงบประมาณเดียวกัน"), Kind.CONFLICT, "first_number")


def named(document: Document) -> str:
    """A document by its procedure and its number, or by its title while it has none."""
    return f"{PROCEDURES[document.procedure].title} {document.number}" if document.number else document.title


def out_of_time(last: Receipt | None, day: date, act: Act) -> Refusal | None:
    """Numbers in sequence are days in sequence. `last` is the slip before this one in the book."""
    if last is None or last.received_on <= day:
        return None
    facts = {"number": last.number, "day": short_date(last.received_on)}
    sentence = _("ใบก่อนหน้า เลขที่ %(number)s ออกเมื่อ %(day)s ซึ่งหลังวันนี้") % facts
    return Refusal("RECEIPT_OUT_OF_TIME", sentence, act.law.basis("receipt.in_sequence").label, _("ตรวจวันที่และเล่ม"))
