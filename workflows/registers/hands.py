"""Whose hands open an account: nobody his own, and never one person both the password and the second factor of somebody else."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as text

from workflows import authenticators, starting_codes
from workflows.dates import short_date
from workflows.leaving import last_day_of
from workflows.models import Content, JournalEntry, StartingCode, User
from workflows.refusal import Refusal


def against_issuing(issuer: User, person: User) -> Iterator[Refusal]:
    """What speaks against a starting code for somebody."""
    if issuer == person:
        remedy = text("ให้ผู้อื่นที่ดูแลบัญชีผู้ใช้ หรือผู้ทำการแทน เป็นผู้ออกให้")
        yield Refusal("YOUR_OWN", text("รหัสเริ่มต้นของตนเองออกเองไม่ได้"), remedy=remedy, field="person")
        return
    if left := last_day_of(person):
        sentence = text("ผู้นี้พ้นจากทุกตำแหน่งแล้วเมื่อ %(day)s จึงเข้าระบบไม่ได้") % {"day": short_date(left)}
        yield Refusal("HAS_LEFT", sentence, remedy=text("ให้ดำรงตำแหน่งก่อน แล้วออกรหัสเริ่มต้น"), field="person")
    if starting_codes.issued_lately(person, timezone.now()) >= starting_codes.IN_A_DAY_MAX:
        sentence = text("ออกรหัสเริ่มต้นให้ผู้นี้ครบ %(most)s ครั้งในหนึ่งวันแล้ว") % {"most": starting_codes.IN_A_DAY_MAX}
        yield Refusal("TOO_MANY_CODES", sentence, remedy=text("ใช้รหัสล่าสุดที่ออกให้ หรือออกใหม่วันพรุ่งนี้"), field="person")
    cleared_at = last_cleared_by(issuer, person)
    if cleared_at is not None and not authenticators.set_up_after(person, cleared_at):
        yield both_by_one(text("คุณเป็นผู้ล้างวิธียืนยันตัวตนของผู้นี้ และเจ้าตัวยังไม่ได้ตั้งใหม่"))


def against_clearing(clearer: User, person: User) -> Iterator[Refusal]:
    """What speaks against taking away somebody's second factor."""
    if clearer == person:
        remedy = text("ถอนที่หน้า “การยืนยันตัวตน” ของคุณ")
        yield Refusal("YOUR_OWN", text("วิธียืนยันตัวตนของตนเองไม่ล้างในทะเบียน"), remedy=remedy, field="person")
        return
    code = StartingCode.objects.filter(person=person).order_by("-issued_at").first()
    if code is not None and code.issued_by_id == clearer.pk and authenticators.set_up_before(person, code.issued_at):
        yield both_by_one(text("คุณเป็นผู้ออกรหัสเริ่มต้นให้ผู้นี้ หลังจากที่เจ้าตัวตั้งวิธียืนยันตัวตนไว้"))


def both_by_one(sentence: str) -> Refusal:
    """Both together are the whole account."""
    return Refusal("SAME_HANDS", sentence, remedy=text("ให้อีกคนหนึ่งเป็นผู้ทำขั้นนี้ ต้องเป็นสองคน"), field="person")


def last_cleared_by(clearer: User, person: User) -> datetime | None:
    """When one person last took away the second factor of another."""
    entries = JournalEntry.objects.filter(
        organization=person.organization_id, procedure="people_register", step="clear_authenticators", person=clearer
    ).order_by("-id")
    contents = dict(Content.objects.filter(hash__in=entries.values("content_hash")).values_list("hash", "body"))
    for entry in entries:
        if json.loads(contents[entry.content_hash])["facts"]["change"]["person"] == str(person.pk):
            return entry.recorded_time
    return None


def wrong_starting_code() -> Refusal:
    """One sentence for every reason: whoever guesses learns nothing of it."""
    remedy = text("ตรวจชื่อผู้ใช้และรหัสทุกตัว รหัสใช้ได้ครั้งเดียวภายในสามวัน ถ้ายังไม่ได้ ขอรหัสใหม่")
    return Refusal("WRONG_STARTING_CODE", text("ชื่อผู้ใช้หรือรหัสเริ่มต้นไม่ถูกต้อง หมดอายุ หรือใช้ไปแล้ว"), remedy=remedy, field="starting_code")
