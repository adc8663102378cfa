"""ข้อ 22, 24–26: รายงานขอซื้อขอจ้าง, its way to นายก, and the appointment of the inspectors."""

from django.utils.translation import gettext_lazy as _

from committees.appointment import (
    composition_refusals,
    head_refusal,
    outsiders_refusal,
    supervisor_refusal,
    supplies_officer_refusal,
)
from committees.models import AppointedMember, SeatName
from procurement import asks
from procurement.alike import might_be_split
from procurement.models import PurchaseKind
from procurement.purchase.specification import Specification
from procurement.purchase.states import CHAIN_OF_COMMAND, DRAFTING, REPORT, SOON, SPECIFIED, State
from procurement.purchase_rows import appointed
from procurement.rules import request as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import step


class Report(Specification):
    """The report and its approval."""

    class Meta:
        abstract = True

    @step(
        label=_("เสนอรายงานขอซื้อขอจ้าง"),
        basis="procurement.report",
        by=Role.SUPPLIES_OFFICER,
        source=State.REPORTING,
        target=State.REPORTED,
        within=DRAFTING,
        cautions=(might_be_split,),
        paper="purchase_request",
        shows=SPECIFIED,
        signs=True,
    )
    def report_need(
        self, act: Act, *, is_short_report: asks.IsShort, method_reason: asks.MethodReason, criteria: asks.Criteria,
        delivery_days: asks.DeliveryDays, other_proposals: asks.OtherProposals, members: asks.Members,
    ) -> None:  # fmt: skip
        """The eight items, and who is proposed to inspect."""
        report = {"method_reason": method_reason, "criteria": criteria, "delivery_days": delivery_days}
        if is_short_report:
            act.refuse(rules.short_report_too_large(self.amount_baht, act.law))
        else:
            act.refuse(*rules.missing_report_items(report, act.law))
        act.refuse(*composition_refusals(members, self.amount_baht, act.law))
        act.refuse(supervisor_refusal(members, act.law, is_works=self.kind == PurchaseKind.WORKS))
        people = [row["person"].pk for row in members]
        act.refuse(supplies_officer_refusal(people, [act.person.pk] if act.person else [], act.law))
        act.refuse(head_refusal(people, act.acted_on, act.law))
        body = [row["person"].pk for row in members if row["seat"] != SeatName.SUPERVISOR]
        act.refuse(outsiders_refusal(body, act.acted_on, act.law))
        if act.refusals:
            return
        self.is_short_report, self.method_reason, self.criteria = is_short_report, method_reason, criteria
        self.delivery_days, self.other_proposals = delivery_days, other_proposals
        self.report_number = self.report_number or act.take_number("purchase_report", act.acted_on)
        act.replace(self, AppointedMember, appointed(members, act.acted_on))

    @step(
        label=_("เสนอความเห็นต่อรายงาน"),
        basis="procurement.report_through_head_of_supplies",
        by=Role.HEAD_OF_SUPPLIES,
        source=State.REPORTED,
        target=State.ENDORSED,
        within=SOON,
        cautions=(might_be_split,),
        signs=True,
        shows=REPORT,
    )
    def endorse_report(self, act: Act, *, reason: asks.Opinion) -> None:
        """หัวหน้าเจ้าหน้าที่ passes the report on with his opinion, which the report bears as he wrote it, and his signature."""

    @step(
        label=_("กลั่นกรองรายงาน"),
        basis=CHAIN_OF_COMMAND,
        by=Role.PERMANENT_SECRETARY,
        source=State.ENDORSED,
        target=State.APPROVING,
        within=SOON,
        cautions=(might_be_split,),
        signs=True,
        shows=REPORT,
    )
    def pass_report(self, act: Act, *, reason: asks.Opinion) -> None:
        """ปลัด passes it to นายก with his own, as offices do."""

    @step(
        label=_("ให้ความเห็นชอบและแต่งตั้งผู้ตรวจรับ"),
        basis="procurement.approve_report",
        by=Role.CHIEF_EXECUTIVE,
        source=State.APPROVING,
        target=State.NEGOTIATING,
        within=SOON,
        cautions=(might_be_split,),
        paper="appointment_order",
        signs=True,
        shows=REPORT,
    )
    def approve_report(self, act: Act) -> None:
        """นายก ให้ความเห็นชอบ, and the inspectors are appointed by order."""
        order = act.take_number("order_of_office", act.acted_on)
        for row in act.evidence.rows["members"]:
            act.change(AppointedMember, row["id"], order_number=order, ordered_on=act.acted_on)
        self.approved_on = act.acted_on
