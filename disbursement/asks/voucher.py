"""What the steps of a voucher ask."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.behind import behind, made
from disbursement.bundle import Found, lying, of_rows, paper_alone
from disbursement.models import BudgetLine, EvidenceKind, IncomeKind, OrderKind, VoucherEvidence
from disbursement.showing import cells, pages
from workflows.dates import short_date
from workflows.fields import BahtInput, DayInput
from workflows.forms import InOffice, RowsField
from workflows.models import Party
from workflows.registers.parties import TaxIdInput


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("หลักฐาน"), choices=EvidenceKind.choices)
    number = forms.CharField(label=_("เลขที่"), max_length=60, required=False)
    dated = DayInput(label=_("ลงวันที่"), required=False)
    first_page = forms.IntegerField(label=_("หน้าแรก"), min_value=1, max_value=65_536, required=False)
    last_page = forms.IntegerField(label=_("หน้าสุดท้าย"), min_value=1, max_value=65_536, required=False)


class EvidenceField(RowsField):
    """The bundle, and what of it lies in the system already. A paper that is named and is not there stays to be seen."""

    is_kept_by_sort = True
    found: Found | None = None

    def beside_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What each row opens, or that it is paper alone."""
        if self.found is None:
            self.found = lying(self.document)
        opens = of_rows(rows, self.found, is_asked=True)
        return [cells(opened) if row.get("kind") else () for row, opened in zip(rows, opens, strict=True)]

    def narrow(self, document: Any) -> None:
        """Say which papers need no page, and that any other without one is not there."""
        super().narrow(document)
        known = made(behind(document))
        kinds = ", ".join(str(EvidenceKind(kind).label) for kind in EvidenceKind if kind in known)
        self.help_text = text(
            "ระบบมีแล้ว เว้นเลขหน้าได้: %(kinds)s · เอกสารอื่นที่ไม่มีเลขหน้าถือว่าไม่มี · ใบส่งของหรือใบแจ้งหนี้เว้นเลขที่และวันที่ได้ ระบบใช้ตามที่กรอกข้างบน"
        ) % {"kinds": kinds}
        self.help_text += " · " + text("แนบไฟล์ของแถวใดที่ขั้นตอน “แนบไฟล์” ของฎีกานี้ เลือกชนิดเดียวกับแถว ผู้ตรวจจึงเปิดไฟล์จากแถวนั้นได้")


class PapersSeenField(forms.BooleanField):
    """Asked only where the evidence holds what nobody can open; which papers those are is said beside the tick."""

    def narrow(self, document: Any) -> None:
        rows = VoucherEvidence.objects.filter(document=document.pk).values("kind", "number", "first_page", "last_page")
        alone = paper_alone(rows, lying(document))
        if not alone:
            self.widget = forms.HiddenInput()
            return
        named = (f"{EvidenceKind(row['kind']).label} {pages(row['first_page'], row['last_page'])}".strip() for row in alone)
        self.help_text = text("ไม่มีไฟล์ในระบบ: %(papers)s") % {"papers": " · ".join(named)}


class InvoiceNumberField(forms.CharField):
    """The number on the vendor's paper. What was taken down of it at the delivery is offered, and named as the source."""

    def narrow(self, document: Any) -> None:
        note = behind(document).get(EvidenceKind.INVOICE)
        if note is not None and note.dated is not None:
            facts = {"number": note.number, "day": short_date(note.dated)}
            self.help_text = (
                text("จากใบส่งของเลขที่ %(number)s ที่ลงรับไว้เมื่อส่งมอบวันที่ %(day)s ตรวจกับเอกสารตัวจริง ถ้าใบแจ้งหนี้เป็นฉบับอื่น แก้ทั้งเลขที่และวันที่")
                % facts
            )


def day(label: Any) -> forms.DateField:
    return DayInput(label=label)


def number(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=60)


# By value, from the acceptance.
Title = Annotated[str, forms.CharField(label=_("เรื่อง"), max_length=300)]
Line = Annotated[BudgetLine, InOffice(BudgetLine.objects.all(), label=_("รายการงบประมาณ"))]
AParty = Annotated[Party, InOffice(Party.objects.all(), label=_("คู่สัญญา"))]
Kind = Annotated[str, forms.ChoiceField(label=_("ประเภท"), choices=OrderKind.choices)]
OrderNumber = Annotated[str, number(_("ใบสั่งเลขที่"))]
OrderedOn = Annotated[date, day(_("ใบสั่งลงวันที่"))]
OrderTotal = Annotated[Decimal, BahtInput(label=_("ราคาทั้งใบสั่ง (บาท)"))]
IncludesVat = Annotated[bool, forms.BooleanField(label=_("ราคารวมภาษีมูลค่าเพิ่ม"), required=False)]
ApprovedOn = Annotated[date, day(_("วันที่อนุมัติให้ซื้อหรือจ้าง"))]
DeliveredOn = Annotated[date, day(_("วันที่ส่งมอบ"))]
AcceptedOn = Annotated[date, day(_("วันที่ตรวจรับ"))]
AcceptanceNumber = Annotated[str, number(_("ใบตรวจรับเลขที่"))]
Acceptance = Annotated[uuid.UUID, forms.UUIDField(label=_("การตรวจรับ"))]
Gross = Annotated[Decimal, BahtInput(label=_("จำนวนเงินขอเบิก (บาท)"), min_value=Decimal("0.01"))]
Fine = Annotated[Decimal, BahtInput(label=_("ค่าปรับ (บาท)"))]
IsLast = Annotated[bool, forms.BooleanField(label=_("งวดสุดท้าย"), required=False)]

# From the clerk.
Payee = Annotated[Party, InOffice(Party.objects.order_by("name"), label=_("ผู้รับเงิน"), offers=lambda voucher: Q(pk=voucher.party_id))]
InvoiceNumber = Annotated[str, InvoiceNumberField(label=_("ใบแจ้งหนี้หรือใบกำกับภาษีเลขที่"), max_length=60)]
InvoicedOn = Annotated[date, day(_("ใบแจ้งหนี้ลงวันที่"))]
TaxId = Annotated[str, TaxIdInput(label=_("เลขประจำตัวผู้เสียภาษีในใบแจ้งหนี้"))]
Income = Annotated[str, forms.ChoiceField(label=_("ประเภทเงินได้"), choices=IncomeKind.choices)]
Evidence = Annotated[list[dict[str, Any]], EvidenceField(EvidenceForm, label=_("รายการหลักฐาน"))]

# From those who check.
PagesCounted = Annotated[int, forms.IntegerField(label=_("จำนวนหน้าหลักฐานที่นับได้"), min_value=1, max_value=65_536)]

PapersSeen = Annotated[bool, PapersSeenField(label=_("ได้เห็นเอกสารกระดาษที่ไม่มีไฟล์ครบทุกรายการแล้ว"), required=False)]

# From the payment.
PaidOn = Annotated[date, day(_("วันที่จ่ายเงิน"))]
