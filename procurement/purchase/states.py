"""Where a purchase may stand, who answers for it there, and on which footing custom asks for a step."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflows import law
from workflows.choices import offer_role
from workflows.roles import Role
from workflows.step import BySetting, Seat

UNIT_REQUEST = law.practice("หน่วยงานเจ้าของงบประมาณเป็นผู้ขอ ผ่านหัวหน้าหน่วยงาน")
CHAIN_OF_COMMAND = law.practice("ปลัดกลั่นกรองตามสายบังคับบัญชา")
GIVING_BACK = law.practice("ผู้พิจารณาส่งคืนพร้อมเหตุผลเมื่อยังไม่ครบถ้วน")
ENDING = law.practice("เลิกเรื่องได้จนกว่าจะมีการตรวจรับ พร้อมเหตุผล และคืนเงินที่จอง")
ALL_HAS_COME = law.practice("ส่งมอบครบแล้วไม่มีใครต้องบันทึกการส่งมอบ จนกว่าผู้ตรวจรับจะไม่รับ")
REST_IS_ENDED = law.practice("เรื่องที่เลิกส่วนที่เหลือสิ้นสุดเมื่อจ่ายส่วนที่ตรวจรับครบ")
CLAIMED = law.practice("ค่าปรับที่หักจากฎีกาไม่ได้ เรียกจากผู้ขาย และเรื่องไม่สิ้นสุดจนกว่าจะได้รับชำระ")
SPECIFIER = Seat("specifier", _("ผู้ได้รับแต่งตั้งให้กำหนดคุณลักษณะ"))
ORDER_SIGNER = BySetting("purchase.order_signer", Role.HEAD_OF_SUPPLIES, (Role.HEAD_OF_SUPPLIES, Role.CHIEF_EXECUTIVE))
offer_role(ORDER_SIGNER, _("ผู้ลงนามใบสั่งซื้อสั่งจ้าง"))
SOON, DRAFTING = "procurement.step_working_days", "procurement.drafting_working_days"

# What decides a step, as its page shows it.
NEED = ("kind", "need", "needed_by", "estimate_baht", "lines")
SPECIFIED = ("estimate_baht", "reference_price_baht", "price_source", "price_source_reason", "specification", "lines")
REPORT = (
    "kind", "need", "estimate_baht", "reference_price_baht", "budget_line", "method_reason", "criteria", "delivery_days", "needed_by",
    "other_proposals", "lines", "members",
)  # fmt: skip
RESULT = ("vendor", "agreed_price_baht", "quoted_price_baht", "estimate_baht", "reference_price_baht", "award_reason", "lines")
ORDER = (
    "vendor", "agreed_price_baht", "delivery_due_on", "fine_percent_per_day", "fine_on_whole", "budget_line", "lines", "instalments",
)  # fmt: skip
DELIVERING = ("vendor", "order_number", "agreed_price_baht", "delivery_due_on", "lines", "instalments", "deliveries")


class State(models.TextChoices):
    DRAFT = "draft", _("ร่างคำขอ")
    REQUESTED = "requested", _("หัวหน้าหน่วยงานพิจารณา")
    BUDGETING = "budgeting", _("ยืนยันงบประมาณ")
    SPECIFIER_NEEDED = "specifier_needed", _("แต่งตั้งผู้กำหนดคุณลักษณะ")
    SPECIFYING = "specifying", _("กำหนดคุณลักษณะและราคากลาง")
    SPECIFIED = "specified", _("เห็นชอบคุณลักษณะและราคากลาง")
    REPORTING = "reporting", _("จัดทำรายงานขอซื้อขอจ้าง")
    REPORTED = "reported", _("หัวหน้าเจ้าหน้าที่พิจารณารายงาน")
    ENDORSED = "endorsed", _("ปลัดพิจารณารายงาน")
    APPROVING = "approving", _("นายกพิจารณารายงาน")
    NEGOTIATING = "negotiating", _("เจรจาตกลงราคา")
    RESULT_REPORTED = "result_reported", _("หัวหน้าเจ้าหน้าที่พิจารณาผล")
    RESULT_ENDORSED = "result_endorsed", _("นายกพิจารณาผล")
    AWARDED = "awarded", _("ประกาศผู้ชนะ")
    ORDERING = "ordering", _("จัดทำใบสั่ง")
    ORDER_PREPARED = "order_prepared", _("ลงนามใบสั่ง")
    ORDER_SIGNED = "order_signed", _("รอผู้ขายลงนามรับใบสั่ง")
    ORDERED = "ordered", _("รอส่งมอบ")
    DELIVERED = "delivered", _("ส่งมอบครบ รอตรวจรับและจ่ายเงิน")
    REST_ENDED = "rest_ended", _("เลิกส่วนที่ยังไม่ส่งมอบ รอจ่ายส่วนที่ตรวจรับ")
    CLAIMING = "claiming", _("รอผู้ขายชำระค่าปรับของส่วนที่เลิก")
    COMPLETED = "completed", _("เสร็จสิ้น")
    REFUSED = "refused", pgettext_lazy("state", "ไม่เห็นชอบ")
    WITHDRAWN = "withdrawn", pgettext_lazy("state", "ถอนคำขอ")
    CANCELLED = "cancelled", _("ยกเลิก")
    ENDED = "ended", _("สิ้นสุดโดยเลิกส่วนที่ยังไม่ส่งมอบ")


TO_THE_UNIT = (State.REQUESTED, State.BUDGETING, State.SPECIFIER_NEEDED, State.SPECIFYING, State.REPORTING)
CALLED_OFF = (State.REFUSED, State.WITHDRAWN, State.CANCELLED)
ENDS = (State.COMPLETED, *CALLED_OFF, State.ENDED)
BINDING = (State.ORDER_SIGNED, State.ORDERED, State.DELIVERED, State.REST_ENDED, State.CLAIMING)
BEFORE_ORDER = tuple(state for state in State if state not in (*BINDING, *ENDS))
ON_THE_WAY = (*BEFORE_ORDER, State.ORDER_SIGNED, State.ORDERED)
