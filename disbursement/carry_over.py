"""กันเงินไว้เบิกเหลื่อมปี (K1): money that an order committed before the fiscal year ended is drawn after it, by the head's approval alone."""

from typing import Annotated, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from disbursement.asks.common import Reason
from disbursement.rules import voucher as rules
from disbursement.voucher_states import BEFORE_APPROVAL, PAYING
from workflows.act import Act
from workflows.calendar import fiscal_year
from workflows.models import Document
from workflows.procedure import PROCEDURES
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import step


def received_next_year(voucher: Any, act: Act) -> Refusal | None:
    """The rule at hand calls what was signed committed; an auditor may ask when the vendor received it, so the head knows both days."""
    if not fiscal_year(voucher.ordered_on) <= voucher.budget_line.fiscal_year < fiscal_year(voucher.accepted_on):
        return None  # what was accepted in its year was received in it
    document = Document.objects.get(pk=voucher.acceptance)
    received_on = PROCEDURES[document.procedure].model._default_manager.get(pk=document.pk).vendor_received_on  # type: ignore[attr-defined]
    return rules.vendor_received_next_year(voucher, received_on, act.law)


ApprovalNumber = Annotated[str, forms.CharField(label=_("หนังสืออนุมัติกันเงินเลขที่"), max_length=60)]


@step(
    label=_("อนุมัติกันเงินไว้เบิกเหลื่อมปี"), basis="carry_over.committed", by=Role.CHIEF_EXECUTIVE, source=BEFORE_APPROVAL, signs=True,
    needs=(rules.payee_signs, rules.not_committed_in_year, rules.carried_over), cautions=(rules.year_not_ended, received_next_year), shows=PAYING,
)  # fmt: skip
def carry_over(voucher: Any, act: Act, *, approval_number: ApprovalNumber, reason: Reason) -> None:
    """Before the year ends or after; good for as many years after its end as the law says."""
    until = rules.carried_over_until(voucher.budget_line.fiscal_year, act.law)
    act.refuse(rules.carry_over_lapsed(until, act))
    voucher.carry_over_number, voucher.carried_over_on, voucher.carried_over_until = approval_number, act.acted_on, until
