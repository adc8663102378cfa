"""ทะเบียนคุมใบเสร็จรับเงิน: books, who holds them, and the slips in the order of their numbers."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.treasury import BankAccount
from workflows.fields import BahtField, new_id
from workflows.guards.ledger import Counter
from workflows.models import Document, Organization


class BookKind(models.TextChoices):
    BOOK = "book", _("ใบเสร็จเล่ม")
    E_LAAS = "e_laas", _("ใบเสร็จจากระบบ e-LAAS")


class ReceiptBook(models.Model):
    """A book, or a range of printed numbers, of one fiscal year (R4). `next_number` is the next slip; past the last the book is full."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(_("ชนิด"), max_length=10, choices=BookKind.choices)
    book_number = models.CharField(_("เล่มที่"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    first_number = models.PositiveIntegerField(_("ตั้งแต่เลขที่"))
    last_number = models.PositiveIntegerField(_("ถึงเลขที่"))
    next_number = models.PositiveIntegerField(_("เลขที่ถัดไป"))
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้รับเล่ม"))
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้จ่ายเล่ม"))
    handed_on = models.DateField(_("จ่ายเล่มวันที่"), null=True)
    taken_on = models.DateField(_("ลงชื่อรับเล่มวันที่"), null=True)

    counter: ClassVar[Counter] = Counter("disbursement.Receipt", "book", "first_number", "next_number")

    class Meta:
        verbose_name = _("เล่มใบเสร็จรับเงิน")
        ordering = ["fiscal_year", "book_number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "fiscal_year", "book_number"], name="receipt_book_once"),
            models.CheckConstraint(
                condition=Q(next_number__gte=F("first_number"), next_number__lte=F("last_number") + 1),
                name="receipt_number_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_number}/{self.fiscal_year}"

    @property
    def is_full(self) -> bool:
        return self.next_number > self.last_number


class BookHolding(models.Model):
    """Who answers for the slips of a book (R3): from the day on which he signed for it to the day on which he gave it back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    book = models.ForeignKey(ReceiptBook, models.PROTECT, related_name="holdings", verbose_name=_("เล่มที่"))
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้รับเล่ม"))
    taken_on = models.DateField(_("ลงชื่อรับเล่มวันที่"))
    given_back_on = models.DateField(_("คืนเล่มวันที่"), null=True)

    class Meta:
        verbose_name = _("ผู้ถือเล่มใบเสร็จ")
        ordering = ["book", "taken_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["book"], condition=Q(given_back_on=None), name="book_holding_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.holder}"

    @staticmethod
    def lasting(day: date) -> Q:
        """Holdings of a day. On the day on which a book changes hands, either may have written slips of it."""
        return Q(taken_on__lte=day) & (Q(given_back_on=None) | Q(given_back_on__gte=day))


class ReceivedBy(models.TextChoices):
    """How the money came. What never was cash is revenue that was kept back, such as a fine (N19)."""

    CASH = "cash", _("เงินสด")
    CHEQUE = "cheque", _("เช็ค")
    TRANSFER = "transfer", _("เงินโอนเข้าบัญชี")
    NON_CASH = "non_cash", _("มิใช่เงินสด (หักจากเงินที่จ่าย)")


class Receipt(models.Model):
    """One slip. It belongs to the document in which it was issued, and is cancelled there or never."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    book = models.ForeignKey(ReceiptBook, models.PROTECT, related_name="+", db_index=False, verbose_name=_("เล่มที่"))
    number = models.PositiveIntegerField(_("เลขที่"))
    received_on = models.DateField(_("วันที่รับเงิน"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้ออกใบเสร็จ"))
    payer = models.CharField(_("ได้รับเงินจาก"), max_length=200)
    income = models.CharField(_("ประเภทรายรับ"), max_length=200)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    received_by = models.CharField(_("รับเป็น"), max_length=10, choices=ReceivedBy.choices)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", null=True, verbose_name=_("โอนเข้าบัญชี"))
    instrument = models.CharField(_("เลขที่เช็คหรือรายการโอน"), max_length=60, blank=True)
    is_cancelled = models.BooleanField(_("ยกเลิก"), default=False)
    cancelled_reason = models.CharField(_("เหตุที่ยกเลิก"), max_length=300, blank=True)

    shown: ClassVar[tuple[str, ...]] = (
        "book", "number", "payer", "income", "amount_baht", "received_by", "bank_account", "instrument", "is_cancelled", "cancelled_reason",
    )  # fmt: skip

    class Meta:
        verbose_name = _("ใบเสร็จรับเงิน")
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="receipt_once"),
            models.CheckConstraint(condition=Q(amount_baht__gt=0), name="receipt_of_something"),
            models.CheckConstraint(
                condition=Q(received_by=ReceivedBy.TRANSFER, bank_account__isnull=False)
                | (~Q(received_by=ReceivedBy.TRANSFER) & Q(bank_account__isnull=True)),
                name="receipt_transfer_names_account",
            ),
        ]
        indexes = [models.Index(fields=["organization", "received_on"], name="receipt_day")]

    def __str__(self) -> str:
        return f"{self.book}-{self.number}"
