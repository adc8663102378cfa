"""What a day's summary takes in: the slips that were received, and revenue that never was cash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from disbursement.fund_day.states import PAY_IN_SLIP
from disbursement.models import DepositRow, NonCashLine, Receipt, ReceivedBy
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows.models import Attachment
from workflows.thai import same_number


def received(organization: Any, day: date) -> list[Any]:
    """Every slip in the finance officer's hands by the end of the day that no summary has taken in."""
    waiting = Remittance.objects.filter(organization=organization, state=Remitting.RECEIVED, received_on__lte=day)
    return list(waiting.select_related("collector", "cash_account").order_by("number"))


def cheques_baht(day: Any, lying: Iterable[Any]) -> Decimal:
    """What of the cash in the books of a day is cheques: its own and those of earlier days that lie in the safe, and those of slips
    that were received by then and stand in no summary up to it."""
    kept = [*lying, *([day] if day.kept_baht else [])]
    taken_in = type(day).objects.filter(organization=day.organization_id, live_day__isnull=False, day__lte=day.day).values("pk")
    loose = Remittance.objects.filter(
        Q(summary=None) | ~Q(summary__in=taken_in), organization=day.organization_id, received_on__lte=day.day,
        state__in=[Remitting.RECEIVED, Remitting.SUMMARIZED],
    )  # fmt: skip
    own = (kept_day.cheque_baht + kept_day.ordered_cheque_baht for kept_day in kept)
    return sum((*own, *loose.values_list("cheque_baht", flat=True)), Decimal("0.00"))


def slip(key: Any) -> Remittance:
    return Remittance.objects.get(pk=key)


def collecting(organization: Any, day: date) -> set[Any]:
    """Who collected money until the end of the day that no summary has taken in."""
    waiting = Remittance.objects.filter(organization=organization, collected_on__lte=day, amount_baht__gt=0)
    return set(waiting.filter(state__in=[Remitting.COLLECTING, Remitting.REMITTED]).values_list("collector", flat=True))


def outstanding(organization: Any, day: date) -> Iterator[str]:
    """Slips on which money of the day was collected that nobody has received yet."""
    behind = Remittance.objects.filter(
        organization=organization, state__in=[Remitting.COLLECTING, Remitting.REMITTED], collected_on__lte=day, amount_baht__gt=0
    )
    return (slip.number or slip.title for slip in behind.order_by("collected_on", "pk"))


def non_cash(organization: Any, day: date, summary: Any) -> list[Receipt]:
    """Receipts of money kept back until the end of the day that no other summary has taken in (N19)."""
    elsewhere = NonCashLine.objects.exclude(document=summary).values("receipt")
    kept_back = Receipt.objects.filter(
        organization=organization, received_by=ReceivedBy.NON_CASH, is_cancelled=False, received_on__lte=day
    )
    return list(kept_back.exclude(pk__in=elsewhere).select_related("book").order_by("received_on", "book", "number"))


def new_since(organization: Any, day: date, rows: Any, summary: Any) -> int:
    """How much came in after the summary was prepared."""
    known = {row["receipt_id"] for row in rows["non_cash"]}
    fresh = [receipt for receipt in non_cash(organization, day, summary) if receipt.pk.hex not in known]
    return len(fresh) + len(received(organization, day))


def as_line(position: int, slip: Any) -> dict[str, Any]:
    """A slip as the summary lists it, with everybody who wrote its receipts."""
    issuers = Receipt.objects.filter(document=slip.pk).order_by().values_list("issued_by", flat=True).distinct()
    hands = {issuer.hex for issuer in issuers} | ({slip.remitter_id.hex} if slip.remitter_id else set())
    return {
        "position": position, "remittance_id": slip.pk, "collector_id": slip.collector_id, "issuers": sorted(hands),
        "collected_on": slip.collected_on, "cash_baht": slip.cash_baht, "cheque_baht": slip.cheque_baht, "transfer_baht": slip.transfer_baht,
    }  # fmt: skip


def as_non_cash(position: int, receipt: Receipt) -> dict[str, Any]:
    return {
        "position": position, "receipt": receipt, "issuer_id": receipt.issued_by_id, "payer": receipt.payer, "income": receipt.income,
        "amount_baht": receipt.amount_baht,
    }  # fmt: skip


def in_other_safe(slips: Iterable[Any], account: Any) -> Iterator[str]:
    return (slip.number for slip in slips if slip.cash_baht + slip.cheque_baht and slip.cash_account_id != account)


def used_slips(day: Any, deposits: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each row whose pay-in slip of the same account was used before, in another day or in a row above, and where."""
    known = DepositRow.objects.filter(account__in=[row["account"].pk for row in deposits]).exclude(document=day.pk)
    used = {
        (account, same_number(number)): title
        for account, number, title in known.values_list("account", "slip_number", "document__title")
    }
    for row in deposits:
        slip = (row["account"].pk, same_number(row["slip_number"]))
        if slip in used:
            yield row, used[slip]
        used.setdefault(slip, day.title)


def days_of_same_file(day: Any, stamped: Any) -> Any:
    """The titles of other days that were banked with the same stamped slip."""
    others = Attachment.objects.filter(
        kind=PAY_IN_SLIP, digest__in=list(stamped.values_list("digest", flat=True)), document__organization=day.organization_id,
        document__in=DepositRow.objects.values("document"),
    ).exclude(document=day.pk)  # fmt: skip
    return others.values_list("document__title", flat=True)
