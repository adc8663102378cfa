"""What nobody need type: what the purchase knows already, as the form of a step begins."""

from datetime import timedelta
from typing import Any

from procurement.models import PurchaseKind
from procurement.rules.delivery import left_of, left_quantities, open_instalments
from procurement.rules.record import same_name
from workflows import clock
from workflows.offers import seen_by
from workflows.step import Step
from workflows.thai import plain


def of_purchase(purchase: Any, step: Step) -> dict[str, Any]:
    """One instalment by the approved days, and all that may still come, today. Opinions and reasons are never proposed: they are a person's own."""
    today = clock.today(purchase.organization)
    if step.name == "prepare_order":
        due_on = today + timedelta(days=purchase.delivery_days) if purchase.delivery_days else None
        return {"instalments": [{"amount_baht": purchase.agreed_price_baht, "due_on": due_on}]}
    if step.name == "enter_egp_project":
        return own_project(purchase)
    if step.name == "record_vendor_receipt":
        return {"vendor_received_on": today}
    if step.name == "record_delivery":
        return {"delivered_on": today, **to_come(purchase)}
    return {}


def own_project(purchase: Any) -> dict[str, Any]:
    """The number in e-GP that the row of an official file bears, where the project there is this office's own; another's is never taken over."""
    record = purchase.record
    if record is None or not same_name(record.agency, purchase.organization.name):
        return {}
    return {"system_number": record.project_id}


def to_come(purchase: Any) -> dict[str, Any]:
    """What is left of the first instalment that is not filled: goods by quantity where it is the only one, anything else by value."""
    rows = seen_by(purchase, None).rows
    open_ones = open_instalments(rows["instalments"]) or rows["instalments"][-1:]
    if not open_ones:
        return {}
    first = open_ones[0]
    if purchase.kind != PurchaseKind.GOODS:
        return {"instalment": first["number"], "amount_baht": left_of(first) or None}
    left = left_quantities(rows["lines"], rows["delivery_lines"]) if len(open_ones) == 1 else {}
    lines = [{"position": position, "delivered_quantity": plain(quantity)} for position, quantity in left.items() if quantity]
    return {"instalment": first["number"], "lines": lines}
