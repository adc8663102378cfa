"""What must hold of an acceptance, from its opening to what follows the decision."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from committees.models import AcceptanceKind, Method, Place
from workflows.act import LawOn
from workflows.dates import short_date
from workflows.refusal import Refusal
from workflows.thai import baht, plain

Row = Mapping[str, Any]
PERCENT = 100


# The opening


def dates_of_delivery(days: Sequence[tuple[str, date]], law: LawOn) -> Refusal | None:
    """Order, the vendor's receipt, delivery, stamp, and this act, in this order; equal days are in order."""
    for (earlier, before), (later, after) in pairwise(days):
        if after < before:
            facts = {"later": later, "after": short_date(after), "earlier": earlier, "before": short_date(before)}
            sentence = _("%(later)s %(after)s ก่อน%(earlier)s %(before)s") % facts
            basis = law.basis("acceptance.receive_delivery").label
            return Refusal("DATES_OUT_OF_ORDER", sentence, basis, _("ตรวจวันที่ในใบสั่งกับใบส่งของ"), field="delivered_on")
    return None


def appointed_after_delivery(members: Iterable[Row], delivered_on: date, law: LawOn) -> Refusal | None:
    """Whoever inspects was appointed before there was anything to inspect."""
    late = [row["ordered_on"] for row in members if row["ordered_on"] > delivered_on]
    if not late:
        return None
    days = {"order": short_date(max(late)), "delivery": short_date(delivered_on)}
    sentence = _("คำสั่งแต่งตั้งลงวันที่ %(order)s หลังวันส่งมอบ %(delivery)s") % days
    return Refusal(
        "ORDER_AFTER_DELIVERY", sentence, law.basis("procurement.committee").label, _("ตรวจวันที่ของคำสั่งแต่งตั้ง"), field="members"
    )


def wrong_supervisor(kind: str, supervisor: Any, members: Iterable[Row], law: LawOn) -> Refusal | None:
    """Works have ผู้ควบคุมงาน, who is no member of the body; nothing else has one (ข้อ 177)."""
    basis = law.basis("works.appoint_supervisor").label
    if (supervisor is not None) != (kind == AcceptanceKind.WORKS):
        sentence = _("งานก่อสร้างต้องมีผู้ควบคุมงาน") if supervisor is None else _("ผู้ควบคุมงานมีเฉพาะงานก่อสร้าง")
        return Refusal("SUPERVISOR", sentence, basis, _("ตรวจคำสั่งแต่งตั้ง"), field="supervisor")
    if supervisor is not None and supervisor in [row["person"] for row in members]:
        return Refusal("SUPERVISOR", _("ผู้ควบคุมงานเป็นผู้ตรวจรับงานของตนไม่ได้"), basis, _("เสนอผู้อื่น"), field="supervisor")
    return None


def wrong_kind(kind: str, kinds: Collection[str]) -> Refusal | None:
    """Goods and services go by ข้อ 175, works by ข้อ 176."""
    if kind in kinds:
        return None
    return Refusal("WRONG_KIND", _("ประเภทนี้ตรวจรับด้วยกระบวนงานอื่น"), "", _("เปิดการตรวจรับให้ตรงประเภท"), field="kind")


def delivered_too_many(lines: Iterable[Row], law: LawOn) -> Iterable[Refusal]:
    """Of no line comes more than the order still wants; each line is named once."""
    basis, seen = law.basis("acceptance.receive_delivery").label, set()
    for line in lines:
        left = line["ordered_quantity"] - line["accepted_before_quantity"]
        if line["position"] in seen:
            yield Refusal(
                "LINES_DIFFER", _("ลำดับที่ %(position)s ซ้ำ") % {"position": line["position"]}, basis, _("ลงลำดับละครั้ง"), field="lines"
            )
        seen.add(line["position"])
        if line["delivered_quantity"] > left:
            facts = {
                "item": line["item"],
                "left": plain(left),
                "came": plain(line["delivered_quantity"]),
                "unit": line["unit_name"],
            }
            sentence = _("%(item)s รับได้อีก %(left)s %(unit)s แต่ส่งมา %(came)s %(unit)s") % facts
            yield Refusal("DELIVERED_MORE_THAN_ORDERED", sentence, basis, _("รับไม่เกิน %(left)s %(unit)s") % facts, field="lines")


# The findings


def inspected_out_of_order(
    inspected_on: date, delivered_on: date, acknowledged_on: date | None, acted_on: date, law: LawOn
) -> Refusal | None:
    """Inspected when it was there, and for works when the chair knew of it; recorded on that day or later."""
    earliest = max(delivered_on, acknowledged_on or delivered_on)
    if earliest <= inspected_on <= acted_on:
        return None
    sentence = _("วันที่ตรวจต้องตั้งแต่ %(earliest)s ถึง %(latest)s") % {"earliest": short_date(earliest), "latest": short_date(acted_on)}
    return Refusal(
        "DATES_OUT_OF_ORDER", sentence, law.basis("acceptance.receive_delivery").label, _("แก้วันที่ตรวจ"), field="inspected_on"
    )


