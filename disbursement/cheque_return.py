"""เช็คคืน (C10, R1): a cheque that was banked comes back unpaid. The bank's debit enters the books of its day, and the payer owes again.

The receipt stays valid: the money was received, and went. What the payer brings again has a receipt of its own, and where that is a
cheque which comes back too, it is a return of its own. No rule at hand writes such a debt off; so nothing here does.
"""

from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement import separation, settling  # noqa: F401  the pairs are declared where they are imported
from disbursement.cheque_repaying import Repaying
from disbursement.cheque_states import (
    ATTACHED,
    State,
)
from disbursement.fund_day import FundDay
from disbursement.models import (
    ChequeRepayment,
    ChequeReturnFacts,
    ReturnedReceipt,
)
from disbursement.rules import cheque_return as rules
from workflows import law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.procedure import blocks, procedure
from workflows.refusal import Kind, Refusal


@procedure
class ChequeReturn(Repaying):
    """One cheque, from the bank's notice until it is paid again."""

    State = State

    class Procedure:
        code = "cheque_return"
        title = _("เช็คคืน")
        ends = (State.REPAID, State.WITHDRAWN, State.REVERSED)
        void = (State.WITHDRAWN, State.REVERSED)
        content = tuple(field.name for field in ChequeReturnFacts._meta.local_fields if field.name != "document")
        later = ("claimed_receipt", "claimed_for", "resumes")
        content_rows = {"receipts": ReturnedReceipt, "repayments": ChequeRepayment}
        stations = (
            (_("บันทึกตามหนังสือแจ้ง"), (State.RECORDING,)),
            (_("ตรวจและลงบัญชี"), (State.CHECKING,)),
            (_("นายกรับทราบ"), (State.INFORMING,)),
            (_("ติดตามลูกหนี้"), (State.OWED, State.LEGAL, State.CONFIRMING, State.RESUMING)),
            (_("ชำระครบ"), (State.REPAID,)),
        )

    attach = attaching(State.RECORDING, State.OWED, State.LEGAL, kinds=ATTACHED)


@blocks(FundDay, "draw_up_report")
def wait_for_check(day: Any, act: Act) -> Refusal | None:
    """What the bank has taken back by the day, and the director has not checked, would be missing in its report."""
    waiting = ChequeReturn.objects.filter(organization=day.organization_id, state=State.CHECKING, debited_on__lte=day.day)
    found = waiting.order_by("debited_on", "pk").first()
    return rules.waits_for_check(found.title, str(found.case_id), act.law) if found else None


def settled_just_now() -> Refusal:
    """Two debts at the same moment: what the database says of the second."""
    return Refusal(
        "RECEIPT_SETTLED",
        text("ใบเสร็จนี้เพิ่งใช้รับชำระแล้ว"),
        law.clause("receipt.issue"),
        remedy=text("เลือกใบเสร็จฉบับอื่น"),
        kind=Kind.CONFLICT,
        field="receipt",
    )


settling.DEBTS += [(ChequeRepayment, "receipt"), (ChequeReturn, "claimed_receipt")]
CONSTRAINT_REFUSALS["cheque_claim_receipt_once"] = settled_just_now
CONSTRAINT_REFUSALS["cheque_returned_once"] = lambda: Refusal(
    "CHEQUE_RETURNED_ALREADY", text("เช็คของใบเสร็จนี้เพิ่งบันทึกว่าคืนแล้ว"), law.clause(rules.RETURNED), remedy=text("เปิดหน้านี้ใหม่ แล้วทำต่อในเรื่องนั้น"), kind=Kind.CONFLICT,
    field="receipt",
)  # fmt: skip
CONSTRAINT_REFUSALS["cheque_repayment_receipt_once"] = settled_just_now
