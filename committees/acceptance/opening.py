"""ข้อ 175, 176 begin: one delivery and its ใบส่งของ, told by value by whoever ordered it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from committees import fines
from committees.acceptance import asks, seats
from committees.acceptance.states import DECLARING, LEAD, MEMBER, SIGNING, SUPERVISOR, State
from committees.appointment import composition_refusals, supplies_officer_refusal
from committees.models import AcceptanceFacts, AcceptanceKind, InspectionLine, InspectionSeat
from committees.queries import Earlier, earlier, quantities
from committees.rules import inspection as rules
from workflows.act import Act
from workflows.ids import as_ids
from workflows.models import User
from workflows.step import SYSTEM, UNBORN, Step, step


class Opening(AcceptanceFacts):
    """A delivery and its body."""

    KINDS = frozenset({AcceptanceKind.GOODS, AcceptanceKind.SERVICES})

    class Meta:
        abstract = True

    @step(label=_("เปิดการตรวจรับ"), basis="acceptance.receive_delivery", by=SYSTEM, source=UNBORN, target=State.DECLARING)
    def open_delivery(
        self, act: Act, *, title: asks.Title, kind: asks.Kind, instalment_number: asks.InstalmentNumber, party: asks.AParty,
        order_number: asks.OrderNumber, ordered_on: asks.OrderedOn, vendor_received_on: asks.VendorReceivedOn, delivery_due_on: asks.DueOn,
        fine_percent_per_day: asks.FineRate, fine_on_whole: asks.FineOnWhole, order_amount_baht: asks.OrderAmount,
        instalment_amount_baht: asks.InstalmentAmount, delivery_note_number: asks.NoteNumber, delivered_on: asks.DeliveredOn,
        received_on: asks.ReceivedOn, supplies_officer: asks.SuppliesOfficer, lines: asks.DeliveredLines, members: asks.Appointed,
        supervisor: asks.Supervisor, instalment_count: asks.InstalmentCount, delivery_amount_baht: asks.DeliveryAmount,
        hinders_traffic: asks.HindersTraffic, free_goods: asks.FreeGoods,
    ) -> None:  # fmt: skip
        """Each delivery is an acceptance of its own. A rejected lot comes again with the due day that it first had."""
        days = [
            (_("วันที่ใบสั่ง"), ordered_on), (_("วันที่ผู้ขายรับใบสั่ง"), vendor_received_on), (_("วันที่ส่งมอบ"), delivered_on),
            (_("วันที่ลงรับ"), received_on), (_("วันที่เปิดตรวจรับ"), act.acted_on),
        ]  # fmt: skip
        people = [row["person"].pk for row in members]
        act.refuse(
            rules.wrong_kind(kind, self.KINDS),
            rules.dates_of_delivery([(str(name), day) for name, day in days], act.law),
            *composition_refusals(members, order_amount_baht, act.law),
            supplies_officer_refusal(people, [supplies_officer.pk], act.law),
            rules.wrong_supervisor(kind, supervisor, members, act.law),
            rules.appointed_after_delivery(members, delivered_on, act.law),
        )
        self.kind, self.order_number, self.instalment_number = kind, order_number, instalment_number
        before = self.know_earlier()
        lines = [{**row, "accepted_before_quantity": before.quantities.get(row["position"], Decimal())} for row in lines]
        act.refuse(*rules.delivered_too_many(lines, act.law))
        if act.refusals:
            return
        self.title, self.party, self.round = title, party, before.rounds + 1
        self.ordered_on, self.vendor_received_on = ordered_on, vendor_received_on
        self.delivery_due_on, self.fine_percent_per_day, self.fine_on_whole = delivery_due_on, fine_percent_per_day, fine_on_whole
        self.hinders_traffic = hinders_traffic
        self.free_goods = [[row["position"], str(row["quantity"])] for row in free_goods]
        self.order_amount_baht, self.instalment_amount_baht = order_amount_baht, instalment_amount_baht
        self.instalment_count = instalment_count or instalment_number
        self.delivery_note_number, self.delivered_on, self.received_on = delivery_note_number, delivered_on, received_on
        told = delivery_amount_baht is not None
        self.delivery_amount_baht = self.amount_baht = delivery_amount_baht if told else fines.delivered_baht(lines)
        self.late_days = fines.days_late(delivery_due_on, delivered_on)
        self.supplies_officer, self.supervisor = supplies_officer, supervisor
        act.add(self, InspectionLine, lines)
        act.add(self, InspectionSeat, members)

    def known_on(self) -> date | None:
        """When the body knew of the delivery, where the law asks for that."""
        return None

    def know_earlier(self) -> Earlier:
        """What the same order has come to before; its figures are part of what is signed."""
        before = earlier(self)
        self.order_accepted_before_baht, self.accepted_before_baht = before.of_order_baht, before.of_instalment_baht
        self.fined_until = before.fined_until
        return before

    def open_seats(self, seat: str, rows: seats.Rows) -> tuple[Any, ...]:
        """Whose turn it is: the seat is the permission."""
        if seat == SUPERVISOR.name:
            return (self.supervisor_id,)
        sitting = {
            DECLARING.name: lambda: seats.undeclared(rows),
            LEAD.name: lambda: seats.leads(rows) - seats.interested(rows),
            MEMBER.name: lambda: seats.people(seats.sitting(rows)) - seats.interested(rows),
            SIGNING.name: lambda: seats.attending(rows, self.absent) - set(seats.opinions(rows, self.findings_number)),
        }[seat]()
        return tuple(as_ids(sitting))

    def seats_shown(self, rows: seats.Rows, person: User) -> Iterable[Any]:
        """The body on the case page."""
        from committees.acceptance.showing import shown

        return shown(self, rows, person)

    def matter_signed(self, signing: Step, rows: seats.Rows) -> Any:
        """What a member signs: how much was found right; what the head rules on: who dissents, and why; what goes out: that something is
        missing or wrong."""
        from committees.acceptance import showing

        if signing.name == "sign":
            return showing.matter(self, rows)
        if signing.name in showing.OUTGOING:
            return showing.outgoing(self, signing.name)
        return showing.ruled(self, rows, signing.name) if signing.name in showing.RULINGS else None

    def matter_weighed(self, rows: seats.Rows) -> Any:
        """What the head has before him as long as he has not chosen his ruling: the dissent, and what would come of each."""
        from committees.acceptance import showing

        return showing.ruled(self, rows)

    @property
    def accepted_amount_baht(self) -> Decimal:
        """What is accepted, in baht with VAT; before the findings, nothing."""
        return (self.amount_baht if self.findings_number else None) or fines.ZERO

    @property
    def is_partial(self) -> bool:
        """Whether something of the instalment is still to come: too little came, or not all of it was right, and no other delivery
        has brought the rest since. Goods that cost nothing are missing once all that costs anything was accepted."""
        others = earlier(self)
        if others.of_instalment_baht + self.accepted_amount_baht < self.instalment_amount_baht:
            return True
        is_rest_of_order = others.of_order_baht + self.accepted_amount_baht >= self.order_amount_baht
        return is_rest_of_order and self.lacks_free_goods(others)

    def lacks_free_goods(self, others: Earlier) -> bool:
        """Whether this delivery and all others of the order have brought less than was promised for nothing."""
        here = quantities([self])
        return any(Decimal(wanted) > here.get(at, 0) + others.quantities.get(at, 0) for at, wanted in self.free_goods)
