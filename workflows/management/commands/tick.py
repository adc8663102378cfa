"""What the clock does, run each minute: the chores of the applications; on a day without a report it seals the trail; SQLite is counted."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from workflows.chores import CHORES
from workflows.models import JournalEntry, Organization, Seal
from workflows.seal import code, seal
from workflows.sizes import counted_anew


class Command(BaseCommand):
    help = "งานประจำของนาฬิกา: ผนึกร่องรอยวันละครั้ง และนับขนาดตารางของ SQLite"

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        for organization in Organization.objects.order_by("pk"):
            for chore in CHORES:
                for done in chore(organization):
                    self.stdout.write(f"{organization.short_name}: {done}")
            if last_sealed_on(organization) == today:
                continue
            made = seal(organization)
            if made is not None:
                self.stdout.write(f"{organization.short_name}: {code(made)}")
        counted_anew(connection, JournalEntry._meta.db_table)


def last_sealed_on(organization: Organization) -> Any:
    """The day of the last seal, in Asia/Bangkok, or None."""
    from datetime import datetime

    last = Seal.objects.filter(organization=organization).order_by("-number").first()
    return timezone.localtime(datetime.fromisoformat(last.sealed_at)).date() if last else None
