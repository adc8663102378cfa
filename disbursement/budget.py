"""Reserving, committing, releasing and spending. Every figure moves under the line's row lock, by a movement row of the acting document."""

import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from disbursement.models import BudgetLine, BudgetMovement
from workflows.act import Act, LawOn
from workflows.models import Document
from workflows.refusal import Refusal
from workflows.thai import baht

ZERO = Decimal("0.00")
BASIS = "voucher.within_budget"
FIGURES = ("allotted", "reserved", "committed", "spent")


def allot(act: Act, document: Document, line: uuid.UUID, amount_baht: Decimal) -> None:
    """Add to a line's appropriation, or take from it what is free."""
    shift(act, document, line, allotted=amount_baht)


def reserve(act: Act, document: Document, line: uuid.UUID, amount_baht: Decimal) -> None:
    """Set money aside before the purchase report; refused where the line's free money does not reach (ข้อ 22, ทะเบียนคุมงบรายจ่าย)."""
    shift(act, document, line, reserved=amount_baht)


def commit(act: Act, document: Document, line: uuid.UUID, amount_baht: Decimal) -> None:
    """Turn a reservation into a commitment by a signed order, and release what was reserved above it."""
    reserved = position(document, line)["reserved"]
    shift(act, document, line, reserved=-reserved, committed=amount_baht)


def spend(act: Act, document: Document, line: uuid.UUID, amount_baht: Decimal) -> None:
    """A payment that the bank confirmed; refused beyond what its own case has committed, so that no case spends another's money."""
    committed = position(document, line)["committed"]
    if amount_baht > committed:
        sentence = _("เรื่องนี้ผูกพันไว้ %(committed)s บาท จ่าย %(amount)s บาท ไม่ได้") % {
            "committed": baht(committed),
            "amount": baht(amount_baht),
        }
        remedy = _("ตรวจยอดผูกพันของเรื่องในทะเบียนคุมงบรายจ่าย")
        act.refuse(Refusal("OVER_COMMITMENT", sentence, act.law.basis(BASIS).label, remedy))
        return
    shift(act, document, line, committed=-amount_baht, spent=amount_baht)


def release(act: Act, document: Document, line: uuid.UUID) -> None:
    """Give back all that the case still holds of a line."""
    keep(act, document, line, ZERO)


def keep(act: Act, document: Document, line: uuid.UUID, committed_baht: Decimal) -> None:
    """Give back all that the case holds of a line beyond what it still owes, in baht; what it owes is committed already."""
    held = position(document, line)
    freed = held["committed"] - committed_baht
    assert freed >= 0, "a case owes no more than it has committed"
    if held["reserved"] or freed:
        shift(act, document, line, reserved=-held["reserved"], committed=-freed)


def position(document: Document, line: uuid.UUID) -> dict[str, Decimal]:
    """What a case holds of a line, by figure in baht, recomputed from the movements of its documents."""
    sums = BudgetMovement.objects.filter(document__case=document.case_id, line=line).aggregate(
        **{figure: Sum(f"{figure}_change_baht") for figure in FIGURES}
    )
    return {figure: sums[figure] or ZERO for figure in FIGURES}


def held_by(movements: Iterable[BudgetMovement]) -> dict[str, Decimal]:
    """The same of the movements in hand, all of one line."""
    rows = list(movements)
    return {figure: sum((getattr(row, f"{figure}_change_baht") for row in rows), ZERO) for figure in FIGURES}


def shift(act: Act, document: Document, line: uuid.UUID, **changes: Decimal) -> None:
    """Move figures of one line by one movement row."""
    locked = BudgetLine.objects.select_for_update(no_key=True).get(pk=line, organization=act.organization)
    after = {figure: getattr(locked, f"{figure}_baht") + changes.get(figure, ZERO) for figure in FIGURES}
    free = after["allotted"] - after["reserved"] - after["committed"] - after["spent"]
    if free < 0:
        act.refuse(over_budget(locked, -free, changes, act.law))
        return
    act.make(
        BudgetMovement, document_id=document.pk, line=locked, number=locked.movements + 1,
        step=f"{document.procedure}.{act.step.name}", **{f"{figure}_change_baht": changes.get(figure, ZERO) for figure in FIGURES},
    )  # fmt: skip
    BudgetLine.objects.filter(pk=line).update(
        movements=locked.movements + 1, **{f"{figure}_baht": amount for figure, amount in after.items()}
    )


def over_budget(line: BudgetLine, short_baht: Decimal, changes: dict[str, Decimal], law: LawOn) -> Refusal:
    """Refused with the figure that would fit."""
    asked = abs(sum(changes.values(), ZERO))  # a transfer takes away what is to be free
    sentence = _("งบประมาณ %(line)s เหลือ %(free)s บาท ไม่พอสำหรับ %(asked)s บาท (ขาด %(short)s บาท)") % {
        "line": line.name, "free": baht(line.free_baht), "asked": baht(asked), "short": baht(short_baht),
    }  # fmt: skip
    remedy = _("ลดวงเงินให้ไม่เกิน %(free)s บาท หรือโอนงบประมาณมาเพิ่มก่อน") % {"free": baht(line.free_baht)}
    return Refusal("OVER_BUDGET", sentence, law.basis(BASIS).label, remedy)
