"""The demo office: nine officers, and a case at every stage, some in time and some late."""

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, takewhile
from random import Random

from disbursement.cheque_states import State as Returning
from disbursement.fund_day import FundDay
from disbursement.held_release import State as Releasing
from disbursement.models import Receipt, ReceivedBy, ReleaseTo
from disbursement.own_transfer import State as Moving
from disbursement.rehearsal.cheque_return import ChequeReturnWalk, take_in
from disbursement.rehearsal.collecting import receive_a_day
from disbursement.rehearsal.fund_day import DaysBehind, walk_fund_day
from disbursement.rehearsal.held_release import HeldReleaseWalk
from disbursement.rehearsal.own_transfer import OwnTransferWalk
from procurement.rehearsal.central import tell_outage, type_numbers
from procurement.rehearsal.furnishing import LINES, furnish
from procurement.rehearsal.paths import COMMITTEE, INSPECTOR, SUPERVISOR
from procurement.rehearsal.records import take_records
from procurement.rehearsal.road import Road
from procurement.rehearsal.stages import WITH_BANK, lived
from procurement.rehearsal.walk import Need, Walk
from workflows.calendar import fiscal_year, fiscal_year_bounds, is_bank_day, next_deposit_day, on_working_day, working_days
from workflows.practice import PracticeOffice, found_practice_office, set_day

BEGAN_DAYS_AGO = 45
STEPS_A_DAY = 2
SEED, MOVED_BAHT, CHEQUE_BAHT, FOUND_BAHT = 2570, "250000.00", Decimal("3200.00"), Decimal("20.00")
SUPERVISED = (*COMMITTEE, *SUPERVISOR)

# Works are projects of the ordinance, each with a line of its own. Of one, two halves are asked for apart: what ข้อ 20 forbids, to be seen.
MATERIALS, SUPPLIES, _WORKS, OF_FINANCE = LINES
FUEL = ("งานช่าง-วัสดุเชื้อเพลิงและหล่อลื่น", "ค่าวัสดุเชื้อเพลิงและหล่อลื่น", "กองช่าง", "800000.00")
ELECTRICAL = ("งานช่าง-วัสดุไฟฟ้าและวิทยุ", "ค่าวัสดุไฟฟ้าและวิทยุ", "กองช่าง", "200000.00")
PROJECTS = (
    ("งานช่าง-โครงการ 1", "โครงการซ่อมแซมถนนลูกรัง หมู่ที่ 2", "กองช่าง", "190000.00"),
    ("งานช่าง-โครงการ 2", "โครงการก่อสร้างลานกีฬาอเนกประสงค์ หมู่ที่ 1", "กองช่าง", "320000.00"),
    ("งานช่าง-โครงการ 3", "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4", "กองช่าง", "960000.00"),
    ("งานช่าง-โครงการ 4", "โครงการวางท่อระบายน้ำและบ่อพัก หมู่ที่ 3", "กองช่าง", "470000.00"),
    ("งานช่าง-โครงการ 5", "โครงการซ่อมหลังคาอาคารศูนย์พัฒนาเด็กเล็ก", "กองช่าง", "200000.00"),
    ("งานช่าง-โครงการ 6", "โครงการก่อสร้างรางระบายน้ำ หมู่ที่ 7", "กองช่าง", "400000.00"),
)  # fmt: skip
ORDINANCE = (MATERIALS, SUPPLIES, *PROJECTS, FUEL, ELECTRICAL, OF_FINANCE)

