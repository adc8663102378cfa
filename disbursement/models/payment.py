"""What one payment by transfer stores."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.budget import BudgetLine
from disbursement.models.receipts import Receipt
from disbursement.models.treasury import HeldKind
from workflows.fields import BahtField, by_number
from workflows.models import Document, Party, PartyAccount


class ProofKind(models.TextChoices):
    """What shows that the payee has the money (P-9)."""

    RECEIPT = "receipt", _("ใบเสร็จรับเงินของผู้รับเงิน")
    PAYMENT_SLIP = "payment_slip", _("ใบสำคัญรับเงิน")
    CERTIFICATE = "certificate", _("ใบรับรองการจ่ายเงินของผู้จ่าย")


class PaymentFacts(Document):
    """The facts of a payment. `amount_baht` of the document is what is transferred (net)."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    # given by the voucher
    voucher = models.ForeignKey("disbursement.Voucher", models.PROTECT, related_name="payments", verbose_name=_("ฎีกา"))
    live_voucher = models.UUIDField(null=True)  # emptied when the payment is withdrawn: one living payment of one voucher
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", verbose_name=_("รายการงบประมาณ"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("ผู้รับเงิน"))
    payee_account = models.ForeignKey(PartyAccount, models.PROTECT, related_name="+", verbose_name=_("บัญชีผู้รับเงิน"))
    gross_baht = BahtField(_("จำนวนเงินขอเบิก (บาท)"))
    withheld_baht = BahtField(_("ภาษีหัก ณ ที่จ่าย (บาท)"))
    withheld_as = models.CharField(_("รับฝากเป็น"), max_length=30, choices=HeldKind.choices)
    fine_baht = BahtField(_("ค่าปรับ (บาท)"))
    # written by the bank file
    transfer = models.ForeignKey(Document, models.PROTECT, related_name="+", null=True, verbose_name=_("ชุดรายการโอน"))
    position = models.PositiveIntegerField(_("ลำดับในชุดรายการโอน"), null=True)
    returned_times = models.PositiveIntegerField(_("ธนาคารคืนแล้ว (ครั้ง)"), default=0)
    paid_on = models.DateField(_("วันที่จ่ายเงิน"), null=True)
    fine_receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบเสร็จค่าปรับ"))
    # written after the money has gone
    payer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้จ่ายเงิน"))
    stamped_on = models.DateField(_("ประทับตราจ่ายเงินแล้ววันที่"), null=True)
    proof_kind = models.CharField(_("หลักฐานการรับเงิน"), max_length=20, choices=ProofKind.choices, blank=True)
    proof_number = models.CharField(_("หลักฐานเลขที่"), max_length=60, blank=True)
    proof_on = models.DateField(_("หลักฐานลงวันที่"), null=True)
    chased_times = models.PositiveIntegerField(_("ทวงแล้ว (ครั้ง)"), default=0)
    certifier = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้รับรอง"))
    certified_on = models.DateField(_("รับรองวันที่"), null=True)

    class Meta:
        abstract = True
        indexes = by_number("payment", "proof")
        constraints = [
            models.UniqueConstraint(fields=["live_voucher"], name="payment_voucher_once"),
            models.CheckConstraint(condition=Q(gross_baht__gt=F("withheld_baht") + F("fine_baht")), name="payment_of_something"),
        ]
