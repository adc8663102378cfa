"""When a day's money may not go on (D1–D5, C2–C9, N19): one rule, one function, decided from values already in hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from workflows.act import Act, LawOn
from workflows.calendar import is_working_day
from workflows.dates import short_date
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

D5_WAIVERS = frozenset({("fund_day.compare", "remittance.record"), ("fund_day.compare", "remittance.remit")})


def day_not_come(day: date, acted_on: date, law: LawOn) -> Refusal | None:
    if day <= acted_on:
        return None
    sentence = _("วันที่ %(day)s ยังมาไม่ถึง") % {"day": short_date(day)}
    return Refusal("FUTURE_DATE", sentence, law.basis("receipt.cash_book").label, _("ใส่วันที่ไม่เกินวันนี้"), field="day")


def day_opened(day: date, last_day: date | None, law: LawOn) -> Refusal | None:
    """One report for a day, and the days one after another (C6)."""
    if last_day is None or day > last_day:
        return None
    sentence = _("เปิดเงินประจำวันถึงวันที่ %(day)s แล้ว") % {"day": short_date(last_day)}
    return Refusal(
        "DAY_OPENED", sentence, law.basis("daily_report.draw_up").label, _("ทำต่อในวันที่เปิดไว้ หรือเปิดวันถัดไป"), Kind.CONFLICT, "day"
    )


def day_before_unreported(last_day: date, place: str, holder: str, case: str, law: LawOn) -> Refusal:
    """What is brought forward is what the report before left. `place` is where that day stands, `holder` whom it waits for."""
    facts = {"day": short_date(last_day), "place": place, "holder": holder}
    sentence = _("วันที่ %(day)s ยังไม่ได้จัดทำรายงานสถานะการเงินประจำวัน อยู่ที่ “%(place)s” รอ %(holder)s") % facts
    basis, remedy = law.basis("daily_report.draw_up").label, _("จัดทำรายงานของวันนั้นให้เสร็จก่อน")
    return Refusal("DAY_BEFORE_UNREPORTED", sentence, basis, remedy, case=case)


def day_before_uncounted(day: date | None, law: LawOn) -> Refusal | None:
    """One shortage is found by one count and ordered on once; in two open counts of one safe it would leave the books twice (C8)."""
    if day is None:
        return None
    sentence = _("เงินของวันที่ %(day)s ยังตรวจนับไม่เสร็จ หรือนายกยังไม่สั่งการเรื่องผลต่าง") % {"day": short_date(day)}
    remedy = _("ให้กรรมการลงชื่อผลการตรวจนับของวันนั้นให้ครบ และถ้ามีผลต่างให้นายกสั่งการก่อน")
    return Refusal("DAY_BEFORE_UNCOUNTED", sentence, law.basis("daily_report.difference").label, remedy)


def day_passed_over(moved_on: date | None, law: LawOn) -> Refusal | None:
    """Only a day without movement may be skipped (C6)."""
    if moved_on is None:
        return None
    sentence = _("วันที่ %(day)s มีการรับหรือจ่ายเงิน จึงข้ามไม่ได้") % {"day": short_date(moved_on)}
    return Refusal("DAY_PASSED_OVER", sentence, law.basis("daily_report.draw_up").label, _("เปิดเงินประจำวันของวันนั้นก่อน"), field="day")


def outstanding(slips: Iterable[str], reason: str, law: LawOn) -> Refusal | None:
    """Every slip of the day, in full: whatever collected money stays behind is named, and why (D2)."""
    left = ", ".join(slips)
    if not left or reason.strip():
        return None
    sentence = _("ยังมีเงินที่เก็บแล้วแต่ยังไม่ได้รับจากผู้เก็บเงิน: %(slips)s") % {"slips": left}
    return Refusal(
        "REMITTANCE_OUTSTANDING",
        sentence,
        law.basis("remittance.slip").label,
        _("รับใบนำส่งเงินให้ครบก่อน หรือบอกเหตุที่ยังไม่นำส่ง"),
        field="late_reason",
    )


def other_safe(others: Iterable[str], account: str, law: LawOn) -> Refusal | None:
    """One safe, one count."""
    left = ", ".join(others)
    if not left:
        return None
    sentence = _("เงินของใบนำส่ง %(slips)s ไม่ได้เก็บไว้ที่ %(account)s") % {"slips": left, "account": account}
    return Refusal("OTHER_SAFE", sentence, law.basis("custody.into_safe").label, _("เปิดเงินประจำวันด้วยบัญชีเงินสดเดียวกับที่รับเงิน"))


def nothing_received(count: int, law: LawOn) -> Refusal | None:
    if count:
        return None
    return Refusal(
        "NOTHING_RECEIVED", _("วันนี้ไม่มีใบนำส่งเงินหรือใบเสร็จที่ต้องสรุป"), law.basis("remittance.summary").label, _("บันทึกว่าวันนี้ไม่มีการรับเงิน"),
        Kind.CONFLICT,
    )  # fmt: skip


def something_received(count: int, law: LawOn) -> Refusal | None:
    if not count:
        return None
    sentence = _("วันนี้มีใบนำส่งเงินหรือใบเสร็จ %(count)s รายการ") % {"count": count}
    return Refusal(
        "RECEIPTS_OF_THE_DAY", sentence, law.basis("remittance.summary").label, _("จัดทำใบสำคัญสรุปใบนำส่งเงิน"), Kind.CONFLICT
    )


def booked_late(booked: Iterable[tuple[date, date]], reason: str, law: LawOn) -> Refusal | None:
    """The cash book is written on the day itself; whoever is late says why (D1). Pairs are (received, written into the books)."""
    late = [received for received, written in booked if written > received]
    if not late or reason.strip():
        return None
    sentence = _("เงินที่รับวันที่ %(day)s ต้องลงบัญชีในวันนั้น") % {"day": short_date(min(late))}
    return Refusal("BOOKED_LATE", sentence, law.basis("receipt.cash_book").label, _("บอกเหตุที่ล่าช้า"), field="late_reason")


def summary_stale(new: int, law: LawOn) -> Refusal | None:
    """What came in since the summary was prepared belongs to it (D3, N19)."""
    if not new:
        return None
    sentence = _("มีใบนำส่งเงินหรือใบเสร็จของวันเพิ่มขึ้น %(new)s รายการหลังจัดทำใบสำคัญสรุป") % {"new": new}
    return Refusal("SUMMARY_STALE", sentence, law.basis("remittance.summary").label, _("ส่งคืนให้จัดทำใหม่"), Kind.CONFLICT)


def slip_reported(number: str, day: date, law: LawOn) -> Refusal:
    """Booked out of the next report, money that nobody paid would stand there as paid (C6). `day` is that of the report which has it."""
    sentence = _("เงินของใบนำส่งเงิน %(number)s อยู่ในรายงานสถานะการเงินของวันที่ %(day)s แล้ว") % {"number": number, "day": short_date(day)}
    remedy = _("ให้ใบนี้เข้าใบสำคัญสรุปตามที่รับไว้ และเขียนสิ่งที่ผิดไว้ในเหตุที่ลงบัญชีหลังวันรับเงิน")
    return Refusal("SLIP_REPORTED", sentence, law.basis("daily_report.draw_up").label, remedy, Kind.CONFLICT, "remittance")


def checker_collected(document: Any, act: Act) -> Refusal | None:
    """Whoever collected, remitted or wrote a receipt of the day is not its checker (D5), unless นายก waived it in writing."""
    if act.person is None or D5_WAIVERS & act.evidence.waivers:
        return None
    hands = {row["collector_id"] for row in act.evidence.rows.get("lines", ())}
    hands |= {issuer for row in act.evidence.rows.get("lines", ()) for issuer in row["issuers"]}
    hands |= {row["issuer_id"] for row in act.evidence.rows.get("non_cash", ())}
    return checker_took_money(act) if act.person.pk.hex in hands else None


def checker_keeps_back(collectors: Collection[Any], act: Act) -> Refusal | None:
    """A slip that its collector has not handed over stands in no summary, and yet its collector checks nothing of the day (D5)."""
    if act.person is None or act.person.pk not in collectors or D5_WAIVERS & act.evidence.waivers:
        return None
    return checker_took_money(act)


def checker_took_money(act: Act) -> Refusal:
    basis = act.law.basis("separation.collector_and_checker").label
    remedy = _("ให้ผู้อื่นที่ได้รับแต่งตั้งตรวจ หรือขอนายกผ่อนผันเป็นหนังสือ")
    return Refusal("CHECKER_COLLECTED", _("คุณเก็บเงินหรือออกใบเสร็จของวันนี้ จึงเป็นผู้ตรวจสอบไม่ได้"), basis, remedy, Kind.GATE)


def total_differs(total_baht: Decimal, receipts_baht: Decimal, law: LawOn) -> Refusal | None:
    if total_baht == receipts_baht:
        return None
    sentence = _("ยอดรวมใบเสร็จของวันคือ %(receipts)s บาท ต่างจากที่ตรวจ %(total)s บาท") % {
        "receipts": baht(receipts_baht), "total": baht(total_baht),
    }  # fmt: skip
    return Refusal(
        "TOTAL_DIFFERS", sentence, law.basis("remittance.daily_check").label, _("ตรวจยอดอีกครั้ง หรือส่งคืน"), field="total_baht"
    )


def same_keyholders(before: Collection[str], now: Collection[str], law: LawOn) -> Refusal | None:
    if set(before) != set(now):
        return None
    sentence = _("ไม่มีคำสั่งเปลี่ยนกรรมการเก็บรักษาเงินในวันนี้")
    return Refusal("SAME_KEYHOLDERS", sentence, law.basis("custody.substitute").label, _("เสนอนายกแต่งตั้งผู้แทนชั่วคราวในทะเบียนก่อน"))


def denomination_twice(kinds: Sequence[str], law: LawOn) -> Refusal | None:
    if len(set(kinds)) == len(kinds):
        return None
    return Refusal(
        "DENOMINATION_TWICE", _("มีชนิดธนบัตรหรือเหรียญซ้ำกัน"), law.basis("custody.into_safe").label, _("รวมเป็นแถวเดียว"), field="counts"
    )


def cheques_unnumbered(amount_baht: Decimal, count: int, law: LawOn) -> Refusal | None:
    """The report names how many cheques lie in the safe, and what they are worth."""
    if bool(amount_baht) == bool(count):
        return None
    sentence = _("เช็คและตราสารต้องบอกทั้งจำนวนเงินและจำนวนฉบับ")
    remedy = _("นับเช็คและตราสาร แล้วใส่จำนวนฉบับและยอดรวม")
    return Refusal("CHEQUES_UNNUMBERED", sentence, law.basis("custody.into_safe").label, remedy, field="instruments_count")


def cash_difference_unsaid(
    counted_baht: Decimal, books_baht: Decimal, earlier_baht: Decimal, note: str, law: LawOn
) -> Refusal | None:
    """A count that differs from the books is recorded as it is, and said to be (C8); money of earlier days is counted with it."""
    if counted_baht == books_baht or note.strip():
        return None
    facts = {"counted": baht(counted_baht), "books": baht(books_baht), "earlier": baht(earlier_baht)}
    sentence = _("นับเงินสดได้ %(counted)s บาท แต่รายงานแสดง %(books)s บาท") % facts
    if earlier_baht:
        sentence += _(" (ในตู้มีเงินของวันก่อนรวมอยู่ด้วย %(earlier)s บาท)") % facts
    return Refusal(
        "DIFFERENCE_UNSAID", sentence, law.basis("daily_report.difference").label, _("นับอีกครั้ง หรือบันทึกผลต่างไว้"), field="count_note"
    )


def cheque_difference_unsaid(counted_baht: Decimal, books_baht: Decimal, note: str, law: LawOn) -> Refusal | None:
    """Cheques are no cash: too many of the one do not make up for too little of the other (C8)."""
    if counted_baht == books_baht or note.strip():
        return None
    facts = {"counted": baht(counted_baht), "books": baht(books_baht)}
    sentence = _("นับเช็คและตราสารได้ %(counted)s บาท แต่รายงานแสดง %(books)s บาท") % facts
    return Refusal(
        "CHEQUE_DIFFERENCE_UNSAID", sentence, law.basis("daily_report.difference").label, _("นับอีกครั้ง หรือบันทึกผลต่างไว้"),
        field="count_note",
    )  # fmt: skip


def moved_since_report(since_baht: Decimal, law: LawOn) -> Refusal | None:
    """A difference is told against books that hold all that lies in the safe; else a late slip's money would be a surplus, and in the books twice."""
    if not since_baht:
        return None
    sentence = _("หลังจัดทำรายงาน มีเงินของวันเดียวกันลงบัญชีเงินสดอีก %(since)s บาท ซึ่งรายงานนี้ยังไม่มี") % {"since": baht(since_baht)}
    remedy = _("คืนรายงานให้จัดทำใหม่ แล้วตรวจนับ หรือแยกเงินนั้นไว้แล้วนับเฉพาะเงินตามรายงาน")
    return Refusal("MOVED_SINCE_REPORT", sentence, law.basis("daily_report.difference").label, remedy, field="counts")


