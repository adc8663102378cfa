"""An office whose money of a day can be summarized, banked, kept and reported, and what tests open in it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from disbursement.models import BankAccount, CashAccount, Keyholder, ReportAccount
from disbursement.registers import CustodyRegister
from disbursement.rehearsal.collecting import CollectorWalk, furnish_collector, slip
from disbursement.rehearsal.fund_day import DayWalk, custody_committee
from disbursement.rehearsal.furnishing import bank_account, signed
from tests.standing_in import enter_order
from workflows import engine
from workflows.founding import register_of
from workflows.models import Position
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.office import OfficeRegister

FIRST, LAST = date(2026, 11, 2), date(2027, 1, 29)  # the office begins, and what it calls today
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (16, 17, 18, 19, 20))
SATURDAY, NEXT_MONDAY, NEXT_TUESDAY = date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 24)
# พระบรมราชสมภพ on a Saturday, its substitute day on the Monday, so that a Friday's money is banked on a Tuesday.
BEFORE_HOLIDAYS, AFTER_HOLIDAYS = date(2026, 12, 4), date(2026, 12, 8)
CONSTITUTION_DAY = date(2026, 12, 10)


class Tellers:
    """The practice office on a clock of its own, its registers furnished on the first day."""

    def __init__(self, *, has_committee: bool = True) -> None:
        self.office: PracticeOffice = found_practice_office(is_practice=True, practice_today=FIRST)
        furnish_collector(self.office, FIRST)
        bank_account(self.office, 1, on=FIRST)
        if has_committee:
            custody_committee(self.office, FIRST)
        self.set_today(LAST)

    def set_today(self, day: date) -> None:
        engine.perform(None, register_of(self.office.organization, OfficeRegister), "set_practice_day", day=day)

    def collect(self, day: date, *amounts_baht: str, slips: Sequence[dict[str, Any]] = (), late_because: str = "") -> Any:
        """One collector's slips of a day, in cash unless told otherwise, up to the finance officer's hands."""
        walk = self.collecting(day, *amounts_baht, slips=slips)
        walk.remit(reason=late_because)
        return walk.receive()

    def collecting(self, day: date, *amounts_baht: str, slips: Sequence[dict[str, Any]] = ()) -> CollectorWalk:
        """The same, while the collector still has it."""
        walk = CollectorWalk(self.office, days=dict.fromkeys(("open_day", "record", "cancel_receipt", "remit", "receive"), day))
        walk.open()
        walk.record([*(slip(amount) for amount in amounts_baht), *slips])
        return walk

    def walk(self, day: date, state: str | None = None, **facts: Any) -> DayWalk:
        """A day's money, opened, or gone on to a state."""
        walk = DayWalk(self.office, day, **facts)
        walk.open()
        if state is not None:
            walk.to(state)
        return walk

    def day(self, day: date, state: str, *amounts_baht: str, **facts: Any) -> DayWalk:
        """A day on which so much was collected in cash."""
        self.collect(day, *(amounts_baht or ("1000.00",)))
        return self.walk(day, state, **facts)

    def stand_in(self, who: str, post: str) -> None:
        """An acting order for all the days of these tests."""
        position = Position.objects.get(organization=self.office.organization, title=post)
        order = {"starts_on": FIRST, "ends_on": LAST, "order_number": "405/2569", "ordered_on": FIRST}
        enter_order(self.office, who, position=position, capacity="in_absence", **order)

    def committee(self, members: Sequence[tuple[str, int]], on: date = TUESDAY, **changes: Any) -> None:
        rows = [{"person": self.office.people[who].pk, "key_number": key} for who, key in members]
        facts = {"order_number": "170/2570", "ordered_on": on, "starts_on": on, **changes}
        signed(self.office, "boonmee", CustodyRegister, "appoint_committee", LAST, members=rows, **facts)

    def substitute(self, member: str, who: str, starts_on: date, last: date, **changes: Any) -> None:
        holder = Keyholder.objects.get(person=self.office.people[member], stands_in_for=None, organization=self.office.organization)
        facts = {"order_number": "171/2570", "ordered_on": starts_on, "starts_on": starts_on, "ends_on": last, "reason": "ลาป่วย"}
        signed(
            self.office, "boonmee", CustodyRegister, "appoint_substitute", LAST, member=holder.pk,
            person=self.office.people[who].pk, **{**facts, **changes},
        )  # fmt: skip

    def cash_baht(self) -> Decimal:
        held: Decimal = CashAccount.objects.get(organization=self.office.organization).balance_baht
        return held

    def bank_baht(self) -> list[Decimal]:
        """The balances, first account first."""
        return list(BankAccount.objects.filter(organization=self.office.organization).values_list("balance_baht", flat=True))


def reported(day: Any) -> dict[str, tuple[Decimal, ...]]:
    """Account → brought forward, received, moved in, moved out, paid, closing."""
    return {
        row.name: (
            row.brought_baht,
            row.received_baht,
            row.moved_in_baht,
            row.moved_out_baht,
            row.paid_baht,
            row.closing_baht,
        )
        for row in ReportAccount.objects.filter(document=day.pk)
    }
