"""What a day's money stores: the summary of the day, what was banked or kept, the report as it was drawn up, and the committee's count."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.receipts import Receipt
from disbursement.models.treasury import BankAccount, CashAccount, HeldKind
from workflows.fields import BahtField, new_id
from workflows.models import Document

User = settings.AUTH_USER_MODEL


class FundDayFacts(Document):
    """The day's facts in the order in which they come about. `live_day` is empty once the day was withdrawn, so that it may be opened again."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    day = models.DateField(_("ประจำวันที่"))
    live_day = models.CharField(max_length=50, null=True)
    cash_account = models.ForeignKey(CashAccount, models.PROTECT, related_name="+", verbose_name=_("เงินสดในมือ"))
    # the summary
    cash_baht = BahtField(_("เงินสด (บาท)"), default=0)
    cheque_baht = BahtField(_("เช็ค (บาท)"), default=0)
    transfer_baht = BahtField(_("เงินโอน (บาท)"), default=0)
    from_held_baht = BahtField(_("จากเงินรับฝาก (บาท)"), null=True)
    non_cash_baht = BahtField(_("มิใช่เงินสด (บาท)"), default=0)
    late_reason = models.TextField(_("เหตุที่ลงบัญชีช้าหรือยังรับเงินไม่ครบ"), blank=True)
    # the bank or the safe
    keep_reason = models.TextField(_("เหตุที่ฝากธนาคารไม่ทัน"), blank=True)
    kept_baht = BahtField(_("เก็บรักษาในตู้นิรภัย (บาท)"), default=0)
    carriers = models.JSONField(_("กรรมการรับส่งเงิน"), default=list)
    deposited_on = models.DateField(_("นำฝากวันที่"), null=True)
    late_deposit_reason = models.TextField(_("เหตุที่นำฝากล่าช้า"), blank=True)
    # the report
    drawn_up_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้จัดทำรายงาน"))
    books_baht = BahtField(_("เงินสดและตราสารตามบัญชี (บาท)"), default=0)
    books_cheque_baht = BahtField(_("ในจำนวนนี้เป็นเช็คและตราสาร (บาท)"), default=0)
    earlier_baht = BahtField(_("ในจำนวนนี้เป็นเงินของวันก่อนที่ยังอยู่ในตู้ (บาท)"), default=0)
    quiet_days = models.JSONField(_("วันที่ไม่มีการรับจ่ายเงิน"), default=list)
    late_entries = models.PositiveIntegerField(_("รายการที่ลงบัญชีย้อนหลัง"), default=0)
    previous_seal = models.CharField(_("ต่อจากผนึก"), max_length=64, blank=True)
    # the count
    count_number = models.PositiveIntegerField(_("ตรวจนับครั้งที่"), default=0)
    instruments_baht = BahtField(_("เช็คและตราสารที่นับได้ (บาท)"), default=0)
    instruments_count = models.PositiveIntegerField(_("เช็คและตราสารที่นับได้ (ฉบับ)"), default=0)
    counted_baht = BahtField(_("ตรวจนับได้ (บาท)"), default=0)
    difference_baht = BahtField(_("ผลต่าง (บาท)"), default=0)
    cheque_difference_baht = BahtField(_("ในผลต่างเป็นของเช็คและตราสาร (บาท)"), default=0)
    count_note = models.TextField(_("บันทึกผลต่าง"), blank=True)
    ordered_baht = BahtField(_("ผลต่างที่นายกสั่งการแล้ว (บาท)"), default=0)
    ordered_cheque_baht = BahtField(_("ในผลต่างที่สั่งการแล้วเป็นของเช็คและตราสาร (บาท)"), default=0)
    difference_order = models.TextField(_("คำสั่งนายกเรื่องผลต่าง"), blank=True)
    difference_order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60, blank=True)
    # the morning after
    handed_on = models.DateField(_("รับมอบเงินคืนวันที่"), null=True)
    handed_baht = BahtField(_("รับมอบเงินคืน (บาท)"), default=0)
    # what came after, and is no part of what was signed
    passed_on = models.DateField(_("ปลัดเสนอวันที่"), null=True)
    acknowledged_on = models.DateField(_("นายกรับทราบวันที่"), null=True)

    class Meta:
        abstract = True

    @property
    def differs(self) -> bool:
        """Whether the count is not what the report says: in cash or in cheques, for one does not make up for the other."""
        return bool(self.difference_baht or self.cheque_difference_baht)

    @property
    def is_settled(self) -> bool:
        """Whether the count is what the report says, or what นายก has ordered on."""
        return (self.difference_baht, self.cheque_difference_baht) == (self.ordered_baht, self.ordered_cheque_baht)


NOT_SIGNED = frozenset({"live_day", "passed_on", "acknowledged_on"})
SIGNED_OF_DAY = tuple(f.name for f in FundDayFacts._meta.local_fields if f.name != "document" and f.name not in NOT_SIGNED)


