"""What the steps of a collector's day ask."""

from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import counted_of
from disbursement.models import BankAccount, BookHolding, CashAccount, Face, Receipt, ReceiptBook, ReceivedBy
from workflows.fields import BahtInput
from workflows.forms import InOffice, RowsField
from workflows.models import Document

PIECES_MAX = 65_536
INTO_HANDS = (ReceivedBy.CASH, ReceivedBy.CHEQUE, ReceivedBy.TRANSFER)


def in_hands(remittance: Any) -> Q:
    """Books with slips left that the collector held on that day; of what was returned to him, also those that he holds now."""
    lasting = BookHolding.lasting(remittance.collected_on)
    if remittance.returned_times:
        lasting |= Q(given_back_on=None)
    held = BookHolding.objects.filter(lasting, holder=remittance.collector_id)
    return Q(pk__in=held.values("book"), next_number__lte=F("last_number"))


def with_next_slip(book: ReceiptBook) -> str:
    """The book as its holder knows it: what it is, and which slip comes next."""
    return _("%(kind)s %(book)s ใบถัดไปเลขที่ %(number)s") % {
        "kind": book.get_kind_display(), "book": book, "number": book.next_number,
    }  # fmt: skip


class SlipForm(forms.Form):
    number = forms.IntegerField(label=_("เลขที่"), min_value=1, max_value=2**30)
    payer = forms.CharField(label=_("ได้รับเงินจาก"), max_length=200)
    income = forms.CharField(label=_("ประเภทรายรับ"), max_length=200)
    amount_baht = BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))
    received_by = forms.ChoiceField(label=_("รับเป็น"), choices=[(way.value, way.label) for way in INTO_HANDS])
    bank_account = InOffice(BankAccount.objects.all(), label=_("โอนเข้าบัญชี"), required=False)
    instrument = forms.CharField(label=_("เลขที่เช็คหรือรายการโอน"), max_length=60, required=False)


class CountForm(forms.Form):
    face = forms.ChoiceField(label=_("ชนิด"), choices=Face.choices)
    pieces = forms.IntegerField(label=_("จำนวน"), min_value=0, max_value=PIECES_MAX, required=False)


Book = Annotated[ReceiptBook, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จ"), offers=in_hands, named=with_next_slip)]
Slips = Annotated[list[dict[str, Any]], RowsField(SlipForm, label=_("ใบเสร็จที่ออก เรียงตามเลขที่"), worth=("amount_baht",))]
ASlip = Annotated[
    Receipt,
    InOffice(
        Receipt.objects.select_related("book"),
        label=_("ใบเสร็จ"),
        offers=lambda remittance: Q(document=remittance.pk, is_cancelled=False),
    ),
]
WhyCancelled = Annotated[str, forms.CharField(label=_("เหตุที่ยกเลิก"), max_length=300)]
Counts = Annotated[
    list[dict[str, Any]], RowsField(CountForm, by="face", worth=("face", "pieces"), label=_("เงินสดที่นับได้"), required=False)
]
ChequesCounted = Annotated[Decimal, counted_of("cheque_baht", label=_("เช็คที่นับได้ (บาท)"))]
LateReason = Annotated[
    str, forms.CharField(label=_("เหตุที่นำส่งหลังวันที่รับเงิน"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False)
]
CashCounted = Annotated[Decimal, counted_of("cash_baht", label=_("เงินสดที่ผู้รับนับได้ (บาท)"))]
TransfersSeen = Annotated[Decimal, counted_of("transfer_baht", label=_("เงินโอนที่พบในบัญชีธนาคาร (บาท)"))]
CopiesCounted = Annotated[int, forms.IntegerField(label=_("สำเนาใบเสร็จที่ได้รับ รวมฉบับยกเลิก (ฉบับ)"), min_value=0, max_value=PIECES_MAX)]
Safe = Annotated[CashAccount | None, InOffice(CashAccount.objects.all(), label=_("เก็บเงินสดและเช็คไว้ที่"), required=False)]
ASummary = Annotated[Document, InOffice(Document.objects.filter(procedure="fund_day"), label=_("ใบสำคัญสรุปใบนำส่งเงิน"))]
