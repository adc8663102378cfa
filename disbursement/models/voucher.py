"""What a voucher (ฎีกา) stores: what it was given by the acceptance, what its clerk adds, and what the road writes on its face."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from disbursement.models.budget import BudgetLine
from workflows.fields import BahtField, by_number, new_id
from workflows.models import Document, Party, PartyAccount


class OrderKind(models.TextChoices):
    GOODS = "goods", _("ซื้อ")
    SERVICES = "services", _("จ้างเหมาบริการ")
    WORKS = "works", _("จ้างก่อสร้าง")


class IncomeKind(models.TextChoices):
    """What the payee's income is, for the tax that is withheld."""

    TRADE = "trade", _("ค่าซื้อหรือจ้างทำของ มาตรา 40 (5)–(8)")
    LABOUR = "labour", _("ค่ารับทำงานให้ มาตรา 40 (2)")


class EvidenceKind(models.TextChoices):
    """Papers behind a voucher (F8)."""

    REPORT = "report", _("รายงานขอซื้อขอจ้างและการเห็นชอบ")
    APPOINTMENT = "appointment", _("คำสั่งแต่งตั้งผู้ตรวจรับ")
    QUOTATION = "quotation", _("ใบเสนอราคา")
    RESULT = "result", _("รายงานผลการพิจารณา")
    ANNOUNCEMENT = "announcement", _("ประกาศผู้ชนะ")
    ORDER = "order", _("ใบสั่งซื้อหรือใบสั่งจ้าง")
    INVOICE = "invoice", _("ใบส่งของ ใบแจ้งหนี้ หรือใบกำกับภาษี")
    ACCEPTANCE = "acceptance", _("ใบตรวจรับ")
    ACCEPTANCE_REPORT = "acceptance_report", _("รายงานผลการตรวจรับ")
    SUPERVISION = "supervision", _("รายงานของผู้ควบคุมงาน")
    FINE = "fine", _("หนังสือแจ้งและสงวนสิทธิค่าปรับ")
    ASSETS = "assets", _("เลขทะเบียนครุภัณฑ์")
    OTHER = "other", _("เอกสารอื่น")


