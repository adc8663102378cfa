"""C6: รายงานสถานะการเงินประจำวัน is drawn up from the movements, and then the journal's seals are printed on it."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disbursement import queries
from disbursement.asks.common import Reason
from disbursement.fund_day import accounts, gathering, keys, sealing
from disbursement.fund_day.banking import Banking
from disbursement.fund_day.opening import unreported
from disbursement.fund_day.states import BEFORE_REPORT, RETURNING, SEALING, TAKEN_IN, UNCOUNTED, State
from disbursement.models import CashCount, KeySeat, ReportAccount, ReportHeld, ReportSeal
from disbursement.rules import custody as custody_rules
from disbursement.rules import fund_day as rules
from disbursement.rules import tax as tax_rules
from workflows.act import Act
from workflows.calendar import is_working_day
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, WAITED, step

PAPER = "daily_position"


def tax_due(_day: Any, act: Act) -> Refusal | None:
    """Whoever draws up the day's report is reminded of the tax that the office holds for the Revenue (T4)."""
    first, last = tax_rules.last_month(act.acted_on)
    return tax_rules.tax_due(queries.withheld_between(act.organization, first, last), act.acted_on, act.law)


class Report(Banking):
    """The report, before the committee has it."""

    class Meta:
        abstract = True

    @step(
        label=_("จัดทำรายงานสถานะการเงินประจำวัน"), basis="daily_report.draw_up", by=Role.FINANCE_OFFICER, source=State.REPORTING,
        target=State.AWAITING_SEAL, signs=True, cautions=(tax_due,), shows=(*TAKEN_IN, "kept_baht", "keep_reason", "deposits"),
    )  # fmt: skip
    def draw_up_report(self, act: Act) -> None:
        """Per account brought forward + in − out; the days without movement since the last report are noted; the committee is called."""
        accounts.lock(act.organization)
        previous, keyholders = self.previous(), keys.in_force(act.organization, act.acted_on)
        if previous is not None:
            act.refuse(unreported(previous, act))
        act.refuse(rules.day_before_uncounted(self.uncounted(), act.law))
        act.refuse(custody_rules.committee_too_small(len(keyholders), act.law))
        if act.refusals:
            return
        assert act.person is not None, "a report is drawn up by a person"
        rows = accounts.account_rows(act.organization, self.day, previous)
        self.bear_number(act)
        self.drawn_up_by, self.late_entries = act.person, accounts.late_entries(act.organization, self.day, previous)
        self.books_baht = sum((row["closing_baht"] for row in rows if "cash_account_id" in row), accounts.ZERO)
        lying = self.lying_from_before()
        self.books_cheque_baht = gathering.cheques_baht(self, lying)
        self.earlier_baht = sum((day.to_bank_baht for day in lying), accounts.ZERO)
        self.quiet_days = self.days_without_report(act, previous)
        self.counted_baht = self.instruments_baht = self.difference_baht = accounts.ZERO
        self.cheque_difference_baht, self.instruments_count, self.count_note = accounts.ZERO, 0, ""
        act.replace(self, ReportAccount, rows)
        act.replace(self, ReportHeld, accounts.held_rows(act.organization, self.day, previous))
        act.replace(self, KeySeat, keys.as_seats(keyholders))
        act.replace(self, CashCount, [])
        transaction.on_commit(lambda: sealing.seal_report(type(self), self.pk), robust=True)

    @step(
        label=_("พิมพ์ผนึกลงในรายงาน"), basis=SEALING, by=SYSTEM, source=State.AWAITING_SEAL, target=State.COUNTING, paper=PAPER
    )  # fmt: skip
    def record_seals(self, act: Act) -> None:
        """Every seal since the last report, the newest of which covers the drawing-up itself."""
        rows, self.previous_seal = sealing.since_last_report(act, self)
        act.replace(self, ReportSeal, rows)

    def lying_from_before(self) -> list[Any]:
        """The earlier days whose money lay in the safe by the end of this one."""
        earlier = type(self).objects.filter(organization=self.organization_id, live_day__isnull=False, day__lt=self.day)
        return list(earlier.filter(Q(deposited_on=None) | Q(deposited_on__gt=self.day), kept_baht__gt=0).order_by("day"))

    def uncounted(self) -> Any:
        """The first earlier day whose money was not counted to the end; None where there is none."""
        earlier = type(self).objects.filter(organization=self.organization_id, live_day__isnull=False, day__lt=self.day)
        return earlier.filter(state__in=UNCOUNTED).order_by("day").values_list("day", flat=True).first()

    def later_report(self) -> Any:
        """The first later day whose report rests on this one; None where there is none."""
        later = type(self).objects.filter(organization=self.organization_id, live_day__isnull=False, day__gt=self.day)
        return later.exclude(state__in=BEFORE_REPORT).order_by("day").values_list("day", flat=True).first()

    def days_without_report(self, act: Act, previous: Any) -> list[str]:
        """Working days since the last report on which nothing moved (C6), as far as is known now: a slip may have come after all."""
        if previous is None:
            return []
        between = {previous.day + accounts.ONE_DAY * n for n in range(1, (self.day - previous.day).days)}
        quiet = between - accounts.moved_between(act.organization, previous.day, self.day)
        return [str(day) for day in sorted(quiet) if is_working_day(day, act.law.office.special_days)]


class Returning(Report):
    """A report that is wrong goes back, as long as nothing rests on it; declared after the count, for which its states wait."""

    class Meta:
        abstract = True

    @step(
        label=_("คืนรายงานให้จัดทำใหม่"), basis=RETURNING, by=WAITED, source=(State.COUNTING, State.SIGNING), target=State.REPORTING,
        needs=(rules.ordered_already,),
    )  # fmt: skip
    def return_report(self, act: Act, *, reason: Reason) -> None:
        """The members say what is wrong; the new report gets new seals, and the signatures of the old count fall, and who saw it sees the new."""
        accounts.lock(act.organization)
        act.refuse(rules.report_rests_on_it(self.later_report(), act.law))
        self.passed_on = self.acknowledged_on = None
