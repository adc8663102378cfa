"""C6, C8: what each account held, took in, gave out and holds, and what of it was counted, before anybody signs for it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disbursement.fund_day import accounts
from disbursement.fund_day.states import BEFORE_REPORT
from disbursement.models import ReportAccount
from workflows.pages import Column, Matter, Table
from workflows.thai import baht

FIGURES = ("brought_baht", "received_baht", "moved_in_baht", "moved_out_baht", "paid_baht", "closing_baht")
NOT_COUNTED = "–"


def foreseen(day: Any) -> Matter:
    """What the report will say if it is drawn up now, by whoever is about to sign that it is so."""
    rows = accounts.account_rows(day.organization, day.day, day.previous())
    facts = {"closing": baht(total(rows, "closing_baht")), "cash": baht(total(cash(rows), "closing_baht"))}
    sentence = _("รายงานคงเหลือทุกบัญชี %(closing)s บาท ในนี้เงินสดและเช็คที่กรรมการต้องตรวจนับ %(cash)s บาท") % facts
    return Matter(sentence, is_of_money=False, tables=(as_table(rows, None),))


def counted(day: Any) -> Table:
    """The report's own rows, what was counted beside the cash."""
    rows = ReportAccount.objects.filter(document=day.pk).values()
    return as_table(list(rows), None if day.state in BEFORE_REPORT else day)


def as_table(rows: Sequence[Any], counted_day: Any | None) -> Table:
    """Brought forward + in − out = what remains, of each account; all cash together where it is in several places.

    Beside what was counted, own transfers stand with what came in and went out: more columns than seven do not stand beside a signature.
    """
    held = cash(rows)
    lines = [(row["name"], [row]) for row in rows]
    at = len(lines) if len(held) > 1 else next((place for place, row in enumerate(rows) if is_cash(row)), 0)
    if len(held) > 1:
        lines.append((_("รวมเงินสด"), held))
    if counted_day is None:
        labels = [label(name) for name in FIGURES]
        cells = [[baht(total(of, name)) for name in FIGURES] for _name, of in lines]
        title = _("ยอดยกมา + รับ + โอนเข้า − โอนออก − จ่าย = คงเหลือ (บาท)")
    else:
        labels = [label("brought_baht"), _("เข้า"), _("ออก"), label("closing_baht"), _("ตรวจนับได้"), _("ผลต่าง")]
        found = [baht(counted_day.counted_baht), baht(counted_day.difference_baht)]
        cells = [[*in_and_out(of), *(found if place == at else [NOT_COUNTED] * 2)] for place, (_name, of) in enumerate(lines)]
        title = _("ยอดยกมา + เข้า − ออก = คงเหลือ (บาท)")
    columns = (Column(label("name")), *(Column(one, is_number=True) for one in labels))
    return Table(columns, tuple((name, *figures) for (name, _of), figures in zip(lines, cells, strict=True)), title)


def in_and_out(rows: Sequence[Any]) -> list[str]:
    came = total(rows, "received_baht") + total(rows, "moved_in_baht")
    went = total(rows, "moved_out_baht") + total(rows, "paid_baht")
    return [baht(total(rows, "brought_baht")), baht(came), baht(went), baht(total(rows, "closing_baht"))]


def label(name: str) -> str:
    field: Any = ReportAccount._meta.get_field(name)
    return str(field.verbose_name)


def cash(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if is_cash(row)]


def is_cash(row: Any) -> bool:
    return row.get("cash_account_id") is not None


def total(rows: Sequence[Any], name: str) -> Decimal:
    """In baht."""
    return sum((row[name] for row in rows), accounts.ZERO)
