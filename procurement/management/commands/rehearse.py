"""Walk a file of real contracts through every step, and prove the trail that they leave."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from procurement.contracts_file import ContractsFileRefused, read_contracts
from procurement.rehearsal.contracts import Rehearsal
from workflows.seal import seal
from workflows.verification import verify


class Command(BaseCommand):
    help = "ซ้อมเดินเรื่องจากแฟ้มสัญญาจริงในหน่วยงานฝึกซ้อม ทุกขั้นตอนผ่านเครื่องยนต์ แล้วตรวจร่องรอย"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--limit", type=int)
        parser.add_argument("--seed", type=int, default=2570)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            file = read_contracts(options["file"])
        except (OSError, ContractsFileRefused) as error:
            raise CommandError(str(error)) from error
        rehearsal = Rehearsal(file, options["seed"])
        began = time.perf_counter()
        for _ in tqdm(rehearsal.run(options["limit"]), total=len(file), unit="แถว", disable=None):
            pass
        seconds = time.perf_counter() - began
        tally = rehearsal.tally
        self.stdout.write(f"ซ้อม {tally.rehearsed} สำเร็จ {tally.completed} วิธีอื่น {tally.other_methods}")
        for code, count in sorted(tally.refused.items()):
            self.stdout.write(f"  ไม่รับ {code}: {count}")
        for path, count in sorted(tally.paths.items()):
            self.stdout.write(f"  ทาง {path}: {count}")
        self.stdout.write(f"  {rehearsal.steps} ขั้นตอน {rehearsal.steps / seconds:.0f} ขั้นต่อวินาที")
        seal(rehearsal.office.organization)
        faults = list(verify(contents=True))
        for fault in faults:
            self.stdout.write(f"  {fault.place}: {fault.what}")
        if faults:
            raise CommandError(f"ร่องรอยไม่ตรง {len(faults)} แห่ง")
        self.stdout.write("  ร่องรอย เนื้อหา และผนึก ตรงทั้งหมด")
