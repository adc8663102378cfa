"""เงินขาดบัญชี: what นายก ordered to be made good is owed from that day on, followed, and closed by a receipt of the whole of it.

Nothing of it stands in a text at hand: regulations.md §1.12 remembers a letter that was not found, and vouches for none of it.
"""

from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from disbursement import separation, settling  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks.cheque_return import CopyAmount, CopyDated
from disbursement.asks.common import Reason
from disbursement.fund_day import FundDay
from disbursement.fund_day.accounts import ZERO
from disbursement.models import Receipt, ReceivedBy, ShortageFacts
from disbursement.rules import shortage as rules
from workflows import engine, law
from workflows.act import Act
from workflows.fields import BahtInput
from workflows.following import go_with
from workflows.forms import InOffice, SeveralInOffice
from workflows.models import Document, User
from workflows.procedure import follows, procedure
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, step
from workflows.thai import in_thai, long_date

OWED = law.practice("เงินขาดบัญชีที่นายกสั่งให้เรียกคืน ตั้งเป็นลูกหนี้และติดตามจนได้รับชดใช้ (หนังสือสั่งการยังไม่ยืนยัน)")
NAMING = law.practice("นายกระบุผู้ต้องชดใช้เงินขาดบัญชี ผู้นั้นบันทึกหรือยืนยันการชดใช้เองไม่ได้ (หนังสือสั่งการยังไม่ยืนยัน)")
FOUND = law.practice("ตรวจนับใหม่พบเงินที่ขาด นายกสั่งใหม่ ยอดลูกหนี้เปลี่ยนตาม")


def receipts_of(shortage: Any) -> Q:
    """Valid receipts of as much, written since the money was missing."""
    fits = Q(amount_baht=shortage.amount_baht, received_on__gte=shortage.day, is_cancelled=False)
    return fits & ~Q(received_by=ReceivedBy.NON_CASH)


ADay = Annotated[Document, InOffice(Document.objects.filter(procedure="fund_day"), label=_("เงินประจำวัน"))]
Amount = Annotated[Decimal, BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))]
AReceipt = Annotated[
    Receipt,
    InOffice(Receipt.objects.select_related("book"), label=_("ใบเสร็จที่ชดใช้"), offers=receipts_of, named=settling.with_payer),
]
Debtors = Annotated[Any, SeveralInOffice(User.objects.order_by("full_name"), label=_("บุคลากรที่ต้องชดใช้"), required=False)]
Note = Annotated[str, forms.CharField(label=_("ผู้ต้องชดใช้อื่น หรือเหตุที่ยังไม่ทราบตัว (ถ้ามี)"), max_length=1000, required=False)]
Chased = Annotated[str, forms.CharField(label=_("ติดตามอย่างไร ได้คำตอบว่าอย่างไร"), max_length=1000)]


class State(models.TextChoices):
    NAMING = "naming", _("รอนายกระบุผู้ต้องชดใช้")
    OWED = "owed", _("รอชดใช้")
    CONFIRMING = "confirming", _("รอผู้อำนวยการกองคลังยืนยันการชดใช้")
    REPAID = "repaid", _("ชดใช้แล้ว")
    FOUND = "found", _("ตรวจนับใหม่พบเงินแล้ว")


# How much of which day, by whose order it is asked for, and of whom.
MISSING = ("amount_baht", "day", "order_number", "ruling", "named")
UNPAID = (State.NAMING, State.OWED, State.CONFIRMING)


