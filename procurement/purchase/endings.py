"""Returns with reasons, and every way out; whatever is still held of the budget goes back."""

from django.utils.translation import gettext_lazy as _

from disbursement import budget
from procurement import asks
from procurement.purchase.rest import Rest
from procurement.purchase.states import BEFORE_ORDER, ENDING, GIVING_BACK, NEED, ON_THE_WAY, TO_THE_UNIT, State
from procurement.rules import delivery as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import WAITED, step


class Endings(Rest):
    """What may happen instead of the next step."""

    class Meta:
        abstract = True

    @step(label=_("ส่งคืนคำขอ"), basis=GIVING_BACK, by=WAITED, source=TO_THE_UNIT, target=State.DRAFT)
    def return_request(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the clerk, with the reason; what was reserved goes back, since the need may change."""
        self.let_go(act)

    @step(label=_("ส่งคืนคุณลักษณะ"), basis=GIVING_BACK, by=WAITED, source=(State.SPECIFIED, State.REPORTING), target=State.SPECIFYING)
    def return_specification(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the person appointed."""

    @step(
        label=_("ส่งคืนรายงาน"),
        basis=GIVING_BACK,
        by=WAITED,
        source=(State.REPORTED, State.ENDORSED, State.APPROVING),
        target=State.REPORTING,
    )
    def return_report(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the supplies officer."""

    @step(
        label=_("ส่งคืนผลการพิจารณา"),
        basis=GIVING_BACK,
        by=WAITED,
        source=(State.RESULT_REPORTED, State.RESULT_ENDORSED),
        target=State.NEGOTIATING,
    )
    def return_result(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the negotiation."""

    @step(label=_("ส่งคืนใบสั่ง"), basis=GIVING_BACK, by=WAITED, source=State.ORDER_PREPARED, target=State.ORDERING)
    def return_order(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the officer who drew it up."""

    @step(
        label=_("ไม่เห็นชอบ"),
        basis="procurement.approve_report",
        by=Role.CHIEF_EXECUTIVE,
        source=(State.SPECIFIER_NEEDED, State.APPROVING, State.RESULT_ENDORSED),
        target=State.REFUSED,
        signs=True,
        shows=NEED,
    )
    def refuse_purchase(self, act: Act, *, reason: asks.Reason) -> None:
        """นายก says no; the reserve goes back."""
        self.call_off(act)

    @step(
        label=_("ถอนคำขอ"), basis=ENDING, by=Role.HEAD_OF_UNIT, source=BEFORE_ORDER, target=State.WITHDRAWN, signs=True, shows=NEED
    )
    def withdraw_request(self, act: Act, *, reason: asks.Reason) -> None:
        """The unit no longer needs it."""
        self.call_off(act)

    @step(
        label=_("ยกเลิกเรื่อง"),
        basis=ENDING,
        by=Role.CHIEF_EXECUTIVE,
        source=ON_THE_WAY,
        target=State.CANCELLED,
        needs=(lambda purchase, act: rules.not_cancellable(act.evidence.rows["deliveries"], act.law),),
        signs=True,
        shows=("vendor", "agreed_price_baht", *NEED),
    )
    def cancel_purchase(self, act: Act, *, reason: asks.Reason) -> None:
        """Allowed while nothing has been accepted."""
        self.call_off(act)

    def let_go(self, act: Act) -> None:
        if self.budget_line_id:
            budget.release(act, self, self.budget_line_id)

    def call_off(self, act: Act) -> None:
        """The row of an official file that it came from is free again."""
        self.let_go(act)
        self.live_record = None
