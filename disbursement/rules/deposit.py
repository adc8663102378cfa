"""When money may not go to the bank (D6, D8): the whole of it, on its day, by enough hands, each slip the proof of one deposit."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.rules.bank_day import bank_closed
from workflows.act import Act, LawOn
from workflows.calendar import deadline
from workflows.dates import short_date
from workflows.refusal import Refusal
from workflows.thai import baht


def deposit_differs(deposits: Sequence[Mapping[str, Any]], whole_baht: Decimal, way_out: str, law: LawOn) -> Refusal | None:
    """All of it, and never more than was counted (D6). Where the bank found another amount, `way_out` is the step by which all count together."""
    total = sum((row["amount_baht"] for row in deposits), Decimal(0))
    if total == whole_baht:
        return None
    facts = {"total": baht(total), "whole": baht(whole_baht)}
    basis = law.basis("deposit.same_day").label
    remedy = _(
        "นำฝาก %(whole)s บาท ถ้าธนาคารนับได้ %(total)s บาทจริง ให้ขอให้ธนาคารยกเลิกใบนำฝากและคืนเงิน แล้วให้กรรมการตรวจนับร่วมกัน ผลต่างเสนอนายกก่อนนำฝากใหม่"
    )
    told = remedy % facts
    ways: dict[str, Any] = {"field": "deposits", "mended_by": way_out}
    if total > whole_baht:
        return Refusal("DEPOSIT_OVER_COUNTED", _("นำฝาก %(total)s บาท มากกว่าที่นับได้ %(whole)s บาท") % facts, basis, told, **ways)
    return Refusal("DEPOSIT_NOT_WHOLE", _("นำฝาก %(total)s บาท ไม่เต็มจำนวน %(whole)s บาท") % facts, basis, told, **ways)


def bank_closed_today(_document: Any, act: Act) -> Refusal | None:
    remedy = _("เก็บในตู้นิรภัย แล้วฝากในวันทำการถัดไป")
    return bank_closed(act.acted_on, act.law.office.special_days, act.law.basis("deposit.same_day").label, remedy)


def deposited_later(fund_day: Any, act: Act) -> Refusal | None:
    """What was not banked on its day goes through the safe, with why, and from there to the bank (D6)."""
    limit = deadline(fund_day.day, act.law.value("deposit.same_day_working_days"), act.law.office.special_days)
    if act.acted_on <= limit:
        return None
    facts = {"day": short_date(limit)}
    sentence = _("เลยวันที่ %(day)s ซึ่งต้องนำฝากแล้ว") % facts
    remedy = _("ส่งให้กรรมการเก็บรักษาเงินพร้อมเหตุที่ฝากไม่ทัน แล้วนำฝากจากตู้นิรภัย หรือถ้าฝากแล้วในวันนั้น ให้ลงวันที่ทำ %(day)s") % facts
    basis = act.law.basis("deposit.same_day").label
    return Refusal("NOT_SAME_DAY", sentence, basis, remedy, field="acted_on")


def deposited_late(acted_on: date, due: date, reason: str, law: LawOn) -> Refusal | None:
    """After the next day on which it could be banked, the reason is written down."""
    if acted_on <= due or reason.strip():
        return None
    sentence = _("เงินที่เก็บรักษาต้องนำฝากภายในวันที่ %(due)s") % {"due": short_date(due)}
    return Refusal("DEPOSITED_LATE", sentence, law.basis("deposit.same_day").label, _("บอกเหตุที่ล่าช้า"), field="late_deposit_reason")


def carriers_too_few(count: int, law: LawOn) -> Refusal | None:
    least = law.value("deposit.carriers_min").value
    if count >= least:
        return None
    sentence = _("กรรมการรับส่งเงินต้องมีอย่างน้อย %(least)s คน มีอยู่ %(count)s คน") % {"least": least, "count": count}
    return Refusal("CARRIERS_TOO_FEW", sentence, law.basis("deposit.carriers").label, _("เพิ่มผู้รับส่งเงิน"), field="carriers")


def slip_missing(count: int, law: LawOn) -> Refusal | None:
    """The stamped slip is attached before anybody says that the money is in the bank, and after the safe gave it out (D8)."""
    if count:
        return None
    sentence = _("ยังไม่ได้แนบใบนำฝากที่ธนาคารประทับตราของการนำฝากครั้งนี้")
    return Refusal("NO_PAY_IN_SLIP", sentence, law.basis("deposit.evidence").label, _("แนบใบนำฝากก่อน"), mended_by="attach")


def no_slip_yet(fund_day: Any, act: Act) -> Refusal | None:
    """Told before the deposit is typed."""
    return slip_missing(fund_day.stamped_slips().count(), act.law)


def slip_used(number: str, account: Any, day: str, law: LawOn) -> Refusal:
    """A pay-in slip is the evidence of one deposit (D8)."""
    facts = {"number": number, "account": account, "day": day}
    sentence = _("ใบนำฝากเลขที่ %(number)s ของบัญชี %(account)s ใช้เป็นหลักฐานของ%(day)s แล้ว") % facts
    return Refusal("SLIP_USED", sentence, law.basis("deposit.evidence").label, _("ใส่เลขที่ใบนำฝากของการนำฝากครั้งนี้"), field="deposits")


def slip_file_used(day: str, law: LawOn) -> Refusal:
    """Nor does one stamped paper prove two deposits (D8). `day` is the other day that it is attached to."""
    sentence = _("ไฟล์ใบนำฝากที่แนบไว้เป็นหลักฐานของ%(day)s") % {"day": day}
    return Refusal("SLIP_USED", sentence, law.basis("deposit.evidence").label, _("แนบใบนำฝากของการนำฝากครั้งนี้"))
