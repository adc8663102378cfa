"""The file for the bank: its columns by configuration, its bytes by the rows, nothing in it that a spreadsheet would run."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disbursement.bank_file import DEFAULT, UnknownLayout, layout, rendered
from disbursement.transfer import Transfer, file_of
from tests.disbursement.payers import Payers, Refuses

ROW: dict[str, Any] = {
    "position": 1, "bank_code": "004", "account_number": "0123456789", "payee_name": "หจก.นาดีเครื่องเขียน",
    "amount_baht": Decimal("106000.00"), "reference": "1/2570",
}  # fmt: skip
DAY = date(2026, 11, 24)


def test_the_layout_says_that_the_bank_has_not_confirmed_it() -> None:
    assert layout(DEFAULT).standing == "unconfirmed"


def test_a_row_has_bank_account_name_amount_and_reference() -> None:
    lines = rendered(layout(DEFAULT), [ROW], DAY).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "ลำดับที่,รหัสธนาคารผู้รับ,เลขที่บัญชีผู้รับ,ชื่อบัญชีผู้รับ,จำนวนเงิน,วันที่โอน,อ้างอิง"
    assert lines[1] == "1,004,0123456789,หจก.นาดีเครื่องเขียน,106000.00,2026-11-24,1/2570"


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+66", "-1", "@SUM(A1)", "\tx"])
def test_a_cell_that_starts_a_formula_is_made_inert(name: str) -> None:
    written = rendered(layout(DEFAULT), [{**ROW, "payee_name": name}], DAY).decode("utf-8-sig")
    assert "'" + name.replace('"', '""') in written


def test_an_office_changes_columns_encoding_and_delimiter() -> None:
    own = replace(
        layout(DEFAULT), encoding="cp874", delimiter="|", has_heading=False, columns=(("จำนวนเงิน", "amount"), ("ชื่อ", "payee_name"))
    )
    assert rendered(own, [ROW], DAY).decode("cp874") == "106000.00|หจก.นาดีเครื่องเขียน\r\n"


@pytest.mark.parametrize("code", ["no_such_bank", "../law/tax", ""])
def test_an_unknown_layout_is_no_layout(code: str) -> None:
    with pytest.raises(UnknownLayout):
        layout(code)


@pytest.mark.rule("P-11", "kept")
def test_what_is_uploaded_is_what_was_signed(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    walk.to(Transfer.State.SIGNED)
    name, content = file_of(Transfer.objects.get(pk=walk.transfer.pk))
    year = payers.lines[0].fiscal_year
    assert name == f"transfer-1-{year}.csv"
    assert "106000.00" in content.decode("utf-8-sig")


@pytest.mark.rule("P-11", "refused")
def test_a_file_whose_layout_changed_after_the_signatures_is_not_given_out(payers: Payers, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    changed = replace(layout(DEFAULT), has_heading=False)
    monkeypatch.setattr("disbursement.bank_file.layout", lambda code: changed)
    with pytest.raises(ValueError, match="has changed"):
        file_of(Transfer.objects.get(pk=walk.transfer.pk))


@pytest.mark.rule("P-11", "refused")
def test_a_layout_that_is_not_there_makes_no_file(payers: Payers, refused: Refuses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disbursement.bank_file.DEFAULT", "no_such_bank")
    payment = payers.approved()
    refused("FILE_NOT_WRITTEN", lambda: payers.transfer().make([payment]))