def place_unapproved(place: str, name: str, approval: str, law: LawOn) -> Refusal | None:
    """Elsewhere than at the user's or the agreed place only with the head's approval beforehand."""
    if place == Place.AGREED or (name.strip() and approval.strip()):
        return None
    basis = law.basis("acceptance.place")
    remedy = _("ระบุสถานที่และเลขที่หนังสือเห็นชอบ หรือตรวจในสถานที่ที่ตกลงไว้")
    return Refusal("PLACE_UNAPPROVED", basis.sentence, basis.label, remedy, field="place_approval")


def method_unsaid(method: str, note: str, law: LawOn) -> Refusal | None:
    """A sample tells how it was drawn, a test who made it and what came out."""
    if method == Method.COUNTED or note.strip():
        return None
    basis = law.basis("acceptance.check")
    return Refusal("METHOD_UNSAID", basis.sentence, basis.label, _("ระบุวิธีสุ่ม หรือผู้ชำนาญและผลทดลอง"), field="method_note")


def findings_refused(lines: Sequence[Row], found: Sequence[Row], law: LawOn, *, is_works: bool) -> Iterable[Refusal]:
    """Each delivered line once; never more right than came; what is not accepted has its reason. Lines are typed rows."""
    named = {line["position"]: line for line in lines}
    positions = [row["position"] for row in found]
    if sorted(positions) != sorted(named):
        yield Refusal(
            "LINES_DIFFER",
            _("ผลการตรวจต้องครบทุกรายการ รายการละครั้ง"),
            law.basis("acceptance.check").label,
            _("ลงผลให้ครบทุกลำดับ"),
            field="lines",
        )
        return
    for row in found:
        yield from line_refused(named[row["position"]], row, law, is_works=is_works)


def line_refused(line: Row, row: Row, law: LawOn, *, is_works: bool) -> Iterable[Refusal]:
    """One line of the findings."""
    came, right, incomplete = line["delivered_quantity"], row["accepted_quantity"], row["incomplete_quantity"] or Decimal(0)
    facts = {
        "item": line["item"],
        "came": plain(came),
        "right": plain(right),
        "unit": line["unit_name"],
        "most": plain(max(came - incomplete, Decimal(0))),
    }
    if right > came:
        sentence = _("%(item)s ส่งมา %(came)s %(unit)s รับ %(right)s %(unit)s ไม่ได้") % facts
        yield Refusal(
            "ACCEPTED_MORE_THAN_DELIVERED",
            sentence,
            law.basis("acceptance.accept_part").label,
            _("รับไม่เกิน %(came)s %(unit)s") % facts,
            field="lines",
        )
    elif right + incomplete > came:
        sentence = _("%(item)s ชุดที่ขาดส่วนประกอบจนใช้ไม่ได้ ถือว่ายังไม่ส่งมอบ") % facts
        yield Refusal(
            "INCOMPLETE_SET",
            sentence,
            law.basis("acceptance.incomplete_set").label,
            _("รับไม่เกิน %(most)s %(unit)s") % facts,
            field="lines",
        )
    if right < came and not row["finding"].strip():
        sentence = _("%(item)s รับไม่ครบที่ส่งมา ต้องบอกเหตุ") % facts
        yield Refusal("FINDING_UNSAID", sentence, law.basis("acceptance.accept_part").label, _("เขียนเหตุที่ไม่รับ"), field="lines")
    if is_works and (part := part_of_works(right, came, law)):
        yield part


def part_of_works(right: Decimal, came: Decimal, law: LawOn) -> Refusal | None:
    """What was delivered of works is accepted whole or not at all, by the members and by the head alike."""
    if not 0 < right < came:
        return None
    sentence = _("งานของงวดรับทั้งหมดหรือไม่รับ ไม่แบ่งรับ")
    return Refusal("PART_OF_WORKS", sentence, law.basis("works.accept").label, _("รับทั้งงวด หรือไม่รับจนกว่าจะถูกต้อง"), field="lines")


def attendance_refused(
    seated: Collection[str], chair: Collection[str], absent: Collection[str], law: LawOn, *, may_lack: bool
) -> Iterable[Refusal]:
    """Who may be missing (M4): nobody, or where the office says so, fewer than would break the quorum, and never the chair."""
    if not absent:
        return
    basis = law.basis("committee.quorum").label
    if not may_lack:
        sentence = _("หน่วยงานนี้ให้ผู้ตรวจรับทุกคนลงความเห็น ผู้ที่ไม่มาต้องมีผู้แทนตามคำสั่ง")
        yield Refusal("ALL_MUST_ATTEND", sentence, basis, _("ขอให้นายกแต่งตั้งผู้ตรวจรับแทน"), field="absent")
        return
    if set(absent) & set(chair):
        yield Refusal("CHAIR_ABSENT", _("ประธานไม่มา ตรวจรับไม่ได้"), basis, _("ขอให้นายกแต่งตั้งประธานแทน"), field="absent")
    least = law.value("committee.quorum_percent_min")
    if (len(seated) - len(set(absent))) * PERCENT < least.value * len(seated):
        facts = {"came": len(seated) - len(set(absent)), "all": len(seated)}
        sentence = _("กรรมการมา %(came)s จาก %(all)s คน ไม่ครบองค์ประชุม") % facts
        yield Refusal("NO_QUORUM", sentence, least.label, _("รอให้ครบองค์ประชุม หรือขอเปลี่ยนกรรมการ"), field="absent")


