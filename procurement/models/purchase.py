"""What a purchase stores: its facts, and the lines that are bought."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from disbursement.models import BudgetLine, Receipt
from procurement.models.contract_record import ContractRecord
from workflows.fields import BahtField, new_id
from workflows.models import Document, Party

User = settings.AUTH_USER_MODEL


class PurchaseKind(models.TextChoices):
    GOODS = "goods", _("ซื้อ")
    SERVICES = "services", _("จ้างเหมาบริการ")
    WORKS = "works", _("จ้างก่อสร้าง")


class PriceSource(models.TextChoices):
    """Sources of the reference price, in the order of มาตรา 4: a later one only where none of the earlier exists."""

    COMPUTED = "1_computed", _("(1) ราคาที่ได้จากการคำนวณตามหลักเกณฑ์")
    REFERENCE = "2_reference", _("(2) ราคาจากฐานข้อมูลราคาอ้างอิงของกรมบัญชีกลาง")
    STANDARD = "3_standard", _("(3) ราคามาตรฐานของหน่วยงานกลาง")
    SURVEY = "4_survey", _("(4) ราคาจากการสืบราคาจากท้องตลาด")
    LAST_PRICE = "5_last_price", _("(5) ราคาที่เคยซื้อหรือจ้างครั้งหลังสุด")
    OTHER = "6_other", _("(6) ราคาอื่นตามวิธีของหน่วยงาน")


PREFERRED_SOURCES = frozenset({PriceSource.COMPUTED, PriceSource.REFERENCE, PriceSource.STANDARD})


class PurchaseFacts(Document):
    """The facts of a purchase, in the order in which the road brings them."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    # the need
    kind = models.CharField(_("ประเภท"), max_length=10, choices=PurchaseKind.choices)
    need = models.TextField(_("เหตุผลและความจำเป็น"))
    needed_by = models.DateField(_("ต้องใช้ภายในวันที่"))
    estimate_baht = BahtField(_("วงเงินที่ประมาณ (บาท)"))
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", null=True, verbose_name=_("รายการงบประมาณ"))
    # the row of an official file from which it was opened; one living purchase of one row
    record = models.ForeignKey(
        ContractRecord, models.PROTECT, related_name="+", null=True, verbose_name=_("เปิดจากทะเบียนสัญญาจากแฟ้มทางการ")
    )
    live_record = models.UUIDField(null=True, unique=True)
    # the specification
    specifier = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้กำหนดคุณลักษณะ"))
    specifier_order = models.CharField(_("คำสั่งแต่งตั้งผู้กำหนดคุณลักษณะ"), max_length=60, blank=True)
    specification = models.TextField(_("ขอบเขตงานหรือคุณลักษณะเฉพาะ"), blank=True)
    reference_price_baht = BahtField(_("ราคากลาง (บาท)"), null=True)
    price_source = models.CharField(_("แหล่งที่มาของราคากลาง"), max_length=20, choices=PriceSource.choices, blank=True)
    price_source_reason = models.TextField(_("เหตุที่ใช้แหล่งราคานี้"), blank=True)
    # the report
    report_number = models.CharField(_("เลขที่รายงานขอซื้อขอจ้าง"), max_length=40, blank=True)
    is_short_report = models.BooleanField(_("รายงานเฉพาะรายการที่จำเป็น"), default=False)
    method_reason = models.TextField(_("วิธีที่จะซื้อหรือจ้างและเหตุผล"), blank=True)
    criteria = models.TextField(_("หลักเกณฑ์การพิจารณา"), blank=True)
    delivery_days = models.PositiveIntegerField(_("กำหนดเวลาส่งมอบ (วัน)"), null=True)
    other_proposals = models.TextField(_("ข้อเสนออื่น"), blank=True)
    approved_on = models.DateField(_("วันที่นายกให้ความเห็นชอบ"), null=True)
    # the vendor and the price
    result_number = models.CharField(_("เลขที่รายงานผลการพิจารณา"), max_length=40, blank=True)
    vendor = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้ขายหรือผู้รับจ้าง"))
    quotation_number = models.CharField(_("ใบเสนอราคาเลขที่"), max_length=60, blank=True)
    quoted_on = models.DateField(_("ใบเสนอราคาลงวันที่"), null=True)
    quoted_price_baht = BahtField(_("ราคาที่เสนอ (บาท)"), null=True)
    agreed_price_baht = BahtField(_("ราคาที่ตกลง (บาท)"), null=True)
    award_reason = models.TextField(_("ผลการพิจารณา"), blank=True)
    announcement_number = models.CharField(_("เลขที่ประกาศผู้ชนะ"), max_length=40, blank=True)
    announced_on = models.DateField(_("วันที่ประกาศผู้ชนะ"), null=True)
    # the order
    order_number = models.CharField(_("เลขที่ใบสั่ง"), max_length=40, blank=True)
    ordered_on = models.DateField(_("ใบสั่งลงวันที่"), null=True)
    delivery_due_on = models.DateField(_("ครบกำหนดส่งมอบ"), null=True)
    fine_percent_per_day = models.DecimalField(_("ค่าปรับร้อยละต่อวัน"), max_digits=5, decimal_places=2, null=True)
    fine_on_whole = models.BooleanField(_("ปรับจากราคาทั้งหมด (งานที่ต้องสำเร็จพร้อมกัน)"), default=False)
    hinders_traffic = models.BooleanField(_("งานสาธารณูปโภคที่กระทบการจราจร"), default=False)
    vendor_received_on = models.DateField(_("ผู้ขายลงนามรับใบสั่งวันที่"), null=True)
    # the rest that never came
    rest_ended_on = models.DateField(_("เลิกส่วนที่ยังไม่ส่งมอบวันที่"), null=True)
    rest_letter_number = models.CharField(_("หนังสือแจ้งเลิกเลขที่"), max_length=60, blank=True)
    rest_baht = BahtField(_("ส่วนที่เลิก (บาท)"), null=True)
    rest_fine_baht = BahtField(_("ค่าปรับของส่วนที่เลิก ถึงวันที่เลิก (บาท)"), null=True)
    rest_fine_voucher = models.UUIDField(_("ฎีกาที่หักค่าปรับของส่วนที่เลิก"), null=True)
    rest_claim_baht = BahtField(_("ค่าปรับของส่วนที่เลิกที่ต้องเรียกจากผู้ขาย (บาท)"), null=True)
    rest_claim_receipt = models.CharField(_("ใบเสร็จรับเงินค่าปรับเลขที่"), max_length=60, blank=True)
    rest_claim_slip = models.OneToOneField(Receipt, models.PROTECT, related_name="+", null=True, verbose_name=_("ใบเสร็จรับเงินค่าปรับ"))
    rest_claim_paid_on = models.DateField(_("ผู้ขายชำระค่าปรับวันที่"), null=True)

    class Meta:
        abstract = True


class PurchaseLine(models.Model):
    """One item that is bought; its price is agreed in the negotiation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    item = models.CharField(_("รายการ"), max_length=300)
    unit_name = models.CharField(_("หน่วย"), max_length=40)
    quantity = models.DecimalField(_("จำนวน"), max_digits=12, decimal_places=3)
    unit_price_baht = BahtField(_("ราคาต่อหน่วยโดยประมาณ (บาท)"))
    agreed_unit_price_baht = BahtField(_("ราคาต่อหน่วยที่ตกลง (บาท)"), null=True)

    searched: ClassVar[tuple[str, ...]] = ("item",)
    worth: ClassVar[tuple[tuple[str, ...], ...]] = (("quantity", "agreed_unit_price_baht"), ("quantity", "unit_price_baht"))

    class Meta:
        verbose_name = _("รายการที่ซื้อหรือจ้าง")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="purchase_line_once")]
