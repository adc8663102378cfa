"""Which office a command means: the only one, or the one that is named."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Q

from workflows.models import Organization


def ask_office(parser: CommandParser) -> None:
    parser.add_argument("--organization", default="", help="ชื่อย่อหรือชื่อเต็มของหน่วยงาน เว้นว่างได้เมื่อมีหน่วยงานเดียว")


def office_meant(options: dict[str, Any]) -> Organization:
    """The office. Raises CommandError with those to choose from."""
    name, offices = options["organization"], Organization.objects.order_by("pk")
    found = list(offices.filter(Q(short_name=name) | Q(name=name)) if name else offices)
    if len(found) == 1:
        return found[0]
    among = ", ".join(f"{one.short_name} ({one.name})" for one in offices)
    if not among:
        raise CommandError("ยังไม่มีหน่วยงาน ตั้งหน่วยงานด้วยคำสั่ง found_office ก่อน")
    if not name:
        raise CommandError(f"มีหลายหน่วยงาน ระบุหน่วยงานด้วย --organization เลือกได้จาก {among}")
    if found:
        raise CommandError(f"มีหน่วยงานชื่อ “{name}” มากกว่าหนึ่งแห่ง เลือกได้จาก {among}")
    raise CommandError(f"ไม่พบหน่วยงาน “{name}” เลือกได้จาก {among}")
