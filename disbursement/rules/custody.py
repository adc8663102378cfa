"""Who may hold the keys of the safe (C2–C4): one rule, one function. None of it can be waived."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows.act import LawOn
from workflows.refusal import Refusal


def committee_too_small(count: int, law: LawOn) -> Refusal | None:
    least = law.value("custody.members_min").value
    if count >= least:
        return None
    sentence = _("กรรมการเก็บรักษาเงินต้องมีอย่างน้อย %(least)s คน มีอยู่ %(count)s คน") % {"least": least, "count": count}
    return Refusal(
        "TOO_FEW_KEYHOLDERS", sentence, law.basis("custody.committee").label, _("เสนอนายกแต่งตั้งกรรมการเก็บรักษาเงิน"), field="members"
    )


def keys_too_many(count: int, law: LawOn) -> Refusal | None:
    """Each member one key of the set, so there are no more members than keys (C1, C3)."""
    most = law.value("custody.keys_per_set_max").value
    if count <= most:
        return None
    sentence = _("กุญแจสำรับหนึ่งมีไม่เกิน %(most)s ดอก แต่เสนอกรรมการ %(count)s คน") % {"most": most, "count": count}
    return Refusal("TOO_MANY_KEYHOLDERS", sentence, law.basis("custody.own_key").label, _("ลดจำนวนกรรมการ"), field="members")


def key_shared(people: Sequence[Any], keys: Sequence[int], law: LawOn) -> Refusal | None:
    """Different persons with different keys."""
    if len(set(people)) == len(people) and len(set(keys)) == len(keys):
        return None
    sentence = _("กรรมการแต่ละคนต้องเป็นคนละคนและถือกุญแจคนละดอก")
    return Refusal("KEY_SHARED", sentence, law.basis("separation.custody_keys").label, _("แก้ชื่อหรือเลขกุญแจที่ซ้ำ"), field="members")


def finance_head_missing(people: Collection[Any], heads: Collection[Any], law: LawOn) -> Refusal | None:
    """The head of the finance unit is a member by position (C2)."""
    if set(people) & set(heads):
        return None
    sentence = _("หัวหน้าหน่วยงานคลังต้องเป็นกรรมการโดยตำแหน่ง")
    return Refusal("FINANCE_HEAD_MISSING", sentence, law.basis("custody.committee").label, _("เพิ่มผู้อำนวยการกองคลัง"), field="members")


def not_officers(people: Iterable[Any], officers: Collection[Any], field: str, law: LawOn) -> Refusal | None:
    """Officers of the office with a post; whoever appoints the committee is no member of it (C2)."""
    if set(people) <= set(officers):
        return None
    sentence = _("กรรมการเก็บรักษาเงินต้องเป็นพนักงานของหน่วยงานที่มีตำแหน่ง และไม่ใช่ผู้แต่งตั้ง")
    return Refusal("NOT_AN_OFFICER", sentence, law.basis("custody.committee").label, _("เสนอผู้อื่น"), field=field)


def order_after_start(ordered_on: date, starts_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """An order is signed before it begins, and never in the future."""
    if ordered_on <= starts_on and ordered_on <= acted_on:
        return None
    return Refusal(
        "DATES_OUT_OF_ORDER",
        _("คำสั่งต้องลงวันที่ไม่หลังวันที่เริ่มและไม่หลังวันนี้"),
        law.basis("custody.committee").label,
        _("แก้วันที่"),
        field="ordered_on",
    )


def begins_before_last(starts_on: date, last_start: date | None, law: LawOn) -> Refusal | None:
    """A new committee takes over after the one before began."""
    if last_start is None or starts_on > last_start:
        return None
    return Refusal(
        "COMMITTEE_OVERLAPS",
        _("มีกรรมการชุดที่เริ่มในวันนั้นหรือหลังจากนั้นแล้ว"),
        law.basis("custody.committee").label,
        _("แก้วันที่เริ่ม"),
        field="starts_on",
    )


def not_in_force(member: Any, starts_on: date, ends_on: date, law: LawOn) -> Refusal | None:
    """Only whoever holds a key of his own on these days is stood in for."""
    lasts = member.starts_on <= starts_on <= ends_on and (member.ends_on is None or ends_on <= member.ends_on)
    if lasts and member.stands_in_for_id is None:
        return None
    sentence = _("ช่วงวันที่ไม่อยู่ในคำสั่งของกรรมการผู้นั้น")
    return Refusal(
        "NOT_IN_FORCE", sentence, law.basis("custody.substitute").label, _("เลือกกรรมการที่ถือกุญแจอยู่ หรือแก้วันที่"), field="starts_on"
    )


def key_held_already(person: Any, others: Collection[Any], law: LawOn) -> Refusal | None:
    """Nobody holds two keys at once, not even for a day."""
    if person not in others:
        return None
    sentence = _("ผู้นี้ถือกุญแจดอกอื่นหรือเป็นผู้แทนอยู่แล้วในช่วงนั้น")
    return Refusal("KEY_SHARED", sentence, law.basis("separation.custody_keys").label, _("แต่งตั้งผู้อื่น"), field="person")


def key_changed_hands(person: Any, seated: Collection[Any], holding: Collection[Any], law: LawOn) -> Refusal | None:
    """Who sits in a report by an order that is over, or in whose place another sits today, has no key to turn and no count to sign (C3, C4)."""
    if person not in seated or person in holding:
        return None
    sentence = _("คำสั่งให้คุณถือกุญแจไม่ครอบคลุมวันนี้ หรือวันนี้ผู้อื่นถือแทน")
    remedy = _("ให้เจ้าหน้าที่การเงินเปลี่ยนกรรมการตามคำสั่ง แล้วตรวจนับร่วมกันใหม่")
    return Refusal("KEY_CHANGED_HANDS", sentence, law.basis("custody.substitute").label, remedy)


def stood_in_already(is_taken: bool, law: LawOn) -> Refusal | None:
    if not is_taken:
        return None
    return Refusal(
        "STOOD_IN_ALREADY", _("กรรมการผู้นี้มีผู้แทนในช่วงนั้นแล้ว"), law.basis("custody.substitute").label, _("แก้ช่วงวันที่"), field="starts_on"
    )
