"""Tax withheld at source: both thresholds one satang under, at and over, the base, and the rounding."""

from datetime import date
from decimal import Decimal

import pytest

from disbursement.models import IncomeKind
from disbursement.withholding import labour_income, withholding
from workflows.act import LawOn
from workflows.office import Office

ON = date(2026, 11, 24)
JURISTIC, NATURAL = "juristic", "natural"


@pytest.fixture
def law() -> LawOn:
    """The law files alone, without an office's own values."""
    return LawOn(ON, Office(1, {}, {}, {}, {}))


def tax(law: LawOn, kind: str, gross: str, whole: str | None = None, *, vat: bool = False) -> Decimal:
    return withholding(kind, Decimal(gross), Decimal(whole or gross), law, paid_on=ON, price_has_vat=vat).tax_baht


@pytest.mark.rule("T3", "kept")
def test_the_worked_example(law: LawOn) -> None:
    kept = withholding(JURISTIC, Decimal("107000.00"), Decimal("107000.00"), law, paid_on=ON, price_has_vat=True)
    assert (kept.base_baht, kept.vat_baht, kept.tax_baht) == (Decimal("100000.00"), Decimal("7000.00"), Decimal("1000.00"))


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(("gross", "kept"), [("499.99", "0.00"), ("500.00", "5.00"), ("500.01", "5.00")])
def test_a_juristic_person_is_taxed_on_each_payment_of_500(law: LawOn, gross: str, kept: str) -> None:
    assert tax(law, JURISTIC, gross) == Decimal(kept)
    assert tax(law, JURISTIC, gross, whole="100000.00") == Decimal(kept)


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(("whole", "kept"), [("9999.99", "0.00"), ("10000.00", "20.00"), ("10000.01", "20.00")])
def test_a_natural_person_is_taxed_by_the_whole_order_whatever_the_instalment(law: LawOn, whole: str, kept: str) -> None:
    assert tax(law, NATURAL, "2000.00", whole=whole) == Decimal(kept)


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(("gross", "kept"), [("534.98", "0.00"), ("535.00", "5.00"), ("535.02", "5.00")])
def test_value_added_tax_is_no_income_and_counts_towards_no_threshold(law: LawOn, gross: str, kept: str) -> None:
    assert tax(law, JURISTIC, gross, vat=True) == Decimal(kept)


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(
    ("gross", "kept"), [("1049.99", "10.50"), ("1049.49", "10.49"), ("1050.50", "10.51"), ("1050.49", "10.50")]
)
def test_half_a_satang_goes_up_once_on_the_total(law: LawOn, gross: str, kept: str) -> None:
    assert tax(law, JURISTIC, gross) == Decimal(kept)


@pytest.mark.rule("T5", "kept")
def test_a_payee_outside_value_added_tax_is_taxed_on_the_total(law: LawOn) -> None:
    kept = withholding(NATURAL, Decimal("107000.00"), Decimal("107000.00"), law, paid_on=ON, price_has_vat=False)
    assert (kept.base_baht, kept.vat_baht, kept.tax_baht) == (Decimal("107000.00"), Decimal("0.00"), Decimal("1070.00"))


@pytest.mark.rule("T3", "refused")
def test_wages_of_labour_are_refused_by_name(law: LawOn) -> None:
    refusal = labour_income(IncomeKind.LABOUR, law)
    assert refusal is not None
    assert refusal.code == "NO_ROAD"
    assert "50 (1)" in refusal.basis
    assert labour_income(IncomeKind.TRADE, law) is None
