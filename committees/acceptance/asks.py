"""What the steps of an acceptance ask."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from committees.models import AcceptanceKind, InspectionSeat, Method, Place, SeatName
from workflows.fields import BahtInput, DayInput, FigureInput
from workflows.forms import InOffice, RowsField, SeveralInOffice
from workflows.models import Document, Party, User
from workflows.thai import plain

ACCEPTS, DISSENTS = "accept", "dissent"
OPINIONS = [(ACCEPTS, _("เห็นชอบตามผลการตรวจ")), (DISSENTS, _("มีความเห็นแย้ง"))]
ANYBODY = User.objects.order_by("full_name")
ACTIVE = ANYBODY.filter(is_active=True)


def long_text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **options)


def quantity(label: Any, least: str = "0", **options: Any) -> FigureInput:
    return FigureInput(label=label, max_digits=12, decimal_places=3, min_value=Decimal(least), **options)


def came(line: Any) -> str:
    """A delivered line, as the findings of it are headed."""
    facts = {"item": line["item"], "came": plain(line["delivered_quantity"]), "unit": line["unit_name"]}
    return text("%(item)s ส่งมอบ %(came)s %(unit)s") % facts


def found_right(line: Any) -> str:
    """A line as it was found, as a dispute of it is headed; of what nobody accepts nothing is disputed."""
    if not line["accepted_quantity"]:
        return ""
    facts = {"item": line["item"], "right": plain(line["accepted_quantity"]), "unit": line["unit_name"]}
    return text("%(item)s ตรวจรับ %(right)s %(unit)s") % facts


def sitting(acceptance: Any) -> Q:
    """Those whom the order named and no later one has replaced."""
    seats = InspectionSeat.objects.filter(document=acceptance.pk)
    return Q(pk__in=seats.values("person")) & ~Q(pk__in=seats.exclude(replaces=None).values("replaces"))


def may_come(acceptance: Any) -> Q:
    """Nobody who was ever in this body, who supervises the work, or who buys."""
    named = InspectionSeat.objects.filter(document=acceptance.pk).values("person")
    return ~Q(pk__in=named) & ~Q(pk__in=[one for one in (acceptance.supervisor_id, acceptance.supplies_officer_id) if one])


class SeatedHere(SeveralInOffice):
    """Some of those who sit in this document's body now."""

    def narrow(self, document: Document) -> None:
        super().narrow(document)
        self.queryset = self.queryset.filter(sitting(document))


class FreeGoodsForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    quantity = FigureInput(label=_("จำนวน"), max_digits=12, decimal_places=3, min_value=0)


class DeliveredForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    item = forms.CharField(label=_("รายการ"), max_length=300)
    unit_name = forms.CharField(label=_("หน่วย"), max_length=40)
    ordered_quantity = quantity(_("สั่ง"))
    delivered_quantity = quantity(_("ส่งมอบ"))
    unit_price_baht = BahtInput(label=_("ราคาต่อหน่วย (บาท)"))


class AppointedForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    person = InOffice(ANYBODY, label=_("ชื่อ"))
    seat = forms.ChoiceField(label=_("หน้าที่"), choices=[c for c in SeatName.choices if c[0] != SeatName.SUPERVISOR])
    position_title = forms.CharField(label=_("ตำแหน่ง"), max_length=200, required=False)
    order_number = forms.CharField(label=_("คำสั่งเลขที่"), max_length=60)
    ordered_on = DayInput(label=_("คำสั่งลงวันที่"))


class FoundForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    accepted_quantity = quantity(_("รับไว้"))
    incomplete_quantity = quantity(_("ชุดที่ขาดส่วนประกอบจนใช้ไม่ได้"), required=False)
    finding = long_text(_("เหตุที่ไม่รับ หรือสิ่งที่ตรวจพบ"), required=False)


class DisputedForm(forms.Form):
    position = forms.IntegerField(label=_("ลำดับ"), min_value=1)
    quantity = quantity(_("จำนวนที่โต้แย้ง"), least="0.001")


class ReplacedForm(forms.Form):
    leaving = InOffice(ANYBODY, label=_("ผู้พ้นหน้าที่"), offers=sitting)
    person = InOffice(ACTIVE, label=_("ผู้ได้รับแต่งตั้งแทน"), offers=may_come)


