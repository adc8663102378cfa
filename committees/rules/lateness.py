"""What late delivery asks (ข้อ 162, 181): the reservation, the notice, and each day fined once."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.refusal import Refusal


def fine_unreserved(late_days: int, reserves: bool, law: LawOn) -> Refusal | None:
    """Late goods are taken in only while the right to the fine is reserved (N18)."""
    if not late_days or reserves:
        return None
    basis = law.basis("acceptance.reserve_fine")
    sentence = _("ส่งมอบล่าช้า %(days)s วัน ต้องบอกสงวนสิทธิเรียกค่าปรับในขณะรับมอบ") % {"days": late_days}
    return Refusal("FINE_NOT_RESERVED", sentence, basis.label, _("บอกสงวนสิทธิแก่ผู้ขาย แล้วทำเครื่องหมาย"), field="reserves_fine")


def floor_baht_per_day(hinders_traffic: bool, law: LawOn) -> Decimal:
    """Below this no day's fine of the whole falls (N8). Works that hinder traffic have a rate of their own, and no floor is known for it."""
    return Decimal(0) if hinders_traffic else law.value("procurement.fine_whole_floor_baht_per_day").value


def undecided_before(late_days: int, notes: Sequence[str], law: LawOn) -> Refusal | None:
    """Each late day of the whole is fined once (N8): by which delivery is known when the other one is decided."""
    if not late_days or not notes:
        return None
    sentence = _("ใบส่งของเลขที่ %(notes)s คิดค่าปรับจากราคาทั้งหมดไว้แล้วและยังรอมติ") % {"notes": ", ".join(notes)}
    basis = law.basis("procurement.fine")
    return Refusal("UNDECIDED_BEFORE", sentence, basis.label, _("รอมติของใบส่งของนั้นก่อน แล้วบันทึกผลการตรวจ"))


def not_late(late_days: int, law: LawOn) -> Refusal | None:
    if late_days:
        return None
    return Refusal("NOT_LATE", _("ส่งมอบทันกำหนด ไม่มีค่าปรับให้แจ้ง"), law.basis("acceptance.late_notice").label, _("ไม่ต้องแจ้ง"))


def late_notice_missing(late_days: int, notice_number: str, law: LawOn) -> Refusal | None:
    """Late delivery needs two papers; the second is the notice of the fine (N18)."""
    if not late_days or notice_number:
        return None
    basis = law.basis("acceptance.late_notice")
    sentence = _("ส่งมอบล่าช้า %(days)s วัน แต่ยังไม่มีหนังสือแจ้งการปรับ") % {"days": late_days}
    return Refusal("LATE_NOTICE_MISSING", sentence, basis.label, _("ให้เจ้าหน้าที่พัสดุบันทึกหนังสือแจ้งการปรับก่อน"))
