"""What a returned cheque stores: whose receipts it had paid, when the bank took the money back, and what the payer has paid again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.fund_day import Row
from disbursement.models.receipts import Receipt
from disbursement.models.treasury import BankAccount
from workflows.fields import BahtField
from workflows.models import Document


class Debtor(models.TextChoices):
    """Where a debt stands while somebody may pay it."""

    INFORMING = "informing", _("รอนายกรับทราบและสั่งการ")
    OWED = "owed", _("รอผู้จ่ายชำระแทน")
    LEGAL = "legal", _("นายกสั่งดำเนินคดี รอชำระ")


class ChequeReturnFacts(Document):
    """One cheque, `amount_baht` in all; `owed_baht` is what of it the payer has not paid again."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    owed_baht = BahtField(_("ยังค้างชำระ (บาท)"), default=0)
    payer = models.CharField(_("ผู้ชำระเงิน"), max_length=200)
    instrument = models.CharField(_("เช็คเลขที่"), max_length=60)
    # by the bank's notice
    bank_reason = models.CharField(_("เหตุที่ธนาคารคืนเช็ค"), max_length=300, blank=True)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", null=True, verbose_name=_("ธนาคารหักจากบัญชี"))
    debited_on = models.DateField(_("ธนาคารหักบัญชีวันที่"), null=True)
    notice_number = models.CharField(_("หนังสือแจ้งของธนาคารเลขที่"), max_length=60, blank=True)
    # by the deposit
    deposited_on = models.DateField(_("นำฝากวันที่"))
    fund_day = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("เงินประจำวันที่นำฝาก"))
    # the debt
    chased_times = models.PositiveIntegerField(_("ติดตามแล้ว (ครั้ง)"), default=0)
    order_number = models.CharField(_("คำสั่งนายกเลขที่"), max_length=60, blank=True)
    ruling = models.TextField(_("คำสั่งนายก"), blank=True)
    repaid_on = models.DateField(_("ชำระครบวันที่"), null=True)
    # a payment that was recorded and waits for the person who confirms it, and where the debt stood
    claimed_receipt = models.ForeignKey(
        Receipt, models.PROTECT, related_name="+", null=True, db_index=False, verbose_name=_("ใบเสร็จที่รอยืนยัน")
    )
    claimed_for = models.CharField(_("ผู้ชำระแทนตามใบเสร็จที่รอยืนยัน"), max_length=300, null=True)
    resumes = models.CharField(_("ก่อนบันทึกการชำระ"), max_length=20, null=True, choices=Debtor.choices)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(owed_baht__gte=0), name="cheque_return_never_overpaid"),
            models.UniqueConstraint(fields=["claimed_receipt"], name="cheque_claim_receipt_once"),
        ]


class ReturnedReceipt(Row):
    """A receipt that the cheque had paid. It stays valid, for the money was received; its cheque is returned once."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", verbose_name=_("ใบเสร็จเดิม"))
    income = models.CharField(_("ประเภทรายรับ"), max_length=200)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))

    class Meta(Row.Meta):
        verbose_name = _("ใบเสร็จที่ชำระด้วยเช็คคืน")
        constraints = [models.UniqueConstraint(fields=["receipt"], name="cheque_returned_once")]


class ChequeRepayment(Row):
    """A new receipt with which the payer has paid some of it, or all."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="+", verbose_name=_("ใบเสร็จใหม่"))
    paid_on = models.DateField(_("ชำระวันที่"))
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    recorded_on = models.DateField(_("บันทึกวันที่"))
    paid_for = models.CharField(_("ผู้ชำระแทน"), max_length=300, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("การชำระแทนเช็คคืน")
        constraints = [models.UniqueConstraint(fields=["receipt"], name="cheque_repayment_receipt_once")]

    @property
    def title(self) -> str:
        """The debt that it has settled, as every debt is called."""
        return self.document.title
