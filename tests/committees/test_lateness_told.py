"""N11, N12: who fixes a fine, and who is told of it, knows what this program cannot do for the vendor, and when the fines are large."""

from datetime import date
from decimal import Decimal

import pytest

from committees.acceptance.lateness import extension_has_no_road, termination_to_be_considered
from committees.goods import GoodsAcceptance
from committees.queries import fined_of_order
from committees.rules import lateness as rules
from committees.works import WorksAcceptance
from tests.committees.conftest import Deliver
from tests.committees.test_appointment import LAW
from workflows.procedure import procedure_of


@pytest.mark.parametrize(("late_days", "is_told"), [(0, False), (1, True)])
def test_more_time_and_less_fine_have_no_road_and_are_named(late_days: int, is_told: bool) -> None:
    told = rules.extension_has_no_road(late_days, LAW)
    assert (told is not None) is is_told
    if told is not None:
        assert told.only_told and told.basis.startswith("มาตรา 102 ") and "15 วัน" in told.remedy


@pytest.mark.parametrize("model", [GoodsAcceptance, WorksAcceptance])
@pytest.mark.parametrize("step", ["record_findings", "acknowledge_report", "inform_vendor"])
def test_each_who_fixes_the_fine_or_answers_for_it_is_told(model: type, step: str) -> None:
    cautions = procedure_of(model).steps[step].cautions
    assert extension_has_no_road in cautions
    assert (termination_to_be_considered in cautions) is (step != "record_findings")


@pytest.mark.rule("N12", "kept")
@pytest.mark.parametrize(("day", "fines", "is_told"), [(24, "41944.00", False), (25, "42800.00", False), (26, "43656.00", True)])
def test_fines_above_a_tenth_of_the_order_are_told_to_the_head(deliver: Deliver, day: int, fines: str, is_told: bool) -> None:
    """428,000 baht at 0.20 percent are 856 a day: fifty days after 5 Nov make 42,800, a tenth."""
    came = date(2026, 12, day)
    walk = deliver(delivered_on=came, received_on=came, acted_on=came)
    walk.day = came
    walk.to_decision()
    assert walk.acceptance.fine_baht == Decimal(fines) == fined_of_order(walk.acceptance)
    told = rules.termination_to_be_considered(fined_of_order(walk.acceptance), walk.acceptance.order_amount_baht, LAW)
    assert (told is not None) is is_told
