"""What the steps of a release of other money held ask."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import with_free_money
from disbursement.asks.transfer import in_hand
from disbursement.fund_day import FundDay
from disbursement.fund_day.states import BANKED
from disbursement.models import BankAccount, ReceiptBook, ReleaseTo
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows.dates import short_date
from workflows.fields import BahtInput, DayInput
from workflows.forms import InOffice, needed
from workflows.models import Party
from workflows.thai import baht


def as_surplus(day: Any) -> str:
    facts = {"day": short_date(day.day), "amount": baht(day.ordered_baht), "order": day.difference_order_number}
    return text("%(day)s เกิน %(amount)s บาท คำสั่งที่ %(order)s") % facts


def as_slip(slip: Any) -> str:
    facts = {
        "slip": slip.number,
        "collector": slip.collector.full_name,
        "day": short_date(slip.collected_on),
        "amount": baht(slip.cash_baht + slip.cheque_baht),
    }
    return text("ใบนำส่งเงิน %(slip)s %(collector)s เก็บวันที่ %(day)s เงินสดและเช็ค %(amount)s บาท") % facts


def asked_for(release_to: str) -> Any:
    """A field that only one way out of the money held needs."""
    return lambda document, given: given.get("release_to") == release_to


To = Annotated[str, forms.ChoiceField(label=_("ถอนไปเป็น"), choices=ReleaseTo.choices)]
Amount = Annotated[Decimal, BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))]
ASurplus = Annotated[
    FundDay | None,
    InOffice(
        FundDay.objects.all(), label=_("เงินเกินบัญชีของวัน"), required=False, named=as_surplus, order=("-day",),
        offers=lambda document: Q(ordered_baht__gt=0, live_day__isnull=False, state__in=BANKED),
        help_text=_("เว้นว่างเฉพาะเงินรับฝากอื่นที่ยกมาก่อนใช้ระบบ"),
    ),
]  # fmt: skip
ASlip = Annotated[
    Remittance | None,
    needed(
        InOffice(
            Remittance.objects.select_related("collector"), label=_("ใบนำส่งเงินที่เป็นเงินก้อนเดียวกัน"), required=False, named=as_slip,
            order=("-collected_on", "pk"), offers=lambda document: Q(state=Remitting.REMITTED),
        ),
        when=asked_for(ReleaseTo.SLIP), says=lambda document: text("เมื่อเป็นเงินของใบนำส่งเงิน"),
    ),
]  # fmt: skip
AnOwner = Annotated[
    Party | None,
    needed(
        InOffice(Party.objects.all(), label=_("เจ้าของเงิน"), required=False, kept_in=("party_register", "add_party")),
        when=asked_for(ReleaseTo.OWNER),
        says=lambda document: text("เมื่อคืนเจ้าของ"),
    ),
]
Grounds = Annotated[str, forms.CharField(label=_("เหตุผลและที่มาของเงิน"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)]
OrderNumber = Annotated[str, forms.CharField(label=_("คำสั่งเลขที่"), max_length=60)]
Ruling = Annotated[str, forms.CharField(label=_("คำสั่ง"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)]
Book = Annotated[ReceiptBook, InOffice(ReceiptBook.objects.all(), label=_("เล่มใบเสร็จที่คุณถืออยู่"), offers=in_hand)]
Account = Annotated[BankAccount, InOffice(BankAccount.objects.all(), label=_("จ่ายจากบัญชี"), named=with_free_money)]
BankReference = Annotated[str, forms.CharField(label=_("เลขที่เช็คหรือเลขอ้างอิงของธนาคาร"), max_length=60)]
PaidOn = Annotated[date, DayInput(label=_("ธนาคารหักบัญชีวันที่"))]
