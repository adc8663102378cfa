"""Where a voucher may stand, and on which footing custom asks for a step of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.choices import offer

TAKING_BACK = law.practice("ผู้จัดทำถอนมาแก้เองได้จนกว่าคลังจะลงรับ")
LAST_PAYMENT = law.practice("เลิกส่วนที่ยังไม่ส่งมอบแล้ว ฎีกาที่ยังไม่จ่ายฉบับหลังสุดเป็นงวดสุดท้าย")
FOLLOWING_PAYMENT = law.practice("รายการจ่ายที่ถอนก่อนจ่าย กลับมาแก้ที่ฎีกา")
NO_SECTION_POST = law.practice("หน่วยงานไม่มีตำแหน่งหัวหน้าฝ่ายบริหารงานคลังในโครงสร้าง")
SECTION_POST, ABSENT = "voucher.section_post", "none"  # the office's setting, and the value that says it has no such post
offer(SECTION_POST, _("ตำแหน่งหัวหน้าฝ่ายบริหารงานคลัง"), lambda: {"held": _("มีในโครงสร้าง"), ABSENT: _("ไม่มีในโครงสร้าง")}, "held")
LAYING, SOON = "voucher.lay_after_acceptance_calendar_days", "voucher.step_working_days"


class State(models.TextChoices):
    DRAFT = "draft", _("จัดทำฎีกา")
    REQUESTING = "requesting", _("รอหัวหน้าหน่วยงานขอเบิก")
    ARRIVED = "arrived", _("รอคลังลงรับ")
    SECTION_REVIEW = "section_review", _("รอหัวหน้าฝ่ายตรวจ")
    CHECKING = "checking", _("รอผู้อำนวยการกองคลังตรวจ")
    ENDORSING = "endorsing", _("รอปลัดเห็นควร")
    APPROVING = "approving", _("รอนายกอนุมัติ")
    RETURNED = "returned", _("ส่งคืนแก้ไข")
    APPROVED = "approved", _("อนุมัติแล้ว")
    PAID = "paid", _("จ่ายเงินแล้ว")


REVIEWS = (State.REQUESTING, State.ARRIVED, State.SECTION_REVIEW, State.CHECKING, State.ENDORSING, State.APPROVING)
BEFORE_APPROVAL = (State.DRAFT, State.RETURNED, *REVIEWS)

# What decides a step, as its page shows it.
LAYING_DOWN = ("party", "order_number", "order_total_baht", "acceptance_number", "accepted_on", "gross_baht", "fine_baht")
PAYING = (
    "payee", "payee_account", "gross_baht", "withheld_baht", "fine_baht", "net_baht", "budget_line", "invoice_number", "order_number",
    "acceptance_number", "late_days", "evidence",
)  # fmt: skip