# Title, kind, lines, vendor, line of the ordinance, inspectors, instalments, where it stands now, on which working day it began.
CASES = (
    ("ซื้อวัสดุงานบ้านงานครัวประจำศูนย์พัฒนาเด็กเล็ก", "goods", (("น้ำยาทำความสะอาดพื้น", "แกลลอน", "24", "320.00"), ("ถุงขยะดำ", "แพ็ค", "60", "85.00")), 0, 1, INSPECTOR, 1, "purchase.completed", 0),
    ("จ้างซ่อมแซมถนนลูกรัง หมู่ที่ 2", "works", (("ปรับเกรดและบดอัดถนนลูกรัง 1.2 กิโลเมตร", "งาน", "1", "186000.00"),), 2, 2, SUPERVISED, 1, "purchase.completed", 0),
    ("ซื้อถังขยะพลาสติก 240 ลิตร", "goods", (("ถังขยะพร้อมฝาและล้อ", "ใบ", "40", "1890.00"),), 0, 0, COMMITTEE, 1, "payment.confirmed", 0),
    ("จ้างเหมาดูแลสวนสาธารณะ งวดแรก", "services", (("ดูแลสวนสาธารณะ", "งาน", "1", "54000.00"),), 3, 0, INSPECTOR, 2, "transfer.awaiting_executive", 0),
    ("ซื้อเครื่องพิมพ์มัลติฟังก์ชัน", "goods", (("เครื่องพิมพ์มัลติฟังก์ชันเลเซอร์", "เครื่อง", "2", "8900.00"),), 1, 1, INSPECTOR, 1, "voucher.approving", 1),
    ("ซื้อเสื้อกั๊กสะท้อนแสงและกรวยจราจร", "goods", (("เสื้อกั๊กสะท้อนแสง", "ตัว", "40", "180.00"), ("กรวยจราจร", "อัน", "60", "240.00")), 0, 0, INSPECTOR, 1, "voucher.checking", 1),
    ("จ้างถ่ายเอกสารและเข้าเล่มข้อบัญญัติ", "services", (("ถ่ายเอกสารเข้าเล่ม", "เล่ม", "120", "95.00"),), 0, 1, INSPECTOR, 1, "voucher.returned", 1),
    ("ซื้ออุปกรณ์กีฬาหมู่บ้าน", "goods", (("ลูกฟุตบอล เบอร์ 5", "ลูก", "20", "690.00"), ("ตาข่ายวอลเลย์บอล", "ผืน", "6", "850.00")), 0, 1, COMMITTEE, 1, "acceptance.dissented", 2),
    ("ซื้อกล้องวงจรปิดศูนย์ป้องกันภัย", "goods", (("กล้องวงจรปิดพร้อมติดตั้ง", "ชุด", "8", "6900.00"),), 1, 1, COMMITTEE, 1, "acceptance.one_signature", 2),
    ("ซื้อปั๊มน้ำหอยโข่งระบบประปา", "goods", (("ปั๊มน้ำ 3 แรงม้า", "เครื่อง", "2", "18500.00"),), 2, 0, INSPECTOR, 1, "acceptance.rejected", 3),
    ("จ้างก่อสร้างลานกีฬาอเนกประสงค์ หมู่ที่ 1", "works", (("ลานคอนกรีตขนาด 15 x 28 เมตร", "งาน", "1", "312000.00"),), 2, 3, SUPERVISED, 1, "acceptance.inspecting", 3),
    ("ซื้อวัสดุสำนักงานประจำไตรมาสที่ 1", "goods", (("กระดาษถ่ายเอกสาร A4 80 แกรม", "รีม", "200", "118.00"), ("แฟ้มสันกว้าง 3 นิ้ว", "แฟ้ม", "60", "78.00")), 0, 1, INSPECTOR, 1, "purchase.ordered", 0),
    ("ซื้อหมึกพิมพ์เลเซอร์ 4 สี", "goods", (("หมึกพิมพ์เลเซอร์ สีดำ", "ตลับ", "8", "2450.00"), ("หมึกพิมพ์เลเซอร์ สี", "ตลับ", "9", "2890.00")), 1, 1, INSPECTOR, 1, "purchase.ordered", 2),
    ("จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4 สายบ้านนาดี", "works", (("ถนน คสล. กว้าง 4 เมตร ยาว 180 เมตร หนา 0.15 เมตร", "งาน", "1", "486000.00"),), 2, 4, SUPERVISED, 2, "purchase.order_signed", 4),
    ("จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4 ช่วงวัดบ้านนาดี", "works", (("ถนน คสล. กว้าง 4 เมตร ยาว 175 เมตร หนา 0.15 เมตร", "งาน", "1", "472000.00"),), 2, 4, SUPERVISED, 1, "purchase.approving", 14),
    ("จ้างวางท่อระบายน้ำและบ่อพัก หมู่ที่ 3", "works", (("ท่อ คสล. ขนาด 0.60 เมตร ยาว 220 เมตร พร้อมบ่อพัก", "งาน", "1", "468000.00"),), 2, 5, SUPERVISED, 2, "supervision.working", 3),
    ("จ้างซ่อมหลังคาอาคารศูนย์พัฒนาเด็กเล็ก", "works", (("เปลี่ยนหลังคาเมทัลชีท 320 ตร.ม.", "งาน", "1", "198000.00"),), 2, 6, SUPERVISED, 1, "purchase.ordered", 3),
    ("จ้างเหมาซ่อมรถบรรทุกน้ำ ทะเบียน 81-0000", "services", (("ซ่อมระบบเบรกและคลัตช์", "งาน", "1", "48750.00"),), 3, 0, INSPECTOR, 1, "purchase.order_prepared", 6),
    ("ซื้อท่อระบายน้ำ คสล. ขนาด 0.60 เมตร", "goods", (("ท่อ คสล. มอก. ชั้น 3", "ท่อน", "90", "690.00"),), 2, 0, INSPECTOR, 1, "purchase.ordering", 8),
    ("ซื้อทรายหยาบและหินคลุกซ่อมถนน", "goods", (("หินคลุก", "ลบ.ม.", "120", "430.00"), ("ทรายหยาบ", "ลบ.ม.", "40", "380.00")), 2, 0, INSPECTOR, 1, "purchase.awarded", 9),
    ("จ้างทำป้ายประชาสัมพันธ์ภาษีที่ดินและสิ่งปลูกสร้าง", "services", (("ป้ายไวนิล 2.4 x 1.2 เมตร พร้อมติดตั้ง", "ป้าย", "12", "1150.00"),), 0, 1, INSPECTOR, 1, "purchase.result_endorsed", 10),
    ("ซื้อเครื่องตัดหญ้าสะพายไหล่", "goods", (("เครื่องตัดหญ้า 4 จังหวะ", "เครื่อง", "4", "9800.00"),), 2, 0, INSPECTOR, 1, "purchase.result_reported", 12),
    ("ซื้อเครื่องคอมพิวเตอร์สำหรับงานประมวลผล แบบที่ 1", "goods", (("เครื่องคอมพิวเตอร์พร้อมจอ", "เครื่อง", "3", "24000.00"),), 1, 1, INSPECTOR, 1, "purchase.negotiating", 13),
    ("จ้างก่อสร้างรางระบายน้ำ หมู่ที่ 7", "works", (("ราง คสล. ยาว 95 เมตร พร้อมฝา", "งาน", "1", "398500.00"),), 2, 7, SUPERVISED, 1, "purchase.approving", 15),
    ("ซื้อน้ำมันเชื้อเพลิงและหล่อลื่น เดือนธันวาคม", "goods", (("น้ำมันดีเซล", "ลิตร", "1900", "32.50"),), 2, 8, INSPECTOR, 1, "purchase.endorsed", 18),
    ("ซื้อหลอดไฟ LED ไฟทางสาธารณะ", "goods", (("หลอดไฟ LED 30 วัตต์ พร้อมโคม", "ชุด", "45", "1380.00"),), 1, 9, INSPECTOR, 1, "purchase.reported", 20),
    ("ซื้อยางมะตอยสำเร็จรูป", "goods", (("ยางมะตอยสำเร็จรูป 20 กก.", "ถุง", "400", "145.00"),), 2, 0, INSPECTOR, 1, "purchase.reporting", 22),
    ("จ้างเหมากำจัดวัชพืชคลองส่งน้ำ", "services", (("กำจัดวัชพืช ระยะทาง 3 กิโลเมตร", "งาน", "1", "27000.00"),), 3, 0, INSPECTOR, 1, "purchase.specified", 24),
    ("ซื้อสีจราจรและอุปกรณ์", "goods", (("สีจราจร สีขาว", "ถัง", "15", "1650.00"),), 0, 0, INSPECTOR, 1, "purchase.specifying", 25),
    ("ซื้อครุภัณฑ์โต๊ะทำงานและเก้าอี้", "goods", (("โต๊ะทำงานระดับ 3-6", "ตัว", "4", "5200.00"), ("เก้าอี้ทำงาน", "ตัว", "4", "2300.00")), 0, 1, INSPECTOR, 1, "purchase.specifier_needed", 26),
    ("ซื้อวัสดุไฟฟ้าซ่อมแซมอาคาร", "goods", (("สายไฟ VAF 2x2.5", "ม้วน", "6", "1890.00"),), 0, 9, INSPECTOR, 1, "purchase.budgeting", 27),
    ("ซื้อวัสดุประปาหมู่บ้าน", "goods", (("ท่อ PVC 2 นิ้ว", "เส้น", "80", "168.00"),), 2, 0, INSPECTOR, 1, "purchase.requested", 28),
    ("ซื้อชุดสารเคมีทดสอบคุณภาพน้ำ", "goods", (("ชุดทดสอบคลอรีนอิสระ", "ชุด", "5", "1250.00"),), 0, 0, INSPECTOR, 1, "purchase.draft", 29),
)  # fmt: skip


