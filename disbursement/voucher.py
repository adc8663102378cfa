"""ตรวจฎีกา (F1–F13): from an accepted delivery to the approval on which money may be paid."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from disbursement import behind, budget, bundle, queries, rest_fine, separation, showing  # noqa: F401  the pairs are declared where they are imported
from disbursement import carry_over as carrying
from disbursement.asks import voucher as asks
from disbursement.asks.common import PayeeAccount, Reason
from disbursement.central import ELAAS_VOUCHER
from disbursement.models import EvidenceKind, VoucherEvidence, VoucherFacts
from disbursement.proposing import of_voucher
from disbursement.rules import voucher as rules
from disbursement.voucher_states import (
    ABSENT,
    FOLLOWING_PAYMENT,
    LAYING,
    LAYING_DOWN,
    NO_SECTION_POST,
    PAYING,
    REVIEWS,
    SECTION_POST,
    SOON,
    TAKING_BACK,
    State,
)  # fmt: skip
from disbursement.withholding import labour_income
from disbursement.withholding import of_voucher as tax_of
from workflows import law
from workflows.act import Act
from workflows.attachments import attaching
from workflows.central.steps import correcting, entering, told_by
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.models import CentralNumber, PartyAccount
from workflows.office import office_of
from workflows.procedure import procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, UNBORN, WAITED, step
from workflows.thai import same_number


def has_no_section_post(document: Any) -> bool:
    """The office says that it has no such post, and indeed no post carries the role. A post that is vacant stops the case."""
    says_none = document.organization.settings.get(SECTION_POST) == ABSENT
    carried = {role for held in office_of(document.organization).roles.values() for role, _ in held}
    return says_none and Role.HEAD_OF_FINANCE_SECTION not in carried


@procedure
class Voucher(VoucherFacts):
    """ฎีกาเบิกเงินตามงบประมาณ, step by step in the order of its face (F4)."""

    State = State

    class Procedure:
        code = "voucher"
        title = _("ตรวจฎีกา")
        ends = (State.PAID,)
        content = tuple(field.name for field in VoucherFacts._meta.local_fields if field.name != "document")
        content_rows = {"evidence": VoucherEvidence}
        fact_rows = {"central": CentralNumber}
        told_by = {"central": told_by(ELAAS_VOUCHER)}
        stations = (
            (_("จัดทำ"), (State.DRAFT, State.RETURNED)),
            (_("ขอเบิก"), (State.REQUESTING,)),
            (_("คลังลงรับ"), (State.ARRIVED,)),
            (_("ตรวจ"), (State.SECTION_REVIEW, State.CHECKING)),
            (_("ปลัดเห็นควร"), (State.ENDORSING,)),
            (_("นายกอนุมัติ"), (State.APPROVING,)),
            (_("การจ่ายเงิน"), (State.APPROVED,)),
            (_("จ่ายเงินแล้ว"), (State.PAID,)),
        )

    proposed, matter_signed, disagreements = of_voucher, showing.of_voucher, showing.invoice_disagrees
    beside_rows = {"evidence": showing.files_of_evidence}

    def deadline_start(self) -> date | None:
        """The days to lay a voucher count from the acceptance (F6), not from whatever act brought it to a desk."""
        return self.accepted_on if self.state in (State.DRAFT, State.REQUESTING) else None

    # The requesting unit makes its voucher itself (F1).

    @step(label=_("เปิดฎีกาของงวดที่ตรวจรับ"), basis="voucher.prepare", by=SYSTEM, source=UNBORN, target=State.DRAFT)
    def open_for_acceptance(
        self, act: Act, *, title: asks.Title, budget_line: asks.Line, party: asks.AParty, order_kind: asks.Kind, order_number: asks.OrderNumber,
        ordered_on: asks.OrderedOn, order_total_baht: asks.OrderTotal, includes_vat: asks.IncludesVat, spending_approved_on: asks.ApprovedOn,
        delivered_on: asks.DeliveredOn, accepted_on: asks.AcceptedOn, acceptance_number: asks.AcceptanceNumber, acceptance: asks.Acceptance,
        gross_baht: asks.Gross, fine_baht: asks.Fine, is_last: asks.IsLast,
    ) -> None:  # fmt: skip
        """Follows an acceptance, which alone certifies that all members accepted, or that the head ruled on their opinions."""
        act.refuse(rules.line_of_other_unit(budget_line, self.unit, act.law))
        self.title, self.budget_line, self.party, self.is_last = title, budget_line, party, is_last
        self.order_kind, self.order_number, self.ordered_on, self.order_total_baht = (
            order_kind,
            order_number,
            ordered_on,
            order_total_baht,
        )
        # Value added tax lies in a price only where the payee is registered for it (T5).
        self.includes_vat = includes_vat and party.is_vat_registered
        self.spending_approved_on, self.delivered_on, self.accepted_on = spending_approved_on, delivered_on, accepted_on
        self.acceptance_number, self.acceptance, self.live_acceptance = acceptance_number, acceptance, acceptance
        self.gross_baht = self.amount_baht = gross_baht
        self.payee, self.payee_account = party, PartyAccount.objects.filter(party=party, is_current=True).first()
        self.fine_baht = fine_baht

    @step(
        label=_("จัดทำฎีกา"), basis="voucher.prepare", by=Role.REQUESTER, source=State.DRAFT, target=State.REQUESTING, within=LAYING,
        signs=True, needs=(rules.payee_signs,),
        shows=LAYING_DOWN,
    )  # fmt: skip
    def prepare(
        self, act: Act, *, payee: asks.Payee, payee_account: PayeeAccount, invoice_number: asks.InvoiceNumber, invoiced_on: asks.InvoicedOn,
        tax_id: asks.TaxId, income_kind: asks.Income, evidence: asks.Evidence,
    ) -> None:  # fmt: skip
        """The unit's clerk adds the invoice, the account and the list of evidence with its pages."""
        self.fill(act, payee, payee_account, invoice_number, invoiced_on, tax_id, income_kind, evidence)

    @step(
        label=_("แก้ไขตามที่ทักท้วงแล้วเสนอใหม่"), basis="voucher.return", by=Role.REQUESTER, source=State.RETURNED, target=State.REQUESTING,
        within="voucher.correction_calendar_days", signs=True, needs=(rules.payee_signs,),
        shows=LAYING_DOWN,
    )  # fmt: skip
    def correct(
        self, act: Act, *, payee: asks.Payee, payee_account: PayeeAccount, invoice_number: asks.InvoiceNumber, invoiced_on: asks.InvoicedOn,
        tax_id: asks.TaxId, income_kind: asks.Income, evidence: asks.Evidence,
    ) -> None:  # fmt: skip
        """What was objected to is put right, and everybody is asked again."""
        self.fill(act, payee, payee_account, invoice_number, invoiced_on, tax_id, income_kind, evidence)

    def fill(
        self, act: Act, payee: Any, payee_account: Any, invoice_number: str, invoiced_on: date, tax_id: str, income_kind: str,
        evidence: Sequence[Mapping[str, Any]],
    ) -> None:  # fmt: skip
        """Take what the clerk typed, with every fault of it at once, and compute tax and net."""
        kept = tax_of(self, payee, act.law, act.acted_on)
        net = self.gross_baht - kept.tax_baht - self.fine_baht
        known = {**behind.behind(self), rules.Kinds.INVOICE: behind.Behind(invoice_number, invoiced_on)}
        evidence = behind.named(evidence, known)
        papers = {kind: (paper.number, paper.dated) for kind, paper in known.items()}
        act.refuse(
            rules.payee_not_party(payee, self.party, act.law),
            rules.account_not_payees(payee_account, payee, act.law),
            rules.tax_id_differs(tax_id, self.party, act.law),
            rules.invoice_known(queries.same_invoice(self, same_number(invoice_number)), invoice_number, act.law),
            rules.invoice_day_wrong(invoiced_on, self.ordered_on, act.acted_on, act.law),
            labour_income(income_kind, act.law),
            rules.nothing_to_pay(net, act.law),
            rules.evidence_missing(evidence, self.order_kind, self.fine_baht, behind.made(known), act.law),
            rules.pages_broken(evidence, act.law),
            *rules.evidence_differs(evidence, papers, act.law),
            *rules.dates_out_of_order(self.days(act.acted_on), act.law),
        )
        if act.refusals:
            return
        self.payee, self.payee_account, self.tax_id, self.income_kind = payee, payee_account, tax_id, income_kind
        self.invoice_number, self.live_invoice, self.invoiced_on = invoice_number, same_number(invoice_number), invoiced_on
        self.before_vat_baht, self.vat_baht, self.withheld_baht, self.net_baht = kept.base_baht, kept.vat_baht, kept.tax_baht, net
        act.replace(self, VoucherEvidence, [{"position": position, **row} for position, row in enumerate(evidence, start=1)])

    def days(self, laid_on: date) -> list[tuple[str, date]]:
        """The acts that a voucher rests on, in the order in which they must have happened."""
        return [
            (text("วันอนุมัติให้ซื้อหรือจ้าง"), self.spending_approved_on), (text("วันที่ใบสั่ง"), self.ordered_on), (text("วันส่งมอบ"), self.delivered_on),
            (text("วันตรวจรับ"), self.accepted_on), (text("วันวางฎีกา"), laid_on),
        ]  # fmt: skip

    @step(
        label=_("ลงนามขอเบิก"), basis="voucher.request", by=Role.HEAD_OF_UNIT, source=State.REQUESTING, target=State.ARRIVED, within=LAYING,
        signs=True, needs=(rules.payee_signs,),
        shows=PAYING,
    )  # fmt: skip
    def request(self, act: Act) -> None:
        """The head of the unit asks for the money; the voucher bears its number from here, and says how late it was laid (F6)."""
        if not self.number and self.unit is not None:
            self.number = f"{self.unit.code} {act.take_number(f'voucher:{self.unit.pk.hex}', act.acted_on)}"
        limit = self.accepted_on + timedelta(days=act.law.value(LAYING).value)
        self.requested_on, self.late_days = act.acted_on, max(0, (act.acted_on - limit).days)

    # The finance unit registers and checks (F10, F8).

    @step(
        label=_("ลงรับฎีกา"),
        basis="voucher.register",
        by=Role.FINANCE_OFFICER,
        source=State.ARRIVED,
        target=State.SECTION_REVIEW,
        within=SOON,
        shows=PAYING,
    )
    def register(self, act: Act) -> None:
        """ทะเบียนคุมฎีกา: a number on arrival, kept when the voucher comes back a second time."""
        self.received_number = self.received_number or act.take_number("voucher_received", act.acted_on)
        self.received_on = act.acted_on

    @step(
        label=_("ตรวจชั้นต้น"), basis="voucher.section_review", by=Role.HEAD_OF_FINANCE_SECTION, source=State.SECTION_REVIEW,
        target=State.CHECKING, within=SOON, signs=True, needs=(rules.payee_signs,),
        shows=PAYING,
    )  # fmt: skip
    def review(self, act: Act) -> None:
        """The head of section looks first, where the office has that post."""

    @step(
        label=_("ผ่านไปยังผู้อำนวยการกองคลัง"), basis=NO_SECTION_POST, by=SYSTEM, source=State.SECTION_REVIEW, target=State.CHECKING,
        when=has_no_section_post,
    )  # fmt: skip
    def pass_section(self, act: Act) -> None:
        """An office whose establishment has no head of section passes the voucher on."""

    @step(
        label=pgettext_lazy("step", "ตรวจฎีกา"), basis="voucher.check", by=Role.FINANCE_DIRECTOR, source=State.CHECKING, target=State.ENDORSING,
        within="voucher.objection_calendar_days", signs=True, needs=(rules.payee_signs, rules.year_closed),
        shows=PAYING,
    )  # fmt: skip
    def examine(self, act: Act, *, pages_counted: asks.PagesCounted, papers_seen: asks.PapersSeen) -> None:
        """ผอ.กองคลัง goes through the checklist: evidence page by page, the budget, and the tax once more."""
        assert self.payee is not None, "a voucher that was laid has its payee"
        kept = tax_of(self, self.payee, act.law, act.acted_on)
        position = budget.position(self, self.budget_line_id)
        act.refuse(
            rules.tax_differs(self.withheld_baht, kept.tax_baht, act.law),
            rules.pages_differ(pages_counted, act.evidence.rows["evidence"], act.law),
            rules.paper_unseen(bundle.paper_alone(act.evidence.rows["evidence"], bundle.lying(self)), papers_seen, act.law),
            rules.beyond_commitment(
                queries.asked_in_case(self), position["committed"] + position["spent"], self.budget_line, act.law
            ),
        )
        line, self.pages_counted = self.budget_line, pages_counted
        self.line_allotted_baht, self.line_reserved_baht = line.allotted_baht, line.reserved_baht
        self.line_committed_baht, self.line_spent_baht = line.committed_baht, line.spent_baht

    # ปลัด and นายก decide (F4, F13).

    @step(
        label=_("เห็นควรอนุมัติ"), basis="voucher.endorse", by=Role.PERMANENT_SECRETARY, source=State.ENDORSING, target=State.APPROVING,
        within=SOON, signs=True, needs=(rules.payee_signs,),
        shows=PAYING,
    )  # fmt: skip
    def endorse(self, act: Act) -> None:
        """ปลัด gives his opinion."""

    @step(
        label=_("อนุมัติฎีกา"), basis="voucher.approve", by=Role.CHIEF_EXECUTIVE, source=State.APPROVING, target=State.APPROVED, within=SOON,
        paper="voucher", signs=True, needs=(rules.payee_signs, rules.year_closed),
        shows=PAYING,
    )  # fmt: skip
    def approve(self, act: Act) -> None:
        """นายก approves; only now may money be paid (P-1)."""
        self.approved_on = act.acted_on

    @step(
        label=_("จ่ายเงินแล้ว"), basis="payment.certification", by=SYSTEM, source=State.APPROVED, target=State.PAID, paper="voucher"
    )  # fmt: skip
    def note_paid(self, act: Act, *, paid_on: asks.PaidOn) -> None:
        """The payment is certified: the voucher bears จ่ายเงินแล้ว, and the day on which the bank paid."""
        self.paid_on = paid_on

    # Ways back.

    @step(label=_("ส่งคืนให้แก้ไข"), basis="voucher.return", by=WAITED, source=REVIEWS, target=State.RETURNED)
    def return_for_correction(self, act: Act, *, reason: Reason) -> None:
        """Whoever finds a fault says in writing what it is; as often as needed."""
        self.returned_times += 1

    @step(label=_("ถอนกลับมาแก้"), basis=TAKING_BACK, by=Role.REQUESTER, source=(State.REQUESTING, State.ARRIVED), target=State.DRAFT)
    def withdraw(self, act: Act, *, reason: Reason) -> None:
        """The clerk takes it back before the finance unit has registered it."""

    @step(label=_("เปิดแก้ไขเพราะถอนการจ่าย"), basis=FOLLOWING_PAYMENT, by=SYSTEM, source=State.APPROVED, target=State.RETURNED)
    def reopen(self, act: Act, *, reason: Reason) -> None:
        """The payment was withdrawn before it was made: the approval falls, and is asked again."""
        self.returned_times += 1
        self.approved_on = None

    note_last, bear_rest_fine, return_for_rest_fine = rest_fine.note_last, rest_fine.bear_rest_fine, rest_fine.return_for_rest_fine
    carry_over = carrying.carry_over
    attach = attaching(State.DRAFT, State.RETURNED, kinds=[("", _("– เลือก –")), *EvidenceKind.choices])
    enter_elaas_voucher, correct_elaas_voucher = entering(ELAAS_VOUCHER), correcting(ELAAS_VOUCHER)


CONSTRAINT_REFUSALS["voucher_invoice_once"] = lambda: Refusal(
    "INVOICE_KNOWN", text("ใบแจ้งหนี้นี้เพิ่งถูกใช้ในฎีกาอื่น"), law.clause("voucher.check"), text("ตรวจเลขที่ใบแจ้งหนี้ ห้ามเบิกซ้ำ"),
    field="invoice_number",
)  # fmt: skip
CONSTRAINT_REFUSALS["voucher_acceptance_once"] = lambda: Refusal(
    "ACCEPTANCE_HAS_VOUCHER", text("การตรวจรับนี้มีฎีกาแล้ว"), law.clause("voucher.prepare"), remedy=text("ใช้ฎีกาเดิม")
)
