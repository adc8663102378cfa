"""What an acceptance stores: what came, who looks at it, what they found, what each of them thinks."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.appointment import SeatName
from workflows.fields import BahtField, new_id
from workflows.models import Document, Party

User = settings.AUTH_USER_MODEL


class AcceptanceKind(models.TextChoices):
    GOODS = "goods", _("ซื้อ")
    SERVICES = "services", _("จ้างเหมาบริการ")
    WORKS = "works", _("จ้างก่อสร้าง")


class Place(models.TextChoices):
    AGREED = "agreed", _("ที่ทำการของผู้ใช้พัสดุ หรือสถานที่ในใบสั่ง")
    ELSEWHERE = "elsewhere", _("ที่อื่นซึ่งหัวหน้าหน่วยงานของรัฐเห็นชอบก่อน")


class Method(models.TextChoices):
    COUNTED = "counted", _("ตรวจนับและตรวจคุณภาพทั้งหมด")
    SAMPLED = "sampled", _("สุ่มตรวจตามหลักวิชาการสถิติ")
    TESTED = "tested", _("ทดลองหรือตรวจทางเทคนิค โดยเชิญผู้ชำนาญหรือส่งตัวอย่าง")


class Ruling(models.TextChoices):
    ACCEPT = "accept", _("สั่งให้รับพัสดุไว้")
    ACCEPT_UNDISPUTED = "accept_undisputed", _("สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง")
    REJECT = "reject", _("สั่งไม่รับ")


class AcceptanceFacts(Document):
    """The facts of one delivery: what procurement tells, what the body found, how the head ruled, and what came after."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    # the order
    kind = models.CharField(_("ประเภท"), max_length=10, choices=AcceptanceKind.choices)
    instalment_number = models.PositiveIntegerField(_("งวดที่"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("ผู้ขายหรือผู้รับจ้าง"))
    order_number = models.CharField(_("เลขที่ใบสั่ง"), max_length=60)
    ordered_on = models.DateField(_("ใบสั่งลงวันที่"))
    vendor_received_on = models.DateField(_("ผู้ขายลงนามรับใบสั่งวันที่"))
    delivery_due_on = models.DateField(_("ครบกำหนดส่งมอบ"))
    fine_percent_per_day = models.DecimalField(_("ค่าปรับร้อยละต่อวัน"), max_digits=5, decimal_places=2)
    fine_on_whole = models.BooleanField(_("ปรับจากราคาทั้งหมด (งานที่ต้องสำเร็จพร้อมกัน)"))
    hinders_traffic = models.BooleanField(_("งานสาธารณูปโภคที่กระทบการจราจร"), default=False)
    order_amount_baht = BahtField(_("ราคาตามใบสั่ง รวมภาษีมูลค่าเพิ่ม (บาท)"))
    instalment_amount_baht = BahtField(_("ราคาของงวด รวมภาษีมูลค่าเพิ่ม (บาท)"))
    instalment_count = models.PositiveIntegerField(_("จำนวนงวด"), default=1)
    # What the order promises for nothing: [[position, quantity], …]. No price tells that it is missing.
    free_goods = models.JSONField(_("ของที่ไม่คิดราคา"), default=list)
    # the same order before this delivery, as it stood when the findings were recorded
    round = models.PositiveIntegerField(_("ส่งมอบครั้งที่"), default=1)
    order_accepted_before_baht = BahtField(_("ตรวจรับตามใบสั่งนี้ไปแล้ว (บาท)"), default=0)
    accepted_before_baht = BahtField(_("ตรวจรับในงวดนี้ไปแล้ว (บาท)"), default=0)
    fined_until = models.DateField(_("ปรับจากราคาทั้งหมดไปแล้วถึงวันที่"), null=True)
    # the delivery
    delivery_note_number = models.CharField(_("ใบส่งของเลขที่"), max_length=60)
    delivered_on = models.DateField(_("วันที่ส่งมอบ"))
    received_on = models.DateField(_("วันที่ลงรับ"))
    delivery_amount_baht = BahtField(_("มูลค่าที่ส่งมอบ (บาท)"))
    supplies_officer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("เจ้าหน้าที่พัสดุของเรื่อง"))
    supervisor = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้ควบคุมงาน"))
    # the findings, which all members sign
    findings_number = models.PositiveIntegerField(_("ผลการตรวจครั้งที่"), default=0)
    findings_stand = models.BooleanField(_("ผลการตรวจรอลายมือชื่อ"), default=False)
    inspected_on = models.DateField(_("วันที่ตรวจ"), null=True)
    place = models.CharField(_("สถานที่ตรวจ"), max_length=20, choices=Place.choices, blank=True)
    place_name = models.CharField(_("ชื่อสถานที่ตรวจ"), max_length=200, blank=True)
    place_approval = models.CharField(_("หนังสือเห็นชอบให้ตรวจที่อื่น"), max_length=60, blank=True)
    check_method = models.CharField(_("วิธีตรวจ"), max_length=20, choices=Method.choices, blank=True)
    check_note = models.TextField(_("ผู้ชำนาญ ผลทดลอง หรือวิธีสุ่ม"), blank=True)
    absent = models.JSONField(_("กรรมการที่ไม่มา"), default=list)
    reserves_fine = models.BooleanField(_("สงวนสิทธิเรียกค่าปรับ"), default=False)
    late_days = models.PositiveIntegerField(_("ส่งมอบล่าช้า (วัน)"), default=0)
    fine_baht = BahtField(_("ค่าปรับของส่วนที่รับ (บาท)"), default=0)
    fallen_signatures = models.TextField(_("ลายมือชื่อที่ตกไปเพราะแก้ผลการตรวจ"), blank=True)
    # the ruling on a dissent
    ruling = models.CharField(_("คำสั่งตามความเห็นแย้ง"), max_length=20, choices=Ruling.choices, blank=True)
    ruling_reason = models.TextField(_("เหตุผลของคำสั่ง"), blank=True)
    # what came after, and is no part of what was signed
    accepted_on = models.DateField(_("วันที่ตรวจรับ"), null=True)
    copies = models.PositiveIntegerField(_("จำนวนฉบับ"), null=True)
    vendor_copy_on = models.DateField(_("ผู้ขายรับใบตรวจรับวันที่"), null=True)
    late_notice_number = models.CharField(_("หนังสือแจ้งการปรับเลขที่"), max_length=60, blank=True)
    late_noticed_on = models.DateField(_("หนังสือแจ้งการปรับลงวันที่"), null=True)
    vendor_letter_number = models.CharField(_("หนังสือแจ้งผู้ขายเลขที่"), max_length=60, blank=True)
    vendor_informed_on = models.DateField(_("หนังสือแจ้งผู้ขายลงวันที่"), null=True)

    class Meta:
        abstract = True


