"""การตรวจรับพัสดุ (ข้อ 175): goods and services, each delivery by itself, as one collective act.

The chapters stand in the order of the regulation: opening, declaring, findings, decision, aftermath; and how the body changes.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from committees import separation  # noqa: F401  the pairs are declared where they are imported
from committees.acceptance.aftermath import Aftermath
from committees.acceptance.changes import Changes
from committees.acceptance.decision import Decision
from committees.acceptance.declaring import Declaring
from committees.acceptance.lateness import Lateness
from committees.acceptance.states import BEFORE_DECISION, TOLD_BY, State
from committees.models import SIGNED, InspectionLine, InspectionSeat, InterestDeclaration, Opinion
from workflows.attachments import attaching
from workflows.fields import by_number
from workflows.procedure import procedure


@procedure
class GoodsAcceptance(Lateness, Changes, Aftermath, Decision, Declaring):
    """One delivery before its committee, or before its single inspector."""

    State = State

    class Meta:
        indexes = by_number("goods", "order", "delivery_note", "late_notice", "vendor_letter")

    class Procedure:
        code = "goods_acceptance"
        title = _("การตรวจรับพัสดุ")
        ends = (State.CLOSED,)
        content = SIGNED
        judged_by = ("party",)  # whose interest the register tells
        content_rows = {"lines": InspectionLine}
        fact_rows = {"seats": InspectionSeat, "declarations": InterestDeclaration, "opinions": Opinion}
        told_by = TOLD_BY
        stations = (
            (_("แจ้งส่วนได้เสีย"), (State.DECLARING, State.REPLACING)),
            (_("ตรวจรับ"), (State.INSPECTING,)),
            (_("ลงความเห็น"), (State.SIGNING, State.DISSENTED)),
            (_("รับไว้หรือไม่รับ"), (State.ACCEPTED, State.REJECTED)),
            (_("มอบและรายงาน"), (State.HANDED_OVER, State.INFORMING)),
            (_("เสร็จสิ้น"), (State.CLOSED,)),
        )

    def deadline_start(self) -> date | None:
        """The inspection counts from the delivery's stamp, and the notice to the vendor from the day of the findings."""
        if self.state in BEFORE_DECISION:
            return self.received_on
        return self.inspected_on if self.state in (State.REJECTED, State.INFORMING) else None

    attach = attaching(State.INSPECTING, usual=("ใบส่งของ", "ใบกำกับภาษี"))
