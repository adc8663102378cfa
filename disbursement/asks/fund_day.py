"""What the steps of a day's money ask."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import Counted, counted_of
from disbursement.asks.remittance import CountForm
from disbursement.models import BankAccount, CashAccount
from workflows.adding_up import Beside
from workflows.fields import BahtInput, DayInput
from workflows.forms import InOffice, RowsField, SeveralInOffice
from workflows.models import Document, User

ACTIVE = User.objects.filter(is_active=True).order_by("full_name")


class DepositForm(forms.Form):
    account = InOffice(BankAccount.objects.all(), label=_("ฝากเข้าบัญชี"))
    amount_baht = BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))
    slip_number = forms.CharField(label=_("ใบนำฝากเลขที่"), max_length=60)


def text_area(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **options)


def to_be_banked(day: Any) -> Iterator[Beside]:
    yield Beside(text("ต้องนำฝากทั้งจำนวน"), day.due_at_bank_baht)


Day = Annotated[date, DayInput(label=_("ประจำวันที่"))]
ACashAccount = Annotated[CashAccount, InOffice(CashAccount.objects.all(), label=_("เงินสดในมือ"))]
AReceivedSlip = Annotated[
    Document,
    InOffice(Document.objects.filter(procedure="remittance"), label=_("ใบนำส่งเงิน"), offers=lambda day: Q(state="received")),
]
LateReason = Annotated[str, text_area(_("เหตุที่ลงบัญชีหลังวันรับเงิน หรือยังรับเงินไม่ครบ (ถ้ามี)"), required=False)]
TotalBaht = Annotated[Decimal, counted_of("amount_baht", label=_("ยอดรวมใบเสร็จทุกฉบับของวัน (บาท)"))]
WroteOnCopy = Annotated[bool, forms.BooleanField(label=_("แสดงยอดรวมและลงชื่อในสำเนาใบเสร็จฉบับสุดท้ายแล้ว"))]
Deposits = Annotated[list[dict[str, Any]], RowsField(DepositForm, label=_("การนำฝาก"), worth=("amount_baht",), beside=to_be_banked)]
Carriers = Annotated[Any, SeveralInOffice(ACTIVE, label=_("กรรมการรับส่งเงิน"))]
KeepReason = Annotated[str, text_area(_("เหตุที่ฝากธนาคารไม่ทัน"))]
LateDepositReason = Annotated[str, text_area(_("เหตุที่นำฝากล่าช้า (ถ้าช้า)"), required=False)]
Counts = Annotated[
    list[dict[str, Any]], RowsField(CountForm, by="face", worth=("face", "pieces"), label=_("ธนบัตรและเหรียญ"), required=False)
]
Instruments = Annotated[Decimal, Counted(label=_("เช็คและตราสาร (บาท)"))]
InstrumentsCount = Annotated[
    int | None, forms.IntegerField(label=_("เช็คและตราสาร (ฉบับ)"), min_value=0, max_value=2**20, required=False)
]
CountNote = Annotated[str, text_area(_("บันทึกผลต่าง (ถ้าไม่ตรงกับรายงาน)"), required=False)]
OrderText = Annotated[str, text_area(_("คำสั่ง"))]
OrderNumber = Annotated[str, forms.CharField(label=_("คำสั่งเลขที่"), max_length=60)]
HandedBaht = Annotated[Decimal, BahtInput(label=_("จำนวนที่นับรับ (บาท)"))]
