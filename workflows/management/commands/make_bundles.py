"""Make the bundles that wait; a request starts this at once, and the clock does the same each minute."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows.models import Organization
from workflows.papers.bundling import work


class Command(BaseCommand):
    help = "พิมพ์เอกสารรวมของเดือนที่รออยู่"

    def handle(self, *args: Any, **options: Any) -> None:
        for organization in Organization.objects.order_by("pk"):
            for done in work(organization):
                self.stdout.write(f"{organization.short_name}: {done}")
