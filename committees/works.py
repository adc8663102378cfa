"""การตรวจรับงานจ้างก่อสร้าง (ข้อ 176–178): the same collective act, with ผู้ควบคุมงาน, under clauses of its own.

The chapters are those of goods.py, with the supervision between opening and declaring. A step that is restated here differs from
that of goods in nothing but what is named: its clause, its time limit, its states or its paper.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from committees import separation  # noqa: F401  the pairs are declared where they are imported
from committees.acceptance.aftermath import Aftermath
from committees.acceptance.changes import Changes
from committees.acceptance.decision import Decision
from committees.acceptance.declaring import Declaring, all_declared
from committees.acceptance.lateness import Lateness
from committees.acceptance.states import REJECTING_WORKS, TOLD_BY, WORKS_DAYS
from committees.acceptance.states import WorksState as State
from committees.acceptance.supervision import Supervision, log_lacks_weeks, photograph_missing
from committees.models import SIGNED, AcceptanceKind, InspectionLine, InspectionSeat, InterestDeclaration, Opinion
from workflows.attachments import attaching
from workflows.fields import by_number
from workflows.procedure import procedure
from workflows.step import restated

CERTIFICATE = "works_certificate"
OPEN_STATES = tuple(state for state in State if state != State.CLOSED)
BEFORE_DECISION = (State.ACKNOWLEDGING, State.DECLARING, State.INSPECTING, State.SIGNING)


@procedure
class WorksAcceptance(Lateness, Changes, Aftermath, Decision, Declaring, Supervision):
    """One instalment of works before its committee."""

    State = State
    KINDS = frozenset({AcceptanceKind.WORKS})

    class Meta:
        indexes = by_number("works", "order", "delivery_note", "late_notice", "vendor_letter", "supervisor_report")

    class Procedure:
        code = "works_acceptance"
        title = _("การตรวจรับงานจ้างก่อสร้าง")
        ends = (State.CLOSED,)
        content = (*SIGNED, "supervisor_report_number", "supervisor_reported_on", "supervisor_report", "acknowledged_on")
        judged_by = ("party",)  # whose interest the register tells
        content_rows = {"lines": InspectionLine}
        fact_rows = {"seats": InspectionSeat, "declarations": InterestDeclaration, "opinions": Opinion}
        told_by = TOLD_BY
        stations = (
            (_("รายงานผู้ควบคุมงาน"), (State.REPORTING_WORK,)),
            (_("ประธานรับทราบ"), (State.ACKNOWLEDGING,)),
            (_("แจ้งส่วนได้เสีย"), (State.DECLARING, State.REPLACING)),
            (_("ตรวจงาน"), (State.INSPECTING,)),
            (_("ลงความเห็น"), (State.SIGNING, State.DISSENTED)),
            (_("รับงานหรือไม่รับ"), (State.ACCEPTED, State.REJECTED)),
            (_("มอบและรายงาน"), (State.HANDED_OVER, State.INFORMING)),
            (_("เสร็จสิ้น"), (State.CLOSED,)),
        )

    open_delivery = restated(Declaring.open_delivery, basis_key="works.appoint_supervisor", target=State.REPORTING_WORK)
    declare_no_interest = restated(Declaring.declare_no_interest, within=WORKS_DAYS)
    begin_inspection = restated(
        Declaring.begin_inspection,
        when=lambda works: all_declared(works) and not works.findings_stand and works.acknowledged_on is not None,
    )
    record_findings = restated(Decision.record_findings, basis_key="works.inspection", within=WORKS_DAYS)
    sign = restated(Decision.sign, basis_key="works.opinion", within=None, cautions=(log_lacks_weeks, photograph_missing))
    accept = restated(Decision.accept, basis_key="works.accept", paper=CERTIFICATE)
    reject = restated(Decision.reject, basis_key=REJECTING_WORKS)
    refer_dissent = restated(Decision.refer_dissent, basis_key="works.dissent")
    rule_to_accept = restated(Decision.rule_to_accept, basis_key="works.ruling_on_dissent", paper=CERTIFICATE)
    rule_to_accept_undisputed = restated(Decision.rule_to_accept_undisputed, basis_key="works.ruling_on_dissent", paper=CERTIFICATE)
    rule_to_reject = restated(Decision.rule_to_reject, basis_key="works.ruling_on_dissent")
    take_over = restated(Aftermath.take_over, basis_key="works.accept")
    acknowledge_report = restated(Aftermath.acknowledge_report, basis_key="works.accept")
    pass_rejection = restated(Aftermath.pass_rejection, basis_key=REJECTING_WORKS)
    record_late_notice = restated(Lateness.record_late_notice, sources=OPEN_STATES)
    replace_members = restated(Changes.replace_members, sources=(State.REPLACING, *BEFORE_DECISION))
    declare_interest = restated(Changes.declare_interest, sources=(*BEFORE_DECISION, State.REPLACING))

    def deadline_start(self) -> date | None:
        """ผู้ควบคุมงาน counts from the delivery, the committee from the chair's acknowledgement, the notice from the findings."""
        if self.state == State.REPORTING_WORK:
            return self.delivered_on
        if self.state in (State.DECLARING, State.INSPECTING):
            return self.acknowledged_on
        return self.inspected_on if self.state in (State.REJECTED, State.INFORMING) else None

    attach = attaching(State.REPORTING_WORK, State.INSPECTING, usual=("รายงานของผู้ควบคุมงาน", "ใบส่งมอบงาน"))