AFTERWARDS = frozenset(
    {
        "accepted_on", "copies", "vendor_copy_on", "late_notice_number", "late_noticed_on", "vendor_letter_number", "vendor_informed_on",
    }
)  # fmt: skip
SIGNED = tuple(f.name for f in AcceptanceFacts._meta.local_fields if f.name != "document" and f.name not in AFTERWARDS)


class InspectionLine(models.Model):
    """One item as it was delivered, and what the body found right of it; the price is in baht with VAT."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    item = models.CharField(_("รายการ"), max_length=300)
    unit_name = models.CharField(_("หน่วย"), max_length=40)
    ordered_quantity = models.DecimalField(_("สั่ง"), max_digits=12, decimal_places=3)
    accepted_before_quantity = models.DecimalField(_("รับไว้ก่อนแล้ว"), max_digits=12, decimal_places=3, default=0)
    delivered_quantity = models.DecimalField(_("ส่งมอบ"), max_digits=12, decimal_places=3)
    unit_price_baht = BahtField(_("ราคาต่อหน่วย (บาท)"))
    accepted_quantity = models.DecimalField(_("รับไว้"), max_digits=12, decimal_places=3, null=True)
    incomplete_quantity = models.DecimalField(_("ชุดที่ขาดส่วนประกอบ"), max_digits=12, decimal_places=3, default=0)
    finding = models.TextField(_("สิ่งที่ตรวจพบ"), blank=True)

    class Meta:
        verbose_name = _("รายการที่ตรวจ")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="inspection_line_once"),
            models.CheckConstraint(
                condition=Q(accepted_quantity__isnull=True) | Q(accepted_quantity__lte=models.F("delivered_quantity")),
                name="inspection_accepts_what_came",
            ),
        ]


class InspectionSeat(models.Model):
    """A place in the body, by order. Whoever takes another's place is a row of his own, so that nobody's name is ever lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ชื่อ"))
    seat = models.CharField(_("หน้าที่"), max_length=20, choices=SeatName.choices)
    position_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    order_number = models.CharField(_("คำสั่งเลขที่"), max_length=60)
    ordered_on = models.DateField(_("คำสั่งลงวันที่"))
    replaces = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name=_("แทน"))

    append_only: ClassVar[bool] = True

    class Meta:
        verbose_name = _("ผู้ตรวจรับ")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="inspection_seat_once"),
            models.UniqueConstraint(fields=["document", "replaces"], name="inspection_seat_replaced_once"),
        ]


class InterestDeclaration(models.Model):
    """What a member says of his interest in the vendor, before he looks at anything (ข้อ 27, มาตรา 13)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ชื่อ"))
    has_interest = models.BooleanField(_("มีส่วนได้เสีย"))
    statement = models.TextField(_("รายละเอียด"), blank=True)
    declared_on = models.DateField(_("วันที่แจ้ง"))

    append_only: ClassVar[bool] = True
    yes_and_no: ClassVar[dict[str, tuple[Any, Any]]] = {"has_interest": (_("มีส่วนได้เสีย"), _("ไม่มีส่วนได้เสีย"))}

    class Meta:
        verbose_name = _("การแจ้งส่วนได้เสีย")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "person", "has_interest"], name="interest_declared_once")]


class Opinion(models.Model):
    """One member's signed opinion of one set of findings. It never changes and never goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    findings_number = models.PositiveIntegerField(_("ผลการตรวจครั้งที่"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("ชื่อ"))
    accepts = models.BooleanField(_("เห็นชอบ"))
    reason = models.TextField(_("ความเห็นแย้ง"), blank=True)
    # What a dissent disputes: [[position, quantity], …]; none named means everything.
    disputed = models.JSONField(_("ส่วนที่โต้แย้ง"), default=list)
    given_on = models.DateField(_("วันที่ลงความเห็น"))

    append_only: ClassVar[bool] = True
    yes_and_no: ClassVar[dict[str, tuple[Any, Any]]] = {"accepts": (_("เห็นชอบ"), _("เห็นแย้ง"))}

    class Meta:
        verbose_name = _("ความเห็นของกรรมการ")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["document", "findings_number", "person"], name="opinion_once")]
