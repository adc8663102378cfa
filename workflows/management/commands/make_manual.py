"""Make the manual of an office, or its chapter of one procedure; whoever asks for it starts this."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.models import Organization
from workflows.views.manual import chapters_of, file_and_paper


class Command(BaseCommand):
    help = "พิมพ์คู่มือของหน่วยงาน"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organization")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        file, paper = file_and_paper(Organization.objects.get(pk=options["organization"]), chapters_of(options["name"]))
        if not file.is_ready:
            file.make(paper)
