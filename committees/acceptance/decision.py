"""ข้อ 27, 175 (4)–(7): unanimity decides by itself; where somebody dissents, the head rules, and nothing is certified before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from committees import fines
from committees.acceptance import asks, interest, seats
from committees.acceptance.disputes import disputed
from committees.acceptance.findings import Findings
from committees.acceptance.states import FOUND, INSPECTING_AGAIN, RULING_DAYS, State
from committees.models import AcceptanceKind, Ruling
from committees.rules import inspection as rules
from workflows.act import Act
from workflows.roles import Role
from workflows.step import SYSTEM, step

RULED_ON = FOUND
CERTIFICATES = "acceptance"  # one series of numbers for goods and works


def verdict(acceptance: Any) -> str:
    """What the opinions of all who attend come to: accepted, rejected, dissented; nothing while one is missing."""
    given = seats.opinions(acceptance.rows, acceptance.findings_number)
    voices = seats.attending(acceptance.rows, acceptance.absent)
    if not voices <= set(given):
        return ""
    if not all(given[person]["accepts"] for person in voices):
        return State.DISSENTED
    return State.ACCEPTED if fines.accepts_something(acceptance.rows["lines"]) else State.REJECTED


class Decision(Findings):
    """Unanimity, or a ruling."""

    class Meta:
        abstract = True

    @step(
        label=_("รับพัสดุไว้ตามมติเอกฉันท์"), basis="acceptance.accept", by=SYSTEM, source=State.SIGNING, target=State.ACCEPTED,
        paper="acceptance_certificate", when=lambda acceptance: verdict(acceptance) == State.ACCEPTED,
    )  # fmt: skip
    def accept(self, act: Act) -> None:
        """Deemed delivered on the day on which the vendor brought it; the certificate gets its number now."""
        self.certify(act)

    @step(
        label=_("ไม่รับตามมติเอกฉันท์"), basis="acceptance.reject", by=SYSTEM, source=State.SIGNING, target=State.REJECTED,
        when=lambda acceptance: verdict(acceptance) == State.REJECTED,
    )  # fmt: skip
    def reject(self, act: Act) -> None:
        """All agree that nothing of it is right."""

    @step(
        label=_("เสนอความเห็นแย้งต่อนายก"), basis="acceptance.dissent", by=SYSTEM, source=State.SIGNING, target=State.DISSENTED,
        when=lambda acceptance: verdict(acceptance) == State.DISSENTED,
    )  # fmt: skip
    def refer_dissent(self, act: Act) -> None:
        """All opinions are in, and they differ: no certificate before the ruling."""

    @step(
        label=_("สั่งให้รับพัสดุไว้"), basis="acceptance.ruling_on_dissent", by=Role.CHIEF_EXECUTIVE, source=State.DISSENTED,
        target=State.ACCEPTED, within=RULING_DAYS, paper="acceptance_certificate", signs=True, needs=(interest.decides_of_own, interest.member_interest_known),
        shows=RULED_ON,
    )  # fmt: skip
    def rule_to_accept(self, act: Act, *, reason: asks.Reason) -> None:
        """The head follows the findings; the dissent stays beside them."""
        act.refuse(rules.nothing_to_accept(fines.accepts_something(act.evidence.rows["lines"]), act.law))
        self.rule(act, Ruling.ACCEPT, reason)
        self.certify(act)

    @step(
        label=_("สั่งให้รับเฉพาะส่วนที่ไม่มีข้อโต้แย้ง"), basis="acceptance.ruling_on_dissent", by=Role.CHIEF_EXECUTIVE, source=State.DISSENTED,
        target=State.ACCEPTED, within=RULING_DAYS, paper="acceptance_certificate", signs=True, needs=(interest.decides_of_own, interest.member_interest_known),
        shows=RULED_ON,
    )  # fmt: skip
    def rule_to_accept_undisputed(self, act: Act, *, reason: asks.Reason) -> None:
        """What every member accepts is accepted, and the disputed part is not."""
        undisputed = self.undisputed(act)
        act.refuse(rules.nothing_to_accept(any(undisputed.values()), act.law))
        if self.kind == AcceptanceKind.WORKS:
            came = {line["position"]: line["delivered_quantity"] for line in self.typed_lines(act)}
            act.refuse(*(rules.part_of_works(right, came[position], act.law) for position, right in undisputed.items()))
        if act.refusals:
            return
        self.hold_right(act, [{**line, "accepted_quantity": undisputed[line["position"]]} for line in self.typed_lines(act)])
        self.rule(act, Ruling.ACCEPT_UNDISPUTED, reason)
        self.certify(act)

    @step(
        label=_("สั่งไม่รับ"), basis="acceptance.ruling_on_dissent", by=Role.CHIEF_EXECUTIVE, source=State.DISSENTED, target=State.REJECTED,
        within=RULING_DAYS, signs=True, needs=(interest.decides_of_own,), shows=RULED_ON,
    )  # fmt: skip
    def rule_to_reject(self, act: Act, *, reason: asks.Reason) -> None:
        """Nothing of this delivery is accepted."""
        self.hold_right(act, [{**line, "accepted_quantity": Decimal(0)} for line in self.typed_lines(act)])
        self.rule(act, Ruling.REJECT, reason)

    @step(
        label=_("สั่งให้ตรวจใหม่"),
        basis=INSPECTING_AGAIN,
        by=Role.CHIEF_EXECUTIVE,
        source=State.DISSENTED,
        target=State.INSPECTING,
        within=RULING_DAYS,
        signs=True,
        needs=(interest.decides_of_own,),
        shows=RULED_ON,
    )
    def order_reinspection(self, act: Act, *, reason: asks.Reason) -> None:
        """The head wants to know more; what was said stays, and new findings are signed anew."""
        self.findings_stand = False

    def rule(self, act: Act, ruling: str, reason: str) -> None:
        self.ruling, self.ruling_reason = ruling, reason
        act.tell(ruling=ruling)

    def certify(self, act: Act) -> None:
        """Number and day of the certificate, given at the lawful moment."""
        if not act.refusals:
            self.number, self.accepted_on = act.take_number(CERTIFICATES, act.acted_on), act.acted_on

    def undisputed(self, act: Act) -> Mapping[int, Decimal]:
        """Position → what no dissent disputes; a dissent that names nothing disputes all."""
        lines = self.typed_lines(act)
        doubts = disputed(lines, act.evidence.rows, self.findings_number, self.absent)
        return {line["position"]: line["accepted_quantity"] - doubts[line["position"]] for line in lines}
