"""What is bought: goods, services or works, by the source's own word, or else by the first telling word of a title.

Works are what section 4 of the act calls งานก่อสร้าง: building, mending, extending or pulling down a building, a public
utility or another structure. They take the road of clause 176, goods and services that of clause 175, so a title is
read for what is worked on, not for the verb alone: จ้างซ่อมถนน is works, จ้างซ่อมรถ is a service.
"""

import re
from enum import StrEnum


class ContractKind(StrEnum):
    GOODS = "GOODS"
    SERVICES = "SERVICES"
    WORKS = "WORKS"


# The names of e-GP's project types. What e-GP calls hire to make (จ้างทำของ) is accepted like any other hire.
KIND_BY_SOURCE_WORD = {
    "ซื้อ": ContractKind.GOODS,
    "แลกเปลี่ยน": ContractKind.GOODS,
    "จ้างก่อสร้าง": ContractKind.WORKS,
    "จ้างออกแบบรวมก่อสร้าง": ContractKind.WORKS,
    "จ้างทำของ/จ้างเหมาบริการ": ContractKind.SERVICES,
    "จ้างทำของ": ContractKind.SERVICES,
    "จ้างเหมาบริการ": ContractKind.SERVICES,
    "เช่า": ContractKind.SERVICES,
    "จ้างที่ปรึกษา": ContractKind.SERVICES,
    "จ้างออกแบบ": ContractKind.SERVICES,
    "จ้างควบคุมงาน": ContractKind.SERVICES,
    "จ้างออกแบบหรือควบคุมงาน": ContractKind.SERVICES,
    "จ้างออกแบบและควบคุมงาน": ContractKind.SERVICES,
}

_CALL_FOR_BIDS = re.compile(r"(?:ประกวดราคา(?:อิเล็กทรอนิกส์)?|สอบราคา|ตกลงราคา)\s*")
_CONSULTANCY = re.compile(r"จ้าง\s*(?:จ้าง)?\s*(?:ที่ปรึกษา|ออกแบบ(?!รวมก่อสร้าง)|ควบคุมงาน)")
_GOODS = re.compile(r"(?:จัด)?ซื้อ|แลกเปลี่ยน|วัสดุ|ครุภัณฑ์|อาหาร")
_PLACE = re.compile(r"(?:โดย|ด้วย)วิธี(?!ซ่อม)|ตำบล|อำเภอ|จังหวัด|(?<![ก-๎])[ตอจ]\.")

_SERVICE_WORDS = (
    "เช่า", "เหมาบริการ", "จ้างทำของ", "บริหาร", "ขยะ", "มูลฝอย", "ความสะอาด", "จัดทำ", "จัดแสดง", "จัดงาน",
    "ตกแต่งดอกไม้", "ประดับ", "ทำป้าย", "สำรวจ", "ประเมิน", "ถ่ายเอกสาร", "เข้าเล่ม", "ตรายาง", "อบรม", "ประชาสัมพันธ์", "ทำอาหาร",
)  # fmt: skip
_MOVABLE_WORDS = (
    "(?<!กา)รถ(?!ไฟ)", "ยานพาหนะ", "เครื่อง(?!หมายจราจร)", "ครุภัณฑ์", "คอมพิวเตอร์", "โน้ตบุ๊ก", "เรือ(?!น)", "เลื่อย", "อะไหล่", "กล้อง",
    "ถังกรอง",
)  # fmt: skip
_STRUCTURE_WORDS = (
    "ก่อสร้าง", "ซ่อมสร้าง", "รื้อถอน", "ต่อเติม", "ขุดลอก", "ขุดเจาะ", "ขุดสระ", "ถมดิน", "ถมปรับ", "ปรับเกรด", "บุกเบิก",
    "ถนน", "สายทาง", "ผิวจราจร", "ไหล่ทาง", "ทางเท้า", "ทางหลวง", "ทางลำเลียง", "หินคลุก", "ลูกรัง", "ลาดยาง", "ปูยาง",
    "คอนกรีต", r"ค\.?ส\.?ล\.?", "แอสฟั", "(?i:asphal?t)", "เสริมผิว", "ผิวทาง", "(?i:slurry)", "สเลอรี่", "ฉาบผิว", "การ์ดเลน", "การ์ดเรล",
    "สะพาน", "ท่อ(?!ง)", "ราง(?!วัล)", "ระบายน้ำ", "ตลิ่ง", "เขื่อน", "พนัง", "ฝาย", "อ่างเก็บน้ำ", "สระน้ำ", "สระเก็บน้ำ", "คันสระ",
    "คลอง", "เหมือง", "ลำห้วย", "หนองน้ำ", "บ่อ(?!ย)", "ประปา", "บาดาล", "ระบบจ่ายน้ำ", "ระบบส่งน้ำ", "สูบน้ำ",
    "ไฟฟ้า(?!ขัดข้อง)", "เสาไฟ", "โคมไฟ", "ไฟจราจร", "เครื่องหมายจราจร", "อาคาร", "ศาลา", "โรงจอด", "โรงเก็บ", "หลังคา",
    "ห้อง(?!ปฏิบัติการ)", "ตลาด", "เมรุ", "หอถัง", "หอประชุม",
    "ศูนย์พัฒนาเด็กเล็ก",
    "สนาม", "ลาน", "รั้ว", "กำแพง", "ประตู", "ซุ้ม", "ป้อม", "ภูมิทัศน์", "สวนสาธารณะ", "สวนสุขภาพ", "มัสยิด", "โบราณสถาน",
)  # fmt: skip
_TELLING = re.compile(
    f"(?P<service>{'|'.join(_SERVICE_WORDS)})|(?P<movable>{'|'.join(_MOVABLE_WORDS)})|(?P<structure>{'|'.join(_STRUCTURE_WORDS)})"
)


def kind_of_title(title: str) -> ContractKind:
    """The kind by the title: its lead word, and for a hire the first word that tells what is worked on.

    A hire that tells nothing is a service: the place in the title (ตำบล, อำเภอ, จังหวัด) is never read.
    """
    matter = _without_call_for_bids(title)
    if _GOODS.match(matter):
        return ContractKind.GOODS
    if _CONSULTANCY.match(matter):
        return ContractKind.SERVICES
    telling = _TELLING.search(_PLACE.split(matter, maxsplit=1)[0])
    return ContractKind.WORKS if telling and telling.lastgroup == "structure" else ContractKind.SERVICES


def is_consultancy(title: str) -> bool:
    """Whether a consultant, a designer or a supervisor is hired: a road of its own in the act."""
    return bool(_CONSULTANCY.match(_without_call_for_bids(title)))


def _without_call_for_bids(title: str) -> str:
    called = _CALL_FOR_BIDS.match(title)
    return title[called.end() :] if called else title
