"""Found a real office with its ปลัด, who then sets up everything else by the forms."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from workflows import engine
from workflows.founding import found_office, register_of
from workflows.models import Organization, User
from workflows.registers.people import PeopleRegister
from workflows.roles import Role

UNIT, POST = "สำนักปลัด", "ปลัด"


class Command(BaseCommand):
    help = "ตั้งหน่วยงานจริงพร้อมปลัดหนึ่งคน แล้วปลัดตั้งส่วนที่เหลือที่หน้า “ตั้งค่าหน่วยงาน”"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="ชื่อเต็มของหน่วยงาน")
        parser.add_argument("short_name", help="ชื่อย่อ")
        parser.add_argument("--secretary", required=True, help="ชื่อและนามสกุลของปลัด")
        parser.add_argument("--username", required=True, help="ชื่อผู้ใช้ของปลัด")
        parser.add_argument("--tax-id", default="", help="เลขประจำตัวผู้เสียภาษีของหน่วยงาน")
        parser.add_argument("--address", default="", help="ที่อยู่ที่พิมพ์บนเอกสาร")

    def handle(self, *args: Any, **options: Any) -> None:
        if Organization.objects.filter(name=options["name"]).exists():
            raise CommandError(f"มีหน่วยงานชื่อ {options['name']} แล้ว")
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"มีชื่อผู้ใช้ {options['username']} แล้ว")
        person = {"username": options["username"], "full_name": options["secretary"]}
        held = {"unit": UNIT, "title": POST, "username": options["username"], "starts_on": timezone.localdate().isoformat()}
        plan = {
            "units": [{"code": UNIT, "name": UNIT, "is_finance": False}],
            "positions": [{"unit": UNIT, "title": POST, "roles": [Role.PERMANENT_SECRETARY.value]}],
            "people": [person],
            "holdings": [held],
        }
        with transaction.atomic():
            office = found_office(options["name"], options["short_name"], tax_id=options["tax_id"], address=options["address"])
            engine.perform(None, register_of(office, PeopleRegister), "establish", plan=plan)
        self.stdout.write(f"ตั้ง {office.name} แล้ว ตั้งรหัสผ่านแรกของปลัดด้วย manage.py changepassword {options['username']}")
        self.stdout.write("แล้วเข้าระบบ เปิด “ทะเบียน” และ “ตั้งค่าหน่วยงาน” ซึ่งบอกว่ายังขาดอะไรตามลำดับ")
