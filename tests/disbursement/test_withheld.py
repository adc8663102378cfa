"""Tax withheld along the road: computed with the voucher, checked again, and held for the Revenue once the bank has paid."""

from decimal import Decimal

import pytest

from disbursement.models import HeldMovement, MoneyHeld
from disbursement.rehearsal.walk import acted
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from tests.disbursement.payers import Payers, Refuses
from workflows.founding import register_of
from workflows.registers.office import OfficeRegister

State = Voucher.State
JURISTIC, NATURAL = 0, 3


@pytest.mark.rule("T5", "kept")
def test_a_payee_outside_value_added_tax_is_taxed_on_the_total_even_if_the_order_said_otherwise(payers: Payers) -> None:
    voucher = payers.voucher(payers.purchase(vendor=payers.vendors[NATURAL]), includes_vat=True).lay()
    assert (voucher.before_vat_baht, voucher.vat_baht, voucher.withheld_baht) == (Decimal("107000.00"), 0, Decimal("1070.00"))


@pytest.mark.rule("T3", "kept")
@pytest.mark.parametrize(("price", "kept"), [("9999.99", "0.00"), ("10000.00", "50.00"), ("10000.01", "50.00")])
def test_an_instalment_of_a_natural_person_is_taxed_by_the_whole_order(payers: Payers, price: str, kept: str) -> None:
    purchase = payers.purchase(price, vendor=payers.vendors[NATURAL])
    assert payers.voucher(purchase, gross_baht=Decimal("5000.00")).lay().withheld_baht == Decimal(kept)


@pytest.mark.rule("T3", "kept")
def test_what_is_withheld_is_held_for_the_revenue_by_kind_of_payee(payers: Payers) -> None:
    payments = [payers.approved(), payers.approved(payers.purchase("20000.00", vendor=payers.vendors[NATURAL]))]
    walk = payers.transfer()
    walk.make(payments)
    walk.to(Transfer.State.SENT)
    assert not MoneyHeld.objects.exists()
    walk.to(Transfer.State.DONE)
    held = dict(MoneyHeld.objects.values_list("kind", "balance_baht"))
    assert held == {"tax_juristic": Decimal("1000.00"), "tax_natural": Decimal("200.00")}
    assert {movement.party.name for movement in HeldMovement.objects.all()} == {
        payers.vendors[0].name,
        payers.vendors[NATURAL].name,
    }


@pytest.mark.rule("T3", "kept", "refused")
@pytest.mark.rule("T5", "kept", "refused")
@pytest.mark.parametrize(
    ("vendor", "kept"), [(JURISTIC, "3,000.00"), (NATURAL, "3,210.00")], ids=["base without tax", "base is all"]
)
def test_a_tax_that_the_law_computes_otherwise_by_now_is_refused(payers: Payers, refused: Refuses, vendor: int, kept: str) -> None:
    walk = payers.voucher(payers.purchase(vendor=payers.vendors[vendor]))
    walk.to(State.CHECKING)
    register = register_of(payers.office.organization, OfficeRegister)
    value = {"law_key": "tax.withholding_percent", "in_force_from": payers.today, "value": "3", "reason": "ลองค่าอื่น"}
    acted(payers.office, "rattana", register, "set_law_value", **value)
    assert kept in str(refused("TAX_DIFFERS", walk.examine))
    walk.perform("rattana", "return_for_correction", reason="คำนวณภาษีใหม่")
    assert f"{walk.to(State.ENDORSING).withheld_baht:,.2f}" == kept
