"""รายการงบประมาณ และบัญชีเงินฝากธนาคาร from a sheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.models import BankAccount, BudgetLine
from disbursement.registers import AccountRegister, BudgetRegister
from workflows.intake import cells
from workflows.intake.kinds.parties import BANK_CODE, NUMBER
from workflows.intake.kinds.people import UNIT, no_unit
from workflows.intake.sheet import NEW, SAME, Column, Command, Planned, Row, at, sheet
from workflows.models import Organization, Unit
from workflows.thai import baht


@sheet(
    code="budget_lines", title="รายการงบประมาณ", lead=_("รายการตามข้อบัญญัติ พร้อมจำนวนเงินที่ตั้งไว้"), model=BudgetRegister,
    columns=(
        UNIT,
        Column("fiscal_year", "ปีงบประมาณ", cells.fiscal_year, "2570", _("ปี พ.ศ. สี่หลัก")),
        Column("code", "รหัสงบประมาณ", cells.text(60), "00113-5310", _("รหัสที่ไม่ซ้ำในปีนั้น จัดรูปแบบเซลล์เป็นข้อความ")),
        Column("name", "รายการ", cells.text(200), "ค่าวัสดุสำนักงาน", _("ชื่อรายการตามข้อบัญญัติ")),
        Column("allotted_baht", "จำนวนเงินที่ตั้งไว้ (บาท)", cells.baht, "150000.00", _("บาท ทศนิยมไม่เกินสองตำแหน่ง")),
    ),
    told_apart_by=("fiscal_year", "code"), steps=("add_line",),
)  # fmt: skip
def budget_lines(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    units = {unit.code: unit for unit in Unit.objects.filter(organization=organization, closed_on=None)}
    known = {(line.fiscal_year, line.code): line for line in BudgetLine.objects.filter(organization=organization)}
    for row in rows:
        unit, line = units.get(row["unit"]), known.get((row["fiscal_year"], row["code"]))
        if unit is None:
            yield no_unit(row)
        elif line is None:
            yield Planned(row, NEW, row["name"], commands=(Command("add_line", {**row.values, "unit": unit}),))
        else:
            yield line_kept(row, unit, line)


def line_kept(row: Row, unit: Unit, line: BudgetLine) -> Planned:
    """What the ordinance allotted is changed by a transfer with its reason, never by a file."""
    if line.allotted_baht != row["allotted_baht"]:
        sentence = text("ในทะเบียนตั้งไว้ %(known)s บาท แฟ้มบอก %(told)s บาท") % {
            "known": baht(line.allotted_baht), "told": baht(row["allotted_baht"]),
        }  # fmt: skip
        return at(row, "F จำนวนเงินที่ตั้งไว้ (บาท)", sentence, text("โอนเพิ่มหรือโอนระหว่างรายการในทะเบียนคุมงบรายจ่าย พร้อมเหตุผล"))
    if (line.name, line.unit_id) != (row["name"], unit.pk):
        sentence = text("รหัสนี้ในทะเบียนเป็น “%(line)s” ของ %(unit)s") % {"line": line.name, "unit": line.unit.name}
        return at(row, "D รหัสงบประมาณ", sentence, text("ใช้รหัสอื่น หรือแก้แฟ้มให้ตรงทะเบียน"))
    return Planned(row, SAME, row["name"])


@sheet(
    code="bank_accounts", title="บัญชีเงินฝาก", lead=_("บัญชีธนาคารของหน่วยงานที่นายกอนุมัติ พร้อมยอดยกมา ผู้อำนวยการกองคลังลงนามด้วยรหัสผ่าน"),
    model=AccountRegister,
    columns=(
        Column("name", "ชื่อบัญชี", cells.text(200), "บัญชีเงินรายได้", _("ชื่อที่ใช้เรียกในระบบ")),
        BANK_CODE, NUMBER,
        Column("approval_number", "หนังสืออนุมัติของนายกเลขที่", cells.text(60), "101/2569", _("พิมพ์เป็นข้อความ เช่น 101/2569")),
        Column("opening_balance_baht", "ยอดยกมา (บาท)", cells.baht, "1250000.50", _("ยอดในสมุดบัญชีวันนี้")),
    ),
    told_apart_by=("bank_code", "number"), steps=("add_bank_account",),
)  # fmt: skip
def bank_accounts(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {(account.bank_code, account.number): account for account in BankAccount.objects.filter(organization=organization)}
    for row in rows:
        account = known.get((row["bank_code"], row["number"]))
        if account is None:
            yield Planned(row, NEW, row["name"], commands=(Command("add_bank_account", row.values),))
        elif account.name != row["name"]:
            sentence = text("บัญชีนี้ในทะเบียนชื่อ “%(name)s”") % {"name": account.name}
            yield at(row, "B ชื่อบัญชี", sentence, text("ตรวจกับสมุดบัญชี แล้วแก้แฟ้มให้ตรงทะเบียน"))
        else:
            yield Planned(row, SAME, row["name"])
