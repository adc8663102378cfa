"""What steps of several procedures ask."""

from typing import Annotated

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflows.forms import InOffice
from workflows.models import PartyAccount

PayeeAccount = Annotated[
    PartyAccount,
    InOffice(PartyAccount.objects.all(), label=_("บัญชีผู้รับเงิน"), offers=lambda document: Q(party=document.party_id, is_current=True)),
]
Reason = Annotated[str, forms.CharField(label=_("เหตุผล"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)]
