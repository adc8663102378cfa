"""Invented papers of one invented office: a purchase that comes late and in part, a road, and a day's money."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from committees import papers as inspection
from disbursement.papers import daily_position as day
from disbursement.papers import voucher as money
from disbursement.papers import withholding_certificate as tax
from procurement import award_papers
from procurement import papers as purchase
from tests.workflows.paper_cast import (
    ACCOUNTANT,
    CASHIER,
    CLERK,
    COMPUTER_OFFICER,
    DEPUTY,
    EDUCATION_DIRECTOR,
    EDUCATION_OFFICER,
    FINANCE_DIRECTOR,
    MAYOR,
    OFFICE,
    OFFICE_HEAD,
    SECRETARY,
    SELLER,
    TEACHER,
    WORKS_DIRECTOR,
    at,
    signed,
)
from workflows.papers.signatures import Decision, Order, Signature


def purchase_request() -> purchase.PurchaseRequest:
    return purchase.PurchaseRequest(
        verb="ซื้อ",
        sender="กองคลัง งานพัสดุและทรัพย์สิน โทร. 0 0000 0000",
        reported_on=date(2026, 10, 7),
        subject="รายงานขอซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง โดยวิธีเฉพาะเจาะจง",
        addressee="นายกองค์การบริหารส่วนตำบลบ้านนาดี",
        through="หัวหน้าเจ้าหน้าที่ และปลัดองค์การบริหารส่วนตำบล",
        opening="ด้วยกองการศึกษามีความประสงค์ขอซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง ตามบันทึกข้อความ ที่ นด 70104/221 ลงวันที่ "
        "1 ตุลาคม 2569 งานพัสดุและทรัพย์สินได้ตรวจสอบงบประมาณและรายละเอียดแล้ว จึงขอรายงานขอซื้อตามระเบียบกระทรวงการคลังว่าด้วย"
        "การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 ข้อ 22 ดังนี้",
        reason="เพื่อใช้จัดการเรียนรู้ของศูนย์พัฒนาเด็กเล็กในสังกัด 4 แห่ง แทนเครื่องเดิมที่ใช้งานมาแล้ว 9 ปี ชำรุดบ่อยครั้งและซ่อมไม่คุ้มค่า "
        "ตามบัญชีสำรวจครุภัณฑ์ประจำปีงบประมาณ พ.ศ. 2569",
        specification="เครื่องคอมพิวเตอร์โน้ตบุ๊กสำหรับงานประมวลผล จำนวน 20 เครื่อง ตามรายละเอียดแนบท้าย 2 หน้า ซึ่งผู้ได้รับแต่งตั้งจัดทำเมื่อวันที่ "
        "5 ตุลาคม 2569 และหัวหน้าหน่วยงานของรัฐให้ความเห็นชอบเมื่อวันที่ 6 ตุลาคม 2569",
        reference_price=purchase.ReferencePrice(
            Decimal("430000"), "เกณฑ์ราคากลางและคุณลักษณะพื้นฐานการจัดหาอุปกรณ์และระบบคอมพิวเตอร์ ของกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม",
            date(2026, 10, 5), "เครื่องละ 21,500.00 บาท",
        ),
        budget=purchase.BudgetSource(
            "ข้อบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2570 แผนงานการศึกษา งานบริหารทั่วไปเกี่ยวกับการศึกษา งบลงทุน หมวดค่าครุภัณฑ์ "
            "ประเภทครุภัณฑ์คอมพิวเตอร์หรืออิเล็กทรอนิกส์",
            Decimal("440000"), Decimal("440000"), Decimal("430000"),
        ),
        needed_by="ภายใน 20 วัน นับถัดจากวันลงนามรับใบสั่งซื้อ",
        method="วิธีเฉพาะเจาะจง ตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 มาตรา 56 วรรคหนึ่ง (2) (ข) เนื่องจากเป็นพัสดุ"
        "ที่มีการจำหน่ายเป็นการทั่วไป และมีวงเงินในการจัดซื้อครั้งหนึ่งไม่เกิน 500,000 บาท โดยให้เจ้าหน้าที่เจรจาตกลงราคากับผู้ประกอบการโดยตรง "
        "ตามระเบียบฯ ข้อ 79",
        criteria="ใช้เกณฑ์ราคา โดยพิจารณาจากราคารวมของผู้ที่เสนอพัสดุถูกต้องครบถ้วนตามรายละเอียดคุณลักษณะเฉพาะ",
        proposals=(
            "ได้ตรวจสอบแล้ว มิใช่การแบ่งซื้อเพื่อให้วงเงินต่ำกว่าที่กำหนด ตามระเบียบฯ ข้อ 20",
            "ขอให้แต่งตั้งคณะกรรมการตรวจรับพัสดุ ตามระเบียบฯ ข้อ 25 และข้อ 26 ดังนี้",
        ),
        inspectors=(
            purchase.Member(WORKS_DIRECTOR.name, WORKS_DIRECTOR.position, "ประธานกรรมการ"),
            purchase.Member(TEACHER.name, TEACHER.position, "กรรมการ"),
            purchase.Member(COMPUTER_OFFICER.name, COMPUTER_OFFICER.position, "กรรมการ"),
        ),
        closing="จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดให้ดำเนินการซื้อตามรายละเอียดข้างต้น และลงนามในคำสั่งแต่งตั้งคณะกรรมการ"
        "ตรวจรับพัสดุที่เสนอมาพร้อมนี้",
        author=signed(CLERK, 10, 7, 10, 12, role="เจ้าหน้าที่"),
        decisions=(
            Decision(
                "ความเห็นของหัวหน้าเจ้าหน้าที่",
                "ได้ตรวจสอบแล้ว รายงานครบถ้วนทั้งแปดรายการ งบประมาณเพียงพอ และวิธีที่เสนอเป็นไปตามระเบียบ เห็นควรให้ความเห็นชอบ",
                signed(FINANCE_DIRECTOR, 10, 7, 15, 47, role="หัวหน้าเจ้าหน้าที่"),
            ),
            Decision("ความเห็นของปลัดองค์การบริหารส่วนตำบล", "เห็นควรให้ความเห็นชอบตามเสนอ เพื่อให้ทันเปิดภาคเรียนที่ 2", signed(SECRETARY, 10, 8, 9, 5)),
            Decision(
                "คำสั่งของนายกองค์การบริหารส่วนตำบล", "ให้ซื้อโดยวิธีเฉพาะเจาะจงตามที่รายงาน และลงนามในคำสั่งแต่งตั้งคณะกรรมการตรวจรับพัสดุแล้ว",
                signed(MAYOR, 10, 8, 13, 58), ("ให้ความเห็นชอบ", "ไม่ให้ความเห็นชอบ", "ส่งคืนเพื่อแก้ไข"), "ให้ความเห็นชอบ",
            ),
        ),
    )  # fmt: skip


def purchase_order() -> purchase.PurchaseOrder:
    return purchase.PurchaseOrder(
        verb="ซื้อ", ordered_on=date(2026, 10, 16), subject="เครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง",
        seller=purchase.Party(SELLER, "เลขที่ 12 ถนนสมมติ ตำบลในเมือง อำเภอทุ่งสมมติ จังหวัดสมมตินคร 00000", "0003569000125", "0 0000 0001"),
        quotation="ใบเสนอราคา เลขที่ QT6910-022 ลงวันที่ 12 ตุลาคม 2569",
        agreed="รายงานผลการพิจารณา ที่ นด 70102/431 ลงวันที่ 14 ตุลาคม 2569 ซึ่งหัวหน้าหน่วยงานของรัฐให้ความเห็นชอบเมื่อวันที่ 15 ตุลาคม 2569",
        lines=(
            purchase.OrderLine("เครื่องคอมพิวเตอร์โน้ตบุ๊กสำหรับงานประมวลผล", Decimal(20), "เครื่อง", Decimal("21400"), "ตามรายละเอียดคุณลักษณะเฉพาะแนบท้าย 2 หน้า"),
        ),
        vat_baht=Decimal("28000"), prices_have_vat=True, vat_percent=Decimal(7),
        deliver_within_days=20, counted_from="นับถัดจากวันที่ผู้ขายลงนามรับใบสั่งซื้อ", due_on=date(2026, 11, 5),
        place="ที่ทำการองค์การบริหารส่วนตำบลบ้านนาดี", warranty="1 ปี นับแต่วันที่รับมอบ",
        fine=purchase.LateFine(Decimal("0.20"), "ของราคาสิ่งของที่ยังไม่ได้รับมอบ"),
        ordered_by=signed(FINANCE_DIRECTOR, 10, 16, 10, 31, role="ผู้สั่งซื้อ", seat="หัวหน้าเจ้าหน้าที่"),
        received_by=Signature("นายไพฑูรย์ ฐิติกุล", f"ผู้แทน{SELLER}", "ผู้รับใบสั่งซื้อ"),
    )  # fmt: skip


def hire_order() -> purchase.PurchaseOrder:
    """An order for works, in two instalments, with a floor under its fine and its stamp duty."""
    return replace(
        purchase_order(), verb="จ้าง", subject="ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านสมมติ หมู่ที่ 4",
        seller=purchase.Party("นายบุญส่ง รุ่งเรืองศิลป์", "เลขที่ 7 หมู่ที่ 2 ตำบลบ้านนาดี อำเภอทุ่งสมมติ จังหวัดสมมตินคร 00000", "1000000000009"),
        lines=(purchase.OrderLine("ก่อสร้างถนนคอนกรีตเสริมเหล็ก กว้าง 4 เมตร ยาว 150 เมตร หนา 0.15 เมตร", Decimal(1), "แห่ง", Decimal("361234.50")),),
        vat_baht=Decimal(), vat_percent=None, deliver_within_days=60, counted_from="นับถัดจากวันที่ผู้รับจ้างลงนามรับใบสั่งจ้าง",
        due_on=date(2026, 12, 15), place="สายบ้านสมมติ หมู่ที่ 4 ตำบลบ้านนาดี", warranty="2 ปี นับแต่วันที่รับมอบ",
        fine=purchase.LateFine(Decimal("0.10"), "ของราคางานจ้างทั้งหมด", Decimal(100)),
        conditions=("ผู้รับจ้างต้องไม่เอางานทั้งหมดหรือแต่บางส่วนไปจ้างช่วง เว้นแต่ได้รับอนุญาตเป็นหนังสือ",),
        instalments=(
            purchase.Instalment(1, "งานดินและงานรองพื้นทางแล้วเสร็จทั้งหมด", date(2026, 11, 15), Decimal("144493.80")),
            purchase.Instalment(2, "งานผิวจราจรคอนกรีต และงานทั้งหมดแล้วเสร็จ", date(2026, 12, 15), Decimal("216740.70")),
        ),
        stamp_duty_baht=Decimal(362), ordered_by=replace(purchase_order().ordered_by, role="ผู้สั่งจ้าง"),
        received_by=Signature("นายบุญส่ง รุ่งเรืองศิลป์", "", "ผู้รับใบสั่งจ้าง"),
    )  # fmt: skip


def winner_announcement() -> award_papers.WinnerAnnouncement:
    return award_papers.WinnerAnnouncement(
        verb="ซื้อ", subject="เครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง", method="วิธีเฉพาะเจาะจง",
        report="รายงานขอซื้อ ที่ นด 70102/418 ลงวันที่ 7 ตุลาคม 2569", agreed_on=date(2026, 10, 15), winner=SELLER, amount_baht=Decimal("428000"),
        has_vat=True, grounds="ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 ข้อ 81", announced_on=date(2026, 10, 15),
        signature=Signature("", MAYOR.position),
    )  # fmt: skip


def acceptance_certificate() -> inspection.AcceptanceCertificate:
    """Twelve of twenty, five days late, one dissent, and the ruling of the acting head, whose day the certificate bears."""
    dissent = ("เห็นว่ากล่องบรรจุของเครื่องหมายเลข ND2269-011 และ ND2269-012 มีตราผนึกฉีกขาด เกรงว่าจะมิใช่ของใหม่ที่ยังไม่เคยใช้งาน "
               "จึงไม่ยอมรับ 2 เครื่องนี้จนกว่าผู้ผลิตจะรับรอง")  # fmt: skip
    ruling = inspection.Ruling(
        True,
        "พิจารณารายงานของคณะกรรมการ ลงวันที่ 10 พฤศจิกายน 2569 และหนังสือรับรองของผู้ผลิต ลงวันที่ 11 พฤศจิกายน 2569 ซึ่งยืนยันว่าทั้ง 2 เครื่อง"
        "เป็นของใหม่แล้ว จึงสั่งให้รับพัสดุไว้ทั้ง 12 เครื่อง ให้ถือว่าส่งมอบในวันที่ 10 พฤศจิกายน 2569 และบันทึกความเห็นแย้งไว้กับใบตรวจรับนี้",
        signed(DEPUTY, 11, 12, 14, 36),
    )
    return inspection.AcceptanceCertificate(
        certified_on=date(2026, 11, 12), place=f"ที่ทำการ{OFFICE.name}",
        order=inspection.OrderedFrom("ใบสั่งซื้อ", "45/2570", date(2026, 10, 16), "ซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก จำนวน 20 เครื่อง", SELLER, "ผู้ขาย", Decimal("428000"), date(2026, 11, 5)),
        delivery_note="ใบส่งของ เลขที่ IV6911-0107 ลงวันที่ 10 พฤศจิกายน 2569", received_on=date(2026, 11, 10), inspected_at=at(11, 10, 10, 30),
        lines=(inspection.AcceptedLine("เครื่องคอมพิวเตอร์โน้ตบุ๊กสำหรับงานประมวลผล", "เครื่อง", Decimal(20), Decimal(12), Decimal(12), Decimal("21400"), detail="หมายเลขเครื่อง ND2269-001 ถึง ND2269-012"),),
        findings="พัสดุถูกต้องแต่ไม่ครบจำนวน จึงตรวจรับไว้เฉพาะจำนวนที่ถูกต้อง ตามข้อ 175 (5) และรายงานเพื่อแจ้งผู้ขายภายใน 3 วันทำการนับถัดจากวันตรวจพบ โดยไม่ตัดสิทธิที่จะปรับในจำนวนที่ส่งมอบไม่ครบ",
        fine=inspection.Fine(
            "อัตราค่าปรับตามใบสั่งซื้อ ร้อยละ 0.20 ต่อวันของราคาสิ่งของที่ยังไม่ได้รับมอบ (ระเบียบฯ ข้อ 162) ฐานค่าปรับรวมภาษีมูลค่าเพิ่ม นับถัดจากวันครบกำหนดจนถึงวันส่งมอบ",
            (inspection.FineRow("ส่งมอบแล้ว 12 เครื่อง", Decimal("256800"), Decimal("0.20"), Decimal("513.60"), date(2026, 11, 6), date(2026, 11, 10)),
             inspection.FineRow("ค้างส่ง 8 เครื่อง", Decimal("171200"), Decimal("0.20"), Decimal("342.40"), date(2026, 11, 6))),
            "หนังสือ ที่ นด 70102/455 ลงวันที่ 6 พฤศจิกายน 2569",
        ),
        act=inspection.CollectiveAct(
            Order("218/2569", date(2026, 10, 8)),
            (inspection.Opinion(signed(WORKS_DIRECTOR, 11, 10, 11, 42, seat="ประธานกรรมการ"), True),
             inspection.Opinion(signed(TEACHER, 11, 10, 11, 55, seat="กรรมการ"), False, dissent),
             inspection.Opinion(signed(COMPUTER_OFFICER, 11, 10, 11, 44, seat="กรรมการ"), True, note="แทนนายเอกชัย วงศ์สมมติ ตามคำสั่งที่ 230/2569 ลงวันที่ 2 พฤศจิกายน 2569")),
            ruling,
        ),
        keeper=signed(CLERK, 11, 12, 15, 4, role="เจ้าหน้าที่ ผู้รับพัสดุ"), vendor=Signature("นายไพฑูรย์ ฐิติกุล", f"ผู้แทน{SELLER}", "ผู้ขาย"),
        outcome="รับไว้ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ 12 พ.ย. 2569 โดยมีความเห็นแย้ง 1 คน ครบตามที่ส่งมอบ 12 เครื่อง รวมรับแล้ว 12 จาก 20 เครื่องที่สั่ง ยังส่งไม่ครบ",
    )  # fmt: skip


def works_certificate() -> inspection.WorksCertificate:
    """The first of two instalments, on time, unanimous; the chair knew a day later, and two holidays lay between."""
    order = hire_order()
    return inspection.WorksCertificate(
        certified_on=date(2026, 11, 18), place=f"ที่ทำการ{OFFICE.name}",
        order=inspection.OrderedFrom("ใบสั่งจ้าง", "46/2570", date(2026, 10, 16), order.subject, order.seller.name, "ผู้รับจ้าง", order.total_baht, order.due_on),
        instalment=1, instalments=2, delivery_note="หนังสือส่งมอบงาน ลงวันที่ 12 พฤศจิกายน 2569", delivered_on=date(2026, 11, 12),
        acknowledged_on=date(2026, 11, 13), inspect_by=date(2026, 11, 18), inspected_on=date(2026, 11, 17),
        supervisor=signed(Signature("นายบุญเลิศ กุ้งทอง", "นายช่างโยธาปฏิบัติงาน"), 11, 16, 9, 20, role="ผู้ควบคุมงาน"),
        supervisor_report="รายงานของผู้ควบคุมงาน ลงวันที่ 16 พฤศจิกายน 2569",
        items=(inspection.WorkItem("งานดินถมบดอัดแน่น", "ยาว 150 เมตร", "ยาว 150 เมตร"), inspection.WorkItem("งานรองพื้นทาง หนา 0.10 เมตร", "600 ตารางเมตร", "604 ตารางเมตร")),
        instalment_baht=order.instalments[0].amount_baht, findings="งานถูกต้องครบถ้วนตามแบบรูปรายการและใบสั่งจ้าง",
        act=inspection.CollectiveAct(
            Order("219/2569", date(2026, 10, 8)),
            (inspection.Opinion(signed(WORKS_DIRECTOR, 11, 17, 14, 2, seat="ประธานกรรมการ"), True), inspection.Opinion(signed(TEACHER, 11, 17, 14, 9, seat="กรรมการ"), True),
             inspection.Opinion(signed(OFFICE_HEAD, 11, 18, 8, 40, seat="กรรมการ"), True)),
        ),
        keeper=signed(CLERK, 11, 18, 9, 15, role="เจ้าหน้าที่"), vendor=replace(order.received_by, role="ผู้รับจ้าง"),
        outcome="รับรองผลการปฏิบัติงานงวดที่ 1 ครบถ้วนตามงวดที่ 1 จาก 2 งวด",
    )  # fmt: skip


def voucher() -> money.Voucher:
    """Paid by transfer, less tax and fine; the seller's receipt is there, so the payment may be certified."""
    return money.Voucher(
        requested_on=date(2026, 11, 16), fiscal_year=2570, received_number="163/2570", received_on=date(2026, 11, 16), fund="เงินรายได้", unit="กองการศึกษา",
        subject="ค่าซื้อเครื่องคอมพิวเตอร์โน้ตบุ๊ก รับไว้ 12 เครื่อง จาก 20 เครื่อง ตามใบสั่งซื้อ เลขที่ 45/2570",
        budget=money.BudgetPosition(
            "การศึกษา", "บริหารทั่วไปเกี่ยวกับการศึกษา", "งบลงทุน ค่าครุภัณฑ์", "ครุภัณฑ์คอมพิวเตอร์หรืออิเล็กทรอนิกส์", Decimal("440000"), Decimal(),
            Decimal(), Decimal("428000"), Decimal(), Decimal("256800"),
        ),
        before_vat_baht=Decimal("240000"), vat_baht=Decimal("16800"), vat_percent=Decimal(7),
        deductions=(
            money.Deduction("ภาษีหัก ณ ที่จ่าย ร้อยละ 1 ของ 240,000.00", Decimal("2400"), "เงินรับฝาก ภาษีหัก ณ ที่จ่าย"),
            money.Deduction("ค่าปรับ 5 วัน ตามใบตรวจรับ", Decimal("2568"), "รายได้ค่าปรับการผิดสัญญา", "เล่ม 7 เลขที่ 32"),
        ),
        payee=money.Payee(SELLER, "0003569000125", "โอนเข้าบัญชีธนาคารกรุงไทย เลขที่ 000-0-00009-9 ชื่อบัญชี ห้างหุ้นส่วนจำกัด ทุ่งสมมติไอทีซัพพลาย"),
        evidence=(
            money.Evidence("รายงานขอซื้อและการให้ความเห็นชอบ", 1, 3, "นด 70102/418", date(2026, 10, 7), "ครบ"),
            money.Evidence("คุณลักษณะเฉพาะและราคากลาง", 4, 7, "", date(2026, 10, 5), "ครบ"),
            money.Evidence("คำสั่งแต่งตั้งกรรมการตรวจรับ", 8, 9, "218/2569", date(2026, 10, 8), "ครบ"),
            money.Evidence("ใบเสนอราคา", 10, 10, "QT6910-022", date(2026, 10, 12), "ครบ"),
            money.Evidence("รายงานผลการพิจารณา", 11, 12, "นด 70102/431", date(2026, 10, 14), "ครบ"),
            money.Evidence("ประกาศผู้ชนะการเสนอราคา", 13, 13, "", date(2026, 10, 15), "ครบ"),
            money.Evidence("ใบสั่งซื้อ", 14, 16, "45/2570", date(2026, 10, 16), "ครบ"),
            money.Evidence("หนังสือแจ้งการผิดนัดและสงวนสิทธิค่าปรับ", 17, 17, "นด 70102/455", date(2026, 11, 6), "ครบ"),
            money.Evidence("ใบส่งของและใบกำกับภาษี", 18, 19, "IV6911-0107", date(2026, 11, 10), "ครบ"),
            money.Evidence("ใบตรวจรับพัสดุ ความเห็นแย้ง คำสั่ง", 20, 22, "12/2570", date(2026, 11, 12), "ครบ"),
            money.Evidence("รายงานผลการตรวจรับต่อนายก", 23, 23, "นด 70102/470", date(2026, 11, 12), "ครบ"),
            money.Evidence("หนังสือรับรองของผู้ผลิต", 24, 24, "MF-2291", date(2026, 11, 11), "ครบ"),
            money.Evidence("หมายเลขครุภัณฑ์ 12 เครื่อง", 25, 25, "416-70-0001 ถึง 0012", date(2026, 11, 12), "ครบ"),
            money.Evidence("การคำนวณภาษีและค่าปรับ", 26, 26, "", date(2026, 11, 16), "ตรงกัน"),
        ),
        events=(
            money.Event("ให้ความเห็นชอบ", date(2026, 10, 8)), money.Event("สั่งซื้อ", date(2026, 10, 16)), money.Event("ส่งมอบ", date(2026, 11, 10)),
            money.Event("รับไว้", date(2026, 11, 12)), money.Event("วางฎีกา", date(2026, 11, 16), "ภายใน 5 วันนับแต่วันตรวจรับถูกต้อง"),
        ),
        signatures=(
            signed(EDUCATION_DIRECTOR, 11, 16, 9, 30, role="ผู้ขอเบิก", seat="หัวหน้าหน่วยงานผู้เบิก"), signed(EDUCATION_OFFICER, 11, 16, 9, 12, role="ผู้จัดทำฎีกา"),
            signed(ACCOUNTANT, 11, 17, 10, 48, role="ผู้ตรวจฎีกา"), signed(FINANCE_DIRECTOR, 11, 17, 14, 15, role="ผู้ตรวจฎีกา", seat="หัวหน้าหน่วยงานคลัง"),
            signed(SECRETARY, 11, 18, 8, 52, role="เห็นควรอนุมัติ"), signed(DEPUTY, 11, 18, 11, 20, role="ผู้อนุมัติฎีกา"),
        ),
        payment=money.Payment(
            "โอนเงินผ่านระบบของธนาคาร รายการที่ 000041/2570", date(2026, 11, 20), signed(CASHIER, 11, 20, 14, 32, role="ผู้จ่ายเงิน"),
            signed(FINANCE_DIRECTOR, 11, 20, 15, 5, role="ผู้รับรอง", seat="หัวหน้าหน่วยงานคลัง"),
            proof="ผลการโอนของธนาคาร ลงวันที่ 20 พฤศจิกายน 2569 และใบเสร็จรับเงินของผู้ขาย เลขที่ RC6911-0088 ลงวันที่ 20 พฤศจิกายน 2569",
        ),
    )  # fmt: skip


