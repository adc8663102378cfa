"""C7, C8: the custody committee counts together, every member signs, each alone and in any order; a difference goes to นายก at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from disbursement import treasury
from disbursement.asks import fund_day as asks
from disbursement.asks.common import Reason
from disbursement.fund_day import accounts, keys
from disbursement.fund_day.report import PAPER, Report
from disbursement.fund_day.states import COUNTED, COUNTING_AGAIN, IN_BOOKS, KEYHOLDER, SAME_DAY, SIGNING, State
from disbursement.models import CashCount, CustodyAct, CustodySignature, Face, HeldKind
from disbursement.rules import fund_day as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import SYSTEM, step

Counts = Sequence[Mapping[str, Any]]


class Counting(Report):
    """The collective act."""

    class Meta:
        abstract = True

    @step(
        label=_("บันทึกผลการตรวจนับ"), basis="custody.into_safe", by=KEYHOLDER, source=State.COUNTING, target=State.SIGNING, within=SAME_DAY,
        signs=True, shows=IN_BOOKS,
    )  # fmt: skip
    def record_count(
        self, act: Act, *, counts: asks.Counts, instruments_baht: asks.Instruments, instruments_count: asks.InstrumentsCount,
        count_note: asks.CountNote,
    ) -> None:  # fmt: skip
        """All count together; one of them writes down what was there, whether or not it is what the report says."""
        self.count(act, counts, instruments_baht, instruments_count or 0, count_note)

    @step(
        label=_("ลงชื่อในผลการตรวจนับ"), basis="daily_report.sign", by=SIGNING, source=State.SIGNING, within=SAME_DAY, signs=True,
        shows=COUNTED,
    )  # fmt: skip
    def sign_count(self, act: Act) -> None:
        """Each member signs what was counted; where it differs from the books, the finance officer too."""
        assert act.person is not None, "a seat is a person's"
        act.refuse(keys.changed_hands(act))
        if act.refusals:
            return
        facts = {"act": CustodyAct.COUNT, "count_number": self.count_number, "person": act.person, "signed_on": act.acted_on}
        act.add(self, CustodySignature, [facts])
        act.tell(count_number=self.count_number, counted_baht=self.counted_baht)

    @step(label=_("แก้ผลการตรวจนับ"), basis=COUNTING_AGAIN, by=KEYHOLDER, source=State.SIGNING, signs=True, shows=COUNTED)
    def change_count(
        self, act: Act, *, counts: asks.Counts, instruments_baht: asks.Instruments, instruments_count: asks.InstrumentsCount,
        count_note: asks.CountNote, reason: Reason,
    ) -> None:  # fmt: skip
        """Counted once more; what was signed before stays in the trail, and everybody signs anew."""
        self.count(act, counts, instruments_baht, instruments_count or 0, count_note)

    @step(
        label=_("เก็บเข้าตู้นิรภัย"), basis="custody.into_safe", by=SYSTEM, source=State.SIGNING, target=State.IN_SAFE, paper=PAPER,
        when=lambda day: keys.all_signed(day) and day.is_settled,
    )  # fmt: skip
    def accept_count(self, act: Act) -> None:
        """All have signed that the money is as the report says, or as นายก already knows."""

    @step(
        label=_("รายงานผลต่างต่อนายก"), basis="daily_report.difference", by=SYSTEM, source=State.SIGNING, target=State.DIFFERENCE, paper=PAPER,
        when=lambda day: keys.all_signed(day) and not day.is_settled,
    )  # fmt: skip
    def report_difference(self, act: Act) -> None:
        """Recorded, signed by all, in the safe: and นายก is told at once, without whose order the day never closes."""
        act.tell(difference_baht=self.difference_baht, cheque_difference_baht=self.cheque_difference_baht)

    @step(
        label=_("สั่งการเรื่องเงินไม่ตรงรายงาน"), basis="daily_report.difference", by=Role.CHIEF_EXECUTIVE, source=State.DIFFERENCE,
        target=State.IN_SAFE, paper=PAPER, signs=True, shows=COUNTED,
    )  # fmt: skip
    def order_on_difference(self, act: Act, *, reason: asks.OrderText, order_number: asks.OrderNumber) -> None:
        """The books follow what was counted: a shortage leaves the cash as a claim that is repaid by receipt; a surplus is held for its owner."""
        change = self.difference_baht - self.ordered_baht
        if change:  # too little cash and as much too many cheques change nothing in the books of the safe
            treasury.move_cash(act, self, self.cash_account_id, change)
        held = max(self.difference_baht, accounts.ZERO) - max(self.ordered_baht, accounts.ZERO)
        if held:
            treasury.hold(act, self, HeldKind.OTHER, held, reference=self.number)
        self.difference_order, self.difference_order_number, self.ordered_baht = reason, order_number, self.difference_baht
        self.ordered_cheque_baht = self.cheque_difference_baht
        act.tell(
            difference_baht=self.difference_baht, cheque_difference_baht=self.cheque_difference_baht, order_number=order_number
        )

    def count(self, act: Act, counts: Counts, cheques_baht: Decimal, cheques: int, count_note: str) -> None:
        """Take down what was counted, in baht: the cash and the cheques each beside what the books say of it."""
        cash_baht = sum((Face(row["face"]).baht * row["pieces"] for row in counts), accounts.ZERO)
        cheque_difference = cheques_baht - self.books_cheque_baht
        difference = cash_baht + cheques_baht - self.books_baht
        act.refuse(
            keys.changed_hands(act),
            rules.denomination_twice([row["face"] for row in counts], act.law),
            rules.cheques_unnumbered(cheques_baht, cheques, act.law),
            rules.cash_difference_unsaid(
                cash_baht, self.books_baht - self.books_cheque_baht, self.earlier_baht, count_note, act.law
            ),
            rules.cheque_difference_unsaid(cheques_baht, self.books_cheque_baht, count_note, act.law),
        )
        if (difference or cheque_difference) and not self.difference_order and self.later_report() is None:
            act.refuse(rules.moved_since_report(accounts.cash_since_report(self), act.law))
        if act.refusals:
            return
        self.count_number += 1
        self.counted_baht, self.instruments_baht, self.instruments_count = cash_baht + cheques_baht, cheques_baht, cheques
        self.difference_baht, self.cheque_difference_baht, self.count_note = difference, cheque_difference, count_note
        act.replace(self, CashCount, ({"position": position, **row} for position, row in enumerate(counts, start=1)))
