"""The API on a page: every address with what it does and what it asks, from the same declarations."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from workflows.api.api import api
from workflows.pages import Cell, Column, Link, ListPage, Paging, Table


@login_required
def schema(request: HttpRequest) -> HttpResponse:
    """For whoever writes a program against the office."""
    text = request.GET.get("q", "")
    found = [row for row in operations() if text in row[0].value or text in str(row[1])]
    columns = tuple(Column(label) for label in (_("ที่อยู่"), _("ทำอะไร"), _("ถามอะไร")))
    page = ListPage(
        title=_("ผังคำสั่งของ API"),
        table=Table(columns, tuple(found), empty=_("ไม่พบคำสั่ง")),
        paging=Paging(1, len(found), len(found)),
        lead=_(
            "ทุกคำสั่งผ่านด่านเดียวกับหน้าจอ จำนวนเงินเป็นข้อความทศนิยมสองตำแหน่ง วันที่เป็นปฏิทินสากล โปรแกรมเข้าด้วยโทเคนที่เจ้าของออกให้ (Authorization: Bearer) อ่านและเตรียมได้ ลงนามไม่ได้"
        ),
        search_label=_("ค้นที่อยู่หรือขั้นตอน"),
        text=text,
        actions=(Link(_("ผังทั้งหมดเป็น JSON (OpenAPI)"), "/api/v1/schema.json"),),
    )
    return render(request, page.template, {"page": page})


def operations() -> list[tuple[Any, ...]]:
    """(address, what it does, fields) of every operation."""
    described: Any = api.get_openapi_schema()
    return [
        (Cell(f"{method.upper()} {address}"), operation["summary"], ", ".join(fields(operation)))
        for address, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def fields(operation: dict[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    body: dict[str, Any] = next((told["schema"] for told in content.values()), {})
    required = set(body.get("required", ()))
    return [name + ("*" if name in required else "") for name in body.get("properties", {})]
