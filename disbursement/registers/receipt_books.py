"""ทะเบียนคุมใบเสร็จรับเงิน as a register: books come in, are handed out, and are signed for (R3, R4)."""

import uuid
from typing import Annotated, Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import receipts
from disbursement.asks.common import Reason
from disbursement.models import BookHolding, BookKind, ReceiptBook
from disbursement.rules import receipt_year
from workflows.act import Act
from workflows.calendar import fiscal_year
from workflows.forms import InOffice
from workflows.kept import Kept
from workflows.models import User
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.register import Register, State
from workflows.roles import Role
from workflows.step import Seat, step
from workflows.thai import in_thai, same_number

RECEIVER = Seat("book_receiver", _("ผู้รับเล่มใบเสร็จ"))
FREE, HANDED, HELD = Q(holder=None), Q(holder__isnull=False, taken_on=None), Q(holder__isnull=False)


def with_holder(book: ReceiptBook) -> str:
    return text("%(book)s ผู้ถือเล่ม %(holder)s") % {"book": book, "holder": book.holder.full_name if book.holder else "–"}


AFreeBook = Annotated[ReceiptBook, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จ"), offers=lambda _register: FREE)]
AHandedBook = Annotated[ReceiptBook, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จ"), offers=lambda _register: HANDED)]
AHeldBook = Annotated[
    ReceiptBook,
    InOffice(ReceiptBook.objects.select_related("holder"), label=_("เล่มใบเสร็จ"), offers=lambda _register: HELD, named=with_holder),
]
AHolder = Annotated[User, InOffice(User.objects.filter(is_active=True), label=_("ผู้รับเล่ม"))]


def year_to_be_reported(register: Any, act: Act) -> Refusal | None:
    """Whoever takes the first books of a new year in is the one who reports on those of the old one."""
    old = ReceiptBook.objects.filter(organization=act.organization, fiscal_year=fiscal_year(act.acted_on) - 1)
    unused = old.filter(kind=BookKind.BOOK, next_number__lte=F("last_number"))
    left = [(str(book), book.next_number, book.last_number) for book in unused]
    return receipt_year.year_to_be_reported(old.count(), left, act.acted_on, act.law)


def same_book(number: str) -> str:
    """A book's number as it is known by, with or without zeros before it."""
    return same_number(number).lstrip("0")


@procedure
class ReceiptBookRegister(Register):
    """Every book with its range of numbers; giver and receiver both sign."""

    class Procedure:
        code = "receipt_book_register"
        title = _("ทะเบียนคุมใบเสร็จรับเงิน")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {
            "book": Kept(
                ReceiptBook,
                ("kind", "book_number", "first_number", "last_number", "holder"),
                implied={"add_book": {"holder": None}},
            )
        }
        tells = (BookHolding,)

    def open_seats(self, seat: str, rows: Any) -> frozenset[uuid.UUID]:
        """Whoever was handed a book and has not signed for it."""
        waiting = ReceiptBook.objects.filter(organization=self.organization_id, holder__isnull=False, taken_on=None)
        return frozenset(waiting.values_list("holder", flat=True))

    @step(
        label=_("รับเล่มใบเสร็จเข้าทะเบียน"), basis="receipt.book_register", by=Role.SUPPLIES_OFFICER, source=State.OPEN,
        cautions=(year_to_be_reported,),
    )  # fmt: skip
    def add_book(
        self, act: Act, *,
        kind: Annotated[str, forms.ChoiceField(label=_("ชนิด"), choices=BookKind.choices)],
        book_number: Annotated[str, forms.CharField(label=_("เล่มที่"), max_length=40)],
        first_number: Annotated[int, forms.IntegerField(label=_("ตั้งแต่เลขที่"), min_value=1, max_value=2**30)],
        last_number: Annotated[int, forms.IntegerField(label=_("ถึงเลขที่"), min_value=1, max_value=2**30)],
    ) -> None:  # fmt: skip
        """A book of this fiscal year, or a range of numbers of the system's printouts."""
        year = fiscal_year(act.acted_on)
        if last_number < first_number:
            act.refuse(Refusal("WRONG_RANGE", text("เลขที่สุดท้ายน้อยกว่าเลขที่แรก"), remedy=text("แก้ช่วงเลขที่"), field="last_number"))
        numbers = ReceiptBook.objects.filter(organization=act.organization, fiscal_year=year).values_list("book_number", flat=True)
        if same_book(book_number) in map(same_book, numbers):
            act.refuse(Refusal("BOOK_KNOWN", text("เล่มนี้มีในทะเบียนของปีนี้แล้ว"), remedy=text("ตรวจเล่มที่"), field="book_number"))
        if kind == BookKind.E_LAAS:
            act.refuse(receipts.printed_before(year, first_number, last_number, act))
        if act.refusals:
            return
        book = act.make(
            ReceiptBook, kind=kind, book_number=book_number, fiscal_year=year, first_number=first_number,
            last_number=last_number, next_number=first_number,
        )  # fmt: skip
        self.note(act, book=book.pk, kind=kind, book_number=book_number, first_number=first_number, last_number=last_number)

    @step(
        label=_("จ่ายเล่มใบเสร็จ"), basis="receipt.book_register", by=Role.SUPPLIES_OFFICER, source=State.OPEN, signs=True,
        cautions=(year_to_be_reported,),
    )  # fmt: skip
    def hand_over(self, act: Act, *, book: AFreeBook, holder: AHolder) -> None:
        """The keeper gives a book that nobody holds to whoever will issue its slips."""
        act.refuse(held_by_somebody(book, act))
        self.give(act, book, holder)
        self.note(act, book=book.pk, holder=holder.pk, next_number=book.next_number)

    @step(label=_("เปลี่ยนผู้ถือเล่มใบเสร็จ"), basis="receipt.book_register", by=Role.SUPPLIES_OFFICER, source=State.OPEN, signs=True)
    def hand_on(self, act: Act, *, book: AHeldBook, holder: AHolder, reason: Reason) -> None:
        """A book comes back from its holder and goes to another. The first answers for its slips up to this day, the second from the day on which he signs."""
        act.refuse(held_already(book, holder, act))
        self.give(act, book, holder)
        act.update(BookHolding.objects.filter(book=book, given_back_on=None), given_back_on=act.acted_on)
        self.note(act, book=book.pk, from_holder=book.holder_id, holder=holder.pk, next_number=book.next_number)
        act.tell_change(in_thai(_("ผู้ถือเล่ม %(book)s")) % {"book": book}, str(book.holder), str(holder))

    def give(self, act: Act, book: ReceiptBook, holder: User) -> None:
        """Into another person's hands, who has yet to sign for it."""
        if act.person is not None and holder.pk == act.person.pk:
            basis = act.law.basis("separation.book_hands").label
            act.refuse(Refusal("SAME_PERSON", text("ผู้จ่ายเล่มกับผู้รับเล่มต้องเป็นคนละคน"), basis, text("ให้ผู้อื่นจ่ายเล่ม"), field="holder"))
        if not act.refusals:
            act.update(
                ReceiptBook.objects.filter(pk=book.pk), holder=holder, handed_by=act.person, handed_on=act.acted_on, taken_on=None
            )

    @step(label=_("ลงชื่อรับเล่มใบเสร็จ"), basis="receipt.book_register", by=RECEIVER, source=State.OPEN, signs=True)
    def take_over(self, act: Act, *, book: AHandedBook) -> None:
        """The receiver signs for the book, and from now on answers for its slips."""
        if act.person is None or book.holder_id != act.person.pk or book.taken_on:
            basis = act.law.basis("receipt.book_register").label
            act.refuse(
                Refusal("NOT_HANDED_TO_YOU", text("เล่มนี้ไม่ได้จ่ายให้คุณ หรือลงชื่อรับแล้ว"), basis, text("เลือกเล่มที่จ่ายให้คุณ"), field="book")
            )
            return
        act.update(ReceiptBook.objects.filter(pk=book.pk), taken_on=act.acted_on)
        act.make(BookHolding, book=book, holder=act.person, taken_on=act.acted_on)
        self.note(act, book=book.pk, holder=act.person.pk)


def held_by_somebody(book: ReceiptBook, act: Act) -> Refusal | None:
    """Two persons answer for a book that changes hands, and the register names both (R3)."""
    if book.holder is None:
        return None
    sentence = text("เล่ม %(book)s อยู่กับ %(holder)s") % {"book": book, "holder": book.holder}
    remedy = text("ใช้ขั้นตอน “เปลี่ยนผู้ถือเล่มใบเสร็จ” ซึ่งบันทึกทั้งผู้คืนและผู้รับ")
    return Refusal("BOOK_HELD", sentence, act.law.basis("receipt.book_register").label, remedy, field="book")


def held_already(book: ReceiptBook, holder: User, act: Act) -> Refusal | None:
    """From one person to another one."""
    basis = act.law.basis("receipt.book_register").label
    if book.holder is None:
        sentence, remedy = text("เล่ม %(book)s ยังไม่มีผู้ถือ") % {"book": book}, text("ใช้ขั้นตอน “จ่ายเล่มใบเสร็จ”")
        return Refusal("BOOK_NOT_HELD", sentence, basis, remedy, field="book")
    if book.holder_id == holder.pk:
        sentence, remedy = text("%(holder)s ถือเล่มนี้อยู่แล้ว") % {"holder": holder}, text("เลือกผู้รับเล่มคนอื่น")
        return Refusal("HOLDS_ALREADY", sentence, basis, remedy, field="holder")
    return None
