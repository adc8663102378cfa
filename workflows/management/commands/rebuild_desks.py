"""Write the desks anew from the documents."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows.rebuild import rebuild_desks


class Command(BaseCommand):
    help = "เขียนโต๊ะงานใหม่จากสถานะของเอกสาร ปกติต้องไม่มีอะไรเปลี่ยน"

    def handle(self, *args: Any, **options: Any) -> None:
        changed = 0
        for document in rebuild_desks():
            changed += 1
            self.stdout.write(f"{document.procedure} {document}")
        self.stdout.write(f"เปลี่ยน {changed} ฉบับ")
