"""T4: the tax of a month is remitted within seven days of the next, and whoever draws up the day's report is told in time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from disbursement import queries
from disbursement.fund_day import FundDay
from disbursement.fund_day.report import tax_due as told_beside
from disbursement.payment import Payment
from disbursement.rules.tax import due_on, last_month, tax_due
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers
from workflows.act import LawOn
from workflows.office import Office
from workflows.procedure import procedure_of

LAW = LawOn(date(2026, 11, 24), Office(version=1, roles={}, unit_codes={}, law_values={}, special_days={}))


@pytest.fixture
def confirmed(payers: Payers) -> Any:
    """A payment that the bank has confirmed today."""
    payment, transfer = payers.approved(), payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.DONE)
    return Payment.objects.get(pk=payment.pk)


@pytest.mark.parametrize(
    ("month_end", "by"),
    [
        (date(2026, 8, 31), date(2026, 9, 7)),
        (date(2026, 10, 31), date(2026, 11, 9)),  # the 7th is a Saturday
        (date(2026, 11, 30), date(2026, 12, 8)),  # the 7th is the holiday in place of the 5th
    ],
)
def test_seven_days_after_the_month_and_a_holiday_moves_it(month_end: date, by: date) -> None:
    assert due_on(month_end, LAW) == by


@pytest.mark.parametrize(
    ("today", "withheld", "is_told"),
    [
        (date(2026, 10, 31), "1000.00", False),  # of September, which was due on 7 Oct
        (date(2026, 11, 1), "1000.00", True),
        (date(2026, 11, 8), "1000.00", True),
        (date(2026, 11, 9), "0.01", True),
        (date(2026, 11, 10), "1000.00", False),
        (date(2026, 11, 9), "0.00", False),
    ],
)
def test_it_is_told_from_the_first_day_to_the_last_in_time(today: date, withheld: str, is_told: bool) -> None:
    told = tax_due(Decimal(withheld), today, LAW)
    assert (told is not None) is is_told
    if told is not None:
        assert told.only_told and "9 พ.ย. 2569" in told.sentence and "ประมวลรัษฎากร" in told.basis


def test_the_month_before_is_whole() -> None:
    assert last_month(date(2027, 1, 15)) == (date(2026, 12, 1), date(2026, 12, 31))
    assert last_month(date(2026, 3, 1)) == (date(2026, 2, 1), date(2026, 2, 28))


def test_only_what_the_bank_paid_in_these_days_counts(payers: Payers, confirmed: Any) -> None:
    payment = confirmed
    day = payment.paid_on
    assert payment.withheld_baht == Decimal("1000.00")
    assert queries.withheld_between(payers.office.organization, day, day) == Decimal("1000.00")
    assert queries.withheld_between(payers.office.organization, date(2020, 1, 1), date(2020, 1, 31)) == Decimal(0)
    assert told_beside in procedure_of(FundDay).steps["draw_up_report"].cautions
