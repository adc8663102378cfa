"""ข้อ 181: the notice of the fine, a paper of its own beside the reservation at the acceptance."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from committees.acceptance import asks
from committees.acceptance.opening import Opening
from committees.acceptance.states import OPEN_STATES
from committees.queries import fined_of_order
from committees.rules import inspection as rules
from committees.rules import lateness
from workflows.act import Act
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import step


def not_late(acceptance: "Lateness", act: Act) -> Refusal | None:
    return lateness.not_late(acceptance.late_days, act.law)


def extension_has_no_road(acceptance: Any, act: Act) -> Refusal | None:
    return lateness.extension_has_no_road(acceptance.late_days, act.law)


def termination_to_be_considered(acceptance: Any, act: Act) -> Refusal | None:
    """All that the certificates of this order have fined, this one's included."""
    if not acceptance.late_days:
        return None
    fines_baht = fined_of_order(acceptance)
    return lateness.termination_to_be_considered(fines_baht, acceptance.order_amount_baht, act.law)


class Lateness(Opening):
    """The notice may be recorded at any moment until the end, and is asked for at the end; so it is declared last, for nobody waits for it."""

    class Meta:
        abstract = True

    @step(
        label=_("บันทึกหนังสือแจ้งการปรับ"),
        basis="acceptance.late_notice",
        by=Role.SUPPLIES_OFFICER,
        source=OPEN_STATES,
        needs=(not_late,),
    )
    def record_late_notice(self, act: Act, *, letter_number: asks.LetterNumber, noticed_on: asks.LetterOn) -> None:
        """The notice of the fine, sent after the due day, often before anything came; one that was sent too late is said to be."""
        act.refuse(rules.outside(noticed_on, self.delivery_due_on, act.acted_on, "noticed_on"))
        self.late_notice_number, self.late_noticed_on = letter_number, noticed_on
        days = act.law.value("acceptance.late_notice_working_days").value
        in_time = noticed_on <= act.working_days_after(self.delivery_due_on, days)
        act.tell(letter_number=letter_number, noticed_on=noticed_on, in_time=in_time)