def released_early(acted_on: date, day: date, special: Mapping[date, bool], law: LawOn) -> Refusal | None:
    """The safe is opened on the next working day, not in the night nor on a holiday (C9)."""
    if acted_on > day and is_working_day(acted_on, special):
        return None
    sentence = _("วันที่ %(day)s ยังไม่ใช่วันทำการถัดไป") % {"day": short_date(acted_on)}
    return Refusal("RELEASED_EARLY", sentence, law.basis("custody.morning_handover").label, _("มอบเงินในวันทำการถัดไป"))


def no_day_to_release(document: Any, act: Act) -> Refusal | None:
    return released_early(act.acted_on, document.day, act.law.office.special_days, act.law)


def handed_differs(handed_baht: Decimal, kept_baht: Decimal, law: LawOn) -> Refusal | None:
    if handed_baht == kept_baht:
        return None
    sentence = _("เงินในตู้ของวันนี้คือ %(kept)s บาท แต่นับรับ %(handed)s บาท") % {"kept": baht(kept_baht), "handed": baht(handed_baht)}
    return Refusal(
        "HANDED_DIFFERS", sentence, law.basis("custody.morning_handover").label, _("นับอีกครั้ง ถ้ายังต่างให้ขอตรวจนับร่วมกันใหม่ ผลต่างจะถึงนายกทันที"),
        field="handed_baht",
    )  # fmt: skip