Title = Annotated[str, forms.CharField(label=_("เรื่อง"), max_length=300)]
Kind = Annotated[str, forms.ChoiceField(label=_("ประเภท"), choices=AcceptanceKind.choices)]
InstalmentNumber = Annotated[int, forms.IntegerField(label=_("งวดที่"), min_value=1)]
AParty = Annotated[Party, InOffice(Party.objects.all(), label=_("ผู้ขายหรือผู้รับจ้าง"))]
OrderNumber = Annotated[str, forms.CharField(label=_("เลขที่ใบสั่ง"), max_length=60)]
OrderedOn = Annotated[date, DayInput(label=_("ใบสั่งลงวันที่"))]
VendorReceivedOn = Annotated[date, DayInput(label=_("ผู้ขายลงนามรับใบสั่งวันที่"))]
DueOn = Annotated[date, DayInput(label=_("ครบกำหนดส่งมอบ"))]
FreeGoods = Annotated[list[dict[str, Any]], RowsField(FreeGoodsForm, label=_("ของที่ไม่คิดราคา"), required=False)]
FineRate = Annotated[Decimal, forms.DecimalField(label=_("ค่าปรับร้อยละต่อวัน"), max_digits=5, decimal_places=2, min_value=0)]
FineOnWhole = Annotated[bool, forms.BooleanField(label=_("ปรับจากราคาทั้งหมด"), required=False)]
HindersTraffic = Annotated[bool, forms.BooleanField(label=_("งานสาธารณูปโภคที่กระทบการจราจร"), required=False)]
OrderAmount = Annotated[Decimal, BahtInput(label=_("ราคาตามใบสั่ง (บาท)"))]
InstalmentAmount = Annotated[Decimal, BahtInput(label=_("ราคาของงวด (บาท)"))]
InstalmentCount = Annotated[int | None, forms.IntegerField(label=_("จำนวนงวด"), min_value=1, required=False)]
DeliveryAmount = Annotated[Decimal | None, BahtInput(label=_("มูลค่าที่ส่งมอบ (บาท)"), required=False)]
NoteNumber = Annotated[str, forms.CharField(label=_("ใบส่งของเลขที่"), max_length=60)]
DeliveredOn = Annotated[date, DayInput(label=_("วันที่ส่งมอบ"))]
ReceivedOn = Annotated[date, DayInput(label=_("วันที่ลงรับ"))]
SuppliesOfficer = Annotated[User, InOffice(ANYBODY, label=_("เจ้าหน้าที่พัสดุของเรื่อง"))]
Supervisor = Annotated[User | None, InOffice(ANYBODY, label=_("ผู้ควบคุมงาน"), required=False)]
DeliveredLines = Annotated[list[dict[str, Any]], RowsField(DeliveredForm, label=_("รายการที่ส่งมอบ"))]
Appointed = Annotated[list[dict[str, Any]], RowsField(AppointedForm, label=_("ผู้ตรวจรับ"))]

InspectedOn = Annotated[date, DayInput(label=_("วันที่ตรวจ"))]
PlaceOf = Annotated[str, forms.ChoiceField(label=_("สถานที่ตรวจ"), choices=Place.choices, initial=Place.AGREED)]
PlaceName = Annotated[str, forms.CharField(label=_("ชื่อสถานที่ตรวจ"), max_length=200, required=False)]
PlaceApproval = Annotated[str, forms.CharField(label=_("หนังสือเห็นชอบให้ตรวจที่อื่น เลขที่"), max_length=60, required=False)]
MethodOf = Annotated[str, forms.ChoiceField(label=_("วิธีตรวจ"), choices=Method.choices, initial=Method.COUNTED)]
MethodNote = Annotated[str, long_text(_("ผู้ชำนาญ ผลทดลอง หรือวิธีสุ่ม"), required=False)]
Found = Annotated[list[dict[str, Any]], RowsField(FoundForm, label=_("ผลการตรวจรายการ"), about="lines", named=came)]
Absent = Annotated[Any, SeatedHere(ANYBODY, label=_("กรรมการที่ไม่มา"), required=False)]
ReservesFine = Annotated[bool, forms.BooleanField(label=_("บอกสงวนสิทธิเรียกค่าปรับแก่ผู้ขายแล้ว"), required=False)]
OpinionOf = Annotated[str, forms.ChoiceField(label=_("ความเห็น"), choices=OPINIONS)]
DissentReason = Annotated[str, long_text(_("เหตุผลของความเห็นแย้ง"), required=False)]
Disputed = Annotated[
    list[dict[str, Any]],
    RowsField(DisputedForm, label=_("ส่วนที่โต้แย้ง (ไม่ระบุคือทั้งหมด)"), required=False, about="lines", named=found_right),
]
Reason = Annotated[str, long_text(_("เหตุผล"))]
Interest = Annotated[str, long_text(_("มีส่วนได้เสียอย่างไร"))]
Replaced = Annotated[list[dict[str, Any]], RowsField(ReplacedForm, label=_("ผู้ตรวจรับที่เปลี่ยน"))]
AppointmentNumber = Annotated[str, forms.CharField(label=_("คำสั่งแต่งตั้งเลขที่"), max_length=60)]
AppointedOn = Annotated[date, DayInput(label=_("คำสั่งลงวันที่"))]
Copies = Annotated[int, forms.IntegerField(label=_("จำนวนฉบับ"), min_value=1, max_value=99)]
VendorCopyOn = Annotated[date, DayInput(label=_("ผู้ขายรับใบตรวจรับวันที่"))]
LetterNumber = Annotated[str, forms.CharField(label=_("หนังสือเลขที่"), max_length=60)]
LetterOn = Annotated[date, DayInput(label=_("หนังสือลงวันที่"))]
ReportNumber = Annotated[str, forms.CharField(label=_("รายงานเลขที่"), max_length=60)]
WorkReport = Annotated[str, long_text(_("ความเห็นของผู้ควบคุมงานต่อผลงานที่ส่งมอบ"))]
ASupervisor = Annotated[User, InOffice(ACTIVE, label=_("ผู้ควบคุมงานคนใหม่"))]
