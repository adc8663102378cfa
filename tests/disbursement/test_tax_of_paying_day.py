"""T3: tax is withheld when money is paid (ทุกคราวที่จ่าย), so the rate is that of the paying day, not of the day on which the order's law began.

Everything is accepted and laid around a weekend: Friday, 20 Nov 2026, and Monday the 23rd. The rate becomes 2 percent by the law file.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from disbursement.printing import filled
from disbursement.rehearsal.walk import VoucherWalk, acted
from disbursement.voucher import Voucher
from tests.beginnings import beginning
from tests.disbursement.payers import Payers, Refuses
from workflows import law
from workflows.models import JournalEntry

RATE = "tax.withholding_percent"
FRIDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (20, 22, 23, 24))
Rises = Callable[[date], None]


@beginning
def payers() -> Payers:
    return Payers(FRIDAY)


@pytest.fixture
def rises(monkeypatch: pytest.MonkeyPatch) -> Rises:
    """The law file has a further row, of 2 percent, in force from a day."""

    def put(since: date) -> None:
        rows = law.LAW.values[RATE]
        new = replace(rows.held[-1], value=Decimal(2), in_force_from=since)
        monkeypatch.setitem(law.LAW.values, RATE, law.Dated([*rows.since, since], [*rows.held, new]))

    return put


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(("since", "withheld"), [(SUNDAY, "2000.00"), (MONDAY, "2000.00"), (TUESDAY, "1000.00")])
def test_a_voucher_is_laid_and_checked_by_the_rate_of_its_own_day(payers: Payers, rises: Rises, since: date, withheld: str) -> None:
    """Opened under the law of the Friday and laid on the Monday: the day after the change, the day of it, the day before it."""
    walk = payers.voucher()
    rises(since)
    payers.goes_to(MONDAY)
    walk.to(Voucher.State.APPROVED)
    assert walk.voucher.law_date == FRIDAY
    assert (walk.voucher.before_vat_baht, walk.voucher.withheld_baht) == (Decimal("100000.00"), Decimal(withheld))
    paper = filled(walk.voucher, list(JournalEntry.objects.filter(case=walk.voucher.case_id).order_by("id")))
    assert f"ร้อยละ {withheld[0]} ของ 100,000.00" in paper.deductions[0].name


@pytest.mark.rule("T3", "kept", "refused")
@pytest.mark.parametrize(("since", "is_paid"), [(TUESDAY, True), (MONDAY, False), (SUNDAY, False)])
def test_nothing_is_paid_with_a_tax_that_is_not_of_the_paying_day(
    payers: Payers, rises: Rises, refused: Refuses, since: date, is_paid: bool
) -> None:
    """Approved on the Friday at 1 percent, to be paid on the Monday."""
    payment = payers.approved()
    rises(since)
    walk = payers.transfer()
    if is_paid:
        assert walk.make([payment], value_on=MONDAY).amount_baht == Decimal("106000.00")
        return
    (told,) = refused("TAX_DIFFERS", lambda: walk.make([payment], value_on=MONDAY)).refusals
    assert "1,000.00" in told.sentence and "2,000.00" in told.sentence and "23 พ.ย. 2569" in told.sentence
    assert "มาตรา 50 (4)" in told.basis and "ถอนรายการจ่าย" in told.remedy and told.field == "payments"
    assert payers.transfer().make([payment], value_on=FRIDAY).amount_baht == Decimal("106000.00")


@pytest.mark.rule("T3", "kept")
def test_what_is_taken_back_is_computed_anew_and_paid(payers: Payers, rises: Rises, refused: Refuses) -> None:
    payment = payers.approved()
    rises(MONDAY)
    payers.goes_to(MONDAY)
    refused("TAX_DIFFERS", lambda: payers.transfer().make([payment], value_on=MONDAY))
    acted(payers.office, "rattana", payment, "withdraw", reason="อัตราภาษีเปลี่ยนก่อนจ่าย")
    again = VoucherWalk(payers.office, Voucher.objects.get())
    again.to(Voucher.State.APPROVED)
    assert payers.transfer().make([again.payment()], value_on=MONDAY).amount_baht == Decimal("105000.00")