def accepted_over_instalment(accepted_baht: Decimal, left_baht: Decimal, law: LawOn) -> Refusal | None:
    """Over all deliveries of an instalment, never more is accepted than it costs."""
    if accepted_baht <= left_baht:
        return None
    facts = {"accepted": baht(accepted_baht), "left": baht(max(left_baht, Decimal()))}
    sentence = _("งวดนี้รับได้อีก %(left)s บาท แต่ผลการตรวจเป็นเงิน %(accepted)s บาท") % facts
    return Refusal(
        "ACCEPTED_MORE_THAN_ORDERED",
        sentence,
        law.basis("acceptance.accept").label,
        _("รับไม่เกิน %(left)s บาท") % facts,
        field="lines",
    )


# The opinions


def dissent_unsaid(accepts: bool, reason: str, law: LawOn) -> Refusal | None:
    """A dissent is written with its reason."""
    if accepts or reason.strip():
        return None
    basis = law.basis("acceptance.dissent")
    return Refusal("DISSENT_UNSAID", basis.sentence, basis.label, _("เขียนเหตุผลของความเห็นแย้ง"), field="reason")


def lone_dissent(accepts: bool, attending: int, law: LawOn) -> Refusal | None:
    """Whoever inspects alone agrees with himself: he records other findings instead."""
    if accepts or attending > 1:
        return None
    sentence = _("ผู้ตรวจรับคนเดียวไม่มีผู้อื่นให้เห็นแย้ง")
    return Refusal("LONE_DISSENT", sentence, law.basis("acceptance.dissent").label, _("แก้ผลการตรวจให้ตรงกับความเห็น"), field="opinion")


def dispute_refused(accepts: bool, disputed: Sequence[Row], accepted: Mapping[int, Decimal], law: LawOn) -> Refusal | None:
    """Only a dissent disputes, each line once, and never more than the findings accept. `accepted` is position → quantity."""
    basis, positions = law.basis("acceptance.dissent").label, [row["position"] for row in disputed]
    if accepts and disputed:
        return Refusal("NOTHING_TO_DISPUTE", _("ผู้เห็นชอบไม่มีส่วนที่โต้แย้ง"), basis, _("เลือกความเห็นแย้ง หรือลบส่วนที่โต้แย้ง"), field="disputed")
    for row in disputed:
        most = accepted.get(row["position"], Decimal(0))
        if positions.count(row["position"]) > 1 or row["quantity"] > most:
            facts = {"position": row["position"], "most": plain(most)}
            sentence = _("ลำดับที่ %(position)s โต้แย้งได้ไม่เกิน %(most)s") % facts
            return Refusal("DISPUTED_TOO_MANY", sentence, basis, _("ลงลำดับละครั้ง ไม่เกิน %(most)s") % facts, field="disputed")
    return None


# The ruling and what follows


def nothing_to_accept(something: bool, law: LawOn) -> Refusal | None:
    """An order to accept needs something that was found right, or that nobody disputes."""
    if something:
        return None
    sentence = _("ไม่มีส่วนที่สั่งให้รับได้")
    return Refusal("NOTHING_TO_ACCEPT", sentence, law.basis("acceptance.ruling_on_dissent").label, _("สั่งไม่รับ หรือสั่งให้ตรวจใหม่"))


def too_few_copies(copies: int, key: str, law: LawOn) -> Refusal | None:
    """One for the vendor, one for the payment."""
    least = law.value(key)
    if copies >= least.value:
        return None
    sentence = _("ทำอย่างน้อย %(least)s ฉบับ") % {"least": least.value}
    return Refusal("TOO_FEW_COPIES", sentence, least.label, _("ทำเพิ่มให้ครบ %(least)s ฉบับ") % {"least": least.value}, field="copies")


def outside(day: date, earliest: date, latest: date, field: str) -> Refusal | None:
    """A day of paper lies between what it rests on and today."""
    if earliest <= day <= latest:
        return None
    sentence = _("วันที่ต้องตั้งแต่ %(earliest)s ถึง %(latest)s") % {"earliest": short_date(earliest), "latest": short_date(latest)}
    return Refusal("DATES_OUT_OF_ORDER", sentence, "", _("แก้วันที่"), field=field)
