"""The demo office: nine officers, and a case at every stage, some in time and some late."""

from collections.abc import Iterator
from datetime import date, timedelta

from procurement.purchase import State
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import ROAD, Need, Walk
from workflows import engine
from workflows.calendar import add_working_days, is_working_day
from workflows.founding import register_of
from workflows.practice import PracticeOffice, found_practice_office
from workflows.registers.office import OfficeRegister

BEGAN_DAYS_AGO = 45
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))
INSPECTOR = (("orathai", "inspector"),)
SUPERVISED = (*COMMITTEE, ("somchai", "supervisor"))

# Title, kind, lines, vendor, budget line, inspectors, instalments, the state it stands at, on which working day it began.
CASES = (
    ("ซื้อวัสดุสำนักงานประจำไตรมาสที่ 1", "goods", (("กระดาษถ่ายเอกสาร A4 80 แกรม", "รีม", "200", "118.00"), ("แฟ้มสันกว้าง 3 นิ้ว", "แฟ้ม", "60", "78.00")), 0, 1, INSPECTOR, 1, State.ORDERED, 0),
    ("ซื้อหมึกพิมพ์เลเซอร์ 4 สี", "goods", (("หมึกพิมพ์เลเซอร์ สีดำ", "ตลับ", "8", "2450.00"), ("หมึกพิมพ์เลเซอร์ สี", "ตลับ", "9", "2890.00")), 1, 1, INSPECTOR, 1, State.ORDERED, 2),
    ("จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4 สายบ้านนาดี", "works", (("ถนน คสล. กว้าง 4 เมตร ยาว 180 เมตร หนา 0.15 เมตร", "งาน", "1", "486000.00"),), 2, 2, SUPERVISED, 2, State.ORDER_SIGNED, 4),
    ("จ้างเหมาซ่อมรถบรรทุกน้ำ ทะเบียน 81-0000", "services", (("ซ่อมระบบเบรกและคลัตช์", "งาน", "1", "48750.00"),), 3, 0, INSPECTOR, 1, State.ORDER_PREPARED, 6),
    ("ซื้อท่อระบายน้ำ คสล. ขนาด 0.60 เมตร", "goods", (("ท่อ คสล. มอก. ชั้น 3", "ท่อน", "90", "690.00"),), 2, 0, INSPECTOR, 1, State.ORDERING, 8),
    ("ซื้อทรายหยาบและหินคลุกซ่อมถนน", "goods", (("หินคลุก", "ลบ.ม.", "120", "430.00"), ("ทรายหยาบ", "ลบ.ม.", "40", "380.00")), 2, 0, INSPECTOR, 1, State.AWARDED, 9),
    ("จ้างทำป้ายประชาสัมพันธ์ภาษีที่ดินและสิ่งปลูกสร้าง", "services", (("ป้ายไวนิล 2.4 x 1.2 เมตร พร้อมติดตั้ง", "ป้าย", "12", "1150.00"),), 0, 1, INSPECTOR, 1, State.RESULT_ENDORSED, 10),
    ("ซื้อเครื่องตัดหญ้าสะพายไหล่", "goods", (("เครื่องตัดหญ้า 4 จังหวะ", "เครื่อง", "4", "9800.00"),), 2, 0, INSPECTOR, 1, State.RESULT_REPORTED, 12),
    ("ซื้อเครื่องคอมพิวเตอร์สำหรับงานประมวลผล แบบที่ 1", "goods", (("เครื่องคอมพิวเตอร์พร้อมจอ", "เครื่อง", "3", "24000.00"),), 1, 1, INSPECTOR, 1, State.NEGOTIATING, 13),
    ("จ้างก่อสร้างรางระบายน้ำ หมู่ที่ 7", "works", (("ราง คสล. ยาว 95 เมตร พร้อมฝา", "งาน", "1", "398500.00"),), 2, 2, SUPERVISED, 1, State.APPROVING, 15),
    ("ซื้อน้ำมันเชื้อเพลิงและหล่อลื่น เดือนธันวาคม", "goods", (("น้ำมันดีเซล", "ลิตร", "1900", "32.50"),), 2, 0, INSPECTOR, 1, State.ENDORSED, 18),
    ("ซื้อหลอดไฟ LED ไฟทางสาธารณะ", "goods", (("หลอดไฟ LED 30 วัตต์ พร้อมโคม", "ชุด", "45", "1380.00"),), 1, 0, INSPECTOR, 1, State.REPORTED, 20),
    ("ซื้อยางมะตอยสำเร็จรูป", "goods", (("ยางมะตอยสำเร็จรูป 20 กก.", "ถุง", "400", "145.00"),), 2, 0, INSPECTOR, 1, State.REPORTING, 22),
    ("จ้างเหมากำจัดวัชพืชคลองส่งน้ำ", "services", (("กำจัดวัชพืช ระยะทาง 3 กิโลเมตร", "งาน", "1", "27000.00"),), 3, 0, INSPECTOR, 1, State.SPECIFIED, 24),
    ("ซื้อสีจราจรและอุปกรณ์", "goods", (("สีจราจร สีขาว", "ถัง", "15", "1650.00"),), 0, 0, INSPECTOR, 1, State.SPECIFYING, 25),
    ("ซื้อครุภัณฑ์โต๊ะทำงานและเก้าอี้", "goods", (("โต๊ะทำงานระดับ 3-6", "ตัว", "4", "5200.00"), ("เก้าอี้ทำงาน", "ตัว", "4", "2300.00")), 0, 1, INSPECTOR, 1, State.SPECIFIER_NEEDED, 26),
    ("ซื้อวัสดุไฟฟ้าซ่อมแซมอาคาร", "goods", (("สายไฟ VAF 2x2.5", "ม้วน", "6", "1890.00"),), 0, 0, INSPECTOR, 1, State.BUDGETING, 27),
    ("ซื้อวัสดุประปาหมู่บ้าน", "goods", (("ท่อ PVC 2 นิ้ว", "เส้น", "80", "168.00"),), 2, 0, INSPECTOR, 1, State.REQUESTED, 28),
    ("ซื้อชุดสารเคมีทดสอบคุณภาพน้ำ", "goods", (("ชุดทดสอบคลอรีนอิสระ", "ชุด", "5", "1250.00"),), 0, 0, INSPECTOR, 1, State.DRAFT, 29),
)  # fmt: skip


