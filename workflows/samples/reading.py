"""Samples of what people read."""

from datetime import date
from decimal import Decimal

from django.utils.safestring import mark_safe

from workflows import pages
from workflows.pages import Link, Paging, Pair
from workflows.samples.facts import CONFIRMED, CUSTOM, DANGER, DOUBTED, GOODS, HASH, LATE, NOT_DECLARED, NOW, TODAY, TRAIL
from workflows.samples.work import waiting


def board() -> pages.BoardPage:
    row = pages.BoardRow(
        title=f"ถนน คสล. หมู่ 7 {DANGER}", url="/case/4/", number="36/2570", step="ตรวจรับ", desk="คณะกรรมการตรวจรับ 1 จาก 3", working_days_here=6,
        due=LATE, amount_baht=Decimal("498000.00"), stop=6, stops=9,
    )  # fmt: skip
    other = pages.BoardRow(title="นม ธ.ค.", url="/case/5/", number="45/2570", step="รายงาน", desk="พัสดุ", working_days_here=None)
    count = pages.StepCount(
        procedure="จัดซื้อ", step="ตรวจรับ", url="/board/?state=x", count=7, late=1, oldest_working_days=6, is_chosen=True
    )
    options = (pages.Option("", "ทั้งหมด"), pages.Option(DANGER, "กองช่าง", is_chosen=True))
    return pages.BoardPage(
        now=NOW, open_count=37, late_count=2, soon_count=3, filters=(pages.Filter("unit", "หน่วยงาน", options),), steps=(count,), rows=(row, other),
        paging=Paging(1, 2, 37, "", "/board/?page=2"), steps_most=9, steps_paging=Paging(1, 1, 13, "", "/board/?steps=2"), desks_most=9, desks_paging=Paging(1, 2, 2, "", ""), text=DANGER, reset_url="/board/", refresh_url="/board/?unit=x&late=1",
        export_url="/board/export.xlsx?unit=x", pace_url="/board/pace/", papers_url="/papers/",
        desks=(
            pages.DeskLoad(desk="ผู้อำนวยการกองคลัง", url="/board/?desk=x", count=9, late=2, people=DANGER, oldest_working_days=6, is_chosen=True),
            pages.DeskLoad(desk="กรรมการ", url="/board/?desk=y", count=2, late=0),
        ),
        money=(pages.MoneyOnItsWay("จองไว้", Decimal("32000.00"), "reserved"), pages.MoneyOnItsWay("รอจ่าย", Decimal(0), "spent", DANGER)),
    )  # fmt: skip


def pace() -> pages.PacePage:
    slow = pages.StepPace(
        procedure="จัดซื้อ", step=f"รอหัวหน้า {DANGER}", url="/board/?state=x", count=12, median_days=4, ninth_days=11, unit="วันทำการ", limit_days=5,
        limit_standing="unconfirmed",
    )  # fmt: skip
    free = pages.StepPace(procedure="ฎีกา", step="จัดทำ", url="/board/?state=y", count=1, median_days=0, ninth_days=0, unit="วัน")
    return pages.PacePage((slow, free), "/board/", 13)


def trail(**more: object) -> pages.TrailPage:
    entry = pages.TrailEntry(
        sequence=15, document="ใบตรวจรับ 24/2570", label="ลงนามตรวจรับ", who="นางรัตนา ทองสุก", recorded_at=NOW, acted_on=date(2026, 11, 20),
        clause=DOUBTED, content_hash=HASH, hash=HASH, previous="0" * 64, is_backdated=True, capacity="ผู้อำนวยการกองคลัง",
        on_behalf_of="รักษาราชการแทน ปลัด อบต.", order="คำสั่งที่ 412/2569", source="รอลงนาม", target="รับแล้ว", reason=DANGER, by_machine=f"โปรแกรมพัสดุ {DANGER}",
        law=(Pair("acceptance.working_days", "5"),),
    )  # fmt: skip
    given = {
        "title": f"41/2570 {DANGER}",
        "back": Link("กลับไปที่เรื่อง", "/case/1/"),
        "entries": (entry,),
        "paging": Paging(1, 1, 1),
        "is_whole": True,
    }
    return pages.TrailPage(**{**given, **more})  # type: ignore[arg-type]


def handbook() -> pages.HandbookPage:
    steps = (
        pages.HandbookStep(name="sign", refusals=(NOT_DECLARED,), label=f"ตรวจและลงนาม {DANGER}", who="กรรมการทุกคน", clause=CONFIRMED, note="มติเป็นเอกฉันท์", limit="5 วันทำการ",
                           limit_standing="unconfirmed", paper="ใบตรวจรับพัสดุ", leads="รับแล้ว", signs=True),
        pages.HandbookStep(name="pass", label="กลั่นกรอง", who="ปลัด", clause=CUSTOM),
    )  # fmt: skip
    drawing = mark_safe('<svg viewBox="0 0 10 10" role="img" aria-label="แผนภาพ"><path class="ln" d="M0 0H9"/></svg>')
    return pages.HandbookPage(
        title="การตรวจรับพัสดุ", regulation="ระเบียบกระทรวงการคลังฯ พ.ศ. 2560", diagram=drawing, steps=steps, refusals=(NOT_DECLARED,)
    )


