"""e-LAAS: the voucher's number is its unit's to type, slips of a book are typed in afterwards, and so is the day's deposit."""

from datetime import date
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.models import BookKind
from disbursement.rehearsal.collecting import slip
from disbursement.remittance import State as Remitting
from disbursement.voucher_states import State as Checking
from tests.disbursement.collectors import Collectors
from tests.disbursement.payers import Payers, Refuses
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from workflows import engine
from workflows.central import missing, sheets
from workflows.central.entries import ENTRIES
from workflows.models import Document
from workflows.practice import PracticeOffice


def due(document: Document) -> set[str]:
    return {lack.entry.code for lack in missing.missing_in(document.case).get(document.pk, ())}


def enter(office: PracticeOffice, who: str, document: Any, entry: str, number: str, on: date) -> Any:
    return engine.perform(office.people[who], document, f"enter_{entry}", system_number=number, entered_on=on).document


def typed(entry: str, document: Any) -> dict[str, str]:
    return {line.label: line.value for line in sheets.lines(ENTRIES[entry], document)}


@pytest.mark.rule("F1", "kept")
def test_the_unit_types_its_own_voucher(payers: Payers, refused: Refuses) -> None:
    walk = payers.voucher()
    assert due(walk.voucher) == set()
    walk.to(Checking.ARRIVED)
    assert due(walk.voucher) == {"elaas_voucher"}
    for who in ("kanda", "rattana", "duangjai"):
        refused(
            "NOT_YOUR_ROLE", lambda who=who: enter(payers.office, who, walk.voucher, "elaas_voucher", "กช 1/2570", payers.today)
        )  # type: ignore[misc]
    enter(payers.office, "orathai", walk.voucher, "elaas_voucher", "กช 1/2570", payers.today)
    assert due(walk.voucher) == set()
    voucher = walk.to(Checking.APPROVED)
    assert voucher.state == Checking.APPROVED


def test_what_is_typed_of_a_voucher_is_what_it_pays(payers: Payers) -> None:
    voucher = payers.voucher().to(Checking.APPROVED)
    told = typed("elaas_voucher", voucher)
    assert told["จำนวนเงินขอเบิก"] == "107000.00" and told["จำนวนเงินจ่ายสุทธิ"] == f"{voucher.net_baht:.2f}"
    assert told["เลขที่บัญชีธนาคาร"] == voucher.payee_account.number and told["ฎีกาเลขที่"] == voucher.number
    assert list(told)[:3] == ["ฎีกาเลขที่", "วันที่ขอเบิก", "หน่วยงานผู้เบิก"]


@pytest.mark.rule("R1", "kept")
@pytest.mark.parametrize(("kind", "is_due"), [(BookKind.BOOK, True), (BookKind.E_LAAS, False)])
def test_only_slips_of_a_book_are_typed_in_afterwards(collectors: Collectors, kind: str, is_due: bool) -> None:
    walk = collectors.walk()
    walk.record([slip("700.00")], walk.book(kind))
    assert due(walk.remittance) == set()
    walk.to(Remitting.REMITTED)
    assert due(walk.remittance) == ({"elaas_receipts"} if is_due else set())


def test_a_day_that_was_banked_is_typed_in_and_one_in_the_safe_is_not_yet(tellers: Tellers) -> None:
    banked = tellers.day(MONDAY, FundDay.State.CLOSED, "1000.00").fund_day
    assert due(banked) == {"elaas_deposit"}
    told = typed("elaas_deposit", banked)
    assert told["จำนวนเงินที่ฝาก"] == "1000.00" and told["ประจำวันที่"] == "16/11/2569"
    enter(tellers.office, "theera", banked, "elaas_deposit", "5/2570", TUESDAY)
    assert due(banked) == set()
    kept = tellers.day(TUESDAY, FundDay.State.IN_SAFE, "500.00", is_kept=True)
    assert due(kept.fund_day) == set()
    kept.to(FundDay.State.CLOSED)
    assert due(kept.fund_day) == {"elaas_deposit"}


def test_the_slips_of_a_book_are_due_from_the_day_they_were_handed_over(tellers: Tellers) -> None:
    """Of the collector's day its slips are owed, whatever became of the money."""
    remittance = tellers.collect(MONDAY, "1000.00")
    (lack,) = missing.missing_in(remittance.case)[remittance.pk]
    assert (lack.entry.code, lack.since, lack.days(TUESDAY)) == ("elaas_receipts", MONDAY, 1)
    assert typed("elaas_receipts", remittance)["รวมเงินตามใบเสร็จเล่ม"] == "1000.00"
    enter(tellers.office, "porntip", remittance, "elaas_receipts", "1/2570", TUESDAY)
    assert missing.missing_in(remittance.case)[remittance.pk] == ()
