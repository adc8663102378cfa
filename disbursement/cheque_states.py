"""Where a returned cheque may stand, and on what its signatures rest."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disbursement.rules import cheque_return as rules
from workflows import law

TAKING_BACK = law.practice("เรื่องเช็คคืนที่เปิดผิดถอนได้ก่อนเสนอตรวจ")
CHECKING_AGAIN = law.practice("ผู้ตรวจที่พบว่าไม่ตรงกับหนังสือแจ้งของธนาคารส่งคืนพร้อมเหตุผล")
PARTED = law.practice("เช็คเลขที่เดียวกันของต่างธนาคารหรือต่างผู้จ่ายระบุทีละใบเสร็จ")
UNDOING = law.practice("เช็คคืนที่ลงบัญชีผิดฉบับกลับรายการด้วยรายการตรงข้าม ก่อนมีการชำระแทน รายการเดิมคงอยู่")
CONFIRMING_AGAIN = law.practice("การชำระแทนเช็คคืนที่ไม่ตรงกับใบเสร็จส่งคืนพร้อมเหตุผล")
FOLLOWED = law.practice("ลูกหนี้เช็คคืนติดตามจนได้รับชำระ และเสนอนายกเมื่อติดตามแล้วไม่ได้ผล")
ATTACHED = (
    (rules.RETURN_NOTICE, _("หนังสือแจ้งเช็คคืนของธนาคาร")),
    ("cheque", _("สำเนาเช็คที่คืน")),
    ("statement", _("รายการเดินบัญชี")),
    ("demand", _("หนังสือทวงถามหรือหนังสือรับสภาพหนี้")),
    ("legal", _("เอกสารการดำเนินคดี")),
    ("other", _("เอกสารอื่น")),
)
TAKEN_BACK = (
    "amount_baht", "payer", "instrument", "account", "deposited_on", "debited_on", "notice_number", "bank_reason", "receipts",
)  # fmt: skip
PAID = ("owed_baht", "payer", "claimed_receipt", "claimed_for", "repayments")
DEBT = ("owed_baht", "payer", "instrument", "bank_reason", "chased_times", "ruling", "repayments")


class State(models.TextChoices):
    RECORDING = "recording", _("รอแนบหนังสือแจ้งและเสนอตรวจ")
    CHECKING = "checking", _("รอผู้อำนวยการกองคลังตรวจ")
    INFORMING = "informing", _("รอนายกรับทราบและสั่งการ")
    OWED = "owed", _("รอผู้จ่ายชำระแทน")
    LEGAL = "legal", _("นายกสั่งดำเนินคดี รอชำระ")
    CONFIRMING = "confirming", _("รอผู้อำนวยการกองคลังยืนยันการชำระ")
    RESUMING = "resuming", _("กลับไปติดตามต่อ")
    REPAID = "repaid", _("ชำระครบแล้ว")
    WITHDRAWN = "withdrawn", _("ถอน")
    REVERSED = "reversed", _("ลงบัญชีผิดฉบับ กลับรายการแล้ว")


DEBTOR = (State.INFORMING, State.OWED, State.LEGAL)
UNBOOKED = (State.RECORDING, State.WITHDRAWN, State.REVERSED)  # no debit of the bank stands in anybody's way
