"""What the steps of a transfer between the office's own accounts ask."""

from decimal import Decimal
from typing import Annotated

from django import forms
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import IN_ACCOUNTS, with_free_money
from disbursement.models import BankAccount
from workflows.fields import BahtInput
from workflows.forms import InOffice

Source = Annotated[
    BankAccount, InOffice(BankAccount.objects.all(), label=_("โอนออกจากบัญชี"), named=with_free_money, kept_in=IN_ACCOUNTS)
]
Target = Annotated[BankAccount, InOffice(BankAccount.objects.all(), label=_("โอนเข้าบัญชี"), kept_in=IN_ACCOUNTS)]
Amount = Annotated[Decimal, BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))]
Purpose = Annotated[str, forms.CharField(label=_("เหตุที่โอน"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)]
