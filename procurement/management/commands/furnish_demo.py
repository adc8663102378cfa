"""Furnish a demo office, once, and say who can sign in."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from procurement.rehearsal.demo import furnish_demo
from workflows.models import Holding, Organization, User

PASSWORD = "banna-dee-2570"  # noqa: S105  of the demo office alone, and printed for everybody


class Command(BaseCommand):
    help = "ตั้งหน่วยงานสาธิตพร้อมเจ้าหน้าที่และเรื่องทุกขั้นตอน ทำซ้ำได้"

    def handle(self, *args: Any, **options: Any) -> None:
        if not Organization.objects.exists():
            self.stdout.write("กำลังตั้งหน่วยงานสาธิต …")
            furnish_demo(timezone.localdate())
            for person in User.objects.all():
                person.set_password(PASSWORD)
                person.save(update_fields=["password"])
        self.stdout.write(f"รหัสผ่านของทุกคน: {PASSWORD}")
        for holding in Holding.objects.select_related("person", "position").order_by("position__unit__code", "position__title"):
            self.stdout.write(f"  {holding.person.username:10} {holding.person.full_name} · {holding.position.title}")
