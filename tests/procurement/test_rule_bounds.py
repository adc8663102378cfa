"""Bounds of the rules on what of an order never came, each at the last that fits and the first that does not; no case is walked for them."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from procurement.models import PurchaseKind
from procurement.rules import order, rest
from tests.procurement.steps import LAW
from workflows.act import LawOn

DAY = timedelta(days=1)
DUE = date(2026, 11, 20)
ENDED, TODAY = date(2026, 12, 1), date(2026, 12, 4)


def rows(*came: tuple[date, str | None]) -> Any:
    """An instalment that is due, and what came of it: on which day, and how much of it was accepted."""
    deliveries = [{"instalment": 1, "delivered_on": day.isoformat(), "accepted_baht": accepted} for day, accepted in came]
    return {"instalments": [{"number": 1, "due_on": DUE.isoformat()}], "deliveries": deliveries}


@pytest.mark.rule("N8", "kept")
@pytest.mark.parametrize(
    ("came", "until"),
    [
        ([], None),
        ([(DUE - DAY, "1.00")], None),
        ([(DUE, "1.00")], None),
        ([(DUE + DAY, "1.00")], DUE + DAY),
        ([(DUE + DAY, None)], None),
        ([(DUE + 3 * DAY, "1.00"), (DUE + DAY, "1.00"), (DUE + 5 * DAY, None)], DUE + 3 * DAY),
    ],
)
def test_only_an_accepted_delivery_after_its_due_day_has_fined_the_order(
    came: list[tuple[date, str | None]], until: date | None
) -> None:
    assert rest.fined_until(rows(*came)) == until


@pytest.mark.parametrize(
    ("paid_on", "fits"), [(ENDED - DAY, False), (ENDED, True), (TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)]
)
def test_the_fine_of_the_rest_is_paid_since_it_was_fixed_and_not_in_the_future(paid_on: date, *, fits: bool) -> None:
    refusal = rest.paid_out_of_time(paid_on, ENDED, TODAY, LAW)
    assert (refusal is None) is fits
    assert fits or (refusal.code, refusal.field) == ("DATES_OUT_OF_ORDER", "receipt")


@pytest.mark.rule("K1", "kept")
@pytest.mark.parametrize(("day", "is_told"), [(date(2027, 9, 29), False), (date(2027, 9, 30), False), (date(2027, 10, 1), True)])
def test_from_the_new_year_s_first_day_whoever_receives_the_order_is_told_of_its_money(day: date, *, is_told: bool) -> None:
    purchase = SimpleNamespace(budget_line=SimpleNamespace(fiscal_year=2570), ordered_on=date(2027, 9, 15))
    act: Any = SimpleNamespace(acted_on=day, law=LAW)
    told = order.year_has_ended(purchase, act)
    assert (told is not None) is is_told
    assert told is None or (told.code, told.only_told) == ("YEAR_ENDED", True)


@pytest.mark.rule("N17", "kept")
@pytest.mark.parametrize(("rate", "said"), [("1", "1 บาท"), ("1.50", "1.5 บาท"), ("10", "10 บาท"), ("1000", "1,000 บาท")])
def test_the_stamp_duty_that_an_office_sets_is_said_in_figures(rate: str, said: str) -> None:
    own = {"tax.stamp_duty_baht_per_thousand": [(date(2026, 10, 1), rate, "หนังสือของสรรพากร")]}
    act: Any = SimpleNamespace(law=LawOn(LAW.on, replace(LAW.office, law_values=own)))
    told = order.stamp_duty_due(SimpleNamespace(kind=PurchaseKind.SERVICES), act)
    assert told is not None and f"ปิดอากรแสตมป์ {said}ต่อทุกหนึ่งพันบาท" in told.sentence
