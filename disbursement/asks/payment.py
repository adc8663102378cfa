"""What the steps of a payment ask."""

from datetime import date
from typing import Annotated

from django import forms
from django.utils.translation import gettext_lazy as _

from disbursement.models import ProofKind, ReceiptBook
from disbursement.voucher import Voucher
from workflows.fields import DayInput
from workflows.forms import InOffice, needed
from workflows.models import Document, User

AVoucher = Annotated[Voucher, InOffice(Voucher.objects.all(), label=_("ฎีกา"))]
BankReason = Annotated[str, forms.CharField(label=_("เหตุที่ธนาคารคืน"), max_length=200, required=False)]
ATransfer = Annotated[Document, InOffice(Document.objects.filter(procedure="transfer"), label=_("ชุดรายการโอน"))]
Position = Annotated[int, forms.IntegerField(label=_("ลำดับในชุดรายการโอน"), min_value=1)]
FineBook = Annotated[ReceiptBook | None, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จค่าปรับ"), required=False)]
PaidOn = Annotated[date, DayInput(label=_("วันที่จ่ายเงิน"))]
Issuer = Annotated[User, InOffice(User.objects.all(), label=_("ผู้ออกใบเสร็จค่าปรับ"))]
Kind = Annotated[str, forms.ChoiceField(label=_("หลักฐานการรับเงิน"), choices=ProofKind.choices)]
ProofNumber = Annotated[
    str,
    needed(
        forms.CharField(label=_("หลักฐานเลขที่"), max_length=60, required=False),
        when=lambda payment, given: given.get("proof_kind") == ProofKind.RECEIPT,
        says=lambda payment: _("จำเป็นสำหรับใบเสร็จ"),
    ),
]
ProofOn = Annotated[date, DayInput(label=_("หลักฐานลงวันที่"))]
CertificateReason = Annotated[
    str,
    needed(
        forms.CharField(label=_("เหตุที่เรียกใบเสร็จไม่ได้"), max_length=1000, required=False),
        when=lambda payment, given: given.get("proof_kind") == ProofKind.CERTIFICATE,
        says=lambda payment: _("จำเป็นสำหรับใบรับรองการจ่ายเงิน"),
    ),
]
Chased = Annotated[str, forms.CharField(label=_("ทวงอย่างไร ได้คำตอบว่าอย่างไร"), max_length=1000)]
