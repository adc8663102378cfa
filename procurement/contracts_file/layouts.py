"""The two layouts that are known by their headers, column by column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from procurement.contracts_file import cells
from procurement.contracts_file.kinds import KIND_BY_SOURCE_WORD, kind_of_title
from procurement.contracts_file.methods import method_code
from procurement.contracts_file.refusals import Fault, FileRefusal
from procurement.contracts_file.rows import LayoutCode
from procurement.contracts_file.sorts import Sort

Values = dict[str, Any]
# What a register's columns can hold. Real titles reach 370 characters.
CHARACTERS_MAX = {
    Sort.TITLE: 1_000,
    Sort.AGENCY: 250,
    Sort.AGENCY_TYPE: 40,
    Sort.PROVINCE: 60,
    Sort.METHOD: 250,
    Sort.METHOD_FAMILY: 250,
}
# What neither layout tells stays None.
NOTHING: Values = dict.fromkeys(
    (
        "kind_as_written", "agency_unit", "province", "budget_baht", "reference_price_baht", "agreed_price_baht",
        "announced_on", "transacted_on", "fiscal_year", "vendor_code", "vendor_is_juristic",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column: its header, the field it fills (none where it is only checked), and how its cells are read."""

    header: str
    field: str
    sort: Sort
    read: Callable[[str], Any]
    is_required: bool = False
    foreign: frozenset[Sort] = frozenset()


def text_column(header: str, field: str, sort: Sort, *, is_required: bool = False) -> Column:
    """A column of text, in which the signs of another column's sort are foreign; plain text is at home in any.

    Bangkok is both a province and an agency, and a family of methods may be named by its one method.
    """
    akin = {Sort.AGENCY: {Sort.PROVINCE}, Sort.METHOD_FAMILY: {Sort.METHOD}}
    at_home = {sort, Sort.TEXT} | akin.get(sort, set())
    return Column(header, field, sort, cells.text_reader(sort, CHARACTERS_MAX[sort]), is_required, frozenset(Sort) - at_home)


def code_column(header: str, field: str, sort: Sort, *, is_required: bool = False) -> Column:
    return Column(header, field, sort, cells.code_reader(sort), is_required)


@dataclass(frozen=True)
class Layout:
    code: LayoutCode
    columns: tuple[Column, ...]
    complete: Callable[[Values], Values]

    @property
    def headers(self) -> dict[str, Column]:
        return {_normal(column.header): column for column in self.columns}


def columns_of(header: Sequence[str]) -> tuple[Layout, list[Column]] | FileRefusal:
    """The layout whose headers these are, in any order, with its columns in the order of the file; or the refusal."""
    if not header:
        return FileRefusal(Fault.UNKNOWN_HEADER, _("แฟ้มว่าง ไม่มีหัวตารางและไม่มีรายการ ส่งออกจากระบบต้นทางใหม่"), row_number=1)
    names = [_normal(name) for name in header]
    for layout in LAYOUTS:
        if len(names) == len(layout.columns) and set(names) == set(layout.headers):
            return layout, [layout.headers[name] for name in names]
    return FileRefusal(Fault.UNKNOWN_HEADER, _unknown(header, names), row_number=1)


def _unknown(header: Sequence[str], names: Sequence[str]) -> str:
    nearest = max(LAYOUTS, key=lambda layout: len(set(names) & set(layout.headers)))
    if not set(names) & set(nearest.headers):
        return _("แถวแรกไม่ใช่หัวตารางที่รู้จัก ต้องเป็นหัวตารางสัญญาของ e-GP หรือของข้อมูล อปท. ที่ปิดชื่อ")
    missing = [column.header for name, column in nearest.headers.items() if name not in names]
    strange = [name.strip() for name, normal in zip(header, names, strict=True) if normal not in nearest.headers]
    twice = sorted({name.strip() for name, normal in zip(header, names, strict=True) if names.count(normal) > 1})
    told = [
        (_("ขาดคอลัมน์ %(names)s"), missing),
        (_("มีคอลัมน์ที่ไม่รู้จัก %(names)s"), strange),
        (_("มีคอลัมน์ซ้ำ %(names)s"), twice),
    ]
    return _("หัวตารางไม่ครบหรือไม่ตรง: ") + "; ".join(
        sentence % {"names": ", ".join(f"“{name}”" for name in names)} for sentence, names in told if names
    )


def _normal(name: str) -> str:
    """Headers are compared without spaces: the official set has been published with and without them."""
    return "".join(name.removeprefix("\ufeff").split())


def _complete_egp(values: Values) -> Values:
    kind = KIND_BY_SOURCE_WORD[values["kind_as_written"]]
    return NOTHING | values | {"kind": kind, "method": method_code(values["method_as_written"])}


def _complete_lao(values: Values) -> Values:
    """The masked layout tells one amount, the project's value: where contracts share a project, each row repeats it."""
    agency = f"{values.pop('agency_type')} {values.pop('agency_code')}"
    kind = kind_of_title(values["title"])
    return NOTHING | values | {"agency": agency, "kind": kind, "method": method_code(values["method_as_written"])}


LAYOUTS = (
    Layout(
        LayoutCode.EGP_CONTRACTS,
        (
            Column("ลำดับ", "", Sort.NUMBER, cells.read_serial),
            code_column("รหัสโครงการ", "project_id", Sort.PROJECT_ID, is_required=True),
            text_column("ชื่อโครงการ", "title", Sort.TITLE, is_required=True),
            Column("ชื่อประเภทโครงการ", "kind_as_written", Sort.KIND, cells.read_kind, is_required=True),
            text_column("ชื่อหน่วยงาน", "agency", Sort.AGENCY, is_required=True),
            text_column("ชื่อหน่วยงานย่อย", "agency_unit", Sort.AGENCY),
            text_column("วิธีจัดซื้อฯ", "", Sort.METHOD_FAMILY),
            text_column("กลุ่มวิธีจัดซื้อฯ", "method_as_written", Sort.METHOD, is_required=True),
            Column("วันที่ประกาศ", "announced_on", Sort.DATE, cells.read_date),
            Column("งบประมาณ(บาท)", "budget_baht", Sort.NUMBER, cells.read_amount),
            Column("ราคากลาง(บาท)", "reference_price_baht", Sort.NUMBER, cells.read_amount),
            Column("ราคาตกลงซื้อ/จ้าง", "agreed_price_baht", Sort.NUMBER, cells.read_amount),
            Column("ปีงบประมาณ", "fiscal_year", Sort.FISCAL_YEAR, cells.read_fiscal_year, is_required=True),
            Column("วันที่เกิดรายการ", "transacted_on", Sort.DATE, cells.read_date),
            text_column("จังหวัด", "province", Sort.PROVINCE),
        ),
        _complete_egp,
    ),
    Layout(
        LayoutCode.LAO_MASKED,
        (
            code_column("project_id", "project_id", Sort.PROJECT_ID, is_required=True),
            text_column("project_name", "title", Sort.TITLE, is_required=True),
            code_column("authority_code", "agency_code", Sort.AGENCY_CODE, is_required=True),
            text_column("authority_type", "agency_type", Sort.AGENCY_TYPE, is_required=True),
            text_column("province", "province", Sort.PROVINCE),
            text_column("purchase_method", "method_as_written", Sort.METHOD, is_required=True),
            Column("project_value", "agreed_price_baht", Sort.NUMBER, cells.read_amount, is_required=True),
            code_column("winner_code", "vendor_code", Sort.VENDOR_CODE),
            Column("winner_is_juristic", "vendor_is_juristic", Sort.FLAG, cells.read_flag),
        ),
        _complete_lao,
    ),
)
