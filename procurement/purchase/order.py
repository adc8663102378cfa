"""มาตรา 96, ข้อ 162: the order, and the vendor's receipt of it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from disbursement import budget
from procurement import asks
from procurement.models import Instalment, PurchaseKind
from procurement.purchase.award import Award
from procurement.purchase.states import ORDER, ORDER_SIGNER, RESULT, SOON, State
from procurement.rules import order as rules
from procurement.rules.interest import buys_from_himself
from procurement.rules.request import closed_year
from workflows.act import Act
from workflows.roles import Role
from workflows.step import step


class Order(Award):
    """What binds both sides."""

    class Meta:
        abstract = True

    @step(
        label=_("จัดทำใบสั่ง"),
        basis="procurement.order",
        by=Role.SUPPLIES_OFFICER,
        source=State.ORDERING,
        target=State.ORDER_PREPARED,
        within=SOON,
        needs=(rules.inspector_buys, buys_from_himself),
        shows=RESULT,
    )
    def prepare_order(
        self, act: Act, *, instalments: asks.Instalments, fine_percent_per_day: asks.FineRate, fine_on_whole: asks.FineOnWhole,
        hinders_traffic: asks.HindersTraffic,
    ) -> None:  # fmt: skip
        """Instalments, due days and the fine rate stand on the order."""
        act.refuse(
            rules.instalments_differ(instalments, self.agreed_price_baht, act.law),
            rules.due_out_of_order(instalments, act.acted_on, act.law),
            rules.traffic_fine_unlawful(fine_percent_per_day, fine_on_whole, self.kind == PurchaseKind.WORKS, act.law)
            if hinders_traffic
            else rules.fine_rate_unlawful(fine_percent_per_day, fine_on_whole, act.law),
        )
        if act.refusals:
            return
        self.fine_percent_per_day, self.fine_on_whole, self.hinders_traffic = fine_percent_per_day, fine_on_whole, hinders_traffic
        self.delivery_due_on = instalments[-1]["due_on"]
        act.replace(self, Instalment, ({"number": number, **row} for number, row in enumerate(instalments, start=1)))

    @step(
        label=_("ลงนามใบสั่ง"),
        basis="procurement.order_signer",
        by=ORDER_SIGNER,
        source=State.ORDER_PREPARED,
        target=State.ORDER_SIGNED,
        within=SOON,
        needs=(buys_from_himself,),
        paper="purchase_order",
        signs=True,
        shows=ORDER,
    )
    def sign_order(self, act: Act) -> None:
        """หัวหน้าเจ้าหน้าที่ orders within the agreed amount, or นายก where the office keeps it so (N15)."""
        assert self.budget_line is not None, "an order stands on a reserved budget"
        act.refuse(closed_year(self.budget_line.fiscal_year, act.acted_on, act.law))
        self.order_number = act.take_number(self.order_paper, act.acted_on)
        self.number, self.ordered_on = f"{self.order_paper} {self.order_number}", act.acted_on

    @property
    def order_paper(self) -> str:
        """Goods are bought, everything else is hired."""
        return "ใบสั่งซื้อ" if self.kind == PurchaseKind.GOODS else "ใบสั่งจ้าง"

    @step(
        label=_("บันทึกผู้ขายลงนามรับใบสั่ง"),
        basis="procurement.vendor_receipt",
        by=Role.SUPPLIES_OFFICER,
        source=State.ORDER_SIGNED,
        target=State.ORDERED,
        within=SOON,
        needs=(rules.inspector_buys, buys_from_himself),
        cautions=(rules.year_has_ended, rules.stamp_duty_due, rules.essentials_due),
        shows=ORDER,
    )
    def record_vendor_receipt(self, act: Act, *, vendor_received_on: asks.ReceivedOn) -> None:
        """Signed by both, the order binds: the budget is committed, and what was reserved above it is released."""
        first_due_on = date.fromisoformat(act.evidence.rows["instalments"][0]["due_on"])
        act.refuse(
            rules.received_before_order(vendor_received_on, self.ordered_on, act.acted_on, act.law),
            rules.received_after_due(vendor_received_on, first_due_on, act.law),
        )
        self.vendor_received_on = vendor_received_on
        if not act.refusals:
            budget.commit(act, self, self.budget_line_id, self.agreed_price_baht)
