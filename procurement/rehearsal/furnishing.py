"""What an office needs before its first purchase: budget lines and vendors, written by the officers' own steps."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from disbursement.models import BudgetLine
from disbursement.registers import BudgetRegister
from workflows import clock, engine
from workflows.calendar import fiscal_year
from workflows.founding import register_of
from workflows.models import Party
from workflows.practice import PracticeOffice
from workflows.registers.parties import PartyRegister

# Invented vendors: tax ids with a right check digit that no register of companies can hold (type 105, office 500).
VENDORS = (
    ("juristic", "หจก.นาดีเครื่องเขียน", "010550000000", True),
    ("juristic", "บจก.บ้านนาดีคอมพิวเตอร์", "010550000001", True),
    ("juristic", "หจก.ชัยดีก่อสร้าง", "010550000002", True),
    ("natural", "นายดำ มั่นคง", "310550000001", False),
)
Ordinance = tuple[tuple[str, str, str, str], ...]  # code, name, unit, what is allotted in baht
LINES: Ordinance = (
    ("งานช่าง-วัสดุก่อสร้าง", "ค่าวัสดุก่อสร้าง", "กองช่าง", "1500000.00"),
    ("งานช่าง-วัสดุสำนักงาน", "ค่าวัสดุสำนักงาน", "กองช่าง", "400000.00"),
    ("งานช่าง-ที่ดินและสิ่งก่อสร้าง", "ค่าที่ดินและสิ่งก่อสร้าง", "กองช่าง", "5000000.00"),
    ("งานคลัง-วัสดุสำนักงาน", "ค่าวัสดุสำนักงาน", "กองคลัง", "200000.00"),
)
WEIGHTS = range(13, 1, -1)


def with_check_digit(twelve: str) -> str:
    """Thirteen digits, the last of which proves the others."""
    return twelve + str((11 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, twelve, strict=True)) % 11) % 10)


def furnish(
    office: PracticeOffice, on: date | None = None, times: int = 1, ordinance: Ordinance = LINES
) -> tuple[list[Party], list[BudgetLine]]:
    """Vendors and the budget lines of the fiscal year; `times` multiplies what is allotted."""
    day = on or clock.today(office.fresh())
    return list(vendors(office)), list(lines(office, fiscal_year(day), times, ordinance))


def vendors(office: PracticeOffice) -> Iterator[Party]:
    register = register_of(office.organization, PartyRegister)
    for kind, name, twelve, is_vat_registered in VENDORS:
        tax_id = with_check_digit(twelve)
        known = Party.objects.filter(organization=office.organization, tax_id=tax_id).first()
        if known is None:
            facts = {"kind": kind, "name": name, "tax_id": tax_id, "address": "ตำบลบ้านนาดี", "is_vat_registered": is_vat_registered}
            engine.perform(office.people["duangjai"], register, "add_party", **facts)
        yield Party.objects.get(organization=office.organization, tax_id=tax_id)


def lines(office: PracticeOffice, year: int, times: int, ordinance: Ordinance = LINES) -> Iterator[BudgetLine]:
    register = register_of(office.organization, BudgetRegister)
    for code, name, unit, allotted in ordinance:
        known = BudgetLine.objects.filter(organization=office.organization, fiscal_year=year, code=code).first()
        if known is None:
            facts = {
                "unit": office.units[unit],
                "fiscal_year": year,
                "code": code,
                "name": name,
                "allotted_baht": Decimal(allotted) * times,
            }
            engine.perform(office.people["kanda"], register, "add_line", **facts)
        yield BudgetLine.objects.get(organization=office.organization, fiscal_year=year, code=code)
