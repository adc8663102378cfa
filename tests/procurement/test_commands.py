"""Commands of whoever runs the machine: which office is meant and what is wrong with a file, in a sentence and never as a traceback."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from procurement.models import ContractRecord
from tests.procurement.contracts_files import write_egp_lines
from workflows.practice import PracticeOffice, found_practice_office

NADI = "อบต.บ้านนาดี (องค์การบริหารส่วนตำบลบ้านนาดี)"
ANOTHER = "อบต.อื่น (องค์การบริหารส่วนตำบลบ้านนาดี)"


@pytest.fixture
def another(office: PracticeOffice) -> PracticeOffice:
    """A second office in the same database."""
    return found_practice_office(suffix="2", short_name="อบต.อื่น")


def run(command: str, target: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command(command, str(target), stdout=out, stderr=out, **options)
    return out.getvalue()


def refused(command: str, target: Path, **options: Any) -> str:
    with pytest.raises(CommandError) as error:
        run(command, target, **options)
    return str(error.value)


def targets(folder: Path) -> dict[str, Path]:
    return {"import_egp": write_egp_lines(folder, {}), "export_journal": folder / "trail.jsonl"}


@pytest.mark.parametrize("command", ["import_egp", "export_journal"])
def test_of_two_offices_one_is_named(tmp_path: Path, another: PracticeOffice, command: str) -> None:
    told = refused(command, targets(tmp_path)[command])
    assert told == f"มีหลายหน่วยงาน ระบุหน่วยงานด้วย --organization เลือกได้จาก {NADI}, {ANOTHER}"
    assert not (tmp_path / "trail.jsonl").exists() and not ContractRecord.objects.exists()


@pytest.mark.parametrize("command", ["import_egp", "export_journal"])
def test_an_office_that_is_not_there(tmp_path: Path, another: PracticeOffice, command: str) -> None:
    told = refused(command, targets(tmp_path)[command], organization="อบต.ไม่มี")
    assert told == f"ไม่พบหน่วยงาน “อบต.ไม่มี” เลือกได้จาก {NADI}, {ANOTHER}"


@pytest.mark.parametrize("command", ["import_egp", "export_journal"])
def test_a_name_that_two_offices_bear(tmp_path: Path, another: PracticeOffice, command: str) -> None:
    told = refused(command, targets(tmp_path)[command], organization=another.organization.name)
    assert told == f"มีหน่วยงานชื่อ “{another.organization.name}” มากกว่าหนึ่งแห่ง เลือกได้จาก {NADI}, {ANOTHER}"


@pytest.mark.parametrize("command", ["import_egp", "export_journal"])
def test_no_office_at_all(db: None, tmp_path: Path, command: str) -> None:
    assert refused(command, targets(tmp_path)[command]) == "ยังไม่มีหน่วยงาน ตั้งหน่วยงานด้วยคำสั่ง found_office ก่อน"


def test_the_named_office_is_the_one(tmp_path: Path, another: PracticeOffice) -> None:
    of = targets(tmp_path)
    assert "นำเข้า 1 แถว" in run("import_egp", of["import_egp"], organization="อบต.อื่น")
    assert ContractRecord.objects.get().organization_id == another.organization.pk
    run("export_journal", of["export_journal"], organization="อบต.อื่น")
    entries = [json.loads(line) for line in of["export_journal"].read_text().splitlines()]
    assert {one["organization"] for one in entries if one["kind"] == "entry"} == {another.organization.pk.hex}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "แฟ้มว่าง ไม่มีหัวตารางและไม่มีรายการ ส่งออกจากระบบต้นทางใหม่"),
        (b"\xef\xbb\xbf\r\n \r\n", "แฟ้มว่าง ไม่มีหัวตารางและไม่มีรายการ ส่งออกจากระบบต้นทางใหม่"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)) * 40, "ไม่ใช่แฟ้มข้อความ เปิดด้วยโปรแกรมของแฟ้มนั้น แล้วบันทึกเป็น “CSV UTF-8”"),
        (b"\x00" * 5_000_000, "ไม่ใช่แฟ้มข้อความ เปิดด้วยโปรแกรมของแฟ้มนั้น แล้วบันทึกเป็น “CSV UTF-8”"),
    ],
    ids=["empty", "nothing but blank lines", "a workbook", "zeros"],
)
def test_a_file_of_nothing_and_one_of_no_text(office: PracticeOffice, tmp_path: Path, content: bytes, told: str) -> None:
    path, out = tmp_path / "file.csv", io.StringIO()
    path.write_bytes(content)
    with pytest.raises(CommandError, match="ไม่รับแฟ้มนี้ พบ 1 แห่งที่ต้องแก้ ไม่มีสิ่งใดถูกเก็บ"):
        call_command("import_egp", str(path), stderr=out)
    assert out.getvalue().strip() == f"แถวที่ 1: {told}"
    assert not ContractRecord.objects.exists()


@pytest.mark.parametrize("name", ["", "nothing.csv"])
def test_a_folder_and_a_file_that_is_not_there(office: PracticeOffice, tmp_path: Path, name: str) -> None:
    assert refused("import_egp", tmp_path / name) == f"ไม่พบแฟ้ม {tmp_path / name}"
