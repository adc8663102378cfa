"""The figures of a day's report: brought forward + in − out, per account, from the movements that no earlier report has seen.

A report has seen every movement of its day and before that had been written when it was drawn up. The next one begins where it
ended, so that a movement written late, or on its way while a report is drawn up, stands in exactly one of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from disbursement.fund_day.states import BEFORE_REPORT
from disbursement.models import (
    AccountMovement,
    BankAccount,
    CashAccount,
    CashMovement,
    HeldMovement,
    MoneyHeld,
    ReportAccount,
    ReportHeld,
)

ZERO, ONE_DAY = Decimal("0.00"), timedelta(days=1)
OPENING = "account_register."
BANKING = ("fund_day.deposit", "fund_day.deposit_kept", "own_transfer.confirm")
KINDS = ((CashAccount, CashMovement, "cash_account"), (BankAccount, AccountMovement, "bank_account"))


def lock(organization: Any) -> None:
    """Nobody moves money while a report is drawn up. The order of kinds is that of disbursement.treasury."""
    for model in (BankAccount, CashAccount, MoneyHeld):
        list(model.objects.select_for_update(no_key=True).filter(organization=organization).order_by("pk").values_list("pk"))  # type: ignore[attr-defined]


def account_rows(organization: Any, day: date, previous: Any) -> list[dict[str, Any]]:
    """A row of the report for each account that existed by that day, cash before banks."""
    rows = [
        row for model, movements, column in KINDS for row in rows_of_kind(model, movements, column, organization, day, previous)
    ]
    return [{"position": position, **row} for position, row in enumerate(rows, start=1)]


def rows_of_kind(model: Any, movements: Any, column: str, organization: Any, day: date, previous: Any) -> Iterator[dict[str, Any]]:
    seen = {getattr(row, f"{column}_id"): row for row in ReportAccount.objects.filter(document=previous)} if previous else {}
    for account in model.objects.filter(organization=organization):
        before = seen.get(account.pk)
        figures = sorted_out(unseen(movements, account, day, before, previous))
        brought = (before.closing_baht if before else ZERO) + figures.pop("opening_baht")
        closing = brought + figures["received_baht"] + figures["moved_in_baht"] - figures["moved_out_baht"] - figures["paid_baht"]
        yield {
            f"{column}_id": account.pk, "name": account.name, "account_number": getattr(account, "number", ""), "brought_baht": brought,
            **figures, "closing_baht": closing, "last_movement": account.movements,
        }  # fmt: skip


def held_rows(organization: Any, day: date, previous: Any) -> list[dict[str, Any]]:
    """The same for money that is held for others."""
    seen = {row.money_held_id: row for row in ReportHeld.objects.filter(document=previous)} if previous else {}
    rows: list[dict[str, Any]] = []
    for held in MoneyHeld.objects.filter(organization=organization):
        before = seen.get(held.pk)
        figures = sorted_out(unseen(HeldMovement, held, day, before, previous))
        brought = (before.closing_baht if before else ZERO) + figures["opening_baht"]
        row = {"brought_baht": brought, "in_baht": figures["received_baht"], "out_baht": figures["paid_baht"]}
        closing = brought + row["in_baht"] - row["out_baht"]
        rows.append(
            {"position": len(rows) + 1, "money_held": held, "kind": held.kind, **row, "closing_baht": closing, "last_movement": held.movements}
        )  # fmt: skip
    return rows


def unseen(movements: Any, account: Any, day: date, before: Any, previous: Any) -> Any:
    """Movements until the end of a day that the report before has not seen."""
    found = movements.objects.filter(account=account, moved_on__lte=day).exclude(balance_change_baht=0)
    if before is not None:
        found = found.exclude(moved_on__lte=previous.day, number__lte=before.last_movement)
    return found.values_list("step", "balance_change_baht")


def sorted_out(moved: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Where a movement stands in the report: an opening balance is brought forward, a deposit only changes its place."""
    figures = dict.fromkeys(("opening_baht", "received_baht", "moved_in_baht", "moved_out_baht", "paid_baht"), ZERO)
    for step, change in moved:
        if step.startswith(OPENING):
            figures["opening_baht"] += change
        elif step in BANKING:
            figures["moved_in_baht" if change > 0 else "moved_out_baht"] += abs(change)
        else:
            figures["received_baht" if change > 0 else "paid_baht"] += abs(change)
    return figures


def late_entries(organization: Any, day: date, previous: Any) -> int:
    """Movements of earlier days that no report has seen: of one that was reported already, or passed over as a day without movement."""
    if previous is None:
        return 0
    count = 0
    for model, movements, column in KINDS:
        seen = {getattr(row, f"{column}_id"): row for row in ReportAccount.objects.filter(document=previous)}
        for account in model.objects.filter(organization=organization):
            late = unseen(movements, account, day - ONE_DAY, seen.get(account.pk), previous)
            count += late.exclude(step__startswith=OPENING).count()
    return count


def cash_since_report(report: Any) -> Decimal:
    """What came into the safe in the books of the report's day, in baht, and was written after it was drawn up."""
    since = ZERO
    for row in ReportAccount.objects.filter(document=report.pk, cash_account__isnull=False):
        moved = CashMovement.objects.filter(account=row.cash_account_id, moved_on__lte=report.day, number__gt=row.last_movement)
        since += sum(moved.values_list("balance_change_baht", flat=True), ZERO)
    return since


def stands_in(report: Any, document: Any) -> bool:
    """Whether a document's movements leave anything in a report. One that was given back sees all of its days when it is drawn up again."""
    left: dict[Any, Decimal] = defaultdict(Decimal)
    for _, movements, column in KINDS:
        seen = dict(ReportAccount.objects.filter(document=report.pk).values_list(f"{column}_id", "last_movement"))
        moved = movements.objects.filter(document=document.pk, moved_on__lte=report.day)
        for account, number, change in moved.values_list("account", "number", "balance_change_baht"):
            if report.state in BEFORE_REPORT or number <= seen.get(account, 0):
                left[account] += change
    return any(left.values())


def seen_by(report: Any, documents: Any, step: str = "") -> set[Any]:
    """Those of some documents whose movements in a bank account, by one step if it is named, a report has seen, or a report before it."""
    named = {"step": step} if step else {}
    seen: set[Any] = set()
    for row in ReportAccount.objects.filter(document=report.pk, bank_account__isnull=False):
        moved = AccountMovement.objects.filter(
            account=row.bank_account_id, document__in=documents, moved_on__lte=report.day, **named
        )
        seen |= set(moved.filter(number__lte=row.last_movement).values_list("document", flat=True))
    return seen


def moved_between(organization: Any, after: date, before: date) -> set[date]:
    """The days between two days on which money moved."""
    days: set[date] = set()
    for _, movements, _ in KINDS:
        moved = movements.objects.filter(organization=organization, moved_on__gt=after, moved_on__lt=before)
        moved = moved.exclude(balance_change_baht=0).exclude(step__startswith=OPENING)
        days |= set(moved.order_by().values_list("moved_on", flat=True).distinct())
    return days
