"""ถอนเงินรับฝากอื่น (C8, A5): money of the kind "other" leaves the money held, by นายก's written order and on no other road.

A surplus of a count is mostly one of these: money of a slip that came late, which is then received out of the money held; revenue, by a
receipt of its own; or somebody's, who gets it back. Tax and guarantees have their own roads. No text at hand says who orders it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import receipts, separation, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import held_release as asks
from disbursement.asks.common import Reason
from disbursement.fund_day import FundDay, accounts
from disbursement.fund_day.states import BANKED
from disbursement.models import HeldKind, HeldReleaseFacts, MoneyHeld, ReceivedBy, ReleaseTo
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from disbursement.rules import held_release as rules
from disbursement.rules import payment as payment_rules
from disbursement.rules.bank_day import debit_day_wrong
from workflows import engine, law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.beginning import NOTHING, Beginning
from workflows.following import go_with
from workflows.procedure import blocks, follows, procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, step
from workflows.thai import in_thai

TAKING_BACK = law.practice("เรื่องถอนเงินรับฝากอื่นถอนได้ก่อนเสนอ")
CHECKING_AGAIN = law.practice("ผู้ตรวจหรือผู้สั่งการส่งคืนพร้อมเหตุผล")
REVOKED = law.practice("นายกยกเลิกคำสั่งถอนเงินรับฝากที่ยังไม่ได้ดำเนินการได้ พร้อมเหตุผล")
SLIP_WENT_BACK = law.practice("ใบนำส่งเงินที่ส่งคืนให้แก้แล้วไม่ใช่ใบที่นายกสั่ง จึงเสนอใหม่")
INCOME = "เงินรับฝากที่ตกเป็นรายได้"
HELD = ("release_to", "amount_baht", "fund_day", "remittance", "party", "grounds")
ORDERED = (*HELD, "order_number", "ruling", "ruled_on")
ATTACHED = (
    ("origin", _("หลักฐานที่มาของเงิน")),
    ("claim", _("คำขอหรือหลักฐานสิทธิของเจ้าของเงิน")),
    (payment_rules.DEBIT_ADVICE, _("ใบแจ้งหักบัญชี (Debit Advice)")),
    (rules.PAYEES_RECEIPT, _("ใบเสร็จหรือใบสำคัญรับเงินของเจ้าของเงิน")),
    ("other", _("เอกสารอื่น")),
)


class State(models.TextChoices):
    DRAFT = "draft", _("รอแนบหลักฐานและเสนอ")
    EXAMINING = "examining", _("รอผู้อำนวยการกองคลังตรวจ")
    ENDORSING = "endorsing", _("รอปลัดเสนอ")
    DECIDING = "deciding", _("รอนายกสั่งการ")
    ORDERED = "ordered", _("สั่งการแล้ว รอดำเนินการ")
    SETTLED = "settled", _("ถอนแล้ว")
    WITHDRAWN = "withdrawn", _("ไม่ถอน")


PROPOSED = (State.EXAMINING, State.ENDORSING, State.DECIDING)


@procedure
class HeldRelease(HeldReleaseFacts):
    """One amount, whole, to one place."""

    State = State

    class Procedure:
        code = "held_release"
        title = _("ถอนเงินรับฝากอื่น")
        ends = (State.SETTLED, State.WITHDRAWN)
        content = tuple(field.name for field in HeldReleaseFacts._meta.local_fields if field.name != "document")
        stations = (
            (_("เสนอ"), (State.DRAFT,)),
            (_("ผู้อำนวยการกองคลังตรวจ"), (State.EXAMINING,)),
            (_("ปลัดเสนอ"), (State.ENDORSING,)),
            (_("นายกสั่งการ"), (State.DECIDING,)),
            (_("ดำเนินการ"), (State.ORDERED,)),
            (_("ถอนแล้ว"), (State.SETTLED,)),
        )

    @step(label=_("เปิดเรื่องถอนเงินรับฝากอื่น"), basis=rules.RELEASING, by=Role.FINANCE_OFFICER, source=UNBORN, target=State.DRAFT)
    def propose(
        self, act: Act, *, release_to: asks.To, amount_baht: asks.Amount, fund_day: asks.ASurplus, remittance: asks.ASlip,
        party: asks.AnOwner, grounds: asks.Grounds,
    ) -> None:  # fmt: skip
        """Whose money it is, as far as is known, and how that is known."""
        self.release_to, self.amount_baht, self.grounds = release_to, amount_baht, grounds
        self.fund_day, self.remittance, self.party = fund_day, remittance, party
        self.title = in_thai(_("ถอนเงินรับฝากอื่น %(to)s")) % {"to": in_thai(ReleaseTo(release_to).label)}
        act.refuse(*rules.named_wrongly(release_to, fund_day, remittance, party))
        if not act.refusals:
            self.refuse_unfounded(act)

    @step(
        label=_("เสนอถอนเงินรับฝากอื่น"), basis=rules.RELEASING, by=Role.FINANCE_OFFICER, source=State.DRAFT, target=State.EXAMINING, signs=True,
        needs=(rules.is_owner,), cautions=(rules.no_evidence_yet,), shows=HELD,
    )  # fmt: skip
    def submit(self, act: Act) -> None:
        """With what proves it."""
        act.refuse(rules.no_evidence(self.release_to, act.evidence.rows["attachments"]))
        self.refuse_unfounded(act)
        if not act.refusals:
            self.number = self.number or act.take_number("held_release", act.acted_on)

    @step(label=_("ถอนเรื่อง"), basis=TAKING_BACK, by=Role.FINANCE_OFFICER, source=State.DRAFT, target=State.WITHDRAWN)
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """It was something else; the money stays held."""

    # Three who would sign for any money that leaves (P-5), none of them the proposer.

    @step(
        label=_("ตรวจเรื่องถอนเงินรับฝากอื่น"), basis=rules.RELEASING, by=Role.FINANCE_DIRECTOR, source=State.EXAMINING, target=State.ENDORSING,
        signs=True, needs=(rules.is_owner,), shows=HELD,
    )  # fmt: skip
    def examine(self, act: Act) -> None:
        """Against the register of money held and the evidence."""

    @step(
        label=_("เสนอนายกถอนเงินรับฝากอื่น"), basis=rules.RELEASING, by=Role.PERMANENT_SECRETARY, source=State.ENDORSING, target=State.DECIDING,
        signs=True, needs=(rules.is_owner,), shows=HELD,
    )  # fmt: skip
    def endorse(self, act: Act) -> None:
        """ปลัด has seen it, and passes it on."""

    @step(
        label=_("สั่งถอนเงินรับฝากอื่น"), basis=rules.RELEASING, by=Role.CHIEF_EXECUTIVE, source=State.DECIDING, target=State.ORDERED, signs=True,
        needs=(rules.is_owner,), shows=HELD,
    )  # fmt: skip
    def order(self, act: Act, *, order_number: asks.OrderNumber, ruling: asks.Ruling) -> None:
        """Whoever ordered it to be held orders what becomes of it."""
        self.refuse_unfounded(act)
        self.order_number, self.ruling, self.ruled_on = order_number, ruling, act.acted_on

    @step(label=_("ส่งคืนให้แก้ไข"), basis=CHECKING_AGAIN, by=WAITED, source=PROPOSED, target=State.DRAFT)
    def return_for_correction(self, act: Act, *, reason: Reason) -> None:
        """It is not shown yet whose money it is."""

    # What the order says.

    @step(label=_("รับเงินของใบนำส่งจากเงินรับฝากแล้ว"), basis=rules.DIFFERENCE, by=SYSTEM, source=State.ORDERED, target=State.SETTLED)
    def settle_by_slip(self, act: Act) -> None:
        """The slip was received: its receipts are the money's only entry as revenue, and as much less is held."""
        self.let_go(act)

    @step(label=_("ใบนำส่งเงินถูกส่งคืน"), basis=SLIP_WENT_BACK, by=SYSTEM, source=State.ORDERED, target=State.WITHDRAWN)
    def fall_away(self, act: Act) -> None:
        """Its collector writes it anew: what comes then is looked at anew, and the money stays held."""

    @step(
        label=_("ออกใบเสร็จเป็นรายได้"), basis="receipt.issue", by=Role.FINANCE_OFFICER, source=State.ORDERED, target=State.SETTLED,
        in_person=True, needs=(rules.ordered_otherwise(ReleaseTo.REVENUE),), shows=ORDERED,
    )  # fmt: skip
    def book_revenue(self, act: Act, *, book: asks.Book) -> None:
        """A receipt without cash, which the summary of its day takes in like a fine kept back (R1, N19)."""
        assert act.person is not None, "a receipt is issued by a person"
        facts = {
            "payer": act.organization.name,
            "income": INCOME,
            "amount_baht": self.amount_baht,
            "received_by": ReceivedBy.NON_CASH,
        }
        self.receipt = receipts.issue(act, self, book, act.person, **facts)  # type: ignore[arg-type]
        self.let_go(act)

    @step(
        label=_("บันทึกว่าคืนเจ้าของแล้ว"), basis="payment.result", by=Role.FINANCE_OFFICER, source=State.ORDERED, target=State.SETTLED,
        in_person=True, needs=(rules.ordered_otherwise(ReleaseTo.OWNER), rules.is_owner), shows=ORDERED,
    )  # fmt: skip
    def record_returned(self, act: Act, *, account: asks.Account, bank_reference: asks.BankReference, paid_on: asks.PaidOn) -> None:
        """Out of the bank, and out of what is held, on the bank's own day; the owner has signed for it."""
        assert self.ruled_on is not None, "what is carried out was ordered"
        early = text("ธนาคารหักบัญชีวันที่ %(day)s ก่อนคำสั่งนายกซึ่งลงวันที่ %(since)s")
        attachments = act.evidence.rows["attachments"]
        act.refuse(
            *debit_day_wrong(paid_on, self.ruled_on, act.acted_on, early, act.law, field="paid_on"),
            payment_rules.advice_missing(attachments, act.law),
            rules.payees_receipt_missing(attachments, act.law),
        )
        if act.refusals:
            return
        self.account, self.bank_reference, self.paid_on = account, bank_reference, paid_on
        treasury.move_bank(act, self, account.pk, balance_baht=-(self.amount_baht or treasury.ZERO), moved_on=paid_on)
        self.let_go(act)

    @step(
        label=_("ยกเลิกคำสั่งถอนเงินรับฝาก"), basis=REVOKED, by=Role.CHIEF_EXECUTIVE, source=State.ORDERED, target=State.WITHDRAWN, signs=True,
        needs=(rules.ordered_otherwise(ReleaseTo.REVENUE, ReleaseTo.OWNER),), shows=ORDERED,
    )  # fmt: skip
    def revoke(self, act: Act, *, reason: Reason) -> None:
        """The owner came, or was not the owner: nothing has moved yet."""

    attach = attaching(State.DRAFT, State.ORDERED, kinds=ATTACHED)

    def begun_with(self, given: Mapping[str, Any]) -> Beginning:
        """Whoever comes from a slip means to receive it out of the money held: all of it, or none."""
        waiting = Remittance.objects.filter(organization=self.organization_id, state=Remitting.REMITTED)
        slip = next((slip for slip in waiting if str(slip.pk) == str(given.get("remittance"))), None)
        return Beginning({"release_to": ReleaseTo.SLIP, "amount_baht": slip.cash_baht + slip.cheque_baht}) if slip else NOTHING

    def let_go(self, act: Act) -> None:
        """As much less is held."""
        amount_baht: Decimal = self.amount_baht or treasury.ZERO
        treasury.hold(act, self, HeldKind.OTHER, -amount_baht, self.party, self.number, self.paid_on)

    def refuse_unfounded(self, act: Act) -> None:
        """Asked at the proposal, and again before anybody signs it on: two proposals never count on the same baht."""
        slip = engine.locked_document(Remittance(pk=self.remittance_id)) if self.remittance_id else None
        accounts.lock(act.organization)
        amount_baht: Decimal = self.amount_baht or treasury.ZERO
        day = FundDay.objects.get(pk=self.fund_day_id) if self.fund_day_id else None
        act.refuse(rules.no_surplus(day, day is not None and day.state in BANKED, act.law))
        act.refuse(rules.over_what_is_left(amount_baht, left_baht(self, day), act.law))
        act.refuse(rules.slip_does_not_explain(slip, day, amount_baht, act.law))


