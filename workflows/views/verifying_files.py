"""A file that a visitor brings to the public page, and what is said of it: each answer names what was compared, and what was not."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from workflows import exported
from workflows.attachments import MEGABYTE
from workflows.exported import Compared, Verdict
from workflows.models import Content
from workflows.pages import CheckedFile, Pair
from workflows.papers import returned
from workflows.papers.pades import FileSignature
from workflows.papers.proven import Proven, papers_of
from workflows.papers.returned import Kind, Returned


def too_large() -> CheckedFile:
    return CheckedFile(
        tone="now",
        sentence=_("แฟ้มใหญ่เกินไป ยังไม่ได้ตรวจ"),
        text=_(
            "รับแฟ้มไม่เกิน %(limit)s เมกะไบต์ เอกสารที่ระบบพิมพ์เล็กกว่านี้มาก ถ้าเป็นรูปถ่ายหรือภาพสแกน พิมพ์รหัสใต้คิวอาร์แทน แฟ้มส่งออกที่ใหญ่กว่านี้ตรวจด้วย verifier.py ในเครื่องของคุณ"
        )
        % {"limit": settings.ATTACHMENT_LIMIT_BYTES // MEGABYTE},
    )


def check(content: bytes) -> tuple[CheckedFile, list[Proven]]:
    """What the file is, and the papers that its content stands for."""
    found = returned.read(content)
    if found.kind is Kind.EXPORT:
        return of_export(exported.compare(content)), []
    known = list(Content.objects.filter(hash__in=found.hashes)[:1]) if found.hashes else []
    papers = papers_of(known)
    checked = of_paper(found, is_ours=bool(papers))
    return replace(checked, facts=(*checked.facts, *of_signature(found.signature))), papers


def of_signature(signature: FileSignature | None) -> tuple[Pair, ...]:
    """Whose digital signature the file has, and whether it still holds; nothing for a file without one."""
    if signature is None:
        return ()
    if not signature.is_intact:
        said = _("ใช้ไม่ได้ แฟ้มถูกแก้หลังลงลายมือชื่อ หรือลายมือชื่อเสียหาย")
    elif signature.covers_all:
        said = _("แฟ้มไม่ถูกแก้หลังลงลายมือชื่อ ระบบไม่ได้ตรวจความน่าเชื่อถือของผู้ออกใบรับรอง")
    else:
        said = _("ครอบคลุมเพียงบางส่วน มีสิ่งที่เติมหลังลงลายมือชื่อ")
    whose = (
        _("%(who)s (ใบรับรองออกโดย %(issuer)s)") % {"who": signature.who, "issuer": signature.issuer}
        if signature.who
        else _("อ่านไม่ได้")
    )
    return (Pair(_("ลายมือชื่อดิจิทัลของ"), whose), Pair(_("ผลตรวจลายมือชื่อ"), said))


def of_paper(found: Returned, *, is_ours: bool) -> CheckedFile:
    if found.kind is Kind.AS_PRINTED and is_ours:
        return as_printed(found)
    if found.kind is Kind.ACTIVE_PDF:
        return active()
    if is_ours:
        return altered()
    return not_looked_into() if found.kind in (Kind.PICTURE, Kind.UNKNOWN) else foreign()


def as_printed(found: Returned) -> CheckedFile:
    return CheckedFile(
        tone="good",
        sentence=_("แฟ้มนี้ตรงกับที่ระบบพิมพ์ทุกไบต์"),
        text=_("ตรวจทั้งแฟ้มด้วยกุญแจของระบบ ไม่มีส่วนใดถูกแก้ เติม หรือตัดหลังพิมพ์ ดูด้านล่างว่าเอกสารยังใช้ได้หรือไม่"),
        facts=(Pair(_("เอกสารในแฟ้ม"), found.paper),),
    )


def altered() -> CheckedFile:
    return CheckedFile(
        tone="stop",
        sentence=_("แฟ้มนี้ไม่ตรงกับที่ระบบพิมพ์ อย่าใช้"),
        text=_(
            "แฟ้มอ้างเนื้อหาของเอกสารที่ออกจริง แต่มีบางไบต์ถูกแก้ เติม หรือตัดหลังพิมพ์ ซึ่งอาจเป็นข้อความหรือตัวเลขที่เห็น หรือเพียงบันทึกซ้ำด้วยโปรแกรมอื่น ขอแฟ้มใหม่จากหน่วยงานที่ออก แล้วเทียบกับข้อมูลด้านล่าง"
        ),
    )


def active() -> CheckedFile:
    return CheckedFile(
        tone="stop",
        sentence=_("แฟ้ม PDF นี้มีคำสั่งทำงานซ่อนอยู่ อย่าเปิด"),
        text=_("เอกสารที่ระบบพิมพ์ไม่มีคำสั่งเช่นนี้ แฟ้มนี้จึงไม่ใช่แฟ้มที่ระบบพิมพ์ ลบทิ้ง แล้วขอแฟ้มใหม่จากหน่วยงานที่ออก"),
    )


def foreign() -> CheckedFile:
    return CheckedFile(
        tone="stop",
        sentence=_("แฟ้มนี้ไม่ใช่เอกสารที่ระบบนี้ออก"),
        text=_(
            "ไม่พบเนื้อหาของแฟ้มในร่องรอยของระบบ ถ้าเป็นภาพสแกนของเอกสารจริง พิมพ์รหัสใต้คิวอาร์แทน ถ้ายังไม่พบ อย่าจ่ายเงินตามเอกสารนี้ และแจ้งหน่วยงานที่ออก"
        ),
    )


def not_looked_into() -> CheckedFile:
    return CheckedFile(
        tone="now",
        sentence=_("แฟ้มนี้ไม่ใช่ PDF และไม่ใช่แฟ้มส่งออก ยังไม่ได้ตรวจ"),
        text=_("รูปถ่ายและภาพสแกนพิสูจน์ทั้งแฟ้มไม่ได้ พิมพ์รหัสใต้คิวอาร์ หรือสแกนคิวอาร์ด้วยกล้อง แล้วเทียบเลขที่ วันที่ และจำนวนเงิน"),
    )


def of_export(compared: Compared) -> CheckedFile:
    """An export of the trail."""
    if compared.verdict is Verdict.FOREIGN:
        return CheckedFile(
            tone="stop",
            sentence=_("แฟ้มส่งออกนี้ไม่ใช่ของหน่วยงานในระบบนี้"),
            text=_("ตรวจกับระบบของหน่วยงานที่ส่งออก หรือตรวจความต่อเนื่องของแฟ้มเองด้วย verifier.py"),
        )
    if compared.verdict is Verdict.ALTERED:
        return CheckedFile(
            tone="stop",
            sentence=_("แฟ้มส่งออกนี้ไม่ตรงกับร่องรอยของระบบ อย่าใช้"),
            text=_("มีบางไบต์ถูกแก้ เติม หรือตัดหลังส่งออก เรียก verifier.py กับแฟ้มนี้เพื่อดูว่ารายการใด แล้วขอแฟ้มใหม่จากหน่วยงาน"),
        )
    assert compared.organization is not None, "a genuine export is of an office of ours"
    return CheckedFile(
        tone="good",
        sentence=_("แฟ้มส่งออกนี้ตรงกับร่องรอยของระบบทุกไบต์"),
        text=_("ตั้งแต่ส่งออก มีรายการเพิ่มในระบบแล้ว")
        if compared.is_behind
        else _("ครบถึงรายการล่าสุดของหน่วยงาน ทุกรายการ เนื้อหา สถานะ และผนึกตรงกัน"),
        facts=(
            Pair(_("หน่วยงาน"), compared.organization.name),
            Pair(_("รายการในร่องรอย"), f"{compared.entries:,}"),
            Pair(_("เอกสาร"), f"{compared.documents:,}"),
            Pair(_("รายการสุดท้ายเมื่อ"), moment_of(compared.newest)),
        ),
    )


def moment_of(recorded_at: str) -> datetime:
    """A moment of the trail, written as the database's clock wrote it."""
    return datetime.fromisoformat(recorded_at)
