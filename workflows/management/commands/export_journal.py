"""Export an office's trail with the verifier beside it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.export import export_journal
from workflows.models import Organization


class Command(BaseCommand):
    help = "ส่งออกร่องรอยของหน่วยงาน พร้อมโปรแกรมตรวจที่ใช้ได้ทุกที่ที่มี Python"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path)
        parser.add_argument("--organization", default="", help="ชื่อย่อของหน่วยงาน เว้นว่างได้เมื่อมีหน่วยงานเดียว")

    def handle(self, *args: Any, **options: Any) -> None:
        named = {"short_name": options["organization"]} if options["organization"] else {}
        organization = Organization.objects.get(**named)
        count = export_journal(organization, options["target"])
        self.stdout.write(f"ส่งออก {count} รายการ ไปที่ {options['target']}")
