"""ทะเบียนคุมงบรายจ่าย as a register: lines and their appropriation."""

from decimal import Decimal
from typing import Annotated

from django import forms
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import budget
from disbursement.models import BudgetLine
from workflows.act import Act
from workflows.fields import BahtInput
from workflows.forms import InOffice
from workflows.kept import Kept
from workflows.models import Unit
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.registers.register import KEEPING, Register, State
from workflows.roles import Role
from workflows.step import step
from workflows.thai import baht

Allotment = Annotated[Decimal, BahtInput(label=_("จำนวนเงินที่ตั้งไว้ (บาท)"))]
AUnit = Annotated[Unit, InOffice(Unit.objects.all(), label=_("หน่วยงานเจ้าของงบประมาณ"))]
Reason = Annotated[str, forms.CharField(label=_("เหตุผล"), widget=forms.Textarea)]
LINES = BudgetLine.objects.order_by("-fiscal_year", "code")


def line_of(line: BudgetLine) -> str:
    """A line with what is free of it, which is what whoever chooses asks next."""
    words = {"line": line, "year": line.fiscal_year, "free": baht(line.free_baht)}
    return text("%(line)s ปี %(year)s (เหลือ %(free)s บาท)") % words


AGivingLine = Annotated[BudgetLine, InOffice(LINES, label=_("โอนลดจากรายการ"), named=line_of)]
AGettingLine = Annotated[BudgetLine, InOffice(LINES, label=_("โอนเพิ่มให้รายการ"), named=line_of)]
ALine = Annotated[BudgetLine, InOffice(LINES, label=_("รายการงบประมาณ"), named=line_of)]


@procedure
class BudgetRegister(Register):
    """Lines of the appropriation (ข้อบัญญัติ), each with its unit."""

    class Procedure:
        code = "budget_register"
        title = _("ทะเบียนคุมงบรายจ่าย")
        ends = (State.OPEN,)
        content = ("change",)
        keeps = {"line": Kept(BudgetLine, ("code", "name", "fiscal_year"))}

    @step(label=_("เพิ่มรายการงบประมาณ"), basis=KEEPING, by=Role.BUDGET_OFFICER, source=State.OPEN, in_person=True)
    def add_line(
        self, act: Act, *,
        unit: AUnit,
        fiscal_year: Annotated[int, forms.IntegerField(label=_("ปีงบประมาณ (พ.ศ.)"), min_value=2500, max_value=2700)],
        code: Annotated[str, forms.CharField(label=_("รหัสงบประมาณ"), max_length=60)],
        name: Annotated[str, forms.CharField(label=_("รายการ"), max_length=200)],
        allotted_baht: Allotment,
    ) -> None:  # fmt: skip
        """A line with what the ordinance allots to it."""
        if BudgetLine.objects.filter(organization=act.organization, fiscal_year=fiscal_year, code=code).exists():
            act.refuse(Refusal("LINE_KNOWN", text("รหัสงบประมาณนี้มีแล้วในปีนี้"), remedy=text("ใช้รหัสอื่น"), field="code"))
            return
        line = act.make(BudgetLine, unit=unit, fiscal_year=fiscal_year, code=code, name=name)
        budget.allot(act, self, line.pk, allotted_baht)
        self.note(act, line=line.pk, code=code, name=name, fiscal_year=fiscal_year, allotted_baht=allotted_baht)

    @step(label=_("โอนเพิ่มงบประมาณ"), basis=KEEPING, by=Role.BUDGET_OFFICER, source=State.OPEN, in_person=True)
    def add_to_line(
        self,
        act: Act,
        *,
        line: ALine,
        amount_baht: Allotment,
        reason: Reason,
    ) -> None:
        """A transfer into a line, approved as the ordinance's rules demand."""
        budget.allot(act, self, line.pk, amount_baht)
        self.note(act, line=line.pk, amount_baht=amount_baht)

    @step(label=_("โอนงบประมาณระหว่างรายการ"), basis=KEEPING, by=Role.BUDGET_OFFICER, source=State.OPEN, in_person=True)
    def move_between_lines(
        self, act: Act, *,
        line: AGivingLine,
        to_line: AGettingLine,
        amount_baht: Annotated[Decimal, BahtInput(label=_("จำนวนเงินที่โอน (บาท)"))],
        reason: Reason,
    ) -> None:  # fmt: skip
        """What one line gives, the other gets; only free money can be given."""
        if line.pk == to_line.pk:
            act.refuse(Refusal("SAME_LINE", text("โอนให้รายการเดียวกันไม่ได้"), remedy=text("เลือกรายการอื่น"), field="to_line"))
        elif line.fiscal_year != to_line.fiscal_year:
            act.refuse(
                Refusal("OTHER_YEAR", text("สองรายการอยู่คนละปีงบประมาณ"), remedy=text("เลือกรายการของปีเดียวกัน"), field="to_line")
            )
        if act.refusals:
            return
        for changed, change_baht in sorted([(line.pk, -amount_baht), (to_line.pk, amount_baht)]):  # locks in one order everywhere
            budget.allot(act, self, changed, change_baht)
        self.note(act, line=line.pk, to_line=to_line.pk, amount_baht=amount_baht)
