"""Export an office's trail with the verifier beside it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.export import export_journal
from workflows.management.offices import ask_office, office_meant


class Command(BaseCommand):
    help = "ส่งออกร่องรอยของหน่วยงาน พร้อมโปรแกรมตรวจที่ใช้ได้ทุกที่ที่มี Python"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path)
        ask_office(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        count = export_journal(office_meant(options), options["target"])
        self.stdout.write(f"ส่งออก {count} รายการ ไปที่ {options['target']}")
