"""Verify the whole trail, or say exactly where it is not what it was."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from workflows.models import JournalEntry
from workflows.verification import verify


class Command(BaseCommand):
    help = "ตรวจลูกโซ่ ผนึก และสถานะของทุกเอกสาร"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--content", action="store_true", help="คำนวณเนื้อหาของเอกสารทุกฉบับใหม่ แล้วเทียบกับที่ลงนาม")
        parser.add_argument("--seal", default="", help="รหัสผนึกที่พิมพ์อยู่บนรายงานสถานะการเงินประจำวัน")

        parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)), help="จำนวนโปรเซสที่ตรวจพร้อมกัน")

    def handle(self, *args: Any, **options: Any) -> None:
        faults, unproven = 0, dict[str, int]()
        with tqdm(total=0, unit="ส่วน", disable=None) as bar:

            def progress(finished: int, total: int) -> None:
                bar.total = total
                bar.update(finished - bar.n)

            asked = {"contents": options["content"], "code": options["seal"], "processes": options["processes"]}
            for fault in verify(**asked, unproven=unproven, progress=progress):
                faults += 1
                with tqdm.external_write_mode():  # the bar stands below what is told
                    self.stdout.write(f"{fault.place}: {fault.what}")
                    self.stdout.flush()
        if unproven:
            tables = ", ".join(f"{table} {rows}" for table, rows in sorted(unproven.items()))
            self.stdout.write(f"พิสูจน์ไม่ได้ {sum(unproven.values())} แถว เพราะเขียนก่อนรุ่นที่ร่องรอยบอกถึงแถวเหล่านี้: {tables}")
        if faults:
            raise CommandError(f"พบ {faults} แห่งที่ไม่ตรง")
        self.stdout.write(f"ครบถ้วน {JournalEntry.objects.count()} รายการ")
