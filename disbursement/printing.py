"""ฎีกา on paper: the contract of the paper, filled from the voucher, its trail and its payment."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from disbursement import bundle
from disbursement.models import EvidenceKind, ProofKind, VoucherEvidence
from disbursement.papers import voucher as paper
from disbursement.payment import Payment
from disbursement.voucher_states import LAYING
from disbursement.withholding import RATE
from workflows.act import LawOn
from workflows.models import JournalEntry
from workflows.names import name_at
from workflows.office import office_of
from workflows.papers.entries import moment_of, party_at, signature_of
from workflows.papers.register import prints
from workflows.papers.signatures import Signature
from workflows.thai import baht, short_date

TAXED = frozenset({"prepare", "correct", "examine"})
FUND = "งบประมาณรายจ่ายประจำปี"
# In the order of the face (F4): role on the paper, the steps that stand for it, the seat that is printed below the post.
FACE = (
    ("ผู้ขอเบิก", ("request",), "หัวหน้าหน่วยงานผู้เบิก"),
    ("ผู้จัดทำฎีกา", ("prepare", "correct"), ""),
    ("ผู้ตรวจฎีกา", ("review",), ""),
    ("ผู้ตรวจฎีกา", ("examine",), "หัวหน้าหน่วยงานคลัง"),
    ("เห็นควรอนุมัติ", ("endorse",), ""),
    ("ผู้อนุมัติฎีกา", ("approve",), ""),
)


@prints("voucher", "voucher", "ฎีกาเบิกเงินตามงบประมาณ", amount=lambda voucher: voucher.net_baht)
def filled(voucher: Any, entries: list[JournalEntry]) -> paper.Voucher:
    """The face of the voucher as it stood with the entry that made the paper; with its payment once that is certified."""
    law = LawOn(voucher.law_date, office_of(voucher.organization))
    own = [entry for entry in entries if entry.document_id == voucher.pk]
    payment = Payment.objects.filter(voucher=voucher.pk, state=Payment.State.CERTIFIED).first() if voucher.paid_on else None
    return paper.Voucher(
        requested_on=voucher.requested_on, fiscal_year=voucher.budget_line.fiscal_year, unit=name_at(voucher.unit, moment_of(own)), fund=FUND, subject=voucher.title,
        budget=budget_position(voucher), before_vat_baht=voucher.before_vat_baht, vat_baht=voucher.vat_baht,
        vat_percent=law.value("tax.vat_percent").value if voucher.vat_baht else None, deductions=tuple(deductions(voucher, payment, law.at(taxed_on(own)))),
        payee=paper.Payee(party_at(voucher.payee, moment_of(own)).name, voucher.tax_id, method(voucher.payee_account)), evidence=tuple(evidence(voucher, own)),
        events=events(voucher, law), signatures=tuple(signatures(own)), received_number=voucher.received_number,
        received_on=voucher.received_on, payment=paid(payment, entries) if payment else None,
    )  # fmt: skip


def budget_position(voucher: Any) -> paper.BudgetPosition:
    """The line as the checker saw it. The register keeps a code and a name; plan, task and group stand in the code."""
    line = voucher.budget_line
    return paper.BudgetPosition(
        plan=line.code, task="", group="", type=line.name, allotted_baht=voucher.line_allotted_baht, transferred_baht=Decimal(0),
        reserved_baht=voucher.line_reserved_baht, committed_baht=voucher.line_committed_baht, spent_before_baht=voucher.line_spent_baht,
        asked_baht=voucher.gross_baht,
    )  # fmt: skip


def taxed_on(own: Sequence[JournalEntry]) -> date:
    """The day by whose rate the tax stands: that of the check, or of the laying before it."""
    return next(entry.acted_on for entry in reversed(own) if entry.step in TAXED)


def deductions(voucher: Any, payment: Any, law: LawOn) -> Iterable[paper.Deduction]:
    rate = law.value(RATE).value
    name = f"ภาษีหัก ณ ที่จ่าย ร้อยละ {rate.normalize():f} ของ {baht(voucher.before_vat_baht)}"
    yield paper.Deduction(name, voucher.withheld_baht, "เงินรับฝาก ภาษีหัก ณ ที่จ่าย")
    receipt = payment.fine_receipt if payment else None
    number = f"เล่มที่ {receipt.book.book_number} เลขที่ {receipt.number}" if receipt else ""
    yield paper.Deduction("ค่าปรับตามใบตรวจรับ", voucher.fine_baht - voucher.rest_fine_baht, "รายได้ค่าปรับ", number)
    if voucher.rest_fine_baht:
        yield paper.Deduction("ค่าปรับของส่วนที่เลิก", voucher.rest_fine_baht, "รายได้ค่าปรับ", number)


def method(account: Any) -> str:
    return f"โอนเข้าบัญชีธนาคาร รหัส {account.bank_code} เลขที่ {account.number} ชื่อบัญชี {account.name}"


def evidence(voucher: Any, own: Sequence[JournalEntry]) -> Iterable[paper.Evidence]:
    """Row by row as it was checked: what lay in the system or had a file then, and what was paper alone."""
    rows = VoucherEvidence.objects.filter(document=voucher.pk).values("kind", "number", "dated", "first_page", "last_page")
    checked = next((entry.recorded_time for entry in reversed(own) if entry.step == "examine"), None)
    for row, opened in zip(rows, bundle.of_rows(rows, bundle.lying(voucher, checked)), strict=True):
        found = "ในระบบ" if any(thing.is_made for thing in opened) else "มีไฟล์" if opened else "กระดาษ"
        name = str(EvidenceKind(row["kind"]).label)
        yield paper.Evidence(name, row["first_page"], row["last_page"], row["number"], row["dated"], f"ครบ {found}")


def events(voucher: Any, law: LawOn) -> tuple[paper.Event, ...]:
    """From the approval to the voucher, with the days that the law counts."""
    days = law.value(LAYING).value
    note = f"เกินกำหนด {voucher.late_days} วัน" if voucher.late_days else f"ภายใน {days} วันนับแต่วันตรวจรับถูกต้อง"
    happened = [
        paper.Event("อนุมัติให้ซื้อหรือจ้าง", voucher.spending_approved_on), paper.Event("ใบสั่ง", voucher.ordered_on),
        paper.Event("ส่งมอบ", voucher.delivered_on), paper.Event("ตรวจรับ", voucher.accepted_on),
        paper.Event("วางฎีกา", voucher.requested_on, note), *carried_over(voucher),
    ]  # fmt: skip
    return tuple(sorted(happened, key=lambda event: event.happened_on))


def carried_over(voucher: Any) -> Iterable[paper.Event]:
    """The head's approval to draw the money of a year that has closed."""
    if voucher.carried_over_on:
        note = f"ตามหนังสือที่ {voucher.carry_over_number} เบิกได้ถึง {short_date(voucher.carried_over_until)}"
        yield paper.Event("อนุมัติกันเงินไว้เบิกเหลื่อมปี", voucher.carried_over_on, note)


