"""Workbooks as people fill them: the product's own template with rows typed under its example."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from workflows.intake.sheet import SHEETS
from workflows.intake.template import template
from workflows.sheets import MEDIA_TYPE

FIRST_ROW = 3


def filled(code: str, *rows: Iterable[Any], edit: Callable[[Any], Any] | None = None) -> bytes:
    """The template of a sheet with these rows; the ordinal is left out. `edit` does to the page what people do."""
    book = load_workbook(io.BytesIO(template(SHEETS[code])))
    page: Any = book.worksheets[0]
    for number, values in enumerate(rows, start=FIRST_ROW):
        for column, value in enumerate(values, start=2):
            cell = page.cell(number, column)
            cell.number_format = "General"
            cell.value = value
    if edit:
        edit(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """The same package with one part put in, or in place of what was there."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, body)
    return file.getvalue()


def send(client: Client, code: str, content: bytes, name: str = "แฟ้ม.xlsx") -> Any:
    return client.post(f"/import/{code}/", {"file": SimpleUploadedFile(name, content, MEDIA_TYPE)})


def confirm(client: Client, code: str, shown: Any, **more: str) -> Any:
    """Press the button of the preview."""
    return client.post(f"/import/{code}/confirm/", {"token": shown.context["page"].token, **more})
