"""What a shortage of the cash stores, from นายก's order until it is made good."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disbursement.models.receipts import Receipt
from workflows.models import Document


class ShortageFacts(Document):
    """So much is missing of one day's money (`amount_baht`), by one order. One receipt makes it good.

    debtors   the officers who must make it good, as hexadecimal ids; `named` says them and whoever is no officer in words
    receipt   claimed when it is recorded, and settled once another person has confirmed it
    """

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    fund_day = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("เงินประจำวัน"))
    day = models.DateField(_("ขาดในวันที่"))
    order_number = models.CharField(_("คำสั่งนายกเลขที่"), max_length=60)
    ruling = models.TextField(_("คำสั่ง"))
    debtors = models.JSONField(null=True)
    named = models.TextField(_("ผู้ต้องชดใช้"), null=True)
    chased_times = models.PositiveIntegerField(_("ติดตามแล้ว (ครั้ง)"), default=0)
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบเสร็จที่ชดใช้"))
    repaid_on = models.DateField(_("ชดใช้วันที่"), null=True)

    class Meta:
        abstract = True