class Row(models.Model):
    """One row of a day, in its order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))

    class Meta:
        abstract = True
        ordering = ["position"]


class SummaryLine(Row):
    """A ใบนำส่งเงิน that the summary takes in; `issuers` are all who wrote its receipts, as hexadecimal ids."""

    remittance = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("ใบนำส่งเงิน"))
    collector = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ผู้นำส่งเงิน"))
    issuers = models.JSONField(default=list)
    collected_on = models.DateField(_("วันที่รับเงิน"))
    cash_baht = BahtField(_("เงินสด (บาท)"))
    cheque_baht = BahtField(_("เช็ค (บาท)"))
    transfer_baht = BahtField(_("เงินโอน (บาท)"))

    class Meta(Row.Meta):
        verbose_name = _("ใบนำส่งเงินในใบสำคัญสรุป")
        constraints = [models.UniqueConstraint(fields=["document", "remittance"], name="summary_line_once")]


class NonCashLine(Row):
    """Revenue that never was cash, such as a fine kept back of a payment (N19). A receipt stands in one summary."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", verbose_name=_("ใบเสร็จ"))
    issuer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ผู้ออกใบเสร็จ"))
    payer = models.CharField(_("ได้รับจาก"), max_length=200)
    income = models.CharField(_("ประเภทรายรับ"), max_length=200)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))

    class Meta(Row.Meta):
        verbose_name = _("รายรับที่มิใช่เงินสด")
        constraints = [models.UniqueConstraint(fields=["receipt"], name="non_cash_receipt_once")]


class DepositRow(Row):
    """What was paid into one account, and the number on the bank's stamped slip (D8)."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", verbose_name=_("ฝากเข้าบัญชี"))
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    slip_number = models.CharField(_("ใบนำฝากเลขที่"), max_length=60)

    class Meta(Row.Meta):
        verbose_name = _("การนำฝาก")
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="deposit_row_once"),
            models.CheckConstraint(condition=Q(amount_baht__gt=0), name="deposit_of_something"),
        ]


class ReportAccount(Row):
    """One account over the day, in baht; `last_movement` is the newest of its movements that the report has seen."""

    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", null=True)
    cash_account = models.ForeignKey(CashAccount, models.PROTECT, related_name="+", null=True)
    name = models.CharField(_("รายการ"), max_length=200)
    account_number = models.CharField(_("เลขที่บัญชี"), max_length=20, blank=True)
    brought_baht = BahtField(_("ยอดยกมา"))
    received_baht = BahtField(_("รับ"))
    moved_in_baht = BahtField(_("โอนเข้า"))
    moved_out_baht = BahtField(_("โอนออก"))
    paid_baht = BahtField(_("จ่าย"))
    closing_baht = BahtField(_("คงเหลือ"))
    last_movement = models.PositiveIntegerField()

    shown: ClassVar[tuple[str, ...]] = (
        "name", "brought_baht", "received_baht", "moved_in_baht", "moved_out_baht", "paid_baht", "closing_baht",
    )  # fmt: skip

    class Meta(Row.Meta):
        verbose_name = _("ยอดเงินในรายงาน")
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="report_account_once"),
            models.CheckConstraint(
                condition=Q(bank_account__isnull=True, cash_account__isnull=False)
                | Q(bank_account__isnull=False, cash_account__isnull=True),
                name="report_account_of_one_kind",
            ),
        ]


class ReportHeld(Row):
    """One kind of money held over the day, in baht."""

    money_held = models.ForeignKey("disbursement.MoneyHeld", models.PROTECT, related_name="+")
    kind = models.CharField(_("เงินรับฝาก"), max_length=30, choices=HeldKind.choices)
    brought_baht = BahtField(_("ยอดยกมา"))
    in_baht = BahtField(_("รับ"))
    out_baht = BahtField(_("จ่าย"))
    closing_baht = BahtField(_("คงเหลือ"))
    last_movement = models.PositiveIntegerField()

    shown: ClassVar[tuple[str, ...]] = ("kind", "brought_baht", "in_baht", "out_baht", "closing_baht")

    class Meta(Row.Meta):
        verbose_name = _("เงินรับฝากในรายงาน")


class ReportSeal(Row):
    """A seal of the journal since the last report, as it is printed."""

    position = models.PositiveIntegerField(_("ผนึกที่"))
    sealed_at = models.CharField(_("ผนึกเมื่อ"), max_length=40)
    entries = models.PositiveIntegerField(_("บันทึก (รายการ)"))
    hash = models.CharField(_("ผนึก"), max_length=64)

    shown: ClassVar[tuple[str, ...]] = ("position", "entries")

    class Meta(Row.Meta):
        verbose_name = _("ผนึกของบันทึก")
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="report_seal_once")]


class KeySeat(Row):
    """Who sat in the custody committee of this report, with which key and by which order."""

    position = models.PositiveIntegerField(_("กุญแจดอกที่"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("กรรมการ"))
    position_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    by_position = models.BooleanField(_("โดยตำแหน่ง"))
    stands_in = models.BooleanField(_("เป็นผู้แทนชั่วคราว"))
    order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"))

    shown: ClassVar[tuple[str, ...]] = ("position", "person", "position_title", "by_position", "order_number")

    class Meta(Row.Meta):
        verbose_name = _("กรรมการเก็บรักษาเงิน")
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="key_seat_once"),
            models.UniqueConstraint(fields=["document", "position"], name="key_once"),
        ]


class CustodyAct(models.TextChoices):
    COUNT = "count", _("ลงชื่อในผลการตรวจนับ")
    RELEASE = "release", _("ไขตู้นิรภัยมอบเงิน")


class CustodySignature(models.Model):
    """One person's signature under one count, or his key turned in the morning. It never changes and never goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    act = models.CharField(_("ทำอะไร"), max_length=10, choices=CustodyAct.choices)
    count_number = models.PositiveIntegerField(_("ตรวจนับครั้งที่"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ผู้ลงชื่อ"))
    signed_on = models.DateField(_("วันที่ลงชื่อ"))

    append_only: ClassVar[bool] = True

    class Meta:
        verbose_name = _("ลายมือชื่อกรรมการเก็บรักษาเงิน")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "act", "count_number", "person"], name="custody_signed_once")]
