"""D6, D8, D9: the whole of the day's cash and cheques into the bank on the day itself, or into the safe."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from disbursement import treasury
from disbursement.asks import fund_day as asks
from disbursement.fund_day import accounts, gathering
from disbursement.fund_day.states import ATTACHED, PAY_IN_SLIP, SAME_DAY, TAKEN_IN, State
from disbursement.fund_day.summary import PAPER, Summary
from disbursement.models import DepositRow
from disbursement.rules import deposit as rules
from workflows.act import Act
from workflows.attachments import attaching
from workflows.models import Attachment
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Banking(Summary):
    """To the bank, or to the committee."""

    class Meta:
        abstract = True

    @step(
        label=_("นำฝากธนาคารทั้งจำนวน"), basis="deposit.same_day", by=Role.FINANCE_OFFICER, source=State.BANKING, target=State.REPORTING,
        within=SAME_DAY, paper=PAPER, signs=True, cautions=(rules.deposited_later, rules.bank_closed_today, rules.no_slip_yet),
        shows=TAKEN_IN,
    )  # fmt: skip
    def deposit(self, act: Act, *, deposits: asks.Deposits, carriers: asks.Carriers) -> None:
        """The bank has taken it and stamped the slip; at least two officers carried it."""
        act.refuse(rules.deposited_later(self, act))
        self.pay_in(act, self.cash_baht + self.cheque_baht, deposits, carriers, self.stamped_slips())

    @step(
        label=_("ส่งให้กรรมการเก็บรักษาเงิน"), basis="custody.into_safe", by=Role.FINANCE_OFFICER, source=State.BANKING, target=State.REPORTING,
        paper=PAPER, in_person=True,
    )  # fmt: skip
    def keep(self, act: Act, *, keep_reason: asks.KeepReason) -> None:
        """Too late for the bank: overnight in the safe, and deposited on the next working day."""
        self.keep_reason, self.kept_baht = keep_reason, self.cash_baht + self.cheque_baht

    @step(
        label=_("ไม่มีเงินต้องนำฝาก"), basis="deposit.same_day", by=SYSTEM, source=State.BANKING, target=State.REPORTING,
        when=lambda day: not day.cash_baht + day.cheque_baht,
    )  # fmt: skip
    def bank_nothing(self, act: Act) -> None:
        """All of the day came by transfer, or was kept back of payments."""

    attach = attaching(State.BANKING, State.IN_HAND, kinds=ATTACHED)

    def stamped_slips(self) -> Any:
        """The bank's stamped slips that are attached to this day."""
        return Attachment.objects.filter(document=self.pk, kind=PAY_IN_SLIP)

    def pay_in(self, act: Act, whole_baht: Decimal, deposits: Sequence[Mapping[str, Any]], carriers: Any, stamped: Any) -> None:
        """Cash down, bank up, by the slips; `stamped` are those attached for this deposit. Of two days with one slip, the accounts' lock lets one first."""
        accounts.lock(act.organization)
        act.refuse(
            rules.bank_closed_today(self, act),
            rules.deposit_differs(deposits, whole_baht, "keep" if act.step.name == "deposit" else "count_again", act.law),
            rules.carriers_too_few(len(carriers), act.law),
            rules.slip_missing(stamped.count(), act.law),
            *(
                rules.slip_used(row["slip_number"], row["account"], day, act.law)
                for row, day in gathering.used_slips(self, deposits)
            ),
            *(rules.slip_file_used(day, act.law) for day in gathering.days_of_same_file(self, stamped)),
        )
        if act.refusals:
            return
        for row in sorted(deposits, key=lambda row: row["account"].pk):
            treasury.move_bank(act, self, row["account"].pk, balance_baht=row["amount_baht"])
        treasury.move_cash(act, self, self.cash_account_id, -whole_baht)
        self.deposited_on, self.carriers = act.acted_on, sorted(person.pk.hex for person in carriers)
        act.replace(self, DepositRow, ({"position": position, **row} for position, row in enumerate(deposits, start=1)))