@procedure
class Shortage(ShortageFacts):
    """One shortage, until it is made good."""

    State = State

    class Procedure:
        code = "shortage"
        title = _("ลูกหนี้เงินขาดบัญชี")
        ends = (State.REPAID, State.FOUND)
        content = tuple(field.name for field in ShortageFacts._meta.local_fields if field.name != "document")
        later = ("debtors", "named")
        stations = (
            (_("นายกระบุผู้ต้องชดใช้"), (State.NAMING,)),
            (_("รอชดใช้"), (State.OWED,)),
            (_("ยืนยันการชดใช้"), (State.CONFIRMING,)),
            (_("ชดใช้แล้ว"), (State.REPAID,)),
        )

    @step(label=_("ตั้งลูกหนี้เงินขาดบัญชี"), basis="daily_report.difference", by=SYSTEM, source=UNBORN, target=State.NAMING)
    def open_for_day(self, act: Act, *, fund_day: ADay, amount_baht: Amount) -> None:
        """Follows นายก's order on the difference of a day."""
        day = FundDay.objects.get(pk=fund_day.pk)
        self.fund_day, self.day, self.amount_baht = fund_day, day.day, amount_baht
        self.order_number, self.ruling = day.difference_order_number, day.difference_order
        self.title = in_thai(_("เงินขาดบัญชีวันที่ %(day)s")) % {"day": long_date(day.day)}

    @step(
        label=_("ระบุผู้ต้องชดใช้"), basis=NAMING, by=Role.CHIEF_EXECUTIVE, source=State.NAMING, target=State.OWED, signs=True, shows=MISSING
    )  # fmt: skip
    def name_debtors(self, act: Act, *, debtors: Debtors, note: Note) -> None:
        """Which officers must make it good; where it is none of them or not known yet, in words why."""
        people = sorted(debtors, key=lambda person: person.full_name)
        act.refuse(rules.nobody_named(people, note))
        self.debtors = [person.pk.hex for person in people]
        self.named = ", ".join([*(person.full_name for person in people), *([note.strip()] if note.strip() else [])])

    @step(
        label=_("บันทึกการชดใช้"), basis=OWED, by=Role.FINANCE_OFFICER, source=State.OWED, target=State.CONFIRMING, in_person=True,
        needs=(rules.owes, rules.debtor_unnamed), shows=MISSING,
    )  # fmt: skip
    def record_repaid(self, act: Act, *, receipt: AReceipt) -> None:
        """The whole of it came, on a receipt like any other money of its day; nobody who owes it says so."""
        self.receipt = self.refuse_unpaid(act, receipt)

    @step(
        label=_("ยืนยันการชดใช้"), basis=OWED, by=Role.FINANCE_DIRECTOR, source=State.CONFIRMING, target=State.REPAID, signs=True,
        needs=(rules.owes,), shows=(*MISSING, "receipt"),
    )  # fmt: skip
    def confirm_repaid(self, act: Act, *, copy_dated: CopyDated, copy_baht: CopyAmount) -> None:
        """Another person has the copy of the receipt in hand and says what stands on it."""
        assert self.receipt is not None, "what is confirmed was recorded"
        act.refuse(settling.other_copy(self.receipt, copy_dated, copy_baht, rules.HANDS.label, "reject_repaid"))
        self.repaid_on = self.refuse_unpaid(act, self.receipt).received_on

    @step(
        label=_("ส่งคืนการชดใช้ที่ไม่ถูกต้อง"), basis=OWED, by=WAITED, source=State.CONFIRMING, target=State.OWED, in_person=True
    )  # fmt: skip
    def reject_repaid(self, act: Act, *, reason: Reason) -> None:
        """The receipt is of something else: it is free again, and the debt stands."""
        self.receipt = None

    @step(label=_("ระบุผู้ต้องชดใช้ใหม่"), basis=NAMING, by=Role.FINANCE_DIRECTOR, source=State.OWED, target=State.NAMING, shows=MISSING)
    def ask_debtors(self, act: Act, *, reason: Reason) -> None:
        """More is known of who must make it good: นายก names them anew."""

    @step(label=_("ติดตามให้ชดใช้"), basis=OWED, by=Role.FINANCE_OFFICER, source=(State.NAMING, State.OWED), shows=MISSING)
    def chase(self, act: Act, *, reason: Chased) -> None:
        """Asked for, and what was answered."""
        self.chased_times += 1

    @step(label=_("แก้ยอดตามคำสั่งใหม่"), basis=FOUND, by=SYSTEM, source=(State.NAMING, State.OWED))
    def restate(self, act: Act, *, amount_baht: Amount) -> None:
        """Counted once more, another amount is missing by a later order."""
        self.amount_baht = amount_baht

    @step(label=_("คำสั่งใหม่มาก่อนยืนยันการชดใช้"), basis=FOUND, by=SYSTEM, source=State.CONFIRMING, target=State.OWED)
    def drop_claim(self, act: Act) -> None:
        """Another amount is owed than the one that was recorded as repaid."""
        self.receipt = None

    @step(label=_("พบเงินแล้ว"), basis=FOUND, by=SYSTEM, source=(State.NAMING, State.OWED), target=State.FOUND)
    def give_up(self, act: Act) -> None:
        """Counted once more, nothing is missing."""

    def refuse_unpaid(self, act: Act, receipt: Receipt) -> Receipt:
        """The receipt as it stands under the lock of its slip, and whatever speaks against it."""
        held, slip = settling.held(receipt)
        fits = Receipt.objects.filter(receipts_of(self), pk=held.pk).exists()
        act.refuse(
            None if fits else rules.not_of_shortage(self, held, act.law),
            rules.own_receipt(held, act),
            *settling.unfit(act, self, held, slip),
        )
        return held


@follows(FundDay, FundDay.State.IN_SAFE)
def owe_what_is_missing(cause: Any, day: Any) -> None:
    """What the order left short is owed; a later order of the same day changes what is still owed of it, and nothing that was repaid."""
    of_day = Shortage.objects.filter(fund_day=day.pk)
    repaid = of_day.filter(state=State.REPAID).aggregate(total=Sum("amount_baht"))["total"] or ZERO
    owed, due = of_day.filter(state__in=UNPAID).first(), max(ZERO, -day.ordered_baht) - repaid
    if owed is None and due > 0:
        engine.open_within(
            None, Shortage, day.organization, case=day.case, acted_on=cause.act.acted_on, cause=cause.hash,
            data={"fund_day": day.pk, "amount_baht": due},
        )  # fmt: skip
        return
    if owed is None or due == owed.amount_baht:
        return
    if owed.state == State.CONFIRMING:
        go_with(cause, owed, "drop_claim")
        owed.refresh_from_db()
    if due <= 0:
        go_with(cause, owed, "give_up")
    else:
        go_with(cause, owed, "restate", amount_baht=due)


settling.DEBTS.append((Shortage, "receipt"))
