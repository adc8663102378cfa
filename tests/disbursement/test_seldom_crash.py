"""A crash at every statement of the steps that no other walk takes: files attached, numbers of central systems put right, a release given up."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.held_release import State as Releasing
from disbursement.models import BudgetLine, ReleaseTo
from disbursement.registers import BudgetRegister
from disbursement.rehearsal.held_release import HeldReleaseWalk
from disbursement.rehearsal.walk import acted, paper
from disbursement.remittance import State as Remitting
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.crash import sweep
from tests.disbursement.collectors import Collectors
from tests.disbursement.payers import Payers
from tests.disbursement.tellers import MONDAY, TUESDAY, Tellers
from workflows.founding import register_of
from workflows.practice import PracticeOffice

FEWEST = 3  # lock, evidence, entry: PostgreSQL asks no more for a bare step


def act_of(office: PracticeOffice, who: str, document: Any, step: str, on: date | None = None, **data: Any) -> Callable[[], Any]:
    return lambda: acted(office, who, document, step, on, **data)


def attaching(office: PracticeOffice, who: str, document: Any, kind: str = "หลักฐาน") -> Callable[[], Any]:
    """With a file of its own each time: the one before was read to its end."""
    return lambda: acted(office, who, document, "attach", kind=kind, file=paper("evidence.pdf"))


def put_right(office: PracticeOffice, who: str, document: Any, what: str, number: str, on: date) -> Callable[[], Any]:
    """The number is typed first, one digit wrong."""
    document = acted(office, who, document, f"enter_{what}", on, system_number=f"{number}1", entered_on=on)
    read = {"number_before": f"{number}1", "entered_on_before": on, "reason": "พิมพ์ผิดหนึ่งหลัก"}
    return act_of(office, who, document, f"correct_{what}", on, system_number=f"{number}2", entered_on=on, **read)


def test_attaching_to_a_voucher_and_putting_its_number_right_are_all_or_nothing(payers: Payers) -> None:
    voucher = payers.voucher()
    assert sweep(attaching(payers.office, "orathai", voucher.voucher, "invoice")) >= FEWEST
    voucher.voucher.refresh_from_db()
    voucher.to(Voucher.State.REQUESTING)
    assert sweep(put_right(payers.office, "orathai", voucher.voucher, "elaas_voucher", "256900", payers.today)) >= FEWEST


def test_attaching_to_a_payment_is_all_or_nothing(payers: Payers) -> None:
    payment = payers.approved()
    walk = payers.transfer()
    walk.make([payment])
    walk.to(Transfer.State.DONE)
    assert sweep(attaching(payers.office, "theera", payment)) >= FEWEST


def test_putting_the_number_of_receipts_right_is_all_or_nothing(collectors: Collectors) -> None:
    walk = collectors.mixed()
    remittance = walk.to(Remitting.REMITTED)
    on = remittance.last_acted_on
    assert sweep(put_right(collectors.office, "porntip", remittance, "elaas_receipts", "RC-1", on)) >= FEWEST


def test_putting_the_number_of_a_deposit_right_is_all_or_nothing(tellers: Tellers) -> None:
    day = tellers.day(MONDAY, FundDay.State.REPORTING).fund_day
    assert sweep(put_right(tellers.office, "theera", day, "elaas_deposit", "DP-1", day.last_acted_on)) >= FEWEST


def released(tellers: Tellers) -> HeldReleaseWalk:
    """Twenty baht that lay in the safe on Monday, proposed as revenue on Tuesday."""
    walk = tellers.walk(MONDAY)
    walk.perform("theera", "note_no_receipts", late_reason="")
    walk.to(FundDay.State.COUNTING)
    walk.count(Decimal("20.00"))
    day = walk.to(FundDay.State.CLOSED)
    release = HeldReleaseWalk(tellers.office, on=TUESDAY)
    release.propose(ReleaseTo.REVENUE, Decimal("20.00"), fund_day=day)
    return release


@pytest.mark.parametrize(
    ("who", "step", "at"), [("theera", "withdraw", Releasing.DRAFT), ("rattana", "return_for_correction", Releasing.EXAMINING)]
)
def test_giving_a_release_up_or_back_is_all_or_nothing(tellers: Tellers, who: str, step: str, at: str) -> None:
    release = released(tellers)
    release.to(at)
    assert sweep(act_of(tellers.office, who, release.release, step, TUESDAY, reason="หลักฐานไม่พอ")) >= FEWEST


def test_more_money_for_a_line_is_all_or_nothing(payers: Payers) -> None:
    register = register_of(payers.office.organization, BudgetRegister)
    line, facts = payers.lines[0], {"amount_baht": Decimal("500.00"), "reason": "โอนตั้งจ่ายเพิ่ม"}
    before = BudgetLine.objects.get(pk=line.pk).allotted_baht
    assert sweep(act_of(payers.office, "kanda", register, "add_to_line", line=line, **facts)) >= FEWEST
    assert BudgetLine.objects.get(pk=line.pk).allotted_baht == before + Decimal("500.00")
