"""What narrows the list of all documents of a procedure, those that are over too: its step, the month of its last act, an amount."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from workflows import clock, queries
from workflows.dates import month_of
from workflows.fields import BahtInput
from workflows.models import Organization
from workflows.pages import Filter, Option
from workflows.procedure import Procedure
from workflows.thai import baht
from workflows.views.bundles import months_before


@dataclass(frozen=True)
class Narrowed:
    """What the address asks; what it asks that does not exist narrows nothing, and of an amount `fault` says so."""

    text: str = ""
    state: str = ""
    month: date | None = None
    least_baht: Decimal | None = None
    typed: str = ""
    fault: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.text.strip() or self.state or self.month or self.least_baht)


def narrowed_by(asked: Mapping[str, str], procedure: Procedure, organization: Organization) -> Narrowed:
    typed, fault, least = asked.get("least", "").strip(), "", None
    try:
        least = BahtInput(required=False).clean(typed)
    except ValidationError:
        fault = _("“%(typed)s” ไม่ใช่จำนวนเงิน จึงไม่ได้กรองตามจำนวนเงิน") % {"typed": typed}
    state = asked.get("state", "")
    months = {f"{month:%Y-%m}": month for month in months_before(clock.today(organization))}
    return Narrowed(
        text=asked.get("q", ""),
        state=state if state in procedure.model.State.values else "",  # type: ignore[attr-defined]
        month=months.get(asked.get("month", "")),
        least_baht=least,
        typed=typed,
        fault=fault,
    )


def narrowed_documents(procedure: Procedure, organization: Organization, wanted: Narrowed) -> QuerySet[Any]:
    found: QuerySet[Any] = queries.documents_of(procedure.code, organization, state=wanted.state, text=wanted.text)
    if wanted.month:
        found = found.filter(last_acted_on__year=wanted.month.year, last_acted_on__month=wanted.month.month)
    return found.filter(amount_baht__gte=wanted.least_baht) if wanted.least_baht else found


def told_of(found: QuerySet[Any], wanted: Narrowed) -> str:
    """What the rows that were asked for come to, and what of the question was no question."""
    total = found.order_by().aggregate(total=Sum("amount_baht"))["total"] if wanted.is_narrow else None
    summed = _("รวม %(amount)s บาท") % {"amount": baht(total)} if total is not None else ""
    return " · ".join(filter(None, (wanted.fault, summed)))


def filters(procedure: Procedure, organization: Organization, wanted: Narrowed) -> tuple[Filter, ...]:
    every = Option("", _("ทั้งหมด"), is_chosen=False)
    states = procedure.model.State.choices  # type: ignore[attr-defined]
    months = months_before(clock.today(organization))
    return (
        Filter("state", _("ขั้น"), (every, *(Option(code, str(label), code == wanted.state) for code, label in states))),
        Filter(
            "month",
            _("ทำครั้งล่าสุดในเดือน"),
            (every, *(Option(f"{month:%Y-%m}", month_of(month), month == wanted.month) for month in months)),
        ),
        Filter("least", _("ตั้งแต่ (บาท)"), typed=wanted.typed),
    )
