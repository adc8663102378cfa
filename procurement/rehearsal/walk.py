"""One purchase walked by the nine officers, each step by the person whose step it is, all through the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from disbursement.models import BudgetLine
from procurement.asks import ENDORSED
from procurement.models import Delivery, DeliveryLine, Instalment, PurchaseKind, PurchaseLine
from procurement.purchase import Purchase
from procurement.purchase.states import State
from procurement.rules.delivery import left_quantities
from workflows import clock, engine
from workflows.models import Party, User
from workflows.practice import PracticeOffice
from workflows.proof import Proof

DAYS_TO_DELIVER = 30


@dataclass
class Need:
    """What is to be bought. Lines are (item, unit, quantity, unit price in baht)."""

    title: str
    lines: tuple[tuple[str, str, str, str], ...]
    vendor: Party
    budget_line: BudgetLine
    kind: str = PurchaseKind.GOODS
    why: str = "ของเดิมหมด และจำเป็นต้องใช้ในราชการ"
    members: tuple[tuple[str, str], ...] = (("somchai", "inspector"),)
    shares: tuple[int, ...] = (1,)


@dataclass
class Walk:
    """The purchase as it stands after the last step; `days` fixes on which day which step is acted."""

    office: PracticeOffice
    need: Need
    purchase: Any = None
    days: Mapping[str, date] = field(default_factory=dict)
    road: str = "order"
    record: Any = None  # the row of an official file from which it is opened

    def day(self, step: str) -> date | None:
        """On which day a step is acted; today where nothing is said."""
        try:
            return self.days[step]
        except KeyError:
            return None

    def perform(self, who: str, step: str, **data: Any) -> Any:
        """One step by one officer, signed with a fresh proof where it is a signature."""
        person: User = self.office.people[who]
        proof = Proof(person.pk, timezone.now())
        self.purchase = engine.perform(person, self.purchase, step, proof=proof, acted_on=self.day(step), **data).document
        return self.purchase

    def to(self, state: str) -> Any:
        """Go on until the purchase stands at a state of its main road."""
        if self.purchase is None:
            self.open()
        while self.purchase.state != state:
            ROAD[State(self.purchase.state)](self)
        return self.purchase

    def open(self) -> Any:
        """A clerk of the unit asks."""
        lines = [dict(zip(("item", "unit_name", "quantity", "unit_price_baht"), line, strict=True)) for line in self.need.lines]
        today = clock.today(self.office.fresh())
        self.purchase = engine.open_document(
            self.office.people["orathai"], Purchase, self.office.organization, unit=self.office.units["กองช่าง"],
            acted_on=self.day("open_request"), title=self.need.title, kind=self.need.kind, road=self.road, need=self.need.why,
            needed_by=(self.day("open_request") or today) + timedelta(days=60), lines=lines, record=self.record,
        ).document  # fmt: skip
        return self.purchase

    def specify(self) -> None:
        self.perform(
            "somchai", "specify", specification="ตามรายละเอียดแนบ ของใหม่ ไม่เคยใช้งาน", reference_price_baht=self.purchase.amount_baht,
            price_source="4_survey", price_source_reason="ไม่มีราคาอ้างอิงและราคามาตรฐานของรายการนี้ จึงสืบราคาจากร้านค้าสามราย",
        )  # fmt: skip

    def report(self) -> None:
        members = [{"person": self.office.people[who].pk, "seat": seat} for who, seat in self.need.members]
        self.perform(
            "duangjai", "report_need", is_short_report=False, method_reason="วิธีเฉพาะเจาะจง มาตรา 56 (2) (ข) วงเงินไม่เกินที่กฎกระทรวงกำหนด",
            criteria="ใช้เกณฑ์ราคา", delivery_days=DAYS_TO_DELIVER, other_proposals="", members=members,
        )  # fmt: skip

    def negotiate(self) -> None:
        lines = PurchaseLine.objects.filter(document=self.purchase.pk)
        prices = [{"position": line.position, "agreed_unit_price_baht": line.unit_price_baht} for line in lines]
        self.perform(
            "duangjai", "report_result", vendor=self.need.vendor, quotation_number=f"ส.{self.purchase.case.number}",
            quoted_on=self.purchase.last_acted_on, quoted_price_baht=self.purchase.amount_baht, prices=prices,
            award_reason="เสนอราคาถูกต้องตามคุณลักษณะ และไม่เกินราคากลาง",
        )  # fmt: skip

    def draw_up_order(self) -> None:
        total, shares = self.purchase.agreed_price_baht, self.need.shares
        amounts = [(total * share / sum(shares)).quantize(Decimal("0.01")) for share in shares[:-1]]
        amounts.append(total - sum(amounts, Decimal(0)))
        began = self.day("prepare_order") or self.purchase.last_acted_on
        dues = [began + timedelta(days=DAYS_TO_DELIVER * number) for number in range(1, len(amounts) + 1)]
        works = self.need.kind == PurchaseKind.WORKS
        self.perform(
            "duangjai", "prepare_order", fine_percent_per_day="0.10" if works else "0.20", fine_on_whole=works, hinders_traffic=False,
            instalments=[{"amount_baht": amount, "due_on": due} for amount, due in zip(amounts, dues, strict=True)],
        )  # fmt: skip

    def deliver(
        self,
        instalment: int = 1,
        *,
        quantities: Mapping[int, str] | None = None,
        amount_baht: Decimal | None = None,
        note_number: str = "",
    ) -> Any:
        """The vendor brings an instalment: goods by quantity, all that is left unless told; anything else by value, the whole part."""
        row = Instalment.objects.get(document=self.purchase.pk, number=instalment)
        day = self.day("record_delivery") or clock.today(self.office.fresh())
        what: dict[str, Any] = {"amount_baht": row.amount_baht - row.delivered_baht if amount_baht is None else amount_baht}
        if self.need.kind == PurchaseKind.GOODS:
            came = self.left() if quantities is None else quantities
            what = {"lines": [{"position": position, "delivered_quantity": quantity} for position, quantity in came.items()]}
        came_before = Delivery.objects.filter(document=self.purchase.pk).count()
        note = note_number or f"สข.{self.purchase.number}-{came_before + 1}"
        return self.perform("duangjai", "record_delivery", instalment=instalment, note_number=note, delivered_on=day, **what)

    def left(self) -> dict[int, str]:
        """Position → the quantity that may still come."""
        lines = PurchaseLine.objects.filter(document=self.purchase.pk).values("position", "quantity")
        came = DeliveryLine.objects.filter(document=self.purchase.pk).values("position", "delivered_quantity", "accepted_quantity")
        return {position: str(quantity) for position, quantity in left_quantities(lines, came).items() if quantity}


ROAD: Mapping[State, Callable[[Walk], Any]] = {
    State.DRAFT: lambda walk: walk.perform("orathai", "submit_request"),
    State.REQUESTED: lambda walk: walk.perform("somchai", "support_request"),
    State.BUDGETING: lambda walk: walk.perform("kanda", "confirm_budget", budget_line=walk.need.budget_line),
    State.SPECIFIER_NEEDED: lambda walk: walk.perform(
        "boonmee", "appoint_specifier", specifier=walk.office.people["somchai"], specifier_order="12/2570"
    ),
    State.SPECIFYING: Walk.specify,
    State.SPECIFIED: lambda walk: walk.perform("boonmee", "agree_specification"),
    State.REPORTING: Walk.report,
    State.REPORTED: lambda walk: walk.perform("rattana", "endorse_report", reason=ENDORSED),
    State.ENDORSED: lambda walk: walk.perform("wilai", "pass_report", reason=ENDORSED),
    State.APPROVING: lambda walk: walk.perform("boonmee", "approve_report"),
    State.NEGOTIATING: Walk.negotiate,
    State.RESULT_REPORTED: lambda walk: walk.perform("rattana", "endorse_result", reason=ENDORSED),
    State.RESULT_ENDORSED: lambda walk: walk.perform("boonmee", "approve_result"),
    State.AWARDED: lambda walk: walk.perform("boonmee", "announce_winner"),
    State.ORDERING: Walk.draw_up_order,
    State.ORDER_PREPARED: lambda walk: walk.perform("rattana", "sign_order"),
    State.ORDER_SIGNED: lambda walk: walk.perform(
        "duangjai",
        "record_vendor_receipt",
        vendor_received_on=walk.day("record_vendor_receipt") or clock.today(walk.office.fresh()),
    ),
}
