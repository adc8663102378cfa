"""A sample of every page, filled with invented facts; each holds a dangerous word, which must come out escaped."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.utils.safestring import mark_safe

from workflows import pages
from workflows.fields import BahtInput
from workflows.forms import RowsField
from workflows.pages import Change, Choice, Clause, Column, Due, Link, Offer, Paging, Pair, Seat, Table, TrailLine
from workflows.refusal import Kind, Refusal, wrong_input

DANGER = '<b onclick="x">"&ผ้า'
NOW = datetime(2026, 11, 24, 9, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
TODAY = NOW.date()
HASH = "7f3a91c24b0ed516" * 4
CONFIRMED = Clause("ข้อ 175 (4)", text="ตรวจให้เสร็จโดยเร็ว มติต้องเป็นเอกฉันท์")
DOUBTED = Clause("ข้อ 79 ระเบียบกระทรวงการคลังฯ", "unconfirmed", "เจ้าหน้าที่รายงานผลก่อนประกาศผู้ชนะ")
CUSTOM = Clause("แนวปฏิบัติ: สายบังคับบัญชา", "practice")
LATE, SOON, LATER = Due(date(2026, 11, 19), -3), Due(TODAY, 0, "สัญญาเดิมหมด 30 พ.ย."), Due(date(2026, 12, 1), 5)
NOT_DECLARED = Refusal("INTEREST_NOT_DECLARED", "คุณยังไม่ได้ยืนยันว่าไม่มีส่วนได้เสีย", "ข้อ 27", "ยืนยันตอนนี้", Kind.GATE)
NOT_YOURS = Refusal("NOT_YOUR_ROLE", "ขั้นตอนนี้เป็นหน้าที่ของนายก", "ข้อ 79", "ส่งต่อให้ผู้ดำรงตำแหน่ง", Kind.GATE)
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
    organization_full="องค์การบริหารส่วนตำบลบ้านนาดี",
    now=NOW,
    person="นางสาวอรทัย ใจเย็น",
    position="นายช่างโยธา",
    acting=("รักษาราชการแทน ผู้อำนวยการกองช่าง",),
    is_practice=True,
    search=DANGER,
)
NOBODY = pages.Shell(organization="", organization_full="", now=NOW)


class SignInForm(forms.Form):
    username = forms.CharField()
    password = forms.CharField()


class LineForm(forms.Form):
    item = forms.CharField(label="รายการ")
    quantity = forms.DecimalField(label="จำนวน", min_value=Decimal(0))
    unit_price_baht = BahtInput(label="ราคาต่อหน่วย (บาท)")


class PurchaseForm(forms.Form):
    """Every kind of field that a step asks for."""

    document = None
    title = forms.CharField(label="เรื่อง", help_text="สั้น ให้คนอื่นรู้ว่าซื้ออะไร")
    kind = forms.ChoiceField(label="ประเภท", choices=[("goods", "ซื้อ"), ("hire", "จ้าง")])
    matters = forms.MultipleChoiceField(label="เรื่องที่มอบ", choices=[("a", "จัดซื้อ"), ("b", "ฎีกา")], required=False)
    is_urgent = forms.BooleanField(label="เร่งด่วน", required=False)
    needed_by = forms.DateField(label="ต้องใช้ภายในวันที่")
    days = forms.IntegerField(label="กำหนดส่งมอบ (วัน)", required=False)
    price_baht = BahtInput(label="วงเงิน (บาท)")
    need = forms.CharField(label="เหตุผล", widget=forms.Textarea)
    lines = RowsField(LineForm, label="รายการ")
    file = forms.FileField(label="ไฟล์", required=False)


class OpinionForm(forms.Form):
    opinion = forms.CharField(label="ความเห็น")
    reason = forms.CharField(label="เหตุผล", widget=forms.Textarea, required=False)
    note = forms.CharField(label="หมายเหตุ", required=False)


TYPED = {
    "title": DANGER, "kind": "hire", "matters": ["b"], "is_urgent": True, "needed_by": "วันไหนก็ได้", "days": "สามสิบ", "price_baht": "1.005",
    "need": DANGER, "lines": [{"item": DANGER, "quantity": "-1", "unit_price_baht": "2500.00"}],
}  # fmt: skip
FAULTS = (
    wrong_input("needed_by", "วันที่ไม่ถูกต้อง"),
    wrong_input("price_baht", "ละเอียดได้ไม่เกินหนึ่งสตางค์"),
    wrong_input("lines", "แถวที่ 1 จำนวน: ต้องไม่น้อยกว่า 0"),
    wrong_input("_acted_on", "วันที่ทำไม่ถูกต้อง"),
    Refusal("WRONG_PASSWORD", "รหัสผ่านไม่ถูกต้อง", remedy="ใส่รหัสผ่านอีกครั้ง", kind=Kind.GATE, field="password"),
    NOT_DECLARED,
)


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
        offers=(
            Offer("ลงนามตรวจรับ", "/do/sign/", CONFIRMED, is_onward=True, signs=True),
            Offer("แนบไฟล์", "/do/attach/", CUSTOM),
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
    )  # fmt: skip
    second = pages.DeskRow(title="น้ำมันเชื้อเพลิง เดือน ธ.ค.", url="/case/2/", action="พิจารณา", step="เห็นชอบรายงาน", due=SOON)
    return pages.DeskPage(
        today=TODAY, waiting_count=2, late_count=1, soon_count=1, has_more=True,
        alike=(Link(f"ให้ความเห็นชอบ {DANGER}", "/together/x/y/", "ลงนาม 3 เรื่องในครั้งเดียว"),), previous_url="?page=1", next_url="?page=3",
        groups=(pages.DeskGroup("เกินกำหนดแล้ว", "late", (row,)), pages.DeskGroup("วันนี้", "soon", (second,))),
        acting=(Pair("รักษาราชการแทน ปลัด อบต.", "คำสั่ง 412/2569 ถึง 27 พ.ย. 2569"),),
        openings=(Link("ขอซื้อหรือขอจ้าง", "/open/purchase/", "วิธีเฉพาะเจาะจง"),),
        coming=(pages.Coming(title="วัสดุสำนักงาน 20 รายการ", url="/case/3/", place="ตรวจรับแล้ว 2 จาก 3", expected_on=TODAY),),
        asked=(pages.Asked("ฎีกาซ่อมรถน้ำติดอะไร", "นายบุญมี คำภา", NOW, "29/2570", "/case/1/"),),
    )  # fmt: skip


def case() -> pages.CasePage:
    return pages.CasePage(
        number="41/2570", title=f"ซื้อวัสดุสำนักงาน {DANGER}", kind="วิธีเฉพาะเจาะจง", unit="กองคลัง", here="ตรวจรับ", party="หจก.นาดีเครื่องเขียน",
        amount_baht=Decimal("148600.00"),
        parts=(
            pages.CasePart(
                title=f"การตรวจรับ {DANGER}", state="รอลงนาม", tone="soon", tables=(GOODS,),
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
        money=(
            pages.BudgetShare(
                line="ค่าวัสดุ · วัสดุสำนักงาน", allotted_baht=Decimal(400000), reserved_baht=Decimal(32000), committed_baht=Decimal(148600),
                spent_baht=Decimal("96215.50"), free_baht=Decimal("123184.50"), held_baht=Decimal(148600), held_as="committed",
            ),
        ),
        papers=(pages.PaperLink("ใบสั่งซื้อ 38/2570", "/paper/1.pdf", "ลงนาม 11 พ.ย. 2569"), pages.PaperLink("ใบตรวจรับ", "/p/", tag="ร่าง", tone="soon")),
        attachments=(pages.PaperLink(DANGER, "/file/1/", "ใบส่งของ.pdf · 84 KB"),),
        questions=(pages.Question("ทำไมไม่รอให้ครบ", "นายบุญมี คำภา", NOW, (pages.Question(DANGER, "นางสาวดวงใจ นาคำ", NOW),), "/answer/"),),
        ask_url="/ask/", trail=TRAIL, trail_count=14, trail_url="/case/1/trail/",
    )  # fmt: skip


def step(**more: object) -> pages.StepPage:
    given: dict[str, object] = {
        "title": "แก้คำขอ", "form": PurchaseForm(initial=TYPED), "key": "k1", "today": TODAY, "clauses": (DOUBTED,), "submit": "แก้คำขอ",
        "cancel_url": "/case/1/", "document": DANGER, "case_number": "41/2570", "version": 3, "earliest": date(2026, 11, 20), "signs": True,
        "ends_the_road": True, "due": LATER, "limit": "5 วันทำการ", "who": "เจ้าหน้าที่พัสดุ", "facts": (Pair("เรื่อง", DANGER),),
        "hidden": {"_unit": DANGER},
    }  # fmt: skip
    return pages.StepPage(**{**given, **more})  # type: ignore[arg-type]


def refused_step() -> pages.StepPage:
    return step(refusals=FAULTS, stale=STALE, blank_rows=1, remedies={"INTEREST_NOT_DECLARED": "/do/declare/"}, acted_on=TODAY)


def deciding_step() -> pages.StepPage:
    return step(title="เห็นชอบผลการพิจารณา", form=forms.Form())


def sign() -> pages.SignPage:
    return pages.SignPage(
        title="ลงนามตรวจรับพัสดุ", form=OpinionForm(initial={"reason": DANGER}), key="k2", today=TODAY, clauses=(CONFIRMED,), submit="ยืนยันความเห็น",
        cancel_url="/case/1/", document="ใบตรวจรับ 24/2570", case_number="41/2570", version=3, signs=True, due=SOON,
        sentence="ตรวจรับ 12 จาก 20 รายการ เป็นเงิน 91,240.00 บาท", statement=f"ข้าพเจ้าตรวจแล้ว เห็นว่าถูกต้อง {DANGER}",
        amount_baht=Decimal("91240.00"), parts=(True,) * 12 + (False,) * 8, parts_label="รายการที่ 1 ถึง 12 รับ รายการที่ 13 ถึง 20 ยังไม่รับ",
        tables=(GOODS,), papers=(Link("ใบส่งของ 669/0218", "/file/1/"),), seats_title="กรรมการ 3 คน", seats=SEATS,
        changes=(Change("จำนวนหมึกพิมพ์", "10 ตลับ", "8 ตลับ"),), content_hash=HASH,
        choices=(
            Choice("accept", "ตรวจรับ", "ลงนามรับ 12 รายการ", is_chosen=True),
            Choice("dissent", "ไม่เห็นด้วย", "ทำความเห็นแย้ง นายกเป็นผู้ชี้ขาด", asks_reason=True),
            Choice("return", "ส่งกลับ", "ให้เจ้าหน้าที่พัสดุแก้ไขเอกสารก่อน", asks_reason=True),
        ),
    )  # fmt: skip


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
        paging=Paging(1, 2, 37, "", "/board/?page=2"), text=DANGER, reset_url="/board/", refresh_url="/board/?unit=x&late=1",
        export_url="/board/export.xlsx?unit=x", pace_url="/board/pace/",
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


def together(**more: object) -> pages.TogetherPage:
    def row(number: int, **facts: object) -> pages.Alike:
        given = {
            "key": f"key{number}", "version": 3, "title": f"ซื้อวัสดุ {DANGER}", "number": f"{number}/2570", "url": "/case/1/", "sign_url": "/do/1/",
            "sentence": f"เห็นชอบ {DANGER}", "statement": "ข้าพเจ้าอ่านแล้ว", "amount_baht": Decimal("37000.00"), "due": LATE,
        }  # fmt: skip
        return pages.Alike(**{**given, **facts})  # type: ignore[arg-type]

    changed = (Change("จำนวนหมึกพิมพ์", "10 ตลับ", DANGER),)
    given = {
        "title": "ให้ความเห็นชอบ", "key": "k3", "clause": DOUBTED, "back": Link("กลับไปที่โต๊ะ", "/"), "opinion": "ตรวจรับ",
        "rows": (row(1, is_chosen=True), row(2, changes=changed), row(3, refusals=(NOT_DECLARED,))),
    }  # fmt: skip
    done = (row(1, is_signed=True), row(3, refusals=(NOT_YOURS,)))
    return pages.TogetherPage(**{**given, **({"rows": done} if more.get("is_done") else {}), **more})  # type: ignore[arg-type]


def trail(**more: object) -> pages.TrailPage:
    entry = pages.TrailEntry(
        sequence=15, document="ใบตรวจรับ 24/2570", label="ลงนามตรวจรับ", who="นางรัตนา ทองสุก", recorded_at=NOW, acted_on=date(2026, 11, 20),
        clause=DOUBTED, content_hash=HASH, hash=HASH, previous="0" * 64, is_backdated=True, capacity="ผู้อำนวยการกองคลัง",
        on_behalf_of="รักษาราชการแทน ปลัด อบต.", order="คำสั่งที่ 412/2569", source="รอลงนาม", target="รับแล้ว", reason=DANGER,
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
        pages.HandbookStep(label=f"ตรวจและลงนาม {DANGER}", who="กรรมการทุกคน", clause=CONFIRMED, note="มติเป็นเอกฉันท์", limit="5 วันทำการ",
                           limit_standing="unconfirmed", paper="ใบตรวจรับพัสดุ", leads="รับแล้ว", signs=True),
        pages.HandbookStep(label="กลั่นกรอง", who="ปลัด", clause=CUSTOM),
    )  # fmt: skip
    drawing = mark_safe('<svg viewBox="0 0 10 10" role="img" aria-label="แผนภาพ"><path class="ln" d="M0 0H9"/></svg>')
    return pages.HandbookPage(
        title="การตรวจรับพัสดุ", regulation="ระเบียบกระทรวงการคลังฯ พ.ศ. 2560", diagram=drawing, steps=steps, refusals=(NOT_DECLARED,)
    )


def handbook_index() -> pages.HandbookIndexPage:
    entry = pages.HandbookEntry(title=f"การตรวจรับ {DANGER}", url="/handbook/a/", sentence="8 ขั้นตอน", step_count=8, doubt_count=3)
    return pages.HandbookIndexPage((entry,), (entry,), DANGER)


def listing(**more: object) -> pages.ListPage:
    given = {"title": f"จัดซื้อ {DANGER}", "table": GOODS, "paging": Paging(1, 2, 2), "lead": "ทุกฉบับ", "search_label": "ค้นเลขที่หรือเรื่อง"}
    return pages.ListPage(**{**given, **more})  # type: ignore[arg-type]


def register() -> pages.RegisterPage:
    return pages.RegisterPage(
        title="ทะเบียนคู่ค้า",
        lead=DANGER,
        tables=(GOODS,),
        offers=waiting().offers,
        trail=TRAIL,
        trail_url="/t/",
        sheets=(Link(f"นำเข้า {DANGER}", "/import/parties/"),),
    )


def registers() -> pages.RegistersPage:
    return pages.RegistersPage((("ทะเบียนของหน่วยงาน", (Link(DANGER, "/registers/a/", "12 แถว"),)),))


def sheet(**more: object) -> pages.SheetPage:
    given: dict[str, object] = {
        "title": "นำเข้า “คู่ค้า” จาก Excel", "lead": DANGER, "back": Link("ทะเบียนคู่ค้า", "/registers/a/"), "url": "/import/parties/",
        "template_url": "/import/parties/template.xlsx", "confirm_url": "/import/parties/confirm/", "columns": GOODS, "limits": (1000, 2),
    }  # fmt: skip
    return pages.SheetPage(**{**given, **more})  # type: ignore[arg-type]


def previewed_sheet() -> pages.SheetPage:
    changes = (Change("แถวที่ 4 หจก.นาดี · ที่อยู่", "99 หมู่ 4", DANGER),)
    return sheet(
        counts=(2, 1, 1), new=GOODS, changed=changes, same=GOODS, notes=(f"แถวที่ 3: {DANGER}",), token="signed", signs=True, refusals=FAULTS[4:5],
        overtaken=changes,
    )  # fmt: skip


def faulty_sheet() -> pages.SheetPage:
    faults = (
        pages.SheetFault(0, "", "เป็นแฟ้ม PDF", "เลือกแฟ้ม .xlsx"),
        pages.SheetFault(4, "D เลขผู้เสียภาษี", f"“{DANGER}” ไม่ใช่เลข", "พิมพ์ใหม่"),
    )
    return sheet(faults=faults, fault_count=9)


def setup() -> pages.SetupPage:
    def need(**more: object) -> pages.NeedShown:
        given = {"title": f"คู่ค้า {DANGER}", "why": "ต้องมีก่อนออกใบสั่ง", "state": "4 รายการ", "is_done": True, "by": "เจ้าหน้าที่พัสดุ",
                 "register": Link("ทะเบียนคู่ค้า", "/registers/a/"), "sheets": (Link("นำเข้า “คู่ค้า” จาก Excel", "/import/parties/"),)}  # fmt: skip
        return pages.NeedShown(**{**given, **more})  # type: ignore[arg-type]

    return pages.SetupPage(needed=(need(), need(is_done=False)), advised=(need(is_done=False, is_needed=False),), registers=GOODS)


def foretold_step(*changes: Change) -> pages.StepPage:
    return step(can_foretell=True, foretold=changes)


def conflict() -> pages.ConflictPage:
    return pages.ConflictPage(
        title="ลงนามตรวจรับ", refusals=(NOT_YOURS,), url="/case/1/", typed=(Pair("เหตุผล", DANGER),), stale=STALE
    )


def refused() -> pages.RefusedPage:
    return pages.RefusedPage(
        title="ลงนามตรวจรับ", refusals=(NOT_YOURS, NOT_DECLARED), url="/case/1/", typed=(Pair("เหตุผล", DANGER),)
    )


PAGES = {
    "sign_in": sign_in(), "sign_in_failed": sign_in(has_failed=True), "sign_in_locked": sign_in(has_failed=True, locked_minutes=15),
    "desk": desk(), "empty_desk": pages.DeskPage(today=TODAY, waiting_count=0), "case": case(), "step": step(), "refused_step": refused_step(),
    "deciding_step": deciding_step(), "sign": sign(), "board": board(), "pace": pace(), "together": together(), "wrong_together": together(refusals=FAULTS[4:5]),
    "signed_together": together(is_done=True), "trail": trail(),
    "broken_trail": trail(is_whole=False, first_fault=DANGER), "handbook": handbook(), "handbook_index": handbook_index(), "list": listing(),
    "empty_list": listing(table=Table((), (), empty="ไม่พบ"), paging=Paging(0, 0, 0)), "register": register(), "registers": registers(),
    "conflict": conflict(), "refused": refused(), "setup": setup(), "sheet": sheet(), "previewed_sheet": previewed_sheet(),
    "faulty_sheet": faulty_sheet(), "foretold_step": foretold_step(Change("บทบาท", "เจ้าหน้าที่พัสดุ", DANGER)), "idle_step": foretold_step(),
}  # fmt: skip
