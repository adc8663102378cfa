"""What late delivery asks (มาตรา 102, ข้อ 162, 181, 183): the reservation, the notice, each day fined once; and what is told of large fines."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from committees.fines import PERCENT
from workflows.act import LawOn
from workflows.law_words import doubted
from workflows.refusal import Refusal
from workflows.thai import baht


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


def extension_has_no_road(late_days: int, law: LawOn) -> Refusal | None:
    """Told where a fine is fixed: more time, and less or none of the fine, is ordered outside this program, so nobody finds it here (N11)."""
    if not late_days:
        return None
    basis, days = law.basis("procurement.no_road.extension"), law.value("procurement.extension_notice_calendar_days")
    remedy = _(
        "ถ้าคู่สัญญาแจ้งเหตุภายใน %(days)s วันนับแต่เหตุสิ้นสุด (ยังไม่ยืนยัน) และมีคำสั่งขยายเวลา งด หรือลดค่าปรับ อย่าเดินเรื่องนี้ต่อ ให้ทำนอกระบบตามระเบียบ"
    ) % {"days": days.value}
    return Refusal("EXTENSION_HAS_NO_ROAD", basis.sentence, basis.label, remedy, only_told=True)


def is_over_termination(fines_baht: Decimal, order_baht: Decimal, law: LawOn) -> bool:
    """Whether all fines of the order together have passed the share of its price at which termination must be considered (N12)."""
    share_percent: Decimal = law.value("procurement.fine_termination_percent").value
    return fines_baht * PERCENT > order_baht * share_percent


def termination_to_be_considered(fines_baht: Decimal, order_baht: Decimal, law: LawOn) -> Refusal | None:
    """Told to whoever decides on the order: it is his judgement, and the other party may accept the fines without condition (N12)."""
    if not is_over_termination(fines_baht, order_baht, law):
        return None
    share, basis = law.value("procurement.fine_termination_percent"), law.basis("procurement.fine_termination")
    facts = {"fines": baht(fines_baht), "share": share.value, "order": baht(order_baht)}
    sentence = _("ค่าปรับรวม %(fines)s บาท เกินร้อยละ %(share)s ของราคาตามใบสั่ง %(order)s บาท ต้องพิจารณาบอกเลิก") % facts
    remedy = _("ถ้าคู่สัญญายินยอมเสียค่าปรับโดยไม่มีเงื่อนไข เก็บหนังสือยินยอมไว้กับเรื่อง ถ้าไม่ยินยอม พิจารณาเลิกส่วนที่ยังไม่ส่งมอบ")
    return Refusal("TERMINATION_TO_BE_CONSIDERED", doubted(sentence, basis), basis.label, remedy, only_told=True)
