"""ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง (มาตรา 56 (2) (ข), ข้อ 21–24, 79, 81): from a unit's need to the last accepted delivery."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from committees.appointment import composition_refusals, supplies_officer_refusal
from committees.models import AppointedMember
from disbursement import budget
from procurement import asks, rules, separation  # noqa: F401  the pairs are declared where they are imported
from procurement.models import Delivery, Instalment, PurchaseFacts, PurchaseLine
from procurement.purchase_rows import agreed_prices, appointed, instalment_row, requested_lines
from workflows import law, numbers
from workflows.act import Act
from workflows.attachments import attaching
from workflows.fields import to_baht
from workflows.procedure import procedure
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, BySetting, Seat, step

UNIT_REQUEST = law.practice("หน่วยงานเจ้าของงบประมาณเป็นผู้ขอ ผ่านหัวหน้าหน่วยงาน")
CHAIN_OF_COMMAND = law.practice("ปลัดกลั่นกรองตามสายบังคับบัญชา")
GIVING_BACK = law.practice("ผู้พิจารณาส่งคืนพร้อมเหตุผลเมื่อยังไม่ครบถ้วน")
ENDING = law.practice("เลิกเรื่องได้จนกว่าจะมีการตรวจรับ พร้อมเหตุผล และคืนเงินที่จอง")
SPECIFIER = Seat("specifier", _("ผู้ได้รับแต่งตั้งให้กำหนดคุณลักษณะ"))
ORDER_SIGNER = BySetting("purchase.order_signer", Role.HEAD_OF_SUPPLIES, (Role.HEAD_OF_SUPPLIES, Role.CHIEF_EXECUTIVE))
SOON, DRAFTING = "procurement.step_working_days", "procurement.drafting_working_days"


class State(models.TextChoices):
    DRAFT = "draft", _("ร่างคำขอ")
    REQUESTED = "requested", _("หัวหน้าหน่วยงานพิจารณา")
    BUDGETING = "budgeting", _("ยืนยันงบประมาณ")
    SPECIFIER_NEEDED = "specifier_needed", _("แต่งตั้งผู้กำหนดคุณลักษณะ")
    SPECIFYING = "specifying", _("กำหนดคุณลักษณะและราคากลาง")
    SPECIFIED = "specified", _("เห็นชอบคุณลักษณะและราคากลาง")
    REPORTING = "reporting", _("จัดทำรายงานขอซื้อขอจ้าง")
    REPORTED = "reported", _("หัวหน้าเจ้าหน้าที่พิจารณารายงาน")
    ENDORSED = "endorsed", _("ปลัดพิจารณารายงาน")
    APPROVING = "approving", _("นายกพิจารณารายงาน")
    NEGOTIATING = "negotiating", _("เจรจาตกลงราคา")
    RESULT_REPORTED = "result_reported", _("หัวหน้าเจ้าหน้าที่พิจารณาผล")
    RESULT_ENDORSED = "result_endorsed", _("นายกพิจารณาผล")
    AWARDED = "awarded", _("ประกาศผู้ชนะ")
    ORDERING = "ordering", _("จัดทำใบสั่ง")
    ORDER_PREPARED = "order_prepared", _("ลงนามใบสั่ง")
    ORDER_SIGNED = "order_signed", _("รอผู้ขายลงนามรับใบสั่ง")
    ORDERED = "ordered", _("รอส่งมอบ")
    COMPLETED = "completed", _("เสร็จสิ้น")
    REFUSED = "refused", _("ไม่เห็นชอบ")
    WITHDRAWN = "withdrawn", _("ถอนคำขอ")
    CANCELLED = "cancelled", _("ยกเลิก")


BEFORE_ORDER = tuple(
    state
    for state in State
    if state not in (State.ORDER_SIGNED, State.ORDERED, State.COMPLETED, State.REFUSED, State.WITHDRAWN, State.CANCELLED)
)
ON_THE_WAY = (*BEFORE_ORDER, State.ORDER_SIGNED, State.ORDERED)


@procedure
class Purchase(PurchaseFacts):
    """The road of วิธีเฉพาะเจาะจง, step by step in the order of the regulation."""

    State = State

    class Procedure:
        code = "purchase"
        title = _("ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง")
        ends = (State.COMPLETED, State.REFUSED, State.WITHDRAWN, State.CANCELLED)
        content = tuple(field.name for field in PurchaseFacts._meta.local_fields if field.name != "document")
        content_rows = {"lines": PurchaseLine, "members": AppointedMember, "instalments": Instalment, "deliveries": Delivery}
        stations = (
            (_("คำขอ"), (State.DRAFT, State.REQUESTED)),
            (_("งบประมาณ"), (State.BUDGETING,)),
            (_("คุณลักษณะ"), (State.SPECIFIER_NEEDED, State.SPECIFYING, State.SPECIFIED)),
            (_("รายงานขอซื้อ"), (State.REPORTING, State.REPORTED, State.ENDORSED)),
            (_("เห็นชอบ"), (State.APPROVING,)),
            (_("จัดหา"), (State.NEGOTIATING, State.RESULT_REPORTED, State.RESULT_ENDORSED, State.AWARDED)),
            (_("ใบสั่ง"), (State.ORDERING, State.ORDER_PREPARED, State.ORDER_SIGNED)),
            (_("ส่งมอบ"), (State.ORDERED,)),
            (_("เสร็จสิ้น"), (State.COMPLETED,)),
        )

    def open_seats(self, seat: str, rows: Any) -> tuple[Any, ...]:
        """The specification is drafted by the one person whom นายก appointed."""
        return (self.specifier_id,) if seat == SPECIFIER.name and self.specifier_id else ()

    # The unit asks.

    @step(label=_("ขอซื้อหรือขอจ้าง"), basis=UNIT_REQUEST, by=Role.REQUESTER, source=UNBORN, target=State.DRAFT)
    def open_request(
        self, act: Act, *, title: asks.Title, kind: asks.Kind, road: asks.Road, need: asks.Need, needed_by: asks.NeededBy, lines: asks.Lines
    ) -> None:
        """A unit's clerk says what is needed, why, and until when."""
        self.describe(act, title, kind, road, need, needed_by, lines)

    @step(label=_("เสนอหัวหน้าหน่วยงาน"), basis=UNIT_REQUEST, by=Role.REQUESTER, source=State.DRAFT, target=State.REQUESTED, within=DRAFTING)
    def submit_request(self, act: Act) -> None:
        """The clerk hands the request to the head of the unit."""

    @step(label=_("แก้คำขอ"), basis=UNIT_REQUEST, by=Role.REQUESTER, source=State.DRAFT)
    def edit_request(
        self, act: Act, *, title: asks.Title, kind: asks.Kind, road: asks.Road, need: asks.Need, needed_by: asks.NeededBy, lines: asks.Lines
    ) -> None:
        """Editing a draft is a step too."""
        self.describe(act, title, kind, road, need, needed_by, lines)

    def describe(self, act: Act, title: str, kind: str, road: str, need: str, needed_by: Any, lines: list[dict[str, Any]]) -> None:
        total = rules.lines_total_baht(lines)
        act.refuse(rules.road_missing(road, act.law), rules.over_specific_method_limit(total, act.law))
        if act.refusals:
            return
        self.title, self.kind, self.need, self.needed_by = title, kind, need, needed_by
        self.amount_baht = self.estimate_baht = total
        act.replace(self, PurchaseLine, requested_lines(lines))

    @step(label=_("เห็นควรขอซื้อขอจ้าง"), basis=UNIT_REQUEST, by=Role.HEAD_OF_UNIT, source=State.REQUESTED, target=State.BUDGETING, within=SOON)
    def support_request(self, act: Act) -> None:
        """The head of the unit answers for the need."""

    @step(
        label=_("ยืนยันและจองงบประมาณ"),
        basis="procurement.budget_first",
        by=Role.BUDGET_OFFICER,
        source=State.BUDGETING,
        target=State.SPECIFIER_NEEDED,
        within=SOON,
    )
    def confirm_budget(self, act: Act, *, budget_line: asks.Line) -> None:
        """Money is there, and is set aside before the report (ทะเบียนคุมงบรายจ่าย)."""
        self.budget_line = budget_line
        budget.reserve(act, self, budget_line.pk, self.amount_baht)

    # Specification and reference price (ข้อ 21, มาตรา 4).

    @step(
        label=_("แต่งตั้งผู้กำหนดคุณลักษณะ"),
        basis="procurement.appoint_specifier",
        by=Role.CHIEF_EXECUTIVE,
        source=State.SPECIFIER_NEEDED,
        target=State.SPECIFYING,
        within=SOON,
    )
    def appoint_specifier(self, act: Act, *, specifier: asks.Person, specifier_order: asks.OrderNumber) -> None:
        """นายก appoints the person, in this case or by a standing order."""
        self.specifier, self.specifier_order = specifier, specifier_order

    @step(
        label=_("เสนอคุณลักษณะและราคากลาง"),
        basis="procurement.specification",
        by=SPECIFIER,
        source=State.SPECIFYING,
        target=State.SPECIFIED,
        within=DRAFTING,
    )
    def specify(
        self, act: Act, *, specification: asks.Specification, reference_price_baht: asks.ReferencePrice, price_source: asks.Source,
        price_source_reason: asks.SourceReason,
    ) -> None:  # fmt: skip
        """The specification, and the reference price from the first source that exists."""
        act.refuse(rules.weaker_price_source(price_source, price_source_reason, act.law))
        self.specification, self.reference_price_baht = specification, reference_price_baht
        self.price_source, self.price_source_reason = price_source, price_source_reason

    @step(
        label=_("เห็นชอบคุณลักษณะและราคากลาง"),
        basis="procurement.specification",
        by=Role.CHIEF_EXECUTIVE,
        source=State.SPECIFIED,
        target=State.REPORTING,
        within=SOON,
    )
    def agree_specification(self, act: Act) -> None:
        """Agreed before the report, never after."""

    # The report and its approval (ข้อ 22, 24–26).

    @step(
        label=_("เสนอรายงานขอซื้อขอจ้าง"),
        basis="procurement.report",
        by=Role.SUPPLIES_OFFICER,
        source=State.REPORTING,
        target=State.REPORTED,
        within=DRAFTING,
        paper="purchase_request",
    )
    def report_need(
        self, act: Act, *, is_short_report: asks.IsShort, method_reason: asks.MethodReason, criteria: asks.Criteria,
        delivery_days: asks.DeliveryDays, other_proposals: asks.OtherProposals, members: asks.Members,
    ) -> None:  # fmt: skip
        """The eight items, and who is proposed to inspect."""
        report = {"method_reason": method_reason, "criteria": criteria, "delivery_days": delivery_days}
        if is_short_report:
            act.refuse(rules.short_report_too_large(self.amount_baht, act.law))
        else:
            act.refuse(*rules.missing_report_items(report, act.law))
        act.refuse(*composition_refusals(members, self.amount_baht, act.law))
        act.refuse(supplies_officer_refusal([row["person"].pk for row in members], [act.person.pk] if act.person else [], act.law))
        if act.refusals:
            return
        self.is_short_report, self.method_reason, self.criteria = is_short_report, method_reason, criteria
        self.delivery_days, self.other_proposals = delivery_days, other_proposals
        self.report_number = self.report_number or numbers.take(act.organization, "purchase_report", act.acted_on)
        act.replace(self, AppointedMember, appointed(members, act.acted_on))

    @step(
        label=_("เสนอความเห็นต่อรายงาน"),
        basis="procurement.report",
        by=Role.HEAD_OF_SUPPLIES,
        source=State.REPORTED,
        target=State.ENDORSED,
        within=SOON,
    )
    def endorse_report(self, act: Act) -> None:
        """หัวหน้าเจ้าหน้าที่ passes the report on with his opinion."""

    @step(
        label=_("กลั่นกรองรายงาน"),
        basis=CHAIN_OF_COMMAND,
        by=Role.PERMANENT_SECRETARY,
        source=State.ENDORSED,
        target=State.APPROVING,
        within=SOON,
    )
    def pass_report(self, act: Act) -> None:
        """ปลัด passes it to นายก, as offices do."""

    @step(
        label=_("ให้ความเห็นชอบและแต่งตั้งผู้ตรวจรับ"),
        basis="procurement.approve_report",
        by=Role.CHIEF_EXECUTIVE,
        source=State.APPROVING,
        target=State.NEGOTIATING,
        within=SOON,
        paper="appointment_order",
        signs=True,
    )
    def approve_report(self, act: Act) -> None:
        """นายก ให้ความเห็นชอบ, and the inspectors are appointed by order."""
        order = numbers.take(act.organization, "order_of_office", act.acted_on)
        for row in act.evidence.rows["members"]:
            act.change(AppointedMember, row["id"], order_number=order, ordered_on=act.acted_on)
        self.approved_on = act.acted_on

    # Negotiation, result, announcement (ข้อ 79, 81).

    @step(
        label=_("รายงานผลการพิจารณา"),
        basis="procurement.negotiate",
        by=Role.SUPPLIES_OFFICER,
        source=State.NEGOTIATING,
        target=State.RESULT_REPORTED,
        within=DRAFTING,
    )
    def report_result(
        self, act: Act, *, vendor: asks.Vendor, quotation_number: asks.QuotationNumber, quoted_on: asks.QuotedOn, quoted_price_baht: asks.QuotedPrice,
        prices: asks.AgreedPrices, award_reason: asks.AwardReason,
    ) -> None:  # fmt: skip
        """The officer negotiates with one vendor, and reports the price that was agreed."""
        lines, by_line = act.evidence.rows["lines"], agreed_prices(prices)
        agreed = rules.agreed_total_baht(lines, by_line)
        act.refuse(
            rules.unpriced_lines(lines, by_line),
            rules.price_above(agreed, self.estimate_baht, text("วงเงินที่เห็นชอบ"), act.law),
            rules.price_above(agreed, quoted_price_baht, text("ใบเสนอราคา"), act.law),
        )
        if act.refusals:
            return
        self.vendor, self.quotation_number, self.quoted_on, self.quoted_price_baht = vendor, quotation_number, quoted_on, quoted_price_baht
        self.agreed_price_baht, self.award_reason = agreed, award_reason
        for row in lines:
            act.change(PurchaseLine, row["id"], agreed_unit_price_baht=by_line[row["position"]])

    @step(
        label=_("เสนอความเห็นต่อผล"),
        basis="procurement.result_report",
        by=Role.HEAD_OF_SUPPLIES,
        source=State.RESULT_REPORTED,
        target=State.RESULT_ENDORSED,
        within=SOON,
    )
    def endorse_result(self, act: Act) -> None:
        """Through หัวหน้าเจ้าหน้าที่ to นายก."""

    @step(
        label=_("เห็นชอบผลการพิจารณา"),
        basis="procurement.result_report",
        by=Role.CHIEF_EXECUTIVE,
        source=State.RESULT_ENDORSED,
        target=State.AWARDED,
        within=SOON,
    )
    def approve_result(self, act: Act) -> None:
        """นายก agrees to vendor and price; from here the agreed price is the case's amount."""
        self.amount_baht = self.agreed_price_baht

    @step(
        label=_("ประกาศผู้ชนะ"),
        basis="procurement.announce",
        by=Role.SUPPLIES_OFFICER,
        source=State.AWARDED,
        target=State.ORDERING,
        within=SOON,
        paper="winner_announcement",
    )
    def announce_winner(self, act: Act) -> None:
        """The announcement comes before the order."""
        self.announcement_number = numbers.take(act.organization, "announcement", act.acted_on)
        self.announced_on = act.acted_on

    # The order and its deliveries (มาตรา 96, ข้อ 162).

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
        self.order_number = numbers.take(act.organization, f"order_{self.kind}", act.acted_on)
        self.number, self.ordered_on = self.order_number, act.acted_on

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
        act.refuse(rules.delivered_in_future(delivered_on, act.acted_on), rules.note_known(act.evidence.rows["deliveries"], note_number))
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

    # Returns, and the ways out.

    @step(label=_("ส่งคืนคำขอ"), basis=GIVING_BACK, by=WAITED, source=(State.REQUESTED, State.BUDGETING), target=State.DRAFT)
    def return_request(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the clerk, with the reason."""

    @step(label=_("ส่งคืนคุณลักษณะ"), basis=GIVING_BACK, by=WAITED, source=State.SPECIFIED, target=State.SPECIFYING)
    def return_specification(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the person appointed."""

    @step(
        label=_("ส่งคืนรายงาน"),
        basis=GIVING_BACK,
        by=WAITED,
        source=(State.REPORTED, State.ENDORSED, State.APPROVING),
        target=State.REPORTING,
    )
    def return_report(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the supplies officer."""

    @step(
        label=_("ส่งคืนผลการพิจารณา"),
        basis=GIVING_BACK,
        by=WAITED,
        source=(State.RESULT_REPORTED, State.RESULT_ENDORSED),
        target=State.NEGOTIATING,
    )
    def return_result(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the negotiation."""

    @step(label=_("ส่งคืนใบสั่ง"), basis=GIVING_BACK, by=WAITED, source=State.ORDER_PREPARED, target=State.ORDERING)
    def return_order(self, act: Act, *, reason: asks.Reason) -> None:
        """Back to the officer who drew it up."""

    @step(
        label=_("ไม่เห็นชอบ"),
        basis="procurement.approve_report",
        by=Role.CHIEF_EXECUTIVE,
        source=(State.SPECIFIER_NEEDED, State.APPROVING, State.RESULT_ENDORSED),
        target=State.REFUSED,
    )
    def refuse_purchase(self, act: Act, *, reason: asks.Reason) -> None:
        """นายก says no; the reserve goes back."""
        self.let_go(act)

    @step(label=_("ถอนคำขอ"), basis=ENDING, by=Role.HEAD_OF_UNIT, source=BEFORE_ORDER, target=State.WITHDRAWN)
    def withdraw_request(self, act: Act, *, reason: asks.Reason) -> None:
        """The unit no longer needs it."""
        self.let_go(act)

    @step(
        label=_("ยกเลิกเรื่อง"),
        basis=ENDING,
        by=Role.CHIEF_EXECUTIVE,
        source=ON_THE_WAY,
        target=State.CANCELLED,
        needs=(lambda purchase, act: rules.accepted_already(act.evidence.rows["instalments"]),),
    )
    def cancel_purchase(self, act: Act, *, reason: asks.Reason) -> None:
        """Allowed while nothing has been accepted."""
        self.let_go(act)

    def let_go(self, act: Act) -> None:
        if self.budget_line_id:
            budget.release(act, self, self.budget_line_id)

    attach = attaching(*ON_THE_WAY)
