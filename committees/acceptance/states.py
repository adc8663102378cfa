"""Where an acceptance may stand, and who answers for it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.choices import offer
from workflows.procedure import ToldBy
from workflows.step import Seat

CORRECTING = law.practice("ผู้บันทึกแก้ผลการตรวจได้จนกว่าจะครบลายมือชื่อ โดยทุกคนลงนามใหม่")
INSPECTING_AGAIN = law.practice("หัวหน้าหน่วยงานของรัฐสั่งให้ตรวจใหม่เมื่อข้อเท็จจริงยังไม่พอ")
CARRYING_ON = law.practice("ตรวจต่อเมื่อผู้ตรวจรับครบและแจ้งส่วนได้เสียแล้ว")
REJECTING_WORKS = law.practice("งานก่อสร้างที่ไม่รับ รายงานและแจ้งผู้รับจ้างอย่างเดียวกับพัสดุ")

DECLARING = Seat("declaring", _("ผู้ตรวจรับที่ยังไม่แจ้งส่วนได้เสีย"))
LEAD = Seat("lead", _("ประธานกรรมการหรือผู้ตรวจรับพัสดุ"))
SIGNING = Seat("signing", _("ผู้ตรวจรับที่ยังไม่ลงความเห็น"))
MEMBER = Seat("member", _("ผู้ตรวจรับพัสดุของเรื่องนี้"))
SUPERVISOR = Seat("supervisor", _("ผู้ควบคุมงาน"))

GOODS_DAYS = "acceptance.goods_inspection_working_days"
WORKS_DAYS = "works.inspection_working_days"
NOTICE_DAYS = "acceptance.notify_vendor_working_days"
RULING_DAYS = "acceptance.ruling_working_days"
# The office's choice (M4): all members give their opinion, or those who attend with the quorum and the chair.
QUORUM_CHOICE, QUORUM_OF_ATTENDING = "acceptance.quorum", "attending"
offer(
    QUORUM_CHOICE,
    _("ผู้ลงความเห็นตรวจรับ"),
    lambda: {"all": _("กรรมการทุกคน"), QUORUM_OF_ATTENDING: _("กรรมการที่มาประชุมครบองค์ประชุม")},
    "all",
)


class State(models.TextChoices):
    DECLARING = "declaring", _("แจ้งส่วนได้เสีย")
    REPLACING = "replacing", _("แต่งตั้งผู้ตรวจรับแทน")
    INSPECTING = "inspecting", _("ตรวจรับ")
    SIGNING = "signing", _("ผู้ตรวจรับลงความเห็น")
    DISSENTED = "dissented", _("มีความเห็นแย้ง รอนายกสั่งการ")
    ACCEPTED = "accepted", _("รับไว้แล้ว รอมอบให้เจ้าหน้าที่")
    HANDED_OVER = "handed_over", _("มอบแล้ว รอนายกรับทราบ")
    REJECTED = "rejected", _("ไม่รับ รอรายงาน")
    INFORMING = "informing", _("แจ้งผู้ขาย")
    CLOSED = "closed", _("เสร็จสิ้น")


class WorksState(models.TextChoices):
    REPORTING_WORK = "reporting_work", _("รอรายงานผู้ควบคุมงาน")
    ACKNOWLEDGING = "acknowledging", _("ประธานรับทราบการส่งมอบ")
    DECLARING = "declaring", _("แจ้งส่วนได้เสีย")
    REPLACING = "replacing", _("แต่งตั้งผู้ตรวจรับแทน")
    INSPECTING = "inspecting", _("ตรวจงาน")
    SIGNING = "signing", _("ผู้ตรวจรับลงความเห็น")
    DISSENTED = "dissented", _("มีความเห็นแย้ง รอนายกสั่งการ")
    ACCEPTED = "accepted", _("รับงานแล้ว รอมอบให้เจ้าหน้าที่")
    HANDED_OVER = "handed_over", _("มอบแล้ว รอนายกรับทราบ")
    REJECTED = "rejected", _("ไม่รับ รอรายงาน")
    INFORMING = "informing", _("แจ้งผู้รับจ้าง")
    CLOSED = "closed", _("เสร็จสิ้น")


BEFORE_DECISION = (State.DECLARING, State.INSPECTING, State.SIGNING)
OPEN_STATES = tuple(state for state in State if state != State.CLOSED)

# What a signature rests on, as its page shows it first: who the vendor is; what came, when it was due; what the body found of it.
INTEREST = ("party", "order_number", "order_amount_baht", "supplies_officer", "supervisor")
DELIVERED = ("party", "order_number", "delivery_note_number", "delivery_due_on", "delivered_on", "delivery_amount_baht")
FOUND = (
    "party", "order_number", "delivery_due_on", "delivered_on", "late_days", "fine_baht", "reserves_fine", "inspected_on", "place_name", "check_method",
    "check_note", "fallen_signatures", "lines",
)  # fmt: skip

TOLD_BY = {
    "declarations": ToldBy(
        {"declare_no_interest": {"has_interest": 0}, "declare_interest": {"has_interest": 1}}, who="person_id", when="declared_on"
    ),
    "opinions": ToldBy({"sign": {}}, who="person_id", when="given_on"),
}
