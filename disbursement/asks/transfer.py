"""What the steps of a bank file ask."""

from datetime import date
from typing import Annotated, Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import IN_ACCOUNTS, with_free_money
from disbursement.models import BankAccount, ReceiptBook, TransferResult
from disbursement.payment import Payment, State
from workflows.fields import DayInput
from workflows.forms import InOffice, RowsField, SeveralInOffice
from workflows.thai import baht


def in_hand(_document: object) -> Q:
    """Books that somebody holds and that have slips left."""
    return Q(taken_on__isnull=False, next_number__lte=F("last_number"))


def unanswered(row: Any) -> str:
    """A payment that the bank has not answered for yet."""
    return "" if row["result"] else f"{row['payee_name']} {baht(row['amount_baht'])} {text('บาท')}"


def to_be_paid(payment: Any) -> str:
    """What leaves the account, and where it goes: enough to sign for."""
    return f"{baht(payment.amount_baht)} {text('บาท')} · {payment.payee_account} · {payment.title}"


class ResultForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    result = forms.ChoiceField(label=_("ผล"), choices=[choice for choice in TransferResult.choices if choice[0]])
    note = forms.CharField(label=_("หมายเหตุของธนาคาร"), max_length=200, required=False)


Account = Annotated[
    BankAccount, InOffice(BankAccount.objects.all(), label=_("จ่ายจากบัญชี"), named=with_free_money, kept_in=IN_ACCOUNTS)
]
ValueOn = Annotated[date, DayInput(label=_("วันที่ให้ธนาคารโอน"))]
Payments = Annotated[
    list[Payment],
    SeveralInOffice(
        Payment.objects.select_related("payee_account"),
        label=_("รายการจ่าย"),
        named=to_be_paid,
        offers=lambda transfer: Q(state=State.READY),
    ),
]
DebitedOn = Annotated[
    date | None,
    DayInput(label=_("ธนาคารหักบัญชีวันที่"), required=False, help_text=_("ตามใบแจ้งหักบัญชี แม้แนบใบแจ้งในวันหลัง เว้นว่างคือวันที่ทำรายการนี้")),
]
BankReference = Annotated[str, forms.CharField(label=_("เลขอ้างอิงของธนาคาร"), max_length=60)]
Results = Annotated[
    list[dict[str, Any]], RowsField(ResultForm, label=_("ผลการโอนรายลำดับ"), required=False, about="rows", named=unanswered)
]
Rest = Annotated[
    str,
    forms.ChoiceField(
        label=_("ลำดับที่ไม่ได้ระบุ"),
        required=False,
        choices=[("", _("ยังไม่ทราบผล")), (TransferResult.CONFIRMED.value, TransferResult.CONFIRMED.label)],
    ),
]
FineBook = Annotated[
    ReceiptBook | None, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จค่าปรับ"), required=False, offers=in_hand)
]
