"""Moving money between the office's accounts. Every balance moves under its row lock, by a movement row of the acting document.

Locks are taken in one order everywhere, so that nobody waits in a circle: cases, budget lines, bank accounts, cash, money held,
receipt books; within a kind by id.
"""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from disbursement.models import (
    AccountMovement,
    BankAccount,
    CashAccount,
    CashMovement,
    HeldMovement,
    MoneyHeld,
)
from workflows.act import Act
from workflows.dates import short_date
from workflows.models import Document, Party
from workflows.refusal import Refusal
from workflows.thai import baht

ZERO = Decimal("0.00")


def move_bank(
    act: Act, document: Document, account: uuid.UUID, *, balance_baht: Decimal = ZERO, pledged_baht: Decimal = ZERO,
    moved_on: date | None = None,
) -> None:  # fmt: skip
    """Add to a bank account's balance, and to what is pledged of it; refused where the free money does not reach.

    `moved_on` is the day in the bank's own book, where that is not the day of the act.
    """
    locked = lock_opened(BankAccount, AccountMovement, account, act, moved_on)
    if locked is None:
        return
    if locked.free_baht + balance_baht - pledged_baht < 0:
        act.refuse(over_balance(str(locked), locked.free_baht, pledged_baht - balance_baht))
        return
    shift(act, document, locked, AccountMovement, moved_on=moved_on, balance=balance_baht, pledged=pledged_baht)


def move_cash(act: Act, document: Document, account: uuid.UUID, amount_baht: Decimal) -> None:
    """Put cash in, or take it out where the amount is negative; refused where there is not so much."""
    locked = lock_opened(CashAccount, CashMovement, account, act)
    if locked is None:
        return
    if locked.balance_baht + amount_baht < 0:
        act.refuse(over_balance(str(locked), locked.balance_baht, -amount_baht))
        return
    shift(act, document, locked, CashMovement, balance=amount_baht)


def lock_opened(model: Any, movements: Any, account: uuid.UUID, act: Act, moved_on: date | None = None) -> Any:
    """The locked account; None, and refused, where the day lies before its opening balance, which holds that day's money."""
    locked = with_opening(model, movements).select_for_update(no_key=True).get(pk=account, organization=act.organization)
    if locked.opened_on is None or locked.opened_on <= (moved_on or act.acted_on):
        return locked
    act.refuse(before_opening(str(locked), locked.opened_on))
    return None


def with_opening(model: Any, movements: Any) -> Any:
    """Accounts with the day of their first movement, which is their opening balance."""
    first = movements.objects.filter(account=OuterRef("pk"), number=1).values("moved_on")
    return model.objects.annotate(opened_on=Subquery(first))


def hold(
    act: Act, document: Document, kind: str, amount_baht: Decimal, party: Party | None = None, reference: str = "", moved_on: date | None = None,
) -> None:  # fmt: skip
    """Keep money for others, or pay it on where the amount is negative; refused where not so much is held."""
    locked = held(act, kind)
    if not locked.movements:
        act.tell_rows(locked)
    if locked.balance_baht + amount_baht < 0:
        act.refuse(over_balance(str(locked), locked.balance_baht, -amount_baht))
        return
    shift(act, document, locked, HeldMovement, {"party": party, "reference": reference}, moved_on, balance=amount_baht)


def held(act: Act, kind: str) -> MoneyHeld:
    """The locked row of a kind of money held, made when it is first needed."""
    MoneyHeld.objects.bulk_create([MoneyHeld(organization=act.organization, kind=kind)], ignore_conflicts=True)
    return MoneyHeld.objects.select_for_update(no_key=True).get(organization=act.organization, kind=kind)


def shift(
    act: Act, document: Document, locked: Any, movement: Any, facts: dict[str, Any] | None = None, moved_on: date | None = None,
    **changes: Decimal,
) -> None:  # fmt: skip
    """Write the movement row, and then the balance that it explains."""
    act.make(
        movement, document_id=document.pk, account=locked, number=locked.movements + 1, moved_on=moved_on or act.acted_on,
        step=f"{document.procedure}.{act.step.name}", **(facts or {}), **{f"{figure}_change_baht": change for figure, change in changes.items()},
    )  # fmt: skip
    after = {f"{figure}_baht": getattr(locked, f"{figure}_baht") + change for figure, change in changes.items()}
    type(locked).objects.filter(pk=locked.pk).update(movements=locked.movements + 1, **after)


def before_opening(where: str, opened_on: date, field: str = "") -> Refusal:
    """Money of days before the opening stands in the opening balance, and would stand in the books twice."""
    facts = {"where": where, "day": short_date(opened_on)}
    sentence = _("%(where)s ตั้งยอดยกมาเมื่อ %(day)s เงินก่อนวันนั้นอยู่ในยอดยกมาแล้ว") % facts
    return Refusal("BEFORE_OPENING", sentence, remedy=_("ใช้วันที่ตั้งแต่ %(day)s หรือใช้บัญชีอื่น") % facts, field=field)


def over_balance(where: str, free_baht: Decimal, asked_baht: Decimal) -> Refusal:
    """Refused with the figure that would fit."""
    sentence = _("%(where)s ใช้ได้ %(free)s บาท ไม่พอสำหรับ %(asked)s บาท") % {
        "where": where, "free": baht(free_baht), "asked": baht(asked_baht),
    }  # fmt: skip
    return Refusal("OVER_BALANCE", sentence, remedy=_("ไม่เกิน %(free)s บาท หรือใช้บัญชีอื่น") % {"free": baht(free_baht)})
