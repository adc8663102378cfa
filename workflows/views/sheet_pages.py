"""A sheet's pages: what is asked, and what the rows would change."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from workflows.intake.package import FILE_BYTES_MAX, MEGABYTE
from workflows.intake.reading import ROWS_MAX
from workflows.intake.sheet import CHANGED, NEW, SAME, Planned, Sheet
from workflows.pages import Change, Column, Link, SheetPage, Table
from workflows.procedure import procedure_of
from workflows.views.register_tables import count


def blank(sheet: Sheet, **more: Any) -> SheetPage:
    """The page that asks for a file."""
    register = procedure_of(sheet.model)
    columns = tuple(
        (column.title, _("ต้องกรอก") if column.is_required else _("เว้นว่างได้"), str(column.hint)) for column in sheet.columns
    )
    headings = (Column(_("คอลัมน์")), Column(_("ต้องกรอก")), Column(_("กรอกอย่างไร")))
    return SheetPage(
        title=_("นำเข้า “%(title)s” จาก Excel") % {"title": _(sheet.title)},
        lead=str(sheet.lead),
        back=Link(str(register.title), reverse("register", args=[register.code])),
        url=reverse("sheet", args=[sheet.code]),
        template_url=reverse("sheet_template", args=[sheet.code]),
        confirm_url=reverse("sheet_confirm", args=[sheet.code]),
        columns=Table(headings, columns),
        limits=(ROWS_MAX, FILE_BYTES_MAX // MEGABYTE),
        **more,
    )


def preview(sheet: Sheet, plans: list[Planned], token: str, **more: Any) -> SheetPage:
    """What the rows would add and change, what stands there already; it can be confirmed where there is anything to do."""
    kinds = {kind: [plan for plan in plans if plan.kind == kind] for kind in (NEW, CHANGED, SAME)}
    changes = [change for plan in (*kinds[NEW], *kinds[CHANGED]) for change in changes_of(plan)]
    return blank(
        sheet,
        counts=(len(kinds[NEW]), len(kinds[CHANGED]), len(kinds[SAME])),
        new=rows_table(sheet, kinds[NEW], _("จะเพิ่ม"), is_open=True),
        changed=tuple(changes),
        same=rows_table(sheet, kinds[SAME], _("มีอยู่แล้ว ไม่เปลี่ยน"), is_open=False),
        notes=tuple(
            _("แถวที่ %(row)s: %(note)s") % {"row": plan.row.number, "note": note} for plan in plans for note in plan.row.notes
        ),
        token=token if kinds[NEW] or kinds[CHANGED] else "",
        signs=sheet.signs,
        **more,
    )


def changes_of(plan: Planned) -> list[Change]:
    """The changes of a row, each under the row's number and name. A change that adds is told as such."""
    place = _("แถวที่ %(row)s %(title)s") % {"row": plan.row.number, "title": plan.title}
    told = plan.changes or ()
    changes = [Change(f"{place}\u00a0· {change.label}", change.before or "–", change.after or "–") for change in told]
    if plan.kind == CHANGED and not changes:
        changes.append(Change(place, "–", _("เพิ่มตำแหน่งที่ดำรง")))
    return changes


def rows_table(sheet: Sheet, plans: list[Planned], title: str, *, is_open: bool) -> Table | None:
    if not plans:
        return None
    rows = tuple((plan.row.number, *(column.say(plan.row[column.name]) for column in sheet.columns)) for plan in plans)
    amounts = {column.name for column in sheet.columns if isinstance(plans[0].row[column.name], Decimal)}
    columns = (Column(_("แถว")), *(Column(column.title, column.name in amounts) for column in sheet.columns))
    return Table(columns, rows, title, summary=count(len(rows)), is_open=is_open)


def overtaken(seen: list[list[Any]], now: list[list[Any]]) -> tuple[Change, ...]:
    """Each row that came to something else after it had been shown."""
    return tuple(
        Change(_("แถวที่ %(row)s") % {"row": after[0]}, words(before), words(after))
        for before, after in zip(seen, now, strict=True)
        if before != after
    )


def words(row: list[Any]) -> str:
    kinds = {NEW: _("จะเพิ่ม"), CHANGED: _("จะเปลี่ยน"), SAME: _("มีอยู่แล้ว ไม่เปลี่ยน")}
    return "; ".join([kinds[row[1]], *(f"{label}: {before or '–'} → {after}" for label, before, after in row[2])])
