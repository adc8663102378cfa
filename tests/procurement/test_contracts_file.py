"""Contracts files of others: what is read from them, of any size, in bounded memory."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest

from procurement.contracts_file import (
    ContractKind,
    ContractRow,
    ContractsFileChanged,
    LayoutCode,
    MethodCode,
    read_contracts,
)
from procurement.contracts_file.kinds import is_consultancy, kind_of_title
from procurement.contracts_file.methods import method_code
from procurement.contracts_file.rows import registered_in
from tests.procurement.contracts_files import (
    CEILING_BAHT,
    EGP_HEADER,
    EGP_LINE,
    HEADERS,
    LAO_HEADER,
    LAO_LINE,
    LaoMix,
    lines,
    write,
    write_egp,
    write_lao,
)
from tests.procurement.contracts_files import write_egp_lines as egp
from tests.procurement.contracts_files import write_lao_lines as lao


def only(path: Path) -> ContractRow:
    (row,) = read_contracts(path)
    return row


class TestReading:
    def test_an_official_row(self, tmp_path):
        file = read_contracts(egp(tmp_path, {}))
        (row,) = file
        assert (file.layout, len(file), file.fiscal_year) == (LayoutCode.EGP_CONTRACTS, 1, 2568)
        assert row == ContractRow(
            file_digest=file.digest,
            row_number=2,
            layout=LayoutCode.EGP_CONTRACTS,
            project_id="67119000001",
            title="ซื้อวัสดุสำนักงาน จำนวน ๒ รายการ",
            kind_as_written="ซื้อ",
            kind=ContractKind.GOODS,
            agency="เทศบาลตำบลทุ่งสมมติ",
            agency_unit=None,
            province="เชียงใหม่",
            method_as_written="เฉพาะเจาะจง",
            method=MethodCode.SPECIFIC,
            budget_baht=Decimal("1480.00"),
            reference_price_baht=Decimal("1480.00"),
            agreed_price_baht=Decimal("1480.00"),
            announced_on=None,
            transacted_on=date(2024, 11, 29),
            fiscal_year=2568,
            vendor_code=None,
            vendor_is_juristic=None,
        )

    def test_a_masked_row(self, tmp_path):
        row = only(lao(tmp_path, {}))
        assert (row.layout, row.project_id, row.agency, row.kind) == (
            LayoutCode.LAO_MASKED, "61017000001", "อบต. A001", ContractKind.WORKS,
        )  # fmt: skip
        assert (row.agreed_price_baht, row.budget_baht, row.transacted_on) == (Decimal("500000.00"), None, None)
        assert (row.vendor_code, row.vendor_is_juristic, row.fiscal_year) == ("W001", True, 2561)

    def test_invented_files_come_back_in_full(self, tmp_path):
        mix = LaoMix(specific_under_ceiling=120, specific_at_ceiling=25, specific_above_ceiling=7, other_methods=148)
        rows = list(read_contracts(write_lao(tmp_path / "lao.csv", mix)))
        specific = [row for row in rows if row.is_specific]
        assert (len(rows), len(specific)) == (mix.rows, mix.specific)
        assert sum(row.value_baht == CEILING_BAHT for row in specific) == mix.specific_at_ceiling
        assert sum((row.value_baht or 0) > CEILING_BAHT for row in specific) == mix.specific_above_ceiling
        assert {row.kind for row in specific} == set(ContractKind)
        small = list(read_contracts(write_egp(tmp_path / "egp.csv", 250)))
        assert len(small) == 250 and all(row.is_specific and row.transacted_on for row in small)
        assert {row.kind for row in small} == {ContractKind.GOODS, ContractKind.SERVICES}

    def test_a_seed_gives_the_same_file_again(self, tmp_path):
        first, again, other = (
            read_contracts(write_lao(tmp_path / f"{name}.csv", 80, seed=seed)).digest
            for name, seed in (("a", 1), ("b", 1), ("c", 2))
        )
        assert first == again != other

    def test_repeated_project_ids_are_kept_apart_by_row(self, tmp_path):
        rows = list(read_contracts(lao(tmp_path, {}, {}, {"winner_code": "W002"})))
        assert [row.row_number for row in rows] == [2, 3, 4]
        assert {row.project_id for row in rows} == {"61017000001"}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    @pytest.mark.parametrize("line_ending", ["\n", "\r\n"])
    @pytest.mark.parametrize("layout", LayoutCode)
    def test_as_spreadsheets_save_it(self, tmp_path, encoding, line_ending, layout):
        path = write(tmp_path / "saved.csv", HEADERS[layout], lines(layout, 30), encoding=encoding, line_ending=line_ending)
        assert len(list(read_contracts(path))) == 30

    def test_columns_in_another_order_and_spaced_headers(self, tmp_path):
        header = [name.replace("(", " (") for name in reversed(EGP_HEADER)]
        path = write(tmp_path / "egp.csv", header, [list(reversed(EGP_LINE.values()))])
        assert only(path).project_id == "67119000001"

    def test_blank_rows_are_no_rows_but_are_counted(self, tmp_path):
        path = write(tmp_path / "lao.csv", LAO_HEADER, [list(LAO_LINE.values()), [], [""] * 9, list(LAO_LINE.values())])
        assert [row.row_number for row in read_contracts(path)] == [2, 5]

    def test_a_year_given_stands_in_only_where_the_file_tells_none(self, tmp_path):
        assert [row.fiscal_year for row in read_contracts(lao(tmp_path, {}), fiscal_year=2562)] == [2562]
        assert [row.fiscal_year for row in read_contracts(egp(tmp_path, {}), fiscal_year=2562)] == [2568]

    def test_the_year_of_most_project_ids_is_the_year_of_the_file(self, tmp_path):
        path = lao(tmp_path, {"project_id": "60087000001"}, {"project_id": "60107000002"}, {})
        assert [row.fiscal_year for row in read_contracts(path)] == [2561] * 3

    @pytest.mark.parametrize(
        ("project_id", "year"), [("60097000001", 2560), ("60107000001", 2561), ("61017000001", 2561), ("61137000001", None)]
    )
    def test_registered_in(self, project_id, year):
        assert registered_in(project_id) == year


class TestCells:
    @pytest.mark.parametrize(
        ("written", "baht"),
        [
            ("1480", "1480.00"), ("1479.81", "1479.81"), ("500000.0", "500000.00"), ("1,480.50", "1480.50"),
            ("๑,๔๘๐.๕๐", "1480.50"),
            (" 1480 ", "1480.00"), ("0", "0.00"), ("12,345,678", "12345678.00"), ("9999999999999.99", "9999999999999.99"),
        ],
    )  # fmt: skip
    def test_amounts(self, tmp_path, written, baht):
        assert str(only(egp(tmp_path, {"ราคากลาง(บาท)": written})).reference_price_baht) == baht

    @pytest.mark.parametrize("written", ["-", "", "  ", "–"])
    def test_a_dash_is_none(self, tmp_path, written):
        row = only(egp(tmp_path, dict.fromkeys(("งบประมาณ(บาท)", "วันที่ประกาศ", "วันที่เกิดรายการ", "จังหวัด"), written)))
        assert (row.budget_baht, row.announced_on, row.transacted_on, row.province) == (None,) * 4

    @pytest.mark.parametrize("written", ["29 ก.พ. 67", "๒๙ ก.พ. ๖๗", "29 ก.พ. 2567"])
    def test_thai_short_dates(self, tmp_path, written):
        assert only(egp(tmp_path, {"วันที่ประกาศ": written})).announced_on == date(2024, 2, 29)

    @pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+ป้าย", "@ป้าย", "-ป้าย"])
    def test_a_cell_that_starts_a_formula_is_text(self, tmp_path, formula):
        assert only(egp(tmp_path, {"ชื่อโครงการ": formula})).title == formula

    def test_runs_of_spaces_become_one(self, tmp_path):
        assert only(egp(tmp_path, {"ชื่อโครงการ": "ซื้อวัสดุ \t สำนักงาน\n\xa0 จำนวน  2"})).title == "ซื้อวัสดุ สำนักงาน จำนวน 2"


class TestSize:
    def test_memory_does_not_grow_with_rows(self, tmp_path):
        path = write_egp(tmp_path / "egp.csv", 6_000)
        assert _peak_bytes(path) < path.stat().st_size / 4

    def test_rows_are_read_only_as_they_are_taken(self, tmp_path):
        rows = iter(read_contracts(write_egp(tmp_path / "egp.csv", 300)))
        assert isinstance(rows, Iterator)
        assert [row.row_number for row in islice(rows, 3)] == [2, 3, 4]

    def test_a_file_that_changed_after_it_was_judged(self, tmp_path):
        path = lao(tmp_path, {}, {})
        file = read_contracts(path)
        lao(tmp_path, {}, {"project_value": "1.0"})
        with pytest.raises(ContractsFileChanged):
            list(file)
        lao(tmp_path, {}, {"project_value": "ไม่ทราบ"})
        with pytest.raises(ContractsFileChanged):
            list(file)


class TestKindsAndMethods:
    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("ซื้อวัสดุสำนักงาน", ContractKind.GOODS),
            ("จัดซื้อวัสดุก่อสร้างถนน", ContractKind.GOODS),
            ("วัสดุเพื่อก่อสร้างถนน", ContractKind.GOODS),
            ("ประกวดราคาซื้อรถบรรทุกน้ำ", ContractKind.GOODS),
            ("จ้างก่อสร้างถนนคอนกรีต", ContractKind.WORKS),
            ("จ้างโครงการถนนลาดยาง", ContractKind.WORKS),
            ("จ้างเหมาซ่อมแซมผิวจราจร", ContractKind.WORKS),
            ("จ้างปรับปรุงห้องประชุม", ContractKind.WORKS),
            ("สอบราคาจ้างวางท่อระบายน้ำ", ContractKind.WORKS),
            ("จ้างซ่อมรถยนต์ของงานปรับปรุงอาคาร", ContractKind.SERVICES),
            ("จ้างซ่อมเครื่องปรับอากาศในอาคาร", ContractKind.SERVICES),
            ("จ้างเหมาเก็บขนขยะมูลฝอยริมถนน", ContractKind.SERVICES),
            ("จ้างเหมาบริการดูแลสวนสาธารณะ", ContractKind.SERVICES),
            ("จ้างประชาสัมพันธ์การท่องเที่ยว", ContractKind.SERVICES),
            ("จ้างอบรม ตำบลถนนใหญ่", ContractKind.SERVICES),
            ("จ้างที่ปรึกษาออกแบบอาคาร", ContractKind.SERVICES),
            ("เช่าเต็นท์และอาคาร", ContractKind.SERVICES),
        ],
    )
    def test_the_kind_by_the_title(self, title, kind):
        assert kind_of_title(title) is kind

    def test_the_official_layout_goes_by_its_own_word(self, tmp_path):
        change = {"ชื่อประเภทโครงการ": "จ้างทำของ/จ้างเหมาบริการ", "ชื่อโครงการ": "จ้างซ่อมแซมถนน"}
        assert only(egp(tmp_path, change)).kind is ContractKind.SERVICES

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("เฉพาะเจาะจง", MethodCode.SPECIFIC),
            ("วิธีเฉพาะเจาะจง", MethodCode.SPECIFIC),
            ("จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง", MethodCode.CONSULTANT),
            ("ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", MethodCode.E_BIDDING),
            ("พิเศษ", MethodCode.OLD_SPECIAL),
            ("วิธีใหม่ที่ยังไม่มีใครรู้จัก", MethodCode.OTHER),
        ],
    )
    def test_methods_go_by_name(self, name, code):
        assert method_code(name) is code

    def test_consultants_are_known_by_method_or_title(self, tmp_path):
        assert is_consultancy("จ้างที่ปรึกษาสำรวจความพึงพอใจ") and not is_consultancy("จ้างปรึกษาหารือ")
        row = only(lao(tmp_path, {}))
        assert not row.is_consultancy and replace(row, method=MethodCode.CONSULTANT).is_consultancy

    def test_the_value_is_the_latest_figure_told(self, tmp_path):
        told = {"งบประมาณ(บาท)": "3", "ราคากลาง(บาท)": "2", "ราคาตกลงซื้อ/จ้าง": "1"}
        values = [
            only(egp(tmp_path, told | dict.fromkeys(gone, "-"))).value_baht for gone in ((), list(told)[2:], list(told)[1:], told)
        ]
        assert values == [1, 2, 3, None]


def _peak_bytes(path: Path) -> int:
    tracemalloc.start()
    try:
        for _row in read_contracts(path):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
