"""What a bank file stores: one instrument that carries payments of several cases."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.receipts import ReceiptBook
from disbursement.models.treasury import BankAccount
from workflows.fields import BahtField, new_id
from workflows.models import Document


class TransferFacts(Document):
    """The facts of a bank file. `amount_baht` of the document is its total."""

    words_of = {"layout": "transfer.file_layout"}

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+", verbose_name=_("จ่ายจากบัญชี"))
    value_on = models.DateField(_("วันที่ให้ธนาคารโอน"))
    layout = models.CharField(_("รูปแบบไฟล์"), max_length=60)
    file_sha256 = models.CharField(_("รหัสตรวจไฟล์"), max_length=64)
    bank_reference = models.CharField(_("เลขอ้างอิงของธนาคาร"), max_length=60, blank=True)
    sent_on = models.DateField(_("วันที่ส่งธนาคาร"), null=True)
    # the day in the bank's own book of what its last answer confirmed
    debited_on = models.DateField(_("ธนาคารหักบัญชีวันที่"), null=True)
    # for the fines of this file: whose slips, and who issues them
    fine_book = models.ForeignKey(ReceiptBook, models.PROTECT, related_name="+", null=True, verbose_name=_("เล่มใบเสร็จค่าปรับ"))
    recorder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้บันทึกผล"))

    class Meta:
        abstract = True


class TransferResult(models.TextChoices):
    WAITING = "", _("รอผล")
    CONFIRMED = "confirmed", _("โอนสำเร็จ")
    RETURNED = "returned", _("ธนาคารคืน")


class TransferRow(models.Model):
    """One payment in a bank file. `live_payment` is emptied when the bank returns it or the file is withdrawn, and never after it
    was confirmed: so the database itself lets no payment be carried twice at a time, nor again once paid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    payment = models.ForeignKey("disbursement.Payment", models.PROTECT, related_name="transfer_rows", verbose_name=_("รายการจ่าย"))
    live_payment = models.UUIDField(null=True)
    payee_name = models.CharField(_("ชื่อบัญชีผู้รับเงิน"), max_length=200)
    payee_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("บุคลากรที่เป็นผู้รับเงิน")
    )
    bank_code = models.CharField(_("รหัสธนาคาร"), max_length=3)
    account_number = models.CharField(_("เลขที่บัญชี"), max_length=20)
    amount_baht = BahtField(_("จำนวนเงิน (บาท)"))
    reference = models.CharField(_("อ้างอิง"), max_length=60)
    result = models.CharField(_("ผล"), max_length=10, choices=TransferResult.choices, blank=True)
    result_on = models.DateField(_("วันที่ทราบผล"), null=True)
    result_note = models.CharField(_("หมายเหตุของธนาคาร"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("รายการในชุดโอน")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="transfer_position_once"),
            models.UniqueConstraint(fields=["document", "payment"], name="transfer_payment_once_in_file"),
            models.UniqueConstraint(fields=["live_payment"], name="transfer_payment_once"),
            models.CheckConstraint(condition=Q(amount_baht__gt=0), name="transfer_of_something"),
            models.CheckConstraint(condition=~Q(result="confirmed") | Q(live_payment__isnull=False), name="transfer_paid_for_good"),
        ]
