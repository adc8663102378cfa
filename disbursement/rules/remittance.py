"""When a collector's day may not go on (R8, R9, D1, D2): one rule, one function."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import ReceivedBy
from workflows.act import Act, LawOn
from workflows.dates import short_date
from workflows.refusal import Kind, Opening, Refusal
from workflows.thai import baht

SLIP, CASH_BOOK = "remittance.slip", "receipt.cash_book"
HOLDING = "holding"  # a post of one's own; any other capacity stands in by order


def not_own_day(remittance: Any, act: Act) -> Refusal | None:
    """Slips are written by the one who takes the money."""
    if act.person is None or remittance.collector_id == act.person.pk:
        return None
    return others_day(remittance, act)


def not_own_day_nor_ordered(remittance: Any, act: Act) -> Refusal | None:
    """Who stands in for a collector by order may hand over what that one has collected."""
    if act.person is None or remittance.collector_id == act.person.pk or act.capacity is None or act.capacity.kind != HOLDING:
        return None
    return others_day(remittance, act)


def others_day(remittance: Any, act: Act) -> Refusal:
    sentence = _("ใบนำส่งเงินนี้เป็นของ%(collector)s") % {"collector": remittance.collector.full_name}
    return Refusal("NOT_YOUR_DAY", sentence, act.law.basis(SLIP).label, _("เปิดใบนำส่งเงินของคุณเอง"), Kind.GATE)


def still_collecting(other: Any, law: LawOn) -> Refusal | None:
    """Money of one day is handed over before the next day's is taken in. `other` is the collector's open day."""
    if other is None:
        return None
    sentence = _("ใบนำส่งเงินของวันที่ %(day)s ยังไม่ได้นำส่ง") % {"day": short_date(other.collected_on)}
    return Refusal("STILL_COLLECTING", sentence, law.basis(SLIP).label, _("นำส่งเงินใบเดิม หรือถอนถ้าไม่มีใบเสร็จ"), Kind.CONFLICT)


def day_is_over(collected_on: date, acted_on: date, returned_times: int, law: LawOn) -> Refusal | None:
    """A slip is recorded on its own day (D1). What was returned for a slip that is missing takes that slip in, whenever that is."""
    if acted_on == collected_on or returned_times:
        return None
    sentence = _("ใบนำส่งเงินนี้เป็นของวันที่ %(day)s") % {"day": short_date(collected_on)}
    remedy = _("ใส่วันที่ทำเป็นวันที่ออกใบเสร็จ หรือนำส่งใบนี้แล้วเปิดใบของวันใหม่")
    return Refusal("RECEIPT_OF_OTHER_DAY", sentence, law.basis(CASH_BOOK).label, remedy, field="slips")


def slips_faulty(slips: Iterable[Mapping[str, Any]], law: LawOn) -> Iterable[Refusal]:
    """A transfer names the account that it came into, a cheque its number, and nothing else names an account."""
    basis = law.basis("receipt.issue").label
    for slip in slips:
        facts, way = {"number": slip["number"]}, slip["received_by"]
        if way == ReceivedBy.TRANSFER and slip["bank_account"] is None:
            sentence = _("ใบเสร็จเลขที่ %(number)s รับโอน แต่ไม่บอกบัญชี") % facts
            yield Refusal("TRANSFER_NEEDS_ACCOUNT", sentence, basis, _("เลือกบัญชีที่เงินเข้า"), field="slips")
        if way != ReceivedBy.TRANSFER and slip["bank_account"] is not None:
            sentence = _("ใบเสร็จเลขที่ %(number)s บอกบัญชี แต่ไม่ใช่เงินโอน") % facts
            yield Refusal("ACCOUNT_WITHOUT_TRANSFER", sentence, basis, _("เลือกรับเป็นเงินโอน หรือเว้นบัญชีไว้"), field="slips")
        if way == ReceivedBy.CHEQUE and not slip["instrument"].strip():
            sentence = _("ใบเสร็จเลขที่ %(number)s รับเช็ค แต่ไม่บอกเลขที่เช็ค") % facts
            yield Refusal("CHEQUE_NEEDS_NUMBER", sentence, basis, _("ใส่ธนาคารและเลขที่เช็ค"), field="slips")


def nothing_collected(receipts: Sequence[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """A day of cancelled slips alone is still remitted: their copies go with it."""
    if receipts:
        return None
    return Refusal("NOTHING_TO_REMIT", _("ยังไม่มีใบเสร็จในใบนำส่งเงินนี้"), law.basis(SLIP).label, _("บันทึกใบเสร็จ หรือถอนใบนำส่งเงิน"))


def not_empty(receipts: Sequence[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """A slip that was issued, cancelled or not, is accounted for."""
    if not receipts:
        return None
    sentence = _("ออกใบเสร็จไปแล้ว %(count)s ฉบับ") % {"count": len(receipts)}
    return Refusal("NOT_EMPTY", sentence, law.basis(SLIP).label, _("นำส่งเงินทั้งจำนวนพร้อมสำเนาใบเสร็จ"), Kind.CONFLICT)


def late_without_reason(deadline: date, acted_on: date, reason: str, law: LawOn) -> Refusal | None:
    """Money is handed over on the day on which it was collected; later, and the paper says why."""
    if acted_on <= deadline or reason.strip():
        return None
    sentence = _("เลยกำหนดนำส่ง ซึ่งคือวันที่ %(day)s") % {"day": short_date(deadline)}
    return Refusal("LATE_WITHOUT_REASON", sentence, law.basis(SLIP).label, _("บอกเหตุที่นำส่งหลังวันที่รับเงิน"), field="reason")


def handed_in_after_report(reported_until: date | None, reason: str, law: LawOn) -> Refusal | None:
    """The report of that day was made without this money, which goes into the next one: why is written down, even on the day itself."""
    if reported_until is None or reason.strip():
        return None
    sentence = _("จัดทำรายงานสถานะการเงินถึงวันที่ %(day)s แล้วโดยไม่มีเงินนี้") % {"day": short_date(reported_until)}
    remedy = _("บอกเหตุที่นำส่งหลังจัดทำรายงาน เงินจะเข้าใบสำคัญสรุปและรายงานของวันถัดไปที่เปิด")
    return Refusal("LATE_WITHOUT_REASON", sentence, law.basis(SLIP).label, remedy, field="reason")


def sum_differs(code: str, what: Any, counted_baht: Decimal, receipts_baht: Decimal, field: str, law: LawOn) -> Refusal | None:
    """All of the money, to the satang: neither less nor more than the valid receipts say."""
    if counted_baht == receipts_baht:
        return None
    facts = {"what": what, "counted": baht(counted_baht), "receipts": baht(receipts_baht)}
    sentence = _("%(what)sนับได้ %(counted)s บาท แต่ใบเสร็จที่ใช้ได้รวม %(receipts)s บาท") % facts
    remedy = _("นับอีกครั้งและใส่เท่าที่นับได้จริง ถ้าใบเสร็จผิดให้แก้หรือยกเลิกใบเสร็จ ถ้าเงินขาดหรือเกินจริง แจ้งผู้บังคับบัญชา อย่าใส่จำนวนที่ไม่ได้นับ")
    return Refusal(code, sentence, law.basis(SLIP).label, remedy, field=field)


def held_as_surplus(remittance: Any, day: Any, law: LawOn) -> Refusal | None:
    """Money that the committee found and that is held for its owner is not in the collector's hands any more. `day` is that of the surplus."""
    if day is None:
        return None
    facts = {"amount": baht(day.ordered_baht), "day": short_date(day.day), "order": day.difference_order_number}
    sentence = _("เงินของใบนี้เท่ากับเงินเกินบัญชี %(amount)s บาท ของวันที่ %(day)s ซึ่งรับฝากไว้ตามคำสั่งที่ %(order)s") % facts
    remedy = _(
        "ถ้าเป็นเงินก้อนเดียวกัน อย่าเพิ่งรับใบนี้ เพราะเงินจะอยู่ในบัญชีสองครั้ง ให้เปิดเรื่อง “ถอนเงินรับฝากอื่น” โดยเลือกใบนี้ เมื่อนายกสั่งแล้วจึงรับใบนี้จากเงินรับฝาก ถ้าเป็นเงินคนละก้อน รับได้"
    )
    basis = law.basis("daily_report.difference").label
    release = Opening("held_release", _("เปิดเรื่องถอนเงินรับฝากอื่น"), (("remittance", str(remittance.pk)), ("fund_day", str(day.pk))))
    return Refusal("HELD_AS_SURPLUS", sentence, basis, remedy, Kind.CONFLICT, "cash_counted_baht", opens=release)


