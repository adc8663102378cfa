"""What pages show of the money: the line that a case touches, and the tables of the registers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from disbursement import budget
from disbursement.models import BankAccount, BudgetLine, BudgetMovement, CashAccount, Keyholder, MoneyHeld, ReceiptBook
from disbursement.payment import UNPAID, Payment
from workflows.compiled import NOBODY, CompiledQuery
from workflows.dates import short_date
from workflows.ids import as_id
from workflows.models import Case, Document, Organization
from workflows.pages import BudgetShare, Column, MoneyOnItsWay, Table
from workflows.thai import baht
from workflows.views.board import ON_ITS_WAY
from workflows.views.presenting import MONEY
from workflows.views.register_tables import HOLDINGS, RegisterSeen


def shares(case: Case) -> list[BudgetShare]:
    """Each budget line that a case touches, and what the case holds of it."""
    found: dict[BudgetLine, list[BudgetMovement]] = defaultdict(list)
    for movement in movements_query("default").all(as_id(case.pk)):
        found[movement.line].append(movement)
    return [share(line, budget.held_by(movements)) for line, movements in found.items()]


@cache
def movements_query(alias: str) -> CompiledQuery[BudgetMovement]:
    moved = BudgetMovement.objects.filter(Q(document__case=NOBODY)).select_related("line")
    return CompiledQuery(moved.order_by("line__fiscal_year", "line__code", "line", "number"), alias)


def share(line: BudgetLine, held: Mapping[str, Decimal]) -> BudgetShare:
    held_as = next((figure for figure in ("spent", "committed", "reserved") if held[figure]), "")
    return BudgetShare(
        line=_("%(line)s ปีงบประมาณ %(year)s") % {"line": line, "year": line.fiscal_year},
        allotted_baht=line.allotted_baht,
        reserved_baht=line.reserved_baht,
        committed_baht=line.committed_baht,
        spent_baht=line.spent_baht,
        free_baht=line.free_baht,
        held_baht=held[held_as] if held_as else budget.ZERO,
        held_as=held_as,
        note=_("เรื่องนี้ถืออยู่ %(amount)s บาท") % {"amount": baht(held[held_as])} if held_as else "",  # type: ignore[arg-type]
    )


def budget_table(seen: RegisterSeen) -> tuple[Table, ...]:
    labels = (_("รายการ"), _("หน่วยงาน"), _("ปี"))
    columns = (
        *(Column(label) for label in labels),
        *(Column(label, is_number=True) for label in (_("ตั้งไว้"), _("จอง"), _("ผูกพัน"), _("จ่ายแล้ว"), pgettext("budget", "คงเหลือ"))),
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
        for line in BudgetLine.objects.filter(organization=seen.organization).select_related("unit")
    )
    return (Table(columns, rows, _("รายการงบประมาณ"), empty=_("ยังไม่มีรายการงบประมาณ")),)


def account_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """Where the office's money lies, and what of it is not the office's."""
    banks = tuple(
        (
            account.name,
            account.bank_code,
            account.number,
            baht(account.balance_baht),
            baht(account.pledged_baht),
            baht(account.free_baht),
        )
        for account in BankAccount.objects.filter(organization=seen.organization)
    )
    cash = tuple(
        (account.name, baht(account.balance_baht)) for account in CashAccount.objects.filter(organization=seen.organization)
    )
    held = tuple((str(kind), baht(kind.balance_baht)) for kind in MoneyHeld.objects.filter(organization=seen.organization))
    balance = Column(_("คงเหลือ"), is_number=True)
    pledged, free = Column(_("รอโอน"), is_number=True), Column(_("ใช้ได้"), is_number=True)
    name, code, number = Column(_("ชื่อบัญชี")), Column(_("ธนาคาร")), Column(_("เลขที่บัญชี"))
    return (
        Table((name, code, number, balance, pledged, free), banks, _("บัญชีเงินฝากธนาคาร"), empty=_("ยังไม่มีบัญชี")),
        Table((name, balance), cash, _("เงินสดในมือ"), empty=_("ยังไม่มี")),
        Table((Column(_("ประเภทเงินรับฝาก")), balance), held, _("เงินรับฝาก"), empty=_("ยังไม่มี")),
    )


def book_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """Every receipt book of the office: its range, whose hands it is in, and its next slip."""
    labels = (_("เล่มที่"), _("ปี"), _("ชนิด"), _("ตั้งแต่"), _("ถึง"), _("เลขที่ถัดไป"), _("ผู้ถือเล่ม"), _("ลงชื่อรับ"))
    books = ReceiptBook.objects.filter(organization=seen.organization).select_related("holder")
    rows = tuple(
        (
            book.book_number, book.fiscal_year, book.get_kind_display(), book.first_number, book.last_number,
            _("หมดเล่ม") if book.is_full else book.next_number, book.holder or "–", short_date(book.taken_on) if book.taken_on else "–",
        )
        for book in books
    )  # fmt: skip
    return (Table(tuple(Column(label) for label in labels), rows, _("เล่มใบเสร็จรับเงิน"), empty=_("ยังไม่มีเล่มใบเสร็จ")),)


def key_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """Who holds which key of the safe, and who stands in for whom."""
    labels = (_("กุญแจดอกที่"), _("กรรมการ"), _("ตำแหน่ง"), _("แทน"), _("คำสั่ง"), _("ตั้งแต่"), _("ถึง"))
    held = Keyholder.objects.filter(organization=seen.organization).select_related("person", "stands_in_for__person")
    rows = tuple(
        (
            row.key_number, row.person.full_name, row.position_title, row.stands_in_for.person.full_name if row.stands_in_for else "–",
            row.order_number, short_date(row.starts_on), short_date(row.ends_on) if row.ends_on else "–",
        )
        for row in held
    )  # fmt: skip
    return (Table(tuple(Column(label) for label in labels), rows, _("กรรมการเก็บรักษาเงิน"), empty=_("ยังไม่มีคำสั่งแต่งตั้ง")),)


def on_its_way(organization: Organization, listed: QuerySet[Document] | None) -> Iterator[MoneyOnItsWay]:
    """What is promised and not yet gone: reserved and committed on the budget lines, and payments that no bank has confirmed.

    Of the cases of the documents that are listed, or of the whole office, whose lines know their sums.
    """
    # Read of documents alone, by procedure and state: that is an index, and those that the bank has paid stay unread.
    payments = Document.objects.filter(organization=organization, procedure=Payment.Procedure.code, state__in=UNPAID)
    if listed is None:
        held = BudgetLine.objects.filter(organization=organization).aggregate(
            reserved=Sum("reserved_baht"), committed=Sum("committed_baht")
        )
    else:
        cases = listed.order_by().values("case")
        payments = payments.filter(case__in=cases)
        held = BudgetMovement.objects.filter(document__case__in=cases).aggregate(
            reserved=Sum("reserved_change_baht"), committed=Sum("committed_change_baht")
        )
    unpaid = payments.aggregate(count=Count("pk"), net=Sum("amount_baht"))
    told = ngettext("%(count)s รายการจ่าย", "%(count)s รายการจ่าย", unpaid["count"]) % {"count": unpaid["count"]}
    yield MoneyOnItsWay(_("จองไว้"), held["reserved"] or budget.ZERO, "reserved")
    yield MoneyOnItsWay(_("ผูกพันแล้ว"), held["committed"] or budget.ZERO, "committed")
    yield MoneyOnItsWay(_("รอจ่าย ยังไม่มีธนาคารยืนยัน"), unpaid["net"] or budget.ZERO, "spent", told)


MONEY.append(shares)
ON_ITS_WAY.append(on_its_way)
HOLDINGS.update(
    budget_register=budget_table, account_register=account_tables, receipt_book_register=book_tables, custody_register=key_tables
)
