"""More papers of the invented office: the appointment of inspectors, the slips of a day's money, and a chapter of the manual."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from disbursement.papers import remittance_slip as slip
from disbursement.papers import remittance_summary as summary
from procurement.papers import AppointmentOrder, Member
from tests.workflows.paper_cast import (
    ACCOUNTANT,
    CASHIER,
    COMPUTER_OFFICER,
    FINANCE_DIRECTOR,
    MAYOR,
    TEACHER,
    WORKS_DIRECTOR,
    signed,
)
from workflows.papers.manual import Chapter, Instruction, Manual, Objection, Station
from workflows.papers.signatures import Acting, Order, Signature

COLLECTOR = Signature("นางสาวกัญญา ฟื้นสุข", "เจ้าพนักงานจัดเก็บรายได้ปฏิบัติงาน")
COLLECTING = Acting("ปฏิบัติหน้าที่", "เจ้าพนักงานจัดเก็บรายได้", Order("405/2569", date(2026, 11, 2)))
MARKET, RUBBISH, SIGNS = "ค่าธรรมเนียมตลาดสด", "ค่าธรรมเนียมเก็บและขนมูลฝอย", "ภาษีป้าย"


def appointment_order() -> AppointmentOrder:
    return AppointmentOrder(
        subject="แต่งตั้งคณะกรรมการตรวจรับพัสดุ สำหรับการซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง โดยวิธีเฉพาะเจาะจง",
        ordered_on=date(2026, 10, 8),
        opening="ด้วยองค์การบริหารส่วนตำบลบ้านนาดีได้ให้ความเห็นชอบให้ซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง โดยวิธีเฉพาะเจาะจง ตามรายงาน"
        "ขอซื้อ ที่ นด 70102/418 ลงวันที่ 7 ตุลาคม 2569 อาศัยอำนาจตามข้อ 25 และข้อ 26 ระเบียบกระทรวงการคลังฯ พ.ศ. 2560 จึงแต่งตั้งบุคคลดังต่อไปนี้",
        body_word="คณะกรรมการตรวจรับพัสดุ",
        members=(
            Member(WORKS_DIRECTOR.name, WORKS_DIRECTOR.position, "ประธานกรรมการ"), Member(TEACHER.name, TEACHER.position, "กรรมการ"),
            Member(COMPUTER_OFFICER.name, COMPUTER_OFFICER.position, "กรรมการ"),
        ),
        duties=(
            "ตรวจรับพัสดุ ณ ที่ทำการองค์การบริหารส่วนตำบลบ้านนาดี ให้ถูกต้องครบถ้วนตามใบสั่งและรายละเอียดคุณลักษณะเฉพาะ",
            "เมื่อตรวจถูกต้องครบถ้วนให้รับไว้ ถือว่าส่งมอบครบตั้งแต่วันที่ผู้ขายนำพัสดุมาส่ง แล้วมอบแก่เจ้าหน้าที่พร้อมใบตรวจรับ",
            "หากพัสดุถูกต้องแต่ไม่ครบจำนวน ให้ตรวจรับเฉพาะจำนวนที่ถูกต้อง และรีบรายงานเพื่อแจ้งผู้ขายภายใน 3 วันทำการนับถัดจากวันตรวจพบ",
            "กรรมการผู้ใดไม่ยอมรับพัสดุ ให้ทำความเห็นแย้งไว้ เพื่อเสนอสั่งการ",
        ),
        closing="ผู้ได้รับแต่งตั้งทุกคนต้องไม่เป็นผู้มีส่วนได้เสียกับผู้ยื่นข้อเสนอหรือคู่สัญญา หากทราบภายหลังว่ามีส่วนได้เสีย ให้รายงานให้ทราบทันที",
        signature=signed(MAYOR, 10, 8, 13, 58),
    )  # fmt: skip


def remittance_slip() -> slip.RemittanceSlip:
    """Handed over a day late by a stand-in: cash, a cheque and a transfer, one slip of a book cancelled."""
    return slip.RemittanceSlip(
        collected_on=date(2026, 11, 19), remitted_on=date(2026, 11, 20), unit="กองคลัง งานพัฒนาและจัดเก็บรายได้",
        incomes=(
            slip.IncomeLine(MARKET, "เล่มที่ 12", ("31–33", "35–48"), 17, Decimal("340.00")),
            slip.IncomeLine(RUBBISH, "เล่มที่ 12", ("49",), 1, Decimal("20.50")),
            slip.IncomeLine(SIGNS, "e-LAAS ชุดที่ 002", ("18–19",), 2, Decimal("4745.00")),
        ),
        ranges=(slip.BookRange("e-LAAS ชุดที่ 002", 18, 19, 2), slip.BookRange("เล่มที่ 12", 31, 49, 18, (34,))),
        cash=(
            slip.CashLine("ธนบัตร 100 บาท", Decimal(100), 3), slip.CashLine("ธนบัตร 20 บาท", Decimal(20), 3),
            slip.CashLine("เหรียญ 50 สตางค์", Decimal("0.50"), 1),
        ),
        cheques=(slip.Instrument("ธ.ก.ส. 5510284 (ใบเสร็จ e-LAAS ชุดที่ 002 เลขที่ 18)", Decimal("1500.00")),),
        transfers=(slip.Instrument("กรุงไทย ออมทรัพย์ 000-0-00001-1 T77 (ใบเสร็จ e-LAAS ชุดที่ 002 เลขที่ 19)", Decimal("3245.00")),),
        remitter=signed(replace(COLLECTOR, acting=COLLECTING), 11, 20, 9, 5, role="ผู้นำส่งเงิน"),
        receiver=signed(CASHIER, 11, 20, 9, 20, role="ผู้รับเงิน"), late_reason="ฝนตกหนัก กลับถึงสำนักงานหลังปิดรับเงิน",
    )  # fmt: skip


def remittance_summary() -> summary.RemittanceSummary:
    """Three slips with numbers of three digits; a part banked, a part kept, a part in the bank already, a fine that never was cash."""
    day = date(2026, 11, 20)
    return summary.RemittanceSummary(
        summarized_on=day,
        slips=(
            summary.SlipRow("131/2570", COLLECTOR.name, date(2026, 11, 19), Decimal("360.50"), Decimal("1500.00"), Decimal("3245.00")),
            summary.SlipRow("132/2570", "นางสาวพรรณนารายณ์ ศิริวัฒนากุล ณ ทุ่งสมมติ", day, Decimal(), Decimal("13400.00"), Decimal()),
            summary.SlipRow("133/2570", CASHIER.name, day, Decimal("8421.25"), Decimal(), Decimal()),
        ),
        incomes=(
            summary.IncomeRow(MARKET, "131/2570, 132/2570, 133/2570", 17, Decimal("340.00")), summary.IncomeRow(RUBBISH, "131/2570", 1, Decimal("20.50")),
            summary.IncomeRow(SIGNS, "131/2570", 2, Decimal("4745.00")), summary.IncomeRow("หลักประกันสัญญา", "132/2570", 1, Decimal("13400.00")),
            summary.IncomeRow("ค่าน้ำประปา", "133/2570", 31, Decimal("8421.25")),
            summary.IncomeRow("ค่าปรับการผิดสัญญา", "เล่มที่ 7 เลขที่ 32", 1, Decimal("2568.00"), is_cash=False),
        ),
        placed=(
            summary.PlacedRow("นำฝาก กรุงไทย ออมทรัพย์ 000-0-00001-1", "ใบนำฝาก PI131/2570 ลงวันที่ 20 พ.ย. 2569", Decimal("15260.50")),
            summary.PlacedRow("เก็บรักษาในตู้นิรภัย", "กรรมการเก็บรักษาเงิน จะนำฝากในวันทำการถัดไป", Decimal("8421.25")),
            summary.PlacedRow("เงินโอนเข้าบัญชีธนาคารแล้ว", "กรุงไทย ออมทรัพย์ 000-0-00001-1", Decimal("3245.00")),
            summary.PlacedRow("มิใช่เงินสด หักจากเงินที่จ่าย", "ใบเสร็จค่าปรับ", Decimal("2568.00")),
        ),
        signatures=(
            signed(CASHIER, 11, 20, 16, 22, role="ผู้จัดทำ"), signed(FINANCE_DIRECTOR, 11, 20, 16, 34, role="ผู้ตรวจสอบ"),
            signed(ACCOUNTANT, 11, 20, 16, 40, role="ผู้ตรวจสอบประจำวัน", seat="ตามคำสั่งนายก"),
        ),
        checked_baht=Decimal("29494.75"), remarks=("ฝากธนาคารไม่ทันในวันนั้น เพราะได้รับเงินเวลา 16.10 น. หลังธนาคารปิด",),
    )  # fmt: skip


def manual() -> Manual:
    """Two chapters with a clause that nobody has confirmed."""
    objection = Objection(
        "วงเงินเกิน 500,000 บาท จึงใช้วิธีเฉพาะเจาะจงไม่ได้",
        "มาตรา 56 วรรคหนึ่ง (2) (ข)",
        "ใช้วิธีประกาศเชิญชวนทั่วไป",
        "OVER_SPECIFIC_METHOD_LIMIT",
    )
    chapters = tuple(
        Chapter(
            title, ("พ.ร.บ. การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",), (Station("ร่าง", "เจ้าหน้าที่พัสดุ", "เสนอรายงาน", ("ยกเลิก ไปที่ ยกเลิกแล้ว",)), Station("ยกเลิกแล้ว", "", "", is_beside=True)),
            (Instruction("เสนอรายงาน", "เจ้าหน้าที่พัสดุ", "ข้อ 22", "ทำรายงานให้ครบแปดรายการ", ("B7",), "เสนอแล้ว", "ภายใน 3 วันทำการ", "รายงานขอซื้อขอจ้าง", signs=True, is_doubtful=True, objections=(objection,)),),
        )
        for title in ("จัดซื้อจัดจ้าง", "ตรวจรับพัสดุ")
    )  # fmt: skip
    return Manual(chapters, date(2026, 11, 29), (objection,))
