"""Samples of what people come for each day."""

from dataclasses import replace
from decimal import Decimal

from workflows import pages
from workflows.pages import Column, Link, Notice, Offer, Option, Pair, Table
from workflows.samples.facts import (
    CONFIRMED,
    CUSTOM,
    DANGER,
    DOUBTED,
    GOODS,
    LATE,
    NOT_DECLARED,
    NOT_YOURS,
    NOW,
    SEATS,
    SOON,
    TODAY,
    TOLD,
    TRAIL,
)
from workflows.samples.forms import SignInForm


def waiting() -> pages.Waiting:
    return pages.Waiting(
        sentence="รอ นางสาวอรทัย ใจเย็น ลงนามตรวจรับ",
        document="ใบตรวจรับ 24/2570",
        place="รอลงนาม",
        since=NOW,
        due=SOON,
        seats=SEATS,
        next_label="ขอเบิกเงิน",
        clauses=(DOUBTED, CUSTOM),
        weighed=pages.Weighed((Pair("ผู้ขาย", DANGER),), sentence=f"ตรวจรับครบ {DANGER}", statement=DANGER, tables=(GOODS,)),
        offers=(
            Offer("ลงนามตรวจรับ", "/do/sign/", CONFIRMED, is_onward=True, signs=True, cautions=(TOLD,)),
            Offer("แนบไฟล์", "/do/attach/", CUSTOM, adds=True),
            Offer("ส่งมอบงาน", "/do/deliver/", CONFIRMED, (NOT_DECLARED,), is_onward=True),
            Offer("ชี้ขาด", "/do/rule/", DOUBTED, (NOT_YOURS,)),
        ),
    )


def sign_in(**more: object) -> pages.SignInPage:
    return pages.SignInPage(form=SignInForm({"username": DANGER}), organization="อบต.บ้านนาดี", next_url="/case/1/", **more)  # type: ignore[arg-type]


def desk() -> pages.DeskPage:
    row = pages.DeskRow(
        title=f"ซ่อมรถบรรทุกน้ำ {DANGER}", url="/case/1/", action="ตรวจฎีกา", step="ตรวจฎีกา", due=LATE, why="ผู้รับจ้างทวงถาม 1 ครั้ง",
        number="ฎีกา 108/2570", case_number="29/2570", amount_baht=Decimal("48750.00"), acting_for="ปลัด อบต.",
        lacks=("ยังไม่ลงระบบ e-LAAS 3 วัน",),
    )  # fmt: skip
    second = pages.DeskRow(title="น้ำมันเชื้อเพลิง เดือน ธ.ค.", url="/case/2/", action="พิจารณา", step="เห็นชอบรายงาน", due=SOON)
    return pages.DeskPage(
        today=TODAY, waiting_count=2, late_count=1, soon_count=1, has_more=True,
        alike=(Link(f"ให้ความเห็นชอบ {DANGER}", "/together/x/y/", "ลงนาม 3 เรื่องในครั้งเดียว"),), previous_url="?page=1", next_url="?page=3",
        groups=(pages.DeskGroup("เกินกำหนดแล้ว", "late", (row,)), pages.DeskGroup("วันนี้", "soon", (second,))),
        notices=(
            Notice(f"ปลัด: ไม่มีผู้ดำรงตำแหน่ง {DANGER}", "ลงคำสั่งให้ทำการแทน", "/board/", is_warning=True), Notice("ออกรหัสเริ่มต้นให้คุณ", "แจ้งปลัดทันที"),
        ),
        acting=(
            pages.ActingFor(
                quality="รักษาราชการแทน ปลัด อบต.", order="คำสั่งที่ 412/2569", starts_on=TODAY, matters=f"ตรวจฎีกา {DANGER}",
                ceiling_baht=Decimal("48750.00"), desks=(Link("ปลัด", "/board/?desk=permanent_secretary"),),
            ),
            pages.ActingFor(quality="รักษาราชการแทน นายก", order="คำสั่งที่ 413/2569", starts_on=TODAY, ends_on=TODAY, is_to_come=True),
        ),
        openings=(Link("ขอซื้อหรือขอจ้าง", "/open/purchase/", "วิธีเฉพาะเจาะจง"),),
        coming=(pages.Coming(title="วัสดุสำนักงาน 20 รายการ", url="/case/3/", place="ตรวจรับแล้ว 2 จาก 3", due=SOON),),
        central=(Link(f"รอลง e-LAAS {DANGER}", "/central/?system=elaas", "เก่าที่สุดก่อน"),),
        asked=(pages.Asked("ฎีกาซ่อมรถน้ำติดอะไร", "นายบุญมี คำภา", NOW, "29/2570", "/case/1/"),),
        answered=(pages.Asked(DANGER, "นางรัตนา", NOW, "30/2570", "/case/2/", about=f"รออะไร {DANGER}"),),
    )  # fmt: skip


