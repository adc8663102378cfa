"""A surplus that a slip explains: its money lay in the safe before its slip was in the books (C8, D2).

It is told where the count is signed and ordered on. Nothing follows from it by itself: two sums that are alike may be two matters.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from disbursement.fund_day import accounts
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows.dates import short_date
from workflows.thai import baht


def explaining(day: Any) -> list[Any]:
    """Slips collected by the end of a day that its report does not have, each worth what was counted too much, in cash or in cheques."""
    surplus_baht = day.difference_baht
    if surplus_baht <= 0:
        return []
    is_worth_it = Q(cash_baht=surplus_baht, cheque_baht=0) | Q(cash_baht=0, cheque_baht=surplus_baht)
    found = Remittance.objects.filter(is_worth_it, organization=day.organization_id, collected_on__lte=day.day)
    found = found.exclude(state=Remitting.WITHDRAWN).select_related("collector").order_by("collected_on", "pk")
    return [slip for slip in found if not accounts.stands_in(day, slip)]


def told(day: Any) -> str:
    """Each of them in a sentence."""
    words = _("เงินที่เกิน %(surplus)s บาท เท่ากับเงินที่%(collector)sเก็บวันที่ %(day)s (%(slip)s) ซึ่งยังไม่อยู่ในรายงานนี้")
    return " ".join(
        words
        % {
            "surplus": baht(day.difference_baht), "collector": slip.collector.full_name, "day": short_date(slip.collected_on),
            "slip": slip.number or Remitting(slip.state).label,
        }
        for slip in explaining(day)
    )  # fmt: skip
