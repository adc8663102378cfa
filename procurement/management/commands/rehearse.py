"""Live through files of real contracts, every step of every one of them, and prove the trail that they leave."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from disbursement.rehearsal.fund_day import DayPath
from procurement.contracts_file import ContractsFileRefused, read_contracts
from procurement.rehearsal.contracts import Rehearsal, Tally
from procurement.rehearsal.paths import NAMES
from workflows.seal import seal
from workflows.verification import verify

LEAST_OF_A_PATH = 30  # in a full run over more than one file


class Command(BaseCommand):
    help = "ซ้อมทั้งปีจากแฟ้มสัญญาจริงในหน่วยงานฝึกซ้อม ทุกขั้นตอนผ่านเครื่องยนต์ แล้วตรวจร่องรอย"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+")
        parser.add_argument("--limit", type=int)
        parser.add_argument("--seed", type=int, default=2570)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = [read_contracts(path) for path in options["files"]]
        except (OSError, ContractsFileRefused) as error:
            raise CommandError(str(error)) from error
        total, steps, began = Tally(), 0, time.perf_counter()
        for file in files:
            rehearsal = Rehearsal(file, options["seed"])
            with tqdm(total=len(file), unit="แถว", disable=None) as bar:
                for ended in rehearsal.run(options["limit"]):
                    bar.update(ended - bar.n)
            total, steps = total + rehearsal.tally, steps + rehearsal.steps
            seal(rehearsal.office.organization)
        self.tell(total, steps, time.perf_counter() - began)
        self.prove()
        rare = {name: total.paths[name] for name in NAMES if total.paths[name] < LEAST_OF_A_PATH}
        if rare and len(files) > 1 and options["limit"] is None:
            raise CommandError(f"ทางที่ซ้อมน้อยกว่า {LEAST_OF_A_PATH} ครั้ง: {rare}")

    def tell(self, tally: Tally, steps: int, seconds: float) -> None:
        self.stdout.write(f"ซ้อม {tally.rehearsed} สำเร็จ {tally.completed} วิธีอื่น {tally.other_methods} ปิดวันเงิน {tally.days} วัน")
        for code, count in sorted(tally.refused.items()):
            self.stdout.write(f"  ไม่รับ {code}: {count}")
        for path, count in sorted(tally.paths.items()):
            self.stdout.write(f"  ทาง {path.label if isinstance(path, DayPath) else path}: {count}")
        self.stdout.write(f"  {steps} ขั้นตอน {steps / seconds:.0f} ขั้นต่อวินาที")

    def prove(self) -> None:
        """Journal, contents and seals, of everything that was lived through."""
        faults = list(verify(contents=True))
        for fault in faults:
            self.stdout.write(f"  {fault.place}: {fault.what}")
        if faults:
            raise CommandError(f"ร่องรอยไม่ตรง {len(faults)} แห่ง")
        self.stdout.write("  ร่องรอย เนื้อหา และผนึก ตรงทั้งหมด")