def furnish_demo(today: date) -> PracticeOffice:
    """Found the office some weeks ago, walk its cases day by day, and let its clock go with the world's."""
    began = today - timedelta(days=BEGAN_DAYS_AGO)
    office = found_practice_office(is_practice=True, practice_today=began)
    vendors, lines = furnish(office)
    walks = [(Walk(office, Need(title, goods, vendors[v], lines[line], kind=kind, members=members, shares=(1,) * parts)), target, began_on)
             for title, kind, goods, v, line, members, parts, target, began_on in CASES]  # fmt: skip
    for number, day in enumerate(working_days(began, today)):
        set_day(office, day)
        for walk, target, began_on in walks:
            if number >= began_on:
                one_step(walk, target)
    set_day(office, None)
    return office


def one_step(walk: Walk, target: State) -> None:
    """At most one step of a case on a day, as in life."""
    if walk.purchase is None:
        walk.open()
    elif walk.purchase.state != target:
        ROAD[State(walk.purchase.state)](walk)


def working_days(first: date, last: date) -> Iterator[date]:
    day = first if is_working_day(first) else add_working_days(first, 1)
    while day <= last:
        yield day
        day = add_working_days(day, 1)


def set_day(office: PracticeOffice, day: date | None) -> None:
    """Move the practice clock; None lets it run with the world's."""
    data = {"day": day} if day else {}
    engine.perform(None, register_of(office.organization, OfficeRegister), "set_practice_day", **data)
