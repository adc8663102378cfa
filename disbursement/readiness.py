"""What money needs before the first voucher: a budget, accounts, receipt books, the keys of the safe."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from disbursement.models import BankAccount, BudgetLine, CashAccount, Keyholder, MoneyHeld, ReceiptBook
from disbursement.voucher_states import ABSENT, SECTION_POST
from workflows import clock
from workflows.calendar import fiscal_year
from workflows.models import Organization
from workflows.readiness import DONE_WITHOUT, NEEDS, Need, count
from workflows.roles import Role


def money(organization: Organization) -> Iterator[Need]:
    today = clock.today(organization)
    year = fiscal_year(today)
    lines = BudgetLine.objects.filter(organization=organization, fiscal_year=year).count()
    yield Need(
        50, _("งบประมาณรายจ่ายปี %(year)s") % {"year": year}, _("จองงบไม่ได้จนกว่ารายการตามข้อบัญญัติจะอยู่ในทะเบียน"), count(lines), lines > 0,
        "budget_register", Role.BUDGET_OFFICER, "budget_lines", steps=("add_line",),
    )  # fmt: skip
    banks = BankAccount.objects.filter(organization=organization).count()
    yield Need(
        60, _("บัญชีเงินฝากธนาคาร"), _("แฟ้มโอนและเงินฝากต้องมีบัญชีของหน่วยงาน พร้อมยอดยกมา"), count(banks), banks > 0, "account_register",
        Role.FINANCE_DIRECTOR, "bank_accounts", steps=("add_bank_account",),
    )  # fmt: skip
    tills = CashAccount.objects.filter(organization=organization).count()
    yield Need(
        62, _("เงินสดและตู้นิรภัย"), _("เงินที่เก็บได้แต่ละวันเข้าบัญชีเงินสดก่อนนำฝาก"), count(tills), tills > 0, "account_register", Role.FINANCE_DIRECTOR,
        steps=("add_cash_account",),
    )  # fmt: skip
    yield keys(organization)
    books = ReceiptBook.objects.filter(organization=organization, fiscal_year=year)
    taken = books.filter(taken_on__isnull=False).count()
    state = _("ลงชื่อรับแล้ว %(taken)s จาก %(all)s เล่ม") % {"taken": taken, "all": books.count()}
    yield Need(
        70, _("เล่มใบเสร็จปี %(year)s") % {"year": year}, _("ออกใบเสร็จได้เฉพาะจากเล่มที่ลงชื่อรับแล้ว"), state, taken > 0, "receipt_book_register",
        Role.SUPPLIES_OFFICER, steps=("add_book", "hand_over"),
    )  # fmt: skip
    held = MoneyHeld.objects.filter(organization=organization, movements__gt=0).count()
    yield Need(
        90, _("เงินรับฝากยกมา"), _("หลักประกันและภาษีที่รับไว้ก่อนใช้ระบบ ถ้าไม่มีไม่ต้องตั้ง"), count(held), held > 0, "account_register",
        Role.FINANCE_DIRECTOR, is_needed=False, steps=("open_money_held",),
    )  # fmt: skip


def keys(organization: Organization) -> Need:
    """The custody committee of today."""
    today = clock.today(organization)
    held = Keyholder.objects.filter(organization=organization, stands_in_for=None, starts_on__lte=today)
    members = held.filter(Q(ends_on=None) | Q(ends_on__gte=today)).count()
    why = _("เงินเก็บในตู้นิรภัยข้ามคืนได้เมื่อมีกรรมการถือกุญแจตามคำสั่ง")
    return Need(
        65,
        _("กรรมการเก็บรักษาเงิน"),
        why,
        count(members),
        members > 0,
        "custody_register",
        Role.CHIEF_EXECUTIVE,
        steps=("appoint_committee",),
    )


def no_section_post(organization: Organization) -> set[Role]:
    """An office may lawfully have no head of the finance section."""
    return {Role.HEAD_OF_FINANCE_SECTION} if organization.settings.get(SECTION_POST) == ABSENT else set()


NEEDS.append(money)
DONE_WITHOUT.append(no_section_post)