def left_baht(release: Any, day: Any) -> Decimal:
    """What no other living release has taken of a day's surplus; without a day, of what no day's surplus is. In baht."""
    others = HeldRelease.objects.filter(organization=release.organization_id).exclude(pk=release.pk).exclude(state=State.WITHDRAWN)
    if day is not None:
        return day.ordered_baht - total(others.filter(fund_day=day.pk), "amount_baht")  # type: ignore[no-any-return]
    held = MoneyHeld.objects.filter(organization=release.organization_id, kind=HeldKind.OTHER).first()
    surplus = total(
        FundDay.objects.filter(organization=release.organization_id, live_day__isnull=False, ordered_baht__gt=0), "ordered_baht"
    )
    of_days = surplus - total(others.filter(fund_day__isnull=False, state=State.SETTLED), "amount_baht")
    waiting = total(others.filter(fund_day=None).exclude(state=State.SETTLED), "amount_baht")
    return (held.balance_baht if held else treasury.ZERO) - of_days - waiting


def total(rows: Any, name: str) -> Decimal:
    found: Decimal | None = rows.aggregate(total=Sum(name))["total"]
    return found or treasury.ZERO


@follows(HeldRelease, State.ORDERED)
def count_slip_as_held(cause: Any, release: Any) -> None:
    """The slip brings no money any more: who receives it counts its copies."""
    if release.remittance_id:
        go_with(cause, Remittance.objects.get(pk=release.remittance_id), "count_as_held")


@follows(Remittance, Remitting.RECEIVED)
def settle_what_it_explains(cause: Any, remittance: Any) -> None:
    go_on(cause, remittance, "settle_by_slip")


@follows(Remittance, Remitting.COLLECTING)
def drop_what_it_explained(cause: Any, remittance: Any) -> None:
    go_on(cause, remittance, "fall_away")


def go_on(cause: Any, remittance: Any, step_name: str) -> None:
    release = HeldRelease.objects.filter(remittance=remittance.pk, state=State.ORDERED).first()
    if release is not None:
        go_with(cause, release, step_name)


@blocks(Remittance, "go_back")
def keep_what_was_released(remittance: Any, act: Act) -> Refusal | None:
    """Its collector could cancel the receipts by which the money held became revenue."""
    return rules.released_slip_stays(remittance, act.law) if remittance.from_held_baht else None
