"""Contracts files that are refused: every reason at once with its row and column, and nothing of the file is taken."""

from itertools import combinations
from pathlib import Path

import pytest

from procurement.contracts_file import (
    ContractsFileRefused,
    Fault,
    LayoutCode,
    read_contracts,
)
from procurement.contracts_file.layouts import LAYOUTS
from procurement.contracts_file.refusals import REFUSALS_KEPT_MAX
from tests.procurement.contracts_files import (
    EGP_HEADER,
    EGP_LINE,
    HEADERS,
    LAO_HEADER,
    LAO_LINE,
    LaoMix,
    lao_rows,
    lines,
    write,
)
from tests.procurement.contracts_files import write_egp_lines as egp
from tests.procurement.contracts_files import write_lao_lines as lao


def refused(path: Path) -> ContractsFileRefused:
    with pytest.raises(ContractsFileRefused) as caught:
        read_contracts(path)
    assert all(str(refusal) for refusal in caught.value.refusals)
    return caught.value


def places(path: Path) -> list[tuple[int, str, Fault]]:
    return [(refusal.row_number, refusal.column, refusal.fault) for refusal in refused(path).refusals]


class TestCells:
    @pytest.mark.parametrize(
        ("column", "written", "fault"),
        [
            ("ราคากลาง(บาท)", "-1480", Fault.NEGATIVE),
            ("ราคากลาง(บาท)", "(1,480.00)", Fault.NEGATIVE),
            ("ราคากลาง(บาท)", "1480.005", Fault.FINER_THAN_SATANG),
            ("ราคากลาง(บาท)", "10000000000000", Fault.TOO_LARGE),
            ("ราคากลาง(บาท)", "1" + "0" * 15, Fault.TOO_LARGE),
            ("ราคากลาง(บาท)", "9" * 300, Fault.TOO_LARGE),
            ("ราคากลาง(บาท)", "1,48", Fault.WRONG_SORT),
            ("ราคากลาง(บาท)", "1E+6", Fault.WRONG_SORT),
            ("ราคากลาง(บาท)", "=1+1", Fault.WRONG_SORT),
            ("วันที่เกิดรายการ", "31 ก.พ. 68", Fault.NO_SUCH_DAY),
            ("วันที่เกิดรายการ", "29 ก.พ. 68", Fault.NO_SUCH_DAY),
            ("วันที่เกิดรายการ", "1 xx. 68", Fault.WRONG_SORT),
            ("วันที่เกิดรายการ", "1 ขขข. 68", Fault.NO_SUCH_DAY),
            ("วันที่เกิดรายการ", "1480", Fault.WRONG_SORT),
            ("ปีงบประมาณ", "2025", Fault.WRONG_SORT),
            ("รหัสโครงการ", "6.71E+10", Fault.WRONG_SORT),
            ("รหัสโครงการ", "", Fault.MISSING),
            ("รหัสโครงการ", "-", Fault.MISSING),
            ("ชื่อโครงการ", "1480", Fault.WRONG_SORT),
            ("ชื่อโครงการ", "ก" * 1_001, Fault.TOO_LONG),
            ("ชื่อหน่วยงาน", "ก" * 251, Fault.TOO_LONG),
            ("ชื่อโครงการ", "ซื้อ\x00วัสดุ", Fault.CONTROL_CHARACTER),
            ("ชื่อประเภทโครงการ", "ยืม", Fault.WRONG_SORT),
            ("ลำดับ", "สี่", Fault.WRONG_SORT),
        ],
    )
    def test_a_wrong_cell_refuses_the_file_with_its_place(self, tmp_path, column, written, fault):
        assert places(egp(tmp_path, {}, {}, {column: written}, {})) == [(4, column, fault)]

    @pytest.mark.parametrize(
        ("column", "written"),
        [("winner_is_juristic", "2"), ("winner_code", "A001"), ("authority_code", "W001"), ("project_value", "-")],
    )
    def test_a_wrong_cell_of_the_masked_layout(self, tmp_path, column, written):
        ((row_number, where, _fault),) = places(lao(tmp_path, {}, {}, {column: written}, {}))
        assert (row_number, where) == (4, column)

    def test_the_sentence_names_row_column_and_value(self, tmp_path):
        (refusal,) = refused(egp(tmp_path, {}, {}, {"งบประมาณ(บาท)": "-5"})).refusals
        assert str(refusal) == "แถวที่ 4 คอลัมน์ “งบประมาณ(บาท)”: จำนวนเงิน “-5” ติดลบ"


