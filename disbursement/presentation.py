"""What pages show of the budget: the line that a case touches, and the register's table."""

from django.utils.translation import gettext as _

from disbursement import budget
from disbursement.models import BudgetLine, BudgetMovement
from workflows.models import Case, Document, Organization
from workflows.pages import BudgetShare, Column, Table
from workflows.thai import baht
from workflows.views.lists import HOLDINGS
from workflows.views.presenting import MONEY


def shares(case: Case) -> list[BudgetShare]:
    """Each budget line that a case touches, and what the case holds of it."""
    touched = BudgetMovement.objects.filter(document__case=case).values_list("line", flat=True).distinct()
    document = Document(case=case)
    return [share(line, budget.position(document, line.pk)) for line in BudgetLine.objects.filter(pk__in=touched)]


def share(line: BudgetLine, held: dict[str, object]) -> BudgetShare:
    held_as = next((figure for figure in ("spent", "committed", "reserved") if held[figure]), "")
    return BudgetShare(
        line=str(line),
        allotted_baht=line.allotted_baht,
        reserved_baht=line.reserved_baht,
        committed_baht=line.committed_baht,
        spent_baht=line.spent_baht,
        free_baht=line.free_baht,
        held_baht=held[held_as] if held_as else budget.ZERO,  # type: ignore[arg-type]
        held_as=held_as,
        note=_("เรื่องนี้ถืออยู่ %(amount)s บาท") % {"amount": baht(held[held_as])} if held_as else "",  # type: ignore[arg-type]
    )


def budget_table(organization: Organization) -> tuple[Table, ...]:
    labels = (_("รายการ"), _("หน่วยงาน"), _("ปี"))
    columns = (
        *(Column(label) for label in labels),
        *(Column(label, is_number=True) for label in (_("ตั้งไว้"), _("จอง"), _("ผูกพัน"), _("จ่ายแล้ว"), _("คงเหลือ"))),
    )
    rows = tuple(
        (
            line.name,
            line.unit.name,
            line.fiscal_year,
            *(
                baht(amount)
                for amount in (line.allotted_baht, line.reserved_baht, line.committed_baht, line.spent_baht, line.free_baht)
            ),
        )
        for line in BudgetLine.objects.filter(organization=organization).select_related("unit")
    )
    return (Table(columns, rows, _("รายการงบประมาณ"), empty=_("ยังไม่มีรายการงบประมาณ")),)


MONEY.append(shares)
HOLDINGS["budget_register"] = budget_table
