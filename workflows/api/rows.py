"""Rows of a register that are no documents of their own, such as those of an official file: listed, searched and read by a program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import NinjaAPI

from workflows.api.commands import as_key
from workflows.api.machines import person_of
from workflows.api.schema import READ
from workflows.models import Organization
from workflows.procedure import Procedure

PAGE_ROWS = 50


@dataclass(frozen=True)
class ToldRows:
    """The rows of one register: the office's own in which each word of a text stands, in an order that no page breaks; how a page of
    them is told, and of which kind each value is, for the schema."""

    found: Callable[[Organization, str], "QuerySet[Any]"]
    told: Callable[[Sequence[Any]], list[dict[str, Any]]]
    kinds: Mapping[str, Mapping[str, Any]]

    @property
    def row_schema(self) -> dict[str, Any]:
        return {"type": "object", "properties": {name: dict(kind) for name, kind in self.kinds.items()}}


ROWS: dict[str, ToldRows] = {}


def add(api: NinjaAPI, procedure: Procedure, tags: list[str], base: str) -> None:
    """The addresses of a register's rows, where it has any."""
    if procedure.code not in ROWS:
        return
    rows = ROWS[procedure.code]
    numbers = {name: {"type": "integer"} for name in ("page", "pages", "count")}
    listed_as = {"type": "object", "properties": {"rows": {"type": "array", "items": rows.row_schema}, **numbers}}

    @api.get(base + "/rows", tags=tags, operation_id=f"{procedure.code}_rows", openapi_extra=answered("หน้าหนึ่งของรายการ", listed_as))
    def listed(request: HttpRequest, q: str = "", page: int = 1) -> dict[str, Any]:
        """The rows of the office in which each word of `q` stands, a page of them."""
        pages = Paginator(rows.found(person_of(request).organization, q), PAGE_ROWS)
        shown = pages.get_page(page)
        return {"rows": rows.told(list(shown)), "page": shown.number, "pages": pages.num_pages, "count": pages.count}

    @api.get(
        base + "/rows/{str:row}",
        tags=tags,
        operation_id=f"{procedure.code}_row",
        openapi_extra=answered("รายการเดียว", rows.row_schema),
    )
    def one(request: HttpRequest, row: str) -> dict[str, Any]:
        """One row of the office."""
        return rows.told([rows.found(person_of(request).organization, "").get(pk=as_key(row))])[0]


def answered(sentence: str, body: dict[str, Any]) -> dict[str, Any]:
    """One answer, beside what is refused at every address that is only read."""
    return {"responses": {200: {"description": sentence, "content": {"application/json": {"schema": body}}}, **READ["responses"]}}
