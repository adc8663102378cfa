"""What is typed is written as the target takes it; a sheet that says less than a sheet must does not start; outages are facts with days."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workflows import checks, clock, engine
from workflows.central import missing, sheets
from workflows.central.entries import ENTRIES, declare
from workflows.central.sheets import SHEETS, Line, Sheet, as_typed, tab_separated
from workflows.founding import register_of
from workflows.models import CentralOutage
from workflows.practice import PracticeOffice
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister

GOOD = 'screen = "ฎีกา"\nfields = ["number"]\nera = "be"\nstanding = "unconfirmed"\nsource = "§3"\n'


@pytest.mark.parametrize(
    ("value", "era", "typed"),
    [
        (Decimal("1234567.5"), "be", "1234567.50"),
        (Decimal("0.01"), "be", "0.01"),
        (date(2026, 2, 3), "be", "03/02/2569"),
        (date(2026, 2, 3), "ce", "03/02/2026"),
        ("ฎีกา ๑๒/๒๕๗๐", "be", "ฎีกา 12/2570"),
        (" สองบรรทัด\nและ\tแท็บ ", "be", "สองบรรทัด และ แท็บ"),
        (None, "be", ""),
        ("", "be", ""),
    ],
)
def test_a_value_is_written_as_the_target_takes_it(value: Any, era: str, typed: str) -> None:
    assert as_typed(value, era) == typed


def test_a_row_for_a_spreadsheet_holds_every_field_and_no_formula() -> None:
    assert tab_separated((Line("a", "ก ข"), Line("b", ""), Line("c", "=1+1"), Line("d", "12.00"))) == "ก ข\t\t'=1+1\t12.00"


@pytest.mark.parametrize("without", ["screen", "fields", "era", "standing", "source"])
def test_a_sheet_that_says_less_than_it_must_is_refused(tmp_path: Path, without: str) -> None:
    file = tmp_path / "central.toml"
    file.write_text("[one]\n" + "\n".join(line for line in GOOD.splitlines() if not line.startswith(without)), encoding="utf-8")
    with pytest.raises(ValueError, match=without):
        sheets.read(file)


@pytest.mark.parametrize(("said", "wrong"), [('"be"', '"ad"'), ('"unconfirmed"', '"sure"'), ('["number"]', "[]")])
def test_a_sheet_that_says_what_nobody_knows_is_refused(tmp_path: Path, said: str, wrong: str) -> None:
    file = tmp_path / "central.toml"
    file.write_text("[one]\n" + GOOD, encoding="utf-8")
    assert sheets.read(file)["one"] == Sheet("ฎีกา", ("number",), "be", "unconfirmed", "§3")
    file.write_text("[one]\n" + GOOD.replace(said, wrong), encoding="utf-8")
    with pytest.raises(ValueError, match="one"):
        sheets.read(file)


def test_nobody_vouches_for_the_order_of_any_screen_yet() -> None:
    assert SHEETS.keys() == ENTRIES.keys() and {sheet.standing for sheet in SHEETS.values()} == {"unconfirmed"}


def test_the_boot_refuses_an_entry_without_sheet_and_a_sheet_of_unknown_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.sheets_stand() == []
    sheet = SHEETS["egp_project"]
    monkeypatch.setitem(checks.SHEETS, "egp_project", Sheet(sheet.screen, ("colour",), "be", "unconfirmed", ""))  # type: ignore[arg-type]
    monkeypatch.setitem(checks.SHEETS, "fax", sheet)  # type: ignore[arg-type]
    monkeypatch.delitem(checks.SHEETS, "egp_contract")  # type: ignore[arg-type]
    told = " ".join(str(fault.msg) for fault in checks.sheets_stand())
    assert "colour" in told and "fax is the sheet of no entry" in told and "egp_contract has no sheet" in told


def test_two_entries_of_one_code_do_not_start() -> None:
    with pytest.raises(ValueError, match="egp_project"):
        declare(ENTRIES["egp_project"])


def do(office: PracticeOffice, step: str, who: str = "rattana", **data: Any) -> None:
    engine.perform(office.people[who], register_of(office.organization, OfficeRegister), step, **data)


def begin(office: PracticeOffice, first: int, last: int | None = None, system: str = "elaas", who: str = "rattana") -> None:
    """An outage from so many days ago to so many days ago."""
    today = clock.today(office.fresh())
    ends_on = None if last is None else today - timedelta(days=last)
    do(office, "begin_outage", who, system=system, starts_on=today - timedelta(days=first), ends_on=ends_on, told="เข้าใช้ไม่ได้")


def refused(code: str, office: PracticeOffice, *days: Any, **more: Any) -> None:
    with pytest.raises(Refused) as caught:
        begin(office, *days, **more)
    assert code in caught.value.codes


def test_an_outage_is_a_fact_of_the_register_by_the_finance_director(office: PracticeOffice) -> None:
    refused("NOT_YOUR_ROLE", office, 3, who="kanda")
    refused("WRONG_INPUT", office, 3, system="ktb")
    begin(office, 3)
    assert CentralOutage.objects.get().ends_on is None


def test_outages_of_one_system_do_not_overlap_nor_lie_ahead(office: PracticeOffice) -> None:
    refused("FUTURE_DATE", office, -1)
    refused("DATES_OUT_OF_ORDER", office, 3, 4)
    begin(office, 20, 10)
    refused("OUTAGE_KNOWN", office, 10, 5)
    refused("OUTAGE_KNOWN", office, 30, 20)
    begin(office, 9)
    refused("OUTAGE_KNOWN", office, 2)
    begin(office, 2, system="egp")


def test_an_outage_ends_once_and_not_before_it_began(office: PracticeOffice) -> None:
    begin(office, 3)
    outage, today = CentralOutage.objects.get(), clock.today(office.fresh())
    for day, code in ((today - timedelta(days=4), "DATES_OUT_OF_ORDER"), (today + timedelta(days=1), "FUTURE_DATE")):
        with pytest.raises(Refused) as caught:
            do(office, "end_outage", outage=outage, ends_on=day)
        assert code in caught.value.codes
    do(office, "end_outage", outage=outage, ends_on=today)
    with pytest.raises(Refused) as caught:
        do(office, "end_outage", outage=outage, ends_on=today)
    assert "OUTAGE_ENDED" in caught.value.codes


@pytest.mark.parametrize(
    ("since", "explains"),
    [(date(2026, 11, 9), True), (date(2026, 11, 10), True), (date(2026, 11, 11), False)],
    ids=["before", "last day", "after"],
)
def test_an_outage_explains_what_was_due_before_or_in_it(since: date, explains: bool) -> None:
    """Whatever became due after the system worked again is late for another reason."""
    outage = CentralOutage(system="elaas", starts_on=date(2026, 11, 5), ends_on=date(2026, 11, 10))
    lack = missing.Missing(ENTRIES["elaas_voucher"], since)
    assert (missing.outage_of(lack, [outage], date(2026, 11, 20)) is outage) is explains
    other = missing.Missing(ENTRIES["egp_project"], since)
    assert missing.outage_of(other, [outage], date(2026, 11, 20)) is None
