"""ข้อ 175, 176 begin here: deliveries by instalment, each to its inspectors; what they accept is paid, and with the last payment the road ends."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from disbursement import budget
from procurement import acceptances, asks
from procurement.models import Delivery, DeliveryLine, Instalment, PurchaseKind
from procurement.overdue import fines_run_over, late_notice_due
from procurement.purchase.order import Order
from procurement.purchase.states import ALL_HAS_COME, DELIVERING, State
from procurement.purchase_rows import named, numbered
from procurement.rules import delivery as rules
from procurement.rules.interest import buys_from_himself
from procurement.rules.order import inspector_buys
from workflows.act import Act
from workflows.fields import to_baht
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Deliveries(Order):
    """What comes, what is accepted, what is paid."""

    class Meta:
        abstract = True

    def promised_on(self, rows: Any) -> date | None:
        """When the vendor must bring the first instalment that has not come whole."""
        open_ones = rules.open_instalments(rows["instalments"]) if self.state == State.ORDERED else []
        return date.fromisoformat(open_ones[0]["due_on"]) if open_ones else None

    @step(
        label=_("บันทึกการส่งมอบ"),
        basis="procurement.delivery",
        by=Role.SUPPLIES_OFFICER,
        source=State.ORDERED,
        needs=(inspector_buys, buys_from_himself),
        cautions=(late_notice_due, fines_run_over),
        shows=DELIVERING,
    )
    def record_delivery(
        self, act: Act, *, instalment: asks.InstalmentNumber, note_number: asks.NoteNumber, delivered_on: asks.DeliveredOn,
        lines: asks.DeliveredLines, amount_baht: asks.DeliveredAmount,
    ) -> None:  # fmt: skip
        """The delivery note gets the office's receiving stamp; what comes is never more than was ordered.

        Goods are counted line by line, and their value follows; services and works say the value of the part that is delivered.
        """
        rows = act.evidence.rows
        left = rules.left_quantities(rows["lines"], rows["delivery_lines"])
        act.refuse(
            rules.no_such_instalment(rows["instalments"], instalment, act.law),
            rules.delivered_before_order(delivered_on, self.vendor_received_on, act.law),
            rules.delivered_in_future(delivered_on, act.acted_on, act.law),
            rules.note_known(rows["deliveries"], note_number, act.law),
            rules.delivery_unsaid(self.kind, lines, amount_baht, act.law),
            *rules.delivered_too_many(rows["lines"], left, lines, act.law),
        )
        if act.refusals:
            return
        before, taken_baht = rules.taken_quantities(rows["delivery_lines"]), rules.taken_baht(rows["deliveries"])
        value_baht = amount_baht or rules.delivered_value_baht(rows["lines"], before, lines, taken_baht)
        row = numbered(rows["instalments"], instalment)
        act.refuse(rules.delivered_too_much(row, value_baht, act.law))
        if act.refusals:
            return
        number = len(rows["deliveries"]) + 1
        note = {"number": number, "instalment": instalment, "note_number": note_number, "amount_baht": value_baht}
        act.add(self, Delivery, [{**note, "delivered_on": delivered_on, "received_on": act.acted_on, "received_by": act.person}])
        act.add(self, DeliveryLine, [{"delivery": number, **line} for line in lines])
        act.change(Instalment, row["id"], delivered_baht=to_baht(row["delivered_baht"]) + value_baht)

    @step(
        label=_("ส่งให้ผู้ตรวจรับ"),
        basis="procurement.delivery",
        by=SYSTEM,
        source=State.ORDERED,
        when=lambda purchase: acceptances.to_be_sent(purchase.rows) is not None,
    )
    def send_to_inspectors(self, act: Act) -> None:
        """Each delivery is an acceptance of its own."""
        delivery = acceptances.to_be_sent(act.evidence.rows)
        assert delivery is not None
        # The row first: opening another document closes the door to this one's rows.
        act.change(Delivery, delivery["id"], was_sent=True)
        acceptances.open_acceptance(act, self, delivery)

    @step(
        label=_("ส่งมอบครบ"),
        basis=ALL_HAS_COME,
        by=SYSTEM,
        source=State.ORDERED,
        target=State.DELIVERED,
        when=lambda purchase: not rules.is_anything_left(purchase.kind, purchase.rows),
    )
    def await_acceptance(self, act: Act) -> None:
        """All of the order lies before inspectors or is accepted: no delivery can be recorded, so nobody is asked for one."""

    @step(label=_("บันทึกผลการตรวจรับ"), basis="acceptance.accept", by=SYSTEM, source=(State.ORDERED, State.DELIVERED))
    def note_inspection(
        self,
        act: Act,
        *,
        note_number: asks.NoteNumber,
        acceptance: asks.Acceptance,
        accepted_baht: asks.AcceptedAmount,
        lines: asks.AcceptedLines,
    ) -> None:
        """What the inspectors accepted of a delivery, all, a part or nothing; what they did not accept may come again."""
        rows = act.evidence.rows
        delivery = named(rows["deliveries"], note_number)
        act.refuse(rules.inspection_refused(delivery, accepted_baht, act.law))
        if act.refusals or delivery is None:
            return
        act.change(Delivery, delivery["id"], acceptance=acceptance, accepted_baht=accepted_baht)
        accepted = {line["position"]: line["accepted_quantity"] for line in lines}
        for line in rows["delivery_lines"]:
            if line["delivery"] == delivery["number"]:
                act.change(DeliveryLine, line["id"], accepted_quantity=accepted.get(line["position"], 0))
        row = numbered(rows["instalments"], delivery["instalment"])
        rejected_baht = to_baht(delivery["amount_baht"]) - accepted_baht
        act.change(
            Instalment, row["id"],
            delivered_baht=to_baht(row["delivered_baht"]) - rejected_baht, accepted_baht=to_baht(row["accepted_baht"]) + accepted_baht,
        )  # fmt: skip

    @step(
        label=_("รอส่งมอบอีก"),
        basis=ALL_HAS_COME,
        by=SYSTEM,
        source=State.DELIVERED,
        target=State.ORDERED,
        when=lambda purchase: rules.is_anything_left(purchase.kind, purchase.rows),
    )
    def await_delivery_again(self, act: Act) -> None:
        """Not all of it was accepted: the rest may come again."""

    @step(label=_("บันทึกการจ่ายเงิน"), basis=acceptances.PAYING, by=SYSTEM, source=(State.ORDERED, State.DELIVERED, State.REST_ENDED))
    def note_payment(self, act: Act, *, note_number: asks.NoteNumber, paid_on: asks.PaidOn) -> None:
        """The bank has paid what was accepted of a delivery."""
        rows = act.evidence.rows
        delivery = named(rows["deliveries"], note_number)
        act.refuse(rules.payment_refused(delivery, act.law))
        if act.refusals or delivery is None:
            return
        act.change(Delivery, delivery["id"], paid_on=paid_on)
        row = numbered(rows["instalments"], delivery["instalment"])
        act.change(Instalment, row["id"], paid_baht=to_baht(row["paid_baht"]) + to_baht(delivery["accepted_baht"]))

    @step(
        label=_("เสร็จสิ้น"),
        basis="procurement.delivery",
        by=SYSTEM,
        source=State.DELIVERED,
        target=State.COMPLETED,
        when=lambda purchase: purchase.is_settled(),
    )
    def complete(self, act: Act) -> None:
        """Every instalment is accepted and paid, and nothing of the order is left to come; what is still held of the budget goes back."""
        budget.release(act, self, self.budget_line_id)

    def is_settled(self) -> bool:
        rows: dict[str, list[dict[str, Any]]] = self.rows  # type: ignore[attr-defined]
        paid = all(row["paid_baht"] == row["amount_baht"] for row in rows["instalments"])
        return bool(rows["instalments"]) and paid and not (self.kind == PurchaseKind.GOODS and rules.is_awaited(rows))
