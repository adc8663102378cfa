"""What the page of the register of official files shows: its rows, and beside each the purchase that was opened from it, or the way to open one."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.contracts_file.methods import name_of
from procurement.models import ContractRecord, PurchaseKind
from procurement.purchase import Purchase
from procurement.queries import living_of
from procurement.rules.record import record_without_road, same_name
from workflows import clock, law_words
from workflows.act import LawOn
from workflows.models import Organization
from workflows.office import office_of
from workflows.pages import Cell, Column, Table
from workflows.searching import part_of
from workflows.thai import baht, thai_digits
from workflows.views.found_rows import FoundRows, words_of
from workflows.views.register_tables import RegisterSeen

PURCHASE = "purchase"
COLUMNS = ("title", "project_id", "agency", "province", "vendor_code")
YEAR_DIGITS = 4


def contracts_table(seen: RegisterSeen) -> tuple[Table, ...]:
    """Every row of every file, in the order of the files."""
    law = LawOn(clock.today(seen.organization), office_of(seen.organization))

    def rows(records: list[ContractRecord]) -> Iterable[tuple[Any, ...]]:
        living = living_of(Purchase, records)
        return (row(record, onward(record, living.get(record.pk), law, seen), seen.organization.name) for record in records)

    columns = (
        Column(_("โครงการ")),
        Column(_("ประเภทและวิธี")),
        Column(_("จำนวนเงิน (บาท)"), is_number=True),
        Column(_("เรื่องซื้อหรือจ้าง")),
    )
    found = FoundRows(matching(seen.organization, seen.text), rows)
    return (Table(columns, found, _("รายการจากแฟ้ม"), empty=_("ยังไม่มีแฟ้ม ผู้ดูแลโปรแกรมนำแฟ้มเข้าด้วยคำสั่ง import_egp")),)


def matching(organization: Organization, text: str) -> "QuerySet[ContractRecord]":
    """The office's own rows in which each word stands: in the project's name or number, the agency, the vendor's code, or as the year."""
    found = ContractRecord.objects.filter(organization=organization).order_by("file_digest", "row_number", "pk")
    for word in words_of(text):
        told: Q = part_of({word, thai_digits(word)}, *COLUMNS)
        found = found.filter(told | Q(fiscal_year=int(word)) if word.isdecimal() and len(word) == YEAR_DIGITS else told)
    return found


def row(record: ContractRecord, way: Cell, office: str) -> tuple[Any, ...]:
    """The agency is told where it is another's."""
    vendor = _("ผู้ขาย %(code)s") % {"code": record.vendor_code} if record.vendor_code else ""
    agency = "" if same_name(record.agency, office) else f"{record.agency} {record.province}".strip()
    where = _("แถวที่ %(row)s") % {"row": record.row_number}
    year = _("ปีงบประมาณ %(year)s") % {"year": record.fiscal_year} if record.fiscal_year else ""
    return (
        Cell(record.title, note="\u00a0· ".join(filter(None, (record.project_id, where, agency, vendor)))),
        Cell(PurchaseKind(record.kind.lower()).label, note="\u00a0· ".join(filter(None, (name_of(record.method), year)))),
        "–" if record.value_baht is None else baht(record.value_baht),
        way,
    )


def onward(record: ContractRecord, purchase: Any, law: LawOn, seen: RegisterSeen) -> Cell:
    """The purchase that came of it, why none can, or the form that opens one for those who may."""
    if purchase is not None:
        return Cell(purchase.case.number, reverse("case", args=[purchase.case_id]), str(Purchase.State(purchase.state).label))
    against = record_without_road(record, law)
    if against is not None:
        return Cell(_("เปิดเรื่องที่นี่ไม่ได้"), note=f"{law_words.told(against.sentence)} ({against.basis})", tone="soon")
    if PURCHASE not in seen.opens:
        return Cell(_("ยังไม่เปิดเรื่อง"))
    return Cell(_("เปิดเรื่องจากรายการนี้"), f"{reverse('open', args=[PURCHASE])}?{urlencode({'record': record.pk})}")
