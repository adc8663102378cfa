"""What the page of a register shows: each thing as it stands today, and beside it the way to change it, for those who may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import clock, law
from workflows.central.missing import outages
from workflows.choices import CHOICES
from workflows.dates import short_date
from workflows.law_words import cited, in_words, title_of, told
from workflows.models import LawValue, Organization, Party, PartyAccount, SpecialDay
from workflows.office import office_of
from workflows.pages import Cell, Column, Table
from workflows.registers.foretelling import day_words
from workflows.whole import Name


@dataclass(frozen=True)
class RegisterSeen:
    """A register as one person sees it. `allowed` names the steps that he may do today, `opens` the procedures of which he may open a
    document; `text` is what he looks for."""

    organization: Organization
    document: Any
    allowed: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    text: str = ""

    def way(self, step: str, label: str, **given: Any) -> Any:
        """A link to a step's form with what is known filled in, or nothing for those who may not."""
        if step not in self.allowed:
            return ""
        address = reverse("step", args=[self.document.procedure, self.document.pk, step])
        return Cell(label, f"{address}?{urlencode(given, doseq=True)}")

    def columns(self, *labels: str, ways: tuple[str, ...] = ()) -> tuple[Column, ...]:
        """The headings, and one for the way to change a row where this person has one."""
        return (*map(Column, labels), *([Column(_("แก้"))] if self.allowed & set(ways) else []))

    def row(self, *cells: Any, ways: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        """A row, and its way: the first that is open to this person."""
        return (*cells, *[way for way in ways if way][:1])


# Procedure → what its register's page shows; applications add their own registers' tables.
HOLDINGS: dict[str, Callable[[RegisterSeen], tuple[Table, ...]]] = {}


def parties_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    current = {row.party_id: row for row in PartyAccount.objects.filter(organization=seen.organization, is_current=True)}
    rows = []
    for party in Party.objects.filter(organization=seen.organization).select_related("officer").order_by("name"):
        known = {"party": party.pk, "kind": party.kind, "name": party.name, "address": party.address}
        change = seen.way("change_party", _("แก้ข้อมูล"), **known, **({"is_vat_registered": "on"} if party.is_vat_registered else {}))
        account = seen.way("add_account", _("เพิ่มบัญชี"), party=party.pk, name=party.name)
        note = _("บุคลากร: %(name)s") % {"name": party.officer.full_name} if party.officer else ""
        vat, paid_into = _("จดทะเบียน") if party.is_vat_registered else "–", Name(current.get(party.pk, "–"))
        named = Cell(Name(party.name), note="\u00a0· ".join(filter(None, (party.get_kind_display(), note))))
        rows.append(seen.row(named, party.tax_id, vat, paid_into, ways=(change, account)))
    labels = (_("ชื่อ"), _("เลขประจำตัวผู้เสียภาษี"), _("ภาษีมูลค่าเพิ่ม"), _("บัญชีที่จ่ายเข้า"))
    columns = seen.columns(*labels, ways=("change_party", "add_account"))
    return (Table(columns, even(tuple(rows), columns), _("คู่ค้า"), empty=_("ยังไม่มีคู่ค้า")),)


def office_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    return (
        papers_table(seen),
        *law_tables(seen),
        choices_table(seen),
        days_table(seen),
        own_values_table(seen),
        outages_table(seen),
    )


def papers_table(seen: RegisterSeen) -> Table:
    organization = seen.organization
    emblem = Cell(_("ดูตรา"), reverse("emblem")) if organization.emblem else _("ยังไม่มี เอกสารเว้นที่ไว้ให้ตราครุฑ")
    rows = (
        seen.row(_("ตราบนเอกสาร"), emblem, ways=(seen.way("set_emblem", _("เปลี่ยน")),)),
        seen.row(_("ตัวเลขบนเอกสาร"), organization.get_paper_figures_display(), ways=(seen.way("set_paper_figures", _("เปลี่ยน")),)),
    )
    columns = seen.columns(_("เอกสารที่พิมพ์"), _("ค่า"), ways=("set_emblem", "set_paper_figures"))
    return Table(columns, even(rows, columns), _("เอกสารที่พิมพ์"))


def law_tables(seen: RegisterSeen) -> tuple[Table, ...]:
    """Every figure that is in force today: the doubted, the confirmed, and apart from both what nothing reads."""
    on, own = clock.today(seen.organization), office_of(seen.organization).law_values
    in_force = []
    for key in law.known_values():
        try:
            in_force.append(law.value(key, on, own))
        except law.NoLawInForce:
            continue
    in_force.sort(key=lambda value: told(value.title))
    doubted = [value for value in in_force if not value.is_confirmed and not value.is_for_reference]
    sure = [value for value in in_force if value.is_confirmed and not value.is_for_reference]
    kept = [value for value in in_force if value.is_for_reference]
    return (
        law_table(seen, doubted, _("ค่าตามระเบียบที่ยังไม่มีผู้ยืนยัน")),
        law_table(seen, sure, _("ค่าตามระเบียบที่ยืนยันแล้ว")),
        law_table(seen, kept, _("ค่าตามระเบียบที่เก็บไว้อ้างอิง ยังไม่มีขั้นตอนใดใช้"), can_be_set=False),
    )


def law_table(seen: RegisterSeen, values: list[law.Value], title: str, *, can_be_set: bool = True) -> Table:
    today = clock.today(seen.organization)
    rows = tuple(
        seen.row(
            Cell(told(value.title), note=cited(value.label)), in_words(value), short_date(value.in_force_from),
            ways=(seen.way("set_law_value", _("ยืนยันหรือแก้"), law_key=value.key, value=value.value, in_force_from=today),) if can_be_set else (),
        )
        for value in values
    )  # fmt: skip
    columns = seen.columns(_("ค่าตามระเบียบ"), _("ค่า"), _("ใช้ตั้งแต่"), ways=("set_law_value",) if can_be_set else ())
    return Table(columns, even(rows, columns), title, summary=count(len(rows)), is_open=False, empty=_("ไม่มี"))


def choices_table(seen: RegisterSeen) -> Table:
    rows = []
    for choice in CHOICES.values():
        value = str(seen.organization.settings.get(choice.key, choice.default))
        words = Cell(choice.words(value), note="" if choice.key in seen.organization.settings else _("ค่าตั้งต้น ยังไม่มีผู้กำหนด"))
        rows.append(seen.row(str(choice.title), words, ways=(seen.way("set_choice", _("เปลี่ยน"), choice=choice.key, value=value),)))
    columns = seen.columns(_("ทางเลือก"), _("ใช้อยู่"), ways=("set_choice",))
    return Table(columns, even(tuple(rows), columns), _("ทางเลือกที่ระเบียบให้หน่วยงานกำหนด"), empty=_("ไม่มี"))


def days_table(seen: RegisterSeen) -> Table:
    rows = tuple(
        seen.row(
            short_date(row.day), row.name, day_words(row.is_holiday),
            ways=(seen.way("set_special_day", _("แก้"), day=row.day, name=row.name, **({"is_holiday": "on"} if row.is_holiday else {})),),
        )
        for row in SpecialDay.objects.filter(organization=seen.organization).order_by("day")
    )  # fmt: skip
    columns = seen.columns(_("วันที่"), _("ชื่อวัน"), _("ประเภท"), ways=("set_special_day",))
    empty = _("ยังไม่มี ระบบรู้จักวันหยุดราชการประจำปีอยู่แล้ว")
    return Table(columns, even(rows, columns), _("วันหยุดราชการเพิ่มเติม"), empty=empty)


def outages_table(seen: RegisterSeen) -> Table:
    rows = tuple(
        (row.get_system_display(), short_date(row.starts_on), short_date(row.ends_on) if row.ends_on else "–", row.told)
        for row in outages(seen.organization)
    )
    columns = seen.columns(_("ระบบ"), _("ตั้งแต่"), _("ถึง"), _("เหตุหรือประกาศที่อ้าง"))
    return Table(columns, rows, _("ช่วงที่ระบบกลางใช้ไม่ได้"), empty=_("ยังไม่มี"))


def own_values_table(seen: RegisterSeen) -> Table:
    rows = tuple(
        (title_of(value.key), value.value, short_date(value.in_force_from), value.reason)
        for value in LawValue.objects.filter(organization=seen.organization, key__in=law.known_values()).order_by("key")
    )
    columns = seen.columns(_("ค่าตามระเบียบ"), _("ค่า"), _("ใช้ตั้งแต่"), _("เหตุผล"))
    return Table(columns, rows, _("ค่าที่หน่วยงานยืนยันหรือแก้"), empty=_("ยังไม่มี"))


def even(rows: tuple[tuple[Any, ...], ...], columns: tuple[Column, ...]) -> tuple[tuple[Any, ...], ...]:
    """Rows as wide as their headings: a row without a way has an empty cell there."""
    return tuple((*row, *[""] * (len(columns) - len(row))) for row in rows)


def count(rows: int) -> str:
    return ngettext("%(count)s รายการ", "%(count)s รายการ", rows) % {"count": rows}


HOLDINGS.update(party_register=parties_tables, office_register=office_tables)