class TestWholeFiles:
    def test_all_reasons_at_once(self, tmp_path):
        path = egp(tmp_path, {"ราคากลาง(บาท)": "-1", "วันที่ประกาศ": "31 เม.ย. 68"}, {}, {}, {"ปีงบประมาณ": "สองพัน"}, {})
        assert places(path) == [
            (2, "วันที่ประกาศ", Fault.NO_SUCH_DAY), (2, "ราคากลาง(บาท)", Fault.NEGATIVE), (5, "ปีงบประมาณ", Fault.WRONG_SORT),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("header", "told"),
        [
            (["ก", "ข"], "ไม่ใช่หัวตารางที่รู้จัก"),
            (EGP_HEADER[:-1], "ขาดคอลัมน์ “จังหวัด”"),
            ([*EGP_HEADER, "หมายเหตุ"], "ไม่รู้จัก “หมายเหตุ”"),
            ([*EGP_HEADER[:-1], "ลำดับ"], "ซ้ำ “ลำดับ”"),
            ([*LAO_HEADER[:-1], "winner"], "“winner_is_juristic”"),
            (list(EGP_LINE.values()), "ไม่ใช่หัวตารางที่รู้จัก"),
        ],
    )
    def test_an_unknown_header(self, tmp_path, header, told):
        (refusal,) = refused(write(tmp_path / "other.csv", header, [["1"] * len(header)])).refusals
        assert (refusal.fault, refusal.row_number) == (Fault.UNKNOWN_HEADER, 1)
        assert told in refusal.sentence

    @pytest.mark.parametrize("layout", LayoutCode)
    def test_a_header_alone(self, tmp_path, layout):
        assert places(write(tmp_path / "bare.csv", HEADERS[layout], [])) == [(1, "", Fault.UNREADABLE)]

    def test_an_empty_file(self, tmp_path):
        path = tmp_path / "empty.csv"
        path.touch()
        assert places(path) == [(1, "", Fault.UNKNOWN_HEADER)]

    def test_a_row_too_short_and_one_too_long(self, tmp_path):
        good = list(LAO_LINE.values())
        path = write(tmp_path / "lao.csv", LAO_HEADER, [good, good[:-1], good, [*good, "x"]])
        assert places(path) == [(3, "", Fault.WRONG_WIDTH), (5, "", Fault.WRONG_WIDTH)]

    @pytest.mark.parametrize("encoding", ["cp874", "utf-16"])
    def test_another_encoding(self, tmp_path, encoding):
        path = write(tmp_path / "egp.csv", EGP_HEADER, [list(EGP_LINE.values())], encoding=encoding)
        assert places(path) == [(1, "", Fault.UNREADABLE)]

    def test_bytes_that_turn_wrong_half_way_add_to_the_other_reasons(self, tmp_path):
        path = lao(tmp_path, {}, {"project_value": "-3"}, {}, {})
        with path.open("ab") as file:
            file.write("เฉพาะ".encode("cp874") + b"\n")
        assert places(path) == [(3, "project_value", Fault.NEGATIVE), (6, "", Fault.UNREADABLE)]

    def test_a_quote_that_never_closes(self, tmp_path):
        path = lao(tmp_path, {}, {})
        path.write_text(path.read_text() + '61017000001,"จ้าง', encoding="utf-8")
        assert places(path) == [(4, "", Fault.UNREADABLE)]

    def test_a_file_without_line_endings_is_not_swallowed(self, tmp_path):
        path = tmp_path / "endless.csv"
        path.write_bytes(b"x" * (3 << 20))
        assert places(path) == [(1, "", Fault.UNREADABLE)]

    def test_a_ruined_file_tells_the_first_thousand_and_counts_the_rest(self, tmp_path):
        rows = ([*line[:6], "-7", *line[7:]] for line in lao_rows(LaoMix.of(1_500)))
        refusal = refused(write(tmp_path / "ruined.csv", LAO_HEADER, rows))
        assert (len(refusal.refusals), refusal.refusals_total) == (REFUSALS_KEPT_MAX, 1_500)
        assert refusal.sentences[-1] == "และอีก 500 ข้อ"


