"""C9, D6, C7: the morning after, each member turns his own key; the finance officer takes over, signs and deposits; the report goes up."""

from django.utils.translation import gettext_lazy as _

from disbursement.asks import fund_day as asks
from disbursement.asks.common import Reason
from disbursement.fund_day import accounts, keys
from disbursement.fund_day.counting import Counting
from disbursement.fund_day.report import PAPER, Returning
from disbursement.fund_day.states import AFTER_COUNT, AFTER_CUSTODY, KEPT_IN_SAFE, RELEASING, REPORTED, State
from disbursement.models import CustodyAct, CustodySignature, KeySeat
from disbursement.rules import custody as custody_rules
from disbursement.rules import deposit as deposit_rules
from disbursement.rules import fund_day as rules
from workflows.act import Act
from workflows.calendar import deadline, is_bank_day, next_deposit_day
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Safe(Returning, Counting):
    """Out of the safe, into the bank, and the report to นายก."""

    class Meta:
        abstract = True

    @step(
        label=_("ไขตู้นิรภัยมอบเงิน"), basis="custody.morning_handover", by=RELEASING, source=State.IN_SAFE, within=AFTER_CUSTODY, signs=True,
        cautions=(rules.no_day_to_release,), shows=(*KEPT_IN_SAFE, "keys"),
    )  # fmt: skip
    def release(self, act: Act) -> None:
        """Each with his own key, which he hands to nobody."""
        assert act.person is not None, "a seat is a person's"
        act.refuse(rules.released_early(act.acted_on, self.day, act.law.office.special_days, act.law), keys.changed_hands(act))
        if act.refusals:
            return
        facts = {"act": CustodyAct.RELEASE, "count_number": self.count_number, "person": act.person, "signed_on": act.acted_on}
        act.add(self, CustodySignature, [facts])

    @step(
        label=_("ไขครบทุกดอก"), basis="custody.morning_handover", by=SYSTEM, source=State.IN_SAFE, target=State.RELEASED,
        when=lambda day: day.to_bank_baht and keys.all_released(day),
    )  # fmt: skip
    def open_safe(self, act: Act) -> None:
        """The safe opens with all keys, never with fewer."""

    @step(
        label=_("ไม่มีเงินของวันนี้ในตู้"), basis="custody.into_safe", by=SYSTEM, source=State.IN_SAFE, target=State.PASSING,
        when=lambda day: not day.to_bank_baht,
    )  # fmt: skip
    def leave_safe(self, act: Act) -> None:
        """All was banked on the day itself, or nothing came in hand."""

    @step(
        label=_("รับมอบเงินจากกรรมการ"), basis="custody.morning_handover", by=Role.FINANCE_OFFICER, source=State.RELEASED, target=State.IN_HAND,
        within=AFTER_CUSTODY, paper=PAPER, signs=True, shows=KEPT_IN_SAFE,
    )  # fmt: skip
    def take_over(self, act: Act, *, handed_baht: asks.HandedBaht) -> None:
        """The finance officer counts, and signs on the report of the day before (C9)."""
        act.refuse(rules.handed_differs(handed_baht, self.to_bank_baht, act.law))
        self.handed_on, self.handed_baht = act.acted_on, handed_baht

    @step(
        label=_("นำฝากเงินที่เก็บรักษา"), basis="deposit.same_day", by=Role.FINANCE_OFFICER, source=State.IN_HAND, target=State.PASSING,
        within=AFTER_CUSTODY, paper="remittance_summary", signs=True, cautions=(deposit_rules.bank_closed_today, deposit_rules.no_slip_yet),
        shows=("day", "kept_baht", "handed_baht", "handed_on"),
    )  # fmt: skip
    def deposit_kept(
        self, act: Act, *, deposits: asks.Deposits, carriers: asks.Carriers, late_deposit_reason: asks.LateDepositReason
    ) -> None:
        """In full on the next working day; a later one is recorded with its reason."""
        special = act.law.office.special_days
        due = deadline(self.day, act.law.value(AFTER_CUSTODY), special)
        due = due if is_bank_day(due, special) else next_deposit_day(due, special)
        act.refuse(deposit_rules.deposited_late(act.acted_on, due, late_deposit_reason, act.law))
        released = CustodySignature.objects.filter(document=self.pk, act=CustodyAct.RELEASE).latest("pk")
        # ids sort by time: what the bank stamped before the safe was opened proves another deposit
        self.pay_in(act, self.to_bank_baht, deposits, carriers, self.stamped_slips().filter(pk__gt=released.pk))
        self.late_deposit_reason = late_deposit_reason

    @step(
        label=_("นับได้ไม่ตรง ขอตรวจนับร่วมกันใหม่"), basis="daily_report.difference", by=Role.FINANCE_OFFICER,
        source=(State.RELEASED, State.IN_HAND), target=State.COUNTING, within=AFTER_CUSTODY, in_person=True,
    )  # fmt: skip
    def count_again(self, act: Act, *, reason: Reason) -> None:
        """What the safe gave out is not what was put in: all count once more, and a difference goes to นายก like that of the evening.

        Found before the money was taken over or after it, until the bank has it; what was taken over is taken over anew (C8, C9).
        """
        self.handed_on, self.handed_baht = None, accounts.ZERO

    @step(
        label=_("เปลี่ยนกรรมการตามคำสั่ง"), basis="custody.substitute", by=Role.FINANCE_OFFICER,
        source=(State.COUNTING, State.SIGNING, State.IN_SAFE), target=State.COUNTING,
    )  # fmt: skip
    def call_keyholders(self, act: Act, *, reason: Reason) -> None:
        """Who holds the keys today by the register's orders; the key changes hands over a joint count that all sign (C4)."""
        now = keys.in_force(act.organization, act.acted_on)
        act.refuse(
            custody_rules.committee_too_small(len(now), act.law),
            rules.same_keyholders(keys.holders(act.evidence.rows), [row.person_id.hex for row in now], act.law),
        )
        if not act.refusals:
            act.replace(self, KeySeat, keys.as_seats(now))

    # Through ปลัด to นายก, as soon as the committee has signed; the money never waits for it.

    @step(
        label=_("เสนอรายงานต่อนายก"), basis="daily_report.sign", by=Role.PERMANENT_SECRETARY,
        source=(State.DIFFERENCE, *AFTER_COUNT, State.PASSING), paper=PAPER, signs=True, needs=(rules.passed_already,), shows=REPORTED,
    )  # fmt: skip
    def pass_report(self, act: Act) -> None:
        """ปลัด has seen the report, and passes it on."""
        self.passed_on = act.acted_on

    @step(
        label=_("รับทราบรายงาน"), basis="daily_report.sign", by=Role.CHIEF_EXECUTIVE, source=(*AFTER_COUNT, State.ACKNOWLEDGING),
        paper=PAPER, signs=True, needs=(rules.not_passed,), shows=REPORTED,
    )  # fmt: skip
    def acknowledge(self, act: Act) -> None:
        """นายก knows how much there is."""
        self.acknowledged_on = act.acted_on

    @step(
        label=_("ถึงนายก"), basis="daily_report.sign", by=SYSTEM, source=State.PASSING, target=State.ACKNOWLEDGING,
        when=lambda day: day.passed_on is not None,
    )  # fmt: skip
    def go_to_executive(self, act: Act) -> None:
        """The money is where it belongs, and ปลัด has passed the report on."""

    @step(
        label=_("ปิดวัน"), basis="daily_report.sign", by=SYSTEM, source=State.ACKNOWLEDGING, target=State.CLOSED,
        when=lambda day: day.acknowledged_on is not None,
    )  # fmt: skip
    def close(self, act: Act) -> None:
        """Nothing of this day is open."""
