"""Seal every office's trail now; `tick` does the same once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows.models import Organization
from workflows.seal import code, seal


class Command(BaseCommand):
    help = "ผนึกร่องรอยของทุกหน่วยงาน"

    def handle(self, *args: Any, **options: Any) -> None:
        for organization in Organization.objects.order_by("pk"):
            made = seal(organization)
            self.stdout.write(f"{organization.short_name}: {code(made) if made else 'ไม่มีรายการใหม่'}")
