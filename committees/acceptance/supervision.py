"""ข้อ 176 (5), 177, 178: ผู้ควบคุมงาน reports the delivered work, and the chair's acknowledgement starts the days of inspection."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from committees.acceptance import asks, seats
from committees.acceptance.declaring import all_declared
from committees.acceptance.interest import decides_of_own, own_interest_known
from committees.acceptance.opening import Opening
from committees.acceptance.states import DELIVERED, LEAD, SUPERVISOR, WorksState
from committees.models import DayKind, SupervisedDay, SupervisorLog
from committees.rules import supervision as rules
from workflows.act import Act
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, step

SUPERVISOR_DAYS = "works.supervisor_report_working_days"


def report_unattached(works: Any, act: Act) -> Refusal | None:
    """The report itself is evidence: its paper is attached before it counts (W1)."""
    if act.evidence.rows["attachments"]:
        return None
    basis = act.law.basis("works.supervisor_report")
    return Refusal("REPORT_UNATTACHED", text("ยังไม่ได้แนบรายงานของผู้ควบคุมงาน"), basis.label, text("แนบไฟล์รายงานก่อน"))


def start_unreported(works: Any, act: Act) -> Refusal | None:
    """Told to whoever takes note of the delivery; it keeps nothing back, because the contractor has no part in it."""
    starts = SupervisedDay.objects.filter(document__case=works.case_id, kind=DayKind.START)
    return rules.start_unreported(starts.values("instalment", "reported_on"), act.law)


def starts_on(works: Any) -> date | None:
    """The day fixed to start; None where nobody supervises the works of this order."""
    days = SupervisedDay.objects.filter(document__case=works.case_id, kind=DayKind.START)
    return days.values_list("due_on", flat=True).first()


def logs(works: Any) -> list[dict[str, Any]]:
    """The daily logs that the committee has, oldest first, their days as rows of evidence tell them."""
    found = SupervisorLog.objects.filter(document__case=works.case_id).order_by("position").values_list("until_on", flat=True)
    return [{"until_on": day.isoformat()} for day in found]


def log_missing(works: Any, act: Act) -> Refusal | None:
    return rules.log_missing(starts_on(works), logs(works), act.law)


def log_lacks_weeks(works: Any, act: Act) -> Refusal | None:
    return rules.log_lacks_weeks(starts_on(works), logs(works), works.delivered_on, act.law)


def photograph_missing(_works: Any, act: Act) -> Refusal | None:
    return rules.photograph_missing(act.evidence.rows["attachments"])


class Supervision(Opening):
    """What comes before the inspection of works."""

    supervisor_report_number = models.CharField(_("รายงานผู้ควบคุมงานเลขที่"), max_length=60, blank=True)
    supervisor_reported_on = models.DateField(_("รายงานผู้ควบคุมงานลงวันที่"), null=True)
    supervisor_report = models.TextField(_("ความเห็นของผู้ควบคุมงาน"), blank=True)
    acknowledged_on = models.DateField(_("วันที่ประธานรับทราบการส่งมอบ"), null=True)

    class Meta:
        abstract = True

    def known_on(self) -> date | None:
        """The chair's acknowledgement."""
        return self.acknowledged_on

    @step(
        label=_("รายงานผลงานที่ส่งมอบ"), basis="works.supervisor_report", by=SUPERVISOR, source=WorksState.REPORTING_WORK,
        target=WorksState.ACKNOWLEDGING, within=SUPERVISOR_DAYS, signs=True, needs=(decides_of_own, report_unattached, log_missing),
        shows=(*DELIVERED, "lines"),
    )  # fmt: skip
    def report_works(self, act: Act, *, report_number: asks.ReportNumber, report: asks.WorkReport) -> None:
        """ผู้ควบคุมงาน reports to the committee within the days after the instalment's delivery."""
        self.supervisor_report_number, self.supervisor_reported_on, self.supervisor_report = report_number, act.acted_on, report

    @step(
        label=_("เปลี่ยนผู้ควบคุมงาน"),
        basis="works.appoint_supervisor",
        by=Role.CHIEF_EXECUTIVE,
        source=WorksState.REPORTING_WORK,
        signs=True,
        needs=(decides_of_own,),
        shows=("supervisor", *DELIVERED),
    )
    def replace_supervisor(
        self, act: Act, *, supervisor: asks.ASupervisor, order_number: asks.AppointmentNumber, reason: asks.Reason
    ) -> None:
        """By order, where he is absent; a member of the committee cannot supervise what he inspects."""
        if supervisor.pk.hex in seats.people(seats.sitting(act.evidence.rows)) or supervisor.pk == self.supervisor_id:
            basis = act.law.basis("works.appoint_supervisor").label
            act.refuse(
                Refusal("SUPERVISOR", text("ผู้นี้เป็นผู้ตรวจรับ หรือเป็นผู้ควบคุมงานอยู่แล้ว"), basis, text("แต่งตั้งผู้อื่น"), field="supervisor")
            )
        act.refuse(rules.supervises_own(supervisor.pk == self.party.officer_id, act.law))
        self.supervisor = supervisor
        act.tell(supervisor=supervisor.pk, order_number=order_number)

    @step(
        label=_("ผู้ควบคุมงานคนใหม่ตามคำสั่ง"), basis="works.appoint_supervisor", by=SYSTEM, source=WorksState.REPORTING_WORK
    )  # fmt: skip
    def go_with_supervision(self, act: Act, *, supervisor: asks.Supervisor) -> None:
        """One order names the supervisor of the works (works_supervision.py): whoever supervises now reports this delivery."""
        self.supervisor = supervisor

    @step(
        label=_("รับทราบการส่งมอบงาน"),
        basis="works.chair_acknowledgement",
        by=LEAD,
        source=WorksState.ACKNOWLEDGING,
        target=WorksState.DECLARING,
        signs=True,
        needs=(own_interest_known,),
        cautions=(start_unreported, log_lacks_weeks, photograph_missing),
        shows=DELIVERED,
    )
    def acknowledge_delivery(self, act: Act) -> None:
        """The working days of inspection count from the day after this one."""
        self.acknowledged_on = act.acted_on

    @step(
        label=_("รอประธานรับทราบ"), basis="works.chair_acknowledgement", by=SYSTEM, source=WorksState.DECLARING, target=WorksState.ACKNOWLEDGING,
        when=lambda works: all_declared(works) and works.acknowledged_on is None,
    )  # fmt: skip
    def await_acknowledgement(self, act: Act) -> None:
        """The chair was replaced before he had acknowledged; the new one does."""
