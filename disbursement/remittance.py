"""ใบนำส่งเงิน (R8, R9, D1, D2): a collector's day, from the first slip to the money in the finance officer's hands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import proposing, queries, receipts, separation, treasury  # noqa: F401  the pairs are declared where they are imported
from disbursement.asks import remittance as asks
from disbursement.asks.common import Reason
from disbursement.central import BY_HAND, REMITTANCE_FACTS
from disbursement.models import AccountMovement, BankAccount, CashCount, Face, Receipt, ReceivedBy, RemittanceFacts
from disbursement.rules import remittance as rules
from workflows import law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.calendar import deadline
from workflows.central.entries import Entry, declare
from workflows.central.steps import correcting, entering, told_by
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.fields import to_baht
from workflows.models import CentralNumber, System
from workflows.procedure import procedure
from workflows.refusal import Kind, Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, step
from workflows.thai import in_thai, short_date

GIVING_UP = law.practice("ใบนำส่งเงินที่ยังไม่มีใบเสร็จถอนได้")
COUNTING_AGAIN = law.practice("ผู้รับเงินที่พบว่าเงินหรือใบเสร็จไม่ครบส่งคืนให้ผู้เก็บเงินแก้ พร้อมเหตุผล")
REOPENED_SUMMARY = law.practice("ใบสำคัญสรุปที่ส่งคืนปล่อยใบนำส่งเงินกลับมา")
TAKEN = ("cash_baht", "cheque_baht", "transfer_baht", "from_held_baht", "receipts")
HELD_BEFORE = law.practice("เงินของใบที่มาภายหลังซึ่งรับฝากไว้เป็นเงินเกินบัญชี ไม่อยู่ในมือผู้นำส่ง จึงรับจากเงินรับฝากตามคำสั่งนายก")
SAME_DAY = "remittance.same_day_working_days"
ATTACHED = (
    ("transfer_slip", _("หลักฐานการโอนเงิน")),
    ("cheque", _("สำเนาเช็ค")),
    ("e_laas", _("รายงานการรับเงินจากระบบ e-LAAS")),
    ("other", _("เอกสารอื่น")),
)


class State(models.TextChoices):
    COLLECTING = "collecting", _("กำลังเก็บเงิน")
    REMITTED = "remitted", _("นำส่งแล้ว รอรับเงิน")
    RECEIVED = "received", _("รับเงินแล้ว รอสรุปประจำวัน")
    SUMMARIZED = "summarized", _("อยู่ในใบสำคัญสรุป")
    WITHDRAWN = "withdrawn", _("ถอน")


ELAAS_RECEIPTS = declare(Entry(
    code="elaas_receipts", procedure="remittance", system=System.ELAAS, label=_("เลขที่หลักฐานการรับเงิน"),
    entering=_("ลงเลขที่หลักฐานการรับเงินใน e-LAAS"), correcting=_("แก้เลขที่หลักฐานการรับเงินใน e-LAAS"), by=Role.COLLECTOR, basis="receipt.issue",
    states=(State.REMITTED, State.RECEIVED, State.SUMMARIZED), series="elaas_receipts", facts=REMITTANCE_FACTS, only=BY_HAND,
))  # fmt: skip


def worth_a_surplus(remittance: Any, act: Act) -> Refusal | None:
    """Told before anything is counted, and named where what is counted is not there."""
    return rules.held_as_surplus(remittance, queries.held_surplus(remittance), act.law)


def held_already(remittance: Any, act: Act) -> Refusal | None:
    """What is not there to be counted may be all of a surplus, or a part of one."""
    part = rules.part_of_surplus(remittance, queries.surplus_above(remittance), act.law)
    return worth_a_surplus(remittance, act) or part


@procedure
class Remittance(RemittanceFacts):
    """One collector's receipts of one day, and the money that goes with them."""

    State = State

    class Procedure:
        code = "remittance"
        title = _("ใบนำส่งเงิน")
        ends = (State.SUMMARIZED, State.WITHDRAWN)
        content = tuple(f.name for f in RemittanceFacts._meta.local_fields if f.name not in ("document", "open_on"))
        later = ("from_held_baht",)
        content_rows = {"receipts": Receipt, "counts": CashCount}
        fact_rows = {"central": CentralNumber}
        told_by = {"central": told_by(ELAAS_RECEIPTS)}
        begins = {State.COLLECTING: "record"}
        stations = (
            (_("เก็บเงินและออกใบเสร็จ"), (State.COLLECTING,)),
            (_("นำส่ง"), (State.REMITTED,)),
            (_("รับเงิน"), (State.RECEIVED,)),
            (_("สรุปประจำวัน"), (State.SUMMARIZED,)),
        )

    # The collector's day.

    @step(label=_("เปิดใบนำส่งเงินของวัน"), basis="remittance.slip", by=Role.COLLECTOR, source=UNBORN, target=State.COLLECTING)
    def open_day(self, act: Act) -> None:
        """A collector begins to take money in; what was taken in on an earlier day has been handed over."""
        assert act.person is not None, "a collector's day is opened by its collector"
        self.collector, self.collected_on, self.open_on = act.person, act.acted_on, act.acted_on
        act.refuse(rules.still_collecting(queries.unremitted(self), act.law))
        self.title = in_thai(_("เงินที่เก็บวันที่ %(day)s โดย%(collector)s")) % {
            "day": short_date(act.acted_on), "collector": act.person.full_name,
        }  # fmt: skip
        self.amount_baht = treasury.ZERO

    @step(
        label=_("นำส่งเงิน"), basis="remittance.slip", by=Role.COLLECTOR, source=State.COLLECTING, target=State.REMITTED,
        within=SAME_DAY, signs=True, needs=(rules.not_own_day_nor_ordered,), shows=("collected_on", *TAKEN),
    )  # fmt: skip
    def remit(self, act: Act, *, counts: asks.Counts, cheques_counted_baht: asks.ChequesCounted, reason: asks.LateReason) -> None:
        """All money of the day with the copies of its receipts, counted by whoever hands it over; late only with its reason."""
        issued, same_day = act.evidence.rows["receipts"], act.law.value(SAME_DAY)
        act.refuse(
            rules.nothing_collected(issued, act.law),
            rules.sum_differs("CASH_DIFFERS", text("เงินสด"), counted_baht(counts), self.cash_baht, "counts", act.law),
            rules.sum_differs(
                "CHEQUES_DIFFER", text("เช็ค"), cheques_counted_baht, self.cheque_baht, "cheques_counted_baht", act.law
            ),
            rules.late_without_reason(
                deadline(self.collected_on, same_day, act.law.office.special_days), act.acted_on, reason, act.law
            ),
            rules.handed_in_after_report(queries.reported_until(self), reason, act.law),
        )
        if act.refusals:
            return
        self.number = self.number or act.take_number("remittance", act.acted_on)
        self.remitter, self.remitted_on, self.open_on = act.person, act.acted_on, None
        act.replace(self, CashCount, [{"position": position, **row} for position, row in enumerate(counts, start=1)])

    @step(label=_("บันทึกใบเสร็จ"), basis="receipt.issue", by=Role.COLLECTOR, source=State.COLLECTING, needs=(rules.not_own_day,))
    def record(self, act: Act, *, book: asks.Book, slips: asks.Slips) -> None:
        """Slips of one book, or printouts of the system, in the order of their numbers."""
        act.refuse(
            rules.day_is_over(self.collected_on, act.acted_on, self.returned_times, act.law), *rules.slips_faulty(slips, act.law)
        )
        act.refuse(*transfers_before_opening(slips, self.collected_on))
        if act.refusals:
            return
        for slip in slips:
            if receipts.issue(act, self, book, self.collector, received_on=self.collected_on, **slip) is None:
                return
        self.count(queries.collected(self))

    @step(
        label=_("ยกเลิกใบเสร็จ"), basis="receipt.correction", by=Role.COLLECTOR, source=State.COLLECTING, needs=(rules.not_own_day,),
        in_person=True,
    )  # fmt: skip
    def cancel_receipt(self, act: Act, *, receipt: asks.ASlip, reason: asks.WhyCancelled) -> None:
        """A wrong slip stays in its range and leaves the count (R9)."""
        receipts.cancel(act, self, receipt, reason)
        self.count(queries.collected(self))

    @step(
        label=_("ถอนใบนำส่งเงิน"), basis=GIVING_UP, by=Role.COLLECTOR, source=State.COLLECTING, target=State.WITHDRAWN,
        needs=(rules.not_own_day_nor_ordered,),
    )  # fmt: skip
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """Nobody paid anything on this day."""
        act.refuse(rules.not_empty(act.evidence.rows["receipts"], act.law))
        self.open_on = None

    # The finance officer.

    @step(
        label=_("รับเงินนำส่ง"), basis="remittance.slip", by=Role.FINANCE_OFFICER, source=State.REMITTED, target=State.RECEIVED,
        within=SAME_DAY, paper="remittance_slip", signs=True, cautions=(worth_a_surplus,), shows=("collector", "collected_on", "remitted_on", *TAKEN, "counts"),
    )  # fmt: skip
    def receive(
        self, act: Act, *, cash_counted_baht: asks.CashCounted, cheques_counted_baht: asks.ChequesCounted,
        transfers_seen_baht: asks.TransfersSeen, copies_counted: asks.CopiesCounted, cash_account: asks.Safe,
    ) -> None:  # fmt: skip
        """Counted once more by another person. Cash and cheques are in the office's hands now; a transfer is in the bank already."""
        issued, in_hand_baht = act.evidence.rows["receipts"], cash_counted_baht + cheques_counted_baht
        act.refuse(
            held_already(self, act) if in_hand_baht < self.cash_baht + self.cheque_baht else None,
            rules.sum_differs("CASH_DIFFERS", text("เงินสด"), cash_counted_baht, self.cash_baht, "cash_counted_baht", act.law),
            rules.sum_differs(
                "CHEQUES_DIFFER", text("เช็ค"), cheques_counted_baht, self.cheque_baht, "cheques_counted_baht", act.law
            ),
            rules.sum_differs(
                "TRANSFERS_DIFFER", text("เงินโอน"), transfers_seen_baht, self.transfer_baht, "transfers_seen_baht", act.law
            ),
            rules.copies_differ(copies_counted, len(issued), act.law),
            rules.no_safe(cash_account, self.cash_baht + self.cheque_baht, act.law),
            rules.safe_of_others(queries.waiting_safe(self), cash_account, self.cash_baht + self.cheque_baht, act.law),
        )
        if act.refusals:
            return
        self.receiver, self.received_on, self.cash_account = act.person, act.acted_on, cash_account
        self.book_money(act, 1)

    @step(label=_("คืนให้แก้ใบเสร็จ"), basis="receipt.correction", by=SYSTEM, source=State.RECEIVED, target=State.COLLECTING)
    def go_back(self, act: Act, *, reason: Reason) -> None:
        """A slip was found to be wrong: the collector has the money and the slips again, and what was booked is booked back."""
        self.book_money(act, -1)
        self.returned_times += 1
        self.receiver, self.received_on, self.cash_account = None, None, None
        self.open_on, self.remitter, self.remitted_on = self.collected_on, None, None

    def book_money(self, act: Act, sign: int) -> None:
        """The money of the valid receipts into the office's accounts, or out of them again where the sign is negative."""
        for account, amount_baht in sorted(transferred(act.evidence.rows["receipts"]).items()):
            treasury.move_bank(act, self, account, balance_baht=sign * amount_baht)
        if self.cash_account_id and self.cash_baht + self.cheque_baht:
            treasury.move_cash(act, self, self.cash_account_id, sign * (self.cash_baht + self.cheque_baht))

    @step(label=_("นับเป็นเงินที่รับฝากไว้แล้ว"), basis=HELD_BEFORE, by=SYSTEM, source=State.REMITTED)
    def count_as_held(self, act: Act) -> None:
        """นายก ordered it: its cash and cheques were found as a surplus, and lie in the bank. Whoever receives the slip gets its copies."""
        self.from_held_baht = self.cash_baht + self.cheque_baht
        self.cash_baht = self.cheque_baht = treasury.ZERO

    @step(label=_("ส่งคืนให้แก้ไข"), basis=COUNTING_AGAIN, by=WAITED, source=State.REMITTED, target=State.COLLECTING)
    def return_for_correction(self, act: Act, *, reason: Reason) -> None:
        """The money or the slips are not right: the collector counts again, and adds or cancels what is wrong."""
        self.count(queries.collected(self))
        self.returned_times += 1
        self.open_on, self.remitter, self.remitted_on = self.collected_on, None, None

    # The day's summary.

    @step(label=_("เข้าใบสำคัญสรุป"), basis="remittance.summary", by=SYSTEM, source=State.RECEIVED, target=State.SUMMARIZED)
    def enter_summary(self, act: Act, *, summary: asks.ASummary) -> None:
        """The summary of a day takes it in."""
        self.summary = summary

    @step(label=_("ออกจากใบสำคัญสรุป"), basis=REOPENED_SUMMARY, by=SYSTEM, source=State.SUMMARIZED, target=State.RECEIVED)
    def leave_summary(self, act: Act) -> None:
        """The summary was returned or given up."""
        self.summary = None

    attach = attaching(State.COLLECTING, State.REMITTED, kinds=ATTACHED)
    enter_elaas_receipts, correct_elaas_receipts = entering(ELAAS_RECEIPTS), correcting(ELAAS_RECEIPTS)
    proposed = proposing.of_remittance

    def count(self, collected: Mapping[str, Decimal]) -> None:
        """Take the totals of the valid receipts."""
        ways = (ReceivedBy.CASH, ReceivedBy.CHEQUE, ReceivedBy.TRANSFER)
        self.cash_baht, self.cheque_baht, self.transfer_baht = (collected.get(way, treasury.ZERO) for way in ways)
        self.from_held_baht = None
        self.amount_baht = self.cash_baht + self.cheque_baht + self.transfer_baht


