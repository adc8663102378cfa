"""หน่วยงานขอ: a unit's clerk asks, its head answers for the need, the budget officer sets the money aside."""

from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from disbursement import budget
from procurement import asks, queries
from procurement.alike import might_be_split
from procurement.models import ContractRecord, PurchaseFacts, PurchaseLine
from procurement.purchase.states import DRAFTING, NEED, SOON, UNIT_REQUEST, State
from procurement.purchase_rows import requested_lines
from procurement.rules import request as rules
from procurement.rules.record import record_taken, record_without_road
from workflows.act import Act
from workflows.roles import Role
from workflows.step import UNBORN, step
from workflows.thai import in_thai


class Request(PurchaseFacts):
    """The need, and money for it."""

    class Meta:
        abstract = True

    @step(label=_("ขอซื้อหรือขอจ้าง"), basis=UNIT_REQUEST, by=Role.REQUESTER, source=UNBORN, target=State.DRAFT)
    def open_request(
        self,
        act: Act,
        *,
        title: asks.Title,
        kind: asks.Kind,
        road: asks.Road,
        need: asks.Need,
        needed_by: asks.NeededBy,
        lines: asks.Lines,
        record: asks.Record,
    ) -> None:
        """A unit's clerk says what is needed, why, and until when; every purchase is a case of its own."""
        act.refuse(rules.case_taken(queries.is_in_case(type(self), self.case_id)))
        self.describe(act, title, kind, road, need, needed_by, lines)
        if record is not None:
            self.come_from(act, record)

    def come_from(self, act: Act, record: ContractRecord) -> None:
        """It keeps from which row of which file it was opened, and that row is taken as long as it lives."""
        taken = queries.living_of(type(self), [record]).get(record.pk)
        act.refuse(record_without_road(record, act.law), record_taken(taken.case if taken else None))
        self.record, self.live_record = record, record.pk
        act.tell_change(in_thai(_("เปิดจากทะเบียนสัญญาจากแฟ้มทางการ")), "–", in_thai(lazystr(record)))

    @step(
        label=_("เสนอหัวหน้าหน่วยงาน"),
        basis=UNIT_REQUEST,
        by=Role.REQUESTER,
        source=State.DRAFT,
        target=State.REQUESTED,
        within=DRAFTING,
        shows=NEED,
    )
    def submit_request(self, act: Act) -> None:
        """The clerk hands the request to the head of the unit."""

    @step(label=_("แก้คำขอ"), basis=UNIT_REQUEST, by=Role.REQUESTER, source=State.DRAFT)
    def edit_request(
        self,
        act: Act,
        *,
        title: asks.Title,
        kind: asks.Kind,
        road: asks.Road,
        need: asks.Need,
        needed_by: asks.NeededBy,
        lines: asks.Lines,
    ) -> None:
        """Editing a draft is a step too."""
        self.describe(act, title, kind, road, need, needed_by, lines)

    def describe(self, act: Act, title: str, kind: str, road: str, need: str, needed_by: Any, lines: list[dict[str, Any]]) -> None:
        total = rules.lines_total_baht(lines)
        act.refuse(
            rules.road_missing(road, act.law),
            rules.nothing_to_buy(total, act.law),
            rules.over_specific_method_limit(total, act.law),
            rules.needed_in_the_past(needed_by, act.acted_on, act.law),
        )
        if act.refusals:
            return
        self.title, self.kind, self.need, self.needed_by = title, kind, need, needed_by
        self.amount_baht = self.estimate_baht = total
        act.replace(self, PurchaseLine, requested_lines(lines))

    @step(
        label=_("เห็นควรขอซื้อขอจ้าง"),
        basis=UNIT_REQUEST,
        by=Role.HEAD_OF_UNIT,
        source=State.REQUESTED,
        target=State.BUDGETING,
        within=SOON,
        cautions=(might_be_split,),
        shows=NEED,
        signs=True,
    )
    def support_request(self, act: Act) -> None:
        """The head of the unit answers for the need."""

    @step(
        label=_("ยืนยันและจองงบประมาณ"),
        basis="procurement.budget_first",
        by=Role.BUDGET_OFFICER,
        source=State.BUDGETING,
        target=State.SPECIFIER_NEEDED,
        within=SOON,
        signs=True,
        shows=NEED,
    )
    def confirm_budget(self, act: Act, *, budget_line: asks.Line) -> None:
        """Money of the unit that asks and of this fiscal year is there, and is set aside before the report (ทะเบียนคุมงบรายจ่าย)."""
        act.refuse(
            rules.line_of_another_unit(budget_line, self.unit, UNIT_REQUEST),
            rules.closed_year(budget_line.fiscal_year, act.acted_on, act.law),
        )
        self.budget_line = budget_line
        if not act.refusals:
            budget.reserve(act, self, budget_line.pk, self.amount_baht)
