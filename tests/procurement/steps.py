"""What the tests of a purchase say again and again: what the budget holds, and the data of a step."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from disbursement.models import BudgetLine
from procurement.rehearsal.walk import Walk
from workflows.act import LawOn
from workflows.office import Office

Walks = Callable[..., Walk]
LAW = LawOn(date(2026, 11, 24), Office(version=1, roles={}, unit_codes={}, law_values={}, special_days={}))


def held(walk: Walk) -> tuple[Decimal, Decimal, Decimal]:
    """Reserved, committed and spent of the walk's budget line."""
    line = BudgetLine.objects.get(pk=walk.need.budget_line.pk)
    return line.reserved_baht, line.committed_baht, line.spent_baht


def one_line(price: str, quantity: str = "1") -> tuple[tuple[str, str, str, str], ...]:
    return (("งาน", "งาน", quantity, price),)


def request(walk: Walk, **changes: Any) -> dict[str, Any]:
    """The walk's own request, typed again."""
    lines = [dict(zip(("item", "unit_name", "quantity", "unit_price_baht"), line, strict=True)) for line in walk.need.lines]
    needed_by = timezone.localdate() + timedelta(days=60)
    facts = {
        "title": walk.need.title,
        "kind": walk.need.kind,
        "road": "order",
        "need": walk.need.why,
        "needed_by": needed_by,
        "lines": lines,
    }
    return {**facts, **changes}


def report(walk: Walk, **changes: Any) -> dict[str, Any]:
    members = [{"person": walk.office.people[who].pk, "seat": seat} for who, seat in walk.need.members]
    return {
        "is_short_report": False, "method_reason": "เฉพาะเจาะจง", "criteria": "ราคา", "delivery_days": 30, "other_proposals": "", "members": members,
        **changes,
    }  # fmt: skip


def result(walk: Walk, unit_prices: tuple[str, ...], quoted: str = "37000.00") -> dict[str, Any]:
    prices = [{"position": i, "agreed_unit_price_baht": price} for i, price in enumerate(unit_prices, start=1)]
    return {
        "vendor": walk.need.vendor, "quotation_number": "1", "quoted_on": timezone.localdate(), "quoted_price_baht": quoted, "prices": prices,
        "award_reason": "ต่ำสุด",
    }  # fmt: skip


def order(
    walk: Walk, *amounts: str, days: int = 30, rate: str = "0.20", whole: bool = False, traffic: bool = False
) -> dict[str, Any]:
    due = timezone.localdate() + timedelta(days=days)
    return {
        "instalments": [{"amount_baht": a, "due_on": due} for a in amounts],
        "fine_percent_per_day": rate,
        "fine_on_whole": whole,
        "hinders_traffic": traffic,
    }
