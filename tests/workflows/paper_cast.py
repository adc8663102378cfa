"""The invented office whose papers the tests print: its people, and how they sign."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workflows.papers.paper import Contract, Letterhead, Paper
from workflows.papers.signatures import Acting, Order, Signature

BANGKOK = ZoneInfo("Asia/Bangkok")
OFFICE = Letterhead(
    "องค์การบริหารส่วนตำบลบ้านนาดี", "อบต.บ้านนาดี", "เลขที่ 99 หมู่ที่ 4 ตำบลบ้านนาดี อำเภอทุ่งสมมติ จังหวัดสมมตินคร 00000", "0994000999909"
)
ABSENCE = Acting("รักษาราชการแทน", "นายกองค์การบริหารส่วนตำบลบ้านนาดี", Order("201/2569", date(2026, 9, 14)))
CLERK = Signature("นางสาวอรทัย พูนสิน", "นักวิชาการพัสดุปฏิบัติการ")
FINANCE_DIRECTOR = Signature("นางรัตนา ศรีบุญเรือง", "ผู้อำนวยการกองคลัง")
SECRETARY = Signature("นายวีระชัย ทองสุข", "ปลัดองค์การบริหารส่วนตำบลบ้านนาดี")
MAYOR = Signature("นายสมศักดิ์ นาดีงาม", "นายกองค์การบริหารส่วนตำบลบ้านนาดี")
DEPUTY = Signature("นางสาวพิมพ์ใจ แก้วมณี", "รองนายกองค์การบริหารส่วนตำบล", acting=ABSENCE)
WORKS_DIRECTOR = Signature("นายอุดม ก้อนทอง", "ผู้อำนวยการกองช่าง")
TEACHER = Signature("นางเพ็ญศรี ญาณกิตติ์", "ครูชำนาญการ")
COMPUTER_OFFICER = Signature("นายชัยวัฒน์ ซึ้งจิตต์", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ")
CASHIER = Signature("นายธีรพงษ์ น้ำใส", "เจ้าพนักงานการเงินและบัญชีปฏิบัติงาน")
OFFICE_HEAD = Signature("นางจุฑารัตน์ ปิ่นฟ้า", "หัวหน้าสำนักปลัด")
EDUCATION_DIRECTOR = Signature("นายประเสริฐ ใจดี", "ผู้อำนวยการกองการศึกษา")
EDUCATION_OFFICER = Signature("นางสาวนภัสสร คงมั่น", "นักวิชาการศึกษาปฏิบัติการ")
ACCOUNTANT = Signature("นางสาวสุดารัตน์ ปั้นทอง", "นักวิชาการเงินและบัญชีชำนาญการ")
SELLER = "ห้างหุ้นส่วนจำกัด ทุ่งสมมติไอทีซัพพลาย"


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


def signed(who: Signature, month: int, day: int, hour: int, minute: int, **changes: str) -> Signature:
    """Who signed, at that minute of พ.ศ. 2569."""
    return replace(who, signed_on=date(2026, month, day), recorded_at=at(month, day, hour, minute), **changes)


def paper(contract: Contract, number: str, version: int, why: str, moment: datetime, **changes: object) -> Paper:
    return Paper.of(contract, number=number, version=version, why=why, time_of_data=moment, organization=OFFICE, **changes)  # type: ignore[arg-type]
