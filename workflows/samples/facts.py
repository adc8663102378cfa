"""The invented facts that every sample is filled with. The dangerous word must come out escaped wherever it is shown."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from workflows import pages
from workflows.pages import Change, Clause, Column, Due, Seat, Table, TrailLine
from workflows.refusal import Kind, Refusal

DANGER = '<b onclick="x">"&ผ้า'
NOW = datetime(2026, 11, 24, 9, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
TODAY = NOW.date()
HASH = "7f3a91c24b0ed516" * 4
CONFIRMED = Clause("ข้อ 175 (4)", text="ตรวจให้เสร็จโดยเร็ว มติต้องเป็นเอกฉันท์")
DOUBTED = Clause("ข้อ 79 ระเบียบกระทรวงการคลังฯ", "unconfirmed", "เจ้าหน้าที่รายงานผลก่อนประกาศผู้ชนะ")
CUSTOM = Clause("แนวปฏิบัติ: สายบังคับบัญชา", "practice")
LATE, SOON, LATER = Due(date(2026, 11, 19), -3), Due(TODAY, 0, "สัญญาเดิมหมด 30 พ.ย."), Due(date(2026, 12, 1), 5)
NOT_DECLARED = Refusal("INTEREST_NOT_DECLARED", "คุณยังไม่ได้ยืนยันว่าไม่มีส่วนได้เสีย", "ข้อ 27", "ยืนยันตอนนี้", Kind.GATE)
NEAR = tuple((f"00000000-0000-0000-0000-{n:012}", f"{n}/2570 ซื้อวัสดุ {n},000.00") for n in range(1, 5))
TOLD = Refusal("MIGHT_BE_SPLIT", "อาจเป็นการแบ่งซื้อ", "ข้อ 20", "เปิดดูเรื่องเหล่านั้น", speaks_of=NEAR, only_told=True)
NOT_YOURS = Refusal("NOT_YOUR_ROLE", "ขั้นตอนนี้เป็นหน้าที่ของนายก", "ข้อ 79", "ส่งต่อให้ผู้ดำรงตำแหน่ง", Kind.GATE)
WAITS = (Refusal("MUST_WAIT", "ใส่ผิดหลายครั้ง ลองใหม่ได้ในอีก 15 วินาที", remedy="รอให้ครบแล้วลองใหม่", kind=Kind.WAIT),)
STALE = pages.Stale(2, 3, "นางสาวดวงใจ นาคำ", NOW, (Change("หมึกพิมพ์สีดำ", "10 ตลับ", DANGER),))
SEATS = (
    Seat("นางสุดา แก้วใส", "ประธาน", "ลงนามแล้ว 20 พ.ย. 2569", "ok"),
    Seat("นายประยูร จันทา", "กรรมการ", "ลงนามแล้ว 20 พ.ย. 2569", "ok"),
    Seat("นางสาวอรทัย ใจเย็น", "กรรมการ", "เหลือคุณคนเดียว", "soon", is_you=True),
)
TRAIL = tuple(
    TrailLine(NOW, f"นายประยูร จันทา (กรรมการ) ลงนามตรวจรับ {DANGER} ครั้งที่ {number}", "c07e", TODAY if number else None)
    for number in range(7)
)
GOODS = Table(
    columns=(Column("ที่"), Column("รายการ"), Column("บาท", is_number=True), Column("ตรวจเมื่อ"), Column("ผล")),
    rows=(
        (1, pages.Cell("กระดาษถ่ายเอกสาร A4", note="200 รีม"), Decimal("23600.00"), date(2026, 11, 20), pages.Cell("รับ", tone="ok")),
        (2, pages.Cell(DANGER, url="/line/2/"), Decimal("8670.50"), None, False),
    ),
    title="รายการที่ส่งมอบ",
    summary="รับ 2 รายการ",
)
SHELL = pages.Shell(
    organization="อบต.บ้านนาดี",
    now=NOW,
    person="นางสาวอรทัย ใจเย็น",
    position="นายช่างโยธา",
    acting=("รักษาราชการแทน ผู้อำนวยการกองช่าง",),
    is_practice=True,
    search=DANGER,
)
NOBODY = pages.Shell(organization="", now=NOW)
