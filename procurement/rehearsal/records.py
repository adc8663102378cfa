"""A file of invented contracts in the official layout, as the demo office has taken it into its register."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from procurement.contracts_file import LayoutCode, read_contracts
from procurement.contracts_file.layouts import LAYOUTS
from procurement.contracts_register import ContractsRegister
from procurement.models import ContractRecord
from workflows import engine
from workflows.founding import register_of
from workflows.practice import PracticeOffice

FAMILY = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"
OWN, NEXT_DOOR = "องค์การบริหารส่วนตำบลบ้านนาดี", "เทศบาลตำบลทุ่งสมมติ"
HIRED, WORKS = "จ้างทำของ/จ้างเหมาบริการ", "จ้างก่อสร้าง"

# Project number, title, kind, agency, method, agreed price, fiscal year, day. The first has become a case of the demo.
RECORDS = (
    ("69099000001", "ซื้อชุดสารเคมีทดสอบคุณภาพน้ำ", "ซื้อ", OWN, "เฉพาะเจาะจง", "6250", "2569", "14 ก.ย. 69"),
    ("69099000002", "ซื้อวัสดุสำนักงาน จำนวน ๑๒ รายการ", "ซื้อ", OWN, "เฉพาะเจาะจง", "18450.50", "2569", "16 ก.ย. 69"),
    ("69089000003", "จ้างเหมาถ่ายเอกสารพร้อมเข้าเล่ม", HIRED, OWN, "เฉพาะเจาะจง", "9600", "2569", "20 ส.ค. 69"),
    ("69089000004", "จ้างก่อสร้างรางระบายน้ำ หมู่ที่ 3", WORKS, OWN, "เฉพาะเจาะจง", "486000", "2569", "25 ส.ค. 69"),
    ("69079000005", "จ้างก่อสร้างถนน คสล. สายบ้านตัวอย่าง", WORKS, OWN, "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "2380000", "2569", "9 ก.ค. 69"),
    ("69069000006", "จ้างออกแบบอาคารศูนย์พัฒนาเด็กเล็ก", "จ้างออกแบบ", OWN, "เฉพาะเจาะจง", "120000", "2569", "2 มิ.ย. 69"),
    ("69059000007", "ซื้อเครื่องสูบน้ำดับเพลิง", "ซื้อ", NEXT_DOOR, "เฉพาะเจาะจง", "540000", "2569", "19 พ.ค. 69"),
    ("68129000008", "ซื้อครุภัณฑ์คอมพิวเตอร์ จำนวน 4 เครื่อง", "ซื้อ", NEXT_DOOR, "คัดเลือก", "96000", "2569", "8 ธ.ค. 68"),
)  # fmt: skip


def take_records(office: PracticeOffice) -> dict[str, ContractRecord]:
    """The rows of the file by their titles."""
    (layout,) = (layout for layout in LAYOUTS if layout.code is LayoutCode.EGP_CONTRACTS)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "สัญญา-2569.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.header for column in layout.columns)
            for number, (project, title, kind, agency, method, baht, year, day) in enumerate(RECORDS, start=1):
                writer.writerow([number, project, title, kind, agency, "-", FAMILY, method, "-", baht, baht, baht, year, day, "-"])
        register = register_of(office.organization, ContractsRegister)
        engine.perform(None, register, "take_file", file=read_contracts(path))
    return {record.title: record for record in ContractRecord.objects.filter(document=register.pk)}
