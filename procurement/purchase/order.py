"""มาตรา 96, ข้อ 162: the order, the vendor's receipt, and what is delivered."""

from django.utils.translation import gettext_lazy as _

from disbursement import budget
from procurement import asks, rules
from procurement.models import Delivery, Instalment, PurchaseKind
from procurement.purchase.award import Award
from procurement.purchase.states import ORDER_SIGNER, SOON, State
from procurement.purchase_rows import instalment_row
from workflows import numbers
from workflows.act import Act
from workflows.fields import to_baht
from workflows.roles import Role
from workflows.step import SYSTEM, step


class Order(Award):
    """The order and its deliveries."""

    class Meta:
        abstract = True

    @step(
        label=_("จัดทำใบสั่ง"),
        basis="procurement.order",
        by=Role.SUPPLIES_OFFICER,
        source=State.ORDERING,
        target=State.ORDER_PREPARED,
        within=SOON,
    )
    def prepare_order(
        self, act: Act, *, instalments: asks.Instalments, fine_percent_per_day: asks.FineRate, fine_on_whole: asks.FineOnWhole
    ) -> None:
        """Instalments, due days and the fine rate stand on the order."""
        act.refuse(
            rules.instalments_differ(instalments, self.agreed_price_baht),
            rules.due_out_of_order(instalments, act.acted_on),
            rules.fine_rate_unlawful(fine_percent_per_day, fine_on_whole, act.law),
        )
        if act.refusals:
            return
        self.fine_percent_per_day, self.fine_on_whole = fine_percent_per_day, fine_on_whole
        self.delivery_due_on = instalments[-1]["due_on"]
        act.replace(self, Instalment, ({"number": number, **row} for number, row in enumerate(instalments, start=1)))

    @step(
        label=_("ลงนามใบสั่ง"),
        basis="procurement.order",
        by=ORDER_SIGNER,
        source=State.ORDER_PREPARED,
        target=State.ORDER_SIGNED,
        within=SOON,
        paper="purchase_order",
        signs=True,
    )
    def sign_order(self, act: Act) -> None:
        """หัวหน้าเจ้าหน้าที่ orders within the agreed amount, or นายก where the office keeps it so (N15)."""
        act.refuse(rules.closed_year(self.budget_line.fiscal_year, act.acted_on, act.law))
        self.order_number = numbers.take(act.organization, self.order_paper, act.acted_on)
        self.number, self.ordered_on = f"{self.order_paper} {self.order_number}", act.acted_on

    @property
    def order_paper(self) -> str:
        """Goods are bought, everything else is hired."""
        return "ใบสั่งซื้อ" if self.kind == PurchaseKind.GOODS else "ใบสั่งจ้าง"

    @step(
        label=_("บันทึกผู้ขายลงนามรับใบสั่ง"),
        basis="procurement.order",
        by=Role.SUPPLIES_OFFICER,
        source=State.ORDER_SIGNED,
        target=State.ORDERED,
        within=SOON,
    )
    def record_vendor_receipt(self, act: Act, *, vendor_received_on: asks.ReceivedOn) -> None:
        """Signed by both, the order binds: the budget is committed, and what was reserved above it is released."""
        act.refuse(rules.received_before_order(vendor_received_on, self.ordered_on, act.today))
        self.vendor_received_on = vendor_received_on
        if not act.refusals:
            budget.commit(act, self, self.budget_line_id, self.agreed_price_baht)

    @step(label=_("บันทึกการส่งมอบ"), basis="procurement.delivery", by=Role.SUPPLIES_OFFICER, source=State.ORDERED)
    def record_delivery(
        self,
        act: Act,
        *,
        instalment: asks.InstalmentNumber,
        note_number: asks.NoteNumber,
        delivered_on: asks.DeliveredOn,
        amount_baht: asks.DeliveredAmount,
    ) -> None:
        """The delivery note gets the office's receiving stamp; what comes is never more than was ordered."""
        row = instalment_row(act.evidence.rows["instalments"], instalment)
        act.refuse(rules.delivered_too_much(row, amount_baht), rules.delivered_before_order(delivered_on, self.vendor_received_on))
        act.refuse(
            rules.delivered_in_future(delivered_on, act.acted_on), rules.note_known(act.evidence.rows["deliveries"], note_number)
        )
        if act.refusals or row is None:
            return
        act.add(
            self,
            Delivery,
            [
                {
                    "instalment": instalment,
                    "note_number": note_number,
                    "delivered_on": delivered_on,
                    "received_on": act.acted_on,
                    "amount_baht": amount_baht,
                }
            ],
        )
        act.change(Instalment, row["id"], delivered_baht=to_baht(row["delivered_baht"]) + amount_baht)

    @step(
        label=_("เสร็จสิ้น"),
        basis="procurement.delivery",
        by=SYSTEM,
        source=State.ORDERED,
        target=State.COMPLETED,
        when=lambda purchase: purchase.is_settled(),
    )
    def complete(self, act: Act) -> None:
        """Every instalment accepted and paid; what is still held of the budget goes back."""
        budget.release(act, self, self.budget_line_id)

    def is_settled(self) -> bool:
        rows = self.rows["instalments"]
        return bool(rows) and all(row["paid_baht"] == row["amount_baht"] for row in rows)