def passed_already(document: Any, act: Act) -> Refusal | None:
    if document.passed_on is None:
        return None
    return Refusal(
        "PASSED_ALREADY", _("เสนอรายงานนี้แล้ว"), act.law.basis("daily_report.sign").label, _("รอนายกรับทราบ"), Kind.CONFLICT
    )


def not_passed(document: Any, act: Act) -> Refusal | None:
    """Through ปลัด to นายก (C7)."""
    basis = act.law.basis("daily_report.sign").label
    if document.passed_on is None:
        return Refusal("NOT_PASSED", _("ปลัดยังไม่ได้เสนอรายงานนี้"), basis, _("ให้ปลัดเสนอรายงานก่อน"), Kind.CONFLICT)
    if document.acknowledged_on is not None:
        return Refusal("ACKNOWLEDGED_ALREADY", _("รับทราบรายงานนี้แล้ว"), basis, _("ไม่ต้องทำอีก"), Kind.CONFLICT)
    return None


def report_rests_on_it(later: Any, law: LawOn) -> Refusal | None:
    """What is brought forward would change behind a later report's back."""
    if later is None:
        return None
    sentence = _("จัดทำรายงานของวันที่ %(day)s ต่อจากรายงานนี้แล้ว") % {"day": short_date(later)}
    return Refusal("LATER_REPORT", sentence, law.basis("daily_report.draw_up").label, _("บันทึกผลการตรวจนับตามจริง"), Kind.CONFLICT)


def ordered_already(document: Any, act: Act) -> Refusal | None:
    """What นายก ordered rests on the report as it is."""
    if not document.difference_order:
        return None
    basis = act.law.basis("daily_report.difference").label
    return Refusal("ORDERED_ALREADY", _("นายกสั่งการเรื่องผลต่างของรายงานนี้แล้ว"), basis, _("ตรวจนับต่อจากคำสั่ง"), Kind.CONFLICT)
