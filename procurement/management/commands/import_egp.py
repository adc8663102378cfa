"""Read an official contracts file into the register; a file with any fault is refused whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procurement.contracts_file import ContractsFileRefused, read_contracts
from procurement.contracts_register import ContractsRegister, is_taken
from workflows import engine
from workflows.founding import register_of
from workflows.management.offices import ask_office, office_meant


class Command(BaseCommand):
    help = "นำแฟ้มสัญญาจาก e-GP เข้าทะเบียน ทำซ้ำได้โดยไม่เกิดรายการซ้ำ"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        ask_office(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        register = register_of(office_meant(options), ContractsRegister)
        if not options["file"].is_file():
            raise CommandError(f"ไม่พบแฟ้ม {options['file']}")
        try:
            file = read_contracts(options["file"])
        except ContractsFileRefused as refused:
            for sentence in refused.sentences:
                self.stderr.write(sentence)
            raise CommandError(f"ไม่รับแฟ้มนี้ พบ {refused.refusals_total} แห่งที่ต้องแก้ ไม่มีสิ่งใดถูกเก็บ") from refused
        if is_taken(register, file):
            self.stdout.write(f"แฟ้มนี้อยู่ในทะเบียนแล้ว {len(file)} แถว ไม่มีสิ่งใดเปลี่ยน")
            return
        engine.perform(None, register, "take_file", file=file)
        self.stdout.write(f"นำเข้า {len(file)} แถว")
