"""What a purchase comes to before its order is made, beside the money that there is for it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from disbursement.models import BudgetLine
from procurement.models import PurchaseLine
from workflows import clock
from workflows.adding_up import Beside, sum_baht
from workflows.calendar import fiscal_year
from workflows.evidence import as_python
from workflows.step import Step
from workflows.thai import baht


def its_own_money(purchase: Any) -> Q:
    """The lines of the unit that asks, of this fiscal year."""
    return Q(unit=purchase.unit_id, fiscal_year=fiscal_year(clock.today(purchase.organization)))


def free_money(purchase: Any) -> Iterator[Beside]:
    """What is free of the line that pays, or of each line of the unit while none is chosen yet."""
    if purchase.budget_line_id:
        yield Beside(_("%(line)s คงเหลือ") % {"line": purchase.budget_line}, purchase.budget_line.free_baht)
        return
    for line in BudgetLine.objects.filter(its_own_money(purchase), organization=purchase.organization_id).order_by("code"):
        yield Beside(_("%(line)s คงเหลือ") % {"line": line}, line.free_baht)


def approved_money(purchase: Any) -> Iterator[Beside]:
    """What was agreed to be spent, which is set aside already, and what is free besides."""
    yield Beside(_("วงเงินที่เห็นชอบ และจองไว้แล้ว"), purchase.estimate_baht)
    yield from free_money(purchase)


def agreed_money(purchase: Any) -> Iterator[Beside]:
    """What the instalments make up together."""
    yield Beside(_("ราคาที่ตกลง"), purchase.agreed_price_baht)
    yield from free_money(purchase)


def reckoned(purchase: Any, step: Step, rows: Any) -> Iterator[tuple[str, str]]:
    """Under the items that a step shows: what they come to, and what is free beside."""
    if "lines" not in step.shows or purchase.order_number:
        return
    is_agreed = purchase.agreed_price_baht is not None and "agreed_price_baht" in step.shows
    price = "agreed_unit_price_baht" if is_agreed else "unit_price_baht"
    yield _("รวมทุกรายการ (บาท)"), baht(sum_baht((as_python(PurchaseLine, row) for row in rows), ("quantity", price)))
    for beside in free_money(purchase):
        yield beside.label, _("%(amount)s บาท") % {"amount": baht(beside.amount_baht)}
