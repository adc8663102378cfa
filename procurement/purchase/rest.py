"""ข้อ 162, 183: what never comes. The head ends the rest of an order whose vendor has failed, and the budget is free again.

Nothing beyond ข้อ 183 is known for sure of when an order may be ended: the rest is ended after its due day only, and it is the head
who decides, with his reason and a letter to the vendor.
"""

from django.utils.translation import gettext_lazy as _

from committees.rules.lateness import floor_baht_per_day, is_over_termination
from disbursement import budget, settling
from procurement import acceptances, asks, rest_fines
from procurement.overdue import fines_run_over
from procurement.purchase.delivery import Deliveries
from procurement.purchase.states import CLAIMED, REST_IS_ENDED, State
from procurement.rules import delivery as delivery_rules
from procurement.rules import rest as rules
from procurement.rules.interest import buys_from_himself
from workflows.act import Act
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Rest(Deliveries):
    """Instead of the last delivery."""

    class Meta:
        abstract = True

    @step(
        label=_("เลิกส่วนที่ยังไม่ส่งมอบ"),
        basis=rules.BASIS,
        by=Role.CHIEF_EXECUTIVE,
        source=State.ORDERED,
        target=State.REST_ENDED,
        signs=True,
        needs=(
            buys_from_himself,
            lambda purchase, act: delivery_rules.inspection_pending(act.evidence.rows["deliveries"], act.law),
            lambda purchase, act: rules.not_overdue(act.evidence.rows["instalments"], act.acted_on, act.law),
        ),
        cautions=(fines_run_over,),
        shows=(
            "vendor",
            "agreed_price_baht",
            "delivery_due_on",
            "fine_percent_per_day",
            "fine_on_whole",
            "instalments",
            "deliveries",
        ),
    )
    def end_rest(self, act: Act, *, reason: asks.Reason, letter_number: asks.LetterNumber) -> None:
        """What was accepted is still paid; the rest of the commitment goes back, and the fine of the rest stops on this day."""
        rows, instalments = act.evidence.rows, act.evidence.rows["instalments"]
        assert self.budget_line_id is not None, "an order stands on a committed budget"
        whole_baht = self.agreed_price_baht if self.fine_on_whole else None
        floor_baht = floor_baht_per_day(self.hinders_traffic, act.law)
        self.rest_ended_on, self.rest_letter_number = act.acted_on, letter_number
        self.rest_baht = sum(map(rules.unaccepted_baht, instalments), budget.ZERO)
        self.rest_fine_baht = rules.rest_fine_baht(rows, act.acted_on, self.fine_percent_per_day, whole_baht, floor_baht)
        bearer = rest_fines.bearer(self, self.rest_fine_baht, act.acted_on, act.law)
        self.rest_fine_voucher, self.rest_claim_baht = (bearer.pk, budget.ZERO) if bearer else (None, self.rest_fine_baht)
        fines_baht = acceptances.fined_baht(self) + self.rest_fine_baht
        act.tell(
            rest_baht=self.rest_baht, rest_fine_baht=self.rest_fine_baht, rest_claim_baht=self.rest_claim_baht, fines_baht=fines_baht,
            is_over_termination=is_over_termination(fines_baht, self.agreed_price_baht, act.law),
        )  # fmt: skip
        budget.keep(act, self, self.budget_line_id, rules.owed_baht(instalments))

    @step(
        label=_("สิ้นสุดโดยเลิกส่วนที่ยังไม่ส่งมอบ"),
        basis=REST_IS_ENDED,
        by=SYSTEM,
        source=State.REST_ENDED,
        target=State.ENDED,
        when=lambda purchase: not rules.owed_baht(purchase.rows["instalments"]) and not purchase.rest_claim_baht,
    )
    def finish_without_rest(self, act: Act) -> None:
        """All that was accepted is paid, and the fine was kept back of it."""

    @step(
        label=_("เรียกค่าปรับของส่วนที่เลิก"), basis="procurement.fine", by=SYSTEM, source=State.REST_ENDED, target=State.CLAIMING,
        when=lambda purchase: not rules.owed_baht(purchase.rows["instalments"]) and bool(purchase.rest_claim_baht),
    )  # fmt: skip
    def claim_fine(self, act: Act) -> None:
        """No payment could bear the fine: it is claimed of the vendor, and the case stays open until he has paid."""

    @step(
        label=_("บันทึกการชำระค่าปรับ"),
        basis=CLAIMED,
        by=Role.FINANCE_OFFICER,
        source=State.CLAIMING,
        target=State.ENDED,
        in_person=True,
        needs=(buys_from_himself,),
    )
    def record_fine_paid(self, act: Act, *, receipt: asks.FineReceipt) -> None:
        """The whole of it came, and has its receipt: one of a registered book, whose money the finance officer holds, and of this claim alone."""
        assert self.rest_ended_on is not None, "a rest was ended before its fine is claimed"
        assert self.vendor is not None, "an order has its vendor"
        receipt, slip = settling.held(receipt)
        act.refuse(
            rules.receipt_not_of_claim(receipt, self.rest_claim_baht or budget.ZERO, self.vendor.name, act.law),
            rules.paid_out_of_time(receipt.received_on, self.rest_ended_on, act.acted_on, act.law),
            *settling.unfit(act, self, receipt, slip),
        )
        self.rest_claim_receipt, self.rest_claim_slip, self.rest_claim_paid_on = str(receipt), receipt, receipt.received_on
