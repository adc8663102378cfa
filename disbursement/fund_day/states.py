"""Where a day's money may stand, and who answers for it there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.step import Seat

SEALING = law.practice("รายงานพิมพ์ผนึกของบันทึกการปฏิบัติงาน เพื่อให้กระดาษที่ลงนามแล้วยืนยันบันทึกได้")
COUNTING_AGAIN = law.practice("กรรมการตรวจนับใหม่ได้จนกว่าจะครบลายมือชื่อ โดยทุกคนลงชื่อใหม่")
RETURNING = law.practice("กรรมการคืนรายงานให้จัดทำใหม่ได้ก่อนลงชื่อครบ")
OPENED_IN_ERROR = law.practice("วันที่เปิดผิดถอนได้ก่อนจัดทำใบสำคัญสรุป")

KEYHOLDER = Seat("keyholder", _("กรรมการเก็บรักษาเงิน"))
SIGNING = Seat("signing", _("ผู้ที่ยังไม่ลงชื่อในผลการตรวจนับ"))
RELEASING = Seat("releasing", _("กรรมการเก็บรักษาเงินที่ยังไม่ไขกุญแจ"))

SAME_DAY, AFTER_CUSTODY = "deposit.same_day_working_days", "deposit.after_custody_working_days"
SUMMARY_DAYS = "remittance.same_day_working_days"
PAY_IN_SLIP = "pay_in_slip"
ATTACHED = ((PAY_IN_SLIP, _("ใบนำฝากที่ธนาคารประทับตรา")), ("other", _("เอกสารอื่น")))


class State(models.TextChoices):
    OPEN = "open", _("รวบรวมใบนำส่งเงิน")
    CHECKING = "checking", _("รอตรวจใบสำคัญสรุป")
    COMPARING = "comparing", _("รอผู้ตรวจสอบประจำวัน")
    BANKING = "banking", _("รอนำฝากหรือเก็บรักษา")
    REPORTING = "reporting", _("จัดทำรายงานสถานะการเงิน")
    AWAITING_SEAL = "awaiting_seal", _("รอผนึกบันทึก")
    COUNTING = "counting", _("รอกรรมการตรวจนับ")
    SIGNING = "signing", _("รอกรรมการลงชื่อครบ")
    DIFFERENCE = "difference", _("เงินไม่ตรงรายงาน รอนายกสั่งการ")
    IN_SAFE = "in_safe", _("อยู่ในตู้นิรภัย")
    RELEASED = "released", _("ไขตู้แล้ว รอเจ้าหน้าที่การเงินรับ")
    IN_HAND = "in_hand", _("รอนำฝากเงินที่เก็บรักษา")
    PASSING = "passing", _("รอปลัดเสนอรายงาน")
    ACKNOWLEDGING = "acknowledging", _("รอนายกรับทราบรายงาน")
    CLOSED = "closed", _("ปิดวันแล้ว")
    WITHDRAWN = "withdrawn", _("ถอน")


BEFORE_REPORT = (State.OPEN, State.CHECKING, State.COMPARING, State.BANKING, State.REPORTING)
UNCOUNTED = (State.AWAITING_SEAL, State.COUNTING, State.SIGNING, State.DIFFERENCE)
AFTER_COUNT = (State.IN_SAFE, State.RELEASED, State.IN_HAND)
BANKED = (State.PASSING, State.ACKNOWLEDGING, State.CLOSED)  # nothing of the day is in the safe, and nobody counts it once more

# What a signature rests on, as its page shows it first: what the summary takes in; what the books say and what was counted; the report.
TAKEN_IN = (
    "day",
    "cash_baht",
    "cheque_baht",
    "transfer_baht",
    "from_held_baht",
    "non_cash_baht",
    "late_reason",
    "lines",
    "non_cash",
)
SUMS_IN_BOOKS = ("day", "books_baht", "books_cheque_baht", "earlier_baht")
IN_BOOKS = (*SUMS_IN_BOOKS, "accounts")
COUNTED = (
    *SUMS_IN_BOOKS, "counted_baht", "instruments_baht", "instruments_count", "difference_baht", "cheque_difference_baht", "count_note", "counts",
)  # fmt: skip
REPORTED = (
    "day",
    "books_baht",
    "counted_baht",
    "difference_baht",
    "difference_order",
    "kept_baht",
    "late_entries",
    "held",
)
KEPT_IN_SAFE = ("day", "kept_baht", "counted_baht", "ordered_baht", "difference_order", "difference_order_number")
