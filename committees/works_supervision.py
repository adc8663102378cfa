"""การควบคุมงานจ้างก่อสร้าง (ข้อ 177, 178): what ผู้ควบคุมงาน reports to the committee before anything is delivered.

He reports of the day fixed to start and of each instalment's due day, within the working days after it (W1), and his daily log week by
week. The report of delivered work stands in the acceptance of each delivery (works.py).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.acceptance.asks import (
    ANYBODY,
    AParty,
    AppointmentNumber,
    ASupervisor,
    Copies,
    OrderNumber,
    Reason,
    ReportNumber,
    VendorReceivedOn,
    long_text,
)
from committees.acceptance.interest import decides_of_own
from committees.acceptance.states import SUPERVISOR, WorksState
from committees.acceptance.supervision import SUPERVISOR_DAYS
from committees.models import DayKind, InspectionSeat, SupervisedDay, SupervisionFacts, SupervisorLog
from committees.rules import supervision as rules
from committees.works import WorksAcceptance
from workflows import clock, engine, law
from workflows.act import Act, LawOn
from workflows.attachments import attaching
from workflows.fields import DayInput, by_number
from workflows.following import go_with
from workflows.forms import InOffice, RowsField, SeveralInOffice
from workflows.models import User
from workflows.office import office_of
from workflows.procedure import blocks, follows, procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, Step, step

CAME_IN_TIME = law.practice("งวดที่ส่งมอบครบภายในกำหนดและรายงานผลงานที่ส่งมอบแล้ว ไม่ต้องรายงานวันครบกำหนดซ้ำ")
STOPPING = law.practice("การควบคุมงานสิ้นสุดเมื่อเลิกใบสั่งหรือเลิกส่วนที่ยังไม่ส่งมอบ")


class DueForm(forms.Form):
    instalment = forms.IntegerField(label=_("งวดที่"), min_value=1)
    due_on = DayInput(label=_("ครบกำหนดส่งมอบ"))


Dues = Annotated[list[dict[str, Any]], RowsField(DueForm, label=_("งวดงาน"))]
Inspectors = Annotated[Any, SeveralInOffice(ANYBODY, label=_("ผู้ตรวจรับ"))]
OfOrder = Annotated[User, InOffice(ANYBODY, label=_("ผู้ควบคุมงาน"))]
Instalment = Annotated[int, forms.IntegerField(label=_("งวดที่"), min_value=1)]
BegunOn = Annotated[date | None, DayInput(label=_("วันที่เริ่มงานจริง (เว้นว่างถ้ายังไม่เริ่ม)"), required=False)]
Progress = Annotated[str, long_text(_("ผลการปฏิบัติงานเป็นไปตามใบสั่งหรือไม่ เพราะเหตุใด"))]
FromOn = Annotated[date, DayInput(label=_("ตั้งแต่วันที่"))]
UntilOn = Annotated[date, DayInput(label=_("ถึงวันที่"))]
Log = Annotated[str, long_text(_("สภาพอากาศ แรงงาน เครื่องจักร วัสดุ และเหตุการณ์"))]


class State(models.TextChoices):
    STARTING = "starting", _("รอรายงานวันเริ่มงาน")
    WORKING = "working", _("รอรายงานวันครบกำหนดงวด")
    REPORTED = "reported", _("รายงานแล้ว")
    CLOSED = "closed", _("รายงานครบทุกงวด")
    STOPPED = "stopped", _("เลิกควบคุมงาน")


OPEN = (State.STARTING, State.WORKING)
SUPERVISED = ("party", "order_number", "vendor_received_on", "starts_on", "awaited_on", "days", "logs")


def log_behind(supervision: Any, act: Act) -> Any:
    """Told beside his reports."""
    return rules.log_behind(act.evidence.rows["logs"], supervision.starts_on, act.acted_on, act.law)


@procedure
class WorksSupervision(SupervisionFacts):
    """The works of one order while they are built."""

    State = State

    class Meta:
        indexes = by_number("supervision", "order")

    class Procedure:
        code = "works_supervision"
        title = _("การควบคุมงานจ้างก่อสร้าง")
        ends = (State.CLOSED, State.STOPPED)
        void = (State.STOPPED,)
        judged_by = ("party",)  # whose interest the register tells
        content = tuple(field.name for field in SupervisionFacts._meta.local_fields if field.name != "document")
        content_rows = {"days": SupervisedDay, "logs": SupervisorLog}
        stations = (
            (_("รายงานวันเริ่มงาน"), (State.STARTING,)),
            (_("ควบคุมงาน"), (State.WORKING, State.REPORTED)),
            (_("รายงานครบ"), (State.CLOSED,)),
        )

    @step(label=_("เปิดการควบคุมงาน"), basis="works.appoint_supervisor", by=SYSTEM, source=UNBORN, target=State.STARTING)
    def open_supervision(
        self, act: Act, *, party: AParty, order_number: OrderNumber, vendor_received_on: VendorReceivedOn, supervisor: OfOrder,
        inspectors: Inspectors, instalments: Dues,
    ) -> None:  # fmt: skip
        """Follows the contractor's receipt of the order."""
        self.party, self.order_number, self.supervisor = party, order_number, supervisor
        self.inspectors = sorted(person.pk.hex for person in inspectors)
        self.vendor_received_on = vendor_received_on
        self.starts_on = vendor_received_on + timedelta(days=act.law.value("works.start_calendar_days_after_receipt").value)
        self.awaited_on = self.starts_on
        start = {"kind": DayKind.START, "due_on": self.starts_on}
        dues = [start, *({"kind": DayKind.DUE, **row} for row in instalments)]
        act.add(self, SupervisedDay, ({"position": position, **row} for position, row in enumerate(dues, start=1)))

    @step(
        label=_("รายงานวันเริ่มงาน"), basis=rules.REPORT, by=SUPERVISOR, source=State.STARTING, target=State.WORKING,
        within=SUPERVISOR_DAYS, signs=True, needs=(decides_of_own,), cautions=(log_behind,), shows=SUPERVISED,
    )  # fmt: skip
    def report_start(self, act: Act, *, begun_on: BegunOn, report_number: ReportNumber, report: Progress) -> None:
        """Whether the contractor began on the day that was fixed."""
        act.refuse(rules.begun_out_of_order(begun_on, self.starts_on, self.vendor_received_on, act.acted_on, act.law))
        if not act.refusals:
            self.keep(act, None, begun_on=begun_on, report_number=report_number, report=report)

    @step(
        label=_("รายงานวันครบกำหนดงวด"), basis=rules.REPORT, by=SUPERVISOR, source=State.WORKING, target=State.REPORTED,
        within=SUPERVISOR_DAYS, signs=True, needs=(decides_of_own,), cautions=(log_behind,), shows=SUPERVISED,
    )  # fmt: skip
    def report_instalment(self, act: Act, *, report_number: ReportNumber, report: Progress) -> None:
        """Whether the work of the instalment that is due stands as agreed."""
        assert self.awaited_on is not None, "somebody is asked for a report of this day"
        act.refuse(rules.reported_too_early(self.awaited_on, act.acted_on, act.law))
        if not act.refusals:
            due = rules.unreported(act.evidence.rows["days"])[0]
            self.keep(act, due["instalment"], report_number=report_number, report=report)

    @step(label=_("ส่งมอบครบงวดภายในกำหนด"), basis=CAME_IN_TIME, by=SYSTEM, source=State.WORKING, target=State.REPORTED)
    def note_delivered(self, act: Act, *, instalment: Instalment, report_number: ReportNumber) -> None:
        """The report of the delivery says of this instalment what there is to say."""
        self.keep(act, instalment, report_number=report_number)

    @step(label=_("ส่งมอบครบงวดภายในกำหนด"), basis=CAME_IN_TIME, by=SYSTEM, source=State.STARTING)
    def note_delivered_early(self, act: Act, *, instalment: Instalment, report_number: ReportNumber) -> None:
        """The same before anybody reported that work began, which is still asked for."""
        self.keep(act, instalment, report_number=report_number)

    @step(
        label=_("รอรายงานวันครบกำหนดงวด"), basis=rules.REPORT, by=SYSTEM, source=State.REPORTED, target=State.WORKING,
        when=lambda works: bool(rules.unreported(works.rows["days"])),
    )  # fmt: skip
    def await_instalment(self, act: Act) -> None:
        """The next instalment is due on its own day."""

    @step(
        label=_("รายงานครบทุกงวด"), basis=rules.REPORT, by=SYSTEM, source=(State.WORKING, State.REPORTED), target=State.CLOSED,
        when=lambda works: not rules.unreported(works.rows["days"]),
    )  # fmt: skip
    def close_supervision(self, act: Act) -> None:
        """Nothing is left to report."""

    def proposed(self, step: Step) -> dict[str, Any]:
        """The week that is due; what happened in it is the supervisor's own."""
        if step.name != "report_week":
            return {}
        logged = SupervisorLog.objects.filter(document=self.pk).order_by("-position").values_list("until_on", flat=True).first()
        law_on = LawOn(self.law_date, office_of(self.organization))
        return rules.week_due(logged, self.starts_on, clock.today(self.organization), law_on)

    @step(
        label=_("รายงานบันทึกประจำวันของสัปดาห์"), basis=rules.LOG, by=SUPERVISOR, source=(*OPEN, State.CLOSED), signs=True,
        needs=(decides_of_own,), shows=SUPERVISED,
    )  # fmt: skip
    def report_week(self, act: Act, *, from_on: FromOn, until_on: UntilOn, report: Log, copies: Copies) -> None:
        """The daily log goes to the committee week by week; a week that was late goes before the next, and so do those of works that run late."""
        logs = act.evidence.rows["logs"]
        act.refuse(*rules.log_refused(logs, from_on, until_on, copies, self.vendor_received_on, act.acted_on, act.law))
        if not act.refusals:
            row = {"from_on": from_on, "until_on": until_on, "copies": copies, "report": report, "reported_on": act.acted_on}
            act.add(self, SupervisorLog, [{**row, "position": len(logs) + 1, "reported_by": act.person}])

    @step(
        label=_("เปลี่ยนผู้ควบคุมงาน"), basis=rules.APPOINTMENT, by=Role.CHIEF_EXECUTIVE, source=(*OPEN, State.CLOSED),
        signs=True, needs=(decides_of_own,), shows=("supervisor", *SUPERVISED),
    )  # fmt: skip
    def replace_supervisor(
        self, act: Act, *, supervisor: ASupervisor, order_number: AppointmentNumber, reason: Reason
    ) -> None:  # fmt: skip
        """By order, where he is absent, as long as something may be delivered; one order names who reports every delivery from now on."""
        inspectors = {*self.inspectors, *inspecting(self.case_id)}
        act.refuse(
            rules.cannot_supervise(supervisor.pk.hex, self.supervisor_id.hex, inspectors, act.law),
            rules.supervises_own(supervisor.pk == self.party.officer_id, act.law),
        )
        self.supervisor = supervisor
        act.tell(supervisor=supervisor.pk, order_number=order_number)

    @step(
        label=_("แจ้งการส่งมอบที่รอรายงาน"), basis=rules.APPOINTMENT, by=SYSTEM, source=(*OPEN, State.CLOSED),
        when=lambda supervision: bool(reported_by_another(supervision)),
    )  # fmt: skip
    def tell_deliveries(self, act: Act) -> None:
        """Who supervises now reports what his predecessor has not."""
        for works in reported_by_another(self):
            day = max(act.acted_on, works.last_acted_on or act.acted_on)
            said = {"supervisor": self.supervisor_id}
            engine.step_within(None, works, "go_with_supervision", acted_on=day, cause=act.cause, data=said)

    @step(label=_("เลิกควบคุมงาน"), basis=STOPPING, by=SYSTEM, source=OPEN, target=State.STOPPED)
    def stop_supervision(self, act: Act) -> None:
        """Nothing more is built under the order."""
        self.awaited_on = None

    attach = attaching(*OPEN)

    def deadline_start(self) -> date | None:
        """He counts from the day of which he reports."""
        return self.awaited_on

    def open_seats(self, seat: str, rows: Any) -> tuple[Any, ...]:
        """Whoever supervises by the last order."""
        return (self.supervisor_id,)

    def keep(self, act: Act, instalment: int | None, **said: Any) -> None:
        """What he said of a day, and of which day he reports next."""
        days = act.evidence.rows["days"]
        row = rules.of_instalment(days, instalment)
        assert row is not None, "only days of the order are reported"
        act.change(SupervisedDay, row["id"], reported_on=act.acted_on, **said)
        left = [other["due_on"] for other in rules.unreported(days) if other["instalment"] != instalment]
        self.awaited_on = date.fromisoformat(left[0]) if left else None