def counted_baht(counts: Iterable[Mapping[str, Any]]) -> Decimal:
    """What notes and coins come to, in baht."""
    return sum((Face(row["face"]).baht * row["pieces"] for row in counts), treasury.ZERO)


def transfers_before_opening(slips: Iterable[Mapping[str, Any]], collected_on: date) -> Iterator[Refusal]:
    """What came into an account before its opening balance was taken stands in that balance already."""
    accounts = {slip["bank_account"].pk for slip in slips if slip["bank_account"] is not None}
    if accounts:
        late = treasury.with_opening(BankAccount, AccountMovement).filter(pk__in=accounts, opened_on__gt=collected_on)
        yield from (treasury.before_opening(str(account), account.opened_on, "slips") for account in late)


def transferred(issued: Iterable[Mapping[str, Any]]) -> dict[UUID, Decimal]:
    """What came into each bank account by valid receipts, in baht."""
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in issued:
        if row["bank_account_id"] and not row["is_cancelled"]:
            found[UUID(row["bank_account_id"])] += to_baht(row["amount_baht"])
    return found


CONSTRAINT_REFUSALS["remittance_open_once"] = lambda: Refusal(
    "STILL_COLLECTING",
    text("ใบนำส่งเงินของวันนี้มีแล้ว และยังไม่ได้นำส่ง"),
    law.clause(rules.SLIP),
    remedy=text("ใช้ใบเดิม หรือนำส่งใบเดิมก่อน"),
    kind=Kind.CONFLICT,
)