def furnish_demo(today: date) -> PracticeOffice:
    """Found the office some weeks ago, live its cases day by day, and let its clock go with the world's."""
    began = on_working_day(max(today - timedelta(days=BEGAN_DAYS_AGO), fiscal_year_bounds(fiscal_year(today))[0]))
    office = found_practice_office(is_practice=True, practice_today=began)
    vendors, lines = furnish(office, ordinance=ORDINANCE)
    records = take_records(office)
    money = DaysBehind(office, Random(SEED))  # noqa: S311  a demo needs repetition, not secrecy
    cases = []
    for title, kind, goods, vendor, line, members, parts, stop, begins_on in CASES:
        need = Need(title, goods, vendors[vendor], lines[line], kind=kind, members=members, shares=(1,) * parts)
        cases.append((begins_on, lived(Road(Walk(office, need, record=records.get(title))), stop)))
    found = None
    for number, day in enumerate(working_days(began, today)):
        set_day(office, day)
        if found is None and next_deposit_day(next_deposit_day(began)) <= day:
            found = find_too_much(office, began)
        for begins_on, steps in cases:
            if number >= begins_on:
                deque(islice(steps, STEPS_A_DAY), maxlen=0)
        if number:
            money.left.append(day)
        deque(money.close(day), maxlen=0)
    for _, steps in cases:  # a year that has just begun has had too few days
        deque(takewhile(lambda stage: stage != WITH_BANK, steps), maxlen=0)
    leave_open(office, [*([] if found else [began]), *money.left])
    if found is not None:
        release_found(office, found)
    type_numbers(office)
    tell_outage(office)
    set_day(office, None)
    return office


