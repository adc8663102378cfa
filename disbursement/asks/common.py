"""What steps of several procedures ask."""

from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.models import BankAccount
from workflows.fields import BahtInput
from workflows.forms import InOffice, needed
from workflows.models import PartyAccount
from workflows.thai import baht

IN_ACCOUNTS = ("account_register", "add_bank_account")  # where an account of the office is added


class Counted(BahtInput):
    """What somebody counted, in baht: an empty box says as much as a 0."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> Decimal:
        found: Decimal | None = super().clean(value)
        return found or Decimal("0.00")


def counted_of(figure: str, **options: Any) -> Any:
    """A count that is to come to a figure of the document: its box may stay empty where that is nothing."""
    return needed(
        Counted(**options), when=lambda found, given: bool(getattr(found, figure)),
        says=lambda found: "" if getattr(found, figure) else text("เว้นว่างคือไม่มี"),
    )  # fmt: skip


def with_free_money(account: BankAccount) -> str:
    """The account with what may still be paid from it: what transfers on their way will take is not counted twice."""
    return text("%(account)s จ่ายได้อีก %(free)s บาท") % {"account": account, "free": baht(account.free_baht)}


PayeeAccount = Annotated[
    PartyAccount,
    InOffice(
        PartyAccount.objects.all(),
        label=_("บัญชีผู้รับเงิน"),
        kept_in=("party_register", "add_account"),
        offers=lambda document: Q(party=document.party_id, is_current=True),
        help_text=_("จ่ายได้ทางโอนเข้าบัญชี การจ่ายเป็นเช็คหรือเงินสดยังไม่มีทางเดินในระบบนี้"),
    ),
]
Reason = Annotated[str, forms.CharField(label=_("เหตุผล"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)]
