"""เงินขาดบัญชี: what นายก ordered to be made good is owed from that day on, followed, and closed by a receipt of the whole of it.

Nothing of it stands in a text at hand: regulations.md §1.12 remembers a letter that was not found, and vouches for none of it.
"""

from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import settling
from disbursement.fund_day import FundDay
from disbursement.fund_day.accounts import ZERO
from disbursement.models import Receipt, ReceivedBy, ShortageFacts
from workflows import engine, law
from workflows.act import Act
from workflows.dates import short_date
from workflows.fields import BahtInput
from workflows.following import go_with
from workflows.forms import InOffice
from workflows.models import Document
from workflows.procedure import follows, procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, step
from workflows.thai import baht, in_thai, long_date

OWED = law.practice("เงินขาดบัญชีที่นายกสั่งให้เรียกคืน ตั้งเป็นลูกหนี้และติดตามจนได้รับชดใช้ (หนังสือสั่งการยังไม่ยืนยัน)")
FOUND = law.practice("ตรวจนับใหม่พบเงินที่ขาด นายกสั่งใหม่ ยอดลูกหนี้เปลี่ยนตาม")


def receipts_of(shortage: Any) -> Q:
    """Valid receipts of as much, written since the money was missing."""
    fits = Q(amount_baht=shortage.amount_baht, received_on__gte=shortage.day, is_cancelled=False)
    return fits & ~Q(received_by=ReceivedBy.NON_CASH)


def with_payer(receipt: Receipt) -> str:
    return f"{receipt} {short_date(receipt.received_on)} {receipt.payer} {receipt.income}"


ADay = Annotated[Document, InOffice(Document.objects.filter(procedure="fund_day"), label=_("เงินประจำวัน"))]
Amount = Annotated[Decimal, BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))]
AReceipt = Annotated[
    Receipt,
    InOffice(Receipt.objects.select_related("book"), label=_("ใบเสร็จที่ชดใช้"), offers=receipts_of, named=with_payer),
]
Chased = Annotated[str, forms.CharField(label=_("ติดตามอย่างไร ได้คำตอบว่าอย่างไร"), max_length=1000)]


MISSING = ("amount_baht", "day", "order_number", "ruling")  # how much of which day, and by whose order it is asked for


class State(models.TextChoices):
    OWED = "owed", _("รอชดใช้")
    REPAID = "repaid", _("ชดใช้แล้ว")
    FOUND = "found", _("ตรวจนับใหม่พบเงินแล้ว")


@procedure
class Shortage(ShortageFacts):
    """One shortage, until it is made good."""

    State = State

    class Procedure:
        code = "shortage"
        title = _("ลูกหนี้เงินขาดบัญชี")
        ends = (State.REPAID, State.FOUND)
        content = tuple(field.name for field in ShortageFacts._meta.local_fields if field.name != "document")
        stations = ((_("รอชดใช้"), (State.OWED,)), (_("ชดใช้แล้ว"), (State.REPAID,)))

    @step(label=_("ตั้งลูกหนี้เงินขาดบัญชี"), basis="daily_report.difference", by=SYSTEM, source=UNBORN, target=State.OWED)
    def open_for_day(self, act: Act, *, fund_day: ADay, amount_baht: Amount) -> None:
        """Follows นายก's order on the difference of a day."""
        day = FundDay.objects.get(pk=fund_day.pk)
        self.fund_day, self.day, self.amount_baht = fund_day, day.day, amount_baht
        self.order_number, self.ruling = day.difference_order_number, day.difference_order
        self.title = in_thai(_("เงินขาดบัญชีวันที่ %(day)s")) % {"day": long_date(day.day)}

    @step(
        label=_("บันทึกการชดใช้"),
        basis=OWED,
        by=Role.FINANCE_OFFICER,
        source=State.OWED,
        target=State.REPAID,
        in_person=True,
        shows=MISSING,
    )
    def record_repaid(self, act: Act, *, receipt: AReceipt) -> None:
        """The whole of it came, on a receipt like any other money of its day."""
        receipt, slip = settling.held(receipt)
        act.refuse(not_of_shortage(self, receipt, act), *settling.unfit(act, self, receipt, slip))
        self.receipt, self.repaid_on = receipt, receipt.received_on

    @step(label=_("ติดตามให้ชดใช้"), basis=OWED, by=Role.FINANCE_OFFICER, source=State.OWED, shows=MISSING)
    def chase(self, act: Act, *, reason: Chased) -> None:
        """Asked for, and what was answered."""
        self.chased_times += 1

    @step(label=_("แก้ยอดตามคำสั่งใหม่"), basis=FOUND, by=SYSTEM, source=State.OWED)
    def restate(self, act: Act, *, amount_baht: Amount) -> None:
        """Counted once more, another amount is missing by a later order."""
        self.amount_baht = amount_baht

    @step(label=_("พบเงินแล้ว"), basis=FOUND, by=SYSTEM, source=State.OWED, target=State.FOUND)
    def give_up(self, act: Act) -> None:
        """Counted once more, nothing is missing."""


def not_of_shortage(shortage: Any, receipt: Receipt, act: Act) -> Refusal | None:
    """The whole, to the satang, in money, since it was missing."""
    if Receipt.objects.filter(receipts_of(shortage), pk=receipt.pk).exists():
        return None
    facts = {"receipt": receipt, "amount": baht(shortage.amount_baht), "day": short_date(shortage.day)}
    sentence = text("ใบเสร็จ %(receipt)s ไม่ใช่ใบเสร็จที่ใช้ได้ จำนวน %(amount)s บาท ตั้งแต่วันที่ %(day)s") % facts
    remedy = text("ออกใบเสร็จเต็มจำนวน %(amount)s บาท แล้วเลือกใบนั้น") % facts
    return Refusal("RECEIPT_NOT_OF_DEBT", sentence, act.law.basis("receipt.issue").label, remedy, field="receipt")


@follows(FundDay, FundDay.State.IN_SAFE)
def owe_what_is_missing(cause: Any, day: Any) -> None:
    """What the order left short is owed; a later order of the same day changes what is still owed of it, and nothing that was repaid."""
    of_day = Shortage.objects.filter(fund_day=day.pk)
    repaid = of_day.filter(state=State.REPAID).aggregate(total=Sum("amount_baht"))["total"] or ZERO
    owed, due = of_day.filter(state=State.OWED).first(), max(ZERO, -day.ordered_baht) - repaid
    if owed is None and due > 0:
        engine.open_within(
            None, Shortage, day.organization, case=day.case, acted_on=cause.act.acted_on, cause=cause.hash,
            data={"fund_day": day.pk, "amount_baht": due},
        )  # fmt: skip
    elif owed is not None and due <= 0:
        go_with(cause, owed, "give_up")
    elif owed is not None and due != owed.amount_baht:
        go_with(cause, owed, "restate", amount_baht=due)


settling.DEBTS.append((Shortage, "receipt"))