def example() -> pages.ExamplePage:
    done = pages.ExampleStep(label=f"ลงนาม {DANGER}", who="นายก", on=TODAY, clause=CONFIRMED, leads="อนุมัติแล้ว", paper="ฎีกา")
    return pages.ExamplePage(
        title="ตัวอย่างที่เสร็จแล้ว: ฎีกา", back=Link("กลับ", "/handbook/a/"), steps=(done,), facts=(Pair("ผู้รับเงิน", "(ปิดไว้)"),), tables=(GOODS,),
        amount_baht=Decimal("21400.00"),
    )  # fmt: skip


def handbook_index() -> pages.HandbookIndexPage:
    entry = pages.HandbookEntry(title=f"การตรวจรับ {DANGER}", url="/handbook/a/", sentence="8 ขั้นตอน", doubt_count=3)
    return pages.HandbookIndexPage((entry,), (entry,), DANGER, found=(Link(DANGER, "/handbook/a/#step-b", DANGER),), has_more=True)


def listing(**more: object) -> pages.ListPage:
    given = {
        "title": f"จัดซื้อ {DANGER}",
        "table": GOODS,
        "paging": Paging(1, 2, 2),
        "lead": "ทุกฉบับ",
        "search_label": "ค้นเลขที่ เรื่อง ผู้ขาย หรือจำนวนเงิน",
        "told": f"รวม 37,000.00 บาท {DANGER}",
        "export_url": "/documents/purchase/export.xlsx?",
    }
    return pages.ListPage(**{**given, **more})  # type: ignore[arg-type]


def search(*, text: str = DANGER, found: bool = False, **more: bool) -> pages.SearchPage:
    parts = (pages.Part("ซื้อ "), pages.Part(DANGER, is_hit=True), pages.Part(" 12/2570"))
    case = pages.FoundCase(
        url="/case/1/", number=parts, title=parts, here="ตรวจรับ", opened_on=TODAY, amount_baht=Decimal("37000.00"),
        matches=(pages.Match(f"ใบส่งของเลขที่ {DANGER}", parts), pages.Match("ผู้ขาย", parts[1:2])),
    )  # fmt: skip
    return pages.SearchPage(
        text=text, found=(case, case) if found else (), paging=Paging(1, 2, 2) if found else Paging(0, 0, 0),
        kinds=(Pair("จำนวนเงิน", DANGER),), elsewhere=(Link(DANGER, "/board/"),) if text and not found else (), **more,
    )  # fmt: skip


def register() -> pages.RegisterPage:
    return pages.RegisterPage(
        title="ทะเบียนคู่ค้า",
        lead=DANGER,
        tables=(GOODS,),
        offers=waiting().offers,
        trail=TRAIL,
        trail_url="/t/",
        search_label="ค้นในทะเบียนนี้",
        text=DANGER,
    )


def registers() -> pages.RegistersPage:
    return pages.RegistersPage((("ทะเบียนของหน่วยงาน", (Link(DANGER, "/registers/a/", "12 แถว"),)),))


def verify() -> pages.VerifyPage:
    paper = pages.ProvenPaper(
        standing="superseded", title=f"ใบสั่งซื้อ {DANGER}", number="38/2570", version=2, code="FTDM-N2NJ", organization="องค์การบริหารส่วนตำบลบ้านนาดี",
        acted_on=TODAY, time_of_data=NOW, is_practice=True, amount_baht=Decimal("37000.00"), signed=(Pair("ปลัด อบต.", TODAY),), changed_at=NOW,
        change="ส่งคืนแก้ไข", later="เลขที่ 38/2570 ฉบับที่ 3", later_url="/verify/FTDM-N2NJ", case_url="/search/?q=FTDM-N2NJ",
    )  # fmt: skip
    return pages.VerifyPage(
        code="FTDM-N2N", fault="รหัสมีตัวอักษรอังกฤษและตัวเลขรวมแปดตัว", file_fault="เลือกแฟ้มก่อน", is_unknown=True, limit_megabytes=20, papers=(paper,),
        seal=pages.SealShown("องค์การบริหารส่วนตำบลบ้านนาดี", 12, 340, NOW, HASH),
        file=pages.CheckedFile(tone="stop", sentence="ไม่ตรงกับที่ระบบพิมพ์", text=DANGER, facts=(Pair("เอกสาร", "1"),)),
    )  # fmt: skip
