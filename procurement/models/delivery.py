"""What an order promises by instalments, and what the vendor brings."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workflows.fields import BahtField, new_id
from workflows.models import Document


class Instalment(models.Model):
    """A part of the order that is delivered and paid by itself (งวด).

    `delivered_baht` counts what inspectors have accepted or still have before them; what they reject leaves it again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("งวดที่"))
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    due_on = models.DateField(_("ครบกำหนดส่งมอบ"))
    delivered_baht = BahtField(_("ส่งมอบแล้ว (บาท)"), default=0)
    accepted_baht = BahtField(_("ตรวจรับแล้ว (บาท)"), default=0)
    paid_baht = BahtField(_("จ่ายแล้ว (บาท)"), default=0)

    class Meta:
        verbose_name = _("งวดส่งมอบ")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="instalment_once"),
            models.CheckConstraint(condition=Q(delivered_baht__lte=F("amount_baht")), name="never_delivered_more_than_ordered"),
            models.CheckConstraint(condition=Q(accepted_baht__lte=F("delivered_baht")), name="never_accepted_more_than_delivered"),
            models.CheckConstraint(condition=Q(paid_baht__lte=F("accepted_baht")), name="never_paid_more_than_accepted"),
        ]


class Delivery(models.Model):
    """What a vendor brought: the delivery note, its day, the office's receiving stamp, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("ครั้งที่"))
    instalment = models.PositiveIntegerField(_("งวดที่"))
    note_number = models.CharField(_("ใบส่งของเลขที่"), max_length=60)
    delivered_on = models.DateField(_("วันที่ส่งมอบ"))
    received_on = models.DateField(_("วันที่ลงรับ"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้ลงรับ"))
    amount_baht = BahtField(_("มูลค่าที่ส่งมอบ (บาท)"))
    was_sent = models.BooleanField(_("ส่งให้ผู้ตรวจรับแล้ว"), default=False)
    acceptance = models.UUIDField(_("ใบตรวจรับ"), null=True)
    accepted_baht = BahtField(_("ตรวจรับ (บาท)"), null=True)
    paid_on = models.DateField(_("จ่ายเงินวันที่"), null=True)

    class Meta:
        verbose_name = _("การส่งมอบ")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="delivery_once"),
            models.UniqueConstraint(fields=["document", "note_number"], name="delivery_note_once"),
            models.CheckConstraint(condition=Q(accepted_baht=None) | Q(accepted_baht__lte=F("amount_baht")), name="never_accepted_more_than_brought"),
            models.CheckConstraint(condition=Q(paid_on=None) | Q(accepted_baht__gt=0), name="only_the_accepted_is_paid"),
        ]  # fmt: skip


class DeliveryLine(models.Model):
    """How much of one line of the order came with one delivery of goods, and how much of it was accepted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    delivery = models.PositiveIntegerField(_("ส่งมอบครั้งที่"))
    position = models.PositiveIntegerField(_("ลำดับ"))
    delivered_quantity = models.DecimalField(_("จำนวนที่ส่งมอบ"), max_digits=12, decimal_places=3)
    accepted_quantity = models.DecimalField(_("จำนวนที่ตรวจรับ"), max_digits=12, decimal_places=3, null=True)

    shown: ClassVar[tuple[str, ...]] = ("delivery", "position", "delivered_quantity", "accepted_quantity")

    class Meta:
        verbose_name = _("รายการที่ส่งมอบ")
        ordering = ["delivery", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "delivery", "position"], name="delivery_line_once"),
            models.CheckConstraint(
                condition=Q(accepted_quantity=None) | Q(accepted_quantity__lte=F("delivered_quantity")),
                name="never_accepted_more_than_came",
            ),
        ]
