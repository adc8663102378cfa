"""ข้อ 175 (1)–(3), (7): what was found, which all sign, and what each of them thinks of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from committees import fines
from committees.acceptance import asks, interest, seats
from committees.acceptance.lateness import extension_has_no_road
from committees.acceptance.opening import Opening
from committees.acceptance.states import CORRECTING, FOUND, GOODS_DAYS, LEAD, QUORUM_CHOICE, QUORUM_OF_ATTENDING, SIGNING, State
from committees.models import AcceptanceKind, InspectionLine, Opinion
from committees.rules import inspection as rules
from committees.rules import lateness
from workflows import clock
from workflows.act import Act, LawOn
from workflows.evidence import as_python
from workflows.ids import as_ids
from workflows.models import User
from workflows.step import Step, step


class Findings(Opening):
    """The findings and the opinions."""

    class Meta:
        abstract = True

    def proposed(self, step: Step) -> dict[str, Any]:
        """Most bodies write down what they found on the day they looked. What they count is never proposed."""
        return {"inspected_on": clock.today(self.organization)} if "inspected_on" in step.fields else {}

    @step(
        label=_("บันทึกผลการตรวจ"),
        basis="acceptance.check",
        by=LEAD,
        source=State.INSPECTING,
        target=State.SIGNING,
        within=GOODS_DAYS,
        needs=(interest.own_interest_known,),
        cautions=(extension_has_no_road,),
    )
    def record_findings(
        self, act: Act, *, inspected_on: asks.InspectedOn, place: asks.PlaceOf, place_name: asks.PlaceName, place_approval: asks.PlaceApproval,
        check_method: asks.MethodOf, check_note: asks.MethodNote, lines: asks.Found, absent: asks.Absent, reserves_fine: asks.ReservesFine,
    ) -> None:  # fmt: skip
        """The chair, or the single inspector, writes down what the body found of each line; it is what all will sign."""
        self.find(
            act, lines, absent, inspected_on=inspected_on, reserves_fine=reserves_fine, place=place, place_name=place_name,
            place_approval=place_approval, check_method=check_method, check_note=check_note,
        )  # fmt: skip

    @step(
        label=_("ลงความเห็น"), basis="acceptance.opinion", by=SIGNING, source=State.SIGNING, within=GOODS_DAYS, signs=True,
        needs=(interest.own_interest_known, interest.member_interest_known), shows=FOUND,
    )  # fmt: skip
    def sign(self, act: Act, *, opinion: asks.OpinionOf, reason: asks.DissentReason, disputed: asks.Disputed) -> None:
        """Each member alone, in any order: he accepts the findings, or dissents with his reason and what of them he disputes."""
        accepts = opinion == asks.ACCEPTS
        accepted = {line["position"]: line["accepted_quantity"] for line in self.typed_lines(act)}
        attending = seats.attending(act.evidence.rows, self.absent)
        act.refuse(
            rules.dissent_unsaid(accepts, reason, act.law),
            rules.lone_dissent(accepts, len(attending), act.law),
            rules.dispute_refused(accepts, disputed, accepted, act.law),
        )
        if act.refusals:
            return
        parts = [[row["position"], str(row["quantity"])] for row in disputed]
        said = {"findings_number": self.findings_number, "accepts": accepts, "disputed": parts}
        act.add(self, Opinion, [{**said, "person": act.person, "reason": reason, "given_on": act.acted_on}])
        act.tell(**said)

    @step(label=_("แก้ผลการตรวจ"), basis=CORRECTING, by=LEAD, source=State.SIGNING, needs=(interest.own_interest_known,))
    def change_findings(
        self, act: Act, *, inspected_on: asks.InspectedOn, place: asks.PlaceOf, place_name: asks.PlaceName, place_approval: asks.PlaceApproval,
        check_method: asks.MethodOf, check_note: asks.MethodNote, lines: asks.Found, absent: asks.Absent, reserves_fine: asks.ReservesFine,
        reason: asks.Reason,
    ) -> None:  # fmt: skip
        """Other findings are another thing to sign: the signatures under the old ones fall, by name, and are asked again."""
        signed = list(seats.opinions(act.evidence.rows, self.findings_number))
        self.find(
            act, lines, absent, inspected_on=inspected_on, reserves_fine=reserves_fine, place=place, place_name=place_name,
            place_approval=place_approval, check_method=check_method, check_note=check_note,
        )  # fmt: skip
        if act.refusals or not signed:
            return
        names = User.objects.filter(pk__in=as_ids(signed)).order_by("full_name").values_list("full_name", flat=True)
        self.fallen_signatures = ", ".join(names)
        act.tell(fallen=signed)

    def find(
        self, act: Act, found: list[dict[str, Any]], absent: Any, *, inspected_on: date, reserves_fine: bool, **facts: str
    ) -> None:
        """Check the findings, and put them in place of what was found before."""
        rows, before = act.evidence.rows, self.know_earlier()
        lines = [
            {**line, "accepted_before_quantity": before.quantities.get(line["position"], Decimal())}
            for line in self.typed_lines(act)
        ]
        away = sorted(person.pk.hex for person in absent)
        may_lack = self.organization.settings.get(QUORUM_CHOICE) == QUORUM_OF_ATTENDING
        act.refuse(
            rules.inspected_out_of_order(inspected_on, self.delivered_on, self.known_on(), act.acted_on, act.law),
            rules.place_unapproved(facts["place"], facts["place_name"], facts["place_approval"], act.law),
            rules.method_unsaid(facts["check_method"], facts["check_note"], act.law),
            *rules.findings_refused(lines, found, act.law, is_works=self.kind == AcceptanceKind.WORKS),
            *rules.attendance_refused(seats.people(seats.sitting(rows)), seats.leads(rows), away, act.law, may_lack=may_lack),
            lateness.fine_unreserved(self.late_days, reserves_fine, act.law),
            lateness.undecided_before(self.late_days, before.undecided, act.law),
        )
        if act.refusals:
            return
        self.findings_number, self.findings_stand, self.absent = self.findings_number + 1, True, away
        self.inspected_on, self.reserves_fine, self.fallen_signatures = inspected_on, reserves_fine, ""
        for name, value in facts.items():
            setattr(self, name, value)
        by_position = {row["position"]: {**row, "incomplete_quantity": row["incomplete_quantity"] or 0} for row in found}
        self.hold_right(act, [{**line, **by_position[line["position"]]} for line in lines])

    def hold_right(self, act: Act, lines: list[dict[str, Any]]) -> None:
        """Take these lines as found: the amount and the fine follow from them, and are signed with them."""
        amount_baht = fines.accepted_baht(lines, self.delivery_amount_baht)
        act.refuse(rules.accepted_over_instalment(amount_baht, self.instalment_amount_baht - self.accepted_before_baht, act.law))
        self.amount_baht = amount_baht
        self.fine_baht = fines.fine_baht(self.fine_terms(act.law), amount_baht, self.delivered_on)
        act.replace(self, InspectionLine, lines)

    def fine_terms(self, law: LawOn) -> fines.FineTerms:
        """The order's fine, with the floor where the law sets one under a fine on the whole."""
        if not self.fine_on_whole:
            return fines.FineTerms(self.delivery_due_on, self.fine_percent_per_day)
        floor = lateness.floor_baht_per_day(self.hinders_traffic, law)
        return fines.FineTerms(self.delivery_due_on, self.fine_percent_per_day, self.order_amount_baht, floor, self.fined_until)

    def typed_lines(self, act: Act) -> list[dict[str, Any]]:
        """The lines of the evidence with their decimals."""
        return [as_python(InspectionLine, {key: row[key] for key in row if key != "id"}) for row in act.evidence.rows["lines"]]