def withholding_certificate() -> tax.WithholdingCertificate:
    """The tax of the voucher above."""
    told = tax.Income(tax.OTHER, "ค่าซื้อ ตามมาตรา 69 ทวิ", "กศ 27/2570", date(2026, 11, 20), Decimal("240000"), Decimal("2400"))
    return tax.WithholdingCertificate(
        payer=tax.TaxParty("ผู้มีหน้าที่หักภาษี ณ ที่จ่าย", OFFICE.name, OFFICE.tax_id, OFFICE.address),
        payee=tax.TaxParty("ผู้ถูกหักภาษี ณ ที่จ่าย", SELLER, "0003569000125", "เลขที่ 12/3 หมู่ที่ 7 ตำบลปากน้ำ อำเภอทุ่งสมมติ จังหวัดสมมตินคร 00000"),
        returns=(tax.Choice("ภ.ง.ด.1"), tax.Choice("ภ.ง.ด.3"), tax.Choice("ภ.ง.ด.53", is_ticked=True)),
        incomes=(*(tax.Income(name) for name in tax.ROWS if name != tax.OTHER), told),
        ways=(tax.Choice("หัก ณ ที่จ่าย", is_ticked=True), tax.Choice("ออกให้ตลอดไป"), tax.Choice("ออกให้ครั้งเดียว")),
        signature=signed(CASHIER, 11, 20, 14, 32, role="ผู้จ่ายเงิน"),
    )


