"""What an order that is overdue asks before anything comes (ข้อ 162, 181, 183): fetched here, judged by the rules."""

from datetime import date
from decimal import Decimal
from typing import Any

from committees.rules.lateness import floor_baht_per_day, termination_to_be_considered
from procurement import acceptances
from procurement.rules import delivery as rules
from procurement.rules.rest import rest_fine_baht
from workflows.act import Act
from workflows.refusal import Refusal

NOTICE_DAYS = "acceptance.late_notice_working_days"


def late_notice_due(purchase: Any, act: Act) -> Refusal | None:
    """Of the first overdue instalment of which no delivery has recorded a notice of the fine yet."""
    overdue = rules.overdue(act.evidence.rows["instalments"], act.acted_on)
    if not overdue:
        return None
    noticed = acceptances.noticed_instalments(purchase)
    row = next((row for row in overdue if row["number"] not in noticed), None)
    if row is None:
        return None
    due_on = date.fromisoformat(row["due_on"])
    by = act.working_days_after(due_on, act.law.value(NOTICE_DAYS).value)
    return rules.late_notice_due(row["number"], due_on, by, act.law)


def fines_run_over(purchase: Any, act: Act) -> Refusal | None:
    """What the certificates have fined, and what of the rest runs on until today."""
    rows = act.evidence.rows
    if not rules.overdue(rows["instalments"], act.acted_on):
        return None
    whole_baht: Decimal | None = purchase.agreed_price_baht if purchase.fine_on_whole else None
    floor_baht = floor_baht_per_day(purchase.hinders_traffic, act.law)
    running_baht = rest_fine_baht(rows, act.acted_on, purchase.fine_percent_per_day, whole_baht, floor_baht)
    return termination_to_be_considered(acceptances.fined_baht(purchase) + running_baht, purchase.agreed_price_baht, act.law)