def part_of_surplus(slip: Any, day: Any, law: LawOn) -> Refusal | None:
    """The same of a slip that explains a part: the part is released into it, and the rest stays held. `day` is that of the surplus."""
    if day is None:
        return None
    facts = {
        "slip": baht(slip.cash_baht + slip.cheque_baht), "amount": baht(day.ordered_baht), "day": short_date(day.day), "order": day.difference_order_number,
    }  # fmt: skip
    sentence = (
        _("เงินของใบนี้ %(slip)s บาท อาจเป็นส่วนหนึ่งของเงินเกินบัญชี %(amount)s บาท ของวันที่ %(day)s ซึ่งรับฝากไว้ตามคำสั่งที่ %(order)s") % facts
    )
    remedy = _("ถ้าใช่ อย่าเพิ่งรับใบนี้ ให้เปิดเรื่อง “ถอนเงินรับฝากอื่น” โดยเลือกใบนี้และจำนวนเงินของใบ ส่วนที่เหลือยังรับฝากไว้")
    basis = law.basis("daily_report.difference").label
    return Refusal("HELD_AS_SURPLUS", sentence, basis, remedy, Kind.CONFLICT, "cash_counted_baht", case=str(day.case_id))


def copies_differ(counted: int, issued: int, law: LawOn) -> Refusal | None:
    """Valid and cancelled slips together are the whole range (R9)."""
    if counted == issued:
        return None
    facts = {"counted": counted, "issued": issued}
    sentence = _("ได้รับสำเนาใบเสร็จ %(counted)s ฉบับ แต่ออกไป %(issued)s ฉบับ") % facts
    return Refusal(
        "COPIES_DIFFER", sentence, law.basis("receipt.cancelled").label, _("ตามสำเนาให้ครบ ฉบับยกเลิกก็ต้องมี"), field="copies_counted"
    )


def safe_of_others(waiting: Any, safe: Any, in_hand_baht: Decimal, law: LawOn) -> Refusal | None:
    """A day's summary takes the slips of one safe; of two, neither day could ever be summed up. `waiting` is where the others' money lies."""
    if waiting is None or safe is None or waiting.pk == safe.pk or not in_hand_baht:
        return None
    sentence = _("ใบนำส่งเงินที่รอสรุปเก็บเงินไว้ที่ %(waiting)s") % {"waiting": waiting}
    remedy = _("เลือก %(waiting)s หรือสรุปใบที่รออยู่ก่อน") % {"waiting": waiting}
    return Refusal("OTHER_SAFE", sentence, law.basis("custody.into_safe").label, remedy, field="cash_account")


def no_safe(safe: Any, in_hand_baht: Decimal, law: LawOn) -> Refusal | None:
    """Cash and cheques lie somewhere from now on."""
    if safe is not None or not in_hand_baht:
        return None
    return Refusal(
        "SAFE_NEEDED", _("ยังไม่บอกว่าเก็บเงินสดและเช็คไว้ที่ใด"), law.basis(SLIP).label, _("เลือกเงินสดในมือของหน่วยงาน"), field="cash_account"
    )