def leave_open(office: PracticeOffice, days: Sequence[date]) -> None:
    """The last days' money as it is on its way: before นายก, or in the safe where the bank was closed; before the daily checker; between
    two accounts; and a cheque that came back, of which a part is paid again."""
    slips, cheque = Random(SEED), None  # noqa: S311
    for day in days:
        receive_a_day(office, day, slips)
        if day == days[-1]:
            if cheque is not None and is_bank_day(day):
                come_back(office, cheque, day)
            walk_fund_day(office, day, until=FundDay.State.COMPARING)
        elif is_bank_day(day):
            cheque = cheque or take_in(office, day, CHEQUE_BAHT)
            walk_fund_day(office, day, until=FundDay.State.ACKNOWLEDGING)
        else:
            walk_fund_day(office, day, is_kept=True, until=FundDay.State.IN_SAFE)
    between = OwnTransferWalk(office)
    between.make(MOVED_BAHT)
    between.to(Moving.AWAITING_EXECUTIVE)


def find_too_much(office: PracticeOffice, day: date) -> FundDay:
    """More lies in the safe than the books know; นายก orders it to be held, and it is banked with the rest."""
    receive_a_day(office, day, Random(SEED))  # noqa: S311
    closed: FundDay = walk_fund_day(office, day, is_kept=True, short_baht=-FOUND_BAHT)
    return closed


def release_found(office: PracticeOffice, day: FundDay) -> None:
    """Nobody came for it: it is to become revenue, as soon as นายก orders so."""
    walk = HeldReleaseWalk(office)
    walk.propose(ReleaseTo.REVENUE, FOUND_BAHT, fund_day=day, grounds="สอบถามผู้เก็บเงินและผู้ชำระของวันนั้นแล้ว ไม่พบเจ้าของเงิน")
    walk.to(Releasing.DECIDING)


def come_back(office: PracticeOffice, cheque: Receipt, day: date) -> None:
    """The bank returns a cheque; the payer has brought half of it, and was asked for the rest."""
    walk = ChequeReturnWalk(office, cheque, on=day)
    walk.to(Returning.OWED)
    walk.pay(take_in(office, day, CHEQUE_BAHT / 2, ReceivedBy.CASH))
    walk.perform("theera", "chase", reason="โทรแล้ว ผู้จ่ายขอชำระส่วนที่เหลือสิ้นเดือน")