def supervision_of(case: Any) -> Any:
    """The supervision of a case's works that goes on; None where there is none."""
    return WorksSupervision._default_manager.filter(case=case, state__in=OPEN).first()


def reported_by_another(supervision: Any) -> list[Any]:
    """The deliveries whose work nobody has reported yet, and that wait for another than who supervises now."""
    waiting = WorksAcceptance._default_manager.filter(case=supervision.case_id, state=WorksState.REPORTING_WORK)
    return list(waiting.exclude(supervisor=supervision.supervisor_id).order_by("pk"))


def inspecting(case: Any) -> set[str]:
    """Who inspects deliveries of a case, by the order or in place of another, as hexadecimal ids."""
    seats = InspectionSeat.objects.filter(document__case=case)
    left = seats.exclude(replaces=None).values("replaces")
    return {person.hex for person in seats.exclude(person__in=left).values_list("person", flat=True)}


@blocks(WorksAcceptance, "replace_supervisor")
def replaced_in_supervision(works: Any, act: Act) -> Refusal | None:
    """Where the works of the order are supervised, the supervisor of one delivery alone is never another's."""
    goes_on = WorksSupervision._default_manager.filter(case=works.case_id).exclude(state=State.STOPPED)
    return rules.supervised_as_one(act.law) if goes_on.exists() else None


def came_whole_in_time(works: Any) -> bool:
    """Whether with this delivery all of its instalment has come by the due day."""
    came = works.accepted_before_baht + works.delivery_amount_baht >= works.instalment_amount_baht
    return bool(came) and works.delivered_on <= works.delivery_due_on


@follows(WorksAcceptance, WorksState.ACKNOWLEDGING)
def report_no_instalment_twice(cause: Any, works: Any) -> None:
    """An instalment that came whole by its due day was reported with its delivery."""
    supervision = supervision_of(works.case_id)
    if supervision is None or not came_whole_in_time(works):
        return
    waiting: Iterable[Any] = SupervisedDay.objects.filter(document=supervision.pk, reported_on=None)
    if works.instalment_number in [row.instalment for row in waiting]:
        number = works.supervisor_report_number
        step_name = "note_delivered" if supervision.state == State.WORKING else "note_delivered_early"
        go_with(cause, supervision, step_name, instalment=works.instalment_number, report_number=number)