def signatures(own: Sequence[JournalEntry]) -> Iterable[Signature]:
    """The last signature of each kind, since the voucher last went its road."""
    returned = [entry.sequence for entry in own if entry.step in ("return_for_correction", "withdraw", "reopen")]
    since = max(returned, default=0)
    for role, steps, seat in FACE:
        found = [entry for entry in own if entry.step in steps and entry.sequence > since]
        if found:
            yield signature_of(found[-1], role=role, seat=seat)


def paid(payment: Any, entries: Sequence[JournalEntry]) -> paper.Payment:
    """What the payer stamped and the head of the finance unit certified (P-7)."""
    last = {entry.step: entry for entry in entries if entry.document_id == payment.pk}
    instrument = f"โอนเงินผ่านธนาคาร ชุดที่ {payment.transfer.number} ลำดับที่ {payment.position} รายการจ่ายที่ {payment.number}"
    return paper.Payment(
        instrument, payment.paid_on,
        signature_of(last["stamp"], role="ผู้จ่ายเงิน"),
        signature_of(last["certify"], role="ผู้รับรอง", seat="หัวหน้าหน่วยงานคลัง"),
        proof=proof(payment.proof_kind, payment.proof_number, payment.proof_on),
    )  # fmt: skip


def proof(kind: str, number: str, on: date) -> str:
    return f"ผลการโอนของธนาคาร และ{ProofKind(kind).label}{f' เลขที่ {number}' if number else ''} ลงวันที่ {short_date(on)}"
