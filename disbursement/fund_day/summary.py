"""D3, D4, D5, N19: the slips of the day in one summary, checked by another person, and the daily checker's total."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from disbursement.asks import fund_day as asks
from disbursement.asks.common import Reason
from disbursement.fund_day import accounts, gathering
from disbursement.fund_day.opening import Opening
from disbursement.fund_day.states import OPENED_IN_ERROR, SUMMARY_DAYS, TAKEN_IN, State
from disbursement.models import NonCashLine, SummaryLine
from disbursement.rules import fund_day as rules
from workflows import engine
from workflows.act import Act
from workflows.roles import Role
from workflows.step import WAITED, step

PAPER = "remittance_summary"


class Summary(Opening):
    """ใบสำคัญสรุปใบนำส่งเงิน."""

    class Meta:
        abstract = True

    @step(
        label=_("จัดทำใบสำคัญสรุปใบนำส่งเงิน"), basis="remittance.summary", by=Role.FINANCE_OFFICER, source=State.OPEN, target=State.CHECKING,
        within=SUMMARY_DAYS, paper=PAPER, signs=True, shows=("day", "cash_account"),
    )  # fmt: skip
    def prepare_summary(self, act: Act, *, late_reason: asks.LateReason) -> None:
        """Every slip received by the end of the day, and every receipt of money that was kept back."""
        slips = gathering.received(act.organization, self.day)
        kept_back = gathering.non_cash(act.organization, self.day, self.pk)
        booked = [(slip.collected_on, max(slip.received_on, act.acted_on)) for slip in slips]
        booked += [(receipt.received_on, act.acted_on) for receipt in kept_back]
        act.refuse(
            rules.nothing_received(len(slips) + len(kept_back), act.law),
            rules.outstanding(gathering.outstanding(act.organization, self.day), late_reason, act.law),
            rules.other_safe(gathering.in_other_safe(slips, self.cash_account_id), str(self.cash_account), act.law),
            rules.booked_late(booked, late_reason, act.law),
        )
        self.bear_number(act)
        if act.refusals:
            return
        self.late_reason = late_reason
        self.cash_baht, self.cheque_baht, self.transfer_baht = (
            sum((getattr(slip, name) for slip in slips), Decimal(0)) for name in ("cash_baht", "cheque_baht", "transfer_baht")
        )
        self.from_held_baht = sum((slip.from_held_baht for slip in slips if slip.from_held_baht), Decimal(0)) or None
        self.non_cash_baht = sum((receipt.amount_baht for receipt in kept_back), Decimal(0))
        self.amount_baht = sum((slip.amount_baht for slip in slips), self.non_cash_baht)
        act.replace(self, SummaryLine, (gathering.as_line(*pair) for pair in enumerate(slips, start=1)))
        act.replace(self, NonCashLine, (gathering.as_non_cash(*pair) for pair in enumerate(kept_back, start=1)))

    @step(
        label=_("บันทึกว่าวันนี้ไม่มีการรับเงิน"),
        basis="daily_report.draw_up",
        by=Role.FINANCE_OFFICER,
        source=State.OPEN,
        target=State.REPORTING,
        in_person=True,
    )
    def note_no_receipts(self, act: Act, *, late_reason: asks.LateReason) -> None:
        """A day of payments alone has no summary, and still its report (C6), whatever a collector keeps back."""
        count = len(gathering.received(act.organization, self.day)) + len(gathering.non_cash(act.organization, self.day, self.pk))
        act.refuse(
            rules.something_received(count, act.law),
            rules.outstanding(gathering.outstanding(act.organization, self.day), late_reason, act.law),
        )
        self.amount_baht, self.late_reason = Decimal(0), late_reason
        act.replace(self, SummaryLine, [])
        act.replace(self, NonCashLine, [])

    @step(label=_("คืนใบนำส่งเงินให้แก้ใบเสร็จ"), basis="receipt.correction", by=Role.FINANCE_OFFICER, source=State.OPEN, in_person=True)
    def return_slip(self, act: Act, *, remittance: asks.AReceivedSlip, reason: Reason) -> None:
        """Before the summary takes it in, and before a report has seen its money: the collector cancels the wrong receipt, writes the right one, and hands all over again."""
        slip, reported = gathering.slip(remittance.pk), self.previous()
        if reported is not None and accounts.stands_in(reported, slip):
            act.refuse(rules.slip_reported(slip.number, reported.day, act.law))
            return
        act.tell(remittance=slip.pk, remittance_number=slip.number)
        day = max(act.acted_on, slip.last_acted_on or act.acted_on)
        engine.step_within(None, slip, "go_back", acted_on=day, cause=act.cause, data={"reason": reason})

    @step(
        label=_("ตรวจสอบใบสำคัญสรุป"), basis="remittance.summary", by=Role.FINANCE_DIRECTOR, source=State.CHECKING, target=State.COMPARING,
        within=SUMMARY_DAYS, paper=PAPER, signs=True, shows=TAKEN_IN,
    )  # fmt: skip
    def check_summary(self, act: Act) -> None:
        """The second signature of the summary (D3)."""

    @step(
        label=_("ตรวจยอดรับเงินประจำวัน"), basis="remittance.daily_check", by=Role.DAILY_CHECKER, source=State.COMPARING, target=State.BANKING,
        within=SUMMARY_DAYS, paper=PAPER, signs=True, needs=(rules.checker_collected,), shows=TAKEN_IN,
    )  # fmt: skip
    def compare(self, act: Act, *, total_baht: asks.TotalBaht, wrote_on_last_copy: asks.WroteOnCopy) -> None:
        """What was collected and remitted against the receipts and the cash book; the total of all of them, signed on the last copy."""
        act.refuse(
            rules.checker_keeps_back(gathering.collecting(act.organization, self.day), act),
            rules.total_differs(total_baht, self.amount_baht or Decimal(0), act.law),
            rules.summary_stale(gathering.new_since(act.organization, self.day, act.evidence.rows, self.pk), act.law),
        )
        act.tell(total_baht=total_baht)

    @step(
        label=_("ส่งคืนให้จัดทำใหม่"),
        basis="remittance.summary",
        by=WAITED,
        source=(State.CHECKING, State.COMPARING),
        target=State.OPEN,
    )
    def return_summary(self, act: Act, *, reason: Reason) -> None:
        """Whoever finds a fault says in writing what it is; the slips leave the summary."""

    @step(label=_("ถอนวันที่เปิดผิด"), basis=OPENED_IN_ERROR, by=Role.FINANCE_OFFICER, source=State.OPEN, target=State.WITHDRAWN)
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """The day may be opened again, and what a returned summary held is free."""
        self.live_day = None
        act.replace(self, SummaryLine, [])
        act.replace(self, NonCashLine, [])