class VoucherFacts(Document):
    """The facts of a voucher, in the order in which the road brings them. `amount_baht` of the document is what is asked for (gross)."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    # given by the acceptance
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="+", verbose_name=_("รายการงบประมาณ"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("คู่สัญญา"))
    order_kind = models.CharField(_("ประเภท"), max_length=10, choices=OrderKind.choices)
    order_number = models.CharField(_("ใบสั่งเลขที่"), max_length=60)
    ordered_on = models.DateField(_("ใบสั่งลงวันที่"))
    order_total_baht = BahtField(_("ราคาทั้งใบสั่ง (บาท)"))
    includes_vat = models.BooleanField(_("ราคารวมภาษีมูลค่าเพิ่ม"))
    spending_approved_on = models.DateField(_("วันที่อนุมัติให้ซื้อหรือจ้าง"))
    delivered_on = models.DateField(_("วันที่ส่งมอบ"))
    accepted_on = models.DateField(_("วันที่ตรวจรับ"))
    acceptance_number = models.CharField(_("ใบตรวจรับเลขที่"), max_length=60)
    acceptance = models.UUIDField(_("การตรวจรับ"))
    live_acceptance = models.UUIDField(null=True)  # one living voucher of one acceptance
    gross_baht = BahtField(_("จำนวนเงินขอเบิก (บาท)"))
    fine_baht = BahtField(_("ค่าปรับ (บาท)"))
    rest_fine_baht = BahtField(_("ในค่าปรับเป็นของส่วนที่เลิก (บาท)"), default=0)
    is_last = models.BooleanField(_("งวดสุดท้าย"))
    # added by the clerk
    payee = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, verbose_name=_("ผู้รับเงิน"))
    payee_account = models.ForeignKey(PartyAccount, models.PROTECT, related_name="+", null=True, verbose_name=_("บัญชีผู้รับเงิน"))
    invoice_number = models.CharField(_("ใบแจ้งหนี้หรือใบกำกับภาษีเลขที่"), max_length=60, blank=True)
    # The number without spaces and case.
    live_invoice = models.CharField(_("เลขที่ใบแจ้งหนี้สำหรับตรวจซ้ำ"), max_length=60, null=True)
    invoiced_on = models.DateField(_("ใบแจ้งหนี้ลงวันที่"), null=True)
    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษีในใบแจ้งหนี้"), max_length=13, blank=True)
    income_kind = models.CharField(_("ประเภทเงินได้"), max_length=10, choices=IncomeKind.choices, blank=True)
    # computed
    before_vat_baht = BahtField(_("ราคาก่อนภาษีมูลค่าเพิ่ม (บาท)"), null=True)
    vat_baht = BahtField(_("ภาษีมูลค่าเพิ่ม (บาท)"), null=True)
    withheld_baht = BahtField(_("ภาษีหัก ณ ที่จ่าย (บาท)"), null=True)
    net_baht = BahtField(_("จำนวนเงินจ่ายสุทธิ (บาท)"), null=True)
    # written on the road
    requested_on = models.DateField(_("วันที่ขอเบิก"), null=True)
    late_days = models.PositiveIntegerField(_("เกินกำหนดวางฎีกา (วัน)"), default=0)
    received_number = models.CharField(_("เลขที่คลังรับ"), max_length=40, blank=True)
    received_on = models.DateField(_("วันที่คลังรับ"), null=True)
    pages_counted = models.PositiveIntegerField(_("จำนวนหน้าหลักฐานที่นับได้"), null=True)
    # The budget line as it stood when the voucher was checked, this voucher's money still committed.
    line_allotted_baht = BahtField(_("งบประมาณที่ตั้งไว้ (บาท)"), null=True)
    line_reserved_baht = BahtField(_("งบประมาณที่จองไว้ (บาท)"), null=True)
    line_committed_baht = BahtField(_("งบประมาณที่ผูกพัน (บาท)"), null=True)
    line_spent_baht = BahtField(_("งบประมาณที่จ่ายแล้ว (บาท)"), null=True)
    carry_over_number = models.CharField(_("หนังสืออนุมัติกันเงินเลขที่"), max_length=60, blank=True)
    carried_over_on = models.DateField(_("วันที่อนุมัติกันเงิน"), null=True)
    carried_over_until = models.DateField(_("เงินที่กันไว้เบิกได้ถึงวันที่"), null=True)
    approved_on = models.DateField(_("วันที่อนุมัติ"), null=True)
    returned_times = models.PositiveIntegerField(_("ส่งคืนแล้ว (ครั้ง)"), default=0)
    paid_on = models.DateField(_("วันที่จ่ายเงิน"), null=True)

    class Meta:
        abstract = True
        indexes = by_number("voucher", "order", "acceptance", "invoice", "received", "carry_over")
        constraints = [
            models.UniqueConstraint(fields=["live_acceptance"], name="voucher_acceptance_once"),
            models.UniqueConstraint(fields=["party", "live_invoice"], name="voucher_invoice_once"),
            models.CheckConstraint(condition=Q(gross_baht__gt=0, fine_baht__gte=0), name="voucher_of_something"),
            models.CheckConstraint(
                condition=Q(net_baht__isnull=True) | Q(net_baht=F("gross_baht") - F("withheld_baht") - F("fine_baht")),
                name="voucher_net_adds_up",
            ),
        ]


class VoucherEvidence(models.Model):
    """One paper of the bundle, and the pages that it takes in it; none where it lies in the system alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("ลำดับ"))
    kind = models.CharField(_("หลักฐาน"), max_length=20, choices=EvidenceKind.choices)
    number = models.CharField(_("เลขที่"), max_length=60, blank=True)
    dated = models.DateField(_("ลงวันที่"), null=True)
    first_page = models.PositiveIntegerField(_("หน้าแรก"), null=True)
    last_page = models.PositiveIntegerField(_("หน้าสุดท้าย"), null=True)

    class Meta:
        verbose_name = _("หลักฐานประกอบฎีกา")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="voucher_evidence_once"),
            models.CheckConstraint(condition=Q(last_page__gte=F("first_page")), name="voucher_evidence_pages"),
        ]