def case() -> pages.CasePage:
    return pages.CasePage(
        number="41/2570", title=f"ซื้อวัสดุสำนักงาน {DANGER}", kind="วิธีเฉพาะเจาะจง", unit="กองคลัง", here="ตรวจรับ", party="หจก.นาดีเครื่องเขียน",
        amount_baht=Decimal("148600.00"), carries=(pages.Link(f"เรื่อง 29/2570 {DANGER}", "/case/1/", "รอจ่าย"),),
        parts=(
            pages.CasePart(
                title=f"การตรวจรับ {DANGER}", state="รอลงนาม", tone="soon", tables=(GOODS, replace(GOODS, opened=Link("เปิดไฟล์ของแต่ละรายการ", "/rows/x/1/y/"))),
                route=(
                    pages.Station("รายงานขอซื้อ", "done", "นางสาวดวงใจ นาคำ", "2 พ.ย. 2569"),
                    pages.Station("ตรวจรับ", "here", "กรรมการ 3 คน"),
                    pages.Station("จ่ายเงิน", "ahead", "นายธีระ พูนผล"),
                ),
                facts=tuple(Pair(f"สาระที่ {number}", DANGER if number == 8 else Decimal("13800")) for number in range(9)),
            ),
            pages.CasePart(
                title="ซื้อวัสดุสำนักงาน", state="เสร็จสิ้น", tone="ok", is_open=False,
                tables=(Table((Column("งวด"),), (), "งวดส่งมอบ", empty="ยังไม่มีงวด"),),
            ),
        ),
        waiting=(waiting(),),
        resting=(
            pages.Resting("จ่ายเงินโดยโอนเข้าบัญชี", "อยู่ในชุดรายการโอน", Link(f"เรื่อง 107/2570 {DANGER}", "/case/9/", "รอปลัดลงนาม")),
            pages.Resting("ใบนำส่งเงิน 3/2570", "รับเงินแล้ว"),
        ),
        money=(
            pages.BudgetShare(
                line="ค่าวัสดุ\u00a0· วัสดุสำนักงาน", allotted_baht=Decimal(400000), reserved_baht=Decimal(32000), committed_baht=Decimal(148600),
                spent_baht=Decimal("96215.50"), free_baht=Decimal("123184.50"), held_baht=Decimal(148600), held_as="committed",
            ),
        ),
        like_this=Link("เริ่มเรื่องใหม่แบบเดียวกัน", "/open/purchase/?like=1", DANGER), papers_ahead=(Pair("หนังสือรับรองการหักภาษี ณ ที่จ่าย (50 ทวิ)", DANGER),),
        papers=(pages.PaperLink("ใบสั่งซื้อ 38/2570", "/paper/1.pdf", "ลงนาม 11 พ.ย. 2569", preview="/static/dika/mark.svg"), pages.PaperLink("ใบตรวจรับ", "/p/", tag="ร่าง", tone="soon")),
        central=(pages.PaperLink(f"เลขคุมสัญญา {DANGER}", "/central/1/", tag="ยังไม่ลงระบบ e-GP 3 วัน", tone="soon"),),
        attachments=(pages.PaperLink(DANGER, "/file/1/", "ใบส่งของ.pdf\u00a0· 84 KB"),),
        questions=(
            pages.Question("ทำไมไม่รอให้ครบ", "นายบุญมี คำภา", NOW, "เจ้าหน้าที่พัสดุ", pages.Said(DANGER, "นางสาวดวงใจ นาคำ", NOW)),
            pages.Question(f"เมื่อไรจะครบ {DANGER}", "นางสาววิไล", NOW, "กรรมการ", answer_url="/answer/"),
            pages.Question("ของอยู่ที่ใด", "นางรัตนา ทองสุก", NOW, "กรรมการ"),
        ),
        ask_url="/ask/", ask_key="k9", ask_about=(Option("1", "เจ้าหน้าที่พัสดุ"), Option("2", DANGER)), trail=TRAIL, trail_count=14, trail_url="/case/1/trail/",
    )  # fmt: skip


def opened_rows() -> pages.RowsPage:
    cells = (pages.Cell(DANGER, "/file/1/"), pages.Cell("ใบส่งของ.pdf", "/file/2/"))
    table = Table((Column("หลักฐาน"), Column("ไฟล์")), (("ใบเสนอราคา", cells), ("ผลการพิจารณา", pages.Cell("ไม่มีไฟล์", tone="soon"))))
    return pages.RowsPage(title="หลักฐาน", document=f"ฎีกา 108/2570 {DANGER}", back=Link("กลับไปที่เรื่อง", "/case/1/"), tables=(table,))
