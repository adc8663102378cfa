"""What the steps of a returned cheque ask."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.fund_day import FundDay
from disbursement.models import BankAccount, ChequeRepayment, DepositRow, Receipt, ReceivedBy, ReturnedReceipt
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from disbursement.rules.cheque_return import is_payer
from workflows.dates import short_date
from workflows.fields import BahtInput, DayInput
from workflows.forms import InOffice, SeveralInOffice, needed
from workflows.thai import baht


def deposited_cheques(_document: Any) -> Q:
    """Valid receipts whose cheque went to the bank and has not come back."""
    banked = FundDay.objects.filter(deposited_on__isnull=False, live_day__isnull=False).values("pk")
    slips = Remittance.objects.filter(state=Remitting.SUMMARIZED, summary__in=banked).values("pk")
    returned = ReturnedReceipt.objects.values("receipt")
    return Q(received_by=ReceivedBy.CHEQUE, is_cancelled=False, document__in=slips) & ~Q(pk__in=returned)


def paid_since(cheque_return: Any) -> Q:
    """Valid receipts of no more than is owed, written since the bank took the money back, that have paid for no other cheque."""
    fits = Q(amount_baht__lte=cheque_return.owed_baht, received_on__gte=cheque_return.debited_on, is_cancelled=False)
    returned, used = (rows.objects.values("receipt") for rows in (ReturnedReceipt, ChequeRepayment))
    return fits & ~Q(received_by=ReceivedBy.NON_CASH) & ~Q(pk__in=returned) & ~Q(pk__in=used)


def as_cheque(receipt: Receipt) -> str:
    facts = {"cheque": receipt.instrument, "amount": baht(receipt.amount_baht), "payer": receipt.payer}
    return text("เช็ค %(cheque)s %(amount)s บาท %(payer)s") % facts + f" · {receipt} {short_date(receipt.received_on)}"


def as_payment(receipt: Receipt) -> str:
    return f"{receipt} {short_date(receipt.received_on)} {receipt.payer} {baht(receipt.amount_baht)} {receipt.income}"


def slip_of(cheque_return: Any) -> Any:
    """The slip in which the cheque was taken in."""
    return ReturnedReceipt.objects.filter(document=cheque_return.pk).values_list("receipt__document", flat=True).first()


def cheques_of_slip(cheque_return: Any) -> Q:
    """Valid receipts of the same slip that were paid by cheque, and that no other return has taken."""
    elsewhere = ReturnedReceipt.objects.exclude(document=cheque_return.pk).values("receipt")
    return Q(document=slip_of(cheque_return), received_by=ReceivedBy.CHEQUE, is_cancelled=False) & ~Q(pk__in=elsewhere)


ACheque = Annotated[
    Receipt,
    InOffice(
        Receipt.objects.select_related("book"), label=_("ใบเสร็จที่ชำระด้วยเช็คนี้"), offers=deposited_cheques, named=as_cheque,
        order=("-received_on", "-pk"),
    ),
]  # fmt: skip
ItsReceipts = Annotated[
    list[Receipt],
    SeveralInOffice(
        Receipt.objects.select_related("book"),
        label=_("ใบเสร็จที่เช็คฉบับนี้ชำระ"),
        offers=cheques_of_slip,
        named=as_cheque,
        order=("book", "number"),
    ),
]
Account = Annotated[
    BankAccount,
    InOffice(
        BankAccount.objects.all(), label=_("ธนาคารหักจากบัญชี"),
        offers=lambda found: Q(pk__in=DepositRow.objects.filter(document=found.fund_day_id).values("account")),
    ),
]  # fmt: skip
DebitedOn = Annotated[date, DayInput(label=_("ธนาคารหักบัญชีวันที่"))]
NoticeAmount = Annotated[Decimal, BahtInput(label=_("จำนวนเงินตามหนังสือแจ้งของธนาคาร (บาท)"), min_value=Decimal("0.01"))]
NoticeNumber = Annotated[str, forms.CharField(label=_("หนังสือแจ้งของธนาคารเลขที่"), max_length=60)]
BankReason = Annotated[str, forms.CharField(label=_("เหตุที่ธนาคารคืนเช็ค"), max_length=300)]
APayment = Annotated[
    Receipt,
    InOffice(
        Receipt.objects.select_related("book"), label=_("ใบเสร็จใหม่ที่ผู้จ่ายชำระ"), offers=paid_since, named=as_payment,
        order=("-received_on", "-pk"),
    ),
]  # fmt: skip
PaidFor = Annotated[
    str,
    needed(
        forms.CharField(label=_("ผู้ชำระแทนเกี่ยวข้องกับผู้จ่ายเช็คอย่างไร"), max_length=300, required=False),
        when=lambda found, given: "receipt" in given and not is_payer(given["receipt"].payer, found.payer),
        says=lambda found: text("เมื่อใบเสร็จใหม่ไม่ได้ออกในนาม %(payer)s") % {"payer": found.payer},
    ),
]  # fmt: skip
CopyDated = Annotated[
    date,
    DayInput(label=_("สำเนาใบเสร็จที่ถืออยู่ลงวันที่"), help_text=_("อ่านจากสำเนาตัวจริงตามเล่มและเลขที่ที่บันทึกไว้ หน้านี้ไม่แสดงวันที่ของใบเสร็จ")),
]
CopyAmount = Annotated[Decimal, BahtInput(label=_("จำนวนเงินตามสำเนาใบเสร็จที่ถืออยู่ (บาท)"), min_value=Decimal("0.01"))]
Chased = Annotated[str, forms.CharField(label=_("ติดตามอย่างไร ได้คำตอบว่าอย่างไร"), max_length=1000)]
OrderNumber = Annotated[str, forms.CharField(label=_("คำสั่งเลขที่"), max_length=60)]
OrderText = Annotated[
    str, forms.CharField(label=_("คำสั่ง: ดำเนินคดีอย่างไร ให้ใครทำ"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
]
