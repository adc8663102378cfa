"""Approved before 30 September and paid after it: a spending of the year that approved it, numbered and reported on its own day (F3, K1)."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import BudgetLine, Receipt
from disbursement.payment import Payment
from disbursement.rehearsal.collecting import furnish_collector
from disbursement.rehearsal.fund_day import DayWalk, custody_committee
from disbursement.rehearsal.furnishing import bank_account, receipt_book
from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.rehearsal.walk import TransferWalk, VoucherWalk, acted
from disbursement.transfer import State as Filing
from disbursement.voucher_states import State
from procurement.purchase.states import State as Buying
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.disbursement.payers import Payers
from tests.disbursement.tellers import reported
from tests.procurement.conftest import COMMITTEE
from tests.procurement.refusals import refused
from tests.procurement.steps import one_line
from tests.procurement.test_carry_over import DAY_AFTER, DAY_BEFORE, LAST_DAY, SAID
from tests.workflows.api_caller import Caller
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

GROSS = Decimal("5000.00")


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=DAY_BEFORE)


@pytest.fixture
def walk(office: PracticeOffice) -> VoucherWalk:
    """A voucher of 2569, approved on 29 Sep 2026."""
    vendors, lines = furnish(office)
    bought = Walk(office, Need("ซื้อวัสดุสำนักงาน", one_line(f"{GROSS}"), vendors[0], lines[1], members=COMMITTEE))
    bought.to(Buying.ORDERED)
    bought.deliver(note_number="ส1")
    voucher = Road(bought).accept()
    voucher.to(State.APPROVED)
    return voucher


@pytest.mark.rule("K1", "kept")
@pytest.mark.parametrize(("day", "number"), [(DAY_BEFORE, "1/2569"), (LAST_DAY, "1/2569"), (DAY_AFTER, "1/2570")])
def test_it_is_spent_of_the_year_that_approved_it(office: PracticeOffice, walk: VoucherWalk, day: date, number: str) -> None:
    """No carry-over is asked: what was approved in the year was drawn in the year. The payment has the number of its own day."""
    set_day(office, day)
    pay_by_one_file(office, [walk.payment()])
    payment, line = walk.payment(), walk.voucher.budget_line
    line.refresh_from_db()
    assert (payment.number, payment.paid_on, payment.voucher.paid_on) == (number, day, day)
    assert (line.fiscal_year, line.spent_baht, line.committed_baht) == (2569, GROSS, 0)
    assert not BudgetLine.objects.exclude(fiscal_year=2569).filter(spent_baht__gt=0).exists()
    told = json.loads(JournalEntry.objects.get(document=payment.pk, step="confirm").body)
    assert told["facts"]["budget_year"] == 2569
    assert "ปีงบประมาณ 2569" in Caller(office, "theera").get(reverse("case", args=[payment.case_id])).content.decode()
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("C6", "kept")
def test_it_leaves_the_bank_in_the_report_of_the_day_on_which_it_was_paid(office: PracticeOffice, walk: VoucherWalk) -> None:
    custody_committee(office, DAY_BEFORE)
    furnish_collector(office, DAY_BEFORE)
    set_day(office, LAST_DAY)
    before = DayWalk(office, LAST_DAY).to(FundDay.State.CLOSED)
    set_day(office, DAY_AFTER)
    pay_by_one_file(office, [walk.payment()])
    after = DayWalk(office, DAY_AFTER).to(FundDay.State.COUNTING)
    name, net = bank_account(office).name, walk.voucher.net_baht
    assert (reported(before)[name][4], reported(after)[name][4]) == (0, net)
    assert reported(after)[name][0] == reported(before)[name][-1]
    assert (before.number, after.number) == ("1/2569", "1/2570")


@pytest.mark.rule("K1", "kept", "refused")
def test_withdrawn_after_the_year_s_end_it_is_approved_anew_on_a_carry_over(office: PracticeOffice, walk: VoucherWalk) -> None:
    """The approval falls with the payment, and the next one lies in the year after."""
    set_day(office, DAY_AFTER)
    acted(office, "rattana", walk.payment(), "withdraw", reason="บัญชีผู้รับเงินผิด")
    walk.voucher.refresh_from_db()
    assert walk.voucher.state == State.RETURNED
    walk.to(State.CHECKING)
    refused("CLOSED_FISCAL_YEAR", walk.examine)
    walk.perform("boonmee", "carry_over", **SAID)
    walk.to(State.APPROVED)
    pay_by_one_file(office, [walk.payment()])
    walk.voucher.budget_line.refresh_from_db()
    assert walk.voucher.budget_line.spent_baht == GROSS


@pytest.mark.rule("K1", "kept")
def test_sent_back_by_the_bank_in_october_it_is_paid_again_without_another_approval(
    office: PracticeOffice, walk: VoucherWalk
) -> None:
    payment = walk.payment()
    set_day(office, DAY_AFTER)
    pay_by_one_file(office, [payment], comes_back=[payment])
    assert walk.payment().returned_times == 1
    pay_by_one_file(office, [walk.payment()])
    walk.voucher.budget_line.refresh_from_db()
    assert walk.voucher.budget_line.spent_baht == GROSS


@pytest.mark.rule("N19", "kept", "refused")
@pytest.mark.rule("R4", "kept", "refused")
def test_its_fine_is_revenue_of_the_day_on_which_it_is_kept_back(db: None) -> None:
    """From a book of the new year, whatever the year of the budget."""
    payers = Payers(LAST_DAY)
    old, payment = receipt_book(payers.office), payers.approved(fine_baht=Decimal("500.00"))
    payers.goes_to(DAY_AFTER)
    transfer = TransferWalk(payers.office)
    transfer.make([payment])
    transfer.to(Filing.SENT)
    refused("BOOK_OF_OTHER_YEAR", lambda: transfer.answer(fine_book=old))
    transfer.answer(fine_book=receipt_book(payers.office))
    receipt = Receipt.objects.get()
    assert (receipt.received_on, receipt.book.fiscal_year, receipt.amount_baht) == (DAY_AFTER, 2570, Decimal("500.00"))
    assert Payment.objects.get(pk=payment.pk).budget_line.fiscal_year == 2569
