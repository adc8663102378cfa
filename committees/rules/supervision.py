"""What must hold of the reports of ผู้ควบคุมงาน before anything is delivered (ข้อ 178, W1): pure functions over values in hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.dates import short_date
from workflows.law import practice
from workflows.refusal import Refusal

Row = Mapping[str, Any]
REPORT, LOG, APPOINTMENT = "works.supervisor_report", "works.daily_log", "works.appoint_supervisor"
INTEREST = "procurement.conflict_of_interest"
PHOTOGRAPHS = practice("ผู้ตรวจรับและผู้ตรวจสอบดูภาพถ่ายผลงานประกอบรายงานของผู้ควบคุมงาน")
LOG_DAYS, LOG_COPIES = "works.log_report_calendar_days", "works.daily_log_copies_min"


def unreported(days: Iterable[Row]) -> list[Row]:
    """The days of which he still has to report, in their order."""
    return [row for row in days if row["reported_on"] is None]


def of_instalment(days: Iterable[Row], instalment: int | None) -> Row | None:
    """The day of an instalment; of none, that fixed to start."""
    return next((row for row in days if row["instalment"] == instalment), None)


def begun_out_of_order(begun_on: date | None, starts_on: date, received_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """Work begins once the contractor has the order, and is reported when it has; that it has not, from the fixed day on."""
    basis = law.basis(REPORT).label
    if begun_on is None:
        if acted_on >= starts_on:
            return None
        sentence = _("วันกำหนดเริ่มงานคือ %(day)s ยังรายงานว่าไม่เริ่มไม่ได้") % {"day": short_date(starts_on)}
        return Refusal("NOT_DUE_YET", sentence, basis, _("รายงานตั้งแต่วันกำหนดเริ่มงาน หรือใส่วันที่เริ่มงานจริง"), field="begun_on")
    if received_on <= begun_on <= acted_on:
        return None
    days = {"first": short_date(received_on), "last": short_date(acted_on)}
    sentence = _("วันที่เริ่มงานจริงต้องตั้งแต่ผู้รับจ้างรับใบสั่ง %(first)s ถึงวันที่รายงาน %(last)s") % days
    return Refusal("DATES_OUT_OF_ORDER", sentence, basis, _("แก้วันที่เริ่มงานจริง"), field="begun_on")


def reported_too_early(due_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """Of the day on which an instalment is due nothing is known before it; what comes earlier is reported with its delivery."""
    if acted_on >= due_on:
        return None
    sentence = _("งวดนี้ครบกำหนด %(day)s ยังไม่ถึงวันที่ต้องรายงาน") % {"day": short_date(due_on)}
    remedy = _("รายงานตั้งแต่วันครบกำหนด ถ้าผู้รับจ้างส่งงานก่อน ให้รายงานผลงานที่ส่งมอบ")
    return Refusal("NOT_DUE_YET", sentence, law.basis(REPORT).label, remedy, field="acted_on")


def log_refused(
    logs: Sequence[Row], from_on: date, until_on: date, copies: int, since: date, acted_on: date, law: LawOn
) -> Iterable[Refusal]:
    """A week follows the one before it, is no longer than a week, is over, and has its copies. `since` is when the order bound."""
    basis, longest, least = law.basis(LOG), law.value(LOG_DAYS), law.value(LOG_COPIES)
    earliest = date.fromisoformat(logs[-1]["until_on"]) + timedelta(days=1) if logs else since
    if not earliest <= from_on <= until_on <= acted_on:
        days = {"first": short_date(earliest), "last": short_date(acted_on)}
        sentence = _("ช่วงของบันทึกต้องเรียงวันกัน ตั้งแต่ %(first)s ถึงไม่เกิน %(last)s") % days
        yield Refusal("DATES_OUT_OF_ORDER", sentence, basis.label, _("ต่อจากช่วงที่รายงานแล้ว ไม่ซ้ำวันกัน"), field="from_on")
    elif (until_on - from_on).days >= longest.value:
        sentence = _("รายงานครั้งหนึ่งครอบคลุมไม่เกิน %(days)s วัน") % {"days": longest.value}
        yield Refusal("LOG_TOO_LONG", sentence, longest.label, _("แบ่งรายงานเป็นรายสัปดาห์"), field="until_on")
    if copies < least.value:
        sentence = _("ทำอย่างน้อย %(least)s ฉบับ") % {"least": least.value}
        yield Refusal(
            "TOO_FEW_COPIES", sentence, least.label, _("ทำเพิ่มให้ครบ %(least)s ฉบับ") % {"least": least.value}, field="copies"
        )


def week_due(logged: date | None, since: date, today: date, law: LawOn) -> dict[str, date]:
    """The days that the next log covers: from the day after the last, or from the beginning, a week or until today; nothing where none is due."""
    first = logged + timedelta(days=1) if logged else since
    if first > today:
        return {}
    return {"from_on": first, "until_on": min(first + timedelta(days=law.value(LOG_DAYS).value - 1), today)}


def log_behind(logs: Sequence[Row], since: date, today: date, law: LawOn) -> Refusal | None:
    """A week and more of which no log was reported: told, and nothing waits for it."""
    longest = law.value(LOG_DAYS)
    last = date.fromisoformat(logs[-1]["until_on"]) if logs else since - timedelta(days=1)
    if (today - last).days <= longest.value:
        return None
    sentence = _("บันทึกประจำวันยังไม่ได้รายงานตั้งแต่ %(day)s") % {"day": short_date(last + timedelta(days=1))}
    return Refusal(
        "LOG_BEHIND", sentence, longest.label, _("ส่งรายงานประจำสัปดาห์ให้คณะกรรมการ"), mended_by="report_week", only_told=True
    )


def log_missing(starts_on: date | None, logs: Sequence[Row], law: LawOn) -> Refusal | None:
    """Works that somebody supervises are not delivered before a daily log of theirs was reported; of works before that `starts_on` is None."""
    if starts_on is None or logs:
        return None
    sentence = _("คณะกรรมการยังไม่ได้รับบันทึกประจำวันของงานนี้เลย จึงรายงานผลงานที่ส่งมอบไม่ได้")
    remedy = _("ทำขั้นตอน “รายงานบันทึกประจำวันของสัปดาห์” ที่การควบคุมงานของเรื่องนี้ก่อน")
    return Refusal("LOG_MISSING", sentence, law.basis(LOG).label, remedy)


def log_lacks_weeks(starts_on: date | None, logs: Sequence[Row], delivered_on: date, law: LawOn) -> Refusal | None:
    """A week and more before the delivery of which the committee has no log: told, and each judges what it means for the work."""
    behind = log_behind(logs, starts_on, delivered_on, law) if starts_on is not None and logs else None
    remedy = _("ขอบันทึกที่ขาดจากผู้ควบคุมงาน แล้วเทียบกับผลงานก่อนลงความเห็น")
    return replace(behind, remedy=remedy, mended_by="") if behind is not None else None


def photograph_missing(attachments: Iterable[Row]) -> Refusal | None:
    """Told: a picture may also stand inside the report."""
    if any(row["media_type"].startswith("image/") for row in attachments):
        return None
    sentence = _("ยังไม่มีไฟล์ภาพถ่ายผลงานแนบไว้กับการส่งมอบนี้")
    remedy = _("ดูว่าภาพถ่ายอยู่ในรายงานของผู้ควบคุมงานแล้ว หรือขอให้แนบภาพ")
    return Refusal("PHOTOGRAPH_MISSING", sentence, PHOTOGRAPHS.label, remedy, only_told=True)


def cannot_supervise(person: str, present: str, inspectors: Collection[str], law: LawOn) -> Refusal | None:
    """Another than who supervises now, and none of those who inspect. People are hexadecimal ids."""
    if person != present and person not in inspectors:
        return None
    sentence = _("ผู้นี้เป็นผู้ตรวจรับ หรือเป็นผู้ควบคุมงานอยู่แล้ว")
    return Refusal("SUPERVISOR", sentence, law.basis(APPOINTMENT).label, _("แต่งตั้งผู้อื่น"), field="supervisor")


def supervises_own(is_behind_vendor: bool, law: LawOn) -> Refusal | None:
    """Whoever stands behind the contractor in the register would report of his own works (มาตรา 13)."""
    if not is_behind_vendor:
        return None
    sentence = _("ทะเบียนคู่ค้าระบุว่าผู้รับจ้างรายนี้คือผู้นี้ หรือเป็นของผู้นี้ จึงเป็นผู้ควบคุมงานไม่ได้")
    return Refusal("SUPERVISES_OWN", sentence, law.basis(INTEREST).label, _("แต่งตั้งผู้อื่น"), field="supervisor")


def supervised_as_one(law: LawOn) -> Refusal:
    """One order names who supervises the works of a whole order."""
    sentence = _("งานนี้มีการควบคุมงานของทั้งใบสั่ง เปลี่ยนผู้ควบคุมงานเฉพาะการส่งมอบครั้งนี้ไม่ได้")
    remedy = _("เปลี่ยนผู้ควบคุมงานที่การควบคุมงานจ้างก่อสร้างของเรื่องนี้ ผู้ควบคุมงานของครั้งนี้เปลี่ยนตามเอง")
    return Refusal("SUPERVISED_AS_ONE", sentence, law.basis(APPOINTMENT).label, remedy)


def start_unreported(days: Iterable[Row], law: LawOn) -> Refusal | None:
    """Work is delivered whose beginning nobody has reported: told to whoever takes note of the delivery."""
    start = of_instalment(days, None)
    if start is None or start["reported_on"] is not None:
        return None
    sentence = _("ผู้ควบคุมงานยังไม่ได้รายงานวันเริ่มงานต่อคณะกรรมการ")
    remedy = _("ขอให้ผู้ควบคุมงานรายงานที่การควบคุมงานของเรื่องนี้")
    return Refusal("START_UNREPORTED", sentence, law.basis(REPORT).label, remedy, only_told=True)
