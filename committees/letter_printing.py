"""What goes out from an acceptance on paper: filled, as its certificate is, from the acceptance, its rows and its trail."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from committees import letters, papers
from committees.acceptance.states import NOTICE_DAYS
from committees.models import AcceptanceKind
from committees.printing import Entries, Telling
from workflows.law import PRACTICE
from workflows.models import JournalEntry
from workflows.papers.entries import moment_of, post_with, signature_of, unit_of
from workflows.papers.register import of_case, prints
from workflows.papers.signatures import Decision, Signature
from workflows.procedure import procedure_of
from workflows.roles import Role
from workflows.thai import long_date, short_date

REPORTING, ACKNOWLEDGING, LETTER = ("take_over", "pass_rejection"), ("acknowledge_report", "inform_vendor"), "inform_vendor"
REPORT, VENDOR_LETTER = letters.AcceptanceReport, letters.VendorLetter


def numbered(acceptance: Any) -> str:
    """As its certificate; what was not accepted has none."""
    return acceptance.number or of_case(acceptance)


@prints("goods_acceptance", REPORT.template, REPORT.kind, signed_in=ACKNOWLEDGING, number=numbered)
@prints("works_acceptance", REPORT.template, REPORT.kind, signed_in=ACKNOWLEDGING, number=numbered)
def acceptance_report(acceptance: Any, entries: Entries) -> letters.AcceptanceReport:
    """As it was laid before the head, and below it that he knows of it; a line for the pen where he has not signed yet."""
    told = Reporting(acceptance, entries)
    order = told.order()
    return REPORT(
        sender=f"{told.unit} {acceptance.organization.name}", reported_on=told.reported.acted_on,
        subject=f"รายงานผลการตรวจรับ ตาม{order.kind} เลขที่ {order.number}", addressee=told.head,
        through="" if told.is_accepted else "หัวหน้าเจ้าหน้าที่", order=order, instalment=told.instalment(), delivery_note=told.delivery_note,
        inspected_on=acceptance.inspected_on, grounds=told.grounds(), outcome=told.result(),
        findings=told.findings() if told.is_accepted else acceptance.check_note, certificate=told.certificate(),
        delivered=told.delivered(), accepted_baht=acceptance.accepted_amount_baht if told.is_accepted else Decimal(),
        lines=tuple(told.accepted_lines()), act=told.act(), closing=told.closing(), author=told.author(), acknowledged=told.acknowledged(),
        fine=told.fine() if told.is_accepted else None, reserved=told.reserved() if told.owes else "",
    )  # fmt: skip


@prints("goods_acceptance", VENDOR_LETTER.template, VENDOR_LETTER.kind, number=lambda acceptance: acceptance.vendor_letter_number)
@prints("works_acceptance", VENDOR_LETTER.template, VENDOR_LETTER.kind, number=lambda acceptance: acceptance.vendor_letter_number)
def vendor_letter(acceptance: Any, entries: Entries) -> letters.VendorLetter:
    """As the head signed it."""
    told = Reporting(acceptance, entries)
    order = told.order()
    return VENDOR_LETTER(
        written_on=acceptance.vendor_informed_on, subject=f"แจ้งผลการตรวจรับ ตาม{order.kind} เลขที่ {order.number}", order=order,
        instalment=told.instalment(), delivery_note=told.delivery_note, delivered_on=acceptance.delivered_on,
        inspected_on=acceptance.inspected_on, body_word=told.act().body_word, lines=tuple(told.accepted_lines()), demand=told.demand(),
        reserved=told.reserved(), owner=f"{told.unit} {acceptance.organization.name}", signature=told.signature(LETTER),
    )  # fmt: skip


class Reporting(Telling):
    """One decided acceptance in the words of what goes out from it."""

    @property
    def is_accepted(self) -> bool:
        return self.acceptance.accepted_on is not None

    @property
    def owes(self) -> bool:
        """Whether something of the instalment is still to come."""
        return not self.is_accepted or self.outcome().owes_instalment

    @cached_property
    def reported(self) -> JournalEntry:
        found = self.entry(*REPORTING)
        assert found is not None, "nobody has reported"
        return found

    @cached_property
    def unit(self) -> str:
        """Of the officer who reported, and who answers the vendor."""
        return unit_of(self.reported)

    @cached_property
    def head(self) -> str:
        return post_with(Role.CHIEF_EXECUTIVE, self.acceptance.organization, moment_of(self.entries))

    def grounds(self) -> str:
        """The clause by which the procedure of goods, or that of works, asks for the report; none where only custom does."""
        step = procedure_of(self.acceptance).steps["acknowledge_report" if self.is_accepted else "pass_rejection"]
        basis = step.basis(self.acceptance.law_date)
        return "" if basis.regulation == PRACTICE else basis.label

    def instalment(self) -> str:
        told = self.acceptance
        return f"งวดที่ {told.instalment_number} จาก {told.instalment_count} งวด" if told.instalment_count > 1 else ""

    def author(self) -> Signature:
        """The officer who took over what was accepted; หัวหน้าเจ้าหน้าที่ who passes on what was not."""
        return signature_of(self.reported, role="เจ้าหน้าที่" if self.is_accepted else "หัวหน้าเจ้าหน้าที่")

    def result(self) -> str:
        """By whom it was decided, and how much of it."""
        if self.is_accepted:
            return self.outcome().of_works() if self.acceptance.kind == AcceptanceKind.WORKS else self.outcome().of_goods()
        act, ruled = self.act(), self.entry("rule_to_reject")
        if ruled:
            day = long_date(ruled.acted_on)
            return f"ไม่รับไว้ ตามคำสั่งของหัวหน้าหน่วยงานของรัฐ ลงวันที่ {day} โดยมีความเห็นแย้ง {len(act.dissents)} คน"
        return f"{act.body_word}เห็นพ้องกันว่าไม่ถูกต้องตาม{self.order_word} จึงไม่รับไว้"

    def certificate(self) -> str:
        if not self.is_accepted:
            return ""
        is_works = self.acceptance.kind == AcceptanceKind.WORKS
        kind = (papers.WorksCertificate if is_works else papers.AcceptanceCertificate).kind
        return f"{kind} เลขที่ {self.acceptance.number} ลงวันที่ {long_date(self.acceptance.accepted_on)}"

    def delivered(self) -> str:
        told = self.acceptance
        due = f"กำหนดส่งมอบภายในวันที่ {short_date(told.delivery_due_on)}"
        came = f"ส่งมอบเมื่อวันที่ {short_date(told.delivered_on)}"
        return f"{due} {came} เกินกำหนด {told.late_days} วัน" if told.late_days else f"{due} {came} ภายในกำหนด"

    def reserved(self) -> str:
        """That the fine is not waived by telling (ข้อ 175 (5))."""
        told = self.acceptance
        return (
            f"ทั้งนี้ ไม่ตัดสิทธิของ{told.organization.name}ที่จะเรียกค่าปรับตาม{self.order_word} ร้อยละ {told.fine_percent_per_day} ต่อวัน"
            f"ของ{self.fine_base} นับถัดจากวันครบกำหนดส่งมอบ วันที่ {long_date(told.delivery_due_on)} จนถึงวันที่ส่งมอบถูกต้องครบถ้วน"
        )

    def closing(self) -> str:
        told = "จึงเรียนมาเพื่อโปรดทราบ"
        if not self.owes:
            return told
        days = self.law.value(NOTICE_DAYS).value
        return f"{told} และลงนามในหนังสือแจ้ง{self.party_word}ภายใน {days} วันทำการนับถัดจากวันตรวจพบ"

    def acknowledged(self) -> Decision:
        signed = self.entry(*ACKNOWLEDGING)
        heading = f"การรับทราบของ{self.head}"
        if signed is None:
            return Decision(heading, "", Signature("", self.head))
        letter = (
            f" และลงนามในหนังสือแจ้ง{self.party_word} ที่ {self.acceptance.vendor_letter_number} แล้ว" if signed.step == LETTER else ""
        )
        return Decision(heading, f"ทราบ{letter}", signature_of(signed))

    def demand(self) -> str:
        """What the vendor is asked to do."""
        if self.is_accepted:
            return f"จึงขอให้ท่านส่งมอบส่วนที่ยังไม่ได้รับให้ถูกต้องครบถ้วนตาม{self.order_word}โดยเร็ว"
        if self.acceptance.kind == AcceptanceKind.WORKS:
            return f"จึงขอให้ท่านแก้ไขงานให้ถูกต้องครบถ้วนตาม{self.order_word} แล้วส่งมอบใหม่โดยเร็ว"
        return f"จึงขอให้ท่านรับพัสดุที่ส่งมอบครั้งนี้คืน และส่งมอบใหม่ให้ถูกต้องครบถ้วนตาม{self.order_word}โดยเร็ว"
