"""Papers of the invented office that report or go out: the result of the negotiation, that of the acceptance, and the letter to the vendor."""

from datetime import date
from decimal import Decimal

from committees.letters import AcceptanceReport, VendorLetter
from procurement.award_papers import ResultReport
from procurement.papers import OrderLine, ReferencePrice
from tests.workflows.paper_cast import CLERK, DEPUTY, FINANCE_DIRECTOR, MAYOR, SELLER, signed
from tests.workflows.paper_samples import acceptance_certificate
from workflows.papers.signatures import Decision

NOTEBOOK = "เครื่องคอมพิวเตอร์โน้ตบุ๊กสำหรับงานประมวลผล"
SENDER, HEAD = "กองคลัง งานพัสดุและทรัพย์สิน โทร. 0 0000 0000", "นายกองค์การบริหารส่วนตำบลบ้านนาดี"
RESERVED = (
    "ทั้งนี้ ไม่ตัดสิทธิขององค์การบริหารส่วนตำบลบ้านนาดีที่จะเรียกค่าปรับตามใบสั่งซื้อ ร้อยละ 0.20 ต่อวันของราคาสิ่งของที่ยังไม่ได้รับมอบ "
    "นับถัดจากวันครบกำหนดส่งมอบ วันที่ 5 พฤศจิกายน 2569 จนถึงวันที่ส่งมอบถูกต้องครบถ้วน"
)


def result_report() -> ResultReport:
    """Two thousand baht below the reference price."""
    return ResultReport(
        verb="ซื้อ", sender=SENDER, reported_on=date(2026, 10, 14), subject="รายงานผลการพิจารณาซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง โดยวิธีเฉพาะเจาะจง",
        addressee=HEAD, through="หัวหน้าเจ้าหน้าที่",
        opening="ตามที่ได้ให้ความเห็นชอบรายงานขอซื้อ ที่ นด 70102/418 ลงวันที่ 7 ตุลาคม 2569 ให้ซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง "
        "โดยวิธีเฉพาะเจาะจง เมื่อวันที่ 8 ตุลาคม 2569 นั้น เจ้าหน้าที่ได้เจรจาตกลงราคากับผู้ประกอบการโดยตรงแล้ว จึงขอรายงานผลการพิจารณาตามข้อ 79 ดังนี้",
        vendor=SELLER, quotation="ใบเสนอราคา เลขที่ QT6910-022 ลงวันที่ 12 ตุลาคม 2569", quoted_baht=Decimal("430000"), agreed_baht=Decimal("428000"),
        has_vat=True, limit_baht=Decimal("430000"), reason="เสนอพัสดุถูกต้องตรงตามรายละเอียดคุณลักษณะเฉพาะ และลดราคาให้หลังการเจรจา",
        closing=f"จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดให้ซื้อจาก{SELLER} เป็นเงิน 428,000.00 บาท และลงนามในประกาศผู้ชนะที่จะเสนอต่อไป",
        author=signed(CLERK, 10, 14, 9, 40, role="เจ้าหน้าที่"),
        reference_price=ReferencePrice(Decimal("430000"), "เกณฑ์ราคากลางของกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", date(2026, 10, 5)),
        decisions=(
            Decision("ความเห็นของหัวหน้าเจ้าหน้าที่", "เห็นควรให้ความเห็นชอบ", signed(FINANCE_DIRECTOR, 10, 14, 15, 2, role="หัวหน้าเจ้าหน้าที่")),
            Decision(f"คำสั่งของ{HEAD}", "", signed(MAYOR, 10, 15, 9, 10), ("เห็นชอบ", "ไม่เห็นชอบ"), "เห็นชอบ"),
        ),
        lines=(OrderLine(NOTEBOOK, Decimal(20), "เครื่อง", Decimal("21400")),),
    )  # fmt: skip


def acceptance_report() -> AcceptanceReport:
    """Of twelve notebooks of twenty, five days late, after a dissent and the ruling of the acting head."""
    told = acceptance_certificate()
    return AcceptanceReport(
        sender=SENDER, reported_on=date(2026, 11, 12), subject="รายงานผลการตรวจรับ ตามใบสั่งซื้อ เลขที่ 45/2570", addressee=HEAD, through="",
        order=told.order, instalment="", delivery_note=told.delivery_note, inspected_on=date(2026, 11, 10), grounds="ข้อ 175 (4)",
        outcome="รับไว้ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ 12 พ.ย. 2569 โดยมีความเห็นแย้ง 1 คน ครบตามที่ส่งมอบ", findings=told.findings,
        certificate="ใบตรวจรับพัสดุ เลขที่ 12/2570 ลงวันที่ 12 พฤศจิกายน 2569",
        delivered="กำหนดส่งมอบภายในวันที่ 5 พ.ย. 2569 ส่งมอบเมื่อวันที่ 10 พ.ย. 2569 เกินกำหนด 5 วัน", accepted_baht=told.accepted_baht,
        lines=told.lines, act=told.act, closing="จึงเรียนมาเพื่อโปรดทราบ และลงนามในหนังสือแจ้งผู้ขายภายใน 3 วันทำการนับถัดจากวันตรวจพบ",
        author=signed(CLERK, 11, 12, 15, 30, role="เจ้าหน้าที่"),
        acknowledged=Decision(f"การรับทราบของ{HEAD}", "ทราบ และลงนามในหนังสือแจ้งผู้ขาย ที่ นด 70102/471 แล้ว", signed(DEPUTY, 11, 13, 9, 15)),
        fine=told.fine, reserved=RESERVED,
    )  # fmt: skip


def vendor_letter() -> VendorLetter:
    """That eight notebooks are still to come."""
    told = acceptance_certificate()
    return VendorLetter(
        written_on=date(2026, 11, 13), subject="แจ้งผลการตรวจรับ ตามใบสั่งซื้อ เลขที่ 45/2570", order=told.order, instalment="",
        delivery_note=told.delivery_note, delivered_on=date(2026, 11, 10), inspected_on=date(2026, 11, 10), body_word=told.act.body_word,
        lines=told.lines, demand="จึงขอให้ท่านส่งมอบส่วนที่ยังไม่ได้รับให้ถูกต้องครบถ้วนตามใบสั่งซื้อโดยเร็ว", reserved=RESERVED, owner=SENDER,
        signature=signed(DEPUTY, 11, 13, 9, 15),
    )  # fmt: skip
