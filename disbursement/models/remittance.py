"""What a collector's day stores: the totals of its valid receipts, the cash that was counted, and who handed it to whom."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.treasury import CashAccount
from workflows.fields import BahtField, new_id
from workflows.models import Document


class Face(models.TextChoices):
    """Notes and coins by their face value in baht."""

    NOTE_1000 = "1000", _("ธนบัตร 1,000 บาท")
    NOTE_500 = "500", _("ธนบัตร 500 บาท")
    NOTE_100 = "100", _("ธนบัตร 100 บาท")
    NOTE_50 = "50", _("ธนบัตร 50 บาท")
    NOTE_20 = "20", _("ธนบัตร 20 บาท")
    COIN_10 = "10", _("เหรียญ 10 บาท")
    COIN_5 = "5", _("เหรียญ 5 บาท")
    COIN_2 = "2", _("เหรียญ 2 บาท")
    COIN_1 = "1", _("เหรียญ 1 บาท")
    SATANG_50 = "0.50", _("เหรียญ 50 สตางค์")
    SATANG_25 = "0.25", _("เหรียญ 25 สตางค์")
    SATANG_10 = "0.10", _("เหรียญ 10 สตางค์")
    SATANG_5 = "0.05", _("เหรียญ 5 สตางค์")
    SATANG_1 = "0.01", _("เหรียญ 1 สตางค์")

    @property
    def baht(self) -> Decimal:
        return Decimal(self.value)


class RemittanceFacts(Document):
    """The facts of a collector's day. `amount_baht` of the document is all that is remitted: cash, cheques and transfers."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    collector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้เก็บเงิน"))
    collected_on = models.DateField(_("วันที่รับเงิน"))
    # The same day while its money is still being collected: one open day of one collector.
    open_on = models.DateField(_("วันที่ยังไม่ได้นำส่ง"), null=True)
    # valid receipts
    cash_baht = BahtField(_("เงินสด (บาท)"), default=0)
    cheque_baht = BahtField(_("เช็ค (บาท)"), default=0)
    transfer_baht = BahtField(_("เงินโอนเข้าบัญชี (บาท)"), default=0)
    # cash and cheques of them that came in before, as a surplus, and are held since: not in hand any more
    from_held_baht = BahtField(_("จากเงินรับฝาก (บาท)"), null=True)
    # written at the handing over
    remitter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้นำส่งเงิน"))
    remitted_on = models.DateField(_("วันที่นำส่ง"), null=True)
    returned_times = models.PositiveIntegerField(_("ส่งคืนแล้ว (ครั้ง)"), default=0)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้รับเงิน"))
    received_on = models.DateField(_("วันที่รับเงินนำส่ง"), null=True)
    cash_account = models.ForeignKey(CashAccount, models.PROTECT, related_name="+", null=True, verbose_name=_("เก็บเงินสดและเช็คไว้ที่"))
    # written by the day's summary
    summary = models.ForeignKey(Document, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบสำคัญสรุปใบนำส่งเงิน"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["collector", "open_on"], name="remittance_open_once"),
            models.CheckConstraint(
                condition=Q(cash_baht__gte=0, cheque_baht__gte=0, transfer_baht__gte=0), name="remittance_never_negative"
            ),
        ]


class CashCount(models.Model):
    """So many pieces of one face value, as counted in a document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    face = models.CharField(_("ชนิด"), max_length=5, choices=Face.choices)
    pieces = models.PositiveIntegerField(_("จำนวน"))

    class Meta:
        verbose_name = _("เงินสดที่นับได้")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="cash_count_once")]
