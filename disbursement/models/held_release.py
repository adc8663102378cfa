"""What the release of other money held stores, from the proposal until the money is where it belongs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disbursement.models.receipts import Receipt
from disbursement.models.treasury import BankAccount
from workflows.models import Document, Party


class ReleaseTo(models.TextChoices):
    """What becomes of it."""

    SLIP = "slip", _("เป็นเงินของใบนำส่งเงินที่มาภายหลัง")
    REVENUE = "revenue", _("ตกเป็นรายได้ของหน่วยงาน")
    OWNER = "owner", _("คืนเจ้าของ")


class HeldReleaseFacts(Document):
    """So much (`amount_baht`) of the kind "other" leaves the money held, whole, to one place.

    fund_day   the day whose surplus it is; none where it was brought forward from before the program
    paid_on    the day in the bank's own book
    """

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    release_to = models.CharField(_("ถอนไปเป็น"), max_length=10, choices=ReleaseTo.choices)
    fund_day = models.ForeignKey(Document, models.PROTECT, related_name="+", null=True, verbose_name=_("เงินเกินบัญชีของวัน"))
    remittance = models.ForeignKey(Document, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบนำส่งเงิน"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, verbose_name=_("เจ้าของเงิน"))
    grounds = models.TextField(_("เหตุผลและที่มาของเงิน"))
    order_number = models.CharField(_("คำสั่งนายกเลขที่"), max_length=60, blank=True)
    ruling = models.TextField(_("คำสั่ง"), blank=True)
    ruled_on = models.DateField(_("สั่งวันที่"), null=True)
    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบเสร็จที่ออก"))
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", null=True, verbose_name=_("จ่ายจากบัญชี"))
    bank_reference = models.CharField(_("เลขที่เช็คหรือเลขอ้างอิงของธนาคาร"), max_length=60, blank=True)
    paid_on = models.DateField(_("ธนาคารหักบัญชีวันที่"), null=True)

    class Meta:
        abstract = True