def daily_position() -> day.DailyPosition:
    """A Friday: part of the cash came after the bank had closed; nothing moved on Thursday, and the clock sealed it."""
    keys = (FINANCE_DIRECTOR, WORKS_DIRECTOR, OFFICE_HEAD)
    seats = ("โดยตำแหน่ง · กุญแจดอกที่ 1", "กุญแจดอกที่ 2", "กุญแจดอกที่ 3")
    return day.DailyPosition(
        reported_on=date(2026, 11, 20),
        accounts=(
            day.AccountDay("เงินสด", Decimal(), Decimal("12026.75"), moved_out_baht=Decimal("3605.50"), in_hand=True),
            day.AccountDay("เช็คและตราสารรอนำฝาก", Decimal(), Decimal("14900"), moved_out_baht=Decimal("14900"), in_hand=True),
            day.AccountDay("กรุงไทย ออมทรัพย์", Decimal("4812305.18"), moved_in_baht=Decimal("18505.50"), moved_out_baht=Decimal("292824.35"), number="000-0-00001-1"),
            day.AccountDay("กรุงไทย กระแสรายวัน", Decimal(), moved_in_baht=Decimal("292824.35"), paid_baht=Decimal("292824.35"), number="000-6-00002-2"),
            day.AccountDay("ธ.ก.ส. ออมทรัพย์", Decimal("1265440.07"), paid_baht=Decimal("84000"), number="000-2-00003-3"),
            day.AccountDay("ออมสิน ฝากประจำ", Decimal("3000000"), number="000-3-00004-4"),
        ),
        counted=(
            day.Counted("ธนบัตร 1,000 บาท", Decimal(1000), 6), day.Counted("ธนบัตร 500 บาท", Decimal(500), 3), day.Counted("ธนบัตร 100 บาท", Decimal(100), 8),
            day.Counted("ธนบัตร 50 บาท", Decimal(50), 2), day.Counted("ธนบัตร 20 บาท", Decimal(20), 1), day.Counted("เหรียญ 1 บาท", Decimal(1), 1),
            day.Counted("เหรียญ 25 สตางค์", Decimal("0.25"), 1),
        ),
        held=(
            day.HeldMoney("ภาษีหัก ณ ที่จ่าย", Decimal("1830"), Decimal("2400")), day.HeldMoney("หลักประกันสัญญา", Decimal("21400")),
        ),
        non_cash=(day.NonCashReceipt("ค่าปรับการผิดสัญญา ใบสั่งซื้อ 45/2570", "เล่ม 7 เลขที่ 32", Decimal("2568")),),
        prepared=(signed(CASHIER, 11, 20, 16, 41, role="ผู้จัดทำ"), signed(FINANCE_DIRECTOR, 11, 20, 16, 45, role="ผู้ตรวจสอบ", seat="หัวหน้าหน่วยงานคลัง")),
        custody=day.Custody(
            Order("165/2569", date(2026, 8, 3)), at(11, 20, 16, 52),
            tuple(signed(who, 11, 20, 16, 50 + place, role="กรรมการ", seat=seat) for place, (who, seat) in enumerate(zip(keys, seats, strict=True))),
        ),
        seals=(
            day.PrintedSeal(311, at(11, 19, 18, 0), 41, seal_hash("seal 311")), day.PrintedSeal(312, at(11, 20, 16, 47), 102, seal_hash("seal 312")),
        ),
        previous_seal=seal_hash("seal 310"),
        informed=(signed(SECRETARY, 11, 20, 17, 3, role="ทราบ"), signed(DEPUTY, 11, 20, 17, 10, role="ทราบ")),
        quiet_days=(date(2026, 11, 19),),
        remarks=(
            "รับตามใบสำคัญสรุปใบนำส่งเงิน เลขที่ 33/2570 เงินสด 8,421.25 บาท ได้รับเวลา 16.10 น. หลังธนาคารปิด จะนำฝากเต็มจำนวนในวันทำการถัดไป วันที่ 23 พฤศจิกายน 2569",
            "ยอดคงเหลือตรงกับสมุดเงินสดและสมุดเงินฝากธนาคาร",
        ),
        handover=day.Handover(
            Decimal("8421.25"), "เพื่อนำฝากธนาคารแล้ว", tuple(replace(who, role="ผู้มอบ", seat=seat) for who, seat in zip(keys, seats, strict=True)),
            replace(CASHIER, role="ผู้รับมอบ", seat="เจ้าหน้าที่การเงิน"),
        ),
    )  # fmt: skip


def seal_hash(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()