class TestShiftedColumns:
    @pytest.mark.parametrize(("layout", "by"), [(layout, by) for layout, header in HEADERS.items() for by in range(1, len(header))])
    def test_values_moved_by_any_number_of_columns(self, tmp_path, layout, by):
        header = HEADERS[layout]
        moved = [line[by:] + line[:by] for line in lines(layout, 30)]
        refusal = refused(write(tmp_path / "moved.csv", header, moved))
        assert Fault.SHIFTED in refusal.faults
        assert sum(r.fault is Fault.SHIFTED for r in refusal.refusals) >= 2

    @pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
    def test_every_two_columns_of_different_sorts_changed_over(self, tmp_path, layout):
        header = [column.header for column in layout.columns]
        pairs = [(left.header, right.header) for left, right in combinations(layout.columns, 2) if left.sort is not right.sort]
        for left, right in pairs:
            path = write(tmp_path / "changed.csv", header, _changed_over(lines(layout.code, 30), header, left, right))
            assert refused(path).faults & {Fault.SHIFTED, Fault.WRONG_SORT, Fault.MISSING}, (left, right)

    def test_one_column_one_reason(self, tmp_path):
        path = egp(tmp_path, *[{"วันที่เกิดรายการ": "1480", "ราคากลาง(บาท)": "29 พ.ย. 67"}] * 40)
        refusal = refused(path)
        assert [(r.fault, r.column, r.row_number) for r in refusal.refusals] == [
            (Fault.SHIFTED, "ราคากลาง(บาท)", 2), (Fault.SHIFTED, "วันที่เกิดรายการ", 2),
        ]  # fmt: skip
        assert refusal.refusals_total == 2
        assert "40 จาก 40" in refusal.refusals[0].sentence

    def test_a_shift_hides_no_other_reason(self, tmp_path):
        path = egp(tmp_path, {"งบประมาณ(บาท)": "-1", "วันที่เกิดรายการ": "1480"}, *[{"วันที่เกิดรายการ": "1480"}] * 2)
        assert places(path) == [(2, "วันที่เกิดรายการ", Fault.SHIFTED), (2, "งบประมาณ(บาท)", Fault.NEGATIVE)]

    def test_one_stray_row_is_told_by_row(self, tmp_path):
        path = lao(tmp_path, *[{}] * 9, {"project_value": "ลำปาง", "winner_code": "500000.0"})
        assert places(path) == [(11, "project_value", Fault.WRONG_SORT), (11, "winner_code", Fault.WRONG_SORT)]

    def test_two_columns_of_a_single_row_agree_that_it_is_shifted(self, tmp_path):
        title, agency = EGP_LINE["ชื่อโครงการ"], EGP_LINE["ชื่อหน่วยงาน"]
        assert places(egp(tmp_path, {"ชื่อโครงการ": agency, "ชื่อหน่วยงาน": title})) == [
            (2, "ชื่อโครงการ", Fault.SHIFTED),
            (2, "ชื่อหน่วยงาน", Fault.SHIFTED),
        ]

    def test_one_odd_cell_of_a_single_row_is_no_shift(self, tmp_path):
        assert places(egp(tmp_path, {"งบประมาณ(บาท)": "ไม่ทราบ"})) == [(2, "งบประมาณ(บาท)", Fault.WRONG_SORT)]
        assert len(read_contracts(egp(tmp_path, {"ชื่อโครงการ": "โรงเรียนอนุบาลทุ่งสมมติ ซื้อวัสดุ"}))) == 1

    def test_agencies_named_like_their_province_are_no_shift(self, tmp_path):
        path = egp(tmp_path, *[{"ชื่อหน่วยงาน": "กรุงเทพมหานคร", "จังหวัด": "กรุงเทพมหานคร"}] * 5)
        assert len(list(read_contracts(path))) == 5


def _changed_over(rows: list[list[str]], header: list[str], left: str, right: str) -> list[list[str]]:
    order = [{left: right, right: left}.get(name, name) for name in header]
    return [[row[header.index(name)] for name in order] for row in rows]
