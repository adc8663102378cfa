"""What the steps of a purchase ask."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from committees.models import SeatName
from disbursement import settling
from disbursement.models import BudgetLine, Receipt
from procurement import reckoning
from procurement.models import ContractRecord, PriceSource, PurchaseKind
from procurement.rules.delivery import left_of, left_quantities, open_instalments
from procurement.rules.request import road_missing, stands_alone
from workflows.act import LawOn
from workflows.fields import BahtInput, DayInput, FigureInput
from workflows.forms import InOffice, RowsField, closing, needed, usually
from workflows.models import Party, User
from workflows.offers import seen_by
from workflows.office import office_of
from workflows.refusal import Refusal
from workflows.thai import baht, plain

# Roads that exist in law but not here yet; each is refused by its name and clause.
ROADS = [
    ("order", _("ใบสั่งซื้อหรือใบสั่งจ้าง")),
    ("contract", _("สัญญาเต็มรูปที่มีหลักประกัน")),
    ("buy_first", _("ซื้อก่อนแล้วรายงาน (ว 119)")),
    ("urgent", _("ซื้อเร่งด่วนแล้วรายงานทันที")),
    ("consultant", _("จ้างที่ปรึกษา ออกแบบ หรือควบคุมงาน")),
    ("other_ground", _("วิธีเฉพาะเจาะจงด้วยเหตุอื่นนอกจากวงเงิน")),
]

# As offices write them, on papers that are Thai; each is one's own to take or to leave.
ENDORSED = "ได้ตรวจสอบแล้ว เห็นควรให้ความเห็นชอบตามเสนอ"
USUAL_OPINIONS = (ENDORSED, "เห็นควรให้ความเห็นชอบ โดยมีข้อสังเกต", "เพื่อโปรดพิจารณา")
USUAL_METHOD = "วิธีเฉพาะเจาะจง เพราะเป็นพัสดุที่มีผู้ขายหรือรับจ้างทั่วไป และวงเงินครั้งหนึ่งไม่เกินที่กฎกระทรวงกำหนด"
USUAL_CRITERIA = "ใช้เกณฑ์ราคา"


def receipts_of_claim(purchase: Any) -> Q:
    """Receipts of as much as is claimed, written since it is claimed."""
    return Q(amount_baht=purchase.rest_claim_baht, received_on__gte=purchase.rest_ended_on, is_cancelled=False)


def long_text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, **options)


def ordered(line: Any) -> str:
    """A line of the order, as what is told of it is headed."""
    facts = {"item": line["item"], "quantity": plain(line["quantity"]), "unit": line["unit_name"]}
    return text("%(item)s %(quantity)s %(unit)s") % facts


class DeliveredRows(RowsField):
    """What came of each line, headed by what was ordered of it and what may still come."""

    def narrow(self, document: Any) -> None:
        super().narrow(document)
        self.named = self.with_what_is_left

    @cached_property
    def left(self) -> dict[int, Decimal]:
        purchase: Any = self.document
        rows = seen_by(purchase, None).rows
        return left_quantities(rows["lines"], rows["delivery_lines"])

    def with_what_is_left(self, line: Any) -> str:
        facts = {
            "item": line["item"], "quantity": plain(line["quantity"]), "unit": line["unit_name"], "left": plain(self.left[line["position"]])
        }  # fmt: skip
        return text("%(item)s สั่ง %(quantity)s %(unit)s ยังรับได้ %(left)s") % facts


class InstalmentField(forms.IntegerField):
    """Which instalment, and beside it what may still come of each that is not full."""

    def narrow(self, document: Any) -> None:
        self.help_text = lazy(lambda: what_may_come(document), str)()  # a page asks for it, and a step does not


def what_may_come(purchase: Any) -> str:
    rows = open_instalments(seen_by(purchase, None).rows["instalments"])
    return " · ".join(
        text("งวดที่ %(number)s รับได้อีก %(left)s บาท") % {"number": row["number"], "left": baht(left_of(row))} for row in rows
    )


class FineRateField(FigureInput):
    """Baht of a hundred for each day, and beside it what ข้อ 162 allows."""

    def narrow(self, document: Any) -> None:
        self.help_text = lazy(lambda: what_fines_may_be(document), str)()


def what_fines_may_be(purchase: Any) -> str:
    law = LawOn(purchase.law_date, office_of(purchase.organization))
    rates = {
        name: law.value(f"procurement.fine_percent_per_day_{name}").value for name in ("min", "max", "max_whole", "public_utility")
    }
    return (
        text("ร้อยละ %(min)s ถึง %(max)s · ปรับจากราคาทั้งหมด ไม่เกิน %(max_whole)s · งานสาธารณูปโภคที่กระทบการจราจร %(public_utility)s")
        % rates
    )


def without_road(purchase: Any) -> dict[str, Refusal]:
    """The forms of agreement that the law knows and this program not yet, each with its clause."""
    law = LawOn(purchase.law_date, office_of(purchase.organization))
    return {road: missing for road, _label in ROADS if (missing := road_missing(road, law)) is not None}


def with_balance(line: BudgetLine) -> str:
    return text("%(line)s คงเหลือ %(free)s บาท") % {"line": line, "free": baht(line.free_baht)}


def in_full_report(field: forms.Field) -> Any:
    """Asked for by ข้อ 22, but for the short report of its last paragraph."""
    return needed(
        field,
        when=lambda purchase, given: not given.get("is_short_report"),
        says=lambda purchase: _("จำเป็น เว้นแต่ทำรายงานเฉพาะรายการที่จำเป็น"),
    )


class LineForm(forms.Form):
    item = forms.CharField(label=_("รายการ"), max_length=300)
    unit_name = forms.CharField(label=_("หน่วย"), max_length=40)
    quantity = FigureInput(label=_("จำนวน"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"))
    unit_price_baht = BahtInput(label=_("ราคาต่อหน่วย (บาท)"))


class AgreedPriceForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    agreed_unit_price_baht = BahtInput(label=_("ราคาต่อหน่วยที่ตกลง (บาท)"))


class MemberForm(forms.Form):
    person = InOffice(User.objects.filter(is_active=True).order_by("full_name"), label=_("ชื่อ"))
    seat = forms.ChoiceField(label=_("หน้าที่"), choices=SeatName.choices)


class InstalmentForm(forms.Form):
    amount_baht = BahtInput(label=_("จำนวนเงิน (บาท)"), min_value=Decimal("0.01"))
    due_on = DayInput(label=_("ครบกำหนดส่งมอบ"))


class DeliveredLineForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    delivered_quantity = FigureInput(label=_("จำนวนที่ส่งมอบ"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"))


class AcceptedLineForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    accepted_quantity = FigureInput(label=_("จำนวนที่ตรวจรับ"), max_digits=12, decimal_places=3, min_value=0)


Title = Annotated[str, forms.CharField(label=_("เรื่อง"), max_length=300)]
Kind = Annotated[str, forms.ChoiceField(label=_("ประเภท"), choices=PurchaseKind.choices)]
Road = Annotated[str, closing(forms.ChoiceField(label=_("รูปแบบข้อตกลง"), choices=ROADS), without_road)]
Need = Annotated[str, long_text(_("เหตุผลและความจำเป็น"))]
NeededBy = Annotated[date, DayInput(label=_("ต้องใช้ภายในวันที่"))]
Lines = Annotated[
    list[dict[str, Any]], RowsField(LineForm, label=_("รายการ"), worth=("quantity", "unit_price_baht"), beside=reckoning.free_money)
]
Record = Annotated[
    ContractRecord | None,
    InOffice(
        ContractRecord.objects.all(), label=_("รายการในทะเบียนสัญญาจากแฟ้มทางการ"), required=False, widget=forms.HiddenInput,
        help_text=_("เมื่อเปิดเรื่องจากรายการนั้น เปิดได้ครั้งเดียว เว้นแต่เรื่องที่เปิดไปแล้วเลิกไป"),
    ),
]  # fmt: skip
Opinion = Annotated[str, usually(long_text(_("ความเห็น"), help_text=_("พิมพ์ลงในรายงานตามที่เขียนนี้เหนือลายมือชื่อของคุณ")), *USUAL_OPINIONS)]
OpinionOnResult = Annotated[
    str, usually(long_text(_("ความเห็น"), help_text=_("ผู้เห็นชอบผลอ่านความเห็นนี้ก่อนลงนาม และอยู่ในร่องรอยของเรื่อง")), *USUAL_OPINIONS)
]
Reason = Annotated[str, long_text(_("เหตุผล"))]
Line = Annotated[
    BudgetLine,
    InOffice(
        BudgetLine.objects.all(),
        label=_("รายการงบประมาณ"),
        offers=reckoning.its_own_money,
        named=with_balance,
        kept_in=("budget_register", "add_line"),
    ),
]
Person = Annotated[User, InOffice(User.objects.filter(is_active=True).order_by("full_name"), label=_("ผู้กำหนดคุณลักษณะ"))]
OrderNumber = Annotated[str, forms.CharField(label=_("คำสั่งเลขที่"), max_length=60)]
Specification = Annotated[str, long_text(_("ขอบเขตงานหรือคุณลักษณะเฉพาะ"))]
ReferencePrice = Annotated[Decimal, BahtInput(label=_("ราคากลาง (บาท)"), min_value=Decimal("0.01"))]
Source = Annotated[str, forms.ChoiceField(label=_("แหล่งที่มาของราคากลาง"), choices=[("", _("– เลือก –")), *PriceSource.choices])]
SourceReason = Annotated[
    str,
    needed(
        long_text(_("เหตุที่ใช้แหล่งราคานี้"), required=False),
        when=lambda purchase, given: bool(given.get("price_source")) and not stands_alone(given["price_source"], purchase.kind),
        says=lambda purchase: (
            _("จำเป็นเมื่อใช้แหล่งที่ (2) ถึง (6)") if purchase.kind == PurchaseKind.WORKS else _("จำเป็นเมื่อใช้แหล่งที่ (4) ถึง (6)")
        ),
    ),
]
IsShort = Annotated[bool, forms.BooleanField(label=_("รายงานเฉพาะรายการที่จำเป็น"), required=False)]
MethodReason = Annotated[str, in_full_report(usually(long_text(_("วิธีที่จะซื้อหรือจ้างและเหตุผล"), required=False), USUAL_METHOD))]
Criteria = Annotated[str, in_full_report(usually(long_text(_("หลักเกณฑ์การพิจารณา"), required=False), USUAL_CRITERIA))]
DeliveryDays = Annotated[
    int | None,
    in_full_report(forms.IntegerField(label=_("กำหนดเวลาส่งมอบ (วัน)"), min_value=1, max_value=3650, required=False)),
]
OtherProposals = Annotated[str, long_text(_("ข้อเสนออื่น"), required=False)]
Members = Annotated[list[dict[str, Any]], RowsField(MemberForm, label=_("ผู้ตรวจรับที่เสนอ"))]
Vendor = Annotated[
    Party, InOffice(Party.objects.order_by("name"), label=_("ผู้ขายหรือผู้รับจ้าง"), kept_in=("party_register", "add_party"))
]
QuotationNumber = Annotated[str, forms.CharField(label=_("ใบเสนอราคาเลขที่"), max_length=60)]
QuotedOn = Annotated[date, DayInput(label=_("ใบเสนอราคาลงวันที่"))]
QuotedPrice = Annotated[Decimal, BahtInput(label=_("ราคาที่เสนอ (บาท)"), min_value=Decimal("0.01"))]
AgreedPrices = Annotated[
    list[dict[str, Any]],
    RowsField(
        AgreedPriceForm,
        label=_("ราคาที่ตกลงต่อรายการ"),
        about="lines",
        named=ordered,
        worth=("quantity", "agreed_unit_price_baht"),
        beside=reckoning.approved_money,
    ),
]
AwardReason = Annotated[str, long_text(_("ผลการพิจารณา"))]
Instalments = Annotated[
    list[dict[str, Any]], RowsField(InstalmentForm, label=_("งวดส่งมอบ"), worth=("amount_baht",), beside=reckoning.agreed_money)
]
FineRate = Annotated[Decimal, FineRateField(label=_("ค่าปรับร้อยละต่อวัน"), max_digits=5, decimal_places=2, min_value=0)]
HindersTraffic = Annotated[bool, forms.BooleanField(label=_("งานสาธารณูปโภคที่กระทบการจราจร"), required=False)]
FineOnWhole = Annotated[bool, forms.BooleanField(label=_("ปรับจากราคาทั้งหมด (งานที่ต้องสำเร็จพร้อมกัน)"), required=False)]
ReceivedOn = Annotated[date, DayInput(label=_("ผู้ขายลงนามรับใบสั่งวันที่"))]
InstalmentNumber = Annotated[int, InstalmentField(label=_("งวดที่"), min_value=1)]
NoteNumber = Annotated[str, forms.CharField(label=_("ใบส่งของเลขที่"), max_length=60)]
DeliveredOn = Annotated[date, DayInput(label=_("วันที่ส่งมอบ"))]
DeliveredAmount = Annotated[
    Decimal | None,
    needed(
        BahtInput(label=_("มูลค่าของงานที่ส่งมอบ (บาท)"), min_value=Decimal("0.01"), required=False),
        when=lambda purchase, given: purchase.kind != PurchaseKind.GOODS,
        says=lambda purchase: _("เว้นว่าง ระบบคิดจากจำนวนที่ส่งมอบ") if purchase.kind == PurchaseKind.GOODS else "",
    ),
]
DeliveredLines = Annotated[
    list[dict[str, Any]],
    needed(
        DeliveredRows(DeliveredLineForm, label=_("จำนวนที่ส่งมอบ"), required=False, about="lines"),
        when=lambda purchase, given: purchase.kind == PurchaseKind.GOODS,
        says=lambda purchase: "" if purchase.kind == PurchaseKind.GOODS else _("เว้นว่าง การจ้างลงเป็นมูลค่า"),
    ),
]
AcceptedAmount = Annotated[Decimal, BahtInput(label=_("มูลค่าที่ตรวจรับ (บาท)"))]
AcceptedLines = Annotated[list[dict[str, Any]], RowsField(AcceptedLineForm, label=_("จำนวนที่ตรวจรับ"), required=False)]
Acceptance = Annotated[uuid.UUID, forms.UUIDField(label=_("การตรวจรับ"))]
LetterNumber = Annotated[str, forms.CharField(label=_("หนังสือแจ้งผู้ขายเลขที่"), max_length=60)]
FineReceipt = Annotated[
    Receipt,
    InOffice(
        Receipt.objects.select_related("book", "document"),
        label=_("ใบเสร็จรับเงินค่าปรับ"),
        offers=receipts_of_claim,
        named=settling.with_payer,
    ),
]
PaidOn = Annotated[date, DayInput(label=_("จ่ายเงินวันที่"))]
