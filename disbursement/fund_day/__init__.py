"""เงินประจำวัน (D1–D9, C2–C9): the day's slips in one summary, to the bank or into the safe, counted, reported, sealed, deposited.

The chapters stand in the order of the regulation: opening, summary, banking, report, counting, safe.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import separation  # noqa: F401  the pairs are declared where they are imported
from disbursement.fund_day.central import ELAAS_DEPOSIT
from disbursement.fund_day.safe import Safe
from disbursement.fund_day.states import State
from disbursement.models import (
    SIGNED_OF_DAY,
    CashCount,
    CustodyAct,
    CustodySignature,
    DepositRow,
    KeySeat,
    NonCashLine,
    ReportAccount,
    ReportHeld,
    ReportSeal,
    SummaryLine,
)
from disbursement.remittance import Remittance
from disbursement.remittance import State as Remitting
from workflows import engine, law
from workflows.central.steps import correcting, entering, told_by
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.models import CentralNumber
from workflows.procedure import ToldBy, follows, procedure
from workflows.refusal import Kind, Refusal


@procedure
class FundDay(Safe):
    """One day of the office's money."""

    State = State

    class Meta:
        verbose_name = _("เงินประจำวัน")
        constraints = [models.UniqueConstraint(fields=["live_day"], name="fund_day_once")]

    class Procedure:
        code = "fund_day"
        title = _("เงินประจำวัน")
        ends = (State.CLOSED, State.WITHDRAWN)
        content = SIGNED_OF_DAY
        later = ("from_held_baht",)
        content_rows = {
            "lines": SummaryLine, "non_cash": NonCashLine, "deposits": DepositRow, "accounts": ReportAccount, "held": ReportHeld,
            "seals": ReportSeal, "keys": KeySeat, "counts": CashCount,
        }  # fmt: skip
        fact_rows = {"signatures": CustodySignature, "central": CentralNumber}
        told_by = {
            "signatures": ToldBy(
                {"sign_count": {"act": CustodyAct.COUNT}, "release": {"act": CustodyAct.RELEASE}}, who="person_id", when="signed_on"
            ),
            "central": told_by(ELAAS_DEPOSIT),
        }
        stations = (
            (_("ใบสำคัญสรุป"), (State.OPEN, State.CHECKING)),
            (_("ตรวจประจำวัน"), (State.COMPARING,)),
            (_("นำฝากหรือเก็บรักษา"), (State.BANKING,)),
            (_("รายงานสถานะการเงิน"), (State.REPORTING, State.AWAITING_SEAL)),
            (_("กรรมการตรวจนับ"), (State.COUNTING, State.SIGNING, State.DIFFERENCE)),
            (_("ตู้นิรภัย"), (State.IN_SAFE, State.RELEASED, State.IN_HAND)),
            (_("ปลัดและนายกรับทราบ"), (State.PASSING, State.ACKNOWLEDGING)),
            (_("ปิดวันแล้ว"), (State.CLOSED,)),
        )

    enter_elaas_deposit, correct_elaas_deposit = entering(ELAAS_DEPOSIT), correcting(ELAAS_DEPOSIT)


@follows(FundDay, State.CHECKING)
def take_slips_in(cause: Any, day: Any) -> None:
    """A slip that stands in a summary stands in no other."""
    for slip in slips_of(day, Remitting.RECEIVED):
        engine.step_within(None, slip, "enter_summary", acted_on=moment(cause, slip), cause=cause.hash, data={"summary": day.pk})


@follows(FundDay, State.OPEN)
def let_slips_go(cause: Any, day: Any) -> None:
    """A returned summary gives its slips back, until it is prepared again."""
    for slip in slips_of(day, Remitting.SUMMARIZED):
        engine.step_within(None, slip, "leave_summary", acted_on=moment(cause, slip), cause=cause.hash, data={})


def slips_of(day: Any, state: str) -> Any:
    lines = SummaryLine.objects.filter(document=day.pk).values("remittance")
    return Remittance.objects.filter(pk__in=lines, state=state).order_by("case", "pk")


def moment(cause: Any, slip: Any) -> Any:
    """The day of the cause, unless the slip was acted on after it."""
    return max(cause.act.acted_on, slip.last_acted_on)


CONSTRAINT_REFUSALS["fund_day_once"] = lambda: Refusal(
    "DAY_OPENED",
    text("เงินประจำวันนี้เพิ่งเปิดไปแล้ว"),
    law.clause("daily_report.draw_up"),
    remedy=text("เปิดหน้านี้ใหม่ แล้วทำต่อในวันที่เปิดไว้"),
    kind=Kind.CONFLICT,
    field="day",
)
CONSTRAINT_REFUSALS["non_cash_receipt_once"] = lambda: Refusal(
    "SUMMARY_STALE",
    text("มีใบเสร็จที่เพิ่งเข้าใบสำคัญสรุปอื่น"),
    law.clause("remittance.summary"),
    remedy=text("เปิดหน้านี้ใหม่ แล้วจัดทำอีกครั้ง"),
    kind=Kind.CONFLICT,
)
